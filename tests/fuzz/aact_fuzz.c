/* SPDX-License-Identifier: MIT */
/* The bytes are a file of AACT's; its rows become parts of a record by every rule, whatever their file. */
#include <string.h>

#include "registry/aact_study.h"
#include "registry/pipe_rows.h"

typedef struct {
  const uint8_t *bytes;
  size_t left;
} source;

static int64_t give(void *from, char *bytes, size_t count) {
  source *s = from;
  size_t part = s->left < count ? s->left : count;
  if (part > 7) part = 7; /* so that rows lie over the edges of what is read */
  memcpy(bytes, s->bytes, part);
  s->bytes += part;
  s->left -= part;
  return (int64_t)part;
}

/* A cell by a number made of the column's name: files of the fuzzer have no header. */
static const char *cell(const void *row, const char *column) {
  const reap_pipe_rows *rows = row;
  uint32_t number = 0;
  while (*column) number = number * 31 + (unsigned char)*column++;
  return reap_pipe_cell(rows, rows->starts.count ? number % rows->starts.count : 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  source s = {data, size};
  reap_pipe_rows rows = {.read = give, .from = &s};
  reap_aact_study study;
  reap_error error;
  reap_pipe_rows_open(&rows);
  reap_aact_study_begin(&study);
  for (int count = 0; count < 200 && reap_pipe_rows_next(&rows, &error) == REAP_OK; count++)
    for (size_t i = 0; i < reap_aact_rule_count; i++) reap_aact_study_add(&study, &reap_aact_rules[i], &rows, cell);
  reap_aact_study_end(&study);
  reap_pipe_rows_close(&rows);
  return 0;
}
