/* SPDX-License-Identifier: MIT */
#ifndef REAP_TEXT_SPELLING_H
#define REAP_TEXT_SPELLING_H

#include "base/str.h"

/* How a word was capitalised, as far as its plural depends on it. */
typedef enum {
  REAP_SPELLING_WORD,
  REAP_SPELLING_CAPITALS,       /* AIDS: a short one's S is no plural */
  REAP_SPELLING_CAPITALS_PLURAL /* DFUs: the s always is */
} reap_spelling_case;

/* By the last two characters of the word as printed. */
static inline reap_spelling_case reap_spelling_case_of(reap_str word) {
  if (word.len < 2) return REAP_SPELLING_WORD;
  char last = word.ptr[word.len - 1], before = word.ptr[word.len - 2];
  if (before < 'A' || before > 'Z') return REAP_SPELLING_WORD;
  return last >= 'A' && last <= 'Z' ? REAP_SPELLING_CAPITALS : REAP_SPELLING_CAPITALS_PLURAL;
}

/* Makes one spelling of a folded word's plural and singular and of its British and American forms, in place; returns
 * the new length (never more than before). The result is a key, not a word: "headaches" and "headache" both become
 * "headach". Rules may merge inflections but were chosen so that they merge no two names. */
uint32_t reap_spelling_unify(char *word, uint32_t length, reap_spelling_case letters);

#endif
