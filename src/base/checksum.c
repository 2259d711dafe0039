/* SPDX-License-Identifier: MIT */
#include "base/checksum.h"

static bool is_hex(char c) { return reap_is_digit(c) || (reap_lower(c) >= 'a' && reap_lower(c) <= 'f'); }

bool reap_checksum_read(char digits[33], reap_str text, const char *name) {
  if (reap_str_find_nocase(text, ".xml.gz") != REAP_NONE && reap_str_find_nocase(text, name) == REAP_NONE) return false;
  for (uint32_t at = 0; at < text.len;) {
    uint32_t end = at;
    while (end < text.len && is_hex(text.ptr[end])) end++;
    if (end - at == 32) {
      for (uint32_t i = 0; i < 32; i++) digits[i] = reap_lower(text.ptr[at + i]);
      digits[32] = '\0';
      return true;
    }
    at = end + 1;
  }
  return false;
}
