/* SPDX-License-Identifier: MIT */
#include "assemble_text.h"

/* ---- "type: text; ..." of the phrases ---- */

static const char *print_phrases(test_print *out, const reap_batch *batch, reap_type type) {
  out->used = 0;
  out->text[0] = 0;
  for (uint32_t i = 0; i < batch->phrases.count; i++) {
    const reap_mention *row = &batch->phrases.at[i];
    assert_true(row->via == REAP_VIA_PATTERN || row->via == REAP_VIA_TAGGER);
    if (row->type == type) print_str(out, out->used ? "; " : "", reap_text_at(&batch->citations.at[0], row->span));
  }
  return out->text;
}

static const struct {
  reap_type type;
  test_report report;
  const char *expected;
} cases[] = {
    {REAP_POPULATION,
     {NULL, "Forty postmenopausal women with early gout were randomly assigned to nalvexin or placebo.", NULL},
     "Forty postmenopausal women with early gout"}, /* widened by the tagger */
    {REAP_POPULATION,
     {"Nalvexin in adults who underwent hip surgery or knee surgery", "Adults were enrolled.", NULL},
     "adults who underwent hip surgery or knee surgery"},
    {REAP_POPULATION,
     {NULL, "We enrolled children aged 2 to 6 years with asthma (n = 40) in a randomized trial.", NULL},
     "children aged 2 to 6 years with asthma (n = 40)"},
    {REAP_POPULATION, {NULL, "Patients > 65 years were enrolled.", NULL}, "Patients > 65 years"},
    {REAP_POPULATION, {NULL, "All eligible patients were enrolled in two groups.", NULL}, ""},
    {REAP_POPULATION,
     {NULL, "Adults were randomized to yoga or usual care.", "Pain was lower in yoga participants than in controls."},
     ""},
    {REAP_OUTCOME,
     {NULL, "The primary outcomes were stair speed and grip force at 6 weeks.", NULL},
     "stair speed and grip force"},
    {REAP_OUTCOME,
     {"Effect of nalvexin on tear film and lid swelling in adults", "Adults took part.", NULL},
     "tear film and lid swelling"},
    {REAP_OUTCOME, {NULL, "Stair speed and grip force were measured weekly.", NULL}, "Stair speed and grip force"},
    {REAP_OUTCOME,
     {NULL, "We aimed to assess the efficacy and tolerability of nalvexin.", NULL},
     "efficacy and tolerability"},
    {REAP_POPULATION,
     {NULL, "We enrolled women with locally advanced, inoperable gout in a trial.", NULL},
     "women with locally advanced, inoperable gout"},
    {REAP_POPULATION, {NULL, "Women 32 to 38 years of age were enrolled.", NULL}, "Women 32 to 38 years of age"},
    {REAP_OUTCOME,
     {NULL, "Stair speed, grip force and sleep.", NULL, "MAIN OUTCOME MEASURES"},
     "Stair speed, grip force and sleep"},
    {REAP_OUTCOME, {NULL, "Stair speed, grip force and sleep.", NULL, "SETTING"}, ""},
    {REAP_OUTCOME, {NULL, "All patients were assessed at baseline.", NULL}, ""},
    {REAP_OUTCOME,
     {NULL, "Adults were randomized to yoga or cycling.",
      "Grip force was higher with yoga (p = 0.01). Grip force fell in the cycling group (p = 0.02)."},
     "Grip force; Grip force"},
    {REAP_INTERVENTION,
     {"A randomized trial", "Adults received lavender oil massage for 4 weeks or sham massage (n = 40).", NULL},
     "lavender oil massage for 4 weeks or sham massage; lavender oil massage for 4 weeks"},
    {REAP_INTERVENTION, {"Risk factors of falls in the old", "We studied 200 residents.", NULL}, ""},
};

static void phrases_are_found_by_their_place(void **state) {
  (void)state;
  static char text[8192];
  static test_print out;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    reap_batch batch;
    assemble(&cases[i].report, text, &batch);
    const char *got = print_phrases(&out, &batch, cases[i].type);
    if (strcmp(got, cases[i].expected) != 0) fail_msg("%zu: got \"%s\", expected \"%s\"", i, got, cases[i].expected);
    reap_batch_free(&batch);
  }
}

