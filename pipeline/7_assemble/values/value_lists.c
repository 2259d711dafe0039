/* SPDX-License-Identifier: MIT */
/* "40%, 42% and 46% in the brace, A and B groups, respectively": lists of groups in which not every name is known. */
#include "7_assemble/findings/pairs.h"
#include "7_assemble/values/sides.h"

enum { TRIES = 4 };

static bool separates(const reap_item *item) {
  return reap_item_is_word(item, REAP_W_AND) || reap_item_is_mark(item, ",");
}

/* A number, or its unit: part of a dose. */
static bool is_figure(const reap_assembler *a, const reap_item *item) {
  static const char *const units[] = {"mg",    "g",  "kg", "microg", "mcg",  "ml",    "day",
                                      "daily", "iu", "m2", "h",      "dose", "doses", "dosage"};
  char first = a->citation->text.ptr[item->span.beg];
  return (first >= '0' && first <= '9') || reap_word_in(a, item->token, units, sizeof units / sizeof *units);
}

static bool ends_in_figure(const reap_assembler *a, const reap_item *item) {
  reap_item last = *item;
  last.token += item->tokens - 1;
  last.span = reap_token_at(a, last.token)->span;
  return is_figure(a, &last);
}

/* A list being read: of each member the arm it names (REAP_NONE) and whether it holds words and a dose. */
typedef struct {
  reap_list rows;
  bool worded[REAP_LIST_MAX], dosed[REAP_LIST_MAX];
  bool groups; /* ends with "groups" */
  bool labels; /* "groups 1, 2 and 3", "A 20 mg, 40 mg and B": a number is a name of its own, or part of one */
} group_list;

/* "A |10 mg and 20 mg": such an amount was read as a mean. */
static bool is_dose(const reap_assembler *a, const reap_item *item) {
  return item->kind == REAP_ITEM_VALUE && a->batch->quantities.at[item->row].kind == REAP_Q_MEAN;
}

/* Part of a group's name. */
static bool is_content(const reap_assembler *a, const reap_item *item) {
  return item->kind == REAP_ITEM_SKIP || item->kind == REAP_ITEM_NUMBER || item->kind == REAP_ITEM_OUTCOME ||
         item->kind == REAP_ITEM_TIME || item->kind == REAP_ITEM_BASELINE || is_dose(a, item) ||
         (item->kind == REAP_ITEM_WORD && (reap_is_nominal(a, item->token) || is_figure(a, item)));
}

static bool is_group_noun(const reap_assembler *a, const reap_item *item) {
  uint32_t last = item->token + item->tokens - 1;
  return reap_bits_at(a, last) & REAP_W_GROUP && reap_is_plural(a, last);
}

/* Reads the list of groups that begins at item `i`. Whether it has as many members as the chain has values; a name
 * inside a longer one ("the younger and older A patients") is no member's own. */
static bool read_list(const reap_assembler *a, uint32_t i, uint32_t end, uint32_t want, group_list *list) {
  const uint8_t depth = a->items.at[i].depth;
  bool content = false;
  *list = (group_list){.rows = {{REAP_NONE}, 1}};
  for (; i < end; i++) {
    const reap_item *item = &a->items.at[i];
    if (item->depth > depth || reap_item_is_mark(item, "([")) continue;
    const uint32_t k = list->rows.count - 1;
    list->groups = is_group_noun(a, item);
    if (item->kind == REAP_ITEM_ARM) {
      if (list->rows.at[k] != REAP_NONE || list->worded[k]) return false;
      list->rows.at[k] = item->row;
      list->labels |= reap_bits_at(a, item->token) & REAP_W_GROUP || ends_in_figure(a, item);
      content = list->worded[k] = true;
    } else if (separates(item)) {
      if (!content) continue; /* ", and" */
      if (list->rows.count == want) break;
      reap_list_add(&list->rows, REAP_NONE);
      content = false;
    } else if (is_content(a, item) || (item->kind == REAP_ITEM_GROUPS && item->tokens == 1)) {
      content = true;
      list->dosed[k] |= item->kind == REAP_ITEM_NUMBER || is_dose(a, item) || is_figure(a, item);
      list->worded[k] |= item->kind == REAP_ITEM_OUTCOME || item->kind == REAP_ITEM_SKIP ||
                         (item->kind == REAP_ITEM_WORD && !is_figure(a, item) && !list->groups);
    } else if (!reap_item_is_word(item, REAP_W_DETERMINER | REAP_W_OF) && !reap_item_is_mark(item, "/+")) {
      break;
    }
  }
  return list->rows.count == want && content;
}

