/* SPDX-License-Identifier: MIT */
/* Reading citations of a store anew, those only that another lexicon can touch. Stages see one citation at a time, and
 * match names token by token: so a citation is touched only if it holds all words of a name that changed. */
#include "pipeline/retag.h"

#include <stdio.h>
#include <unistd.h>

#include "3_parse/draft.h"
#include "8_emit/emit.h"
#include "base/memory.h"
#include "lexicon/digest.h"
#include "pipeline/pipeline.h"
#include "store/store.h"

enum { BATCH_CITATIONS = 256 };

/* What the store's citations were read with. */
typedef struct {
  int64_t id;
  bool same; /* as the one wanted */
  bool whole;
} past_lexicon;

typedef struct {
  const reap_retag_options *options;
  reap_retag_counts *counts;
  reap_target target;
  void *sink;
  sqlite3 *db;
  sqlite3_stmt *touch; /* enters the citations that hold some words into the table touched */
  reap_store_reader reader;
  reap_worker *worker;
  reap_buf digest; /* of the lexicon wanted */
  REAP_VEC(past_lexicon) past;
  REAP_VEC(int64_t) ids; /* of citations to be read */
} retagging;

static reap_status db_fault(retagging *r, reap_error *error) { return reap_store_fail(r->db, "read", error); }

static reap_status prepare(retagging *r, const char *sql, sqlite3_stmt **out, reap_error *error) {
  return sqlite3_prepare_v2(r->db, sql, -1, out, NULL) == SQLITE_OK ? REAP_OK : db_fault(r, error);
}

/* ---- which citations ---- */

static reap_status touch(void *context, const uint32_t *words, uint32_t count, reap_error *error) {
  retagging *r = context;
  char query[UINT8_MAX * 13 + 1];
  size_t length = 0;
  for (uint32_t i = 0; i < count && i < UINT8_MAX; i++)
    length += (size_t)snprintf(query + length, sizeof query - length, "%s%08x", i ? " AND " : "", words[i]);
  if (!length) return REAP_OK;
  r->counts->names++;
  sqlite3_reset(r->touch);
  sqlite3_bind_text(r->touch, 1, query, (int)length, SQLITE_TRANSIENT);
  int code = sqlite3_step(r->touch);
  sqlite3_reset(r->touch);
  return code == SQLITE_DONE ? REAP_OK : db_fault(r, error);
}

static bool is_text(sqlite3_stmt *row, int column, const char *text) {
  const char *found = (const char *)sqlite3_column_text(row, column);
  return found && text ? strcmp(found, text) == 0 : found == text;
}

/* Reads what one of the store's lexicons says, and touches what the new one changes of it. */
static reap_status take_past(retagging *r, sqlite3_stmt *row, reap_error *error) {
  past_lexicon *past = reap_push(&r->past);
  past->id = sqlite3_column_int64(row, 0);
  bool same_program = is_text(row, 2, r->target.program);
  past->same = !r->options->all && same_program && is_text(row, 1, r->target.lexicon_hash);
  if (past->same) return REAP_OK;
  reap_str names = {sqlite3_column_blob(row, 3), (uint32_t)sqlite3_column_bytes(row, 3)};
  past->whole = r->options->all || !same_program || !names.len;
  if (past->whole) return REAP_OK;
  return reap_digest_compare(names, reap_buf_view(&r->digest), touch, r, error);
}

static reap_status find_touched(retagging *r, reap_error *error) {
  sqlite3_stmt *rows = NULL;
  reap_status status = reap_store_run(r->db, "CREATE TEMP TABLE touched (citation_id INTEGER PRIMARY KEY)", error);
  if (!status)
    status =
        prepare(r, "INSERT OR IGNORE INTO temp.touched SELECT rowid FROM words WHERE words MATCH ?", &r->touch, error);
  if (!status) status = prepare(r, "SELECT lexicon_id, hash, program, names FROM lexicons", &rows, error);
  int code = SQLITE_ROW;
  while (!status && (code = sqlite3_step(rows)) == SQLITE_ROW) status = take_past(r, rows, error);
  if (!status && code != SQLITE_DONE) status = db_fault(r, error);
  sqlite3_finalize(rows);
  return status;
}

/* Appends the citations that were read with that lexicon and are touched. */
static reap_status add_ids(retagging *r, const past_lexicon *past, reap_error *error) {
  sqlite3_stmt *rows = NULL;
  reap_status status =
      prepare(r,
              past->whole ? "SELECT citation_id FROM citations WHERE lexicon_id = ? ORDER BY citation_id"
                          : "SELECT c.citation_id FROM temp.touched t JOIN citations c USING (citation_id) "
                            "WHERE c.lexicon_id = ? ORDER BY c.citation_id",
              &rows, error);
  if (status) return status;
  int code;
  sqlite3_bind_int64(rows, 1, past->id);
  while ((code = sqlite3_step(rows)) == SQLITE_ROW) *reap_push(&r->ids) = sqlite3_column_int64(rows, 0);
  sqlite3_finalize(rows);
  return code == SQLITE_DONE ? REAP_OK : db_fault(r, error);
}

static reap_status find_ids(retagging *r, reap_error *error) {
  sqlite3_stmt *count = NULL;
  reap_status status = find_touched(r, error);
  for (uint32_t i = 0; i < r->past.count && !status; i++) {
    if (r->past.at[i].same) continue;
    r->counts->whole |= r->past.at[i].whole;
    status = add_ids(r, &r->past.at[i], error);
  }
  if (!status) status = prepare(r, "SELECT count(*) FROM citations", &count, error);
  if (!status && sqlite3_step(count) == SQLITE_ROW) r->counts->citations = (uint64_t)sqlite3_column_int64(count, 0);
  sqlite3_finalize(count);
  return status;
}

