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

/* "or older", "of age", "old" behind the unit tell that it is an age. */
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

/* Of these "or older" belongs to the expression, and "of age" in front of it. */
static uint32_t age_end(const reading *r, uint32_t behind) {
  const uint32_t k = is(r, behind, W_OF) && is(r, behind + 1, W_AGE) ? behind + 2 : behind;
  const bool bounded = (is(r, k, W_OR) || is(r, k, W_AND)) &&
                       (is(r, k + 1, W_OLDER) || is(r, k + 1, W_MORE) || is(r, k + 1, W_OVER) || is(r, k + 1, W_LESS));
  return bounded ? k + 2 : behind;
}

/* "older than 65 years", "over 65 years", "under 70 years": the first atom of the expression. */
static uint32_t age_bound(const reading *r, uint32_t number, reap_relation *relation) {
  const uint32_t first = bound_before(r, number, relation);
  if (first != number) return first;
  if (number >= 2 && is(r, number - 1, W_THAN) && is(r, number - 2, W_OLDER)) {
    *relation = is_text(r, number - 2, REAP_STR("younger")) ? REAP_REL_LT : REAP_REL_GT;
    return number - 2;
  }
  if (number >= 1 && (is(r, number - 1, W_OVER) || is_text(r, number - 1, REAP_STR("under")))) {
    *relation = is(r, number - 1, W_OVER) ? REAP_REL_GT : REAP_REL_LT;
    return number - 1;
  }
  return number;
}

/* "aged 40-49": where no unit says that it is an age, the word in front belongs to the expression. */
static uint32_t word_for_unit(const reading *r, uint32_t first, bool without_unit) {
  return without_unit && first > 0 && (is(r, first - 1, W_AGED) || is(r, first - 1, W_AGE)) ? first - 1 : first;
}

static void write_age(reading *r, uint32_t number, bool of_participants) {
  reap_pair pair;
  reap_unit unit;
  uint32_t behind = read_pair(r, number, &pair);
  const bool range =
      behind != number && (is(r, number + 1, M_DASH) || is(r, number + 1, W_TO) || is(r, pair.high - 1, M_DASH) ||
                           is(r, pair.high - 1, W_TO) || (is(r, pair.high - 1, W_AND) && is(r, number - 1, W_BETWEEN)));
  if (range && sound_age(r, pair.low, &pair.unit) && sound_age(r, pair.high, &pair.unit) &&
      value_at(r, pair.low) < value_at(r, pair.high)) {
    const uint32_t first = word_for_unit(r, number - is(r, number - 1, W_BETWEEN), pair.unit.unit.len == 0);
    reap_quantity *q = add_pair(r, of_participants ? REAP_Q_AGE : REAP_Q_OTHER, &pair, first, behind - 1, "age.range");
    if (!q->unit.len) q->unit = REAP_STR("year");
    return;
  }
  reap_relation relation;
  behind = read_unit(r, number + 1, &unit);
  if (!sound_age(r, number, &unit)) return;
  const uint32_t first =
      word_for_unit(r, age_bound(r, number, &relation), !unit.unit.len && age_end(r, behind) != behind);
  const uint32_t last = age_end(r, behind) - 1;
  /* A bound in a sentence that compares parts the participants; it is not their age. */
  const bool tested =
      (sees(r, W_P) || sees(r, W_COMPARED) || sees(r, W_VERSUS) || sees(r, W_CI)) && relation != REAP_REL_NONE;
  reap_quantity *q =
      add_quantity(r, tested || !of_participants ? REAP_Q_OTHER : REAP_Q_AGE, number, first, last, "age.value");
  q->relation = (uint8_t)relation;
  q->unit = unit.unit.len ? unit.unit : REAP_STR("year");
}

static bool age_word(const reading *r, uint32_t i) {
  return is(r, i, W_AGE) || is(r, i, W_AGED) || cue_is(r, i, REAP_CUE_TIME, REAP_STR("age"));
}

