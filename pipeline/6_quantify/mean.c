/* SPDX-License-Identifier: MIT */
/* Values with their spread: "4.2 ± 1.1", "4.2 (SD 1.1)", "mean (SD) ... 4.2 (1.1)", "4.2 [3.1-5.6]". */
#include "6_quantify/context.h"

typedef enum { SPREAD_SD, SPREAD_SE } spread_kind;

static bool word_is_se(const reading *r, uint32_t i) {
  return (is(r, i, W_SE) && reap_span_len(atom_at(r, i)->span) <= 5) || (is(r, i, W_STANDARD) && is(r, i + 1, W_ERROR));
}
static bool word_is_sd(const reading *r, uint32_t i) {
  return is(r, i, W_SD) || (is(r, i, W_STANDARD) && is(r, i + 1, W_DEVIATION));
}

/* What the second number of "a ± b" is: said near by, else in the citation; the standard deviation by convention. */
static spread_kind find_spread(const reading *r, uint32_t i) {
  const uint32_t beg = i > REACH ? i - REACH : 0;
  for (uint32_t k = i; k > beg; k--) {
    if (word_is_se(r, k - 1)) return SPREAD_SE;
    if (word_is_sd(r, k - 1)) return SPREAD_SD;
  }
  for (uint32_t k = i; k < i + 8 && k < r->atoms.count; k++) {
    if (word_is_se(r, k)) return SPREAD_SE;
    if (word_is_sd(r, k)) return SPREAD_SD;
  }
  return r->said_se && !r->said_sd ? SPREAD_SE : SPREAD_SD;
}

static reap_quantity_kind center_kind(const reading *r, uint32_t i, uint32_t behind, bool plus_minus) {
  const governor g = find_governor(r, i);
  if (g == GOV_AGE || is(r, behind, W_OLD) || (is(r, behind, W_OF) && is(r, behind + 1, W_AGE))) return REAP_Q_AGE;
  if (g == GOV_MEDIAN) return REAP_Q_MEDIAN;
  if (tells_change(r, i, behind)) return REAP_Q_CHANGE;
  if (g == GOV_RATE && !plus_minus) return REAP_Q_OTHER;
  if (g == GOV_CHANGE && i > 0 && !is(r, i - 1, W_FROM) && !is(r, i - 1, W_TO)) return REAP_Q_CHANGE;
  return g == GOV_MEAN || plus_minus ? REAP_Q_MEAN : REAP_Q_OTHER;
}

/* "54 years (range 30-80)": the expression of an age ends with its unit, when that stands before the bracket. */
static uint32_t expression_end(const reading *r, reap_quantity_kind kind, uint32_t number, uint32_t last) {
  reap_unit unit;
  const uint32_t behind = read_unit(r, number + 1, &unit);
  return kind == REAP_Q_AGE && behind != number + 1 && is(r, behind, M_OPEN) ? behind - 1 : last;
}

static void write_center(reading *r, uint32_t number, uint32_t spread, uint32_t last, reap_quantity_kind kind,
                         spread_kind which, const reap_unit *unit, const char *rule) {
  const bool baseline = number > 0 && is(r, number - 1, W_FROM);
  const bool followup = unit_is_time(unit) && followup_near(r, number, last + 1);
  if (followup) kind = REAP_Q_DURATION;
  reap_quantity *q = add_quantity(r, kind, number, number, expression_end(r, kind, number, last), rule);
  q->unit = unit->unit;
  if (followup) q->role = REAP_ROLE_FOLLOWUP;
  if (baseline) q->role = REAP_ROLE_BASELINE;
  const uint32_t center = last_row(r);
  reap_quantity *s = add_quantity(r, which == SPREAD_SE ? REAP_Q_SE : REAP_Q_SD, spread, spread, spread,
                                  which == SPREAD_SE ? "se.of_value" : "sd.of_value");
  s->unit = unit->unit;
  s->about = center;
}

/* The unit may stand behind the last member of a list only: "4.2 ± 1.1 vs 5.3 ± 1.2 mmHg". */
static void find_shared_unit(const reading *r, uint32_t behind, reap_unit *unit) {
  for (uint32_t k = behind; k < behind + 24 && k < r->atoms.count; k++) {
    if (is(r, k, M_SEMICOLON) || is(r, k, W_P)) return;
    if (!is(r, k, M_PLUSMINUS) || !is_number(r, k - 1) || !is_number(r, k + 1)) continue;
    if (read_unit(r, k + 2, unit) != k + 2) return;
  }
}

