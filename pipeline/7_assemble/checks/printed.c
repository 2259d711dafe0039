/* SPDX-License-Identifier: MIT */
#include "7_assemble/checks/printed.h"

/* The digits up to the first character that no number holds: "2.40" of "2.40 × 10-5". */
typedef struct {
  double mantissa;
  uint32_t decimals;
  bool has_digits;
} digits;

/* Length of a decimal mark at text[at]: ".", a middle dot in one of its forms, or a comma that parts no thousands. */
static uint32_t decimal_mark(reap_str text, uint32_t at) {
  if (text.ptr[at] == '.') return 1;
  if (at + 1 < text.len && memcmp(text.ptr + at, "\xC2\xB7", 2) == 0) return 2;
  if (at + 2 < text.len &&
      (memcmp(text.ptr + at, "\xE2\x88\x99", 3) == 0 || memcmp(text.ptr + at, "\xE2\x8B\x85", 3) == 0))
    return 3;
  return 0;
}

/* Length of a mark between thousands at text[at]: three digits and no fourth follow it. */
static uint32_t thousands_mark(reap_str text, uint32_t at) {
  uint32_t len = 0;
  if (text.ptr[at] == ',' || text.ptr[at] == ' ') len = 1;
  if (at + 1 < text.len && memcmp(text.ptr + at, "\xC2\xA0", 2) == 0) len = 2;
  if (at + 2 < text.len && memcmp(text.ptr + at, "\xE2\x80", 2) == 0) len = 3;
  if (len == 0 || at + len + 3 > text.len) return 0;
  for (uint32_t i = 0; i < 3; i++)
    if (!reap_is_digit(text.ptr[at + len + i])) return 0;
  return at + len + 3 < text.len && reap_is_digit(text.ptr[at + len + 3]) ? 0 : len;
}

static digits read_digits(reap_str text) {
  digits out = {0};
  bool fraction = false;
  uint32_t at = 0, mark;
  while (at < text.len && !reap_is_digit(text.ptr[at]) && !decimal_mark(text, at)) at++;
  while (at < text.len) {
    if (reap_is_digit(text.ptr[at])) {
      out.mantissa = out.mantissa * 10 + (text.ptr[at++] - '0');
      out.decimals += fraction;
      out.has_digits = true;
    } else if (!fraction && (mark = decimal_mark(text, at))) {
      fraction = true;
      at += mark;
    } else if (!fraction && (mark = thousands_mark(text, at))) {
      at += mark;
    } else if (!fraction && text.ptr[at] == ',') {
      fraction = true;
      at++;
    } else {
      break;
    }
  }
  out.mantissa *= pow(10, -(double)out.decimals);
  return out;
}

uint32_t reap_printed_decimals(reap_str numeral) { return read_digits(numeral).decimals; }

reap_bounds reap_printed_bounds(const reap_citation *citation, reap_span numeral, double value) {
  if (!reap_span_known(numeral)) return (reap_bounds){value, value};
  digits d = read_digits(reap_text_at(citation, numeral));
  if (!d.has_digits) return (reap_bounds){value, value};
  double half = 0.5 * pow(10, -(double)d.decimals);
  double scale = d.mantissa > 0 ? fabs(value) / d.mantissa : 1; /* a power of ten after the digits, or a unit */
  if (scale > 0 && fabs(scale - 1) > 1e-9) half *= scale;
  double slack = 1e-9 * (fabs(value) + half);
  return (reap_bounds){value - half - slack, value + half + slack};
}
