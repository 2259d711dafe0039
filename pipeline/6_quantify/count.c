/* SPDX-License-Identifier: MIT */
/* Counts that need no word for people or events of the closed lists: "none of the controls", "94 placebo and 114 zinc",
 * "three headaches", "Three and eight relapses". Only where results are told. */
#include "6_quantify/size_context.h"

static void write_count(reading *r, uint32_t number, uint32_t last, const char *rule) {
  reap_quantity *q = add_quantity(r, REAP_Q_COUNT, number, number, last, rule);
  q->role = REAP_ROLE_EVENTS;
  q->count = q->value;
}

/* "none of the controls relapsed", "16 (19%) versus none", "in none": a printed zero. "none" that refers to things or
 * differences is none of people. */
static void read_none(reading *r, uint32_t i) {
  if (!is_text(r, i, REAP_STR("none"))) return;
  const uint32_t next = i + 1;
  bool people = is(r, next, W_HAD) || is(r, next, W_EVENT_VERB);
  if (is(r, next, W_IN) || is(r, next, W_WITH) || is(r, next, W_ON))
    for (uint32_t k = next + 1; k < next + 8 && !people && atom_at(r, k)->type == ATOM_WORD; k++)
      people = names_arm(r, k);
  if (is(r, next, W_OF)) {
    uint32_t whom = next + 1 + is(r, next + 1, W_THE);
    whom += atom_at(r, whom)->type == ATOM_NUMBER;
    people = is_people(r, whom) || find_people(r, whom) != REAP_NONE || names_arm(r, whom);
  }
  if (behind_versus(r, i) || (i > 0 && is(r, i - 1, W_IN))) people = true;
  if (people) write_count(r, i, i, "count.none");
}

/* "no patient in the zinc group relapsed": the arm is named, so the zero is that arm's. */
static void read_no(reading *r, uint32_t i) {
  if (!is_text(r, i, REAP_STR("no"))) return;
  uint32_t noun = find_people(r, i);
  noun = noun == REAP_NONE ? find_events(r, i) : people_end(r, noun) - 1;
  if (noun == REAP_NONE || noun > i + 5) return;
  if (!is(r, noun + 1, W_IN) && !is(r, noun + 1, W_WITH) && !is(r, noun + 1, W_ON) && !is(r, noun + 1, W_OF)) return;
  for (uint32_t k = noun + 2; k < noun + 9 && atom_at(r, k)->type == ATOM_WORD; k++) {
    if (is(r, k, W_BOTH) || is(r, k, W_ALL) || is(r, k, W_BETWEEN)) return;
    if (names_arm(r, k)) {
      write_count(r, i, noun, "count.no");
      return;
    }
  }
}

/* "three headaches", "one deep vein thrombosis": a name of a condition that ends its phrase. */
static bool read_condition(reading *r, uint32_t i) {
  uint32_t k = i + 1;
  if (i > 0 && (is(r, i - 1, W_TIME_LABEL) || is(r, i - 1, W_LABEL))) return false; /* "day one neutropenia" */
  while (k < i + 4 && atom_at(r, k)->type == ATOM_WORD && atom_at(r, k)->word == W_NONE &&
         atom_at(r, k)->entity != REAP_CONDITION + 1) {
    const reap_str word = reading_text(r, k++);
    if (word.ptr[word.len - 1] == 's') return false; /* "10 microg produces nausea", "3 drugs for asthma" */
  }
  if (atom_at(r, k)->entity != REAP_CONDITION + 1) return false;
  while (atom_at(r, k)->entity == REAP_CONDITION + 1) k++;
  const reap_atom *behind = atom_at(r, k);
  if (behind->type == ATOM_WORD && (behind->word == W_NONE || behind->entity || behind->cue_type == REAP_CUE_PEOPLE))
    return false;
  if (behind->type == ATOM_NUMBER || is(r, k, M_DASH) || is(r, k, M_SLASH) || is(r, k, W_GROUP) || is(r, k, W_SCORE) ||
      is(r, k, W_RATE))
    return false;
  write_count(r, i, k - 1, "count.condition");
  return true;
}

