/* SPDX-License-Identifier: MIT */
/* The outcomes of each sentence that tells results: by their place, else what was done ("12 patients died"). */
#include "7_assemble/outcomes/outcome_phrases.h"
#include "7_assemble/outcomes/outcome_scan.h"

/* "more", "significantly fewer patients": a share of people is told. */
static bool counts_more(const reap_assembler *a, uint32_t i, uint32_t end) {
  static const char *const words[] = {"more", "fewer", "less"};
  const reap_item *item = &a->items.at[i];
  if (item->kind != REAP_ITEM_DIRECTION ||
      !reap_word_in(a, item->token + item->tokens - 1, words, sizeof words / sizeof *words))
    return false;
  return item->tokens == 1 ||
         (i + 1 < end && a->items.at[i + 1].kind == REAP_ITEM_WORD && a->items.at[i + 1].bits & REAP_W_PEOPLE);
}

/* "A was |discontinued in 12%": the arm is the subject of the verb at item i, whose share follows. */
static bool passive_before_value(const reap_assembler *a, uint32_t i, uint32_t first, uint32_t end) {
  if (i < first + 2 || !(a->items.at[i - 1].bits & REAP_W_BE) || a->items.at[i - 2].kind != REAP_ITEM_ARM) return false;
  return i + 2 < end && reap_word_is(a, a->items.at[i + 1].token, "in") && a->items.at[i + 2].kind == REAP_ITEM_VALUE;
}

/* "patients who |discontinued treatment (39% vs 50%)": the verb at item i has its shares in the bracket behind it. */
static bool valued_behind(const reap_assembler *a, uint32_t i, uint32_t first, uint32_t end) {
  enum { OBJECT_ITEMS_MAX = 8 };
  if (i == first || !reap_word_is(a, a->items.at[i - 1].token, "who")) return false;
  for (uint32_t k = i + 1; k < end && k < i + OBJECT_ITEMS_MAX; k++)
    if (a->items.at[k].depth || a->items.at[k].kind != REAP_ITEM_WORD)
      return a->items.at[k].kind == REAP_ITEM_MARK && a->items.at[k].sub == '(' && k + 1 < end &&
             a->items.at[k + 1].kind == REAP_ITEM_VALUE;
  return false;
}

/* "Significant numbers of babies were delivered": people as such are counted. */
static bool counts_people(const reap_assembler *a, uint32_t i, uint32_t end) {
  static const char *const words[] = {"number", "numbers", "proportion", "proportions", "percentage", "majority"};
  return i + 2 < end && a->items.at[i].kind == REAP_ITEM_WORD && a->items.at[i + 1].bits & REAP_W_OF &&
         a->items.at[i + 2].bits & REAP_W_PEOPLE &&
         reap_word_in(a, a->items.at[i].token, words, sizeof words / sizeof *words);
}

/* "48% in the control group |returned cards": behind who did it no adjective stands. */
static bool follows_people(const reap_assembler *a, uint32_t i, uint32_t first) {
  if (i == first) return false;
  const reap_item *before = &a->items.at[i - 1];
  return before->kind == REAP_ITEM_ARM || before->kind == REAP_ITEM_GROUPS || before->kind == REAP_ITEM_VALUE ||
         (before->kind == REAP_ITEM_WORD && before->bits & REAP_W_PEOPLE);
}

/* "12 patients were |followed": a step of the study, nobody's outcome. */
static bool is_procedure(const reap_assembler *a, const reap_item *item) {
  static const char *const words[] = {"followed", "included",   "enrolled",  "recruited",   "analyzed",   "analysed",
                                      "assessed", "evaluated",  "evaluable", "screened",    "registered", "examined",
                                      "compared", "studied",    "eligible",  "available",   "performed",  "conducted",
                                      "based",    "considered", "used",      "interviewed", "evaluated",  "excluded"};
  return item->bits & (REAP_W_TREAT | REAP_W_BE | REAP_W_GAIN | REAP_W_PREPOSITION | REAP_W_OCCUR | REAP_W_ALLOCATE) ||
         reap_word_in(a, item->token, words, sizeof words / sizeof *words);
}

/* What counted people are, behind a form of "be" at item i: "54% were |responders", "fewer were |free of pain". */
static bool mark_state(reap_assembler *a, uint32_t i, uint32_t end) {
  static const char *const kinds[] = {"responders", "responder", "nonresponders", "survivors", "smokers", "completers"};
  uint32_t k = i + 1;
  while (k < end && a->items.at[k].kind == REAP_ITEM_WORD && a->items.at[k].bits & (REAP_W_ADVERB | REAP_W_NOT)) k++;
  if (k >= end || a->items.at[k].kind != REAP_ITEM_WORD || !reap_is_nominal(a, a->items.at[k].token)) return false;
  reap_outcome_scan s = {.a = a, .end = end};
  reap_run run = reap_noun_phrase(a, a->items.at[k].token, reap_scan_limit(&s, k));
  if (!run.count || is_procedure(a, &a->items.at[k]) || reap_phrase_within_arm(a, run)) return false;
  if (reap_word_is(a, run.first, "able")) return false;
  bool kind = run.count <= 2 && reap_word_in(a, run.first + run.count - 1, kinds, sizeof kinds / sizeof *kinds);
  if (!kind && (reap_phrase_is_people(a, run) || !reap_phrase_names(a, run, false))) return false;
  reap_outcome_mark(&s, k, run);
  return true;
}

