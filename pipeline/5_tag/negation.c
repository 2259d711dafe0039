/* SPDX-License-Identifier: MIT */
#include "5_tag/negation.h"

enum { REACH = 60 }; /* tokens that a scope may span */

/* One sentence with its rows. */
typedef struct {
  const reap_batch *batch;
  reap_str text;
  const reap_sentence *sentence;
  uint8_t section; /* reap_section_kind */
  reap_range mentions, cues;
} clause_view;

static const char *const stop_words[] = {
    "after",     "although",  "among",    "and",     "are",     "as",       "associated", "at",        "because",
    "before",    "between",   "but",      "by",      "can",     "caused",   "compared",   "could",     "decreased",
    "detected",  "developed", "did",      "do",      "does",    "due",      "during",     "either",    "except",
    "for",       "found",     "from",     "had",     "has",     "have",     "however",    "improved",  "in",
    "increased", "into",      "is",       "led",     "may",     "needed",   "noted",      "observed",  "occurred",
    "on",        "over",      "recorded", "reduced", "related", "reported", "required",   "requiring", "seen",
    "showed",    "than",      "that",     "though",  "to",      "under",    "until",      "using",     "versus",
    "vs",        "was",       "were",     "when",    "whereas", "which",    "while",      "who",       "will",
    "with",      "within",    "would"};

/* What may stand between "not" and the name that it denies. */
static const char *const bridge_words[] = {"a",    "an",     "any", "be",     "been", "develop", "experience",
                                           "have", "having", "of",  "report", "show", "suffer",  "the"};

/* "no pain relief" does not say that there was no pain. */
static const char *const change_words[] = {
    "benefit", "change",      "changes",      "decrease", "decreases", "difference", "differences", "effect",
    "effects", "improvement", "improvements", "increase", "increases", "reduction",  "reductions",  "relief"};

/* What the few do in "none of the patients had ..." */
static const char *const having_words[] = {"developed", "experienced", "had",    "have",
                                           "reported",  "required",    "showed", "suffered"};

static const char *const people_cues[] = {"neither", "no one", "no participant", "no patient", "no subject",
                                          "nobody",  "none"};

#define COUNT(list) (sizeof(list) / sizeof *(list))

static bool listed(const char *const *list, size_t count, reap_str word) {
  for (size_t i = 0; i < count; i++)
    if (reap_str_is_nocase(word, list[i])) return true;
  return false;
}

static const reap_token *token_at(const clause_view *v, uint32_t token) { return &v->batch->tokens.at[token]; }
static uint32_t tokens_end(const clause_view *v) { return v->sentence->tokens.first + v->sentence->tokens.count; }
static reap_str word_at(const clause_view *v, uint32_t token) { return reap_slice(v->text, token_at(v, token)->span); }

