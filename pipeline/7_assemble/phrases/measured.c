/* SPDX-License-Identifier: MIT */
/* What was to be measured, told before the results: "the effect of A on X and Y", "outcomes were X, Y and Z", "X and Y
 * were recorded". */
#include "7_assemble/phrases/phrases.h"

enum { LIST_MAX = 60, EFFECT_REACH = 24 };

#define IN(a, token, words) reap_word_in((a), (token), (words), sizeof(words) / sizeof *(words))

static bool names_people(const reap_assembler *a, uint32_t token) {
  return reap_bits_at(a, token) & (REAP_W_PEOPLE | REAP_W_GROUP) && !reap_mark_at(a, token);
}

/* A preposition that goes on inside a name: "quality of life", "time to healing", "pain at rest". */
static bool joins_name(const reap_assembler *a, uint32_t token) {
  static const char *const words[] = {"of", "in", "to", "for", "at", "on", "from", "per", "during", "and/or", "until"};
  return IN(a, token, words);
}

/* Whether the words after a preposition tell of whom, when or with what: no part of a name. */
static bool tells_circumstance(const reap_assembler *a, uint32_t token, uint32_t end) {
  enum { REACH = 7 };
  static const char *const words[] = {"baseline", "weeks", "months", "week",    "month",  "days",      "day",
                                      "years",    "year",  "hours",  "minutes", "follow", "treatment", "intervention",
                                      "therapy",  "study", "trial",  "each",    "all",    "both",      "this"};
  for (uint32_t t = token; t < end && t < token + REACH; t++) {
    if (reap_mark_at(a, t)) return false;
    if (names_people(a, t) || reap_token_at(a, t)->flags & REAP_TOKEN_NUMBER || IN(a, t, words)) return true;
    if (t > token && reap_bits_at(a, t) & (REAP_W_AND | REAP_W_PREPOSITION) && !(reap_bits_at(a, t) & REAP_W_OF))
      return false;
  }
  return false;
}

static uint32_t past_bracket(const reap_assembler *a, uint32_t token, uint32_t end) {
  uint32_t depth = 0;
  for (uint32_t t = token; t < end; t++) {
    char mark = reap_mark_at(a, t);
    depth += mark == '(' || mark == '[';
    if ((mark == ')' || mark == ']') && --depth == 0) return t + 1;
  }
  return end;
}

/* The list of names from `token` on. */
static reap_run list_from(const reap_assembler *a, uint32_t token, uint32_t end) {
  uint32_t t = token, last = token;
  if (end - token > LIST_MAX) end = token + LIST_MAX;
  while (t < end && !reap_mark_at(a, t) && reap_bits_at(a, t) & REAP_W_DETERMINER) t++;
  uint32_t first = t;
  last = first;
  while (t < end) {
    char mark = reap_mark_at(a, t);
    uint32_t bits = reap_bits_at(a, t);
    if (mark == '(' || mark == '[') {
      if (t == first) break;
      t = past_bracket(a, t, end);
      last = t;
    } else if (reap_is_nominal(a, t)) {
      if (names_people(a, t) && t + 1 < end && !reap_is_nominal(a, t + 1)) break;
      last = ++t;
    } else if (mark == ',' || bits & REAP_W_AND || mark == '/' || mark == '-' || bits & REAP_W_ADVERB ||
               (bits & REAP_W_DETERMINER && !(bits & REAP_W_SEVERAL && t == first)) ||
               (mark && (unsigned char)mark >= 0x80)) {
      t++;
    } else if (joins_name(a, t) && t > first && !tells_circumstance(a, t + 1, end)) {
      t++;
    } else {
      break;
    }
  }
  return (reap_run){first, last - first};
}

static bool has_content(const reap_assembler *a, reap_run run) {
  enum {
    EMPTY = REAP_W_VAGUE | REAP_W_STATISTIC | REAP_W_TIME | REAP_W_CHANGE | REAP_W_PEOPLE | REAP_W_GROUP |
            REAP_W_TREAT | REAP_W_SEVERAL | REAP_W_COMPARATIVE | REAP_W_ALLOCATE
  };
  for (uint32_t t = run.first; t < run.first + run.count; t++)
    if (reap_is_nominal(a, t) && reap_token_at(a, t)->hash && !(reap_token_at(a, t)->flags & REAP_TOKEN_NUMBER) &&
        !(reap_bits_at(a, t) & EMPTY))
      return true;
  return false;
}

