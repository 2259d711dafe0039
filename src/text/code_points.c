/* SPDX-License-Identifier: MIT */
#include "text/code_points.h"

/* Code points that begin in [beg, end), eight bytes at a time: a continuation byte has the top bits 10. */
static uint32_t count(const char *text, uint32_t beg, uint32_t end) {
  const uint64_t lows = 0x0101010101010101u;
  uint32_t continuations = 0, i = beg;
  for (; i + 8 <= end; i += 8) {
    uint64_t word;
    memcpy(&word, text + i, 8);
    continuations += (uint32_t)(((word >> 7 & ~(word >> 6)) & lows) * lows >> 56);
  }
  for (; i < end; i++) continuations += ((unsigned char)text[i] & 0xC0) == 0x80;
  return end - beg - continuations;
}

void reap_code_points_set(reap_code_points *map, reap_str text) {
  map->text = text;
  map->shift = 4; /* short strides: the questions outnumber them */
  while (text.len >> map->shift >= REAP_CODE_POINT_MARKS) map->shift++;
  uint32_t total = 0;
  uint32_t stride = (uint32_t)1 << map->shift;
  for (uint32_t at = 0, mark = 0; at < text.len; at += stride, mark++) {
    map->marks[mark] = total;
    total += count(text.ptr, at, text.len - at < stride ? text.len : at + stride);
  }
  map->ascii = total == text.len;
}

uint32_t reap_code_point_at(const reap_code_points *map, uint32_t offset) {
  if (offset > map->text.len) offset = map->text.len;
  if (map->ascii || offset == 0) return offset;
  uint32_t mark = (offset - 1) >> map->shift;
  return map->marks[mark] + count(map->text.ptr, mark << map->shift, offset);
}
