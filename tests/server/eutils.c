/* SPDX-License-Identifier: MIT */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "server.h"

enum { MOST_FOUND = 9999 };

/* The value of a form's field, its %XX and + undone. */
static void field(const char *form, const char *name, char *out, size_t size) {
  size_t length = strlen(name), written = 0;
  *out = '\0';
  for (const char *at = form; at && *at; at = strchr(at, '&') ? strchr(at, '&') + 1 : NULL) {
    if (strncmp(at, name, length) != 0 || at[length] != '=') continue;
    for (const char *c = at + length + 1; *c && *c != '&' && written + 1 < size; c++) {
      char hex[3] = {c[0] == '%' ? c[1] : '\0', c[0] == '%' && c[1] ? c[2] : '\0', '\0'};
      out[written++] = c[0] == '%' ? (char)strtol(hex, NULL, 16) : c[0] == '+' ? ' ' : *c;
      if (c[0] == '%' && c[1] && c[2]) c += 2;
    }
    out[written] = '\0';
    return;
  }
}

static bool is_absent(unsigned long pmid) {
  char path[PATH_SIZE];
  unsigned long row;
  bool found = false;
  in_control(path, "absent");
  FILE *list = fopen(path, "r");
  while (list && !found && fscanf(list, "%lu", &row) == 1) found = row == pmid;
  if (list) fclose(list);
  return found;
}

/* "(WORD) AND FIRST:LAST[UID]" */
enum MHD_Result send_esearch(struct MHD_Connection *to, const char *form) {
  char term[1000], word[500] = "", path[PATH_SIZE], row_word[500];
  unsigned long first = 0, last = 0, from, until, step, count = 0;
  field(form, "term", term, sizeof term);
  if (sscanf(term, "(%499[^)]) AND %lu:%lu[UID]", word, &first, &last) != 3)
    return send_text(to, 200, "application/json", "{\"esearchresult\":{\"ERROR\":\"Invalid query\"}}", NULL, NULL);
  size_t size = 200 + MOST_FOUND * 16, length = 0;
  char *ids = calloc(1, size), *answer = calloc(1, size + 1000);
  in_control(path, "citations");
  FILE *list = fopen(path, "r");
  while (list && fscanf(list, "%lu %lu %lu %499s", &from, &until, &step, row_word) == 4)
    for (unsigned long pmid = from; strcmp(row_word, word) == 0 && pmid <= until; pmid += step)
      if (pmid >= first && pmid <= last && ++count <= MOST_FOUND)
        length += (size_t)snprintf(ids + length, size - length, "%s\"%lu\"", count == 1 ? "" : ",", pmid);
  if (list) fclose(list);
  snprintf(
      answer, size + 1000,
      "{\"header\":{\"type\":\"esearch\"},\"esearchresult\":{\"count\":\"%lu\",\"retmax\":\"9999\",\"idlist\":[%s]%s}}",
      count, ids, count || first > 1 ? "" : ",\"errorlist\":{\"phrasesnotfound\":[\"nothing\"],\"fieldsnotfound\":[]}");
  enum MHD_Result result = send_text(to, 200, "application/json", answer, NULL, NULL);
  free(ids);
  free(answer);
  return result;
}

enum MHD_Result send_efetch(struct MHD_Connection *to, const char *form) {
  char ids[8000];
  field(form, "id", ids, sizeof ids);
  size_t size = 1000 + strlen(ids) * 60;
  char *answer = calloc(1, size), *rest = NULL;
  size_t length =
      (size_t)snprintf(answer, size,
                       "<?xml version=\"1.0\" ?>\n<!DOCTYPE PubmedArticleSet PUBLIC \"-//NLM//DTD PubMedArticle, "
                       "1st January 2025//EN\" \"https://example.org/x.dtd\">\n<PubmedArticleSet>\n");
  for (char *id = strtok_r(ids, ",", &rest); id; id = strtok_r(NULL, ",", &rest))
    if (!is_absent(strtoul(id, NULL, 10)))
      length += (size_t)snprintf(
          answer + length, size - length,
          "<PubmedArticle><MedlineCitation><PMID Version=\"1\">%s</PMID><Article><ArticleTitle>Trial %s."
          "</ArticleTitle></Article></MedlineCitation></PubmedArticle>\n",
          id, id);
  snprintf(answer + length, size - length, "</PubmedArticleSet>\n");
  enum MHD_Result result = send_text(to, 200, "text/xml", answer, NULL, NULL);
  free(answer);
  return result;
}
