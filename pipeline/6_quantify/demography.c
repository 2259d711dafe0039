/* SPDX-License-Identifier: MIT */
/* Ages and the split of the sexes: "aged 30-70 years", "mean age 52.2 years", "60-year-old"; "7 men and 3 women". */
#include "6_quantify/context.h"

static bool years(const reap_unit *u) {
  return !u->unit.len || reap_str_equal(u->unit, REAP_STR("year")) || reap_str_equal(u->unit, REAP_STR("month")) ||
         reap_str_equal(u->unit, REAP_STR("day")) || reap_str_equal(u->unit, REAP_STR("week"));
}

static bool sound_age(const reading *r, uint32_t i, const reap_unit *u) {
  return is_number(r, i) && value_at(r, i) >= 0 && years(u) &&
         value_at(r, i) <= (!u->unit.len || reap_str_equal(u->unit, REAP_STR("year")) ? 120 : 1000);
}

/* "or older", "of age", "old" behind the unit belong to the expression. */
static uint32_t age_tail(const reading *r, uint32_t behind) {
  uint32_t k = behind;
  if (is(r, k, W_OR) || is(r, k, W_AND)) {
    if (is(r, k + 1, W_OLDER) || is(r, k + 1, W_MORE) || is(r, k + 1, W_OVER) || is(r, k + 1, W_LESS)) return k + 2;
    return behind;
  }
  if (is(r, k, W_OF) && is(r, k + 1, W_AGE)) return k + 2;
  if (is(r, k, W_OLD)) return k + 1;
  return behind;
}

static void write_age(reading *r, uint32_t number) {
  reap_pair pair;
  reap_unit unit;
  uint32_t behind = read_pair(r, number, &pair);
  const bool range =
      behind != number && (is(r, number + 1, M_DASH) || is(r, number + 1, W_TO) || is(r, pair.high - 1, M_DASH) ||
                           is(r, pair.high - 1, W_TO) || (is(r, pair.high - 1, W_AND) && is(r, number - 1, W_BETWEEN)));
  if (range && sound_age(r, pair.low, &pair.unit) && sound_age(r, pair.high, &pair.unit) &&
      value_at(r, pair.low) < value_at(r, pair.high)) {
    reap_quantity *q = add_pair(r, REAP_Q_AGE, &pair, number, behind - 1, "age.range");
    if (!q->unit.len) q->unit = REAP_STR("year");
    return;
  }
  reap_relation relation;
  behind = read_unit(r, number + 1, &unit);
  if (!sound_age(r, number, &unit)) return;
  const uint32_t first = bound_before(r, number, &relation);
  const uint32_t last = age_tail(r, behind) - 1;
  reap_quantity *q = add_quantity(r, REAP_Q_AGE, number, first, last, "age.value");
  q->relation = (uint8_t)relation;
  q->unit = unit.unit.len ? unit.unit : REAP_STR("year");
}

static bool age_word(const reading *r, uint32_t i) {
  return is(r, i, W_AGE) || is(r, i, W_AGED) || cue_is(r, i, REAP_CUE_TIME, REAP_STR("age"));
}

static void read_age_word(reading *r, uint32_t i) {
  for (uint32_t k = i + 1; k < i + 12 && k < r->atoms.count; k++) {
    const reap_atom *a = atom_at(r, k);
    if (a->type == ATOM_NUMBER && !(a->flags & ATOM_CLAIMED)) {
      reap_unit unit;
      const uint32_t behind = read_unit(r, k + 1, &unit);
      if (is(r, k + 1, M_PLUSMINUS) || is(r, behind, M_PLUSMINUS)) return; /* mean.c reads it */
      if (unit.unit.len && !unit_is_time(&unit)) return;
      if (!unit.unit.len && find_people(r, k) != REAP_NONE && !is(r, k + 1, M_DASH)) return;
      write_age(r, k);
      return;
    }
    if (a->word == M_SEMICOLON || a->word == W_P || a->word == W_N || a->word == W_WHILE) return;
    if (a->word == M_CLOSE && (a->partner == REAP_NONE || a->partner < i)) return;
  }
}

