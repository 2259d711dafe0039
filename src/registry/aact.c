/* SPDX-License-Identifier: MIT */
/* The rows of one study lie all over AACT's files, in no common order. So all rows go into a database on disk of their
 * own first, are sorted there by study, and become records one after the other. */
#include "registry/aact.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/vec.h"
#include "registry/aact_study.h"
#include "registry/pipe_rows.h"
#include "store/store.h"

enum { MOST_TOLD = 10 }; /* broken rows of a file; of more only the number */

typedef struct {
  const char *name;
  REAP_VEC(char *) columns;
} table;

typedef struct {
  const char *path;
  zip_t *archive;
  void (*fault)(void *context, const reap_error *error);
  reap_study_fn take;
  void *context;
  sqlite3 *db; /* the rows, sorted */
  sqlite3_stmt *add;
  REAP_VEC(table) tables; /* in the order of the rules */
} reader;

/* ---- files ---- */

bool reap_aact_is_there(const char *folder, zip_t *archive) {
  char path[4096];
  if (archive) return zip_name_locate(archive, "studies.txt", ZIP_FL_NOCASE | ZIP_FL_NODIR) >= 0;
  return snprintf(path, sizeof path, "%s/studies.txt", folder) < (int)sizeof path && access(path, R_OK) == 0;
}

static int64_t read_file(void *from, char *bytes, size_t count) { return read(*(int *)from, bytes, count); }
static int64_t read_entry(void *from, char *bytes, size_t count) { return zip_fread(from, bytes, count); }

/* ---- faults ---- */

static void tell(const reader *r, const char *name, uint64_t line, reap_status status, const char *what) {
  reap_error error = {0};
  char source[512];
  snprintf(source, sizeof source, "%.380s%c%.100s.txt", r->path, r->archive ? ':' : '/', name);
  (void)!reap_fail(&error, status, "%s", what);
  reap_error_set_source(&error, source);
  reap_error_set_line(&error, line);
  r->fault(r->context, &error);
}

/* ---- from the files into the database ---- */

static reap_status fail(const reader *r, reap_error *error) {
  reap_status status = reap_store_fail(r->db, "sort rows for", error);
  reap_error_set_source(error, "temporary file");
  return status;
}

static reap_status open_database(reader *r, reap_error *error) {
  static const char schema[] = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536; "
                               "CREATE TABLE rows (trial TEXT, file INTEGER, line INTEGER, cells BLOB); BEGIN";
  if (sqlite3_open_v2("", &r->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL) !=
          SQLITE_OK ||
      sqlite3_exec(r->db, schema, NULL, NULL, NULL) != SQLITE_OK ||
      sqlite3_prepare_v2(r->db, "INSERT INTO rows VALUES (?, ?, ?, ?)", -1, &r->add, NULL) != SQLITE_OK)
    return fail(r, error);
  return REAP_OK;
}

static uint32_t column_of(const table *t, const char *name) {
  for (uint32_t i = 0; i < t->columns.count; i++)
    if (strcmp(t->columns.at[i], name) == 0) return i;
  return REAP_NONE;
}

static void take_header(table *t, const reap_pipe_rows *rows) {
  for (uint32_t i = 0; i < rows->starts.count; i++) {
    const char *name = reap_pipe_cell(rows, i);
    if (i == 0 && strncmp(name, "\xef\xbb\xbf", 3) == 0) name += 3; /* a byte order mark */
    *reap_push(&t->columns) = reap_strdup(name);
  }
}

static bool is_trial_id(const char *id) {
  return strncmp(id, "NCT", 3) == 0 && strlen(id) == 11 && strspn(id + 3, "0123456789") == 8;
}

