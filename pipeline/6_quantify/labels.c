/* SPDX-License-Identifier: MIT */
/* Numbers that are no quantities: dates, labels ("type 2", "grade 3-4"), ratios of allocation, numbers of records. */
#include "6_quantify/context.h"

static bool is_year(const reading *r, uint32_t i) {
  return is_whole(r, i) && !has_flag(r, i, ATOM_GROUPED | ATOM_WORDS) && value_at(r, i) >= 1900 &&
         value_at(r, i) <= 2049 && reap_span_len(atom_at(r, i)->span) == 4;
}

/* A year stands alone: nothing that is counted or measured comes behind it, no relation before it. */
static bool year_is_date(const reading *r, uint32_t i) {
  reap_unit unit;
  reap_relation relation;
  if (read_unit(r, i + 1, &unit) != i + 1 || is_people(r, i + 1)) return false;
  if (i && (read_relation(r, i - 1, &relation) != i - 1 || is(r, i - 1, M_PLUSMINUS) || is(r, i - 1, W_VERSUS)))
    return false;
  if (is(r, i + 1, M_PLUSMINUS) || is(r, i + 1, W_VERSUS)) return false;
  if (is(r, i + 1, M_SLASH) && is_whole(r, i + 2) && value_at(r, i + 2) > 2049) return false; /* "1964/5393" */
  if (i == 0) return !is_people(r, i + 2);
  const uint32_t before = i - 1;
  static const uint16_t words[] = {W_IN,     W_FROM, W_SINCE, W_BETWEEN, W_UNTIL, W_TO,   W_AND,   W_MONTH_NAME,
                                   W_DURING, W_BY,   M_DASH,  M_SLASH,   M_COMMA, M_OPEN, W_AFTER, W_OF};
  if (is(r, before, W_AND) || is(r, before, W_TO) || is(r, before, M_COMMA)) { /* "2010 and 2014", "May 12, 1999" */
    bool date = false;
    for (uint32_t k = before > 3 ? before - 3 : 0; k < before; k++)
      date |= is(r, k, W_MONTH_NAME) || is(r, k, W_BETWEEN) || is(r, k, W_FROM) ||
              (atom_at(r, k)->type == ATOM_NUMBER && value_at(r, k) >= 1900 && value_at(r, k) < 2050);
    if (!date) return false;
  }
  for (size_t k = 0; k < sizeof words / sizeof *words; k++)
    if (is(r, before, (word_class)words[k])) return !is_people(r, i + 2);
  return is_number(r, before) || has_flag(r, before, ATOM_CLAIMED);
}

static void claim_date(reading *r, uint32_t i) {
  if (is(r, i, W_MONTH_NAME) && reap_is_alpha(reading_text(r, i).ptr[0]) && reading_text(r, i).ptr[0] < 'a') {
    if (is_whole(r, i + 1) && (value_at(r, i + 1) <= 31 || is_year(r, i + 1))) claim_atom(r, i + 1);
    if (i && is_whole(r, i - 1) && value_at(r, i - 1) <= 31 && (is_year(r, i + 1) || i < 2 || !is_number(r, i - 2)))
      claim_atom(r, i - 1);
  } else if (is_year(r, i) && year_is_date(r, i)) {
    claim_atom(r, i);
    if (is(r, i + 1, M_DASH) && is_number(r, i + 2) && !has_flag(r, i + 1, ATOM_SPACED)) claim_atom(r, i + 2);
  }
}

/* "grade 3", "grades 3 and 4", "stages I-III" have nothing to count; "level of 3" is no label. */
static void claim_label(reading *r, uint32_t i) {
  uint32_t k = i + 1;
  if (!is_number(r, k) || has_flag(r, k, ATOM_WORDS)) return;
  if (!has_flag(r, k, ATOM_INTEGER) || value_at(r, k) > 999) return;
  if (is(r, i, W_GROUP) && value_at(r, k) >= 20) return; /* "zinc arm 87, iron arm 82": their sizes */
  const uint32_t people = find_people(r, k);
  const bool range = is(r, k + 1, M_DASH) && is_whole(r, k + 2) && !is(r, i, W_GROUP); /* "stage 1-3 patients" */
  if ((people != REAP_NONE && people <= k + 4 && !range) || is(r, k + 1, M_PERCENT) || is(r, k + 1, M_PLUSMINUS))
    return;
  claim_atom(r, k);
  while (k < i + REACH) {
    const uint32_t next = is(r, k + 1, M_DASH) || is(r, k + 1, W_TO) ? k + 2 : read_joint(r, k + 1);
    reap_unit unit;
    if (next == k + 1 || !is_whole(r, next) || value_at(r, next) > 99) return;
    if (read_unit(r, next + 1, &unit) != next + 1 || is_people(r, next + 1)) return;
    if (is(r, next + 1, M_OPEN) || is(r, next + 1, M_PLUSMINUS)) return;
    claim_atom(r, next);
    k = next;
  }
}

/* "09/92 and 12/96": months of years. */
static void claim_months(reading *r, uint32_t i) {
  const bool zero =
      atom_at(r, i)->type == ATOM_NUMBER && reading_text(r, i).ptr[0] == '0'; /* "09" is claimed already */
  if (!(is_whole(r, i) || zero) || !is(r, i + 1, M_SLASH) || !is_whole(r, i + 2) || value_at(r, i) > 12) return;
  const bool joined = is(r, i + 3, W_AND) || is(r, i + 3, W_TO) || is(r, i + 3, M_DASH);
  if (!joined || !is_whole(r, i + 4) || !is(r, i + 5, M_SLASH) || !is_whole(r, i + 6) || value_at(r, i + 4) > 12)
    return;
  if (i == 0 || !(is(r, i - 1, W_BETWEEN) || is(r, i - 1, W_FROM))) return;
  for (uint32_t k = i; k <= i + 6; k += 2) claim_atom(r, k);
}

