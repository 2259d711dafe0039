/* SPDX-License-Identifier: MIT */
#ifndef REAP_LEXICON_TSV_H
#define REAP_LEXICON_TSV_H

#include "base/status.h"
#include "base/str.h"

/* A reader of tab-separated text as spreadsheets save it: UTF-8 with or without a byte-order mark, LF or CRLF, a header
 * row that names the columns (any order, unknown ones are skipped), lines that start with # are comments. There is no
 * quoting: a cell is what stands between two tabs, without the spaces around it. */

enum { REAP_TSV_COLUMNS = 16 };

typedef struct {
  const char *name;
  bool required; /* the header must have it, and its cells must not be empty */
} reap_tsv_column;

typedef struct {
  const char *file; /* for messages; borrowed */
  reap_str bytes;   /* of the whole file; borrowed */
  const reap_tsv_column *columns;
  uint32_t column_count;
  uint32_t at;   /* of the next line */
  uint32_t line; /* number of the line last read, from 1 */
  uint32_t header_cells;
  uint8_t cell_of_column[REAP_TSV_COLUMNS]; /* 1-based cell, 0: the file lacks the column */
} reap_tsv;

/* Starts reading `bytes` and reads the header row. At most REAP_TSV_COLUMNS columns; all arguments must outlive *tsv.
 * REAP_EINPUT with file and line when the header lacks a required column or is not UTF-8; REAP_END when there is no
 * header at all. */
REAP_MUST_USE reap_status reap_tsv_open(reap_tsv *tsv, const char *file, reap_str bytes, const reap_tsv_column *columns,
                                        uint32_t column_count, reap_error *error);

/* Reads the next row into cells[column] (views into the file, empty when absent). REAP_END after the last row;
 * REAP_EINPUT with file and line for a bad row, after which the next row may be read. */
REAP_MUST_USE reap_status reap_tsv_next(reap_tsv *tsv, reap_str *cells, reap_error *error);

#endif
