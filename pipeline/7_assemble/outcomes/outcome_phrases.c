/* SPDX-License-Identifier: MIT */
/* Which noun phrases name an outcome, and what of them is no part of its name. */
#include "7_assemble/outcomes/outcome_phrases.h"

enum {
  EMPTY_NOUN = REAP_W_VAGUE | REAP_W_STATISTIC | REAP_W_TIME | REAP_W_ADVERB | REAP_W_CHANGE | REAP_W_DETERMINER |
               REAP_W_PREPOSITION | REAP_W_COMPARATIVE | REAP_W_AND | REAP_W_SEVERAL
};

/* Cuts what is no part of the name: "the mean", "significantly lower" in front. */
reap_run reap_phrase_trimmed(const reap_assembler *a, reap_run run) {
  if (run.count > 1 && reap_heads_section(a, run.first, run.first + run.count)) run.first++, run.count--;
  static const char *const often[] = {"common", "frequent", "infrequent", "highest", "lowest", "greatest"};
  while (run.count > 1 &&
         (reap_bits_at(a, run.first) & (REAP_W_STATISTIC | REAP_W_DETERMINER | REAP_W_ADVERB) ||
          reap_word_in(a, run.first, often, sizeof often / sizeof *often)) &&
         !(reap_token_at(a, run.first + 1)->flags & REAP_TOKEN_HYPHEN))
    run.first++, run.count--;
  while (run.count > 1 && reap_bits_at(a, run.first) & REAP_W_OF) run.first++, run.count--; /* "mean |of X" */
  if (run.count > 2 && reap_word_starts(a, run.first, "term") && reap_bits_at(a, run.first + 1) & REAP_W_OF)
    run.first += 2, run.count -= 2;
  while (run.count > 1 && reap_mark_at(a, run.first)) run.first++, run.count--;
  while (run.count > 1 && reap_mark_at(a, run.first + run.count - 1)) run.count--;
  return run;
}

/* "3 mg", "4-fold", "12-week": a number and its unit name nothing. */
static bool is_measure_of(const reap_assembler *a, uint32_t token) {
  static const char *const units[] = {"mg", "g",    "kg",   "ml", "l",  "mcg", "iu",    "mm",
                                      "cm", "fold", "mmhg", "b",  "nd", "d",   "times", "kkw"};
  if (token == a->citation->tokens.first || !(reap_token_at(a, token - 1)->flags & REAP_TOKEN_NUMBER)) return false;
  return reap_bits_at(a, token) & REAP_W_TIME || reap_word_in(a, token, units, sizeof units / sizeof *units);
}

bool reap_phrase_names(const reap_assembler *a, reap_run run, bool lenient) {
  enum {
    EMPTIEST = REAP_W_STATISTIC | REAP_W_TIME | REAP_W_ADVERB | REAP_W_DETERMINER | REAP_W_PREPOSITION | REAP_W_AND |
               REAP_W_SEVERAL | REAP_W_ALLOCATE
  };
  static const char *const pronouns[] = {
      "statistical", "it",     "they",       "we",    "he",    "she",    "them",  "one",         "first", "second",
      "third",       "fourth", "fifth",      "final", "last",  "follow", "seven", "eight",       "nine",  "ten",
      "results",     "result", "conclusion", "two",   "three", "four",   "five",  "conclusions", "six",   "methods"};
  uint32_t empty = lenient ? (uint32_t)EMPTIEST : (uint32_t)EMPTY_NOUN;
  for (uint32_t i = 0; i < run.count; i++) {
    const reap_token *token = reap_token_at(a, run.first + i);
    if (!token->hash || token->flags & REAP_TOKEN_NUMBER || is_measure_of(a, run.first + i)) continue;
    if (i + 1 < run.count && (reap_word_is(a, run.first + i, "fall") || reap_word_is(a, run.first + i, "recovery")))
      return true; /* "fall risk" */
    if (reap_word_in(a, run.first + i, pronouns, sizeof pronouns / sizeof *pronouns)) continue;
    if (!(reap_bits_at(a, run.first + i) & (empty | REAP_W_PEOPLE | REAP_W_GROUP))) return true;
  }
  return false;
}

