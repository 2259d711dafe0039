/* SPDX-License-Identifier: MIT */
/* Values that are told together: "12% versus 15%", "from 8 to 7 and from 9 to 6". */
#include "7_assemble/values/sides.h"

/* Part of a number that qualifies a value: its interval, its SD. */
bool reap_item_qualifies(const reap_assembler *a, const reap_item *item) {
  if (item->kind != REAP_ITEM_WORD && item->kind != REAP_ITEM_MARK) return false;
  uint32_t row = reap_quantity_of(a, item->token);
  return row != REAP_NONE && a->batch->quantities.at[row].about != REAP_NONE;
}

/* "63.3%, 19/30": a share and the count behind it. */
bool reap_same_people(const reap_assembler *a, uint32_t x, uint32_t y) {
  uint8_t first = a->batch->quantities.at[a->items.at[x].row].kind,
          second = a->batch->quantities.at[a->items.at[y].row].kind;
  return (first == REAP_Q_PERCENT && second == REAP_Q_COUNT) || (first == REAP_Q_COUNT && second == REAP_Q_PERCENT);
}

/* "55%/18%", not the two pressures of "145/90 mm Hg". */
static bool are_shares(const reap_assembler *a, uint32_t x, uint32_t y) {
  if (a->items.at[y].kind != REAP_ITEM_VALUE) return false;
  uint8_t kind = a->batch->quantities.at[a->items.at[x].row].kind;
  return kind == a->batch->quantities.at[a->items.at[y].row].kind && (kind == REAP_Q_PERCENT || kind == REAP_Q_COUNT);
}

uint32_t reap_value_last(const reap_assembler *a, uint32_t value, uint32_t end) {
  bool equal = value + 2 < end && reap_item_is_mark(&a->items.at[value + 1], "=") &&
               a->items.at[value + 2].kind == REAP_ITEM_VALUE && reap_same_people(a, value, value + 2);
  if (equal) return value + 2; /* "17/70 = 24%" */
  bool two = value + 2 < end && reap_item_is_mark(&a->items.at[value + 1], "/") &&
             a->items.at[value + 2].kind == REAP_ITEM_VALUE && !are_shares(a, value, value + 2);
  return two ? value + 2 : value;
}

/* The next value of the chain behind item `i`, REAP_NONE: between them a joint, units and what stands in brackets. */
static uint32_t next_in_chain(const reap_assembler *a, const reap_chain *c, uint32_t i, uint32_t end, bool *versus) {
  uint8_t depth = a->items.at[i].depth;
  bool bare = depth && i && i + 1 < end && reap_item_is_mark(&a->items.at[i - 1], "([") &&
              reap_item_is_mark(&a->items.at[i + 1], ")]");
  if (bare) depth--; /* "(9.5 ± 2.7)% vs (3.8 ± 1.4)%" */
  bool joint = false, comma = false;
  uint32_t words = 0;
  *versus = i + 2 < end && a->items.at[i + 1].depth > a->items.at[i].depth && reap_item_is_versus(&a->items.at[i + 1]);
  if (*versus && a->items.at[i + 2].kind == REAP_ITEM_VALUE) return i + 2; /* "3 (8.0%| versus 47.5%)" */
  *versus = false;
  for (uint32_t k = reap_value_last(a, i, end) + 1, steps = 0; k < end && steps < REAP_REACH && k < i + REAP_FAR; k++) {
    const reap_item *item = &a->items.at[k];
    if (reap_item_qualifies(a, item)) continue;        /* "43.3, 95% CI 43.1 to 43.5, vs 34.3" */
    steps += item->depth <= depth;                     /* what brackets hold does not part */
    if (item->kind == REAP_ITEM_ARM) return REAP_NONE; /* "12% (A) and 15% (B)" */
    if (bare && *versus && words < 2 && item->kind == REAP_ITEM_VALUE && item->depth == depth + 1) return k;
    if (item->depth > depth ||
        (item->depth == depth && reap_item_is_mark(item, "([)]") && !(reap_item_is_mark(item, ")]") && !depth)))
      continue;
    if (item->depth < depth || reap_item_parts_clauses(item)) return REAP_NONE;
    if (item->kind == REAP_ITEM_VALUE) {
      bool mixed = (comma || bare) && !*versus && reap_same_people(a, i, k); /* "A [15%] and 2 in B [5%]" */
      return joint && !mixed ? k : REAP_NONE;
    }
    if (reap_item_is_mark(item, "/") && k == i + 1 && k + 1 < end && are_shares(a, i, k + 1)) {
      *versus = true; /* "nausea (55%/18%)" */
      return k + 1;
    }
    if (reap_item_is_versus(item)) {
      joint = *versus = true;
    } else if (reap_item_is_word(item, REAP_W_AND) || reap_item_is_mark(item, ",")) {
      if (c->versus || (*versus && words)) return REAP_NONE; /* the next pair; "versus none, and" */
      joint = true;
      comma = reap_item_is_mark(item, ",");
    } else if (item->kind == REAP_ITEM_MARK || item->kind == REAP_ITEM_TIME || item->kind == REAP_ITEM_INTERVAL ||
               item->kind == REAP_ITEM_NUMBER) {
      continue;
    } else if (item->kind != REAP_ITEM_WORD || item->bits & (REAP_W_VERB | REAP_W_BE | REAP_W_HAVE) || ++words > 4) {
      return REAP_NONE;
    }
  }
  return REAP_NONE;
}

