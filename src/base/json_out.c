/* SPDX-License-Identifier: MIT */
#include "base/json_out.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/utf8.h"

/* True when one of the 8 bytes is a control, a quote, a backslash or not ASCII: the usual tests on all bytes at once.
 */
static bool is_special(uint64_t word) {
  const uint64_t ones = 0x0101010101010101u, tops = 0x8080808080808080u;
  uint64_t quote = word ^ (ones * '"'), backslash = word ^ (ones * '\\');
  return ((word | (word - ones * 0x20) | ((quote - ones) & ~quote) | ((backslash - ones) & ~backslash)) & tops) != 0;
}

static bool has_special(const char *at) {
  uint64_t word;
  memcpy(&word, at, 8);
  return is_special(word);
}

/* The same for 16 bytes in the widest registers that every machine has: as signed bytes, what is not ASCII is less than
 * a blank too. */
static bool plain_16(const char *at) {
  typedef signed char bytes_16 __attribute__((vector_size(16)));
  bytes_16 bytes;
  memcpy(&bytes, at, 16);
  bytes_16 special = (bytes < 0x20) | (bytes == '"') | (bytes == '\\');
  uint64_t halves[2];
  memcpy(halves, &special, 16);
  return !(halves[0] | halves[1]);
}

static bool copy_plain_8(char *to, const char *at) {
  uint64_t word;
  memcpy(&word, at, 8);
  memcpy(to, &word, 8);
  return !is_special(word);
}

static bool copy_plain_16(char *to, const char *at) {
  memcpy(to, at, 16);
  return plain_16(at);
}

/* Copies the text while its bytes need no escaping; false when some do (what `to` holds then is worth nothing). The
 * last bytes go together with some before them, so that nothing is left over. */
static bool copy_plain(char *to, reap_str text) {
  if (text.len >= 16) {
    for (uint32_t i = 0; i + 16 < text.len; i += 16)
      if (!copy_plain_16(to + i, text.ptr + i)) return false;
    return copy_plain_16(to + text.len - 16, text.ptr + text.len - 16);
  }
  if (text.len >= 8) return copy_plain_8(to, text.ptr) && copy_plain_8(to + text.len - 8, text.ptr + text.len - 8);
  if (text.len >= 4) {
    uint32_t first, last;
    memcpy(&first, text.ptr, 4);
    memcpy(&last, text.ptr + text.len - 4, 4);
    memcpy(to, &first, 4);
    memcpy(to + text.len - 4, &last, 4);
    return !is_special((uint64_t)first << 32 | last);
  }
  if (!text.len) return true;
  const char first = text.ptr[0], middle = text.ptr[text.len / 2], last = text.ptr[text.len - 1];
  to[0] = first;
  to[text.len / 2] = middle;
  to[text.len - 1] = last;
  return !is_special(0x2020202020000000u | (uint64_t)(unsigned char)first << 16 | (uint64_t)(unsigned char)middle << 8 |
                     (unsigned char)last);
}

/* Number of bytes from text[at] on that may be copied as they are. The end of a text is tested with the 8 bytes that
 * end there, so that short names cost a test or two. */
static uint32_t plain_run(reap_str text, uint32_t at) {
  uint32_t i = at;
  while (i < text.len) {
    while (i + 16 <= text.len && plain_16(text.ptr + i)) i += 16;
    if (i == text.len) break;
    if (i + 8 <= text.len) {
      if (!has_special(text.ptr + i)) {
        i += 8;
        continue;
      }
    } else if (text.len >= 8 && !has_special(text.ptr + text.len - 8)) {
      return text.len - at;
    }
    unsigned char c = (unsigned char)text.ptr[i];
    uint32_t length = c >= 0x80 ? reap_utf8_valid_at(text, i) : c >= 0x20 && c != '"' && c != '\\';
    if (!length) break;
    i += length;
  }
  return i - at;
}

/* What is left of a string from the first byte on that may need escaping; runs of plain bytes are copied whole. */
static void escaped(reap_buf *out, reap_str text) {
  static const char hex[] = "0123456789abcdef";
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
}

/* Most strings are plain: they are copied in the pass that finds out. */
void reap_json_str(reap_json *w, reap_str text) {
  char *place = reap_buf_reserve(w->out, (size_t)text.len + 3);
  if (!place) return;
  *place = '"';
  if (copy_plain(place + 1, text)) {
    place[text.len + 1] = '"';
    place[text.len + 2] = ',';
    w->out->len += (size_t)text.len + 2 + (w->depth > 0);
    return;
  }
  w->out->len++;
  escaped(w->out, text);
  reap_buf_addc(w->out, '"');
  reap_json_end_value(w);
}

void reap_json_cstr(reap_json *w, const char *text) { reap_json_str(w, reap_str_of(text)); }

void reap_json_uint(reap_json *w, uint64_t value) {
  char *place = reap_buf_reserve(w->out, REAP_DIGITS_MAX + 1);
  if (!place) return;
  uint32_t count = reap_digits(place, value);
  place[count] = ',';
  w->out->len += count + (w->depth > 0);
}

void reap_json_int(reap_json *w, int64_t value) {
  if (value < 0) reap_buf_addc(w->out, '-');
  reap_json_uint(w, value < 0 ? 0 - (uint64_t)value : (uint64_t)value);
}

void reap_json_bool(reap_json *w, bool value) {
  reap_buf_puts(w->out, value ? "true" : "false");
  reap_json_end_value(w);
}

void reap_json_null(reap_json *w) {
  reap_buf_add(w->out, "null", 4);
  reap_json_end_value(w);
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
  reap_buf_double(w->out, value);
  reap_json_end_value(w);
}