static void read_plus_minus(reading *r, uint32_t i) {
  if (i == 0) return;
  reap_unit first = {{"", 0}, {"", 0}}, unit;
  uint32_t number = i - 1;
  const uint32_t tested = atom_at(r, number)->row;
  if (tested != REAP_NONE && r->rows.at[tested].kind == REAP_Q_EFFECT && is_number(r, i + 1)) {
    const bool se = find_spread(r, i) == SPREAD_SE;
    reap_quantity *s =
        add_quantity(r, se ? REAP_Q_SE : REAP_Q_SD, i + 1, i + 1, i + 1, se ? "se.of_value" : "sd.of_value");
    s->about = tested;
    return;
  }
  if (!is_number(r, number)) { /* "4.2% ± 1.1%", "4.2 mm ± 1.1 mm" */
    for (uint32_t back = 2; back <= 4 && i >= back; back++)
      if (is_number(r, i - back) && read_unit(r, i - back + 1, &first) == i) {
        number = i - back;
        break;
      }
    if (number == i - 1) return;
  }
  uint32_t spread = i + 1;
  while (spread < i + 4 && (word_is_sd(r, spread) || word_is_se(r, spread))) spread++;
  if (!is_number(r, spread) || has_flag(r, number, ATOM_WORDS)) return;
  uint32_t behind = read_unit(r, spread + 1, &unit);
  if (behind == spread + 1) {
    unit = first;
    if (!unit.unit.len) find_shared_unit(r, behind, &unit);
  }
  uint32_t last = behind - 1;
  reap_quantity_kind kind = center_kind(r, number, behind, true);
  if (number >= 2 && is(r, number - 1, W_WAS) && is_people(r, number - 2) &&
      reap_str_equal(unit.unit, REAP_STR("year")))
    kind = REAP_Q_AGE; /* "The women were 58 ± 8 years" */
  write_center(r, number, spread, last, kind, find_spread(r, i), &unit, "mean.plus_minus");
}

/* ---- brackets ---- */

typedef enum {
  BRACKET_NONE,
  BRACKET_SD,
  BRACKET_SE,
  BRACKET_IQR,
  BRACKET_RANGE,
  BRACKET_CI,
  BRACKET_PAIR
} bracket_kind;

static bracket_kind word_bracket(const reading *r, uint32_t k) {
  if (word_is_sd(r, k)) return BRACKET_SD;
  if (word_is_se(r, k)) return BRACKET_SE;
  if (is(r, k, W_IQR) || is(r, k, W_INTERQUARTILE) || is(r, k, W_QUARTILE)) return BRACKET_IQR;
  if (is(r, k, W_RANGE)) return BRACKET_RANGE;
  if (is(r, k, W_CI) || is(r, k, W_CONFIDENCE)) return BRACKET_CI;
  return BRACKET_NONE;
}

/* What the words inside the bracket say its numbers are. */
static bracket_kind said_inside(const reading *r, uint32_t open, uint32_t close) {
  for (uint32_t k = open + 1; k < close; k++) {
    if (atom_at(r, k)->type == ATOM_NUMBER) break;
    const bracket_kind kind = word_bracket(r, k);
    if (kind != BRACKET_NONE) return kind;
  }
  for (uint32_t k = close - 1; k > open; k--) {
    if (atom_at(r, k)->type == ATOM_NUMBER) break;
    const bracket_kind kind = word_bracket(r, k);
    if (kind != BRACKET_NONE) return kind;
  }
  return BRACKET_NONE;
}

/* What the sentence said before that its brackets hold: "mean (SD)", "median [IQR]", "OR (95% CI)". */
static bool holds_numbers(const reading *r, uint32_t k) {
  while (k > 0 && !is(r, k, M_OPEN) && atom_at(r, k)->depth > 0) k--;
  const uint32_t close = atom_at(r, k)->partner;
  for (k++; k < close && close != REAP_NONE; k++)
    if (atom_at(r, k)->type == ATOM_NUMBER) return true;
  return false;
}

static bracket_kind said_before(const reading *r, uint32_t i, bool single) {
  const uint32_t beg = i > 2 * REACH ? i - 2 * REACH : 0;
  for (uint32_t k = i; k > beg; k--) {
    const bracket_kind kind = word_bracket(r, k - 1);
    if (kind == BRACKET_NONE) continue;
    const reap_atom *a = atom_at(r, k - 1);
    const bool pair = kind == BRACKET_RANGE || kind == BRACKET_IQR || kind == BRACKET_CI;
    if (single && pair && a->depth > 0 && holds_numbers(r, k - 1)) continue; /* "score (range, 0-10) was 1.75 (1.6)" */
    if (a->depth > 0 || is(r, k - 2, M_PLUSMINUS) || kind == BRACKET_CI || kind == BRACKET_SD || kind == BRACKET_SE)
      return kind;
  }
  return BRACKET_NONE;
}

