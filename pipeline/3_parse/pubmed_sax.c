/* SPDX-License-Identifier: MIT */
/* What libxml2 tells: elements and texts go to the walk, errors become faults with their place. */
#include "3_parse/pubmed_sax.h"

#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>

#include "base/utf8.h"

/* ---- places ---- */

static uint64_t here(const reap_pubmed *p) {
  long consumed = xmlByteConsumed(p->xml);
  if (consumed < (long)p->prolog_bytes) return p->begin;
  return p->begin + (uint64_t)consumed - p->prolog_bytes;
}

uint64_t reap_pubmed_line(const reap_pubmed *p) {
  int line = p->xml->input ? p->xml->input->line : 1;
  return p->begin_line + (uint64_t)(line > 0 ? line - 1 : 0);
}

static uint32_t open_pmid(const reap_pubmed *p) { return p->walk.record_depth ? p->parser->draft.citation.pmid : 0; }

static void stop_at(reap_pubmed *p, reap_pubmed_condition why, uint64_t position, uint64_t line) {
  p->condition = why;
  p->stop = position;
  p->stop_line = line;
}

void reap_pubmed_place(const reap_pubmed *p, reap_error *fault, uint64_t position, uint64_t line) {
  reap_error_set_byte(fault, position);
  reap_error_set_line(fault, line);
  fault->pmid = open_pmid(p);
}

static void refuse(reap_pubmed *p) {
  uint64_t position = here(p), line = reap_pubmed_line(p);
  reap_pubmed_place(p, &p->fault, position, line);
  stop_at(p, REAP_PUBMED_REFUSED, position, line);
  xmlStopParser(p->xml);
}

/* ---- what libxml2 calls ---- */

static void finish_citation(reap_pubmed *p) {
  reap_parser *parser = p->parser;
  reap_draft *draft = &parser->draft;
  if (p->told) {
    p->told = false;
    return;
  }
  if (draft->citation.pmid) {
    reap_parser_emit(parser);
    return;
  }
  reap_error fault;
  reap_fail(&fault, REAP_EINPUT, "a citation without a PMID is skipped");
  reap_pubmed_place(p, &fault, here(p), reap_pubmed_line(p));
  reap_parser_report(parser, &fault);
}

static void check_size(reap_pubmed *p) {
  reap_draft *draft = &p->parser->draft;
  if (p->walk.capturing && p->walk.flow.out->full) draft->too_large = true;
  if (!draft->too_large || p->told || !p->walk.record_depth) return;
  reap_error fault;
  reap_fail(&fault, REAP_ELIMIT, "this citation is skipped: more than %d MiB of title and abstract, or %d MiB in all",
            REAP_TEXT_MAX >> 20, REAP_CITATION_MAX >> 20);
  reap_pubmed_place(p, &fault, here(p), reap_pubmed_line(p));
  reap_parser_report(p->parser, &fault);
  p->told = true;
  reap_walk_mute(&p->walk);
}

/* The open citation lacks its end: it is given up, and reading begins again at the tag that shows it. */
static void give_up_unclosed(reap_pubmed *p) {
  const reap_window *window = &p->parser->window;
  uint64_t position = here(p);
  uint64_t back = position - window->start;
  const char *tag = position > window->start ? memrchr(window->data, '<', back) : NULL;
  if (tag) position = window->start + (uint64_t)(tag - window->data);
  reap_fail(&p->fault, REAP_EINPUT, "another citation begins before this one ends: this one is skipped");
  reap_pubmed_place(p, &p->fault, position, reap_pubmed_line(p));
  stop_at(p, REAP_PUBMED_FAULT, position, reap_pubmed_line(p));
  xmlStopParser(p->xml);
}

static void refuse_root(reap_pubmed *p, const char *name) {
  reap_fail(&p->fault, REAP_EINPUT,
            "is not PubMed XML: its root element is <%.80s>; expected is <PubmedArticleSet> or the like", name);
  refuse(p);
}

