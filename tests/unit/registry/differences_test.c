/* SPDX-License-Identifier: MIT */
#include "registry/differences.h"

#include <stdio.h>

#include "test.h"

#define OUTCOMES(list) "{\"protocolSection\":{\"outcomesModule\":{\"primaryOutcomes\":[" list "]}}}"
#define OUTCOME(name, time) "{\"measure\":\"" name "\",\"timeFrame\":\"" time "\"}"
#define PHASES(list) "{\"protocolSection\":{\"designModule\":{\"phases\":[" list "]}}}"
#define EVENTS(list) "{\"resultsSection\":{\"adverseEventsModule\":{\"eventGroups\":[" list "]}}}"
#define REFERENCES(list) "{\"protocolSection\":{\"referencesModule\":{\"references\":[" list "]}}}"

static const struct {
  const char *before, *after, *want; /* a line a difference: field|item|from|to */
} cases[] = {
    {"{}", "{}", ""},
    {PHASES("\"PHASE2\""), PHASES("\"PHASE2\",\"PHASE3\""), "phase||PHASE2|PHASE2; PHASE3\n"},
    {PHASES("\"PHASE2\""), "{}", "phase||PHASE2|-\n"},
    {PHASES(""), "{}", ""},
    {"{\"hasResults\":false}", "{\"hasResults\":true}", "has_results||no|yes\n"},
    /* what the registry computes itself */
    {"{\"derivedSection\":{\"miscInfoModule\":{\"versionHolder\":\"a\"},\"conditionBrowseModule\":{\"meshes\":[{\"id\":"
     "\"D1\"}]}}}",
     "{\"derivedSection\":{\"miscInfoModule\":{\"versionHolder\":\"b\"}}}", ""},
    /* rows by name, in any order */
    {OUTCOMES(OUTCOME("Pain", "1 day") "," OUTCOME("Death", "1 year")),
     OUTCOMES(OUTCOME("Death", "1 year") "," OUTCOME("Pain", "1 day")), ""},
    {OUTCOMES(OUTCOME("Pain", "1 day") "," OUTCOME("Death", "1 year")),
     OUTCOMES(OUTCOME("Death", "2 years") "," OUTCOME("Cough", "1 day")),
     "primary outcome||Pain|-\nprimary outcome time_frame|Death|1 year|2 years\nprimary outcome||-|Cough\n"},
    /* one of two of the same name */
    {OUTCOMES(OUTCOME("Pain", "1 day") "," OUTCOME("Pain", "2 days")), OUTCOMES(OUTCOME("Pain", "2 days")),
     "primary outcome||Pain|-\n"},
    /* worded anew */
    {OUTCOMES(OUTCOME("Change in pain score", "1 day")), OUTCOMES(OUTCOME("Pain score at rest", "1 week")),
     "primary outcome||Change in pain score|Pain score at rest\n"
     "primary outcome time_frame|Pain score at rest|1 day|1 week\n"},
    /* without the name: the first thing that is said */
    {REFERENCES("{\"pmid\":\"7\"}"), "{}", "reference||7|-\n"},
    /* rows without names are counted */
    {EVENTS("{\"id\":\"EG000\",\"seriousNumAffected\":3}"),
     EVENTS("{\"id\":\"EG000\",\"seriousNumAffected\":4},{\"id\":\"EG001\"}"),
     "posted adverse event group||1 row|2 rows, 2 of them new\n"},
    {EVENTS("{\"id\":\"EG000\"}"), "{}", "posted adverse event group||1 row|-\n"},
    /* other kinds of values than expected */
    {"{\"protocolSection\":{\"outcomesModule\":{\"primaryOutcomes\":5},\"designModule\":[1]}}",
     "{\"protocolSection\":{\"outcomesModule\":{\"primaryOutcomes\":[7,null,\"x\"]}}}",
     "primary outcome||-|\nprimary outcome||-|\nprimary outcome||-|\n"},
};

static const char *shown(const char *text) { return text ? text : "-"; }

static void test_differences(void **state) {
  (void)state;
  reap_tokenizer *tokenizer = NULL;
  reap_error error = {0};
  assert_int_equal(reap_tokenizer_open(&tokenizer, &error), REAP_OK);
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    char got[2000] = "";
    reap_arena arena = {0};
    reap_differences list = {0};
    json_t *before = json_loads(cases[i].before, 0, NULL), *after = json_loads(cases[i].after, 0, NULL);
    assert_non_null(before);
    assert_non_null(after);
    assert_int_equal(reap_differences_find(before, after, tokenizer, &arena, &list, &error), REAP_OK);
    for (uint32_t k = 0; k < list.count; k++) {
      size_t length = strlen(got);
      snprintf(got + length, sizeof got - length, "%s|%s|%s|%s\n", list.at[k].field,
               list.at[k].item ? list.at[k].item : "", shown(list.at[k].from), shown(list.at[k].to));
    }
    assert_string_equal(got, cases[i].want);
    json_decref(before);
    json_decref(after);
    reap_vec_free(&list);
    reap_arena_free(&arena);
  }
  reap_tokenizer_close(tokenizer);
}

/* Thousands of rows of one name cost no more than sorting them. */
static void test_many_rows(void **state) {
  (void)state;
  reap_tokenizer *tokenizer = NULL;
  reap_error error = {0};
  reap_arena arena = {0};
  reap_differences list = {0};
  json_t *states[2];
  assert_int_equal(reap_tokenizer_open(&tokenizer, &error), REAP_OK);
  for (int k = 0; k < 2; k++) {
    json_t *rows = json_array();
    for (int i = 0; i < 20000; i++)
      json_array_append_new(rows, json_pack("{s:s, s:i}", "facility", "Clinic", "zip", i * (k + 1)));
    states[k] = json_pack("{s:{s:{s:o}}}", "protocolSection", "contactsLocationsModule", "locations", rows);
  }
  assert_int_equal(reap_differences_find(states[0], states[1], tokenizer, &arena, &list, &error), REAP_OK);
  assert_int_equal(list.count, 10000); /* the odd ones have another zip now */
  json_decref(states[0]);
  json_decref(states[1]);
  reap_vec_free(&list);
  reap_arena_free(&arena);
  reap_tokenizer_close(tokenizer);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_differences), cmocka_unit_test(test_many_rows)};
  return cmocka_run_group_tests_name("differences", tests, NULL, NULL);
}
