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

/* All that one word says, half a cache line. Weights are read four bytes at a time. */
typedef struct {
  reap_linear_weights at[REAP_LINEAR_PLACES];
  uint8_t unused[5];
} reap_linear_word;
_Static_assert(sizeof(reap_linear_word) == 32, "half a cache line");

/* exp(-i / scale) of sums, for whole i; what lies further below the best label has the last. */
enum { REAP_LINEAR_POWERS = 1024 };

/* An opened model; borrows the bytes. Read-only: any number of threads may share it. */
typedef struct {
  const uint32_t *index;         /* open-addressed: a word's number, and above it a check of its key; 0 is empty */
  uint32_t bits;                 /* it has 2 to the power of that many places */
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

/* Keys are spread over the index; the bits of the hash below those that choose the place are the check. Both together
 * are nearly the key, so that a word is told without a look at its entry, which lies further away. */
static inline uint32_t reap_linear_hash(uint32_t key) { return key * 0x9E3779B1u; }
static inline uint32_t reap_linear_place(uint32_t hash, uint32_t bits) { return hash >> (32 - bits); }
static inline uint32_t reap_linear_check(uint32_t hash, uint32_t bits) { return hash << bits >> 16; }

/* The number of the word with that key; of a word that is not known, 0. */
static inline uint32_t reap_linear_word_number(const reap_linear *model, uint32_t key) {
  uint32_t hash = reap_linear_hash(key), at = reap_linear_place(hash, model->bits);
  uint32_t check = reap_linear_check(hash, model->bits), mask = ((uint32_t)1 << model->bits) - 1;
  while (model->index[at] && model->index[at] >> 16 != check) at = (at + 1) & mask;
  return model->index[at] & 0xFFFF;
}
/* Fetches what a search for the key will read. */
static inline void reap_linear_fetch(const reap_linear *model, uint32_t key) {
  __builtin_prefetch(&model->index[reap_linear_place(reap_linear_hash(key), model->bits)]);
}

/* What the word with that key says. Never NULL. */
static inline const reap_linear_word *reap_linear_word_of(const reap_linear *model, uint32_t key) {
  return &model->words[reap_linear_word_number(model, key)];
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
