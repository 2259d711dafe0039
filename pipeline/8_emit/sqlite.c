/* SPDX-License-Identifier: MIT */
/* The sink that keeps the evidence store up to date. A new store is built under a temporary name; an existing one is
 * changed in one transaction. Which record of a citation counts is decided by the order of the sources (the ledger in
 * table `sources`), so that loading an old file again neither undoes a revision nor brings back what was deleted. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "8_emit/emit.h"
#include "base/partial.h"
#include "8_emit/record.h"
#include "8_emit/sqlite_rows.h"
#include "base/memory.h"
#include "store/store.h"

enum {
  FIND_PMID,
  FIND_DOCUMENT,
  FIND_DELETION,
  FORGET_DELETION,
  ADD_DELETION,
  NEXT_CITATION,
  REMOVE_CITATION,
  INDEX,
  UNINDEX,
  FIND_SOURCE,
  ADD_SOURCE,
  FIND_STDIN,
  ADD_STDIN,
  MARK_SOURCE,
  SET_META,
  STATEMENTS
};

static const char *const sql[STATEMENTS] = {
    [FIND_PMID] = "SELECT citation_id, source_id, fingerprint FROM citations WHERE pmid = ? AND version = ?",
    [FIND_DOCUMENT] = "SELECT citation_id, source_id, fingerprint FROM citations WHERE document_id = ?",
    [FIND_DELETION] = "SELECT source_id FROM deletions WHERE pmid = ? AND version = ?",
    [FORGET_DELETION] = "DELETE FROM deletions WHERE pmid = ? AND version = ?",
    [ADD_DELETION] = "INSERT INTO deletions VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET source_id = excluded.source_id",
    [NEXT_CITATION] = "SELECT coalesce(max(citation_id), 0) + 1 FROM citations",
    [REMOVE_CITATION] = "DELETE FROM citations WHERE citation_id = ?",
    [INDEX] = ("INSERT INTO search (rowid, title, abstract, outcomes) "
               "SELECT citation_id, title, abstract, outcomes FROM search_text WHERE citation_id = ?"),
    [UNINDEX] = ("INSERT INTO search (search, rowid, title, abstract, outcomes) "
                 "SELECT 'delete', citation_id, title, abstract, outcomes FROM search_text WHERE citation_id = ?"),
    [FIND_SOURCE] = "SELECT source_id FROM sources WHERE name = ?",
    [ADD_SOURCE] = "INSERT INTO sources (name) VALUES (?) RETURNING source_id",
    [FIND_STDIN] = ("SELECT source_id FROM sources WHERE source_id = (SELECT max(source_id) FROM sources) "
                    "AND (name = ? OR name GLOB '-#[0-9]*')"),
    [ADD_STDIN] = ("INSERT INTO sources (name) SELECT CASE count(*) WHEN 0 THEN ? ELSE '-#' || (count(*) + 1) END "
                   "FROM sources WHERE name = '-' OR name GLOB '-#[0-9]*' RETURNING source_id"),
    [MARK_SOURCE] = "UPDATE sources SET citations = ?, complete = ? WHERE source_id = ?",
    [SET_META] = "INSERT INTO meta VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value"};

typedef struct {
  const reap_target *target;
  reap_partial file; /* of a new store; unused for an existing one */
  bool is_new;
  sqlite3 *db;
  sqlite3_stmt *statements[STATEMENTS];
  reap_row_writer rows;
  char *source; /* the one last looked up */
  int64_t source_id;
} store;

/* ---- small steps ---- */

/* Errors name the output as the user does, not the temporary file or an absolute path. */
static reap_status named(const store *s, reap_status status, reap_error *error) {
  if (status != REAP_OK) reap_error_set_source(error, s->target->path);
  return status;
}

static sqlite3_stmt *begin(store *s, int which) {
  sqlite3_reset(s->statements[which]);
  return s->statements[which];
}

