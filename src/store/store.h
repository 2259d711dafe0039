/* SPDX-License-Identifier: MIT */
#ifndef REAP_STORE_STORE_H
#define REAP_STORE_STORE_H

#include <sqlite3.h>
#include <stdbool.h>

#include "base/partial.h"
#include "base/status.h"
#include "model/batch.h"

/* The evidence store: a SQLite database with the tables of schema.sql. Every function names the file in its errors:
 * REAP_EIO when the disk refuses (full, read-only, missing), REAP_EDB when SQLite does (locked, damaged, not a store).
 */

enum {
  REAP_STORE_APPLICATION = 0x52656170, /* "Reap": PRAGMA application_id */
  REAP_STORE_VERSION = 4               /* PRAGMA user_version: raised with every change of schema.sql */
};

extern const char reap_store_schema[]; /* the text of schema.sql */

/* Makes the tables in the empty or missing file `path`, for one writer that renames the file when it is whole: no
 * journal, no syncing. The caller closes *out with sqlite3_close(). */
REAP_MUST_USE reap_status reap_store_create(sqlite3 **out, const char *path, reap_error *error);

/* Opens an existing store and checks that it is one, of this version. The caller closes *out with sqlite3_close().
 * Waits up to ten seconds for other writers. */
REAP_MUST_USE reap_status reap_store_open(sqlite3 **out, const char *path, int writable, reap_error *error);

/* One transaction over a store: an existing one is changed in it, a missing or empty one is built under a temporary
 * name and appears at commit. Zeroed or opened before it is closed; of one thread. */
typedef struct {
  sqlite3 *db;       /* the writer's */
  reap_partial file; /* of a new store */
  bool is_new;
} reap_store_writer;

/* Begins the transaction, with foreign keys on. The caller closes the writer, also on failure. */
REAP_MUST_USE reap_status reap_store_writer_open(reap_store_writer *writer, const char *path, reap_error *error);

/* Keeps what was written. Statements must be finalized before: a new store is closed here and gets its name. */
REAP_MUST_USE reap_status reap_store_writer_commit(reap_store_writer *writer, reap_error *error);

/* What was not committed is as if it had never been. */
void reap_store_writer_close(reap_store_writer *writer);

/* Runs SQL that gives no rows. */
REAP_MUST_USE reap_status reap_store_run(sqlite3 *db, const char *sql, reap_error *error);

/* Turns what SQLite says last into an error: "cannot <doing>: ...". */
reap_status reap_store_fail(sqlite3 *db, const char *doing, reap_error *error);

enum { REAP_STORE_READS = 11 };
typedef struct {
  sqlite3 *db;
  sqlite3_stmt *reads[REAP_STORE_READS];
} reap_store_reader;

/* Prepares to read citations. The caller closes the reader, also on failure, before the database. */
REAP_MUST_USE reap_status reap_store_reader_open(reap_store_reader *reader, sqlite3 *db, reap_error *error);
void reap_store_reader_close(reap_store_reader *reader);

/* Appends the citation to the batch as it was parsed; only the kinds of its sections, which their labels tell, are left
 * to the caller. REAP_EDB when there is none of that id, or when it was written without its text. */
REAP_MUST_USE reap_status reap_store_read(reap_store_reader *reader, int64_t citation_id, reap_batch *batch,
                                          reap_error *error);

#endif
