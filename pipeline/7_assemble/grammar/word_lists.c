/* SPDX-License-Identifier: MIT */
#include "7_assemble/grammar/word_lists.h"

#include <stdlib.h>

#include "base/memory.h"

static const reap_word_list *add_list(reap_word_lists *lists, uint32_t slot, const char *const *words, size_t count) {
  if (lists->count == REAP_WORD_LIST_SLOTS / 2) return &lists->unknown;
  lists->count++;
  reap_word_list *list = &lists->slots[slot];
  list->words = words;
  for (size_t i = 0; i < count; i++) {
    uint16_t shape = reap_word_shape(reap_str_of(words[i]));
    list->shapes[shape / 64] |= (uint64_t)1 << shape % 64;
  }
  return list;
}

const reap_word_list *reap_word_lists_find(reap_word_lists *lists, const char *const *words, size_t count) {
  uint32_t i = reap_word_list_slot(words);
  while (lists->slots[i].words && lists->slots[i].words != words) i = (i + 1) & (REAP_WORD_LIST_SLOTS - 1);
  return lists->slots[i].words ? &lists->slots[i] : add_list(lists, i, words, count);
}

reap_word_lists *reap_word_lists_open(void) {
  reap_word_lists *lists = reap_alloc(sizeof *lists);
  memset(lists->unknown.shapes, 0xFF, sizeof lists->unknown.shapes);
  return lists;
}

void reap_word_lists_free(reap_word_lists *lists) { free(lists); }
