/* SPDX-License-Identifier: MIT */
/* What was done, as the tagger sees it. A treatment is told many times: places that print the same words are weighed
 * together. What the arms are called is settled and stays; the rest must be probable, and told often or at length. An
 * arm that is named once, and every comparator, is described where its name is widest: "placebo" alone says little. */
#include "7_assemble/phrases/tagged.h"

/* How probable each token must be that widens a name, and each of a run that touches none. Results speak in short of
 * what was told before them: they are not read. */
#define NEVER 2
static const float widens[REAP_PARTS] = {.15f, NEVER, NEVER}, taken[REAP_PARTS] = {.5f, NEVER, NEVER};

/* What a group of places that print the same words must reach: the mean probability of its tokens, and their sum over
 * all places, for those that the rules or the title tell, and for those that the tagger alone sees. */
static const struct { float mean, sum; } kept = {.7f, 1}, added = {.7f, 14};

enum { PLACES_MAX = 256 };

typedef struct {
  reap_span span, wide; /* as found; with what the tagger adds on both sides */
  uint64_t surface;     /* of the span */
  uint32_t sentence;    /* row in batch.sentences; of an ARM none */
  uint32_t row;         /* in batch.arms, .phrases or .mentions; of a RUN none */
  enum { ARM, PHRASE, NAME, RUN } kind;
  bool own;     /* prints what an arm is called */
  bool settled; /* its group has been weighed */
} place;

typedef struct {
  place at[PLACES_MAX];
  uint32_t count;
} places;

/* ---- places ---- */

static void note(const reap_assembler *a, places *p, reap_span span, uint32_t sentence, uint32_t row, int kind) {
  if (p->count == PLACES_MAX || span.beg >= span.end) return;
  uint32_t k = p->count++;
  for (; k && p->at[k - 1].span.beg > span.beg; k--) p->at[k] = p->at[k - 1];
  p->at[k] = (place){.span = span, .wide = span, .sentence = sentence, .row = row, .surface = reap_surface_of(a, span)};
  p->at[k].kind = kind;
}

static void find_places(const reap_assembler *a, places *p) {
  reap_range arms = a->citation->arms, phrases = a->citation->phrases, names = a->citation->mentions;
  for (uint32_t i = arms.first; i < arms.first + arms.count; i++)
    note(a, p, a->batch->arms.at[i].label, REAP_NONE, i, ARM);
  for (uint32_t i = phrases.first; i < phrases.first + phrases.count; i++) {
    const reap_mention *row = &a->batch->phrases.at[i];
    if (row->type == REAP_INTERVENTION) note(a, p, row->span, row->sentence, i, PHRASE);
  }
  for (uint32_t i = names.first; i < names.first + names.count; i++) {
    const reap_mention *row = &a->batch->mentions.at[i];
    if (row->type == REAP_INTERVENTION) note(a, p, row->span, row->sentence, i, NAME);
  }
}

/* How many places print the words. */
static uint32_t times(const places *p, uint64_t surface) {
  uint32_t count = 0;
  for (uint32_t i = 0; i < p->count; i++)
    count += p->at[i].surface == surface && (i == 0 || p->at[i - 1].span.beg != p->at[i].span.beg);
  return count;
}

/* ---- widening ---- */

/* The part of the bytes from `beg` to `end` that belongs to what stands before: up to a comma or "and", else all. */
static uint32_t parted(const reap_assembler *a, uint32_t beg, uint32_t end) {
  reap_run gap = reap_run_of_span(a, (reap_span){beg, end});
  for (uint32_t t = gap.first; t < gap.first + gap.count; t++)
    if (reap_mark_at(a, t) == ',' || reap_mark_at(a, t) == ';' || reap_bits_at(a, t) & REAP_W_AND)
      return reap_token_at(a, t)->span.beg;
  return end;
}

static reap_span trimmed(const reap_assembler *a, uint32_t beg, uint32_t end, reap_span kept_span) {
  if (beg >= end) return kept_span;
  reap_run run = reap_trimmed_run(a, reap_run_of_span(a, (reap_span){beg, end}));
  if (!run.count) return kept_span;
  reap_span span = reap_run_span(a, run);
  if (span.beg > kept_span.beg) span.beg = kept_span.beg;
  if (span.end < kept_span.end) span.end = kept_span.end;
  return span;
}

