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
  default: /* "the difference in slope was" */
    return has_cue(r, i, REAP_CUE_MEASURE) &&
           !(reap_str_equal(cue_of(r, i)->id, REAP_STR("beta")) && reap_span_len(atom_at(r, i)->span) > 4);
  }
}

static bool level_of_interval(const reading *r, uint32_t i) {
  reap_unit unit;
  const uint32_t behind = read_unit(r, i + 1, &unit);
  return unit_is_percent(&unit) && (is(r, behind, W_CI) || is(r, behind, W_CONFIDENCE));
}

/* A number that belongs to another word on the way to the value: "at 2 years", "week 12", "a 12-week course", "the 2
 * groups", "the 60 mg arm". */
static bool is_aside(const reading *r, uint32_t k) {
  reap_unit unit;
  const uint32_t behind = read_unit(r, k + 1, &unit);
  if (has_flag(r, k, ATOM_HYPHENATED)) return true;
  if (has_flag(r, k, ATOM_SIGNED)) return false;
  if (is(r, k - 1, W_TIME_LABEL) || is(r, k + 1, W_GROUP) || is_people(r, k + 1)) return true;
  if (reap_str_equal(unit.dimension, REAP_STR("mass")))
    return atom_at(r, behind)->type == ATOM_WORD && !is(r, k - 1, W_OF) && !is(r, k - 1, W_WAS);
  if (!unit_is_time(&unit)) return false;
  switch (atom_at(r, k - 1)->word) {
  case W_AT:
  case W_AFTER:
  case W_OVER:
  case W_WITHIN:
  case W_FOR:
  case W_DURING:
  case W_IN:
  case W_UNTIL:
    return true;
  default:
    return false;
  }
}

/* The number that gives the measure at i its value, and how many words stand before it: behind at most 24 atoms, whole
 * brackets are stepped over unless the number is the first thing in one. REAP_NONE when there is none. */