static void on_start(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int namespace_count,
                     const xmlChar **namespaces, int count, int defaulted, const xmlChar **attributes) {
  (void)prefix, (void)uri, (void)namespace_count, (void)namespaces, (void)defaulted;
  reap_pubmed *p = context;
  if (p->condition != REAP_PUBMED_RUNNING) return;
  switch (reap_walk_start(&p->walk, name, attributes, count)) {
  case REAP_WALK_BEGIN:
    p->told = false;
    reap_parser_number_record(p->parser);
    break;
  case REAP_WALK_UNCLOSED:
    give_up_unclosed(p);
    break;
  case REAP_WALK_FOREIGN:
    refuse_root(p, (const char *)name);
    break;
  default:
    break;
  }
  p->root_seen = true;
}

static void on_end(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri) {
  (void)name, (void)prefix, (void)uri;
  reap_pubmed *p = context;
  if (p->condition != REAP_PUBMED_RUNNING) return;
  check_size(p);
  reap_walk_event event = reap_walk_end(&p->walk);
  if (event == REAP_WALK_END) finish_citation(p);
  if (event == REAP_WALK_DELETE) {
    reap_parser_number_record(p->parser);
    p->told = false;
    finish_citation(p);
  }
  if (p->walk.depth == 1 && !p->walk.skip) {
    stop_at(p, REAP_PUBMED_CLOSED, here(p), reap_pubmed_line(p));
    xmlStopParser(p->xml);
  }
}

static void on_text(void *context, const xmlChar *bytes, int count) {
  reap_pubmed *p = context;
  if (!p->walk.capturing || p->condition != REAP_PUBMED_RUNNING) return;
  reap_walk_text(&p->walk, (const char *)bytes, (size_t)count);
  if (p->walk.flow.out->full) check_size(p);
}

/* A name that nobody declares (&nosuch;) stays as it is printed. */
static void on_reference(void *context, const xmlChar *name) {
  reap_pubmed *p = context;
  if (p->xml->instate == XML_PARSER_ATTRIBUTE_VALUE) return;
  on_text(context, (const xmlChar *)"&", 1);
  on_text(context, name, (int)strlen((const char *)name));
  on_text(context, (const xmlChar *)";", 1);
}

/* HTML's names of characters (&alpha;) are known although no DTD is read. As PREDEFINED libxml2 takes only one byte in
 * attributes, as GENERAL it wants a document in texts. */
static xmlEntityPtr on_entity(void *context, const xmlChar *name) {
  reap_pubmed *p = context;
  xmlEntityPtr predefined = xmlGetPredefinedEntity(name);
  if (predefined) return predefined;
  const htmlEntityDesc *known = htmlEntityLookup(name);
  if (!known) return NULL;
  uint32_t length = reap_utf8_encode(known->value, p->entity_text);
  p->entity_text[length] = 0;
  bool attribute = p->xml->instate == XML_PARSER_ATTRIBUTE_VALUE;
  p->entity = (xmlEntity){.type = XML_ENTITY_DECL,
                          .name = name,
                          .etype = attribute ? XML_INTERNAL_GENERAL_ENTITY : XML_INTERNAL_PREDEFINED_ENTITY,
                          .content = (xmlChar *)p->entity_text,
                          .orig = (xmlChar *)p->entity_text,
                          .length = (int)length,
                          .checked = 1};
  return &p->entity;
}

static void on_doctype(void *context, const xmlChar *name, const xmlChar *public_id, const xmlChar *system_id) {
  (void)name;
  reap_pubmed *p = context;
  p->doctype = public_id || system_id;
}

static void refuse_declaration(reap_pubmed *p, const char *what) {
  if (p->condition != REAP_PUBMED_RUNNING) return;
  reap_fail(
      &p->fault, REAP_EINPUT,
      "the DOCTYPE declares %s, which PubMed never does: nothing was read (remove the part in [ ] if you trust it)",
      what);
  refuse(p);
}

static void on_entity_declaration(void *context, const xmlChar *name, int type, const xmlChar *public_id,
                                  const xmlChar *system_id, xmlChar *content) {
  (void)name, (void)type, (void)public_id, (void)system_id, (void)content;
  refuse_declaration(context, "entities");
}

static void on_attribute_declaration(void *context, const xmlChar *element, const xmlChar *name, int type,
                                     int default_kind, const xmlChar *default_value, xmlEnumerationPtr tree) {
  (void)element, (void)name, (void)type, (void)default_kind, (void)default_value;
  xmlFreeEnumeration(tree);
  refuse_declaration(context, "attributes");
}