/* "hazard ratios", "adjusted relative risk", "HR": how many of the phrase's words, from its first on, only name an
 * effect measure. */
uint32_t reap_phrase_measures(const reap_assembler *a, reap_run run) {
  static const char *const words[] = {"hazard",    "hazards",    "ratio",     "ratios",  "odds",   "risk",
                                      "risks",     "relative",   "hr",        "hrs",     "ors",    "rr",
                                      "rrs",       "rate",       "adjusted",  "mean",    "pooled", "crude",
                                      "incidence", "unadjusted", "estimated", "absolute"};
  static const char *const heads[] = {"ratio", "ratios", "hr", "hrs", "ors", "rr", "rrs", "risk", "risks"};
  uint32_t n = 0, measures = 0;
  while (n < run.count && reap_word_in(a, run.first + n, words, sizeof words / sizeof *words)) {
    if (reap_word_in(a, run.first + n, heads, sizeof heads / sizeof *heads)) measures = n + 1;
    n++;
  }
  return measures;
}

/* "incidence of X", "levels of X": X, when it names something by itself. */
reap_run reap_phrase_without_head(const reap_assembler *a, reap_run run) {
  static const char *const heads[] = {"incidence", "incidences", "risk",   "risks", "odds",     "level",
                                      "levels",    "value",      "values", "cases", "episodes", "occurrence"};
  uint32_t head = reap_word_in(a, run.first, heads, sizeof heads / sizeof *heads) ? 1 : reap_phrase_measures(a, run);
  if (head == 0 || run.count < head + 2 || !(reap_bits_at(a, run.first + head) & REAP_W_OF)) return run;
  reap_run rest = {run.first + head + 1, run.count - head - 1};
  while (rest.count > 1 && reap_bits_at(a, rest.first) & REAP_W_DETERMINER) rest.first++, rest.count--;
  return reap_phrase_names(a, rest, false) ? rest : run;
}

/* "the safety cohort", "inclusion criteria", "taking antidepressants": among whom, by what rule, under what treatment.
 */
bool reap_phrase_is_setting(const reap_assembler *a, reap_run run) {
  static const char *const nouns[] = {
      "cohort",    "cohorts",    "subgroup",     "subgroups",   "stratum",     "strata",        "criteria",
      "criterion", "dataset",    "samples",      "objective",   "objectives",  "hypothesis",    "protocol",
      "strategy",  "strategies", "techniques",   "regimens",    "formulation", "formulations",  "studies",
      "trials",    "findings",   "demographics", "populations", "procedures",  "interventions", "strains",
      "technique", "approach",   "approaches"};
  uint32_t last = run.first + run.count - 1;
  if (reap_word_in(a, last, nouns, sizeof nouns / sizeof *nouns)) return true;
  reap_str word = reap_word_at(a, run.first);
  bool doing = word.len > 5 && memcmp(word.ptr + word.len - 3, "ing", 3) == 0;
  static const char *const telling[] = {"demonstrating", "showing",    "indicating", "suggesting", "resulting",
                                        "leading",       "confirming", "revealing",  "reflecting", "representing"};
  if (reap_word_in(a, run.first, telling, sizeof telling / sizeof *telling)) return true;
  return doing && reap_bits_at(a, run.first) & REAP_W_TREAT;
}

/* "patients with X", "the proportion of women": who, not what. */
bool reap_phrase_is_people(const reap_assembler *a, reap_run run) {
  uint32_t bits = reap_bits_at(a, run.first + run.count - 1);
  return (bits & (REAP_W_PEOPLE | REAP_W_GROUP)) != 0;
}

static bool is_regression_kind(const reap_assembler *a, uint32_t token) {
  static const char *const kinds[] = {"cox",           "logistic",   "linear",  "multiple", "multivariate",
                                      "multivariable", "univariate", "poisson", "ordinal",  "stepwise",
                                      "binomial",      "hazards",    "meta"};
  return reap_word_in(a, token, kinds, sizeof kinds / sizeof *kinds);
}