static bool within(const reading *r, uint32_t number, const reap_pair *pair) {
  return value_at(r, pair->low) <= value_at(r, number) && value_at(r, number) <= value_at(r, pair->high);
}

/* The last effect of the sentence before `number` whose interval stands in brackets too: "HR 0.28 [95% CI 0.10-0.81]
 * with A and 0.31 [0.10-0.98] with B". Its measure holds for the values that follow in the same form. */
static uint32_t effect_before(const reading *r, uint32_t number) {
  for (uint32_t row = r->rows.count, steps = 0; row > r->first_row && steps < REACH; row--, steps++) {
    const reap_quantity *q = &r->rows.at[row - 1];
    if (strcmp(q->rule, "effect.difference") == 0) return REAP_NONE; /* stands beside values of the groups */
    if (q->kind == REAP_Q_EFFECT && q->numeral.beg < atom_at(r, number)->span.beg &&
        !reap_str_equal(q->measure, REAP_STR("other")))
      return row - 1;
  }
  return REAP_NONE;
}

/* "(-2.3 to -1.2) with zinc versus": the value of the other group comes next. */
static bool versus_follows(const reading *r, uint32_t behind) {
  uint32_t k = behind;
  while (k < behind + 6 && atom_at(r, k)->type == ATOM_WORD && !is(r, k, W_VERSUS)) k++;
  return is(r, k, W_VERSUS);
}

/* A row for the center is written unless it has one (an effect, a percent). Returns it, REAP_NONE when it is not clear.
 */
static uint32_t center_row(reading *r, uint32_t number, uint32_t last, bracket_kind kind, const reap_unit *unit,
                           const reap_pair *pair) {
  if (atom_at(r, number)->row != REAP_NONE) return atom_at(r, number)->row;
  if (!is_number(r, number)) return REAP_NONE;
  const bool versus = versus_follows(r, last + 1) || behind_versus(r, number); /* values of two groups */
  const uint32_t effect = kind == BRACKET_CI && !versus ? effect_before(r, number) : REAP_NONE;
  reap_str measure;
  uint8_t flags;
  const bool carried =
      effect == REAP_NONE && (kind == BRACKET_CI || kind == BRACKET_PAIR) && !versus &&
      find_carried_measure(r, number, value_at(r, pair->low), value_at(r, pair->high), unit->unit, &measure, &flags);
  if (effect != REAP_NONE) {
    measure = r->rows.at[effect].measure;
    flags = r->rows.at[effect].flags & REAP_Q_ADJUSTED;
  }
  if (effect != REAP_NONE || carried) {
    reap_quantity *q = add_quantity(r, REAP_Q_EFFECT, number, number, last, "effect.repeated");
    q->measure = measure;
    q->flags |= flags;
    q->unit = unit->unit;
    return last_row(r);
  }
  reap_quantity_kind center = center_kind(r, number, last + 1, false);
  if (unit_is_percent(unit) && has_flag(r, number, ATOM_SIGNED)) center = REAP_Q_CHANGE;
  if (center == REAP_Q_OTHER && unit_is_percent(unit)) center = REAP_Q_PERCENT;
  const bool followup = unit_is_time(unit) && followup_near(r, number, last + 1);
  if (followup) center = REAP_Q_DURATION;
  if (center == REAP_Q_OTHER && kind != BRACKET_CI) center = REAP_Q_MEDIAN;
  if (center == REAP_Q_MEAN && kind == BRACKET_IQR) center = REAP_Q_MEDIAN;
  const bool baseline = number > 0 && is(r, number - 1, W_FROM);
  reap_quantity *q = add_quantity(r, center, number, number, expression_end(r, center, number, last),
                                  followup ? "duration.bracket" : "median.bracket");
  q->unit = unit->unit;
  if (followup) q->role = REAP_ROLE_FOLLOWUP;
  if (baseline) q->role = REAP_ROLE_BASELINE;
  return last_row(r);
}

/* An age or a time tells of the participants, not of a result: it carries its range or quartiles itself, as an effect
 * does its interval; the rule says which. */
