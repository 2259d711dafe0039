/* SPDX-License-Identifier: MIT */
#ifndef REAP_ASSEMBLE_WORDS_H
#define REAP_ASSEMBLE_WORDS_H

#include "base/status.h"
#include "model/token.h"

/* The grammar that assembly needs: what part a word of general English plays in a clause. Domain words (placebo,
 * higher, versus ...) come from the cue lexicons instead; here stand only words that no trial vocabulary would list. */
enum {
  REAP_W_DETERMINER = 1 << 0,
  REAP_W_OF = 1 << 1,
  REAP_W_PREPOSITION = 1 << 2, /* of is one too */
  REAP_W_AND = 1 << 3,         /* and, or, nor */
  REAP_W_CLAUSE = 1 << 4,      /* while, whereas, but: a new clause begins */
  REAP_W_RELATIVE = 1 << 5,    /* who, which, that */
  REAP_W_BE = 1 << 6,
  REAP_W_HAVE = 1 << 7,
  REAP_W_AUXILIARY = 1 << 8, /* did, would, can */
  REAP_W_NOT = 1 << 9,
  REAP_W_VERB = 1 << 10,
  REAP_W_GAIN = 1 << 11,  /* verbs whose object is an outcome: developed, experienced, showed */
  REAP_W_OCCUR = 1 << 12, /* verbs whose subject is an outcome: occurred, was observed, was reported */
  REAP_W_ADVERB = 1 << 13,
  REAP_W_PEOPLE = 1 << 14,
  REAP_W_GROUP = 1 << 15,
  REAP_W_VAGUE = 1 << 16,     /* nouns that name no outcome: study, result, analysis */
  REAP_W_STATISTIC = 1 << 17, /* mean, median: not part of a name */
  REAP_W_TIME = 1 << 18,
  REAP_W_CHANGE = 1 << 19,      /* nouns of change: reduction, improvement, difference */
  REAP_W_COMPARATIVE = 1 << 20, /* adjectives of comparison: higher, similar */
  REAP_W_SHIFT = 1 << 21,       /* verbs of change: reduced, improved */
  REAP_W_ALLOCATE = 1 << 22,    /* randomized, assigned, divided */
  REAP_W_SEVERAL = 1 << 23,     /* both, either, two, all, between: before "groups" */
  REAP_W_BAD = 1 << 24,         /* things that one wants less of: pain, depression */
  REAP_W_TREAT = 1 << 25,       /* received, treated, underwent */
  REAP_W_CONTROL = 1 << 26,     /* words for the comparator's group */
  REAP_W_TESTED = 1 << 27,      /* words for the group under test: intervention, experimental */
  REAP_W_MANNER = 1 << 28,      /* treatment, therapy, dose: never tell two arms apart */
  REAP_W_VERSUS = 1 << 29,      /* versus, than */
  REAP_W_ALONE = 1 << 30,       /* mass words of a count: proportion, number, percentage */
};

typedef struct reap_words reap_words;

/* Builds the table (folded with the pipeline's own folding). The caller owns *out; read-only afterwards. */
REAP_MUST_USE reap_status reap_words_open(reap_words **out, reap_error *error);
void reap_words_free(reap_words *words);

/* The REAP_W_ bits of each token; words that are not in the table are judged by their ending (-ly: adverb). */
void reap_words_bits(const reap_words *words, reap_str text, const reap_token *tokens, uint32_t count, uint32_t *bits);

#endif
