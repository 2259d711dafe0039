/* SPDX-License-Identifier: MIT */
/* What the sharper rules left: bare values, read by the words that govern them: "mean closure was 4.2 weeks in the ...
 * and 5.1 in the ... group", "fell by 3.2 points", "(2 versus 5)". Only where results are
 * told. */
#include "6_quantify/context.h"
#include "6_quantify/relative.h"

/* Another value of the list that the number at i is a member of: atom, or REAP_NONE. */
static uint32_t neighbour(const reading *r, uint32_t i, uint32_t behind) {
  const uint32_t next = read_joint(r, behind);
  if (next != behind && atom_at(r, next)->type == ATOM_NUMBER) return next;
  uint32_t k = i;
  while (k > 0 && i - k < 4 && atom_at(r, k - 1)->type != ATOM_NUMBER) k--;
  if (k == 0 || atom_at(r, k - 1)->type != ATOM_NUMBER) return REAP_NONE;
  reap_unit unit;
  return read_joint(r, read_unit(r, k, &unit)) == i ? k - 1 : REAP_NONE;
}

/* The unit printed behind a later member of the list. */
static void share_unit(const reading *r, uint32_t behind, reap_unit *unit) {
  for (uint32_t members = 0; members < 6 && !unit->unit.len; members++) {
    const uint32_t next = is(r, behind, W_TO) ? behind + 1 : read_joint(r, behind);
    if (next == behind || atom_at(r, next)->type != ATOM_NUMBER) return;
    behind = read_unit(r, next + 1, unit);
  }
}

static bool versus_beside(const reading *r, uint32_t i, uint32_t behind) {
  return is(r, behind, W_VERSUS) || (is(r, behind, M_COMMA) && is(r, behind + 1, W_VERSUS)) ||
         (i > 0 && (is(r, i - 1, W_VERSUS) || (is(r, i - 1, M_STOP) && i > 1 && is(r, i - 2, W_VERSUS))));
}

/* The row that reads the list's other member, when it is read already. */
static const reap_quantity *row_of(const reading *r, uint32_t i) {
  if (i == REAP_NONE || atom_at(r, i)->row == REAP_NONE) return NULL;
  return &r->rows.at[atom_at(r, i)->row];
}

static bool value_kind(reap_quantity_kind kind) {
  return kind == REAP_Q_MEAN || kind == REAP_Q_MEDIAN || kind == REAP_Q_PERCENT || kind == REAP_Q_COUNT ||
         kind == REAP_Q_CHANGE || kind == REAP_Q_RATE || kind == REAP_Q_OTHER;
}

typedef struct {
  reap_quantity_kind kind;
  const char *rule; /* NULL: not to be written */
} verdict;

static bool said_score(const reading *r, uint32_t i) {
  for (uint32_t k = i, steps = 0; k > 0 && steps < REACH; k--, steps++)
    if (is(r, k - 1, W_SCORE)) return true;
  return false;
}

/* "time to progression" before the number. */
static bool time_to_event(const reading *r, uint32_t i) {
  for (uint32_t k = i; k > 2 && i - k < 14; k--)
    if (is_text(r, k - 3, REAP_STR("time")) && is(r, k - 2, W_TO)) {
      for (uint32_t n = k - 1; n < k + 3 && n < i; n++)
        if (is(r, n, W_EVENTS)) return true;
    }
  return false;
}

/* A comparison that names no statistic: scores and measurements are means by far the most often, times to an event
 * medians. The rule's name says that it was assumed. */
static verdict assume(const reading *r, uint32_t i, const reap_unit *unit) {
  for (uint32_t k = i, steps = 0; k > 0 && steps < 14; k--, steps++)
    if (is(r, k - 1, W_RATE) || is(r, k - 1, W_RATIO) || has_cue(r, k - 1, REAP_CUE_MEASURE))
      return (verdict){REAP_Q_OTHER, "other.value"};
  const bool until_event = sees(r, W_SURVIVAL) || time_to_event(r, i) ||
                           reap_str_equal(unit->unit, REAP_STR("month")) ||
                           reap_str_equal(unit->unit, REAP_STR("year"));
  if (unit_is_time(unit) && until_event) return (verdict){REAP_Q_MEDIAN, "median.assumed"};
  return (verdict){REAP_Q_MEAN, "mean.assumed"};
}

/* "0.8 points lower than placebo", "increased by 66 min compared with saline": how far two groups are apart. */
static bool apart_by(const reading *r, uint32_t i, uint32_t behind) {
  if (behind == i + 1) return false;
  const bool comparative = is(r, behind, W_LESS) || is(r, behind, W_MORE) || is(r, behind, W_HIGHER);
  if (comparative) return true;
  return tells_change(r, i, behind) && compared_without_value(r, behind);
}

/* In the last part of a text without sections bare comparisons tell results though no test was printed yet. */
static bool compares_results(const reading *r) {
  if (tells_results(r) || r->citation->sentences.count <= 3) return true; /* a result cut out of its abstract */
  return (is_results(r) && r->batch->sentences.at[r->sentence].span.beg > r->citation->text.len / 5 * 3);
}

/* "PFS was 11 months with zinc and 9 months with placebo": a median in the same unit stands before. */
static bool follows_median(const reading *r, uint32_t i, const reap_unit *unit) {
  for (uint32_t row = r->rows.count, steps = 0; row > r->first_row && steps < 6; row--, steps++) {
    const reap_quantity *q = &r->rows.at[row - 1];
    if (q->kind == REAP_Q_MEDIAN && q->span.end < atom_at(r, i)->span.beg && reap_str_equal(q->unit, unit->unit))
      return true;
  }
  return false;
}