static bool carries_spread(reading *r, uint32_t center, const reap_pair *pair, uint8_t spread) {
  reap_quantity *q = &r->rows.at[center];
  if ((q->kind != REAP_Q_AGE && q->kind != REAP_Q_DURATION) || q->about != REAP_NONE) return false;
  static const char *const rules[2][3] = {{"age.with_range", "age.with_quartiles", "age.with_interval"},
                                          {"duration.with_range", "duration.with_quartiles", "duration.with_interval"}};
  q->rule = rules[q->kind == REAP_Q_DURATION][spread == REAP_Q_QUARTILES ? 1 : spread == REAP_Q_INTERVAL ? 2 : 0];
  q->low = value_at(r, pair->low);
  q->high = value_at(r, pair->high);
  q->low_numeral = atom_at(r, pair->low)->span;
  q->high_numeral = atom_at(r, pair->high)->span;
  if (spread == REAP_Q_INTERVAL) q->level = r->level;
  claim_atom(r, pair->low);
  claim_atom(r, pair->high);
  return true;
}

static void read_pair_bracket(reading *r, uint32_t number, uint32_t open, const reap_unit *unit) {
  reap_pair pair;
  const uint32_t behind = read_bracket_pair(r, open, &pair);
  if (behind == open || has_flag(r, number, ATOM_WORDS)) return;
  bracket_kind kind = said_inside(r, open, behind - 1);
  if (kind == BRACKET_NONE) {
    const bool comma = is(r, pair.high - 1, M_COMMA) || is(r, pair.high - 1, W_AND);
    if (!within(r, number, &pair) || (comma && has_flag(r, pair.low, ATOM_WORDS))) return;
    kind = said_before(r, number, false);
    if (kind == BRACKET_NONE || kind == BRACKET_SD || kind == BRACKET_SE) {
      const governor g = find_governor(r, number);
      const bool until_event = unit_is_time(unit) && sees(r, W_SURVIVAL); /* medians of survival have intervals */
      if (g == GOV_AGE)
        kind = r->said_iqr ? BRACKET_IQR : BRACKET_RANGE;
      else if (g == GOV_MEDIAN && until_event)
        kind = isnan(r->level) ? BRACKET_RANGE : BRACKET_CI;
      else if (unit_is_percent(unit) && g != GOV_MEDIAN)
        kind = BRACKET_CI;
      else if (r->said_iqr || (g == GOV_MEDIAN && !r->said_range))
        kind = BRACKET_IQR;
      else
        kind = r->said_range ? BRACKET_RANGE : isnan(r->level) ? BRACKET_PAIR : BRACKET_CI;
    }
  } else if (kind == BRACKET_SD || kind == BRACKET_SE) {
    return;
  }
  reap_unit own;
  const uint32_t after = read_unit(r, behind, &own);
  if (!own.unit.len) own = unit->unit.len ? *unit : pair.unit;
  const uint32_t center = center_row(r, number, after - 1, kind, &own, &pair);
  static const struct {
    uint8_t kind;
    const char *rule;
  } kinds[] = {[BRACKET_NONE] = {REAP_Q_RANGE, ""},
               [BRACKET_SD] = {REAP_Q_SD, ""},
               [BRACKET_SE] = {REAP_Q_SE, ""},
               [BRACKET_IQR] = {REAP_Q_QUARTILES, "quartiles.bracket"},
               [BRACKET_RANGE] = {REAP_Q_RANGE, "range.bracket"},
               [BRACKET_CI] = {REAP_Q_INTERVAL, "interval.bracket"},
               [BRACKET_PAIR] = {REAP_Q_QUARTILES, "quartiles.bare_bracket"}};
  uint8_t row_kind = kinds[kind].kind;
  const char *rule = kinds[kind].rule;
  if (kind == BRACKET_PAIR && center != REAP_NONE &&
      (r->rows.at[center].kind == REAP_Q_EFFECT || r->rows.at[center].kind == REAP_Q_RATE)) {
    row_kind = REAP_Q_INTERVAL;
    rule = "interval.of_effect";
  }
  if (center != REAP_NONE && carries_spread(r, center, &pair, row_kind)) return;
  reap_quantity *q = add_pair(r, (reap_quantity_kind)row_kind, &pair, pair.low, pair.high, rule);
  if (row_kind == REAP_Q_INTERVAL) q->level = r->level;
  q->about = center;
}

