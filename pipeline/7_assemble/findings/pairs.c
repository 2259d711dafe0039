/* SPDX-License-Identifier: MIT */
#include "7_assemble/findings/pairs.h"

void reap_pair_add(reap_pair_list *pairs, uint32_t arm, uint32_t comparator) {
  if (arm == comparator && arm != REAP_NONE) return; /* an arm whose other name was read as the comparator's */
  for (uint32_t i = 0; i < pairs->count; i++)
    if (pairs->at[i].arm == arm && pairs->at[i].comparator == comparator) return;
  if (pairs->count < REAP_PAIRS_MAX) pairs->at[pairs->count++] = (reap_pair){arm, comparator};
}

static bool is_experimental(const reap_assembler *a, uint32_t row) {
  return row != REAP_NONE && row != REAP_BASELINE && a->batch->arms.at[row].role == REAP_ARM_EXPERIMENTAL;
}

/* The arm that a lone arm is compared with: in a trial of two the other, else the only comparator. */
static uint32_t opposite(const reap_assembler *a, uint32_t row) {
  if (a->arm_count == 2) return row == reap_arm_row(a, 0) ? reap_arm_row(a, 1) : reap_arm_row(a, 0);
  uint32_t found = REAP_NONE;
  for (uint32_t i = 0; i < a->arm_count; i++) {
    if (reap_arm_row(a, i) == row || is_experimental(a, reap_arm_row(a, i))) continue;
    if (found != REAP_NONE) return REAP_NONE;
    found = reap_arm_row(a, i);
  }
  return is_experimental(a, row) ? found : REAP_NONE;
}

reap_list reap_value_arms(const uint32_t *arms, const uint32_t *outcomes, uint32_t count, uint32_t k, bool *baseline) {
  reap_list rows = {.count = 0};
  for (uint32_t i = 0; i < count; i++) {
    if (outcomes[i] != REAP_NONE && outcomes[i] != k) continue;
    if (arms[i] == REAP_BASELINE) *baseline = true;
    if (arms[i] == REAP_BASELINE || arms[i] == REAP_EACH_ARM || arms[i] == REAP_NONE) continue;
    bool known = false;
    for (uint32_t r = 0; r < rows.count; r++) known |= rows.at[r] == arms[i];
    if (!known) reap_list_add(&rows, arms[i]);
  }
  return rows;
}

static void pair_values(const reap_assembler *a, const reap_comparison *c, const reap_list *rows,
                        reap_pair_list *pairs) {
  if (rows->count == 2) {
    bool turned = c->references.count && c->references.at[0] == rows->at[0];
    reap_pair_add(pairs, rows->at[turned ? 1 : 0], rows->at[turned ? 0 : 1]);
    return;
  }
  uint32_t arm = rows->at[0];
  for (uint32_t i = rows->count; i > 0; i--)
    if (is_experimental(a, rows->at[i - 1])) arm = rows->at[i - 1];
  reap_pair_add(pairs, arm, REAP_NONE);
}

static void pair_together(const reap_assembler *a, const reap_comparison *c, const reap_statement *s,
                          reap_pair_list *pairs) {
  uint32_t arm, comparator;
  reap_default_pair(a, &arm, &comparator);
  bool kept = s->shift && s->sense == REAP_SENSE_SAME && !c->between; /* "unchanged in both groups" */
  bool moved = s->shift && !s->negated && s->sense != REAP_SENSE_DIFFERENT && s->sense != REAP_SENSE_SAME;
  moved = (moved || kept) && !s->comparative;
  bool way = s->sense == REAP_SENSE_HIGHER || s->sense == REAP_SENSE_LOWER;
  moved |= c->both && !c->versus && way && !s->negated; /* neither can be higher than both */
  if (!moved) {
    reap_pair_add(pairs, arm, comparator);
    return;
  }
  for (uint32_t i = 0; i < a->arm_count; i++) reap_pair_add(pairs, reap_arm_row(a, i), REAP_BASELINE);
}

