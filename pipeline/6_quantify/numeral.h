/* SPDX-License-Identifier: MIT */
#ifndef REAP_QUANTIFY_NUMERAL_H
#define REAP_QUANTIFY_NUMERAL_H

#include "model/citation.h"

/* Reads the numerals of clinical prose from bytes: ".05", "0·03", "1,234", "1 234" (thin, no-break or narrow space),
 * "0,05", "0?05" (a lost middle dot), "1.2E-5", "2 × 10-5", "10(-5)", "1.2 million", and number words: "Twenty-four",
 * "one hundred and twenty". */

typedef enum {
  REAP_NUMERAL_WORDS = 1,    /* spelled out */
  REAP_NUMERAL_DECIMAL = 2,  /* has a decimal part */
  REAP_NUMERAL_GROUPED = 4,  /* "1,234" */
  REAP_NUMERAL_EXPONENT = 8, /* "10-5" with a raised "-5", "1.2E-5", "× 10-5" */
} reap_numeral_flag;

typedef struct {
  double value;
  uint32_t end; /* first byte behind the numeral */
  uint8_t flags;
} reap_numeral;

/* Reads the unsigned numeral in digits that starts at text[at] (a digit or a decimal mark); nothing at or behind
 * `limit` is looked at. `markups` are rows that lie in the text in order, of which only raised ones (REAP_MARKUP_SUP)
 * matter: a raised "-5" behind a "10" is an exponent, any other raised digits do not belong to the number. False when
 * no numeral starts there. */
bool reap_numeral_digits(reap_str text, uint32_t at, uint32_t limit, const reap_markup *markups, uint32_t markup_count,
                         reap_numeral *out);

/* Reads the longest run of English number words from text[at], the start of a word; any case. False when that word is
 * none. */
bool reap_numeral_words(reap_str text, uint32_t at, uint32_t limit, reap_numeral *out);

/* Length in bytes of the white space at text[at]: ASCII and U+00A0, U+2000-200B, U+202F, U+205F, U+3000, U+FEFF; 0 when
 * there is none. */
uint32_t reap_numeral_space(reap_str text, uint32_t at, uint32_t limit);

/* Length in bytes of a hyphen, dash or minus sign at text[at], 0 when there is none; *minus says whether it is U+2212
 * (or its small and full-width forms), which never joins words. */
uint32_t reap_numeral_dash(reap_str text, uint32_t at, uint32_t limit, bool *minus);

#endif
