/* SPDX-License-Identifier: MIT */
#include "columns.h"
#include "model/fields.h"

static void what_is_loaded_is_dumped_again(void **state) {
  (void)state;
  static const char *const paths[] = {FULL_COLUMNS, INPUT_KINDS_COLUMNS, "tests/golden/emit/offsets/in.ndjson"};
  for (size_t i = 0; i < 3; i++) {
    reap_batch batch = {0}, again = {0};
    reap_buf first = {0}, second = {0};
    load_columns(&batch, paths[i]);
    for (uint32_t c = 0; c < batch.citations.count; c++) reap_batch_dump(&batch, c, &first);
    reap_buf_addc(&first, '\0');
    for (char *line = first.ptr, *end; (end = strchr(line, '\n')); line = end + 1)
      assert_int_equal(reap_batch_load(&again, (reap_str){line, (uint32_t)(end - line)}, NULL), REAP_OK);
    for (uint32_t c = 0; c < again.citations.count; c++) reap_batch_dump(&again, c, &second);
    reap_buf_addc(&second, '\0');
    assert_string_equal(first.ptr, second.ptr);
    for (unsigned k = 0; k < REAP_COLUMN_COUNT; k++)
      assert_int_equal(reap_column_at(k)->count(&batch), reap_column_at(k)->count(&again));
    reap_buf_free(&first);
    reap_buf_free(&second);
    reap_batch_free(&batch);
    reap_batch_free(&again);
  }
}

/* Each column of the full case is used, so that no field table can be wrong unseen. */
static void a_loaded_batch_holds_what_the_line_says(void **state) {
  (void)state;
  reap_batch batch = {0};
  load_columns(&batch, INPUT_KINDS_COLUMNS);
  load_columns(&batch, FULL_COLUMNS);
  const reap_citation *citation = &batch.citations.at[3];
  for (unsigned k = 0; k < REAP_COLUMN_COUNT; k++)
    if (k != REAP_COLUMN_INDEX_markups && k != REAP_COLUMN_INDEX_tokens && k != REAP_COLUMN_INDEX_cues)
      assert_true(reap_column_at(k)->count(&batch) > 0);
  assert_int_equal(batch.citations.at[0].op, REAP_OP_DELETE);
  assert_true(batch.citations.at[1].plain_text);
  assert_int_equal(citation->pmid, 39900001);
  assert_int_equal(citation->version, 2);
  assert_true(citation->retracted);
  assert_true(reap_str_equal(citation->doi, REAP_STR("10.1000/reap.1")));
  const reap_quantity *p = &batch.quantities.at[citation->quantities.first + 10];
  assert_int_equal(p->kind, REAP_Q_P_VALUE);
  assert_int_equal(p->relation, REAP_REL_EQ);
  assert_true(p->value == 0.058);
  assert_true(p->low != p->low); /* absent is NaN */
  assert_int_equal(p->about, citation->quantities.first + 8);
  assert_int_equal(p->low_numeral.beg, REAP_NONE);
  assert_true(reap_str_equal(reap_text_at(citation, p->span), REAP_STR("p = 0\u00b7058")));
  const reap_finding *finding = &batch.findings.at[citation->findings.first + 1];
  assert_int_equal(finding->comparator, REAP_BASELINE);
  assert_int_equal(finding->significant, 1);
  assert_int_equal(batch.findings.at[citation->findings.first + 2].significant, -1);
  assert_int_equal(finding->timepoint, REAP_NONE);
  assert_int_equal(finding->data.first, citation->data.first + 2);
  assert_string_equal(finding->rule, "finding.value");
  const reap_arm *arm = &batch.arms.at[citation->arms.first + 1];
  assert_int_equal(arm->role, REAP_ARM_PLACEBO);
  assert_int_equal(arm->names.count, 2);
  uint32_t mention = batch.arm_mentions.at[arm->interventions.first].mention;
  assert_true(reap_str_equal(batch.mentions.at[mention].id, REAP_STR("MESH:D012965")));
  assert_int_equal(batch.mentions.at[mention].concept, REAP_NONE);
  reap_batch_free(&batch);
}