/* Widens the places that the run touches: to its ends, and towards each other. */
static void widen(const reap_assembler *a, places *p, reap_span run) {
  uint32_t first = 0, end;
  while (first < p->count && p->at[first].span.end <= run.beg) first++;
  for (end = first; end < p->count && p->at[end].span.beg < run.end;) end++;
  for (uint32_t i = first; i < end; i++) {
    reap_span span = p->at[i].span;
    uint32_t before = run.beg, behind = run.end; /* how far it may reach */
    for (uint32_t k = first; k < end; k++) {
      reap_span other = p->at[k].span;
      uint32_t edge;
      if (other.end <= span.beg && (edge = parted(a, other.end, span.beg)) > before) before = edge;
      if (other.beg >= span.end && (edge = parted(a, span.end, other.beg)) < behind) behind = edge;
    }
    p->at[i].wide = trimmed(a, before < span.beg ? before : span.beg, behind > span.end ? behind : span.end, span);
  }
}

/* ---- arms ---- */

static void describe(reap_assembler *a, const places *p) {
  for (uint32_t i = 0; i < p->count; i++) {
    if (p->at[i].kind != ARM) continue;
    reap_arm *arm = &a->batch->arms.at[p->at[i].row];
    bool once = times(p, p->at[i].surface) == 1, tested = reap_arm_is_tested(a, p->at[i].row - a->citation->arms.first);
    if (tested && !once) continue;
    for (uint32_t k = 0; k < p->count; k++)
      if (p->at[k].surface == p->at[i].surface && reap_span_len(p->at[k].wide) > reap_span_len(arm->described))
        arm->described = p->at[k].wide;
  }
}

/* ---- phrases ---- */

/* Whether half of the words of both are the same (Dice), or one has all the words of the other; words that tell no
 * treatments apart do not count. */
static bool resembles(const reap_assembler *a, reap_span x, reap_span y) {
  enum { FILLER = REAP_W_DETERMINER | REAP_W_PREPOSITION | REAP_W_GROUP | REAP_W_PEOPLE | REAP_W_AND };
  reap_run first = reap_run_of_span(a, x), second = reap_run_of_span(a, y);
  uint32_t words, others, shared = reap_shared_words(a, first, second, FILLER, &words);
  reap_shared_words(a, second, first, FILLER, &others);
  return shared && (shared == words || shared >= others || 4 * shared >= words + others);
}

static bool resembles_arm(const reap_assembler *a, uint32_t arm, reap_span span) {
  const reap_arm *row = &a->batch->arms.at[a->citation->arms.first + arm];
  if (resembles(a, row->label, span)) return true;
  for (uint32_t i = row->interventions.first; i < row->interventions.first + row->interventions.count; i++)
    if (resembles(a, a->batch->mentions.at[a->batch->arm_mentions.at[i].mention].span, span)) return true;
  return false;
}

/* Whether the span names a comparator and no arm under test. */
static bool names_comparator(const reap_assembler *a, reap_span span) {
  bool comparator = false;
  for (uint32_t i = 0; i < a->arm_count; i++) {
    if (!resembles_arm(a, i, span)) continue;
    if (reap_arm_is_tested(a, i)) return false;
    comparator = true;
  }
  return comparator;
}

/* Whether the place is a comparator's name and, as widened, still names nothing else; a concept's name stays as it is.
 */
static bool names_one_comparator(const reap_assembler *a, const place *at) {
  enum { LONGEST = 16 };
  return at->own && at->kind != NAME && reap_run_of_span(a, at->wide).count <= LONGEST &&
         names_comparator(a, at->span) && names_comparator(a, at->wide);
}

static void take(reap_assembler *a, place *at, bool wide) {
  reap_span span = wide ? at->wide : at->span;
  bool same = reap_span_same(span, at->span);
  if (at->kind == PHRASE) a->batch->phrases.at[at->row].span = span;
  if (at->kind == RUN || (at->kind == NAME && !same))
    reap_phrase_add(a, at->sentence, REAP_INTERVENTION, REAP_VIA_TAGGER, span);
  if (at->kind == NAME && !same) a->batch->mentions.at[at->row].type = REAP_COMPONENT;
}

