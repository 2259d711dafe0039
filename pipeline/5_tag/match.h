/* SPDX-License-Identifier: MIT */
#ifndef REAP_TAG_MATCH_H
#define REAP_TAG_MATCH_H

#include "lexicon/lexicon.h"
#include "model/batch.h"

/* A row of batch.mentions or batch.cues for `concept` of the lexicon. */
reap_mention reap_mention_of(const reap_lexicon *lexicon, uint32_t concept, reap_span span, uint32_t sentence);

/* Appends the names found in the sentences of `citation` to batch.mentions and batch.cues, in text order: the longest
 * name from the left, then on behind it. */
void reap_match_names(const reap_lexicon *lexicon, reap_batch *batch, const reap_citation *citation);

#endif
