/* SPDX-License-Identifier: MIT */
#ifndef REAP_LINEAR_CHAIN_H
#define REAP_LINEAR_CHAIN_H

#include <stdint.h>

/* A linear-chain conditional random field (Lafferty, McCallum and Pereira, ICML 2001) over the tokens of a sentence:
 * the probability of a sequence of labels is proportional to exp of the sum, over its tokens, of the weights of what is
 * seen of the token for its label, and of the weight of the step from the label before it. */

enum {
  REAP_LINEAR_LABELS = 4, /* 0 is "none" */
  REAP_LINEAR_EDGES = 32, /* kinds of token that a step can lead to; 0 begins a sentence, from "none" */
};

/* exp of the weights of the steps, in both directions: the forward pass reads a row a label come from, the backward
 * pass a row a label gone to. */
typedef struct {
  float from[REAP_LINEAR_EDGES][REAP_LINEAR_LABELS][REAP_LINEAR_LABELS]; /* [edge][from][to] */
  float to[REAP_LINEAR_EDGES][REAP_LINEAR_LABELS][REAP_LINEAR_LABELS];   /* [edge][to][from] */
} reap_linear_steps;
enum { REAP_LINEAR_STEP_MAX = 20 }; /* weights are held to that on either side, so that all products stay finite */
void reap_linear_set_step(reap_linear_steps *steps, unsigned edge, unsigned from, unsigned to, double weight);

/* One token of a chain. The caller fills `edge` (the kind of token, below REAP_LINEAR_EDGES) and `emit`: exp of the sum
 * of the token's weights for each label, to a common factor that makes the largest 1; reap_linear_chain() the rest. */
typedef struct {
  float emit[REAP_LINEAR_LABELS];
  float forward[REAP_LINEAR_LABELS];  /* to some factor */
  float backward[REAP_LINEAR_LABELS]; /* scaled so that forward times backward sums to 1: that is the marginal */
  uint32_t edge;
} reap_linear_node;

/* Fills the nodes of one sentence by the forward-backward algorithm. */
void reap_linear_chain(const reap_linear_steps *steps, reap_linear_node *nodes, uint32_t count);

/* The probability that the token has the label; the chain must have been filled. */
static inline double reap_linear_marginal(const reap_linear_node *node, unsigned label) {
  return (double)(node->forward[label] * node->backward[label]);
}

#endif
