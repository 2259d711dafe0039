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

/* Escapes what JSON must have escaped; runs of plain bytes are copied whole. */
static void quoted(reap_buf *out, reap_str text) {
  static const char hex[] = "0123456789abcdef";
  reap_buf_addc(out, '"');
  uint32_t from = 0;
  for (uint32_t i = 0; i < text.len;) {
    unsigned char c = (unsigned char)text.ptr[i];
    if (c >= 0x20 && c != '"' && c != '\\' && c < 0x80) {
      i++;
      continue;
    }
    uint32_t length = c < 0x80 ? 1 : reap_utf8_valid_at(text, i);
    if (c >= 0x80 && length) {
      i += length;
      continue;
    }
    reap_buf_add(out, text.ptr + from, i - from);
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
    from = ++i;
  }
  reap_buf_add(out, text.ptr + from, text.len - from);
  reap_buf_addc(out, '"');
}

void reap_json_key(reap_json *w, const char *key) {
  before_value(w);
  reap_buf_addc(w->out, '"');
  reap_buf_puts(w->out, key);
  reap_buf_add(w->out, "\":", 2);
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

void reap_buf_double(reap_buf *buf, double value) {
  if (value == floor(value) && fabs(value) < 1e15) {
    if (value < 0) reap_buf_addc(buf, '-');
    reap_buf_uint(buf, (unsigned long long)fabs(value));
    return;
  }
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
