/* SPDX-License-Identifier: MIT */
#include "registry/pipe_rows.h"

#include <stdio.h>

#include "test.h"

typedef struct {
  const char *text;
  size_t left, part; /* bytes a read */
} source;

static int64_t give(void *from, char *bytes, size_t count) {
  source *s = from;
  if (s->left == 0 && s->part == 2) return -1; /* this source fails at its end */
  size_t part = s->left < s->part ? s->left : s->part;
  (void)count;
  memcpy(bytes, s->text, part);
  s->text += part;
  s->left -= part;
  return (int64_t)part;
}

static void test_rows(void **state) {
  (void)state;
  static const struct {
    const char *text, *want; /* line: cells in brackets */
  } cases[] = {
      {"", ""},
      {"\n\r\n\n", ""},
      {"a|b\nc|d\n", "1:[a][b] 2:[c][d] "},
      {"a|b\r\n\r\n|\n", "1:[a][b] 3:[][] "},
      {"a||", "1:[a][][] "},
      {"\"a|b\"|\"c\nd\"|e\nf", "1:[a|b][c\nd][e] 3:[f] "},
      {"\"say \"\"no\"\"\"|x", "1:[say \"no\"][x] "},
      {"\"\"|\"\"\"\"", "1:[][\"] "},
      {"\"a\" b|c", "1:[a\" b|c] "}, /* a quote inside that is not doubled */
      {"a\"b\"|c", "1:[a\"b\"][c] "},
      {"\"open\nto the end", "1:[open\nto the end] "},
  };
  for (size_t part = 1; part <= 64; part *= 8)
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
      source s = {cases[i].text, strlen(cases[i].text), part};
      reap_pipe_rows rows = {.read = give, .from = &s};
      reap_error error = {0};
      char got[200] = "";
      reap_pipe_rows_open(&rows);
      while (reap_pipe_rows_next(&rows, &error) == REAP_OK) {
        snprintf(got + strlen(got), sizeof got - strlen(got), "%d:", (int)rows.line);
        for (uint32_t k = 0; k < rows.starts.count; k++)
          snprintf(got + strlen(got), sizeof got - strlen(got), "[%s]", reap_pipe_cell(&rows, k));
        strcat(got, " ");
      }
      assert_string_equal(got, cases[i].want);
      assert_string_equal(reap_pipe_cell(&rows, 99), "");
      reap_pipe_rows_close(&rows);
    }
}

static void test_ends(void **state) {
  (void)state;
  reap_error error = {0};
  source broken = {"a|b\nc", 5, 2};
  reap_pipe_rows rows = {.read = give, .from = &broken};
  reap_pipe_rows_open(&rows);
  assert_int_equal(reap_pipe_rows_next(&rows, &error), REAP_OK);
  assert_int_equal(reap_pipe_rows_next(&rows, &error), REAP_EIO);
  reap_pipe_rows_close(&rows);
  size_t size = 17 << 20;
  char *text = malloc(size);
  memset(text, 'x', size);
  text[0] = '"';
  source endless = {text, size, 60000};
  rows = (reap_pipe_rows){.read = give, .from = &endless};
  reap_pipe_rows_open(&rows);
  assert_int_equal(reap_pipe_rows_next(&rows, &error), REAP_ELIMIT);
  reap_pipe_rows_close(&rows);
  free(text);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_rows), cmocka_unit_test(test_ends)};
  return cmocka_run_group_tests_name("pipe_rows", tests, NULL, NULL);
}
