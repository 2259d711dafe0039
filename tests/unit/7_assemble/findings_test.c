/* SPDX-License-Identifier: MIT */
#include "assemble_text.h"

#define TWO_ARMS "Adults were randomly assigned to metformin (n = 31) or placebo (n = 29)."

static const struct {
  const char *name;
  test_report report;
  const char *expected;
} cases[] = {
    {"pair in a bracket",
     {NULL, TWO_ARMS, "Body weight was lower with metformin than with placebo (80.1 vs 84.3 kg, p = 0.01)."},
     "Body weight: metformin vs placebo, lower, p 0.01 {metformin 80.1} {placebo 84.3}"},
    {"values beside their arms",
     {NULL, TWO_ARMS, "Nausea occurred in 12% of the metformin group and 5% of the placebo group (p = 0.20)."},
     "Nausea: metformin vs placebo, no difference, p 0.2 {metformin 12} {placebo 5}"},
    {"respectively",
     {NULL, TWO_ARMS, "Relapse occurred in 20% and 35% of the metformin and placebo groups, respectively."},
     "Relapse: metformin vs placebo, not stated {metformin 20} {placebo 35}"},
    {"shared p",
     {NULL, TWO_ARMS,
      "Fasting glucose and insulin were lower in the metformin group than in the placebo group (p < 0.001)."},
     "Fasting glucose: metformin vs placebo, lower, p 0.001; insulin: metformin vs placebo, lower, p 0.001"},
    {"own brackets",
     {NULL, TWO_ARMS,
      "Metformin reduced fasting glucose (5.1 vs 6.0 mmol/L, p = 0.02) and increased insulin (9.1 vs 7.0 mU/L, p = "
      "0.04) compared with placebo."},
     "fasting glucose: metformin vs placebo, lower, p 0.02 {metformin 5.1} {placebo 6}; insulin: metformin vs placebo, "
     "higher, p 0.04 {metformin 9.1} {placebo 7}"},
    {"before and after",
     {NULL, TWO_ARMS, "In the metformin group HbA1c fell from 8.2 ± 1.1% to 7.4 ± 0.9% (p < 0.05)."},
     "HbA1c: metformin vs baseline, lower, p 0.05 {baseline 8.2 sd 1.1} {metformin 7.4 sd 0.9}"},
    {"no difference",
     {NULL, TWO_ARMS, "There was no significant difference between the groups in quality of life (p = 0.40)."},
     "quality of life: metformin vs placebo, no difference, p 0.4"},
    {"denial",
     {NULL, TWO_ARMS, "No deaths were reported in either group."},
     "deaths: metformin vs placebo, no difference {metformin 0 of 31 derived} {placebo 0 of 29 derived}"},
    {"no case of an event",
     {NULL, TWO_ARMS, "No cases of severe hypoglycaemia were seen in either group."},
     "severe hypoglycaemia: metformin vs placebo, no difference {metformin 0 of 31 derived} {placebo 0 of 29 derived}"},
    {"what is no event is not counted", {NULL, TWO_ARMS, "There was no interaction between the two drugs."}, ""},
    {"nor is what some did not have", {NULL, TWO_ARMS, "The majority of the patients had no relapse."}, ""},
    {"nor an influence", {NULL, TWO_ARMS, "Metformin had no adverse effects on cognition."}, ""},
    {"nor what was left out", {NULL, TWO_ARMS, "The procedure was done without sedation."}, ""},
    {"both groups",
     {NULL, TWO_ARMS, "Pain decreased in both groups (p < 0.01)."},
     "Pain: metformin vs baseline, lower, p 0.01; Pain: placebo vs baseline, lower, p 0.01"},
    {"in one arm only",
     {NULL, TWO_ARMS, "Pain decreased in the metformin group only (p = 0.01)."},
     "Pain: metformin vs baseline, lower, p 0.01; Pain: placebo vs baseline, no difference"},
    {"against no arm",
     {NULL, TWO_ARMS, "Adults who relapsed had higher insulin levels than those with lasting remission (p = 0.02)."},
     "insulin levels: - vs -, higher, p 0.02"},
    {"a definition in a bracket",
     {NULL, TWO_ARMS,
      "Response to treatment (a reduction of at least 25% in the signs) was 90% with metformin and 60% with placebo (p "
      "= 0.03)."},
     "Response to treatment: metformin vs placebo, higher, p 0.03 {metformin 90} {placebo 60}"},
    {"each against its start",
     {NULL, TWO_ARMS,
      "Body weight fell by 6.6% in the metformin group and by 5.2% in the placebo group (p for time effect < 0.001)."},
     "Body weight: metformin vs baseline, lower, p 0.001 {metformin 6.6}; Body weight: placebo vs baseline, lower, p "
     "0.001 {placebo 5.2}"},
    {"not significant, of something else",
     {NULL, TWO_ARMS,
      "The metformin group had lower insulin levels than the placebo group (p = 0.02) without significant changes in "
      "leptin."},
     "insulin levels: metformin vs placebo, lower, p 0.02; leptin: metformin vs placebo, no difference"},
    {"but not later",
     {NULL, TWO_ARMS, "Pain was lower with metformin than with placebo at 6 h (p = 0.01), but not at 24 h."},
     "Pain: metformin vs placebo, lower, p 0.01, at 6 h; Pain: metformin vs placebo, no difference, at 24 h"},
    {"changes from baseline X",
     {NULL, TWO_ARMS,
      "Mean changes from baseline sleep scores were greater with metformin [28.9 and 31.5] than with placebo [15.4 and "
      "17.2; p = 0.001]."},
     "sleep scores: metformin vs placebo, higher, p 0.001 {metformin 28.9} {placebo 15.4}; sleep scores: metformin vs "
     "placebo, higher, p 0.001 {metformin 31.5} {placebo 17.2}"},
    {"among kinds of people",
     {NULL, TWO_ARMS, "Nausea was more common in women (p = 0.03). Dizziness was rarer in men than in women."},
     "Nausea: - vs -, higher, p 0.03; Dizziness: - vs -, lower"},
    {"times that were measured",
     {NULL, TWO_ARMS,
      "Onset of sleep was faster (p = 0.001) in the metformin group (11 min) than in the placebo group (25 min)."},
     "Onset of sleep: metformin vs placebo, lower, p 0.001 {metformin 11} {placebo 25}"},
    {"times of measurement",
     {NULL, TWO_ARMS, "Pain was lower with metformin than with placebo at 6 h and at 12 h (p = 0.01)."},
     "Pain: metformin vs placebo, lower, p 0.01, at 6 h; Pain: metformin vs placebo, lower, p 0.01, at 12 h"},
    {"a test before its values",
     {NULL, TWO_ARMS, "Relapse was rarer (p = 0.02) in the metformin group (12%) than in the placebo group (25%)."},
     "Relapse: metformin vs placebo, lower, p 0.02 {metformin 12} {placebo 25}"},
    {"taken back for later only",
     {NULL, TWO_ARMS,
      "Opioid use was lower with metformin than with placebo at 6 h (p = 0.01), but it was not significantly different "
      "at 12 h (p = 0.40)."},
     "Opioid use: metformin vs placebo, lower, p 0.01, at 6 h; Opioid use: metformin vs placebo, no difference, p 0.4, "
     "at 12 h"},
    {"effect with interval",
     {NULL, TWO_ARMS,
      "The risk of relapse was lower with metformin than with placebo (hazard ratio 0.60, 95% CI 0.40-0.90; p = "
      "0.01)."},
     "relapse: metformin vs placebo, lower, p 0.01, effect 0.6"},
    {"greater reduction",
     {NULL, TWO_ARMS, "Metformin led to a greater reduction in LDL cholesterol than placebo (p = 0.03)."},
     "LDL cholesterol: metformin vs placebo, lower, p 0.03"},
    {"single arm",
     {"Effect of tarsomide on leg ulcers", "Ten adults received tarsomide.",
      "All patients reached complete closure within a mean of 4.2 weeks (p < 0.001). No recurrence was seen during a "
      "24-month follow-up."},
     "complete closure: tarsomide vs baseline, not stated, p 0.001 {tarsomide 4.2}; recurrence: tarsomide vs -, not "
     "stated, at 24-month {tarsomide 0 of 10 derived}"},
    {"a test apart from what it tests",
     {NULL, TWO_ARMS, "Serum iron rose in both groups, regardless of the sex of the adults (p < 0.05)."},
     "Serum iron: metformin vs baseline, higher, p 0.05; Serum iron: placebo vs baseline, higher, p 0.05"},
    {"alike at the start",
     {NULL, TWO_ARMS,
      "Patient characteristics were similar in the groups (p = 0.50). Pain was similar at baseline (p = 0.60)."},
     ""},
    {"two arms pooled",
     {NULL, "Adults were randomly assigned to metformin (n = 31), sitagliptin (n = 30) or placebo (n = 29).",
      "Time to relapse was longer in the metformin and sitagliptin groups than in the placebo group (48 vs 30 days, p "
      "= 0.004)."},
     "Time to relapse: metformin vs placebo, higher, p 0.004 {metformin 48} {placebo 30}"},
    {"A without B",
     {NULL, "Adults were randomly assigned to aspirin without heparin (n = 31), heparin (n = 30) or placebo (n = 29).",
      "Compared with placebo, the aspirin without heparin arm had less pain (p = 0.01)."},
     "pain: aspirin without heparin vs placebo, lower, p 0.01"},
    {"more effective, on what was told",
     {NULL, TWO_ARMS,
      "Cure rates were 80% with metformin and 70% with placebo on day 28. Metformin was more effective than placebo (p "
      "= 0.01)."},
     "Cure rates: metformin vs placebo, higher, p 0.01, at day 28 {metformin 80} {placebo 70}"},
    {"a correlation of two",
     {NULL, TWO_ARMS, "There was a weak correlation between the pain score and scar size (r = 0.42; p < 0.001)."},
     "weak correlation between the pain score and scar size: metformin vs placebo, not stated, p 0.001, effect 0.42"},
    {"what was added",
     {NULL, TWO_ARMS, "Adding metformin to insulin caused more nausea than placebo (p = 0.01)."},
     "nausea: metformin vs placebo, higher, p 0.01"},
    {"all but one",
     {NULL, TWO_ARMS,
      "In the metformin group, pain and swelling except morning stiffness improved after 6 weeks (p < 0.05)."},
     "pain: metformin vs baseline, lower, p 0.05, at 6 weeks; swelling: metformin vs baseline, lower, p 0.05, at 6 "
     "weeks"},
    {"two subjects and a test",
     {NULL, TWO_ARMS,
      "The metformin group had nausea in 12% of cases, whereas in the placebo group nausea occurred in 9% (p = 0.60)."},
     "nausea: metformin vs placebo, no difference, p 0.6 {metformin 12} {placebo 9}"},
    {"the test is of what the word leads to",
     {NULL, TWO_ARMS,
      "Of the common adverse events, there was significantly less dyspepsia with metformin than with placebo (p = "
      "0.01)."},
     "dyspepsia: metformin vs placebo, lower, p 0.01"},
    {"reduced in both",
     {NULL, TWO_ARMS, "Adults with diabetes had reduced serum insulin in both study groups (p = 0.001)."},
     "serum insulin: metformin vs baseline, lower, p 0.001; serum insulin: placebo vs baseline, lower, p 0.001"},
    {"results in one bracket",
     {NULL, TWO_ARMS,
      "Pain was lower with metformin than with placebo (week 1: 12 vs 20, p = 0.04; week 2: 10 vs 19, p = 0.02)."},
     "Pain: metformin vs placebo, lower, p 0.04, at week 1 {metformin 12} {placebo 20}; Pain: metformin vs placebo, "
     "lower, p 0.02, at week 2 {metformin 10} {placebo 19}"},
    {"more effects than outcomes",
     {NULL, TWO_ARMS,
      "Relapse was rarer with metformin than with placebo (HR 0.60, 95% CI 0.40-0.90, p = 0.01; adjusted HR 0.70, 95% "
      "CI 0.50-0.98, p = 0.04)."},
     "Relapse: metformin vs placebo, lower, p 0.01, effect 0.6; Relapse: metformin vs placebo, lower, p 0.04, effect "
     "0.7"},
    {"several times, one test",
     {NULL, TWO_ARMS, "Pain was lower with metformin than with placebo at 3 and 6 months (p = 0.04)."},
     "Pain: metformin vs placebo, lower, p 0.04, at 3; Pain: metformin vs placebo, lower, p 0.04, at 6 months"},
    {"several times, a test each",
     {NULL, TWO_ARMS,
      "Pain was lower with metformin than with placebo at 3 and 6 months (p = 0.04 and p = 0.02, respectively)."},
     "Pain: metformin vs placebo, lower, p 0.04, at 3; Pain: metformin vs placebo, lower, p 0.02, at 6 months"},
    {"several times, a pair each",
     {NULL, TWO_ARMS,
      "Pain was lower with metformin than with placebo at 3 and 6 months (12 vs 20 and 10 vs 19 points; p = 0.04 and "
      "p = 0.02)."},
     "Pain: metformin vs placebo, lower, p 0.04, at 3 {metformin 12} {placebo 20}; Pain: metformin vs placebo, lower, "
     "p 0.02, at 6 months {metformin 10} {placebo 19}"},
    {"a bracket for each arm",
     {NULL, "Adults were randomly assigned to metformin (n = 31), sitagliptin (n = 30) or placebo (n = 29).",
      "The risk of relapse was lower for metformin (hazard ratio 0.30 [95% CI 0.11-0.82]) and sitagliptin (0.40 "
      "[0.17-0.94]) than for placebo."},
     "relapse: metformin vs placebo, lower, effect 0.3; relapse: sitagliptin vs placebo, lower, effect "
     "0.4"},
    {"three times",
     {NULL, TWO_ARMS,
      "Pain was lower with metformin than with placebo at 3 months (12 vs 20, p = 0.04) and 6 months (10 vs 19, p = "
      "0.02)."},
     "Pain: metformin vs placebo, lower, p 0.04, at 3 months {metformin 12} {placebo 20}; Pain: metformin vs placebo, "
     "lower, p 0.02, at 6 months {metformin 10} {placebo 19}"},
    {"similar reductions",
     {NULL, TWO_ARMS, "Metformin and placebo led to similar reductions in body weight."},
     "body weight: metformin vs baseline, lower; body weight: placebo vs baseline, lower; body weight: metformin vs "
     "placebo, no difference"},
    {"bare denial",
     {NULL, TWO_ARMS,
      "Pain was lower in the metformin group (p = 0.03). There were no differences between the groups in sleep or "
      "mood."},
     "Pain: metformin vs placebo, lower, p 0.03; sleep: metformin vs placebo, no difference; mood: metformin vs "
     "placebo, no difference"},
    {"whereas",
     {NULL, TWO_ARMS,
      "Weight fell in the metformin group (p = 0.01), whereas no change was seen in the placebo group."},
     "Weight: metformin vs baseline, lower, p 0.01; Weight: placebo vs baseline, no difference"},
    {"but not in",
     {NULL, TWO_ARMS, "Weight increased significantly in the metformin group but not in the placebo group."},
     "Weight: metformin vs baseline, higher; Weight: placebo vs baseline, no difference"},
    {"reduced more",
     {NULL, TWO_ARMS, "Metformin reduced more abdominal fat than placebo (p < 0.05)."},
     "abdominal fat: metformin vs placebo, lower, p 0.05"},
    {"tail of a denial",
     {NULL, TWO_ARMS, "Pain decreased in both groups (p = 0.01), with no difference between the groups."},
     "Pain: metformin vs baseline, lower, p 0.01; Pain: placebo vs baseline, lower, p 0.01; Pain: metformin vs "
     "placebo, "
     "no difference"},
    {"aim is no result",
     {NULL, TWO_ARMS " We aimed to assess whether metformin reduces weight (p < 0.05 was significant).", NULL},
     ""},
};

