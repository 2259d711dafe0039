/* SPDX-License-Identifier: MIT */
/* What the linear tagger says of each sentence of a trial: which phrases of the rules it doubts, and phrases where
 * the rules found none or only a part. */
#include "7_assemble/phrases/phrases.h"
#include "7_assemble/phrases/tagger.h"

enum { NONE, POPULATION, INTERVENTION, OUTCOME };
static const uint8_t type_of[REAP_LINEAR_LABELS] = {REAP_ENTITY_TYPES, REAP_POPULATION, REAP_INTERVENTION,
                                                    REAP_OUTCOME};

/* How probable each token of a phrase must be, and how many it must have. Where the rules tell better, the tagger is
 * silent (NEVER): what stands in aims is not always measured. */
#define NEVER 2
static const struct {
  double least;
  uint8_t tokens;
} taken[REAP_PARTS][REAP_LINEAR_LABELS] = {
    [REAP_PART_TITLE] = {{0}, {.3, 1}, {NEVER, 0}, {NEVER, 0}},
    [REAP_PART_METHODS] = {{0}, {.2, 1}, {.3, 8}, {.6, 1}},
    [REAP_PART_FIRST_HALF] = {{0}, {.3, 1}, {NEVER, 0}, {NEVER, 0}},
};

/* How probable the tokens of a rule's phrase must be, on average, for it to stay. Names of a lexicon stay what the
 * lexicon calls them. */
static const double kept[REAP_ENTITY_TYPES] = {[REAP_OUTCOME] = .3, [REAP_POPULATION] = .1};

/* ---- what is doubted ---- */

/* The label that speaks for a type that may be doubted. Whose a treatment is, is settled already (interventions.c). */
static unsigned label_for(uint8_t type) {
  return type == REAP_POPULATION ? POPULATION : type == REAP_OUTCOME ? OUTCOME : NONE;
}

/* Whether the sentence's nodes speak for the row; `token` moves on with rows in text order. */
static bool stays(const reap_assembler *a, const reap_mention *row, reap_range tokens, uint32_t *token) {
  unsigned label = label_for(row->type);
  if (label == NONE) return true;
  while (*token < tokens.count && reap_token_at(a, tokens.first + *token)->span.end <= row->span.beg) ++*token;
  double sum = 0;
  uint32_t count = 0;
  for (uint32_t i = *token; i < tokens.count && reap_token_at(a, tokens.first + i)->span.beg < row->span.end;
       i++, count++)
    sum += reap_linear_marginal(&a->nodes.at[i], label);
  return count == 0 || sum >= kept[row->type] * count;
}

/* Empties the phrases of the sentence, from *row on, that the tagger does not believe. */
static void doubt(reap_assembler *a, uint32_t *row, uint32_t sentence) {
  reap_range tokens = a->batch->sentences.at[sentence].tokens, range = a->citation->phrases;
  reap_mention *rows = a->batch->phrases.at;
  uint32_t token = 0;
  for (; *row < range.first + range.count && rows[*row].sentence <= sentence; ++*row)
    if (rows[*row].sentence == sentence && !stays(a, &rows[*row], tokens, &token))
      rows[*row].span.end = rows[*row].span.beg;
}

/* ---- phrases ---- */

static uint8_t label_of(const reap_linear_node *node, reap_part where) {
  uint8_t best = NONE;
  double most = 1;
  for (unsigned l = POPULATION; l <= OUTCOME; l++) {
    double over = reap_linear_marginal(node, l) / taken[where][l].least;
    if (over > most) most = over, best = (uint8_t)l;
  }
  return best;
}

/* No phrase begins, or ends, with such a token. */
static bool is_margin(const reap_assembler *a, uint32_t token, bool end) {
  enum { FUNCTION = REAP_W_AND | REAP_W_PREPOSITION | REAP_W_CLAUSE | REAP_W_RELATIVE | REAP_W_BE };
  char mark = reap_mark_at(a, token);
  if (mark) return end ? mark != ')' && mark != ']' && mark != '%' : mark != '(' && mark != '[';
  if (!end && reap_bits_at(a, token) & REAP_W_VERB) return !reap_is_nominal(a, token); /* "recruited 40 adults" */
  return reap_bits_at(a, token) & (end ? FUNCTION | REAP_W_DETERMINER : FUNCTION);
}

