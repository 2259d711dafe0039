/* SPDX-License-Identifier: MIT */
#ifndef REAP_TEXT_TOKENIZER_H
#define REAP_TEXT_TOKENIZER_H

#include "base/buf.h"
#include "text/fold.h"

/* Inside src/text and its tests only. */

/* A short word in small letters, NUL-padded to eight bytes, and its hash. */
typedef struct {
  uint64_t letters, hash;
} reap_known_word;
enum { REAP_KNOWN_WORDS_BITS = 11 };

struct reap_tokenizer {
  reap_buf folded; /* the spelling of the token in hand */
  bool icu_only;   /* for the differential test: no short cuts for ASCII */
  /* What a word folds to depends on its letters alone, and a text says the same few hundred again and again: the last
   * one met at each place of this table need not be folded anew. */
  reap_known_word known[1 << REAP_KNOWN_WORDS_BITS];
};

#endif