static void findings_of_common_forms(void **state) {
  (void)state;
  static char text[8192];
  static test_print out;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    reap_batch batch;
    assemble(&cases[i].report, text, &batch);
    const char *got = print_findings(&out, &batch);
    if (strcmp(got, cases[i].expected) != 0)
      fail_msg("%s: got \"%s\", expected \"%s\"", cases[i].name, got, cases[i].expected);
    reap_batch_free(&batch);
  }
}

/* The form of the founding trial: one arm, ten adults, nothing printed for those without recurrence. */
static void single_arm_zeros_are_derived(void **state) {
  (void)state;
  static char text[8192];
  const test_report report = {
      "Stromal cell derivatives for foot ulcers", "Ten adults received injections of the derivatives.",
      "The treatment was well tolerated, with no significant adverse events. No recurrence was seen "
      "in 24 months of follow-up."};
  reap_batch batch;
  assemble(&report, text, &batch);
  assert_int_equal(batch.arms.count, 1);
  assert_int_equal(batch.arms.at[0].role, REAP_ARM_SINGLE);
  assert_int_equal(batch.findings.count, 2);
  for (uint32_t i = 0; i < batch.data.count; i++) {
    assert_true(batch.data.at[i].derived);
    assert_true(batch.data.at[i].value == 0 && batch.data.at[i].of == 10);
    assert_int_equal(batch.data.at[i].quantity, REAP_NONE);
  }
  reap_batch_free(&batch);
}

