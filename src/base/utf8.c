/* SPDX-License-Identifier: MIT */
#include "base/utf8.h"

static bool continuation(reap_str text, uint32_t at) {
  return at < text.len && ((unsigned char)text.ptr[at] & 0xC0) == 0x80;
}

uint32_t reap_utf8_valid_at(reap_str text, uint32_t at) {
  unsigned char a = (unsigned char)text.ptr[at];
  unsigned char b = at + 1 < text.len ? (unsigned char)text.ptr[at + 1] : 0;
  if (a < 0x80) return 1;
  if (a < 0xC2 || a > 0xF4 || !continuation(text, at + 1)) return 0;
  if (a < 0xE0) return 2;
  if (!continuation(text, at + 2)) return 0;
  if (a < 0xF0) return (a == 0xE0 && b < 0xA0) || (a == 0xED && b > 0x9F) ? 0 : 3;
  if (!continuation(text, at + 3)) return 0;
  return (a == 0xF0 && b < 0x90) || (a == 0xF4 && b > 0x8F) ? 0 : 4;
}

uint32_t reap_utf8_first_bad(reap_str text) {
  for (uint32_t i = 0; i < text.len;) {
    if ((unsigned char)text.ptr[i] < 0x80) {
      i++;
      continue;
    }
    uint32_t length = reap_utf8_valid_at(text, i);
    if (!length) return i;
    i += length;
  }
  return REAP_NONE;
}

uint32_t reap_utf8_decode(reap_str text, uint32_t at, uint32_t *code_point) {
  static const unsigned char mask[] = {0, 0x7F, 0x1F, 0x0F, 0x07};
  uint32_t length = reap_utf8_valid_at(text, at);
  if (!length) {
    *code_point = 0xFFFD;
    return 1;
  }
  uint32_t c = (unsigned char)text.ptr[at] & mask[length];
  for (uint32_t i = 1; i < length; i++) c = c << 6 | ((unsigned char)text.ptr[at + i] & 0x3F);
  *code_point = c;
  return length;
}

uint32_t reap_utf8_encode(uint32_t c, char out[4]) {
  if (c < 0x80) {
    out[0] = (char)c;
    return 1;
  }
  uint32_t length = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
  static const unsigned char lead[] = {0, 0, 0xC0, 0xE0, 0xF0};
  for (uint32_t i = length - 1; i > 0; i--, c >>= 6) out[i] = (char)(0x80 | (c & 0x3F));
  out[0] = (char)(lead[length] | c);
  return length;
}

uint32_t reap_utf8_count(reap_str text) {
  uint32_t count = 0;
  for (uint32_t i = 0; i < text.len; i++) count += ((unsigned char)text.ptr[i] & 0xC0) != 0x80;
  return count;
}
