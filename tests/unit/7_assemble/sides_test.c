/* SPDX-License-Identifier: MIT */
#include "assemble_text.h"

#define TWO "Adults were randomly assigned to nalvexin or torpidine. Nalvexin was given daily, torpidine weekly."
#define PLACEBO "Adults were randomly assigned to nalvexin or placebo. Nalvexin was given daily, placebo too."
#define THREE                                                                                                          \
  "Adults were randomly assigned to nalvexin, torpidine or placebo. Nalvexin, torpidine and placebo were given."
#define SAY(results)                                                                                                   \
  { NULL, TWO, results }

/* What each value of the results is said to belong to. */
static const struct {
  test_report report;
  const char *expected;
} cases[] = {
    {SAY("Pain was seen in 12% with nalvexin and 15% with torpidine."), "nalvexin, torpidine"},
    {SAY("Pain was less frequent with nalvexin than with torpidine (12% vs 15%)."), "nalvexin, torpidine"},
    {SAY("Pain was more frequent with torpidine than with nalvexin (15% vs 12%)."), "torpidine, nalvexin"},
    {SAY("Compared with torpidine, nalvexin patients reported less pain (12% versus 15%)."), "nalvexin, torpidine"},
    {SAY("Pain was seen in 12% and 15% of patients in the torpidine and nalvexin groups, respectively."),
     "torpidine, nalvexin"},
    {SAY("Pain persisted in 12% with torpidine, compared with 15% with nalvexin; the rate of nausea was 7% and 9%, "
         "respectively."),
     "torpidine, nalvexin, torpidine, nalvexin"},
    {SAY("Pain was seen in 12% of patients (95% CI, 8 to 16; P = 0.18) in the nalvexin group and in 15% of patients "
         "(95% CI, 10 to 20; P = 0.08) in the torpidine group."),
     "nalvexin, torpidine"},
    {SAY("Pain was seen in 12% (nalvexin) and 15% (torpidine)."), "nalvexin, torpidine"},
    {SAY("Pain and nausea were seen in 12% and 15% with nalvexin."), "nalvexin, nalvexin"},
    {SAY("Pain was seen in 4/30 adults treated with torpidine (13%) and in 6/30 adults treated with nalvexin (20%)."),
     "torpidine, nalvexin"},
    {SAY("The commonest events (torpidine/nalvexin) were nausea (12%/15%), rash (7%/9%) and cough (3%/5%)."),
     "torpidine, nalvexin, torpidine, nalvexin, torpidine, nalvexin"},
    {SAY("More patients with torpidine reported no nausea (12% [95% CI, 8%-16%] vs 9%) and no pain (20% vs 15%) "
         "compared "
         "with nalvexin."),
     "torpidine, nalvexin, torpidine, nalvexin"},
    {SAY("Pain was seen in 12% (95% CI, 8 to 16) with torpidine and 15% (95% CI, 10 to 20)."), "torpidine, nalvexin"},
    {SAY("In the torpidine group, 12% had pain, 15% nausea and 9% both; more had pain with nalvexin (20%)."),
     "torpidine, torpidine, torpidine, nalvexin"},
    {SAY("Relapse was seen in 4/48 (8%) torpidine and 9/49 (18%) nalvexin patients."), "torpidine, nalvexin"},
    {SAY("Pain was 12% and 15%, respectively."), "nalvexin, torpidine"},
    {SAY("Pain and nausea were 12% and 15%, respectively. Pain was 12% and 15% at weeks 4 and 8, respectively."),
     "-, -, -, -"},
    {SAY("Grade 3 or higher nausea was less frequent with nalvexin than with torpidine (12% vs 15%)."),
     "nalvexin, torpidine"},
    {SAY("Pain was seen in 12% with torpidine and 15% with nalvexin. The difference was larger in men (20% vs 30%)."),
     "torpidine, nalvexin, torpidine, nalvexin"},
    {SAY("Relapse was seen in 12% (4/33) of the torpidine group and in 15% (5/33) of those in the weekly drug group."),
     "torpidine, nalvexin"},
    {SAY("Relapse was more frequent in the torpidine group (12%, 4/33) than in the nalvexin group (9%, 3/33)."),
     "torpidine, nalvexin"},
    {SAY("In the low-risk group, relapse was seen in 12% with torpidine."), "torpidine"},
    {SAY("Relapse was comparable between the torpidine group (12%) and the nalvexin group (9%)."),
     "torpidine, nalvexin"},
    {SAY("The reduction was greater with torpidine than with nalvexin (-21% vs -14%)."), "torpidine, nalvexin"},
    {SAY("Nausea with torpidine was seen in 23% and in 29% with nalvexin."), "torpidine, nalvexin"},
    {SAY("Relapse was rarer with torpidine (7% and 11%) as compared with nalvexin (19% and 43%)."),
     "torpidine, torpidine, nalvexin, nalvexin"},
    {SAY("Sleep was better in 21% and unchanged in 12% of the torpidine group."), "torpidine, torpidine"},
    {SAY("The rate fell from 41% at entry to 28% with torpidine, but not with nalvexin (40% to 39%)."),
     "torpidine, torpidine, nalvexin, nalvexin"},
    {SAY("The rate fell from 41% to 28% and from 40% to 39% in the torpidine and nalvexin groups, respectively."),
     "torpidine, torpidine, nalvexin, nalvexin"},
    {SAY("The rate decreased in the torpidine group (41% versus 28%)."), "torpidine, torpidine"},
    {SAY("Torpidine reduced the rate by 17%, compared with an increase of 2% with nalvexin."), "torpidine, nalvexin"},
    {SAY("In the torpidine group 12% relapsed, whereas of those who received nalvexin, 15% did."),
     "torpidine, nalvexin"},
    {SAY("Events were nausea (29%) and rash (17%) in the torpidine arm and nausea (36%), rash (20%) and cough (12%) in "
         "the nalvexin arm."),
     "torpidine, torpidine, nalvexin, nalvexin, nalvexin"},
    {SAY("Pain was less frequent with torpidine than with nalvexin (12.5%, 95% confidence interval = 8.1 to 16.2 vs "
         "15.1%, 95% confidence interval = 10.3 to 20.4)."),
     "torpidine, nalvexin"},
    {SAY("Nausea was seen in 69% in the torpidine arm (mild 31%, moderate 27%, severe 11%) and in 41% in the nalvexin "
         "arm."),
     "torpidine, torpidine, torpidine, torpidine, nalvexin"},
    {SAY("Survival was 82% in both groups."), "-"},
    {SAY("The eyes treated with torpidine had more central and outer loss (25% and 22%, respectively) than the "
         "others."),
     "torpidine, torpidine"},
    {SAY("The rate of response was 16%/year vs. 17%/year with nalvexin."), "torpidine, nalvexin"},
    {SAY("Relapse and pain were 20% and 18% with nalvexin. They were higher than those of torpidine (10% and 8%)."),
     "nalvexin, nalvexin, torpidine, torpidine"},
    {SAY("The suppression rate was 97% and 94%, respectively."), "nalvexin, torpidine"},
    {SAY("Relapse was seen in 10 in the torpidine group [15%] and 2 in the nalvexin group [5%]."),
     "torpidine, nalvexin"},
    {SAY("Relapse for the coated device (67%) was more frequent than for torpidine (45%)."), "nalvexin, torpidine"},
    {SAY("Relapse fell (torpidine: 41% compared with 28%; nalvexin: 40% compared with 39%)."),
     "torpidine, torpidine, nalvexin, nalvexin"},
    {SAY("Pain was seen in 12% with torpidine and 15% with nalvexin, including 2% of severe pain with torpidine."),
     "torpidine, nalvexin, torpidine"},
    {SAY("In the nalvexin group, 45% had a baseline and a later score versus 44% in the torpidine group."),
     "nalvexin, torpidine"},
    {SAY("Relapse was seen in 12% and 15% of patients in the torpidine and daily groups, respectively."),
     "torpidine, nalvexin"},
    {SAY("Relapse was seen in 12% and 15% of patients in the weekly and nalvexin groups, respectively."),
     "torpidine, nalvexin"},
    {SAY("Relapse was seen in 12% and 15% of patients treated without and with nalvexin, respectively."),
     "torpidine, nalvexin"},
    {SAY("Pain was seen in 12% with torpidine. Nausea occurred in 7%. With nalvexin, pain was seen in 15%."),
     "torpidine, torpidine, nalvexin"},
    {SAY("Pain was seen in 12% with torpidine. Overall, 7% had nausea. With nalvexin, pain was seen in 15%."),
     "torpidine, -, nalvexin"},
    {{NULL, THREE, "Nalvexin lowered the rate of relapse (12% versus 15%)."}, "nalvexin, placebo"},
    {{NULL, THREE, "Relapse was seen in 12%, 15% and 20% in the weekly, nalvexin and placebo groups, respectively."},
     "torpidine, nalvexin, placebo"},
    {{NULL, THREE, "Relapse was seen in 12%, 15% and 20% with nalvexin 10 mg, 20 mg and torpidine, respectively."},
     "nalvexin, nalvexin, torpidine"},
    {SAY("Relapse was seen in 17/70 = 24% and 9/69 = 13% in the torpidine and nalvexin groups, respectively."),
     "torpidine, nalvexin"},
    {{NULL, "Adults were randomly assigned to group 1 (rest), group 2 (yoga) or group 3 (cycling).",
      "Relapse was seen in 12%, 15%, and 20% in groups 3, 2, and 1, respectively."},
     "cycling, yoga, group 1"},
    {{NULL, THREE, "The rates in the weekly, nalvexin and placebo groups were 12%, 15% and 20%, respectively."},
     "torpidine, nalvexin, placebo"},
    {{NULL, PLACEBO, "The rates with placebo and 10 or 20 mg of nalvexin were 12%, 15% and 20%, respectively."},
     "placebo, nalvexin, nalvexin"},
    {SAY("Relapse fell with nalvexin (40% to 30%), but did not change with torpidine (41% v 42%)."),
     "nalvexin, nalvexin, torpidine, torpidine"},
    {SAY("Relapse was seen in 15% (12% with torpidine and 18% with nalvexin)."), "-, torpidine, nalvexin"},
    {SAY("Relapse was seen in 8/11 (62%; P = 0.4) with torpidine and in 6/14 (43%; P = 0.2) with nalvexin."),
     "torpidine, nalvexin"},
    {SAY("Nausea (31%; P = 0.1), rash (26%) and cough (18%) occurred in more patients with torpidine than with "
         "nalvexin."),
     "torpidine, torpidine, torpidine"},
    {SAY("Compared with nalvexin, torpidine reduced nausea (31%), rash (26%) and cough (18%)."),
     "torpidine, torpidine, torpidine"},
    {SAY("Relapse was rarer with torpidine than in adults given nalvexin (12%)."), "nalvexin"},
    {SAY("Nalvexin and torpidine reduced relapse by 12%, 15% and 20%."), "-, -, -"},
    {{NULL, "Adults were randomly assigned to nalvexin (NLV, daily) or placebo (PLC).",
      "Relapse was rarer than with placebo [NLV, 8% (2/25), PLC, 12% (3/25)]. Nausea was seen in 5% with placebo."},
     "nalvexin, placebo, placebo"},
    {{NULL, PLACEBO, "Pain was seen in 12% with placebo plus iron and in 15% with nalvexin plus iron."},
     "placebo, nalvexin"},
};

static const char *print_sides(test_print *out, const reap_batch *batch) {
  bool first = true;
  out->used = 0;
  out->text[0] = 0;
  for (uint32_t i = 0; i < batch->quantities.count; i++) {
    if (batch->quantities.at[i].kind != REAP_Q_PERCENT && batch->quantities.at[i].kind != REAP_Q_CHANGE) continue;
    print_str(out, first ? "" : ", ", arm_name(batch, batch->attributions.at[i].arm));
    first = false;
  }
  return out->text;
}

static void values_belong_to_the_arm_that_the_sentence_tells(void **state) {
  (void)state;
  static char text[8192];
  static test_print out;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    reap_batch batch;
    assemble(&cases[i].report, text, &batch);
    const char *got = print_sides(&out, &batch);
    if (!reap_str_equal_nocase(reap_str_of(got), reap_str_of(cases[i].expected)))
      fail_msg("%zu: got \"%s\", expected \"%s\"", i, got, cases[i].expected);
    reap_batch_free(&batch);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(values_belong_to_the_arm_that_the_sentence_tells)};
  return cmocka_run_group_tests(tests, quantify_setup, quantify_teardown);
}
