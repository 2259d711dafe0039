/* SPDX-License-Identifier: MIT */
/* The margin of non-inferiority or equivalence: "a noninferiority margin of 10%", "a 6.4-point equivalence margin". It
 * is of the plan, no result. */
#include "6_quantify/reading.h"

static bool names_question(const reading *r, uint32_t i) {
  return is(r, i, W_NONINFERIORITY) || is_text(r, i, REAP_STR("equivalence")) || is_text(r, i, REAP_STR("equivalency"));
}

static bool said_near(const reading *r, uint32_t i) {
  for (uint32_t k = i > 6 ? i - 6 : 0; k < i + 6 && k < r->atoms.count; k++)
    if (names_question(r, k)) return true;
  return false;
}

static void write_margin(reading *r, uint32_t number, uint32_t first) {
  reap_unit unit;
  const uint32_t behind = read_unit(r, number + 1, &unit);
  reap_quantity *q = add_quantity(r, REAP_Q_OTHER, number, first, behind - 1, "margin.words");
  q->unit = unit.unit;
  q->role = REAP_ROLE_MARGIN;
}

/* "margin of 10%", "margin was set at a hazard ratio of 1.3", "margin (-5%)". */
static uint32_t number_behind(const reading *r, uint32_t i) {
  for (uint32_t k = i + 1; k < i + 14 && k < r->atoms.count; k++) {
    const reap_atom *a = atom_at(r, k);
    if (a->type == ATOM_NUMBER) return is_number(r, k) && !(a->flags & ATOM_WORDS) ? k : REAP_NONE;
    if (a->word == M_SEMICOLON || a->word == W_CI || a->word == W_CONFIDENCE || a->word == W_P || a->word == W_WHILE)
      return REAP_NONE;
    if (a->word == M_STOP && has_flag(r, k + 1, ATOM_SPACED)) return REAP_NONE;
  }
  return REAP_NONE;
}

/* "a 10% noninferiority margin", "the 3-point margin". */
static uint32_t number_before(const reading *r, uint32_t i) {
  for (uint32_t back = 1; back <= 7 && back <= i; back++) {
    const reap_atom *a = atom_at(r, i - back);
    if (a->type == ATOM_NUMBER) return is_number(r, i - back) && !(a->flags & ATOM_WORDS) ? i - back : REAP_NONE;
    const bool passes = a->type == ATOM_WORD ? names_question(r, i - back) || a->word == W_POINTS ||
                                                   a->word == W_PERCENT_WORD || a->cue_type == REAP_CUE_UNIT
                                             : a->word == M_DASH || a->word == M_PERCENT;
    if (!passes && !is_text(r, i - back, REAP_STR("non"))) return REAP_NONE;
  }
  return REAP_NONE;
}

void read_margins(reading *r) {
  if (!sees(r, W_MARGIN)) return;
  for (uint32_t i = 0; i < r->atoms.count; i++) {
    if (!is(r, i, W_MARGIN) || !said_near(r, i)) continue;
    uint32_t number = number_before(r, i);
    if (number == REAP_NONE) number = number_behind(r, i);
    if (number != REAP_NONE) write_margin(r, number, number);
  }
}
