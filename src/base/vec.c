/* SPDX-License-Identifier: MIT */
#include "base/vec.h"

#include "base/memory.h"

void reap_vec_grow(void **at, uint32_t count, uint32_t *capacity, size_t row_bytes) {
  if (count < *capacity) return;
  uint32_t wanted = *capacity ? *capacity * 2 : 16;
  if (wanted <= count) wanted = count + 1;
  *at = reap_realloc(*at, (size_t)wanted * row_bytes);
  *capacity = wanted;
}
