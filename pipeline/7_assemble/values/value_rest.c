/* SPDX-License-Identifier: MIT */
/* Of two arms: whose a value is that is compared with the other arm's, though nothing that is known as an arm's name
 * stands beside it. */
#include "7_assemble/values/sides.h"

enum { NEAR = 40 };

static uint32_t side_of(const reap_assembler *a, uint32_t item) {
  return a->sides.at[a->items.at[item].row - a->citation->quantities.first];
}

static uint8_t kind_of(const reap_assembler *a, uint32_t item) {
  return a->batch->quantities.at[a->items.at[item].row].kind;
}

/* The value next to the comparison word at item `i`, on this side of the clause's end; REAP_NONE. */
static uint32_t value_beside(const reap_assembler *a, uint32_t i, uint32_t first, uint32_t end, bool behind) {
  uint32_t found = REAP_NONE;
  for (uint32_t step = 1; step < NEAR; step++) {
    if (behind ? i + step >= end : i < first + step) break;
    uint32_t k = behind ? i + step : i - step;
    const reap_item *item = &a->items.at[k];
    if (reap_item_parts_clauses(item) || reap_item_is_versus(item) || item->kind == REAP_ITEM_GROUPS ||
        item->kind == REAP_ITEM_BASELINE || item->kind == REAP_ITEM_RESPECTIVELY)
      break;
    if (item->kind != REAP_ITEM_VALUE) continue;
    if (found == REAP_NONE || item->depth < a->items.at[found].depth) found = k; /* "60 patients (12%) versus" */
    if (!item->depth) break;
  }
  return found;
}

static bool names_arm(const reap_assembler *a, uint32_t first, uint32_t end, uint32_t row) {
  for (uint32_t i = first; i < end; i++)
    if (a->items.at[i].kind == REAP_ITEM_ARM && (row == REAP_NONE || a->items.at[i].row == row)) return true;
  return false;
}

static bool is_arm(uint32_t side) { return side != REAP_NONE && side != REAP_EACH_ARM && !reap_side_is_before(side); }

static void give(reap_assembler *a, uint32_t item, uint32_t arm) {
  a->sides.at[a->items.at[item].row - a->citation->quantities.first] = arm;
}

/* "The scores for the coated device (67.2) were better than for A (45.4)": what stands on the other side of the
 * comparison is the other arm's. */
static void read_comparison(reap_assembler *a, uint32_t at, uint32_t first, uint32_t end) {
  uint32_t before = value_beside(a, at, first, end, false), behind = value_beside(a, at, first, end, true);
  if (before == REAP_NONE || behind == REAP_NONE || kind_of(a, before) != kind_of(a, behind)) return;
  uint32_t x = side_of(a, before), y = side_of(a, behind);
  if (x == REAP_NONE && is_arm(y) && !names_arm(a, first, at, y) && !names_arm(a, before, at, REAP_NONE))
    give(a, before, reap_other_arm(a, y));
}

/* Nothing else stands in the bracket that the value opens but tests and intervals. */
static bool fills_bracket(const reap_assembler *a, uint32_t i, uint32_t end) {
  uint8_t depth = a->items.at[i].depth;
  if (!depth || !reap_item_is_mark(&a->items.at[i - 1], "([")) return false;
  for (uint32_t k = i + 1; k < end && a->items.at[k].depth >= depth; k++) {
    const reap_item *item = &a->items.at[k];
    if (item->kind == REAP_ITEM_VALUE || item->kind == REAP_ITEM_ARM || item->kind == REAP_ITEM_GROUPS ||
        reap_item_is_versus(item))
      return false;
  }
  return true;
}

/* "less in A (12%) and, for the arm, (15%)": the value before in a series of outcomes with a bracket each. */
static uint32_t before_in_series(const reap_assembler *a, uint32_t i, uint32_t first) {
  uint8_t depth = a->items.at[i].depth;
  bool outcome = false;
  for (uint32_t k = i; k > first && i - k < NEAR; k--) {
    const reap_item *item = &a->items.at[k - 1];
    if (item->kind == REAP_ITEM_VALUE && item->depth == depth)
      return outcome && k > 2 && a->items.at[k - 3].kind != REAP_ITEM_ARM ? k - 1 : REAP_NONE;
    outcome |= item->kind == REAP_ITEM_OUTCOME && item->depth < depth;
    if (item->depth < depth - 1) return REAP_NONE;
    if (item->depth >= depth) continue;
    if (item->kind == REAP_ITEM_ARM || item->kind == REAP_ITEM_GROUPS || item->kind == REAP_ITEM_BASELINE ||
        item->kind == REAP_ITEM_VALUE || reap_item_is_versus(item) || reap_item_parts_clauses(item) ||
        reap_item_is_word(item, REAP_W_PEOPLE | REAP_W_TREAT | REAP_W_GROUP))
      return REAP_NONE;
  }
  return REAP_NONE;
}

