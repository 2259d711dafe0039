/* SPDX-License-Identifier: MIT */
/* Who acts and what is acted upon: subjects, verbs and objects around a noun phrase of the scan. */
#include "7_assemble/outcomes/outcome_phrases.h"
#include "7_assemble/outcomes/outcome_scan.h"

/* The item that follows, brackets skipped; REAP_NONE at the clause's end. */
uint32_t reap_scan_following(const reap_outcome_scan *s, uint32_t i) {
  while (i < s->end) {
    const reap_item *item = &s->a->items.at[i];
    if (item->kind == REAP_ITEM_SKIP)
      i++;
    else if (item->kind == REAP_ITEM_MARK && (item->sub == '(' || item->sub == '['))
      i = reap_scan_bracket_end(s, i) + 1;
    else
      return i;
  }
  return REAP_NONE;
}

bool reap_item_is_verb(const reap_item *item) {
  if (item->kind == REAP_ITEM_DIRECTION) return (item->bits & REAP_W_SHIFT) && !(item->bits & REAP_W_CHANGE);
  return item->kind == REAP_ITEM_WORD && item->bits & (REAP_W_BE | REAP_W_HAVE | REAP_W_AUXILIARY | REAP_W_OCCUR);
}

/* ", and X was": a noun phrase right before a verb or a bracket of values begins a clause of its own. */
bool reap_subject_follows(const reap_outcome_scan *s, uint32_t i) {
  const reap_assembler *a = s->a;
  if (i >= s->end || a->items.at[i].kind != REAP_ITEM_WORD) return false;
  reap_run run = reap_noun_phrase(a, a->items.at[i].token, reap_scan_limit(s, i));
  if (!run.count) return false;
  uint32_t k = reap_scan_after(s, i, run);
  bool valued = k + 1 < s->end && a->items.at[k].kind == REAP_ITEM_MARK && a->items.at[k].sub == '(' &&
                (a->items.at[k + 1].kind == REAP_ITEM_VALUE || a->items.at[k + 1].kind == REAP_ITEM_P);
  k = reap_scan_following(s, k);
  if (k != REAP_NONE && a->items.at[k].kind == REAP_ITEM_WORD &&
      reap_is_nominal(a, a->items.at[k].token)) /* "X (Y) level rose" */
    k = reap_scan_following(s, reap_scan_after(s, k, reap_noun_phrase(a, a->items.at[k].token, reap_scan_limit(s, k))));
  while (k != REAP_NONE && (a->items.at[k].kind == REAP_ITEM_SIGNIFICANT ||
                            (a->items.at[k].kind == REAP_ITEM_WORD && a->items.at[k].bits & REAP_W_ADVERB)))
    k = reap_scan_following(s, k + 1);
  return valued || (k != REAP_NONE && reap_item_is_verb(&a->items.at[k]));
}

/* Whether a noun phrase begins at item i, adverbs and degrees ("significantly", "more") apart: an object, when a verb
 * stands before. */
bool reap_object_follows(const reap_outcome_scan *s, uint32_t i) {
  const reap_assembler *a = s->a;
  for (; i < s->end; i++) {
    const reap_item *item = &a->items.at[i];
    if (item->kind == REAP_ITEM_SIGNIFICANT) continue;
    if (item->kind != REAP_ITEM_WORD) return false;
    if (reap_is_nominal(a, item->token)) return !(item->bits & REAP_W_TIME);
    if (!(item->bits & (REAP_W_ADVERB | REAP_W_DETERMINER)) || item->bits & REAP_W_PREPOSITION) return false;
  }
  return false;
}

/* The item of the verb that the noun phrase before item `next` is the subject of: what hangs on it ("of", "with") and
 * adverbs are passed over. REAP_NONE when something else comes first. */
static uint32_t verb_after(const reap_outcome_scan *s, uint32_t next) {
  const reap_assembler *a = s->a;
  for (uint32_t step = 0; step < 8; step++) {
    next = reap_scan_following(s, next);
    if (next == REAP_NONE) return REAP_NONE;
    const reap_item *item = &a->items.at[next];
    if (item->kind == REAP_ITEM_DIRECTION) return next;
    if (item->kind == REAP_ITEM_SIGNIFICANT || (item->kind == REAP_ITEM_WORD && item->bits & REAP_W_ADVERB)) {
      next++;
    } else if (item->kind == REAP_ITEM_WORD && item->bits & REAP_W_PREPOSITION && !(item->bits & REAP_W_VERSUS)) {
      next++;
      if (next < s->end && (a->items.at[next].kind == REAP_ITEM_ARM || a->items.at[next].kind == REAP_ITEM_TIME)) {
        next++;
        continue;
      }
      if (next >= s->end || a->items.at[next].kind != REAP_ITEM_WORD) return REAP_NONE;
      reap_run run = reap_noun_phrase(a, a->items.at[next].token, reap_scan_limit(s, next));
      if (!run.count) return REAP_NONE;
      next = reap_scan_after(s, next, run);
    } else {
      return item->kind == REAP_ITEM_WORD ? next : REAP_NONE;
    }
  }
  return REAP_NONE;
}

