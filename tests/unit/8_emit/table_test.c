/* SPDX-License-Identifier: MIT */
#include "8_emit/emit.h"
#include "8_emit/table.h"
#include "columns.h"

#include <math.h>
#include <unistd.h>

#include "store/store.h"

static void rows_of(reap_table_dialect dialect, reap_batch *batch, const char *path, reap_buf *out) {
  load_columns(batch, path);
  reap_table_rows(dialect, batch, out);
  reap_buf_addc(out, '\0');
}

static void digits_are_kept_as_printed(void **state) {
  (void)state;
  reap_batch batch = {0};
  reap_buf out = {0};
  rows_of(REAP_TABLE_CSV, &batch, FULL_COLUMNS, &out);
  const char *first = "39900001,NCT06825884,2025,randomized controlled trial,10,Diabetic Foot,hUC-MSCD,saline,"
                      "Ulcers closed,12 weeks,RR,4.0,0.66,24.3,95,5,4,,,5,1,,,=,0.058,no difference,0.875,"
                      "Ulcers closed in 4/5 (80%)";
  assert_memory_equal(out.ptr, first, strlen(first));
  const char *second = strchr(out.ptr, '\n') + 1;
  assert_non_null(strstr(second, ",hUC-MSCD,baseline,Closure,,,,,,,5,,,,,,,,<,0.00001,not stated,,Closure took"));
  const char *third = strchr(second, '\n') + 1;
  assert_non_null(strstr(third, ",,,recurrence,24 months,,,,,,10,0,,,,,,,,,not stated,0.5,No recurrence"));
  reap_buf_free(&out);
  reap_batch_free(&batch);
}

/* The rows of one dumped citation. */
static void one_row(reap_table_dialect dialect, const char *columns, const char *want) {
  reap_batch batch = {0};
  reap_buf out = {0};
  reap_error error = {0};
  if (reap_batch_load(&batch, reap_str_of(columns), &error) != REAP_OK) fail_msg("%s", error.message);
  reap_table_rows(dialect, &batch, &out);
  reap_buf_addc(&out, '\0');
  assert_string_equal(out.ptr, want);
  reap_buf_free(&out);
  reap_batch_free(&batch);
}

static void cells_are_quoted_and_escaped(void **state) {
  (void)state;
  static const char columns[] =
      "{\"id\":\"a,b\",\"text\":\"x \\\"y\\\"\\tz\\\\ w\",\"title\":[0,0],\"plain_text\":true,"
      "\"sections\":[{\"span\":[0,10]}],\"sentences\":[{\"span\":[0,10],\"section\":0}],"
      "\"findings\":[{\"span\":[0,10],\"sentence\":0}]}";
  one_row(REAP_TABLE_CSV, columns, "\"a,b\",,,,,,,,,,,,,,,,,,,,,,,,,not stated,,\"x \"\"y\"\"\tz\\ w\"\n");
  one_row(REAP_TABLE_TSV, columns,
          "a,b\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\tnot stated\t\tx \"y\"\\tz\\\\ w\n");
}

/* {what is printed, its value, what the cell holds} */
static void printed_numbers_become_plain_ones(void **state) {
  (void)state;
  static const struct {
    const char *printed;
    double value;
    const char *want;
  } cases[] = {{"0\u00b7050", 0.05, "0.050"},
               {"\u22121,234\u00b75", -1234.5, "-1234.5"},
               {".05", 0.05, ".05"},
               {"12\u2009500", 12500, "12500"},
               {"10-5", 1e-5, "1e-05"},
               {"Ten", 10, "10"},
               {"5%", 5, "5"},
               {"1.50", 1.5, "1.50"},
               {"3,5", 3.5, "3.5"}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    char columns[512], number[32], want[256];
    unsigned length = (unsigned)strlen(cases[i].printed);
    snprintf(number, sizeof number, "%.17g", cases[i].value);
    snprintf(
        columns, sizeof columns,
        "{\"pmid\":5,\"text\":\"%s\",\"title\":[0,%u],\"sections\":[{\"span\":[0,%u]}],\"sentences\":[{\"span\":[0,%u],"
        "\"section\":0}],\"quantities\":[{\"span\":[0,%u],\"sentence\":0,\"value\":%s,\"numeral\":[0,%u]}],"
        "\"findings\":[{\"span\":[0,0],\"sentence\":0,\"p\":0}]}",
        cases[i].printed, length, length, length, length, number, length);
    snprintf(want, sizeof want, "5,,,,,,,,,,,,,,,,,,,,,,,,%s,not stated,,\n", cases[i].want);
    one_row(REAP_TABLE_CSV, columns, want);
  }
}

/* ---- the view `evidence` says the same ---- */

static void store_of(const reap_batch *batch, const char *path) {
  reap_target target = {.path = path};
  reap_error error = {0};
  void *store = NULL;
  if (reap_sqlite_sink.open(&target, &store, &error) != REAP_OK ||
      reap_sqlite_sink.write(store, batch, (reap_str){0}, &error) != REAP_OK ||
      reap_sqlite_sink.commit(store, &error) != REAP_OK)
    fail_msg("%s", error.message);
  reap_sqlite_sink.close(store);
}

static void assert_same_cell(const char *name, const char *cell, const char *in_view) {
  char *end = NULL;
  double a = strtod(cell, &end);
  if (in_view && *cell && !*end ? strtod(in_view, NULL) == a : strcmp(in_view ? in_view : "", cell) == 0) return;
  fail_msg("%s: '%s' in the table, '%s' in the view", name, cell, in_view ? in_view : "NULL");
}

static void the_view_has_the_same_columns_and_rows(void **state) {
  (void)state;
  char path[64];
  snprintf(path, sizeof path, "/tmp/reap-table-%d.db", (int)getpid());
  unlink(path);
  reap_batch batch = {0};
  reap_buf header = {0}, out = {0};
  reap_table_header(REAP_TABLE_TSV, &header);
  reap_buf_addc(&header, '\0');
  rows_of(REAP_TABLE_TSV, &batch, FULL_COLUMNS, &out);
  store_of(&batch, path);
  sqlite3 *db = NULL;
  reap_error error;
  assert_int_equal(reap_store_open(&db, path, 0, &error), REAP_OK);
  sqlite3_stmt *statement = NULL;
  assert_int_equal(sqlite3_prepare_v2(db, "SELECT * FROM evidence", -1, &statement, NULL), SQLITE_OK);
  char *names[64], *rest = header.ptr;
  int count = 0;
  for (char *name; (name = strsep(&rest, "\t\n")) && *name;) names[count++] = name;
  assert_int_equal(sqlite3_column_count(statement), count);
  for (int i = 0; i < count; i++) assert_string_equal(sqlite3_column_name(statement, i), names[i]);
  char *row, *rows = out.ptr;
  int found = 0;
  while ((row = strsep(&rows, "\n")) && *row) {
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    for (int i = 0; i < count; i++)
      assert_same_cell(names[i], strsep(&row, "\t"), (const char *)sqlite3_column_text(statement, i));
    found++;
  }
  assert_int_equal(found, 3);
  assert_int_equal(sqlite3_step(statement), SQLITE_DONE);
  sqlite3_finalize(statement);
  sqlite3_close(db);
  unlink(path);
  reap_buf_free(&header);
  reap_buf_free(&out);
  reap_batch_free(&batch);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(digits_are_kept_as_printed), cmocka_unit_test(cells_are_quoted_and_escaped),
      cmocka_unit_test(printed_numbers_become_plain_ones), cmocka_unit_test(the_view_has_the_same_columns_and_rows)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
