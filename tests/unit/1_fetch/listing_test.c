/* SPDX-License-Identifier: MIT */
#include "1_fetch/listing.h"

#include <stdlib.h>

#include "test.h"

static void test_names(void **state) {
  (void)state;
  static const struct {
    const char *name;
    unsigned year, number;
  } cases[] = {
      {"pubmed26n0001.xml.gz", 26, 1},
      {"pubmed27n1334.xml.gz", 27, 1334},
      {"pubmed31n12345.xml.gz", 31, 12345},
      {"pubmed26n0001.xml.gz.md5", 0, 0},
      {"pubmed26n0001.xml", 0, 0},
      {"pubmed26n1.xml.gz", 0, 0},
      {"pubmed+6n0001.xml.gz", 0, 0},
      {"pubmed26n 001.xml.gz", 0, 0},
      {"pubmed26n0001_stats.html", 0, 0},
      {"xpubmed26n0001.xml.gz", 0, 0},
      {"pubmed26n0001.xml.gz/../passwd", 0, 0},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    reap_listed row;
    assert_int_equal(reap_listed_from_name(cases[i].name, &row), cases[i].year != 0);
    if (!cases[i].year) continue;
    assert_int_equal(row.year, cases[i].year);
    assert_int_equal(row.number, cases[i].number);
    assert_string_equal(row.name, cases[i].name);
  }
}

/* In order of year and number, not of names; each once; whole addresses and broken HTML too. */
static void test_listing(void **state) {
  (void)state;
  const char *page =
      "<HTML><body><a href=\"?C=N\">Name</a><A HREF='pubmed27n0001.xml.gz'>x</A>"
      "<a href=pubmed26n10000.xml.gz>y<a href=\"/pubmed/baseline/pubmed26n9999.xml.gz\">z</a>"
      "<a href=\"pubmed26n9999.xml.gz.md5\">m</a><a href=\"pubmed26n9999.xml.gz\">again</a><a name=\"q\">";
  reap_listing list;
  assert_int_equal(reap_listing_read(&list, reap_str_of(page), NULL), REAP_OK);
  assert_int_equal(list.count, 3);
  assert_string_equal(list.rows[0].name, "pubmed26n9999.xml.gz");
  assert_string_equal(list.rows[1].name, "pubmed26n10000.xml.gz");
  assert_string_equal(list.rows[2].name, "pubmed27n0001.xml.gz");
  free(list.rows);
  reap_error error = {0};
  assert_int_equal(reap_listing_read(&list, REAP_STR("<html>blocked</html>"), &error), REAP_ENET);
  assert_int_equal(reap_listing_read(&list, REAP_STR(""), &error), REAP_ENET);
  assert_non_null(strstr(error.message, "check the address"));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_names),
      cmocka_unit_test(test_listing),
  };
  return cmocka_run_group_tests_name("listing", tests, NULL, NULL);
}
