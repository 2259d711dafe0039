/* SPDX-License-Identifier: MIT */
/* Who is compared with whom. */
#include "7_assemble/assembler.h"

static void add_once(reap_list *list, uint32_t row) {
  for (uint32_t i = 0; i < list->count; i++)
    if (list->at[i] == row) return;
  reap_list_add(list, row);
}

/* Words that may stand between "than" and the arm: "those in the", "subjects receiving". */
static bool passes(const reap_item *item) {
  if (item->kind == REAP_ITEM_VALUE || item->kind == REAP_ITEM_SIZE || item->kind == REAP_ITEM_NUMBER) return true;
  if (item->kind == REAP_ITEM_DIRECTION) return item->bits & REAP_W_CHANGE; /* "versus an increase of 4% with" */
  if (item->kind != REAP_ITEM_WORD) return item->kind == REAP_ITEM_SKIP || item->depth > 0;
  if (item->bits & REAP_W_AND) return false;
  return (item->bits & (REAP_W_PREPOSITION | REAP_W_DETERMINER | REAP_W_PEOPLE | REAP_W_TREAT | REAP_W_RELATIVE |
                        REAP_W_BE | REAP_W_ADVERB | REAP_W_MANNER)) != 0;
}

/* "superior to", "similar to", "as effective as": what follows is compared with. */
static bool likens(const reap_assembler *a, uint32_t i, uint32_t first) {
  const reap_item *item = &a->items.at[i];
  if (item->kind == REAP_ITEM_DIRECTION)
    return item->tokens > 1 && (reap_word_is(a, item->token + item->tokens - 1, "as") ||
                                reap_word_is(a, item->token + item->tokens - 1, "to"));
  if (item->kind != REAP_ITEM_WORD || !reap_word_is(a, item->token, "to") || i == first) return false;
  const reap_item *before = &a->items.at[i - 1];
  return before->kind == REAP_ITEM_DIRECTION && before->bits & REAP_W_COMPARATIVE && !(before->bits & REAP_W_SHIFT);
}

/* Whether a comparison word leads to the arm at item i. */
static bool is_reference(const reap_assembler *a, uint32_t i, uint32_t first) {
  for (uint32_t back = 1; back <= 12 && i >= first + back; back++) {
    const reap_item *item = &a->items.at[i - back];
    if (item->kind == REAP_ITEM_VERSUS || likens(a, i - back, first)) return true;
    if (item->kind == REAP_ITEM_WORD && item->bits & REAP_W_VERSUS) return true;
    if (!passes(item)) return false;
  }
  return false;
}

/* "A and B": the item right before (articles apart) is "and" or a comma, and before it an arm. */
static bool is_joined(const reap_assembler *a, uint32_t i, uint32_t first) {
  uint32_t back = i;
  while (back > first && passes(&a->items.at[back - 1])) back--;
  if (back == first) return false;
  const reap_item *item = &a->items.at[back - 1];
  if (item->kind == REAP_ITEM_MARK && a->items.at[first].kind == REAP_ITEM_VERSUS)
    return false; /* "Compared with B, A" */
  bool joint =
      (item->kind == REAP_ITEM_WORD && item->bits & REAP_W_AND) || (item->kind == REAP_ITEM_MARK && item->sub == ',');
  return joint && back >= first + 2 && a->items.at[back - 2].kind == REAP_ITEM_ARM;
}

static bool after_between(const reap_assembler *a, uint32_t i, uint32_t first) {
  for (uint32_t back = 1; back <= 3 && i >= first + back; back++) {
    const reap_item *item = &a->items.at[i - back];
    if (item->kind != REAP_ITEM_WORD) return false;
    if (reap_word_is(a, item->token, "between")) return true;
  }
  return false;
}

/* "A without B": B is what A was given without. */
static bool is_withheld(const reap_assembler *a, uint32_t i, uint32_t first) {
  for (uint32_t back = 1; back <= 2 && i > first + back; back++) {
    const reap_item *item = &a->items.at[i - back];
    if (item->kind != REAP_ITEM_WORD) return false;
    if (reap_word_is(a, item->token, "without")) return a->items.at[i - back - 1].kind == REAP_ITEM_ARM;
  }
  return false;
}

