/* SPDX-License-Identifier: MIT */
#ifndef REAP_PRINTED_H
#define REAP_PRINTED_H

#include <math.h>

#include "model/batch.h"

/* A printed number stands for all numbers that are rounded to it: "4.2" for 4.15 to 4.25. Arithmetic on such bounds
 * says what must, what may and what cannot be true of the numbers behind the print. */
typedef struct {
  double low, high;
} reap_bounds;

static inline bool reap_bounds_known(reap_bounds b) { return isfinite(b.low) && isfinite(b.high); }
static inline bool reap_bounds_meet(reap_bounds a, reap_bounds b) { return a.low <= b.high && b.low <= a.high; }

/* The bounds of a number from its digits in the text (".05", "0·05", "1,234", "4.2 × 10"): half a unit of the last
 * place on either side of `value`. `numeral` may be REAP_NO_SPAN or number words: then the number is exact. */
reap_bounds reap_printed_bounds(const reap_citation *citation, reap_span numeral, double value);

/* Decimal places in the digits of a numeral; 0 when there are none. */
uint32_t reap_printed_decimals(reap_str numeral);

#endif