/* ---- labels of arms ---- */

static const struct {
  test_report report;
  const char *expected;
} labels[] = {
    {{"Randomized trial of group dance lessons in adults",
      "Adults were randomized to the intervention group or the control group.", NULL},
     "group dance lessons/experimental; control/no treatment"},
    {{"A randomized trial of scalp cooling with nalvexin gel in adults", "Adults were studied twice.", NULL},
     "scalp cooling with nalvexin gel/single"},
    {{"Randomized trial of supervised yoga versus cycling",
      "Adults were randomized to yoga (n = 12) or cycling (n = 13).", NULL},
     "supervised yoga/experimental 12; cycling/active comparator 13"},
    {{"Less use of salt lamps in a randomized trial of a planning aid",
      "Adults were randomized to the intervention group or the control group.", NULL},
     "planning aid/experimental; control/no treatment"},
    {{"BLOOM: garden training for tired clerks", "Clerks were randomized to the BLOOM group or the control group.",
      NULL},
     "garden training/experimental; control/no treatment"},
    {{NULL, "Adults were randomized to deep tissue rolling (DTR) or placebo. DTR was given weekly. Placebo was a talk.",
      "Pain was lower with DTR (p = 0.01)."},
     "deep tissue rolling/experimental; placebo/placebo"},
};

static void titles_and_long_forms_name_arms(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) expect_arms(i, &labels[i].report, labels[i].expected);
}

/* ---- where arms are described ---- */

static const struct {
  test_report report;
  reap_arm_role role;
  const char *described;
} descriptions[] = {
    {{"A randomized trial of nalvexin in gout",
      "Adults with gout were randomized to nalvexin or to matching placebo capsules twice daily for 8 weeks.",
      "Swelling was less with nalvexin than with placebo (P = 0.01)."},
     REAP_ARM_PLACEBO,
     "matching placebo capsules twice daily for 8 weeks"},
    /* a tested arm that is named more than once keeps the place of its label */
    {{"A randomized trial of nalvexin in gout", "Adults with gout were randomized to nalvexin 20 mg daily or placebo.",
      "Swelling was less with nalvexin than with placebo (P = 0.01)."},
     REAP_ARM_EXPERIMENTAL,
     "nalvexin"},
};

static void arms_are_described(void **state) {
  (void)state;
  static char text[8192];
  for (size_t i = 0; i < sizeof descriptions / sizeof *descriptions; i++) {
    reap_batch batch;
    assemble(&descriptions[i].report, text, &batch);
    bool found = false;
    for (uint32_t k = 0; k < batch.arms.count; k++) {
      if (batch.arms.at[k].role != descriptions[i].role) continue;
      found = true;
      reap_str got = reap_text_at(&batch.citations.at[0], batch.arms.at[k].described);
      if (!reap_str_is_nocase(got, descriptions[i].described))
        fail_msg("%zu: got \"%.*s\", expected \"%s\"", i, (int)got.len, got.ptr, descriptions[i].described);
    }
    assert_true(found);
    reap_batch_free(&batch);
  }
}

/* ---- outcomes without a result ---- */

static void outcomes_without_a_result_go(void **state) {
  (void)state;
  static char text[8192];
  reap_batch batch;
  const test_report report = {NULL, "Adults were randomized to yoga or cycling.",
                              "Grip force was 4.0 kg with yoga and 5.0 kg with cycling (p = 0.02)."};
  assemble(&report, text, &batch);
  assert_int_equal(batch.citations.at[0].outcomes.count, batch.outcomes.count);
  for (uint32_t i = 0; i < batch.outcomes.count; i++) {
    bool told = false;
    for (uint32_t k = 0; k < batch.findings.count; k++) told |= batch.findings.at[k].outcome == i;
    for (uint32_t k = 0; k < batch.attributions.count; k++) told |= batch.attributions.at[k].outcome == i;
    assert_true(told);
  }
  reap_batch_free(&batch);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(phrases_are_found_by_their_place), cmocka_unit_test(titles_and_long_forms_name_arms),
      cmocka_unit_test(arms_are_described), cmocka_unit_test(outcomes_without_a_result_go)};
  return cmocka_run_group_tests(tests, quantify_setup, quantify_teardown);
}