/* Our words for libxml2's commonest errors; the first %.80s is error->str2 or, for one name only, str1. */
static const struct {
  int code;
  const char *text;
} wordings[] = {
    {XML_ERR_ENTITYREF_SEMICOL_MISSING, "malformed XML: an & that begins no entity (it should read &amp;)"},
    {XML_ERR_NAME_REQUIRED, "malformed XML: an & or < that begins nothing (it should read &amp; or &lt;)"},
    {XML_ERR_LT_IN_ATTRIBUTE, "malformed XML: a < inside an attribute"},
    {XML_ERR_RESERVED_XML_NAME, "malformed XML: another XML declaration before this document ends"},
    {XML_ERR_DOCUMENT_EMPTY, "is not XML"},
};

/* Fed in small pieces libxml2 calls ill-formed UTF-8 an internal error. */
static bool ill_formed_here(const reap_pubmed *p) {
  const reap_window *window = &p->parser->window;
  uint64_t position = here(p);
  if (position < window->start || position >= reap_window_end(window)) return false;
  reap_str rest = {reap_window_at(window, position), (uint32_t)(reap_window_end(window) - position)};
  return !reap_utf8_valid_at(rest, 0);
}

/* The message of a fatal error. Where libxml2's own message holds a line, that counts from where we began to feed. */
static void word_error(reap_pubmed *p, const xmlError *error) {
  for (size_t i = 0; i < sizeof wordings / sizeof *wordings; i++)
    if (wordings[i].code == error->code) {
      reap_fail(&p->fault, REAP_EINPUT, "%s", wordings[i].text);
      return;
    }
  const char *first = error->str1 ? error->str1 : "?", *second = error->str2 ? error->str2 : "?";
  if (error->code == XML_ERR_TAG_NAME_MISMATCH)
    reap_fail(&p->fault, REAP_EINPUT, "malformed XML: the end tag </%.80s> does not match <%.80s>", second, first);
  else if (error->code == XML_ERR_UNSUPPORTED_ENCODING)
    reap_fail(&p->fault, REAP_EINPUT, "the encoding \"%.60s\" is not known: convert the file to UTF-8", first);
  else if (error->code == XML_ERR_INVALID_CHAR && error->int1 > 0)
    reap_fail(&p->fault, REAP_EINPUT, "a character that XML does not allow: U+%04X", (unsigned)error->int1);
  else if (error->code == XML_ERR_INVALID_CHAR || error->code == XML_ERR_INVALID_ENCODING ||
           (error->code == XML_ERR_INTERNAL_ERROR && ill_formed_here(p)))
    reap_fail(&p->fault, REAP_EINPUT, "bytes that are not valid %s", p->encoding[0] ? p->encoding : "UTF-8");
  else {
    const char *message = error->message ? error->message : "unknown error";
    reap_fail(&p->fault, REAP_EINPUT, "malformed XML: %.*s", (int)strcspn(message, "\r\n"), message);
  }
}

static void on_error(void *context, xmlErrorPtr error) {
  reap_pubmed *p = context;
  if (p->condition != REAP_PUBMED_RUNNING || error->level != XML_ERR_FATAL) return;
  bool no_root = error->code == XML_ERR_DOCUMENT_END || error->code == XML_ERR_DOCUMENT_EMPTY;
  if (no_root && !p->root_seen && p->documents) return; /* only comments follow the last document: see end_inside */
  uint64_t position = here(p), line = reap_pubmed_line(p);
  word_error(p, error);
  reap_pubmed_place(p, &p->fault, position, line);
  bool lost = !p->root_seen || error->code == XML_ERR_UNSUPPORTED_ENCODING;
  stop_at(p, lost ? REAP_PUBMED_REFUSED : REAP_PUBMED_FAULT, position, line);
}

const xmlSAXHandler reap_pubmed_handlers = {
    .internalSubset = on_doctype,
    .getEntity = on_entity,
    .entityDecl = on_entity_declaration,
    .attributeDecl = on_attribute_declaration,
    .reference = on_reference,
    .characters = on_text,
    .ignorableWhitespace = on_text, /* the same function: libxml2 then does not try to tell them apart */
    .cdataBlock = on_text,
    .startElementNs = on_start,
    .endElementNs = on_end,
    .serror = on_error,
    .initialized = XML_SAX2_MAGIC,
};
