/* SPDX-License-Identifier: MIT */
/* Counts and percents: "12/40 (30%)", "12 of 40", "30% (12/40)", "12 patients (30%)", "30%", "26 and 30%". */
#include "6_quantify/relative.h"
#include "6_quantify/size_context.h"

typedef struct {
  uint32_t count, of; /* atoms, REAP_NONE */
  uint32_t percent;
  uint32_t first, last;
  uint32_t people; /* atom of the people word, REAP_NONE */
} proportion;

static bool is_percent_at(const reading *r, uint32_t i, uint32_t *behind) {
  reap_unit unit;
  if (!is_number(r, i) || (has_flag(r, i, ATOM_WORDS) && is(r, i + 1, M_PERCENT))) return false;
  *behind = read_unit(r, i + 1, &unit);
  return *behind != i + 1 && unit_is_percent(&unit);
}

static bool fits(const reading *r, uint32_t k, uint32_t n) {
  return is_whole(r, k) && is_whole(r, n) && value_at(r, k) <= value_at(r, n) && value_at(r, n) >= 2;
}

/* Eyes are not patients; women are. */
static bool same_people(const reading *r, uint32_t one, uint32_t other) {
  const bool part = has_cue(r, one, REAP_CUE_PEOPLE) && reap_str_equal(cue_of(r, one)->name, REAP_STR("part"));
  const bool whole = has_cue(r, other, REAP_CUE_PEOPLE) && reap_str_equal(cue_of(r, other)->name, REAP_STR("part"));
  return part == whole;
}

/* "k/N", "k of N", "k out of the N", "k in N": returns the atom behind N, `i` when that is not there. */
static uint32_t read_k_of_n(const reading *r, uint32_t i, proportion *p) {
  uint32_t n = i + 1;
  if (!is_whole(r, i) || has_flag(r, i, ATOM_HYPHENATED)) return i;
  const bool slash = is(r, n, M_SLASH);
  if (slash) {
    n++;
    if (is(r, n + 1, M_SLASH) || (i > 0 && is(r, i - 1, M_SLASH))) return i; /* dates, "20/10/5" */
  } else {
    uint32_t people = find_people(r, i);
    if (people != REAP_NONE && people <= i + 4 && is(r, people_end(r, people), W_OF)) n = people_end(r, people);
    const uint32_t events = find_events(r, i);
    if (events != REAP_NONE && is(r, events + 1, W_AMONG))
      n = events + 2; /* "83 deaths among 335 patients" */
    else if (is(r, n, W_OUT) && is(r, n + 1, W_OF))
      n += 2;
    else if (is(r, n, W_OF))
      n++;
    else if (is(r, n, W_FROM) && find_people(r, n + 1) != REAP_NONE)
      n++; /* "Three from 20 patients" */
    else if (is(r, n, W_IN) && p->first != i)
      n++; /* "(1 in 329)" */
    else
      return i;
    while (is(r, n, W_THE) || is(r, n, W_ALL) || is(r, n, W_TOTAL) || is(r, n, W_OF) || is(r, n, W_PLANNED)) n++;
    if (people != REAP_NONE && find_people(r, n) != REAP_NONE && !same_people(r, people, find_people(r, n)))
      return i; /* "90 eyes of 90 patients" */
    if (is_number(r, n) && find_people(r, n) == REAP_NONE) {
      if (has_flag(r, n, ATOM_WORDS) || (has_flag(r, i, ATOM_WORDS) && value_at(r, n) < 10)) return i;
    }
  }
  if (!fits(r, i, n) || has_flag(r, n, ATOM_HYPHENATED)) return i;
  reap_unit unit;
  if (read_unit(r, n + 1, &unit) != n + 1 && !unit_is_percent(&unit)) {
    if (!reap_str_equal(unit.dimension, REAP_STR("count"))) return i;
  }
  if (!slash && is(r, n + 1, W_GROUP)) return i;
  p->count = i;
  p->of = n;
  return n + 1;
}