/* "A 15, 30 and 60 mg": a dose goes with the name before it, else with the one behind. */
static void spread_names(group_list *list) {
  reap_list *rows = &list->rows;
  if (list->labels) return;
  for (uint32_t i = 1; i < rows->count; i++)
    if (rows->at[i] == REAP_NONE && !list->worded[i] && list->dosed[i - 1]) rows->at[i] = rows->at[i - 1];
  for (uint32_t i = rows->count - 1; i > 0; i--)
    if (rows->at[i - 1] == REAP_NONE && !list->worded[i - 1]) rows->at[i - 1] = rows->at[i];
}

/* One member without a known name is the only arm that is left. */
static void fill(const reap_assembler *a, group_list *list) {
  reap_list *rows = &list->rows;
  uint32_t open = REAP_NONE, unknown = 0, left = REAP_NONE, unnamed = 0;
  if (rows->count != a->arm_count || (rows->count == 2 && !list->groups)) return;
  for (uint32_t i = 0; i < rows->count; i++)
    if (rows->at[i] == REAP_NONE) open = i, unknown++;
  for (uint32_t k = 0; k < a->arm_count; k++) {
    bool known = false;
    for (uint32_t i = 0; i < rows->count; i++) known |= rows->at[i] == reap_arm_row(a, k);
    if (!known) left = reap_arm_row(a, k), unnamed++;
  }
  if (unknown == 1 && unnamed == 1) rows->at[open] = left;
}

static uint32_t named(const reap_list *rows) {
  uint32_t n = 0;
  for (uint32_t i = 0; i < rows->count; i++) n += rows->at[i] != REAP_NONE;
  return n;
}

static bool ends_respectively(const reap_assembler *a, uint32_t last, uint32_t end) {
  for (uint32_t i = last + 1; i < end && i < last + REAP_FAR; i++) {
    const reap_item *item = &a->items.at[i];
    if (item->kind == REAP_ITEM_RESPECTIVELY) return true;
    if (item->kind == REAP_ITEM_VALUE && !is_dose(a, item)) return false;
  }
  return false;
}

reap_list reap_arms_listed_behind(const reap_assembler *a, const reap_chain *c, uint32_t end) {
  uint32_t last = reap_value_last(a, c->at[c->count - 1], end), tries = 0;
  const reap_list none = {.count = 0};
  group_list list;
  if (!ends_respectively(a, last, end)) return none;
  for (uint32_t i = last + 1; i + 1 < end && tries < TRIES; i++) {
    const reap_item *item = &a->items.at[i];
    if (item->kind == REAP_ITEM_VALUE || item->kind == REAP_ITEM_RESPECTIVELY || reap_item_parts_clauses(item)) break;
    if (item->depth != a->items.at[last].depth || !reap_item_is_word(item, REAP_W_PREPOSITION)) continue;
    tries++;
    if (!read_list(a, i + 1, end, c->count, &list) || !named(&list.rows)) continue;
    spread_names(&list);
    fill(a, &list);
    return c->count > 2 || named(&list.rows) == 2 ? list.rows : none;
  }
  return none;
}

reap_list reap_arms_listed_before(const reap_assembler *a, const reap_chain *c, uint32_t first, uint32_t end) {
  uint32_t last = reap_value_last(a, c->at[c->count - 1], end), begin = c->at[0];
  reap_list rows = {.count = 0};
  if (!ends_respectively(a, last, end)) return rows;
  if (begin > first + REAP_FAR) first = begin - REAP_FAR;
  for (uint32_t i = first; i < begin; i++) {
    const reap_item *item = &a->items.at[i];
    if (item->kind == REAP_ITEM_VALUE && !is_dose(a, item)) rows.count = 0;
    if (i > first && !reap_item_is_word(&a->items.at[i - 1], REAP_W_PREPOSITION)) continue;
    group_list list;
    if (item->depth || !read_list(a, i, begin, c->count, &list) || !named(&list.rows)) continue;
    spread_names(&list);
    fill(a, &list);
    rows = list.rows;
  }
  return rows;
}
