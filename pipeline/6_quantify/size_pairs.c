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
  if (!arm && size && look_ahead(r, people_end(r, find_people(r, i))).said == SAID_EVENT) return; /* "12 and 5 died" */
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
  write_size(r, other, other, other, find_people(r, i), role, stage, "sample_size.pair");
}

void read_size_pairs(reading *r) {
  if (!sees(r, W_AND)) return;
  EACH_NUMBER(r, i) read_pair_of(r, i);
}
