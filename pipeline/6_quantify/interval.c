/* SPDX-License-Identifier: MIT */
/* Confidence intervals: "95% CI, 0.55-0.94", "[95 % confidence interval: 1.2 to 4.5]", "(0.38 to 0.93, 95% CI)", and
 * the bare brackets behind the further values of a list: "0.28 [95% CI 0.10-0.81] and 0.31 [0.10-0.98]". */
#include "6_quantify/reading.h"

/* "CI", "confidence interval(s)", "confidence limits": the atom behind it, `i` when there is none. */
static uint32_t read_word(const reading *r, uint32_t i) {
  if (is(r, i, W_CI)) return i + 1;
  if (is(r, i, W_CONFIDENCE) && (is(r, i + 1, W_INTERVAL) || is(r, i + 1, W_LIMITS) || is(r, i + 1, W_RANGE)))
    return i + 2;
  return i;
}

static bool sound_level(double value) { return value >= 50 && value < 100; }

static bool is_usual_level(const reading *r, uint32_t i) {
  return is_whole(r, i) && (value_at(r, i) == 95 || value_at(r, i) == 90 || value_at(r, i) == 99);
}

/* "95%" up to a few words before CI, or right behind it: "CI 95%", "CI95". Returns the atom behind, sets *level. */
static uint32_t read_level(reading *r, uint32_t *first, uint32_t behind, double *level) {
  const reap_str print = reading_text(r, *first);
  if (print.len == 4 && reap_is_digit(print.ptr[2])) { /* CI95, the only number in the word list */
    *level = 95;
    return behind + is(r, behind, M_PERCENT);
  }
  for (uint32_t k = *first; k > 0 && k + 6 > *first; k--) {
    const uint32_t number = k - 1;
    if (atom_at(r, number)->type != ATOM_NUMBER) {
      if (is(r, number, M_COMMA) || is(r, number, M_SEMICOLON) || is(r, number, M_CLOSE)) break;
      continue;
    }
    reap_unit unit;
    if (is(r, number + 1, M_DASH) && is(r, number + 2, W_SIDED)) continue; /* "97.5% 1-sided CI" */
    if (!is_number(r, number) || !sound_level(value_at(r, number))) break;
    if (read_unit(r, number + 1, &unit) == number + 1 && number + 1 != *first) break;
    *level = value_at(r, number);
    *first = number;
    claim_atom(r, number);
    return behind;
  }
  uint32_t k = behind + (is(r, behind, M_OPEN) || is(r, behind, M_COMMA));
  if (is_usual_level(r, k) && is(r, k + 1, M_COLON) && is_number(r, k + 2)) { /* "CI 95: 0.5-0.9" */
    *level = value_at(r, k);
    claim_atom(r, k);
    return k + 1;
  }
  if (is_usual_level(r, k) && is(r, k + 1, M_PERCENT) && !is(r, k + 2, M_DASH) && !is(r, k + 2, W_TO)) {
    *level = value_at(r, k);
    claim_atom(r, k);
    return k + 2 + (is(r, k + 2, M_CLOSE) && k != behind);
  }
  return behind;
}

/* What may stand between the words and the numbers: ":", "=", "of", "(CI)", "[95% CI]", "ranged from". */
static uint32_t skip_filler(const reading *r, uint32_t i) {
  for (uint32_t steps = 0; steps < 10; steps++) {
    const reap_atom *a = atom_at(r, i);
    if (a->word == M_OPEN && a->partner != REAP_NONE && a->partner - i <= 6 && read_word(r, i + 1) != i + 1) {
      i = a->partner + 1;
      continue;
    }
    switch (a->word) {
    case M_COMMA:
    case M_COLON:
    case M_EQUAL:
    case M_SEMICOLON:
    case M_OPEN:
    case W_OF:
    case W_WAS:
    case W_FROM:
    case W_BETWEEN:
    case W_RANGE:
    case M_ABOUT:
    case W_LIMITS:
    case W_INTERVAL:
    case W_ABOUT:
    case W_FOR:
    case W_THE:
    case W_DIFFERENCE:
      i++;
      continue;
    case M_CLOSE:
    case M_STOP: /* "(OR, 95% CI) 1.2-3.4", "C.I. 1.2-3.4" */
      if (steps == 0) {
        i++;
        continue;
      }
      return i;
    default:
      return i;
    }
  }
  return i;
}

/* "CI-0.21": a hyphen glued to the word is the sign of the number glued behind it. */
static uint32_t take_glued_sign(reading *r, uint32_t i) {
  if (!is(r, i, M_DASH) || has_flag(r, i, ATOM_SPACED) || !is_number(r, i + 1) || has_flag(r, i + 1, ATOM_SPACED))
    return i;
  reap_atom *number = &r->atoms.at[i + 1];
  number->value = -number->value;
  number->span.beg = atom_at(r, i)->span.beg;
  number->flags |= ATOM_SIGNED;
  return i + 1;
}

