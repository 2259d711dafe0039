/* SPDX-License-Identifier: MIT */
#ifndef REAP_SQLITE_ROWS_H
#define REAP_SQLITE_ROWS_H

#include <sqlite3.h>

#include "pipeline/stage.h"

/* Writing the rows of one citation into the tables of src/store/schema.sql. */

enum { REAP_ROW_TABLES = 22 }; /* tables that hold rows of a citation, itself among them */

typedef struct {
  sqlite3 *db;
  sqlite3_stmt *insert[REAP_ROW_TABLES];
  bool no_text;
} reap_row_writer;

/* Prepares the statements. The caller closes the writer, also on failure, before the database. */
REAP_MUST_USE reap_status reap_rows_open(reap_row_writer *writer, sqlite3 *db, bool no_text, reap_error *error);
void reap_rows_close(reap_row_writer *writer);

/* What the store says about a citation beside its own content. */
typedef struct {
  int64_t citation_id, source_id, lexicon_id, fingerprint;
  char first_seen[32], last_changed[32], retracted_since[32]; /* terminated; the last "" when it is not */
} reap_row_identity;

/* Inserts the citation and everything it owns; no row of that citation_id exists. */
REAP_MUST_USE reap_status reap_rows_insert(reap_row_writer *writer, const reap_batch *batch,
                                           const reap_citation *citation, const reap_row_identity *identity,
                                           reap_error *error);

#endif
