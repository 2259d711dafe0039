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

/* Two digits a step: a record is full of numbers of three or four digits. */
uint32_t reap_digits(char *out, unsigned long long value) {
  static const char pairs[] =
      "0001020304050607080910111213141516171819202122232425262728293031323334353637383940414243444546474849"
      "5051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899";
  uint32_t count = 1;
  for (unsigned long long power = 10; count < REAP_DIGITS_MAX && value >= power; power *= 10) count++;
  uint32_t at = count;
  for (; value >= 100; value /= 100) memcpy(out + (at -= 2), pairs + 2 * (value % 100), 2);
  if (at == 2)
    memcpy(out, pairs + 2 * value, 2);
  else
    *out = (char)('0' + value);
  return count;
}

void reap_buf_uint(reap_buf *buf, unsigned long long value) {
  char digits[REAP_DIGITS_MAX];
  reap_buf_add(buf, digits, reap_digits(digits, value));
}

void reap_buf_reset(reap_buf *buf) {
  buf->len = 0;
  buf->full = false;
}

void reap_buf_free(reap_buf *buf) {
  free(buf->ptr);
  *buf = (reap_buf){.cap = buf->cap};
}
