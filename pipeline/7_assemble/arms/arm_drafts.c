/* SPDX-License-Identifier: MIT */
/* The list of arms in the making, and when two phrases name the same arm. */
#include <math.h>

#include "7_assemble/assembler.h"

enum { FILLER = REAP_W_MANNER | REAP_W_DETERMINER | REAP_W_PREPOSITION | REAP_W_GROUP | REAP_W_PEOPLE | REAP_W_AND };

/* Tokens that tell arms apart: no filler and no punctuation; of a phrase made of filler only, all words. */
static bool tells(const reap_assembler *a, uint32_t token, bool strict) {
  if (!reap_token_at(a, token)->hash) return false;
  if (!strict) return true;
  if (reap_bits_at(a, token) & FILLER) return false;
  if (reap_word_at(a, token).len > 1) return true;
  uint32_t next = token + 1; /* the E of "E-CMF" */
  if (next < a->citation->tokens.first + a->citation->tokens.count &&
      reap_token_at(a, next)->flags & REAP_TOKEN_HYPHEN && reap_token_at(a, token)->flags & REAP_TOKEN_UPPER)
    return true;
  bool label = token > a->citation->tokens.first && reap_bits_at(a, token - 1) & REAP_W_GROUP; /* the 1 of "group 1" */
  return reap_token_at(a, token)->flags & REAP_TOKEN_NUMBER && !label;
}

static uint32_t telling(const reap_assembler *a, reap_run run, bool strict) {
  uint32_t n = 0;
  for (uint32_t i = 0; i < run.count; i++) n += tells(a, run.first + i, strict);
  return n;
}

static bool contains(const reap_assembler *a, reap_run run, uint64_t hash) {
  for (uint32_t i = 0; i < run.count; i++)
    if (reap_token_at(a, run.first + i)->hash == hash) return true;
  return false;
}

/* A phrase, and what is asked of it for each name that it is compared with. */
typedef struct {
  reap_run run;
  uint32_t telling[2]; /* telling(), also of filler and not */
  uint64_t hashes;     /* a bit for each of its words */
} candidate;

static uint64_t hash_bit(const reap_assembler *a, uint32_t token) {
  return (uint64_t)1 << (reap_token_at(a, token)->hash >> 58);
}

static candidate candidate_of(const reap_assembler *a, reap_run run) {
  candidate c = {run, {telling(a, run, false), telling(a, run, true)}, 0};
  for (uint32_t i = 0; i < run.count; i++) c.hashes |= hash_bit(a, run.first + i);
  return c;
}

/* 0 different, 1 one phrase holds the other's words, 2 the same words. */
static int compare(const reap_assembler *a, reap_run x, const candidate *y) {
  if ((reap_bits_at(a, x.first) ^ reap_bits_at(a, y->run.first)) & REAP_W_NOT) return 0;
  uint64_t common = 0;
  for (uint32_t i = 0; i < x.count; i++) common |= y->hashes & hash_bit(a, x.first + i);
  if (!common && y->telling[false]) return 0; /* most names share no word with it */
  uint32_t nx = telling(a, x, true), shared = 0;
  bool strict = nx > 0 && y->telling[true] > 0;
  if (!strict && (nx > 0) != (y->telling[true] > 0)) return 0;
  if (!strict) nx = telling(a, x, false);
  for (uint32_t i = 0; i < x.count; i++)
    shared += tells(a, x.first + i, strict) && contains(a, y->run, reap_token_at(a, x.first + i)->hash);
  if (shared == nx && nx == y->telling[strict]) return 2;
  return shared && (shared == nx || shared == y->telling[strict]) ? 1 : 0;
}

static int resembles(const reap_assembler *a, const reap_arm_draft *arm, const candidate *phrase) {
  int best = 0;
  for (uint32_t i = 0; i < arm->name_count; i++) {
    int how = compare(a, arm->names[i], phrase);
    if (how > best) best = how;
  }
  return best;
}

uint32_t reap_arm_resembling(const reap_assembler *a, reap_run phrase) {
  uint32_t partly = REAP_NONE, partly_count = 0;
  const candidate c = candidate_of(a, phrase);
  for (uint32_t i = 0; i < a->arm_count; i++) {
    int how = resembles(a, &a->arms[i], &c);
    if (how == 2) return i;
    if (how == 1) partly = i, partly_count++;
  }
  return partly_count == 1 ? partly : REAP_NONE; /* a word that two arms share tells nothing */
}

static uint32_t equal_arm(const reap_assembler *a, reap_run phrase) {
  const candidate c = candidate_of(a, phrase);
  for (uint32_t i = 0; i < a->arm_count; i++)
    if (resembles(a, &a->arms[i], &c) == 2) return i;
  return REAP_NONE;
}

