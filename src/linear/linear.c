/* SPDX-License-Identifier: MIT */
#include "linear/linear.h"

#include <math.h>

#include "linear/image.h"

static bool sane(const reap_linear_header *header) {
  if (header->index_bits < 1 || header->index_bits > REAP_LINEAR_INDEX_BITS) return false;
  if (header->word_count < 1 || header->word_count > (uint32_t)1 << header->index_bits >> 1) return false;
  if (header->cell_count > REAP_LINEAR_CELLS_MAX) return false;
  if (!(header->scale >= 31 && header->scale <= 128)) return false;
  const float *steps = &header->steps[0][0][0];
  for (size_t i = 0; i < sizeof header->steps / sizeof *steps; i++)
    if (!(fabsf(steps[i]) <= REAP_LINEAR_STEP_MAX)) return false; /* NaN fails */
  return true;
}

/* Whether every search in the index ends: it names only words that there are, and has a place that names none. */
static bool ends(const reap_linear *model) {
  bool empty = false;
  for (uint32_t i = 0; i < (uint32_t)1 << model->bits; i++) {
    if ((model->index[i] & 0xFFFF) >= model->word_count) return false;
    empty |= model->index[i] == 0;
  }
  return empty;
}

static void fill(reap_linear *model, const reap_linear_header *header) {
  model->scale = (double)header->scale;
  for (unsigned e = 0; e < REAP_LINEAR_EDGES; e++)
    for (unsigned k = 0; k < REAP_LINEAR_LABELS; k++)
      for (unsigned l = 0; l < REAP_LINEAR_LABELS; l++)
        reap_linear_set_step(&model->steps, e, k, l, (double)header->steps[e][k][l]);
  for (unsigned i = 0; i < REAP_LINEAR_POWERS; i++) model->powers[i] = (float)exp(-(double)i / model->scale);
}

reap_status reap_linear_open(reap_linear *out, const void *bytes, size_t len, reap_error *error) {
  const reap_linear_header *header = bytes;
  *out = (reap_linear){0};
  if (len < sizeof *header || memcmp(header->magic, REAP_LINEAR_MAGIC, sizeof REAP_LINEAR_MAGIC) != 0)
    return reap_fail(error, REAP_EINPUT, "this is no tagger model");
  if (header->layout != REAP_LINEAR_LAYOUT || header->byte_order != REAP_LINEAR_BYTE_ORDER || !sane(header))
    return reap_fail(error, REAP_EINPUT, "the tagger model is of another layout; train it again");
  size_t places = (size_t)1 << header->index_bits, words = header->word_count * sizeof *out->words;
  size_t index = places * sizeof *out->index, body = words + index + reap_linear_cell_bytes(header->cell_count);
  if (len != sizeof *header + body || reap_linear_checksum(header + 1, body) != header->sum)
    return reap_fail(error, REAP_EINPUT, "the tagger model is cut short or damaged");
  const char *at = (const char *)(header + 1);
  out->words = (const void *)at;
  out->index = (const void *)(at + words);
  out->cells = (const void *)(at + words + index);
  out->word_count = header->word_count;
  out->cell_count = header->cell_count;
  out->bits = header->index_bits;
  if (!ends(out)) return reap_fail(error, REAP_EINPUT, "the index of the tagger model is damaged");
  fill(out, header);
  return REAP_OK;
}
