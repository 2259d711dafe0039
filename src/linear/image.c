/* SPDX-License-Identifier: MIT */
#include "linear/image.h"

#include <math.h>
#include <stdlib.h>

#include "base/memory.h"

enum { LARGEST = 127 };

uint64_t reap_linear_checksum(const void *bytes, size_t len) {
  uint64_t sum = 0xCBF29CE484222325u;
  const char *at = bytes;
  for (size_t i = 0; i + sizeof(uint32_t) <= len; i += sizeof(uint32_t)) {
    uint32_t word;
    memcpy(&word, at + i, sizeof word);
    sum = (sum ^ word) * 0x100000001B3u;
  }
  return sum;
}

/* Bytes reach to weights of 4; the few that weigh more are cut, since finer steps for all others are worth more. */
static double scale_of(const reap_linear_parts *parts) {
  double most = 1;
  for (uint32_t i = 0; i < parts->cell_count; i++)
    for (unsigned l = 0; l < REAP_LINEAR_CLASSES; l++) most = fmax(most, fabs(parts->cells[i].of[l]));
  for (uint32_t i = 0; i < parts->word_count; i++)
    for (unsigned p = 0; p < REAP_LINEAR_PLACES; p++)
      for (unsigned l = 0; l < REAP_LINEAR_CLASSES; l++) most = fmax(most, fabs(parts->words[i].at[p].of[l]));
  return LARGEST / fmin(most, 4);
}

static reap_linear_weights rounded(const reap_linear_exact *exact, double scale) {
  reap_linear_weights weights;
  for (unsigned l = 0; l < REAP_LINEAR_CLASSES; l++)
    weights.of[l] = (uint8_t)(REAP_LINEAR_ZERO + lround(fmin(fmax(exact->of[l] * scale, -LARGEST), LARGEST)));
  return weights;
}

static reap_linear_word rounded_word(const reap_linear_exact_word *exact, double scale) {
  reap_linear_word word = {0};
  for (unsigned p = 0; p < REAP_LINEAR_PLACES; p++) word.at[p] = rounded(&exact->at[p], scale);
  return word;
}

/* No weight differs by more than a step of rounding. */
static bool alike(const reap_linear_word *a, const reap_linear_word *b) {
  for (unsigned p = 0; p < REAP_LINEAR_PLACES; p++)
    for (unsigned l = 0; l < REAP_LINEAR_CLASSES; l++)
      if (abs(a->at[p].of[l] - b->at[p].of[l]) > 1) return false;
  return true;
}

/* The words that are kept, and their keys. */
static uint32_t take_words(const reap_linear_parts *parts, double scale, reap_linear_word *words, uint32_t *keys) {
  uint32_t count = 0;
  for (uint32_t i = 0; i < parts->word_count && count < REAP_LINEAR_WORDS_MAX; i++) {
    words[count] = rounded_word(&parts->words[i], scale);
    keys[count] = parts->words[i].key;
    if (i == 0 || !alike(&words[count], &words[0])) count++;
  }
  return count;
}

static void fill_index(const uint32_t *keys, uint32_t count, uint32_t *index, uint32_t bits) {
  uint32_t mask = ((uint32_t)1 << bits) - 1;
  for (uint32_t i = 1; i < count; i++) {
    uint32_t hash = reap_linear_hash(keys[i]), at = reap_linear_place(hash, bits);
    while (index[at]) at = (at + 1) & mask;
    index[at] = reap_linear_check(hash, bits) << 16 | i;
  }
}

void reap_linear_write(const reap_linear_parts *parts, reap_buf *out) {
  reap_linear_header header = {.magic = REAP_LINEAR_MAGIC,
                               .layout = REAP_LINEAR_LAYOUT,
                               .byte_order = REAP_LINEAR_BYTE_ORDER,
                               .cell_count = parts->cell_count};
  double scale = scale_of(parts);
  header.scale = (float)scale;
  for (unsigned e = 0; e < REAP_LINEAR_EDGES; e++)
    for (unsigned k = 0; k < REAP_LINEAR_LABELS; k++)
      for (unsigned l = 0; l < REAP_LINEAR_LABELS; l++)
        header.steps[e][k][l] = (float)fmin(fmax(parts->steps[e][k][l], -REAP_LINEAR_STEP_MAX), REAP_LINEAR_STEP_MAX);
  reap_linear_word *words = reap_alloc(((size_t)parts->word_count + 1) * sizeof *words);
  uint32_t *keys = reap_alloc(((size_t)parts->word_count + 1) * sizeof *keys);
  header.word_count = take_words(parts, scale, words, keys);
  for (header.index_bits = 2; (uint32_t)1 << header.index_bits < 2 * header.word_count;) header.index_bits++;
  size_t word_bytes = header.word_count * sizeof *words,
         index_bytes = ((size_t)1 << header.index_bits) * sizeof(uint32_t);
  size_t bytes = word_bytes + index_bytes + reap_linear_cell_bytes(header.cell_count);
  char *body = reap_alloc(bytes);
  memcpy(body, words, word_bytes);
  fill_index(keys, header.word_count, (void *)(body + word_bytes), header.index_bits);
  reap_linear_weights *cells = (void *)(body + word_bytes + index_bytes);
  for (uint32_t i = 0; i < header.cell_count; i++) cells[i] = rounded(&parts->cells[i], scale);
  header.sum = reap_linear_checksum(body, bytes);
  reap_buf_add(out, (const char *)&header, sizeof header);
  reap_buf_add(out, body, bytes);
  free(body);
  free(words);
  free(keys);
}
