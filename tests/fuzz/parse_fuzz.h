/* SPDX-License-Identifier: MIT */
/* Feeds fuzzed bytes to a reader and checks what every citation must keep: spans inside the text, text well-formed, and
 * the same citations for any size of reads and batches. */
#ifndef REAP_PARSE_FUZZ_H
#define REAP_PARSE_FUZZ_H

#include "3_parse/parse.h"
#include "base/utf8.h"
#include "fuzz_source.h"

static void check_citation(const reap_batch *batch, const reap_citation *c) {
  require(reap_utf8_first_bad(c->text) == REAP_NONE);
  require((c->sections.count > 0) == (c->op == REAP_OP_PUT) &&
          c->sections.first + c->sections.count <= batch->sections.count);
  uint32_t end = 0;
  for (uint32_t i = 0; i < c->sections.count; i++) {
    reap_span span = batch->sections.at[c->sections.first + i].span;
    require(span.beg >= end && span.beg <= span.end && span.end <= c->text.len);
    end = span.end;
  }
  for (uint32_t i = 0; i < c->markups.count; i++) {
    reap_span span = batch->markups.at[c->markups.first + i].span;
    require(span.beg < span.end && span.end <= c->text.len);
  }
}

static void count_fault(void *context, const reap_error *fault) {
  require(fault->message[0] != 0);
  ++*(uint64_t *)context;
}

/* A checksum over the citations. */
static uint64_t parse_all(const uint8_t *data, size_t size, reap_input_format format, size_t piece, uint32_t limit) {
  reap_parser *parser;
  reap_error error = {0};
  reap_batch batch = {0};
  const reap_batch_limits limits = {.citations = limit, .text_bytes = 1 << 20};
  uint64_t sum = 0, faults = 0;
  if (reap_parser_open(&parser, fuzz_open(data, size, piece), "fuzz", format, count_fault, &faults, &error) != REAP_OK)
    return 0;
  reap_status status;
  while ((status = reap_parser_next(parser, &batch, &limits, &error)) == REAP_OK) {
    require(batch.citations.count > 0 && batch.citations.count <= limit);
    for (uint32_t i = 0; i < batch.citations.count; i++) {
      const reap_citation *c = &batch.citations.at[i];
      check_citation(&batch, c);
      sum = sum * 31 + c->pmid + c->text.len * 7u + c->ordinal;
    }
    reap_batch_reset(&batch);
  }
  require(status == REAP_END || error.message[0]);
  reap_parser_close(parser);
  reap_batch_free(&batch);
  return sum;
}

static int fuzz_format(const uint8_t *data, size_t size, reap_input_format format) {
  if (size > 1 << 18) return 0;
  uint64_t whole = parse_all(data, size, format, 1 << 20, 256);
  require(parse_all(data, size, format, 1 << 20, 1) == whole);
  parse_all(data, size, format, 5, 2);
  return 0;
}

#endif
