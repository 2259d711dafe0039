/* SPDX-License-Identifier: MIT */
/* THE ordered list of stages: what happens to a batch between reading and writing. */
#include <stdlib.h>
#include <string.h>

#include "4_segment/segment.h"
#include "5_tag/tag.h"
#include "6_quantify/quantify.h"
#include "7_assemble/assemble.h"
#include "base/memory.h"
#include "pipeline/pipeline.h"

static const reap_stage *const chain[] = {&reap_segment_stage, &reap_tag_stage, &reap_quantify_stage,
                                          &reap_assemble_stage};
enum { CHAIN_LENGTH = sizeof chain / sizeof *chain };

/* What 3_parse fills. */
static const uint32_t PARSED = REAP_COL(citations) | REAP_COL(authors) | REAP_COL(languages) |
                               REAP_COL(publication_types) | REAP_COL(mesh) | REAP_COL(links) | REAP_COL(accessions) |
                               REAP_COL(keywords) | REAP_COL(other_texts) | REAP_COL(sections) | REAP_COL(markups);

struct reap_worker {
  void *stages[CHAIN_LENGTH];
};

const reap_stage *const *reap_chain(size_t *count) {
  *count = CHAIN_LENGTH;
  return chain;
}

reap_status reap_chain_check(reap_error *error) {
  uint32_t written = PARSED;
  for (size_t i = 0; i < CHAIN_LENGTH; i++) {
    if (chain[i]->reads & ~written)
      return reap_fail(error, REAP_EBUG, "stage %s reads a column that no stage before it writes", chain[i]->name);
    if (chain[i]->writes & written)
      return reap_fail(error, REAP_EBUG, "stage %s writes a column that is written already", chain[i]->name);
    written |= chain[i]->writes;
  }
  return REAP_OK;
}

reap_status reap_worker_open(reap_worker **out, const reap_shared *shared, reap_error *error) {
  reap_worker *worker = reap_alloc(sizeof *worker);
  for (size_t i = 0; i < CHAIN_LENGTH; i++) {
    reap_status status = chain[i]->open ? chain[i]->open(shared, &worker->stages[i], error) : REAP_OK;
    if (status != REAP_OK) {
      reap_worker_close(worker);
      return status;
    }
  }
  *out = worker;
  return REAP_OK;
}

reap_status reap_worker_run(reap_worker *worker, reap_batch *batch, reap_error *error) {
  reap_status status = REAP_OK;
  for (size_t i = 0; i < CHAIN_LENGTH && status == REAP_OK; i++)
    status = chain[i]->run(worker->stages[i], batch, error);
  return status;
}

reap_status reap_worker_run_stage(reap_worker *worker, const char *stage, reap_batch *batch, reap_error *error) {
  for (size_t i = 0; i < CHAIN_LENGTH; i++)
    if (strcmp(chain[i]->name, stage) == 0) return chain[i]->run(worker->stages[i], batch, error);
  return reap_fail(error, REAP_EUSAGE, "there is no stage '%s'", stage);
}

void reap_worker_close(reap_worker *worker) {
  if (!worker) return;
  for (size_t i = 0; i < CHAIN_LENGTH; i++)
    if (chain[i]->close && worker->stages[i]) chain[i]->close(worker->stages[i]);
  free(worker);
}
