/* SPDX-License-Identifier: MIT */
/* Arms that were noted twice: "the control group" beside placebo, "the intervention group" beside its treatment; and
 * words before "group" that name none. */
#include "7_assemble/assembler.h"

enum { SURE = REAP_ARM_LISTED | REAP_ARM_ALLOCATED | REAP_ARM_LABELLED | REAP_ARM_VERSUS };

static bool has_bit(const reap_assembler *a, uint32_t arm, uint32_t bit) {
  reap_run label = a->arms[arm].names[0];
  for (uint32_t i = 0; i < label.count; i++)
    if (reap_bits_at(a, label.first + i) & bit) return true;
  return false;
}

/* "controls", "comparison": says which side, not what was given. */
static bool is_generic_control(const reap_assembler *a, uint32_t arm) {
  static const char *const words[] = {"control", "controls", "comparison", "comparator"};
  reap_run label = a->arms[arm].names[0];
  if (label.count > 1 || a->arms[arm].evidence & SURE) return false;
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (reap_word_is(a, label.first, words[i])) return true;
  return false;
}

static bool is_generic_tested(const reap_assembler *a, uint32_t arm) {
  return a->arms[arm].evidence & REAP_ARM_GENERIC && !has_bit(a, arm, REAP_W_CONTROL | REAP_W_NOT);
}

/* A comparator by its own name: placebo, usual care, no treatment. */
static bool is_named_control(const reap_assembler *a, uint32_t arm) {
  return !is_generic_control(a, arm) && has_bit(a, arm, REAP_W_CONTROL | REAP_W_NOT);
}

/* The tagger knows it as a treatment, or it is written as a code. */
static bool is_known(const reap_assembler *a, reap_run run) {
  reap_span span = reap_run_span(a, run);
  for (uint32_t i = 0; i < run.count; i++)
    if (reap_token_at(a, run.first + i)->flags & REAP_TOKEN_UPPER && reap_word_at(a, run.first + i).len > 1)
      return true;
  reap_range rows = a->citation->mentions;
  for (uint32_t i = rows.first; i < rows.first + rows.count && a->batch->mentions.at[i].span.beg < span.end; i++)
    if (a->batch->mentions.at[i].type == REAP_INTERVENTION && reap_span_overlap(a->batch->mentions.at[i].span, span))
      return true;
  return false;
}

static void remove_arm(reap_assembler *a, uint32_t arm) {
  for (uint32_t i = arm + 1; i < a->arm_count; i++) a->arms[i - 1] = a->arms[i];
  a->arm_count--;
}

static void merge(reap_assembler *a, uint32_t into, uint32_t from) {
  for (uint32_t k = 0; k < a->arms[from].name_count; k++) reap_arm_add_name(a, into, a->arms[from].names[k]);
  a->arms[into].evidence |= a->arms[from].evidence & (uint16_t)~REAP_ARM_GENERIC;
  remove_arm(a, from);
}

/* The only arm (but `except`) that the test holds for, REAP_NONE. */
static uint32_t only(const reap_assembler *a, bool (*test)(const reap_assembler *, uint32_t), uint32_t except) {
  uint32_t found = REAP_NONE;
  for (uint32_t i = 0; i < a->arm_count; i++) {
    if (i == except || !test(a, i)) continue;
    if (found != REAP_NONE) return REAP_NONE;
    found = i;
  }
  return found;
}

static bool is_tested(const reap_assembler *a, uint32_t arm) { return !has_bit(a, arm, REAP_W_CONTROL | REAP_W_NOT); }

void reap_arms_merge(reap_assembler *a) {
  if (a->arm_count < 3) return;
  uint32_t control = only(a, is_generic_control, REAP_NONE), named = only(a, is_named_control, REAP_NONE);
  if (control != REAP_NONE && named != REAP_NONE) merge(a, named, control);
  uint32_t tested = only(a, is_generic_tested, REAP_NONE);
  uint32_t treatment = tested == REAP_NONE ? REAP_NONE : only(a, is_tested, tested);
  if (a->arm_count < 3 || treatment == REAP_NONE) return;
  if (a->arms[treatment].evidence & SURE || is_known(a, a->arms[treatment].names[0]))
    merge(a, treatment, tested);
  else
    remove_arm(a, treatment); /* "the heterogeneous group" */
}
