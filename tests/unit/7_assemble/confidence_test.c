/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <string.h>

#include "7_assemble/findings/confidence.h"

static const reap_rule_record table[] = {
    {"finding.a", 3, 1}, {"finding.b", 3, 2}, {"finding.c", 0, 9}, {"finding.d", 7, 0}};
enum { ROWS = sizeof table / sizeof *table };

static void a_share_of_enough_claims(void **state) {
  (void)state;
  assert_true(reap_confidence_in(table, ROWS, "finding.b") == 0.6f);
  assert_true(reap_confidence_in(table, ROWS, "finding.c") == 0);
  assert_true(reap_confidence_in(table, ROWS, "finding.d") == 1);
}

static void nothing_of_few_claims_or_unknown_rules(void **state) {
  (void)state;
  assert_true(isnan(reap_confidence_in(table, ROWS, "finding.a")));
  assert_true(isnan(reap_confidence_in(table, ROWS, "finding.")));
  assert_true(isnan(reap_confidence_in(table, 0, "finding.b")));
  assert_true(isnan(reap_confidence_of("no such rule")));
}

static void the_measured_table_is_sorted(void **state) {
  (void)state;
  assert_true(reap_rule_record_count > 0);
  for (uint32_t i = 1; i < reap_rule_record_count; i++)
    assert_true(strcmp(reap_rule_records[i - 1].rule, reap_rule_records[i].rule) < 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_share_of_enough_claims),
      cmocka_unit_test(nothing_of_few_claims_or_unknown_rules),
      cmocka_unit_test(the_measured_table_is_sorted),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
