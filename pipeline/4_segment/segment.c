/* SPDX-License-Identifier: MIT */
#include "4_segment/segment.h"

static reap_status run(void *worker, reap_batch *batch, reap_error *error) {
  (void)worker, (void)batch, (void)error;
  return REAP_OK;
}

const reap_stage reap_segment_stage = {.name = "segment", .reads = REAP_COL(citations) | REAP_COL(sections) | REAP_COL(markups), .writes = REAP_COL(sentences) | REAP_COL(tokens), .run = run};
