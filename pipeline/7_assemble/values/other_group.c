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

/* The first item of the group's name that ends with the noun at item `i`, `i` itself when it is no such name. */
static uint32_t name_begin(const reap_assembler *a, uint32_t i, uint32_t first) {
  uint32_t begin = i;
  while (begin > first && i - begin < MODIFIERS_MAX) {
    const reap_item *item = &a->items.at[begin - 1];
    if (item->kind != REAP_ITEM_WORD || !reap_is_nominal(a, item->token)) break;
    if (parts_people(a, item->token)) return i;
    begin--;
  }
  if (begin == i || begin == first) return i;
  const reap_item *before = &a->items.at[begin - 1];
  static const char *const leads[] = {"in", "for", "of", "from", "among", "than"};
  bool leads_in =
      before->kind == REAP_ITEM_VERSUS ||
      (before->kind == REAP_ITEM_WORD &&
       (before->bits & REAP_W_DETERMINER || reap_word_in(a, before->token, leads, sizeof leads / sizeof *leads)));
  return leads_in ? begin : i;
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

void reap_name_other_group(reap_assembler *a, uint32_t first, uint32_t end) {
  if (a->arm_count != 2) return;
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
