/* SPDX-License-Identifier: MIT */
#include "test.h"

#include <stdio.h>

#include "base/buf.h"
#include "parse_dump.h"

static const struct {
  const char *name, *in, *want;
} examples[] = {
    {"text", "{\"id\": \"a1\", \"text\": \" Two  blanks\\tand a tab. \", \"extra\": {\"x\": [1]}}\n",
     "0.1 plain id=a1 [?] Two  blanks\tand a tab. \n"},
    {"title and sections",
     "{\"pmid\": 12, \"title\": \"T\", \"sections\": [{\"label\": \"RESULTS\", \"text\": \"a  b\"}, {\"text\": \"\"}, "
     "{\"category\": \"METHODS\", \"text\": \"c\"}]}",
     "12.1 [title]T [results RESULTS/]a  b [?] [methods /METHODS]c\n"},
    {"PMID as text, id beside it", "{\"id\": \"x\", \"pmid\": \"34\", \"title\": \"T\"}\n\n \r\n",
     "34.1 id=x [title]T\n"},
    {"number as id", "{\"id\": 5, \"title\": \"\", \"sections\": []}", "0.1 id=5 [title]\n"},
    {"sections without a title", "{\"id\": \"a\", \"sections\": [{\"text\": \"b\"}]}", "0.1 id=a [title] [?]b\n"},
    {"CRLF and no last newline", "{\"id\":\"a\",\"text\":\"1\"}\r\n{\"id\":\"b\",\"text\":\"2\"}",
     "0.1 plain id=a [?]1\n0.1 plain id=b [?]2\n"},
    {"bad lines",
     "{\"id\":\"a\",\"text\":\"1\"}\n{\"id\":\n{\"text\":\"no id\"}\n{\"id\":\"b\"}\n{\"id\":\"c\",\"sections\":[1]}\n"
     "{\"pmid\":\"x\",\"text\":\"1\"}\n{\"id\":\"d\",\"text\":\"\xC3(\"}\n3\n{\"id\":\"e\",\"text\":\"2\"}\n",
     "fault line 2 byte 22: this document is skipped: it is not JSON: unexpected token near end of file\n"
     "fault line 3 byte 29: this document is skipped: it has neither \"id\" nor \"pmid\"\n"
     "fault line 4 byte 46: this document is skipped: it has neither \"text\" nor \"title\" and \"sections\"\n"
     "fault line 5 byte 57: this document is skipped: it has \"sections\" that are not a list of {\"text\": ...}\n"
     "fault line 6 byte 83: this document is skipped: it has a \"pmid\" that is no PMID\n"
     "fault line 7 byte 107: this document is skipped: it is not JSON: unable to decode byte 0xc3 near '\"'\n"
     "fault line 8 byte 130: this document is skipped: it is not a JSON object\n"
     "0.1 plain id=a [?]1\n0.1 plain id=e [?]2\n"},
};

static void test_examples(void **state) {
  (void)state;
  static const size_t pieces[] = {1000000, 1, 13};
  for (size_t i = 0; i < sizeof examples / sizeof *examples; i++)
    for (size_t j = 0; j < 3; j++) {
      reap_buf out = {0};
      dump_text_of(&out, examples[i].in, strlen(examples[i].in), pieces[j], 256);
      if (strcmp(out.ptr, examples[i].want) != 0)
        fail_msg("%s (pieces of %zu):\n got: %s\nwant: %s", examples[i].name, pieces[j], out.ptr, examples[i].want);
      reap_buf_free(&out);
    }
}

/* The text is the document's, letter for letter: offsets that someone else counted hold. */
static void test_exact_text(void **state) {
  (void)state;
  const char *in =
      "{\"id\":\"a\",\"title\":\" T \",\"sections\":[{\"text\":\"\"},{\"text\":\" x\\n\"},{\"text\":\"\"}]}";
  reap_parser *parser;
  reap_batch batch = {0};
  assert_int_equal(
      reap_parser_open(&parser, memory_open(in, strlen(in), 99, REAP_END), "in", REAP_FROM_NDJSON, NULL, NULL, NULL),
      REAP_OK);
  assert_int_equal(reap_parser_next(parser, &batch, NULL, NULL), REAP_OK);
  reap_str text = batch.citations.at[0].text;
  assert_true(reap_str_equal(text, REAP_STR(" T \n\n x\n\n")));
  reap_parser_close(parser);
  reap_batch_free(&batch);
}

static void test_deep_and_long(void **state) {
  (void)state;
  reap_buf in = {0}, out = {0};
  reap_buf_puts(&in, "{\"id\":\"a\",\"x\":");
  for (int i = 0; i < 100000; i++) reap_buf_addc(&in, '[');
  reap_buf_puts(&in, "\n{\"id\":\"b\",\"text\":\"");
  for (int i = 0; i < 17 << 20; i++) reap_buf_addc(&in, 'x');
  reap_buf_puts(&in, "\"}\n{\"id\":\"c\",\"text\":\"");
  for (int i = 0; i < 33 << 20; i++) reap_buf_addc(&in, 'x');
  reap_buf_puts(&in, "\"}\n{\"id\":\"d\",\"text\":\"1\"}\n");
  dump_text_of(&out, in.ptr, in.len, 1 << 20, 256);
  assert_non_null(
      strstr(out.ptr, "fault line 1 byte 0: this document is skipped: it is not JSON: maximum parsing depth reached"));
  assert_non_null(
      strstr(out.ptr, "fault line 2 byte 100015: this document is skipped: it has more than 1 MiB of text\n"));
  assert_non_null(strstr(out.ptr, ": this document is skipped: it has more than 32 MiB in one line\n"));
  assert_non_null(strstr(out.ptr, "\n0.1 plain id=d [?]1\n"));
  reap_buf_free(&in);
  reap_buf_free(&out);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_examples), cmocka_unit_test(test_exact_text),
                                     cmocka_unit_test(test_deep_and_long)};
  return cmocka_run_group_tests_name("ndjson", tests, NULL, NULL);
}
