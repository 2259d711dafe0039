/* SPDX-License-Identifier: MIT */
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include "8_emit/emit.h"
#include "columns.h"
#include "store/store.h"

static char path[128];

static int set_up(void **state) {
  (void)state;
  snprintf(path, sizeof path, "/tmp/reap-store-%d.db", (int)getpid());
  unlink(path);
  return 0;
}

static int tear_down(void **state) {
  (void)state;
  unlink(path);
  return 0;
}

/* One run over some sources, each given as lines of columns; "source" in a line is replaced by the source's name. */
typedef struct {
  const char *name, *lines;
} source;

static reap_status load(const source *sources, size_t count, reap_error *error) {
  const reap_sink *sink = &reap_sqlite_sink;
  reap_target target = {.path = path, .program = "test", .lexicon_hash = "none"};
  reap_shared shared = {0};
  void *store = NULL;
  reap_status status = sink->open(&target, &store, error);
  for (size_t i = 0; i < count && status == REAP_OK; i++) {
    reap_batch batch = {0};
    reap_buf bytes = {0};
    for (const char *line = sources[i].lines; *line;) {
      const char *end = strchr(line, '\n');
      assert_non_null(end);
      assert_int_equal(reap_batch_load(&batch, (reap_str){line, (uint32_t)(end - line)}, error), REAP_OK);
      batch.citations.at[batch.citations.count - 1].source = reap_str_of(sources[i].name);
      batch.citations.at[batch.citations.count - 1].ordinal = batch.citations.count;
      line = end + 1;
    }
    assert_int_equal(sink->encode(&target, &shared, &batch, &bytes, error), REAP_OK);
    status = sink->write(store, &batch, reap_buf_view(&bytes), error);
    reap_file_mark mark = {.name = sources[i].name, .ordinal = i, .citations = batch.citations.count, .complete = true};
    if (status == REAP_OK) status = sink->mark(store, &mark, error);
    reap_buf_free(&bytes);
    reap_batch_free(&batch);
  }
  if (status == REAP_OK) status = sink->commit(store, error);
  sink->close(store);
  return status;
}

static void load_one(const char *name, const char *lines) {
  reap_error error = {0};
  if (load(&(source){name, lines}, 1, &error) != REAP_OK) fail_msg("%s", error.message);
}

/* The rows of a query, values joined by "|", rows by a newline; the caller frees. */
static char *query(const char *sql) {
  sqlite3 *db = NULL;
  reap_error error = {0};
  if (reap_store_open(&db, path, 0, &error) != REAP_OK) fail_msg("%s", error.message);
  sqlite3_stmt *statement = NULL;
  if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK) fail_msg("%s", sqlite3_errmsg(db));
  reap_buf rows = {0};
  while (sqlite3_step(statement) == SQLITE_ROW) {
    for (int i = 0; i < sqlite3_column_count(statement); i++) {
      const char *value = (const char *)sqlite3_column_text(statement, i);
      if (i) reap_buf_addc(&rows, '|');
      reap_buf_puts(&rows, value ? value : "-");
    }
    reap_buf_addc(&rows, '\n');
  }
  sqlite3_finalize(statement);
  sqlite3_close(db);
  reap_buf_addc(&rows, '\0');
  return rows.ptr;
}

static void assert_query(const char *sql, const char *want) {
  char *rows = query(sql);
  assert_string_equal(rows, want);
  free(rows);
}

static void assert_sound(void) {
  sqlite3 *db = NULL;
  reap_error error;
  assert_int_equal(reap_store_open(&db, path, 1, &error), REAP_OK);
  char *message = NULL;
  sqlite3_exec(db, "INSERT INTO search (search) VALUES ('integrity-check')", NULL, NULL, &message);
  if (message) fail_msg("%s", message);
  sqlite3_close(db);
  assert_query("PRAGMA integrity_check", "ok\n");
  assert_query("PRAGMA foreign_key_check", "");
}

#define CITATION(pmid, version, title)                                                                                 \
  "{\"pmid\":" #pmid ",\"version\":" #version ",\"text\":\"" title "\",\"title\":[0,5],\"sections\":[{\"span\":[0,5]," \
  "\"kind\":\"title\"}]}\n"
#define DELETION(pmid) "{\"pmid\":" #pmid ",\"version\":1,\"op\":\"delete\",\"title\":[0,0]}\n"
static const char titles[] = "SELECT pmid, version, title, name FROM citations JOIN sources USING (source_id) "
                             "ORDER BY pmid, version";