/* Fills the row of a proportion: percent when one is printed, else count. */
static void write_proportion(reading *r, const proportion *p, const char *rule) {
  const bool percent = p->percent != REAP_NONE;
  reap_quantity *q = add_quantity(r, percent ? REAP_Q_PERCENT : REAP_Q_COUNT, percent ? p->percent : p->count, p->first,
                                  p->last, rule);
  if (percent) q->unit = REAP_STR("%");
  if (p->count != REAP_NONE) {
    q->count = value_at(r, p->count);
    claim_atom(r, p->count);
  }
  if (p->of != REAP_NONE) {
    q->of = value_at(r, p->of);
    claim_atom(r, p->of);
  }
  if (p->people != REAP_NONE) q->people = people_name(r, p->people);
  if (p->of != REAP_NONE && value_at(r, p->of) >= 5 && is_results(r)) { /* what is divided by is the size of a group */
    const uint32_t proportion_row = last_row(r);
    reap_quantity *size = add_quantity(r, REAP_Q_SAMPLE_SIZE, p->of, p->of, p->of, "sample_size.denominator");
    const bool things = p->people == REAP_NONE && atom_at(r, p->of + 1)->type == ATOM_WORD &&
                        is(r, p->of + 1, W_NONE) && find_people(r, p->of) == REAP_NONE &&
                        !names_arm(r, p->of + 1); /* "14 of 28 genes" */
    size->role = things ? REAP_ROLE_NONE : REAP_ROLE_ARM;
    size->about = proportion_row;
  }
}

/* "(50% lean, 30% stout)": shares of the people counted, none of which is the count's own. */
static bool tells_composition(const reading *r, uint32_t i) {
  for (uint32_t k = i; k < i + 12 && !is(r, k, M_CLOSE) && k < r->atoms.count; k++)
    if (is(r, k, M_COMMA) || is(r, k, W_AND) || is(r, k, M_SEMICOLON))
      return is_number(r, k + 1) && is(r, k + 2, M_PERCENT);
  return false;
}

/* Behind a count: an optional people phrase, then "(30%)", "[30 %]", ", 30%" inside brackets. Returns the atom of the
 * percent's number, REAP_NONE. */
static uint32_t find_percent_bracket(const reading *r, uint32_t behind, uint32_t people, uint32_t *close) {
  uint32_t open = behind, end;
  if (!is(r, open, M_OPEN) && people != REAP_NONE) open = people_end(r, people);
  for (uint32_t words = 0; words < 3 && !is(r, open, M_OPEN); words++, open++)
    if (people == REAP_NONE && atom_at(r, open)->type != ATOM_WORD)
      return REAP_NONE;
    else if (atom_at(r, open)->type != ATOM_WORD)
      return REAP_NONE;
    else if (is(r, open, W_AND) || is(r, open, W_VERSUS) || is(r, open, W_OR) || is(r, open, W_WAS))
      return REAP_NONE;
  if (!is(r, open, M_OPEN)) return REAP_NONE;
  const uint32_t number = open + 1;
  if (!is_percent_at(r, number, &end)) return REAP_NONE;
  if (is(r, end, M_DASH) || is(r, end, W_TO)) return REAP_NONE;
  if (atom_at(r, end)->type == ATOM_WORD && !is(r, end, W_OF) && !is(r, end, W_VERSUS) && !is(r, end, W_IN))
    return REAP_NONE; /* "70 patients (67% male, 71% smokers)": of the 70, not the 70 of others */
  if (people != REAP_NONE && atom_at(r, end)->type == ATOM_WORD && !is(r, end, W_OF) && !is(r, end, W_VERSUS) &&
      !is(r, end, W_CI) && !is(r, end, W_CONFIDENCE) && tells_composition(r, end))
    return REAP_NONE;
  *close = is(r, end, M_CLOSE) ? end : end - 1;
  return number;
}

/* A list of counts and a list of percents answer each other in order: "12/40 and 20/41 (30% and 49%)". Only the
 * arithmetic can tell which two belong together. `next` is the atom behind the member that was met first. */
static bool pairs_in_list(const reading *r, const proportion *p, uint32_t next) {
  const uint32_t member = read_joint(r, next);
  if (member == next || atom_at(r, member)->type != ATOM_NUMBER || p->of == REAP_NONE || value_at(r, p->of) == 0)
    return true;
  return fabs(100 * value_at(r, p->count) / value_at(r, p->of) - value_at(r, p->percent)) <= 1;
}