/* "4.2 (SD 1.1)", "4.2 (1.1)" where the sentence speaks of mean (SD). */
static void read_single_bracket(reading *r, uint32_t number, uint32_t open, const reap_unit *unit) {
  const uint32_t close = atom_at(r, open)->partner;
  uint32_t spread = REAP_NONE;
  for (uint32_t k = open + 1; k < close && !is(r, k, M_OPEN); k++) /* "595 (mean [SD] age, 64.1 [8.1] years)" */
    if (atom_at(r, k)->type == ATOM_NUMBER) {
      spread = k;
      break;
    }
  if (spread == REAP_NONE || !is_number(r, spread) || !is_number(r, number)) return;
  if (has_flag(r, number, ATOM_WORDS | ATOM_HYPHENATED)) return;
  reap_unit own;
  const uint32_t behind = read_unit(r, spread + 1, &own);
  bracket_kind kind = said_inside(r, open, close);
  if (behind != close && kind == BRACKET_NONE) return;
  if (kind == BRACKET_NONE) {
    if (spread != open + 1 && !(is(r, open + 1, M_PLUSMINUS) && spread == open + 2)) return;
    kind = said_before(r, number, true);
    if (is(r, open + 1, M_PLUSMINUS)) kind = find_spread(r, open) == SPREAD_SE ? BRACKET_SE : BRACKET_SD;
    if (kind != BRACKET_SD && kind != BRACKET_SE) {
      const governor g = find_governor(r, number);
      const bool decimals = !has_flag(r, spread, ATOM_INTEGER) || !has_flag(r, number, ATOM_INTEGER);
      if (kind != BRACKET_NONE || !decimals || unit_is_percent(&own)) return;
      if (g != GOV_MEAN && g != GOV_AGE) return;
      kind = BRACKET_SD;
    } else if (unit_is_percent(&own) && !unit_is_percent(unit) && has_flag(r, number, ATOM_INTEGER)) {
      return; /* "12 (30%)" in a sentence that has an SD elsewhere */
    }
  }
  if (kind != BRACKET_SD && kind != BRACKET_SE) return;
  uint32_t after = read_unit(r, close + 1, &own);
  if (!own.unit.len) own = *unit;
  reap_quantity_kind center = center_kind(r, number, after, true);
  if (center == REAP_Q_AGE && own.unit.len && !unit_is_time(&own)) center = REAP_Q_MEAN;
  write_center(r, number, spread, after - 1, center, kind == BRACKET_SE ? SPREAD_SE : SPREAD_SD, &own, "mean.bracket");
}

/* "M = 13.6, SD = 3.1", "mean 5.2; SD 1.3", "4.2 kg, SE = 0.3". */
static void read_named(reading *r, uint32_t i) {
  const bool se = word_is_se(r, i);
  if (i < 3 || (!se && !word_is_sd(r, i)) || is(r, i, W_STANDARD)) return;
  uint32_t spread = i + 1;
  while (is(r, spread, M_EQUAL) || is(r, spread, M_COLON) || is(r, spread, W_OF)) spread++;
  if (!is_number(r, spread) || !(is(r, i - 1, M_COMMA) || is(r, i - 1, M_SEMICOLON))) return;
  reap_unit unit;
  uint32_t number = i - 2;
  const bool open = atom_at(r, i)->depth > 0; /* "(4.7% loss from starting weight; SD = 4.7%)" */
  while (number > 0 && i - number < (open ? 9u : 5u) && atom_at(r, number)->type != ATOM_NUMBER) number--;
  if (!is_number(r, number) || has_flag(r, number, ATOM_WORDS) || atom_at(r, number)->depth != atom_at(r, i)->depth)
    return;
  if (read_unit(r, number + 1, &unit) != i - 1 && !open) return;
  write_center(r, number, spread, spread, center_kind(r, number, i - 1, true), se ? SPREAD_SE : SPREAD_SD, &unit,
               "mean.named_spread");
}

void read_spreads(reading *r) {
  if (sees(r, W_SD) || sees(r, W_SE))
    for (uint32_t i = 0; i < r->atoms.count; i++) read_named(r, i);
  if (sees(r, M_PLUSMINUS))
    for (uint32_t i = 0; i < r->atoms.count; i++)
      if (is(r, i, M_PLUSMINUS)) read_plus_minus(r, i);
  if (!sees(r, M_OPEN)) return;
  EACH_NUMBER(r, i) {
    reap_unit unit;
    uint32_t open = read_unit(r, i + 1, &unit);
    if (is(r, open, W_OF) && open != i + 1) { /* "lost 3.7% of weight (SD 5.4%)" */
      uint32_t k = open + 1;
      while (k < open + 4 && atom_at(r, k)->type == ATOM_WORD) k++;
      if (is(r, k, M_OPEN) && (word_is_sd(r, k + 1) || word_is_se(r, k + 1))) open = k;
    }
    const uint32_t close = atom_at(r, open)->partner;
    if (!is(r, open, M_OPEN) || close == REAP_NONE || close - open > REACH) continue;
    if (is_number(r, i)) read_single_bracket(r, i, open, &unit);
    read_pair_bracket(r, i, open, &unit);
  }
}
