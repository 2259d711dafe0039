/* SPDX-License-Identifier: MIT */
#ifndef REAP_REGISTRY_PIPE_ROWS_H
#define REAP_REGISTRY_PIPE_ROWS_H

#include "base/buf.h"
#include "base/status.h"
#include "base/vec.h"

/* Rows of a file whose cells stand between '|', as PostgreSQL's COPY writes CSV: cells with line ends, '|' or quotes in
 * them are quoted, quotes in those doubled. */
typedef struct {
  int64_t (*read)(void *from, char *bytes, size_t count); /* as read(2): 0 at the end, negative on failure */
  void *from;
  uint64_t line; /* in which the row starts, from 1 */
  reap_buf text; /* of the row: its cells, each with a NUL behind it */
  REAP_VEC(uint32_t) starts;
  uint64_t next_line;
  char *block;
  size_t at, have;
} reap_pipe_rows;

/* Begins with zeroed rows but for read and from. The caller closes them. */
void reap_pipe_rows_open(reap_pipe_rows *rows);
void reap_pipe_rows_close(reap_pipe_rows *rows);

/* The next row that is not empty; REAP_END behind the last one. REAP_EIO when it cannot be read, REAP_ELIMIT when a row
 * is larger than 16 MiB: a quote that nobody closes. */
REAP_MUST_USE reap_status reap_pipe_rows_next(reap_pipe_rows *rows, reap_error *error);

/* A cell of the row, terminated; "" when it has no such cell. */
const char *reap_pipe_cell(const reap_pipe_rows *rows, uint32_t column);

#endif
