/* SPDX-License-Identifier: MIT */
/* Effects between groups: "hazard ratio 0.72", "OR (95% CI) = 2.3 (1.2-4.5)", "mean difference, -8.9 points",
 * "r = 0.52", "a 2.3-fold increase". The measure is a cue of the lexicon. */
#include "6_quantify/context.h"

/* Measures of accuracy and agreement are values of a test, no effects between arms. */
static bool is_effect_measure(const reading *r, uint32_t i) {
  static const char *const others[] = {"accuracy", "heterogeneity"};
  if (!has_cue(r, i, REAP_CUE_MEASURE)) return false;
  for (size_t k = 0; k < sizeof others / sizeof *others; k++)
    if (reap_str_equal(cue_of(r, i)->name, reap_str_of(others[k]))) return false;
  return true;
}

/* One letter ("r", "d", "B") or a conjunction in capitals ("OR") needs a sign or a bracket behind it. */
static bool needs_sign(const reading *r, uint32_t i) { return reap_span_len(atom_at(r, i)->span) <= 2; }

static bool ends_search(const reading *r, uint32_t i) {
  switch (atom_at(r, i)->word) {
  case M_SEMICOLON:
  case W_P:
  case W_N:
  case W_WHILE:
  case M_PLUSMINUS:
    return true;
  case M_STOP:
    return has_flag(r, i + 1, ATOM_SPACED);
  default:
    return has_cue(r, i, REAP_CUE_MEASURE);
  }
}

static bool level_of_interval(const reading *r, uint32_t i) {
  reap_unit unit;
  const uint32_t behind = read_unit(r, i + 1, &unit);
  return unit_is_percent(&unit) && (is(r, behind, W_CI) || is(r, behind, W_CONFIDENCE));
}

/* The number that gives the measure at i its value: behind at most 16 words, whole brackets are stepped over unless the
 * number is the first thing in one. REAP_NONE when there is none. */
static uint32_t find_value(const reading *r, uint32_t behind, uint32_t outer, reap_relation *relation) {
  bool sign = false;
  *relation = REAP_REL_NONE;
  for (uint32_t k = behind, steps = 0; steps < 18 && k < r->atoms.count; steps++) {
    const reap_atom *a = atom_at(r, k);
    reap_relation found;
    const uint32_t next = read_relation(r, k, &found);
    if (next != k) {
      *relation = found;
      sign = true;
      k = next;
      continue;
    }
    if (a->type == ATOM_NUMBER && (a->flags & ATOM_CLAIMED) && level_of_interval(r, k)) {
      k += 2; /* "ORs and 95% CIs: 0.82 (0.64-1.0)" */
      while (is(r, k, W_CI) || is(r, k, W_CONFIDENCE) || is(r, k, W_INTERVAL) || is(r, k, M_COLON)) k++;
      continue;
    }
    if (a->type == ATOM_NUMBER) return (a->flags & (ATOM_CLAIMED | ATOM_WORDS)) ? REAP_NONE : k;
    if (a->word == M_OPEN && a->partner != REAP_NONE) {
      reap_relation inner;
      const uint32_t value = read_relation(r, k + 1, &inner);
      if (is_number(r, value) && !sign) {
        *relation = inner;
        return value;
      }
      k = a->partner + 1;
      continue;
    }
    if (a->word == M_CLOSE && (a->partner == REAP_NONE || a->partner < outer)) {
      if (steps) return REAP_NONE; /* the measure's own bracket: "(OR) 2.3", "[OR] = 2.3" */
    } else if (ends_search(r, k)) {
      return REAP_NONE;
    }
    sign = false;
    k++;
  }
  return REAP_NONE;
}

static bool said_adjusted(const reading *r, uint32_t first) {
  const reap_str print = reading_text(r, first);
  if (print.len >= 3 && print.len <= 5 && print.ptr[0] == 'a' && print.ptr[1] >= 'A' && print.ptr[1] <= 'Z')
    return true;
  for (uint32_t k = first > 3 ? first - 3 : 0; k <= first + 1; k++)
    if (is(r, k, W_ADJUSTED)) return true;
  return false;
}

static void write_effect(reading *r, uint32_t cue_atom, uint32_t first, uint32_t number, reap_relation relation,
                         const char *rule) {
  reap_unit unit;
  const uint32_t behind = read_unit(r, number + 1, &unit);
  const bool adjusted = said_adjusted(r, cue_atom);
  const reap_str measure = cue_of(r, cue_atom)->id;
  reap_quantity *q = add_quantity(r, REAP_Q_EFFECT, number, first, behind - 1, rule);
  q->relation = (uint8_t)relation;
  q->measure = measure;
  q->unit = unit.unit;
  if (adjusted) q->flags |= REAP_Q_ADJUSTED;
}

/* Steps over what follows one value before the next of the same measure can come: its unit, its bracket, "for X". */
static uint32_t next_in_list(const reading *r, uint32_t number) {
  reap_unit unit;
  uint32_t k = read_unit(r, number + 1, &unit);
  if (is(r, k, M_OPEN) && atom_at(r, k)->partner != REAP_NONE) k = atom_at(r, k)->partner + 1;
  const uint32_t next = read_joint(r, k);
  return next == k || is(r, k, M_SLASH) ? REAP_NONE : next;
}

