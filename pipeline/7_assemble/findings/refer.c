/* SPDX-License-Identifier: MIT */
/* Clauses that speak of what was told before them: "but this was not significant", "The corresponding figures were". */
#include "7_assemble/assembler.h"
#include "7_assemble/findings/confidence.h"

static bool is_pronoun(const reap_assembler *a, const reap_item *item) {
  static const char *const words[] = {"this", "these", "those", "it", "they", "which", "such"};
  return item->kind == REAP_ITEM_WORD && reap_word_in(a, item->token, words, sizeof words / sizeof *words);
}

/* What a clause has that could take back what was said. */
typedef struct {
  bool denied, numbers, pronoun, difference, outcome, arms, time;
  uint32_t p;
} denial;

static denial denial_in(const reap_assembler *a, uint32_t first, uint32_t end) {
  denial d = {.p = REAP_NONE};
  for (uint32_t i = first; i < end; i++) {
    const reap_item *item = &a->items.at[i];
    d.outcome |= item->kind == REAP_ITEM_OUTCOME;
    d.numbers |= item->kind == REAP_ITEM_VALUE || item->kind == REAP_ITEM_EFFECT;
    d.arms |= item->kind == REAP_ITEM_ARM || item->kind == REAP_ITEM_GROUPS;
    d.time |= item->kind == REAP_ITEM_TIME;
    if (item->kind == REAP_ITEM_P) d.p = item->row;
    if (i < first + 3) d.pronoun |= is_pronoun(a, item);
    d.denied |= item->kind == REAP_ITEM_SIGNIFICANT && (item->sub == 0 || item->negated) &&
                !reap_word_is(a, item->token, "clinically");
    d.denied |= item->kind == REAP_ITEM_DIRECTION && item->sub == REAP_SENSE_SAME;
    d.difference |= item->kind == REAP_ITEM_DIRECTION && item->bits & REAP_W_CHANGE;
  }
  return d;
}

static bool is_numberless(const reap_finding *f) {
  return !f->data.count && f->p == REAP_NONE && f->effect == REAP_NONE;
}

/* The finding without numbers says no more than the other. */
static bool is_repeated(const reap_finding *f, const reap_finding *other) {
  if (f->p != REAP_NONE && (f->p != other->p || !other->data.count)) return false;
  return f->outcome == other->outcome && f->arm == other->arm && f->comparator == other->comparator &&
         (f->direction == other->direction || (f->direction == REAP_DIR_NOT_STATED && f->p == other->p)) &&
         (f->timepoint == REAP_NONE || f->timepoint == other->timepoint);
}

void reap_drop_repeats(reap_assembler *a) {
  reap_range *rows = &a->citation->findings;
  reap_finding *all = a->batch->findings.at + rows->first;
  uint32_t kept = 0;
  for (uint32_t i = 0; i < rows->count; i++) {
    bool repeated = false;
    bool poor = !all[i].data.count && all[i].effect == REAP_NONE;
    for (uint32_t k = 0; k < rows->count && !repeated && poor; k++)
      repeated = (k < kept || k > i) && is_repeated(&all[i], &all[k]) && (k < kept || !is_numberless(&all[k]));
    if (!repeated) all[kept++] = all[i];
  }
  a->batch->findings.count -= rows->count - kept;
  rows->count = kept;
}

/* Whether `other` tells more of the bare values of f: same outcome, same two arms, the same time. */
static bool tells_more(const reap_finding *f, const reap_finding *other, bool *crossed) {
  if (other == f || f->outcome != other->outcome || other->effect != REAP_NONE) return false;
  if (other->timepoint != REAP_NONE && other->timepoint != f->timepoint) return false;
  *crossed = f->arm == other->comparator && f->comparator == other->arm;
  if (!*crossed && (f->arm != other->arm || f->comparator != other->comparator)) return false;
  return other->direction != REAP_DIR_NOT_STATED || other->p != REAP_NONE;
}

/* "Pain was 4 in A and 5 in B. No difference was observed between the groups (p = 0.5)": the test belongs to the
 * values. What the text says elsewhere of the same comparison holds for bare values too. */
static void settle(reap_assembler *a, reap_finding *f) {
  if (f->direction != REAP_DIR_NOT_STATED || f->p != REAP_NONE || f->effect != REAP_NONE || f->data.count < 2 ||
      f->arm == REAP_NONE || f->comparator == REAP_NONE || f->comparator == REAP_BASELINE || f->significant >= 0)
    return;
  reap_range rows = a->citation->findings;
  for (uint32_t i = rows.first; i < rows.first + rows.count; i++) {
    const reap_finding *other = &a->batch->findings.at[i];
    bool crossed = false;
    if (!tells_more(f, other, &crossed)) continue;
    bool bare = other->data.count == 0;
    if (bare) f->p = other->p;
    const reap_statement statement = {.sense = REAP_SENSE_NONE, .significant = bare ? other->significant : -1};
    f->significant = other->significant;
    f->direction = reap_direction_of(a, &statement, f);
    if (f->direction == REAP_DIR_NOT_STATED || other->direction == REAP_DIR_NO_DIFFERENCE) {
      f->direction = other->direction;
      if (crossed && (f->direction == REAP_DIR_HIGHER || f->direction == REAP_DIR_LOWER))
        f->direction = f->direction == REAP_DIR_HIGHER ? REAP_DIR_LOWER : REAP_DIR_HIGHER;
    }
    return;
  }
}

