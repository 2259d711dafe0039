/* SPDX-License-Identifier: MIT */
/* Time: follow-up, timepoints, durations of treatment: "followed for 24 months", "at 6 and 12 months", "12-week". */
#include "6_quantify/context.h"

static bool time_word(const reading *r, uint32_t i, reap_unit *unit) {
  if (is(r, i, W_TIME_LABEL)) return read_time_word(r, i, unit) != i;
  if (!has_cue(r, i, REAP_CUE_UNIT)) return false;
  *unit = (reap_unit){cue_of(r, i)->id, cue_of(r, i)->name};
  return unit_is_time(unit);
}

bool followup_near(const reading *r, uint32_t i, uint32_t behind) {
  const uint32_t beg = i > 9 ? i - 9 : 0;
  for (uint32_t k = behind + 4; k > beg; k--) {
    const uint32_t n = k - 1;
    if (n < i && (is(r, n, M_SEMICOLON) || (atom_at(r, n)->type == ATOM_NUMBER && n + 2 < i))) return false;
    if (is(r, n, W_FOLLOWUP) ||
        (is(r, n, W_FOLLOW) && (is(r, n + 1, M_DASH) || has_cue(r, n, REAP_CUE_TIME) ||
                                is_text(r, n + 1, REAP_STR("up")) || is(r, n + 1, W_FOR))) ||
        cue_is(r, n, REAP_CUE_TIME, REAP_STR("followup")))
      return true;
  }
  return false;
}

/* What the word before the number makes of a time. */
static bool points_in_time(const reading *r, uint32_t before) {
  switch (atom_at(r, before)->word) {
  case W_AT:
  case W_AFTER:
  case W_BY:
  case W_WITHIN:
  case W_IN:
    return true;
  default:
    return false;
  }
}
static bool lasts(const reading *r, uint32_t before) {
  switch (atom_at(r, before)->word) {
  case W_FOR:
  case W_DURING:
  case W_OVER:
  case W_EVERY:
  case W_UNTIL:
  case W_EACH:
  case W_PER:
    return true;
  default:
    return is_text(r, before, REAP_STR("first")) || is_text(r, before, REAP_STR("last")) ||
           is_text(r, before, REAP_STR("next")) || is_text(r, before, REAP_STR("previous"));
  }
}

/* First atom of the list or range that ends with the number at i: "6, 12 and 24 months", "3-6 months". */
static uint32_t list_start(const reading *r, uint32_t i) {
  uint32_t first = i;
  for (uint32_t members = 0; members < 10; members++) {
    uint32_t k = first;
    while (k > 0 && first - k < 3 && atom_at(r, k - 1)->type != ATOM_NUMBER) k--;
    if (k == 0 || !is_number(r, k - 1) || has_flag(r, k - 1, ATOM_SIGNED)) return first;
    const bool joined =
        read_joint(r, k) == first || (k + 1 == first && (is(r, k, M_DASH) || is(r, k, W_TO))) ||
        (k + 2 == first && is(r, k, M_DASH) && (is(r, k + 1, W_TO) || is(r, k + 1, W_AND) || is(r, k + 1, W_OR)));
    if (!joined || is(r, k, W_VERSUS) || is(r, k, M_SLASH)) return first;
    if (value_at(r, k - 1) > value_at(r, first) && !is(r, k, M_DASH)) return first;
    first = k - 1;
  }
  return first;
}

/* "from baseline to 24 months", "from randomisation to week 6": a point in time, no second value of a change. */
static bool ends_span(const reading *r, uint32_t before) {
  return before > 1 && is(r, before, W_TO) && atom_at(r, before - 1)->type == ATOM_WORD &&
         (is(r, before - 2, W_FROM) || is(r, before - 1, W_BASELINE));
}

