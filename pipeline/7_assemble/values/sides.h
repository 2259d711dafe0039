/* SPDX-License-Identifier: MIT */
#ifndef REAP_ASSEMBLE_SIDES_H
#define REAP_ASSEMBLE_SIDES_H

#include "7_assemble/assembler.h"

enum {
  REAP_CHAIN_MAX = 8,
  REAP_REACH = 14, /* items that may stand between a value and its arm, brackets apart */
  REAP_FAR = 80    /* and with them */
};

/* Values joined by "versus", "and" or commas. */
typedef struct {
  uint32_t at[REAP_CHAIN_MAX];   /* items */
  uint32_t from[REAP_CHAIN_MAX]; /* the value before in "from 8.2 to 7.4"; REAP_NONE */
  uint32_t count;
  bool versus;
} reap_chain;

/* How the arms stood when they were told last. */
typedef struct {
  reap_list order, lone; /* of values that stood alone, in this sentence */
  bool here;             /* the order was told in this sentence */
  bool valued;           /* by values, not by names alone */
} reap_telling_order;

/* Where a chain stands. */
typedef struct {
  uint32_t first, end;                   /* items of the clause */
  uint32_t sentence_first, sentence_end; /* and of its sentence */
  uint32_t behind;                       /* the item behind the chain before, or behind the arm behind it */
  uint32_t named;                        /* that arm, when it closes the chain: "29% with A and" */
  const reap_telling_order *told;
} reap_chain_place;

static inline bool reap_item_is_word(const reap_item *item, uint32_t bits) {
  return item->kind == REAP_ITEM_WORD && item->bits & bits;
}
static inline bool reap_item_is_mark(const reap_item *item, const char *marks) {
  return item->kind == REAP_ITEM_MARK && item->sub && strchr(marks, item->sub);
}
static inline bool reap_item_is_versus(const reap_item *item) {
  return item->kind == REAP_ITEM_VERSUS || reap_item_is_word(item, REAP_W_VERSUS);
}
/* A conjunction or a semicolon: what stands behind is told of someone else. */
static inline bool reap_item_parts_clauses(const reap_item *item) {
  return reap_item_is_word(item, REAP_W_CLAUSE) || reap_item_is_mark(item, ";");
}
static inline void reap_list_add_once(reap_list *list, uint32_t row) {
  for (uint32_t i = 0; i < list->count; i++)
    if (list->at[i] == row) return;
  reap_list_add(list, row);
}
/* In a trial of two the other arm, else REAP_NONE. */
static inline uint32_t reap_other_arm(const reap_assembler *a, uint32_t row) {
  if (a->arm_count != 2 || row == REAP_NONE) return REAP_NONE;
  return row == a->citation->arms.first ? row + 1 : a->citation->arms.first;
}

/* ---- chains (value_chains.c) ---- */
/* The chain that begins with the value at item `first`, read up to `end`. */
reap_chain reap_chain_from(const reap_assembler *a, uint32_t first, uint32_t end);
/* Part of a number that qualifies a value: its interval, its SD. */
bool reap_item_qualifies(const reap_assembler *a, const reap_item *item);
/* The last item of a value of two parts, "145/90 mm Hg", "17/70 = 24%"; `value` itself for any other. */
uint32_t reap_value_last(const reap_assembler *a, uint32_t value, uint32_t end);
/* "63.3%, 19/30": a share and the count behind it. */
bool reap_same_people(const reap_assembler *a, uint32_t x, uint32_t y);

/* ---- what is left (value_rest.c) ---- */
/* Gives the values of items [first, end), one sentence, that are compared with one arm's and have no side yet to the
 * other arm. */
void reap_sides_read_rest(reap_assembler *a, uint32_t first, uint32_t end);
/* Marks the values of items [first, end), one sentence, that tell of all arms together. (value_totals.c) */
void reap_sides_mark_totals(reap_assembler *a, uint32_t first, uint32_t end);
/* Where the text tells of one arm after the other, gives the values of a sentence that names nobody to the arm of the
 * sentence before. `sentence` counts from the citation's first; the sides of all sentences have been read. */
void reap_sides_carry_on(reap_assembler *a, uint32_t sentence);

/* ---- who stands beside a value (value_owners.c); rows of batch.arms, REAP_NONE when nobody does ---- */
/* Arms named right behind the chain: "12% and 15% of patients in A and B"; *behind: the item behind them. */
reap_list reap_arms_behind(const reap_assembler *a, const reap_chain *c, uint32_t end, uint32_t *behind);
/* The list of groups behind the chain, told by "respectively", where not every name is known (value_lists.c): an arm or
 * REAP_NONE for each value, or nothing. */
reap_list reap_arms_listed_behind(const reap_assembler *a, const reap_chain *c, uint32_t end);
/* The same for a list in items [first, chain); the chain's clause ends at `end`. */
reap_list reap_arms_listed_before(const reap_assembler *a, const reap_chain *c, uint32_t first, uint32_t end);
/* Arms named right behind the bracket that holds nothing but the chain: "diarrhoea (12%) in A". */
reap_list reap_arms_behind_bracket(const reap_assembler *a, const reap_chain *c, uint32_t end, uint32_t *behind);
/* Whether "respectively" stands behind the chain, before any other value. */
bool reap_ends_respectively(const reap_assembler *a, uint32_t last, uint32_t end);
/* The arm right before a lone value: "A (12%)", "in A was 12%". */
uint32_t reap_arm_before(const reap_assembler *a, uint32_t value, uint32_t first);
/* The arm named inside the value's own phrase: "2/23 patients treated with A (9%)". */
uint32_t reap_arm_inside(const reap_assembler *a, uint32_t value);
/* The arm right before the bracket that the value stands in: "A (12%, 4/33; P = .04)". */
uint32_t reap_bracket_owner(const reap_assembler *a, uint32_t value, const reap_chain_place *p);
/* The only arm that the clause has named so far: "in A, 12% had pain, 15% nausea and 9% both". */
uint32_t reap_only_arm_before(const reap_assembler *a, uint32_t value, const reap_chain_place *p);
/* Who the value is about follows: "12% with B", "12 events were seen in B". The word that leads there stands among the
 * first `reach`. */
bool reap_leads_on(const reap_assembler *a, uint32_t value, uint32_t end, uint32_t reach);
/* The arm of a value (item `first`, or a change that begins there and ends at `last`) that stands alone and has no arm
 * behind it; `led`: one follows its bracket. */
uint32_t reap_lone_owner(const reap_assembler *a, uint32_t first, uint32_t last, const reap_chain_place *p, bool led);

#endif
