/* SPDX-License-Identifier: MIT */
#include "linear/linear.h"

#include <math.h>

#include "linear/image.h"

uint64_t reap_linear_sum(const void *bytes, size_t len) {
  uint64_t sum = 0xCBF29CE484222325u;
  const char *at = bytes;
  for (size_t i = 0; i + sizeof(uint32_t) <= len; i += sizeof(uint32_t)) {
    uint32_t word;
    memcpy(&word, at + i, sizeof word);
    sum = (sum ^ word) * 0x100000001B3u;
  }
  return sum;
}

static bool ascending(const uint32_t *words, uint32_t count) {
  for (uint32_t i = 1; i < count; i++)
    if (words[i - 1] >= words[i]) return false;
  return true;
}

static bool sane(const reap_linear_header *header) {
  if (header->slot_bits < 1 || header->slot_bits > REAP_LINEAR_SLOT_BITS_MAX) return false;
  if (header->word_count > 1u << REAP_LINEAR_SLOT_BITS_MAX) return false;
  if (!(header->scale >= 1 && header->scale <= 1e6f)) return false;
  const float *steps = &header->steps[0][0][0];
  for (size_t i = 0; i < sizeof header->steps / sizeof *steps; i++)
    if (!(fabsf(steps[i]) <= 100)) return false; /* so that exp() of it, and products, stay finite; NaN fails */
  return true;
}

reap_status reap_linear_open(reap_linear *out, const void *bytes, size_t len, reap_error *error) {
  const reap_linear_header *header = bytes;
  *out = (reap_linear){0};
  if (len < sizeof *header || memcmp(header->magic, REAP_LINEAR_MAGIC, sizeof REAP_LINEAR_MAGIC) != 0)
    return reap_fail(error, REAP_EINPUT, "this is no tagger model");
  if (header->layout != REAP_LINEAR_LAYOUT || header->byte_order != REAP_LINEAR_BYTE_ORDER || !sane(header))
    return reap_fail(error, REAP_EINPUT, "the tagger model is of another layout; train it again");
  size_t slots = (size_t)1 << header->slot_bits, words = header->word_count;
  size_t body = slots * sizeof(uint32_t) + words * (sizeof(uint32_t) + sizeof(reap_linear_cluster));
  if (len != sizeof *header + body || reap_linear_sum(header + 1, body) != header->sum)
    return reap_fail(error, REAP_EINPUT, "the tagger model is cut short or damaged");
  out->slots = (const uint32_t *)(header + 1);
  out->mask = (uint32_t)slots - 1;
  out->scale = header->scale;
  out->word_count = header->word_count;
  out->words = out->slots + slots;
  out->clusters = (const reap_linear_cluster *)(out->words + words);
  if (!ascending(out->words, out->word_count))
    return reap_fail(error, REAP_EINPUT, "the words of the tagger model are not in order");
  for (unsigned e = 0; e < REAP_LINEAR_EDGES; e++)
    for (unsigned k = 0; k < REAP_LINEAR_LABELS; k++)
      for (unsigned l = 0; l < REAP_LINEAR_LABELS; l++) out->steps[e][k][l] = exp(header->steps[e][k][l]);
  return REAP_OK;
}

/* The hashes are spread evenly, so that a word is found a few steps from where it would be if they were exactly so. */
reap_linear_cluster reap_linear_cluster_of(const reap_linear *model, uint64_t hash) {
  uint32_t key = (uint32_t)(hash >> 32), count = model->word_count;
  const uint32_t *words = model->words;
  if (!hash || !count) return (reap_linear_cluster){0, 0};
  uint32_t i = (uint32_t)((uint64_t)key * count >> 32);
  while (i > 0 && words[i] > key) i--;
  while (i + 1 < count && words[i] < key) i++;
  return words[i] == key ? model->clusters[i] : (reap_linear_cluster){0, 0};
}

/* ---- forward-backward, in probabilities: every token is scaled to sum to 1, so that nothing under- or overflows ----
 */

static void emit(reap_linear_node *node) {
  double most = node->score[0];
  for (unsigned l = 1; l < REAP_LINEAR_LABELS; l++)
    if (node->score[l] > most) most = node->score[l];
  for (unsigned l = 0; l < REAP_LINEAR_LABELS; l++) node->emit[l] = exp(node->score[l] - most);
}

static void normalize(double values[REAP_LINEAR_LABELS], const double weights[REAP_LINEAR_LABELS]) {
  double sum = 0;
  for (unsigned l = 0; l < REAP_LINEAR_LABELS; l++) sum += weights ? values[l] * weights[l] : values[l];
  for (unsigned l = 0; l < REAP_LINEAR_LABELS; l++) values[l] /= sum;
}

void reap_linear_chain(const double steps[REAP_LINEAR_EDGES][REAP_LINEAR_LABELS][REAP_LINEAR_LABELS],
                       reap_linear_node *nodes, uint32_t count) {
  for (uint32_t i = 0; i < count; i++) {
    reap_linear_node *node = &nodes[i];
    const double(*step)[REAP_LINEAR_LABELS] = steps[node->edge];
    emit(node);
    for (unsigned l = 0; l < REAP_LINEAR_LABELS; l++) {
      double sum = i ? 0 : step[0][l]; /* a sentence is begun from "none" */
      for (unsigned k = 0; i && k < REAP_LINEAR_LABELS; k++) sum += nodes[i - 1].forward[k] * step[k][l];
      node->forward[l] = sum * node->emit[l];
    }
    normalize(node->forward, NULL);
  }
  for (uint32_t i = count; i-- > 0;) {
    reap_linear_node *node = &nodes[i];
    for (unsigned k = 0; k < REAP_LINEAR_LABELS; k++) {
      if (i + 1 == count) {
        node->backward[k] = 1;
        continue;
      }
      const reap_linear_node *next = &nodes[i + 1];
      node->backward[k] = 0;
      for (unsigned l = 0; l < REAP_LINEAR_LABELS; l++)
        node->backward[k] += steps[next->edge][k][l] * next->emit[l] * next->backward[l];
    }
    normalize(node->backward, node->forward);
  }
}
