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
