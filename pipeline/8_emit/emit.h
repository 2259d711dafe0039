/* SPDX-License-Identifier: MIT */
#ifndef REAP_EMIT_H
#define REAP_EMIT_H

#include "pipeline/stage.h"

extern const reap_sink reap_ndjson_sink; /* one record a line: the record format */
extern const reap_sink reap_csv_sink;    /* the flat table, one row a finding, RFC 4180, header row */
extern const reap_sink reap_tsv_sink;    /* the same, tab-separated */
extern const reap_sink reap_sqlite_sink; /* the evidence store (src/store/schema.sql) */

/* The sink for --format NAME, or for a file name when name is NULL (.db, .sqlite and .sqlite3 mean SQLite,
 * .csv, .tsv, else NDJSON). NULL for an unknown name. */
const reap_sink *reap_sink_for(const char *name, const char *path);

#endif