static uint32_t find_value(const reading *r, uint32_t behind, uint32_t outer, reap_relation *relation,
                           uint32_t *passed) {
  bool sign = false;
  *relation = REAP_REL_NONE;
  *passed = 0;
  for (uint32_t k = behind, steps = 0; steps < 24 && k < r->atoms.count; steps++) {
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
    if (a->type == ATOM_NUMBER && !(a->flags & ATOM_CLAIMED) && k > behind && !sign && is_aside(r, k)) {
      reap_unit unit;
      k = read_unit(r, k + 1, &unit);
      continue;
    }
    if (a->type == ATOM_NUMBER && (a->flags & ATOM_CLAIMED) && is(r, k - 1, W_PER)) { /* "HR per 10% increase was" */
      k++;
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
    *passed += a->type == ATOM_WORD;
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

/* A difference in percent is one of shares, unless what was measured has that unit itself: "mean difference 4.1%",
 * "a difference of -0.5% in HbA1c". */
static bool is_share(const reading *r, uint32_t first, uint32_t number, const reap_unit *unit) {
  static const reap_str measured[] = {{"hba1c", 5}, {"a1c", 3},     {"hba1", 4},    {"hemoglobin", 10}, {"ejection", 8},
                                      {"lvef", 4},  {"weight", 6},  {"fev1", 4},    {"fev", 3},         {"lsm", 3},
                                      {"ls", 2},    {"squares", 7}, {"density", 7}, {"bmd", 3},         {"volume", 6}};
  if (!reap_str_equal(unit->dimension, REAP_STR("ratio"))) return false;
  for (uint32_t k = first > REACH ? first - REACH : 0; k < number; k++) {
    if (k + 8 > first && (is(r, k, W_MEAN) || is(r, k, W_AVERAGE) || is(r, k, W_CHANGE))) return false;
    if (atom_at(r, k)->type == ATOM_WORD && atom_at(r, k)->word == W_NONE)
      for (size_t m = 0; m < sizeof measured / sizeof *measured; m++)
        if (is_text(r, k, measured[m])) return false;
  }
  const governor g = find_governor(r, number);
  return g != GOV_MEAN && g != GOV_MEDIAN && g != GOV_CHANGE;
}

/* "RR 1.25 [1.07-1.46]. The differences were not significant for stroke (0.90 [0.80-1.02])": differences said in words,
 * whose numbers are ratios as before. */
static bool are_ratios(const reading *r, uint32_t cue_atom, uint32_t number, const reap_unit *unit, reap_str *measure) {
  reap_pair pair;
  if (unit->unit.len || !is_text(r, cue_end(r, cue_atom) - 1, REAP_STR("differences"))) return false;
  if (read_bracket_pair(r, number + 1, &pair) == number + 1) return false;
  return find_carried_ratio(r, number, value_at(r, pair.low), value_at(r, pair.high), measure);
}

/* "the mean was 1.05 with A and 0.98 with B (absolute difference 0.07)": of two means, not of two shares. */
static bool is_of_means(const reading *r, uint32_t cue_atom, const reap_unit *unit) {
  if (unit->unit.len || !is_text(r, cue_end(r, cue_atom) - 1, REAP_STR("difference"))) return false;
  uint32_t values = 0;
  for (uint32_t k = cue_atom; k > 0; k--) {
    reap_unit own;
    if (!is_number(r, k - 1) || has_flag(r, k - 1, ATOM_WORDS)) continue;
    read_unit(r, k, &own);
    if (unit_is_percent(&own) || is(r, k, M_SLASH) || is_people(r, k)) return false;
    const governor g = find_governor(r, k - 1);
    if (++values == 2) return g == GOV_MEAN || g == GOV_MEDIAN;
  }
  return false;
}

static void write_effect(reading *r, uint32_t cue_atom, uint32_t first, uint32_t number, reap_relation relation,
                         const char *rule) {
  reap_unit unit;
  const uint32_t behind = read_unit(r, number + 1, &unit);
  const bool adjusted = said_adjusted(r, cue_atom);
  const reap_mention *cue = cue_of(r, cue_atom);
  const bool share = reap_str_equal(cue->id, REAP_STR("MD")) && is_share(r, cue_atom, number, &unit);
  const bool means = reap_str_equal(cue->id, REAP_STR("RD")) && is_of_means(r, cue_atom, &unit);
  reap_str measure = share ? REAP_STR("RD") : means ? REAP_STR("MD") : cue->id, ratio;
  if (are_ratios(r, cue_atom, number, &unit, &ratio)) measure = ratio;
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

/* The words of an interval's level: "CI", "1-sided confidence interval". */
static bool is_level(const reading *r, uint32_t behind) {
  enum { REACH_OF_LEVEL = 4 };
  for (uint32_t k = behind; k < behind + REACH_OF_LEVEL && k < r->atoms.count; k++) {
    if (is(r, k, W_CI) || is(r, k, W_CONFIDENCE)) return true;
    if (atom_at(r, k)->type == ATOM_MARK && !is(r, k, M_DASH)) return false;
  }
  return false;
}

/* "ORs 2.3 (1.2-4.5) and 1.4 (0.9-2.0)", "hazard ratios of 0.72 and 0.80". */
static void read_list(reading *r, uint32_t cue_atom, uint32_t number) {
  const bool bracket = is(r, number + 1, M_OPEN);
  for (uint32_t member = 0; member < 10; member++) {
    const uint32_t next = next_in_list(r, number);
    reap_unit unit;
    if (next == REAP_NONE || !is_number(r, next) || has_flag(r, next, ATOM_WORDS)) return;
    const uint32_t behind = read_unit(r, next + 1, &unit);
    if (is_level(r, behind)) return; /* "4.1%; 97.5% 1-sided CI" */
    reap_unit own;
    read_unit(r, number + 1, &own);
    if (unit_is_percent(&unit) != unit_is_percent(&own)) return; /* "RR 1.42; 79.7% vs. 60.7%" */
    if (unit_is_time(&unit) || is(r, behind, M_PLUSMINUS) || is_people(r, behind)) return;
    if (bracket ? !is(r, behind, M_OPEN) : is(r, behind, M_OPEN) && is_number(r, behind + 1)) return;
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
  if (is(r, behind, W_VERSUS)) return false; /* values of two groups */
  if (reap_str_equal(cue->name, REAP_STR("ratio"))) {
    const bool large = has_flag(r, number, ATOM_INTEGER) && value >= 20;
    const bool money = reap_str_equal(cue->id, REAP_STR("ICER"));
    const bool plain = !unit.unit.len || (unit_is_percent(&unit) && reap_str_equal(cue->id, REAP_STR("ROM")));
    return money || (plain && value > 0 && !is(r, behind, W_VERSUS) && !large);
  }
  if (reap_str_equal(cue->name, REAP_STR("correlation"))) return fabs(value) <= 1 && !unit.unit.len;
  return !reap_str_equal(unit.dimension, REAP_STR("mass")) || reap_str_equal(cue->name, REAP_STR("difference"));
}

/* What must stand right before a whole number that is the value of a difference. */
static bool is_introduced(const reading *r, uint32_t behind, uint32_t number) {
  if (number <= behind + 1) return true;
  const reap_atom *before = atom_at(r, number - 1);
  switch (before->word) {
  case M_OPEN:
  case M_COMMA:
  case M_COLON:
  case M_EQUAL:
  case M_CLOSE:
  case W_OF:
  case W_WAS:
  case W_BY:
  case W_ONLY:
  case W_ABOUT:
  case M_ABOUT:
    return true;
  default:
    return false;
  }
}

/* The letter beta, "estimate", "slope": common words, so their number must be given to them plainly. */
static bool is_loose(const reading *r, uint32_t i, uint32_t behind, uint32_t number, reap_relation relation) {
  const reap_mention *cue = cue_of(r, i);
  if (is(r, number + 1, M_SLASH)) return true; /* 12/40 */
  if (i > 0 && is(r, i - 1, M_DASH) && !has_flag(r, i, ATOM_SPACED) && reap_span_len(cue->span) == 2 &&
      atom_at(r, i - 2)->type == ATOM_WORD && atom_at(r, i - 2)->word == W_NONE)
    return true; /* PRIME-MD */
  const bool beta = reap_str_equal(cue->id, REAP_STR("beta"));
  if (beta && is(r, i, W_BETA) && atom_at(r, behind)->type == ATOM_WORD && !is(r, behind, W_OF) &&
      !is(r, behind, W_WAS) && !is(r, behind, W_FOR))
    return true; /* "beta blockers" */
  const bool estimate = beta && reap_str_begins_nocase(reading_text(r, i), "estimate");
  if (estimate && number > behind + 2) return true; /* "the estimate of the mean was 4.2" */
  if (!reap_str_equal(cue->name, REAP_STR("difference"))) return false;
  if (relation != REAP_REL_NONE) return beta && relation != REAP_REL_EQ; /* "estimates ... (up to 2 km)" */
  const bool plain = has_flag(r, number, ATOM_INTEGER) && !has_flag(r, number, ATOM_SIGNED);
  return (plain || beta) && !is_introduced(r, behind, number);
}

/* "odds ratios 0.17-0.28", "ranging from 3 to 14": no single value. Returns true when the range was taken. */
static bool take_range(reading *r, uint32_t i, uint32_t number) {
  reap_pair pair;
  const uint32_t behind = read_pair(r, number, &pair);
  if (behind == number || !reap_str_equal(cue_of(r, i)->name, REAP_STR("ratio"))) return false;
  const uint32_t sign = pair.high - 1;
  const bool joined = is(r, sign, M_DASH) || is(r, sign, M_MINUS) || is(r, sign, W_TO);
  const bool between = is(r, sign, W_AND) && is(r, number - 1, W_BETWEEN);
  if (!(joined || between) || !(value_at(r, pair.low) < value_at(r, pair.high))) return false;
  reap_quantity *q = add_pair(r, REAP_Q_RANGE, &pair, pair.low, behind - 1, "range.of_effects");
  q->measure = cue_of(r, i)->id;
  return true;
}

static void read_measure(reading *r, uint32_t i) {
  const uint32_t behind = cue_end(r, i);
  reap_relation relation;
  uint32_t passed;
  const uint32_t number = find_value(r, behind, i, &relation, &passed);
  if (number == REAP_NONE || !plausible(r, i, number) || is_loose(r, i, behind, number, relation)) return;
  const bool near = number <= behind + 3 || passed <= 1 || is(r, number - 1, M_OPEN);
  if (needs_sign(r, i) && relation == REAP_REL_NONE && !near) return;
  if (has_flag(r, number, ATOM_HYPHENATED) || is_people(r, number + 1)) return;
  reap_unit unit;
  read_unit(r, number + 1, &unit);
  if (unit_is_time(&unit) && !near && relation == REAP_REL_NONE) return; /* "odds of death at 6 months" */
  if (take_range(r, i, number)) return;
  uint32_t first = i;
  while (first && (is(r, first - 1, W_ADJUSTED) || has_cue(r, first - 1, REAP_CUE_MEASURE))) first--;
  if (number - first > 12) first = number; /* far from its measure: the number alone is the expression */
  write_effect(r, i, first, number, relation, "effect.measure");
  read_list(r, i, number);
}

/* Behind the value: its unit and spread, then an interval, at once or behind words: "-1.0, A versus B, 95% CI". */
static bool interval_follows(const reading *r, uint32_t behind) {
  reap_pair pair;
  if (read_bracket_pair(r, behind, &pair) != behind) return true;
  const bool parted = is(r, behind, M_COMMA) || is(r, behind, M_OPEN) || is(r, behind, M_SEMICOLON);
  if (parted && read_pair(r, behind + 1, &pair) != behind + 1) return true;
  for (uint32_t k = behind; k < behind + 12 && k < r->atoms.count; k++) {
    if (is(r, k, W_CI) || is(r, k, W_CONFIDENCE)) return true;
    if (is_number(r, k) || (is(r, k, M_SEMICOLON) && k > behind) || is(r, k, W_P) || is(r, k, W_WHILE)) return false;
  }
  return false;
}

static bool test_follows(const reading *r, uint32_t behind) {
  for (uint32_t k = behind; k < behind + 4; k++)
    if (is(r, k, W_P)) return true;
  return false;
}

/* "difference 1.5% (95% CI, -6.1 to 9.1)", "a difference of 3.2 mmHg (1.1 to 5.3)": with an interval behind it, or
 * right before a test, a bare difference is one between groups. */
static void read_difference(reading *r, uint32_t i) {
  reap_relation relation;
  reap_unit unit;
  uint32_t passed;
  const uint32_t number = find_value(r, i + 1, i, &relation, &passed);
  if (number == REAP_NONE || has_flag(r, number, ATOM_HYPHENATED)) return;
  reap_pair pair; /* "95% CI for the difference, -0.17 to 0.26" */
  if (read_pair(r, number, &pair) != number && (is(r, pair.high - 1, W_TO) || is(r, pair.high - 1, M_DASH))) return;
  for (uint32_t k = number; number > i + 3 && k < number + 20; k++)
    if (is(r, k, M_CLOSE) && atom_at(r, k)->partner < number)
      break;
    else if (is(r, k, W_VERSUS))
      return; /* "a difference in X between the groups (7.5% versus 9.1%)" */
  uint32_t behind = read_unit(r, number + 1, &unit);
  if (is(r, behind, M_PLUSMINUS) && is_number(r, behind + 1)) behind = read_unit(r, behind + 2, &unit);
  if (!interval_follows(r, behind)) {
    const bool sized = unit.unit.len || !has_flag(r, number, ATOM_INTEGER);
    if (number > i + 3 || !sized || !is_introduced(r, i + 1, number) || !test_follows(r, behind)) return;
    if (relation != REAP_REL_NONE && relation != REAP_REL_EQ) return;
  }
  const bool share = is_share(r, i, number, &unit);
  reap_quantity *q =
      add_quantity(r, REAP_Q_EFFECT, number, number - i > 12 ? number : i, behind - 1, "effect.difference");
  q->measure = share ? REAP_STR("RD") : REAP_STR("MD");
  q->unit = unit.unit;
  q->relation = (uint8_t)relation;
}

/* The number behind "versus placebo:", at most three words and a mark away; REAP_NONE when there is none. */
static uint32_t behind_comparator(const reading *r, uint32_t i) {
  uint32_t k = i + 1;
  while (k < i + 4 && atom_at(r, k)->type == ATOM_WORD && !is(r, k, W_WAS) && !is(r, k, W_OF)) k++;
  if (k == i + 1) return REAP_NONE;
  const bool mark = is(r, k, M_COLON) || is(r, k, M_COMMA) || is(r, k, M_EQUAL) || is(r, k, W_WAS) || is(r, k, W_OF);
  if (!mark || !is_number(r, k + 1) || has_flag(r, k + 1, ATOM_WORDS | ATOM_HYPHENATED)) return REAP_NONE;
  return k + 1;
}

/* "mean change from baseline vs placebo: 0.051 L, P = .03 and 0.075 L, P = .02": a change against another group's is a
 * difference between them. */
static void read_change_versus(reading *r, uint32_t i) {
  bool change = false;
  for (uint32_t k = i; k > 0 && i - k < 8 && atom_at(r, k - 1)->type == ATOM_WORD; k--)
    change |= is(r, k - 1, W_CHANGE);
  uint32_t number = change ? behind_comparator(r, i) : REAP_NONE;
  reap_unit first = {{"", 0}, {"", 0}};
  for (uint32_t member = 0; number != REAP_NONE && member < 8; member++) {
    reap_unit unit;
    uint32_t k = read_unit(r, number + 1, &unit);
    if (is(r, k, W_VERSUS) || (has_flag(r, number, ATOM_INTEGER) && !unit.unit.len)) return;
    if (member && !reap_str_equal(unit.unit, first.unit)) return;
    first = unit;
    reap_quantity *q = add_quantity(r, REAP_Q_EFFECT, number, number, k - 1, "effect.change_versus");
    q->measure = REAP_STR("MD");
    q->unit = unit.unit;
    for (const uint32_t stop = k + 8; k < stop && !is(r, k, W_AND) && !is(r, k, M_CLOSE) && !is(r, k, M_SEMICOLON);)
      k++;
    number = is(r, k, W_AND) && is_number(r, k + 1) ? k + 1 : REAP_NONE;
  }
}

void read_effects(reading *r) {
  if (sees(r, W_CHANGE) && sees(r, W_VERSUS))
    for (uint32_t i = 0; i < r->atoms.count; i++)
      if (is(r, i, W_VERSUS)) read_change_versus(r, i);
  if (!sees_cue(r, REAP_CUE_MEASURE) && !sees(r, W_DIFFERENCE)) return;
  for (uint32_t i = 0; i < r->atoms.count; i++) {
    if (is(r, i, W_DIFFERENCE) && !has_cue(r, i, REAP_CUE_MEASURE)) read_difference(r, i);
    if (!is_effect_measure(r, i)) continue;
    read_measure(r, i);
    i = cue_end(r, i) - 1;
  }
}
