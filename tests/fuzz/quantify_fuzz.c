/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <stdlib.h>

#include "pipeline/pipeline.h"

static void require(bool truth) {
  if (!truth) abort();
}

static reap_worker *open_worker(void) {
  static reap_worker *worker;
  if (worker) return worker;
  reap_lexicon *lexicon;
  reap_error error;
  require(reap_lexicon_open_empty(&lexicon, &error) == REAP_OK);
  const reap_status status =
      reap_lexicon_add_folder(lexicon, "lexicons/cues", &error); /* none outside the repository */
  require(status == REAP_OK || status == REAP_EIO || status == REAP_ELEXICON);
  const reap_shared shared = {.lexicon = lexicon};
  require(reap_worker_open(&worker, &shared, &error) == REAP_OK);
  return worker;
}

static void check_span(const reap_citation *citation, reap_span span) {
  if (reap_span_known(span)) require(span.beg <= span.end && span.end <= citation->text.len);
}

static void check_row(const reap_batch *batch, uint32_t row) {
  const reap_citation *citation = &batch->citations.at[0];
  const reap_quantity *q = &batch->quantities.at[row];
  require(reap_span_known(q->span));
  check_span(citation, q->span);
  check_span(citation, q->numeral);
  check_span(citation, q->low_numeral);
  check_span(citation, q->high_numeral);
  require(q->kind < REAP_Q_KINDS && q->role < REAP_ROLES && q->rule != NULL);
  require(q->sentence < batch->sentences.count);
  require(q->about == REAP_NONE || (q->about < batch->quantities.count && q->about != row));
  require(q->kind != REAP_Q_P_VALUE || (q->value >= 0 && q->value <= 1));
}

/* The first byte is the kind of the section, and whether a raised range lies in it. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static const char *const stages[] = {"segment", "tag", "quantify"};
  static reap_batch batch;
  if (size < 2 || size > 1 << 16) return 0;
  reap_batch_reset(&batch);
  reap_citation *citation = reap_push(&batch.citations);
  citation->text = (reap_str){(const char *)data + 1, (uint32_t)size - 1};
  citation->sections = (reap_range){0, 1};
  reap_section *section = reap_push(&batch.sections);
  section->span = (reap_span){0, citation->text.len};
  section->kind = data[0] % 8;
  if (data[0] & 128) {
    const uint32_t beg = data[0] % citation->text.len;
    *reap_push(&batch.markups) =
        (reap_markup){{beg, citation->text.len - beg > 2 ? beg + 2 : citation->text.len}, REAP_MARKUP_SUP};
    citation->markups = (reap_range){0, 1};
  }
  for (size_t i = 0; i < sizeof stages / sizeof *stages; i++)
    if (reap_worker_run_stage(open_worker(), stages[i], &batch, NULL) != REAP_OK) return 0;
  for (uint32_t row = 0; row < batch.quantities.count; row++) check_row(&batch, row);
  return 0;
}
