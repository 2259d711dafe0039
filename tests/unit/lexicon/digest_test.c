/* SPDX-License-Identifier: MIT */
#include "test.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lexicon/digest.h"
#include "text/fold.h"

/* The digest of a lexicon of one folder with these files; the caller frees it. */
static void digest_of(const char *const files[][2], size_t count, reap_buf *out) {
  char folder[] = "/tmp/reap-digest-XXXXXX", path[128];
  reap_error error;
  reap_lexicon *lexicon = NULL;
  assert_non_null(mkdtemp(folder));
  for (size_t i = 0; i < count; i++) {
    snprintf(path, sizeof path, "%s/%s", folder, files[i][0]);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(files[i][1], file);
    fclose(file);
  }
  assert_int_equal(reap_lexicon_open_empty(&lexicon, &error), REAP_OK);
  if (reap_lexicon_add_folder(lexicon, folder, &error) != REAP_OK) fail_msg("%s", error.message);
  assert_int_equal(reap_lexicon_digest(lexicon, out, &error), REAP_OK);
  reap_lexicon_free(lexicon);
  for (size_t i = 0; i < count; i++) {
    snprintf(path, sizeof path, "%s/%s", folder, files[i][0]);
    unlink(path);
  }
  rmdir(folder);
}

static reap_status count_change(void *context, const uint32_t *words, uint32_t count, reap_error *error) {
  (void)words;
  (void)error;
  uint32_t *changes = context;
  *changes += 1 + 100 * count;
  return REAP_OK;
}

#define HEAD "id\ttype\tname\txrefs\n"
#define WOOL "A:1\tintervention\twool dressing\t\n"
#define TAR "A:2\tintervention\ttar\t\n"

static const struct {
  const char *concepts, *names, *block, *context;
  uint32_t want; /* changes against the first row, and a hundred for each of their words */
} lexicons[] = {
    {HEAD WOOL TAR, "id\tname\nA:2\tpitch\n", "name\taction\n", "words\tside\ttype\n", 0},
    {"# a comment\n" HEAD TAR WOOL, "id\tname\nA:2\tpitch\n", "name\taction\n", "words\tside\ttype\n", 0},
    {HEAD WOOL TAR "A:3\tcondition\tcrural leg ulcer\t\n", "id\tname\nA:2\tpitch\n", "name\taction\n",
     "words\tside\ttype\n", 301},
    {HEAD WOOL TAR, "id\tname\n", "name\taction\n", "words\tside\ttype\n", 101},
    {HEAD WOOL "A:2\tcondition\ttar\t\n", "id\tname\nA:2\tpitch\n", "name\taction\n", "words\tside\ttype\n", 202},
    {HEAD WOOL TAR, "id\tname\nA:2\tpitch\n", "name\taction\nwool dressing\tblock\n", "words\tside\ttype\n", 201},
    {HEAD WOOL TAR, "id\tname\nA:2\tpitch\n", "name\taction\n", "words\tside\ttype\nserum\tbefore\toutcome\n", 0},
    {HEAD WOOL TAR "A:3\toutcome\tpitch\t\n", "id\tname\nA:2\tpitch\n", "name\taction\n", "words\tside\ttype\n", 101},
};

static void finds_what_differs(void **state) {
  (void)state;
  enum { COUNT = sizeof lexicons / sizeof *lexicons };
  reap_buf digests[COUNT] = {{0}};
  reap_error error;
  for (size_t i = 0; i < COUNT; i++) {
    const char *const files[][2] = {{"concepts.tsv", lexicons[i].concepts},
                                    {"names.tsv", lexicons[i].names},
                                    {"block.tsv", lexicons[i].block},
                                    {"context.tsv", lexicons[i].context}};
    digest_of(files, 4, &digests[i]);
    for (int way = 0; way < 2; way++) {
      uint32_t changes = 0;
      reap_str before = reap_buf_view(&digests[way ? i : 0]), after = reap_buf_view(&digests[way ? 0 : i]);
      assert_int_equal(reap_digest_compare(before, after, count_change, &changes, &error), REAP_OK);
      assert_int_equal(changes, lexicons[i].want);
    }
  }
  for (size_t i = 0; i < COUNT; i++) reap_buf_free(&digests[i]);
}

/* Words of context change names of several types, and only those. */
static void context_touches_ambiguous_names(void **state) {
  (void)state;
  const char *const plain[][2] = {{"concepts.tsv", HEAD WOOL TAR "A:3\toutcome\ttar\t\n"}};
  const char *const told[][2] = {{"concepts.tsv", HEAD WOOL TAR "A:3\toutcome\ttar\t\n"},
                                 {"context.tsv", "words\tside\ttype\nserum\tbefore\toutcome\n"}};
  reap_buf before = {0}, after = {0};
  reap_error error;
  uint32_t changes = 0;
  digest_of(plain, 1, &before);
  digest_of(told, 2, &after);
  assert_int_equal(reap_digest_compare(reap_buf_view(&before), reap_buf_view(&after), count_change, &changes, &error),
                   REAP_OK);
  assert_int_equal(changes, 101);
  reap_buf_free(&before);
  reap_buf_free(&after);
}

static void damaged_digests_are_refused(void **state) {
  (void)state;
  const char *const files[][2] = {{"concepts.tsv", HEAD WOOL TAR}};
  reap_buf digest = {0};
  reap_error error;
  digest_of(files, 1, &digest);
  for (uint32_t length = 1; length < digest.len; length++) {
    uint32_t changes = 0;
    reap_status status =
        reap_digest_compare((reap_str){digest.ptr, length}, (reap_str){"", 0}, count_change, &changes, &error);
    assert_true(status == REAP_EINPUT || (status == REAP_OK && changes > 0));
  }
  reap_buf_free(&digest);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(finds_what_differs),
      cmocka_unit_test(context_touches_ambiguous_names),
      cmocka_unit_test(damaged_digests_are_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