static reap_status store_row(reader *r, uint32_t number, const reap_pipe_rows *rows, const char *trial,
                             reap_error *error) {
  sqlite3_reset(r->add);
  sqlite3_bind_text(r->add, 1, trial, -1, SQLITE_STATIC);
  sqlite3_bind_int64(r->add, 2, number);
  sqlite3_bind_int64(r->add, 3, (int64_t)rows->line);
  sqlite3_bind_blob64(r->add, 4, rows->text.ptr, rows->text.len, SQLITE_STATIC);
  return sqlite3_step(r->add) == SQLITE_DONE ? REAP_OK : fail(r, error);
}

/* What is wrong with the row; NULL when nothing is. */
static const char *wrong_with(const table *t, const reap_pipe_rows *rows, const char *trial, char what[160]) {
  if (rows->starts.count != t->columns.count)
    snprintf(what, 160, "%u cells where the header has %u: the row is left out", rows->starts.count, t->columns.count);
  else if (!is_trial_id(trial))
    snprintf(what, 160, "'%.20s' in nct_id is no id of a trial: the row is left out", trial);
  else
    return NULL;
  return what;
}

static reap_status take_rows(reader *r, uint32_t number, reap_pipe_rows *rows, reap_error *error) {
  table *t = &r->tables.at[number];
  uint64_t broken = 0;
  char what[160];
  reap_error trouble = {0};
  reap_status status = reap_pipe_rows_next(rows, &trouble), result = REAP_OK;
  if (status == REAP_OK) take_header(t, rows);
  uint32_t id = column_of(t, "nct_id");
  if (status == REAP_OK && id == REAP_NONE) {
    tell(r, t->name, 1, REAP_EINPUT, "it has no column nct_id: give AACT's pipe-delimited files as they come");
    return REAP_OK;
  }
  while (status == REAP_OK && result == REAP_OK && (status = reap_pipe_rows_next(rows, &trouble)) == REAP_OK) {
    const char *trial = reap_pipe_cell(rows, id), *wrong = wrong_with(t, rows, trial, what);
    if (!wrong)
      result = store_row(r, number, rows, trial, error);
    else if (broken++ < MOST_TOLD)
      tell(r, t->name, rows->line, REAP_EINPUT, wrong);
  }
  if (status != REAP_OK && status != REAP_END) tell(r, t->name, rows->line, status, trouble.message);
  snprintf(what, sizeof what, "%llu more rows are broken", (unsigned long long)broken - MOST_TOLD);
  if (broken > MOST_TOLD) tell(r, t->name, 0, REAP_EINPUT, what);
  return result;
}

/* A file that is missing says nothing; AACT's own subsets leave out some. */
static reap_status take_table(reader *r, uint32_t number, reap_error *error) {
  char path[4096];
  reap_pipe_rows rows = {0};
  zip_file_t *entry = NULL;
  int file = -1;
  if (r->archive) {
    snprintf(path, sizeof path, "%s.txt", r->tables.at[number].name);
    zip_int64_t index = zip_name_locate(r->archive, path, ZIP_FL_NOCASE | ZIP_FL_NODIR);
    if (index >= 0) entry = zip_fopen_index(r->archive, (zip_uint64_t)index, 0);
    if (index >= 0 && !entry)
      tell(r, r->tables.at[number].name, 0, REAP_EINPUT, "damaged in the archive: get it again");
  } else if (snprintf(path, sizeof path, "%s/%s.txt", r->path, r->tables.at[number].name) < (int)sizeof path) {
    file = open(path, O_RDONLY | O_CLOEXEC);
  }
  if (!entry && file < 0) return REAP_OK;
  rows.read = entry ? read_entry : read_file;
  rows.from = entry ? (void *)entry : &file;
  reap_pipe_rows_open(&rows);
  reap_status status = take_rows(r, number, &rows, error);
  reap_pipe_rows_close(&rows);
  if (entry) zip_fclose(entry);
  if (file >= 0) close(file);
  return status;
}

