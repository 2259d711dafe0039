/* SPDX-License-Identifier: MIT */
#ifndef REAP_TEXT_TOKENIZER_H
#define REAP_TEXT_TOKENIZER_H

#include "base/buf.h"
#include "text/fold.h"

/* Inside src/text and its tests only. */
struct reap_tokenizer {
  reap_buf folded; /* the spelling of the token in hand */
  bool icu_only;   /* for the differential test: no short cuts for ASCII */
};

#endif
