/* SPDX-License-Identifier: MIT */
#include "base/json_out.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/utf8.h"

static void before_value(reap_json *w) {
  if (w->after_key) {
    w->after_key = false;
    return;
  }
  uint64_t bit = (uint64_t)1 << (w->depth & 63);
  if (w->has_item & bit) reap_buf_addc(w->out, ',');
  w->has_item |= bit;
}

void reap_json_open(reap_json *w, char bracket) {
  before_value(w);
  reap_buf_addc(w->out, bracket);
  w->depth++;
  w->has_item &= ~((uint64_t)1 << (w->depth & 63));
}

void reap_json_close(reap_json *w, char bracket) {
  w->depth--;
  reap_buf_addc(w->out, bracket);
}

/* True when one of the 8 bytes is a control, a quote, a backslash or not ASCII: the usual tests on all bytes at once.
 */
static bool has_special(const char *at) {
  const uint64_t ones = 0x0101010101010101u, tops = 0x8080808080808080u;
  uint64_t word;
  memcpy(&word, at, 8);
  uint64_t quote = word ^ (ones * '"'), backslash = word ^ (ones * '\\');
  return ((word | (word - ones * 0x20) | ((quote - ones) & ~quote) | ((backslash - ones) & ~backslash)) & tops) != 0;
}

/* Number of bytes from text[at] on that may be copied as they are. */
static uint32_t plain_run(reap_str text, uint32_t at) {
  uint32_t i = at;
  while (i < text.len) {
    if (i + 8 <= text.len && !has_special(text.ptr + i)) {
      i += 8;
      continue;
    }
    unsigned char c = (unsigned char)text.ptr[i];
    uint32_t length = c < 0x20 || c == '"' || c == '\\' ? 0 : reap_utf8_valid_at(text, i);
    if (!length) break;
    i += length;
  }
  return i - at;
}

/* Escapes what JSON must have escaped; runs of plain bytes are copied whole. */
static void quoted(reap_buf *out, reap_str text) {
  static const char hex[] = "0123456789abcdef";
  reap_buf_addc(out, '"');
  for (uint32_t i = 0; i < text.len;) {
    uint32_t run = plain_run(text, i);
    reap_buf_add(out, text.ptr + i, run);
    i += run;
    if (i == text.len) break;
    unsigned char c = (unsigned char)text.ptr[i++];
    if (c >= 0x80)
      reap_buf_puts(out, "\xEF\xBF\xBD");
    else if (c == '"' || c == '\\')
      reap_buf_add(out, (char[]){'\\', (char)c}, 2);
    else if (c == '\n')
      reap_buf_add(out, "\\n", 2);
    else if (c == '\t')
      reap_buf_add(out, "\\t", 2);
    else
      reap_buf_add(out, (char[]){'\\', 'u', '0', '0', hex[c >> 4], hex[c & 15]}, 6);
  }
  reap_buf_addc(out, '"');
}

void reap_json_key_sized(reap_json *w, const char *key, size_t length) {
  before_value(w);
  char *place = reap_buf_reserve(w->out, length + 3);
  if (!place) return;
  place[0] = '"';
  memcpy(place + 1, key, length);
  place[length + 1] = '"';
  place[length + 2] = ':';
  w->out->len += length + 3;
  w->after_key = true;
}

void reap_json_str(reap_json *w, reap_str text) {
  before_value(w);
  quoted(w->out, text);
}

void reap_json_cstr(reap_json *w, const char *text) { reap_json_str(w, reap_str_of(text)); }

void reap_json_uint(reap_json *w, uint64_t value) {
  before_value(w);
  reap_buf_uint(w->out, value);
}

void reap_json_int(reap_json *w, int64_t value) {
  before_value(w);
  if (value < 0) reap_buf_addc(w->out, '-');
  reap_buf_uint(w->out, value < 0 ? 0 - (uint64_t)value : (uint64_t)value);
}

void reap_json_bool(reap_json *w, bool value) {
  before_value(w);
  reap_buf_puts(w->out, value ? "true" : "false");
}

void reap_json_null(reap_json *w) {
  before_value(w);
  reap_buf_puts(w->out, "null");
}

/* Most printed numbers have few decimals. An integer divided by a power of ten that is exact in a double is rounded
 * correctly, so when it gives `value` back, these digits are what strtod() would read: no search is needed. */
static bool decimal(reap_buf *buf, double value) {
  double power = 1;
  for (int decimals = 1; decimals <= 6; decimals++) {
    power *= 10;
    double scaled = round(fabs(value) * power);
    if (scaled / power != fabs(value)) continue;
    unsigned long long whole = (unsigned long long)(scaled / power), rest = (unsigned long long)scaled;
    rest -= whole * (unsigned long long)power;
    char digits[8] = ".";
    for (int i = decimals; i > 0; i--, rest /= 10) digits[i] = (char)('0' + rest % 10);
    if (value < 0) reap_buf_addc(buf, '-');
    reap_buf_uint(buf, whole);
    reap_buf_add(buf, digits, (size_t)decimals + 1);
    return true;
  }
  return false;
}

void reap_buf_double(reap_buf *buf, double value) {
  if (value == floor(value) && fabs(value) < 1e15) {
    if (value < 0) reap_buf_addc(buf, '-');
    reap_buf_uint(buf, (unsigned long long)fabs(value));
    return;
  }
  if (fabs(value) >= 1e-4 && fabs(value) < 1e9 && decimal(buf, value)) return;
  char text[40];
  for (int digits = 6; digits <= 17; digits++) {
    snprintf(text, sizeof text, "%.*g", digits, value);
    if (strtod(text, NULL) == value) break;
  }
  reap_buf_puts(buf, text);
}

void reap_json_number(reap_json *w, double value) {
  if (!isfinite(value)) {
    reap_json_null(w);
    return;
  }
  before_value(w);
  reap_buf_double(w->out, value);
}
