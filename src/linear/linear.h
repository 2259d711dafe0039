/* SPDX-License-Identifier: MIT */
#ifndef REAP_LINEAR_LINEAR_H
#define REAP_LINEAR_LINEAR_H

#include "base/status.h"
#include "base/str.h"

/* A linear-chain conditional random field (Lafferty, McCallum and Pereira, ICML 2001) over the tokens of a sentence:
 * the probability of a sequence of labels is proportional to exp of the sum, over its tokens, of the weights of the
 * token's features for its label, and of the weight of the step from the label before it.
 *
 * A feature is a 64-bit hash. The model is one block of bytes that is used as it lies (README.md tells the layout). */

enum {
  REAP_LINEAR_LABELS = 4,  /* 0 is "none" */
  REAP_LINEAR_CLASSES = 3, /* labels 1 to 3 */
  REAP_LINEAR_EDGES = 13,  /* kinds of token that a step can lead to; 0 begins a sentence */
};

/* The clusters of a word: groups of words that stand in alike surroundings; 0 for a word that is not known. */
typedef struct {
  uint16_t fine, coarse;
} reap_linear_cluster;

/* An opened model; borrows the bytes. Read-only: any number of threads may share it. */
typedef struct {
  const uint32_t *slots; /* of two neighbours, one may hold a feature: its check byte, then a weight a class */
  uint32_t mask;
  double scale; /* a weight is its byte over this */
  uint32_t word_count;
  const uint32_t *words; /* hashes of the words with clusters, ascending */
  const reap_linear_cluster *clusters;
  double steps[REAP_LINEAR_EDGES][REAP_LINEAR_LABELS][REAP_LINEAR_LABELS]; /* exp of the weights, [from][to] */
} reap_linear;

/* Opens a model of `len` bytes, 8-byte aligned, that must stay while it is used. REAP_EINPUT when they are no model of
 * this layout, are cut short or damaged. */
REAP_MUST_USE reap_status reap_linear_open(reap_linear *out, const void *bytes, size_t len, reap_error *error);

/* The weights of a feature, one a class, in units of 1/scale: each in 16 bits of its own, with REAP_LINEAR_BIAS added
 * so that sums of up to REAP_LINEAR_SUM_MAX features never carry from one to the next. No branch depends on the
 * feature: most are not in the model, and which are cannot be foreseen. */
enum { REAP_LINEAR_BIAS = 128, REAP_LINEAR_SUM_MAX = 256 };
static inline uint64_t reap_linear_weights(const reap_linear *model, uint64_t feature) {
  const uint32_t *pair = &model->slots[(uint32_t)feature & model->mask & ~1u];
  uint32_t check = (uint32_t)(feature >> 56);
  uint32_t slot = (pair[0] & -(uint32_t)(pair[0] >> 24 == check)) | (pair[1] & -(uint32_t)(pair[1] >> 24 == check));
  uint64_t biased = (slot ^ 0x808080u) & 0xFFFFFFu; /* a signed byte plus 128 */
  return (biased & 0xFF) | (biased & 0xFF00) << 8 | (biased & 0xFF0000) << 16;
}

/* Fetches what the next call for the feature will read: a model is larger than the nearest caches. */
static inline void reap_linear_fetch(const reap_linear *model, uint64_t feature) {
  __builtin_prefetch(&model->slots[(uint32_t)feature & model->mask & ~1u]);
}

/* The sum for a class (0 to REAP_LINEAR_CLASSES - 1) out of the added weights of `count` features. */
static inline int32_t reap_linear_sum_of(uint64_t weights, unsigned class, uint32_t count) {
  return (int32_t)(weights >> 16 * class & 0xFFFF) - (int32_t)(REAP_LINEAR_BIAS * count);
}

/* The clusters of the word with that folded hash (reap_token.hash). */
reap_linear_cluster reap_linear_cluster_of(const reap_linear *model, uint64_t hash);

/* One token of a chain. The caller fills `edge` (what the step to it depends on, below REAP_LINEAR_EDGES) and `score`
 * (the sum of its weights, by label); reap_linear_chain() the rest. */
typedef struct {
  uint8_t edge;
  double score[REAP_LINEAR_LABELS];
  double emit[REAP_LINEAR_LABELS];     /* exp of the scores, scaled */
  double forward[REAP_LINEAR_LABELS];  /* sums to 1 */
  double backward[REAP_LINEAR_LABELS]; /* scaled so that forward times backward sums to 1: that is the marginal */
} reap_linear_node;

/* Fills the nodes of one sentence by the forward-backward algorithm. `steps` is exp of the weights of the steps. */
void reap_linear_chain(const double steps[REAP_LINEAR_EDGES][REAP_LINEAR_LABELS][REAP_LINEAR_LABELS],
                       reap_linear_node *nodes, uint32_t count);

/* The probability that the token has the label; the chain must have been filled. */
static inline double reap_linear_marginal(const reap_linear_node *node, unsigned label) {
  return node->forward[label] * node->backward[label];
}

/* Two attributes of a token and the number of the rule that joins them, as a feature. */
static inline uint64_t reap_linear_feature(uint32_t rule, uint64_t a, uint64_t b) {
  uint64_t x = (a + 0x9E3779B97F4A7C15u * (rule + 1)) * 0xC2B2AE3D27D4EB4Fu;
  x ^= ((b << 32 | b >> 32) + 0x165667B19E3779F9u) * 0x9FB21C651E98DF25u;
  x ^= x >> 31;
  x *= 0xD6E8FEB86659FD93u;
  return x ^ x >> 32;
}

#endif
