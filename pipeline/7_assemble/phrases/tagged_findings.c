/* SPDX-License-Identifier: MIT */
/* What an abstract says before its results is known already, or planned: "metformin lowers insulin" is no finding of
 * the study that goes on to test it. An outcome that only such sentences tell of, and that the tagger does not believe,
 * goes with its findings. */
#include "7_assemble/phrases/tagged.h"

/* How probable such an outcome must be to stay. */
static const float kept = .8f;

/* Whether findings tell of the outcome, and all of them before the results. */
static bool is_told_early(const reap_assembler *a, uint32_t outcome) {
  bool told = false;
  reap_range rows = a->citation->findings;
  for (uint32_t i = rows.first; i < rows.first + rows.count; i++) {
    const reap_finding *finding = &a->batch->findings.at[i];
    if (finding->outcome != outcome) continue;
    if (reap_part_of(a, finding->sentence) != REAP_PART_EARLY) return false;
    told = true;
  }
  return told;
}

static void drop_findings(reap_assembler *a, uint32_t outcome) {
  reap_range *rows = &a->citation->findings, values = a->citation->quantities;
  reap_finding *findings = a->batch->findings.at + rows->first;
  uint32_t left = 0;
  for (uint32_t i = 0; i < rows->count; i++)
    if (findings[i].outcome != outcome) findings[left++] = findings[i];
  a->batch->findings.count -= rows->count - left;
  rows->count = left;
  for (uint32_t i = values.first; i < values.first + values.count; i++)
    if (a->batch->attributions.at[i].outcome == outcome) a->batch->attributions.at[i].outcome = REAP_NONE;
}

void reap_tagged_findings(reap_assembler *a) {
  bool dropped = false;
  if (a->citation->sentences.count < 2) return; /* a result by itself */
  for (uint32_t i = a->citation->outcomes.first; i < a->citation->outcomes.first + a->citation->outcomes.count; i++) {
    if (!is_told_early(a, i) || reap_share_in(a, a->batch->outcomes.at[i].span, REAP_SAYS_OUTCOME) >= kept) continue;
    drop_findings(a, i);
    dropped = true;
  }
  if (dropped) reap_drop_untold_outcomes(a);
}
