/* SPDX-License-Identifier: MIT */
#ifndef REAP_LINEAR_LINEAR_H
#define REAP_LINEAR_LINEAR_H

#include "base/status.h"
#include "base/str.h"
#include "linear/chain.h"

/* The weights of a linear-chain tagger, made for speed: what words say, what small numbered cells say, and the steps
 * between labels (README.md tells why, image.h the bytes). */

/* Where a word stands as seen from the token that it tells something of; what places there are is the caller's. */
enum { REAP_LINEAR_PLACES = 9 };

/* Weights of labels 1 to 3 against "none", a byte each: 128 is a weight of 0. */
enum { REAP_LINEAR_CLASSES = REAP_LINEAR_LABELS - 1, REAP_LINEAR_ZERO = 128 };
typedef struct {
  uint8_t of[REAP_LINEAR_CLASSES];
} reap_linear_weights;

/* All that one word says, half a cache line. */
typedef struct {
  uint32_t key;
  reap_linear_weights at[REAP_LINEAR_PLACES];
  uint8_t unused; /* weights are read four bytes at a time */
} reap_linear_word;
_Static_assert(sizeof(reap_linear_word) == 32, "half a cache line");

/* exp(-i / scale) of sums, for whole i; what lies further below the best label has the last. */
enum { REAP_LINEAR_POWERS = 1024 };

/* An opened model; borrows the bytes. Read-only: any number of threads may share it. */
typedef struct {
  const uint16_t *index; /* open-addressed: numbers of words */
  uint32_t shift;        /* of a key's hash, to a place in it */
  uint32_t mask;
  const reap_linear_word *words; /* the first is every word that is not known */
  uint32_t word_count;
  const reap_linear_weights *cells; /* a byte more can be read */
  uint32_t cell_count;
  double scale; /* a weight is its byte, less 128, over this */
  reap_linear_steps steps;
  float powers[REAP_LINEAR_POWERS];
} reap_linear;

/* Opens a model of `len` bytes, 8-byte aligned, that must stay while it is used. REAP_EINPUT when they are no model of
 * this layout, are cut short or damaged. */
REAP_MUST_USE reap_status reap_linear_open(reap_linear *out, const void *bytes, size_t len, reap_error *error);

/* Where the search for a key begins. */
static inline uint32_t reap_linear_slot(uint32_t key, uint32_t shift) { return key * 0x9E3779B1u >> shift; }

/* What the word with that key says; of a word that is not known, what such words say. Never NULL. */
static inline const reap_linear_word *reap_linear_word_of(const reap_linear *model, uint32_t key) {
  uint32_t slot = reap_linear_slot(key, model->shift);
  while (model->index[slot] && model->words[model->index[slot]].key != key) slot = (slot + 1) & model->mask;
  return &model->words[model->index[slot]];
}

/* Sums of weights, 16 bits a label: up to 256 sets of them can be added without a carry. */
typedef uint64_t reap_linear_sum;
static inline reap_linear_sum reap_linear_add(reap_linear_sum sum, const reap_linear_weights *weights) {
  uint32_t bytes;
  memcpy(&bytes, weights, sizeof bytes);
  return sum + ((uint64_t)(bytes >> 8 & 0xFF) << 32 | (bytes & 0x00FF00FF));
}
/* The sum of label 1, 2 or 3 out of `count` sets, in units of 1/scale. */
static inline int32_t reap_linear_sum_of(reap_linear_sum sum, unsigned label, uint32_t count) {
  static const uint8_t shifts[REAP_LINEAR_LABELS] = {0, 0, 32, 16};
  return (int32_t)(sum >> shifts[label] & 0xFFFF) - (int32_t)(REAP_LINEAR_ZERO * count);
}

/* Fills node->emit from the sum of `count` sets. */
static inline void reap_linear_emit(const reap_linear *model, reap_linear_sum sum, uint32_t count,
                                    reap_linear_node *node) {
  int32_t sums[REAP_LINEAR_LABELS] = {0}, most = 0;
  for (unsigned l = 1; l < REAP_LINEAR_LABELS; l++) {
    sums[l] = reap_linear_sum_of(sum, l, count);
    most = sums[l] > most ? sums[l] : most;
  }
  for (unsigned l = 0; l < REAP_LINEAR_LABELS; l++) {
    uint32_t below = (uint32_t)(most - sums[l]);
    node->emit[l] = model->powers[below < REAP_LINEAR_POWERS ? below : REAP_LINEAR_POWERS - 1];
  }
}

#endif
