/* SPDX-License-Identifier: MIT */
#ifndef REAP_BASE_STR_H
#define REAP_BASE_STR_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

/* A view of bytes (UTF-8 unless said otherwise): never owns, not terminated, valid as long as what it points into. */
typedef struct {
  const char *ptr;
  uint32_t len;
} reap_str;

/* A half-open byte range [beg, end) of a citation's text: the one kind of position inside reap. */
typedef struct {
  uint32_t beg, end;
} reap_span;

/* Rows [first, first + count) of a column. */
typedef struct {
  uint32_t first, count;
} reap_range;

#define REAP_NONE UINT32_MAX /* no row, no offset */
#define REAP_STR(literal) ((reap_str){(literal), (uint32_t)(sizeof(literal) - 1)})
#define REAP_NO_SPAN ((reap_span){REAP_NONE, REAP_NONE})

static inline reap_str reap_str_of(const char *terminated) {
  return (reap_str){terminated, terminated ? (uint32_t)strlen(terminated) : 0};
}
static inline bool reap_str_equal(reap_str a, reap_str b) {
  return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}
static inline reap_str reap_slice(reap_str text, reap_span span) {
  return (reap_str){text.ptr + span.beg, span.end - span.beg};
}
static inline uint32_t reap_span_len(reap_span span) { return span.end - span.beg; }
static inline bool reap_span_known(reap_span span) { return span.beg != REAP_NONE; }
static inline bool reap_span_holds(reap_span outer, reap_span inner) {
  return outer.beg <= inner.beg && inner.end <= outer.end;
}
static inline bool reap_span_same(reap_span a, reap_span b) { return a.beg == b.beg && a.end == b.end; }
static inline bool reap_span_overlap(reap_span a, reap_span b) { return a.beg < b.end && b.beg < a.end; }

/* ASCII helpers that no locale can change. */
static inline bool reap_is_digit(char c) { return c >= '0' && c <= '9'; }
static inline bool reap_is_alpha(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
static inline bool reap_is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
static inline char reap_lower(char c) { return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c; }
bool reap_bytes_equal_nocase(const char *a, const char *b, uint32_t len); /* ASCII letters only */
/* Words are mostly compared with words that they are not: the first byte tells, without a call and without asking which
 * letter it is, for the cases of a letter differ in one bit. False: they surely differ. */
static inline bool reap_may_equal_nocase(char a, char b) { return !((a ^ b) & ~0x20); }
static inline bool reap_str_starts_nocase(reap_str text, reap_str prefix) {
  if (text.len < prefix.len) return false;
  if (prefix.len == 0) return true;
  return reap_may_equal_nocase(*text.ptr, *prefix.ptr) && reap_bytes_equal_nocase(text.ptr, prefix.ptr, prefix.len);
}
static inline bool reap_str_equal_nocase(reap_str a, reap_str b) {
  return a.len == b.len && reap_str_starts_nocase(a, b);
}
/* The same with a terminated word, whose length is only counted when it begins alike. */
static inline bool reap_str_is_nocase(reap_str text, const char *word) {
  if (text.len == 0) return !*word;
  if (!reap_may_equal_nocase(*text.ptr, *word)) return false;
  return reap_str_equal_nocase(text, reap_str_of(word));
}
static inline bool reap_str_begins_nocase(reap_str text, const char *prefix) {
  if (text.len == 0) return !*prefix;
  if (!reap_may_equal_nocase(*text.ptr, *prefix)) return !*prefix;
  return reap_str_starts_nocase(text, reap_str_of(prefix));
}
/* Where `part` (terminated, not empty) first stands in text, ASCII case aside; REAP_NONE when it does not. */
uint32_t reap_str_find_nocase(reap_str text, const char *part);

#endif