/* A test, or two values: what the clause tells is set against something. */
static bool compares(const reap_assembler *a, uint32_t first, uint32_t end) {
  uint32_t values = 0;
  for (uint32_t i = first; i < end; i++) {
    const uint8_t kind = a->items.at[i].kind;
    if (kind == REAP_ITEM_P || kind == REAP_ITEM_EFFECT) return true;
    values += kind == REAP_ITEM_VALUE;
  }
  return values > 1;
}

/* A result whose outcome is what people did or are: "12 patients died", "more patients were cured". */
static bool deed_outcome(reap_assembler *a, uint32_t first, uint32_t end) {
  bool counted = false;
  for (uint32_t i = first; i < end; i++) {
    const reap_item *item = &a->items.at[i];
    counted |= item->kind == REAP_ITEM_VALUE || counts_more(a, i, end) || passive_before_value(a, i, first, end) ||
               valued_behind(a, i, first, end) || counts_people(a, i, end);
    if (!counted || item->depth || item->kind != REAP_ITEM_WORD) continue;
    if (item->bits & REAP_W_BE && compares(a, first, end) && mark_state(a, i, end)) return true;
    reap_str word = reap_slice(a->citation->text, item->span);
    bool past = word.len > 3 && memcmp(word.ptr + word.len - 2, "ed", 2) == 0;
    if (!past || is_procedure(a, item) || (reap_is_nominal(a, item->token) && !follows_people(a, i, first))) continue;
    reap_outcome_scan s = {.a = a, .end = end};
    reap_outcome_mark_deed(&s, i);
    return true;
  }
  return false;
}

/* "29 patients in A and 61 in B received |blood transfusions": what was given is the outcome when it is no arm's. */
static bool given_outcome(reap_assembler *a, uint32_t first, uint32_t end) {
  static const char *const verbs[] = {"received", "underwent", "used", "took"};
  bool valued = false;
  if (!compares(a, first, end)) return false;
  for (uint32_t i = first; i + 1 < end; i++) {
    const reap_item *item = &a->items.at[i];
    valued |= item->kind == REAP_ITEM_VALUE;
    if (!valued || item->depth || item->kind != REAP_ITEM_WORD || a->items.at[i + 1].kind != REAP_ITEM_WORD) continue;
    if (!reap_word_in(a, item->token, verbs, sizeof verbs / sizeof *verbs)) continue;
    reap_outcome_scan s = {.a = a, .end = end};
    reap_run run = reap_noun_phrase(a, a->items.at[i + 1].token, reap_scan_limit(&s, i + 1));
    if (!run.count || reap_phrase_within_arm(a, run) || reap_phrase_is_people(a, run) ||
        !reap_phrase_names(a, run, false))
      continue;
    reap_outcome_mark(&s, i + 1, run);
    return true;
  }
  return false;
}

static bool has_result(const reap_assembler *a, uint32_t first, uint32_t end) {
  for (uint32_t i = first; i < end; i++)
    if (a->items.at[i].kind == REAP_ITEM_VALUE || counts_more(a, i, end) || counts_people(a, i, end)) return true;
  return false;
}

/* "The admission rate fell (p = .03)": a test of something vague, but not of a whole class, "all parameters". */
static bool tests_something(const reap_assembler *a, uint32_t first, uint32_t end, bool goes_on) {
  static const char *const classes[] = {"parameters", "variables",  "variable",   "outcomes",    "measures",
                                        "values",     "results",    "scores",     "respect",     "characteristics",
                                        "data",       "treatments", "comparison", "comparisons", "drugs",
                                        "analysis",   "analyses",   "test",       "points",      "doses",
                                        "otherwise",  "considered", "visits",     "others",      "changes"};
  bool test = false, way = false;
  for (uint32_t i = first; i < end; i++) {
    const reap_item *item = &a->items.at[i];
    test |= item->kind == REAP_ITEM_P || item->kind == REAP_ITEM_EFFECT;
    way |= item->kind == REAP_ITEM_DIRECTION && !(goes_on && item->bits & REAP_W_CHANGE);
    if (reap_word_in(a, item->token, classes, sizeof classes / sizeof *classes)) return false;
  }
  return test && way;
}

/* `goes_on`: the sentence before named outcomes, so that "the values" are theirs. */
static bool outcomes_in_sentence(reap_assembler *a, reap_range items, bool goes_on) {
  uint32_t end = items.first + items.count, found = 0;
  for (uint32_t first = items.first; first < end;) {
    uint32_t stop = reap_clause_end(a, first, end);
    if (reap_outcomes_in_clause(a, first, stop, false) == 0 &&
        (has_result(a, first, stop) || tests_something(a, first, stop, goes_on)) && !deed_outcome(a, first, stop) &&
        !given_outcome(a, first, stop) && first == items.first && !(goes_on && reap_speaks_of_before(a, first, stop)))
      reap_outcomes_in_clause(a, first, stop, true);
    first = stop;
  }
  for (uint32_t i = items.first; i < end; i++) found += a->items.at[i].kind == REAP_ITEM_OUTCOME;
  return found > 0;
}

void reap_find_outcomes(reap_assembler *a, reap_batch *batch, reap_citation *citation) {
  citation->outcomes = (reap_range){batch->outcomes.count, 0};
  reap_vec_reset(&a->outcome_runs);
  reap_items_build(a);
  reap_sections_read(a);
  reap_tellings_read(a);
  bool before = false;
  for (uint32_t i = 0; i < citation->sentences.count; i++)
    before = a->tells.at[i] != REAP_TELLS_NOTHING && outcomes_in_sentence(a, a->item_ranges.at[i], before);
  reap_outcomes_rank(a);
}
