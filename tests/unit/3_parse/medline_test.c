/* SPDX-License-Identifier: MIT */
#include "test.h"

#include "base/buf.h"
#include "parse_dump.h"

static const struct {
  const char *name, *in, *want;
} examples[] = {
    {"all fields",
     "\nPMID- 12\nOWN - NLM\nIS  - 1234-5678 (Electronic)\nIS  - 0000-0000 (Linking)\nDP  - 2020 Jan 5\n"
     "TI  - A title that is\n      continued.\nLID - 10.1/place [doi]\nAB  - Plain text with DNA: no label.\nFAU - Ny, "
     "Ann Bea\n"
     "AU  - Ny AB\nAD  - Here.\nFAU - Mononym\nAU  - Mononym\nCN  - The Group\nLA  - eng\nLA  - fre\nSI  - "
     "ClinicalTrials.gov/NCT00000001\nPT  - Journal Article\nPT  - Retracted Publication\nTT  - Un titre.\nTA  - L "
     "N\nJT  - Long "
     "name\nMH  - Foot/*surgery\nMH  - Hand\nOT  - *key word\nPMC - PMC9\nAID - S1 [pii]\nAID - 10.1/own [doi]\nOAB - "
     "Publisher: "
     "Otro.\nOABL- spa\nCON - J X. 2001. PMID: 77\nEFR - J Y. 2002. PMID: 34\nRIN - J Z. 2003\n",
     "12.1 retracted doi=10.1/own pmcid=PMC9 journal=Long name issn=1234-5678 date=2020-01-05 vernacular=Un titre. "
     "author=Ny,AB "
     "author=Mononym, author=,The Group language=eng language=fre type=Journal Article type=Retracted Publication "
     "keyword=key "
     "word mesh=:Foot* mesh=:Hand link=ErratumFor:34 link=RetractionIn:0 accession=ClinicalTrials.gov:NCT00000001 "
     "other=/spa/Publisher: Otro. [title]A title that is continued. [?]Plain text with DNA: no label.\n"},
    {"several records, CRLF", "PMID- 1\r\nTI  - A\r\n\r\nPMID- 2\r\nTI  - B\r\n      b\r\nPMID- 3\r\nTA  - J\r\n",
     "1.1 [title]A\n2.1 [title]B b\n3.1 journal=J [title]\n"},
    {"structured abstract",
     "PMID- 1\nTI  - T\nAB  - BACKGROUND AND AIMS: To see. METHODS: In DNA: one; RNA: two. MAIN OUTCOME\n      "
     "MEASURES: x (RESULTS "
     "pending). RESULTS: 5 of 10. CONCLUSIONS: Good. TRIAL REGISTRATION: NCT00000001.\n",
     "1.1 [title]T [background BACKGROUND AND AIMS/]To see. [methods METHODS/]In DNA: one; RNA: two. [methods MAIN "
     "OUTCOME "
     "MEASURES/]x (RESULTS pending). [results RESULTS/]5 of 10. [conclusions CONCLUSIONS/]Good. [registration TRIAL "
     "REGISTRATION/]NCT00000001.\n"},
    {"labels only later are text", "PMID- 1\nAB  - We saw. RESULTS: five.\n",
     "1.1 [title] [?]We saw. RESULTS: five.\n"},
    {"an unknown word is no label", "PMID- 1\nAB  - DNA: it is long. METHODS: we cut.\n",
     "1.1 [title] [?]DNA: it is long. METHODS: we cut.\n"},
    {"book", "PMID- 1\nBTI - The Book\nTI  - Chapter\n", "1.1 book journal=The Book [title]Chapter\n"},
    {"initials without full names", "PMID- 1\nAU  - Li X\nAU  - De la Ny AB\n",
     "1.1 author=Li,X author=De la Ny,AB [title]\n"},
    {"bad records", "PMID- x\nTI  - A\n\nPMID- 2\nTI  - B\nstray line\n\nPMID- 3\nTI  - \xC3(\nPMID- 4\nTI  - D\n",
     "fault line 1 byte 0: this citation is skipped: its PMID is not a number\n"
     "fault line 6 byte 33 pmid 2: this citation is skipped: a line is neither a field (\"TI  - ...\") nor the "
     "indented rest of "
     "one\nfault line 9 byte 53 pmid 3: this citation is skipped: it holds bytes that are not UTF-8\n4.1 [title]D\n"},
    {"empty fields", "PMID- 1\nTI  -\nAB  - \nAU  - \nMH  - /x\nSI  - \n", "1.1 [title]\n"},
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

static void test_source_breaks(void **state) {
  (void)state;
  const char *in = "PMID- 1\nTI  - A\n\nPMID- 2\nTI  - cut he";
  reap_buf out = {0};
  dump_source(&out, memory_open(in, strlen(in), 10, REAP_EIO), 256);
  assert_string_equal(out.ptr, "1.1 [title]A\nend line 6 pmid 2: the source broke\n");
  reap_buf_free(&out);
}

static void test_huge_field(void **state) {
  (void)state;
  reap_buf in = {0}, out = {0};
  reap_buf_puts(&in, "PMID- 1\nAB  - ");
  for (int i = 0; i < 20 << 20; i += 8) reap_buf_add(&in, i % 4096 ? " seven77" : "\n       x", 8);
  reap_buf_puts(&in, "\nPMID- 2\nTI  - B\n");
  dump_text_of(&out, in.ptr, in.len, 1 << 20, 256);
  assert_string_equal(out.ptr,
                      "fault line 2 byte 8 pmid 1: this citation is skipped: it has more than 1 MiB in one field\n"
                      "2.1 [title]B\n");
  reap_buf_free(&in);
  reap_buf_free(&out);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_examples), cmocka_unit_test(test_source_breaks),
                                     cmocka_unit_test(test_huge_field)};
  return cmocka_run_group_tests_name("medline", tests, NULL, NULL);
}
