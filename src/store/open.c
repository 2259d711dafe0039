/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "store/store.h"

enum { BUSY_WAIT_MS = 10000 };

/* What the user can do about a failure, by SQLite's primary code. */
static const struct {
  int code;
  reap_status status;
  const char *what;
} advice[] = {
    {SQLITE_FULL, REAP_EIO, "the disk is full: free some space and run again"},
    {SQLITE_READONLY, REAP_EIO, "it is read-only: choose another place with -o"},
    {SQLITE_CANTOPEN, REAP_EIO, "it cannot be opened: see that the folder exists and may be written"},
    {SQLITE_PERM, REAP_EIO, "permission denied: choose another place with -o"},
    {SQLITE_IOERR, REAP_EIO, "the disk reports an error"},
    {SQLITE_BUSY, REAP_EDB, "another program is using it: wait for it or choose another file"},
    {SQLITE_LOCKED, REAP_EDB, "another program is using it: wait for it or choose another file"},
    {SQLITE_NOTADB, REAP_EDB, "it is not a SQLite database: choose another file"},
    {SQLITE_CORRUPT, REAP_EDB, "the database is damaged: restore it from a copy, or remove it and run again"},
};

static reap_status fail_with(sqlite3 *db, int code, const char *doing, const char *path, reap_error *error) {
  reap_status status = REAP_EDB;
  const char *what = db ? sqlite3_errmsg(db) : sqlite3_errstr(code);
  for (size_t i = 0; i < sizeof advice / sizeof *advice; i++)
    if (advice[i].code == (code & 0xff)) {
      status = advice[i].status;
      what = advice[i].what;
    }
  reap_fail(error, status, "cannot %s the evidence store: %s", doing, what);
  if (path) reap_error_set_source(error, path);
  return status;
}

reap_status reap_store_fail(sqlite3 *db, const char *doing, reap_error *error) {
  return fail_with(db, sqlite3_errcode(db), doing, sqlite3_db_filename(db, "main"), error);
}

reap_status reap_store_run(sqlite3 *db, const char *sql, reap_error *error) {
  return sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK ? REAP_OK : reap_store_fail(db, "write", error);
}

static reap_status open_file(sqlite3 **out, const char *path, int flags, reap_error *error) {
  sqlite3 *db = NULL;
  int code = sqlite3_open_v2(path, &db, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL);
  if (code != SQLITE_OK) {
    reap_status status = fail_with(db, code, "open", path, error);
    sqlite3_close(db);
    return status;
  }
  sqlite3_busy_timeout(db, BUSY_WAIT_MS);
  *out = db;
  return REAP_OK;
}

static reap_status install(sqlite3 *db, reap_error *error) {
  char marks[128];
  snprintf(marks, sizeof marks, "PRAGMA application_id = %d; PRAGMA user_version = %d;", REAP_STORE_APPLICATION,
           REAP_STORE_VERSION);
  reap_status status = reap_store_run(db, "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;", error);
  if (status == REAP_OK) status = reap_store_run(db, marks, error);
  return status == REAP_OK ? reap_store_run(db, reap_store_schema, error) : status;
}

reap_status reap_store_create(sqlite3 **out, const char *path, reap_error *error) {
  sqlite3 *db = NULL;
  reap_status status = open_file(&db, path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, error);
  if (status == REAP_OK) status = install(db, error);
  if (status == REAP_OK)
    *out = db;
  else
    sqlite3_close(db);
  return status;
}

static int pragma_value(sqlite3 *db, const char *sql, int *value) {
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_prepare_v2(db, sql, -1, &statement, NULL);
  if (code == SQLITE_OK && (code = sqlite3_step(statement)) == SQLITE_ROW) {
    *value = sqlite3_column_int(statement, 0);
    code = SQLITE_OK;
  }
  sqlite3_finalize(statement);
  return code;
}

static reap_status check(sqlite3 *db, const char *path, reap_error *error) {
  int application = 0, version = 0;
  reap_status status = REAP_OK;
  if (pragma_value(db, "PRAGMA application_id", &application) != SQLITE_OK ||
      pragma_value(db, "PRAGMA user_version", &version) != SQLITE_OK)
    status = reap_store_fail(db, "read", error);
  else if (application != REAP_STORE_APPLICATION)
    status = reap_fail(error, REAP_EDB, "it is a database, but no evidence store of reap: choose another file");
  else if (version != REAP_STORE_VERSION)
    status = reap_fail(error, REAP_EDB, "it is an evidence store of schema %d, and this reap works with schema %d: %s",
                       version, REAP_STORE_VERSION,
                       version < REAP_STORE_VERSION ? "write a new one from the inputs" : "use a newer reap");
  if (status != REAP_OK) reap_error_set_source(error, path);
  return status;
}

reap_status reap_store_open(sqlite3 **out, const char *path, int writable, reap_error *error) {
  sqlite3 *db = NULL;
  reap_status status = open_file(&db, path, writable ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY, error);
  if (status == REAP_OK) status = check(db, path, error);
  if (status == REAP_OK && writable && sqlite3_db_readonly(db, "main")) {
    status = reap_fail(error, REAP_EIO, "it is read-only: choose another place with -o");
    reap_error_set_source(error, path);
  }
  if (status == REAP_OK)
    *out = db;
  else
    sqlite3_close(db);
  return status;
}