static reap_quantity_role time_role(const reading *r, uint32_t first, uint32_t i, uint32_t behind) {
  if (followup_near(r, first, behind)) return REAP_ROLE_FOLLOWUP;
  uint32_t before = first;
  reap_relation relation;
  while (before > 0 && (is(r, before - 1, W_THE) || is(r, before - 1, W_BOTH) || is(r, before - 1, W_ABOUT) ||
                        is(r, before - 1, M_ABOUT) || is(r, before - 1, W_LEAST) ||
                        read_relation(r, before - 1, &relation) == before))
    before--;
  if (before > 0 && (points_in_time(r, before - 1) || ends_span(r, before - 1))) return REAP_ROLE_TIMEPOINT;
  if (is(r, behind, W_AFTER) || has_flag(r, i, ATOM_HYPHENATED)) {
    const governor g = find_governor(r, i);
    return is(r, behind, W_SURVIVAL) || is(r, behind, W_AFTER) || g == GOV_RATE ? REAP_ROLE_TIMEPOINT : REAP_ROLE_NONE;
  }
  return REAP_ROLE_NONE;
}

static void write_time(reading *r, uint32_t number, uint32_t last, reap_str unit, reap_quantity_role role,
                       const char *rule) {
  reap_quantity *q = add_quantity(r, REAP_Q_DURATION, number, number, last, rule);
  q->unit = unit;
  q->role = (uint8_t)role;
}

/* "for a median of 7 years", "after a mean of 3 weeks", "median treatment duration was 238 weeks": how long something
 * was given or watched. */
static bool tells_length(const reading *r, uint32_t first) {
  uint32_t k = first;
  while (k > 0 && (is(r, k - 1, W_OF) || is(r, k - 1, W_MEDIAN) || is(r, k - 1, W_MEAN) || is(r, k - 1, W_AVERAGE) ||
                   is(r, k - 1, W_THE)))
    k--;
  if (k > 0 && k < first && (is(r, k - 1, W_AFTER) || lasts(r, k - 1))) return true; /* but "closed in a mean of" */
  static const reap_str given[] = {
      {"treatment", 9}, {"therapy", 7}, {"intervention", 12}, {"study", 5}, {"exposure", 8}};
  for (k = first; k > 0 && first - k < 8; k--) {
    if (atom_at(r, k - 1)->type == ATOM_NUMBER) return false;
    if (!is_text(r, k - 1, REAP_STR("duration"))) continue;
    for (size_t n = 0; n < sizeof given / sizeof *given; n++)
      if (is_text(r, k - 2, given[n]) || (is(r, k, W_OF) && is_text(r, k + 1, given[n]))) return true;
    return false;
  }
  return false;
}

/* A time that is measured ("median survival 16.0 months") is a value of an outcome, not a time of the design. */
static bool is_outcome_value(const reading *r, uint32_t first, uint32_t i, uint32_t behind) {
  if (has_flag(r, i, ATOM_HYPHENATED)) return false;
  if (first > 0 && (points_in_time(r, first - 1) || lasts(r, first - 1) || ends_span(r, first - 1))) return false;
  if (is(r, behind, W_AFTER) || is_text(r, behind, REAP_STR("before"))) return false;
  if (followup_near(r, first, behind) || tells_length(r, first)) return false;
  if (!is_results(r) && r->section != REAP_SECTION_TITLE) return false;
  for (uint32_t k = first, steps = 0; k > 0 && steps < 7 && first - k < REACH; k--) { /* "PFS was 11 months" */
    const reap_atom *a = atom_at(r, k - 1);
    steps += a->type == ATOM_WORD && a->word != W_TIME_LABEL && a->word != W_AND; /* members of the list are no steps */
    if (is(r, k - 1, M_SEMICOLON)) break;
    if (atom_at(r, k)->type == ATOM_NUMBER && (points_in_time(r, k - 1) || lasts(r, k - 1))) break; /* but "for zinc" */
    if (atom_at(r, k - 1)->entity == REAP_OUTCOME + 1 || is(r, k - 1, W_SURVIVAL)) return true;
  }
  if (behind_versus(r, first) || in_arm_list(r, first)) return true;
  const governor g = find_governor(r, first);
  if (g == GOV_NONE) return is(r, behind, W_VERSUS) || (first > 0 && is(r, first - 1, W_VERSUS));
  return true;
}

