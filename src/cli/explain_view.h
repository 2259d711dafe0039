/* SPDX-License-Identifier: MIT */
#ifndef REAP_CLI_EXPLAIN_VIEW_H
#define REAP_CLI_EXPLAIN_VIEW_H

#include "base/buf.h"
#include "model/batch.h"

/* How `reap explain` shows a citation: UTF-8 text for a terminal or a pipe. */
typedef struct {
  unsigned width; /* columns of the terminal */
  bool color;     /* ANSI escapes */
  bool numbers;   /* list every number, not only those in findings */
} reap_view;

/* What a run of text is; the text's own words are PLAIN. */
typedef enum {
  REAP_STYLE_PLAIN,
  REAP_STYLE_CONDITION,
  REAP_STYLE_INTERVENTION,
  REAP_STYLE_OUTCOME,
  REAP_STYLE_POPULATION,
  REAP_STYLE_NUMBER,
  REAP_STYLE_TRIAL,
  REAP_STYLE_BOLD,
  REAP_STYLES
} reap_style;

/* Appends the citation: head, text with its names and numbers, legend, tables of arms and findings, checks. */
void reap_view_citation(const reap_view *view, const reap_batch *batch, const reap_citation *citation, reap_buf *out);

/* The parts (explain_text.c, explain_tables.c). */
void reap_view_text(const reap_view *view, const reap_batch *batch, const reap_citation *citation, reap_buf *out);
void reap_view_tables(const reap_view *view, const reap_batch *batch, const reap_citation *citation, reap_buf *out);

/* Appends a heading in a style and, wrapped behind it, text; without a heading the text alone, wrapped. */
void reap_view_item(const reap_view *view, reap_style style, const char *heading, reap_str text, reap_buf *out);

/* Appends text in a style; controls become spaces, so that an abstract cannot write to the terminal. */
void reap_view_put(const reap_view *view, reap_style style, reap_str text, reap_buf *out);

#endif
