/* SPDX-License-Identifier: MIT */
#include "test.h"

#include <stdio.h>

#include "lexicon/tsv.h"

static const reap_tsv_column columns[] = {{"id", true}, {"name", true}, {"note", false}};

/* Reads all of `text` into "line:id/name/note;" for rows and "line!message;" for faults. */
static void read_all(const char *text, char *out) {
  reap_tsv tsv;
  reap_error error;
  reap_str cells[3];
  *out = 0;
  reap_status status = reap_tsv_open(&tsv, "f.tsv", reap_str_of(text), columns, 3, &error);
  if (status == REAP_END) strcpy(out, "empty");
  if (status == REAP_EINPUT) sprintf(out, "%d!%s", (int)error.line, error.message);
  while (!status || (status == REAP_EINPUT && *out && out[strlen(out) - 1] == ';')) {
    status = reap_tsv_next(&tsv, cells, &error);
    if (status == REAP_END) return;
    if (status)
      sprintf(out + strlen(out), "%d!%s;", (int)error.line, error.message);
    else
      sprintf(out + strlen(out), "%u:%.*s/%.*s/%.*s;", tsv.line, (int)cells[0].len, cells[0].ptr, (int)cells[1].len,
              cells[1].ptr, (int)cells[2].len, cells[2].ptr);
    if (status) assert_string_equal(error.source, "f.tsv");
  }
}

static const struct {
  const char *text, *want;
} cases[] = {
    {"id\tname\tnote\nA\tasthma\tcommon\n", "2:A/asthma/common;"},
    {"id\tname\nA\tasthma", "2:A/asthma/;"},
    {"note\tname\tother\tid\nn\tasthma\tx\tA\n", "2:A/asthma/n;"},
    {"ID\tName\nA\tasthma\n", "2:A/asthma/;"},
    {"\xEF\xBB\xBFid\tname\nA\tasthma\n", "2:A/asthma/;"},
    {"id\tname\r\nA\tasthma\r\n\r\nB\tsepsis\r\n", "2:A/asthma/;4:B/sepsis/;"},
    {"# who wrote it\n\nid\tname\n# one\nA\tasthma\n \t \n", "5:A/asthma/;"},
    {"id\tname\n A \t  asthma attack \n", "2:A/asthma attack/;"},
    {"id\tname\nA\tasthma\t\t\t\n", "2:A/asthma/;"},
    {"id\tname\nA\tna\xC3\xAFve\n", "2:A/na\xC3\xAFve/;"},
    {"", "empty"},
    {"# only a comment\n", "empty"},
    {"id\tnote\nA\tx\n", "1!the header row lacks the column \"name\": add it"},
    {"id\tname\tid\n", "1!the column id is there twice: remove one"},
    {"id\tname\nA\n", "2!the cell \"name\" is empty: fill it or remove the line;"},
    {"id\tname\n\tasthma\nB\tsepsis\n", "2!the cell \"id\" is empty: fill it or remove the line;3:B/sepsis/;"},
    {"id\tname\nA\tasthma\tmore\n", "2!\"more\" stands in a column without a header: remove it or the tab before it;"},
    {"id\tname\nA\tna\xEFve\nB\tsepsis\n", "2!the line is not UTF-8: save the file as UTF-8;3:B/sepsis/;"},
    {"id\tname\nA\tas\x01thma\n", "2!there is a control character in the line: remove it (lines end in LF or CRLF);"},
    {"id\tname\rA\tasthma\r", "1!there is a control character in the line: remove it (lines end in LF or CRLF)"},
};

static void rows_and_faults_are_as_in_the_table(void **state) {
  (void)state;
  char got[1024];
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    read_all(cases[i].text, got);
    assert_string_equal(got, cases[i].want);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(rows_and_faults_are_as_in_the_table)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