static verdict judge(const reading *r, uint32_t i, uint32_t behind, const reap_unit *unit) {
  const reap_quantity *beside = row_of(r, neighbour(r, i, behind));
  if (apart_by(r, i, behind)) return (verdict){REAP_Q_EFFECT, "effect.apart_by"};
  if (tells_change(r, i, behind)) return (verdict){REAP_Q_CHANGE, "change.words"};
  if (beside && value_kind((reap_quantity_kind)beside->kind) && !unit->unit.len)
    return (verdict){(reap_quantity_kind)beside->kind, "value.list"};
  const bool versus = versus_beside(r, i, behind);
  switch (find_governor(r, i)) {
  case GOV_MEAN:
    return (verdict){REAP_Q_MEAN, "mean.governed"};
  case GOV_MEDIAN:
    return (verdict){REAP_Q_MEDIAN, "median.governed"};
  case GOV_AGE:
    return (verdict){REAP_Q_OTHER, NULL};
  case GOV_CHANGE:
    if (versus || unit->unit.len || has_flag(r, i, ATOM_SIGNED) || !has_flag(r, i, ATOM_INTEGER))
      return (verdict){REAP_Q_CHANGE, "change.governed"};
    break;
  default:
    break;
  }
  const bool integer = has_flag(r, i, ATOM_INTEGER);
  reap_unit shared = *unit;
  if (!shared.unit.len) share_unit(r, behind, &shared);
  const bool from_to = i > 0 && (is(r, i - 1, W_FROM) || (is(r, i - 1, W_TO) && sees(r, W_FROM)));
  const bool listed = sees(r, W_RESPECTIVELY) && neighbour(r, i, behind) != REAP_NONE;
  const bool range = from_to && (is(r, i - 2, W_RANGE) || (is(r, i - 1, W_TO) && sees(r, W_RANGE)));
  if (compares_results(r) && !range && (in_arm_list(r, i) || versus || from_to || listed) &&
      (!integer || shared.unit.len || said_score(r, i)))
    return assume(r, i, &shared);
  if (versus && compares_results(r)) return (verdict){REAP_Q_COUNT, "count.versus"};
  if (unit_is_time(&shared) && sees(r, W_SURVIVAL) && ((i > 0 && is(r, i - 1, W_WAS)) || follows_median(r, i, &shared)))
    return assume(r, i, &shared);
  if (unit_is_time(&shared)) return (verdict){REAP_Q_DURATION, "duration.bare"};
  const bool amount =
      reap_str_equal(shared.dimension, REAP_STR("mass")) || reap_str_equal(shared.dimension, REAP_STR("dose"));
  if (r->section == REAP_SECTION_TITLE || amount) return (verdict){REAP_Q_OTHER, NULL};
  if (i > 0 && is(r, i - 1, W_AT)) return (verdict){REAP_Q_OTHER, NULL}; /* "at 40 cm", "at 60 mmHg" */
  if (shared.unit.len || !integer) return (verdict){REAP_Q_OTHER, "other.value"};
  return (verdict){REAP_Q_OTHER, NULL};
}

static void read_value(reading *r, uint32_t i) {
  reap_unit unit;
  const uint32_t behind = read_unit(r, i + 1, &unit);
  const verdict v = judge(r, i, behind, &unit);
  if (!v.rule) return;
  if (!unit.unit.len) share_unit(r, behind, &unit);
  reap_relation relation = REAP_REL_NONE;
  const uint32_t first = bound_before(r, i, &relation);
  const bool baseline = i > 0 && is(r, i - 1, W_FROM);
  reap_quantity *q = add_quantity(r, v.kind, i, first, behind - 1, v.rule);
  q->relation = (uint8_t)relation;
  q->unit = unit.unit;
  if (v.kind == REAP_Q_EFFECT) q->measure = REAP_STR("MD");
  if (v.kind == REAP_Q_COUNT) q->count = q->value;
  if (baseline) q->role = REAP_ROLE_BASELINE;
}

/* "0-10", "4 to 6", "IQR 2-14": a range without a value in its middle. Parted numbers of "from 12 to 9" are two values.
 */
static bool read_range(reading *r, uint32_t i) {
  reap_pair pair;
  const uint32_t behind = read_pair(r, i, &pair);
  if (behind == i) return false;
  const bool to = is(r, pair.high - 1, W_TO);
  if (!to && !is(r, pair.high - 1, M_DASH) && !is(r, pair.high - 1, M_MINUS)) return false;
  if (to && i > 0 && is(r, i - 1, W_FROM) && !is(r, i - 2, W_RANGE)) return false;
  bool quartiles = false, interval = false;
  for (uint32_t k = i > 4 ? i - 4 : 0; k < i; k++) {
    quartiles |= is(r, k, W_IQR) || is(r, k, W_INTERQUARTILE);
    interval |= is(r, k, W_CI) || is(r, k, W_CONFIDENCE);
  }
  add_pair(r,
           quartiles  ? REAP_Q_QUARTILES
           : interval ? REAP_Q_INTERVAL
                      : REAP_Q_RANGE,
           &pair, i, behind - 1,
           quartiles  ? "quartiles.bare"
           : interval ? "interval.bare"
                      : "range.bare");
  return true;
}

/* "± 1 day" of nothing, "mean + 2 SD": no value of a group. */
static bool is_no_value(const reading *r, uint32_t i) {
  return (i > 0 && is(r, i - 1, M_PLUSMINUS)) || is(r, i + 1, W_SD) || is(r, i + 1, W_SE);
}

void read_values(reading *r) {
  if (!is_results(r) && r->section != REAP_SECTION_TITLE) return;
  EACH_NUMBER(r, i)
  if (is_number(r, i) && !has_flag(r, i, ATOM_WORDS | ATOM_HYPHENATED) && !is_no_value(r, i) && !read_range(r, i))
    read_value(r, i);
}
