/* SPDX-License-Identifier: MIT */
#ifndef REAP_MODEL_CITATION_H
#define REAP_MODEL_CITATION_H

#include "base/str.h"

/* What 3_parse writes. Every reap_str borrows from the batch's arena; every span counts bytes in citation.text.
 * An absent string has len 0. */

typedef enum { REAP_OP_PUT, REAP_OP_DELETE } reap_op;

typedef struct {
  uint32_t pmid; /* 0 for documents that are not from PubMed */
  uint16_t version;
  uint8_t op; /* reap_op */
  bool retracted;
  bool plain_text; /* NDJSON {"id","text"}: no title or sections are known */
  bool is_book;
  uint32_t ordinal; /* 1-based position in its source */
  reap_str id;      /* given by the input, for documents that are not from PubMed */
  reap_str source;  /* name of the file as the user gave it, "-" for stdin */
  reap_str doi, pmcid, journal, issn;
  reap_str date;             /* ISO 8601, as precise as known: "2015", "2015-10", "2015-10-03" */
  reap_str vernacular_title; /* in the article's own language */
  reap_str text;             /* title, "\n", then the sections joined by "\n"; UTF-8 */
  reap_span title;           /* in text; empty for plain_text */
  reap_range authors, languages, publication_types, mesh, links, accessions, keywords, other_texts, sections, markups;
  reap_range sentences, tokens;                                                /* 4_segment */
  reap_range mentions, cues, abbreviations;                                    /* 5_tag */
  reap_range quantities;                                                       /* 6_quantify */
  reap_range designs, trials, arms, outcomes, data, findings, checks, phrases; /* 7_assemble */
} reap_citation;

typedef enum {
  REAP_SECTION_UNKNOWN, /* unlabelled, or a label that says nothing about its place */
  REAP_SECTION_TITLE,
  REAP_SECTION_BACKGROUND,
  REAP_SECTION_OBJECTIVE,
  REAP_SECTION_METHODS,
  REAP_SECTION_RESULTS,
  REAP_SECTION_CONCLUSIONS,
  REAP_SECTION_REGISTRATION
} reap_section_kind;

/* One section of the text; the title is the first row. For plain_text one row of kind UNKNOWN covers all of it. */
typedef struct {
  reap_span span;
  uint8_t kind;      /* reap_section_kind, from label and category */
  reap_str label;    /* as printed */
  reap_str category; /* NlmCategory */
} reap_section;

typedef enum { REAP_MARKUP_SUP, REAP_MARKUP_SUB } reap_markup_kind;

/* Text that was printed raised or lowered: "10<sup>-5</sup>" is "10-5" in text with a row for "-5". */
typedef struct {
  reap_span span;
  uint8_t kind;
} reap_markup;

typedef struct {
  reap_str last, initials, collective;
} reap_author;
typedef struct {
  reap_str text;
} reap_text_row; /* a language, a publication type, a keyword */
typedef struct {
  reap_str ui, name;
  bool major;
} reap_mesh;
typedef struct {
  reap_str type;
  uint32_t pmid;
} reap_link; /* CommentsCorrections; type = RefType */
typedef struct {
  reap_str bank, number;
} reap_accession; /* DataBankList */
typedef struct {
  reap_str type, language, text;
} reap_other_text; /* OtherAbstract: never part of text */

#endif
