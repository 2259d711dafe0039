/* SPDX-License-Identifier: MIT */
#include "6_quantify/context.h"

bool is_results(const reading *r) {
  return r->section == REAP_SECTION_RESULTS || r->section == REAP_SECTION_CONCLUSIONS ||
         r->section == REAP_SECTION_UNKNOWN;
}

bool tells_results(const reading *r) {
  return r->section == REAP_SECTION_RESULTS || r->section == REAP_SECTION_CONCLUSIONS ||
         (r->section == REAP_SECTION_UNKNOWN && r->results_begun);
}

static governor word_governor(const reading *r, uint32_t i) {
  switch (atom_at(r, i)->word) {
  case W_MEAN:
  case W_AVERAGE:
    return GOV_MEAN;
  case W_MEDIAN:
    return GOV_MEDIAN;
  case W_CHANGE:
    return GOV_CHANGE;
  case W_AGE:
  case W_AGED:
    return GOV_AGE;
  case W_RATE:
    return GOV_RATE;
  case W_SURVIVAL:
    return GOV_SURVIVAL;
  default:
    break;
  }
  if (has_cue(r, i, REAP_CUE_STATISTIC)) {
    if (cue_is(r, i, REAP_CUE_STATISTIC, REAP_STR("mean"))) return GOV_MEAN;
    if (cue_is(r, i, REAP_CUE_STATISTIC, REAP_STR("median"))) return GOV_MEDIAN;
    if (cue_is(r, i, REAP_CUE_STATISTIC, REAP_STR("change"))) return GOV_CHANGE;
  }
  return GOV_NONE;
}

/* A number between the governor and the one governed ends its reach when it is a number of another sort. */
static bool ends_reach(const reading *r, uint32_t k, uint32_t i, const reap_unit *unit) {
  if (atom_at(r, k)->depth > atom_at(r, i)->depth) return false;
  const uint32_t row = atom_at(r, k)->row;
  if (row != REAP_NONE) {
    const reap_quantity *q = &r->rows.at[row];
    if (q->kind == REAP_Q_DURATION && q->role == REAP_ROLE_TIMEPOINT) return false;
    if (q->unit.len && unit->unit.len && !reap_str_equal(q->unit, unit->unit)) return true;
    return q->kind == REAP_Q_COUNT || q->kind == REAP_Q_SAMPLE_SIZE || q->kind == REAP_Q_AGE ||
           (q->kind == REAP_Q_DURATION && q->role == REAP_ROLE_FOLLOWUP) ||
           (q->kind == REAP_Q_PERCENT && !unit_is_percent(unit));
  }
  reap_unit other;
  read_unit(r, k + 1, &other);
  return is_number(r, k) && other.dimension.len && unit->dimension.len &&
         !reap_str_equal(other.dimension, unit->dimension);
}

/* "mean change", "mean age": the noun behind the statistic decides. */
static governor noun_behind(const reading *r, uint32_t k, uint32_t i, governor g) {
  const governor change = g == GOV_MEDIAN ? GOV_MEDIAN : GOV_CHANGE; /* "median change" is told as a median */
  if (atom_at(r, k)->depth > atom_at(r, i)->depth)                   /* "Weight loss (mean ± SE)" */
    for (uint32_t n = k; n > 0 && k - n < 6; n--)
      if (atom_at(r, n - 1)->depth <= atom_at(r, i)->depth && is(r, n - 1, W_CHANGE)) return change;
  for (uint32_t n = k + 1; n <= k + 4 && n < i; n++) {
    if (atom_at(r, n)->type == ATOM_NUMBER) break;
    if (is(r, n, W_CHANGE)) return change;
    if (is(r, n, W_AGE)) return GOV_AGE;
  }
  return g;
}

/* A verb or sign right before the number: "the reduction in pain was 3.2", "decrease: 3.2". */
static bool leads_to(const reading *r, uint32_t i) {
  for (uint32_t k = i; k > 0 && i - k < 3; k--) {
    const uint16_t word = atom_at(r, k - 1)->word;
    if (word == W_WAS || word == W_OF || word == M_COLON || word == M_EQUAL || word == W_BY) return true;
    if (word != W_ABOUT && word != M_ABOUT) return false;
  }
  return false;
}

/* A change or an age that was read before in the same list makes this one the same. */
static governor same_list(const reading *r, uint32_t k, uint32_t i, const reap_unit *unit) {
  const uint32_t row = atom_at(r, k)->row;
  if (row == REAP_NONE || atom_at(r, k)->depth != atom_at(r, i)->depth) return GOV_NONE;
  const reap_quantity *q = &r->rows.at[row];
  const bool same_unit = !unit->unit.len || reap_str_equal(q->unit, unit->unit);
  return q->kind == REAP_Q_CHANGE ? GOV_CHANGE : q->kind == REAP_Q_AGE && same_unit ? GOV_AGE : GOV_NONE;
}

/* The opening bracket around the atom at k. */
static uint32_t bracket_start(const reading *r, uint32_t k) {
  const uint8_t depth = atom_at(r, k)->depth;
  uint32_t open = k;
  while (open > 0 && k - open < REACH && atom_at(r, open)->depth >= depth) open--;
  return open;
}