static void write_interval(reading *r, const reap_pair *pair, uint32_t first, uint32_t last, double level,
                           const char *rule) {
  reap_quantity *q = add_pair(r, REAP_Q_INTERVAL, pair, first, last, rule);
  q->level = level;
}

/* ", 0.6-1.1", "and 0.6 to 1.1": further pairs behind a first one. */
static void read_list(reading *r, uint32_t i, const reap_pair *first, double level) {
  for (uint32_t member = 0; member < 8; member++) {
    reap_pair pair;
    const uint32_t next = read_joint(r, i);
    if (next == i || is(r, i, M_SLASH)) return;
    const uint32_t behind = read_pair(r, next, &pair);
    if (behind == next || !is(r, behind, M_CLOSE)) {
      if (behind == next || read_joint(r, behind) == behind) {
        if (behind == next || !is(r, behind, W_RESPECTIVELY)) return;
      }
    }
    if (!(value_at(r, pair.low) <= value_at(r, pair.high))) return;
    if (is(r, pair.high - 1, M_COMMA) || is(r, pair.high - 1, W_AND)) return;
    if (has_flag(r, pair.low, ATOM_INTEGER) != has_flag(r, first->low, ATOM_INTEGER)) return; /* "; 3-6 days: ..." */
    write_interval(r, &pair, pair.low, pair.high, level, "interval.list");
    i = behind;
  }
}

/* "the upper limit of the 95% CI, 0.30": one bound is no interval, and no value either. */
static bool is_bound(const reading *r, uint32_t first) {
  for (uint32_t k = first > 5 ? first - 5 : 0; k < first; k++)
    if (is(r, k, W_LIMITS) && k > 0 && (is_text(r, k - 1, REAP_STR("upper")) || is_text(r, k - 1, REAP_STR("lower"))))
      return true;
  return false;
}

static bool opens_pair(const reading *r, uint32_t i) {
  return is(r, i, M_OPEN) || is(r, i, M_SEMICOLON) || is(r, i, M_COMMA);
}

/* "-3.0% to infinity": the one bound of a one-sided interval. */
static bool is_open_ended(const reading *r, uint32_t k) {
  reap_unit unit;
  const uint32_t joint = is_number(r, k) ? read_unit(r, k + 1, &unit) : k;
  if (joint == k || joint + 1 >= r->atoms.count) return false;
  if (!is(r, joint, W_TO) && !is(r, joint, M_COMMA) && !is(r, joint, M_DASH)) return false;
  return is_text(r, joint + 1, REAP_STR("infinity")) || is_text(r, joint + 1, REAP_STR("\xE2\x88\x9E"));
}

static void read_worded(reading *r, uint32_t i, uint32_t behind) {
  double level = NAN;
  uint32_t first = i;
  behind = read_level(r, &first, behind, &level);
  if (isnan(level))
    level = r->level;
  else
    r->level = level;
  uint32_t k = take_glued_sign(r, skip_filler(r, behind));
  reap_pair pair;
  uint32_t next = read_pair(r, k, &pair);
  if (next != k && is(r, pair.high - 1, W_AND) && !is(r, k - 1, W_BETWEEN)) next = k;
  if (next != k) {
    bool difference = false; /* the interval of a difference that need not be printed itself */
    for (uint32_t w = behind; w < k; w++) difference |= is(r, w, W_DIFFERENCE);
    write_interval(r, &pair, first, next - 1, level, difference ? "interval.of_difference" : "interval.worded");
    read_list(r, next, &pair, level);
    return;
  }
  if (next == k && is_number(r, k) && (is_bound(r, first) || is_open_ended(r, k))) {
    claim_atom(r, k);
    return;
  }
  /* "(0.38 to 0.93, 95% CI)": the pair stands before */
  if (first < 4) return;
  uint32_t end = first;
  if (is(r, end - 1, M_COMMA) || is(r, end - 1, M_SEMICOLON) || is(r, end - 1, M_OPEN) || is(r, end - 1, M_COLON))
    end--;
  for (uint32_t start = end >= 3 ? end - 3 : 0; start + 7 > end && start > 0; start--)
    if (is_number(r, start) && read_pair(r, start, &pair) == end && pair.high > pair.low + 1 &&
        opens_pair(r, start - 1)) {
      write_interval(r, &pair, start, behind - 1, level, "interval.before");
      return;
    }
}

void read_intervals(reading *r) {
  if (!sees(r, W_CI) && !sees(r, W_CONFIDENCE)) return;
  for (uint32_t i = 0; i < r->atoms.count; i++) {
    const uint32_t behind = read_word(r, i);
    if (behind == i) continue;
    read_worded(r, i, behind);
    i = behind - 1;
  }
}
