/* SPDX-License-Identifier: MIT */
#ifndef REAP_LINEAR_IMAGE_H
#define REAP_LINEAR_IMAGE_H

#include "base/buf.h"
#include "linear/linear.h"

/* The layout of a model: this header, the words, the index (uint32_t), and the cells, with unused bytes behind them up
 * to a multiple of 4, at least one, and no other gaps. Little-endian. */

#define REAP_LINEAR_MAGIC "REAPTAG"
enum {
  REAP_LINEAR_LAYOUT = 4,
  REAP_LINEAR_BYTE_ORDER = 0x01020304,
  REAP_LINEAR_WORDS_MAX = 32768,
  REAP_LINEAR_CELLS_MAX = 1 << 20,
  REAP_LINEAR_INDEX_BITS = 16, /* at most half of the index is filled */
};

typedef struct {
  char magic[8];
  uint32_t layout, byte_order;
  uint32_t index_bits; /* the index has 2 to the power of that many places */
  uint32_t word_count, cell_count;
  float scale;
  float steps[REAP_LINEAR_EDGES][REAP_LINEAR_LABELS][REAP_LINEAR_LABELS]; /* weights, [edge][from][to] */
  uint32_t unused[6]; /* so that words lie on halves of cache lines */
  uint64_t sum;       /* reap_linear_checksum() of all bytes behind the header */
} reap_linear_header;

/* How many bytes the cells take. */
static inline size_t reap_linear_cell_bytes(uint32_t count) {
  return (count * sizeof(reap_linear_weights) / sizeof(uint32_t) + 1) * sizeof(uint32_t);
}

/* A sum that tells damaged bytes (FNV-1a over words of four bytes; the rest of `len` that fills no word is left out).
 */
uint64_t reap_linear_checksum(const void *bytes, size_t len);

/* Weights of labels 1 to 3 as they were learned, against "none", before they are rounded to bytes. */
typedef struct {
  double of[REAP_LINEAR_CLASSES];
} reap_linear_exact;
typedef struct {
  uint32_t key;
  reap_linear_exact at[REAP_LINEAR_PLACES];
} reap_linear_exact_word;

typedef struct {
  const reap_linear_exact_word *words; /* the first is the word that is not known; keys differ; common words first */
  uint32_t word_count;
  const reap_linear_exact *cells;
  uint32_t cell_count;
  const double (*steps)[REAP_LINEAR_LABELS][REAP_LINEAR_LABELS]; /* one an edge */
} reap_linear_parts;

/* Appends the model to `out`. Words that say what an unknown word says are left out, as are those that come after
 * REAP_LINEAR_WORDS_MAX. */
void reap_linear_write(const reap_linear_parts *parts, reap_buf *out);

#endif
