/* SPDX-License-Identifier: MIT */
#ifndef REAP_LINEAR_IMAGE_H
#define REAP_LINEAR_IMAGE_H

#include "linear/linear.h"

/* The layout of a model: this header, then the slots (uint32_t), the hashes of the words (uint32_t), and their clusters
 * (two uint16_t each), without gaps. Little-endian. */

#define REAP_LINEAR_MAGIC "REAPTAG"
enum { REAP_LINEAR_LAYOUT = 1, REAP_LINEAR_BYTE_ORDER = 0x01020304, REAP_LINEAR_SLOT_BITS_MAX = 24 };

typedef struct {
  char magic[8];
  uint32_t layout, byte_order;
  uint32_t slot_bits;  /* there are 2 to the power of that many slots */
  uint32_t word_count; /* words with clusters */
  float scale;
  float steps[REAP_LINEAR_EDGES][REAP_LINEAR_LABELS][REAP_LINEAR_LABELS]; /* weights, [edge][from][to] */
  uint32_t unused;
  uint64_t sum; /* reap_linear_sum() of all bytes behind the header */
} reap_linear_header;

/* A sum that tells damaged bytes (FNV-1a over words of four bytes; the rest of `len` that fills no word is left out).
 */
uint64_t reap_linear_sum(const void *bytes, size_t len);

#endif
