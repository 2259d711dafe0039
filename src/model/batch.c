/* SPDX-License-Identifier: MIT */
#include "model/batch.h"

#include <stdlib.h>

_Static_assert(REAP_COLUMN_COUNT <= 32, "column bits are a uint32_t");

void reap_batch_reset(reap_batch *batch) {
#define RESET(name, type) reap_vec_reset(&batch->name);
  REAP_COLUMNS(RESET)
#undef RESET
  reap_arena_reset(&batch->arena);
}

void reap_batch_free(reap_batch *batch) {
#define FREE(name, type) reap_vec_free(&batch->name);
  REAP_COLUMNS(FREE)
#undef FREE
  reap_arena_free(&batch->arena);
}