/* "18 years or older", "62 years of age", "60-year-old". */
static void read_age_tail(reading *r, uint32_t i) {
  reap_unit unit;
  uint32_t k = i + 1;
  if (is(r, k, M_DASH) && is(r, k + 1, W_TIME_LABEL) && is(r, k + 2, M_DASH) && is(r, k + 3, W_OLD)) {
    reap_quantity *q = add_quantity(r, REAP_Q_AGE, i, i, k + 3, "age.year_old");
    q->unit = REAP_STR("year");
    return;
  }
  const uint32_t behind = read_unit(r, k, &unit);
  if (!unit_is_time(&unit) || age_tail(r, behind) == behind) return;
  uint32_t start = i;
  if (i >= 2 && (is(r, i - 1, M_DASH) || is(r, i - 1, W_TO)) && is_number(r, i - 2)) start = i - 2;
  write_age(r, start);
}

/* "280 women (18-60 years)". */
static void read_age_bracket(reading *r, uint32_t i) {
  reap_pair pair;
  if (i == 0 || !is_people(r, i - 1)) return;
  const uint32_t behind = read_pair(r, i + 1, &pair);
  if (behind != i + 1 && reap_str_equal(pair.unit.unit, REAP_STR("year"))) write_age(r, i + 1);
}

void read_ages(reading *r) {
  if (!sees(r, W_AGE) && !sees(r, W_AGED) && !sees(r, W_OLD) && !sees(r, W_OLDER) && !sees(r, M_OPEN) &&
      !sees_cue(r, REAP_CUE_TIME))
    return;
  for (uint32_t i = 0; i < r->atoms.count; i++) {
    if (is(r, i, M_OPEN)) read_age_bracket(r, i);
    if (age_word(r, i) &&
        !(i + 1 < r->atoms.count && atom_at(r, i + 1)->cue == atom_at(r, i)->cue && atom_at(r, i)->cue != REAP_NONE))
      read_age_word(r, i);
    else if (is_number(r, i))
      read_age_tail(r, i);
  }
}

/* ---- sexes ---- */

static reap_quantity_role sex_behind(const reading *r, uint32_t i) {
  for (uint32_t k = i + 1; k <= i + 3; k++) {
    if (is(r, k, W_MALE)) return REAP_ROLE_MALE;
    if (is(r, k, W_FEMALE)) return REAP_ROLE_FEMALE;
    if (atom_at(r, k)->type != ATOM_WORD || is(r, k, W_OF) || is(r, k, W_IN) || is(r, k, W_AND)) break;
  }
  return REAP_ROLE_NONE;
}

static void write_sex(reading *r, uint32_t i, reap_quantity_role role, uint32_t last) {
  reap_quantity *q = add_quantity(r, REAP_Q_COUNT, i, i, last, "count.sex");
  q->role = (uint8_t)role;
  q->count = q->value;
  q->people = role == REAP_ROLE_MALE ? REAP_STR("male") : REAP_STR("female");
}

/* "male/female 20/22", "M:F = 12:8", "male:female ratio". */
static void read_sex_ratio(reading *r, uint32_t i) {
  if (!is(r, i, W_MALE) || !(is(r, i + 1, M_SLASH) || is(r, i + 1, M_COLON)) || !is(r, i + 2, W_FEMALE)) return;
  uint32_t k = i + 3;
  while (k < i + 6 && (is(r, k, M_COLON) || is(r, k, M_EQUAL) || is(r, k, M_COMMA) || is(r, k, M_OPEN))) k++;
  if (!is_whole(r, k) || !is(r, k + 1, M_SLASH) || !is_whole(r, k + 2)) return;
  write_sex(r, k, REAP_ROLE_MALE, k);
  write_sex(r, k + 2, REAP_ROLE_FEMALE, k + 2);
}

/* One sex alone may be the whole sample ("2972 women"); two of them in one sentence are a split. */
void read_sexes(reading *r) {
  if (!sees(r, W_MALE) || !sees(r, W_FEMALE)) return;
  uint32_t males = 0, females = 0;
  for (uint32_t i = 0; i < r->atoms.count; i++) {
    if (!is_whole(r, i)) {
      read_sex_ratio(r, i);
      continue;
    }
    const reap_quantity_role role = sex_behind(r, i);
    males += role == REAP_ROLE_MALE;
    females += role == REAP_ROLE_FEMALE;
  }
  if (!males || !females) return;
  for (uint32_t i = 0; i < r->atoms.count; i++) {
    if (!is_whole(r, i) || has_flag(r, i, ATOM_HYPHENATED)) continue;
    const reap_quantity_role role = sex_behind(r, i);
    if (role == REAP_ROLE_NONE) continue;
    uint32_t last = i + 1;
    while (!is(r, last, W_MALE) && !is(r, last, W_FEMALE)) last++;
    write_sex(r, i, role, last);
  }
}
