/* SPDX-License-Identifier: MIT */
/* Broken, hostile and absurd PubMed XML: what is good comes out, what is not is told with its place. */
#include "test.h"

#include <stdio.h>
#include <sys/resource.h>

#include "base/buf.h"
#include "parse_dump.h"

#define CITATION(pmid, title)                                                                                          \
  "<PubmedArticle><MedlineCitation><PMID>" pmid "</PMID><Article><ArticleTitle>" title                                 \
  "</ArticleTitle></Article></MedlineCitation></PubmedArticle>\n"
#define OPEN "<PubmedArticleSet>\n"
#define CLOSE "</PubmedArticleSet>\n"

static const struct {
  const char *name, *in, *want;
} examples[] = {
    {"bare ampersand", OPEN CITATION("1", "a") CITATION("2", "AT&T b") CITATION("3", "c") CLOSE,
     "1.1 [title]a\n3.1 [title]c\nfault line 3 pmid 2: malformed XML: an & that begins no entity (it should read "
     "&amp;): "
     "this citation is skipped\n"},
    {"wrong end tag", OPEN CITATION("1", "a") CITATION("2", "<i>b</b>") CITATION("3", "c") CLOSE,
     "1.1 [title]a\n3.1 [title]c\nfault line 3 pmid 2: malformed XML: the end tag </b> does not match <i>: this "
     "citation is "
     "skipped\n"},
    {"bad in the last citation", OPEN CITATION("1", "a") CITATION("2", "b & b") CLOSE,
     "1.1 [title]a\nfault line 3 pmid 2: malformed XML: an & or < that begins nothing (it should read &amp; or &lt;): "
     "this "
     "citation is skipped\n"},
    {"nothing follows", OPEN CITATION("1", "a") "<PubmedArticle>\n<MedlineCitation><PMID>2</PMID></Wrong>",
     "1.1 [title]a\nend line 4 pmid 2: malformed XML: the end tag </Wrong> does not match <MedlineCitation>: no "
     "citation "
     "follows; repair the file or get it again\n"},
    {"junk between citations", OPEN CITATION("1", "a") "</i>\n" CITATION("2", "b") CLOSE,
     "1.1 [title]a\n2.1 [title]b\nfault line 3: malformed XML: the end tag </i> does not match <PubmedArticleSet>: "
     "reading "
     "goes on at the next citation, others may be lost\n"},
    {"invalid UTF-8", OPEN CITATION("1", "a") CITATION("2", "b\xC3(") CITATION("3", "\xE2\x82\xAC") CLOSE,
     "1.1 [title]a\n3.1 [title]\xE2\x82\xAC\nfault line 3 pmid 2: bytes that are not valid UTF-8: this citation is "
     "skipped\n"},
    {"control character", OPEN CITATION("2", "b\x01") CITATION("3", "c") CLOSE,
     "3.1 [title]c\nfault line 2 pmid 2: a character that XML does not allow: U+0001: this citation is skipped\n"},
    {"an end that is missing",
     OPEN CITATION("1", "a") "<PubmedArticle><MedlineCitation><PMID>2</PMID></MedlineCitation>\n" CITATION("3", "c")
         CITATION("4", "d") CLOSE,
     "1.1 [title]a\n3.1 [title]c\n4.1 [title]d\nfault line 4 pmid 2: another citation begins before this one ends: "
     "this one is "
     "skipped\n"},
    {"lines that are missing",
     OPEN "<PubmedArticle><MedlineCitation><PMID>2</PMID><Article><Abstract><AbstractText>ab\n" CITATION("3", "c")
         CITATION("4", "d") CLOSE,
     "3.1 [title]c\n4.1 [title]d\nfault line 3 pmid 2: another citation begins before this one ends: this one is "
     "skipped\n"},
    {"another file after a cut",
     OPEN CITATION("1", "a") "<PubmedArticle><MedlineCitation><PMID>2</PMID><Article>\n"
                             "<?xml version=\"1.0\"?>\n" OPEN CITATION("3", "c") CLOSE,
     "1.1 [title]a\n3.1 [title]c\nfault line 4 pmid 2: malformed XML: another XML declaration before this document "
     "ends: this "
     "citation is skipped\n"},
    {"no PMID", OPEN "<PubmedArticle><MedlineCitation/></PubmedArticle>\n" CITATION("3", "c") CLOSE,
     "3.1 [title]c\nfault line 2: a citation without a PMID is skipped\n"},
    {"no number as PMID", OPEN CITATION("x12", "a") CITATION("3", "c") CLOSE,
     "3.1 [title]c\nfault line 2: a citation without a PMID is skipped\n"},
    {"undeclared entity", OPEN CITATION("2", "&nosuch;") CITATION("3", "c") CLOSE,
     "3.1 [title]c\nfault line 2 pmid 2: malformed XML: Entity 'nosuch' not defined: this citation is skipped\n"},
    {"foreign root", "<eSearchResult>\n<Count/></eSearchResult>",
     "end line 1: is not PubMed XML: its root element is <eSearchResult>; expected is <PubmedArticleSet> or the "
     "like\n"},
    {"a web page", "\n<!doctype HTML>\n<body>", "end line 2: is a web page: check where it was downloaded from\n"},
    {"foreign second document", OPEN CITATION("1", "a") CLOSE "<eSearchResult/>",
     "1.1 [title]a\nend line 4: is not PubMed XML: its root element is <eSearchResult>; expected is <PubmedArticleSet> "
     "or the "
     "like\n"},
    {"junk behind the end", OPEN CITATION("1", "a") CLOSE "\nxyz",
     "1.1 [title]a\nend line 5: bytes that are not XML follow the end of the document: remove them\n"},
    {"billion laughs",
     "<?xml version=\"1.0\"?>\n<!DOCTYPE PubmedArticleSet [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\">]>\n" OPEN
         CITATION("1", "&b;") CLOSE,
     "end line 2: the DOCTYPE declares entities, which PubMed never does: nothing was read (remove the part in [ ] if "
     "you "
     "trust it)\n"},
    {"external entity",
     "<!DOCTYPE PubmedArticleSet [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>\n" OPEN CITATION("1", "&a;") CLOSE,
     "end line 1: the DOCTYPE declares entities, which PubMed never does: nothing was read (remove the part in [ ] if "
     "you "
     "trust it)\n"},
    {"default attributes",
     "<!DOCTYPE PubmedArticleSet [<!ATTLIST PMID Version CDATA \"9\">]>\n" OPEN CITATION("1", "a") CLOSE,
     "end line 1: the DOCTYPE declares attributes, which PubMed never does: nothing was read (remove the part in [ ] "
     "if you "
     "trust it)\n"},
    {"unknown encoding", "<?xml version=\"1.0\" encoding=\"x-martian\"?>\n" OPEN CITATION("1", "a") CLOSE,
     "end line 1: the encoding \"x-martian\" is not known: convert the file to UTF-8\n"},
    {"empty", "", "end line 1: the input is empty: there is nothing to read\n"},
    {"blank", " \n\n", "end line 3: the input is blank: there is nothing to read\n"},
    {"binary",
     "\x7F"
     "ELF\x02\x01\x01",
     "end line 1: is not PubMed XML, MEDLINE text or NDJSON: nothing was read (--from says which it is)\n"},
    {"a ZIP archive", "PK\3\4rest", "end line 1: is a ZIP archive: unpack it first\n"},
};

