/* SPDX-License-Identifier: MIT */
/* Who took part: people words with what stands before them ("postmenopausal women") and behind ("with early breast
 * cancer", "who underwent surgery", "aged 50 to 70 years"). */
#include "7_assemble/phrases/phrases.h"

enum { BEFORE_MAX = 10, BEHIND_MAX = 40 };

/* ---- the noun ---- */

static bool is_plural_people(const reap_assembler *a, uint32_t token) {
  static const char *const words[] = {"women", "men", "children", "people", "elderly", "youth", "offspring"};
  if (reap_token_at(a, token)->flags & REAP_TOKEN_NUMBER) return false;
  return reap_is_plural(a, token) || reap_word_in(a, token, words, sizeof words / sizeof *words);
}

/* Words that say nothing of who they are. */
static bool is_empty(const reap_assembler *a, uint32_t token) {
  static const char *const words[] = {
      "eligible",   "consecutive", "enrolled",   "included",   "recruited",  "evaluable", "remaining", "study",
      "trial",      "randomized",  "treated",    "such",       "randomised", "other",     "same",      "participating",
      "selected",   "more",        "fewer",      "most",       "many",       "few",       "several",   "further",
      "additional", "available",   "matched",    "responding", "assigned",   "total",     "second",    "first",
      "different",  "responder",   "individual", "how"};
  enum {
    EMPTY = REAP_W_STATISTIC | REAP_W_GROUP | REAP_W_TESTED | REAP_W_CONTROL | REAP_W_DETERMINER | REAP_W_SEVERAL |
            REAP_W_PEOPLE | REAP_W_COMPARATIVE
  };
  if (!reap_token_at(a, token)->hash || reap_token_at(a, token)->flags & REAP_TOKEN_NUMBER) return true;
  return reap_bits_at(a, token) & EMPTY || reap_word_in(a, token, words, sizeof words / sizeof *words);
}

/* Part of a printed number, in digits or words: "forty", "120". */
static bool in_numeral(const reap_assembler *a, uint32_t token) {
  uint32_t row = reap_quantity_of(a, token);
  if (row == REAP_NONE) return false;
  const reap_quantity *q = &a->batch->quantities.at[row];
  return reap_span_known(q->numeral) && reap_span_overlap(q->numeral, reap_token_at(a, token)->span);
}

/* The first token of the noun phrase that ends at `head`. */
static uint32_t phrase_start(const reap_assembler *a, uint32_t head, uint32_t first) {
  uint32_t t = head;
  while (t > first && head - t < BEFORE_MAX) {
    uint32_t k = t - 1;
    bool tied = reap_token_at(a, t)->flags & (REAP_TOKEN_HYPHEN | REAP_TOKEN_GLUED);
    bool hyphen = reap_mark_at(a, k) == '-' && tied;
    if (!tied && !hyphen && (reap_mark_at(a, k) || !reap_is_nominal(a, k))) break;
    if (!tied && in_numeral(a, k)) break;
    t = k;
  }
  while (t < head &&
         (reap_mark_at(a, t) || reap_bits_at(a, t) & (REAP_W_DETERMINER | REAP_W_STATISTIC | REAP_W_SEVERAL)))
    t++;
  return t;
}

/* ---- what follows it ---- */

/* Words that open what tells who they are. */
static bool opens_complement(const reap_assembler *a, uint32_t token) {
  static const char *const words[] = {
      "with",       "without",     "who",       "whose",        "undergoing",  "having",       "suffering",
      "diagnosed",  "aged",        "requiring", "scheduled",    "admitted",    "hospitalized", "hospitalised",
      "presenting", "at",          "on",        "over",         "older",       "younger",      "between",
      "attending",  "living",      "referred",  "awaiting",     "recovering",  "needing",      "seeking",
      "exposed",    "infected",    "affected",  "experiencing", "taking",      "born",         "posted",
      "operated",   "planned",     "listed",    "suspected",    "surviving",   "from",         "of",
      "age",        "ages",        "in",        "under",        "receiving",   "treated",      "developing",
      "meeting",    "complaining", "after",     "following",    "for",         "that",         "newly",
      "previously", "recently",    "currently", "waiting",      "complicated", "tested",       "resistant",
      "refractory", "positive",    "naive",     "intolerant",   "being"};
  return reap_word_in(a, token, words, sizeof words / sizeof *words);
}

/* The study itself is no trait of its participants: "in a randomized trial", "in this study". */
static bool opens_setting(const reap_assembler *a, uint32_t token, uint32_t end) {
  static const char *const words[] = {"group",   "groups", "arm",     "arms",     "trial",  "trials",  "study",
                                      "studies", "cohort", "results", "analysis", "manner", "session", "sessions"};
  for (uint32_t t = token; t < end && t < token + 8; t++) {
    if (reap_mark_at(a, t) && !(reap_token_at(a, t)->flags & REAP_TOKEN_HYPHEN)) return false;
    if (reap_word_in(a, t, words, sizeof words / sizeof *words)) return true;
    if (t > token && reap_bits_at(a, t) & REAP_W_PREPOSITION) return false;
  }
  return false;
}