/* What a hostile line may try: each is refused with a word that says where. */
static void bad_lines_are_refused(void **state) {
  (void)state;
#define CITATION "{\"pmid\":1,\"text\":\"d\u00e9j\u00e0 vu\",\"title\":[0,9],\"sections\":[{\"span\":[0,9]}],"
#define SENTENCE "\"sentences\":[{\"span\":[0,9],\"section\":0}],"
  static const struct {
    const char *line, *message;
  } cases[] = {
      {"", "not JSON"},
      {"{", "not JSON"},
      {"[]", "not a JSON object"},
      {"{}", "title is missing"},
      {"{\"title\":[0,1]}", "not a range of bytes"},
      {"{\"title\":[0,0],\"pmid\":-1}", "not an integer in range"},
      {"{\"title\":[0,0],\"pmid\":4294967296}", "not an integer in range"},
      {"{\"title\":[0,0],\"version\":65536}", "not an integer in range"},
      {"{\"title\":[0,0],\"op\":\"burn\"}", "not one of its words"},
      {"{\"title\":[0,0],\"op\":1}", "not one of its words"},
      {"{\"title\":[0,0],\"text\":7}", "not a string"},
      {"{\"title\":[0,0],\"authors\":{}}", "not a list"},
      {"{\"title\":[0,0],\"authors\":[1]}", "not an object"},
      {"{\"title\":[0,0],\"pmid\":1,\"pmid\":2}", "not JSON"},
      {CITATION "\"sentences\":[{\"span\":[0,9],\"section\":1}]}", "not the number of a row"},
      {CITATION "\"sentences\":[{\"span\":[0,9]}]}", "section is missing"},
      {CITATION "\"sentences\":[{\"span\":[2,9],\"section\":0}]}", "cuts a character"},
      {CITATION "\"sentences\":[{\"span\":[9,0],\"section\":0}]}", "not a range of bytes"},
      {CITATION "\"sentences\":[{\"span\":[0,10],\"section\":0}]}", "not a range of bytes"},
      {CITATION "\"sentences\":[{\"span\":[0,4294967295],\"section\":0}]}", "not a range of bytes"},
      {CITATION "\"sentences\":[{\"span\":[0,9],\"section\":0,\"tokens\":[0,1]}]}", "not a range of rows"},
      {CITATION SENTENCE "\"tokens\":[{\"span\":[0,1],\"hash\":\"12\"}]}", "hexadecimal"},
      {CITATION SENTENCE "\"quantities\":[{\"span\":[0,1],\"sentence\":0,\"about\":1}]}", "not the number of a row"},
      {CITATION SENTENCE "\"quantities\":[{\"span\":[0,1],\"sentence\":0,\"value\":\"1\"}]}", "not a number"},
      {CITATION SENTENCE "\"quantities\":[{\"span\":[0,1],\"sentence\":0,\"rule\":\"a\\u0000b\"}]}", "holds a NUL"},
      {CITATION SENTENCE "\"quantities\":[{\"span\":[0,1],\"sentence\":0}],\"attributions\":[]}", "one for each"},
      {CITATION SENTENCE "\"quantities\":[{\"span\":[0,1],\"sentence\":0}],\"attributions\":[{\"arm\":0}]}",
       "not the number of a row"},
      {CITATION SENTENCE "\"findings\":[{\"span\":[0,9],\"sentence\":0,\"confidence\":1e300}]}", "too large"},
      {CITATION "\"arms\":[{\"label\":[0,1],\"interventions\":[{\"mention\":0}]}]}", "not the number of a row"},
      {CITATION "\"arms\":[{\"label\":[0,1],\"interventions\":[{}]}]}", "mention is missing"},
      {CITATION "\"sentences\":[{\"span\":[6,9],\"section\":0},{\"span\":[0,6],\"section\":0}]}",
       "sentences are not in text order"},
      {CITATION "\"sentences\":[{\"span\":[0,6],\"section\":0,\"tokens\":[0,1]}],\"tokens\":[{\"span\":[8,9]}]}",
       "a token lies outside its sentence"},
      {CITATION "\"sentences\":[{\"span\":[0,6],\"section\":0,\"tokens\":[0,1]},{\"span\":[6,9],\"section\":0,"
                "\"tokens\":[0,1]}],\"tokens\":[{\"span\":[0,1]}]}",
       "sentences share tokens"},
      {CITATION "\"tokens\":[{\"span\":[8,9]},{\"span\":[0,1]}]}", "tokens are not in text order"},
      {CITATION "\"sentences\":[{\"span\":[0,6],\"section\":0}],\"cues\":[{\"span\":[8,9],\"sentence\":0,\"type\":"
                "\"cue_time\"}]}",
       "a name lies outside its sentence"},
      {CITATION "\"sentences\":[{\"span\":[0,9],\"section\":0}],\"mentions\":[{\"span\":[8,9],\"sentence\":0},{"
                "\"span\":[8,9],\"sentence\":0}]}",
       "names are not in text order"},
      {CITATION "\"sentences\":[{\"span\":[0,6],\"section\":0}],\"quantities\":[{\"span\":[8,9],\"sentence\":0}]}",
       "a quantity lies outside its sentence"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    reap_batch batch = {0};
    reap_error error = {0};
    assert_int_equal(reap_batch_load(&batch, reap_str_of(cases[i].line), &error), REAP_EINPUT);
    if (!strstr(error.message, cases[i].message)) fail_msg("%s: %s", cases[i].line, error.message);
    assert_int_equal(batch.citations.count, 0);
    reap_batch_free(&batch);
  }
}

static void attributions_come_for_all_citations_of_a_batch_or_none(void **state) {
  (void)state;
  reap_batch batch = {0};
  load_columns(&batch, FULL_COLUMNS);
  reap_error error = {0};
  reap_str without = REAP_STR(CITATION SENTENCE "\"quantities\":[{\"span\":[0,1],\"sentence\":0}]}");
  assert_int_equal(reap_batch_load(&batch, without, &error), REAP_EINPUT);
  reap_batch_free(&batch);
}

static size_t size_of(uint8_t kind) {
  static const size_t sizes[] = {
      [REAP_FIELD_U8] = 1,         [REAP_FIELD_I8] = 1,   [REAP_FIELD_U16] = 2,       [REAP_FIELD_U32] = 4,
      [REAP_FIELD_HASH] = 8,       [REAP_FIELD_BOOL] = 1, [REAP_FIELD_FLOAT] = 4,     [REAP_FIELD_DOUBLE] = 8,
      [REAP_FIELD_STR] = 12,       [REAP_FIELD_CSTR] = 8, [REAP_FIELD_WORD] = 1,      [REAP_FIELD_SPAN] = 8,
      [REAP_FIELD_SPAN_MAYBE] = 8, [REAP_FIELD_ROW] = 4,  [REAP_FIELD_ROW_MAYBE] = 4, [REAP_FIELD_ARM] = 4,
      [REAP_FIELD_RANGE] = 8,      [REAP_FIELD_OWNED] = 8};
  return sizes[kind];
}

/* A field that is added to a row type must be described in fields.c, or dumps would lose it: no eight bytes of a row
 * may belong to no field, but for those that are known not to be dumped. */
static void every_field_is_described(void **state) {
  (void)state;
  static const size_t row_bytes[] = {
#define ROW_BYTES(name, type) sizeof(type),
      REAP_COLUMNS(ROW_BYTES)
#undef ROW_BYTES
  };
  for (unsigned k = 0; k < REAP_COLUMN_COUNT; k++) {
    const reap_column *column = reap_column_at(k);
    uint8_t covered[1024] = {0};
    assert_true(row_bytes[k] <= sizeof covered);
    for (unsigned i = 0; i < column->field_count; i++)
      memset(covered + column->fields[i].offset, 1, size_of(column->fields[i].kind));
    if (k == REAP_COLUMN_INDEX_citations)
      for (unsigned c = 0; c < REAP_COLUMN_COUNT; c++)
        if (reap_column_at(c)->rows == REAP_ROWS_RANGE) memset(covered + reap_column_at(c)->range_offset, 1, 8);
    if (k == REAP_COLUMN_INDEX_mentions || k == REAP_COLUMN_INDEX_cues)
      memset(covered + offsetof(reap_mention, concept), 1, 4);
    if (k == REAP_COLUMN_INDEX_abbreviations) memset(covered + offsetof(reap_abbreviation, concept), 1, 4);
    for (size_t at = 0; at + 8 <= row_bytes[k]; at += 4) {
      /* Up to four bytes may be the compiler's padding. */
      if (!covered[at] && !covered[at + 4])
        fail_msg("%s: bytes %zu to %zu belong to no described field", column->name, at, at + 8);
    }
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_is_loaded_is_dumped_again), cmocka_unit_test(a_loaded_batch_holds_what_the_line_says),
      cmocka_unit_test(bad_lines_are_refused), cmocka_unit_test(every_field_is_described),
      cmocka_unit_test(attributions_come_for_all_citations_of_a_batch_or_none)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