static void read_time_list(reading *r, uint32_t i, uint32_t behind, reap_str unit, const char *rule) {
  const uint32_t first = list_start(r, i);
  if (is_outcome_value(r, first, i, behind)) return;
  const reap_quantity_role role = time_role(r, first, i, behind);
  if (first < i && (is(r, first + 1, M_DASH) || is(r, first + 1, W_TO)) && first + 2 == i) {
    reap_pair pair = {.low = first, .high = i, .unit = {unit, REAP_STR("time")}};
    reap_quantity *q = add_pair(r, REAP_Q_DURATION, &pair, first, behind - 1, "duration.range");
    q->role = (uint8_t)role;
    return;
  }
  for (uint32_t k = first; k < i; k++)
    if (is_number(r, k)) write_time(r, k, k, unit, role, "duration.list");
  write_time(r, i, behind - 1, unit, role, rule);
}

/* "week 12", "day 7", "weeks 0, 4 and 8". */
static void read_label(reading *r, uint32_t i) {
  reap_unit unit;
  uint32_t k = i + 1 + (is(r, i + 1, M_DASH) && !has_flag(r, i + 1, ATOM_SPACED)); /* "day-28" */
  if (!is(r, i, W_TIME_LABEL) || read_time_word(r, i, &unit) == i || !is_number(r, k) || !has_flag(r, k, ATOM_INTEGER))
    return;
  if (i > 0 && atom_at(r, i - 1)->type == ATOM_NUMBER) return; /* "3 months 12 patients" */
  if (has_flag(r, k, ATOM_WORDS) || is_people(r, k + 1) || is(r, k + 1, M_PERCENT) || is(r, k + 1, M_PLUSMINUS)) return;
  reap_unit own;
  if (read_unit(r, k + 1, &own) != k + 1) return;
  write_time(r, k, k, unit.unit, REAP_ROLE_TIMEPOINT, "duration.label");
  r->rows.at[last_row(r)].span.beg = atom_at(r, i)->span.beg;
  for (uint32_t member = 0; member < 10; member++) {
    const uint32_t next = is(r, k + 1, M_DASH) || is(r, k + 1, W_TO) ? k + 2 : read_joint(r, k + 1);
    if (next == k + 1 || !is_whole(r, next) || has_flag(r, next, ATOM_WORDS)) return;
    if (read_unit(r, next + 1, &own) != next + 1 || is_people(r, next + 1)) return;
    if (is(r, next + 1, M_OPEN) && atom_at(r, next + 2)->type == ATOM_NUMBER) return; /* "day 7 and 12 (40%)" */
    write_time(r, next, next, unit.unit, REAP_ROLE_TIMEPOINT, "duration.label_list");
    k = next;
  }
}

void read_time_labels(reading *r) {
  if (!sees(r, W_TIME_LABEL)) return;
  for (uint32_t i = 0; i < r->atoms.count; i++)
    if (is(r, i, W_TIME_LABEL)) read_label(r, i);
}

void read_times(reading *r) {
  EACH_NUMBER(r, i) {
    if (!is_number(r, i)) continue;
    reap_unit unit;
    if (has_flag(r, i, ATOM_HYPHENATED) && time_word(r, i + 2, &unit)) {
      read_time_list(r, i, i + 3, unit.unit, "duration.hyphenated");
      continue;
    }
    const uint32_t behind = read_unit(r, i + 1, &unit);
    if (behind == i + 1 || !unit_is_time(&unit)) continue;
    if (is(r, behind, M_SLASH) || (is(r, behind, W_PER) && is_results(r)) || tells_change(r, i, behind)) continue;
    read_time_list(r, i, behind, unit.unit, "duration.unit");
  }
}
