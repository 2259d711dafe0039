/* SPDX-License-Identifier: MIT */
/* What was measured, as the tagger sees it. A run of tokens is cut into the items of its list. An item widens the
 * outcomes, phrases and names that it touches to its own ends; one that touches none becomes a phrase when it belongs
 * to a list that does, or is probable enough for its place. */
#include "7_assemble/outcomes/outcome_phrases.h"
#include "7_assemble/phrases/tagged.h"

/* How probable a phrase or a name must be, on average, to stay; each token of a run; and each token by which the name
 * of an outcome with results grows: findings go by it. */
static const float kept = .55f, taken[REAP_PARTS] = {.4f, .4f, .4f}, sure = .5f;
/* How probable a run must be, on average, that touches nothing the rules found. Aims and titles name what is not
 * measured; what sums up says again what was found. */
static const float added[REAP_PARTS] = {[REAP_PART_EARLY] = .965f, [REAP_PART_RESULTS] = .65f, [REAP_PART_LATE] = .72f};
enum { PLACES_MAX = 64 };

/* An outcome that the rules or the lexicon found. */
typedef struct {
  reap_span span;
  uint32_t row;
  enum { PHRASE, NAME, OUTCOME } kind;
  bool has_results; /* it is the place of an outcome that findings tell of */
} place;

typedef struct {
  place at[PLACES_MAX];
  uint32_t count;
  uint32_t phrase_count; /* of the citation, before the tagger added its own */
} places;

/* ---- what a run touches ---- */

static void note(places *p, reap_span span, uint32_t row, int kind) {
  if (p->count == PLACES_MAX) return;
  uint32_t k = p->count++;
  for (; k && p->at[k - 1].span.beg > span.beg; k--) p->at[k] = p->at[k - 1];
  p->at[k] = (place){.span = span, .row = row};
  p->at[k].kind = kind;
}

static void find_places(const reap_assembler *a, reap_span run, places *p) {
  const reap_mention *phrases = a->batch->phrases.at, *names = a->batch->mentions.at;
  uint32_t end = a->citation->phrases.first + p->phrase_count;
  p->count = 0;
  for (uint32_t i = reap_first_phrase(a, run.beg, p->phrase_count); i < end && phrases[i].span.beg < run.end; i++)
    if (phrases[i].type == REAP_OUTCOME && reap_span_overlap(phrases[i].span, run)) note(p, phrases[i].span, i, PHRASE);
  end = a->citation->mentions.first + a->citation->mentions.count;
  for (uint32_t i = reap_first_mention(a, run.beg); i < end && names[i].span.beg < run.end; i++)
    if (names[i].type == REAP_OUTCOME) note(p, names[i].span, i, NAME);
  for (uint32_t i = 0; i < a->citation->outcomes.count; i++) {
    uint32_t row = a->citation->outcomes.first + i;
    if (reap_span_overlap(a->batch->outcomes.at[row].span, run)) note(p, a->batch->outcomes.at[row].span, row, OUTCOME);
  }
  for (uint32_t i = 0; i < p->count; i++)
    for (uint32_t k = 0; k < p->count; k++)
      p->at[i].has_results |= p->at[k].kind == OUTCOME && reap_span_same(p->at[k].span, p->at[i].span);
}

/* ---- items ---- */

/* The next item of the run at the token or behind it: up to a comma or "and" outside brackets. */
static reap_run next_item(const reap_assembler *a, reap_run run, uint32_t token) {
  uint32_t end = run.first + run.count, last = token;
  int open = 0;
  for (; last < end; last++) {
    char mark = reap_mark_at(a, last);
    open += reap_bracket_at(a, last);
    if (open <= 0 && (mark == ',' || mark == ';' || reap_bits_at(a, last) & REAP_W_AND)) break;
  }
  return (reap_run){token, last - token};
}

/* The item without what only leads to the thing measured ("higher", "as well as", "two"), up to what it is compared
 * with and to a bracket that does not match. */
static reap_run bare_item(const reap_assembler *a, reap_run item) {
  enum { LEADING = REAP_W_COMPARATIVE | REAP_W_DETERMINER | REAP_W_PREPOSITION | REAP_W_NOT };
  uint32_t open = REAP_NONE, end = item.first + item.count;
  for (uint32_t t = item.first; t < end; t++) {
    int bracket = reap_bracket_at(a, t);
    if (bracket > 0) open = t;
    if ((bracket < 0 && open == REAP_NONE) || reap_bits_at(a, t) & REAP_W_VERSUS) end = t;
    if (bracket < 0) open = REAP_NONE;
  }
  if (open != REAP_NONE && open < end) end = open;
  while (item.first < end && (reap_bits_at(a, item.first) & LEADING || reap_word_is(a, item.first, "well") ||
                              reap_token_at(a, item.first)->flags & REAP_TOKEN_NUMBER))
    item.first++;
  return reap_trimmed_run(a, (reap_run){item.first, end > item.first ? end - item.first : 0});
}

static void widen(reap_assembler *a, uint32_t sentence, place *at, reap_span span) {
  if (reap_span_same(span, at->span)) return;
  at->span = span;
  if (at->kind == PHRASE) a->batch->phrases.at[at->row].span = span;
  if (at->kind == OUTCOME) a->batch->outcomes.at[at->row].span = span;
  if (at->kind == NAME) /* becomes `other` in the phrase that holds it */
    reap_phrase_add(a, sentence, REAP_OUTCOME, REAP_VIA_TAGGER, span);
}

