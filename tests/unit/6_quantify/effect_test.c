/* SPDX-License-Identifier: MIT */
/* Effects with their intervals. */
#include "quantify_text.h"

static const quantity_case effects[] = {
    {"The hazard ratio was 0.72 (95% CI, 0.55-0.94; P = .01).",
     "effect HR 0.72 0.55..0.94 @95 [hazard ratio was 0.72 (95% CI, 0.55-0.94]; confidence_interval 0.55..0.94 @95 >0 "
     "[95% CI, 0.55-0.94]; p_value 0.01 >0 [P = .01]"},
    {"Survival was longer (HR 0.72, 95% CI 0.55 to 0.94).",
     "effect HR 0.72 0.55..0.94 @95 [HR 0.72, 95% CI 0.55 to 0.94]; confidence_interval 0.55..0.94 @95 >0 [95% CI 0.55 "
     "to 0.94]"},
    {"Odds ratio = 2.3, 95 % confidence interval: 1.2 to 4.5.",
     "effect OR 2.3 1.2..4.5 @95 [Odds ratio = 2.3, 95 % confidence interval: 1.2 to 4.5]; confidence_interval "
     "1.2..4.5 @95 >0 [95 % confidence interval: 1.2 to 4.5]"},
    {"The risk fell (RR 0.5 [0.3; 0.9]).",
     "effect RR 0.5 0.3..0.9 [RR 0.5 [0.3; 0.9]; confidence_interval 0.3..0.9 >0 [0.3; 0.9]"},
    {"Odds fell (adjusted OR = 0.66; 95% CI = 0.41-1.07).",
     "effect OR 0.66 0.41..1.07 @95 +adjusted [adjusted OR = 0.66; 95% CI = 0.41-1.07]; confidence_interval 0.41..1.07 "
     "@95 >0 [95% CI = 0.41-1.07]"},
    {"Pain fell more (mean difference, -8.9; 95 percent confidence interval, -19.4 to 1.6; P=0.11).",
     "effect MD -8.9 -19.4..1.6 @95 [mean difference, -8.9; 95 percent confidence interval, -19.4 to 1.6]; "
     "confidence_interval -19.4..1.6 @95 >0 [95 percent confidence interval, -19.4 to 1.6]; p_value 0.11 >0 [P=0.11]"},
    {"Pain fell more (mean difference (95% CI) -1.8 (-3.5 to -0.1)) and at rest (-2.0 (-3.8 to -0.2)).",
     "effect MD -1.8 -3.5..-0.1 @95 [mean difference (95% CI) -1.8 (-3.5 to -0.1]; confidence_interval -3.5..-0.1 @95 "
     ">0 [-3.5 to -0.1]; effect MD -2 -3.8..-0.2 @95 [-2.0 (-3.8 to -0.2)]; confidence_interval -3.8..-0.2 @95 >2 "
     "[-3.8 to -0.2]"},
    {"Relapse was lower with A (hazard ratio 0.28 [95% CI 0.10–0.81]) and B (0.31 [0.10–0.98]).",
     "effect HR 0.28 0.1..0.81 @95 [hazard ratio 0.28 [95% CI 0.10–0.81]; confidence_interval 0.1..0.81 @95 >0 [95% CI "
     "0.10–0.81]; effect HR 0.31 0.1..0.98 @95 [0.31 [0.10–0.98]]; confidence_interval 0.1..0.98 @95 >2 [0.10–0.98]"},
    {"ORs and 95% CIs: 0.82 (0.64-1.0) and 0.69 (0.54-0.86).",
     "effect OR 0.82 0.64..1 @95 [ORs and 95% CIs: 0.82 (0.64-1.0]; confidence_interval 0.64..1 @95 >0 [0.64-1.0]; "
     "effect OR 0.69 0.54..0.86 @95 [0.69 (0.54-0.86]; confidence_interval 0.54..0.86 @95 >2 [0.54-0.86]"},
    {"Death was commoner (OR 1.25 [1.07-1.46]). Treatment differences were small for stroke (0.90 [0.80-1.02]).",
     "effect OR 1.25 1.07..1.46 [OR 1.25 [1.07-1.46]; confidence_interval 1.07..1.46 >0 [1.07-1.46]; effect OR 0.9 "
     "0.8..1.02 [Treatment differences were small for stroke (0.90 [0.80-1.02]; confidence_interval 0.8..1.02 >2 "
     "[0.80-1.02]"},
    /* the level of a one-sided interval is no effect, nor its only bound a value */
    {"Success was commoner (risk difference, 4.1%; 97.5% 1-sided CI, -3.0% to infinity).",
     "effect RD 4.1 % [risk difference, 4.1%]"},
    /* a difference of means, and one of shares */
    {"The mean score was 1.05 with A and 0.98 with B (absolute difference 0.07; 95% CI, -0.27 to 0.41).",
     "mean 1.05 [1.05]; mean 0.98 [0.98]; effect MD 0.07 -0.27..0.41 @95 [absolute difference 0.07; 95% CI, -0.27 to "
     "0.41]; confidence_interval -0.27..0.41 @95 >2 [95% CI, -0.27 to 0.41]"},
    {"Cure was seen in 40% with A and 33% with B (absolute difference 0.07; 95% CI, -0.02 to 0.16).",
     "percent 40 % [40%]; percent 33 % [33%]; effect RD 0.07 -0.02..0.16 @95 [absolute difference 0.07; 95% CI, -0.02 "
     "to 0.16]; confidence_interval -0.02..0.16 @95 >2 [95% CI, -0.02 to 0.16]"},
    /* an interval belongs to the value that it follows */
    {"Strength rose by 0.6 kg (95% CI -1.1 to 2.3) with A (p = 0.009, effect size 0.83).",
     "change 0.6 kg [0.6 kg]; confidence_interval -1.1..2.3 @95 >0 [95% CI -1.1 to 2.3]; p_value 0.009 [p = 0.009]; "
     "effect SMD 0.83 [effect size 0.83]"},
    {"HR 0.8 (90% CI 0.6-1.1).",
     "effect HR 0.8 0.6..1.1 @90 [HR 0.8 (90% CI 0.6-1.1]; confidence_interval 0.6..1.1 @90 >0 [90% CI 0.6-1.1]"},
    {"Pain correlated with age (r = 0.52, p = 0.003).", "effect r 0.52 [r = 0.52]; p_value 0.003 >0 [p = 0.003]"},
    {"There was a difference of 3.2 mmHg (95% CI 1.1 to 5.3).",
     "effect MD 3.2 1.1..5.3 @95 mmHg [difference of 3.2 mmHg (95% CI 1.1 to 5.3]; confidence_interval 1.1..5.3 @95 >0 "
     "[95% CI 1.1 to 5.3]"},
    {"The difference was 1.5% (95% CI, -6.1 to 9.1).",
     "effect RD 1.5 -6.1..9.1 @95 % [difference was 1.5% (95% CI, -6.1 to 9.1]; confidence_interval -6.1..9.1 @95 >0 "
     "[95% CI, -6.1 to 9.1]"},
    {"The standardised mean difference was −0.45 (−0.80 to −0.10).",
     "effect SMD -0.45 -0.8..-0.1 [standardised mean difference was −0.45 (−0.80 to −0.10]; confidence_interval "
     "-0.8..-0.1 >0 [−0.80 to −0.10]"},
    {"The relative risk was 0·66 (95% CI 0·33–0·93).",
     "effect RR 0.66 0.33..0.93 @95 [relative risk was 0·66 (95% CI 0·33–0·93]; confidence_interval 0.33..0.93 @95 >0 "
     "[95% CI 0·33–0·93]"},
    {"The rate was 43% (95% CI: 32-53%).", "percent 43 % [43%]; confidence_interval 32..53 @95 % >0 [95% CI: 32-53%]"},
    {"The effect was 0.13 (difference between groups = 0.13; CI-0.21–0.41).",
     "other 0.13 [0.13]; effect MD 0.13 -0.21..0.41 [difference between groups = 0.13; CI-0.21–0.41]; "
     "confidence_interval -0.21..0.41 >1 [CI-0.21–0.41]"},
    {"The number needed to treat was 8.", "effect NNT 8 [number needed to treat was 8]"},
    {"Survival (HR 0.66; 0.38 to 0.93, 95% CI) was longer.",
     "effect HR 0.66 0.38..0.93 @95 [HR 0.66; 0.38 to 0.93, 95% CI]; confidence_interval 0.38..0.93 @95 >0 [0.38 to "
     "0.93, 95% CI]"},
    {"Beta-blockers were given to 35.6% of patients.", "percent 35.6 % [35.6%]"},
    {"Heart rate (HR) rose (HR 72 vs 80 bpm).", "other 72 bpm [72]; other 80 bpm [80 bpm]"},
    {"The risk was lower at 6 months (OR 0.5; P = .01).",
     "duration/timepoint 6 month [6 months]; effect OR 0.5 [OR 0.5]; p_value 0.01 >1 [P = .01]"},
    {"A fall of 32% (95% CI -40% to -22%) was seen.",
     "change 32 % [32%]; confidence_interval -40..-22 @95 % >0 [95% CI -40% to -22%]"},
    {"The risk ratio was 1.42; 79.7% vs. 60.7% were cured.",
     "effect RR 1.42 [risk ratio was 1.42]; percent 79.7 % [79.7%]; percent 60.7 % [60.7%]"},
    {"The hazard ratios were 1.10 (95% CI 1.04 to 1.16) for A, 1.25 (95% CI 1.13 to 1.38) for B and 0.90 (95% CI 0.82 "
     "to 0.99) for C.",
     "effect HR 1.1 1.04..1.16 @95 [hazard ratios were 1.10 (95% CI 1.04 to 1.16]; confidence_interval 1.04..1.16 @95 "
     ">0 [95% CI 1.04 to 1.16]; effect HR 1.25 1.13..1.38 @95 [1.25 (95% CI 1.13 to 1.38]; confidence_interval "
     "1.13..1.38 @95 >2 [95% CI 1.13 to 1.38]; effect HR 0.9 0.82..0.99 @95 [0.90 (95% CI 0.82 to 0.99]; "
     "confidence_interval 0.82..0.99 @95 >4 [95% CI 0.82 to 0.99]"},
    {"Relapse was less common (rate ratio 2.12, 1.07-4.17).",
     "effect IRR 2.12 1.07..4.17 [rate ratio 2.12, 1.07-4.17]; confidence_interval 1.07..4.17 >0 [1.07-4.17]"},
    {"The odds ratio was 5.8, [3.5, 9.6] with A.",
     "effect OR 5.8 3.5..9.6 [odds ratio was 5.8, [3.5, 9.6]; confidence_interval 3.5..9.6 >0 [3.5, 9.6]"},
    {"The odds ratios ranged from 1.9 to 2.3.", "range OR 1.9..2.3 [1.9 to 2.3]"},
    {"At 12 months, differences remained for anxiety (difference -0.7, 95% CI -1.2 to -0.2) and sleep (-0.8, 95% CI "
     "-1.4 to -0.2).",
     "duration/timepoint 12 month [12 months]; effect MD -0.7 -1.2..-0.2 @95 [difference -0.7, 95% CI -1.2 to -0.2]; "
     "confidence_interval -1.2..-0.2 @95 >1 [95% CI -1.2 to -0.2]; effect MD -0.8 -1.4..-0.2 @95 [-0.8, 95% CI -1.4 to "
     "-0.2]; confidence_interval -1.4..-0.2 @95 >3 [95% CI -1.4 to -0.2]"},
    {"Pain differed at 6 months (difference -1.0, exercise versus control, 95% CI -4.9 to 3.0).",
     "duration/timepoint 6 month [6 months]; effect MD -1 -4.9..3 @95 [difference -1.0, exercise versus control, 95% "
     "CI -4.9 to 3.0]; confidence_interval -4.9..3 @95 >1 [95% CI -4.9 to 3.0]"},
    {"The difference between groups was 4.1% (95% CI -10.3% to 18.5%).",
     "effect RD 4.1 -10.3..18.5 @95 % [difference between groups was 4.1% (95% CI -10.3% to 18.5%]; "
     "confidence_interval -10.3..18.5 @95 % >0 [95% CI -10.3% to 18.5%]"},
    {"The mean difference in HbA1c was -0.5% (95% CI -0.8 to -0.2).",
     "effect MD -0.5 -0.8..-0.2 @95 % [mean difference in HbA1c was -0.5% (95% CI -0.8 to -0.2]; confidence_interval "
     "-0.8..-0.2 @95 >0 [95% CI -0.8 to -0.2]"},
    {"The hazard ratio for death at 2 years in the drug group was 0.96 (95% CI 0.61-1.51).",
     "effect HR 0.96 0.61..1.51 @95 [hazard ratio for death at 2 years in the drug group was 0.96 (95% CI 0.61-1.51]; "
     "duration/timepoint 2 year [2 years]; confidence_interval 0.61..1.51 @95 >0 [95% CI 0.61-1.51]"},
    {"They completed the PRIME-MD and 8 (16%) of them were referred.", "percent 16 8 % [8 (16%)]"},
    {"Bradycardia occurred in 24.5% of those with a beta adrenergic blocker versus 9.1% of controls.",
     "percent 24.5 % [24.5%]; percent 9.1 % [9.1%]"},
    {"Weight rose more with A (difference: 0.77 kg, P < 0.001).",
     "effect MD 0.77 kg [difference: 0.77 kg]; p_value < 0.001 >0 [P < 0.001]"},
    {"The upper limit of the 95% confidence interval, 0.30, was below the margin.", ""},
    {"The stay was shorter (95% CI of difference 1.1 to 9.1; p = 0.02).",
     "confidence_interval 1.1..9.1 @95 [95% CI of difference 1.1 to 9.1]; p_value 0.02 [p = 0.02]"},
    {"The rate was 40% (CI95%; 32-48).", "percent 40 % [40%]; confidence_interval 32..48 @95 >0 [CI95%; 32-48]"},
    {"Relapse fell (OR 0.70, 95% confidential interval: 0.54-0.91).",
     "effect OR 0.7 0.54..0.91 @95 [OR 0.70, 95% confidential interval: 0.54-0.91]; confidence_interval 0.54..0.91 @95 "
     ">0 [95% confidential interval: 0.54-0.91]"},
    {"The risk was lower [RR 0.66, 95% CI 0.55-0 .80].", "effect RR 0.66 0.55..0.8 @95 [RR 0.66, 95% CI 0.55-0 .80]; "
                                                         "confidence_interval 0.55..0.8 @95 >0 [95% CI 0.55-0 .80]"},
    {"Improvement was larger on the FACT-P total (hazard ratio: 0.64, 95% CI 0.46-0.89).",
     "effect HR 0.64 0.46..0.89 @95 [hazard ratio: 0.64, 95% CI 0.46-0.89]; confidence_interval 0.46..0.89 @95 >0 [95% "
     "CI 0.46-0.89]"},
    {"The rate was 1.4 with A and 2.0 with B (95% CI 1.1 to 1.8).",
     "other 1.4 [1.4]; other 2 [2.0]; confidence_interval 1.1..1.8 @95 [95% CI 1.1 to 1.8]"},
    {"There was a 2.3-fold increase in the rate (95% CI 1.4-3.8).",
     "effect other 2.3 1.4..3.8 @95 fold [2.3-fold increase in the rate (95% CI 1.4-3.8]; confidence_interval 1.4..3.8 "
     "@95 >0 [95% CI 1.4-3.8]"},
    {"The risk was more than threefold higher with A (P = .01).",
     "effect other > 3 fold +words [more than threefold]; p_value 0.01 >0 [P = .01]"},
    {"Doses of A were 2- to 10-fold higher.", ""},
    {"Relapse was 3.3 times more common with A.", "effect other 3.3 fold [3.3 times more]"},
    {"The drug was taken three times daily.", ""},
    {"The noninferiority margin was 10%.", "other/margin 10 % [10%]"},
    {"The upper bound was below the 6.4-point equivalence margin.", "other/margin 6.4 [6.4]"},
    {"The hazard ratio was 0.95 (95% CI = 0.59 to1.54).",
     "effect HR 0.95 0.59..1.54 @95 [hazard ratio was 0.95 (95% CI = 0.59 to1.54]; confidence_interval 0.59..1.54 @95 "
     ">0 [95% CI = 0.59 to1.54]"},
    {"FEV1 rose with A (mean change vs placebo: 0.051 L, P = .03 and 0.075 L, P = .02, respectively).",
     "effect MD 0.051 L [0.051 L]; p_value 0.03 >0 [P = .03]; effect MD 0.075 L [0.075 L]; p_value 0.02 >2 [P = .02]"},
};

static void reads_effects(void **state) {
  (void)state;
  CHECK_CASES(effects, REAP_SECTION_RESULTS);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(reads_effects)};
  return cmocka_run_group_tests(tests, quantify_setup, quantify_teardown);
}
