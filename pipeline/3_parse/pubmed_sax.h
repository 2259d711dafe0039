/* SPDX-License-Identifier: MIT */
#ifndef REAP_PARSE_PUBMED_SAX_H
#define REAP_PARSE_PUBMED_SAX_H

#include <libxml/parser.h>

#include "3_parse/pubmed.h"
#include "3_parse/reader.h"

/* Private to 3_parse: one PubMed document as libxml2 reports it. */

typedef enum {
  REAP_PUBMED_RUNNING,
  REAP_PUBMED_CLOSED,  /* the root element ended: another document may follow */
  REAP_PUBMED_FAULT,   /* malformed: go on at the next citation */
  REAP_PUBMED_REFUSED, /* nothing in this input can be trusted */
} reap_pubmed_condition;

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

  reap_pubmed_condition condition;
  uint64_t stop, stop_line; /* place of REAP_PUBMED_CLOSED, REAP_PUBMED_FAULT or REAP_PUBMED_REFUSED */
  reap_error fault;
} reap_pubmed;

/* Our callbacks; their context is a reap_pubmed. After each push look at its condition. */
extern const xmlSAXHandler reap_pubmed_handlers;

/* The line that libxml2 has reached, counted from the start of the input. */
uint64_t reap_pubmed_line(const reap_pubmed *p);
/* Writes a place, and the PMID of the open citation, into an error. */
void reap_pubmed_place(const reap_pubmed *p, reap_error *fault, uint64_t position, uint64_t line);

#endif
