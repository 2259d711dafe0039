/* SPDX-License-Identifier: MIT */
/* "8 cases (1 in A and 7 in B)": the number of all, told before the arms' own. */
#include "7_assemble/values/sides.h"

enum { NEAR = 24, INSIDE = 40 };

static uint32_t *side_of(reap_assembler *a, uint32_t item) {
  return &a->sides.at[a->items.at[item].row - a->citation->quantities.first];
}

static const reap_quantity *number(const reap_assembler *a, uint32_t item) {
  return &a->batch->quantities.at[a->items.at[item].row];
}

/* The values of two arms that stand in items [first, end) no deeper than `depth`: the first of each. */
typedef struct {
  uint32_t at[2], count;
  bool others; /* a value there has no arm */
} parts;

static parts parts_in(reap_assembler *a, uint32_t first, uint32_t end, uint8_t depth) {
  parts p = {.count = 0};
  for (uint32_t i = first; i < end && i < first + INSIDE && p.count < 2; i++) {
    const reap_item *item = &a->items.at[i];
    if (item->depth < depth || reap_item_is_mark(item, ";")) break;
    if (item->kind != REAP_ITEM_VALUE || item->depth > depth) continue;
    uint32_t arm = reap_side_arm(*side_of(a, i));
    if (arm == REAP_NONE)
      p.others = true;
    else if (!p.count || reap_side_arm(*side_of(a, p.at[0])) != arm)
      p.at[p.count++] = i;
  }
  return p;
}

/* What two arms have adds up to it, or their shares lie around it. */
static bool holds(const reap_assembler *a, uint32_t value, const parts *p, const reap_item *opens) {
  const reap_quantity *all = number(a, value), *x = number(a, p->at[0]), *y = number(a, p->at[1]);
  if (x->kind != y->kind || p->others) return false;
  if (all->kind == REAP_Q_COUNT && x->kind == REAP_Q_COUNT)
    return a->arm_count == 2 ? all->value == x->value + y->value : all->value >= x->value + y->value;
  if (all->kind == x->kind && (all->kind == REAP_Q_PERCENT || reap_item_is_mark(opens, "([:")))
    return (all->value > x->value && all->value < y->value) || (all->value < x->value && all->value > y->value);
  return false;
}

/* Whether the item opens what the number is made up of; *depth: of what stands there. */
static bool opens_parts(const reap_assembler *a, uint32_t i, uint8_t outer, uint8_t *depth) {
  bool bracket = reap_item_is_mark(&a->items.at[i], "([");
  *depth = (uint8_t)(outer + bracket);
  return bracket || reap_item_is_mark(&a->items.at[i], ":,;") || reap_item_is_word(&a->items.at[i], REAP_W_RELATIVE);
}

static bool is_total(reap_assembler *a, uint32_t value, uint32_t end) {
  uint8_t outer = a->items.at[value].depth, depth;
  for (uint32_t i = value + 1; i < end && i < value + NEAR; i++) {
    const reap_item *item = &a->items.at[i];
    if (item->depth < outer) return false;
    if (item->depth > outer) continue;
    if (item->kind == REAP_ITEM_ARM || item->kind == REAP_ITEM_GROUPS || item->kind == REAP_ITEM_VALUE ||
        reap_item_is_versus(item))
      return false;
    if (!opens_parts(a, i, outer, &depth)) continue;
    parts p = parts_in(a, i + 1, end, depth);
    if (p.count == 2) return holds(a, value, &p, item);
  }
  return false;
}

void reap_sides_mark_totals(reap_assembler *a, uint32_t first, uint32_t end) {
  for (uint32_t i = first; a->arm_count > 1 && i < end; i++) {
    if (a->items.at[i].kind != REAP_ITEM_VALUE || *side_of(a, i) != REAP_NONE) continue;
    if (!is_total(a, i, end)) continue;
    *side_of(a, i) = REAP_ALL_ARMS;
    bool share = i + 2 < end && reap_item_is_mark(&a->items.at[i + 1], "([") &&
                 a->items.at[i + 2].kind == REAP_ITEM_VALUE && reap_same_people(a, i, i + 2);
    if (share && *side_of(a, i + 2) == REAP_NONE) *side_of(a, i + 2) = REAP_ALL_ARMS;
  }
}
