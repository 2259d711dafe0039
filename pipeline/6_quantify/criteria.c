/* SPDX-License-Identifier: MIT */
/* Numbers that name or plan something instead of telling what befell a group: "a fall of at least 50%", "a score of 4
 * or more", "defined as a loss of 5%", "assuming a rate of 20%", "out of 10". They belong to the name of an outcome or
 * to the design, as a label does: claimed, never written. Times, ages, doses and numbers of people are left to the
 * readers of those. */
#include "6_quantify/context.h"

static bool is_comparison(const reading *r, uint32_t first, uint32_t behind) {
  return behind_versus(r, first) || is(r, behind, W_VERSUS) || (is(r, behind, M_COMMA) && is(r, behind + 1, W_VERSUS));
}

/* "was below 5%", "in more than 90% of patients": a bound of what was seen. */
static bool is_observed(const reading *r, uint32_t first, uint32_t behind, const reap_unit *unit) {
  if (!unit_is_percent(unit)) return false;
  while (first > 0 && (is(r, first - 1, W_OR) || is(r, first - 1, W_AT))) first--; /* "was at or below 7%" */
  const bool people = is(r, behind, W_OF) && find_people(r, behind + is(r, behind + 1, W_THE)) != REAP_NONE;
  if (first == 0) return people; /* "More than 80% of the patients ..." */
  return is(r, first - 1, W_WAS) || is(r, first - 1, W_HAD) ||
         (people && (is(r, first - 1, W_IN) || is(r, first - 1, W_WITH)));
}

static bool or_more(const reading *r, uint32_t behind) {
  if (!is(r, behind, W_OR) && !is(r, behind, W_AND)) return false;
  const uint32_t next = behind + 1 + (is(r, behind + 1, M_SLASH) && is(r, behind + 2, W_OR) ? 2 : 0);
  return (is(r, next, W_MORE) || is(r, next, W_LESS) || is(r, next, W_HIGHER) ||
          is_text(r, next, REAP_STR("better"))) &&
         !is(r, next + 1, W_THAN);
}

/* What other readers take with its bound: times, ages, doses, people. */
static bool is_of_others(const reading *r, uint32_t first, uint32_t i, uint32_t behind, const reap_unit *unit) {
  if (unit_is_time(unit) || reap_str_equal(unit->dimension, REAP_STR("mass")) ||
      reap_str_equal(unit->dimension, REAP_STR("dose")))
    return true;
  for (uint32_t k = first > 5 ? first - 5 : 0; k < first; k++)
    if (is(r, k, W_AGE) || is(r, k, W_AGED) || is(r, k, W_N)) return true;
  return find_people(r, i) != REAP_NONE || is(r, behind, W_OLD) || (is(r, behind, W_OR) && is(r, behind + 1, W_OLDER));
}

static bool is_bounded(const reading *r, uint32_t i, uint32_t behind, const reap_unit *unit) {
  reap_relation relation;
  const uint32_t first = bound_before(r, i, &relation);
  const bool more = or_more(r, behind);
  if ((first == i && !more) || is(r, first, W_UP) || is_of_others(r, first, i, behind, unit)) return false;
  return !is_comparison(r, first, behind) && !is_observed(r, first, behind, unit);
}

/* "defined as", "a cut-off of", "the margin was", "a target pressure of": the number behind is chosen, not found. */
static bool is_defined(const reading *r, uint32_t i) {
  static const reap_str words[] = {{"defined", 7}, {"cutoff", 6},  {"threshold", 9},  {"criterion", 9}, {"goal", 4},
                                   {"target", 6},  {"margin", 6},  {"margins", 7},    {"set", 3},       {"off", 3},
                                   {"offs", 4},    {"cutoffs", 7}, {"thresholds", 10}};
  reap_relation relation;
  for (uint32_t k = i; k > 0 && i - k < 12; k--) {
    const reap_atom *a = atom_at(r, k - 1);
    if (a->word == M_SEMICOLON || a->word == M_CLOSE || a->word == W_EVENT_VERB || a->word == W_HAD ||
        a->row != REAP_NONE)
      return false;
    if (a->type == ATOM_NUMBER && i - k > 4) return false; /* but "20% to 30%" */
    if (a->type != ATOM_WORD ||
        (a->word != W_NONE && a->word != W_CONSIDERED && a->word != W_PLANNED && a->word != W_MARGIN))
      continue; /* the classes of the words above */
    bool named = false;
    for (size_t n = 0; n < sizeof words / sizeof *words && !named; n++) named = is_text(r, k - 1, words[n]);
    if (named) {
      const uint32_t of = bound_before(r, i, &relation) - 1; /* "a target pressure of 21" */
      return is(r, k, W_OF) || is(r, k, W_WAS) || is(r, k, W_AT) || is(r, k, W_FOR) || is_text(r, k, REAP_STR("as")) ||
             (i - k < 5 && is(r, of, W_OF));
    }
  }
  return false;
}

