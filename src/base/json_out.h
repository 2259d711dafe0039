/* SPDX-License-Identifier: MIT */
#ifndef REAP_BASE_JSON_OUT_H
#define REAP_BASE_JSON_OUT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"

/* A writer of compact JSON into a buffer: commas are its business, nesting is the caller's. At most 64 levels.
 *   reap_json w = reap_json_to(&buf);
 *   reap_json_open(&w, '{'); reap_json_key(&w, "a"); reap_json_uint(&w, 1); reap_json_close(&w, '}');
 * Strings are UTF-8; bytes that are not are written as U+FFFD. Numbers never come out as NaN: a key whose value is
 * absent must not be written at all. */
typedef struct {
  reap_buf *out;
  uint64_t has_item; /* bit per level: a comma is due */
  uint8_t depth;
  bool after_key;
} reap_json;

static inline reap_json reap_json_to(reap_buf *out) { return (reap_json){.out = out}; }
void reap_json_open(reap_json *w, char bracket);  /* '{' or '[' */
void reap_json_close(reap_json *w, char bracket); /* '}' or ']' */
void reap_json_key_sized(reap_json *w, const char *key, size_t length);
/* Keys are literals without characters that need escaping; their length is known to the compiler. */
static inline void reap_json_key(reap_json *w, const char *key) { reap_json_key_sized(w, key, strlen(key)); }
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
