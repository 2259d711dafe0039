/* SPDX-License-Identifier: MIT */
#ifndef REAP_ASSEMBLE_WORD_LISTS_H
#define REAP_ASSEMBLE_WORD_LISTS_H

#include "base/str.h"

/* The lists of words that stand beside the rules, each with a filter of its words: rules ask for nearly every word of a
 * text, and nearly none is on their list. A list is known by its address, and its filter made when it is first asked:
 * one set of filters a worker. */
enum {
  REAP_WORD_LIST_SLOTS = 1024, /* a power of two, several times the number of lists */
  REAP_WORD_SHAPES = 1024      /* many more than a list has words: a filter that is half full tells little */
};
typedef struct {
  const char *const *words;               /* NULL: an empty slot */
  uint64_t shapes[REAP_WORD_SHAPES / 64]; /* bit: reap_word_shape() of a word on the list */
} reap_word_list;
typedef struct {
  reap_word_list slots[REAP_WORD_LIST_SLOTS];
  reap_word_list unknown; /* may hold any word: of the lists that found no slot */
  uint32_t count;
} reap_word_lists;

/* The caller owns what comes back and frees it. */
reap_word_lists *reap_word_lists_open(void);
void reap_word_lists_free(reap_word_lists *lists);

/* What a filter knows a word by: the same for words that differ in ASCII case only. 0 for no bytes. */
static inline uint16_t reap_word_shape(reap_str word) {
  if (!word.len) return 0;
  const unsigned char *bytes = (const unsigned char *)word.ptr;
  uint32_t letters = (uint32_t)bytes[0] << 16 | (uint32_t)bytes[word.len / 2] << 8 | bytes[word.len - 1];
  return (uint16_t)(((letters | 0x202020) + word.len * 0x9E3779B1u) * 0x85EBCA6Bu >> 22);
}

static inline uint32_t reap_word_list_slot(const char *const *words) {
  return (uint32_t)((uint64_t)(uintptr_t)words * 0x9E3779B97F4A7C15u >> 54);
}
/* The list's filter, wherever it stands; made when there is none. */
const reap_word_list *reap_word_lists_find(reap_word_lists *lists, const char *const *words, size_t count);

/* False: no word of that shape is one of `words` (lower case, static storage). */
static inline bool reap_word_lists_may_hold(reap_word_lists *lists, const char *const *words, size_t count,
                                            uint16_t shape) {
  const reap_word_list *list = &lists->slots[reap_word_list_slot(words)];
  if (list->words != words) list = reap_word_lists_find(lists, words, count);
  return list->shapes[shape / 64] >> shape % 64 & 1;
}

#endif
