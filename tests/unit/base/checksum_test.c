/* SPDX-License-Identifier: MIT */
#include "base/checksum.h"

#include "test.h"

static void test_checksums(void **state) {
  (void)state;
  static const struct {
    const char *text, *want;
  } cases[] = {
      {"MD5(pubmed26n0001.xml.gz)= 0123456789abcdef0123456789ABCDEF\n", "0123456789abcdef0123456789abcdef"},
      {"0123456789abcdef0123456789abcdef  pubmed26n0001.xml.gz\n", "0123456789abcdef0123456789abcdef"},
      {"0123456789abcdef0123456789abcdef", "0123456789abcdef0123456789abcdef"},
      {"MD5(pubmed26n0002.xml.gz)= 0123456789abcdef0123456789abcdef\n", NULL},
      {"0123456789abcdef0123456789abcde", NULL},
      {"0123456789abcdef0123456789abcdef0", NULL},
      {"<html><body>Not Found</body></html>", NULL},
      {"", NULL},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    char digits[33];
    bool found = reap_checksum_read(digits, reap_str_of(cases[i].text), "pubmed26n0001.xml.gz");
    assert_int_equal(found, cases[i].want != NULL);
    if (found) assert_string_equal(digits, cases[i].want);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_checksums)};
  return cmocka_run_group_tests_name("checksum", tests, NULL, NULL);
}