static void add(reap_assembler *a, uint32_t sentence, reap_run run) {
  if (run.count && has_content(a, run))
    reap_phrase_add(a, sentence, REAP_OUTCOME, REAP_VIA_PATTERN, reap_run_span(a, run));
}

/* "effects of A on |X and Y" */
static bool after_effect(const reap_assembler *a, uint32_t token, uint32_t first) {
  static const char *const nouns[] = {"effect",   "effects",       "impact",  "impacts",   "influence",
                                      "efficacy", "effectiveness", "affects", "influences"};
  if (!reap_word_is(a, token, "on") && !reap_word_is(a, token, "upon")) return false;
  for (uint32_t t = token; t > first && token - t < EFFECT_REACH; t--) {
    if (reap_mark_at(a, t - 1) == ':' || reap_mark_at(a, t - 1) == ';') return false;
    if (IN(a, t - 1, nouns)) return true;
  }
  return false;
}

/* "to evaluate |the efficacy and safety of A": what an aim asks for, by a noun that is always an outcome. */
static bool after_aim(const reap_assembler *a, uint32_t token, uint32_t first) {
  static const char *const nouns[] = {"efficacy",    "effectiveness",   "safety",        "tolerability",
                                      "feasibility", "acceptability",   "toxicity",      "pharmacokinetics",
                                      "tolerance",   "bioavailability", "immunogenicity"};
  static const char *const verbs[] = {"assess",      "evaluate",  "compare",      "determine", "examine",
                                      "investigate", "study",     "test",         "measure",   "explore",
                                      "assessed",    "evaluated", "compared",     "assessing", "evaluating",
                                      "comparing",   "establish", "investigated", "examined"};
  if (!reap_is_nominal(a, token) || !IN(a, token, nouns)) return false;
  for (uint32_t t = token; t > first && token - t < 4; t--)
    if (IN(a, t - 1, verbs)) return true;
  return false;
}

/* "outcomes were |X", "end points included |X": the token after the verb, 0 when it is no such place. */
static uint32_t after_outcome(const reap_assembler *a, uint32_t token, uint32_t end) {
  static const char *const nouns[] = {"outcome",   "outcomes", "endpoint",   "endpoints",   "point",
                                      "points",    "measure",  "measures",   "measurement", "measurements",
                                      "variables", "variable", "parameters", "parameter"};
  static const char *const verbs[] = {"was", "were", "is", "are", "included", "include", "includes", "comprised"};
  if (!reap_is_nominal(a, token) || !IN(a, token, nouns)) return 0;
  uint32_t t = token + 1;
  for (; t < end && t < token + 8 && !IN(a, t, verbs); t++)
    if (reap_mark_at(a, t) == ':') return t + 1;
  if (t + 1 >= end || !IN(a, t, verbs)) return 0;
  while (t + 1 < end && (IN(a, t + 1, verbs) || reap_bits_at(a, t + 1) & REAP_W_ADVERB)) t++;
  if (t + 1 < end &&
      (reap_word_is(a, t + 1, "defined") || reap_word_is(a, t + 1, "measured") || reap_word_is(a, t + 1, "assessed") ||
       reap_word_is(a, t + 1, "compared") || reap_word_is(a, t + 1, "evaluated") || reap_word_is(a, t + 1, "recorded")))
    return 0;
  return t + 1;
}

/* The first word behind "MAIN OUTCOME MEASURE(S)", a label of the section or inside the text. */
static bool after_label(const reap_assembler *a, uint32_t sentence, uint32_t token, uint32_t first) {
  static const char *const nouns[] = {"outcome", "outcomes", "measure", "measures", "measurements", "endpoints"};
  const reap_sentence *row = &a->batch->sentences.at[sentence];
  const reap_section *section = &a->batch->sections.at[row->section];
  if (token == first && !a->citation->plain_text)
    return row->span.beg == section->span.beg && (reap_str_find_nocase(section->label, "outcome") != REAP_NONE ||
                                                  reap_str_find_nocase(section->label, "end point") != REAP_NONE);
  uint32_t t = token;
  while (t > first && (reap_mark_at(a, t - 1) == '(' || reap_mark_at(a, t - 1) == ')' ||
                       reap_mark_at(a, t - 1) == ':' || reap_word_is(a, t - 1, "s")))
    t--;
  return t > first && reap_token_at(a, t - 1)->flags & REAP_TOKEN_UPPER &&
         !(reap_token_at(a, token)->flags & REAP_TOKEN_UPPER) && !reap_mark_at(a, token) && IN(a, t - 1, nouns);
}

