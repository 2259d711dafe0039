/* SPDX-License-Identifier: MIT */
#ifndef REAP_REGISTRY_LIKENESS_H
#define REAP_REGISTRY_LIKENESS_H

#include "text/fold.h"

/* How alike two phrases are by their words: 0 to 1. Words are folded as the lexicon's (case, plural, spelling), and
 * function words and words of measurement ("mean", "change", "rate") do not count. Dice's coefficient of the sets; at
 * least 0.75 where the shorter lies wholly in the longer and that has at most eight words. */
double reap_likeness(reap_tokenizer *tokenizer, reap_str a, reap_str b);

enum { REAP_LIKENESS_PERCENT = 50 }; /* from here on two phrases are taken to name the same thing */

#endif