bool reap_arm_equals(const reap_assembler *a, uint32_t arm, reap_run phrase) {
  const candidate c = candidate_of(a, phrase);
  return resembles(a, &a->arms[arm], &c) == 2;
}

bool reap_is_generic(const reap_assembler *a, reap_run phrase) {
  for (uint32_t i = 0; i < phrase.count; i++)
    if (!(reap_bits_at(a, phrase.first + i) & (FILLER | REAP_W_TESTED | REAP_W_CONTROL))) return false;
  return true;
}

void reap_arm_add_name(reap_assembler *a, uint32_t arm, reap_run name) {
  reap_arm_draft *draft = &a->arms[arm];
  if (draft->name_count == REAP_ARM_NAMES_MAX || name.count == 0) return;
  for (uint32_t i = 0; i < draft->name_count; i++) {
    reap_run known = draft->names[i];
    bool same = known.count == name.count;
    for (uint32_t k = 0; same && k < name.count; k++)
      same = reap_token_at(a, known.first + k)->hash == reap_token_at(a, name.first + k)->hash;
    if (same) return;
  }
  draft->names[draft->name_count++] = name;
}

/* Without "treatment", "therapy", "group" at its end, when a treatment's name is left. */
static reap_run stripped(const reap_assembler *a, reap_run phrase) {
  reap_run core = phrase;
  while (core.count > 1 &&
         reap_bits_at(a, core.first + core.count - 1) & (REAP_W_MANNER | REAP_W_GROUP | REAP_W_PEOPLE))
    core.count--;
  bool number = core.count == 1 && reap_token_at(a, core.first)->flags & REAP_TOKEN_NUMBER; /* the 4 of "4 mg" */
  return core.count < phrase.count && !number && telling(a, core, true) ? core : phrase;
}

static bool is_known_treatment(const reap_assembler *a, reap_run run) {
  reap_span span = reap_run_span(a, run);
  reap_range rows = a->citation->mentions;
  for (uint32_t i = reap_first_mention(a, span.beg); i < rows.first + rows.count; i++) {
    const reap_mention *m = &a->batch->mentions.at[i];
    if (m->span.beg >= span.end) break;
    if (m->type == REAP_INTERVENTION && m->span.end == span.end) return true;
  }
  return false;
}

/* What was measured is no arm: "PFS", "complete remission", "unacceptable toxicity". */
static bool is_measured(const reap_assembler *a, reap_run run) {
  reap_span span = reap_run_span(a, run);
  reap_range rows = a->citation->mentions;
  bool measured = false;
  if (reap_bits_at(a, run.first + run.count - 1) & (REAP_W_MANNER | REAP_W_GROUP)) return false;
  for (uint32_t i = reap_first_mention(a, span.beg); i < rows.first + rows.count; i++) {
    const reap_mention *m = &a->batch->mentions.at[i];
    if (m->span.beg >= span.end) break;
    if (m->type == REAP_INTERVENTION) return false;
    measured |= m->type == REAP_OUTCOME && m->span.end >= span.end;
  }
  return measured;
}

/* The whole of a word with hyphens: no name ends inside one ("non" of "non-responders"). */
static reap_run whole_words(const reap_assembler *a, reap_run phrase) {
  uint32_t end = a->citation->tokens.first + a->citation->tokens.count, t = phrase.first + phrase.count;
  while (phrase.count && t < end && !reap_mark_at(a, t) && reap_token_at(a, t)->flags & REAP_TOKEN_HYPHEN) t++;
  phrase.count = t - phrase.first;
  return phrase;
}

/* "Effects of different doses of A", "cardiorespiratory effects of A" are A; "duration of A" stays, and is no arm. */
static reap_run without_effect(const reap_assembler *a, reap_run phrase) {
  enum { LEAD = REAP_W_CHANGE | REAP_W_VAGUE, ADJECTIVES = 2 };
  uint32_t end = phrase.first + phrase.count, t = phrase.first;
  for (uint32_t k = t; k + 2 < end && k <= t + ADJECTIVES; k++) {
    if (!(reap_bits_at(a, k) & LEAD) || reap_bits_at(a, k) & (REAP_W_TESTED | REAP_W_CONTROL) ||
        !(reap_bits_at(a, k + 1) & REAP_W_OF))
      continue;
    t = k + 2;
    while (t + 1 < end && reap_bits_at(a, t) & (REAP_W_DETERMINER | REAP_W_COMPARATIVE)) t++;
    k = t - 1;
  }
  return (reap_run){t, end - t};
}

