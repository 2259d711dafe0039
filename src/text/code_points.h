/* SPDX-License-Identifier: MIT */
#ifndef REAP_TEXT_CODE_POINTS_H
#define REAP_TEXT_CODE_POINTS_H

#include "base/str.h"

/* From byte offsets to Unicode code points of one text. It holds the count at every stride (a power of two bytes) and
 * counts on from there, so that it needs no memory of its own and no order of the questions. */
enum { REAP_CODE_POINT_MARKS = 512 };
typedef struct {
  reap_str text;
  bool ascii;
  uint32_t shift; /* log2 of the stride */
  uint32_t marks[REAP_CODE_POINT_MARKS];
} reap_code_points;

/* `text` is well-formed UTF-8 and outlives the map. */
void reap_code_points_set(reap_code_points *map, reap_str text);

/* Number of code points before byte `offset`; an offset past the end counts as the end. */
uint32_t reap_code_point_at(const reap_code_points *map, uint32_t offset);

#endif
