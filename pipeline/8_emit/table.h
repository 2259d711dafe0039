/* SPDX-License-Identifier: MIT */
#ifndef REAP_TABLE_H
#define REAP_TABLE_H

#include "pipeline/stage.h"

/* The flat table, one row a finding: what the CSV and TSV sinks write, with the columns of the view `evidence` in
 * src/store/schema.sql. Values behind which a printed number stands keep its digits, with a point for a middle dot, a
 * hyphen for a minus sign and no thousands separators; an empty cell means not known. */
typedef enum { REAP_TABLE_CSV, REAP_TABLE_TSV } reap_table_dialect;

/* CSV is RFC 4180 with \n line ends. In TSV a tab, a line end and a backslash inside a cell are \t, \n, \r and \\. */
void reap_table_header(reap_table_dialect dialect, reap_buf *out);
void reap_table_rows(reap_table_dialect dialect, const reap_batch *batch, reap_buf *out);

/* Both sinks: encode and open of the dialect. */
REAP_MUST_USE reap_status reap_table_encode(reap_table_dialect dialect, const reap_batch *batch, reap_buf *out,
                                            reap_error *error);
REAP_MUST_USE reap_status reap_table_open(reap_table_dialect dialect, const reap_target *target, void **sink,
                                          reap_error *error);

#endif