/* "fat mass (-2 kg) and waist (-4 cm) fell with A": the series goes on with the same arm. */
static void read_series(reap_assembler *a, uint32_t i, uint32_t first, uint32_t end) {
  if (side_of(a, i) != REAP_NONE || !fills_bracket(a, i, end) || reap_leads_on(a, i, end, 4)) return;
  uint32_t before = before_in_series(a, i, first);
  if (before == REAP_NONE || !is_arm(side_of(a, before)) || kind_of(a, before) != kind_of(a, i)) return;
  if (fills_bracket(a, before, end)) give(a, i, side_of(a, before));
}

void reap_sides_read_rest(reap_assembler *a, uint32_t first, uint32_t end) {
  for (uint32_t i = first + 1; i < end; i++)
    if (a->items.at[i].kind == REAP_ITEM_VALUE) read_series(a, i, first, end);
  if (a->arm_count != 2) return;
  for (uint32_t i = first + 1; i + 1 < end; i++)
    if (reap_item_is_versus(&a->items.at[i])) read_comparison(a, i, first, end);
}

/* The only arm that a sentence with values names, REAP_NONE. */
static uint32_t sole_arm(const reap_assembler *a, uint32_t sentence) {
  reap_range items = a->item_ranges.at[sentence];
  uint32_t arm = REAP_NONE;
  bool values = false;
  for (uint32_t i = items.first; i < items.first + items.count; i++) {
    const reap_item *item = &a->items.at[i];
    if (item->kind == REAP_ITEM_GROUPS || (item->kind == REAP_ITEM_ARM && arm != REAP_NONE && item->row != arm))
      return REAP_NONE;
    if (item->kind == REAP_ITEM_ARM) arm = item->row;
    values |= item->kind == REAP_ITEM_VALUE && side_of(a, i) != REAP_NONE;
  }
  return values ? arm : REAP_NONE;
}

/* The sentence tells of all, or compares. */
static bool speaks_of_all(const reap_assembler *a, reap_range items) {
  static const char *const words[] = {"overall",  "all",   "total",    "both",       "entire", "combined",
                                      "together", "whole", "patients", "most",       "study",  "each",
                                      "between",  "only",  "contrast", "conversely", "none",   "neither"};
  for (uint32_t i = items.first; i < items.first + items.count; i++) {
    const reap_item *item = &a->items.at[i];
    if (item->kind == REAP_ITEM_ARM || item->kind == REAP_ITEM_GROUPS || item->kind == REAP_ITEM_P ||
        item->kind == REAP_ITEM_EFFECT || item->kind == REAP_ITEM_SIZE || reap_item_is_versus(item))
      return true;
    if (item->kind == REAP_ITEM_VALUE && side_of(a, i) != REAP_NONE) return true;
    if (reap_item_is_word(item, REAP_W_GROUP | REAP_W_TREAT)) return true; /* under a name that is not known */
    if (item->kind == REAP_ITEM_WORD && i < items.first + 3 &&
        reap_word_in(a, item->token, words, sizeof words / sizeof *words))
      return true;
  }
  return false;
}

void reap_sides_carry_on(reap_assembler *a, uint32_t sentence) {
  enum { AROUND = 4 };
  if (a->arm_count != 2 || !sentence || a->tells.at[sentence] != REAP_TELLS_RESULTS) return;
  reap_range items = a->item_ranges.at[sentence];
  uint32_t arm = sole_arm(a, sentence - 1);
  if (arm == REAP_NONE || speaks_of_all(a, items)) return;
  bool in_turn = false;
  uint32_t last =
      sentence + AROUND < a->citation->sentences.count ? sentence + AROUND : a->citation->sentences.count - 1;
  for (uint32_t s = sentence > AROUND ? sentence - AROUND : 0; s <= last && !in_turn; s++)
    in_turn = s != sentence && sole_arm(a, s) == reap_other_arm(a, arm);
  for (uint32_t i = items.first; in_turn && i < items.first + items.count; i++)
    if (a->items.at[i].kind == REAP_ITEM_VALUE) give(a, i, arm);
}