static bool consistent(const reading *r, const proportion *p) {
  return p->of == REAP_NONE || p->percent == REAP_NONE || value_at(r, p->of) == 0 ||
         fabs(100 * value_at(r, p->count) / value_at(r, p->of) - value_at(r, p->percent)) < 25;
}

/* "(13; 3.1%)", "(13, 3.1%)": both in one bracket. */
static uint32_t find_percent_beside(const reading *r, uint32_t first, uint32_t behind, uint32_t *close) {
  uint32_t end;
  const bool parted = is(r, behind, M_SEMICOLON) || is(r, behind, M_COMMA);
  const bool n = first > 1 && is(r, first - 1, M_EQUAL) && is(r, first - 2, W_N); /* "[n = 42, 23.5%" */
  if (first == 0 || !(is(r, first - 1, M_OPEN) || n) || !parted || !is_percent_at(r, behind + 1, &end))
    return REAP_NONE;
  if (!is(r, end, M_CLOSE) && !(n && (is(r, end, M_COMMA) || is(r, end, M_OPEN) || is(r, end, M_SEMICOLON))))
    return REAP_NONE;
  *close = end - 1;
  return behind + 1;
}

static bool behind_bound(const reading *r, uint32_t i) {
  reap_relation relation;
  return bound_before(r, i, &relation) != i && !is(r, i - 1, W_LEAST);
}

/* The whole behind "13 (18%)": "of 72", "of the 72 patients"; "in 72 patients" when the arithmetic agrees. */
static void find_whole_behind(const reading *r, proportion *p, uint32_t close) {
  uint32_t n = close + 1;
  const bool in = is(r, n, W_IN);
  if (!is(r, close, M_CLOSE) || (!in && !is(r, n, W_OF))) return;
  do n++;
  while (is(r, n, W_THE));
  if (!fits(r, p->count, n) || has_flag(r, n, ATOM_HYPHENATED)) return;
  const double percent = 100 * value_at(r, p->count) / value_at(r, n);
  if (in && (find_people(r, n) == REAP_NONE || fabs(percent - value_at(r, p->percent)) > 0.6)) return;
  p->of = n;
  p->last = n;
}

static bool is_adverb(const reading *r, uint32_t k) { /* "then", "finally", "subsequently" */
  const reap_str word = reading_text(r, k);
  return is_text(r, k, REAP_STR("then")) || is_text(r, k, REAP_STR("also")) ||
         (word.len > 4 && word.ptr[word.len - 1] == 'y' && word.ptr[word.len - 2] == 'l');
}

/* "77 (51%) were randomised to A and 73 (49%) to B": the verb stands with the first one only. */
static bool continues_allocation(const reading *r, uint32_t first, uint32_t behind) {
  if (!is(r, behind, W_TO) || !(first > 0 && (is(r, first - 1, W_AND) || is(r, first - 1, M_COMMA)))) return false;
  if (r->rows.count == r->first_row) return false;
  const reap_quantity *q = &r->rows.at[last_row(r)];
  return q->kind == REAP_Q_SAMPLE_SIZE && q->role == REAP_ROLE_ARM && q->about == REAP_NONE;
}

/* "31 of 322 eligible women participated", "74 of the planned 92 patients were enrolled": the count is a size. */
static bool read_size_of(reading *r, const proportion *p) {
  if (p->people == REAP_NONE || p->of == REAP_NONE || value_at(r, p->count) < 5) return false;
  const size_context c = look_ahead(r, people_end(r, p->people));
  if (c.said != SAID_SIZE || c.role != REAP_ROLE_TOTAL || c.of_arm) return false;
  write_size(r, p->count, p->count, p->count, p->people, c.one_group ? REAP_ROLE_ARM : c.role, c.stage, c.rule);
  write_size(r, p->of, p->of, people_end(r, p->people) - 1, p->people, REAP_ROLE_NONE, REAP_STAGE_NONE,
             "sample_size.offered");
  return true;
}

/* "154 participants (96%) completed the study", "77 (51%) were randomised to A": the count is a size, and the percent
 * says no more than that. */