/* Steps a statement that gives no rows. */
static reap_status run(store *s, int which, reap_error *error) {
  int code = sqlite3_step(s->statements[which]);
  sqlite3_reset(s->statements[which]);
  return code == SQLITE_DONE ? REAP_OK : reap_store_fail(s->db, "write to", error);
}

static reap_status run_with_id(store *s, int which, int64_t id, reap_error *error) {
  sqlite3_bind_int64(begin(s, which), 1, id);
  return run(s, which, error);
}

/* Steps a statement that gives at most one row of integers; *found tells whether it did. */
static reap_status look_up(store *s, int which, int64_t *values, int count, bool *found, reap_error *error) {
  sqlite3_stmt *statement = s->statements[which];
  int code = sqlite3_step(statement);
  *found = code == SQLITE_ROW;
  for (int i = 0; *found && i < count; i++) values[i] = sqlite3_column_int64(statement, i);
  if (*found) code = sqlite3_step(statement); /* to its end, so that RETURNING takes effect */
  sqlite3_reset(statement);
  return code == SQLITE_DONE ? REAP_OK : reap_store_fail(s->db, "read", error);
}

static void bind_pmid(store *s, int which, const reap_citation *citation) {
  sqlite3_stmt *statement = begin(s, which);
  sqlite3_bind_int64(statement, 1, citation->pmid);
  sqlite3_bind_int64(statement, 2, citation->version ? citation->version : 1);
}

/* ---- sources ---- */

/* The source of that name, entered into the ledger when it is new. What comes through stdin is something else each
 * time: it counts as new unless nothing was loaded since. */
static reap_status find_source(store *s, reap_str path, reap_error *error) {
  reap_str name = reap_record_source_name(path);
  if (s->source && reap_str_equal(name, reap_str_of(s->source))) return REAP_OK;
  bool found = false;
  bool is_stdin = reap_str_equal(name, REAP_STR("-"));
  const int steps[] = {is_stdin ? FIND_STDIN : FIND_SOURCE, is_stdin ? ADD_STDIN : ADD_SOURCE};
  for (int i = 0; i < 2 && !found; i++) {
    sqlite3_bind_text(begin(s, steps[i]), 1, name.ptr ? name.ptr : "", (int)name.len, SQLITE_STATIC);
    reap_status status = look_up(s, steps[i], &s->source_id, 1, &found, error);
    if (status != REAP_OK) return status;
  }
  free(s->source);
  s->source = reap_alloc((size_t)name.len + 1);
  if (name.ptr) memcpy(s->source, name.ptr, name.len);
  return REAP_OK;
}

static reap_status mark(void *sink, const reap_file_mark *mark, reap_error *error) {
  store *s = sink;
  reap_status status = find_source(s, reap_str_of(mark->name), error);
  if (status != REAP_OK) return named(s, status, error);
  sqlite3_stmt *statement = begin(s, MARK_SOURCE);
  sqlite3_bind_int64(statement, 1, (int64_t)mark->citations);
  sqlite3_bind_int(statement, 2, mark->complete);
  sqlite3_bind_int64(statement, 3, s->source_id);
  return named(s, run(s, MARK_SOURCE, error), error);
}

/* ---- citations ---- */

typedef struct {
  int64_t citation_id, source_id, fingerprint;
  bool found;
} stored;

static reap_status find_citation(store *s, const reap_citation *citation, stored *old, reap_error *error) {
  int64_t values[3] = {0};
  int which = citation->pmid ? FIND_PMID : FIND_DOCUMENT;
  if (citation->pmid)
    bind_pmid(s, which, citation);
  else
    sqlite3_bind_text(begin(s, which), 1, citation->id.ptr, (int)citation->id.len, SQLITE_STATIC);
  reap_status status = look_up(s, which, values, 3, &old->found, error);
  old->citation_id = values[0];
  old->source_id = values[1];
  old->fingerprint = values[2];
  return status;
}

static reap_status remove_citation(store *s, int64_t citation_id, reap_error *error) {
  reap_status status = run_with_id(s, UNINDEX, citation_id, error);
  return status == REAP_OK ? run_with_id(s, REMOVE_CITATION, citation_id, error) : status;
}

