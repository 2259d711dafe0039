/* SPDX-License-Identifier: MIT */
/* A source of bytes in memory, for tests of what reads from one. */
#ifndef REAP_TEST_MEMORY_SOURCE_H
#define REAP_TEST_MEMORY_SOURCE_H

#include <stdlib.h>
#include <string.h>

#include "pipeline/stage.h"

typedef struct {
  reap_bytes base;
  const char *at;
  size_t left, piece; /* piece: most bytes a read gives */
  reap_status ends;   /* what comes after the last byte */
} memory_source;

static reap_status memory_read(reap_bytes *self, void *dst, size_t cap, size_t *got, reap_error *error) {
  memory_source *s = (memory_source *)self;
  *got = 0;
  if (!s->left) return s->ends == REAP_END ? REAP_END : reap_fail(error, s->ends, "the source broke");
  size_t count = s->left < cap ? s->left : cap;
  if (count > s->piece) count = s->piece;
  memcpy(dst, s->at, count);
  s->at += count;
  s->left -= count;
  s->base.raw_bytes += count;
  *got = count;
  return REAP_OK;
}

static void memory_close(reap_bytes *self) { free(self); }

static inline reap_bytes *memory_open(const void *bytes, size_t count, size_t piece, reap_status ends) {
  memory_source *s = calloc(1, sizeof *s);
  s->base = (reap_bytes){.read = memory_read, .close = memory_close, .raw_total = count};
  s->at = bytes;
  s->left = count;
  s->piece = piece;
  s->ends = ends;
  return &s->base;
}

#endif
