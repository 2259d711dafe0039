/* SPDX-License-Identifier: MIT */
/* "12% with A and 15% in the decision aid group": of two arms, a group under a name that nobody gave it before is the
 * one that its sentence does not name. */
#include "7_assemble/assembler.h"
#include "7_assemble/findings/pairs.h"

enum { MODIFIERS_MAX = 4 };

/* Groups of people that no arm is: "the low-risk group", "the same group", "the study group". */
static bool parts_people(const reap_assembler *a, uint32_t token) {
  static const char *const stems[] = {
      "age",   "aged",   "same",  "each",   "this",    "that",     "one",     "per",     "study",
      "whole", "entire", "total", "risk",   "peer",    "focus",    "support", "posit",   "negat",
      "elder", "young",  "old",   "men",    "women",   "male",     "female",  "premeno", "postmen",
      "stage", "severe", "mild",  "moder",  "work",    "research", "expert",  "ethnic",  "blood",
      "sub",   "user",   "sero",  "affect", "ipsilat", "contral",  "upper",   "left",    "right",
      "invol", "operat", "other", "two",    "three",   "all",      "both",    "any",     "either",
      "first", "last",   "trial", "cooper", "collab",  "intern",   "health",  "normal",  "oncolog"};
  for (size_t i = 0; i < sizeof stems / sizeof *stems; i++)
    if (reap_word_starts(a, token, stems[i])) return true;
  return false;
}

/* A determiner, a comparison or a word like "in" stands before the item. */
static bool leads_in(const reap_assembler *a, uint32_t i, uint32_t first) {
  static const char *const leads[] = {"in", "for", "of", "from", "among", "than"};
  if (i == first) return false;
  const reap_item *before = &a->items.at[i - 1];
  return before->kind == REAP_ITEM_VERSUS ||
         (before->kind == REAP_ITEM_WORD &&
          (before->bits & REAP_W_DETERMINER || reap_word_in(a, before->token, leads, sizeof leads / sizeof *leads)));
}

/* The first item of the group's name that ends with the noun at item `i`, `i` itself when it is no such name. */
static uint32_t name_begin(const reap_assembler *a, uint32_t i, uint32_t first) {
  uint32_t begin = i;
  while (begin > first && i - begin < MODIFIERS_MAX) {
    const reap_item *item = &a->items.at[begin - 1];
    if (item->kind != REAP_ITEM_WORD || !reap_is_nominal(a, item->token)) break;
    if (parts_people(a, item->token)) return i;
    begin--;
  }
  return begin != i && leads_in(a, begin, first) ? begin : i;
}

static bool is_group_noun(const reap_assembler *a, const reap_item *item) {
  return item->kind == REAP_ITEM_WORD && item->bits & REAP_W_GROUP && !reap_is_plural(a, item->token);
}

/* Its noun goes on as another phrase: "group therapy", "arm volume". */
static bool goes_on(const reap_assembler *a, uint32_t i, uint32_t end) {
  static const char *const stems[] = {"therap",   "session", "treat",   "program", "interven", "volume",  "lymph",
                                      "function", "morbid",  "symptom", "swell",   "edema",    "circumf", "pain",
                                      "strength", "mobil",   "exerc",   "train",   "educat",   "counsel", "discuss",
                                      "visit",    "differ",  "compar",  "analys",  "x",        "by",      "member"};
  if (i + 1 >= end || a->items.at[i + 1].kind != REAP_ITEM_WORD) return false;
  if (a->items.at[i + 1].span.end - a->items.at[i + 1].span.beg < 3 && !a->items.at[i + 1].bits) return true; /* "B" */
  for (size_t k = 0; k < sizeof stems / sizeof *stems; k++)
    if (reap_word_starts(a, a->items.at[i + 1].token, stems[k])) return true;
  return false;
}

static bool is_groups(const reap_assembler *a, uint32_t i) {
  const reap_item *item = &a->items.at[i];
  bool bare = item->kind == REAP_ITEM_WORD || (item->kind == REAP_ITEM_GROUPS && item->tokens == 1);
  return bare && reap_bits_at(a, item->token) & REAP_W_GROUP && reap_is_plural(a, item->token);
}

/* The arm's name takes in the noun: "A groups". */
static bool ends_with_groups(const reap_assembler *a, uint32_t i) {
  uint32_t last = a->items.at[i].token + a->items.at[i].tokens - 1;
  return reap_bits_at(a, last) & REAP_W_GROUP && reap_is_plural(a, last);
}

static bool joins(const reap_item *item) { return item->kind == REAP_ITEM_WORD && item->bits & REAP_W_AND; }

/* Items [from, i), what stands before or behind "and" in the name of two groups, are a name that nobody gave before. */
static bool is_new_name(const reap_assembler *a, uint32_t from, uint32_t i) {
  for (uint32_t k = from; k < i; k++) {
    const reap_item *item = &a->items.at[k];
    if (item->kind != REAP_ITEM_WORD || !reap_is_nominal(a, item->token) || parts_people(a, item->token)) return false;
  }
  return from < i && i - from <= MODIFIERS_MAX;
}

