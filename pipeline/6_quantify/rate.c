/* SPDX-License-Identifier: MIT */
/* Rates of events: "0.57 per patient-year", "4.3 per 1000 women-years", "12.5 and 14.1 per 100 patients", "3.2/1000
 * patient-years", "4.3 (3.9-4.7) per 100 person-years". The unit is what stands behind, as printed. */
#include "6_quantify/context.h"

/* "patient-years", "women-years of follow-up", "child-year": people and a time; returns the atom behind, `k` when that
 * is not there. */
static uint32_t read_person_time(const reading *r, uint32_t k) {
  if (has_cue(r, k, REAP_CUE_UNIT)) {
    const reap_str unit = cue_of(r, k)->id;
    return reap_str_equal(unit, REAP_STR("patient-year")) || reap_str_equal(unit, REAP_STR("person-day"))
               ? cue_end(r, k)
               : k;
  }
  if (!is_people(r, k)) return k;
  uint32_t next = people_end(r, k);
  next += is(r, next, M_DASH) || is(r, next, M_MINUS);
  reap_unit time;
  const uint32_t behind = read_unit(r, next, &time);
  return behind != next && unit_is_time(&time) ? behind : people_end(r, k);
}

/* "per 1000 person-years", "/patient-year", "per 100 births": returns the atom behind, `k` when that is not there. "44
 * minutes per week" is no rate. */
static uint32_t read_tail(const reading *r, uint32_t k) {
  if (!is(r, k, W_PER) && !is(r, k, M_SLASH)) return k;
  const uint32_t base = k + 1;
  const bool number = atom_at(r, base)->type == ATOM_NUMBER && has_flag(r, base, ATOM_INTEGER) &&
                      value_at(r, base) >= 10 && fmod(value_at(r, base), 10) == 0;
  const uint32_t behind = read_person_time(r, base + number);
  const bool people = is_people(r, base + number) && behind == people_end(r, base + number);
  if (behind != base + number) return is(r, k, M_SLASH) && people && !number ? k : behind; /* "mother/baby" */
  if (!number || !is(r, k, W_PER)) return k;
  reap_unit unit; /* "per 1000 births", "4.41 per 1000 with zinc", "per 100,000 years": but not "per 10 mg" */
  const uint32_t next = read_unit(r, base + 1, &unit);
  return next == base + 1 || (unit_is_time(&unit) && value_at(r, base) >= 100) ? next : k;
}

/* From behind the value to its tail: a few words ("episodes"), a whole bracket. REAP_NONE when no tail comes. */
static uint32_t find_tail(const reading *r, uint32_t i) {
  reap_unit unit;
  uint32_t k = read_unit(r, i + 1, &unit);
  if (unit_is_time(&unit) || unit_is_percent(&unit) || reap_str_equal(unit.dimension, REAP_STR("mass")) ||
      reap_str_equal(unit.dimension, REAP_STR("volume")) || reap_str_equal(unit.dimension, REAP_STR("dose")))
    k = i + 1; /* "8 mg per leg" is a dose */
  bool bracket = false;
  for (uint32_t steps = 0; steps < 4; steps++) {
    if (read_tail(r, k) != k) { /* "3.5 (4.0) messages per patient" is a mean */
      const bool base = atom_at(r, k + 1)->type == ATOM_NUMBER;
      return bracket && !base && read_tail(r, k) == people_end(r, k + 1) ? REAP_NONE : k;
    }
    const reap_atom *a = atom_at(r, k);
    if (a->word == M_OPEN && a->partner != REAP_NONE && a->partner - k < 16) {
      k = a->partner + 1;
      bracket = true;
    } else if (a->type == ATOM_WORD && a->word != W_AND && a->word != W_IN && a->word != W_VERSUS &&
               a->word != W_WITH && !has_cue(r, k, REAP_CUE_UNIT))
      k++;
    else
      return REAP_NONE;
  }
  return REAP_NONE;
}

static void write_rate(reading *r, uint32_t i, uint32_t last, reap_str unit, const char *rule) {
  reap_relation relation;
  const uint32_t first = bound_before(r, i, &relation);
  reap_quantity *q = add_quantity(r, REAP_Q_RATE, i, first, last, rule);
  q->relation = (uint8_t)relation;
  q->unit = unit;
}

