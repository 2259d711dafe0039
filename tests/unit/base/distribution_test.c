/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/distribution.h"

#define assert_close(got, want)                                                                                        \
  do {                                                                                                                 \
    double g = (got), w = (want);                                                                                      \
    if (!(fabs(g - w) <= 1e-6 * fabs(w))) fail_msg("%s: got %.10g, want %.10g", #got, g, w);                           \
  } while (0)

/* Expected values: closed forms (t with 1 and 2 df, chi-squared with 2 df, F with 2 df in the numerator), and the
 * critical values of printed tables. */
static void tails_match_closed_forms(void **state) {
  (void)state;
  const double pi = acos(-1);
  assert_close(reap_t_two_sided(3, 1), 1 - 2 * atan(3) / pi);
  assert_close(reap_t_two_sided(-2.5, 2), 1 - 2.5 / sqrt(2 + 6.25));
  assert_close(reap_chi2_upper(5.5, 2), exp(-2.75));
  assert_close(reap_chi2_upper(60, 2), exp(-30));
  assert_close(reap_chi2_upper(7.3, 4), exp(-3.65) * (1 + 3.65));
  assert_close(reap_f_upper(4.2, 2, 30), pow(1 + 2 * 4.2 / 30, -15));
  assert_close(reap_f_upper(0, 3, 9), 1);
  assert_close(reap_f_upper(2.5 * 2.5, 1, 17), reap_t_two_sided(2.5, 17));
  assert_close(reap_chi2_upper(1.7 * 1.7, 1), reap_normal_two_sided(1.7));
}

static void tails_match_tables(void **state) {
  (void)state;
  assert_true(fabs(reap_normal_two_sided(1.959964) - 0.05) < 1e-7);
  assert_true(fabs(reap_t_two_sided(2.228139, 10) - 0.05) < 1e-7);
  assert_true(fabs(reap_t_two_sided(2.703, 41) - 0.01) < 2e-4);
  assert_true(fabs(reap_chi2_upper(11.0705, 5) - 0.05) < 1e-6);
  assert_true(fabs(reap_f_upper(3.4928, 2, 20) - 0.05) < 1e-5);
}

static void extremes_stay_sane(void **state) {
  (void)state;
  assert_close(reap_t_two_sided(1.3, 1e7), reap_normal_two_sided(1.3));
  assert_true(reap_t_two_sided(1e6, 100) >= 0 && reap_t_two_sided(1e6, 100) < 1e-200);
  assert_close(reap_t_two_sided(0, 12), 1);
  assert_true(isnan(reap_t_two_sided(1, 0)) && isnan(reap_f_upper(-1, 2, 2)) && isnan(reap_chi2_upper(1, -3)));
  assert_true(isnan(reap_f_upper(NAN, 2, 2)));
}

static void quantile_inverts_the_tail(void **state) {
  (void)state;
  const double ps[] = {1, 0.9, 0.05, 0.001, 1e-12, 1e-100};
  for (size_t i = 0; i < sizeof ps / sizeof *ps; i++)
    assert_close(reap_normal_two_sided(reap_normal_quantile_two_sided(ps[i])), ps[i]);
  assert_true(isnan(reap_normal_quantile_two_sided(0)));
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(tails_match_closed_forms), cmocka_unit_test(tails_match_tables),
                                     cmocka_unit_test(extremes_stay_sane), cmocka_unit_test(quantile_inverts_the_tail)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
