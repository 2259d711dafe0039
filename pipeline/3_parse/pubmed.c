/* SPDX-License-Identifier: MIT */
/* PubMed XML through libxml2's push parser: feeding, going on after an error, one document after another. What the
 * elements mean is in pubmed_elements.c. */
#include <libxml/parser.h>
#include <stdio.h>
#include <stdlib.h>

#include "3_parse/pubmed_sax.h"
#include "base/memory.h"

static void silent(void *context, const char *format, ...) { (void)context, (void)format; }

/* ---- documents ---- */

static void feed_bytes(reap_pubmed *p, const char *bytes, size_t count) { xmlParseChunk(p->xml, bytes, (int)count, 0); }

static void drop_document(reap_pubmed *p) {
  if (!p->xml) return;
  if (p->xml->myDoc) xmlFreeDoc(p->xml->myDoc); /* libxml2 makes one for declared entities, also for SAX */
  xmlFreeParserCtxt(p->xml);
  p->xml = NULL;
}

static reap_status begin_document(reap_pubmed *p, uint64_t position, uint64_t line, reap_error *error) {
  xmlSAXHandler sax = reap_pubmed_handlers;
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
  p->condition = REAP_PUBMED_RUNNING;
  return REAP_OK;
}

/* Begins a document where there is one, after white space; REAP_END when nothing is left. */
static reap_status next_document(reap_pubmed *p, reap_error *error) {
  reap_window *window = &p->parser->window;
  for (;; p->next++) {
    if (p->next == reap_window_end(window) && !reap_window_more(window)) {
      if (window->ended != REAP_END) *error = window->end_error;
      return window->ended;
    }
    char c = *reap_window_at(window, p->next);
    if (!reap_is_space(c) && !(c == 0 && p->documents)) break; /* zeros: of a line end in UTF-16 */
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
static reap_status resume(reap_pubmed *p, uint64_t position, uint64_t line, reap_error *error) {
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
static reap_status find_landmark(reap_pubmed *p, bool *root_end) {
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
static void pass_root_end(reap_pubmed *p) {
  const reap_window *window = &p->parser->window;
  const char *tag = reap_window_at(window, p->stop);
  const char *end = memchr(tag, '>', (size_t)(reap_window_end(window) - p->stop));
  p->next = end ? p->stop + (uint64_t)(end + 1 - tag) : reap_window_end(window);
  p->next_line = p->stop_line;
  p->documents++;
}

/* Nothing follows a fault: it is what the input ends with, unless the source itself broke. */
static reap_status end_with(reap_pubmed *p, reap_error *fault, reap_error *error) {
  const reap_window *window = &p->parser->window;
  *error = *fault;
  if (window->ended == REAP_END) return REAP_EINPUT;
  if (!p->told) reap_parser_report(p->parser, fault);
  *error = window->end_error;
  reap_pubmed_place(p, error, p->stop, p->stop_line);
  return window->ended;
}

/* A fault: told now if reading can go on behind it, else it is what the input ends with (*error). */
static reap_status recover(reap_pubmed *p, reap_error *error) {
  bool root_end = false;
  reap_error fault = p->fault;
  drop_document(p);
  p->walk.record_depth = 0;
  if (p->stop <= p->begin) p->stop = p->begin + 1; /* libxml2 lost the place: never begin at the same byte again */
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
static reap_status end_inside(reap_pubmed *p, reap_error *error) {
  const reap_window *window = &p->parser->window;
  uint64_t end = reap_window_end(window),
           line = p->condition == REAP_PUBMED_RUNNING ? reap_pubmed_line(p) : p->stop_line;
  bool cut = p->condition == REAP_PUBMED_RUNNING || p->stop >= end;
  bool remarks = !p->root_seen && p->documents && *reap_window_at(window, p->begin) == '<';
  if (window->ended == REAP_END && cut && (remarks || (p->resumed && !p->walk.record_depth && p->walk.depth <= 1)))
    return REAP_END;
  if (window->ended == REAP_END && !cut) return recover(p, error);
  if (window->ended != REAP_END)
    *error = window->end_error;
  else if (!p->root_seen && p->condition != REAP_PUBMED_RUNNING)
    *error = p->fault;
  else
    reap_fail(error, REAP_EINPUT, "the input ends %s: it is cut off; get it again",
              p->walk.record_depth ? "inside a citation" : "before the end of the set");
  reap_pubmed_place(p, error, end, line);
  return error->status;
}

static reap_status after_stop(reap_pubmed *p, reap_error *error) {
  if (p->condition == REAP_PUBMED_FAULT) return recover(p, error);
  if (p->condition == REAP_PUBMED_REFUSED) {
    *error = p->fault;
    return REAP_EINPUT;
  }
  p->documents++;
  p->next = p->stop;
  p->next_line = p->stop_line;
  drop_document(p);
  return REAP_OK;
}

static void remember_encoding(reap_pubmed *p) {
  const xmlChar *name = p->xml->encoding ? p->xml->encoding : p->xml->input ? p->xml->input->encoding : NULL;
  if (name && strcasecmp((const char *)name, "UTF-8") != 0)
    snprintf(p->encoding, sizeof p->encoding, "%s", (const char *)name);
}

static reap_status pubmed_step(reap_parser *parser, reap_error *error) {
  reap_pubmed *p = parser->state;
  reap_window *window = &parser->window;
  xmlSetGenericErrorFunc(NULL, silent); /* this thread's; converters speak there */
  if (!p->xml) {
    reap_status status = next_document(p, error);
    if (status != REAP_OK || !p->xml) return status;
  }
  if (p->next == reap_window_end(window) && !reap_window_more(window)) {
    xmlParseChunk(p->xml, NULL, 0, 1);
    return p->condition == REAP_PUBMED_CLOSED || p->condition == REAP_PUBMED_REFUSED ? after_stop(p, error)
                                                                                     : end_inside(p, error);
  }
  size_t have = (size_t)(reap_window_end(window) - p->next), count = have < p->chunk ? have : p->chunk;
  const char *bytes = reap_window_at(window, p->next);
  p->next += count;
  if (p->chunk < REAP_WINDOW_READ) p->chunk *= 2;
  feed_bytes(p, bytes, count);
  if (p->condition != REAP_PUBMED_RUNNING) return after_stop(p, error);
  if (!p->resumed && p->begin + count == p->next) remember_encoding(p);
  return REAP_OK;
}

static reap_status pubmed_open(reap_parser *parser, uint64_t begin, uint64_t line, reap_error *error) {
  (void)error;
  reap_pubmed *p = reap_alloc(sizeof *p);
  parser->state = p;
  p->parser = parser;
  p->next = begin;
  p->next_line = line;
  return REAP_OK;
}

static void pubmed_close(reap_parser *parser) {
  reap_pubmed *p = parser->state;
  if (!p) return;
  drop_document(p);
  reap_walk_free(&p->walk);
  free(p);
}

const reap_reader reap_pubmed_reader = {pubmed_open, pubmed_step, pubmed_close};
