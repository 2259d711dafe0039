/* SPDX-License-Identifier: MIT */
#ifndef REAP_LINEAR_TRAIN_H
#define REAP_LINEAR_TRAIN_H

#include "base/buf.h"
#include "base/vec.h"
#include "linear/linear.h"

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
  uint32_t slot_bits;
  double rate;  /* of the first step of each weight */
  double decay; /* pull of the weights to 0 */
  double least; /* a feature whose weights are all smaller is left out of the model */
} reap_linear_plan;

/* A word and its clusters, for the model's table. */
typedef struct {
  uint64_t hash;
  reap_linear_cluster cluster;
} reap_linear_word;

/* Learns by AdaGrad (Duchi, Hazan and Singer, JMLR 2011) on the likelihood, one sentence at a time in an order that is
 * shuffled the same way each time, and appends the model to `out`. The same set and plan give the same bytes. */
void reap_linear_train(const reap_linear_set *set, const reap_linear_plan *plan, const reap_linear_word *words,
                       uint32_t word_count, reap_buf *out);

#endif