/* Bytes are checked on their own below; faults are told as they are met, so they are sorted behind the citations. */
static void normalise(reap_buf *out) {
  reap_buf faults = {0}, rest = {0};
  for (char *line = out->ptr, *end; (end = strchr(line, '\n')); line = end + 1) {
    bool fault = strncmp(line, "fault", 5) == 0;
    char *byte = strstr(line, " byte ");
    reap_buf *to = fault ? &faults : &rest;
    if (byte && byte < end && (fault || strncmp(line, "end", 3) == 0)) {
      char *after = byte + 6 + strspn(byte + 6, "0123456789");
      reap_buf_add(to, line, (size_t)(byte - line));
      line = after;
    }
    reap_buf_add(to, line, (size_t)(end + 1 - line));
  }
  reap_buf_reset(out);
  reap_buf_str(out, reap_buf_view(&rest));
  reap_buf_str(out, reap_buf_view(&faults));
  reap_buf_addc(out, 0);
  reap_buf_free(&faults);
  reap_buf_free(&rest);
}

static void test_examples(void **state) {
  (void)state;
  static const size_t pieces[] = {1000000, 1, 13};
  for (size_t i = 0; i < sizeof examples / sizeof *examples; i++)
    for (size_t j = 0; j < 3; j++) {
      reap_buf out = {0};
      dump_text_of(&out, examples[i].in, strlen(examples[i].in), pieces[j], 256);
      normalise(&out);
      if (strcmp(out.ptr, examples[i].want) != 0)
        fail_msg("%s (pieces of %zu):\n got: %s\nwant: %s", examples[i].name, pieces[j], out.ptr, examples[i].want);
      reap_buf_free(&out);
    }
}

