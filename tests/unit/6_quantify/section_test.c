/* SPDX-License-Identifier: MIT */
/* Texts without sections: where the results begin. */
#include "quantify_text.h"

static const quantity_case unlabelled_texts[] = {
    {"We enrolled 60 patients. They were randomised to zinc (n = 30) or placebo (n = 30). Pain fell more with zinc "
     "(3.2 vs 4.5; p < 0.01).",
     "sample_size/total 60 [60 patients]; sample_size/arm 30 [n = 30]; sample_size/arm 30 [n = 30]; mean 3.2 [3.2]; "
     "mean 4.5 [4.5]; p_value < 0.01 [p < 0.01]"},
    {"Sixty patients took part. Pain fell by 2.1 points with zinc (p = 0.02). Nausea occurred in 4 patients on zinc "
     "and 9 on placebo.",
     "sample_size/total 60 +words [Sixty patients]; change 2.1 point [2.1 points]; p_value 0.02 [p = 0.02]; "
     "count/events 4 [4 patients]; count/events 9 [9]"},
};

static void reads_unlabelled_texts(void **state) {
  (void)state;
  CHECK_CASES(unlabelled_texts, REAP_SECTION_UNKNOWN);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(reads_unlabelled_texts)};
  return cmocka_run_group_tests(tests, quantify_setup, quantify_teardown);
}