static bool read_size_with_percent(reading *r, const proportion *p) {
  size_context c = {.said = SAID_NOTHING};
  uint32_t k = p->last + 1;
  if (p->of != REAP_NONE && p->people != REAP_NONE &&
      p->of == p->last) { /* "68 (62%) of 109 patients were recruited" */
    c = look_ahead(r, people_end(r, p->people));
    const bool took_part = c.said == SAID_SIZE && c.role != REAP_ROLE_LOST && c.role != REAP_ROLE_SCREENED && !c.of_arm;
    if (!took_part) return false;
    claim_atom(r, p->percent);
    write_size(r, p->count, p->first, p->last, p->people, c.role, c.stage, c.rule);
    return true;
  }
  if (!is(r, p->last, M_CLOSE)) return false;
  if (is_people(r, k)) k = people_end(r, k);
  if (is(r, k, W_WAS) || is(r, k, W_HAD)) k++;
  if (is_adverb(r, k)) k++;
  if (continues_allocation(r, p->first, k)) {
    claim_atom(r, p->percent);
    write_size(r, p->count, p->first, p->last, p->people, REAP_ROLE_ARM, c.stage, "sample_size.allocated");
    return true;
  }
  if (!set_said(r, k, &c) || c.role == REAP_ROLE_LOST || c.role == REAP_ROLE_SCREENED) return false;
  const bool passive = is(r, k - 1, W_WAS) || is_adverb(r, k - 1);
  if (c.said == SAID_RECEIVED ? !passive || p->of != REAP_NONE : c.said != SAID_SIZE) return false;
  if (!passive && c.role != REAP_ROLE_COMPLETED && !is_text(r, k, REAP_STR("agreed")) && !is(r, k - 1, W_HAD))
    return false; /* "four (2%) patients enrolled in the zinc group" */
  const bool to_arm = c.said == SAID_RECEIVED || joins_one_group(r, k);
  claim_atom(r, p->percent);
  write_size(r, p->count, p->first, p->last, p->people, to_arm ? REAP_ROLE_ARM : c.role, c.stage,
             to_arm ? "sample_size.allocated" : c.rule);
  return true;
}

/* "12/40 (30%)", "12 of 40 patients (30%)", "12 (30%)", "13 (18%) of 72". */
static bool read_count_first(reading *r, uint32_t i) {
  proportion p = {.count = i, .of = REAP_NONE, .percent = REAP_NONE, .first = i, .last = i, .people = REAP_NONE};
  if (!is_whole(r, i) || has_flag(r, i, ATOM_HYPHENATED) || behind_bound(r, i)) return false;
  uint32_t behind = read_k_of_n(r, i, &p), close = 0;
  const bool of = behind != i;
  reap_unit unit;
  if (!of && read_unit(r, i + 1, &unit) != i + 1 && !reap_str_equal(unit.dimension, REAP_STR("count"))) return false;
  if (!of) behind = i + 1;
  p.people = find_people(r, of ? p.of : i);
  p.last = behind - 1;
  if (p.people != REAP_NONE && of) p.last = people_end(r, p.people) - 1;
  p.percent = find_percent_bracket(r, behind, p.people, &close);
  if (p.percent == REAP_NONE) p.percent = find_percent_beside(r, i, behind, &close);
  uint32_t sign;
  if (of && p.percent != REAP_NONE && is_percent_at(r, p.percent, &sign) && !pairs_in_list(r, &p, sign))
    p.percent = REAP_NONE;
  if (p.percent == REAP_NONE) {
    if (of && read_size_of(r, &p)) return true;
    if (of) write_proportion(r, &p, "count.of");
    return of;
  }
  p.last = close;
  if (!of) find_whole_behind(r, &p, close);
  if (!consistent(r, &p) && !of) p.of = REAP_NONE;
  if (read_size_with_percent(r, &p)) return true;
  write_proportion(r, &p, of ? "percent.of_count" : "percent.behind_count");
  return true;
}

