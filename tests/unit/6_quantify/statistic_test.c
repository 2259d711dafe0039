/* SPDX-License-Identifier: MIT */
/* Test statistics and degrees of freedom. */
#include "quantify_text.h"

static const quantity_case statistics[] = {
    {"The result was F(1, 186) = 5.51, p = .02.",
     "statistic F 5.51 df 1,186 [F(1, 186) = 5.51]; p_value 0.02 >0 [p = .02]"},
    {"Groups differed, t(43) = −1.19, NS.", "statistic t -1.19 df 43 [t(43) = −1.19]"},
    {"Groups differed (χ2 (1, N = 226) = 6.90, p <.01).",
     "statistic chi2 6.9 df 1 [χ2 (1, N = 226) = 6.90]; p_value < 0.01 >0 [p <.01]"},
    {"Groups differed (t = 2.3, df = 15, p = 0.03).",
     "statistic t 2.3 df 15 [t = 2.3, df = 15]; p_value 0.03 >0 [p = 0.03]"},
    {"Groups differed, F(1,186) = 5.73.", "statistic F 5.73 df 1,186 [F(1,186) = 5.73]"},
    {"Groups differed (z = -2.3, P = .02).", "statistic z -2.3 [z = -2.3]; p_value 0.02 >0 [P = .02]"},
    {"It held, r(46) = .34, p = .03.", "statistic r 0.34 df 46 [r(46) = .34]; p_value 0.03 >0 [p = .03]"},
    {"Heterogeneity was low, QWithin(12) = 9.20.", "statistic Q 9.2 df 12 [QWithin(12) = 9.20]"},
    {"Groups differed (chi(2) = 5.3, p = 0.02).", "statistic chi2 5.3 [chi(2) = 5.3]; p_value 0.02 >0 [p = 0.02]"},
    {"The half-life t = 3 h was short.", "duration 3 hour [3 h]"},
    {"Groups differed, U = 120, p = .04.", "statistic U 120 [U = 120]; p_value 0.04 >0 [p = .04]"},
};

static void reads_statistics(void **state) {
  (void)state;
  CHECK_CASES(statistics, REAP_SECTION_RESULTS);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(reads_statistics)};
  return cmocka_run_group_tests(tests, quantify_setup, quantify_teardown);
}
