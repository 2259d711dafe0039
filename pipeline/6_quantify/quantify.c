/* SPDX-License-Identifier: MIT */
#include "6_quantify/quantify.h"

static reap_status run(void *worker, reap_batch *batch, reap_error *error) {
  (void)worker, (void)batch, (void)error;
  return REAP_OK;
}

const reap_stage reap_quantify_stage = {.name = "quantify", .reads = REAP_COL(citations) | REAP_COL(sections) | REAP_COL(markups) | REAP_COL(sentences) | REAP_COL(tokens) | REAP_COL(mentions) | REAP_COL(cues), .writes = REAP_COL(quantities), .run = run};
