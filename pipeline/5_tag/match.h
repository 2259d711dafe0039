/* SPDX-License-Identifier: MIT */
#ifndef REAP_TAG_MATCH_H
#define REAP_TAG_MATCH_H

#include "lexicon/lexicon.h"
#include "model/batch.h"

/* Appends the names found in the sentences of `citation` to batch.mentions and batch.cues, in text order: the longest
 * name from the left, then on behind it. */
void reap_match_names(const reap_lexicon *lexicon, reap_batch *batch, const reap_citation *citation);

#endif