/* The value after in "from 8.2 (SD 1) to 7.4", "28 to 41", REAP_NONE. */
static uint32_t change_end(const reap_assembler *a, uint32_t value, uint32_t end) {
  enum { NEAR = 12, WORDS = 3 };
  uint8_t depth = a->items.at[value].depth;
  bool from = false, to = false;
  uint32_t words = 0;
  for (uint32_t back = 1; back <= WORDS && back <= value && a->items.at[value - back].kind == REAP_ITEM_WORD; back++)
    from |= reap_word_is(a, a->items.at[value - back].token, "from");
  uint32_t last = reap_value_last(a, value, end);
  for (uint32_t k = last + 1; k < end && k < last + NEAR; k++) {
    const reap_item *item = &a->items.at[k];
    if (item->kind == REAP_ITEM_VALUE && item->depth == depth) return to ? k : REAP_NONE;
    if (item->depth > depth || reap_item_is_mark(item, from ? "()[]," : "()[]") || reap_item_qualifies(a, item))
      continue;
    if (item->kind == REAP_ITEM_WORD && reap_word_is(a, item->token, "to")) {
      if (to || (!from && k > last + 1)) return REAP_NONE;
      to = true;
    } else if (!(item->kind == REAP_ITEM_WORD && !(item->bits & (REAP_W_AND | REAP_W_CLAUSE | REAP_W_VERSUS))) &&
               item->kind != REAP_ITEM_BASELINE && item->kind != REAP_ITEM_TIME) {
      return REAP_NONE;
    } else if (++words > WORDS) {
      return REAP_NONE;
    }
  }
  return REAP_NONE;
}

static void add_value(const reap_assembler *a, reap_chain *c, uint32_t value, uint32_t end) {
  uint32_t after = change_end(a, value, end);
  c->from[c->count] = after == REAP_NONE ? REAP_NONE : value;
  c->at[c->count++] = after == REAP_NONE ? value : after;
}

reap_chain reap_chain_from(const reap_assembler *a, uint32_t first, uint32_t end) {
  reap_chain c = {.count = 0};
  add_value(a, &c, first, end);
  while (c.count < REAP_CHAIN_MAX) {
    bool versus;
    uint32_t next = next_in_chain(a, &c, c.at[c.count - 1], end, &versus);
    if (next == REAP_NONE || (versus && c.count > 1 && !c.versus)) break;
    if ((change_end(a, next, end) != REAP_NONE) != (c.from[0] != REAP_NONE)) break;
    add_value(a, &c, next, end);
    c.versus |= versus;
  }
  return c;
}
