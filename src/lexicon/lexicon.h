/* SPDX-License-Identifier: MIT */
#ifndef REAP_LEXICON_LEXICON_H
#define REAP_LEXICON_LEXICON_H

#include "base/status.h"
#include "model/mention.h"
#include "model/token.h"

/* A compiled lexicon: one immutable image, memory-mapped and shared by all threads, and any number of smaller ones laid
 * on top of it (a user's own names), which win where both know a name. */
typedef struct reap_lexicon reap_lexicon;

/* A concept, borrowed from the image. Cues are concepts too: id is their meaning, value what goes with it. */
typedef struct {
  reap_str id, name, value;
  uint8_t type; /* reap_type */
} reap_concept;

/* Opens an image written by reap_lexicon_compile(). The caller owns *out. REAP_EIO when it cannot be read,
 * REAP_ELEXICON when it is damaged or of another version (the message says what to do). */
REAP_MUST_USE reap_status reap_lexicon_open(reap_lexicon **out, const char *path, reap_error *error);
/* A lexicon without names; for runs and tests that need none. */
REAP_MUST_USE reap_status reap_lexicon_open_empty(reap_lexicon **out, reap_error *error);
/* Compiles the folder of TSV sources `dir` in memory and lays it on top. REAP_ELEXICON names file and line. Not while
 * other threads use the lexicon. */
REAP_MUST_USE reap_status reap_lexicon_add_folder(reap_lexicon *lexicon, const char *dir, reap_error *error);
void reap_lexicon_free(reap_lexicon *lexicon);

/* The concept with that number (as stored in mentions); `concept` must come from this lexicon. */
reap_concept reap_lexicon_concept(const reap_lexicon *lexicon, uint32_t concept);
/* The ids of the concepts that it is a kind of, separated by |; "" when none are known. */
reap_str reap_lexicon_parents(const reap_lexicon *lexicon, uint32_t concept);
/* Whether the concept has that id or is, over any number of steps, a kind of one that has, in whichever vocabulary.
 * Looks at 256 concepts. */
bool reap_lexicon_is_a(const reap_lexicon *lexicon, uint32_t concept, reap_str id);
/* The number of the concept with that id: of the uppermost layer that has it; REAP_NONE when none has. */
uint32_t reap_lexicon_find(const reap_lexicon *lexicon, reap_str id);
uint32_t reap_lexicon_names(const reap_lexicon *lexicon);    /* names in all layers */
uint32_t reap_lexicon_concepts(const reap_lexicon *lexicon); /* concepts in all layers */
/* 64 hex digits and a NUL that name the sources of all layers: goes into provenance. */
const char *reap_lexicon_hash(const reap_lexicon *lexicon);

/* What a token counts as in names: the hash of its folded spelling, or of the mark itself. Never 0. */
uint64_t reap_token_key(reap_str text, const reap_token *token);

typedef enum { REAP_LAYER_ENTITY, REAP_LAYER_CUE, REAP_LAYER_COUNT } reap_layer;

typedef struct {
  uint32_t at;      /* the first token of the name */
  uint32_t concept; /* the winner of that name */
  uint32_t tokens;  /* how many tokens the name covers, >= 1 */
  bool ambiguous;   /* other concepts bear the name too */
  bool told;        /* the words beside it have chosen among types; else it was the priority */
} reap_lexicon_match;

/* A walk through the names of one layer in the `count` tokens of one sentence; `text` is what their spans count in.
 * Made by reap_lexicon_walk_from(); tokens and text must stay while it goes on. */
enum { REAP_LEXICON_BLOCK = 64 }; /* tokens: one bit each */
typedef struct {
  const reap_lexicon *lexicon;
  reap_layer layer;
  reap_str text;
  const reap_token *tokens;
  uint32_t count;
  uint32_t at; /* no name that starts before this token is looked for; moves behind each name found */
  /* Of lookup.c: the block of tokens that were looked up at once, and where in it a name may start. */
  uint32_t block, block_end;
  uint64_t starts;
  const struct reap_image_entry *entries[REAP_LEXICON_BLOCK];
} reap_lexicon_walk;

/* Starts a walk at token `at`. */
void reap_lexicon_walk_from(reap_lexicon_walk *walk, const reap_lexicon *lexicon, reap_layer layer, reap_str text,
                            const reap_token *tokens, uint32_t count, uint32_t at);
/* The next name of the walk: the first that starts at walk->at or behind it, the longest there. Names marked `case` or
 * `exact` are compared with the text, and the words beside a name decide about rules that ask for them. False when
 * there is none. No entity starts at a GLUED token (a cue may, behind a number: "5mg"), no name ends before one.
 * Entities start with a word; marks inside a name match only themselves ("1,25-dihydroxyvitamin D"). Thread-safe. */
bool reap_lexicon_walk_on(reap_lexicon_walk *walk, reap_lexicon_match *out);
/* The first name of a walk that starts at tokens[*at]; sets *at to its first token. */
bool reap_lexicon_next(const reap_lexicon *lexicon, reap_layer layer, reap_str text, const reap_token *tokens,
                       uint32_t count, uint32_t *at, reap_lexicon_match *out);

/* Why a name that starts at a token is or is not taken. */
typedef enum {
  REAP_LEXICON_TAKEN,
  REAP_LEXICON_OUTRANKED, /* another concept bears the same name and comes first */
  REAP_LEXICON_COVERED,   /* a longer name is taken */
  REAP_LEXICON_BLOCKED,   /* by block.tsv */
  REAP_LEXICON_SHORT,     /* under three letters, and no `allow` in block.tsv */
  REAP_LEXICON_SPELLING,  /* the match is `case` or `exact`, and the text is written otherwise */
  REAP_LEXICON_INSIDE,    /* it would begin or end inside a word */
  REAP_LEXICON_VERDICTS
} reap_lexicon_verdict;

typedef struct {
  reap_str name;        /* as written in the source */
  reap_concept concept; /* who bears it */
  reap_str vocabulary;  /* its folder, and its title ("" when it has none) */
  reap_str title;
  int32_t priority;
  uint32_t tokens;
  reap_lexicon_verdict verdict;
} reap_lexicon_candidate;

/* Tells `each` of all names that could start at tokens[at], shorter ones first, with the verdict on them: what
 * `reap lexicon explain` shows. The candidate is only valid during the call. Thread-safe. */
void reap_lexicon_candidates(const reap_lexicon *lexicon, reap_layer layer, reap_str text, const reap_token *tokens,
                             uint32_t count, uint32_t at,
                             void (*each)(void *context, const reap_lexicon_candidate *candidate), void *context);

#endif