governor find_governor(const reading *r, uint32_t i) {
  reap_unit unit;
  bool rate = false;
  uint8_t lowest = atom_at(r, i)->depth; /* of the brackets passed on the way */
  read_unit(r, i + 1, &unit);
  for (uint32_t k = i, steps = 0; k > 0 && steps < REACH; steps++) {
    k--;
    const reap_atom *a = atom_at(r, k);
    if (a->depth < lowest) lowest = a->depth;
    if (a->word == M_SEMICOLON && a->depth <= atom_at(r, i)->depth) {
      if (a->depth == 0 || a->depth > lowest) break; /* of the clause, of another bracket */
      k = bracket_start(r, k); /* "mean change (A, -2.0; B, -3.1)": the head stands before the bracket */
      continue;
    }
    if (a->type == ATOM_NUMBER) {
      const governor list = same_list(r, k, i, &unit);
      if (list != GOV_NONE) return list;
      if (ends_reach(r, k, i, &unit)) break;
      continue;
    }
    const governor g = word_governor(r, k);
    if (g == GOV_NONE) continue;
    if (g == GOV_RATE) {
      rate = true; /* "mean response rate" is governed by its mean only when that stands right before */
      if (unit_is_percent(&unit)) return k > 0 && word_governor(r, k - 2) == GOV_MEAN ? GOV_MEAN : GOV_RATE;
      continue;
    }
    if (g == GOV_SURVIVAL) {
      if (unit_is_percent(&unit)) return GOV_RATE;
      continue;
    }
    if (is(r, k + 1, W_FOLLOW) || is(r, k + 1, W_FOLLOWUP)) {
      if (unit_is_percent(&unit)) continue; /* "at a median follow-up of 26 months (8.3% vs 14.8%)" */
    }
    if (g == GOV_MEAN || g == GOV_MEDIAN) return noun_behind(r, k, i, g);
    if (g == GOV_CHANGE) { /* a noun of change; its own "mean" may stand before it */
      if (a->depth > atom_at(r, i)->depth) continue;
      if (k > 1 && is(r, k - 1, M_PERCENT) && atom_at(r, k - 2)->row == REAP_NONE)
        continue; /* "a 5% decrease": a name */
      for (uint32_t n = k; n > 0 && k - n < 4; n--)
        if (word_governor(r, n - 1) == GOV_MEDIAN)
          return GOV_MEDIAN;
        else if (word_governor(r, n - 1) == GOV_MEAN)
          return GOV_CHANGE;
      if (i - k <= 24 && (has_flag(r, i, ATOM_SIGNED) || leads_to(r, i))) return GOV_CHANGE;
      continue;
    }
    return g;
  }
  return rate ? GOV_RATE : GOV_NONE;
}

static bool change_word(const reading *r, uint32_t i) {
  return is(r, i, W_CHANGE) || is(r, i, W_CHANGED) || is_text(r, i, REAP_STR("declined"));
}

bool behind_versus(const reading *r, uint32_t i) {
  return (i > 0 && is(r, i - 1, W_VERSUS)) || (i > 1 && is(r, i - 1, M_STOP) && is(r, i - 2, W_VERSUS));
}

bool in_arm_list(const reading *r, uint32_t i) {
  if (i < 3 || atom_at(r, i)->depth == 0 || !tells_results(r)) return false;
  if (!is(r, i - 1, M_COMMA) && !is(r, i - 1, M_COLON)) return false;
  const reap_atom *arm = atom_at(r, i - 2);
  return arm->word == W_GROUP || arm->cue_type == REAP_CUE_ARM || arm->cue_type == REAP_CUE_COMPARATOR ||
         arm->entity == REAP_INTERVENTION + 1;
}

bool tells_change(const reading *r, uint32_t i, uint32_t behind) {
  if (change_word(r, behind) && !is(r, behind, W_CHANGED)) return true; /* "30% reduction" */
  uint32_t k = i;
  while (k > 0 && (is(r, k - 1, W_ABOUT) || is(r, k - 1, M_ABOUT) || is(r, k - 1, W_MEAN) || is(r, k - 1, W_AVERAGE) ||
                   is(r, k - 1, W_MEDIAN) || is(r, k - 1, W_THE) || is(r, k - 1, W_OF)))
    k--;
  if (k == 0) return false;
  if (is(r, k - 1, W_BY)) {
    if (k > 1 && is(r, k - 2, W_EVENT_VERB)) return false; /* "achieved by 63%" */
    for (uint32_t n = k - 1; n > 0 && k - n < 12; n--)
      if (change_word(r, n - 1) || is(r, n - 1, W_HIGHER) || is(r, n - 1, W_LESS)) return true;
    return false;
  }
  return change_word(r, k - 1) && k < i;
}

/* "and near-term infants": what is joined before the people describes them too. */
static bool leads_to_people(const reading *r, uint32_t i) {
  for (uint32_t k = i; k < i + 5; k++) {
    if (is_people(r, k)) return true;
    if (!is(r, k, W_NONE) && !is(r, k, M_DASH)) return is_people(r, k + 1) && k == i;
  }
  return false;
}

