/* SPDX-License-Identifier: MIT */
#include "6_quantify/size_context.h"

static const struct {
  uint16_t word;
  uint8_t said, role, stage;
  const char *rule;
} verbs[] = {{W_RANDOMIZED, SAID_SIZE, REAP_ROLE_TOTAL, REAP_STAGE_RANDOMIZED, "sample_size.randomized"},
             {W_ENROLLED, SAID_SIZE, REAP_ROLE_TOTAL, REAP_STAGE_ENROLLED, "sample_size.enrolled"},
             {W_SCREENED, SAID_SIZE, REAP_ROLE_SCREENED, REAP_STAGE_SCREENED, "sample_size.screened"},
             {W_ANALYZED, SAID_SIZE, REAP_ROLE_ANALYZED, REAP_STAGE_ANALYZED, "sample_size.analyzed"},
             {W_COMPLETED, SAID_SIZE, REAP_ROLE_COMPLETED, REAP_STAGE_COMPLETED, "sample_size.completed"},
             {W_LOST, SAID_SIZE, REAP_ROLE_LOST, REAP_STAGE_LOST, "sample_size.lost"},
             {W_RECEIVED, SAID_RECEIVED, REAP_ROLE_NONE, REAP_STAGE_NONE, "sample_size.received"},
             {W_EVENT_VERB, SAID_EVENT, REAP_ROLE_EVENTS, REAP_STAGE_NONE, "count.people"},
             {W_HAD, SAID_EVENT, REAP_ROLE_EVENTS, REAP_STAGE_NONE, "count.people"}};

/* Cues of several words that the closed list does not hold. */
static const struct {
  const char *id;
  uint16_t word;
} role_cues[] = {{"analyzed", W_ANALYZED}, {"completed", W_COMPLETED}, {"lost", W_LOST}, {"died", W_EVENT_VERB}};

static uint16_t verb_at(const reading *r, uint32_t i) {
  if (has_cue(r, i, REAP_CUE_SIZE_ROLE))
    for (size_t k = 0; k < sizeof role_cues / sizeof *role_cues; k++)
      if (reap_str_equal(cue_of(r, i)->id, reap_str_of(role_cues[k].id))) return role_cues[k].word;
  if (is_text(r, i, REAP_STR("assessed"))) return is(r, i + 2, W_ELIGIBLE) ? W_SCREENED : W_ANALYZED;
  if (is(r, i, W_ENROLLED) && is(r, i + 1, W_IN)) /* "included in the intent-to-treat analysis" */
    for (uint32_t k = i + 2; k < i + 10 && atom_at(r, k)->word != W_WAS; k++)
      if (is(r, k, W_ANALYZED)) return W_ANALYZED;
  if (is_text(r, i, REAP_STR("available")) && is(r, i - 1, W_WAS) && is(r, i + 1, W_FOR))
    for (uint32_t k = i + 2; k < i + 6; k++)
      if (is(r, k, W_ANALYZED) || is(r, k, W_FOLLOW) || is(r, k, W_FOLLOWUP)) return W_ANALYZED;
  return atom_at(r, i)->word;
}

bool set_said(const reading *r, uint32_t i, size_context *c) {
  const uint16_t word = verb_at(r, i);
  for (size_t k = 0; k < sizeof verbs / sizeof *verbs; k++)
    if (verbs[k].word == word) {
      c->said = (said_kind)verbs[k].said;
      c->role = (reap_quantity_role)verbs[k].role;
      c->stage = verbs[k].stage;
      c->rule = verbs[k].rule;
      return true;
    }
  return false;
}

bool names_arm(const reading *r, uint32_t i) {
  return is(r, i, W_GROUP) || has_cue(r, i, REAP_CUE_ARM) || has_cue(r, i, REAP_CUE_COMPARATOR) ||
         atom_at(r, i)->entity == REAP_INTERVENTION + 1;
}

bool says_each(const reading *r, uint32_t i) {
  uint32_t k = i;
  if (is(r, k, M_COMMA)) k++;
  while (is(r, k, W_IN) || is(r, k, W_FOR) || is_people(r, k)) k++;
  if (is(r, k, M_SLASH)) return is(r, k + 1, W_GROUP);
  if (is(r, k, W_EACH)) return true;
  return is(r, k, W_PER) && (is(r, k + 1, W_GROUP) || is(r, k + 2, W_GROUP));
}

/* "in the placebo group", "in group A", "of the zinc arm", "on placebo" right behind the people word. */
static bool in_an_arm(const reading *r, uint32_t i) {
  if (!is(r, i, W_IN) && !is(r, i, W_ON) && !is(r, i, W_OF) && !is(r, i, W_FROM)) return false;
  for (uint32_t k = i + 1; k < i + 9 && k < r->atoms.count; k++) {
    const reap_atom *a = atom_at(r, k);
    if (is(r, k, W_BOTH) || is(r, k, W_EACH) || is(r, k, W_ALL)) return false;
    if (is(r, k, W_GROUP)) return reading_text(r, k).ptr[reading_text(r, k).len - 1] != 's';
    if (has_cue(r, k, REAP_CUE_COMPARATOR) && !cue_is(r, k, REAP_CUE_COMPARATOR, REAP_STR("baseline"))) return true;
    if (a->type == ATOM_NUMBER || (a->type == ATOM_MARK && a->word != M_DASH && a->word != M_PLUS)) return false;
    if (is(r, k, W_WAS) || is(r, k, W_HAD) || is(r, k, W_THAT) || is(r, k, W_WITH)) return false;
  }
  return false;
}

