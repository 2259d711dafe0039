/* SPDX-License-Identifier: MIT */
/* Where a list of arms begins: behind "randomized to", "received", "two groups:". */
#include "7_assemble/assembler.h"

/* "into 2 groups to receive": the list comes later. */
static bool leads_to_groups(const reap_assembler *a, uint32_t t, uint32_t end) {
  if (!reap_word_is(a, t, "into") && !reap_word_is(a, t, "to")) return false;
  for (uint32_t k = t + 1; k < end && k < t + 5; k++) {
    if (reap_bits_at(a, k) & (REAP_W_TREAT | REAP_W_AND) || reap_mark_at(a, k)) return false;
    if (reap_bits_at(a, k) & REAP_W_GROUP && reap_is_plural(a, k))
      return k + 2 < end && !reap_mark_at(a, k + 1) && !(reap_bits_at(a, k + 1) & REAP_W_OF);
  }
  return false;
}

/* The colon of "1:1". */
static bool is_ratio(const reap_assembler *a, uint32_t colon, uint32_t end) {
  return colon + 1 < end && reap_token_at(a, colon - 1)->flags & REAP_TOKEN_NUMBER &&
         reap_token_at(a, colon + 1)->flags & REAP_TOKEN_NUMBER;
}

/* Where the list starts after the verb at `t`: behind to, into, receive; REAP_NONE when nothing leads to a list. */
uint32_t reap_list_begin(const reap_assembler *a, uint32_t t, uint32_t end, bool allocated) {
  if (!allocated) return t + 1;
  uint32_t limit = end < t + 60 ? end : t + 60;
  int depth = 0;
  for (uint32_t i = t + 1; i < limit; i++) {
    char open = reap_mark_at(a, i);
    if (open == '(' || open == '[') depth++;
    if (open == ')' || open == ']') depth--;
    if (depth > 0) continue; /* "randomised (1:4) to" */
    if (leads_to_groups(a, i, limit)) continue;
    if (reap_mark_at(a, i) == '.' || reap_mark_at(a, i) == ';') return REAP_NONE;
    if (reap_word_is(a, i, "them")) return i + 1; /* "randomly allocated them A or B" */
    if (reap_word_is(a, i, "to") || reap_word_is(a, i, "into") || (reap_mark_at(a, i) == ':' && !is_ratio(a, i, end))) {
      uint32_t k = i + 1;
      while (k < limit && reap_bits_at(a, k) & (REAP_W_TREAT | REAP_W_DETERMINER | REAP_W_PREPOSITION | REAP_W_BE)) k++;
      return k;
    }
    if (reap_bits_at(a, i) & REAP_W_TREAT && !(reap_bits_at(a, i) & REAP_W_ALLOCATE)) return i + 1;
  }
  return REAP_NONE;
}

/* "two groups: A and B", "groups (A, B or C)": the list stands behind the mark after the word group. */
uint32_t reap_list_behind_groups(const reap_assembler *a, uint32_t begin, uint32_t end) {
  uint32_t limit = end < begin + 24 ? end : begin + 24;
  for (uint32_t t = begin; t + 1 < limit; t++)
    if (reap_bits_at(a, t) & REAP_W_GROUP && reap_is_plural(a, t) && reap_mark_at(a, t + 1) &&
        strchr(":,(", reap_mark_at(a, t + 1)))
      return t + 2;
  return REAP_NONE;
}
