/* SPDX-License-Identifier: MIT */
/* PubMed XML through libxml2's push parser: feeding, places, and going on after an error. What the elements mean is in
 * pubmed_elements.c. */
#include "3_parse/pubmed.h"

#include <inttypes.h>
#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>
#include <stdio.h>
#include <stdlib.h>

#include "3_parse/reader.h"
#include "base/memory.h"
#include "base/utf8.h"

typedef enum {
  RUNNING,
  CLOSED,  /* the root element ended: another document may follow */
  FAULT,   /* malformed: go on at the next citation */
  REFUSED, /* nothing in this input can be trusted */
} condition;

typedef struct {
  reap_parser *parser;
  xmlParserCtxtPtr xml; /* of the document being read, NULL between documents */
  reap_walk walk;
  xmlEntity entity; /* the last named character, for libxml2 */
  char entity_text[8];

  uint64_t next;      /* position of the next byte to feed */
  uint64_t next_line; /* line there, when xml is NULL */
  size_t chunk;       /* how much to feed at once: grows, so that short documents and faults stay cheap */

  /* of this document */
  uint64_t begin; /* position of its first byte */
  uint64_t begin_line;
  size_t prolog_bytes; /* of ours, fed before its first byte */
  bool root_seen;
  bool resumed; /* begun again after a fault, below a root of ours */
  bool told;    /* the open citation was reported already */
  bool doctype; /* it names a DTD: undeclared names are then no error */
  char encoding[40];

  uint64_t documents; /* closed so far */

  condition condition;
  uint64_t stop, stop_line; /* place of CLOSED, FAULT or REFUSED */
  reap_error fault;
} pubmed;

/* ---- places ---- */

static uint64_t here(const pubmed *p) {
  long consumed = xmlByteConsumed(p->xml);
  if (consumed < (long)p->prolog_bytes) return p->begin;
  return p->begin + (uint64_t)consumed - p->prolog_bytes;
}

static uint64_t line_here(const pubmed *p) {
  int line = p->xml->input ? p->xml->input->line : 1;
  return p->begin_line + (uint64_t)(line > 0 ? line - 1 : 0);
}

static uint32_t open_pmid(const pubmed *p) { return p->walk.record_depth ? p->parser->draft.citation.pmid : 0; }

static void stop_at(pubmed *p, condition why, uint64_t position, uint64_t line) {
  p->condition = why;
  p->stop = position;
  p->stop_line = line;
}

/* Fills in the place of p->fault; its message is set. */
static void place_fault(pubmed *p, reap_error *fault, uint64_t position, uint64_t line) {
  reap_error_set_byte(fault, position);
  reap_error_set_line(fault, line);
  fault->pmid = open_pmid(p);
}

static void refuse(pubmed *p) {
  uint64_t position = here(p), line = line_here(p);
  place_fault(p, &p->fault, position, line);
  stop_at(p, REFUSED, position, line);
  xmlStopParser(p->xml);
}

/* ---- what libxml2 calls ---- */

static void finish_citation(pubmed *p) {
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
  place_fault(p, &fault, here(p), line_here(p));
  reap_parser_report(parser, &fault);
}

static void check_size(pubmed *p) {
  reap_draft *draft = &p->parser->draft;
  if (p->walk.capturing && p->walk.flow.out->full) draft->too_large = true;
  if (!draft->too_large || p->told || !p->walk.record_depth) return;
  reap_error fault;
  reap_fail(&fault, REAP_ELIMIT, "this citation is skipped: more than %d MiB of title and abstract, or %d MiB in all",
            REAP_TEXT_MAX >> 20, REAP_CITATION_MAX >> 20);
  place_fault(p, &fault, here(p), line_here(p));
  reap_parser_report(p->parser, &fault);
  p->told = true;
  reap_walk_mute(&p->walk);
}

/* The open citation lacks its end: it is given up, and reading begins again at the tag that shows it. */
static void give_up_unclosed(pubmed *p) {
  const reap_window *window = &p->parser->window;
  uint64_t position = here(p);
  uint64_t back = position - window->start;
  const char *tag = position > window->start ? memrchr(window->data, '<', back) : NULL;
  if (tag) position = window->start + (uint64_t)(tag - window->data);
  reap_fail(&p->fault, REAP_EINPUT, "another citation begins before this one ends: this one is skipped");
  place_fault(p, &p->fault, position, line_here(p));
  stop_at(p, FAULT, position, line_here(p));
  xmlStopParser(p->xml);
}

static void refuse_root(pubmed *p, const char *name) {
  reap_fail(&p->fault, REAP_EINPUT,
            "is not PubMed XML: its root element is <%.80s>; expected is <PubmedArticleSet> or the like", name);
  refuse(p);
}