/* The arm right behind a count ("114 zinc", "two zinc vs three placebo") ends its phrase too. */
static bool read_arm(reading *r, uint32_t i) {
  const uint32_t k = i + 1;
  if (atom_at(r, k)->entity != REAP_INTERVENTION + 1 && !has_cue(r, k, REAP_CUE_COMPARATOR)) return false;
  if (!sees(r, W_EVENTS) && !sees(r, W_VERSUS)) return false;
  uint32_t end = k;
  while (atom_at(r, end)->entity == REAP_INTERVENTION + 1 || has_cue(r, end, REAP_CUE_COMPARATOR) ||
         (is(r, end, M_SLASH) && end > k))
    end++;
  const bool closed = is(r, end, W_AND) || is(r, end, W_VERSUS) || is(r, end, M_COMMA) || is(r, end, M_SEMICOLON) ||
                      is(r, end, M_CLOSE) || is(r, end, M_STOP);
  if (!closed || atom_at(r, i)->depth == 0) return false;
  write_count(r, i, i, "count.arm");
  return true;
}

/* "(tamoxifen 34, placebo 36)": the arm before its count, where events are told. */
static bool read_behind_arm(reading *r, uint32_t i) {
  if (i < 2 || atom_at(r, i)->depth == 0 || (!sees(r, W_EVENTS) && !sees(r, W_RATE))) return false;
  if (atom_at(r, i - 1)->entity != REAP_INTERVENTION + 1 && !has_cue(r, i - 1, REAP_CUE_COMPARATOR)) return false;
  if (!is(r, i + 1, M_COMMA) && !is(r, i + 1, M_SEMICOLON) && !is(r, i + 1, M_CLOSE)) return false;
  write_count(r, i, i, "count.behind_arm");
  return true;
}

/* "28 relapses on placebo and 44 on zinc", "13 in the zinc arm relapsed": read as a size of the arm because some verb
 * of the sentence forms groups, though the number tells what befell it. */
static void turn_into_count(reading *r, uint32_t i) {
  const uint32_t row = atom_at(r, i)->row;
  if (row == REAP_NONE || row < r->first_row || strcmp(r->rows.at[row].rule, "sample_size.allocated") != 0) return;
  bool event = false;
  for (uint32_t k = i + 1; k < i + 9 && atom_at(r, k)->type == ATOM_WORD && !event; k++)
    event = names_arm(r, k) && is(r, k + 1, W_EVENT_VERB);
  uint32_t k = i;
  while (k > 0 && i - k < 8 && atom_at(r, k - 1)->type == ATOM_WORD) k--;
  const uint32_t before = k > 0 && atom_at(r, k - 1)->type == ATOM_NUMBER ? k - 1 : REAP_NONE;
  const bool joined = before != REAP_NONE && sees(r, W_AND);
  if (joined && atom_at(r, before)->row != REAP_NONE)
    event |= strcmp(r->rows.at[atom_at(r, before)->row].rule, "count.events") == 0;
  if (!event) return;
  reap_quantity *q = &r->rows.at[row];
  q->kind = REAP_Q_COUNT;
  q->role = REAP_ROLE_EVENTS;
  q->stage = 0;
  q->count = q->value;
  q->rule = "count.of_arm";
  if (joined && is_whole(r, before)) write_count(r, before, before, "count.of_arm");
}

/* "Three and eight relapses were seen": the noun behind the last member holds for the first. */
static void read_shared_noun(reading *r, uint32_t i) {
  const uint32_t next = read_joint(r, i + 1);
  if (next == i + 1 || is(r, i + 1, M_SLASH) || is(r, next - 1, W_OR) || atom_at(r, next)->type != ATOM_NUMBER) return;
  const uint32_t row = atom_at(r, next)->row;
  if (row == REAP_NONE) return;
  const reap_quantity *q = &r->rows.at[row];
  if (q->kind != REAP_Q_COUNT || !isnan(q->of) || q->role != REAP_ROLE_EVENTS) return;
  if (strcmp(q->rule, "count.events") == 0 || strcmp(q->rule, "count.people") == 0)
    write_count(r, i, i, "count.shared_noun");
}

void read_counts(reading *r) {
  if (!tells_results(r)) return;
  if (sees(r, W_NO))
    for (uint32_t i = 0; i < r->atoms.count; i++) {
      if (!is(r, i, W_NO)) continue;
      read_none(r, i);
      read_no(r, i);
    }
  for (uint32_t n = r->atoms.numbers.count; n > 0; n--) { /* from the end, so that a list learns of its last member */
    const uint32_t i = r->atoms.numbers.at[n - 1];
    reap_unit unit;
    turn_into_count(r, i);
    if (!is_whole(r, i) || has_flag(r, i, ATOM_HYPHENATED) || read_unit(r, i + 1, &unit) != i + 1) continue;
    if (!read_arm(r, i) && !read_behind_arm(r, i) && !read_condition(r, i)) read_shared_noun(r, i);
  }
}
