/* SPDX-License-Identifier: MIT */
#ifndef REAP_TAG_ACRONYM_FORM_H
#define REAP_TAG_ACRONYM_FORM_H

#include "base/str.h"

enum { REAP_ACRONYM_SHORT_BYTES = 24 }; /* no short form is longer */

/* What short and long forms look like, whatever their letters. */

typedef struct {
  uint32_t letters, capitals, digits, words, bytes;
} reap_acronym_shape;

/* The span without white space, quotes and marks around it. */
reap_span reap_acronym_trim(reap_str text, reap_span span);
/* The same for short forms, which keep signs and inner full stops: "L+W-", "M.O.I." */
reap_span reap_acronym_trim_short(reap_str text, reap_span span);

/* Counts the letters (Greek ones too), ASCII capitals, digits, words and bytes of a span. */
reap_acronym_shape reap_acronym_shape_of(reap_str text, reap_span span);

/* Whether the span may be a short form at all: not a number, a statistic, a word, a citation. */
bool reap_acronym_is_short_form(reap_str text, reap_span span);

/* How many percent an alignment must reach: the shorter the short form, the more easily chance makes one. */
int reap_acronym_least_percent(const reap_acronym_shape *short_form);

/* Whether the two, aligned that well, define an abbreviation: the long form is longer, spelled out, and whole. */
bool reap_acronym_is_definition(reap_str text, reap_span short_form, reap_span long_form, int percent);

#endif