reap_run reap_before_verb(const reap_assembler *a, reap_run phrase) {
  enum { VERB = REAP_W_SHIFT | REAP_W_VERB };
  for (uint32_t t = phrase.first + 1; t < phrase.first + phrase.count; t++)
    if (reap_bits_at(a, t) & VERB && reap_is_plural(a, t) &&
        !(reap_token_at(a, t)->flags & (REAP_TOKEN_HYPHEN | REAP_TOKEN_GLUED | REAP_TOKEN_CAPITAL)))
      return (reap_run){phrase.first, t - phrase.first};
  return phrase;
}

uint32_t reap_arm_note(reap_assembler *a, reap_run phrase, uint16_t evidence, bool apart) {
  phrase = reap_before_verb(a, without_effect(a, whole_words(a, phrase)));
  if (phrase.count == 0 || telling(a, phrase, false) == 0) return REAP_NONE;
  if (!(evidence & REAP_ARM_ALLOCATED) && is_measured(a, phrase)) return REAP_NONE;
  apart |= (reap_bits_at(a, phrase.first) & REAP_W_NOT) != 0; /* "no X" is not X */
  if (reap_bits_at(a, phrase.first) & REAP_W_NOT &&
      !(evidence & REAP_ARM_LISTED)) /* one arm without treatment is enough */
    for (uint32_t i = 0; i < a->arm_count; i++)
      if (reap_bits_at(a, a->arms[i].names[0].first) & REAP_W_NOT) return i;
  uint32_t arm = apart ? equal_arm(a, phrase) : reap_arm_resembling(a, phrase);
  if (arm == REAP_NONE) {
    if (a->arm_count == REAP_ARMS_MAX) return REAP_NONE;
    arm = a->arm_count++;
    a->arms[arm] = (reap_arm_draft){.n = NAN, .n_quantity = REAP_NONE};
    if (reap_is_generic(a, phrase)) evidence |= REAP_ARM_GENERIC;
  }
  a->arms[arm].evidence |= evidence;
  reap_run core = stripped(a, phrase), bare = core;
  while (bare.count > 1 && reap_bits_at(a, bare.first) & REAP_W_MANNER)
    bare.first++, bare.count--; /* "oral", "adjuvant" */
  if (is_known_treatment(a, core)) reap_arm_add_name(a, arm, core);
  reap_arm_add_name(a, arm, phrase);
  reap_arm_add_name(a, arm, core);
  if (is_known_treatment(a, bare) && (equal_arm(a, bare) == REAP_NONE || equal_arm(a, bare) == arm))
    reap_arm_add_name(a, arm, bare);
  return arm;
}

void reap_arms_drop_generic(reap_assembler *a) {
  uint32_t specific = 0, kept = 0;
  for (uint32_t i = 0; i < a->arm_count; i++) specific += !(a->arms[i].evidence & REAP_ARM_GENERIC);
  if (specific < 2) return;
  for (uint32_t i = 0; i < a->arm_count; i++) {
    bool tested =
        a->arms[i].evidence & REAP_ARM_GENERIC && !(reap_bits_at(a, a->arms[i].names[0].first) & REAP_W_CONTROL);
    if (!tested) a->arms[kept++] = a->arms[i];
  }
  a->arm_count = kept;
}

/* A name of another arm holds a word of the run. */
static bool shared_word(const reap_assembler *a, uint32_t arm, reap_run run) {
  for (uint32_t i = 0; i < a->arm_count; i++) {
    if (i == arm) continue;
    for (uint32_t t = run.first; t < run.first + run.count; t++)
      for (uint32_t k = 0; reap_token_at(a, t)->hash && k < a->arms[i].name_count; k++)
        if (contains(a, a->arms[i].names[k], reap_token_at(a, t)->hash)) return true;
  }
  return false;
}

void reap_arms_add_treatments(reap_assembler *a) {
  reap_range rows = a->citation->mentions;
  for (uint32_t arm = 0; arm < a->arm_count; arm++) {
    reap_span label = reap_run_span(a, a->arms[arm].names[0]);
    for (uint32_t i = reap_first_mention(a, label.beg); i < rows.first + rows.count; i++) {
      const reap_mention *m = &a->batch->mentions.at[i];
      if (m->span.beg >= label.end) break;
      if (m->type != REAP_INTERVENTION || !reap_span_holds(label, m->span)) continue;
      reap_run run = reap_run_of_span(a, m->span);
      if (telling(a, run, true) && !shared_word(a, arm, run)) reap_arm_add_name(a, arm, run);
    }
  }
}
