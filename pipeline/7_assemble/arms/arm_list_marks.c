/* SPDX-License-Identifier: MIT */
/* Brackets and numbers of a list: "(n = 20)", "1) A; 2) B and C; 3) D". */
#include "7_assemble/assembler.h"

/* The bracket of "1)" or "a)", that opens nowhere. */
bool reap_closes_number(const reap_assembler *a, uint32_t t, uint32_t begin) {
  if (reap_mark_at(a, t) != ')' || t == begin || reap_mark_at(a, t - 1) || reap_word_at(a, t - 1).len > 1) return false;
  return t == begin + 1 || reap_mark_at(a, t - 2) != '(';
}

/* The depth of brackets behind the mark at `t`. */
int reap_depth_behind(const reap_assembler *a, uint32_t t, uint32_t begin, int depth) {
  char mark = reap_mark_at(a, t);
  if (mark == '(' || mark == '[') return depth + 1;
  if ((mark != ')' && mark != ']') || (depth == 0 && reap_closes_number(a, t, begin))) return depth;
  return depth - 1;
}

/* Whether an item's number stands behind the separator at `t`: "; and |3) A". */
bool reap_opens_item(const reap_assembler *a, uint32_t t, uint32_t begin, uint32_t end) {
  uint32_t k = t + 1;
  while (k < end && (reap_bits_at(a, k) & REAP_W_AND || reap_mark_at(a, k) == '(')) k++;
  return k + 1 < end &&
         (reap_closes_number(a, k + 1, begin) || (reap_mark_at(a, k - 1) == '(' && reap_mark_at(a, k + 1) == ')'));
}

/* "1) A; 2) B and C; 3) D". */
bool reap_is_numbered(const reap_assembler *a, uint32_t begin, uint32_t end) {
  uint32_t items = 0;
  int depth = 0;
  for (uint32_t t = begin; t < end; t++) {
    if (depth == 0 && reap_closes_number(a, t, begin)) items++;
    depth = reap_depth_behind(a, t, begin, depth);
  }
  return items > 1;
}
