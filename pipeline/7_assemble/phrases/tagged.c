/* SPDX-License-Identifier: MIT */
/* Asks the linear tagger about every sentence of a trial; the steps of tagged.h make phrases of what it says. */
#include "7_assemble/phrases/tagged.h"

#include "7_assemble/phrases/tagger.h"

reap_part reap_part_of(const reap_assembler *a, uint32_t sentence) {
  switch (a->kinds.at[sentence - a->citation->sentences.first]) {
  case REAP_SECTION_TITLE:
  case REAP_SECTION_BACKGROUND:
  case REAP_SECTION_OBJECTIVE:
  case REAP_SECTION_METHODS:
    return REAP_PART_EARLY;
  case REAP_SECTION_CONCLUSIONS:
  case REAP_SECTION_REGISTRATION:
    return REAP_PART_LATE;
  case REAP_SECTION_RESULTS:
    return REAP_PART_RESULTS;
  default: { /* where nothing is labelled, methods fill about two fifths */
    uint64_t at = a->batch->sentences.at[sentence].span.beg;
    return at * 5 < (uint64_t)a->citation->text.len * 2 ? REAP_PART_EARLY : REAP_PART_RESULTS;
  }
  }
}

/* ---- the probabilities ---- */

static void weigh(reap_assembler *a, uint32_t sentence) {
  reap_range tokens = a->batch->sentences.at[sentence].tokens;
  reap_tagger_weigh(a->tagger, a, sentence);
  reap_share *shares = a->shares.at + (tokens.first - a->citation->tokens.first);
  for (uint32_t i = 0; i < tokens.count; i++)
    for (unsigned l = 0; l < REAP_LINEAR_LABELS; l++) shares[i].of[l] = (float)reap_linear_marginal(&a->nodes.at[i], l);
}

float reap_share_in(const reap_assembler *a, reap_span span, uint8_t label) {
  reap_run run = reap_run_of_span(a, span);
  float sum = 0;
  for (uint32_t t = run.first; t < run.first + run.count; t++) sum += reap_share_at(a, t, label);
  return run.count ? sum / (float)run.count : 1;
}

/* ---- runs ---- */

static bool says(const reap_assembler *a, uint32_t token, uint8_t label, float least) {
  float share = reap_share_at(a, token, label);
  if (share < least) return false;
  for (unsigned l = REAP_SAYS_PEOPLE; l <= REAP_SAYS_OUTCOME; l++)
    if (reap_share_at(a, token, l) > share) return false;
  return true;
}

bool reap_walk_runs(const reap_assembler *a, uint8_t label, const float least[REAP_PARTS], reap_run_walk *walk) {
  for (; walk->number < a->citation->sentences.count; walk->number++, walk->token = 0) {
    walk->sentence = a->citation->sentences.first + walk->number;
    reap_range tokens = a->batch->sentences.at[walk->sentence].tokens;
    uint32_t end = tokens.first + tokens.count, first = walk->token ? walk->token : tokens.first;
    float enough = least[reap_part_of(a, walk->sentence)];
    while (first < end && !says(a, first, label, enough)) first++;
    walk->token = first;
    while (walk->token < end && says(a, walk->token, label, enough)) walk->token++;
    walk->run = (reap_run){first, walk->token - first};
    if (walk->run.count) return true;
  }
  return false;
}

void reap_doubt(reap_assembler *a, reap_type type, uint8_t label, float phrases_least, float names_least) {
  reap_range rows = a->citation->phrases, names = a->citation->mentions;
  for (uint32_t i = rows.first; i < rows.first + rows.count; i++) {
    reap_mention *row = &a->batch->phrases.at[i];
    if (row->type == type && reap_share_in(a, row->span, label) < phrases_least) row->span.end = row->span.beg;
  }
  for (uint32_t i = names.first; i < names.first + names.count; i++) {
    reap_mention *name = &a->batch->mentions.at[i];
    if (name->type == type && reap_share_in(a, name->span, label) < names_least) name->type = REAP_OTHER;
  }
}

/* No phrase begins, or ends, with such a token. */
static bool is_margin(const reap_assembler *a, uint32_t token, bool end) {
  enum { FUNCTION = REAP_W_AND | REAP_W_PREPOSITION | REAP_W_CLAUSE | REAP_W_RELATIVE | REAP_W_BE };
  char mark = reap_mark_at(a, token);
  if (mark) return end ? mark != ')' && mark != ']' && mark != '%' : mark != '(' && mark != '[';
  if (!end && reap_bits_at(a, token) & REAP_W_VERB) return !reap_is_nominal(a, token); /* "recruited 40 adults" */
  return reap_bits_at(a, token) & (end ? FUNCTION | REAP_W_DETERMINER : FUNCTION);
}

/* One more token when it closes a bracket that the run opens; one less when it closes one that it does not open. */
static reap_run closed(const reap_assembler *a, reap_run run) {
  uint32_t behind = run.first + run.count, end = a->citation->tokens.first + a->citation->tokens.count;
  int open = 0;
  for (uint32_t t = run.first; t < behind; t++) open += reap_bracket_at(a, t);
  if (open == 1 && behind < end && reap_bracket_at(a, behind) < 0) run.count++;
  if (open == -1 && reap_bracket_at(a, behind - 1) < 0) run.count--;
  return run;
}

reap_run reap_trimmed_run(const reap_assembler *a, reap_run run) {
  if (run.count > 1 && reap_heads_section(a, run.first, run.first + run.count)) run.first++, run.count--;
  while (run.count && is_margin(a, run.first, false)) run.first++, run.count--;
  while (run.count && is_margin(a, run.first + run.count - 1, true)) run.count--;
  return run.count ? closed(a, run) : run;
}

bool reap_run_names(const reap_assembler *a, reap_run run) {
  for (uint32_t t = run.first; t < run.first + run.count; t++) {
    bool word = !reap_mark_at(a, t) && !(reap_token_at(a, t)->flags & REAP_TOKEN_NUMBER);
    if (word && reap_is_nominal(a, t) && (run.count > 1 || !(reap_bits_at(a, t) & REAP_W_PEOPLE))) return true;
  }
  return false;
}

uint32_t reap_first_phrase(const reap_assembler *a, uint32_t byte, uint32_t count) {
  const reap_mention *rows = a->batch->phrases.at;
  uint32_t row = a->citation->phrases.first, end = row + count;
  while (row < end && rows[row].span.end <= byte) row++;
  return row;
}

void reap_tagged_phrases(reap_assembler *a) {
  if (!reap_tagger_look(a->tagger, a)) return;
  reap_vec_resize(&a->shares, a->citation->tokens.count);
  for (uint32_t i = 0; i < a->citation->sentences.count; i++) weigh(a, a->citation->sentences.first + i);
  reap_tagged_findings(a);
  reap_tagged_people(a);
  reap_tagged_outcomes(a);
  reap_tagged_treatments(a);
}