/* "assuming a rate of 20%": every value of such a sentence is a premise, but for results told under an assumption. */
static bool tells_premise(const reading *r) {
  const bool results = r->section == REAP_SECTION_RESULTS || r->section == REAP_SECTION_CONCLUSIONS;
  if (!results && sees(r, W_PLANNED) && !sees(r, W_P)) /* "a sample of 230 will allow for 10% lost" */
    for (uint32_t i = 0; i < r->atoms.count; i++)
      if (is_text(r, i, REAP_STR("will")) || is_text(r, i, REAP_STR("expect"))) return true;
  if (!sees(r, W_PREMISE) || tells_results(r)) return false;
  for (uint32_t i = 0; i < r->atoms.count; i++)
    if (is(r, i, W_PREMISE) && !is_text(r, i, REAP_STR("detect"))) return true;
  return false;
}

/* "power to detect a difference of 5 points". */
static bool is_to_detect(const reading *r, uint32_t i) {
  for (uint32_t k = i; k > 1 && i - k < 14; k--) {
    if (is(r, k - 1, M_CLOSE) || is(r, k - 1, M_SEMICOLON)) return false;
    if (is(r, k - 1, W_PREMISE) && is_text(r, k - 1, REAP_STR("detect"))) return is(r, k - 2, W_TO);
  }
  return false;
}

/* "powered for a 33% reduction", "80% power to exclude an increase of 2.5%". */
static bool is_powered_for(const reading *r, uint32_t i) {
  for (uint32_t k = i; k > 0 && i - k < 7; k--) {
    if (atom_at(r, k - 1)->type == ATOM_NUMBER || is(r, k - 1, M_CLOSE)) return false;
    if (is(r, k - 1, W_POWER)) return is(r, k, W_FOR) || is(r, k, W_TO);
  }
  return false;
}

/* "the incidence of a 5% decrease": the change names the event that is counted. */
static bool names_event(const reading *r, uint32_t i, uint32_t behind) {
  return i > 2 && is(r, behind, W_CHANGE) && is(r, i - 1, W_THE) && is(r, i - 2, W_OF) && is(r, i - 3, W_RATE);
}

/* "an IOP between 6 and 16 mmHg", "between 10:00 and 12:00": the ends of an allowed range. */
static bool is_allowed_range(const reading *r, uint32_t i, uint32_t *high) {
  reap_pair pair;
  if (i == 0 || !is(r, i - 1, W_BETWEEN) || read_pair(r, i, &pair) == i || !is(r, pair.high - 1, W_AND)) return false;
  if (unit_is_percent(&pair.unit) || unit_is_time(&pair.unit) || !pair.unit.unit.len) return false;
  for (uint32_t k = i > 4 ? i - 4 : 0; k < i; k++)
    if (is(r, k, W_RANGE) || is(r, k, W_DIFFERENCE) || is(r, k, W_CHANGED) || is_text(r, k, REAP_STR("varied")))
      return false;
  *high = pair.high;
  return find_people(r, pair.high) == REAP_NONE;
}

/* "7 out of 10", "score of 4 out of 10", "range, 0-10": the ends of a scale. */
static bool is_scale_end(const reading *r, uint32_t i) {
  return i > 3 && is(r, i - 1, W_OF) && is(r, i - 2, W_OUT) && is_number(r, i) &&
         (is(r, i - 3, W_SCORE) || is(r, i - 3, M_COMMA));
}

/* "per 10% increase", "for each additional 5%", "every 5 kg/m2": the step of a slope. "At a significance level of 5%".
 */
static bool is_step(const reading *r, uint32_t i, const reap_unit *unit) {
  if (i == 0 || !unit->unit.len || unit_is_time(unit)) return false;
  if (unit_is_percent(unit) && value_at(r, i) <= 10 && is(r, i - 1, W_OF) && i > 2 && is(r, i - 2, W_LEVEL) &&
      sees(r, W_SIGNIFICANCE))
    return true;
  uint32_t k = i - 1;
  while (k > 0 && (is_text(r, k, REAP_STR("additional")) || is_text(r, k, REAP_STR("unit")))) k--;
  return is(r, k, W_PER) || (k < i - 1 && is(r, k, W_EACH)) || (unit_is_percent(unit) && is(r, k, W_EACH));
}

void read_criteria(reading *r) {
  const bool premise = tells_premise(r);
  EACH_NUMBER(r, i) {
    if (!is_number(r, i)) continue;
    reap_unit unit;
    const uint32_t behind = read_unit(r, i + 1, &unit);
    const bool spread = is(r, behind, M_PLUSMINUS) || is(r, i + 1, M_PLUSMINUS) || (i > 0 && is(r, i - 1, M_PLUSMINUS));
    const bool chosen = unit.unit.len && !spread && !unit_is_time(&unit) && is_defined(r, i);
    const bool planned =
        unit.unit.len && (premise || (sees(r, W_PREMISE) && is_to_detect(r, i))) && find_people(r, i) == REAP_NONE;
    uint32_t high;
    const bool allowed = is_allowed_range(r, i, &high);
    if (allowed) claim_atom(r, high);
    if (is_step(r, i, &unit) || names_event(r, i, behind) || (sees(r, W_POWER) && is_powered_for(r, i)) || allowed ||
        chosen || planned || is_bounded(r, i, behind, &unit) || is_scale_end(r, i))
      claim_atom(r, i);
  }
}
