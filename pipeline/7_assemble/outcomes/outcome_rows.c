/* SPDX-License-Identifier: MIT */
/* The rows of batch.outcomes: one for the same words, and which of them are primary. */
#include "7_assemble/outcomes/outcome_phrases.h"

enum { PRIMARY_CUES_MAX = 16 };

static bool same_words(const reap_assembler *a, reap_run x, reap_run y) {
  if (x.count != y.count) return false;
  for (uint32_t i = 0; i < x.count; i++)
    if (reap_token_at(a, x.first + i)->hash != reap_token_at(a, y.first + i)->hash) return false;
  return true;
}

uint32_t reap_outcome_row(reap_assembler *a, reap_run run) {
  reap_batch *batch = a->batch;
  reap_range *rows = &a->citation->outcomes;
  for (uint32_t i = rows->first; i < rows->first + rows->count; i++)
    if (same_words(a, a->outcome_runs.at[i - rows->first], run)) return i;
  *reap_push(&a->outcome_runs) = run;
  reap_outcome *outcome = reap_push(&batch->outcomes);
  outcome->span = reap_run_span(a, run);
  outcome->mention = REAP_NONE;
  reap_range mentions = a->citation->mentions;
  for (uint32_t m = reap_first_mention(a, outcome->span.beg); m < mentions.first + mentions.count; m++) {
    const reap_mention *mention = &batch->mentions.at[m];
    if (mention->span.beg >= outcome->span.end) break;
    if (!reap_span_holds(outcome->span, mention->span) || mention->type == REAP_INTERVENTION) continue;
    outcome->mention = m;
    outcome->concept = mention->id;
  }
  rows->count++;
  return batch->outcomes.count - 1;
}

void reap_outcomes_rank(reap_assembler *a) {
  reap_range cues = a->citation->cues, rows = a->citation->outcomes;
  uint32_t seen = 0;
  for (uint32_t i = cues.first; i < cues.first + cues.count; i++) {
    const reap_mention *cue = &a->batch->cues.at[i];
    if (cue->type != REAP_CUE_PRIMARY) continue;
    if (++seen > PRIMARY_CUES_MAX) return;
    reap_range tokens = a->batch->sentences.at[cue->sentence].tokens;
    uint8_t rank = reap_str_equal(cue->id, REAP_STR("primary")) ? 1 : 2;
    for (uint32_t k = rows.first; k < rows.first + rows.count; k++) {
      reap_outcome *outcome = &a->batch->outcomes.at[k];
      if (outcome->primary) continue;
      reap_run run = reap_run_of_span(a, outcome->span);
      for (uint32_t t = tokens.first; t + run.count <= tokens.first + tokens.count; t++)
        if (same_words(a, run, (reap_run){t, run.count})) {
          outcome->primary = rank;
          break;
        }
    }
  }
}