/* "1:1", "2:1:1" allocation. */
static void claim_ratio(reading *r, uint32_t i) {
  if (!is_whole(r, i) || !is(r, i + 1, M_COLON) || has_flag(r, i + 1, ATOM_SPACED) || !is_whole(r, i + 2)) return;
  if (has_flag(r, i + 2, ATOM_SPACED) || value_at(r, i) > 99 || value_at(r, i + 2) > 99) return;
  claim_atom(r, i);
  claim_atom(r, i + 2);
  if (is(r, i + 3, M_COLON) && is_whole(r, i + 4) && !has_flag(r, i + 4, ATOM_SPACED)) claim_atom(r, i + 4);
}

/* "randomized to 1 of 5 blinded cohorts": claims the 5 too. */
static bool one_of_groups(reading *r, uint32_t k) {
  const uint32_t n = k + 1 + is(r, k + 1, W_THE);
  if (!is(r, k, W_OF) || !is_whole(r, n) || value_at(r, n) > 12) return false;
  for (uint32_t word = n + 1; word < n + 5 && atom_at(r, word)->type == ATOM_WORD; word++)
    if (is(r, word, W_GROUP) || is_text(r, word, REAP_STR("treatments")) || is_text(r, word, REAP_STR("regimens"))) {
      claim_atom(r, n);
      return true;
    }
  return false;
}

/* "two groups", "three arms", "one of the": words of the design, no counts. */
static void claim_design_count(reading *r, uint32_t i) {
  if (!is_whole(r, i)) return;
  const uint32_t k = i + 1;
  if (has_flag(r, i, ATOM_HYPHENATED)) {
    const uint32_t word = k + 1;
    if (is(r, word, W_GROUP) || is(r, word, W_SIDED) || is(r, word, W_POINTS)) claim_atom(r, i);
    if (has_flag(r, i, ATOM_WORDS) && !has_cue(r, word, REAP_CUE_UNIT) && !is(r, word, W_TIME_LABEL)) claim_atom(r, i);
  } else if (value_at(r, i) == 1 && one_of_groups(r, k)) {
    claim_atom(r, i);
  } else if (is_text(r, k, REAP_STR("time")) && is(r, k + 1, W_POINTS)) { /* "at three time points" */
    claim_atom(r, i);
  } else if (value_at(r, i) < 10) {
    if (is(r, k, W_GROUP) || (is(r, k, W_NONE) && is(r, k + 1, W_GROUP) && !is_people(r, k))) claim_atom(r, i);
  }
}

/* "8:00 AM", "09:30", "10 am", "12 noon": the time of the day. */
static void claim_clock(reading *r, uint32_t i) {
  const bool minutes = is(r, i + 1, M_COLON) && !has_flag(r, i + 1, ATOM_SPACED) && !has_flag(r, i + 2, ATOM_SPACED) &&
                       atom_at(r, i + 2)->type == ATOM_NUMBER && reap_span_len(atom_at(r, i + 2)->span) == 2 &&
                       value_at(r, i + 2) < 60 && has_flag(r, i + 2, ATOM_INTEGER);
  const uint32_t next = minutes ? i + 3 : i + 1;
  const bool period = is(r, next, W_DAY_PERIOD) || is_text(r, next, REAP_STR("noon"));
  if (!is_whole(r, i) || value_at(r, i) > 24 || !(period || (minutes && value_at(r, i + 2) == 0))) return;
  claim_atom(r, i);
  if (minutes) claim_atom(r, i + 2);
}

/* "kg/m(2)": the number in the bracket is a power of the unit. */
static void claim_power(reading *r, uint32_t i) {
  if (i == 0 || has_flag(r, i, ATOM_SPACED) || !is_number(r, i + 1) || !is(r, i + 2, M_CLOSE)) return;
  const bool unit =
      has_cue(r, i - 1, REAP_CUE_UNIT) || (i > 1 && is(r, i - 2, M_SLASH) && atom_at(r, i - 1)->type == ATOM_WORD);
  if (unit && has_flag(r, i + 1, ATOM_INTEGER) && fabs(value_at(r, i + 1)) <= 3) claim_atom(r, i + 1);
}

/* "ml/min per 1.73 m2": the body surface that the value is referred to. */
static void claim_surface(reading *r, uint32_t i) {
  if (value_at(r, i) != 1.73 || atom_at(r, i + 1)->type != ATOM_WORD) return;
  const reap_str unit = reading_text(r, i + 1);
  if (unit.len && unit.ptr[0] == 'm') claim_atom(r, i);
}

void read_labels(reading *r) {
  for (uint32_t i = 0; i < r->atoms.count; i++) {
    const reap_atom *a = &r->atoms.at[i];
    if (a->type == ATOM_WORD) {
      if (a->word == W_LABEL || a->word == W_GROUP) claim_label(r, i);
      if (a->word == W_MONTH_NAME) claim_date(r, i);
      if (a->cue_type == REAP_CUE_REGISTRY)
        for (uint32_t k = i + 1; k <= i + 4 && k < r->atoms.count; k++)
          if (is_whole(r, k) && reap_span_len(atom_at(r, k)->span) > 4) claim_atom(r, k);
      continue;
    }
    if (a->word == M_OPEN) claim_power(r, i);
    if (a->type == ATOM_NUMBER) claim_months(r, i);
    if (is_number(r, i)) {
      claim_surface(r, i);
      claim_date(r, i);
      claim_clock(r, i);
      claim_ratio(r, i);
      claim_design_count(r, i);
    }
  }
}