static void pair_subjects(const reap_assembler *a, const reap_comparison *c, const reap_statement *s, bool tested,
                          bool compared, reap_pair_list *pairs) {
  for (uint32_t i = 0; i < c->subjects.count; i++) {
    uint32_t arm = c->subjects.at[i];
    if (c->baseline)
      reap_pair_add(pairs, arm, REAP_BASELINE);
    else if (c->subjects.count == 2 && !s->shift && (s->sense != REAP_SENSE_NONE || tested)) {
      reap_pair_add(pairs, arm, c->subjects.at[1]);
      return;
    } else if (s->comparative || c->versus || (s->causal && opposite(a, arm) != REAP_NONE))
      reap_pair_add(pairs, arm, opposite(a, arm));
    else if (s->shift)
      reap_pair_add(pairs, arm, REAP_BASELINE);
    else
      reap_pair_add(pairs, arm, compared ? opposite(a, arm) : REAP_NONE);
  }
}

static void pair_nobody(const reap_assembler *a, const reap_comparison *c, const reap_statement *s, bool tested,
                        bool compared, reap_pair_list *pairs) {
  uint32_t arm, comparator;
  reap_default_pair(a, &arm, &comparator);
  if (a->arm_count == 1)
    reap_pair_add(pairs, arm, c->baseline || s->shift || tested ? (uint32_t)REAP_BASELINE : REAP_NONE);
  else if (c->baseline)
    reap_pair_add(pairs, REAP_NONE, REAP_BASELINE);
  else if (s->shift && !s->comparative && !s->causal && !compared && !c->versus)
    reap_pair_add(pairs, REAP_NONE, REAP_BASELINE);
  else if (s->comparative || s->causal || s->sense == REAP_SENSE_DIFFERENT || s->sense == REAP_SENSE_SAME || tested ||
           s->negated)
    reap_pair_add(pairs, arm, comparator);
  else if (s->shift)
    reap_pair_add(pairs, REAP_NONE, REAP_BASELINE);
  else
    reap_pair_add(pairs, REAP_NONE, REAP_NONE);
}

bool reap_only_one_changed(const reap_comparison *c, const reap_statement *s) {
  bool way = s->sense == REAP_SENSE_HIGHER || s->sense == REAP_SENSE_LOWER || s->sense == REAP_SENSE_BETTER ||
             s->sense == REAP_SENSE_WORSE;
  return c->only && c->subjects.count == 1 && !c->references.count && !c->versus && way && !s->negated;
}

reap_pair_list reap_pairs_of(const reap_assembler *a, const reap_comparison *c, const reap_statement *s,
                             const reap_list *rows, bool baseline_value, bool tested, bool compared) {
  reap_pair_list pairs = {.count = 0};
  if (baseline_value) {
    for (uint32_t i = 0; i < rows->count; i++) reap_pair_add(&pairs, rows->at[i], REAP_BASELINE);
    if (!rows->count) reap_pair_add(&pairs, a->arm_count == 1 ? reap_arm_row(a, 0) : REAP_NONE, REAP_BASELINE);
  } else if (c->subjects.count && c->references.count) {
    for (uint32_t i = 0; i < c->subjects.count; i++)
      for (uint32_t k = 0; k < c->references.count; k++) reap_pair_add(&pairs, c->subjects.at[i], c->references.at[k]);
  } else if (rows->count >= 2) {
    pair_values(a, c, rows, &pairs);
  } else if ((c->elsewhere || (c->kinds && s->comparative && !s->shift && !compared)) && !c->subjects.count &&
             !c->references.count && !c->together) {
    reap_pair_add(&pairs, REAP_NONE, REAP_NONE);
  } else if (reap_only_one_changed(c, s)) {
    reap_pair_add(&pairs, c->subjects.at[0], REAP_BASELINE);
  } else if (c->subjects.count) {
    pair_subjects(a, c, s, tested, compared || (tested && !rows->count && a->arm_count == 2), &pairs);
  } else if (c->references.count == 1) {
    reap_pair_add(&pairs, opposite(a, c->references.at[0]), c->references.at[0]);
  } else if (c->together) {
    pair_together(a, c, s, &pairs);
  } else {
    pair_nobody(a, c, s, tested, compared, &pairs);
  }
  if (!pairs.count && c->subjects.count) reap_pair_add(&pairs, c->subjects.at[0], REAP_NONE);
  return pairs;
}
