/* SPDX-License-Identifier: MIT */
/* Fuzzed bytes as a source, given out in pieces. */
#ifndef REAP_FUZZ_SOURCE_H
#define REAP_FUZZ_SOURCE_H

#include <stdlib.h>
#include <string.h>

#include "pipeline/stage.h"

typedef struct {
  reap_bytes base;
  const uint8_t *at;
  size_t left, piece;
} fuzz_source;

static reap_status fuzz_read(reap_bytes *self, void *dst, size_t cap, size_t *got, reap_error *error) {
  (void)error;
  fuzz_source *s = (fuzz_source *)self;
  size_t count = s->left < cap ? s->left : cap;
  if (count > s->piece) count = s->piece;
  *got = count;
  if (!count) return REAP_END;
  memcpy(dst, s->at, count);
  s->at += count;
  s->left -= count;
  return REAP_OK;
}

static void fuzz_close(reap_bytes *self) { free(self); }

static reap_bytes *fuzz_open(const uint8_t *data, size_t size, size_t piece) {
  fuzz_source *s = calloc(1, sizeof *s);
  s->base.read = fuzz_read;
  s->base.close = fuzz_close;
  s->at = data;
  s->left = size;
  s->piece = piece;
  return &s->base;
}

static void require(bool truth) {
  if (!truth) abort();
}

#endif
