/* SPDX-License-Identifier: MIT */
#include "base/str.h"

bool reap_bytes_equal_nocase(const char *a, const char *b, uint32_t len) {
  for (uint32_t i = 0; i < len; i++)
    if (reap_lower(a[i]) != reap_lower(b[i])) return false;
  return true;
}

/* Whether one of eight bytes is the letter in either case (or, for once, a byte that differs from it in bit 0x20). */
static bool holds_letter(const char *bytes, char letter) {
  const uint64_t ones = 0x0101010101010101u, tops = 0x8080808080808080u;
  uint64_t word;
  memcpy(&word, bytes, 8);
  uint64_t zero = (word | ones * 0x20) ^ ones * ((unsigned char)letter | 0x20);
  return ((zero - ones) & ~zero & tops) != 0;
}

uint32_t reap_str_find_nocase(reap_str text, const char *part) {
  const reap_str wanted = reap_str_of(part);
  const char first = reap_lower(*part);
  if (wanted.len > text.len) return REAP_NONE;
  for (uint32_t i = 0, behind = text.len - wanted.len + 1, stop; i < behind; i = stop) {
    stop = i + 8 < behind ? i + 8 : behind;
    if (i + 8 <= text.len && !holds_letter(text.ptr + i, first)) continue;
    for (; i < stop; i++)
      if (reap_lower(text.ptr[i]) == first && reap_str_starts_nocase((reap_str){text.ptr + i, text.len - i}, wanted))
        return i;
  }
  return REAP_NONE;
}
