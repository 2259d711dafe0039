/* SPDX-License-Identifier: MIT */
#ifndef REAP_ASSEMBLE_TAGGER_H
#define REAP_ASSEMBLE_TAGGER_H

#include "7_assemble/assembler.h"
#include "linear/linear.h"

/* The linear tagger of phrases (README.md in this folder): what it sees of a token, and what it makes of a sentence. */

/* What a token looks like to the tagger. 0 means nothing in each. */
typedef enum {
  REAP_LOOK_NOTHING,
  REAP_LOOK_WORD,    /* folded spelling; numbers by their length */
  REAP_LOOK_END3,    /* last three letters */
  REAP_LOOK_NAME,    /* type of the lexicon's name, kind and role of the quantity */
  REAP_LOOK_GRAMMAR, /* REAP_W_ bits */
  REAP_LOOK_RULES,   /* which rules of this folder hold it in a phrase */
  REAP_LOOK_FINE,    /* clusters of the word */
  REAP_LOOK_COARSE,
  REAP_LOOK_LED,     /* the preposition before it, since the last verb */
  REAP_LOOK_VERB,    /* the verb before it */
  REAP_LOOK_SECTION, /* reap_section_kind of the sentence */
  REAP_LOOK_PLACE,   /* of the sentence: title, first, first half, second half, last but one, last */
  REAP_LOOK_COUNT
} reap_look;

enum { REAP_TAGGER_FEATURES_MAX = 24 };

/* Where in the abstract a sentence stands. Aims, results and what sums them up are the REST: there the rules tell
 * better, and the tagger does not read it. */
typedef enum {
  REAP_PART_TITLE,
  REAP_PART_METHODS,
  REAP_PART_FIRST_HALF, /* of an abstract that does not label its sections */
  REAP_PART_REST,
  REAP_PARTS
} reap_part;
reap_part reap_part_of(const reap_assembler *a, uint32_t number); /* of the citation's sentence with that number */

typedef struct reap_tagger reap_tagger;

/* One a worker; opens the model built into the program. The caller frees *out. */
REAP_MUST_USE reap_status reap_tagger_open(reap_tagger **out, reap_error *error);
void reap_tagger_free(reap_tagger *tagger);

/* Looks at the citation in work, whose phrases must be those of the rules. False when it is none that tests a
 * treatment: then the tagger stays silent. */
bool reap_tagger_look(reap_tagger *tagger, const reap_assembler *a);
/* Whether it has looked at the last citation that it was asked about. */
bool reap_tagger_has_looked(const reap_tagger *tagger);

/* The features of a token (row of batch.tokens) of the sentence (row of batch.sentences) in the citation looked at;
 * returns how many. */
uint32_t reap_tagger_features(const reap_tagger *tagger, const reap_assembler *a, uint32_t sentence, uint32_t token,
                              uint64_t features[REAP_TAGGER_FEATURES_MAX]);
/* The added weights of a token's features, *count of them, for reap_linear_sum_of(). */
uint64_t reap_tagger_weigh(const reap_tagger *tagger, const reap_assembler *a, uint32_t sentence, uint32_t token,
                           uint32_t *count);
/* What the step to the token depends on. */
uint8_t reap_tagger_edge(const reap_assembler *a, uint32_t sentence, uint32_t token);

/* Uses the clusters of another model, which must stay; for training. */
void reap_tagger_use(reap_tagger *tagger, const reap_linear *model);
const reap_linear *reap_tagger_model(const reap_tagger *tagger);

#endif