static void on_start(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int namespace_count,
                     const xmlChar **namespaces, int count, int defaulted, const xmlChar **attributes) {
  (void)prefix, (void)uri, (void)namespace_count, (void)namespaces, (void)defaulted;
  pubmed *p = context;
  if (p->condition != RUNNING) return;
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
  pubmed *p = context;
  if (p->condition != RUNNING) return;
  check_size(p);
  reap_walk_event event = reap_walk_end(&p->walk);
  if (event == REAP_WALK_END) finish_citation(p);
  if (event == REAP_WALK_DELETE) {
    reap_parser_number_record(p->parser);
    p->told = false;
    finish_citation(p);
  }
  if (p->walk.depth == 1 && !p->walk.skip) {
    stop_at(p, CLOSED, here(p), line_here(p));
    xmlStopParser(p->xml);
  }
}

static void on_text(void *context, const xmlChar *bytes, int count) {
  pubmed *p = context;
  if (!p->walk.capturing || p->condition != RUNNING) return;
  reap_walk_text(&p->walk, (const char *)bytes, (size_t)count);
  if (p->walk.flow.out->full) check_size(p);
}

/* A name that nobody declares (&nosuch;) stays as it is printed. */
static void on_reference(void *context, const xmlChar *name) {
  pubmed *p = context;
  if (p->xml->instate == XML_PARSER_ATTRIBUTE_VALUE) return;
  on_text(context, (const xmlChar *)"&", 1);
  on_text(context, name, (int)strlen((const char *)name));
  on_text(context, (const xmlChar *)";", 1);
}

/* HTML's names of characters (&alpha;) are known although no DTD is read. As PREDEFINED libxml2 takes only one byte in
 * attributes, as GENERAL it wants a document in texts. */
static xmlEntityPtr on_entity(void *context, const xmlChar *name) {
  pubmed *p = context;
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
  pubmed *p = context;
  p->doctype = public_id || system_id;
}