/* What a meta-analysis would still need is said of each finding. */
static void missing_is_told(void **state) {
  (void)state;
  static char text[8192];
  const test_report report = {NULL, TWO_ARMS, "Weight was lower with metformin than with placebo (80.1 vs 84.3 kg)."};
  reap_batch batch;
  assemble(&report, text, &batch);
  assert_int_equal(batch.findings.count, 1);
  assert_int_equal(batch.findings.at[0].missing & (REAP_MISSING_ARM_N | REAP_MISSING_COMPARATOR_N | REAP_MISSING_VALUE),
                   0);
  reap_batch_free(&batch);
}

/* A hostile text is bounded work, and never more findings than the cap. */
static void endless_lists_are_bounded(void **state) {
  (void)state;
  static char text[70000];
  static const char part[] = "pain was lower with metformin than with placebo (1 vs 2, p = 0.01), ";
  static char results[60000];
  results[0] = 0;
  for (size_t used = 0; used + sizeof part < sizeof results; used += sizeof part - 1) strcat(results, part);
  const test_report report = {NULL, TWO_ARMS, results};
  reap_batch batch;
  assemble(&report, text, &batch);
  assert_true(batch.findings.count <= 400);
  reap_batch_free(&batch);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(findings_of_common_forms),
                                     cmocka_unit_test(single_arm_zeros_are_derived), cmocka_unit_test(missing_is_told),
                                     cmocka_unit_test(endless_lists_are_bounded)};
  return cmocka_run_group_tests(tests, quantify_setup, quantify_teardown);
}
