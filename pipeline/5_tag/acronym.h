/* SPDX-License-Identifier: MIT */
#ifndef REAP_TAG_ACRONYM_H
#define REAP_TAG_ACRONYM_H

#include "base/vec.h"
#include "model/batch.h"

/* Memory that reap_find_abbreviations() reuses: one per worker. Zero-initialised is ready; free with
 * reap_acronym_scratch_free(). */
typedef struct reap_acronym_scratch {
  REAP_VEC(uint32_t) positions;
} reap_acronym_scratch;

/* Finds the short forms that the text of `citation` (a row of `batch`, segmented) defines, "long form (SF)" and
 * "SF (long form)", and appends them to batch.abbreviations in text order; sets citation->abbreviations. A short form
 * that is defined twice in the same way has one row. `concept` stays REAP_NONE: the caller knows the lexicon. */
void reap_find_abbreviations(reap_acronym_scratch *scratch, reap_batch *batch, reap_citation *citation);
void reap_acronym_scratch_free(reap_acronym_scratch *scratch);

#endif