/* The members before the one that has the tail: "12.5 and 14.1 per 100". */
static void read_members(reading *r, uint32_t i, reap_str unit) {
  for (uint32_t number = i, members = 0; members < 6; members++) {
    uint32_t k = number;
    while (k > 0 && number - k < 4 && atom_at(r, k - 1)->type != ATOM_NUMBER) k--;
    if (k == 0 || !is_number(r, k - 1) || has_flag(r, k - 1, ATOM_WORDS) || read_joint(r, k) != number) return;
    if (is(r, k, M_SLASH)) return;
    write_rate(r, k - 1, k - 1, unit, "rate.list");
    number = k - 1;
  }
}

/* "0.31 per child-year with zinc and 0.5 with placebo": a bare number behind "and" or "vs" in the same clause. */
static void read_carried_rate(reading *r, uint32_t from, reap_str unit) {
  for (uint32_t k = from; k < from + 12 && k < r->atoms.count; k++) {
    const reap_atom *a = atom_at(r, k);
    if (a->word == M_SEMICOLON || a->word == W_P || (a->word == M_STOP && has_flag(r, k + 1, ATOM_SPACED))) return;
    if (a->type != ATOM_NUMBER) continue;
    reap_unit own;
    const bool joined = is(r, k - 1, W_AND) || behind_versus(r, k) || is(r, k - 1, W_THAN);
    const bool bare = read_unit(r, k + 1, &own) == k + 1 && find_tail(r, k) == REAP_NONE && !is_people(r, k + 1);
    if (joined && bare && is_number(r, k) && !has_flag(r, k, ATOM_WORDS | ATOM_INTEGER | ATOM_HYPHENATED))
      write_rate(r, k, k, unit, "rate.carried");
    return;
  }
}

/* "Rates (per 1000 person-years) were 1.1 with zinc and 2.9 with placebo": the tail before its values. */
static void read_headed(reading *r, uint32_t open) {
  const uint32_t behind = read_tail(r, open + 1);
  if (behind == open + 1 || !is(r, behind, M_CLOSE)) return;
  const reap_span print = {atom_at(r, open + 1)->span.beg, atom_at(r, behind - 1)->span.end};
  const reap_str unit = reap_slice(r->citation->text, print);
  for (uint32_t k = open + 1; k < behind; k++) claim_atom(r, k);
  for (uint32_t k = behind + 1; k < behind + REACH && k < r->atoms.count; k++) {
    reap_unit own;
    if (is(r, k, M_SEMICOLON) || is(r, k, W_P)) return;
    if (!is_number(r, k) || atom_at(r, k)->depth != atom_at(r, open)->depth || has_flag(r, k, ATOM_WORDS)) continue;
    if (has_flag(r, k, ATOM_INTEGER | ATOM_HYPHENATED) || read_unit(r, k + 1, &own) != k + 1) continue;
    write_rate(r, k, k, unit, "rate.headed");
  }
}

void read_rates(reading *r) {
  if (!is_results(r) || (!sees(r, W_PER) && !sees(r, M_SLASH))) return;
  if (sees(r, W_PER) && sees(r, M_OPEN))
    for (uint32_t i = 0; i < r->atoms.count; i++)
      if (is(r, i, M_OPEN) && is(r, i + 1, W_PER)) read_headed(r, i);
  reap_str last = {"", 0};
  EACH_NUMBER(r, i) {
    if (!is_number(r, i) || has_flag(r, i, ATOM_HYPHENATED | ATOM_WORDS)) continue;
    const uint32_t tail = find_tail(r, i);
    if (tail == REAP_NONE) continue;
    const uint32_t behind = read_tail(r, tail);
    if (is(r, tail, M_SLASH) && atom_at(r, tail + 1)->type == ATOM_NUMBER && !has_cue(r, tail + 2, REAP_CUE_UNIT))
      continue; /* "12/40 patients" */
    for (uint32_t k = tail; k < behind; k++) claim_atom(r, k);
    const reap_span print = {atom_at(r, tail)->span.beg, atom_at(r, behind - 1)->span.end};
    reap_str unit = reap_slice(r->citation->text, print);
    if (last.len > unit.len && reap_str_starts_nocase(last, unit))
      unit = last; /* "4.3 per 1000 women-years and 4.4 per 1000" */
    last = unit;
    write_rate(r, i, behind - 1, unit, "rate.per");
    read_members(r, i, unit);
    read_carried_rate(r, behind, unit);
  }
}
