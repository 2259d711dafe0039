/* SPDX-License-Identifier: MIT */
#ifndef REAP_BASE_JSON_OUT_H
#define REAP_BASE_JSON_OUT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"

/* A writer of compact JSON into a buffer: commas are its business, nesting is the caller's.
 *   reap_json w = reap_json_to(&buf);
 *   reap_json_open(&w, '{'); reap_json_key(&w, "a"); reap_json_uint(&w, 1); reap_json_close(&w, '}');
 * Strings are UTF-8; bytes that are not are written as U+FFFD. Numbers never come out as NaN: a key whose value is
 * absent must not be written at all. Every value inside a bracket is followed by a comma, which the closing bracket
 * takes back: no state but the depth, and keys cost one copy. */
typedef struct {
  reap_buf *out;
  uint32_t depth;
} reap_json;

static inline reap_json reap_json_to(reap_buf *out) { return (reap_json){.out = out}; }

/* Ends a value that was appended to the buffer by other means than the functions below. */
static inline void reap_json_end_value(reap_json *w) {
  if (w->depth) reap_buf_addc(w->out, ',');
}
static inline void reap_json_open(reap_json *w, char bracket) { /* '{' or '[' */
  reap_buf_addc(w->out, bracket);
  w->depth++;
}
static inline void reap_json_close(reap_json *w, char bracket) { /* '}' or ']' */
  if (w->out->len && w->out->ptr[w->out->len - 1] == ',') w->out->len--;
  w->depth--;
  reap_buf_addc(w->out, bracket);
  reap_json_end_value(w);
}

/* Keys are literals without characters that need escaping; inlined, so that the compiler knows their length. */
static inline __attribute__((always_inline)) void reap_json_key(reap_json *w, const char *key) {
  size_t length = strlen(key);
  char *place = reap_buf_reserve(w->out, length + 3);
  if (!place) return;
  place[0] = '"';
  memcpy(place + 1, key, length); /* NOLINT(bugprone-not-null-terminated-result): JSON ends in no NUL */
  place[length + 1] = '"';
  place[length + 2] = ':';
  w->out->len += length + 3;
}
void reap_json_str(reap_json *w, reap_str text);
void reap_json_cstr(reap_json *w, const char *text);
void reap_json_uint(reap_json *w, uint64_t value);
void reap_json_int(reap_json *w, int64_t value);
void reap_json_bool(reap_json *w, bool value);
void reap_json_null(reap_json *w);
void reap_json_number(reap_json *w, double value); /* shortest form that reads back equal; null when not finite */

/* Appends the shortest decimal form of a finite double that reads back equal ("4.2", "1e-05", "120"). */
void reap_buf_double(reap_buf *buf, double value);

#endif
