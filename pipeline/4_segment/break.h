/* SPDX-License-Identifier: MIT */
#ifndef REAP_SEGMENT_BREAK_H
#define REAP_SEGMENT_BREAK_H

#include <unicode/uchar.h>

#include "base/utf8.h"

/* Sentence breaking by Unicode (UAX #29, rules SB3 to SB11) straight on UTF-8: ASCII by table, the rest by ICU's
 * character properties. Line breaks count as spaces: sentence.c knows what they mean. ICU's own iterator wants UTF-16
 * and costs twenty times as much; a test holds the two equal. */

/* Decodes the character at text[at] into its Sentence_Break property (U_SB_..., line breaks as U_SB_SP); returns its
 * length in bytes. */
uint32_t reap_break_property(reap_str text, uint32_t at, int *property);

/* Whether the sentence may end with the terminator (. ! ? and the like) of `length` bytes at text[at]: then returns
 * where the next one begins, after closing quotes and brackets and white space; else REAP_NONE. Looks as far ahead as
 * the next letter or terminator. */
uint32_t reap_break_after(reap_str text, uint32_t at, uint32_t length);

static inline bool reap_break_is_terminator(int property) { return property == U_SB_ATERM || property == U_SB_STERM; }

#endif
