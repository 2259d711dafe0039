/* SPDX-License-Identifier: MIT */
/* A tagger model of any bytes: refused, or it can be asked. The sum over the bytes is put right, so that more than the
 * sum is tried. */
#include <stdlib.h>

#include "linear/image.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void ask(const reap_linear *model) {
  reap_linear_node nodes[8];
  for (uint32_t i = 0; i < 8; i++) {
    reap_linear_sum sum = 0;
    for (uint32_t k = 0; k < 40; k++)
      sum = reap_linear_add(sum, &reap_linear_word_of(model, i * 0x10000u + k * 77)->at[k % REAP_LINEAR_PLACES]);
    for (uint32_t k = 0; k < 40; k++)
      sum = reap_linear_add(sum,
                            model->cell_count ? &model->cells[(i * 40 + k) % model->cell_count] : &model->words->at[0]);
    nodes[i].edge = i * 5 % REAP_LINEAR_EDGES;
    reap_linear_emit(model, sum, 80, &nodes[i]);
  }
  reap_linear_chain(&model->steps, nodes, 8);
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
    header->sum = reap_linear_checksum(header + 1, size - sizeof *header);
  }
  reap_linear model;
  if (reap_linear_open(&model, copy, size, NULL) == REAP_OK) ask(&model);
  free(copy);
  return 0;
}
