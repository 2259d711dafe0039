/* SPDX-License-Identifier: MIT */
#ifndef REAP_CLI_ROWS_H
#define REAP_CLI_ROWS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

/* Rows of an answer on stdout, as the user wants them: a table for the eye, CSV (RFC 4180), or NDJSON. */

typedef enum { REAP_ROWS_TABLE, REAP_ROWS_CSV, REAP_ROWS_NDJSON } reap_rows_format;

typedef struct {
  const char *name;
  bool number; /* in NDJSON */
  bool wraps;  /* its cells may be broken into lines in a table */
} reap_rows_column;

typedef struct {
  reap_rows_format format;
  const reap_rows_column *columns;
  size_t count;
  struct libscols_table *table;
  reap_buf line;
} reap_rows;

/* "table", "csv" or "ndjson"; false for anything else. */
bool reap_rows_format_from_name(const char *name, reap_rows_format *out);

/* Begins an answer with these columns (borrowed). The caller ends it. */
void reap_rows_begin(reap_rows *rows, reap_rows_format format, const reap_rows_column *columns, size_t count);

/* One row: a text a column, UTF-8, NULL or "" where there is nothing (left out in NDJSON). */
void reap_rows_add(reap_rows *rows, const char *const *cells);

/* Prints what is still to print, and frees. */
void reap_rows_end(reap_rows *rows);

#endif
