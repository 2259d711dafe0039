/* SPDX-License-Identifier: MIT */
#include "registry/rows.h"

#include <string.h>

#include "registry/json_path.h"
#include "store/store.h"

/* ---- statements ---- */

static size_t key_count(const reap_trial_table *table) {
  size_t count = 0;
  while (count < REAP_TRIAL_MOST_LEVELS && table->keys[count]) count++;
  return count;
}

/* INSERT INTO table (trial_id, kind, position, ...) VALUES (?, ...), and for the one row of a trial: ON CONFLICT DO
 * UPDATE, so that what hangs on it stays. */
static void write_insert(reap_buf *sql, const reap_trial_table *table) {
  size_t columns = 1 + (table->kind != NULL) + key_count(table) + table->field_count;
  reap_buf_printf(sql, "INSERT INTO %s (trial_id", table->table);
  if (table->kind) reap_buf_puts(sql, ", kind");
  for (size_t i = 0; i < key_count(table); i++) reap_buf_printf(sql, ", %s", table->keys[i]);
  for (size_t i = 0; i < table->field_count; i++) reap_buf_printf(sql, ", %s", table->fields[i].column);
  reap_buf_puts(sql, ") VALUES (");
  for (size_t i = 0; i < columns; i++) reap_buf_puts(sql, i ? ", ?" : "?");
  reap_buf_puts(sql, ")");
  for (size_t i = 0; !table->rows && i < table->field_count; i++)
    reap_buf_printf(sql, "%s %s = excluded.%s", i ? "," : " ON CONFLICT DO UPDATE SET", table->fields[i].column,
                    table->fields[i].column);
  reap_buf_addc(sql, '\0');
}

static void write_clear(reap_buf *sql, const reap_trial_table *table) {
  reap_buf_printf(sql, "DELETE FROM %s WHERE trial_id = ?", table->table);
  if (table->kind) reap_buf_printf(sql, " AND kind = '%s'", table->kind);
  reap_buf_addc(sql, '\0');
}

reap_status reap_trial_rows_open(reap_trial_rows *rows, sqlite3 *db, const reap_trial_table *table, reap_error *error) {
  reap_buf sql = {0};
  *rows = (reap_trial_rows){.table = table};
  write_insert(&sql, table);
  bool good = sqlite3_prepare_v2(db, sql.ptr, -1, &rows->insert, NULL) == SQLITE_OK;
  reap_buf_reset(&sql);
  write_clear(&sql, table);
  if (good && table->rows) good = sqlite3_prepare_v2(db, sql.ptr, -1, &rows->clear, NULL) == SQLITE_OK;
  reap_buf_free(&sql);
  return good ? REAP_OK : reap_store_fail(db, "prepare", error);
}

void reap_trial_rows_close(reap_trial_rows *rows) {
  sqlite3_finalize(rows->insert);
  sqlite3_finalize(rows->clear);
  reap_buf_free(&rows->list);
}

/* ---- finding rows ---- */

json_t *reap_trial_row_value(const reap_trial_row *row, const reap_field *field) {
  const char *path = field->path;
  size_t level = row->levels;
  for (; *path == '^'; path++)
    if (level) level--;
  return reap_json_at(row->at[level], path);
}

typedef struct {
  reap_trial_row_fn each;
  void *context;
} walking;

/* Steps along `path` from the innermost element of the place and gives the row at its end. */
static reap_status walk(const walking *w, reap_trial_row *place, const char *path, reap_error *error) {
  const char *array = strstr(path, "[]");
  char members[160];
  size_t length = array ? (size_t)(array - path) : strlen(path);
  if (length >= sizeof members || (array && place->levels == REAP_TRIAL_MOST_LEVELS))
    return reap_fail(error, REAP_EBUG, "the path %s is too long", path);
  memcpy(members, path, length);
  members[length] = '\0';
  json_t *value = reap_json_at(place->at[place->levels], members);
  if (!value) return REAP_OK;
  if (!array) {
    reap_trial_row row = *place;
    row.at[row.levels] = value;
    return w->each(w->context, &row, error);
  }
  reap_status status = REAP_OK;
  size_t i;
  json_t *element;
  const char *rest = array[2] == '.' ? array + 3 : array + 2;
  json_array_foreach(value, i, element) {
    reap_trial_row inner = *place;
    inner.position[inner.levels++] = (int)i + 1;
    inner.at[inner.levels] = element;
    status = *rest ? walk(w, &inner, rest, error) : w->each(w->context, &inner, error);
    if (status != REAP_OK) break;
  }
  return status;
}

