/* SPDX-License-Identifier: MIT */
#include "7_assemble/assemble.h"

static reap_status run(void *worker, reap_batch *batch, reap_error *error) {
  (void)worker, (void)batch, (void)error;
  return REAP_OK;
}

const reap_stage reap_assemble_stage = {.name = "assemble", .reads = REAP_COL(citations) | REAP_COL(accessions) | REAP_COL(publication_types) | REAP_COL(sections) | REAP_COL(sentences) | REAP_COL(tokens) | REAP_COL(mentions) | REAP_COL(cues) | REAP_COL(abbreviations) | REAP_COL(quantities), .writes = REAP_COL(designs) | REAP_COL(trials) | REAP_COL(arms) | REAP_COL(arm_names) | REAP_COL(arm_mentions) | REAP_COL(outcomes) | REAP_COL(data) | REAP_COL(findings) | REAP_COL(checks) | REAP_COL(attributions), .run = run};
