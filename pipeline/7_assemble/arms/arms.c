/* SPDX-License-Identifier: MIT */
/* The arms of the trial: gathered as drafts from what names them, then written as rows. */
#include "7_assemble/assembler.h"

/* "disease control rate" where the arm is "control": the word means something else inside. */
static bool holds_control_word(const reap_assembler *a, uint32_t arm, reap_run form) {
  reap_run name = a->arms[arm].names[0];
  if (name.count > 1 || !(reap_bits_at(a, name.first) & REAP_W_CONTROL)) return false;
  return form.count > 1 && !(reap_bits_at(a, form.first) & REAP_W_CONTROL);
}

/* Abbreviations of an arm's name, and long forms of an abbreviated name, are its names too. */
static void add_abbreviations(reap_assembler *a) {
  reap_range rows = a->citation->abbreviations;
  for (uint32_t i = rows.first; a->arm_count && i < rows.first + rows.count; i++) {
    const reap_abbreviation *row = &a->batch->abbreviations.at[i];
    reap_run forms[2] = {reap_run_of_span(a, row->short_form), reap_run_of_span(a, row->long_form)};
    if (!forms[0].count || !forms[1].count) continue;
    for (int k = 0; k < 2; k++) {
      uint32_t arm = reap_arm_resembling(a, forms[k]);
      if (arm != REAP_NONE && !holds_control_word(a, arm, forms[k])) reap_arm_add_name(a, arm, forms[1 - k]);
    }
  }
}

/* The row that stands for draft `i` is arms.first + i. */
static void write_rows(reap_assembler *a) {
  reap_batch *batch = a->batch;
  a->citation->arms = (reap_range){batch->arms.count, a->arm_count};
  for (uint32_t i = 0; i < a->arm_count; i++) {
    const reap_arm_draft *draft = &a->arms[i];
    reap_arm *arm = reap_push(&batch->arms);
    arm->label = reap_run_span(a, draft->names[0]);
    arm->role = draft->role;
    arm->n = draft->n;
    arm->n_quantity = draft->n_quantity;
    arm->names = (reap_range){batch->arm_names.count, draft->name_count};
    for (uint32_t k = 0; k < draft->name_count; k++)
      reap_push(&batch->arm_names)->span = reap_run_span(a, draft->names[k]);
    arm->interventions = (reap_range){batch->arm_mentions.count, 0};
    reap_range mentions = a->citation->mentions;
    for (uint32_t m = mentions.first; m < mentions.first + mentions.count; m++) {
      const reap_mention *mention = &batch->mentions.at[m];
      if (mention->type != REAP_INTERVENTION) continue;
      for (uint32_t k = 0; k < draft->name_count; k++)
        if (reap_span_holds(reap_run_span(a, draft->names[k]), mention->span)) {
          reap_push(&batch->arm_mentions)->mention = m;
          batch->arms.at[batch->arms.count - 1].interventions.count++;
          break;
        }
    }
  }
}

static void labels_and_lists(reap_assembler *a) {
  reap_arms_from_labels(a);
  if (a->arm_count < 2) reap_arms_from_labels_behind(a);
  if (a->arm_count < 2) reap_arms_from_sized_without(a);
  if (a->arm_count < 2) reap_arms_from_lists(a);
}

/* Where arms may be told, the surest first. */
static void (*const sources[])(reap_assembler *) = {labels_and_lists,      reap_arms_from_sizes,
                                                    reap_arms_from_groups, reap_arms_from_versus,
                                                    reap_arms_from_values, reap_arms_from_without};

/* Two arms of a list have their sizes: no more proof is needed. */
static bool has_sizes(const reap_assembler *a) {
  uint32_t sized = 0;
  for (uint32_t i = 0; i < a->arm_count; i++) {
    sized += (a->arms[i].evidence & REAP_ARM_SIZED) != 0;
    if (a->arms[i].evidence & REAP_ARM_GENERIC) return false; /* "the intervention group" has another name */
  }
  return sized >= 2 && sized == a->arm_count;
}

/* The first source whose arms come back in the text, else the one with most that do. */
static void choose_source(reap_assembler *a) {
  enum { COUNT = sizeof sources / sizeof *sources };
  uint32_t best_recurring = 0, best_count = 0;
  reap_arm_draft best[REAP_ARMS_MAX];
  for (uint32_t i = 0; i < COUNT; i++) {
    a->arm_count = 0;
    sources[i](a);
    uint32_t recurring = a->arm_count ? reap_arms_recurring(a) : 0;
    bool allocated = a->arm_count >= 2 && a->arms[0].evidence & (REAP_ARM_ALLOCATED | REAP_ARM_LABELLED);
    if (recurring >= 2 || (allocated && recurring == 1) || has_sizes(a))
      return; /* what was randomized needs less proof */
    if (recurring > best_recurring || (recurring == best_recurring && a->arm_count > best_count && best_count < 2)) {
      best_recurring = recurring;
      best_count = a->arm_count;
      memcpy(best, a->arms, best_count * sizeof *best);
    }
  }
  a->arm_count = best_count;
  memcpy(a->arms, best, best_count * sizeof *best);
}

void reap_find_arms(reap_assembler *a, reap_batch *batch, reap_citation *citation) {
  a->batch = batch;
  a->citation = citation;
  reap_tokens_read(a);
  reap_quantities_by_token(a);
  choose_source(a);
  reap_arms_from_groups(a);
  add_abbreviations(a);
  reap_arms_from_cues(a);
  reap_arms_single(a);
  reap_arms_partner(a);
  reap_arms_merge(a);
  reap_arms_drop_generic(a);
  reap_arms_take_labels(a);
  reap_arms_from_brackets(a);
  add_abbreviations(a);
  reap_arms_add_treatments(a);
  reap_vec_reset(&a->hits);
  if (reap_arm_roles_ask_for_places(a)) reap_arm_hits_find(a); /* without roles they do not find "the control group" */
  reap_arm_roles(a);
  reap_arm_hits_find(a);
  reap_arm_sizes(a);
  write_rows(a);
}