/* "ORs 2.3 (1.2-4.5) and 1.4 (0.9-2.0)", "hazard ratios of 0.72 and 0.80". */
static void read_list(reading *r, uint32_t cue_atom, uint32_t number) {
  const bool bracket = is(r, number + 1, M_OPEN);
  for (uint32_t member = 0; member < 10; member++) {
    const uint32_t next = next_in_list(r, number);
    reap_unit unit;
    if (next == REAP_NONE || !is_number(r, next) || has_flag(r, next, ATOM_WORDS)) return;
    const uint32_t behind = read_unit(r, next + 1, &unit);
    reap_unit own;
    read_unit(r, number + 1, &own);
    if (unit_is_percent(&unit) != unit_is_percent(&own)) return; /* "RR 1.42; 79.7% vs. 60.7%" */
    if (unit_is_time(&unit) || is(r, behind, M_PLUSMINUS) || is_people(r, behind)) return;
    if (bracket != is(r, behind, M_OPEN)) return;
    reap_pair pair; /* "HR 0.66; 0.38 to 0.93": an interval, no second effect */
    if (read_pair(r, next, &pair) != next && !is(r, pair.high - 1, M_COMMA) && !is(r, pair.high - 1, W_AND)) return;
    if (has_flag(r, next, ATOM_INTEGER) != has_flag(r, number, ATOM_INTEGER)) return;
    write_effect(r, cue_atom, next, next, REAP_REL_NONE, "effect.list");
    number = next;
  }
}

/* The short forms of measures mean other things too: HR is a heart rate, RR a breathing rate, beta a Greek letter. What
 * the number looks like tells them apart. */
static bool plausible(const reading *r, uint32_t cue_atom, uint32_t number) {
  const reap_mention *cue = cue_of(r, cue_atom);
  reap_unit unit;
  const uint32_t behind = read_unit(r, number + 1, &unit);
  const double value = value_at(r, number);
  const uint32_t next = cue_end(r, cue_atom);
  if (is(r, next, M_DASH) && !has_flag(r, next, ATOM_SPACED) && atom_at(r, next + 1)->type == ATOM_WORD) return false;
  if (number > 0 && is(r, number - 1, W_AT)) return false;
  if (is(r, behind, M_PLUSMINUS) || is(r, behind, W_LEVEL) || is(r, number + 1, W_SD)) return false;
  if (reap_str_equal(cue->name, REAP_STR("ratio"))) {
    const bool large = has_flag(r, number, ATOM_INTEGER) && value >= 20;
    const bool money = reap_str_equal(cue->id, REAP_STR("ICER"));
    const bool plain = !unit.unit.len || (unit_is_percent(&unit) && reap_str_equal(cue->id, REAP_STR("ROM")));
    return money || (plain && value > 0 && !is(r, behind, W_VERSUS) && !large);
  }
  if (reap_str_equal(cue->name, REAP_STR("correlation"))) return fabs(value) <= 1 && !unit.unit.len;
  return !reap_str_equal(unit.dimension, REAP_STR("mass")) || reap_str_equal(cue->name, REAP_STR("difference"));
}

static void read_measure(reading *r, uint32_t i) {
  const uint32_t behind = cue_end(r, i);
  reap_relation relation;
  const uint32_t number = find_value(r, behind, i, &relation);
  if (number == REAP_NONE || !plausible(r, i, number)) return;
  const bool near = number <= behind + 3 || is(r, number - 1, M_OPEN);
  if (needs_sign(r, i) && relation == REAP_REL_NONE && !near) return;
  if (has_flag(r, number, ATOM_HYPHENATED) || is_people(r, number + 1)) return;
  reap_unit unit;
  read_unit(r, number + 1, &unit);
  if (unit_is_time(&unit) && !near && relation == REAP_REL_NONE) return; /* "odds of death at 6 months" */
  uint32_t first = i;
  while (first && (is(r, first - 1, W_ADJUSTED) || has_cue(r, first - 1, REAP_CUE_MEASURE))) first--;
  if (number - first > 12) first = number; /* far from its measure: the number alone is the expression */
  write_effect(r, i, first, number, relation, "effect.measure");
  read_list(r, i, number);
}

/* "difference 1.5% (95% CI, -6.1 to 9.1)", "a difference of 3.2 mmHg (1.1 to 5.3)": with an interval behind it, a bare
 * difference is one between groups. */
static void read_difference(reading *r, uint32_t i) {
  reap_relation relation;
  reap_unit unit;
  const uint32_t number = find_value(r, i + 1, i, &relation);
  if (number == REAP_NONE || number > i + 8 || has_flag(r, number, ATOM_HYPHENATED)) return;
  const uint32_t behind = read_unit(r, number + 1, &unit);
  reap_pair pair;
  bool interval = read_bracket_pair(r, behind, &pair) != behind;
  const uint32_t next = behind + (is(r, behind, M_COMMA) || is(r, behind, M_OPEN) || is(r, behind, M_SEMICOLON));
  for (uint32_t k = next; k < next + 4; k++) interval |= is(r, k, W_CI) || is(r, k, W_CONFIDENCE);
  interval |= next != behind && read_pair(r, next, &pair) != next;
  if (!interval) return;
  const governor g = find_governor(r, number);
  const bool share = unit_is_percent(&unit) && g != GOV_MEAN && g != GOV_MEDIAN && g != GOV_CHANGE;
  reap_quantity *q = add_quantity(r, REAP_Q_EFFECT, number, i, behind - 1, "effect.difference");
  q->measure = share ? REAP_STR("RD") : REAP_STR("MD");
  q->unit = unit.unit;
  q->relation = (uint8_t)relation;
}

void read_effects(reading *r) {
  if (!sees_cue(r, REAP_CUE_MEASURE) && !sees(r, W_DIFFERENCE)) return;
  for (uint32_t i = 0; i < r->atoms.count; i++) {
    if (is(r, i, W_DIFFERENCE) && !has_cue(r, i, REAP_CUE_MEASURE)) read_difference(r, i);
    if (!is_effect_measure(r, i)) continue;
    read_measure(r, i);
    i = cue_end(r, i) - 1;
  }
}
