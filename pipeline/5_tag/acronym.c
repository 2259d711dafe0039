/* SPDX-License-Identifier: MIT */
#include "5_tag/acronym.h"

void reap_find_abbreviations(reap_acronym_scratch *scratch, reap_batch *batch, reap_citation *citation) {
  reap_vec_reset(&scratch->positions);
  citation->abbreviations = (reap_range){batch->abbreviations.count, 0};
}

void reap_acronym_scratch_free(reap_acronym_scratch *scratch) { reap_vec_free(&scratch->positions); }
