/* SPDX-License-Identifier: MIT */
#ifndef REAP_TAG_ACRONYM_H
#define REAP_TAG_ACRONYM_H

#include "5_tag/acronym_align.h"
#include "model/batch.h"

/* Memory that reap_find_abbreviations() reuses: one per worker, some 12 KB. Nothing in it needs to be set or freed. */
typedef struct reap_acronym_scratch {
  reap_acronym_aligner aligner;
} reap_acronym_scratch;

/* Finds the short forms that the text of `citation` (a row of `batch`, segmented) defines, "long form (SF)" and
 * "SF (long form)", and appends them to batch.abbreviations in text order; sets citation->abbreviations. A short form
 * that is defined twice in the same way has one row. `concept` stays REAP_NONE: the caller knows the lexicon. */
void reap_find_abbreviations(reap_acronym_scratch *scratch, reap_batch *batch, reap_citation *citation);
void reap_acronym_scratch_free(reap_acronym_scratch *scratch);

#endif