void reap_settle_findings(reap_assembler *a) {
  reap_range rows = a->citation->findings;
  for (uint32_t i = rows.first; i < rows.first + rows.count; i++) settle(a, &a->batch->findings.at[i]);
}

/* "A was better, but did not reach significance (90% vs 50%)": the numbers make the finding anew. */
static void forget(reap_assembler *a, uint32_t sentence) {
  while (a->citation->findings.count) {
    const reap_finding *f = &a->batch->findings.at[a->batch->findings.count - 1];
    if (f->sentence != sentence || !is_numberless(f)) return;
    a->batch->findings.count--;
    a->citation->findings.count--;
  }
}

bool reap_take_back(reap_assembler *a, uint32_t sentence, uint32_t first, uint32_t end) {
  denial d = denial_in(a, first, end);
  if (!d.denied || d.outcome) return false;
  if (d.numbers) {
    if (!d.arms && !d.difference) forget(a, sentence);
    return false;
  }
  bool any = false;
  reap_range rows = a->citation->findings;
  for (uint32_t i = rows.first + rows.count; i > rows.first; i--) {
    reap_finding *f = &a->batch->findings.at[i - 1];
    if (f->sentence != sentence) break;
    if (f->comparator == REAP_NONE) continue;
    if (f->comparator == REAP_BASELINE && (d.arms || d.difference || !d.pronoun)) continue;
    if ((d.p != REAP_NONE || d.time) && f->p != REAP_NONE && reap_tested(a, f) == 1)
      continue; /* "lower at 6 h (p = .01), but it was not at 12 h (p = .2)": told of something else */
    f->direction = REAP_DIR_NO_DIFFERENCE;
    f->significant = 0;
    if (f->p == REAP_NONE) f->p = d.p;
    any = true;
  }
  return any;
}

bool reap_opens_denied(const reap_assembler *a, uint32_t first, uint32_t end) {
  if (first + 1 >= end || !(a->items.at[first].bits & REAP_W_CLAUSE)) return false;
  for (uint32_t i = first + 1; i < end && i < first + 3; i++)
    if (a->items.at[i].kind == REAP_ITEM_WORD && reap_word_is(a, a->items.at[i].token, "not")) return true;
  return false;
}

/* "The hazard ratio was 0.8". */
static bool compares_groups(const reap_assembler *a, const reap_item *item) {
  static const char *const measures[] = {"HR", "OR", "RR", "IRR", "MD", "SMD", "RD", "ARR"};
  if (item->kind != REAP_ITEM_EFFECT) return false;
  for (size_t i = 0; i < sizeof measures / sizeof *measures; i++)
    if (reap_str_equal(a->batch->quantities.at[item->row].measure, reap_str_of(measures[i]))) return true;
  return false;
}

/* One value of one arm, compared with nobody. */
static bool is_half(const reap_assembler *a, const reap_finding *f) {
  if (f->data.count != 1 || f->comparator != REAP_NONE || f->arm == REAP_NONE || f->effect != REAP_NONE) return false;
  return a->batch->data.at[f->data.first].arm == f->arm && !a->batch->data.at[f->data.first].derived;
}

void reap_join_halves(reap_assembler *a, uint32_t sentence, uint32_t first) {
  reap_range *rows = &a->citation->findings;
  uint32_t end = rows->first + rows->count;
  if (end < first + 2) return;
  for (uint32_t i = first; i + 1 < end; i++) {
    reap_finding *one = &a->batch->findings.at[i], *two = one + 1;
    bool alone = (i + 2 == end || two[1].outcome != one->outcome) && (i == first || one[-1].outcome != one->outcome);
    if (one->sentence != sentence || !alone || one->outcome != two->outcome || one->arm == two->arm ||
        one->timepoint != two->timepoint || one->p != REAP_NONE || !is_half(a, one) || !is_half(a, two) ||
        two->data.first != one->data.first + 1 ||
        a->batch->data.at[one->data.first].kind != a->batch->data.at[two->data.first].kind)
      continue;
    const reap_statement bare = {.sense = REAP_SENSE_NONE, .significant = -1};
    one->comparator = two->arm;
    one->p = two->p;
    one->data.count = 2;
    one->direction = reap_direction_of(a, &bare, one);
    one->significant = (int8_t)reap_tested(a, one);
    one->rule = "finding.values";
    one->confidence = reap_confidence_of(one->rule);
    one->missing = reap_missing_of(a, one);
    for (uint32_t k = i + 1; k + 1 < end; k++) a->batch->findings.at[k] = a->batch->findings.at[k + 1];
    a->batch->findings.count--;
    rows->count--;
    end--;
  }
}

bool reap_speaks_of_before(const reap_assembler *a, uint32_t first, uint32_t end) {
  static const char *const nouns[] = {"values",  "value",   "figures",  "numbers",     "percentages", "proportions",
                                      "rates",   "results", "ratio",    "differences", "difference",  "reduction",
                                      "changes", "change",  "increase", "improvement", "figure",      "effect"};
  static const char *const leads[] = {"the", "this", "these", "corresponding", "respective", "both", "mean", "such"};
  for (uint32_t i = first; i < end && i < first + 7; i++) {
    const reap_item *item = &a->items.at[i];
    if (is_pronoun(a, item) || compares_groups(a, item)) return true;
    if (item->kind != REAP_ITEM_WORD && item->kind != REAP_ITEM_DIRECTION) continue;
    if (!reap_word_in(a, item->token, nouns, sizeof nouns / sizeof *nouns)) continue;
    if (i > first && reap_word_in(a, item->token - 1, leads, sizeof leads / sizeof *leads)) return true;
  }
  return false;
}
