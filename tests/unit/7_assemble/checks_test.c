/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "7_assemble/assembler.h"
#include "7_assemble/checks/printed.h"

/* ---- what printed numbers stand for ---- */

static void bounds_are_half_a_unit_of_the_last_place(void **state) {
  (void)state;
  static const struct {
    const char *numeral;
    double value, half;
    uint32_t decimals;
  } cases[] = {{"4.2", 4.2, 0.05, 1},
               {".05", 0.05, 0.005, 2},
               {"0\xC2\xB7"
                "80",
                0.80, 0.005, 2},
               {"1,234", 1234, 0.5, 0},
               {"1 234.5", 1234.5, 0.05, 1},
               {"30", 30, 0.5, 0},
               {"0,25", 0.25, 0.005, 2},
               {"4 \xC3\x97 10-5", 4e-5, 0.5e-5, 0},
               {"3.2E-7", 3.2e-7, 0.05e-7, 1},
               {"-1.50", -1.5, 0.005, 2},
               {"0.000", 0, 0.0005, 3},
               {"Ten", 10, 0, 0}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    reap_citation citation = {.text = reap_str_of(cases[i].numeral)};
    reap_bounds b = reap_printed_bounds(&citation, (reap_span){0, citation.text.len}, cases[i].value);
    if (fabs(b.low - (cases[i].value - cases[i].half)) > 1e-6 * cases[i].half + 1e-7 * fabs(cases[i].value) ||
        fabs(b.high - (cases[i].value + cases[i].half)) > 1e-6 * cases[i].half + 1e-7 * fabs(cases[i].value))
      fail_msg("\"%s\": %.10g to %.10g", cases[i].numeral, b.low, b.high);
    assert_int_equal(reap_printed_decimals(citation.text), cases[i].decimals);
  }
}

/* ---- single quantities and pairs ---- */

enum { QUANTITIES = 3, ROWS_MAX = 4 };

/* A quantity, its digits named by where they stand in the text; absent numbers are 0 except where 0 is meant. */
typedef struct {
  uint8_t kind;
  const char *numeral, *low, *high;
  double value, low_value, high_value, count, of, df1, df2;
  const char *measure;
  uint8_t relation, flags;
} number;

typedef struct {
  const char *text;
  number numbers[QUANTITIES]; /* the second and third are about the first */
  const char *want;           /* "rule+ rule-" in order */
} example;

