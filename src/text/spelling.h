/* SPDX-License-Identifier: MIT */
#ifndef REAP_TEXT_SPELLING_H
#define REAP_TEXT_SPELLING_H

#include <stdint.h>

/* How a word was capitalised, as far as its plural depends on it. */
typedef enum {
  REAP_SPELLING_WORD,
  REAP_SPELLING_CAPITALS,       /* AIDS: a short one's S is no plural */
  REAP_SPELLING_CAPITALS_PLURAL /* DFUs: the s always is */
} reap_spelling_case;

/* Makes one spelling of a folded word's plural and singular and of its British and American forms, in place; returns
 * the new length (never more than before). The result is a key, not a word: "headaches" and "headache" both become
 * "headach". Rules may merge inflections but were chosen so that they merge no two names. */
uint32_t reap_spelling_unify(char *word, uint32_t length, reap_spelling_case letters);

#endif
