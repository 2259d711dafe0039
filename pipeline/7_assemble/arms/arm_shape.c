/* SPDX-License-Identifier: MIT */
/* What a phrase must look like to name an arm. */
#include "7_assemble/assembler.h"

/* Words before group that make no arm: "age group", "same group", "study groups". */
bool reap_names_arm(const reap_assembler *a, reap_run name) {
  if (name.count == 0) return false;
  uint32_t amount = reap_quantity_of(a, name.first + name.count - 1);
  if (amount != REAP_NONE && a->batch->quantities.at[amount].kind == REAP_Q_DOSE) return true;
  if (amount != REAP_NONE && a->batch->quantities.at[amount].kind == REAP_Q_DURATION) return true;
  for (uint32_t i = 0; i < name.count; i++) {
    uint32_t bits = reap_bits_at(a, name.first + i);
    if (bits & (REAP_W_TESTED | REAP_W_CONTROL)) return true;
    if (bits & REAP_W_ALLOCATE) return false;
    if (!(bits & (REAP_W_MANNER | REAP_W_VAGUE | REAP_W_PEOPLE | REAP_W_TIME | REAP_W_COMPARATIVE | REAP_W_STATISTIC |
                  REAP_W_ADVERB | REAP_W_VERB)) &&
        reap_token_at(a, name.first + i)->hash && !(reap_token_at(a, name.first + i)->flags & REAP_TOKEN_NUMBER))
      return true;
  }
  return false;
}

static bool is_quote(char mark) { return mark == '"' || mark == '\'' || mark == (char)0xE2; }

/* The same before a bracket or a quotation mark: "control (n = 9) group", "the 'closure' group". */
uint32_t reap_before_bracket(const reap_assembler *a, uint32_t token, uint32_t begin) {
  while (token > begin && is_quote(reap_mark_at(a, token - 1))) token--;
  if (token <= begin || reap_mark_at(a, token - 1) != ')') return token;
  uint32_t t = token - 1;
  while (t > begin && token - t < 12 && reap_mark_at(a, t) != '(') t--;
  return reap_mark_at(a, t) == '(' ? t : token;
}

/* A disease is no arm. */
bool reap_names_condition(const reap_assembler *a, reap_run run) {
  reap_span span = reap_run_span(a, run);
  reap_range rows = a->citation->mentions;
  for (uint32_t i = reap_first_mention(a, span.beg); i < rows.first + rows.count; i++) {
    const reap_mention *m = &a->batch->mentions.at[i];
    if (m->span.beg >= span.end) break;
    if ((m->type == REAP_CONDITION || m->type == REAP_POPULATION) && reap_span_overlap(m->span, span)) return true;
  }
  return false;
}

/* The head of the phrase is a disease, a kind of patient, a symptom or a statistic, and no treatment is in it. */
bool reap_names_other(const reap_assembler *a, reap_run run) {
  if (reap_bits_at(a, run.first) & REAP_W_STATISTIC && !(reap_bits_at(a, run.first) & REAP_W_CONTROL)) return true;
  uint32_t last = run.first + run.count - 1;
  if (reap_bits_at(a, last) & REAP_W_BAD && !(reap_token_at(a, last)->flags & REAP_TOKEN_UPPER)) return true;
  reap_span span = reap_run_span(a, run);
  reap_range rows = a->citation->mentions;
  bool other = false;
  for (uint32_t i = reap_first_mention(a, span.beg); i < rows.first + rows.count; i++) {
    const reap_mention *m = &a->batch->mentions.at[i];
    if (m->span.beg >= span.end) break;
    if (m->type == REAP_INTERVENTION) return false;
    other |= (m->type == REAP_CONDITION || m->type == REAP_POPULATION) && m->span.end >= span.end;
  }
  return other;
}

bool reap_names_treatment(const reap_assembler *a, reap_run name) {
  if (name.count && reap_token_at(a, name.first)->flags & REAP_TOKEN_NUMBER &&
      !(name.count > 1 && reap_token_at(a, name.first + 1)->flags & (REAP_TOKEN_HYPHEN | REAP_TOKEN_GLUED)))
    return false;
  for (uint32_t i = 0; i < name.count; i++)
    if (reap_bits_at(a, name.first + i) & REAP_W_COMPARATIVE) return false;
  if (!name.count || !reap_names_arm(a, name) || reap_bits_at(a, name.first) & REAP_W_TIME) return false;
  uint32_t last = reap_bits_at(a, name.first + name.count - 1);
  return !(last & (REAP_W_VAGUE | REAP_W_TIME)) || last & (REAP_W_CONTROL | REAP_W_TESTED | REAP_W_MANNER);
}
