/* SPDX-License-Identifier: MIT */
/* Regimens: arms of several drugs, each with its dose, "A (60 mg) plus B (600 mg)", "A, B and C". */
#include "7_assemble/assembler.h"

enum { BRACKET_TOKENS_MAX = 24, SCHEDULE_TOKENS_MAX = 8 };

static bool begins_treatment(const reap_assembler *a, uint32_t t) {
  uint32_t byte = reap_token_at(a, t)->span.beg, m = reap_first_mention(a, byte);
  if (m >= a->citation->mentions.first + a->citation->mentions.count) return false;
  return a->batch->mentions.at[m].type == REAP_INTERVENTION && a->batch->mentions.at[m].span.beg == byte;
}

static bool is_dose(const reap_assembler *a, uint32_t t) {
  uint32_t q = reap_quantity_of(a, t);
  return q != REAP_NONE && a->batch->quantities.at[q].kind == REAP_Q_DOSE;
}

/* The token behind a bracket that holds a dose; `t` when there is none. */
static uint32_t behind_dose_bracket(const reap_assembler *a, uint32_t t, uint32_t end) {
  if (reap_mark_at(a, t) != '(' && reap_mark_at(a, t) != '[') return t;
  bool dose = false;
  int depth = 0;
  for (uint32_t k = t; k < end && k < t + BRACKET_TOKENS_MAX; k++) {
    char mark = reap_mark_at(a, k);
    dose |= is_dose(a, k);
    if (mark == '(' || mark == '[') depth++;
    if ((mark == ')' || mark == ']') && --depth == 0) return dose ? k + 1 : t;
  }
  return t;
}

/* Behind "60 mg/m2 on day 1 IV": the dose and when and how it is given. */
static uint32_t behind_dose(const reap_assembler *a, uint32_t t, uint32_t end) {
  uint32_t bracket = behind_dose_bracket(a, t, end);
  if (bracket > t) return bracket;
  if (!is_dose(a, t)) return t;
  uint32_t stop = a->batch->quantities.at[reap_quantity_of(a, t)].span.end;
  while (t < end && reap_token_at(a, t)->span.beg < stop) t++;
  for (uint32_t limit = t + SCHEDULE_TOKENS_MAX; t < end && t < limit; t++)
    if (reap_mark_at(a, t) || !(reap_bits_at(a, t) & (REAP_W_TIME | REAP_W_PREPOSITION | REAP_W_ADVERB) ||
                                reap_token_at(a, t)->flags & REAP_TOKEN_NUMBER))
      break;
  return t;
}

/* A drug: the tagger knows it, or its dose stands behind it. */
static bool is_component(const reap_assembler *a, uint32_t t, uint32_t end) {
  if (begins_treatment(a, t)) return true;
  if (reap_quantity_of(a, t) != REAP_NONE) return false;
  for (uint32_t k = t; k + 1 < end && k < t + 2 && reap_is_nominal(a, k) && !(reap_bits_at(a, k) & REAP_W_GROUP); k++)
    if (behind_dose(a, k + 1, end) > k + 1) return true;
  return false;
}

uint32_t reap_next_component(const reap_assembler *a, uint32_t t, uint32_t end) {
  uint32_t k = behind_dose(a, t, end), link = k;
  if (k < end && reap_mark_at(a, k) == ',') k++;
  if (k < end && (reap_word_is(a, k, "and") || reap_word_is(a, k, "plus") || reap_mark_at(a, k) == '+')) k++;
  if (k + 1 < end && reap_word_is(a, k, "followed") && reap_word_is(a, k + 1, "by")) k += 2;
  return k > link && k < end && is_component(a, k, end) ? k : t;
}
