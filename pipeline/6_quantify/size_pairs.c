/* SPDX-License-Identifier: MIT */
/* Sizes joined by "and": two arms that share their people ("37 and 36 patients", "580 intervention and 655 control
 * women"), cases and their controls. */
#include "6_quantify/size_context.h"

static reap_quantity *row_at(reading *r, uint32_t i) {
  const uint32_t row = atom_at(r, i)->row;
  return row == REAP_NONE ? NULL : &r->rows.at[row];
}

/* The number before the "and" that stands right before number i, over words and brackets; REAP_NONE when a verb or a
 * comma parts them. */
static uint32_t joined_before(const reading *r, uint32_t i, bool *direct) {
  static const uint16_t parting[] = {W_WAS, W_HAD, W_THAT, W_RECEIVED, W_EVENT_VERB, W_TO, W_BETWEEN, W_FROM};
  if (i < 2 || !is(r, i - 1, W_AND)) return REAP_NONE;
  for (uint32_t k = i - 1; k > 0 && i - k < 14; k--) {
    const reap_atom *a = atom_at(r, k - 1);
    if (a->word == M_CLOSE && a->partner != REAP_NONE && a->partner < k) {
      k = a->partner + 1;
      continue;
    }
    if (a->type == ATOM_NUMBER) {
      *direct = k == i - 1;
      return k - 1;
    }
    if (a->type == ATOM_MARK && a->word != M_DASH) return REAP_NONE;
    for (size_t w = 0; w < sizeof parting / sizeof *parting; w++)
      if (a->word == parting[w]) return REAP_NONE;
  }
  return REAP_NONE;
}

/* "260 healthy controls", "655 control women": an arm in the phrase itself. */
static bool says_arm(const reading *r, uint32_t i) {
  const uint32_t people = find_people(r, i);
  for (uint32_t k = i + 1; people != REAP_NONE && k <= people; k++)
    if (is_arm_word(r, k)) return true;
  return false;
}

static bool is_partner(const reading *r, uint32_t i, uint32_t k) {
  if (!is_whole(r, i) || has_flag(r, i, ATOM_HYPHENATED) || value_at(r, i) < 2) return false;
  if (i > 0 && (is(r, i - 1, W_BETWEEN) || is(r, i - 1, W_FROM))) return false; /* "between 20 and 40 patients" */
  reap_unit unit;
  return read_unit(r, i + 1, &unit) == i + 1 && value_at(r, i) < 4 * value_at(r, k) &&
         value_at(r, k) < 4 * value_at(r, i);
}

static void read_pair_of(reading *r, uint32_t i) {
  bool direct = false;
  const uint32_t other = joined_before(r, i, &direct);
  const reap_quantity *q = row_at(r, i);
  if (other == REAP_NONE || !q || q->about != REAP_NONE) return;
  const bool size = q->kind == REAP_Q_SAMPLE_SIZE, arm = size && q->role == REAP_ROLE_ARM && says_arm(r, i);
  const uint32_t people = find_people(r, i);
  if (!arm && size && people != REAP_NONE && look_ahead(r, people_end(r, people)).said == SAID_EVENT)
    return; /* "12 and 5 patients died" */
  const uint8_t stage = q->stage;
  reap_quantity *before = row_at(r, other);
  if (before) {
    if (arm && before->kind == REAP_Q_SAMPLE_SIZE && before->about == REAP_NONE &&
        (before->role == REAP_ROLE_TOTAL || before->role == REAP_ROLE_NONE))
      before->role = REAP_ROLE_ARM;
    return;
  }
  if (!is_partner(r, other, i) || !(arm || (direct && size))) return;
  const bool whose = q->role != REAP_ROLE_LOST && q->role != REAP_ROLE_SCREENED;
  const reap_quantity_role role = whose ? REAP_ROLE_ARM : (reap_quantity_role)q->role;
  row_at(r, i)->role = (uint8_t)role;
  write_size(r, other, other, other, people, role, stage, "sample_size.pair");
}

/* What tells one group from another stands right behind: "with zinc", "in usual care", "who received", "using". */
static bool is_told_apart(const reading *r, uint32_t i) {
  const uint32_t people = find_people(r, i);
  uint32_t k = people == REAP_NONE ? i + 1 : people_end(r, people);
  k += is(r, k, W_THAT);
  return is(r, k, W_WITH) || is(r, k, W_IN) || is(r, k, W_ON) || is(r, k, W_RECEIVED) ||
         is_text(r, k, REAP_STR("using")) || is_text(r, k, REAP_STR("taking"));
}

/* The size before number i when the two are members of one list, however each is told apart. */
static uint32_t listed_before(const reading *r, uint32_t i) {
  if (i < 2 || !(is(r, i - 1, W_AND) || is(r, i - 1, M_COMMA) || is(r, i - 1, M_SEMICOLON))) return REAP_NONE;
  for (uint32_t k = i - 1; k > 0 && i - k < 20; k--) {
    const reap_atom *a = atom_at(r, k - 1);
    if (a->word == M_CLOSE && a->partner != REAP_NONE && a->partner < k) {
      k = a->partner + 1;
      continue;
    }
    if (a->type == ATOM_NUMBER && a->row != REAP_NONE) return k - 1;
    if (a->word == W_WAS || a->word == W_HAD || a->word == W_EVENT_VERB) return REAP_NONE;
  }
  return REAP_NONE;
}

static bool is_open(const reap_quantity *q) {
  return q && q->kind == REAP_Q_SAMPLE_SIZE && q->about == REAP_NONE && q->role != REAP_ROLE_LOST &&
         q->role != REAP_ROLE_SCREENED;
}

/* "88 patients in the zinc group and 91 patients in usual care were assessable": two groups, however the sentence ends.
 */
static void read_parallel(reading *r, uint32_t i) {
  const uint32_t other = listed_before(r, i);
  if (other == REAP_NONE) return;
  reap_quantity *q = row_at(r, i), *before = row_at(r, other);
  if (!is_open(q) || !is_open(before) || !is_told_apart(r, i) || !is_told_apart(r, other)) return;
  if (q->value > 3 * before->value || before->value > 3 * q->value) return;
  if (before->role == REAP_ROLE_ARM && q->role == REAP_ROLE_ARM) return;
  if (before->stage == REAP_STAGE_NONE) before->stage = q->stage;
  before->role = q->role = REAP_ROLE_ARM;
}

void read_size_pairs(reading *r) {
  if (sees(r, W_AND)) EACH_NUMBER(r, i) read_pair_of(r, i);
}

void read_size_lists(reading *r) { EACH_NUMBER(r, i) read_parallel(r, i); }
