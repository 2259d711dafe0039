/* SPDX-License-Identifier: MIT */
/* The second arm of a trial whose first alone was told: the treatment that it is measured against. */
#include "7_assemble/assembler.h"

/* Words that may stand between the comparison and the treatment: "compared with an increased dose of A", "than those on
 * A". */
static bool passes(const reap_assembler *a, uint32_t t) {
  enum {
    BETWEEN = REAP_W_PREPOSITION | REAP_W_DETERMINER | REAP_W_PEOPLE | REAP_W_TREAT | REAP_W_COMPARATIVE |
              REAP_W_MANNER | REAP_W_SHIFT
  };
  return !reap_mark_at(a, t) && (reap_bits_at(a, t) & BETWEEN || reap_quantity_of(a, t) != REAP_NONE);
}

/* Whether "than", "versus" or "compared with" leads to the token. */
static bool measured_against(const reap_assembler *a, uint32_t token) {
  uint32_t begin = a->citation->tokens.first;
  for (uint32_t t = token; t > begin && token - t < 10; t--) {
    if (reap_bits_at(a, t - 1) & REAP_W_VERSUS || reap_word_is(a, t - 1, "compared")) return true;
    if (!passes(a, t - 1)) return false;
  }
  return false;
}

void reap_arms_partner(reap_assembler *a) {
  if (a->arm_count != 1) return;
  reap_range rows = a->citation->mentions;
  for (uint32_t i = rows.first; i < rows.first + rows.count; i++) {
    const reap_mention *m = &a->batch->mentions.at[i];
    if (m->type != REAP_INTERVENTION) continue;
    reap_run run = reap_run_of_span(a, m->span);
    if (!run.count || !measured_against(a, run.first)) continue;
    uint32_t next = run.first + run.count; /* "versus A levels": a measurement */
    if (next < a->citation->tokens.first + a->citation->tokens.count && reap_is_nominal(a, next) &&
        !(reap_bits_at(a, next) & (REAP_W_MANNER | REAP_W_GROUP | REAP_W_PEOPLE)))
      continue;
    if (!reap_names_treatment(a, run) || reap_is_generic(a, run) || reap_arm_resembling(a, run) != REAP_NONE) continue;
    reap_arm_note(a, run, REAP_ARM_VERSUS, true);
    return;
  }
}
