/* SPDX-License-Identifier: MIT */
/* P-values: "P < .001", "P-value of 0.03", "P for trend = 0·02", "P = .02 and .04", "0.01 < p < 0.05". */
#include "6_quantify/reading.h"

static bool sound_value(const reading *r, uint32_t i) {
  return is_number(r, i) && !has_flag(r, i, ATOM_WORDS) && value_at(r, i) >= 0 && value_at(r, i) <= 1;
}

/* "P < 0.05 was considered significant", "significance was set at P < .05": a threshold, no result. The words stand
 * close by, and on the same side of any bracket. */
static bool sets_threshold(const reading *r, uint32_t i) {
  bool significance = false, considered = false;
  const uint32_t beg = i > 10 ? i - 10 : 0, end = i + 14 < r->atoms.count ? i + 14 : r->atoms.count;
  for (uint32_t k = beg; k < end; k++) {
    const reap_atom *a = atom_at(r, k);
    if (a->depth < atom_at(r, i)->depth) continue;
    significance |= a->word == W_SIGNIFICANCE || a->word == W_SIGNIFICANT || a->word == W_LEVEL;
    considered |= a->word == W_CONSIDERED;
  }
  return significance && considered;
}

static bool is_threshold(double value) {
  static const double usual[] = {0.1, 0.05, 0.025, 0.0125, 0.01, 0.001, 0.005, 0.0167, 0.017, 0.15, 0.2, 0.0001, 0.02};
  for (size_t i = 0; i < sizeof usual / sizeof *usual; i++)
    if (fabs(value - usual[i]) < 1e-9) return true;
  return false;
}

/* What the words around P say of it. */
static uint8_t note_word(const reading *r, uint32_t i) {
  switch (atom_at(r, i)->word) {
  case W_TREND:
    return REAP_Q_TREND;
  case W_INTERACTION:
    return REAP_Q_INTERACTION;
  case W_NONINFERIORITY:
    return REAP_Q_NONINFERIORITY;
  case W_ONE_SIDED:
    return REAP_Q_ONE_SIDED;
  case W_SIDED:
    return i >= 2 && is(r, i - 1, M_DASH) && value_at(r, i - 2) == 1 ? REAP_Q_ONE_SIDED : 0;
  default:
    return 0;
  }
}

/* From the word P to the number: "value", "for trend", "between groups", "(two-sided)", "of", "was", ":". At most a
 * dozen words, none of which is a number or ends the clause. Returns the atom of the relation or number, REAP_NONE. */
static uint32_t find_relation(const reading *r, uint32_t i, uint8_t *notes) {
  for (uint32_t k = i + 1; k < i + 14 && k < r->atoms.count; k++) {
    const reap_atom *a = atom_at(r, k);
    reap_relation relation;
    if (read_relation(r, k, &relation) != k) return k;
    if (a->type == ATOM_NUMBER) {
      if (is(r, k + 1, M_DASH) && is(r, k + 2, W_SIDED)) continue;
      return is_number(r, k) ? k : REAP_NONE;
    }
    if (a->word == M_SEMICOLON || a->word == M_STOP || a->word == W_P || a->word == W_CI) return REAP_NONE;
    if (a->cue_type == REAP_CUE_MEASURE && a->type == ATOM_WORD) return REAP_NONE; /* "arm P (hazard ratio: 0.64)" */
    if (a->word == M_CLOSE && (a->partner == REAP_NONE || a->partner < i)) return REAP_NONE;
    *notes |= note_word(r, k);
  }
  return REAP_NONE;
}

static void write_p(reading *r, uint32_t number, uint32_t first, reap_relation relation, uint8_t notes,
                    const char *rule) {
  reap_quantity *q = add_quantity(r, REAP_Q_P_VALUE, number, first, number, rule);
  q->relation = (uint8_t)(relation == REAP_REL_NONE ? REAP_REL_EQ : relation);
  q->flags |= notes;
}

/* True when the number at i is a further p-value of a list: nothing else claims it by its unit or company. */
static bool continues_list(const reading *r, uint32_t i) {
  reap_unit unit;
  if (!sound_value(r, i) || has_flag(r, i, ATOM_INTEGER | ATOM_SIGNED)) return false;
  if (read_unit(r, i + 1, &unit) != i + 1) return false;
  const reap_atom *next = atom_at(r, i + 1);
  return next->word != M_PLUSMINUS && next->word != M_OPEN && next->word != M_DASH && next->word != M_MINUS &&
         next->word != W_TO && next->word != W_VERSUS && next->word != M_SLASH;
}

/* The further members of "P = .02, .04 and < .001". */
static void read_list(reading *r, uint32_t number, reap_relation relation, uint8_t notes) {
  uint32_t k = number + 1;
  for (uint32_t member = 0; member < 12; member++) {
    reap_relation own;
    uint32_t next = read_joint(r, k);
    if (next == k) return;
    const uint32_t first = next;
    next = read_relation(r, next, &own);
    if (is(r, first, W_P)) return;
    if (!continues_list(r, next)) return;
    write_p(r, next, first, own == REAP_REL_NONE ? relation : own, notes, "p_value.list");
    k = next + 1;
  }
}

static uint8_t notes_before(const reading *r, uint32_t i) {
  uint8_t notes = 0;
  for (uint32_t k = i > 3 ? i - 3 : 0; k < i; k++) {
    const word_class word = (word_class)atom_at(r, k)->word;
    if (word == M_CLOSE || word == M_COMMA || word == M_SEMICOLON || atom_at(r, k)->type == ATOM_NUMBER)
      notes = 0;
    else
      notes |= note_word(r, k);
  }
  return notes;
}