/* The byte told is that of the fault, also behind other faults and in a later document. */
static void test_bytes(void **state) {
  (void)state;
  const char *in = OPEN CITATION("1", "a") CLOSE OPEN CITATION("2", "b\x01") CITATION("3", "c\x02") CLOSE;
  reap_buf out = {0};
  char want[100];
  dump_text_of(&out, in, strlen(in), 100, 256);
  snprintf(want, sizeof want, "fault line 5 byte %zu pmid 2", (size_t)(strchr(in, 1) - in));
  assert_non_null(strstr(out.ptr, want));
  snprintf(want, sizeof want, "fault line 6 byte %zu pmid 3", (size_t)(strchr(in, 2) - in));
  assert_non_null(strstr(out.ptr, want));
  reap_buf_free(&out);
}

/* Cut at every byte: whole citations before the cut come out, all of them, and the cut is told. */
static void test_cut_at_every_byte(void **state) {
  (void)state;
  const char *head = "<?xml version=\"1.0\"?>\n<!DOCTYPE PubmedArticleSet SYSTEM \"x\">\n";
  reap_buf in = {0};
  reap_buf_puts(&in, head);
  reap_buf_puts(&in,
                OPEN CITATION("1", "a<sup>2</sup> &lt; b") CITATION("2", "\xCE\xB1\xE2\x80\x89") CITATION("3", "c"));
  size_t ends[3], count = 0;
  reap_buf_puts(&in, "</PubmedArticleSet>");
  const char *close = "</PubmedArticle>";
  for (const char *at = in.ptr; count < 3 && (at = memmem(at, in.len - (size_t)(at - in.ptr), close, strlen(close)));)
    ends[count++] = (size_t)((at += strlen(close)) - in.ptr);
  for (size_t cut = 0; cut <= in.len; cut++) {
    reap_buf out = {0};
    size_t want = 0, got = 0;
    dump_text_of(&out, in.ptr, cut, 64, 2);
    for (size_t i = 0; i < 3; i++) want += ends[i] <= cut;
    for (const char *at = out.ptr; (at = strstr(at, ".1 [title]")); at++) got++;
    if (got != want) fail_msg("cut at %zu of %zu: %zu citations, not %zu", cut, in.len, got, want);
    if (!strstr(out.ptr, "end line") != (cut == in.len)) fail_msg("cut at %zu: %s", cut, out.ptr);
    reap_buf_free(&out);
  }
  reap_buf_free(&in);
}

/* The source breaks: the good citations come out first, then its error with the place in the document. */
static void test_source_breaks(void **state) {
  (void)state;
  const char *in = OPEN CITATION("1", "a") "<PubmedArticle>\n<MedlineCitation><PMID>2</PMID>";
  reap_buf out = {0};
  dump_source(&out, memory_open(in, strlen(in), 1000, REAP_ENET), 256);
  char want[200];
  snprintf(want, sizeof want, "1.1 [title]a\nend line 4 byte %zu pmid 2: the source broke\n", strlen(in));
  assert_string_equal(out.ptr, want);
  reap_buf_free(&out);
}

/* ---- a stream that is made while it is read ---- */

typedef struct {
  reap_bytes base;
  const char *const *parts; /* NULL-terminated; part number `big` is repeated until `left` bytes were given */
  size_t part, big, at;
  uint64_t left;
} endless;

static reap_status endless_read(reap_bytes *self, void *dst, size_t cap, size_t *got, reap_error *error) {
  (void)error;
  endless *s = (endless *)self;
  for (*got = 0; *got < cap && s->parts[s->part];) {
    const char *part = s->parts[s->part];
    size_t count = strlen(part) - s->at;
    if (count > cap - *got) count = cap - *got;
    memcpy((char *)dst + *got, part + s->at, count);
    *got += count;
    s->at += count;
    if (part[s->at]) continue;
    s->at = 0;
    if (s->part == s->big && s->left > strlen(part))
      s->left -= strlen(part);
    else
      s->part++;
  }
  return *got ? REAP_OK : REAP_END;
}