/* A word of arms alone; names_arm() takes every treatment for one too. */
bool is_arm_word(const reading *r, uint32_t i) {
  return is(r, i, W_GROUP) || has_cue(r, i, REAP_CUE_ARM) || has_cue(r, i, REAP_CUE_COMPARATOR);
}

/* A bare whole number: how many the next group has. */
static bool is_next_size(const reading *r, uint32_t i) {
  reap_unit unit;
  const uint32_t k = i + is(r, i, W_AND); /* a share is read already, and claimed: "and 243 (68%)" */
  if (atom_at(r, k)->type != ATOM_NUMBER || (atom_at(r, k)->flags & (ATOM_INTEGER | ATOM_SIGNED)) != ATOM_INTEGER)
    return false;
  if (is(r, k + 1, W_OR) || is(r, k + 1, M_COMMA)) return false; /* "to zinc 2, 5 or 15 mg" */
  return !has_flag(r, k, ATOM_HYPHENATED) && read_unit(r, k + 1, &unit) == k + 1;
}

bool to_one_group(const reading *r, uint32_t i) {
  bool named = false;
  for (uint32_t k = i; k < i + 16 && k < r->atoms.count; k++) {
    const reap_atom *a = atom_at(r, k);
    named |= names_arm(r, k);
    if (a->word == M_OPEN && a->partner != REAP_NONE) {
      k = a->partner;
      continue;
    }
    if (a->word == M_COMMA || a->word == W_AND) { /* "of 40 randomised to zinc, 12 died", "to zinc and 40 to placebo" */
      uint32_t behind = k + 2 + is(r, k + 1, W_AND);
      if (is(r, behind, M_OPEN) && atom_at(r, behind)->partner != REAP_NONE) behind = atom_at(r, behind)->partner + 1;
      const bool other = is(r, behind, W_TO);
      return (named || other) && is_next_size(r, k + (a->word == M_COMMA));
    }
    if (a->word == W_OR || a->word == W_VERSUS || a->word == W_BOTH || a->word == M_SLASH ||
        (a->type == ATOM_NUMBER && !(named && a->flags & ATOM_WORDS)))
      return false;
    if (a->word == W_EACH) return true;
    if (a->word == W_GROUP && !is(r, k + 1, M_DASH)) { /* no group in "a group-based programme" */
      const reap_str text = reading_text(r, k);
      uint32_t behind = k + 1;
      if (is(r, behind, M_OPEN) && atom_at(r, behind)->partner != REAP_NONE) behind = atom_at(r, behind)->partner + 1;
      for (uint32_t n = behind + 1; is(r, behind, M_COMMA) && n < behind + 9 && !is_number(r, n); n++)
        if (is(r, n, W_GROUP)) return false; /* "to the zinc group, the iron group and ..." */
      if (reap_lower(text.ptr[text.len - 1]) == 's' || is(r, behind, W_OR) || is(r, behind, W_VERSUS)) return false;
      return !is(r, behind, W_AND) || is_next_size(r, behind);
    }
  }
  return false;
}

bool joins_one_group(const reading *r, uint32_t verb) {
  uint32_t k = verb;
  while (is(r, k, W_RANDOMIZED)) k++;
  if (k > verb) return is(r, k, W_TO) && to_one_group(r, k + 1);
  const uint16_t word = verb_at(r, verb);
  if (word != W_ENROLLED && word != W_ANALYZED && word != W_COMPLETED) return false;
  k = has_cue(r, verb, REAP_CUE_SIZE_ROLE) ? cue_end(r, verb) : verb + 1;
  return is(r, k, W_IN) && to_one_group(r, k + 1);
}

/* "were randomised", "was enrolled" before the clause's end. */
static bool main_verb_follows(const reading *r, uint32_t i) {
  for (uint32_t k = i; k < i + 18 && k < r->atoms.count; k++) {
    const reap_atom *a = atom_at(r, k);
    if (a->word == M_SEMICOLON || a->word == M_COMMA || is_number(r, k)) return false;
    if (a->word == W_WAS && (is(r, k + 1, W_RANDOMIZED) || is(r, k + 1, W_ENROLLED))) return true;
  }
  return false;
}

/* "after random assignment", "suitable for inclusion": behind people a noun tells nothing of them. */
static bool is_noun(const reading *r, uint32_t i) {
  const reap_str text = reading_text(r, i);
  if (text.len < 5 || !(is(r, i, W_RANDOMIZED) || is(r, i, W_ENROLLED))) return false;
  return reap_str_is_nocase((reap_str){text.ptr + text.len - 4, 4}, "ment") ||
         reap_str_is_nocase((reap_str){text.ptr + text.len - 3, 3}, "ion");
}