/* Whether a later source deleted the citation. A deletion by an earlier one is undone. */
static reap_status check_deletion(store *s, const reap_citation *citation, bool *deleted, reap_error *error) {
  int64_t source_id = 0;
  bool found = false;
  *deleted = false;
  if (!citation->pmid) return REAP_OK;
  bind_pmid(s, FIND_DELETION, citation);
  reap_status status = look_up(s, FIND_DELETION, &source_id, 1, &found, error);
  if (status != REAP_OK || !found) return status;
  *deleted = source_id > s->source_id;
  if (*deleted) return REAP_OK;
  bind_pmid(s, FORGET_DELETION, citation);
  return run(s, FORGET_DELETION, error);
}

static reap_status delete (store *s, const reap_citation *citation, reap_error *error) {
  stored old;
  reap_status status = find_citation(s, citation, &old, error);
  if (status != REAP_OK || (old.found && old.source_id > s->source_id)) return status;
  if (old.found) status = remove_citation(s, old.citation_id, error);
  if (status != REAP_OK) return status;
  bind_pmid(s, ADD_DELETION, citation);
  sqlite3_bind_int64(s->statements[ADD_DELETION], 3, s->source_id);
  return run(s, ADD_DELETION, error);
}

static reap_status put(store *s, const reap_batch *batch, const reap_citation *citation, int64_t fingerprint,
                       reap_error *error) {
  bool deleted = false;
  stored old = {0};
  reap_status status = find_citation(s, citation, &old, error);
  if (status == REAP_OK) status = check_deletion(s, citation, &deleted, error);
  if (status != REAP_OK || deleted) return status;
  if (old.found && (old.source_id > s->source_id || old.fingerprint == fingerprint)) return REAP_OK;
  int64_t id = old.citation_id;
  bool found = true;
  if (old.found) {
    status = remove_citation(s, id, error);
  } else {
    begin(s, NEXT_CITATION);
    status = look_up(s, NEXT_CITATION, &id, 1, &found, error);
  }
  reap_row_identity identity = {.citation_id = id, .source_id = s->source_id, .fingerprint = fingerprint};
  if (status == REAP_OK) status = reap_rows_insert(&s->rows, batch, citation, identity, error);
  return status == REAP_OK ? run_with_id(s, INDEX, id, error) : status;
}

/* ---- the sink ---- */

/* 64 bits of the record's bytes. */
static int64_t fingerprint(const char *bytes, size_t length) {
  uint64_t hash = length * 0x9E3779B97F4A7C15u;
  for (size_t i = 0; i < length; i += 8) {
    uint64_t word = 0;
    memcpy(&word, bytes + i, length - i < 8 ? length - i : 8);
    hash = (hash ^ word) * 0x9E3779B97F4A7C15u;
    hash ^= hash >> 32;
  }
  int64_t result;
  memcpy(&result, &hash, sizeof result);
  return result;
}

/* The part that can be done in parallel: a fingerprint of each citation's record tells the writer what is unchanged. */
static reap_status encode(const reap_target *target, const reap_shared *shared, const reap_batch *batch, reap_buf *out,
                          reap_error *error) {
  (void)shared;
  for (uint32_t i = 0; i < batch->citations.count; i++) {
    size_t start = out->len;
    reap_record_write(target, batch, &batch->citations.at[i], out);
    if (out->full) return reap_fail(error, REAP_ELIMIT, "the record of a citation is too large");
    int64_t value = fingerprint(out->ptr + start, out->len - start);
    out->len = start;
    reap_buf_add(out, &value, sizeof value);
  }
  return REAP_OK;
}