#define EFFECT(m, v)                                                                                                   \
  { .kind = REAP_Q_EFFECT, .measure = (m), .numeral = #v, .value = (v) }
#define CI(l, h)                                                                                                       \
  { .kind = REAP_Q_INTERVAL, .low = #l, .high = #h, .low_value = (l), .high_value = (h) }
#define P(rel, v)                                                                                                      \
  { .kind = REAP_Q_P_VALUE, .relation = (rel), .numeral = #v, .value = (v) }
#define SHARE(v, k, n)                                                                                                 \
  { .kind = REAP_Q_PERCENT, .numeral = #v, .value = (v), .count = (k), .of = (n) }
#define STATISTIC(m, v, a, b)                                                                                          \
  { .kind = REAP_Q_STATISTIC, .measure = (m), .numeral = #v, .value = (v), .df1 = (a), .df2 = (b) }

static const example examples[] = {
    {"12/40 (30%)", {SHARE(30, 12, 40)}, "percent_of_count+"},
    {"12/40 (30.4%)", {SHARE(30.4, 12, 40)}, "percent_of_count-"},
    {"1/3 (33%)", {SHARE(33, 1, 3)}, "percent_of_count+"},
    {"1/3 (33.4%)", {SHARE(33.4, 1, 3)}, "percent_of_count-"},
    {"51/40 (127.5%)", {SHARE(127.5, 51, 40)}, "percent_of_count+ percent_over_100-"},
    {"a rise of 127 %", {{.kind = REAP_Q_PERCENT, .numeral = "127", .value = 127}}, ""},
    {"adherence was 127 %", {{.kind = REAP_Q_PERCENT, .numeral = "127", .value = 127}}, "percent_over_100-"},
    /* ratios: the middle is geometric; p by Altman and Bland: z = ln(0.81) / SE = -2.87 gives 0.004 */
    {"RR 0.81 (0.70 to 0.94), P = 0.005",
     {EFFECT("RR", 0.81), CI(0.70, 0.94), P(REAP_REL_EQ, 0.005)},
     "ci_contains_estimate+ ci_centred+ ci_against_p+ p_from_ci+"},
    {"HR 0.70 (0.55 to 0.89), p = 0.30",
     {EFFECT("HR", 0.70), CI(0.55, 0.89), P(REAP_REL_EQ, 0.30)},
     "ci_contains_estimate+ ci_centred+ ci_against_p- p_from_ci-"},
    {"OR 1.90 (0.40 to 1.60)", {EFFECT("OR", 1.90), CI(0.40, 1.60)}, "ci_contains_estimate-"},
    {"OR 1.50 (0.40 to 1.60)", {EFFECT("OR", 1.50), CI(0.40, 1.60)}, "ci_contains_estimate+ ci_centred-"},
    {"OR 0.9 (0.5 to 1.0), p = 0.04", /* 1.0 may be 0.95 or 1.05: the interval says nothing about 1 */
     {EFFECT("OR", 0.9), CI(0.5, 1.0), P(REAP_REL_EQ, 0.04)},
     "ci_contains_estimate+ ci_centred- p_from_ci-"},
    {"MD 3.5 (2.0 to 5.0), p < 0.001",
     {EFFECT("MD", 3.5), CI(2.0, 5.0), P(REAP_REL_LT, 0.001)},
     "ci_contains_estimate+ ci_centred+ ci_against_p+ p_from_ci+"},
    {"MD 3.5 (3.0 to 4.0), p = 0.001", /* may stand for less */
     {EFFECT("MD", 3.5), CI(3.0, 4.0), P(REAP_REL_EQ, 0.001)},
     "ci_contains_estimate+ ci_centred+ ci_against_p+ p_from_ci+"},
    {"MD 3.5 (5.0 to 2.0)", {EFFECT("MD", 3.5), CI(5.0, 2.0)}, "low_above_high-"},
    {"MD -3.5 (-2.0 to -5.0)", {EFFECT("MD", -3.5), CI(-2.0, -5.0)}, "ci_contains_estimate+ ci_centred+"},
    {"lower by MD 3.5 (-5.0 to -2.0)", {EFFECT("MD", 3.5), CI(-5.0, -2.0)}, "ci_contains_estimate+ ci_centred+"},
    {"MD 5.5 (-5.0 to -2.0)", {EFFECT("MD", 5.5), CI(-5.0, -2.0)}, "ci_contains_estimate-"},
    {"MD 3.5 (-5.0 to 2.0)", {EFFECT("MD", 3.5), CI(-5.0, 2.0)}, "ci_contains_estimate-"},
    {"RR 0.9 (0.8 to 1.2), p for trend 0.001", /* a trend's p is about something else */
     {EFFECT("RR", 0.9),
      CI(0.8, 1.2),
      {.kind = REAP_Q_P_VALUE, .flags = REAP_Q_TREND, .relation = REAP_REL_EQ, .numeral = "0.001", .value = 0.001}},
     "ci_contains_estimate+ ci_centred+"},
    {"MD 1 (-3 to 5), P < 0.001 for noninferiority", /* so is that one */
     {EFFECT("MD", 1), CI(-3, 5), P(REAP_REL_LT, 0.001)},
     "ci_contains_estimate+ ci_centred+"},
    {"a noninferior drug: MD 1 (-3 to 5), P < 0.001", /* any p may be that of the margin */
     {EFFECT("MD", 1), CI(-3, 5), P(REAP_REL_LT, 0.001)},
     "ci_contains_estimate+ ci_centred+"},
    {"median difference: MD 4 (-3 to 5), P = 0.9", /* ranks give uneven intervals */
     {EFFECT("MD", 4), CI(-3, 5), P(REAP_REL_EQ, 0.9)},
     "ci_contains_estimate+ ci_against_p+"},
    {"median 4 (3-6)",
     {{.kind = REAP_Q_MEDIAN, .numeral = "4", .value = 4},
      {.kind = REAP_Q_QUARTILES, .low = "3", .high = "6", .low_value = 3, .high_value = 6}},
     "value_in_range+"},
    {"median 9 (3-6)",
     {{.kind = REAP_Q_MEDIAN, .numeral = "9", .value = 9},
      {.kind = REAP_Q_QUARTILES, .low = "3", .high = "6", .low_value = 3, .high_value = 6}},
     "value_in_range-"},
    {"t(28) = 2.05, p = 0.050", {STATISTIC("t", 2.05, 28, 0), P(REAP_REL_EQ, 0.050)}, "p_from_statistic+"},
    {"t(28) = 2.05, p = 0.005", {STATISTIC("t", 2.05, 28, 0), P(REAP_REL_EQ, 0.005)}, "p_from_statistic-"},
    {"t(28) = 2.05, p = 0.025", {STATISTIC("t", 2.05, 28, 0), P(REAP_REL_EQ, 0.025)}, "p_from_statistic+"},
    {"F(2, 87) = 13.7, p < 0.001", {STATISTIC("F", 13.7, 2, 87), P(REAP_REL_LT, 0.001)}, "p_from_statistic+"},
    {"F(2, 87) = 1.7, p < 0.001", {STATISTIC("F", 1.7, 2, 87), P(REAP_REL_LT, 0.001)}, "p_from_statistic-"},
    {"chi2 = 0.81, p = 0.37", {STATISTIC("chi2", 0.81, 1, 0), P(REAP_REL_EQ, 0.37)}, "p_from_statistic+"},
    {"z = 1.96, p > 0.10", {STATISTIC("z", 1.96, 0, 0), P(REAP_REL_GT, 0.10)}, "p_from_statistic-"},
    {"U = 12, p = 0.37", {STATISTIC("U", 12, 0, 0), P(REAP_REL_EQ, 0.37)}, ""},
};

static double or_absent(double x) { return x == 0 ? NAN : x; }

static reap_span place(const char *text, const char *part) {
  if (!part) return REAP_NO_SPAN;
  const char *at = strstr(text, *part == '-' ? part + 1 : part);
  if (!at) fail_msg("\"%s\" is not in \"%s\"", part, text);
  return (reap_span){(uint32_t)(at - text), (uint32_t)(at - text + strlen(part))};
}

static void add_number(reap_batch *batch, reap_citation *citation, const number *n, const char *text) {
  uint32_t row = batch->quantities.count;
  reap_quantity *q = reap_push(&batch->quantities);
  reap_quantity_clear(q);
  q->kind = n->kind;
  q->numeral = place(text, n->numeral);
  q->low_numeral = place(text, n->low);
  q->high_numeral = place(text, n->high);
  q->span = n->numeral ? q->numeral : q->low_numeral;
  q->value = n->numeral ? n->value : NAN;
  q->low = n->low ? n->low_value : NAN;
  q->high = n->high ? n->high_value : NAN;
  q->count = or_absent(n->count);
  q->of = or_absent(n->of);
  q->df1 = or_absent(n->df1);
  q->df2 = or_absent(n->df2);
  q->measure = reap_str_of(n->measure);
  q->level = n->kind == REAP_Q_INTERVAL ? 95 : NAN;
  q->relation = n->relation;
  q->flags = n->flags;
  q->sentence = 0;
  if (row > citation->quantities.first) q->about = citation->quantities.first;
  citation->quantities.count++;
}

static void rules_of(const reap_batch *batch, const reap_citation *citation, char *out, size_t cap) {
  size_t len = 0;
  out[0] = '\0';
  for (uint32_t i = 0; i < citation->checks.count; i++) {
    const reap_check *check = &batch->checks.at[citation->checks.first + i];
    assert_true(check->message.len > 0);
    len += (size_t)snprintf(out + len, cap - len, "%s%s%c", len ? " " : "", check->rule, check->ok ? '+' : '-');
  }
}

static reap_citation *start(reap_batch *batch, const char *text) {
  reap_batch_reset(batch);
  reap_citation *citation = reap_push(&batch->citations);
  citation->text = reap_str_of(text);
  reap_sentence *sentence = reap_push(&batch->sentences);
  sentence->span = (reap_span){0, citation->text.len};
  return citation;
}

static void numbers_are_checked_against_each_other(void **state) {
  (void)state;
  reap_batch batch = {0};
  reap_assembler worker = {0};
  char got[256];
  for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
    reap_citation *citation = start(&batch, examples[i].text);
    for (int n = 0; n < QUANTITIES && examples[i].numbers[n].kind; n++)
      add_number(&batch, citation, &examples[i].numbers[n], examples[i].text);
    reap_make_checks(&worker, &batch, citation);
    rules_of(&batch, citation, got, sizeof got);
    if (strcmp(got, examples[i].want) != 0)
      fail_msg("\"%s\": got \"%s\", want \"%s\"", examples[i].text, got, examples[i].want);
  }
  reap_batch_free(&batch);
  reap_vec_free(&worker.finding_of);
}

static void the_message_states_the_arithmetic(void **state) {
  (void)state;
  reap_batch batch = {0};
  reap_assembler worker = {0};
  reap_citation *citation = start(&batch, "12/40 (35%)");
  add_number(&batch, citation, &(number)SHARE(35, 12, 40), "12/40 (35%)");
  reap_make_checks(&worker, &batch, citation);
  assert_true(reap_str_equal(batch.checks.at[0].message, REAP_STR("12/40 is 30.0 %, printed 35 %")));
  reap_batch_free(&batch);
  reap_vec_free(&worker.finding_of);
}

/* ---- arms, sexes, findings ---- */

static void add_arm(reap_batch *batch, reap_citation *citation, double n) {
  add_number(batch, citation, &(number){.kind = REAP_Q_SAMPLE_SIZE, .numeral = "", .value = n}, "");
  reap_arm *arm = reap_push(&batch->arms);
  arm->n = n;
  arm->n_quantity = batch->quantities.count - 1;
  citation->arms.count++;
}

static reap_citation *start_sized(reap_batch *batch, const char *text, const char *total, double value) {
  reap_citation *citation = start(batch, text);
  add_number(batch, citation, &(number){.kind = REAP_Q_SAMPLE_SIZE, .numeral = total, .value = value}, text);
  citation->designs.count = 1;
  reap_push(&batch->designs)->n_total = 0;
  return citation;
}

static void sums_are_checked_against_the_total(void **state) {
  (void)state;
  static const struct {
    double total, arms[3], sexes[2];
    const char *want;
  } cases[] = {{80, {40, 40}, {45, 35}, "arms_sum+ sexes_sum+"},
               {80, {40, 38}, {45, 36}, "arms_sum- sexes_sum-"},
               {90, {30, 30, 30}, {0, 0}, "arms_sum+"},
               {40, {40, 40}, {0, 0}, ""} /* everyone is in both arms */,
               {120, {40, 40}, {20, 19}, ""} /* an arm was not found; the sexes are of somebody else */};
  reap_batch batch = {0};
  reap_assembler worker = {0};
  char got[128];
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    reap_citation *citation = start_sized(&batch, "N randomized", "N", cases[i].total);
    for (int k = 0; k < 3 && cases[i].arms[k] > 0; k++) add_arm(&batch, citation, cases[i].arms[k]);
    for (int k = 0; k < 2 && cases[i].sexes[k] > 0; k++) {
      add_number(&batch, citation, &(number){.kind = REAP_Q_COUNT, .count = cases[i].sexes[k]}, "N");
      reap_quantity *q = &batch.quantities.at[batch.quantities.count - 1];
      q->role = k ? REAP_ROLE_FEMALE : REAP_ROLE_MALE;
      q->sentence = 1;
    }
    reap_make_checks(&worker, &batch, citation);
    rules_of(&batch, citation, got, sizeof got);
    assert_string_equal(got, cases[i].want);
  }
  reap_batch_free(&batch);
  reap_vec_free(&worker.finding_of);
}

/* 40 + 38 were analyzed of 80 who were randomized: no discrepancy. Of 79 analyzed it is one. */
static void sums_are_checked_at_their_stage(void **state) {
  (void)state;
  static const struct {
    double analyzed;
    const char *want;
  } cases[] = {{0, ""}, {78, "arms_sum+"}, {79, "arms_sum-"}};
  reap_batch batch = {0};
  reap_assembler worker = {0};
  char got[128];
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    reap_citation *citation = start_sized(&batch, "N randomized", "N", 80);
    batch.quantities.at[0].stage = REAP_STAGE_RANDOMIZED;
    add_arm(&batch, citation, 40);
    add_arm(&batch, citation, 38);
    add_number(&batch, citation, &(number){.kind = REAP_Q_SAMPLE_SIZE, .numeral = "N", .value = cases[i].analyzed},
               "N");
    batch.quantities.at[3].role = REAP_ROLE_TOTAL;
    for (uint32_t row = 1; row < 4; row++)
      if (row < 3 || cases[i].analyzed > 0) batch.quantities.at[row].stage = REAP_STAGE_ANALYZED;
    reap_make_checks(&worker, &batch, citation);
    rules_of(&batch, citation, got, sizeof got);
    assert_string_equal(got, cases[i].want);
  }
  reap_batch_free(&batch);
  reap_vec_free(&worker.finding_of);
}

static reap_finding *add_finding(reap_batch *batch, reap_citation *citation, uint32_t arm, uint32_t comparator,
                                 uint32_t p) {
  reap_finding *f = reap_push(&batch->findings);
  f->arm = arm, f->comparator = comparator;
  f->effect = f->interval = REAP_NONE;
  f->p = p;
  f->data.first = batch->data.count;
  citation->findings.count++;
  return f;
}

static void few_people_cannot_give_a_tiny_p(void **state) {
  (void)state;
  reap_batch batch = {0};
  reap_assembler worker = {0};
  char got[128];
  reap_citation *citation = start_sized(&batch, "Ten; p < 0.00001", "Ten", 10);
  add_number(&batch, citation, &(number)P(REAP_REL_LT, 0.00001), "Ten; p < 0.00001");
  add_arm(&batch, citation, 10);
  add_finding(&batch, citation, 0, REAP_BASELINE, 1);
  reap_make_checks(&worker, &batch, citation);
  rules_of(&batch, citation, got, sizeof got);
  assert_string_equal(got, "p_too_small_for_n-");
  assert_int_equal(batch.checks.at[0].finding, 0);
  reap_batch_free(&batch);
  reap_vec_free(&worker.finding_of);
}

static void add_mean(reap_batch *batch, reap_citation *citation, reap_finding *f, uint32_t arm, double mean,
                     double sd) {
  reap_datum *d = reap_push(&batch->data);
  d->arm = arm, d->kind = REAP_Q_MEAN, d->quantity = REAP_NONE;
  d->value = mean, d->sd = sd, d->se = NAN;
  f->data.count++;
  citation->data.count++;
}

/* 10 and 12 with a spread of 0.5 in 30 people each: as SDs t is 15.5, as SEs 2.83, which gives p = 0.006. */
static void spreads_that_fit_only_as_standard_errors_are_told(void **state) {
  (void)state;
  static const struct {
    double sd, p;
    const char *numeral, *want;
  } cases[] = {{0.5, 0.006, "0.006", "se_sd-"}, {2.7, 0.006, "0.006", "se_sd+"}, {0.5, 0.6, "0.6", ""}};
  reap_batch batch = {0};
  reap_assembler worker = {0};
  char got[128];
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    reap_citation *citation = start(&batch, cases[i].numeral);
    add_number(
        &batch, citation,
        &(number){.kind = REAP_Q_P_VALUE, .relation = REAP_REL_EQ, .numeral = cases[i].numeral, .value = cases[i].p},
        cases[i].numeral);
    add_arm(&batch, citation, 30);
    add_arm(&batch, citation, 30);
    reap_finding *f = add_finding(&batch, citation, 0, 1, 0);
    add_mean(&batch, citation, f, 0, 10, cases[i].sd);
    add_mean(&batch, citation, f, 1, 12, cases[i].sd);
    reap_make_checks(&worker, &batch, citation);
    rules_of(&batch, citation, got, sizeof got);
    assert_string_equal(got, cases[i].want);
  }
  reap_batch_free(&batch);
  reap_vec_free(&worker.finding_of);
}

/* 3.45 points cannot be the mean of 10 whole numbers. */
static void means_of_whole_numbers_are_fractions_of_n(void **state) {
  (void)state;
  static const struct {
    const char *numeral;
    double value;
    const char *want;
  } cases[] = {{"3.45", 3.45, "grim-"}, {"3.40", 3.40, "grim+"}, {"3.4", 3.4, ""}};
  reap_batch batch = {0};
  reap_assembler worker = {0};
  char got[128];
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    reap_citation *citation = start(&batch, cases[i].numeral);
    add_number(&batch, citation, &(number){.kind = REAP_Q_MEAN, .numeral = cases[i].numeral, .value = cases[i].value},
               cases[i].numeral);
    batch.quantities.at[0].unit = REAP_STR("point");
    add_arm(&batch, citation, 10);
    reap_finding *f = add_finding(&batch, citation, 0, REAP_NONE, REAP_NONE);
    add_mean(&batch, citation, f, 0, cases[i].value, NAN);
    batch.data.at[0].quantity = 0;
    reap_make_checks(&worker, &batch, citation);
    rules_of(&batch, citation, got, sizeof got);
    assert_string_equal(got, cases[i].want);
  }
  reap_batch_free(&batch);
  reap_vec_free(&worker.finding_of);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(bounds_are_half_a_unit_of_the_last_place),
                                     cmocka_unit_test(numbers_are_checked_against_each_other),
                                     cmocka_unit_test(the_message_states_the_arithmetic),
                                     cmocka_unit_test(sums_are_checked_against_the_total),
                                     cmocka_unit_test(sums_are_checked_at_their_stage),
                                     cmocka_unit_test(few_people_cannot_give_a_tiny_p),
                                     cmocka_unit_test(spreads_that_fit_only_as_standard_errors_are_told),
                                     cmocka_unit_test(means_of_whole_numbers_are_fractions_of_n)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
