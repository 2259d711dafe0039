/* SPDX-License-Identifier: MIT */
#include "base/str.h"

bool reap_bytes_equal_nocase(const char *a, const char *b, uint32_t len) {
  for (uint32_t i = 0; i < len; i++)
    if (reap_lower(a[i]) != reap_lower(b[i])) return false;
  return true;
}

uint32_t reap_str_find_nocase(reap_str text, const char *part) {
  const reap_str wanted = reap_str_of(part);
  const char first = reap_lower(*part);
  for (uint32_t i = 0; i + wanted.len <= text.len; i++)
    if (reap_lower(text.ptr[i]) == first && reap_str_starts_nocase((reap_str){text.ptr + i, text.len - i}, wanted))
      return i;
  return REAP_NONE;
}
