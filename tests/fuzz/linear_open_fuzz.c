/* SPDX-License-Identifier: MIT */
/* A tagger model of any bytes: refused, or it can be asked. The sum over the bytes is put right, so that more than the
 * sum is tried. */
#include <stdlib.h>

#include "linear/image.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void ask(const reap_linear *model) {
  reap_linear_node nodes[8];
  for (uint32_t i = 0; i < 8; i++) {
    uint64_t hash = reap_linear_feature(i, i * 77, 3), sum = 0;
    reap_linear_cluster cluster = reap_linear_cluster_of(model, hash);
    for (uint32_t k = 0; k < 50; k++) sum += reap_linear_weights(model, hash + k + cluster.fine + cluster.coarse);
    nodes[i] = (reap_linear_node){.edge = (uint8_t)(i % REAP_LINEAR_EDGES)};
    for (unsigned c = 0; c < REAP_LINEAR_CLASSES; c++)
      nodes[i].score[c + 1] = reap_linear_sum_of(sum, c, 50) / model->scale;
  }
  reap_linear_chain(model->steps, nodes, 8);
  for (uint32_t i = 0; i < 8; i++) {
    double sum = 0;
    for (unsigned l = 0; l < REAP_LINEAR_LABELS; l++) sum += reap_linear_marginal(&nodes[i], l);
    if (!(sum > 0.99 && sum < 1.01)) abort();
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  void *copy = malloc(size ? size : 1);
  if (!copy) return 0;
  if (size) memcpy(copy, data, size);
  if (size >= sizeof(reap_linear_header)) {
    reap_linear_header *header = copy;
    header->sum = reap_linear_sum(header + 1, size - sizeof *header);
  }
  reap_linear model;
  if (reap_linear_open(&model, copy, size, NULL) == REAP_OK) ask(&model);
  free(copy);
  return 0;
}