static void every_column_arrives(void **state) {
  (void)state;
  char *columns = file_text(FULL_COLUMNS);
  load_one("dir/pubmed.xml", columns);
  free(columns);
  assert_query("SELECT pmid, version, doi, date, retracted, design, allocation, n_total FROM citations",
               "39900001|2|10.1000/reap.1|2025-03|1|randomized controlled trial|randomized|10.0\n");
  assert_query("SELECT name, citations, complete FROM sources", "pubmed.xml|1|1\n");
  assert_query("SELECT substr(text, start_at + 1, end_at - start_at) FROM sections JOIN citations USING (citation_id) "
               "WHERE section = 4",
               "hUC-MSCD closed most ulcers; a tab\there.\n");
  assert_query("SELECT count(*) FROM mentions m JOIN citations c USING (citation_id) "
               "WHERE substr(c.text, start_at + 1, end_at - start_at) <> m.text",
               "0\n");
  assert_query("SELECT value, numeral, relation, about FROM quantities WHERE kind = 'p_value'",
               "0.058|0\xC2\xB7"
               "058|=|9\n1.0e-05|0.00001|<|12\n");
  assert_query("SELECT finding, outcome, arm, comparator, significant, missing FROM findings",
               "1|1|1|2|0|interval\n2|2|1|0|1|sd\n3|3|-|-|-|-\n");
  assert_query("SELECT finding, arm, count, \"of\", derived FROM data",
               "1|1|4.0|5.0|0\n1|2|1.0|5.0|0\n2|1|-|-|0\n3|-|0.0|10.0|1\n");
  assert_query("SELECT arm, position, text FROM arm_names", "1|1|hUC-MSCD\n1|2|hUC-MSCD\n2|1|saline\n2|2|saline\n");
  assert_query("SELECT last, collective FROM authors", "N\xC3\xBA\xC3\xB1"
                                                       "ez|-\n-|The Invented Group\n");
  assert_query("SELECT measure, estimate, ci_low, ci_high, arm_events, arm_n, comparator_events, comparator_n, p_value "
               "FROM evidence LIMIT 1",
               "RR|4.0|0.66|24.3|4.0|5.0|1.0|5.0|0.058\n");
  assert_query("SELECT rowid FROM search WHERE search MATCH 'outcomes : recurrences'", "1\n");
  assert_query("SELECT rowid FROM search WHERE search MATCH 'title : saline'", "");
  assert_query("SELECT title, abstract FROM citations WHERE title || char(10) || abstract <> text", "");
  assert_sound();
}

static void plain_documents_have_no_title(void **state) {
  (void)state;
  char *columns = file_text(INPUT_KINDS_COLUMNS);
  load_one("in", columns);
  free(columns);
  assert_query("SELECT pmid, document_id, title, abstract FROM citations",
               "-|note-7|-|Plain text: nothing is known of its parts.\n39900004|-|A title alone|-\n");
  assert_sound();
}

static void a_second_load_changes_no_byte(void **state) {
  (void)state;
  char *columns = file_text(FULL_COLUMNS);
  load_one("a.xml", columns);
  char *before = file_text(path);
  struct stat first, second;
  assert_int_equal(stat(path, &first), 0);
  load_one("elsewhere/a.xml", columns);
  assert_int_equal(stat(path, &second), 0);
  assert_int_equal(first.st_size, second.st_size);
  assert_query("SELECT count(*) FROM citations", "1\n");
  assert_query("SELECT count(*) FROM findings", "3\n");
  assert_sound();
  free(before);
  free(columns);
}

static void the_later_source_wins(void **state) {
  (void)state;
  load_one("1.xml", CITATION(7, 1, "first") CITATION(8, 1, "other"));
  load_one("2.xml", CITATION(7, 1, "later"));
  assert_query(titles, "7|1|later|2.xml\n8|1|other|1.xml\n");
  load_one("1.xml", CITATION(7, 1, "first") CITATION(8, 1, "other"));
  assert_query(titles, "7|1|later|2.xml\n8|1|other|1.xml\n");
  load_one("1.xml", CITATION(8, 1, "newer"));
  assert_query(titles, "7|1|later|2.xml\n8|1|newer|1.xml\n");
  assert_query("SELECT rowid FROM search WHERE search MATCH 'first OR other'", "");
  assert_query("SELECT rowid FROM search WHERE search MATCH 'later OR newer' ORDER BY rowid", "1\n2\n");
  assert_sound();
}

static void stdin_is_later_than_what_was_loaded_before(void **state) {
  (void)state;
  load_one("-", CITATION(7, 1, "first"));
  load_one("-", CITATION(7, 1, "again"));
  load_one("2.xml", CITATION(7, 1, "later"));
  assert_query("SELECT name FROM sources ORDER BY source_id", "-\n2.xml\n");
  load_one("-", CITATION(7, 1, "third"));
  load_one("-", CITATION(7, 1, "fourt"));
  assert_query(titles, "7|1|fourt|-#2\n");
  assert_query("SELECT name FROM sources ORDER BY source_id", "-\n2.xml\n-#2\n");
  assert_sound();
}

static void a_deletion_lasts(void **state) {
  (void)state;
  load_one("1.xml", CITATION(7, 1, "first") CITATION(8, 1, "other"));
  load_one("2.xml", DELETION(7) DELETION(9));
  assert_query(titles, "8|1|other|1.xml\n");
  load_one("1.xml", CITATION(7, 1, "first"));
  assert_query(titles, "8|1|other|1.xml\n");
  load_one("3.xml", CITATION(7, 1, "again"));
  assert_query(titles, "7|1|again|3.xml\n8|1|other|1.xml\n");
  load_one("2.xml", DELETION(7));
  assert_query(titles, "7|1|again|3.xml\n8|1|other|1.xml\n");
  assert_sound();
}