/* ---- reading them anew ---- */

static reap_status fill(retagging *r, reap_batch *batch, const int64_t *ids, uint32_t count, reap_error *error) {
  reap_status status = REAP_OK;
  for (uint32_t i = 0; i < count && !status; i++) {
    status = reap_store_read(&r->reader, ids[i], batch, error);
    if (status) reap_error_set_source(error, r->options->path);
  }
  for (uint32_t i = 0; i < batch->sections.count; i++) {
    reap_section *section = &batch->sections.at[i];
    if (section->label.len || section->category.len)
      section->kind = (uint8_t)reap_section_kind_of(section->label, section->category);
  }
  return status;
}

static reap_status read_batch(retagging *r, reap_batch *batch, reap_buf *bytes, const int64_t *ids, uint32_t count,
                              reap_error *error) {
  reap_status status = fill(r, batch, ids, count, error);
  if (!status) status = reap_worker_run(r->worker, batch, error);
  if (!status) status = reap_sqlite_sink.encode(&r->target, &r->options->shared, batch, bytes, error);
  if (!status) status = reap_sqlite_replace(r->sink, batch, reap_buf_view(bytes), ids, &r->counts->changed, error);
  reap_batch_reset(batch);
  reap_buf_reset(bytes);
  return status;
}

static reap_status read_anew(retagging *r, reap_error *error) {
  reap_batch batch = {0};
  reap_buf bytes = {0};
  reap_status status = REAP_OK;
  for (uint32_t done = 0; done < r->ids.count && !status; done += BATCH_CITATIONS) {
    uint32_t left = r->ids.count - done, count = left < BATCH_CITATIONS ? left : BATCH_CITATIONS;
    if (r->options->cancel && *r->options->cancel)
      status = reap_fail(error, REAP_ECANCELED, "interrupted");
    else
      status = read_batch(r, &batch, &bytes, r->ids.at + done, count, error);
    if (!status) r->counts->read += count;
    if (!status && r->options->on_progress) r->options->on_progress(r->options->context, done + count, r->ids.count);
  }
  reap_batch_free(&batch);
  reap_buf_free(&bytes);
  return status;
}

/* ---- the store's memory of it ---- */

/* The row of the new lexicon: an old row takes its place where there is none, so that nothing need be written into the
 * citations that were not touched. */
static reap_status note_lexicon(retagging *r, int64_t *id, reap_error *error) {
  for (uint32_t i = 0; i < r->past.count; i++)
    if (r->past.at[i].same) {
      *id = r->past.at[i].id;
      return REAP_OK;
    }
  if (!r->past.count) return REAP_OK;
  sqlite3_stmt *update = NULL;
  *id = r->past.at[0].id;
  reap_status status =
      prepare(r, "UPDATE lexicons SET hash = ?, program = ?, names = ? WHERE lexicon_id = ?", &update, error);
  if (status) return status;
  sqlite3_bind_text(update, 1, r->target.lexicon_hash, -1, SQLITE_STATIC);
  sqlite3_bind_text(update, 2, r->target.program, -1, SQLITE_STATIC);
  sqlite3_bind_blob64(update, 3, r->digest.ptr, r->digest.len, SQLITE_STATIC);
  sqlite3_bind_int64(update, 4, *id);
  if (sqlite3_step(update) != SQLITE_DONE) status = reap_store_fail(r->db, "write to", error);
  sqlite3_finalize(update);
  return status;
}

static reap_status note(retagging *r, reap_error *error) {
  int64_t id = 0;
  reap_status status = note_lexicon(r, &id, error);
  for (uint32_t i = 0; i < r->past.count && !status; i++) {
    char sql[128];
    snprintf(sql, sizeof sql, "UPDATE citations SET lexicon_id = %lld WHERE lexicon_id = %lld", (long long)id,
             (long long)r->past.at[i].id);
    if (r->past.at[i].id != id) status = reap_store_run(r->db, sql, error);
  }
  return status;
}

static reap_status open_all(retagging *r, reap_error *error) {
  if (access(r->options->path, R_OK) != 0) {
    reap_status status = reap_fail(error, REAP_EIO, "there is no such evidence store");
    reap_error_set_source(error, r->options->path);
    return status;
  }
  reap_status status = reap_sqlite_sink.open(&r->target, &r->sink, error);
  if (!status) r->db = reap_sqlite_database(r->sink);
  if (!status) status = reap_store_reader_open(&r->reader, r->db, error);
  if (!status) status = reap_worker_open(&r->worker, &r->options->shared, error);
  if (!status) status = reap_lexicon_digest(r->options->shared.lexicon, &r->digest, error);
  return status;
}

reap_status reap_retag(const reap_retag_options *options, reap_retag_counts *counts, reap_error *error) {
  *counts = (reap_retag_counts){0};
  retagging r = {.options = options,
                 .counts = counts,
                 .target = {.path = options->path,
                            .program = options->program,
                            .lexicon = options->shared.lexicon,
                            .lexicon_hash = reap_lexicon_hash(options->shared.lexicon)}};
  reap_status status = open_all(&r, error);
  if (!status) status = find_ids(&r, error);
  if (!status) status = read_anew(&r, error);
  if (!status) status = note(&r, error);
  if (!status && options->finish) status = options->finish(options->context, r.db, error);
  sqlite3_finalize(r.touch);
  reap_store_reader_close(&r.reader);
  if (!status) status = reap_sqlite_sink.commit(r.sink, error);
  reap_sqlite_sink.close(r.sink);
  reap_worker_close(r.worker);
  reap_buf_free(&r.digest);
  reap_vec_free(&r.past);
  reap_vec_free(&r.ids);
  return status;
}