static void refuse_declaration(pubmed *p, const char *what) {
  if (p->condition != RUNNING) return;
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
static bool ill_formed_here(const pubmed *p) {
  const reap_window *window = &p->parser->window;
  uint64_t position = here(p);
  if (position < window->start || position >= reap_window_end(window)) return false;
  reap_str rest = {reap_window_at(window, position), (uint32_t)(reap_window_end(window) - position)};
  return !reap_utf8_valid_at(rest, 0);
}

/* The message of a fatal error. Where libxml2's own message holds a line, that counts from where we began to feed. */
static void word_error(pubmed *p, const xmlError *error) {
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
  pubmed *p = context;
  if (p->condition != RUNNING || error->level != XML_ERR_FATAL) return;
  bool no_root = error->code == XML_ERR_DOCUMENT_END || error->code == XML_ERR_DOCUMENT_EMPTY;
  if (no_root && !p->root_seen && p->documents) return; /* only comments follow the last document: see end_inside */
  uint64_t position = here(p), line = line_here(p);
  word_error(p, error);
  place_fault(p, &p->fault, position, line);
  bool lost = !p->root_seen || error->code == XML_ERR_UNSUPPORTED_ENCODING;
  stop_at(p, lost ? REFUSED : FAULT, position, line);
}

static const xmlSAXHandler handlers = {
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

static void silent(void *context, const char *format, ...) { (void)context, (void)format; }

/* ---- documents ---- */

static void feed_bytes(pubmed *p, const char *bytes, size_t count) { xmlParseChunk(p->xml, bytes, (int)count, 0); }

static void drop_document(pubmed *p) {
  if (!p->xml) return;
  if (p->xml->myDoc) xmlFreeDoc(p->xml->myDoc); /* libxml2 makes one for declared entities, also for SAX */
  xmlFreeParserCtxt(p->xml);
  p->xml = NULL;
}

static reap_status begin_document(pubmed *p, uint64_t position, uint64_t line, reap_error *error) {
  xmlSAXHandler sax = handlers;
  drop_document(p);
  p->xml = xmlCreatePushParserCtxt(&sax, p, NULL, 0, NULL);
  if (!p->xml) return reap_fail(error, REAP_EBUG, "libxml2 cannot start a parser");
  xmlCtxtUseOptions(p->xml, XML_PARSE_NONET | XML_PARSE_NOENT);
  reap_walk_init(&p->walk, &p->parser->draft);
  p->begin = p->next = position;
  p->begin_line = line;
  p->prolog_bytes = 0;
  p->chunk = 4096;
  p->root_seen = p->resumed = p->told = false;
  p->condition = RUNNING;
  return REAP_OK;
}

/* Begins a document where there is one, after white space; REAP_END when nothing is left. */
static reap_status next_document(pubmed *p, reap_error *error) {
  reap_window *window = &p->parser->window;
  for (;; p->next++) {
    if (p->next == reap_window_end(window) && !reap_window_more(window)) {
      if (window->ended != REAP_END) *error = window->end_error;
      return window->ended;
    }
    char c = *reap_window_at(window, p->next);
    if (!reap_is_space(c)) break;
    p->next_line += c == '\n';
  }
  while (reap_window_end(window) - p->next < 4 && reap_window_more(window)) {
  }
  if (reap_window_end(window) - p->next >= 3 && memcmp(reap_window_at(window, p->next), "\xEF\xBB\xBF", 3) == 0)
    p->next += 3;
  if (p->documents && (p->next == reap_window_end(window) || *reap_window_at(window, p->next) != '<')) {
    reap_fail(error, REAP_EINPUT, "bytes that are not XML follow the end of the document: remove them");
    reap_error_set_byte(error, p->next);
    reap_error_set_line(error, p->next_line);
    return REAP_EINPUT;
  }
  p->doctype = false;
  p->encoding[0] = 0;
  return begin_document(p, p->next, p->next_line, error);
}

/* Begins again at a landmark: under a prolog and a root element of ours, so that libxml2 takes what follows. */
static reap_status resume(pubmed *p, uint64_t position, uint64_t line, reap_error *error) {
  const char *root = reap_walk_landmarks(p->walk.root)[0];
  char prolog[256];
  int length = snprintf(prolog, sizeof prolog, "<?xml version=\"1.0\" encoding=\"%s\"?>%s%s%s<%s>",
                        p->encoding[0] ? p->encoding : "UTF-8", p->doctype ? "<!DOCTYPE " : "", p->doctype ? root : "",
                        p->doctype ? " SYSTEM \"-\">" : "", root);
  reap_status status = begin_document(p, position, line, error);
  if (status != REAP_OK) return status;
  p->prolog_bytes = (size_t)length;
  p->resumed = true;
  feed_bytes(p, prolog, (size_t)length);
  return REAP_OK;
}

static bool ends_name(char c) { return c == '>' || c == '/' || reap_is_space(c); }

/* Length of the landmark at `tag` ("<Name" or, for the root's end, "</Name"), 0 when there is none. */
static size_t landmark_at(const char *const *names, const char *tag, size_t have, bool *root_end) {
  *root_end = have > 1 && tag[1] == '/';
  for (size_t i = *root_end ? 0 : 1; names[i] && (!*root_end || i == 0); i++) {
    size_t skip = *root_end ? 2 : 1, length = strlen(names[i]);
    if (have > skip + length && memcmp(tag + skip, names[i], length) == 0 && ends_name(tag[skip + length]))
      return skip + length;
  }
  return 0;
}

enum { LANDMARK_MAX = 32 };

/* After a fault: looks for the next citation from p->stop on. REAP_END: there is none, and no end of the root either.
 */
static reap_status find_landmark(pubmed *p, bool *root_end) {
  reap_window *window = &p->parser->window;
  const char *const *names = reap_walk_landmarks(p->walk.root);
  if (p->stop < window->start) p->stop = window->start;
  for (;;) {
    size_t have = (size_t)(reap_window_end(window) - p->stop);
    const char *from = reap_window_at(window, p->stop);
    const char *tag = have ? memchr(from, '<', have) : NULL;
    const char *to = tag ? tag : from + have;
    for (const char *c = from; (c = memchr(c, '\n', (size_t)(to - c))); c++) p->stop_line++;
    p->stop += (uint64_t)(to - from);
    have -= (size_t)(to - from);
    if (have < LANDMARK_MAX && reap_window_more(window)) continue;
    if (!have) return REAP_END;
    if (landmark_at(names, reap_window_at(window, p->stop), have, root_end)) return REAP_OK;
    p->stop++;
  }
}

static void add_words(reap_error *fault, const char *words) {
  size_t length = strlen(fault->message);
  if (!strstr(fault->message, "skipped"))
    snprintf(fault->message + length, sizeof fault->message - length, "%s", words);
}

/* Goes on behind the end tag of the root at p->stop. */
static void pass_root_end(pubmed *p) {
  const reap_window *window = &p->parser->window;
  const char *tag = reap_window_at(window, p->stop);
  const char *end = memchr(tag, '>', (size_t)(reap_window_end(window) - p->stop));
  p->next = end ? p->stop + (uint64_t)(end + 1 - tag) : reap_window_end(window);
  p->next_line = p->stop_line;
  p->documents++;
}

/* Nothing follows a fault: it is what the input ends with, unless the source itself broke. */
static reap_status end_with(pubmed *p, reap_error *fault, reap_error *error) {
  const reap_window *window = &p->parser->window;
  *error = *fault;
  if (window->ended == REAP_END) return REAP_EINPUT;
  if (!p->told) reap_parser_report(p->parser, fault);
  *error = window->end_error;
  place_fault(p, error, p->stop, p->stop_line);
  return window->ended;
}

/* A fault: told now if reading can go on behind it, else it is what the input ends with (*error). */
static reap_status recover(pubmed *p, reap_error *error) {
  bool root_end = false;
  reap_error fault = p->fault;
  drop_document(p);
  p->walk.record_depth = 0;
  if (find_landmark(p, &root_end) == REAP_END) {
    add_words(&fault, ": no citation follows; repair the file or get it again");
    return end_with(p, &fault, error);
  }
  add_words(&fault,
            fault.pmid ? ": this citation is skipped" : ": reading goes on at the next citation, others may be lost");
  if (!p->told) reap_parser_report(p->parser, &fault);
  if (!root_end) return resume(p, p->stop, p->stop_line, error);
  pass_root_end(p);
  return REAP_OK;
}

/* The input is used up inside a document, and libxml2 has taken what it held back. */
static reap_status end_inside(pubmed *p, reap_error *error) {
  const reap_window *window = &p->parser->window;
  uint64_t end = reap_window_end(window), line = p->condition == RUNNING ? line_here(p) : p->stop_line;
  bool cut = p->condition == RUNNING || p->stop >= end;
  bool remarks = !p->root_seen && p->documents && *reap_window_at(window, p->begin) == '<';
  if (window->ended == REAP_END && cut && (remarks || (p->resumed && !p->walk.record_depth && p->walk.depth <= 1)))
    return REAP_END;
  if (window->ended == REAP_END && !cut) return recover(p, error);
  if (window->ended != REAP_END)
    *error = window->end_error;
  else if (!p->root_seen && p->condition != RUNNING)
    *error = p->fault;
  else
    reap_fail(error, REAP_EINPUT, "the input ends %s: it is cut off; get it again",
              p->walk.record_depth ? "inside a citation" : "before the end of the set");
  place_fault(p, error, end, line);
  return error->status;
}

static reap_status after_stop(pubmed *p, reap_error *error) {
  if (p->condition == FAULT) return recover(p, error);
  if (p->condition == REFUSED) {
    *error = p->fault;
    return REAP_EINPUT;
  }
  p->documents++;
  p->next = p->stop;
  p->next_line = p->stop_line;
  drop_document(p);
  return REAP_OK;
}

static void remember_encoding(pubmed *p) {
  const xmlChar *name = p->xml->encoding ? p->xml->encoding : p->xml->input ? p->xml->input->encoding : NULL;
  if (name && strcasecmp((const char *)name, "UTF-8") != 0)
    snprintf(p->encoding, sizeof p->encoding, "%s", (const char *)name);
}

static reap_status pubmed_step(reap_parser *parser, reap_error *error) {
  pubmed *p = parser->state;
  reap_window *window = &parser->window;
  xmlSetGenericErrorFunc(NULL, silent); /* this thread's; converters speak there */
  if (!p->xml) {
    reap_status status = next_document(p, error);
    if (status != REAP_OK) return status;
  }
  if (p->next == reap_window_end(window) && !reap_window_more(window)) {
    xmlParseChunk(p->xml, NULL, 0, 1);
    return p->condition == CLOSED || p->condition == REFUSED ? after_stop(p, error) : end_inside(p, error);
  }
  size_t have = (size_t)(reap_window_end(window) - p->next), count = have < p->chunk ? have : p->chunk;
  const char *bytes = reap_window_at(window, p->next);
  p->next += count;
  if (p->chunk < REAP_WINDOW_READ) p->chunk *= 2;
  feed_bytes(p, bytes, count);
  if (p->condition != RUNNING) return after_stop(p, error);
  if (!p->resumed && p->begin + count == p->next) remember_encoding(p);
  return REAP_OK;
}

static reap_status pubmed_open(reap_parser *parser, uint64_t begin, uint64_t line, reap_error *error) {
  (void)error;
  pubmed *p = reap_alloc(sizeof *p);
  parser->state = p;
  p->parser = parser;
  p->next = begin;
  p->next_line = line;
  return REAP_OK;
}

static void pubmed_close(reap_parser *parser) {
  pubmed *p = parser->state;
  if (!p) return;
  drop_document(p);
  reap_walk_free(&p->walk);
  free(p);
}

const reap_reader reap_pubmed_reader = {pubmed_open, pubmed_step, pubmed_close};
