/* SPDX-License-Identifier: MIT */
/* Effects that do not repeat their measure: "HR 1.10 (95% CI 1.04-1.16) for A, 1.20 (95% CI 1.13-1.26) for B", "odds
 * ratios for death and stroke were ...", "hazard ratio = 2.37, 1.65-3.41". */
#include "6_quantify/reading.h"

/* Where the value stands between its bounds, 0 to 1; NaN when it does not. */
static double place(double value, double low, double high) {
  return low < high && low <= value && value <= high ? (value - low) / (high - low) : NAN;
}

/* The interval of a ratio is even on the log scale (Bland and Altman, BMJ 1996;312:1079), rounding allowed for. */
static bool even_as_ratio(double value, double low, double high) {
  return low > 0 && fabs(place(log(value), log(low), log(high)) - 0.5) < 0.17;
}

static bool clearly_ratio(double value, double low, double high) {
  if (!even_as_ratio(value, low, high) || high < 1.25 * low) return false;
  return fabs(place(value, low, high) - 0.5) > fabs(place(log(value), log(low), log(high)) - 0.5) + 0.04;
}

/* The last effect before the byte that has a measure, at most REACH rows back and in this sentence or the one before.
 */
static const reap_quantity *last_effect(const reading *r, uint32_t byte) {
  for (uint32_t row = r->rows.count, steps = 0; row > 0 && steps < REACH; row--, steps++) {
    const reap_quantity *q = &r->rows.at[row - 1];
    if (q->sentence + 1 < r->sentence) return NULL;
    if (q->kind == REAP_Q_EFFECT && q->numeral.beg < byte && !reap_str_equal(q->measure, REAP_STR("other"))) return q;
  }
  return NULL;
}

/* A ratio is named before the atom in this sentence: its cue. */
static const reap_mention *ratio_named(const reading *r, uint32_t i) {
  if (!sees_cue(r, REAP_CUE_MEASURE)) return NULL;
  for (uint32_t k = i; k > 0 && i - k < 3 * REACH; k--)
    if (has_cue(r, k - 1, REAP_CUE_MEASURE) && reap_str_equal(cue_of(r, k - 1)->name, REAP_STR("ratio")) &&
        reap_measure_is_ratio(cue_of(r, k - 1)->id))
      return cue_of(r, k - 1);
  return NULL;
}

bool find_carried_measure(const reading *r, uint32_t number, double low, double high, reap_str unit, reap_str *measure,
                          uint8_t *flags) {
  const reap_atom *a = atom_at(r, number);
  const reap_quantity *before = last_effect(r, a->span.beg);
  const bool ratio_form = !unit.len && !(a->flags & (ATOM_SIGNED | ATOM_WORDS));
  *flags = 0;
  if (before && before->sentence == r->sentence && !reap_measure_is_ratio(before->measure)) {
    const bool signs = low < 0 && high > low;
    *measure = before->measure;
    return signs && reap_str_equal(before->unit, unit) && place(a->value, low, high) >= 0;
  }
  if (!ratio_form) return false;
  if (before && before->sentence == r->sentence) {
    *measure = before->measure;
    *flags = before->flags & REAP_Q_ADJUSTED;
    return even_as_ratio(a->value, low, high);
  }
  const reap_mention *named = ratio_named(r, number);
  if (named) {
    *measure = named->id;
    return even_as_ratio(a->value, low, high);
  }
  if (!before || !reap_measure_is_ratio(before->measure)) return false;
  *measure = before->measure;
  return clearly_ratio(a->value, low, high);
}

bool find_carried_ratio(const reading *r, uint32_t number, double low, double high, reap_str *measure) {
  const reap_quantity *before = last_effect(r, atom_at(r, number)->span.beg);
  if (!before || !reap_measure_is_ratio(before->measure) || atom_at(r, number)->flags & (ATOM_SIGNED | ATOM_WORDS))
    return false;
  *measure = before->measure;
  return even_as_ratio(atom_at(r, number)->value, low, high);
}

