/* SPDX-License-Identifier: MIT */
/* White space, dates and section kinds: the small rules below the readers. */
#include "3_parse/draft.h"

#include "test.h"
#include <string.h>

static void test_white_space(void **state) {
  (void)state;
  static const struct {
    const char *in, *want;
  } cases[] = {
      {"", ""},
      {"  ", ""},
      {"a", "a"},
      {" a  b ", "a b"},
      {"one two three four five six seven", "one two three four five six seven"},
      {"long words with\na line break,  two blanks\t\tand tabs \r\n",
       "long words with a line break, two blanks and tabs"},
      {"eight888 16161616 then  two", "eight888 16161616 then two"},
      {"\xC2\xA0 \xE2\x80\x89x", "\xC2\xA0 \xE2\x80\x89x"},
      {"bell\x07stays in the middle", "bell\x07stays in the middle"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    for (size_t piece = 1; piece < 40; piece++) {
      reap_buf out = {0};
      reap_buf_puts(&out, "before ");
      reap_flow flow = reap_flow_into(&out);
      size_t count = strlen(cases[i].in);
      for (size_t at = 0; at < count; at += piece)
        reap_flow_add(&flow, cases[i].in + at, count - at < piece ? count - at : piece);
      reap_str got = reap_flow_text(&flow);
      if (!reap_str_equal(got, reap_str_of(cases[i].want)))
        fail_msg("'%s' in pieces of %zu: '%.*s'", cases[i].in, piece, (int)got.len, got.ptr);
      reap_buf_free(&out);
    }
}

static void test_dates(void **state) {
  (void)state;
  static const struct {
    const char *year, *month, *day, *want;
  } parts[] = {
      {"2019", "", "", "2019"},
      {"2019", "Feb", "", "2019-02"},
      {"2019", "02", "3", "2019-02-03"},
      {"2019", "2", "31", "2019-02"},
      {"2020", "Feb", "29", "2020-02-29"},
      {"1900", "2", "29", "1900-02"},
      {"2019", "", "5", "2019"},
      {"2019", "13", "5", "2019"},
      {"2019", "Sept", "", "2019-09"},
      {"2019", "december", "31", "2019-12-31"},
      {"2019", "Winter", "", "2019"},
      {"", "Feb", "1", ""},
      {"19", "Feb", "1", ""},
      {"20191", "", "", ""},
      {"year", "", "", ""},
  };
  static const struct {
    const char *in, *want;
  } texts[] = {
      {"2015 Oct-Dec", "2015-10"},
      {"1999 Spring", "1999"},
      {"2020 Jan 5", "2020-01-05"},
      {"1998 Dec-1999 Jan", "1998-12"},
      {"1998-1999", "1998"},
      {"2000 Dec 23- 30", "2000-12-23"},
      {"Winter 2001", "2001"},
      {"2001 Jan-Feb 3", "2001-01"},
      {"", ""},
      {"no year", ""},
      {"1976-1977 Winter", "1976"},
      {"2005 Mar 1st", "2005-03-01"},
      {"2018 4th Quarter", "2018"},
  };
  char out[16];
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
    reap_date_from_parts(reap_str_of(parts[i].year), reap_str_of(parts[i].month), reap_str_of(parts[i].day), out);
    assert_string_equal(out, parts[i].want);
  }
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    reap_date_from_text(reap_str_of(texts[i].in), out);
    if (strcmp(out, texts[i].want) != 0) fail_msg("'%s': '%s', not '%s'", texts[i].in, out, texts[i].want);
  }
}

static void test_section_kinds(void **state) {
  (void)state;
  static const struct {
    const char *label, *category;
    reap_section_kind want;
  } cases[] = {
      {"", "", REAP_SECTION_UNKNOWN},
      {"", "RESULTS", REAP_SECTION_RESULTS},
      {"FINDINGS", "", REAP_SECTION_RESULTS},
      {"Results", "UNASSIGNED", REAP_SECTION_RESULTS},
      {"PATIENTS AND METHODS", "", REAP_SECTION_METHODS},
      {"METHODS/RESULTS", "", REAP_SECTION_RESULTS},
      {"RESULTS AND CONCLUSIONS", "", REAP_SECTION_RESULTS},
      {"MAIN OUTCOME MEASURE(S)", "", REAP_SECTION_METHODS},
      {"MAIN RESULTS", "", REAP_SECTION_RESULTS},
      {"INTERPRETATION", "", REAP_SECTION_CONCLUSIONS},
      {"Conclusions and relevance", "", REAP_SECTION_CONCLUSIONS},
      {"AIM OF THE STUDY", "", REAP_SECTION_OBJECTIVE},
      {"Background/Aims", "", REAP_SECTION_BACKGROUND},
      {"PURPOSE", "BACKGROUND", REAP_SECTION_BACKGROUND},
      {"TRIAL REGISTRATION", "BACKGROUND", REAP_SECTION_REGISTRATION},
      {"CLINICAL TRIAL REGISTRATION NUMBER", "", REAP_SECTION_REGISTRATION},
      {"FUNDING", "BACKGROUND", REAP_SECTION_UNKNOWN},
      {"CHEMISTRY", "", REAP_SECTION_UNKNOWN},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    reap_section_kind got = reap_section_kind_of(reap_str_of(cases[i].label), reap_str_of(cases[i].category));
    if (got != cases[i].want) fail_msg("%s/%s: %d", cases[i].label, cases[i].category, (int)got);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_white_space), cmocka_unit_test(test_dates),
                                     cmocka_unit_test(test_section_kinds)};
  return cmocka_run_group_tests_name("draft", tests, NULL, NULL);
}
