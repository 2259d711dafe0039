/* SPDX-License-Identifier: MIT */
/* The whole chain over documents (NDJSON): whatever text comes, the record and the table come out, and every row of the
 * batch lies where it says. */
#include "3_parse/parse.h"
#include "8_emit/record.h"
#include "8_emit/table.h"
#include "fuzz_chain.h"
#include "fuzz_source.h"

static void check_spans(const reap_batch *batch, const reap_citation *c) {
  for (uint32_t i = 0; i < c->quantities.count; i++) {
    reap_span span = batch->quantities.at[c->quantities.first + i].span;
    require(span.beg <= span.end && span.end <= c->text.len);
  }
  for (uint32_t i = 0; i < c->arms.count; i++) {
    reap_span span = batch->arms.at[c->arms.first + i].label;
    require(!reap_span_known(span) || (span.beg <= span.end && span.end <= c->text.len));
  }
  for (uint32_t i = 0; i < c->outcomes.count; i++) {
    reap_span span = batch->outcomes.at[c->outcomes.first + i].span;
    require(!reap_span_known(span) || (span.beg <= span.end && span.end <= c->text.len));
  }
}

static void ignore(void *context, const reap_error *fault) { (void)context, (void)fault; }

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static reap_batch batch;
  static reap_buf out;
  reap_parser *parser;
  reap_error error = {0};
  if (size > 1 << 16) return 0;
  if (reap_parser_open(&parser, fuzz_open(data, size, 1 << 16), "fuzz", REAP_FROM_NDJSON, ignore, NULL, &error) !=
      REAP_OK)
    return 0;
  for (;;) {
    reap_batch_reset(&batch);
    if (reap_parser_next(parser, &batch, NULL, &error) != REAP_OK) break;
    if (reap_worker_run(fuzz_worker(), &batch, &error) != REAP_OK) continue;
    reap_buf_reset(&out);
    for (uint32_t i = 0; i < batch.citations.count; i++) {
      check_spans(&batch, &batch.citations.at[i]);
      reap_record_write(&(reap_target){0}, &batch, &batch.citations.at[i], &out);
    }
    reap_table_rows(REAP_TABLE_CSV, &batch, &out);
  }
  reap_parser_close(parser);
  return 0;
}