static reap_status take_tables(reader *r, reap_error *error) {
  for (size_t i = 0; i < reap_aact_rule_count; i++)
    if (!r->tables.count || strcmp(r->tables.at[r->tables.count - 1].name, reap_aact_rules[i].file) != 0)
      reap_push(&r->tables)->name = reap_aact_rules[i].file;
  reap_status status = open_database(r, error);
  for (uint32_t i = 0; i < r->tables.count && status == REAP_OK; i++) status = take_table(r, i, error);
  if (status == REAP_OK &&
      sqlite3_exec(r->db, "COMMIT; CREATE INDEX sorted ON rows (trial, file, line)", NULL, NULL, NULL) != SQLITE_OK)
    status = fail(r, error);
  return status;
}

/* ---- from the database to records ---- */

typedef struct {
  const table *table;
  const char *cells;
  size_t size;
} stored_row;

static const char *cell_of(const void *row, const char *column) {
  const stored_row *s = row;
  uint32_t number = column_of(s->table, column);
  const char *cell = s->cells, *end = s->cells + s->size;
  if (number == REAP_NONE) return "";
  while (number-- && cell < end) cell += strlen(cell) + 1;
  return cell < end ? cell : "";
}

static void add_row(const reader *r, reap_aact_study *study, sqlite3_stmt *rows) {
  const table *t = &r->tables.at[sqlite3_column_int(rows, 1)];
  stored_row row = {t, sqlite3_column_blob(rows, 2), (size_t)sqlite3_column_bytes(rows, 2)};
  for (size_t i = 0; i < reap_aact_rule_count; i++)
    if (strcmp(reap_aact_rules[i].file, t->name) == 0) reap_aact_study_add(study, &reap_aact_rules[i], &row, cell_of);
}

/* Rows of a study that studies.txt does not have make no record. */
static reap_status give(const reader *r, reap_aact_study *study, bool known, reap_error *error) {
  reap_status status = known ? r->take(r->context, study->root, r->path, error) : REAP_OK;
  if (status == REAP_EINPUT) {
    reap_error_set_source(error, r->path);
    r->fault(r->context, error);
    status = REAP_OK;
  }
  reap_aact_study_end(study);
  return status;
}

static reap_status give_studies(const reader *r, reap_error *error) {
  static const char sql[] = "SELECT trial, file, cells FROM rows ORDER BY trial, file, line";
  sqlite3_stmt *rows = NULL;
  reap_aact_study study = {0};
  char trial[16] = "";
  bool known = false;
  reap_status status = REAP_OK;
  int code = sqlite3_prepare_v2(r->db, sql, -1, &rows, NULL);
  while (code == SQLITE_OK && status == REAP_OK && (code = sqlite3_step(rows)) == SQLITE_ROW) {
    const char *now = (const char *)sqlite3_column_text(rows, 0);
    if (strcmp(now, trial) != 0) {
      if (study.root) status = give(r, &study, known, error);
      snprintf(trial, sizeof trial, "%s", now);
      known = sqlite3_column_int(rows, 1) == 0;
      reap_aact_study_begin(&study);
    }
    add_row(r, &study, rows);
    code = SQLITE_OK;
  }
  if (study.root) {
    reap_status last = give(r, &study, known && status == REAP_OK && code == SQLITE_DONE, error);
    if (status == REAP_OK) status = last;
  }
  if (status == REAP_OK && code != SQLITE_DONE) status = fail(r, error);
  sqlite3_finalize(rows);
  return status;
}

reap_status reap_aact_read(const char *path, zip_t *archive, reap_study_fn take,
                           void (*fault)(void *context, const reap_error *error), void *context, reap_error *error) {
  reader r = {.path = path, .archive = archive, .fault = fault, .take = take, .context = context};
  reap_status status = take_tables(&r, error);
  sqlite3_finalize(r.add);
  if (status == REAP_OK) status = give_studies(&r, error);
  sqlite3_close(r.db);
  for (uint32_t i = 0; i < r.tables.count; i++) {
    for (uint32_t k = 0; k < r.tables.at[i].columns.count; k++) free(r.tables.at[i].columns.at[k]);
    reap_vec_free(&r.tables.at[i].columns);
  }
  reap_vec_free(&r.tables);
  return status;
}