/* ", 88 (93%)": a count that is read already begins something new. */
static bool counts_others(const reading *r, uint32_t i) {
  const uint32_t row = atom_at(r, i)->row;
  if (row == REAP_NONE || !(is(r, i - 1, M_COMMA) || is(r, i - 1, W_AND))) return false;
  return r->rows.at[row].kind == REAP_Q_SAMPLE_SIZE || r->rows.at[row].kind == REAP_Q_COUNT;
}

size_context look_ahead(const reading *r, uint32_t i) {
  size_context c = {.said = SAID_NOTHING, .of_arm = in_an_arm(r, i), .each = says_each(r, i)};
  for (uint32_t k = i; k < i + 26 && k < r->atoms.count; k++) {
    const reap_atom *a = atom_at(r, k);
    if (a->word == M_SEMICOLON || a->word == M_CLOSE) break;
    if (is_number(r, k) && is_text(r, k - 1, REAP_STR("including"))) continue; /* "215, including 197 with X, were" */
    if (counts_others(r, k)) break;
    if (is_number(r, k) && (k == i || find_people(r, k) != REAP_NONE || is(r, k - 1, M_COMMA) || is(r, k - 1, W_AND)))
      break;
    if (a->word == M_OPEN && a->partner != REAP_NONE) {
      k = a->partner;
      continue;
    }
    /* "the group that underwent", "patients who had": a relative clause tells which people, not what happened */
    const bool relative =
        (is(r, k - 1, W_THAT) && k > i + 1) || (is(r, k, W_RECEIVED) && !is(r, k - 1, W_WAS) && k == i);
    /* "96 patients who underwent surgery were randomised": the main verb tells more than the relative clause */
    if (!relative && is(r, i, W_THAT) && (is(r, k, W_RECEIVED) || is(r, k, W_HAD)) && main_verb_follows(r, k + 1))
      continue;
    const bool adjective =
        is(r, k, W_EVENT_VERB) && (is(r, k - 1, W_WITH) || is(r, k - 1, W_OF) || is(r, k - 1, W_FOR));
    if (adjective && atom_at(r, k + 1)->type == ATOM_WORD) continue; /* "with relapsed myeloma" */
    if (is_noun(r, k)) continue;
    if (!relative && set_said(r, k, &c)) {
      c.one_group = joins_one_group(r, k);
      if (c.said == SAID_EVENT && is(r, k, W_HAD) && (is(r, k + 1, W_COMPLETED) || is(r, k + 1, W_RECEIVED)))
        set_said(r, k + 1, &c);
      break;
    }
  }
  return c;
}

bool look_behind(const reading *r, uint32_t i, size_context *c) {
  for (uint32_t k = i, steps = 0; k > 0 && steps < 12; steps++) {
    k--;
    const reap_atom *a = atom_at(r, k);
    if (a->word == M_SEMICOLON || a->word == M_CLOSE || is_number(r, k)) return false;
    if (verb_at(r, k) != W_HAD && verb_at(r, k) != W_RECEIVED && set_said(r, k, c)) return c->said == SAID_SIZE;
  }
  return false;
}

bool is_base(const reading *r, uint32_t i) {
  uint32_t k = i;
  bool the = false;
  while (k > 0 && (is(r, k - 1, W_THE) || is(r, k - 1, W_ALL))) k--, the = true;
  if (k == 0) return the;
  if (is(r, k - 1, W_AMONG) || ((is(r, k - 1, W_OF) || is(r, k - 1, W_IN)) && k == 1)) return true;
  return the && (is(r, k - 1, W_OF) || is(r, k - 1, W_IN) || is(r, k - 1, W_FOR) || k == i - 1);
}

bool in_own_bracket(const reading *r, uint32_t i, uint32_t behind) {
  if (i < 2 || !is(r, behind, M_CLOSE)) return false;
  for (uint32_t k = i; k > 0 && i - k < 5 && !is(r, k - 1, M_CLOSE); k--) { /* "(arm 1: 373 patients)" */
    if (is(r, k - 1, M_OPEN)) break;
    if (is(r, k - 1, W_GROUP)) return true;
  }
  if (!is(r, i - 1, M_OPEN)) return false;
  for (uint32_t k = i - 1; k > 0 && i - k < 5; k--)
    if (names_arm(r, k - 1)) return true;
  return false;
}

void write_size(reading *r, uint32_t number, uint32_t first, uint32_t last, uint32_t people, reap_quantity_role role,
                uint8_t stage, const char *rule) {
  const bool count = role == REAP_ROLE_EVENTS;
  reap_quantity *q = add_quantity(r, count ? REAP_Q_COUNT : REAP_Q_SAMPLE_SIZE, number, first, last, rule);
  q->role = (uint8_t)role;
  if (!count) q->stage = stage;
  if (count) q->count = q->value;
  if (people != REAP_NONE) q->people = people_name(r, people);
}
