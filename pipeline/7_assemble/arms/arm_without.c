/* SPDX-License-Identifier: MIT */
/* "A with or without B": one arm has B, the other is the one without. */
#include "7_assemble/assembler.h"

static uint32_t behind_bracket(const reap_assembler *a, uint32_t t, uint32_t end) {
  if (t >= end || (reap_mark_at(a, t) != '(' && reap_mark_at(a, t) != '[')) return t;
  for (uint32_t k = t + 1; k < end && k < t + 16; k++)
    if (reap_mark_at(a, k) == ')' || reap_mark_at(a, k) == ']') return k + 1;
  return t;
}

/* Whether "with (n = 20) or" or "with B (n = 20) or" leads to the word "without" at `t`. */
static bool follows_with(const reap_assembler *a, uint32_t t, uint32_t begin) {
  if (t < begin + 2 || !(reap_bits_at(a, t - 1) & (REAP_W_AND | REAP_W_VERSUS))) return false;
  for (uint32_t k = t - 1; k > begin && t - k < 20; k--) {
    if (reap_word_is(a, k - 1, "with")) return true;
    if (reap_mark_at(a, k - 1) == '.' || reap_bits_at(a, k - 1) & (REAP_W_TREAT | REAP_W_AND | REAP_W_BE)) return false;
  }
  return false;
}

/* "A alone", where "A with or without B" is the trial, names the arm without B. */
static void note_alone(reap_assembler *a, uint32_t arm, uint32_t with, uint32_t begin) {
  if (with == begin || !reap_is_nominal(a, with - 1)) return;
  uint64_t base = reap_token_at(a, with - 1)->hash;
  for (uint32_t t = a->citation->tokens.first; t + 1 < a->citation->tokens.first + a->citation->tokens.count; t++)
    if (reap_token_at(a, t)->hash == base && reap_word_is(a, t + 1, "alone")) {
      reap_arm_add_name(a, arm, (reap_run){t, 2});
      return;
    }
}

/* "(non-XRT group, n = 20)": the words in the bracket name the arm. */
static void note_bracket(reap_assembler *a, uint32_t arm, uint32_t open, uint32_t end) {
  uint32_t t = open + 1;
  while (t < end && t < open + 6 && !reap_mark_at(a, t) && reap_quantity_of(a, t) == REAP_NONE) t++;
  reap_run name = {open + 1, t - open - 1};
  while (name.count > 1 && reap_bits_at(a, name.first + name.count - 1) & REAP_W_GROUP) name.count--;
  if (t < end && reap_mark_at(a, t) && reap_names_arm(a, name)) reap_arm_add_name(a, arm, name);
}

static bool note_without(reap_assembler *a, uint32_t t, reap_range sentence) {
  uint32_t end = sentence.first + sentence.count, behind = behind_bracket(a, t + 1, end);
  reap_run name = reap_arm_phrase(a, behind, end);
  if (!name.count || name.first > behind + 1 || !reap_names_treatment(a, name) || reap_names_other(a, name))
    return false;
  uint32_t before = a->arm_count;
  uint32_t with = reap_arm_note(a, name, REAP_ARM_LISTED | REAP_ARM_ALLOCATED | REAP_ARM_ADDED, true);
  reap_run label = {t, behind == t + 1 ? name.first + name.count - t : 1};
  uint32_t without = reap_arm_note(a, label, REAP_ARM_LISTED | REAP_ARM_ALLOCATED, true);
  if (with == REAP_NONE || without == REAP_NONE || with == without) {
    a->arm_count = before;
    return false;
  }
  uint32_t lead = t;
  while (lead > sentence.first && !reap_word_is(a, lead, "with")) lead--;
  note_alone(a, without, lead, sentence.first);
  if (behind > t + 1) note_bracket(a, without, t + 1, end);
  for (uint32_t k = lead; k < t; k++)
    if (reap_mark_at(a, k) == '(') note_bracket(a, with, k, t);
  return true;
}

static void read_sentences(reap_assembler *a, bool sized) {
  reap_range sentences = a->citation->sentences;
  for (uint32_t i = sentences.first; i < sentences.first + sentences.count; i++) {
    if (!reap_sentence_has(a, i, REAP_W_NOT)) continue;
    reap_range tokens = a->batch->sentences.at[i].tokens;
    bool allocated = false;
    for (uint32_t t = tokens.first; t < tokens.first + tokens.count; t++) {
      allocated |= (reap_bits_at(a, t) & REAP_W_ALLOCATE) != 0;
      if (!(reap_bits_at(a, t) & REAP_W_NOT) || !reap_word_is(a, t, "without")) continue;
      bool bracket = behind_bracket(a, t + 1, tokens.first + tokens.count) > t + 1;
      if ((sized ? bracket : allocated) && follows_with(a, t, tokens.first) && note_without(a, t, tokens)) return;
    }
  }
}

void reap_arms_from_without(reap_assembler *a) { read_sentences(a, false); }

void reap_arms_from_sized_without(reap_assembler *a) { read_sentences(a, true); }
