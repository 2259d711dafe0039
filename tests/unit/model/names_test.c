/* SPDX-License-Identifier: MIT */
#include "model/batch.h"
#include "test.h"

static void every_kind_has_a_name_of_its_own(void **state) {
  (void)state;
  for (int a = 0; a < REAP_Q_KINDS; a++) {
    assert_non_null(reap_quantity_kind_name(a));
    for (int b = 0; b < a; b++) assert_string_not_equal(reap_quantity_kind_name(a), reap_quantity_kind_name(b));
  }
  assert_null(reap_quantity_kind_name(REAP_Q_KINDS));
  assert_string_equal(reap_quantity_kind_name(REAP_Q_INTERVAL), "confidence_interval");
  assert_string_equal(reap_relation_name(REAP_REL_GE), ">=");
  assert_string_equal(reap_quantity_role_name(REAP_ROLE_MARGIN), "margin");
  assert_string_equal(reap_arm_role_name(REAP_ARM_SINGLE), "single");
  assert_string_equal(reap_direction_name(REAP_DIR_NO_DIFFERENCE), "no difference");
}

static void type_names_go_both_ways(void **state) {
  (void)state;
  int named = 0;
  for (int type = 0; type < REAP_CUE_END; type++) {
    const char *name = reap_type_name(type);
    if (!name) continue;
    named++;
    assert_int_equal(reap_type_from_name(reap_str_of(name)), type);
  }
  assert_int_equal(named, REAP_ENTITY_TYPES + REAP_BACKGROUND - REAP_ALIAS + 1 + REAP_CUE_END - REAP_CUE_MEASURE);
  assert_int_equal(reap_type_from_name(REAP_STR("nonsense")), -1);
}

static void ratios_are_told_from_differences(void **state) {
  (void)state;
  assert_true(reap_measure_is_ratio(REAP_STR("HR")));
  assert_true(reap_measure_is_ratio(REAP_STR("SMR")));
  assert_false(reap_measure_is_ratio(REAP_STR("MD")));
  assert_false(reap_measure_is_ratio(REAP_STR("")));
}

static void a_reset_batch_is_empty_and_reusable(void **state) {
  (void)state;
  reap_batch batch = {0};
  for (int round = 0; round < 3; round++) {
    for (int i = 0; i < 100; i++) reap_push(&batch.tokens)->hash = 1;
    reap_push(&batch.citations)->text = reap_arena_copy(&batch.arena, REAP_STR("text"));
    reap_batch_reset(&batch);
    assert_int_equal(batch.tokens.count, 0);
    assert_int_equal(batch.citations.count, 0);
  }
  reap_batch_free(&batch);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_kind_has_a_name_of_its_own), cmocka_unit_test(type_names_go_both_ways),
      cmocka_unit_test(ratios_are_told_from_differences), cmocka_unit_test(a_reset_batch_is_empty_and_reusable)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