/* "X and Y |were measured": the passive of a verb of measuring. */
static bool is_measured(const reap_assembler *a, uint32_t token, uint32_t end) {
  static const char *const verbs[] = {
      "measured", "assessed", "evaluated",  "determined", "recorded",   "monitored", "examined",
      "analyzed", "analysed", "compared",   "quantified", "calculated", "estimated", "investigated",
      "obtained", "rated",    "documented", "noted",      "collected",  "tested",    "scored"};
  if (!reap_word_is(a, token, "was") && !reap_word_is(a, token, "were")) return false;
  uint32_t t = token + 1;
  while (t < end && reap_bits_at(a, t) & REAP_W_ADVERB) t++;
  return t < end && IN(a, t, verbs);
}

/* The subject that ends before `token`. */
static reap_run subject_before(const reap_assembler *a, uint32_t token, uint32_t first) {
  uint32_t begin = first;
  for (uint32_t t = token; t > first; t--) {
    uint32_t bits = reap_bits_at(a, t - 1);
    char mark = reap_mark_at(a, t - 1);
    if (mark == ';' || mark == ':' || bits & (REAP_W_BE | REAP_W_CLAUSE | REAP_W_RELATIVE | REAP_W_HAVE)) {
      begin = t;
      break;
    }
  }
  while (begin < token) {
    reap_run run = list_from(a, begin, token);
    if (run.count && run.first + run.count == token) return run;
    begin = run.count ? run.first + run.count : begin + 1;
    if (begin < token && reap_bits_at(a, begin) & REAP_W_PREPOSITION) break;
    if (run.count) begin++;
  }
  return (reap_run){token, 0};
}

/* Unlabelled, "X was measured" may as well tell a result, and "the effect on X" what others found. */
static bool is_labelled(const reap_assembler *a, uint32_t sentence) {
  uint8_t kind = a->kinds.at[sentence - a->citation->sentences.first];
  return kind == REAP_SECTION_TITLE || kind == REAP_SECTION_OBJECTIVE || kind == REAP_SECTION_METHODS;
}

/* "efficacy and safety", without the treatment behind "of". */
static reap_run aim_from(const reap_assembler *a, uint32_t token, uint32_t end) {
  uint32_t of = token;
  while (of < end && !(reap_bits_at(a, of) & REAP_W_OF)) of++;
  return list_from(a, token, of);
}

static void measured_in(reap_assembler *a, uint32_t sentence) {
  const bool labelled = is_labelled(a, sentence);
  reap_range tokens = a->batch->sentences.at[sentence].tokens;
  uint32_t end = tokens.first + tokens.count;
  for (uint32_t t = tokens.first; t + 1 < end;) {
    uint32_t next = 0;
    reap_run run = {t, 0};
    if (labelled && after_label(a, sentence, t, tokens.first))
      run = list_from(a, t, end);
    else if (labelled && after_effect(a, t, tokens.first))
      run = list_from(a, t + 1, end);
    else if (labelled && after_aim(a, t, tokens.first)) {
      run = aim_from(a, t, end);
      if (run.count) reap_phrase_add(a, sentence, REAP_OUTCOME, REAP_VIA_PATTERN, reap_run_span(a, run));
      t = run.count ? run.first + run.count : t + 1;
      continue;
    } else if ((next = after_outcome(a, t, end)))
      run = list_from(a, next, end);
    else if (labelled && is_measured(a, t, end))
      run = subject_before(a, t, tokens.first);
    add(a, sentence, run);
    t = run.count && run.first + run.count > t ? run.first + run.count : t + 1;
  }
}

void reap_measured_phrases(reap_assembler *a) {
  for (uint32_t i = 0; i < a->citation->sentences.count; i++)
    if (a->tells.at[i] == REAP_TELLS_NOTHING) measured_in(a, a->citation->sentences.first + i);
}
