/* SPDX-License-Identifier: MIT */
#ifndef REAP_ASSEMBLE_WORD_LISTS_H
#define REAP_ASSEMBLE_WORD_LISTS_H

#include "base/str.h"

/* The lists of words that stand beside the rules, each with a filter of its words: rules ask for nearly every word of a
 * text, and nearly none is on their list. A list is known by its address, and its filter made when it is first asked:
 * one set of filters a worker. */
typedef struct reap_word_lists reap_word_lists;

/* The caller owns what comes back and frees it. */
reap_word_lists *reap_word_lists_open(void);
void reap_word_lists_free(reap_word_lists *lists);

/* What a filter knows a word by: the same for words that differ in ASCII case only. 0 for no bytes. */
static inline uint8_t reap_word_shape(reap_str word) {
  if (!word.len) return 0;
  const unsigned char *bytes = (const unsigned char *)word.ptr;
  uint32_t letters = (uint32_t)bytes[0] << 16 | (uint32_t)bytes[word.len / 2] << 8 | bytes[word.len - 1];
  return (uint8_t)(((letters | 0x202020) + word.len * 0x9E3779B1u) * 0x85EBCA6Bu >> 24);
}

/* False: no word of that shape is one of `words` (lower case, static storage). */
bool reap_word_lists_may_hold(reap_word_lists *lists, const char *const *words, size_t count, uint8_t shape);

#endif