/* "in both groups", "in each group", not "between both groups". */
static bool is_each(const reap_assembler *a, uint32_t i, uint32_t first) {
  const reap_item *item = &a->items.at[i];
  bool each = false;
  for (uint32_t t = item->token; t < item->token + item->tokens; t++)
    each |= reap_word_is(a, t, "both") || reap_word_is(a, t, "each");
  for (uint32_t back = 1; back <= 3 && i >= first + back; back++) {
    const reap_item *before = &a->items.at[i - back];
    if (before->kind != REAP_ITEM_WORD) break;
    if (reap_word_is(a, before->token, "between")) return false;
    each |= reap_word_is(a, before->token, "both") || reap_word_is(a, before->token, "each");
  }
  return each;
}

static bool is_kind(const reap_assembler *a, const reap_item *item) {
  static const char *const kinds[] = {"women", "men", "girls", "boys", "females", "males", "smokers", "nonsmokers"};
  return item->kind == REAP_ITEM_WORD && reap_word_in(a, item->token, kinds, sizeof kinds / sizeof *kinds);
}

/* "than |those who relapsed", "than |the distal side": what follows the comparison word at item i names no arm. */
static bool leads_elsewhere(const reap_assembler *a, uint32_t i, uint32_t end) {
  enum { REACH = 8 };
  static const char *const people[] = {"those", "patients", "subjects", "participants", "women", "men", "children"};
  bool who = false;
  for (uint32_t k = i + 1; k < end && k < i + REACH; k++) {
    const reap_item *item = &a->items.at[k];
    if (item->kind != REAP_ITEM_WORD) return who && item->kind == REAP_ITEM_OUTCOME;
    if (item->bits & REAP_W_RELATIVE && who) return true;
    if (is_kind(a, item) && k + 1 < end && a->items.at[k + 1].kind != REAP_ITEM_WORD) return true; /* "than in men (" */
    who |= reap_word_in(a, item->token, people, sizeof people / sizeof *people);
    if (item->bits & (REAP_W_TREAT | REAP_W_CONTROL | REAP_W_GROUP | REAP_W_TESTED)) return false;
    if (item->bits & (REAP_W_DETERMINER | REAP_W_PREPOSITION | REAP_W_PEOPLE | REAP_W_ADVERB)) continue;
    return !(item->bits & (REAP_W_STATISTIC | REAP_W_TIME | REAP_W_VERB));
  }
  return false;
}

/* "in the A group only", "only in A", "Only A": the arm at item i, and no other. */
static bool is_only(const reap_assembler *a, uint32_t i, uint32_t first, uint32_t end) {
  bool in = false, before = false;
  for (uint32_t back = 1; back <= 3 && i >= first + back && a->items.at[i - back].kind == REAP_ITEM_WORD; back++) {
    const reap_item *item = &a->items.at[i - back];
    before |= reap_word_is(a, item->token, "only");
    if (!(item->bits & (REAP_W_DETERMINER | REAP_W_PREPOSITION))) break;
    in |= reap_word_is(a, item->token, "in");
  }
  if (before) return in || i == first + 1; /* "with only A" is A alone */
  if (!in || i + 1 >= end || !reap_word_is(a, a->items.at[i + 1].token, "only")) return false;
  return i + 2 >= end || !(a->items.at[i + 2].bits & REAP_W_CLAUSE);
}

/* "between men and women": kinds of people, no arms. */
static bool parts_people(const reap_assembler *a, uint32_t i, uint32_t end) {
  if (i + 3 >= end || a->items.at[i].kind != REAP_ITEM_WORD || !reap_word_is(a, a->items.at[i].token, "between"))
    return false;
  for (uint32_t k = i + 1; k <= i + 3; k++)
    if (a->items.at[k].kind != REAP_ITEM_WORD) return false;
  return a->items.at[i + 1].bits & REAP_W_PEOPLE && a->items.at[i + 2].bits & REAP_W_AND &&
         a->items.at[i + 3].bits & REAP_W_PEOPLE;
}

/* "among women", "with increasing dose": told of kinds of people, or of doses. */
static bool parts_kinds(const reap_assembler *a, uint32_t i, uint32_t end) {
  static const char *const leads[] = {"in", "among", "for"};
  if (a->items.at[i].kind != REAP_ITEM_WORD || i + 1 >= end) return false;
  return reap_word_in(a, a->items.at[i].token, leads, sizeof leads / sizeof *leads) && is_kind(a, &a->items.at[i + 1]);
}

