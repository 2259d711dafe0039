/* SPDX-License-Identifier: MIT */
#include "test.h"

#include "7_assemble/grammar/word_lists.h"

static void case_gives_no_other_shape(void **state) {
  (void)state;
  static const char *const words[][2] = {{"outcome", "Outcome"}, {"hrs", "HRs"}, {"x", "X"}, {"it", "IT"}};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    assert_int_equal(reap_word_shape(reap_str_of(words[i][0])), reap_word_shape(reap_str_of(words[i][1])));
  assert_int_equal(reap_word_shape(REAP_STR("")), 0);
}

/* More lists than there is room for: those that find none say that they may hold any word. */
static void no_list_denies_its_words(void **state) {
  (void)state;
  static const char *const words[] = {"patients", "with",   "pain", "received", "placebo",
                                      "or",       "active", "drug", "twice",    "daily"};
  static const char *const *lists[2000];
  enum { COUNT = sizeof lists / sizeof *lists };
  static const char *copies[COUNT][2];
  reap_word_lists *filters = reap_word_lists_open();
  for (size_t round = 0; round < 2; round++)
    for (size_t i = 0; i < COUNT; i++) {
      copies[i][0] = words[i % 10], copies[i][1] = words[(i + 3) % 10];
      lists[i] = copies[i];
      for (size_t k = 0; k < 2; k++)
        assert_true(reap_word_lists_may_hold(filters, lists[i], 2, reap_word_shape(reap_str_of(copies[i][k]))));
    }
  assert_false(reap_word_lists_may_hold(filters, lists[0], 2, reap_word_shape(REAP_STR("hypertension"))));
  reap_word_lists_free(filters);
  reap_word_lists_free(NULL);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(case_gives_no_other_shape),
                                     cmocka_unit_test(no_list_denies_its_words)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
