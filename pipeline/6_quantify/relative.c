/* SPDX-License-Identifier: MIT */
/* Percents that tell how much a group changed ("fell by 30%", "a 30% reduction") or how far two groups are apart ("50%
 * lower", "reduced the risk by 23% (HR 0.77)", "by 12% compared with placebo", "a difference of 4%"). */
#include "6_quantify/relative.h"

#include "6_quantify/context.h"

/* A ratio or its interval told in the clause behind the number: "by 23% (hazard ratio, 0.77)". */
static bool ratio_follows(const reading *r, uint32_t behind) {
  for (uint32_t k = behind; k < behind + 14 && k < r->atoms.count; k++) {
    const bool inside = atom_at(r, k)->depth > 0; /* "by 75% (three v 12 events; hazard ratio, 0.25)" */
    if ((is(r, k, M_SEMICOLON) && !inside) || (is(r, k, M_STOP) && has_flag(r, k + 1, ATOM_SPACED))) return false;
    if (has_cue(r, k, REAP_CUE_MEASURE) && reap_str_equal(cue_of(r, k)->name, REAP_STR("ratio"))) return true;
  }
  return false;
}

/* "compared with", "versus", "than", "in comparison with" at k. */
static bool compares(const reading *r, uint32_t k) {
  return is(r, k, W_COMPARED) || is(r, k, W_VERSUS) || is(r, k, W_THAN) || is_text(r, k, REAP_STR("comparison"));
}

bool compared_without_value(const reading *r, uint32_t behind) {
  uint32_t k = behind;
  while (k < behind + 16 && !compares(r, k)) {
    const reap_atom *a = atom_at(r, k);
    const bool time = a->type == ATOM_NUMBER && k > behind && (is(r, k - 1, W_AT) || is(r, k - 1, W_AFTER));
    if (!time && a->word != M_DASH && (a->type != ATOM_WORD || a->word == W_WHILE || a->word == W_AND)) return false;
    k++;
  }
  if (k >= behind + 16) return false;
  for (uint32_t n = k + 1 + is(r, k + 1, M_STOP); n < k + 12 && n < r->atoms.count; n++) {
    const reap_atom *a = atom_at(r, n);
    if (a->type == ATOM_NUMBER || a->word == W_BASELINE || a->word == W_CHANGED || is_text(r, n, REAP_STR("before")))
      return false;
    if (a->word == M_SEMICOLON || a->word == M_STOP || a->word == M_CLOSE || a->word == M_OPEN || a->word == W_AND)
      break;
  }
  return true;
}

/* "Compared with placebo, zinc reduced pain by 12%", "was reduced in comparison with the controls by 83%". */
static bool compared_before(const reading *r, uint32_t i) {
  for (uint32_t k = i; k > 0 && i - k < 24; k--) {
    const reap_atom *a = atom_at(r, k - 1);
    if (a->type == ATOM_NUMBER || a->word == M_SEMICOLON || a->word == W_WHILE || a->word == W_BASELINE) return false;
    if (is_text(r, k - 1, REAP_STR("before"))) return false;
    if (is(r, k - 1, W_COMPARED) || is_text(r, k - 1, REAP_STR("comparison"))) return true;
  }
  return false;
}

/* "a 32% reduction in risk", "in the odds of death": a risk is not what one group had before. */
static bool of_risk(const reading *r, uint32_t k) {
  if (!is(r, k, W_IN) && !is(r, k, W_OF)) return false;
  for (uint32_t n = k + 1; n < k + 4; n++)
    if (is_text(r, n, REAP_STR("risk")) || is_text(r, n, REAP_STR("risks")) || is_text(r, n, REAP_STR("odds")) ||
        is_text(r, n, REAP_STR("hazard")))
      return true;
  return false;
}

/* "odds ratio reduction 69.8%". */
static bool ratio_before(const reading *r, uint32_t i) {
  for (uint32_t k = i > 4 ? i - 4 : 0; k < i; k++)
    if (has_cue(r, k, REAP_CUE_MEASURE) && reap_str_equal(cue_of(r, k)->name, REAP_STR("ratio"))) return true;
  return false;
}

/* "reduced the risk of death by 23%". */
static bool risk_before(const reading *r, uint32_t i) {
  for (uint32_t k = i; k > 0 && i - k < 14; k--) {
    if (is(r, k - 1, W_CHANGED) && k < i) return false;
    for (uint32_t n = k - 1; n < k; n++)
      if (is_text(r, n, REAP_STR("risk")) || is_text(r, n, REAP_STR("odds")) || is_text(r, n, REAP_STR("hazard")))
        return true;
    if (atom_at(r, k - 1)->type == ATOM_NUMBER || is(r, k - 1, M_COMMA)) return false;
  }
  return false;
}

static void write_effect(reading *r, uint32_t i, uint32_t last, reap_str measure, const char *rule) {
  reap_quantity *q = add_quantity(r, REAP_Q_EFFECT, i, i, last, rule);
  q->unit = REAP_STR("%");
  q->measure = measure;
}

bool read_relative(reading *r, uint32_t i, uint32_t behind) {
  const uint32_t noun = behind + is(r, behind, W_POINTS);
  if (tells_change(r, i, noun)) {
    const uint32_t next = noun + is(r, noun, W_CHANGE);
    if (ratio_follows(r, next) || ratio_before(r, i) || compared_without_value(r, next) ||
        (is(r, i - 1, W_BY) && compared_before(r, i)) || of_risk(r, next) || (noun == next && risk_before(r, i))) {
      write_effect(r, i, behind - 1, REAP_STR("other"), "effect.relative_change");
      return true;
    }
    reap_quantity *q = add_quantity(r, REAP_Q_CHANGE, i, i, behind - 1, "change.percent");
    q->unit = REAP_STR("%");
    return true;
  }
  if (is(r, behind, W_DIFFERENCE) && !behind_versus(r, i)) {
    write_effect(r, i, behind, REAP_STR("RD"), "effect.percent_difference");
    return true;
  }
  if ((is(r, behind, W_LESS) || is(r, behind, W_MORE) || is(r, behind, W_HIGHER)) &&
      !(is(r, behind + 1, W_THAN) && atom_at(r, behind + 2)->type == ATOM_NUMBER)) {
    write_effect(r, i, behind, REAP_STR("other"), "effect.relative_percent");
    return true;
  }
  return false;
}
