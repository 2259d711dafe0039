/* SPDX-License-Identifier: MIT */
#include "linear/chain.h"

#include <math.h>
#include <stddef.h>

enum { LABELS = REAP_LINEAR_LABELS };

void reap_linear_set_step(reap_linear_steps *steps, unsigned edge, unsigned from, unsigned to, double weight) {
  float step = (float)exp(fmin(fmax(weight, -REAP_LINEAR_STEP_MAX), REAP_LINEAR_STEP_MAX));
  steps->from[edge][from][to] = step;
  steps->to[edge][to][from] = step;
}

/* out[l] is the sum over k of by[k] * matrix[k][l]. */
static inline void multiply(const float matrix[LABELS][LABELS], const float by[LABELS], float out[LABELS]) {
  float sum[LABELS];
  for (unsigned l = 0; l < LABELS; l++) sum[l] = by[0] * matrix[0][l];
  for (unsigned k = 1; k < LABELS; k++)
    for (unsigned l = 0; l < LABELS; l++) sum[l] += by[k] * matrix[k][l];
  for (unsigned l = 0; l < LABELS; l++) out[l] = sum[l];
}

static inline void scale(float values[LABELS], float sum) {
  float by = 1 / sum;
  for (unsigned l = 0; l < LABELS; l++) values[l] *= by;
}

static inline float product(const float a[LABELS], const float b[LABELS]) {
  return a[0] * b[0] + a[1] * b[1] + (a[2] * b[2] + a[3] * b[3]);
}

/* Every token is scaled to sum to 1, so that nothing under- or overflows. */
void reap_linear_chain(const reap_linear_steps *steps, reap_linear_node *nodes, uint32_t count) {
  static const float none[LABELS] = {1}, all[LABELS] = {1, 1, 1, 1};
  for (uint32_t i = 0; i < count; i++) {
    reap_linear_node *node = &nodes[i];
    multiply(steps->from[node->edge], i ? node[-1].forward : none, node->forward);
    for (unsigned l = 0; l < LABELS; l++) node->forward[l] *= node->emit[l];
    scale(node->forward, product(node->forward, all));
  }
  for (uint32_t i = count; i-- > 0;) {
    reap_linear_node *node = &nodes[i];
    const reap_linear_node *next = i + 1 < count ? node + 1 : NULL;
    float behind[LABELS];
    for (unsigned l = 0; l < LABELS; l++) {
      behind[l] = next ? next->emit[l] * next->backward[l] : 0;
      node->backward[l] = 1;
    }
    if (next) multiply(steps->to[next->edge], behind, node->backward);
    scale(node->backward, product(node->forward, node->backward));
  }
}
