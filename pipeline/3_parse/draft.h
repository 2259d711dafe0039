/* SPDX-License-Identifier: MIT */
#ifndef REAP_PARSE_DRAFT_H
#define REAP_PARSE_DRAFT_H

#include "base/buf.h"
#include "model/batch.h"

/* Private to 3_parse: the citation in progress. It may straddle any number of chunks and batches, so it is built here
 * and copied into a batch when it is complete. */

enum {
  REAP_TEXT_MAX = 1024 * 1024,         /* title and abstract of one citation: a hundred times the longest ones */
  REAP_CITATION_MAX = 32 * 1024 * 1024 /* all else of one citation */
};

/* Writes text by the white-space rule: runs of XML white space become one space, none at the start or the end. */
typedef struct {
  reap_buf *out;
  size_t begin; /* where this text starts in out */
  bool space;   /* one is due before the next visible character */
} reap_flow;

static inline reap_flow reap_flow_into(reap_buf *out) { return (reap_flow){out, out->len, false}; }
/* Appends bytes of the text; pieces may be cut anywhere. */
void reap_flow_add(reap_flow *flow, const char *bytes, size_t count);
static inline reap_str reap_flow_text(const reap_flow *flow) {
  if (!flow->out->len) return (reap_str){"", 0}; /* nothing was ever put there */
  return (reap_str){flow->out->ptr + flow->begin, (uint32_t)(flow->out->len - flow->begin)};
}

/* A text with its raised and lowered parts. */
typedef struct {
  reap_buf bytes;
  REAP_VEC(reap_markup) marks;
} reap_marked;

typedef struct {
  reap_batch rows;        /* of this citation alone; rows.citations stays empty until finish */
  reap_citation citation; /* its scalars; strings live in rows.arena */
  reap_marked title, book_title;
  reap_marked body; /* the sections, joined by newlines; rows.sections count in it until finish */
  size_t spent;     /* towards REAP_CITATION_MAX */
  bool too_large;
} reap_draft;

/* Empties the draft for the next citation; memory stays, unless an absurd citation blew it up. */
void reap_draft_reset(reap_draft *draft);
void reap_draft_free(reap_draft *draft); /* what it holds, not the struct */

/* Copies into the draft; valid until reset. Sets too_large past the cap (and returns an empty string). */
reap_str reap_draft_keep(reap_draft *draft, reap_str text);
/* Accounts for one more row of any column; false when the citation is too large. */
bool reap_draft_row(reap_draft *draft);

/* Opens a section in body: the newline before it. The caller writes its text to body.bytes, then closes it. A section
 * without text leaves no row. label and category are kept already. */
void reap_draft_open_section(reap_draft *draft);
void reap_draft_close_section(reap_draft *draft, reap_str label, reap_str category);

/* Makes the citation's row: text, title and sections with their final spans, ranges. */
void reap_draft_finish(reap_draft *draft);

/* Appends citation `index` of one batch, with all that 3_parse writes, to another. */
void reap_citation_copy(const reap_batch *from, uint32_t index, reap_batch *to);

/* Kind of a section from its label and NlmCategory (both may be empty; any case). */
reap_section_kind reap_section_kind_of(reap_str label, reap_str category);
/* Whether a label is one that abstracts use, of whatever kind. */
bool reap_section_label_known(reap_str label);

/* Parts of a PubDate -> ISO 8601 as precise as they allow ("2015", "2015-10", "2015-10-03") in out[16]; an unusable
 * year gives "". Month is a number or a name, day a number; both may be empty. */
void reap_date_from_parts(reap_str year, reap_str month, reap_str day, char out[16]);
/* A MedlineDate or DP ("2015 Oct-Dec", "1999 Spring", "2020 Jan 5"): the first date of the range. */
void reap_date_from_text(reap_str text, char out[16]);

#endif