/* "screened from age 40", "before age 50", "stratified by age (< 35)": when something happens, or how groups part. */
static bool tells_when(const reading *r, uint32_t i) {
  static const char *const words[] = {"before", "reached", "reach", "approximately"};
  if (i == 0 || !(is(r, i, W_AGE) || is(r, i, W_AGED))) return false;
  for (size_t k = 0; k < sizeof words / sizeof *words; k++)
    if (is_text(r, i - 1, reap_str_of(words[k]))) return true;
  return is(r, i - 1, W_AT) || is(r, i - 1, W_FROM) || is(r, i - 1, W_UNTIL) || is(r, i - 1, W_AFTER) ||
         is(r, i - 1, W_BY);
}

static void read_age_word(reading *r, uint32_t i) {
  for (uint32_t k = i + 1; k < i + 12 && k < r->atoms.count; k++) {
    const reap_atom *a = atom_at(r, k);
    if (a->type == ATOM_NUMBER && !(a->flags & ATOM_CLAIMED)) {
      reap_unit unit;
      const uint32_t behind = read_unit(r, k + 1, &unit);
      if (is(r, k + 1, M_PLUSMINUS) || is(r, behind, M_PLUSMINUS)) return; /* mean.c reads it */
      if (unit.unit.len && !unit_is_time(&unit)) return;
      if (!unit.unit.len && a->flags & ATOM_WORDS) return; /* "the old one" */
      if (!unit.unit.len && find_people(r, k) != REAP_NONE && !is(r, k + 1, M_DASH)) return;
      write_age(r, k, !tells_when(r, i));
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
  reap_relation relation;
  const uint32_t first = bound_before(r, i, &relation);
  const bool bound = first != i && first > 0 && is_people(r, first - 1) &&
                     (is(r, behind, M_CLOSE) || is(r, behind, M_COMMA)) &&
                     reap_str_equal(unit.unit, REAP_STR("year")); /* "(in patients > 65 years)" */
  if (!unit_is_time(&unit) || (age_tail(r, behind) == behind && !bound)) return;
  uint32_t start = i;
  const bool between = i >= 3 && is(r, i - 1, W_AND) && is(r, i - 3, W_BETWEEN);
  if (i >= 2 && (is(r, i - 1, M_DASH) || is(r, i - 1, W_TO) || between) && is_number(r, i - 2)) start = i - 2;
  write_age(r, start, true);
}

/* "older than 65 years" */
static void read_older_than(reading *r, uint32_t i) {
  reap_unit unit;
  if (!is(r, i + 1, W_THAN) || !is_number(r, i + 2)) return;
  read_unit(r, i + 3, &unit);
  if (unit_is_time(&unit)) write_age(r, i + 2, true);
}

/* "280 women (18-60 years)", "women (≥ 18 years)", "women between 33 and 46 years". */
static void read_age_bracket(reading *r, uint32_t i) {
  reap_pair pair;
  reap_unit unit;
  reap_relation relation;
  if (i == 0 || !is_people(r, i - 1)) return;
  const uint32_t number = read_relation(r, i + 1, &relation);
  if (number != i + 1 && is_number(r, number) && is(r, read_unit(r, number + 1, &unit), M_CLOSE) &&
      reap_str_equal(unit.unit, REAP_STR("year"))) {
    write_age(r, number, true);
    return;
  }
  const uint32_t behind = read_pair(r, i + 1, &pair);
  if (behind != i + 1 && reap_str_equal(pair.unit.unit, REAP_STR("year"))) write_age(r, i + 1, true);
}

void read_ages(reading *r) {
  if (!sees(r, W_AGE) && !sees(r, W_AGED) && !sees(r, W_OLD) && !sees(r, W_OLDER) && !sees(r, M_OPEN) &&
      !sees(r, M_CLOSE) && !sees(r, W_BETWEEN) && !sees_cue(r, REAP_CUE_TIME))
    return;
  for (uint32_t i = 0; i < r->atoms.count; i++) {
    if (is_plain(&r->atoms.at[i], REAP_CUE_TIME)) continue;
    if (is(r, i, M_OPEN) || is(r, i, W_BETWEEN)) read_age_bracket(r, i);
    if (is(r, i, W_OLDER)) read_older_than(r, i);
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