static void the_newest_version_is_current(void **state) {
  (void)state;
  load_one("1.xml", CITATION(7, 2, "two 2") CITATION(7, 1, "one 1"));
  assert_query("SELECT title FROM current_citations", "two 2\n");
  assert_query("SELECT count(*) FROM citations", "2\n");
}

static void order_within_a_run_is_that_of_the_inputs(void **state) {
  (void)state;
  reap_error error = {0};
  const source sources[] = {
      {"b.xml", CITATION(7, 1, "first")}, {"a.xml", DELETION(7)}, {"c.xml", CITATION(7, 1, "third")}};
  assert_int_equal(load(sources, 3, &error), REAP_OK);
  assert_query(titles, "7|1|third|c.xml\n");
}

static void a_run_without_commit_leaves_nothing(void **state) {
  (void)state;
  load_one("1.xml", CITATION(7, 1, "first"));
  reap_target target = {.path = path};
  reap_error error;
  void *store = NULL;
  assert_int_equal(reap_sqlite_sink.open(&target, &store, &error), REAP_OK);
  reap_batch batch = {0};
  load_columns(&batch, FULL_COLUMNS);
  assert_int_equal(reap_sqlite_sink.write(store, &batch, (reap_str){0}, &error), REAP_OK);
  reap_sqlite_sink.close(store);
  assert_query(titles, "7|1|first|1.xml\n");
  unlink(path);
  assert_int_equal(reap_sqlite_sink.open(&target, &store, &error), REAP_OK);
  assert_int_equal(reap_sqlite_sink.write(store, &batch, (reap_str){0}, &error), REAP_OK);
  reap_sqlite_sink.close(store);
  assert_int_equal(access(path, F_OK), -1);
  char partial[160];
  snprintf(partial, sizeof partial, "%s.partial", path);
  assert_int_equal(access(partial, F_OK), -1);
  reap_batch_free(&batch);
}

static void put_file(const char *text) {
  FILE *file = fopen(path, "w");
  assert_non_null(file);
  fputs(text, file);
  fclose(file);
}

static void make_database(const char *sql) {
  sqlite3 *db = NULL;
  assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
  assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
  sqlite3_close(db);
}

static void assert_refused(reap_status want, const char *message) {
  reap_error error = {0};
  assert_int_equal(load(&(source){"1.xml", CITATION(7, 1, "first")}, 1, &error), want);
  if (!strstr(error.message, message)) fail_msg("%s", error.message);
  assert_string_equal(error.source, path);
}

static void other_files_are_not_touched(void **state) {
  (void)state;
  put_file(
      "a letter, and not a short one: it goes on until it has more than a hundred bytes, like all good letters do.\n");
  assert_refused(REAP_EDB, "not a SQLite database");
  unlink(path);
  make_database("CREATE TABLE mine (x)");
  assert_refused(REAP_EDB, "no evidence store of reap");
  unlink(path);
  load_one("1.xml", CITATION(7, 1, "first"));
  make_database("PRAGMA user_version = 99");
  assert_refused(REAP_EDB, "use a newer reap");
  make_database("PRAGMA user_version = 0");
  assert_refused(REAP_EDB, "write a new one");
}

static void an_empty_file_becomes_a_store(void **state) {
  (void)state;
  put_file("");
  load_one("1.xml", CITATION(7, 1, "first"));
  assert_query(titles, "7|1|first|1.xml\n");
}

static void a_device_or_a_missing_folder_is_refused(void **state) {
  (void)state;
  char good[sizeof path];
  memcpy(good, path, sizeof path);
  snprintf(path, sizeof path, "/dev/null");
  assert_refused(REAP_EIO, "make a database");
  snprintf(path, sizeof path, "/tmp/no/such/folder/x.db");
  assert_refused(REAP_EIO, "cannot create");
  memcpy(path, good, sizeof path);
}

#define IN_FILE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
int main(void) {
  const struct CMUnitTest tests[] = {IN_FILE(every_column_arrives),
                                     IN_FILE(plain_documents_have_no_title),
                                     IN_FILE(a_second_load_changes_no_byte),
                                     IN_FILE(the_later_source_wins),
                                     IN_FILE(stdin_is_later_than_what_was_loaded_before),
                                     IN_FILE(a_deletion_lasts),
                                     IN_FILE(the_newest_version_is_current),
                                     IN_FILE(order_within_a_run_is_that_of_the_inputs),
                                     IN_FILE(a_run_without_commit_leaves_nothing),
                                     IN_FILE(other_files_are_not_touched),
                                     IN_FILE(an_empty_file_becomes_a_store),
                                     IN_FILE(a_device_or_a_missing_folder_is_refused)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
