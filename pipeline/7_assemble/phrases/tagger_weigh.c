/* SPDX-License-Identifier: MIT */
/* How probable each label is at each token: the weights of what is seen, and the chain over the sentence. */
#include <stdlib.h>

#include "7_assemble/phrases/tagger_state.h"
#include "base/memory.h"

extern const char reap_tagger_bytes[], reap_tagger_bytes_end[];
__asm__(".section .rodata\n"
        ".balign 64\n"
        ".global reap_tagger_bytes, reap_tagger_bytes_end\n"
        "reap_tagger_bytes:\n"
        ".incbin \"pipeline/7_assemble/phrases/tagger.model\"\n"
        "reap_tagger_bytes_end:\n"
        ".previous\n");

reap_status reap_tagger_open(reap_tagger **out, reap_error *error) {
  reap_tagger *tagger = reap_alloc(sizeof *tagger);
  size_t len = (size_t)(reap_tagger_bytes_end - reap_tagger_bytes);
  reap_status status = reap_linear_open(&tagger->model, reap_tagger_bytes, len, error);
  if (status == REAP_OK && tagger->model.cell_count != REAP_CELLS)
    status = reap_fail(error, REAP_EINPUT, "the tagger model has other cells; train it again");
  if (status != REAP_OK) {
    free(tagger);
    return status;
  }
  *out = tagger;
  return REAP_OK;
}

void reap_tagger_free(reap_tagger *tagger) {
  if (!tagger) return;
  reap_vec_free(&tagger->noted);
  reap_vec_free(&tagger->uses);
  reap_vec_free(&tagger->views);
  reap_vec_free(&tagger->words);
  free(tagger);
}

void reap_tagger_weigh(reap_tagger *tagger, reap_assembler *a, uint32_t sentence) {
  const reap_linear *model = &tagger->model;
  uint32_t count = a->batch->sentences.at[sentence].tokens.count, all = count + 2 * REAP_VIEW_FIRST;
  const reap_view *views = reap_tagger_views(tagger, a, sentence);
  reap_vec_resize(&tagger->words, all);
  for (uint32_t i = 0; i < all; i++) tagger->words.at[i] = &model->words[views[i].word];
  reap_vec_resize(&a->nodes, count);
  for (uint32_t i = 0; i < count; i++) {
    uint32_t at = REAP_VIEW_FIRST + i;
    reap_linear_node *node = &a->nodes.at[i];
    node->edge = reap_tagger_edge(&views[at]);
    reap_linear_emit(model, reap_tagger_sum(model, views, tagger->words.at, at), REAP_SETS, node);
  }
  reap_linear_chain(&model->steps, a->nodes.at, count);
}
