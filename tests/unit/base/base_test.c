/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/json_out.h"
#include "base/status.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "test.h"

static void error_text_holds_what_is_known(void **state) {
  (void)state;
  reap_error error;
  char line[256];
  assert_int_equal(reap_fail(&error, REAP_EINPUT, "bad %s\nhere", "byte"), REAP_EINPUT);
  assert_string_equal(reap_error_text(&error, line, sizeof line), "bad byte here");
  reap_error_set_source(&error, "a.xml");
  reap_error_set_line(&error, 7);
  assert_string_equal(reap_error_text(&error, line, sizeof line), "a.xml:7: bad byte here");
  reap_error_set_byte(&error, 99);
  error.pmid = 123;
  assert_string_equal(reap_error_text(&error, line, sizeof line), "a.xml:7: bad byte here (byte 99, PMID 123)");
  assert_int_equal(reap_fail(NULL, REAP_EIO, "nobody listens"), REAP_EIO);
}

static void arena_keeps_addresses_and_survives_reset(void **state) {
  (void)state;
  reap_arena arena = {0};
  reap_str first = reap_arena_copy(&arena, REAP_STR("first"));
  for (int i = 0; i < 10000; i++) reap_arena_printf(&arena, "row %d of many", i);
  assert_true(reap_str_equal(first, REAP_STR("first")));
  char *large = reap_arena_alloc(&arena, 10 << 20);
  memset(large, 1, 10 << 20);
  reap_arena_reset(&arena);
  assert_string_equal(reap_arena_cstr(&arena, REAP_STR("again")), "again");
  reap_arena_free(&arena);
}

static void buffer_stops_at_its_cap(void **state) {
  (void)state;
  reap_buf buf;
  reap_buf_init(&buf, 10);
  reap_buf_puts(&buf, "12345678");
  assert_false(buf.full);
  reap_buf_puts(&buf, "9ab");
  assert_true(buf.full);
  assert_int_equal(buf.len, 8);
  reap_buf_addc(&buf, 'x');
  assert_int_equal(buf.len, 8);
  reap_buf_reset(&buf);
  reap_buf_uint(&buf, 1234567890u);
  assert_true(reap_str_equal(reap_buf_view(&buf), REAP_STR("1234567890")));
  reap_buf_free(&buf);
}

static void vec_grows_with_zeroed_rows(void **state) {
  (void)state;
  REAP_VEC(uint64_t) rows = {0};
  for (uint64_t i = 0; i < 1000; i++) {
    uint64_t *row = reap_push(&rows);
    assert_int_equal(*row, 0);
    *row = i;
  }
  assert_int_equal(rows.count, 1000);
  assert_int_equal(rows.at[999], 999);
  reap_vec_free(&rows);
  assert_null(rows.at);
}

static void json_is_escaped_and_commas_are_right(void **state) {
  (void)state;
  reap_buf buf = {0};
  reap_json w = reap_json_to(&buf);
  reap_json_open(&w, '{');
  reap_json_key(&w, "a");
  reap_json_str(&w, REAP_STR("q\"b\\n\n\x01 \xCE\xB1 \xFF."));
  reap_json_key(&w, "b");
  reap_json_open(&w, '[');
  reap_json_int(&w, -3);
  reap_json_open(&w, '{');
  reap_json_close(&w, '}');
  reap_json_number(&w, NAN);
  reap_json_bool(&w, true);
  reap_json_close(&w, ']');
  reap_json_key(&w, "c");
  reap_json_number(&w, 4.2);
  reap_json_close(&w, '}');
  reap_buf_addc(&buf, 0);
  assert_string_equal(buf.ptr,
                      "{\"a\":\"q\\\"b\\\\n\\n\\u0001 \xCE\xB1 \xEF\xBF\xBD.\",\"b\":[-3,{},null,true],\"c\":4.2}");
  reap_buf_free(&buf);
}

static void doubles_read_back_equal_and_short(void **state) {
  (void)state;
  static const struct {
    double value;
    const char *text;
  } cases[] = {{0.00001, "1e-05"}, {52.2, "52.2"},   {0.1, "0.1"},    {1.0 / 3, "0.3333333333333333"},
               {120, "120"},       {-0.78, "-0.78"}, {1e20, "1e+20"}, {0, "0"}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    reap_buf buf = {0};
    reap_buf_double(&buf, cases[i].value);
    reap_buf_addc(&buf, 0);
    assert_string_equal(buf.ptr, cases[i].text);
    assert_true(strtod(buf.ptr, NULL) == cases[i].value);
    reap_buf_free(&buf);
  }
}

static void utf8_is_checked_by_the_book(void **state) {
  (void)state;
  static const struct {
    const char *text;
    uint32_t bad;
  } cases[] = {{"plain", REAP_NONE}, {"\xCE\xB1\xE2\x88\x92\xF0\x9F\x98\x80", REAP_NONE},
               {"a\x80", 1},         {"\xC0\xAF", 0},
               {"\xED\xA0\x80", 0},  {"\xF4\x90\x80\x80", 0},
               {"ab\xE2\x88", 2},    {"\xE0\x9F\xBF", 0}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    assert_int_equal(reap_utf8_first_bad(reap_str_of(cases[i].text)), cases[i].bad);
  for (uint32_t c = 1; c < 0x110000; c += c < 0x3000 ? 1 : 97) {
    if (c >= 0xD800 && c < 0xE000) continue;
    char bytes[4];
    uint32_t length = reap_utf8_encode(c, bytes), back;
    assert_int_equal(reap_utf8_decode((reap_str){bytes, length}, 0, &back), length);
    assert_int_equal(back, c);
  }
  assert_int_equal(reap_utf8_count(REAP_STR("a\xCE\xB1z")), 3);
}

static void words_are_found_whatever_their_case(void **state) {
  (void)state;
  assert_int_equal(reap_str_find_nocase(REAP_STR("a Randomized trial"), "random"), 2);
  assert_int_equal(reap_str_find_nocase(REAP_STR("rararandom"), "RARAN"), 2);
  assert_int_equal(reap_str_find_nocase(REAP_STR("rando"), "random"), REAP_NONE);
  assert_int_equal(reap_str_find_nocase(REAP_STR(""), "x"), REAP_NONE);
  /* eight places are looked at together: the part at each place, and letters that only look like it before */
  for (uint32_t at = 0; at < 20; at++)
    for (uint32_t behind = 0; behind < 12; behind++) {
      char text[64];
      int length =
          snprintf(text, sizeof text, "%.*sTrIal%.*s", (int)at, "tr@itRiAtra tr-trial", (int)behind, "tttttttttttt");
      assert_int_equal(reap_str_find_nocase((reap_str){text, (uint32_t)length}, "trial"), at);
      assert_int_equal(reap_str_find_nocase((reap_str){text, at + 4}, "trial"), REAP_NONE);
    }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(error_text_holds_what_is_known),
                                     cmocka_unit_test(arena_keeps_addresses_and_survives_reset),
                                     cmocka_unit_test(buffer_stops_at_its_cap),
                                     cmocka_unit_test(vec_grows_with_zeroed_rows),
                                     cmocka_unit_test(json_is_escaped_and_commas_are_right),
                                     cmocka_unit_test(doubles_read_back_equal_and_short),
                                     cmocka_unit_test(utf8_is_checked_by_the_book),
                                     cmocka_unit_test(words_are_found_whatever_their_case)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