/* Inside the bracket behind a percent: "(12/40)", "(n = 12)", "(18 patients)", "(12 of 40 patients)", "(12)". */
static bool read_count_bracket(reading *r, uint32_t open, proportion *p) {
  const uint32_t close = atom_at(r, open)->partner;
  if (!is(r, open, M_OPEN) || close == REAP_NONE || close - open > 12) return false;
  uint32_t k = open + 1;
  if (is(r, k, W_N) && is(r, k + 1, M_EQUAL)) k += 2;
  if (!is_whole(r, k)) return false;
  uint32_t behind = read_k_of_n(r, k, p);
  if (behind == k) {
    reap_unit unit;
    p->count = k;
    behind = k + 1;
    const bool worded = find_people(r, k) != REAP_NONE || k > open + 1;
    if (!worded && behind != close && !is(r, behind, M_COMMA) && !is(r, behind, M_SEMICOLON)) return false;
    if (read_unit(r, behind, &unit) != behind && !worded) return false;
  }
  p->people = find_people(r, behind - 1);
  return pairs_in_list(r, p, behind);
}

static bool range_follows(const reading *r, uint32_t i, reap_pair *pair) {
  if (!is(r, i + 1, M_DASH) && !is(r, i + 1, M_PERCENT) && !is(r, i + 1, W_TO)) return false;
  const uint32_t behind = read_pair(r, i, pair);
  if (behind == i || !unit_is_percent(&pair->unit)) return false;
  const bool to = is(r, pair->high - 1, W_TO);
  if (!is(r, pair->high - 1, M_DASH) && !to) return false;
  if (to && i > 1 && is(r, i - 1, W_FROM) && !is(r, i - 2, W_RANGE)) return false;
  return value_at(r, pair->low) < value_at(r, pair->high);
}

static bool percent_is_sex(const reading *r, uint32_t behind) {
  uint32_t k = behind;
  if (is(r, k, W_WAS)) k++;
  return is(r, k, W_MALE) || is(r, k, W_FEMALE);
}

/* "2% lidocaine", "zinc cream 10%": the strength of a preparation, where no results are told; "0.5% lidocaine"
 * everywhere. */
static bool is_strength(const reading *r, uint32_t i, uint32_t behind) {
  if (value_at(r, i) > 40) return false;
  const bool drug = atom_at(r, behind)->entity == REAP_INTERVENTION + 1;
  if (tells_results(r))
    return drug && value_at(r, i) <= 5 && i > 0 && atom_at(r, i - 1)->type == ATOM_WORD && !is(r, i - 1, W_WAS) &&
           !behind_versus(r, i);
  return drug || (i > 0 && atom_at(r, i - 1)->entity == REAP_INTERVENTION + 1);
}

/* The values before "and 30%" that share its sign: "26, 27 and 30%". */
static void read_shared_sign(reading *r, uint32_t i, const char *rule) {
  for (uint32_t number = i, members = 0; members < 8; members++) {
    uint32_t k = number;
    while (k > 0 && k + 4 > number && (atom_at(r, k - 1)->type == ATOM_MARK || atom_at(r, k - 1)->type == ATOM_WORD))
      k--;
    if (k == 0 || !is_number(r, k - 1) || has_flag(r, k - 1, ATOM_WORDS) || read_joint(r, k) != number) return;
    if (value_at(r, k - 1) > 100 || is(r, k, M_SLASH) || (k > 1 && is(r, k - 2, M_EQUAL) && is(r, k - 3, W_N))) return;
    reap_quantity *q = add_quantity(r, REAP_Q_PERCENT, k - 1, k - 1, k - 1, rule);
    q->unit = REAP_STR("%");
    number = k - 1;
  }
}

/* "134 women were enrolled (65%)": what part of those asked; no result. */
static bool is_part_of_size(const reading *r, uint32_t i, uint32_t behind) {
  size_context c = {.said = SAID_NOTHING};
  return i > 2 && is(r, i - 1, M_OPEN) && is(r, behind, M_CLOSE) && is(r, i - 3, W_WAS) && set_said(r, i - 2, &c) &&
         c.said == SAID_SIZE && c.role != REAP_ROLE_LOST;
}

