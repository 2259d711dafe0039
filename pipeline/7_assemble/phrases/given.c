/* SPDX-License-Identifier: MIT */
/* What participants were given, as labelled methods tell it: "received |A 20 mg daily or B", "were randomized to |A".
 */
#include "7_assemble/phrases/phrases.h"

#define IN(a, token, words) reap_word_in((a), (token), (words), sizeof(words) / sizeof *(words))

/* "were treated with |A", "received |A", "were randomized to |A": the token behind, 0 when nothing was given here. */
static uint32_t after_given(const reap_assembler *a, uint32_t token, uint32_t end) {
  static const char *const direct[] = {"received", "receive", "receiving", "underwent", "undergo"};
  static const char *const led[] = {"treated",   "randomized", "randomised",  "assigned",
                                    "allocated", "treatment",  "supplemented"};
  uint32_t t = token + 1;
  if (!IN(a, token, direct)) {
    if (!IN(a, token, led) || t >= end) return 0;
    while (t < end && t < token + 4 && !reap_word_is(a, t, "to") && !reap_word_is(a, t, "with")) t++;
    if (t >= end || t == token + 4) return 0;
    t++;
    static const char *const verbs[] = {"receive", "undergo", "either", "one", "take", "have", "use"};
    if (t < end && IN(a, t, verbs)) t++;
  }
  while (t < end && (reap_word_is(a, t, "either") || reap_bits_at(a, t) & (REAP_W_DETERMINER | REAP_W_ADVERB)) &&
         !reap_mark_at(a, t))
    t++;
  return t < end ? t : 0;
}

/* The treatments from `token` on with their doses, forms and schedules. */
static reap_run given_from(const reap_assembler *a, uint32_t token, uint32_t end) {
  enum { GIVEN_MAX = 40, STOP = REAP_W_BE | REAP_W_HAVE | REAP_W_AUXILIARY | REAP_W_RELATIVE | REAP_W_CLAUSE };
  static const char *const joins[] = {"of",   "with",    "for",    "at",    "per",  "plus",     "to",       "by",
                                      "in",   "without", "versus", "vs",    "on",   "followed", "combined", "every",
                                      "each", "daily",   "once",   "twice", "then", "a"};
  uint32_t t = token, last = token;
  if (end - token > GIVEN_MAX) end = token + GIVEN_MAX;
  for (; t < end; t++) {
    char mark = reap_mark_at(a, t);
    uint32_t bits = reap_bits_at(a, t);
    if (mark == ';' || mark == ':' ||
        (mark == '.' && !(reap_token_at(a, t)->flags & (REAP_TOKEN_GLUED | REAP_TOKEN_HYPHEN))))
      break;
    if (mark) {
      if (mark == ')') last = t + 1;
      continue;
    }
    if (bits & (STOP | REAP_W_PEOPLE | REAP_W_GROUP | REAP_W_ALLOCATE)) break;
    if (reap_word_is(a, t, "n") || reap_word_is(a, t, "after") || reap_word_is(a, t, "before") ||
        reap_word_is(a, t, "during"))
      break;
    if (reap_is_nominal(a, t) || bits & (REAP_W_DETERMINER | REAP_W_SEVERAL | REAP_W_ADVERB) || IN(a, t, joins) ||
        bits & REAP_W_AND) {
      if (reap_is_nominal(a, t)) last = t + 1;
      continue;
    }
    break;
  }
  return (reap_run){token, last - token};
}

void reap_given_phrases(reap_assembler *a) {
  for (uint32_t s = 0; s < a->citation->sentences.count; s++) {
    if (a->kinds.at[s] != REAP_SECTION_METHODS) continue;
    reap_range tokens = a->batch->sentences.at[a->citation->sentences.first + s].tokens;
    for (uint32_t t = tokens.first, end = t + tokens.count; t < end; t++) {
      uint32_t next = after_given(a, t, end);
      if (!next) continue;
      reap_run run = given_from(a, next, end);
      if (!reap_is_treatment(a, run, false)) continue;
      reap_phrase_add(a, a->citation->sentences.first + s, REAP_INTERVENTION, REAP_VIA_PATTERN, reap_run_span(a, run));
      t = run.first + run.count - 1;
    }
  }
}
