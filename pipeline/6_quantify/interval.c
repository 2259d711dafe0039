/* SPDX-License-Identifier: MIT */
/* Confidence intervals: "95% CI, 0.55-0.94", "[95 % confidence interval: 1.2 to 4.5]", "(0.38 to 0.93, 95% CI)", and
 * the bare brackets behind the further values of a list: "0.28 [95% CI 0.10-0.81] and 0.31 [0.10-0.98]". */
#include "6_quantify/reading.h"

/* "CI", "confidence interval(s)", "confidence limits": the atom behind it, `i` when there is none. */
static uint32_t read_word(const reading *r, uint32_t i) {
  if (is(r, i, W_CI)) return i + 1;
  if (is(r, i, W_CONFIDENCE) && (is(r, i + 1, W_INTERVAL) || is(r, i + 1, W_LIMITS))) return i + 2;
  return i;
}

static bool sound_level(double value) { return value >= 50 && value < 100; }

/* "95%" up to four words before CI, or right behind it: "CI 95%", "CI95". Returns the atom behind, sets *level. */
static uint32_t read_level(reading *r, uint32_t *first, uint32_t behind, double *level) {
  const reap_str print = reading_text(r, *first);
  if (print.len == 4 && reap_is_digit(print.ptr[2])) *level = 95; /* CI95, the only number in the word list */
  for (uint32_t k = *first; k > 0 && k + 5 > *first; k--) {
    const uint32_t number = k - 1;
    if (atom_at(r, number)->type != ATOM_NUMBER) {
      if (is(r, number, M_COMMA) || is(r, number, M_SEMICOLON) || is(r, number, M_CLOSE)) break;
      continue;
    }
    reap_unit unit;
    if (!is_number(r, number) || !sound_level(value_at(r, number))) break;
    if (read_unit(r, number + 1, &unit) == number + 1 && number + 1 != *first) break;
    *level = value_at(r, number);
    *first = number;
    claim_atom(r, number);
    return behind;
  }
  uint32_t k = behind + (is(r, behind, M_OPEN) || is(r, behind, M_COMMA));
  if (is_number(r, k) && is(r, k + 1, M_PERCENT) &&
      (value_at(r, k) == 95 || value_at(r, k) == 90 || value_at(r, k) == 99) && !is(r, k + 2, M_DASH) &&
      !is(r, k + 2, W_TO)) {
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
static void read_list(reading *r, uint32_t i, double level) {
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
    write_interval(r, &pair, pair.low, pair.high, level, "interval.list");
    i = behind;
  }
}

static bool opens_pair(const reading *r, uint32_t i) {
  return is(r, i, M_OPEN) || is(r, i, M_SEMICOLON) || is(r, i, M_COMMA);
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
    write_interval(r, &pair, first, next - 1, level, "interval.worded");
    read_list(r, next, level);
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
