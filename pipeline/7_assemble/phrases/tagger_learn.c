/* SPDX-License-Identifier: MIT */
#include "7_assemble/phrases/tagger_learn.h"

#include <stdlib.h>

#include "base/memory.h"

/* Rules of features (reap_linear_feature()): three a place, then the cells. */
enum { WORD, FINE, COARSE, KINDS, CELL = KINDS * REAP_PLACES };

/* From which places the groups of a word are seen too. */
static bool sees_groups(reap_place place) { return place <= REAP_PLACE_SECOND_BEHIND; }

static reap_tagger_group group_of(reap_tagger_groups groups, uint32_t key) {
  uint32_t low = 0, high = groups.count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (groups.at[middle].key < key)
      low = middle + 1;
    else
      high = middle;
  }
  return low < groups.count && groups.at[low].key == key ? groups.at[low] : (reap_tagger_group){.key = key};
}

/* The features of a word as seen from a place; returns how many. */
static uint32_t word_features(reap_tagger_groups groups, uint32_t key, reap_place place, uint64_t features[KINDS]) {
  uint32_t rule = KINDS * (uint32_t)place;
  features[WORD] = reap_linear_feature(rule + WORD, key);
  if (!key || !sees_groups(place)) return 1;
  reap_tagger_group group = group_of(groups, key);
  features[FINE] = reap_linear_feature(rule + FINE, group.fine);
  features[COARSE] = reap_linear_feature(rule + COARSE, group.coarse);
  return KINDS;
}

uint32_t reap_tagger_features(const reap_view *views, uint32_t at, reap_tagger_groups groups,
                              uint64_t features[REAP_TAGGER_FEATURES_MAX]) {
  uint32_t count = 0, cells[REAP_TABLE_COUNT];
  for (unsigned p = 0; p < REAP_PLACES; p++) {
    uint32_t key = views[reap_tagger_seen(views, at, (reap_place)p)].key;
    count += word_features(groups, key, (reap_place)p, features + count);
  }
  reap_tagger_cells(&views[at], cells);
  for (unsigned i = 0; i < REAP_TABLE_COUNT; i++) features[count++] = reap_linear_feature(CELL, cells[i]);
  return count;
}

reap_linear_exact reap_tagger_learned_word(const reap_linear_learned *learned, reap_tagger_groups groups, uint32_t key,
                                           reap_place place) {
  uint64_t features[KINDS];
  reap_linear_exact sum = {{0}};
  for (uint32_t i = 0, count = word_features(groups, key, place, features); i < count; i++) {
    reap_linear_exact one = reap_linear_learned_of(learned, features[i]);
    for (unsigned l = 0; l < REAP_LINEAR_CLASSES; l++) sum.of[l] += one.of[l];
  }
  return sum;
}

/* A key that no word has: what is learned of a word that is not known. */
enum { UNKNOWN = 0x7FFFFFFF };

static void fold_word(const reap_linear_learned *learned, reap_tagger_groups groups, uint32_t key,
                      reap_linear_exact_word *out) {
  out->key = key;
  for (unsigned p = 0; p < REAP_PLACES; p++) out->at[p] = reap_tagger_learned_word(learned, groups, key, (reap_place)p);
}

/* A word and how often it was seen. */
typedef struct {
  uint32_t key, seen;
} ranked;

/* Common words first: those lie close together in the model then. */
static int by_rank(const void *a, const void *b) {
  const ranked *x = a, *y = b;
  if (x->seen != y->seen) return x->seen > y->seen ? -1 : 1;
  return x->key < y->key ? -1 : x->key > y->key;
}

/* The words seen and those that have groups, once each; returns how many. */
static uint32_t rank(reap_tagger_groups groups, const uint32_t *keys, uint32_t count, ranked *out) {
  uint32_t ranks = 0;
  for (uint32_t i = 0, k = 0; i < count || k < groups.count; ranks++) {
    uint32_t key = k == groups.count || (i < count && keys[i] < groups.at[k].key) ? keys[i] : groups.at[k].key;
    out[ranks] = (ranked){key, 0};
    for (; i < count && keys[i] == key; i++) out[ranks].seen++;
    while (k < groups.count && groups.at[k].key == key) k++;
  }
  qsort(out, ranks, sizeof *out, by_rank);
  return ranks;
}

void reap_tagger_fold(const reap_linear_learned *learned, reap_tagger_groups groups, const uint32_t *keys,
                      uint32_t count, reap_buf *out) {
  ranked *ranks = reap_alloc(((size_t)count + groups.count + 1) * sizeof *ranks);
  uint32_t word_count = rank(groups, keys, count, ranks);
  reap_linear_exact_word *words = reap_alloc(((size_t)word_count + 1) * sizeof *words);
  reap_linear_exact *cells = reap_alloc(REAP_CELLS * sizeof *cells);
  fold_word(learned, groups, UNKNOWN, &words[0]);
  for (uint32_t i = 0; i < word_count; i++) fold_word(learned, groups, ranks[i].key, &words[i + 1]);
  for (uint32_t c = 0; c < REAP_CELLS; c++) cells[c] = reap_linear_learned_of(learned, reap_linear_feature(CELL, c));
  reap_linear_write(&(reap_linear_parts){.words = words,
                                         .word_count = word_count + 1,
                                         .cells = cells,
                                         .cell_count = REAP_CELLS,
                                         .steps = learned->steps},
                    out);
  free(ranks);
  free(words);
  free(cells);
}
