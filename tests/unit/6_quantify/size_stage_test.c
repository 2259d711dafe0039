/* SPDX-License-Identifier: MIT */
/* Whose number a size is and at which stage of the trial it was counted, over a whole abstract: "role stage value". */
#include "quantify_text.h"

static const quantity_case cases[] = {
    {"A total of 150 adults were screened, 120 were enrolled and 118 were randomised.",
     "screened screened 150; total enrolled 120; total randomized 118"},
    {"Of 80 patients enrolled, 76 completed the study and 4 were lost to follow-up.",
     "total enrolled 80; total completed 76; lost lost 4"},
    {"We randomised 90 patients to zinc (n = 45) or placebo (n = 45). Data of 84 patients were analysed.",
     "total randomized 90; arm randomized 45; arm randomized 45; total analyzed 84"},
    /* as many as an arm has: whose they are is not known */
    {"We randomised 90 patients to zinc (n = 45) or placebo (n = 45). Scans of 45 patients were analysed.",
     "total randomized 90; arm randomized 45; arm randomized 45; analyzed analyzed 45"},
    {"Eighty patients were randomised (41 to zinc and 39 to placebo).",
     "total randomized 80; arm randomized 41; arm randomized 39"},
    {"A total of 60 patients were randomised to zinc and 58 to placebo.",
     "arm randomized 60; arm randomized 58; total none 118"},
    {"Sixty women were randomly assigned to the zinc group (ZG) or the control group.", "total randomized 60"},
    {"Thirty patients were included in the zinc group and 28 patients in the control group.",
     "arm enrolled 30; arm none 28; total none 58"},
    {"Of 64 enrolled women, 60 were evaluable.", "total enrolled 64; total analyzed 60"},
    {"Twenty-eight enrolled and 23 completed the trial.", "total enrolled 28; total completed 23"},
    {"Three randomised trials were found.", ""},
    {"Sixty-four children had one eye, chosen at random, treated with the drops.", "total none 64"},
    {"Of 250 planned patients, 81 were enrolled.", "none none 250; total enrolled 81"},
    {"Accrual was planned for 250 patients. Only 81 patients were enrolled.", "none none 250; total enrolled 81"},
    {"The trial stopped before the target enrolment (n = 200) was reached; 96 patients were included.",
     "none none 200; total enrolled 96"},
    {"We studied 140 cases of asthma and 260 healthy controls.", "arm enrolled 140; arm none 260; total none 400"},
    {"Thirty-seven and 36 patients were assigned to the zinc and the control groups.",
     "arm randomized 37; arm randomized 36; total none 73"},
    {"We studied 58 intervention and 65 control women.", "arm none 58; arm none 65; total none 123"},
    {"Between 20 and 40 patients were enrolled.", "total enrolled 40"},
    {"We randomised 197 patients to zinc 2, 5 or 15 mg.", "total randomized 197"},
    {"Of 90 patients randomised, 84 (zinc, n = 41; placebo, n = 43) completed the study.",
     "total randomized 90; total completed 84; arm completed 41; arm completed 43"},
    {"In all 120 (61 zinc, 59 placebo) women were randomised.",
     "total randomized 120; arm randomized 61; arm randomized 59"},
    {"Serum was taken from 53 patients (24 randomised to zinc and 29 to iron).",
     "total none 53; arm none 24; arm none 29"},
    {"There were 42 patients in the zinc group, 16 males and 26 females.", "arm none 42; male none 16; female none 26"},
    {"We randomised patients to zinc (group A, 45 patients) or not (group B, 47 patients).",
     "arm none 45; arm none 47; total none 92"},
    {"Surgery was restricted to women with nodes (test arm, n = 74) versus all women (control arm, n = 70).",
     "arm none 74; arm none 70; total none 144"},
    {"Ninety-six patients who underwent surgery were randomised; 91 were included in the primary analysis.",
     "total randomized 96; total analyzed 91"},
    {"Of 94 patients 88 were available for follow-up.", "total none 94; total analyzed 88"},
    {"A total of 31 centers were divided into two groups.", ""},
    {"Sixty post-treatment survivors were divided into two groups.", "total enrolled 60"},
    {"Forty women received zinc and 42 who received placebo were followed.", "arm none 40; arm none 42; total none 82"},
    {"Overall 88 patients in usual care and 91 patients with zinc were assessable.",
     "arm analyzed 88; arm analyzed 91; total none 179"},
    {"A total of 64 patients were analysed in the zinc group, 63 in the iron group.",
     "arm analyzed 64; arm none 63; total none 127"},
    {"Forty patients were enrolled; each group contained 20 subjects.", "total enrolled 40; arm none 20"},
    {"In total 169 patients were recruited (zinc arm 87, iron arm 82).",
     "total enrolled 169; arm enrolled 87; arm enrolled 82"},
    {"Goats were put into six groups (n = 15 to 17 per group).", ""},
    {"Of interest were three randomised, placebo-controlled trials.", ""},
    {"We studied 138 men. In each part, 46 subjects were randomised to zinc or placebo.",
     "total enrolled 138; arm randomized 46"},
    {"All 80 women heard a tape.", "total none 80"},
    {"A sample size of 230 patients allows for some to be lost.", "total none 230"},
    {"In all 31 of 322 eligible women participated in the trial.", "total enrolled 31; none none 322"},
    {"The trial closed after 74 of the planned 92 patients were enrolled.", "total enrolled 74; none none 92"},
    {"We included 120 obese and otherwise healthy women.", "total enrolled 120"},
    {"Fifty-nine patients with relapsed myeloma were randomised to zinc or placebo.", "total randomized 59"},
    {"In this study 87 smokers were assigned to the zinc group, the iron group, and the waiting list group.",
     "total randomized 87"},
    {"A total of 215 women including 197 with pain were recruited, and 195 women were randomised.",
     "total enrolled 215; total randomized 195"},
    {"We enrolled 480 women; 346 of these women were treated with zinc (n = 173) or placebo (n = 173).",
     "total enrolled 480; total none 346; arm none 173; arm none 173"},
    {"Randomisation was carried out in 390 patients.", "total randomized 390"},
    {"Controls were younger. Healthy controls (n = 34) and patients (n = 36) were seen.",
     "arm none 34; arm none 36; total none 70"},
    {"Cohort 1 enrolled 66 women and cohort 2 enrolled 99 women.", "arm enrolled 66; arm none 99; total none 165"},
    {"In all 108 people were randomised to a group-based programme or usual care.", "total randomized 108"},
    {"The trial was done in 75 full-term and near-term infants.", "total none 75"},
    {"Of the 95 randomized patients, 88 (93%) completed the study.", "total randomized 95; total completed 88"},
    {"Adults with tiredness (four on a 0-10 scale) were randomised.", ""},
    {"Eighty patients were treated. A control group of 50 patients had no zinc.", "total none 80; arm none 50"},
    {"The zinc arm had 52 assessable patients; the other arm had 51 assessable patients.",
     "arm analyzed 52; arm analyzed 51; total none 103"},
};

static void tells_whose_and_when(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    reap_batch batch;
    test_print out = {.used = 0};
    quantify(cases[i].text, REAP_SECTION_METHODS, &batch);
    for (uint32_t row = 0; row < batch.quantities.count; row++) {
      const reap_quantity *q = &batch.quantities.at[row];
      const char *role = reap_quantity_role_name(q->role), *stage = reap_trial_stage_name(q->stage);
      print_str(&out, out.used ? "; " : "", reap_str_of(role ? role : "none"));
      print_str(&out, " ", reap_str_of(stage ? stage : "none"));
      print_part(&out, " ", q->value);
    }
    reap_batch_free(&batch);
    if (strcmp(out.text, cases[i].expected) != 0)
      fail_msg("\"%s\": got \"%s\", want \"%s\"", cases[i].text, out.text, cases[i].expected);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(tells_whose_and_when)};
  return cmocka_run_group_tests(tests, quantify_setup, quantify_teardown);
}
