/* SPDX-License-Identifier: MIT */
#ifndef REAP_TAG_ACRONYM_ALIGN_H
#define REAP_TAG_ACRONYM_ALIGN_H

#include "base/str.h"

enum {
  REAP_ACRONYM_SHORT_MAX = 24, /* letters and digits of a short form, Greek letters spelled out */
  REAP_ACRONYM_LONG_MAX = 320, /* bytes before a bracket that may hold the long form */
  REAP_ACRONYM_LETTERS_MAX = 512
};

/* One letter or digit of a text in lower case, without diacritics, Greek letters spelled out. */
typedef struct {
  uint32_t beg;  /* byte in the text */
  uint16_t word; /* words are counted from 0 */
  char letter;
  uint8_t place; /* reap_acronym_place */
} reap_acronym_letter;

/* How much a letter stands out in its word. */
typedef enum { REAP_PLACE_INSIDE, REAP_PLACE_PART, REAP_PLACE_WORD } reap_acronym_place;

typedef struct {
  int percent;    /* 100: every letter of the short form begins a word, and every word is used */
  uint32_t start; /* byte where the long form begins */
} reap_acronym_fit;

/* Memory for one alignment. */
typedef struct {
  reap_acronym_letter letters[REAP_ACRONYM_LETTERS_MAX];
  uint32_t count;
  int unused_cost[REAP_ACRONYM_LETTERS_MAX + 2]; /* running sum of what it costs to leave a word unused, */
  int border_cost[REAP_ACRONYM_LETTERS_MAX + 2]; /* and to step over the mark or bracket behind it */
  int score[2][REAP_ACRONYM_LETTERS_MAX];
  uint32_t start[2][REAP_ACRONYM_LETTERS_MAX];
} reap_acronym_aligner;

/* Finds the best place in text[region] (at most REAP_ACRONYM_LONG_MAX bytes) where a long form of text[short_form]
 * begins that ends with the region: all letters and digits of the short form occur in order, the first at the start of
 * a word. Letters count by where they stand (word, part of a word, inside), unused words cost. percent is INT_MIN when
 * there is none. Linear in letters x letters. */
reap_acronym_fit reap_acronym_align(reap_acronym_aligner *aligner, reap_str text, reap_span short_form,
                                    reap_span region);

#endif
