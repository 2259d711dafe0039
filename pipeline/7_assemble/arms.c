/* SPDX-License-Identifier: MIT */
/* The arms of the trial: gathered as drafts from what names them, then written as rows. */
#include "7_assemble/assembler.h"

/* Abbreviations of an arm's name, and long forms of an abbreviated name, are its names too. */
static void add_abbreviations(reap_assembler *a) {
  reap_range rows = a->citation->abbreviations;
  for (uint32_t i = rows.first; i < rows.first + rows.count; i++) {
    const reap_abbreviation *row = &a->batch->abbreviations.at[i];
    reap_run forms[2] = {reap_run_of_span(a, row->short_form), reap_run_of_span(a, row->long_form)};
    if (!forms[0].count || !forms[1].count) continue;
    for (int k = 0; k < 2; k++) {
      uint32_t arm = reap_arm_resembling(a, forms[k]);
      if (arm != REAP_NONE) reap_arm_add_name(a, arm, forms[1 - k]);
    }
  }
}

static void read_bits(reap_assembler *a) {
  reap_range tokens = a->citation->tokens;
  reap_vec_reset(&a->bits);
  for (uint32_t t = tokens.first; t < tokens.first + tokens.count; t++)
    *reap_push(&a->bits) = reap_words_bits(a->words, a->citation->text, reap_token_at(a, t));
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

void reap_find_arms(reap_assembler *a, reap_batch *batch, reap_citation *citation) {
  a->batch = batch;
  a->citation = citation;
  a->arm_count = 0;
  read_bits(a);
  reap_arms_from_labels(a);
  reap_arms_from_lists(a);
  if (a->arm_count < 2) reap_arms_from_sizes(a);
  reap_arms_from_groups(a);
  if (a->arm_count < 2) reap_arms_from_versus(a);
  add_abbreviations(a);
  reap_arms_from_cues(a);
  if (a->arm_count < 2) reap_arms_from_values(a);
  reap_arms_single(a);
  reap_arms_drop_generic(a);
  reap_arms_take_labels(a);
  reap_arms_from_brackets(a);
  add_abbreviations(a);
  reap_arm_hits_find(a); /* where they are first named tells the roles, and roles find "the control group" */
  reap_arm_roles(a);
  reap_arm_hits_find(a);
  reap_arm_sizes(a);
  write_rows(a);
}
