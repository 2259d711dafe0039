/* SPDX-License-Identifier: MIT */
/* Numerals in digits and in words: what they are worth and where they end. */
#include "6_quantify/numeral.h"

#include <stdio.h>

#include "test.h"

static const struct {
  const char *text;
  double value;
  uint32_t length; /* bytes that belong to the number; 0: none starts here */
} digits[] = {
    {"5", 5, 1},
    {"0.05", 0.05, 4},
    {".05", 0.05, 3},
    {"0·03", 0.03, 5},
    {"0\u202703", 0.03, 6},
    {"0\u22C503", 0.03, 6},
    {"0,05", 0.05, 4},
    {"1,234", 1234, 5},
    {"12,345,678", 12345678, 10},
    {"1,23", 1, 1},
    {"1,2345", 1, 1},
    {"1\u2009234", 1234, 7},
    {"1\u00A0234", 1234, 6},
    {"1\u202F234.5", 1234.5, 9},
    {"1 234", 1, 1},
    {"3.", 3, 1},
    {"1.2E-5", 1.2e-5, 6},
    {"1.2e-05", 1.2e-5, 7},
    {"2.3 \u00D7 10-5", 2.3e-5, 11},
    {"2 x 10(-5)", 2e-5, 10},
    {"2 x 10^6", 2e6, 8},
    {"2*10\u22125", 2e-5, 8},
    {"2 x 105", 2, 1},
    {"1.5 million", 1.5e6, 11},
    {"3 thousands", 3, 1},
    {"123456789012345678901234567890", 1.2345678901234568e29, 30},
    {"0.1", 0.1, 3},
    {"33.97", 33.97, 5},
    {"", 0, 0},
    {".", 0, 0},
    {"x", 0, 0},
};

static void reads_digits(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof digits / sizeof *digits; i++) {
    const reap_str text = reap_str_of(digits[i].text);
    reap_numeral n = {.end = 0};
    const bool found = reap_numeral_digits(text, 0, text.len, NULL, 0, &n);
    if (found != (digits[i].length > 0) || (found && (n.end != digits[i].length || n.value != digits[i].value)))
      fail_msg("%s: %g, %u bytes", digits[i].text, n.value, n.end);
  }
}

static const struct {
  const char *text;
  double value;
  uint32_t length;
} words[] = {
    {"Ten", 10, 3},
    {"twenty-four", 24, 11},
    {"Twenty four men", 24, 11},
    {"one hundred and twenty", 120, 22},
    {"One hundred sixty-two", 162, 21},
    {"Four thousand nine hundred twenty-two", 4922, 37},
    {"two hundred", 200, 11},
    {"two and three", 2, 3},
    {"two twelve", 2, 3},
    {"five six", 5, 4},
    {"two dozen", 24, 9},
    {"hundred and", 100, 7},
    {"zero", 0, 4},
    {"tenth", 0, 0},
    {"often", 0, 0},
};

static void reads_words(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    const reap_str text = reap_str_of(words[i].text);
    reap_numeral n = {.end = 0};
    const bool found = reap_numeral_words(text, 0, text.len, &n);
    if (found != (words[i].length > 0) || (found && (n.end != words[i].length || n.value != words[i].value)))
      fail_msg("%s: %g, %u bytes", words[i].text, n.value, n.end);
  }
}

static void raised_digits_are_no_part_of_the_number(void **state) {
  (void)state;
  const reap_markup raised = {{2, 4}, REAP_MARKUP_SUP};
  reap_numeral n;
  assert_true(reap_numeral_digits(REAP_STR("10-5"), 0, 4, &raised, 1, &n));
  assert_true(n.value == 1e-5 && n.end == 4);
  assert_true(reap_numeral_digits(REAP_STR("1012"), 0, 4, &raised, 1, &n));
  assert_true(n.value == 1e12 && n.end == 4);
  assert_true(reap_numeral_digits(REAP_STR("4512"), 0, 4, &raised, 1, &n));
  assert_true(n.value == 45 && n.end == 2);
  assert_true(reap_numeral_digits(REAP_STR("10-5"), 0, 4, NULL, 0, &n));
  assert_true(n.value == 10 && n.end == 2);
}

static void stops_at_the_limit(void **state) {
  (void)state;
  reap_numeral n;
  assert_true(reap_numeral_digits(REAP_STR("12345"), 0, 3, NULL, 0, &n));
  assert_true(n.value == 123 && n.end == 3);
  assert_true(reap_numeral_digits(REAP_STR("1.25"), 0, 2, NULL, 0, &n));
  assert_true(n.value == 1 && n.end == 1);
  assert_true(reap_numeral_words(REAP_STR("twenty-four"), 0, 6, &n));
  assert_true(n.value == 20 && n.end == 6);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(reads_digits),
      cmocka_unit_test(reads_words),
      cmocka_unit_test(raised_digits_are_no_part_of_the_number),
      cmocka_unit_test(stops_at_the_limit),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
