/* SPDX-License-Identifier: MIT */
#include "5_tag/tag.h"

static reap_status run(void *worker, reap_batch *batch, reap_error *error) {
  (void)worker, (void)batch, (void)error;
  return REAP_OK;
}

const reap_stage reap_tag_stage = {.name = "tag", .reads = REAP_COL(citations) | REAP_COL(sections) | REAP_COL(sentences) | REAP_COL(tokens), .writes = REAP_COL(mentions) | REAP_COL(cues) | REAP_COL(abbreviations), .run = run};