/* "0.01 < P < 0.05": the lower bound is no p-value of its own. */
static uint32_t skip_lower_bound(reading *r, uint32_t i) {
  if (i < 2 || !sound_value(r, i - 2)) return i;
  const word_class mark = (word_class)atom_at(r, i - 1)->word;
  if (mark != M_LESS && mark != M_LESS_EQUAL && mark != M_GREATER && mark != M_GREATER_EQUAL) return i;
  claim_atom(r, i - 2);
  return i - 2;
}

/* "P = .03 for interaction", "P = .001 (test for trend)". */
static uint8_t notes_after(const reading *r, uint32_t number) {
  uint32_t k = number + 1 + is(r, number + 1, M_OPEN);
  if (is_text(r, k, REAP_STR("test"))) k++;
  if (!is(r, k, W_FOR)) return 0;
  for (const uint32_t end = k + 6; k < end; k++) {
    if (atom_at(r, k)->type != ATOM_WORD && !is(r, k, M_DASH)) return 0;
    const uint8_t note = note_word(r, k);
    if (note) return note;
  }
  return 0;
}

static void read_p(reading *r, uint32_t i) {
  uint8_t notes = notes_before(r, i) | note_word(r, i);
  const uint32_t at = find_relation(r, i, &notes);
  if (at == REAP_NONE) return;
  reap_relation relation;
  const uint32_t number = read_relation(r, at, &relation);
  if (!sound_value(r, number) || (value_at(r, number) == 0 && has_flag(r, number, ATOM_INTEGER))) return;
  /* without a sign the number must stand close by and look like a p-value */
  if (relation == REAP_REL_NONE && (number > i + 6 || has_flag(r, number, ATOM_INTEGER | ATOM_SIGNED))) return;
  if (relation == REAP_REL_NONE && number > i + 1 && !is(r, number - 1, W_OF) && !is(r, number - 1, W_WAS) &&
      !is(r, number - 1, M_COLON) && !is(r, number - 1, W_VALUE) && !is(r, number - 1, M_COMMA))
    return;
  const uint32_t first = skip_lower_bound(r, i);
  if (is_threshold(value_at(r, number)) && sets_threshold(r, i)) {
    claim_atom(r, number);
    return;
  }
  notes |= notes_after(r, number);
  write_p(r, number, first, relation, notes, "p_value.operator");
  read_list(r, number, relation, notes);
}

/* "(< 0.001)": a bound of a usual size alone in its brackets. */
static void read_bare(reading *r, uint32_t i) {
  reap_relation relation;
  if (!is(r, i, M_OPEN)) return;
  const uint32_t number = read_relation(r, i + 1, &relation);
  if (number == i + 1 || !sound_value(r, number) || !is(r, number + 1, M_CLOSE)) return;
  if (relation != REAP_REL_LT && relation != REAP_REL_LE) return;
  if (is_threshold(value_at(r, number)) && value_at(r, number) <= 0.05)
    write_p(r, number, i + 1, relation, 0, "p_value.bare");
}

/* "alpha = 0.05", "a level of 0.05", "a power of 80%" are of the plan. */
static void claim_plan(reading *r, uint32_t i) {
  const bool power = is(r, i, W_POWER);
  if (power && i > 1 && is_number(r, i - 2) && (is(r, i - 1, M_PERCENT) || is(r, i - 1, W_PERCENT_WORD)))
    claim_atom(r, i - 2); /* "80% power" */
  if (!power && !is(r, i, W_ALPHA) && !is(r, i, W_SIGNIFICANCE)) return;
  for (uint32_t k = i + 1; k < i + 8 && k < r->atoms.count; k++) {
    if (is(r, k, M_SEMICOLON) || is(r, k, W_P)) return;
    if (!is_number(r, k)) continue;
    if (power ? is(r, k + 1, M_PERCENT) && value_at(r, k) >= 50 : is_threshold(value_at(r, k))) claim_atom(r, k);
    return;
  }
}

/* "FACT-P total": the letter ends a name. */
static bool ends_name(const reading *r, uint32_t i) {
  return i > 1 && is(r, i - 1, M_DASH) && !has_flag(r, i, ATOM_SPACED) && !has_flag(r, i - 1, ATOM_SPACED) &&
         atom_at(r, i - 2)->type == ATOM_WORD;
}

static bool word_is_p(const reading *r, uint32_t i) {
  if (is(r, i, W_P)) return !ends_name(r, i);
  const reap_str text = reading_text(r, i); /* Ptrend, Pinteraction: a lowered word that was glued */
  if (atom_at(r, i)->type != ATOM_WORD || text.len < 4) return false;
  return (is(r, i, W_TREND) || is(r, i, W_INTERACTION)) && reap_lower(text.ptr[0]) == 'p';
}

void read_p_values(reading *r) {
  static const uint16_t triggers[] = {W_P,          W_TREND, W_INTERACTION, M_LESS,
                                      M_LESS_EQUAL, W_POWER, W_ALPHA,       W_SIGNIFICANCE};
  bool any = false;
  for (size_t k = 0; k < sizeof triggers / sizeof *triggers; k++) any |= sees(r, (word_class)triggers[k]);
  if (!any) return;
  for (uint32_t i = 0; i < r->atoms.count; i++) {
    if (word_is_p(r, i))
      read_p(r, i);
    else if (is(r, i, M_OPEN))
      read_bare(r, i);
    else
      claim_plan(r, i);
  }
}
