/* SPDX-License-Identifier: MIT */
#include "linear/chain.h"

#include <math.h>
#include <string.h>

enum { LABELS = REAP_LINEAR_LABELS };

void reap_linear_set_step(reap_linear_steps *steps, unsigned edge, unsigned from, unsigned to, double weight) {
  float step = (float)exp(fmin(fmax(weight, -REAP_LINEAR_STEP_MAX), REAP_LINEAR_STEP_MAX));
  steps->from[edge][from][to] = step;
  steps->to[edge][to][from] = step;
}

/* Four labels at once. */
typedef float row __attribute__((vector_size(LABELS * sizeof(float))));

static inline row load(const float values[LABELS]) {
  row r;
  memcpy(&r, values, sizeof r);
  return r;
}
static inline void store(float values[LABELS], row r) { memcpy(values, &r, sizeof r); }

/* The sum over k of by[k] times row k of the matrix. */
static inline row multiply(const float matrix[LABELS][LABELS], row by) {
  return (by[0] * load(matrix[0]) + by[1] * load(matrix[1])) + (by[2] * load(matrix[2]) + by[3] * load(matrix[3]));
}

static inline float sum_of(row r) { return (r[0] + r[1]) + (r[2] + r[3]); }

/* Every token is divided by the sum of the one before it, so that nothing under- or overflows; by its own would do as
 * well, but then each step would wait for a division. */
void reap_linear_chain(const reap_linear_steps *steps, reap_linear_node *nodes, uint32_t count) {
  row forward = {1}, backward = {1, 1, 1, 1};
  float by = 1;
  for (uint32_t i = 0; i < count; i++) {
    reap_linear_node *node = &nodes[i];
    forward = multiply(steps->from[node->edge], forward) * (load(node->emit) * by);
    by = 1 / sum_of(forward);
    store(node->forward, forward);
  }
  by = 1;
  for (uint32_t i = count; i-- > 0;) {
    reap_linear_node *node = &nodes[i];
    store(node->backward, backward * (1 / sum_of(load(node->forward) * backward)));
    backward = multiply(steps->to[node->edge], backward * (load(node->emit) * by));
    by = 1 / sum_of(backward);
  }
}
