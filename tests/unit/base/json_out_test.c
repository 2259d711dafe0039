/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/json_out.h"
#include "test.h"

static const char *text_of(reap_buf *buf) {
  reap_buf_addc(buf, '\0');
  return buf->ptr;
}

static void nesting_and_commas(void **state) {
  (void)state;
  reap_buf buf = {0};
  reap_json w = reap_json_to(&buf);
  reap_json_open(&w, '{');
  reap_json_key(&w, "a");
  reap_json_open(&w, '[');
  reap_json_close(&w, ']');
  reap_json_key(&w, "b");
  reap_json_open(&w, '[');
  reap_json_int(&w, -3);
  reap_json_open(&w, '{');
  reap_json_close(&w, '}');
  reap_json_null(&w);
  reap_json_cstr(&w, ",");
  reap_json_close(&w, ']');
  reap_json_key(&w, "c");
  reap_json_bool(&w, false);
  reap_json_close(&w, '}');
  assert_string_equal(text_of(&buf), "{\"a\":[],\"b\":[-3,{},null,\",\"],\"c\":false}");
  reap_buf_free(&buf);
}

/* Strings are copied in steps of several sizes: every length, and a special byte at every place of it. */
static void strings_of_every_length_are_copied_and_escaped(void **state) {
  (void)state;
  for (size_t length = 0; length <= 40; length++)
    for (size_t special = 0; special <= length; special++) {
      char given[48] = "", want[56];
      for (size_t i = 0; i < length; i++) given[i] = i == special ? '"' : (char)('a' + i % 26);
      snprintf(want, sizeof want, "\"%.*s%s%s\"", (int)special, given, special < length ? "\\" : "", given + special);
      reap_buf buf = {0};
      reap_json w = reap_json_to(&buf);
      reap_json_cstr(&w, given);
      assert_string_equal(text_of(&buf), want);
      reap_buf_free(&buf);
    }
}

static void whole_numbers_keep_all_digits(void **state) {
  (void)state;
  static const uint64_t numbers[] = {0,    9,    10,   11,    99,    100,     101,         999,
                                     1000, 1001, 9999, 10000, 65535, 1234567, 4294967296u, UINT64_MAX};
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
    char want[32];
    snprintf(want, sizeof want, "[%llu]", (unsigned long long)numbers[i]);
    reap_buf buf = {0};
    reap_json w = reap_json_to(&buf);
    reap_json_open(&w, '[');
    reap_json_uint(&w, numbers[i]);
    reap_json_close(&w, ']');
    assert_string_equal(text_of(&buf), want);
    reap_buf_free(&buf);
  }
}

static void strings_are_escaped_wherever_the_special_byte_lies(void **state) {
  (void)state;
  static const struct {
    const char *special, *want;
  } cases[] = {{"\"", "\\\""},
               {"\\", "\\\\"},
               {"\n", "\\n"},
               {"\t", "\\t"},
               {"\x01", "\\u0001"},
               {"\x1f", "\\u001f"},
               {"\xff", "\xEF\xBF\xBD"},
               {"\xC3\xA9", "\xC3\xA9"},
               {"\x7f", "\x7f"}};
  for (size_t c = 0; c < sizeof cases / sizeof *cases; c++)
    for (int before = 0; before < 20; before++) {
      char given[64], want[64];
      snprintf(given, sizeof given, "%.*s%s0123456789", before, "abcdefghijklmnopqrst", cases[c].special);
      snprintf(want, sizeof want, "\"%.*s%s0123456789\"", before, "abcdefghijklmnopqrst", cases[c].want);
      reap_buf buf = {0};
      reap_json w = reap_json_to(&buf);
      reap_json_cstr(&w, given);
      assert_string_equal(text_of(&buf), want);
      reap_buf_free(&buf);
    }
}

static void assert_shortest(double value) {
  reap_buf buf = {0};
  reap_buf_double(&buf, value);
  const char *text = text_of(&buf);
  assert_true(strtod(text, NULL) == value);
  int digits = 0, shortest = 1;
  char plain[40];
  while (snprintf(plain, sizeof plain, "%.*e", shortest - 1, value), strtod(plain, NULL) != value) shortest++;
  bool leading = true;
  for (const char *c = text; *c && *c != 'e'; c++) {
    if (*c >= '1' && *c <= '9') leading = false;
    digits += !leading && *c >= '0' && *c <= '9';
  }
  if (value != floor(value)) assert_int_equal(digits, shortest); /* integers keep their zeros */
  reap_buf_free(&buf);
}

static void numbers_are_short_and_read_back_equal(void **state) {
  (void)state;
  static const struct {
    double value;
    const char *want;
  } cases[] = {{0, "0"},
               {4.2, "4.2"},
               {-0.5, "-0.5"},
               {0.058, "0.058"},
               {1e-5, "1e-05"},
               {120, "120"},
               {0.0001, "0.0001"},
               {1234567.25, "1234567.25"},
               {0.1 + 0.2, "0.30000000000000004"},
               {1e300, "1e+300"},
               {999999999.5, "999999999.5"}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    reap_buf buf = {0};
    reap_buf_double(&buf, cases[i].value);
    assert_string_equal(text_of(&buf), cases[i].want);
    reap_buf_free(&buf);
  }
  unsigned seed = 7;
  for (int i = 0; i < 20000; i++) {
    seed = seed * 1664525 + 1013904223;
    assert_shortest((seed >> 8) / pow(10, seed % 9));
    assert_shortest((seed >> 8) * 1.7e-7 / 3);
  }
}

static void a_full_buffer_stays_within_its_cap(void **state) {
  (void)state;
  reap_buf buf;
  reap_buf_init(&buf, 300);
  reap_json w = reap_json_to(&buf);
  reap_json_open(&w, '[');
  for (int i = 0; i < 100; i++) reap_json_cstr(&w, "seven b");
  reap_json_close(&w, ']');
  assert_true(buf.full);
  assert_true(buf.len <= 300);
  reap_buf_free(&buf);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(nesting_and_commas),
                                     cmocka_unit_test(strings_are_escaped_wherever_the_special_byte_lies),
                                     cmocka_unit_test(strings_of_every_length_are_copied_and_escaped),
                                     cmocka_unit_test(whole_numbers_keep_all_digits),
                                     cmocka_unit_test(numbers_are_short_and_read_back_equal),
                                     cmocka_unit_test(a_full_buffer_stays_within_its_cap)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