static void refuse(reap_assembler *a, const place *at) {
  if (at->kind == PHRASE) a->batch->phrases.at[at->row].span.end = a->batch->phrases.at[at->row].span.beg;
  if (at->kind == NAME) a->batch->mentions.at[at->row].type = REAP_BACKGROUND;
}

/* Settles all places that print what place `i` does. */
static void settle(reap_assembler *a, places *p, uint32_t i) {
  uint64_t surface = p->at[i].surface;
  bool once = times(p, surface) == 1, told = false;
  float sum = 0;
  uint32_t tokens = 0;
  for (uint32_t k = i; k < p->count; k++) {
    if (p->at[k].surface != surface) continue;
    reap_span span = once ? p->at[k].wide : p->at[k].span;
    uint32_t count = reap_run_of_span(a, span).count;
    sum += reap_share_in(a, span, REAP_SAYS_TREATMENT) * (float)count;
    tokens += count;
    told |= p->at[k].kind != RUN || p->at[k].sentence == a->citation->sentences.first;
  }
  bool good = told ? sum >= kept.sum && sum >= kept.mean * (float)tokens
                   : sum >= added.sum && sum >= added.mean * (float)tokens;
  good |= p->at[i].own || names_comparator(a, p->at[i].wide);
  for (uint32_t k = i; k < p->count; k++) {
    if (p->at[k].surface != surface) continue;
    p->at[k].settled = true;
    if (good)
      take(a, &p->at[k], once || names_one_comparator(a, &p->at[k]));
    else
      refuse(a, &p->at[k]);
  }
}

/* Widens the places by the runs that touch them. */
static void widen_all(const reap_assembler *a, places *p) {
  reap_run_walk walk = {0};
  while (reap_walk_runs(a, REAP_SAYS_TREATMENT, widens, &walk)) widen(a, p, reap_run_span(a, walk.run));
}

static bool touches(const places *p, reap_span span) {
  for (uint32_t i = 0; i < p->count; i++)
    if (p->at[i].kind != RUN && reap_span_overlap(p->at[i].span, span)) return true;
  return false;
}

/* Adds the runs that touch no place. */
static void find_runs(const reap_assembler *a, places *p) {
  reap_run_walk walk = {0};
  while (reap_walk_runs(a, REAP_SAYS_TREATMENT, taken, &walk)) {
    reap_run phrase = reap_trimmed_run(a, walk.run);
    if (phrase.count && reap_run_names(a, phrase) && !touches(p, reap_run_span(a, phrase)))
      note(a, p, reap_run_span(a, phrase), walk.sentence, REAP_NONE, RUN);
  }
}

/* "the intervention group (A)": the arm's only name that tells what it got. */
static bool names_generic_arm(const reap_assembler *a, reap_span span) {
  for (uint32_t i = 0; i < a->hits.count; i++) {
    const reap_arm_hit *hit = &a->hits.at[i];
    if (hit->arm != REAP_NONE && reap_span_overlap(reap_run_span(a, (reap_run){hit->token, hit->count}), span) &&
        reap_is_generic(a, reap_run_of_span(a, a->batch->arms.at[a->citation->arms.first + hit->arm].label)))
      return true;
  }
  return false;
}

static void find_own(const reap_assembler *a, places *p) {
  for (uint32_t i = 0; i < p->count; i++) {
    const place *of = &p->at[i];
    if (of->kind != ARM && (of->kind != NAME || !names_generic_arm(a, of->span))) continue;
    for (uint32_t k = 0; k < p->count; k++) p->at[k].own |= of->surface == p->at[k].surface;
  }
}

void reap_tagged_treatments(reap_assembler *a) {
  if (!reap_compares_people(a)) return;
  places p = {.count = 0};
  find_places(a, &p);
  widen_all(a, &p);
  describe(a, &p);
  find_runs(a, &p);
  find_own(a, &p);
  for (uint32_t i = 0; i < p.count; i++)
    if (!p.at[i].settled) settle(a, &p, i);
}
