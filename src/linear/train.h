/* SPDX-License-Identifier: MIT */
#ifndef REAP_LINEAR_TRAIN_H
#define REAP_LINEAR_TRAIN_H

#include "base/vec.h"
#include "linear/image.h"

/* What a model learns from: tokens with their features and right labels, sentence by sentence. Zero-initialised is
 * empty. */
typedef struct {
  uint32_t first, count; /* features */
  uint32_t document;
  uint8_t edge, label;
} reap_linear_example;
typedef struct {
  REAP_VEC(uint64_t) features;
  REAP_VEC(reap_linear_example) tokens;
  REAP_VEC(reap_range) sentences; /* of tokens */
} reap_linear_set;
void reap_linear_set_free(reap_linear_set *set);

typedef struct {
  uint32_t rounds;        /* over all sentences */
  uint32_t documents_min; /* a feature that fewer documents have is not learned */
  uint32_t folds, fold;   /* documents whose number modulo `folds` is `fold` are left out; folds 0: none are */
  double rate;            /* of the first step of each weight */
  double decay;           /* pull of the weights to 0 */
} reap_linear_plan;

/* What was learned: the weights of features by their hashes, and of steps. Zero-initialised is empty. */
typedef struct reap_linear_entry reap_linear_entry;
typedef struct {
  reap_linear_entry *entries; /* open-addressed */
  uint64_t mask;
  reap_linear_exact *weights;
  uint32_t count;
  double steps[REAP_LINEAR_EDGES][REAP_LINEAR_LABELS][REAP_LINEAR_LABELS]; /* [edge][from][to] */
} reap_linear_learned;

/* Learns by AdaGrad (Duchi, Hazan and Singer, JMLR 2011) on the likelihood, one sentence at a time in an order that is
 * shuffled the same way each time. The same set and plan teach the same. The caller frees *out. */
void reap_linear_train(const reap_linear_set *set, const reap_linear_plan *plan, reap_linear_learned *out);
void reap_linear_learned_free(reap_linear_learned *learned);

/* The feature's weights against those of "none"; zeros for one that was not learned. */
reap_linear_exact reap_linear_learned_of(const reap_linear_learned *learned, uint64_t feature);

/* The rule that makes a feature, and what it is made of, as a feature's hash. */
static inline uint64_t reap_linear_feature(uint32_t rule, uint32_t what) {
  uint64_t x = ((uint64_t)rule << 32 | what) + 0x9E3779B97F4A7C15u;
  x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9u;
  x = (x ^ x >> 27) * 0x94D049BB133111EBu;
  return x ^ x >> 31;
}

#endif
