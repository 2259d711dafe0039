/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>

#include "1_fetch/eutils_request.h"
#include "test.h"

static char notes[500];

static void on_note(void *context, const char *text) {
  (void)context;
  snprintf(notes + strlen(notes), sizeof notes - strlen(notes), "%s;", text);
}

static void test_searches(void **state) {
  (void)state;
  static const struct {
    const char *json;
    reap_status status;
    uint64_t found;
    size_t listed;
    const char *notes;
  } cases[] = {
      {"{\"esearchresult\":{\"count\":\"2\",\"idlist\":[\"31\",\"7\"]}}", REAP_OK, 2, 2, ""},
      {"{\"esearchresult\":{\"count\":\"20000\",\"idlist\":[\"31\"]}}", REAP_OK, 20000, 1, ""},
      {"{\"esearchresult\":{\"count\":\"0\",\"idlist\":[],\"errorlist\":{\"phrasesnotfound\":[\"qqq\"]}}}", REAP_OK, 0,
       0, "PubMed does not know 'qqq';"},
      {"{\"esearchresult\":{\"count\":\"1\",\"idlist\":[\"0\"]}}", REAP_ENET, 1, 0, ""},
      {"{\"esearchresult\":{\"count\":\"1\",\"idlist\":[\"12x\"]}}", REAP_ENET, 1, 0, ""},
      {"{\"esearchresult\":{\"count\":\"-1\",\"idlist\":[]}}", REAP_ENET, 0, 0, ""},
      {"{\"esearchresult\":{\"ERROR\":\"Empty term and query_key - nothing todo\"}}", REAP_EINPUT, 0, 0, ""},
      {"{\"esearchresult\":{\"ERROR\":\"Search Backend failed\"}}", REAP_ENET, 0, 0, ""},
      {"{\"error\":\"API rate limit exceeded\",\"count\":\"4\",\"limit\":\"3\"}", REAP_ENET, 0, 0, ""},
      {"<html>blocked</html>", REAP_ENET, 0, 0, ""},
      {"", REAP_ENET, 0, 0, ""},
      {"[]", REAP_ENET, 0, 0, ""},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    reap_eutils service = {.on_note = on_note};
    reap_pmids ids = {0};
    uint64_t found = 0;
    notes[0] = '\0';
    assert_int_equal(reap_eutils_read_search(&service, reap_str_of(cases[i].json), &ids, &found, NULL),
                     cases[i].status);
    if (cases[i].status == REAP_OK) assert_int_equal(found, cases[i].found);
    assert_int_equal(ids.count, cases[i].listed);
    assert_string_equal(notes, cases[i].notes);
    free(ids.rows);
  }
}

#define CITATION(pmid, more)                                                                                           \
  "<PubmedArticle><MedlineCitation><PMID Version=\"1\">" #pmid "</PMID>" more "</MedlineCitation></PubmedArticle>"

static void test_citations(void **state) {
  (void)state;
  static const struct {
    const char *xml, *inside; /* NULL: no whole set */
    size_t given;
  } cases[] = {
      {"<?xml version=\"1.0\"?><!DOCTYPE PubmedArticleSet SYSTEM \"x.dtd\"><PubmedArticleSet>" CITATION(
           5, "<CommentsCorrectionsList><CommentsCorrections><PMID>9</PMID></CommentsCorrections>"
              "</CommentsCorrectionsList>") "</PubmedArticleSet>\n",
       CITATION(5, "<CommentsCorrectionsList><CommentsCorrections><PMID>9</PMID></CommentsCorrections>"
                   "</CommentsCorrectionsList>"),
       1},
      {"<PubmedArticleSet a=\"b\">" CITATION(5, "") CITATION(6, "") "</PubmedArticleSet>",
       CITATION(5, "") CITATION(6, ""), 2},
      {"<PubmedArticleSet><PubmedBookArticle><BookDocument><PMID>8</PMID></BookDocument></PubmedBookArticle>"
       "</PubmedArticleSet>",
       "<PubmedBookArticle><BookDocument><PMID>8</PMID></BookDocument></PubmedBookArticle>", 1},
      {"<PubmedArticleSet></PubmedArticleSet>", "", 0},
      {"<PubmedArticleSet/>", "", 0},
      {"<PubmedArticleSet>" CITATION(5, ""), NULL, 0},
      {"<PubmedArticleSet>" CITATION(5, "<Article>") "</PubmedArticleSet>", NULL, 0},
      {"<eFetchResult><ERROR>Empty Response</ERROR></eFetchResult>", NULL, 0},
      {"{\"error\":\"API rate limit exceeded\"}", NULL, 0},
      {"", NULL, 0},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    reap_pmids given = {0};
    reap_str inside = {0};
    reap_status status = reap_eutils_read_citations(reap_str_of(cases[i].xml), &inside, &given, NULL);
    assert_int_equal(status, cases[i].inside ? REAP_OK : REAP_ENET);
    assert_int_equal(given.count, cases[i].given);
    if (cases[i].inside) assert_true(reap_str_equal(inside, reap_str_of(cases[i].inside)));
    free(given.rows);
  }
}

static void test_pmids_are_sorted_once(void **state) {
  (void)state;
  reap_pmids ids = {0};
  static const uint32_t unsorted[] = {9, 3, 9, 1, 3};
  for (size_t i = 0; i < 5; i++) reap_pmids_add(&ids, unsorted[i]);
  reap_pmids_sort(&ids);
  assert_int_equal(ids.count, 3);
  assert_true(ids.rows[0] == 1 && ids.rows[1] == 3 && ids.rows[2] == 9);
  free(ids.rows);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_searches),
      cmocka_unit_test(test_citations),
      cmocka_unit_test(test_pmids_are_sorted_once),
  };
  return cmocka_run_group_tests_name("eutils", tests, NULL, NULL);
}