/* The first token that begins at or after a byte. */
static uint32_t token_from(const clause_view *v, uint32_t byte) {
  uint32_t low = v->sentence->tokens.first, high = tokens_end(v);
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (token_at(v, middle)->span.beg < byte)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/* The first of the rows that begins at or after a byte. */
static uint32_t row_from(const reap_mention *rows, reap_range range, uint32_t byte) {
  uint32_t low = range.first, high = range.first + range.count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (rows[middle].span.beg < byte)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/* The end of the tokens that a scope from `token` may reach: no clause is longer, and work stays linear. */
static uint32_t reach_end(const clause_view *v, uint32_t token) {
  uint32_t end = tokens_end(v);
  return end - token > REACH ? token + REACH : end;
}

static bool is_cue(const reap_mention *cue, reap_type type, const char *id) {
  return cue->type == type && reap_str_equal(cue->id, reap_str_of(id));
}

/* Whether a cue begins there that ends any scope: "but", "compared with", another negation. */
static bool ends_at_cue(const clause_view *v, uint32_t byte) {
  uint32_t row = row_from(v->batch->cues.at, v->cues, byte);
  if (row == v->cues.first + v->cues.count) return false;
  const reap_mention *cue = &v->batch->cues.at[row];
  return cue->span.beg == byte && (cue->type == REAP_CUE_VERSUS || cue->type == REAP_CUE_NEGATION);
}

static bool is_mark(reap_str word, const char *marks) { return word.len == 1 && strchr(marks, word.ptr[0]); }
static bool is_or(reap_str word) {
  return reap_str_equal_nocase(word, REAP_STR("or")) || reap_str_equal_nocase(word, REAP_STR("nor"));
}

static bool is_and(reap_str word) { return reap_str_equal_nocase(word, REAP_STR("and")); }

/* True when the comma before `token` is one of a list that goes on with "or": "no infection, pain or bleeding"; in
 * "no infection, and pain fell" it is not. */
static bool list_goes_on(const clause_view *v, uint32_t token, bool joins_and) {
  for (uint32_t i = token, end = reach_end(v, token); i < end; i++) {
    reap_str word = word_at(v, i);
    if (is_or(word) || (joins_and && i > token && is_and(word))) return true;
    if (is_mark(word, ";:()[].") || listed(stop_words, COUNT(stop_words), word)) return false;
  }
  return false;
}

static bool holds_name(const clause_view *v, uint32_t beg, uint32_t end) {
  uint32_t row = row_from(v->batch->mentions.at, v->mentions, beg);
  return row < v->mentions.first + v->mentions.count && v->batch->mentions.at[row].span.beg < end;
}

/* Where the scope that begins at `token` ends: behind the head of "recurrence of ulcers", at the byte of the first word
 * that is no part of a noun phrase. */
static uint32_t phrase_end(const clause_view *v, uint32_t token, bool joins_and) {
  uint32_t end = reach_end(v, token), start = token < end ? token_at(v, token)->span.beg : 0;
  bool lists = false;
  for (; token < end; token++) {
    reap_str word = word_at(v, token);
    uint32_t beg = token_at(v, token)->span.beg;
    if (is_mark(word, ";:()[].") || ends_at_cue(v, beg)) return beg;
    if (is_mark(word, ",") && !lists && !(lists = list_goes_on(v, token + 1, joins_and))) return beg;
    if (joins_and && is_and(word)) continue;
    if (listed(stop_words, COUNT(stop_words), word)) return beg;
    if (reap_str_equal_nocase(word, REAP_STR("of")) && holds_name(v, start, beg)) return beg;
  }
  return end < tokens_end(v) ? token_at(v, end)->span.beg : v->sentence->span.end;
}

/* Where the clause ends: at a semicolon, a closing bracket, or a word that turns against what was said. */
static uint32_t clause_end(const clause_view *v, uint32_t token) {
  static const char *const turns[] = {"although", "but", "however", "though", "whereas", "while", "yet"};
  uint32_t depth = 0, end = reach_end(v, token);
  for (; token < end; token++) {
    reap_str word = word_at(v, token);
    depth += is_mark(word, "([");
    if (is_mark(word, ")]") && depth-- == 0) return token_at(v, token)->span.beg;
    if (is_mark(word, ";") || listed(turns, COUNT(turns), word)) return token_at(v, token)->span.beg;
  }
  return end < tokens_end(v) ? token_at(v, end)->span.beg : v->sentence->span.end;
}

/* Flags the mentions that begin in [beg, end); returns how many. */
static uint32_t flag(const clause_view *v, uint32_t beg, uint32_t end, uint8_t bit) {
  reap_mention *rows = v->batch->mentions.at;
  uint32_t flagged = 0, last = v->mentions.first + v->mentions.count;
  for (uint32_t i = row_from(rows, v->mentions, beg); i < last && rows[i].span.beg < end; i++) {
    uint32_t next = token_from(v, rows[i].span.end);
    bool changes = next < tokens_end(v) && listed(change_words, COUNT(change_words), word_at(v, next));
    if (bit == REAP_MENTION_NEGATED && changes) continue;
    rows[i].flags |= bit;
    flagged++;
  }
  return flagged;
}

/* "was not randomized": design cues are denied like names. */
static void flag_design(const clause_view *v, uint32_t byte) {
  uint32_t row = row_from(v->batch->cues.at, v->cues, byte);
  if (row == v->cues.first + v->cues.count) return;
  reap_mention *cue = &v->batch->cues.at[row];
  if (cue->type == REAP_CUE_DESIGN && cue->span.beg == byte) cue->flags |= REAP_MENTION_NEGATED;
}

/* "did not", "failed to": denies a verb, and a name only when that follows at once. */
static bool is_bare(reap_str cue) {
  static const char *const ends[] = {"not", "n't", "n\u2019t", "cannot", "never", "to"};
  for (size_t i = 0; i < COUNT(ends); i++) {
    reap_str end = reap_str_of(ends[i]);
    if (cue.len >= end.len && reap_str_equal_nocase((reap_str){cue.ptr + cue.len - end.len, end.len}, end)) return true;
  }
  return false;
}

static void negate_bare(const clause_view *v, uint32_t token) {
  uint32_t first = token;
  while (token < tokens_end(v) && token - first < 4 && listed(bridge_words, COUNT(bridge_words), word_at(v, token)))
    token++;
  if (token == tokens_end(v)) return;
  uint32_t beg = token_at(v, token)->span.beg;
  flag_design(v, beg);
  uint32_t row = row_from(v->batch->mentions.at, v->mentions, beg);
  if (row < v->mentions.first + v->mentions.count && v->batch->mentions.at[row].span.beg == beg)
    flag(v, beg, phrase_end(v, token, false), REAP_MENTION_NEGATED);
}

static bool starts_with_any(const char *const *list, size_t count, reap_str text) {
  for (size_t i = 0; i < count; i++)
    if (reap_str_begins_nocase(text, list[i])) return true;
  return false;
}

/* "with or without", "with and without": both are meant. */
static bool is_either(const clause_view *v, uint32_t token) {
  if (token < v->sentence->tokens.first + 2) return false;
  reap_str before = word_at(v, token - 1);
  return (is_or(before) || is_and(before)) && reap_str_equal_nocase(word_at(v, token - 2), REAP_STR("with"));
}

static void negate_before(const clause_view *v, const reap_mention *cue) {
  reap_str text = reap_slice(v->text, cue->span);
  if (is_either(v, token_from(v, cue->span.beg))) return;
  uint32_t token = token_from(v, cue->span.end);
  if (is_bare(text)) {
    negate_bare(v, token);
    return;
  }
  /* "none of the ten patients had pain": the scope begins behind "had" */
  if (starts_with_any(people_cues, COUNT(people_cues), text))
    for (uint32_t i = token; i < tokens_end(v) && i - token < 8; i++)
      if (listed(having_words, COUNT(having_words), word_at(v, i))) token = i + 1;
  if (token == tokens_end(v)) return;
  bool joins_and = !reap_str_starts_nocase(text, REAP_STR("no"));
  flag(v, token_at(v, token)->span.beg, phrase_end(v, token, joins_and), REAP_MENTION_NEGATED);
}

/* Where the subject of the verb at `token` begins: behind the last mark, verb or turn of the clause. */
static uint32_t subject_begin(const clause_view *v, uint32_t token) {
  bool list = false;
  uint32_t low = token - v->sentence->tokens.first > REACH ? token - REACH : v->sentence->tokens.first;
  while (token > low) {
    reap_str word = word_at(v, token - 1);
    uint32_t beg = token_at(v, token - 1)->span.beg;
    list |= is_or(word) || is_and(word);
    if (is_mark(word, ";:()[].") || (is_mark(word, ",") && !list) || ends_at_cue(v, beg)) break;
    if (listed(having_words, COUNT(having_words), word) || reap_str_equal_nocase(word, REAP_STR("that"))) break;
    token--;
  }
  return token;
}

/* "recurrence of ulcers was not observed": the head of the subject; else the name next to the verb. */
static void negate_after(const clause_view *v, const reap_mention *cue) {
  uint32_t token = subject_begin(v, token_from(v, cue->span.beg));
  if (token >= tokens_end(v) || token_at(v, token)->span.beg >= cue->span.beg) return;
  uint32_t end = phrase_end(v, token, true);
  if (end > cue->span.beg) end = cue->span.beg;
  if (flag(v, token_at(v, token)->span.beg, end, REAP_MENTION_NEGATED)) return;
  uint32_t row = row_from(v->batch->mentions.at, v->mentions, cue->span.beg);
  if (row == v->mentions.first) return;
  uint32_t beg = v->batch->mentions.at[row - 1].span.beg;
  if (beg >= token_at(v, token)->span.beg) flag(v, beg, beg + 1, REAP_MENTION_NEGATED);
}

/* "pain was assessed" */
static bool follows_subject(reap_str cue) {
  bool verb = reap_str_starts_nocase(cue, REAP_STR("was ")) || reap_str_starts_nocase(cue, REAP_STR("were "));
  return verb && !is_bare(cue);
}

/* Wishes and possibilities reach to the end of the clause; what "was assessed" stands before. Results report even where
 * they name an aim; weak cues ("suggests", "the effect of") leave a report a report. */
static void suppose(const clause_view *v, const reap_mention *cue) {
  if (v->section == REAP_SECTION_RESULTS && is_cue(cue, REAP_CUE_HYPOTHETICAL, "aim")) return;
  bool weak = reap_str_starts_nocase(reap_slice(v->text, cue->span), REAP_STR("the effect"));
  if (weak || is_cue(cue, REAP_CUE_HYPOTHETICAL, "weak")) return;
  uint32_t after = token_from(v, cue->span.end);
  if (follows_subject(reap_slice(v->text, cue->span))) {
    uint32_t first = subject_begin(v, token_from(v, cue->span.beg));
    if (first < after) flag(v, token_at(v, first)->span.beg, cue->span.beg, REAP_MENTION_HYPOTHETICAL);
  } else {
    flag(v, cue->span.end, clause_end(v, after), REAP_MENTION_HYPOTHETICAL);
  }
}

/* "no significant" is often another cue, yet it denies what follows it. */
static bool denies(reap_str text, const reap_mention *cue) {
  static const char significant[] = "no significant";
  if (is_cue(cue, REAP_CUE_NEGATION, "pre")) return true;
  return (cue->type == REAP_CUE_SIGNIFICANCE || is_cue(cue, REAP_CUE_NEGATION, "pseudo")) &&
         reap_str_equal_nocase(reap_slice(text, cue->span), REAP_STR(significant));
}

static void mark_sentence(const clause_view *v) {
  for (uint32_t i = 0; i < v->cues.count; i++) {
    const reap_mention *cue = &v->batch->cues.at[v->cues.first + i];
    if (cue->type == REAP_CUE_HYPOTHETICAL) suppose(v, cue);
    if (denies(v->text, cue)) negate_before(v, cue);
    if (is_cue(cue, REAP_CUE_NEGATION, "post")) negate_after(v, cue);
  }
}

/* The rows of `all` that belong to a sentence; *next moves behind them. Rows are in text order. */
static reap_range rows_of(const reap_mention *rows, reap_range all, uint32_t sentence, uint32_t *next) {
  reap_range found = {*next, 0};
  uint32_t end = all.first + all.count;
  while (*next < end && rows[*next].sentence == sentence) (*next)++;
  found.count = *next - found.first;
  return found;
}

void reap_mark_negation(reap_batch *batch, const reap_citation *citation) {
  uint32_t mention = citation->mentions.first, cue = citation->cues.first;
  for (uint32_t i = 0; i < citation->sentences.count; i++) {
    uint32_t row = citation->sentences.first + i;
    clause_view v = {.batch = batch, .text = citation->text, .sentence = &batch->sentences.at[row]};
    v.mentions = rows_of(batch->mentions.at, citation->mentions, row, &mention);
    v.cues = rows_of(batch->cues.at, citation->cues, row, &cue);
    v.section = batch->sections.at[v.sentence->section].kind;
    if (v.cues.count && (v.mentions.count || v.section != REAP_SECTION_TITLE)) mark_sentence(&v);
  }
}
