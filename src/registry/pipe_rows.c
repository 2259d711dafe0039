/* SPDX-License-Identifier: MIT */
#include "registry/pipe_rows.h"

#include "base/memory.h"

enum { BLOCK_BYTES = 1 << 16, MOST_ROW_BYTES = 1 << 24, END = -1, FAILED = -2 };

void reap_pipe_rows_open(reap_pipe_rows *rows) {
  rows->block = reap_alloc(BLOCK_BYTES);
  rows->next_line = 1;
  reap_buf_init(&rows->text, MOST_ROW_BYTES);
}

void reap_pipe_rows_close(reap_pipe_rows *rows) {
  free(rows->block);
  reap_buf_free(&rows->text);
  reap_vec_free(&rows->starts);
}

/* The next byte, which stays; END, FAILED. */
static int peek(reap_pipe_rows *rows) {
  if (rows->at == rows->have) {
    int64_t got = rows->read(rows->from, rows->block, BLOCK_BYTES);
    rows->at = 0;
    rows->have = got > 0 ? (size_t)got : 0;
    if (got <= 0) return got < 0 ? FAILED : END;
  }
  return (unsigned char)rows->block[rows->at];
}

static int take(reap_pipe_rows *rows) {
  int c = peek(rows);
  if (c >= 0) rows->at++;
  if (c == '\n') rows->next_line++;
  return c;
}

static void keep(reap_pipe_rows *rows, int c) { reap_buf_addc(&rows->text, c ? (char)c : ' '); }

static bool ends_cell(int c) { return c == '|' || c == '\n' || c == '\r' || c < 0; }

/* What follows an opening quote. A quote that is not doubled and ends no cell is taken as it is. */
static void take_quoted(reap_pipe_rows *rows) {
  for (int c; (c = take(rows)) >= 0 && !rows->text.full;) {
    if (c != '"') {
      keep(rows, c);
      continue;
    }
    int next = peek(rows);
    if (ends_cell(next)) return;
    if (next == '"') (void)take(rows);
    keep(rows, '"');
  }
}

/* Takes a cell and what ends it, which comes back: '|', a line end, END or FAILED. */
static int take_cell(reap_pipe_rows *rows) {
  *reap_push(&rows->starts) = (uint32_t)rows->text.len;
  if (peek(rows) == '"') {
    (void)take(rows);
    take_quoted(rows);
  }
  int c;
  while (!ends_cell(c = take(rows)) && !rows->text.full) keep(rows, c);
  if (c == '\r' && peek(rows) == '\n') c = take(rows);
  reap_buf_addc(&rows->text, '\0');
  return c;
}

reap_status reap_pipe_rows_next(reap_pipe_rows *rows, reap_error *error) {
  int end = '\n';
  do {
    reap_buf_reset(&rows->text);
    reap_vec_reset(&rows->starts);
    rows->line = rows->next_line;
    if (peek(rows) == END) return REAP_END;
    while ((end = take_cell(rows)) == '|' && !rows->text.full) {
    }
  } while (end != FAILED && !rows->text.full && rows->starts.count == 1 && rows->text.len == 1);
  if (end == FAILED) return reap_fail(error, REAP_EIO, "cannot be read on: get it again");
  if (rows->text.full)
    return reap_fail(error, REAP_ELIMIT, "a row has no end: a quote is missing; the rest of the file is left out");
  return REAP_OK;
}

const char *reap_pipe_cell(const reap_pipe_rows *rows, uint32_t column) {
  return column < rows->starts.count ? rows->text.ptr + rows->starts.at[column] : "";
}