static bool rises_with_dose(const reap_assembler *a, uint32_t i, uint32_t end) {
  return i + 1 < end && reap_word_is(a, a->items.at[i].token, "increasing") &&
         reap_word_starts(a, a->items.at[i + 1].token, "dose");
}

reap_comparison reap_comparison_in(const reap_assembler *a, uint32_t first, uint32_t end) {
  reap_comparison c = {0};
  bool last_was_reference = false;
  for (uint32_t i = first; i < end; i++) {
    const reap_item *item = &a->items.at[i];
    switch (item->kind) {
    case REAP_ITEM_WORD:
      if (!(item->bits & (REAP_W_PREPOSITION | REAP_W_SHIFT))) break; /* most words */
      c.elsewhere |= parts_people(a, i, end) || rises_with_dose(a, i, end);
      c.kinds |= parts_kinds(a, i, end);
      break;
    case REAP_ITEM_DIRECTION:
      c.elsewhere |= rises_with_dose(a, i, end);
      break;
    case REAP_ITEM_BASELINE:
      c.baseline = true;
      break;
    case REAP_ITEM_GROUPS:
      c.together = true;
      c.both |= is_each(a, i, first);
      c.between |= after_between(a, i, first);
      break;
    case REAP_ITEM_VERSUS:
      c.versus |= !item->depth;
      c.elsewhere |= !item->depth && leads_elsewhere(a, i, end);
      break;
    case REAP_ITEM_ARM:
      c.only |= is_only(a, i, first, end);
      break;
    default:
      break;
    }
    if (item->kind != REAP_ITEM_ARM || is_withheld(a, i, first)) continue;
    bool reference = is_reference(a, i, first);
    if (!reference && last_was_reference && is_joined(a, i, first)) reference = true;
    if (after_between(a, i, first)) c.between = true;
    last_was_reference = reference;
    c.explicit_versus |= reference;
    add_once(reference ? &c.references : &c.subjects, item->row);
  }
  if (c.between && !c.references.count && c.subjects.count == 2) {
    reap_list_add(&c.references, c.subjects.at[1]);
    c.subjects.count = 1;
  }
  return c;
}

static bool within(const reap_list *small, const reap_list *big) {
  for (uint32_t i = 0; i < small->count; i++) {
    bool found = false;
    for (uint32_t k = 0; k < big->count; k++) found |= small->at[i] == big->at[k];
    if (!found) return false;
  }
  return true;
}

reap_comparison reap_comparison_local(const reap_assembler *a, uint32_t first, uint32_t end,
                                      const reap_comparison *whole) {
  reap_comparison c = reap_comparison_in(a, first, end);
  if (!c.subjects.count && !c.references.count) {
    bool baseline = c.baseline, together = c.together;
    if (together) return c;
    c = *whole;
    c.baseline |= baseline;
    return c;
  }
  if (!c.references.count && !c.baseline && within(&whole->subjects, &c.subjects)) c.references = whole->references;
  if (!c.subjects.count)
    for (uint32_t i = 0; i < whole->subjects.count; i++) {
      reap_list one = {{whole->subjects.at[i]}, 1};
      if (!within(&one, &c.references)) reap_list_add(&c.subjects, whole->subjects.at[i]);
    }
  return c;
}

void reap_default_pair(const reap_assembler *a, uint32_t *arm, uint32_t *comparator) {
  *arm = *comparator = REAP_NONE;
  uint32_t comparators = 0;
  for (uint32_t i = 0; i < a->arm_count; i++) {
    uint8_t role = a->arms[i].role;
    uint32_t row = a->citation->arms.first + i;
    if (role == REAP_ARM_EXPERIMENTAL || role == REAP_ARM_SINGLE || role == REAP_ARM_UNKNOWN) {
      if (*arm == REAP_NONE) *arm = row;
    } else {
      *comparator = row;
      comparators++;
    }
  }
  if (comparators != 1) *comparator = REAP_NONE;
  if (comparators == 0 && a->arm_count == 2) *comparator = a->citation->arms.first + 1;
  if (a->arm_count > 2) *comparator = REAP_NONE;
}
