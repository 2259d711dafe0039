/* SPDX-License-Identifier: MIT */
#ifndef REAP_SEGMENT_SENTENCE_H
#define REAP_SEGMENT_SENTENCE_H

#include "base/str.h"

/* What the line breaks of a section mean. */
typedef enum {
  REAP_LINES_ARE_PARAGRAPHS, /* each ends a sentence */
  REAP_LINES_ARE_WRAPPED     /* only after headings and blank lines */
} reap_lines;

/* Looks at the length of the lines of text[within]: nothing that was wrapped has long ones. */
reap_lines reap_line_style(reap_str text, reap_span within);

/* The first sentence of text[within] (UTF-8, ill-formed bytes are taken as they are), without white space around it;
 * an empty span when only white space is left. Linear over a whole section when called again from each end:
 * after some thousand bytes without an end it gives up and returns these. */
reap_span reap_next_sentence(reap_str text, reap_span within, reap_lines lines);

#endif
