/* SPDX-License-Identifier: MIT */
#include "registry/linkage.h"

#include <math.h>

#include "test.h"

static void test_tables_are_shares(void **state) {
  (void)state;
  for (int field = 0; field < REAP_AGREEMENTS; field++) {
    double m = 0, u = 0;
    for (int level = 1; level < REAP_AGREEMENT_LEVELS; level++) {
      m += reap_agreement_tables[field].level[level].m;
      u += reap_agreement_tables[field].level[level].u;
    }
    assert_float_equal(m, 1, 1e-9);
    assert_float_equal(u, 1, 1e-9);
  }
}

typedef struct {
  reap_linked_report report;
  reap_linked_trial trial;
  reap_agreement_field field;
  const char *level; /* "" when a side does not say */
} agreement_case;

static void test_levels(void **state) {
  (void)state;
  static const agreement_case cases[] = {
      {{.title = "Honey dressings for leg ulcers"},
       {.titles = "Honey dressings for leg ulcers\nX"},
       REAP_AGREES_TITLE,
       "nearly the same"},
      {{.title = "Honey dressings for leg ulcers"}, {.titles = "Statins after stroke"}, REAP_AGREES_TITLE, "unlike"},
      {{.title = "Honey"}, {0}, REAP_AGREES_TITLE, ""},
      {{.text = "The HEALER trial."}, {.acronym = "HEALER"}, REAP_AGREES_ACRONYM, "named"},
      {{.text = "The HEALERS trial."}, {.acronym = "HEALER"}, REAP_AGREES_ACRONYM, "absent"},
      {{.text = "The ACE trial."}, {.acronym = "ACE"}, REAP_AGREES_ACRONYM, ""},
      {{.treatments = "saline\nplacebo"}, {.treatments = "Placebo\nHoney"}, REAP_AGREES_INTERVENTION, "another"},
      {{.treatments = "placebo\nhoney"}, {.treatments = "Placebo\nHoney"}, REAP_AGREES_INTERVENTION, "same"},
      {{.n = 100}, {.enrollment = 100}, REAP_AGREES_ENROLLMENT, "equal"},
      {{.n = 91}, {.enrollment = 100}, REAP_AGREES_ENROLLMENT, "within 10 %"},
      {{.n = 89}, {.enrollment = 100}, REAP_AGREES_ENROLLMENT, "differs"},
      {{.n = 0}, {.enrollment = 100}, REAP_AGREES_ENROLLMENT, ""},
      {{.date = "2015"}, {.start = "2010-03", .end = "2012-06"}, REAP_AGREES_TIME, "fit"},
      {{.date = "2019-01"}, {.start = "2010-03", .end = "2012-06"}, REAP_AGREES_TIME, "long after the end"},
      {{.date = "2015"}, {.end = "2012-06"}, REAP_AGREES_TIME, ""},
      {{.text = "Funded by Acme Ltd."}, {.sponsors = "Acme Ltd"}, REAP_AGREES_SPONSOR, "named"},
      {{.text = "Funded by nobody."}, {.sponsors = "Acme Ltd"}, REAP_AGREES_SPONSOR, "absent"},
      {{.phase = "3"}, {.phase = "PHASE3"}, REAP_AGREES_PHASE, "same"},
      {{.phase = "2"}, {.phase = "PHASE3"}, REAP_AGREES_PHASE, "differs"},
      {{.phase = "2"}, {.phase = "NA"}, REAP_AGREES_PHASE, ""},
  };
  reap_tokenizer *tokenizer = NULL;
  assert_int_equal(reap_tokenizer_open(&tokenizer, NULL), REAP_OK);
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    reap_agreement found = reap_agreement_of(tokenizer, &cases[i].report, &cases[i].trial);
    assert_string_equal(reap_agreement_tables[cases[i].field].level[found.level[cases[i].field]].name, cases[i].level);
  }
  reap_tokenizer_close(tokenizer);
}

/* Worked by hand: 30 of 30 true pairs with an equal number, as 9 of 20 are assumed; no other pair, as 0.3 of 20. */
static void test_weights_are_learnt(void **state) {
  (void)state;
  reap_linkage linkage = {0};
  reap_agreement equal = {{[REAP_AGREES_ENROLLMENT] = 3}}, differs = {{[REAP_AGREES_ENROLLMENT] = 1}};
  assert_float_equal(reap_linkage_weight(&linkage, REAP_LINKAGE_ALL, &equal), log(0.45 / 0.015), 1e-9);
  for (unsigned i = 0; i < 30; i++) {
    reap_linkage_count(&linkage, i, &equal, true);
    reap_linkage_count(&linkage, i, &differs, false);
  }
  double expected = log(((30 + 9) / 50.0) / (0.3 / 50));
  assert_float_equal(reap_linkage_weight(&linkage, REAP_LINKAGE_ALL, &equal), expected, 1e-9);
  assert_true(reap_linkage_weight(&linkage, REAP_LINKAGE_ALL, &differs) < log(.35 / .93));
  expected = log(((24 + 9) / 44.0) / (0.3 / 44)); /* without the six of a fold */
  assert_float_equal(reap_linkage_weight(&linkage, 2, &equal), expected, 1e-9);
  reap_agreement silent = {{0}};
  assert_float_equal(reap_linkage_weight(&linkage, REAP_LINKAGE_ALL, &silent), 0, 1e-9);
}

static void test_probabilities(void **state) {
  (void)state;
  double nothing[] = {0, 0}, one[] = {log(18), 0}, cold[] = {log(18), 0}, large[] = {2000, -2000};
  reap_linkage_probabilities(1, nothing, 2); /* none of them 1/2, each 1/4 */
  assert_float_equal(nothing[0], 0.25, 1e-9);
  reap_linkage_probabilities(1, one, 2); /* 18 : 1 : 2 for none */
  assert_float_equal(one[0], 18.0 / 21, 1e-9);
  assert_float_equal(one[1], 1.0 / 21, 1e-9);
  reap_linkage_probabilities(0.1, cold, 2);
  assert_true(cold[0] < one[0]);
  reap_linkage_probabilities(1, large, 2);
  assert_float_equal(large[0], 1, 1e-9);
  assert_float_equal(large[1], 0, 1e-9);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_tables_are_shares),
      cmocka_unit_test(test_levels),
      cmocka_unit_test(test_weights_are_learnt),
      cmocka_unit_test(test_probabilities),
  };
  return cmocka_run_group_tests_name("linkage", tests, NULL, NULL);
}