reap_status reap_trial_rows_each(const reap_trial_table *table, json_t *study, reap_trial_row_fn each, void *context,
                                 reap_error *error) {
  const walking w = {each, context};
  reap_trial_row place = {.at = {study}};
  return table->rows ? walk(&w, &place, table->rows, error) : each(context, &place, error);
}

/* ---- writing ---- */

void reap_trial_list_text(reap_buf *text, const json_t *list) {
  size_t i, start = text->len;
  json_t *item;
  json_array_foreach(list, i, item) {
    if (text->len > start) reap_buf_puts(text, "; ");
    if (json_string_value(item)) reap_buf_puts(text, json_string_value(item));
  }
}

static void bind_list(reap_trial_rows *rows, int column, const json_t *list) {
  reap_buf_reset(&rows->list);
  reap_trial_list_text(&rows->list, list);
  if (rows->list.len) sqlite3_bind_text(rows->insert, column, rows->list.ptr, (int)rows->list.len, SQLITE_TRANSIENT);
}

/* Whole numbers come as numbers and as texts ("pmid": "123"); a text that is no number is kept as it is. */
static void bind_text_or_number(sqlite3_stmt *insert, int column, const char *text, reap_field_type type) {
  char *end = NULL;
  long long value = type == REAP_FIELD_INTEGER ? strtoll(text, &end, 10) : 0;
  if (end && end != text && !*end)
    sqlite3_bind_int64(insert, column, value);
  else
    sqlite3_bind_text(insert, column, text, -1, SQLITE_TRANSIENT);
}

static void bind_field(reap_trial_rows *rows, int column, const reap_field *field, const reap_trial_row *row) {
  json_t *value = reap_trial_row_value(row, field);
  if (json_is_array(value))
    bind_list(rows, column, value);
  else if (json_is_boolean(value))
    sqlite3_bind_int(rows->insert, column, json_is_true(value));
  else if (json_is_integer(value))
    sqlite3_bind_int64(rows->insert, column, json_integer_value(value));
  else if (json_is_real(value))
    sqlite3_bind_double(rows->insert, column, json_real_value(value));
  else if (json_is_string(value))
    bind_text_or_number(rows->insert, column, json_string_value(value), field->type);
}

static reap_status write_row(void *context, const reap_trial_row *row, reap_error *error) {
  reap_trial_rows *rows = context;
  sqlite3_stmt *insert = rows->insert;
  int column = 1;
  sqlite3_reset(insert);
  sqlite3_clear_bindings(insert);
  sqlite3_bind_text(insert, column++, rows->trial_id, -1, SQLITE_STATIC);
  if (rows->table->kind) sqlite3_bind_text(insert, column++, rows->table->kind, -1, SQLITE_STATIC);
  for (size_t i = 0; i < key_count(rows->table); i++)
    sqlite3_bind_int(insert, column++, i < row->levels ? row->position[i] : 1);
  for (size_t i = 0; i < rows->table->field_count; i++) bind_field(rows, column++, &rows->table->fields[i], row);
  int code = sqlite3_step(insert);
  sqlite3_reset(insert);
  return code == SQLITE_DONE ? REAP_OK : reap_store_fail(sqlite3_db_handle(insert), "write to", error);
}

reap_status reap_trial_rows_write(reap_trial_rows *rows, const char *trial_id, json_t *study, reap_error *error) {
  rows->trial_id = trial_id;
  if (rows->clear) {
    sqlite3_reset(rows->clear);
    sqlite3_bind_text(rows->clear, 1, trial_id, -1, SQLITE_STATIC);
    int code = sqlite3_step(rows->clear);
    sqlite3_reset(rows->clear);
    if (code != SQLITE_DONE) return reap_store_fail(sqlite3_db_handle(rows->clear), "write to", error);
  }
  return reap_trial_rows_each(rows->table, study, write_row, rows, error);
}
