/* SPDX-License-Identifier: MIT */
#include "base/str.h"

bool reap_bytes_equal_nocase(const char *a, const char *b, uint32_t len) {
  for (uint32_t i = 0; i < len; i++)
    if (a[i] != b[i] && reap_lower(a[i]) != reap_lower(b[i])) return false;
  return true;
}

/* The top bit of each of eight bytes that is the letter in either case (or another byte that differs from it in bit
 * 0x20 alone). */
static uint64_t letters_at(const char *bytes, char letter) {
  const uint64_t ones = 0x0101010101010101u, low = ones * 0x7F;
  uint64_t word;
  memcpy(&word, bytes, 8);
  uint64_t zero = (word | ones * 0x20) ^ ones * ((unsigned char)letter | 0x20);
  return ~(((zero & low) + low) | zero | low);
}

enum { LITTLE_ENDIAN_BYTES = __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ };

/* Eight places at a time: few have the first letter with the second behind it. */
uint32_t reap_str_find_nocase(reap_str text, const char *part) {
  const reap_str wanted = reap_str_of(part);
  uint32_t i = 0;
  if (wanted.len > text.len) return REAP_NONE;
  const uint32_t last = text.len - wanted.len;
  for (; LITTLE_ENDIAN_BYTES && wanted.len > 1 && i + 9 <= text.len && i <= last; i += 8) {
    uint64_t places = letters_at(text.ptr + i, part[0]) & letters_at(text.ptr + i + 1, part[1]);
    for (; places; places &= places - 1) {
      uint32_t at = i + (uint32_t)__builtin_ctzll(places) / 8;
      if (at <= last && reap_bytes_equal_nocase(text.ptr + at, part, wanted.len)) return at;
    }
  }
  for (; i <= last; i++)
    if (reap_str_starts_nocase((reap_str){text.ptr + i, wanted.len}, wanted)) return i;
  return REAP_NONE;
}