static void write_carried(reading *r, uint32_t number, double low, double high, const char *rule) {
  reap_str measure;
  uint8_t flags;
  reap_unit unit;
  const uint32_t behind = read_unit(r, number + 1, &unit);
  if (!find_carried_measure(r, number, low, high, unit.unit, &measure, &flags)) return;
  reap_quantity *q = add_quantity(r, REAP_Q_EFFECT, number, number, behind - 1, rule);
  q->measure = measure;
  q->unit = unit.unit;
  q->flags |= flags;
}

/* The effect row that the number at i is the value of, REAP_NONE. */
static uint32_t effect_of(const reading *r, uint32_t i) {
  const uint32_t row = atom_at(r, i)->row;
  return row != REAP_NONE && r->rows.at[row].kind == REAP_Q_EFFECT ? row : REAP_NONE;
}

/* "2.37, 1.65-3.41", "-0.85, -3.1 to 1.4": the pair behind a comma is the interval of an effect, or makes the number
 * one. */
static void read_bare_interval(reading *r, uint32_t i, uint32_t behind) {
  reap_pair pair;
  if (!is(r, behind, M_COMMA) && !is(r, behind, M_SEMICOLON)) return;
  const uint32_t bracket = read_bracket_pair(r, behind + 1, &pair);
  const uint32_t end = bracket != behind + 1 ? bracket : read_pair(r, behind + 1, &pair);
  if (end == behind + 1) return;
  const uint32_t sign = pair.high - 1;
  const bool parted = is(r, sign, M_COMMA) || is(r, sign, M_SEMICOLON) || is(r, sign, W_AND) || is(r, sign, M_COLON);
  const double low = value_at(r, pair.low), high = value_at(r, pair.high), value = value_at(r, i);
  if ((parted && end != bracket) || isnan(place(value, low, high))) return;
  if (has_flag(r, i, ATOM_INTEGER) && has_flag(r, pair.low, ATOM_INTEGER)) return;
  uint32_t row = effect_of(r, i);
  if (row == REAP_NONE && is_number(r, i)) {
    const uint32_t rows = r->rows.count;
    write_carried(r, i, low, high, "effect.carried");
    if (r->rows.count > rows) row = rows;
  }
  if (row == REAP_NONE) return;
  if (reap_measure_is_ratio(r->rows.at[row].measure) && !even_as_ratio(value, low, high)) return;
  reap_quantity *q = add_pair(r, REAP_Q_INTERVAL, &pair, pair.low, pair.high, "interval.of_effect");
  q->level = r->level;
  q->about = row;
}

/* The interval with words that stands right behind the number, at byte `beg`: intervals and numbers both come in text
 * order, so *row only moves on. */
static const reap_quantity *interval_at(const reading *r, uint32_t beg, uint32_t *row) {
  for (; *row < r->rows.count; ++*row) {
    const reap_quantity *q = &r->rows.at[*row];
    if (q->kind == REAP_Q_INTERVAL && q->span.beg == beg) return q;
    if (q->kind == REAP_Q_INTERVAL && q->span.beg > beg) return NULL;
    if (q->kind == REAP_Q_EFFECT) return NULL; /* behind the intervals */
  }
  return NULL;
}

void read_carried(reading *r) {
  if (r->rows.count == 0) return;
  uint32_t row = r->first_row;
  EACH_NUMBER(r, i) {
    reap_unit unit;
    const uint32_t behind = read_unit(r, i + 1, &unit);
    if (is(r, behind, W_VERSUS) || (i > 0 && is(r, i - 1, W_VERSUS))) continue; /* values of two groups */
    if (i > 0 && is(r, i - 1, M_PLUSMINUS)) continue;
    uint32_t next = behind;
    for (uint32_t steps = 0; steps < 2 && atom_at(r, next)->type == ATOM_MARK; steps++) next++;
    const reap_quantity *interval = next == behind ? NULL : interval_at(r, atom_at(r, next)->span.beg, &row);
    if (interval && is_number(r, i) && !has_flag(r, i, ATOM_WORDS | ATOM_HYPHENATED))
      write_carried(r, i, interval->low, interval->high, "effect.carried");
    else if (!has_flag(r, i, ATOM_WORDS | ATOM_HYPHENATED))
      read_bare_interval(r, i, behind);
  }
}
