/* SPDX-License-Identifier: MIT */
#ifndef REAP_BASE_VEC_H
#define REAP_BASE_VEC_H

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* A growing array: struct {type *at; uint32_t count, capacity;}. Zero-initialised is empty; `at` moves when it grows.
 */
#define REAP_VEC(type)                                                                                                 \
  struct {                                                                                                             \
    type *at;                                                                                                          \
    uint32_t count, capacity;                                                                                          \
  }

/* Appends a zeroed row and yields a pointer to it, valid until the next push. */
#define reap_push(vec)                                                                                                 \
  ((vec)->count < (vec)->capacity                                                                                      \
       ? (void)0                                                                                                       \
       : reap_vec_grow((void **)&(vec)->at, (vec)->count, &(vec)->capacity, sizeof *(vec)->at),                        \
   memset(&(vec)->at[(vec)->count], 0, sizeof *(vec)->at), &(vec)->at[(vec)->count++])
/* Makes the array that long; new rows are not initialised. */
#define reap_vec_resize(vec, rows)                                                                                     \
  (reap_vec_grow((void **)&(vec)->at, (rows), &(vec)->capacity, sizeof *(vec)->at), (void)((vec)->count = (rows)))
#define reap_vec_reset(vec) ((void)((vec)->count = 0))
#define reap_vec_free(vec) (free((vec)->at), (vec)->at = NULL, (vec)->count = 0, (vec)->capacity = 0)

/* Makes room for one more row after `count`; aborts when memory runs out. */
void reap_vec_grow(void **at, uint32_t count, uint32_t *capacity, size_t row_bytes);

#endif
