/* SPDX-License-Identifier: MIT */
#ifndef REAP_BASE_BUF_H
#define REAP_BASE_BUF_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

/* Bytes that grow up to a cap. Past the cap appends are dropped and `full` stays set: check it once at the end.
 * Zero-initialised is empty with the default cap of 1 GiB. One thread at a time. */
typedef struct {
  char *ptr;
  size_t len, capacity, cap;
  bool full;
} reap_buf;

/* Appending: bytes as they are, one char, a terminated string, a view, printf's form, a decimal number. */
void reap_buf_init(reap_buf *buf, size_t cap); /* empty, with another cap */
void reap_buf_add(reap_buf *buf, const void *bytes, size_t count);
void reap_buf_puts(reap_buf *buf, const char *text);
void reap_buf_str(reap_buf *buf, reap_str text);
void reap_buf_printf(reap_buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));
void reap_buf_uint(reap_buf *buf, unsigned long long value);
/* Writes a number in decimal and returns how many digits: at most REAP_DIGITS_MAX, no NUL behind them. */
enum { REAP_DIGITS_MAX = 20 };
uint32_t reap_digits(char *out, unsigned long long value);
char *reap_buf_grow(reap_buf *buf, size_t count); /* what reap_buf_reserve() does when there is no room left */

/* Makes room for `count` more bytes and returns where they go; NULL past the cap. The caller then adds to len. */
static inline char *reap_buf_reserve(reap_buf *buf, size_t count) {
  return !buf->full && count <= buf->capacity - buf->len ? buf->ptr + buf->len : reap_buf_grow(buf, count);
}
static inline void reap_buf_addc(reap_buf *buf, char c) {
  char *place = reap_buf_reserve(buf, 1);
  if (!place) return;
  *place = c;
  buf->len++;
}
void reap_buf_reset(reap_buf *buf); /* keeps the memory */
void reap_buf_free(reap_buf *buf);
static inline reap_str reap_buf_view(const reap_buf *buf) { return (reap_str){buf->ptr, (uint32_t)buf->len}; }

#endif
