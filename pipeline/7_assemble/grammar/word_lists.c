/* SPDX-License-Identifier: MIT */
#include "7_assemble/grammar/word_lists.h"

#include <stdlib.h>

#include "base/memory.h"

enum { SLOTS = 1024 }; /* a power of two, several times the number of lists */

typedef struct {
  const char *const *words; /* NULL: an empty slot */
  uint64_t shapes[4];       /* bit: reap_word_shape() of a word on the list */
} word_list;

struct reap_word_lists {
  word_list slots[SLOTS];
  uint32_t count;
};

/* Never inlined, so that this seldom work costs the usual answer nothing. */
__attribute__((noinline)) static const word_list *add_list(reap_word_lists *lists, uint32_t slot,
                                                           const char *const *words, size_t count) {
  static const word_list unknown = {NULL, {~(uint64_t)0, ~(uint64_t)0, ~(uint64_t)0, ~(uint64_t)0}};
  if (lists->count == SLOTS / 2) return &unknown;
  lists->count++;
  word_list *list = &lists->slots[slot];
  list->words = words;
  for (size_t i = 0; i < count; i++) {
    uint8_t shape = reap_word_shape(reap_str_of(words[i]));
    list->shapes[shape / 64] |= (uint64_t)1 << shape % 64;
  }
  return list;
}

bool reap_word_lists_may_hold(reap_word_lists *lists, const char *const *words, size_t count, uint8_t shape) {
  uint32_t i = (uint32_t)((uint64_t)(uintptr_t)words * 0x9E3779B97F4A7C15u >> 54);
  while (lists->slots[i].words && lists->slots[i].words != words) i = (i + 1) & (SLOTS - 1);
  const word_list *list = lists->slots[i].words ? &lists->slots[i] : add_list(lists, i, words, count);
  return list->shapes[shape / 64] >> shape % 64 & 1;
}

reap_word_lists *reap_word_lists_open(void) { return reap_alloc(sizeof(reap_word_lists)); }

void reap_word_lists_free(reap_word_lists *lists) { free(lists); }
