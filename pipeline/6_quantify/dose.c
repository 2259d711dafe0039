/* SPDX-License-Identifier: MIT */
/* Doses: an amount of a drug, a fluid or a radiation that is given: "20 mg per day", "2 × 10^6 cells/kg", "50 Gy". */
#include "6_quantify/context.h"

static bool is_dose_dimension(const reap_unit *u) {
  static const char *const dimensions[] = {"mass", "dose", "activity", "cells"};
  for (size_t i = 0; i < sizeof dimensions / sizeof *dimensions; i++)
    if (reap_str_equal(u->dimension, reap_str_of(dimensions[i]))) return true;
  return false;
}

/* "mg/m2", "mg/kg": amounts that only drugs are given in. */
static bool is_per_body(const reap_unit *u) {
  return reap_str_equal(u->dimension, REAP_STR("compound")) &&
         (reap_str_starts_nocase(u->unit, REAP_STR("mg/m")) || reap_str_starts_nocase(u->unit, REAP_STR("mg/kg")));
}

/* A noun that no list knows, or an intervention, right before the number: the drug. */
static bool is_named(const reading *r, uint32_t i) {
  const reap_atom *before = atom_at(r, i - 1);
  return before->entity == REAP_INTERVENTION + 1 ||
         (before->type == ATOM_WORD && before->word == W_NONE && before->cue_type == 0);
}

static bool dose_word_near(const reading *r, uint32_t i, uint32_t behind) {
  for (uint32_t k = behind; k < behind + 6 && k < r->atoms.count; k++) {
    if (atom_at(r, k)->type == ATOM_NUMBER || is(r, k, M_CLOSE) || is(r, k, W_VERSUS)) break;
    if (is(r, k, W_DAILY) || is(r, k, W_DOSE) || has_cue(r, k, REAP_CUE_ROUTE) || has_cue(r, k, REAP_CUE_SCHEDULE))
      return true;
    if (is(r, k, W_EVERY) || (is(r, k, M_SLASH) && is(r, k + 1, W_TIME_LABEL))) return true;
    if (is(r, k, W_PER) && (is(r, k + 1, W_TIME_LABEL) || has_cue(r, k + 1, REAP_CUE_UNIT))) return true;
  }
  for (uint32_t k = i; k > 0 && k + 8 > i; k--) {
    if (is(r, k - 1, W_DOSE) || is(r, k - 1, W_RECEIVED) || atom_at(r, k - 1)->entity == REAP_INTERVENTION + 1)
      return true;
    if (is(r, k - 1, W_WAS)) break;
  }
  return atom_at(r, behind)->entity == REAP_INTERVENTION + 1 || is(r, behind, W_OF);
}

/* "20 mg (n = 55) and 50 mg", "the 20-mg arm": the amount stands beside the word group, or a dose in the same unit
 * stands before it in the sentence. */
static bool is_further_dose(const reading *r, const reap_unit *unit, uint32_t behind) {
  if (is(r, behind, W_GROUP) || (is(r, behind, M_OPEN) && is(r, behind + 1, W_N) && is(r, behind + 2, M_EQUAL)))
    return true;
  for (uint32_t k = r->rows.count; k > r->first_row; k--)
    if (r->rows.at[k - 1].kind == REAP_Q_DOSE && reap_str_equal(r->rows.at[k - 1].unit, unit->unit))
      return !is_results(r);
  return false;
}

/* "0.6 kg (95% CI -1.1 to 2.3)": measured, not given. */
static bool has_interval(const reading *r, uint32_t behind) {
  if (!is(r, behind, M_OPEN) || atom_at(r, behind)->partner == REAP_NONE) return false;
  for (uint32_t k = behind + 1; k < atom_at(r, behind)->partner; k++)
    if (is(r, k, W_CI) || is(r, k, W_CONFIDENCE)) return true;
  return false;
}

void read_doses(reading *r) {
  const bool results = r->section == REAP_SECTION_RESULTS || r->section == REAP_SECTION_CONCLUSIONS;
  EACH_NUMBER(r, i) {
    reap_unit unit;
    if (!is_number(r, i)) continue;
    const uint32_t tail = i + 1 + (has_flag(r, i, ATOM_HYPHENATED) && is(r, i + 1, M_DASH)); /* "the 20-mg arm" */
    const uint32_t behind = read_unit(r, tail, &unit);
    if (behind == tail) continue;
    const bool dose =
        reap_str_equal(unit.dimension, REAP_STR("dose")) || reap_str_equal(unit.dimension, REAP_STR("cells"));
    const bool volume = reap_str_equal(unit.dimension, REAP_STR("volume"));
    const bool named = i > 0 && is_named(r, i); /* "drug 20 mg" in a sentence that tells means */
    const bool per_body = named && is_per_body(&unit);
    const bool amount = is_dose_dimension(&unit) || volume || per_body;
    if (volume && is_results(r) && (is(r, behind, W_VERSUS) || behind_versus(r, i)))
      continue; /* two groups' blood loss */
    if (!amount || (!(dose && (!results || named)) && !per_body && !dose_word_near(r, i, behind) &&
                    !is_further_dose(r, &unit, behind)))
      continue;
    const governor g = find_governor(r, i);
    if (has_flag(r, i, ATOM_SIGNED) || has_interval(r, behind)) continue;
    if (!named && is_results(r) && (g == GOV_MEAN || g == GOV_MEDIAN || g == GOV_CHANGE) && !dose) continue;
    reap_quantity *q = add_quantity(r, REAP_Q_DOSE, i, i, behind - 1, "dose.unit");
    q->unit = unit.unit;
    uint32_t number = i;
    for (uint32_t member = 0; member < 6; member++) { /* "5, 10 or 20 mg" */
      uint32_t k = number;
      while (k > 0 && number - k < 3 && atom_at(r, k - 1)->type != ATOM_NUMBER) k--;
      if (k == 0 || !is_number(r, k - 1) || has_flag(r, k - 1, ATOM_WORDS)) break;
      if (read_joint(r, k) != number && !(is(r, k, M_DASH) && k + 1 == number)) break;
      reap_quantity *more = add_quantity(r, REAP_Q_DOSE, k - 1, k - 1, k - 1, "dose.list");
      more->unit = unit.unit;
      number = k - 1;
    }
  }
}
