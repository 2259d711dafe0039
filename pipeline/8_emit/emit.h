/* SPDX-License-Identifier: MIT */
#ifndef REAP_EMIT_H
#define REAP_EMIT_H

#include <sqlite3.h>

#include "pipeline/stage.h"

extern const reap_sink reap_ndjson_sink; /* one record a line: the record format */
extern const reap_sink reap_csv_sink;    /* the flat table, one row a finding, RFC 4180, header row */
extern const reap_sink reap_tsv_sink;    /* the same, tab-separated */
extern const reap_sink reap_sqlite_sink; /* the evidence store (src/store/schema.sql) */

/* The sink for --format NAME, or for a file name when name is NULL (.db, .sqlite and .sqlite3 mean SQLite,
 * .csv, .tsv, else NDJSON). NULL for an unknown name. */
const reap_sink *reap_sink_for(const char *name, const char *path);

/* For retagging, on a sink that reap_sqlite_sink opened: its database, in an open transaction. Borrowed. */
sqlite3 *reap_sqlite_database(void *sink);
/* Puts the citations of the batch, which the sink has encoded into `bytes`, in the place of the stored ones with these
 * ids; what is unchanged stays. Adds how many changed to *changed. REAP_EDB, REAP_EIO. */
REAP_MUST_USE reap_status reap_sqlite_replace(void *sink, const reap_batch *batch, reap_str bytes, const int64_t *ids,
                                              uint64_t *changed, reap_error *error);

#endif
