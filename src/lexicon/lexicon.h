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
uint32_t reap_lexicon_names(const reap_lexicon *lexicon);    /* names in all layers */
uint32_t reap_lexicon_concepts(const reap_lexicon *lexicon); /* concepts in all layers */
/* 64 hex digits and a NUL that name the sources of all layers: goes into provenance. */
const char *reap_lexicon_hash(const reap_lexicon *lexicon);

typedef enum { REAP_LAYER_ENTITY, REAP_LAYER_CUE, REAP_LAYER_COUNT } reap_layer;

typedef struct {
  uint32_t concept; /* the winner of that name */
  uint32_t tokens;  /* how many tokens the name covers, >= 1 */
  bool ambiguous;   /* other concepts bear the name too */
} reap_lexicon_match;

/* The longest name of the layer that starts at tokens[0] (count tokens follow in the sentence). `text` is what the
 * tokens' spans count in: names marked `case` or `exact` are compared with it. False when there is none.
 * A name never ends before a GLUED token. Thread-safe. */
bool reap_lexicon_longest(const reap_lexicon *lexicon, reap_layer layer, reap_str text, const reap_token *tokens,
                          uint32_t count, reap_lexicon_match *out);

#endif