static reap_status write_batch(void *sink, const reap_batch *batch, reap_str bytes, reap_error *error) {
  store *s = sink;
  reap_status status = REAP_OK;
  for (uint32_t i = 0; i < batch->citations.count && status == REAP_OK; i++) {
    const reap_citation *citation = &batch->citations.at[i];
    int64_t value = 0;
    if ((i + 1) * sizeof value <= bytes.len) memcpy(&value, bytes.ptr + i * sizeof value, sizeof value);
    status = find_source(s, citation->source, error);
    if (status != REAP_OK) break;
    status = citation->op == REAP_OP_DELETE ? delete (s, citation, error) : put(s, batch, citation, value, error);
    if (status != REAP_OK && error) error->pmid = citation->pmid;
  }
  return named(s, status, error);
}

static bool has_content(const char *path) {
  struct stat about;
  return stat(path, &about) == 0 && about.st_size > 0;
}

static reap_status open_new(store *s, reap_error *error) {
  s->is_new = true;
  reap_status status = reap_partial_open(&s->file, s->target->path, error);
  if (status == REAP_OK && !s->file.partial) status = reap_partial_fail(&s->file, ENOTSUP, "make a database of", error);
  if (status == REAP_OK) status = reap_store_create(&s->db, s->file.partial, error);
  return status;
}

static reap_status prepare(store *s, reap_error *error) {
  reap_status status =
      reap_store_run(s->db, "PRAGMA foreign_keys = ON; PRAGMA cache_size = -16000; BEGIN IMMEDIATE", error);
  for (int i = 0; i < STATEMENTS && status == REAP_OK; i++)
    if (sqlite3_prepare_v3(s->db, sql[i], -1, SQLITE_PREPARE_PERSISTENT, &s->statements[i], NULL) != SQLITE_OK)
      status = reap_store_fail(s->db, "prepare", error);
  return status == REAP_OK ? reap_rows_open(&s->rows, s->db, s->target->no_text, error) : status;
}

static void close_database(store *s) {
  reap_rows_close(&s->rows);
  for (int i = 0; i < STATEMENTS; i++) sqlite3_finalize(s->statements[i]);
  memset(s->statements, 0, sizeof s->statements);
  memset(&s->rows, 0, sizeof s->rows);
  sqlite3_close(s->db); /* rolls back what was not committed */
  s->db = NULL;
}

static void close_store(void *sink) {
  store *s = sink;
  if (!s) return;
  close_database(s);
  if (s->is_new) reap_partial_close(&s->file);
  free(s->source);
  free(s);
}

static reap_status open_store(const reap_target *target, void **sink, reap_error *error) {
  if (!target->path || strcmp(target->path, "-") == 0)
    return reap_fail(error, REAP_EUSAGE, "SQLite needs a file: -o evidence.db");
  store *s = reap_alloc(sizeof *s);
  s->target = target;
  reap_status status = has_content(target->path) ? reap_store_open(&s->db, target->path, 1, error) : open_new(s, error);
  if (status == REAP_OK) status = prepare(s, error);
  if (status == REAP_OK)
    *sink = s;
  else
    close_store(s);
  if (status != REAP_OK) reap_error_set_source(error, target->path);
  return status;
}

static reap_status set_meta(store *s, const char *key, const char *value, reap_error *error) {
  if (!value) return REAP_OK;
  sqlite3_stmt *statement = begin(s, SET_META);
  sqlite3_bind_text(statement, 1, key, -1, SQLITE_STATIC);
  sqlite3_bind_text(statement, 2, value, -1, SQLITE_STATIC);
  return run(s, SET_META, error);
}

static reap_status commit(void *sink, reap_error *error) {
  store *s = sink;
  reap_status status = set_meta(s, "program", s->target->program, error);
  if (status == REAP_OK) status = set_meta(s, "lexicon", s->target->lexicon_hash, error);
  if (status == REAP_OK) status = reap_store_run(s->db, "COMMIT", error);
  if (status == REAP_OK && s->is_new) {
    close_database(s);
    status = reap_partial_commit(&s->file, error);
  }
  return named(s, status, error);
}

const reap_sink reap_sqlite_sink = {.name = "sqlite",
                                    .open = open_store,
                                    .encode = encode,
                                    .write = write_batch,
                                    .mark = mark,
                                    .commit = commit,
                                    .close = close_store};
