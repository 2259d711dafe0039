/* SPDX-License-Identifier: MIT */
/* What the service's answers say. Errors come in many dresses under status 200: a rate limit as JSON where XML was
 * asked for, an <ERROR> element, a web page, nothing at all. Whatever is not what was asked for is an error. */
#include <jansson.h>
#include <libxml/xmlreader.h>
#include <stdlib.h>

#include "1_fetch/eutils_request.h"

/* ---- esearch (JSON) ---- */

static bool read_number(const json_t *value, uint64_t *out) {
  const char *text = json_string_value(value);
  char *end = NULL;
  if (!text || !reap_is_digit(*text)) return false;
  *out = strtoull(text, &end, 10);
  return *end == '\0';
}

/* Words that PubMed left out of the query: the search says less than was meant, and the user should know. */
static void note_all(const reap_eutils *service, const json_t *list, const char *what) {
  size_t i;
  json_t *word;
  char text[400];
  json_array_foreach(list, i, word) {
    if (!service->on_note || !json_string_value(word)) continue;
    snprintf(text, sizeof text, "PubMed %s '%s'", what, json_string_value(word));
    service->on_note(service->context, text);
  }
}

static void note_warnings(const reap_eutils *service, const json_t *result) {
  const json_t *errors = json_object_get(result, "errorlist"), *warnings = json_object_get(result, "warninglist");
  note_all(service, json_object_get(errors, "phrasesnotfound"), "does not know");
  note_all(service, json_object_get(errors, "fieldsnotfound"), "does not know the field");
  note_all(service, json_object_get(warnings, "phrasesignored"), "ignores");
  note_all(service, json_object_get(warnings, "quotedphrasesnotfound"), "does not find the phrase");
}

/* Some of what comes as an error of the query is the service's own trouble. */
static bool is_passing(const char *refusal) {
  static const char *const marks[] = {"backend", "unable to", "time", "try again"};
  for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
    if (reap_str_find_nocase(reap_str_of(refusal), marks[i]) != REAP_NONE) return true;
  return false;
}

static reap_status take_result(const reap_eutils *service, const json_t *result, reap_pmids *ids, uint64_t *found,
                               reap_error *error) {
  const char *refusal = json_string_value(json_object_get(result, "ERROR"));
  if (refusal && is_passing(refusal))
    return reap_fail(error, REAP_ENET, "the service says: %.300s: try again later", refusal);
  if (refusal) return reap_fail(error, REAP_EINPUT, "PubMed refuses the search: %.300s", refusal);
  const json_t *list = json_object_get(result, "idlist");
  if (!json_is_array(list) || !read_number(json_object_get(result, "count"), found))
    return reap_fail(error, REAP_ENET, "the service's answer is not the result of a search: try again later");
  size_t i, before = ids->count;
  json_t *id;
  json_array_foreach(list, i, id) {
    uint64_t pmid;
    if (!read_number(id, &pmid) || pmid == 0 || pmid > UINT32_MAX) {
      ids->count = before;
      return reap_fail(error, REAP_ENET, "the service's answer is not the result of a search: try again later");
    }
    reap_pmids_add(ids, (uint32_t)pmid);
  }
  note_warnings(service, result);
  return REAP_OK;
}

reap_status reap_eutils_read_search(const reap_eutils *service, reap_str json, reap_pmids *ids, uint64_t *found,
                                    reap_error *error) {
  json_t *root = json_loadb(json.ptr ? json.ptr : "", json.len, JSON_REJECT_DUPLICATES, NULL);
  const char *trouble = json_string_value(json_object_get(root, "error"));
  reap_status status = trouble ? reap_fail(error, REAP_ENET, "the service says: %.300s: try again later", trouble)
                               : take_result(service, json_object_get(root, "esearchresult"), ids, found, error);
  json_decref(root);
  return status;
}

/* ---- efetch (XML) ---- */

static bool is_named(const xmlChar *name, const char *want) { return xmlStrEqual(name, (const xmlChar *)want) != 0; }

/* Is the PMID that the reader stands on the citation's own? Others are quoted deeper, in references and corrections. */
static bool is_own_pmid(xmlTextReaderPtr reader) {
  if (xmlTextReaderDepth(reader) != 3 || !is_named(xmlTextReaderConstName(reader), "PMID")) return false;
  const xmlNode *node = xmlTextReaderCurrentNode(reader);
  return node && node->parent &&
         (is_named(node->parent->name, "MedlineCitation") || is_named(node->parent->name, "BookDocument"));
}

/* Reads the whole document; 1 when it is a set of citations and well-formed to its end. */
static bool read_set(xmlTextReaderPtr reader, reap_pmids *given) {
  bool is_set = false;
  int more;
  while ((more = xmlTextReaderRead(reader)) == 1) {
    if (xmlTextReaderNodeType(reader) != XML_READER_TYPE_ELEMENT) continue;
    if (xmlTextReaderDepth(reader) == 0) is_set = is_named(xmlTextReaderConstName(reader), "PubmedArticleSet");
    if (!is_set) return false;
    if (!is_own_pmid(reader)) continue;
    xmlChar *text = xmlTextReaderReadString(reader);
    unsigned long pmid = text ? strtoul((const char *)text, NULL, 10) : 0;
    xmlFree(text);
    if (pmid > 0 && pmid <= UINT32_MAX) reap_pmids_add(given, (uint32_t)pmid);
  }
  return is_set && more == 0;
}

static void stay_silent(void *context, const xmlError *problem) { (void)context, (void)problem; }

/* Between the tags of the set; empty for <PubmedArticleSet/>. The document is known to be well-formed. */
static reap_str inside_of(reap_str answer) {
  uint32_t open = reap_str_find_nocase(answer, "<PubmedArticleSet"), close = REAP_NONE;
  reap_str rest = {answer.ptr + open, answer.len - open};
  uint32_t begin = reap_str_find_nocase(rest, ">") + 1;
  for (uint32_t from = begin, at;
       (at = reap_str_find_nocase((reap_str){rest.ptr + from, rest.len - from}, "</PubmedArticleSet")) != REAP_NONE;
       from = close + 1)
    close = from + at;
  return close == REAP_NONE ? (reap_str){rest.ptr, 0} : (reap_str){rest.ptr + begin, close - begin};
}

reap_status reap_eutils_read_citations(reap_str answer, reap_str *inside, reap_pmids *given, reap_error *error) {
  size_t before = given->count;
  int options = XML_PARSE_NONET | XML_PARSE_HUGE | XML_PARSE_COMPACT;
  xmlTextReaderPtr reader = answer.len ? xmlReaderForMemory(answer.ptr, (int)answer.len, NULL, NULL, options) : NULL;
  bool good = false;
  if (reader) {
    xmlTextReaderSetStructuredErrorHandler(reader, (xmlStructuredErrorFunc)stay_silent, NULL);
    good = read_set(reader, given);
    xmlFreeTextReader(reader);
  }
  if (good) {
    *inside = inside_of(answer);
    return REAP_OK;
  }
  given->count = before;
  if (reap_str_find_nocase(answer, "rate limit") != REAP_NONE)
    return reap_fail(error, REAP_ENET, "the service says: API rate limit exceeded: try again later");
  return reap_fail(error, REAP_ENET, "the service's answer is not a whole set of citations: try again later");
}