/* Words that a people phrase may not hold between its number and its head. */
static bool breaks_phrase(const reading *r, uint32_t i) {
  const reap_atom *a = atom_at(r, i);
  if (a->type == ATOM_NUMBER) return !(a->flags & ATOM_CLAIMED);
  if (a->type == ATOM_MARK) return a->word != M_DASH && a->word != M_COMMA && a->word != M_SLASH && a->word != M_OTHER;
  if (a->word == W_RECEIVED && is(r, i - 1, M_DASH)) return false; /* "placebo-treated patients" */
  /* "in-hospital deaths", "post-treatment survivors" */
  if ((a->word == W_IN || a->word == W_AFTER) && is(r, i + 1, M_DASH)) return false;
  switch (a->word) {
  case W_OF:
  case W_IN:
  case W_WITH:
  case W_BY:
  case W_AT:
  case W_AFTER:
  case W_FOR:
  case W_WITHIN:
  case W_DURING:
  case W_UNTIL:
  case W_FROM:
  case W_TO:
  case W_VERSUS:
  case W_THAN:
  case W_THE:
  case W_WAS:
  case W_HAD:
  case W_THAT:
  case W_PER:
  case W_GROUP:
  case W_P:
  case W_WHILE:
  case W_RECEIVED:
  case W_COMPARED:
  case W_AMONG:
  case W_OVER:
  case W_ON:
  case W_BETWEEN:
  case W_PERCENT_WORD:
  case W_FOLD:
  case W_EACH:
    return true;
  case W_AND:
  case W_OR:
    return !is(r, i - 1, M_DASH) && atom_at(r, i - 1)->entity == 0 &&
           (is_people(r, i - 1) || !leads_to_people(r, i + 1));
  default:
    return a->cue_type == REAP_CUE_UNIT && a->word != W_EVENTS;
  }
}

bool is_counted(const reading *r, uint32_t i) {
  if (!has_cue(r, i, REAP_CUE_PEOPLE)) return true;
  const reap_str value = cue_of(r, i)->name;
  return reap_str_equal(value, REAP_STR("person")) || reap_str_equal(value, REAP_STR("part")) ||
         reap_str_equal(value, REAP_STR("animal"));
}

bool is_people(const reading *r, uint32_t i) {
  const word_class word = (word_class)atom_at(r, i)->word;
  return has_cue(r, i, REAP_CUE_PEOPLE) || word == W_PERSON || word == W_MALE || word == W_FEMALE;
}

reap_str people_name(const reading *r, uint32_t i) {
  if (has_cue(r, i, REAP_CUE_PEOPLE)) return cue_of(r, i)->id;
  return is(r, i, W_MALE) ? REAP_STR("male") : is(r, i, W_FEMALE) ? REAP_STR("female") : REAP_STR("person");
}

uint32_t people_end(const reading *r, uint32_t i) { return has_cue(r, i, REAP_CUE_PEOPLE) ? cue_end(r, i) : i + 1; }

/* A part of the body is counted only when it ends its phrase: in "breast cancer deaths" no breasts are. */
static bool ends_phrase(const reading *r, uint32_t i) {
  const reap_atom *next = atom_at(r, people_end(r, i));
  if (!has_cue(r, i, REAP_CUE_PEOPLE) || !reap_str_equal(cue_of(r, i)->name, REAP_STR("part"))) return true;
  return next->type != ATOM_WORD || (next->word != W_NONE && next->word != W_EVENTS) || next->cue_type == REAP_CUE_TIME;
}

uint32_t find_people(const reading *r, uint32_t i) {
  if (is(r, i + 1, M_COMMA)) return REAP_NONE; /* "(cases = 46, controls = 42)" */
  for (uint32_t k = i + 1; k <= i + 14 && k < r->atoms.count; k++) {
    if (is_people(r, k)) {
      uint32_t head = k;
      /* the last people word of the phrase is its head: "breast cancer patients" */
      for (uint32_t n = people_end(r, k); n <= k + 3 && n < r->atoms.count; n++) {
        if (breaks_phrase(r, n) || is(r, n, M_COMMA)) break;
        if (is_people(r, n)) head = n;
      }
      if (is_counted(r, head) && ends_phrase(r, head)) return head;
      if (ends_phrase(r, head)) return REAP_NONE;
    }
    if (breaks_phrase(r, k)) return REAP_NONE;
  }
  return REAP_NONE;
}

uint32_t find_events(const reading *r, uint32_t i) {
  for (uint32_t k = i + 1; k <= i + 7 && k < r->atoms.count; k++) {
    if (is(r, k, W_EVENTS)) return k;
    if (cue_is(r, k, REAP_CUE_PEOPLE, REAP_STR("episode")) || cue_is(r, k, REAP_CUE_PEOPLE, REAP_STR("admission")))
      return cue_end(r, k) - 1;
    if (breaks_phrase(r, k) || (is_people(r, k) && ends_phrase(r, k))) return REAP_NONE; /* not of "breast cancers" */
  }
  return REAP_NONE;
}
