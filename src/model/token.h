/* SPDX-License-Identifier: MIT */
#ifndef REAP_MODEL_TOKEN_H
#define REAP_MODEL_TOKEN_H

#include "base/str.h"

/* What 4_segment writes. */

typedef struct {
  reap_span span;   /* without the white space around it */
  uint32_t section; /* row in batch.sections */
  reap_range tokens;
} reap_sentence;

typedef enum {
  REAP_TOKEN_GLUED = 1,    /* nothing stands between this token and the one before it: "IL" + "6" in "IL6" */
  REAP_TOKEN_HYPHEN = 2,   /* only a hyphen (any Unicode one) stands between: "IL" + "6" in "IL-6" */
  REAP_TOKEN_NUMBER = 4,   /* digits only */
  REAP_TOKEN_UPPER = 8,    /* all letters are capitals */
  REAP_TOKEN_CAPITAL = 16, /* the first letter is a capital */
  REAP_TOKEN_PUNCT = 32    /* not a word: one mark of punctuation or a symbol; never part of a lexicon name */
} reap_token_flag;

/* A run of letters or of digits, or one other character. A hyphenated name is a run of tokens with HYPHEN or GLUED set;
 * it holds together: no match starts at a GLUED token or ends before one. */
typedef struct {
  reap_span span;
  uint64_t hash; /* of the folded spelling (src/text/fold.h); 0 for PUNCT */
  uint32_t flags;
} reap_token;

#endif
