/* SPDX-License-Identifier: MIT */
#include "base/str.h"

bool reap_str_starts_nocase(reap_str text, reap_str prefix) {
  if (text.len < prefix.len) return false;
  for (uint32_t i = 0; i < prefix.len; i++)
    if (reap_lower(text.ptr[i]) != reap_lower(prefix.ptr[i])) return false;
  return true;
}

bool reap_str_equal_nocase(reap_str a, reap_str b) { return a.len == b.len && reap_str_starts_nocase(a, b); }

uint32_t reap_str_find_nocase(reap_str text, const char *part) {
  const reap_str wanted = reap_str_of(part);
  const char first = reap_lower(*part);
  for (uint32_t i = 0; i + wanted.len <= text.len; i++)
    if (reap_lower(text.ptr[i]) == first && reap_str_starts_nocase((reap_str){text.ptr + i, text.len - i}, wanted))
      return i;
  return REAP_NONE;
}