static bool is_finite_verb(const reap_assembler *a, uint32_t token) {
  uint32_t bits = reap_bits_at(a, token);
  if (reap_token_at(a, token)->flags & (REAP_TOKEN_HYPHEN | REAP_TOKEN_GLUED)) return false;
  if (bits & (REAP_W_BE | REAP_W_HAVE | REAP_W_AUXILIARY)) return true;
  enum { INSIDE = REAP_W_PREPOSITION | REAP_W_DETERMINER | REAP_W_ADVERB };
  if (token > a->citation->tokens.first && reap_bits_at(a, token - 1) & INSIDE) return false; /* "with proven gout" */
  if (bits & (REAP_W_ALLOCATE | REAP_W_SHIFT)) return true;
  return bits & REAP_W_VERB && !reap_is_nominal(a, token) && !opens_complement(a, token);
}

static bool is_plain_word(const reap_assembler *a, uint32_t token) {
  if (reap_mark_at(a, token)) return false;
  return !(reap_bits_at(a, token) & (REAP_W_CLAUSE | REAP_W_VERSUS)) || reap_word_is(a, token, "than");
}

/* "locally advanced, |unresectable, inoperable cancer": an adjective before the comma, and no verb till the list ends.
 */
static bool lists_adjectives(const reap_assembler *a, uint32_t token, uint32_t end) {
  enum { REACH = 8 };
  if (token < 2 || reap_is_nominal(a, token - 2)) return false;
  for (uint32_t t = token; t < end && t < token + REACH; t++)
    if (reap_mark_at(a, t) || !reap_is_nominal(a, t)) return t > token && !is_finite_verb(a, t);
  return true;
}

/* Whether the words behind a comma or "and" tell more of them. */
static bool goes_on(const reap_assembler *a, uint32_t token, uint32_t end, bool comma) {
  if (token >= end || reap_mark_at(a, token) || reap_names_arm_at(a, token)) return false;
  if (comma) {
    static const char *const words[] = {"aged", "who", "with", "without", "and", "or", "undergoing"};
    return reap_word_in(a, token, words, sizeof words / sizeof *words) || lists_adjectives(a, token, end);
  }
  if (is_finite_verb(a, token)) return false;
  return reap_is_nominal(a, token) || opens_complement(a, token) || reap_bits_at(a, token) & REAP_W_NOT ||
         reap_bits_at(a, token) & (REAP_W_ADVERB | REAP_W_DETERMINER);
}

/* "women |32 to 38 years of age" */
static bool tells_age(const reap_assembler *a, uint32_t token) {
  uint32_t row = reap_quantity_of(a, token);
  return row != REAP_NONE && a->batch->quantities.at[row].kind == REAP_Q_AGE;
}

/* The end of a bracket that opens at `token`, one past its closing mark; `end` when it stays open. */
static uint32_t bracket_end(const reap_assembler *a, uint32_t token, uint32_t end) {
  char open = reap_mark_at(a, token), close = open == '(' ? ')' : ']';
  uint32_t depth = 0;
  for (uint32_t t = token; t < end; t++) {
    if (reap_mark_at(a, t) == open) depth++;
    if (reap_mark_at(a, t) == close && --depth == 0) return t + 1;
  }
  return end;
}

/* One past the last token of what tells who they are, `token` when nothing does. */
static uint32_t complement_end(const reap_assembler *a, uint32_t token, uint32_t end) {
  uint32_t t = token, last = token;
  bool opened = false, relative = false, verb = false;
  if (end - token > BEHIND_MAX) end = token + BEHIND_MAX;
  while (t < end) {
    char mark = reap_mark_at(a, t);
    bool tied = reap_token_at(a, t)->flags & (REAP_TOKEN_HYPHEN | REAP_TOKEN_GLUED);
    if (mark == '(' || mark == '[') {
      t = bracket_end(a, t, end);
      continue;
    }
    if (mark == ',' && opened && goes_on(a, t + 1, end, true)) {
      t++;
      continue;
    }
    if (mark == '/' || mark == '-' || mark == '<' || mark == '>' || mark == '%' || mark == '=' || mark == '+' ||
        (mark == '.' && tied) || (unsigned char)mark >= 0x80) {
      bool bound = mark == '<' || mark == '>'; /* "patients > 65 years" */
      if (!opened && !bound) break;
      opened = true;
      t++;
      continue;
    }
    if (mark && !tied) break;
    if (!opened && tells_age(a, t)) {
      opened = true;
      last = ++t;
      continue;
    }
    if (!opened) {
      if (!opens_complement(a, t) || opens_setting(a, t, end)) break;
      opened = true;
      relative = reap_bits_at(a, t) & REAP_W_RELATIVE;
      last = ++t;
      continue;
    }
    if (!is_plain_word(a, t) || reap_names_arm_at(a, t)) break;
    if (reap_bits_at(a, t) & REAP_W_RELATIVE) relative = true, verb = false;
    if (is_finite_verb(a, t)) {
      if (!relative || verb) break;
      while (t < end && !reap_mark_at(a, t) && is_finite_verb(a, t)) t++;
      verb = true;
      last = t;
      continue;
    }
    if (reap_word_is(a, t, "to") && t + 1 < end && !reap_token_at(a, t + 1)->flags && !verb &&
        (reap_bits_at(a, t + 1) & (REAP_W_VERB | REAP_W_TREAT)))
      break;
    if (reap_bits_at(a, t) & REAP_W_AND) {
      if (!goes_on(a, t + 1, end, false)) break;
      t++;
      continue;
    }
    if (reap_bits_at(a, t) & REAP_W_PREPOSITION && opens_setting(a, t, end)) break;
    t++;
    if (reap_is_nominal(a, t - 1) || reap_token_at(a, t - 1)->flags & REAP_TOKEN_NUMBER) last = t;
  }
  while (last > token &&
         (reap_bits_at(a, last - 1) & (REAP_W_PREPOSITION | REAP_W_AND | REAP_W_DETERMINER | REAP_W_RELATIVE) ||
          reap_mark_at(a, last - 1) == ','))
    last--;
  return last;
}

