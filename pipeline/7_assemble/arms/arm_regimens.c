/* SPDX-License-Identifier: MIT */
/* Regimens: arms of several drugs, each with its dose, "A (60 mg) plus B (600 mg)", "A, B and C". */
#include "7_assemble/assembler.h"

enum { BRACKET_TOKENS_MAX = 24, SCHEDULE_TOKENS_MAX = 20 };

bool reap_treatment_begins(const reap_assembler *a, uint32_t t) {
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

static bool is_number(const reap_assembler *a, uint32_t t) {
  return (reap_token_at(a, t)->flags & REAP_TOKEN_NUMBER) != 0;
}

/* "days 1, 8 and 15": the comma or "and" parts days, not treatments. */
bool reap_in_schedule(const reap_assembler *a, uint32_t t, uint32_t begin, uint32_t end) {
  enum { DAYS_MAX = 16 };
  if (reap_mark_at(a, t) != ',' && !reap_word_is(a, t, "and")) return false;
  uint32_t next = t + 1;
  if (next < end && reap_word_is(a, next, "and")) next++;
  if (next >= end || !is_number(a, next)) return false;
  for (uint32_t k = t; k > begin && t - k < DAYS_MAX; k--) {
    if (is_number(a, k - 1) || reap_mark_at(a, k - 1) == ',' || reap_word_is(a, k - 1, "and")) continue;
    return k < t && reap_bits_at(a, k - 1) & REAP_W_TIME && reap_is_plural(a, k - 1);
  }
  return false;
}

/* Words of when and how often: "daily for 14 days every 3 weeks for six cycles". */
static bool is_schedule(const reap_assembler *a, uint32_t t, uint32_t begin, uint32_t end) {
  enum { WHEN = REAP_W_TIME | REAP_W_PREPOSITION | REAP_W_ADVERB };
  static const char *const words[] = {"cycle", "cycles", "course", "courses", "every", "daily", "weekly", "monthly",
                                      "two",   "three",  "four",   "five",    "six",   "eight", "twelve"};
  if (reap_mark_at(a, t)) return reap_in_schedule(a, t, begin, end);
  if (reap_bits_at(a, t) & WHEN && !(reap_bits_at(a, t) & (REAP_W_VERSUS | REAP_W_NOT))) return true;
  if (is_number(a, t) || reap_word_in(a, t, words, sizeof words / sizeof *words)) return true;
  uint32_t q = reap_quantity_of(a, t);
  return (q != REAP_NONE && a->batch->quantities.at[q].kind == REAP_Q_DURATION) || reap_in_schedule(a, t, begin, end);
}

/* Behind "60 mg/m2 on day 1 IV": the dose and when and how it is given. */
static uint32_t behind_dose(const reap_assembler *a, uint32_t t, uint32_t end) {
  uint32_t bracket = behind_dose_bracket(a, t, end);
  if (bracket > t) return bracket;
  if (!is_dose(a, t)) return t;
  const uint32_t begin = t;
  uint32_t stop = a->batch->quantities.at[reap_quantity_of(a, t)].span.end;
  while (t < end && reap_token_at(a, t)->span.beg < stop) t++;
  for (uint32_t limit = t + SCHEDULE_TOKENS_MAX; t < end && t < limit; t++)
    if (!is_schedule(a, t, begin, end)) break;
  return t;
}

/* A drug: the tagger knows it, or its dose stands behind it. */
static bool is_component(const reap_assembler *a, uint32_t t, uint32_t end) {
  if (reap_treatment_begins(a, t)) return true;
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
