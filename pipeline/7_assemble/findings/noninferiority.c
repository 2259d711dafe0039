/* SPDX-License-Identifier: MIT */
/* The verdict of a trial of non-inferiority: "A was noninferior to B", "noninferiority was not shown". */
#include "7_assemble/findings/noninferiority.h"

enum { BEFORE = 6, BEHIND = 5 };

/* "noninferior", "non-inferiority", "not inferior": *begin is its first token; false when the token is another word. */
static bool is_noninferior(const reap_assembler *a, uint32_t token, uint32_t first, uint32_t *begin) {
  *begin = token;
  if (reap_word_starts(a, token, "noninferior")) return true;
  if (!reap_word_starts(a, token, "inferior")) return false;
  for (uint32_t k = token; k > first && k + 2 > token; k--)
    if (reap_word_is(a, k - 1, "non") || reap_word_is(a, k - 1, "not")) *begin = k - 1;
  return *begin < token;
}

/* "a noninferiority trial", "the non-inferiority margin": what was planned. */
static bool is_plan(const reap_assembler *a, uint32_t token, uint32_t end) {
  static const char *const plans[] = {"trial",      "trials",   "study",     "studies",  "margin",    "margins",
                                      "hypothesis", "design",   "analysis",  "analyses", "limit",     "boundary",
                                      "threshold",  "approach", "objective", "endpoint", "test",      "comparison",
                                      "randomized", "clinical", "parallel",  "phase",    "randomised"};
  return token + 1 < end && reap_word_in(a, token + 1, plans, sizeof plans / sizeof *plans);
}

typedef struct {
  bool denied, told, planned;
} verdict_words;

/* The words of [first, end), up to where something else is said. */
static verdict_words read_words(const reap_assembler *a, uint32_t first, uint32_t end) {
  static const char *const fails[] = {"not", "no", "failed", "fail", "cannot", "inconclusive", "unable", "nor"};
  static const char *const turns[] = {"but", "although", "whereas", "while"};
  static const char *const plans[] = {"defined", "if", "assessed", "evaluated", "tested", "set", "would", "whether"};
  static const char *const tells[] = {
      "was",         "were",       "is",       "are",     "be",        "met",          "meeting",       "showed",
      "shown",       "show",       "showing",  "shows",   "fulfilled", "fulfil",       "meets",         "confirmed",
      "achieved",    "proved",     "proven",   "proving", "satisfied", "indicated",    "indicating",    "concluded",
      "established", "confirming", "remained", "meet",    "found",     "demonstrated", "demonstrating", "demonstrates"};
  verdict_words w = {false, false, false};
  for (uint32_t t = first; t < end; t++) {
    const char mark = reap_mark_at(a, t);
    if (mark == ';' || mark == '.' || mark == ',' || reap_word_in(a, t, turns, sizeof turns / sizeof *turns)) break;
    w.denied |= reap_word_in(a, t, fails, sizeof fails / sizeof *fails);
    w.told |= reap_word_in(a, t, tells, sizeof tells / sizeof *tells);
    w.planned |= reap_word_in(a, t, plans, sizeof plans / sizeof *plans);
  }
  return w;
}

int8_t reap_noninferiority_in(const reap_assembler *a, uint32_t sentence) {
  const reap_range tokens = a->batch->sentences.at[sentence].tokens;
  const uint32_t end = tokens.first + tokens.count;
  for (uint32_t t = tokens.first; t < end; t++) {
    uint32_t begin;
    if (!is_noninferior(a, t, tokens.first, &begin) || is_plan(a, t, end)) continue;
    const uint32_t from = begin > tokens.first + BEFORE ? begin - BEFORE : tokens.first;
    const uint32_t to = t + 1 + BEHIND < end ? t + 1 + BEHIND : end;
    const verdict_words before = read_words(a, from, begin), behind = read_words(a, t + 1, to);
    if (before.planned || behind.planned || !(before.told || behind.told || before.denied || behind.denied)) continue;
    return !(before.denied || behind.denied);
  }
  return -1;
}

/* "P for noninferiority < .001": the test says it where no word does. */
static int tested(const reap_assembler *a, uint32_t p) {
  if (p == REAP_NONE || !(a->batch->quantities.at[p].flags & REAP_Q_NONINFERIORITY)) return -1;
  return reap_p_tells(&a->batch->quantities.at[p]);
}

void reap_judge_noninferiority(reap_assembler *a) {
  const reap_range rows = a->citation->findings;
  uint32_t sentence = REAP_NONE;
  int8_t said = -1;
  for (uint32_t i = rows.first; i < rows.first + rows.count; i++) {
    reap_finding *f = &a->batch->findings.at[i];
    if (f->sentence != sentence) said = reap_noninferiority_in(a, sentence = f->sentence);
    if (f->comparator == REAP_BASELINE) continue;
    const int test = tested(a, f->p);
    f->noninferior = test >= 0 ? (int8_t)test : said;
  }
}
