/* SPDX-License-Identifier: MIT */
#include "base/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/memory.h"

static const size_t DEFAULT_CAP = (size_t)1 << 30;

void reap_buf_init(reap_buf *buf, size_t cap) { *buf = (reap_buf){.cap = cap}; }

char *reap_buf_grow(reap_buf *buf, size_t count) {
  size_t cap = buf->cap ? buf->cap : DEFAULT_CAP;
  if (buf->full || count > cap - buf->len) {
    buf->full = true;
    return NULL;
  }
  if (buf->len + count > buf->capacity) {
    size_t wanted = buf->capacity ? buf->capacity * 2 : 256;
    while (wanted < buf->len + count) wanted *= 2;
    if (wanted > cap) wanted = cap; /* so that capacity alone says what fits */
    buf->ptr = reap_realloc(buf->ptr, wanted);
    buf->capacity = wanted;
  }
  return buf->ptr + buf->len;
}

void reap_buf_add(reap_buf *buf, const void *bytes, size_t count) {
  if (!count) return;
  char *place = reap_buf_reserve(buf, count);
  if (!place) return;
  memcpy(place, bytes, count);
  buf->len += count;
}

void reap_buf_puts(reap_buf *buf, const char *text) { reap_buf_add(buf, text, strlen(text)); }
void reap_buf_str(reap_buf *buf, reap_str text) { reap_buf_add(buf, text.ptr, text.len); }

void reap_buf_printf(reap_buf *buf, const char *format, ...) {
  va_list args, again;
  va_start(args, format);
  va_copy(again, args);
  int length = vsnprintf(NULL, 0, format, args);
  va_end(args);
  char *place = length >= 0 ? reap_buf_reserve(buf, (size_t)length + 1) : NULL;
  if (place) {
    vsnprintf(place, (size_t)length + 1, format, again);
    buf->len += (size_t)length;
  }
  va_end(again);
}

void reap_buf_uint(reap_buf *buf, unsigned long long value) {
  size_t count = 1;
  for (unsigned long long rest = value; rest > 9; rest /= 10) count++;
  char *place = reap_buf_reserve(buf, count);
  if (!place) return;
  for (size_t at = count; at-- > 0; value /= 10) place[at] = (char)('0' + value % 10);
  buf->len += count;
}

void reap_buf_reset(reap_buf *buf) {
  buf->len = 0;
  buf->full = false;
}

void reap_buf_free(reap_buf *buf) {
  free(buf->ptr);
  *buf = (reap_buf){.cap = buf->cap};
}
