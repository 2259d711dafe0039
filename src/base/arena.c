/* SPDX-License-Identifier: MIT */
#include "base/arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/memory.h"

struct reap_arena_block {
  reap_arena_block *next;
  size_t used, size;
  _Alignas(16) char bytes[];
};

enum { BLOCK_BYTES = 256 * 1024 };

static reap_arena_block *new_block(size_t bytes) {
  reap_arena_block *block = reap_alloc(sizeof *block + bytes);
  block->size = bytes;
  return block;
}

/* Moves on to the next kept block, or links a new one that is large enough. */
static void next_block(reap_arena *arena, size_t bytes) {
  reap_arena_block *next = arena->current ? arena->current->next : arena->first;
  if (!next || next->size < bytes) {
    reap_arena_block *block = new_block(bytes > BLOCK_BYTES ? bytes : BLOCK_BYTES);
    block->next = next;
    if (arena->current)
      arena->current->next = block;
    else
      arena->first = block;
    next = block;
  }
  next->used = 0;
  arena->current = next;
}

void *reap_arena_alloc(reap_arena *arena, size_t bytes) {
  bytes = (bytes + 15) & ~(size_t)15;
  if (!arena->current || arena->current->size - arena->current->used < bytes) next_block(arena, bytes);
  void *place = arena->current->bytes + arena->current->used;
  arena->current->used += bytes;
  return place;
}

reap_str reap_arena_copy(reap_arena *arena, reap_str text) {
  if (!text.len) return (reap_str){"", 0};
  char *copy = reap_arena_alloc(arena, text.len);
  memcpy(copy, text.ptr, text.len);
  return (reap_str){copy, text.len};
}

const char *reap_arena_cstr(reap_arena *arena, reap_str text) {
  char *copy = reap_arena_alloc(arena, (size_t)text.len + 1);
  if (text.len) memcpy(copy, text.ptr, text.len);
  copy[text.len] = 0;
  return copy;
}

reap_str reap_arena_printf(reap_arena *arena, const char *format, ...) {
  va_list args, again;
  va_start(args, format);
  va_copy(again, args);
  int length = vsnprintf(NULL, 0, format, args);
  va_end(args);
  char *text = reap_arena_alloc(arena, (size_t)length + 1);
  vsnprintf(text, (size_t)length + 1, format, again);
  va_end(again);
  return (reap_str){text, (uint32_t)length};
}

/* A block made for one huge text would otherwise stay with the batch for good. */
static void drop_oversized(reap_arena *arena) {
  for (reap_arena_block **link = &arena->first; *link;) {
    reap_arena_block *block = *link;
    if (block->size > 16 * BLOCK_BYTES) {
      *link = block->next;
      free(block);
    } else {
      link = &block->next;
    }
  }
}

void reap_arena_reset(reap_arena *arena) {
  drop_oversized(arena);
  arena->current = NULL;
}

void reap_arena_free(reap_arena *arena) {
  for (reap_arena_block *block = arena->first, *next; block; block = next) {
    next = block->next;
    free(block);
  }
  *arena = (reap_arena){0};
}
