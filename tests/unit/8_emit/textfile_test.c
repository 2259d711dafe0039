/* SPDX-License-Identifier: MIT */
#include <sys/stat.h>
#include <unistd.h>

#include "8_emit/emit.h"
#include "columns.h"

static char folder[64], path[128], partial[160];

static int set_up(void **state) {
  (void)state;
  snprintf(folder, sizeof folder, "/tmp/reap-textfile-%d", (int)getpid());
  snprintf(path, sizeof path, "%s/out.ndjson", folder);
  snprintf(partial, sizeof partial, "%s.partial", path);
  return mkdir(folder, 0777);
}

static int tear_down(void **state) {
  (void)state;
  chmod(folder, 0777);
  unlink(path);
  unlink(partial);
  return rmdir(folder);
}

static bool exists(const char *name) { return access(name, F_OK) == 0; }

static void put(const char *name, const char *text) {
  FILE *file = fopen(name, "w");
  assert_non_null(file);
  fputs(text, file);
  fclose(file);
}

static void assert_holds(const char *name, const char *want) {
  char *text = file_text(name);
  assert_string_equal(text, want);
  free(text);
}

static void a_file_appears_at_commit(void **state) {
  (void)state;
  const reap_sink *sink = &reap_ndjson_sink;
  reap_target target = {.path = path};
  reap_error error;
  void *out = NULL;
  put(partial, "left by a crash");
  assert_int_equal(sink->open(&target, &out, &error), REAP_OK);
  assert_int_equal(sink->write(out, NULL, REAP_STR("one\n"), &error), REAP_OK);
  assert_false(exists(path));
  assert_holds(partial, "one\n");
  assert_int_equal(sink->mark(out, &(reap_file_mark){.name = "x"}, &error), REAP_OK);
  assert_int_equal(sink->commit(out, &error), REAP_OK);
  sink->close(out);
  assert_holds(path, "one\n");
  assert_false(exists(partial));
}

static void nothing_changes_without_a_commit(void **state) {
  (void)state;
  reap_target target = {.path = path};
  reap_error error;
  void *out = NULL;
  put(path, "old");
  assert_int_equal(reap_ndjson_sink.open(&target, &out, &error), REAP_OK);
  assert_int_equal(reap_ndjson_sink.write(out, NULL, REAP_STR("new"), &error), REAP_OK);
  reap_ndjson_sink.close(out);
  assert_holds(path, "old");
  assert_false(exists(partial));
}

static void two_runs_do_not_share_an_output(void **state) {
  (void)state;
  reap_target target = {.path = path};
  reap_error error;
  void *first = NULL, *second = NULL;
  assert_int_equal(reap_ndjson_sink.open(&target, &first, &error), REAP_OK);
  assert_int_equal(reap_ndjson_sink.write(first, NULL, REAP_STR("first"), &error), REAP_OK);
  assert_int_equal(reap_ndjson_sink.open(&target, &second, &error), REAP_EIO);
  assert_non_null(strstr(error.message, "another run"));
  assert_string_equal(error.source, path);
  assert_int_equal(reap_ndjson_sink.commit(first, &error), REAP_OK);
  reap_ndjson_sink.close(first);
  assert_holds(path, "first");
}

static void unusable_places_are_told(void **state) {
  (void)state;
  char nowhere[200];
  snprintf(nowhere, sizeof nowhere, "%s/none/out.ndjson", folder);
  const char *const places[] = {nowhere, folder};
  for (size_t i = 0; i < 2; i++) {
    reap_target target = {.path = places[i]};
    reap_error error = {0};
    void *out = NULL;
    assert_int_equal(reap_ndjson_sink.open(&target, &out, &error), REAP_EIO);
    assert_string_equal(error.source, places[i]);
    assert_null(out);
  }
}

static void a_full_disk_is_an_error(void **state) {
  (void)state;
  if (!exists("/dev/full")) skip();
  reap_target target = {.path = "/dev/full"};
  reap_error error = {0};
  void *out = NULL;
  assert_int_equal(reap_ndjson_sink.open(&target, &out, &error), REAP_OK);
  assert_int_equal(reap_ndjson_sink.write(out, NULL, REAP_STR("x"), &error), REAP_EIO);
  assert_non_null(strstr(error.message, "free some space"));
  reap_ndjson_sink.close(out);
  assert_true(exists("/dev/full"));
}

static void a_link_is_followed(void **state) {
  (void)state;
  char link[200];
  snprintf(link, sizeof link, "%s/link", folder);
  put(path, "old");
  assert_int_equal(symlink(path, link), 0);
  reap_target target = {.path = link};
  reap_error error;
  void *out = NULL;
  assert_int_equal(reap_ndjson_sink.open(&target, &out, &error), REAP_OK);
  assert_int_equal(reap_ndjson_sink.write(out, NULL, REAP_STR("new"), &error), REAP_OK);
  assert_int_equal(reap_ndjson_sink.commit(out, &error), REAP_OK);
  reap_ndjson_sink.close(out);
  struct stat about;
  assert_int_equal(lstat(link, &about), 0);
  assert_true(S_ISLNK(about.st_mode));
  assert_holds(path, "new");
  unlink(link);
}

static void the_name_tells_the_format(void **state) {
  (void)state;
  assert_ptr_equal(reap_sink_for(NULL, NULL), &reap_ndjson_sink);
  assert_ptr_equal(reap_sink_for(NULL, "a.db"), &reap_sqlite_sink);
  assert_ptr_equal(reap_sink_for(NULL, "a.sqlite"), &reap_sqlite_sink);
  assert_ptr_equal(reap_sink_for(NULL, "a.sqlite3"), &reap_sqlite_sink);
  assert_ptr_equal(reap_sink_for(NULL, "a.csv"), &reap_csv_sink);
  assert_ptr_equal(reap_sink_for(NULL, "A.CSV"), &reap_csv_sink);
  assert_ptr_equal(reap_sink_for(NULL, "a.txt"), &reap_ndjson_sink);
  assert_ptr_equal(reap_sink_for("tsv", "a.db"), &reap_tsv_sink);
  assert_null(reap_sink_for("xml", NULL));
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
int main(void) {
  const struct CMUnitTest tests[] = {
      IN_FOLDER(a_file_appears_at_commit),        IN_FOLDER(nothing_changes_without_a_commit),
      IN_FOLDER(two_runs_do_not_share_an_output), IN_FOLDER(unusable_places_are_told),
      IN_FOLDER(a_full_disk_is_an_error),         IN_FOLDER(a_link_is_followed),
      cmocka_unit_test(the_name_tells_the_format)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
