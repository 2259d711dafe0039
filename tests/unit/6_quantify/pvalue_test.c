/* SPDX-License-Identifier: MIT */
/* P-values in all their prints; thresholds of methods are none. */
#include "quantify_text.h"

static const quantity_case p_values[] = {
    {"Healing was faster (p < 0.05).", "p_value < 0.05 [p < 0.05]"},
    {"Pain fell (P<.001).", "p_value < 0.001 [P<.001]"},
    {"Pain fell (p = 0·03).", "p_value 0.03 [p = 0·03]"},
    {"Pain fell (P-value of 0.04).", "p_value 0.04 [P-value of 0.04]"},
    {"The P value was 0.012.", "p_value 0.012 [P value was 0.012]"},
    {"Scores differed (P = .02 and .04, respectively).", "p_value 0.02 [P = .02]; p_value 0.04 [.04]"},
    {"Both scores rose (both P < .001).", "p_value < 0.001 [P < .001]"},
    {"All p's > 0.05.", "p_value > 0.05 [p's > 0.05]"},
    {"Dose mattered (P for trend = 0.02; P for interaction = .4).",
     "p_value 0.02 +trend [P for trend = 0.02]; p_value 0.4 +interaction [P for interaction = .4]"},
    {"It was noninferior (one-sided P for non-inferiority = .01).",
     "p_value 0.01 +one-sided +noninferiority [P for non-inferiority = .01]"},
    {"Pain fell (P ≤ 0.01).", "p_value <= 0.01 [P ≤ 0.01]"},
    {"Pain fell (p less than 0.01).", "p_value < 0.01 [p less than 0.01]"},
    {"Pain fell (P < or = 0.05).", "p_value <= 0.05 [P < or = 0.05]"},
    {"Pain fell (0.01 < p < 0.05).", "p_value < 0.05 [0.01 < p < 0.05]"},
    {"The difference was not significant (p = NS).", ""},
    {"P < 0.05 was considered statistically significant.", ""},
    {"Statistical significance was set at p < .05.", ""},
    {"Pain fell (P = 2.3 × 10-5).", "p_value 2.3e-05 [P = 2.3 × 10-5]"},
    {"Pain fell (P = 3 x 10(-7)).", "p_value 3e-07 [P = 3 x 10(-7)]"},
    {"Pain fell (P = 1.2E-5).", "p_value 1.2e-05 [P = 1.2E-5]"},
    {"Pain fell ( p < 0.05 , n.s. ) .", "p_value < 0.05 [p < 0.05]"},
    {"Pain fell (p=0.002 & 0.04 respectively).", "p_value 0.002 [p=0.002]; p_value 0.04 [0.04]"},
    {"Pain fell (p = 0.03, 0.04, and < 0.001).",
     "p_value 0.03 [p = 0.03]; p_value 0.04 [0.04]; p_value < 0.001 [< 0.001]"},
    {"Pain fell more (< 0.001) with zinc.", "p_value < 0.001 [< 0.001]"},
    {"Pain fell (Ptrend = 0.03).", "p_value 0.03 +trend [Ptrend = 0.03]"},
    {"We had 80% power at an alpha of 0.05.", ""},
    {"Pain fell (p < . 001).", "p_value < 0.001 [p < . 001]"},
    {"The P wave lasted 0.1 s.", "duration 0.1 second [0.1 s]"},
    {"The two-sided P = 0.06 was reported.", "p_value 0.06 [P = 0.06]"},
    {"Pain fell (p = 0,03).", "p_value 0.03 [p = 0,03]"},
    {"Falls were fewer (robust 95% CI 0?42-0?88, p=0?006).",
     "confidence_interval 0.42..0.88 @95 [95% CI 0?42-0?88]; p_value 0.006 [p=0?006]"},
    {"Response was lower ( p = 0 . 04 ) .", "p_value 0.04 [p = 0 . 04]"},
    {"Nothing was seen (p = 0).", ""},
    {"Response rose with dose (P = .03 for trend) and differed by sex (P = .04 for interaction).",
     "p_value 0.03 +trend [P = .03]; p_value 0.04 +interaction [P = .04]"},
    {"The effect held (noninferiority P < .001).", "p_value < 0.001 +noninferiority [P < .001]"},
};

static void reads_p_values(void **state) {
  (void)state;
  CHECK_CASES(p_values, REAP_SECTION_RESULTS);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(reads_p_values)};
  return cmocka_run_group_tests(tests, quantify_setup, quantify_teardown);
}