/* "logistic regression", the "linear" of "linear and logistic regression"; not "tumor regression". */
static bool is_regression(const reap_assembler *a, reap_run run) {
  uint32_t last = run.first + run.count - 1;
  if (is_regression_kind(a, last)) return true;
  if (!reap_word_is(a, last, "regression")) return false;
  for (uint32_t t = run.first; t < last; t++)
    if (is_regression_kind(a, t)) return true;
  return run.count == 1;
}

bool reap_phrase_is_analysis(const reap_assembler *a, reap_run run) {
  uint32_t last = run.first + run.count - 1;
  return reap_word_starts(a, last, "analys") || is_regression(a, run) || reap_word_is(a, last, "model") ||
         reap_word_is(a, last, "models") || reap_word_is(a, run.first, "multivariate");
}

reap_run reap_phrase_of_people(const reap_assembler *a, reap_run run) {
  static const char *const parts[] = {
      "number",   "numbers",   "proportion", "proportions", "percentage", "majority", "share",   "total",   "subset",
      "subgroup", "subgroups", "population", "series",      "minority",   "quarter",  "third",   "thirds",  "handful",
      "few",      "range",     "variety",    "types",       "pairs",      "cohort",   "status",  "subsets", "list",
      "profile",  "pair",      "mix",        "origin",      "sex",        "gender",   "category"};
  for (uint32_t i = run.count; i > 1; i--) {
    uint32_t of = run.first + i - 1;
    if (!(reap_bits_at(a, of) & REAP_W_OF)) continue;
    reap_run thing = {run.first, i - 1};
    bool part = reap_word_in(a, of - 1, parts, sizeof parts / sizeof *parts);
    if (!part && reap_phrase_names(a, thing, false) && !reap_phrase_is_people(a, thing)) return thing;
  }
  return (reap_run){run.first, 0};
}

/* All words of the phrase that count stand in one of an arm's names. */
bool reap_phrase_within_arm(const reap_assembler *a, reap_run run) {
  enum { EMPTY = REAP_W_MANNER | REAP_W_DETERMINER | REAP_W_PREPOSITION | REAP_W_AND | REAP_W_GROUP | REAP_W_PEOPLE };
  for (uint32_t i = 0; i < a->arm_count; i++)
    for (uint32_t k = 0; k < a->arms[i].name_count; k++) {
      reap_run name = a->arms[i].names[k];
      uint32_t words = 0, held = 0;
      for (uint32_t t = run.first; t < run.first + run.count; t++) {
        if (!reap_token_at(a, t)->hash || reap_bits_at(a, t) & EMPTY) continue;
        words++;
        for (uint32_t n = name.first; n < name.first + name.count; n++)
          if (reap_token_at(a, n)->hash == reap_token_at(a, t)->hash) {
            held++;
            break;
          }
      }
      if (words && held == words) return true;
    }
  return false;
}

/* "percentage of patients |achieving a response", "participants |chose": the phrase ends with the people. */
reap_run reap_phrase_before_people(const reap_assembler *a, reap_run run) {
  static const char *const verbs[] = {"spent",  "chose", "kept",  "wore",   "ate",    "slept",  "studied",
                                      "stayed", "used",  "drank", "tested", "scored", "entered"};
  for (uint32_t i = 0; i + 1 < run.count; i++) {
    reap_str word = reap_word_at(a, run.first + i + 1);
    bool doing = word.len > 5 && memcmp(word.ptr + word.len - 3, "ing", 3) == 0;
    bool did = i + 2 == run.count && reap_word_in(a, run.first + i + 1, verbs, sizeof verbs / sizeof *verbs);
    if ((doing || did) && reap_bits_at(a, run.first + i) & REAP_W_PEOPLE) return (reap_run){run.first, i + 1};
  }
  return run;
}