static void endless_close(reap_bytes *self) { free(self); }

static void run_endless(const char *const *parts, size_t big, uint64_t bytes, reap_buf *out) {
  endless *s = calloc(1, sizeof *s);
  *s = (endless){.base = {.read = endless_read, .close = endless_close}, .parts = parts, .big = big, .left = bytes};
  dump_source(out, &s->base, 256);
}

static long peak_megabytes(void) {
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss / 1024;
}

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
enum { MEGABYTES = 40, MEMORY_MEGABYTES = 100000 };
#else
enum { MEGABYTES = 200, MEMORY_MEGABYTES = 160 };
#endif

/* An abstract, an attribute, a list and a comment of 200 MB: the citation is given up, the others are not. */
static void test_huge(void **state) {
  (void)state;
  static char words[65536];
  for (size_t i = 0; i + 1 < sizeof words; i++) words[i] = i % 7 ? 'w' : ' ';
  static const char authors[] =
      "<Author><LastName>Li</LastName></Author><Author/><Author><LastName>Xu</LastName></Author>\n";
#define BEFORE OPEN CITATION("1", "a") "<PubmedArticle><MedlineCitation><PMID>2</PMID><Article>"
#define AFTER "</Article></MedlineCitation></PubmedArticle>\n" CITATION("3", "c") CLOSE
  const char *const cases[][4] = {
      {BEFORE "<Abstract><AbstractText>", words, "</AbstractText></Abstract>" AFTER, NULL},
      {BEFORE "<AuthorList>", authors, "</AuthorList>" AFTER, NULL},
      {BEFORE "<Abstract><AbstractText Label=\"", words, "\">x</AbstractText></Abstract>" AFTER, NULL},
      {BEFORE "<!--", words, "-->" AFTER, NULL},
      {BEFORE "<VernacularTitle>", words, "</VernacularTitle>" AFTER, NULL},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    reap_buf out = {0};
    run_endless(cases[i], 1, (uint64_t)MEGABYTES << 20, &out);
    if (!strstr(out.ptr, "1.1 [title]a\n") || !strstr(out.ptr, "3.1 [title]c\n")) fail_msg("case %zu: %s", i, out.ptr);
    if (!strstr(out.ptr, "pmid 2: ")) fail_msg("case %zu: %s", i, out.ptr);
    if (strstr(out.ptr, "2.1 ")) fail_msg("case %zu: a citation cut short came out", i);
    reap_buf_free(&out);
  }
  if (peak_megabytes() > MEMORY_MEGABYTES) fail_msg("%ld MB", peak_megabytes());
}

/* Many faults, many documents: time and memory in proportion. */
static void test_many(void **state) {
  (void)state;
  const char *const faults[] = {OPEN, CITATION("2", "&"), CLOSE, NULL};
  const char *const documents[] = {"", OPEN CITATION("2", "x") CLOSE, "", NULL};
  const char *const starts[] = {OPEN, "<PubmedArticle>", CLOSE, NULL};
  const char *const *cases[] = {faults, documents, starts};
  for (size_t i = 0; i < 3; i++) {
    reap_buf out = {0};
    run_endless(cases[i], 1, 300000, &out);
    assert_true(out.len > 10000);
    reap_buf_free(&out);
  }
}

static void test_deep(void **state) {
  (void)state;
  const char *const parts[] = {OPEN "<PubmedArticle><MedlineCitation><PMID>2</PMID><Article><ArticleTitle>", "<i>",
                               "x\n" CITATION("3", "c") CLOSE, NULL};
  reap_buf out = {0};
  run_endless(parts, 1, 100000, &out);
  assert_non_null(strstr(out.ptr, "3.1 [title]c"));
  assert_non_null(strstr(out.ptr, "pmid 2"));
  reap_buf_free(&out);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_examples),      cmocka_unit_test(test_bytes), cmocka_unit_test(test_cut_at_every_byte),
      cmocka_unit_test(test_source_breaks), cmocka_unit_test(test_huge),  cmocka_unit_test(test_many),
      cmocka_unit_test(test_deep),
  };
  return cmocka_run_group_tests_name("pubmed_faults", tests, NULL, NULL);
}