/* "X was associated with an increased Y": X is the cause. */
static bool raises_by_association(const reap_outcome_scan *s, uint32_t verb) {
  const reap_assembler *a = s->a;
  bool tied = false;
  for (uint32_t i = verb; i < s->end && i < verb + 9; i++) {
    const reap_item *item = &a->items.at[i];
    if (item->kind == REAP_ITEM_DIRECTION) {
      for (uint32_t t = item->token; t < item->token + item->tokens; t++) tied |= reap_word_is(a, t, "associated");
      if (tied && item->sub != REAP_SENSE_SAME) return true;
      continue;
    }
    if (item->kind == REAP_ITEM_SIGNIFICANT) continue;
    if (item->kind != REAP_ITEM_WORD || reap_is_nominal(a, item->token)) return false;
    tied |= reap_word_is(a, item->token, "associated");
  }
  return false;
}

/* "favoured A", "in favour of A": an arm follows. */
bool reap_item_favours(const reap_assembler *a, const reap_item *item) {
  static const char *const words[] = {"favor",  "favored",  "favoring",  "favors",
                                      "favour", "favoured", "favouring", "favours"};
  for (uint32_t t = item->token; t < item->token + item->tokens; t++)
    if (reap_word_in(a, t, words, sizeof words / sizeof *words)) return true;
  return false;
}

/* "was lower", "was 12%", "fell": the subject of the verb at item i is an amount. */
static bool is_measured(const reap_outcome_scan *s, uint32_t i) {
  const reap_assembler *a = s->a;
  if (a->items.at[i].kind == REAP_ITEM_DIRECTION) return !reap_object_follows(s, i + 1);
  if (!(a->items.at[i].bits & REAP_W_BE)) return false;
  for (uint32_t k = i + 1; k < s->end && k < i + 4; k++) {
    const reap_item *item = &a->items.at[k];
    if (item->kind == REAP_ITEM_VALUE) return true;
    if (item->kind == REAP_ITEM_DIRECTION) return item->sub == REAP_SENSE_HIGHER || item->sub == REAP_SENSE_LOWER;
    if (item->kind != REAP_ITEM_SIGNIFICANT && !(item->bits & REAP_W_ADVERB)) return false;
  }
  return false;
}

/* "Weight loss (mean) at 6 months was 5 kg in A", where A is a programme for weight loss. */
bool reap_tells_amount(const reap_outcome_scan *s, uint32_t next) {
  const uint32_t verb = verb_after(s, next);
  return verb != REAP_NONE && is_measured(s, verb);
}

/* "GH treatment reduced ...", "the addition of X enhanced the share of ...": what was done, as the subject of a verb.
 */
bool reap_is_agent(const reap_outcome_scan *s, reap_run run, uint32_t next) {
  static const char *const words[] = {"treatment",    "therapy",   "administration", "supplementation",
                                      "intervention", "use",       "training",       "program",
                                      "programme",    "injection", "exercise",       "exercises"};
  static const char *const causes[] = {"caused",  "produced", "induced",   "yielded",  "provided",
                                       "exerted", "provides", "produces",  "causes",   "gave",
                                       "led",     "resulted", "prevented", "triggered"};
  static const char *const amounts[] = {"duration",        "cost",       "costs",        "number",       "frequency",
                                        "quality",         "acceptance", "time",         "length",       "completion",
                                        "discontinuation", "failure",    "success",      "satisfaction", "days",
                                        "tolerability",    "tolerance",  "acceptability"};
  static const char *const gerunds[] = {"adding", "combining", "giving", "using", "switching", "substituting"};
  const reap_assembler *a = s->a;
  if (run.count == 1 && reap_word_in(a, run.first, gerunds, sizeof gerunds / sizeof *gerunds)) return true;
  uint32_t at = verb_after(s, next);
  next = reap_scan_following(s, next);
  if (at != REAP_NONE && raises_by_association(s, at)) return true;
  if (at != REAP_NONE) {
    const reap_item *verb = &a->items.at[at];
    bool shifts = verb->kind == REAP_ITEM_DIRECTION && verb->bits & REAP_W_SHIFT && !(verb->bits & REAP_W_CHANGE);
    if (shifts && !reap_item_favours(a, verb) && reap_object_follows(s, at + 1)) return true;
    bool passive = at + 1 < s->end && reap_word_is(a, a->items.at[at + 1].token, "by"); /* "X induced by Y" */
    if (verb->kind == REAP_ITEM_WORD && !passive &&
        reap_word_in(a, verb->token, causes, sizeof causes / sizeof *causes))
      return true;
  }
  if (next == REAP_NONE) return false;
  const reap_item *verb = &a->items.at[next];
  bool acts = verb->kind == REAP_ITEM_DIRECTION || verb->kind == REAP_ITEM_SIGNIFICANT ||
              (verb->kind == REAP_ITEM_WORD && verb->bits & (REAP_W_AUXILIARY | REAP_W_HAVE | REAP_W_GAIN |
                                                             REAP_W_ADVERB | REAP_W_PREPOSITION | REAP_W_BE));
  uint32_t last = run.first + run.count - 1;
  for (uint32_t t = run.first + 1; t < last; t++)
    if (reap_bits_at(a, t) & REAP_W_OF && reap_word_in(a, t - 1, amounts, sizeof amounts / sizeof *amounts))
      return false;                                                                        /* "duration of treatment" */
  if (run.count > 2 && reap_word_is(a, last - 1, "to")) return false;                      /* "response to treatment" */
  if (run.count > 1 && reap_word_is(a, last, "use") && is_measured(s, next)) return false; /* "opioid use was lower" */
  return acts && reap_word_in(a, last, words, sizeof words / sizeof *words);
}
