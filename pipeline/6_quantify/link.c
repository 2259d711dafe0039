/* SPDX-License-Identifier: MIT */
/* Ties intervals and p-values to the effect or value that they qualify. */
#include "6_quantify/reading.h"

enum { LOOK_ROWS = 24, NEAR_BYTES = 60 };

static bool may_have_interval(const reap_quantity *q) {
  switch (q->kind) {
  case REAP_Q_EFFECT:
  case REAP_Q_PERCENT:
  case REAP_Q_MEAN:
  case REAP_Q_MEDIAN:
  case REAP_Q_CHANGE:
  case REAP_Q_RATE:
  case REAP_Q_OTHER:
  case REAP_Q_COUNT:
    return !isnan(q->value);
  default:
    return false;
  }
}

static bool contains(const reap_quantity *interval, const reap_quantity *q) {
  const double low = fmin(interval->low, interval->high), high = fmax(interval->low, interval->high);
  if (low <= q->value && q->value <= high) return true;
  return q->value > 0 && high < 0 && low <= -q->value && -q->value <= high; /* "a fall of 32% (95% CI -40 to -22)" */
}

/* Units, where both are printed, must agree: no interval in seconds is about a percent. */
static bool units_agree(const reap_quantity *interval, const reap_quantity *q) {
  return !interval->unit.len || !q->unit.len || reap_str_equal(interval->unit, q->unit) ||
         (interval->unit.ptr[0] != '%' && q->unit.ptr[0] != '%');
}

/* An interval of its own comes right behind the row. */
static bool followed_by_interval(const reading *r, uint32_t row) {
  for (uint32_t i = row + 1; i < r->rows.count && i < row + 3; i++) {
    const reap_quantity *q = &r->rows.at[i];
    if (q->sentence != r->rows.at[row].sentence) return false;
    if (q->kind == REAP_Q_INTERVAL) return contains(q, &r->rows.at[row]);
  }
  return false;
}

static bool taken(const reading *r, uint32_t row, uint32_t from) {
  for (uint32_t i = from; i < r->rows.count && i < from + 2 * LOOK_ROWS; i++)
    if (r->rows.at[i].kind == REAP_Q_INTERVAL && r->rows.at[i].about == row) return true;
  return false;
}

/* Another interval comes right behind this one: "12 and 15 (95% CI 10-14 and 13-17)". */
static bool starts_list(const reading *r, uint32_t interval) {
  const reap_quantity *q = &r->rows.at[interval], *next = q + 1;
  return interval + 1 < r->rows.count && next->kind == REAP_Q_INTERVAL && next->sentence == q->sentence &&
         next->span.beg < q->span.end + 10;
}

/* The row an interval is about: the nearest before it in its sentence whose value it contains, an effect before others,
 * and no group's value over another one; else the effect right before it (a misprint is for the checks to find); else
 * the value right behind it. */
static uint32_t find_center(const reading *r, uint32_t interval) {
  const reap_quantity *q = &r->rows.at[interval];
  const bool of_difference = strcmp(q->rule, "interval.of_difference") == 0;
  const bool list = starts_list(r, interval) || strcmp(q->rule, "interval.list") == 0;
  uint32_t plain = REAP_NONE, any_effect = REAP_NONE;
  bool passed = false; /* a value that the interval does not contain stands between */
  const uint32_t stop = interval > LOOK_ROWS ? interval - LOOK_ROWS : 0;
  for (uint32_t i = interval; i > stop; i--) {
    const reap_quantity *c = &r->rows.at[i - 1];
    if (c->sentence != q->sentence) break;
    if (!may_have_interval(c)) continue;
    const bool effect = c->kind == REAP_Q_EFFECT;
    const bool free = units_agree(q, c) && !taken(r, i - 1, stop);
    if (free && contains(q, c) && effect) {
      if (plain == REAP_NONE || r->rows.at[plain].numeral.end + NEAR_BYTES < q->low_numeral.beg) return i - 1;
    } else if (free && contains(q, c) && plain == REAP_NONE && !of_difference && (list || !passed)) {
      plain = i - 1;
    }
    passed |= c->kind != REAP_Q_COUNT && isnan(c->of) && units_agree(q, c) && c->numeral.end + NEAR_BYTES > q->span.beg;
    if (free && effect && any_effect == REAP_NONE && c->numeral.end + NEAR_BYTES > q->span.beg) any_effect = i - 1;
  }
  if (plain != REAP_NONE) return plain;
  if (any_effect != REAP_NONE) return any_effect;
  for (uint32_t i = interval + 1; i < r->rows.count && i < interval + 3; i++) {
    const reap_quantity *c = &r->rows.at[i];
    if (c->sentence != q->sentence || c->numeral.beg > q->span.end + NEAR_BYTES) break;
    if (of_difference && c->kind != REAP_Q_EFFECT) continue;
    if (may_have_interval(c) && contains(q, c) && !taken(r, i, stop) && units_agree(q, c) &&
        !followed_by_interval(r, i))
      return i;
  }
  return REAP_NONE;
}

static void copy_interval(reap_quantity *effect, const reap_quantity *interval) {
  effect->low = interval->low;
  effect->high = interval->high;
  effect->low_numeral = interval->low_numeral;
  effect->high_numeral = interval->high_numeral;
  effect->level = interval->level;
  if (interval->span.end > effect->span.end && interval->span.beg < effect->span.end + NEAR_BYTES)
    effect->span.end = interval->span.end;
}

/* A p-value right behind an effect (its interval may stand between them) tests it. */
static uint32_t find_tested(const reading *r, uint32_t p) {
  const reap_quantity *q = &r->rows.at[p];
  for (uint32_t i = p; i > 0 && p - i < 3; i--) {
    const reap_quantity *c = &r->rows.at[i - 1];
    if (c->sentence != q->sentence || c->kind == REAP_Q_P_VALUE) break;
    if (c->kind == REAP_Q_EFFECT || c->kind == REAP_Q_STATISTIC)
      return c->span.end + NEAR_BYTES > q->span.beg ? i - 1 : REAP_NONE;
    if (c->kind != REAP_Q_INTERVAL) break;
  }
  return REAP_NONE;
}

void link_quantities(reading *r) {
  for (uint32_t i = 0; i < r->rows.count; i++) {
    reap_quantity *q = &r->rows.at[i];
    if (q->kind == REAP_Q_INTERVAL && q->about == REAP_NONE) q->about = find_center(r, i);
    if (q->kind == REAP_Q_INTERVAL && q->about != REAP_NONE && r->rows.at[q->about].kind == REAP_Q_EFFECT)
      copy_interval(&r->rows.at[q->about], q);
  }
  for (uint32_t i = 0; i < r->rows.count; i++)
    if (r->rows.at[i].kind == REAP_Q_P_VALUE) r->rows.at[i].about = find_tested(r, i);
}