/* ---- sentences ---- */

static bool has_content(const reap_assembler *a, uint32_t first, uint32_t end) {
  for (uint32_t t = first; t < end; t++)
    if (reap_is_nominal(a, t) && !is_empty(a, t) && !(t == first && opens_complement(a, t))) return true;
  return false;
}

static bool touches_arm(const reap_assembler *a, uint32_t first, uint32_t end) {
  for (uint32_t t = first; t < end; t++)
    if (reap_names_arm_at(a, t)) return true;
  return false;
}

/* The phrase around the people word at `head`; returns one past it. */
static uint32_t read_phrase(reap_assembler *a, uint32_t sentence, uint32_t head, uint32_t from) {
  reap_range tokens = a->batch->sentences.at[sentence].tokens;
  uint32_t end = tokens.first + tokens.count;
  uint32_t first = phrase_start(a, head, from), behind = complement_end(a, head + 1, end);
  if (touches_arm(a, first, head + 1)) return head + 1;
  if (!has_content(a, first, head) && !has_content(a, head + 1, behind)) return head + 1;
  reap_phrase_add(a, sentence, REAP_POPULATION, REAP_VIA_PATTERN, reap_run_span(a, (reap_run){first, behind - first}));
  return behind;
}

/* Units of analysis that are no people. */
static bool is_thing(const reap_assembler *a, uint32_t token) {
  static const char *const words[] = {"eyes", "knees", "teeth", "rats",    "mice",
                                      "cows", "dogs",  "pigs",  "animals", "cases"};
  return reap_word_in(a, token, words, sizeof words / sizeof *words);
}

/* The first cue from `cue` on that is a word for people and ends behind the byte. */
static uint32_t next_people(const reap_assembler *a, uint32_t cue, uint32_t byte) {
  const uint32_t end = a->citation->cues.first + a->citation->cues.count;
  const reap_mention *rows = a->batch->cues.at;
  while (cue < end && (rows[cue].type != REAP_CUE_PEOPLE || rows[cue].span.end <= byte)) cue++;
  return cue;
}

static void phrases_in_sentence(reap_assembler *a, uint32_t sentence, uint32_t *cue) {
  reap_range tokens = a->batch->sentences.at[sentence].tokens, cues = a->citation->cues;
  const reap_span span = a->batch->sentences.at[sentence].span;
  *cue = next_people(a, *cue, span.beg);
  const bool cued = *cue < cues.first + cues.count && a->batch->cues.at[*cue].span.beg < span.end;
  if (!cued && !reap_sentence_has(a, sentence, REAP_W_PEOPLE)) return;
  uint32_t past = tokens.first;
  for (uint32_t t = tokens.first; t < tokens.first + tokens.count; t++) {
    uint32_t byte = reap_token_at(a, t)->span.beg;
    *cue = next_people(a, *cue, byte);
    bool head = reap_bits_at(a, t) & REAP_W_PEOPLE && !is_thing(a, t);
    if (!head && *cue < cues.first + cues.count) {
      const reap_mention *row = &a->batch->cues.at[*cue];
      head = row->span.beg <= byte && row->span.end == reap_token_at(a, t)->span.end &&
             reap_str_equal(row->name, REAP_STR("person"));
    }
    if (head && t >= past && is_plural_people(a, t)) past = read_phrase(a, sentence, t, past);
  }
}

void reap_population_phrases(reap_assembler *a) {
  uint32_t cue = a->citation->cues.first;
  for (uint32_t i = 0; i < a->citation->sentences.count; i++)
    if (a->tells.at[i] != REAP_TELLS_RESULTS) phrases_in_sentence(a, a->citation->sentences.first + i, &cue);
}
