/* SPDX-License-Identifier: MIT */
#include "assemble_text.h"

#define TWO_ARMS "Adults were randomly assigned to metformin (n = 31) or gliclazide (n = 29)."

static const struct {
  const char *results;
  int noninferior, significant; /* of the first finding; -1 not told, -2 not asked */
} cases[] = {
    {"Relapse occurred in 12% of the metformin group and 9% of the gliclazide group (P for noninferiority < .001).", 1,
     -1},
    {"Relapse occurred in 12% of the metformin group and 9% of the gliclazide group (P for noninferiority = .20).", 0,
     -1},
    {"Metformin was noninferior to gliclazide for relapse (12% vs 9%).", 1, -2},
    {"Metformin was not inferior to gliclazide for relapse (12% vs 9%).", 1, -2},
    {"Relapse with metformin (12% vs 9%) did not meet the criterion for non-inferiority to gliclazide.", 0, -2},
    {"Relapse (12% vs 9%) with metformin met the criteria for noninferiority but not for superiority.", 1, -2},
    {"Relapse was rarer with metformin than with gliclazide (9% vs 12%, p = 0.04) in this noninferiority trial.", -1,
     1},
    {"Blood flow was lower in the inferior segments with metformin than with gliclazide (9% vs 12%, p = 0.04).", -1, 1},
};

static void verdicts_are_told(void **state) {
  (void)state;
  static char text[8192];
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    const test_report report = {NULL, TWO_ARMS, cases[i].results};
    reap_batch batch;
    assemble(&report, text, &batch);
    if (batch.findings.count == 0) fail_msg("%s: no finding", cases[i].results);
    const reap_finding *f = &batch.findings.at[0];
    if (f->noninferior != cases[i].noninferior ||
        (cases[i].significant != -2 && f->significant != cases[i].significant))
      fail_msg("%s: noninferior %d, significant %d", cases[i].results, f->noninferior, f->significant);
    reap_batch_free(&batch);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(verdicts_are_told)};
  return cmocka_run_group_tests(tests, quantify_setup, quantify_teardown);
}