/* The span with the tokens of the item on both sides of it that are sure, but not those that no outcome's name begins
 * with ("mean", "incidence of"). */
static reap_span surely(const reap_assembler *a, reap_span span, reap_span item) {
  reap_run inner = reap_run_of_span(a, span), outer = reap_run_of_span(a, item);
  uint32_t beg = inner.first, end = inner.first + inner.count;
  while (beg > outer.first && reap_share_at(a, beg - 1, REAP_SAYS_OUTCOME) >= sure) beg--;
  for (uint32_t t = beg; t < inner.first; t++)
    if (reap_bits_at(a, t) & REAP_W_PEOPLE || reap_word_is(a, t, "baseline"))
      beg = inner.first; /* "women achieving |a response", "changes from baseline |scores" */
  while (end < outer.first + outer.count && reap_share_at(a, end, REAP_SAYS_OUTCOME) >= sure) end++;
  reap_run run = reap_trimmed_run(a, (reap_run){beg, end - beg});
  if (run.count) run = reap_phrase_without_head(a, reap_phrase_trimmed(a, run));
  if (!run.count) return span;
  reap_span wide = reap_run_span(a, run);
  return (reap_span){wide.beg < span.beg ? wide.beg : span.beg, wide.end > span.end ? wide.end : span.end};
}

/* The part of the item that no bracket parts from the span: a name in brackets does not grow out of them. */
static reap_span level_part(const reap_assembler *a, reap_span span, reap_span item) {
  reap_run inner = reap_run_of_span(a, span), outer = reap_run_of_span(a, item);
  int open = 0;
  uint32_t beg = inner.first, end = inner.first + inner.count;
  for (uint32_t t = inner.first; t-- > outer.first && open >= 0;) {
    open -= reap_bracket_at(a, t);
    if (open == 0 && !reap_mark_at(a, t)) beg = t;
  }
  open = 0;
  for (uint32_t t = end; t < outer.first + outer.count && open >= 0; t++) {
    open += reap_bracket_at(a, t);
    if (open == 0) end = t + 1;
  }
  return reap_run_span(a, (reap_run){beg, end - beg});
}

/* Widens what lies in the item: to its beginning the first, to its end the last. False when nothing does. */
static bool widen_places(reap_assembler *a, uint32_t sentence, places *p, reap_span item) {
  uint32_t first = 0, end;
  while (first < p->count && p->at[first].span.end <= item.beg) first++;
  for (end = first; end < p->count && p->at[end].span.beg < item.end;) end++;
  if (first == end) return false;
  reap_span left = p->at[first].span, right = left;
  for (uint32_t i = first; i < end; i++)
    if (p->at[i].span.end > right.end) right = p->at[i].span;
  for (uint32_t i = first; i < end; i++) {
    reap_span span = p->at[i].span, reach = level_part(a, span, item);
    if (p->at[i].has_results) reach = surely(a, span, reach);
    if (span.beg < left.end && reach.beg < span.beg) span.beg = reach.beg;
    if (p->at[i].span.end > right.beg && reach.end > span.end) span.end = reach.end;
    widen(a, sentence, &p->at[i], span);
  }
  return true;
}

/* A list is given whole as well. */
static void take_items(reap_assembler *a, uint32_t sentence, places *p, reap_run run) {
  uint32_t items = 0, end = run.first + run.count;
  reap_run whole = {run.first, 0};
  for (uint32_t token = run.first; token < end; token++) {
    reap_run item = next_item(a, run, token), phrase = bare_item(a, item);
    token = item.first + item.count;
    if (!phrase.count) continue;
    reap_span span = reap_run_span(a, phrase);
    if (!widen_places(a, sentence, p, span) && reap_run_names(a, phrase))
      reap_phrase_add(a, sentence, REAP_OUTCOME, REAP_VIA_TAGGER, span);
    if (items++ == 0) whole.first = phrase.first;
    whole.count = phrase.first + phrase.count - whole.first;
  }
  if (items > 1) reap_phrase_add(a, sentence, REAP_OUTCOME, REAP_VIA_TAGGER, reap_run_span(a, whole));
}

static void take_run(reap_assembler *a, uint32_t sentence, places *p, reap_run run) {
  run = reap_trimmed_run(a, run);
  if (!run.count) return;
  reap_span span = reap_run_span(a, run);
  find_places(a, span, p);
  if (p->count)
    take_items(a, sentence, p, run);
  else if (reap_run_names(a, run) && reap_share_in(a, span, REAP_SAYS_OUTCOME) >= added[reap_part_of(a, sentence)])
    reap_phrase_add(a, sentence, REAP_OUTCOME, REAP_VIA_TAGGER, span);
}

void reap_tagged_outcomes(reap_assembler *a) {
  places p = {.phrase_count = a->citation->phrases.count};
  reap_doubt(a, REAP_OUTCOME, REAP_SAYS_OUTCOME, kept, kept);
  reap_run_walk walk = {0};
  while (reap_walk_runs(a, REAP_SAYS_OUTCOME, taken, &walk)) take_run(a, walk.sentence, &p, walk.run);
}