/* "in A and weekly groups", "in weekly and A groups": the two share their noun; the one without a known name is the
 * other arm. */
static bool name_sharing_group(reap_assembler *a, uint32_t joint, uint32_t first, uint32_t end) {
  if (joint == first || joint + 1 >= end) return false;
  uint32_t arm = REAP_NONE, from = joint, to = joint;
  if (a->items.at[joint - 1].kind == REAP_ITEM_ARM) { /* "A and weekly groups" */
    arm = joint - 1;
    from = to = joint + 1;
    while (to < end && !is_groups(a, to) && is_new_name(a, to, to + 1)) to++;
    if (to >= end || !is_groups(a, to)) return false;
  } else if (a->items.at[joint + 1].kind == REAP_ITEM_ARM && ends_with_groups(a, joint + 1)) {
    arm = joint + 1;
    while (from > first && is_new_name(a, from - 1, from)) from--;
  }
  if (arm == REAP_NONE || !is_new_name(a, from, to) || !leads_in(a, from < arm ? from : arm, first)) return false;
  uint32_t one = reap_arm_row(a, 0), two = reap_arm_row(a, 1);
  a->items.at[from].kind = REAP_ITEM_ARM;
  a->items.at[from].row = a->items.at[arm].row == one ? two : one;
  for (uint32_t i = from + 1; i < to; i++) a->items.at[i].kind = REAP_ITEM_SKIP;
  if (to > joint) a->items.at[to].kind = REAP_ITEM_SKIP; /* the noun tells no further groups */
  return true;
}

static bool is_word(const reap_assembler *a, uint32_t i, const char *word) {
  return a->items.at[i].kind == REAP_ITEM_WORD && reap_word_is(a, a->items.at[i].token, word);
}

static void make_arm(reap_assembler *a, uint32_t i, uint32_t row) {
  a->items.at[i].kind = REAP_ITEM_ARM;
  a->items.at[i].row = row;
}

/* One of the arm's names begins at the token. */
static bool begins_with(const reap_assembler *a, uint32_t arm, uint32_t token) {
  for (uint32_t k = 0; k < a->arms[arm].name_count; k++)
    if (reap_token_at(a, a->arms[arm].names[k].first)->hash == reap_token_at(a, token)->hash) return true;
  return false;
}

/* "in patients treated without and with A, respectively": the one without it is the other arm. */
static void name_with_and_without(reap_assembler *a, uint32_t joint, uint32_t first, uint32_t end) {
  if (joint == first || joint + 2 >= end) return;
  bool with = is_word(a, joint - 1, "with") && is_word(a, joint + 1, "without");
  if (!with && !(is_word(a, joint - 1, "without") && is_word(a, joint + 1, "with"))) return;
  uint32_t i = joint + 2;
  while (i < end && i < joint + 5 && a->items.at[i].kind == REAP_ITEM_WORD && reap_is_nominal(a, a->items.at[i].token))
    i++;
  if (i >= end || a->items.at[i].kind != REAP_ITEM_ARM) return;
  uint32_t named = begins_with(a, 0, a->items.at[i].token) ? 0 : 1;
  if (a->arms[named].role != REAP_ARM_EXPERIMENTAL || !begins_with(a, named, a->items.at[i].token)) return;
  uint32_t row = reap_arm_row(a, named), other = reap_arm_row(a, 1 - named);
  make_arm(a, joint - 1, with ? row : other);
  a->items.at[i].row = with ? other : row;
}

void reap_name_other_group(reap_assembler *a, uint32_t sentence, uint32_t first, uint32_t end) {
  if (a->arm_count != 2 || !reap_sentence_has(a, sentence, REAP_W_GROUP | REAP_W_NOT)) return;
  for (uint32_t i = first; i < end; i++)
    if (joins(&a->items.at[i])) name_with_and_without(a, i, first, end);
  for (uint32_t i = first; i < end; i++)
    if (joins(&a->items.at[i]) && name_sharing_group(a, i, first, end)) return;
  uint32_t named = REAP_NONE, group = REAP_NONE, begin = 0;
  bool values = false;
  for (uint32_t i = first; i < end; i++) {
    const reap_item *item = &a->items.at[i];
    values |= item->kind == REAP_ITEM_VALUE;
    if (item->kind == REAP_ITEM_ARM) {
      if (named != REAP_NONE && named != item->row) return;
      named = item->row;
    } else if (is_group_noun(a, item)) {
      uint32_t from = name_begin(a, i, first);
      if (from == i || goes_on(a, i, end)) continue;
      if (group != REAP_NONE) return;
      group = i;
      begin = from;
    }
  }
  if (!values || named == REAP_NONE || group == REAP_NONE) return;
  uint32_t one = reap_arm_row(a, 0), two = reap_arm_row(a, 1);
  a->items.at[group].kind = REAP_ITEM_ARM;
  a->items.at[group].row = named == one ? two : one;
  for (uint32_t i = begin; i < group; i++) a->items.at[i].kind = REAP_ITEM_SKIP;
}
