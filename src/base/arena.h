/* SPDX-License-Identifier: MIT */
#ifndef REAP_BASE_ARENA_H
#define REAP_BASE_ARENA_H

#include <stddef.h>

#include "base/str.h"

/* Memory that is given out piece by piece and taken back at once. Addresses stay valid until reset or free.
 * One thread at a time. */
typedef struct reap_arena_block reap_arena_block;
typedef struct {
  reap_arena_block *first, *current;
} reap_arena;

void *reap_arena_alloc(reap_arena *arena, size_t bytes);       /* 16-aligned, not zeroed */
reap_str reap_arena_copy(reap_arena *arena, reap_str text);    /* borrowed from the arena */
const char *reap_arena_cstr(reap_arena *arena, reap_str text); /* the same, NUL-terminated */
reap_str reap_arena_printf(reap_arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));
void reap_arena_reset(reap_arena *arena); /* keeps the blocks for the next use */
void reap_arena_free(reap_arena *arena);

#endif