static void read_percent(reading *r, uint32_t i) {
  uint32_t behind;
  reap_pair pair;
  if (!is_percent_at(r, i, &behind)) {
    if (is_number(r, i) && range_follows(r, i, &pair)) {
      reap_quantity *q = add_pair(r, REAP_Q_PERCENT, &pair, i, pair.high + 1, "percent.range");
      q->unit = REAP_STR("%");
    }
    return;
  }
  if (has_flag(r, i, ATOM_HYPHENATED)) return;
  if (range_follows(r, i, &pair)) {
    reap_quantity *q = add_pair(r, REAP_Q_PERCENT, &pair, i, pair.high + 1, "percent.range");
    q->unit = REAP_STR("%");
    return;
  }
  if (is_part_of_size(r, i, behind)) {
    claim_atom(r, i);
    return;
  }
  if (read_relative(r, i, behind)) return;
  const governor g = find_governor(r, i);
  reap_relation relation;
  const uint32_t first = bound_before(r, i, &relation);
  if (is_strength(r, i, behind)) {
    reap_quantity *dose = add_quantity(r, REAP_Q_DOSE, i, i, behind - 1, "dose.percent");
    dose->unit = REAP_STR("%");
    return;
  }
  if (g != GOV_MEAN && g != GOV_MEDIAN && has_flag(r, i, ATOM_SIGNED)) { /* a share has no sign: this is a change */
    reap_quantity *change = add_quantity(r, REAP_Q_CHANGE, i, first, behind - 1, "change.signed_percent");
    change->unit = REAP_STR("%");
    return;
  }
  if (g == GOV_CHANGE && (has_flag(r, i, ATOM_SIGNED) || is(r, i - 1, W_WAS))) {
    reap_quantity *change = add_quantity(r, REAP_Q_CHANGE, i, first, behind - 1, "change.percent_governed");
    change->unit = REAP_STR("%");
    return;
  }
  const bool mean = g == GOV_MEAN || g == GOV_MEDIAN;
  const reap_quantity_kind kind = !mean ? REAP_Q_PERCENT : g == GOV_MEAN ? REAP_Q_MEAN : REAP_Q_MEDIAN;
  const bool told = tells_results(r); /* before the results a percent is a criterion, a premise or a strength */
  const char *rule = mean ? "mean.percent" : told ? "percent.sign" : "other.percent";
  reap_quantity *q = add_quantity(r, mean || told ? kind : REAP_Q_OTHER, i, first, behind - 1, rule);
  q->unit = REAP_STR("%");
  q->relation = (uint8_t)relation;
  if (percent_is_sex(r, behind))
    q->role = is(r, behind, W_MALE) || is(r, behind + 1, W_MALE) ? REAP_ROLE_MALE : REAP_ROLE_FEMALE;
  if (!mean) read_shared_sign(r, i, "percent.shared_sign");
}

/* "30% (12/40)", "90% (18 patients)": the percent first, its count in the bracket. */
static void read_percent_first(reading *r, uint32_t i) {
  uint32_t behind;
  if (!is_percent_at(r, i, &behind) || has_flag(r, i, ATOM_HYPHENATED)) return;
  proportion p = {.count = REAP_NONE, .of = REAP_NONE, .percent = i, .first = i, .last = behind, .people = REAP_NONE};
  uint32_t n = behind + 1;
  while (is(r, behind, W_OF) && (is(r, n, W_THE) || is(r, n, W_ALL))) n++;
  if (is(r, behind, W_OF) && is_whole(r, n) && value_at(r, n) >= 5 && find_people(r, n) != REAP_NONE &&
      !has_flag(r, n, ATOM_HYPHENATED)) { /* "23% of 203 women" */
    p.of = n;
    p.people = find_people(r, n);
    p.last = people_end(r, p.people) - 1;
  } else if (read_count_bracket(r, behind, &p)) {
    p.last = atom_at(r, behind)->partner;
  } else {
    return;
  }
  write_proportion(r, &p, p.count == REAP_NONE ? "percent.of_people" : "percent.with_count");
}

void read_proportions(reading *r) {
  EACH_NUMBER(r, i)
  if (is_number(r, i)) read_percent_first(r, i);
  EACH_NUMBER(r, i)
  if (is_whole(r, i)) read_count_first(r, i);
  EACH_NUMBER(r, i)
  if (is_number(r, i)) read_percent(r, i);
}