static reap_run trimmed(const reap_assembler *a, reap_run run) {
  while (run.count && is_margin(a, run.first, false)) run.first++, run.count--;
  while (run.count && is_margin(a, run.first + run.count - 1, true)) run.count--;
  return run;
}

/* One more token when it closes a bracket that the run opens. */
static reap_run closed(const reap_assembler *a, reap_run run, uint32_t end) {
  int open = 0;
  for (uint32_t t = run.first; t < run.first + run.count; t++) {
    char mark = reap_mark_at(a, t);
    open += (mark == '(' || mark == '[') - (mark == ')' || mark == ']');
  }
  char next = run.first + run.count < end ? reap_mark_at(a, run.first + run.count) : 0;
  if (open == 1 && (next == ')' || next == ']')) run.count++;
  return run;
}

/* "patients" alone names nobody. */
static bool names_something(const reap_assembler *a, reap_run run) {
  for (uint32_t t = run.first; t < run.first + run.count; t++) {
    bool word = !reap_mark_at(a, t) && !(reap_token_at(a, t)->flags & REAP_TOKEN_NUMBER);
    if (word && reap_is_nominal(a, t) && (run.count > 1 || !(reap_bits_at(a, t) & REAP_W_PEOPLE))) return true;
  }
  return false;
}

/* The phrase takes in those of its type that it touches, from row `from` on, which become empty. */
static reap_span joined(reap_assembler *a, reap_type type, reap_span span, uint32_t from) {
  reap_range rows = a->citation->phrases;
  for (uint32_t i = from; i < rows.first + rows.count; i++) {
    reap_mention *row = &a->batch->phrases.at[i];
    if (row->type != type || row->span.beg == row->span.end || !reap_span_overlap(row->span, span)) continue;
    if (row->span.beg < span.beg) span.beg = row->span.beg;
    if (row->span.end > span.end) span.end = row->span.end;
    row->span.end = row->span.beg;
  }
  return span;
}

/* `from` is the first row of the sentence's phrases. */
static void add_phrase(reap_assembler *a, uint32_t sentence, uint32_t from, uint8_t label, reap_run run) {
  reap_range tokens = a->batch->sentences.at[sentence].tokens;
  run = closed(a, trimmed(a, run), tokens.first + tokens.count);
  if (!run.count || !names_something(a, run)) return;
  reap_type type = (reap_type)type_of[label];
  reap_span span = joined(a, type, reap_run_span(a, run), from);
  reap_phrase_add(a, sentence, type, REAP_VIA_TAGGER, span);
}

static void find_phrases(reap_assembler *a, uint32_t sentence, uint32_t from, reap_part where) {
  reap_range tokens = a->batch->sentences.at[sentence].tokens;
  for (uint32_t i = 0, end; i < tokens.count; i = end) {
    uint8_t label = label_of(&a->nodes.at[i], where);
    for (end = i + 1; end < tokens.count && label_of(&a->nodes.at[end], where) == label;) end++;
    if (label != NONE && end - i >= taken[where][label].tokens)
      add_phrase(a, sentence, from, label, (reap_run){tokens.first + i, end - i});
  }
}

void reap_tagged_phrases(reap_assembler *a) {
  if (!reap_tagger_look(a->tagger, a)) return;
  uint32_t phrase = a->citation->phrases.first;
  for (uint32_t number = 0; number < a->citation->sentences.count; number++) {
    uint32_t sentence = a->citation->sentences.first + number;
    reap_part part = reap_part_of(a, number);
    if (part == REAP_PART_REST) continue;
    reap_tagger_weigh(a->tagger, a, sentence);
    uint32_t from = phrase;
    doubt(a, &phrase, sentence);
    find_phrases(a, sentence, from, part);
  }
}
