/* SPDX-License-Identifier: MIT */
/* Which arm each value of a sentence belongs to, read from the sentence alone: chains of values ("12% versus 15%") in
 * the order of the arms that stand beside them or were compared before them. */
#include "7_assemble/values/sides.h"

#include "7_assemble/findings/pairs.h"

enum { WIDE = 400 };

/* Whom an arm under test is compared with when nobody else is named: the only comparator of the trial, REAP_NONE. */
static uint32_t only_comparator(const reap_assembler *a, uint32_t row) {
  uint32_t found = REAP_NONE;
  if (a->batch->arms.at[row].role != REAP_ARM_EXPERIMENTAL) return REAP_NONE;
  for (uint32_t i = 0; i < a->arm_count; i++) {
    uint8_t role = a->arms[i].role;
    if (role == REAP_ARM_EXPERIMENTAL) continue;
    if (found != REAP_NONE || role == REAP_ARM_UNKNOWN || role == REAP_ARM_SINGLE) return REAP_NONE;
    found = reap_arm_row(a, i);
  }
  return found;
}

/* The arms compared in items [first, end), the one that is spoken of first. */
static reap_list compared(const reap_assembler *a, uint32_t first, uint32_t end, uint32_t want) {
  reap_list rows = {.count = 0};
  reap_comparison c = reap_comparison_in(a, first, end);
  if (c.baseline && !c.references.count) return rows;
  for (uint32_t i = 0; i < c.subjects.count; i++) reap_list_add_once(&rows, c.subjects.at[i]);
  for (uint32_t i = 0; i < c.references.count; i++) reap_list_add_once(&rows, c.references.at[i]);
  if (rows.count == 1 && want == 2 && reap_other_arm(a, rows.at[0]) != REAP_NONE) {
    uint32_t other = reap_other_arm(a, rows.at[0]);
    if (c.subjects.count) {
      reap_list_add(&rows, other);
    } else {
      reap_list_add(&rows, rows.at[0]);
      rows.at[0] = other;
    }
  }
  return rows;
}

/* "Vitamin A lowered the rate (4.0% versus 4.7%)" in a trial of several vitamins and placebo: the pair of the only arm
 * that the sentence names. */
static reap_list named_and_comparator(const reap_assembler *a, const reap_chain_place *p) {
  reap_list rows = {.count = 0};
  for (uint32_t i = p->sentence_first; i < p->sentence_end; i++) {
    const reap_item *item = &a->items.at[i];
    if (item->kind == REAP_ITEM_GROUPS || reap_item_is_mark(item, "/")) return (reap_list){.count = 0};
    if (item->kind == REAP_ITEM_ARM) reap_list_add_once(&rows, item->row);
  }
  if (reap_comparison_in(a, p->sentence_first, p->sentence_end).references.count) rows.count = 0;
  uint32_t other = rows.count == 1 && a->arm_count > 2 ? only_comparator(a, rows.at[0]) : REAP_NONE;
  if (other == REAP_NONE) return (reap_list){.count = 0};
  reap_list_add(&rows, other);
  return rows;
}

static double number(const reap_assembler *a, uint32_t item) {
  return a->batch->quantities.at[a->items.at[item].row].value;
}

/* "by 17%", "by a mean of 17%": the value is the change. */
static bool is_amount(const reap_assembler *a, uint32_t value, uint32_t first) {
  for (uint32_t i = value; i > first && i + 4 > value && a->items.at[i - 1].kind == REAP_ITEM_WORD; i--)
    if (reap_word_is(a, a->items.at[i - 1].token, "by")) return true;
  return false;
}

/* "the suppression rate was 97%": the noun of change before the item names what was measured. */
static bool is_rate(const reap_assembler *a, uint32_t item) {
  static const char *const nouns[] = {"rate", "rates", "ratio", "score", "scores", "index"};
  return a->items.at[item].kind == REAP_ITEM_WORD &&
         reap_word_in(a, a->items.at[item].token, nouns, sizeof nouns / sizeof *nouns);
}

/* "lower in A than in B (12% vs 9%)": the words and the numbers must agree, else they stand the other way round. An
 * adjective of comparison tells more than a verb or noun of change. */
static bool disagrees(const reap_assembler *a, const reap_chain *c, uint32_t first, bool *shift) {
  const reap_item *word = NULL;
  *shift = false;
  bool by = is_amount(a, c->at[0], first), change = false; /* "a greater reduction (-21% vs -14%)" */
  for (uint32_t i = c->at[0]; i > first && a->items.at[i - 1].kind != REAP_ITEM_VALUE; i--) {
    const reap_item *item = &a->items.at[i - 1];
    if (item->kind != REAP_ITEM_DIRECTION) continue;
    if (by) return false; /* "fell by 17%": the value is the change */
    change |= (item->bits & REAP_W_CHANGE) != 0;
    if (i > first + 1 && reap_item_is_word(&a->items.at[i - 2], REAP_W_AND) &&
        reap_word_is(a, a->items.at[i - 2].token, "or"))
      continue; /* "grade 3 or higher" */
    if (item->bits & REAP_W_CHANGE && reap_item_is_word(&a->items.at[i], REAP_W_PREPOSITION) && i + 1 == c->at[0])
      return false; /* "an increase of 1.2%": the value is the change */
    if (item->bits & REAP_W_CHANGE && is_rate(a, i)) continue;
    if (!word || (item->bits & REAP_W_COMPARATIVE && !(word->bits & REAP_W_COMPARATIVE))) word = item;
  }
  if (!word || word->negated || (word->sub != REAP_SENSE_HIGHER && word->sub != REAP_SENSE_LOWER)) return false;
  double x = number(a, c->at[0]), y = number(a, c->at[1]);
  if (change && x <= 0 && y <= 0) return false;
  *shift = x >= 0 && y >= 0 && word->bits & REAP_W_SHIFT;
  return word->sub == REAP_SENSE_HIGHER ? x < y : x > y;
}

/* Nobody is compared with the only arm that the clause names: "fell with A (12 versus 9)" tells two times. */
static bool names_one(const reap_assembler *a, const reap_chain_place *p) {
  reap_comparison c = reap_comparison_in(a, p->first, p->end);
  return c.subjects.count == 1 && !c.references.count && !c.together;
}

/* "did not change with A (11.5 v 11.4)", with nobody compared: two times of one arm. */
static bool tells_no_change(const reap_assembler *a, uint32_t value, const reap_chain_place *p) {
  if (!names_one(a, p)) return false;
  for (uint32_t i = value; i > p->first && a->items.at[i - 1].kind != REAP_ITEM_VALUE; i--) {
    const reap_item *item = &a->items.at[i - 1];
    if (item->kind != REAP_ITEM_DIRECTION) continue;
    for (uint32_t t = item->token; t < item->token + item->tokens; t++)
      if (reap_word_starts(a, t, "chang") || reap_word_starts(a, t, "unchang")) return item->sub == REAP_SENSE_SAME;
    return false;
  }
  return false;
}

static bool is_respective(const reap_assembler *a, const reap_item *item) {
  return item->kind == REAP_ITEM_WORD &&
         (reap_word_is(a, item->token, "respective") || reap_word_is(a, item->token, "corresponding"));
}

/* "pain and nausea were 12% and 15%, respectively", "12% and 15% at weeks 4 and 8": the values part by something else.
 */
static bool parts_otherwise(const reap_assembler *a, const reap_chain *c, const reap_chain_place *p) {
  for (uint32_t i = p->behind; i < c->at[0]; i++)
    if (reap_item_is_word(&a->items.at[i], REAP_W_AND) && !a->items.at[i].depth) return true;
  for (uint32_t i = c->at[c->count - 1]; i < p->end && a->items.at[i].kind != REAP_ITEM_RESPECTIVELY; i++)
    if (a->items.at[i].kind == REAP_ITEM_TIME) return true;
  return false;
}

/* "were 12% and 15%, respectively" with no arm in the clause: the arms stand as before. */
static bool stands_as_told(const reap_assembler *a, const reap_chain *c, const reap_chain_place *p) {
  if ((c->versus || c->count > 2) && p->told->valued) return true;
  bool together = false, in_turn = false;
  for (uint32_t i = p->first; i < p->end; i++) {
    const reap_item *item = &a->items.at[i];
    if (item->kind == REAP_ITEM_ARM) return false;
    in_turn |= item->kind == REAP_ITEM_RESPECTIVELY || is_respective(a, item);
    together |= item->kind == REAP_ITEM_GROUPS;
  }
  if (c->versus) return false; /* as many name the treatment first whatever stood in the methods */
  return together || (in_turn && !parts_otherwise(a, c, p));
}

static reap_list all_of_one(const reap_list *one, uint32_t count) {
  reap_list rows = {.count = 0};
  while (rows.count < count) reap_list_add(&rows, one->at[0]);
  return rows;
}

/* The chain fills a bracket: "(4, 0, and 10%)". */
static bool bracketed(const reap_assembler *a, const reap_chain *c) {
  return c->at[0] && reap_item_is_mark(&a->items.at[c->at[0] - 1], "([");
}

/* "..., respectively, versus 14": the chain is compared with a further value. */
static bool is_measured(const reap_assembler *a, uint32_t last, uint32_t end) {
  bool versus = false;
  uint8_t depth = a->items.at[last].depth;
  for (uint32_t i = last + 1; i < end && i < last + REAP_REACH; i++) {
    const reap_item *item = &a->items.at[i];
    if (item->depth > depth) continue;
    if (item->depth < depth || reap_item_is_mark(item, ";") || item->kind == REAP_ITEM_ARM) return false;
    if (item->kind == REAP_ITEM_VALUE) return versus;
    versus |= reap_item_is_versus(item);
  }
  return false;
}

/* Another bracket of values stands before: "in A (7% and 11%) compared with B (19% and 43%)". */
static bool valued_before(const reap_assembler *a, uint32_t value, const reap_chain_place *p) {
  for (uint32_t i = p->first; i + 1 < value; i++)
    if (a->items.at[i].kind == REAP_ITEM_VALUE && a->items.at[i].depth) return true;
  return false;
}

/* The clause tells who is compared with whom. */
static bool names_pair(const reap_assembler *a, const reap_chain_place *p) {
  reap_comparison c = reap_comparison_in(a, p->first, p->end);
  return c.subjects.count || !c.references.count;
}

static uint32_t chain_first(const reap_chain *c) { return c->from[0] != REAP_NONE ? c->from[0] : c->at[0]; }

/* "Three and eight events in A and B, respectively", where the first of two is no value. */
static bool closes_list(const reap_assembler *a, uint32_t value, uint32_t end) {
  return value > 1 && reap_item_is_word(&a->items.at[value - 1], REAP_W_AND) && reap_ends_respectively(a, value, end);
}

static reap_list arms_of_chain(const reap_assembler *a, const reap_chain *c, const reap_chain_place *p, bool *turns,
                               uint32_t *behind) {
  uint32_t first = chain_first(c);
  *turns = false;
  reap_list own = {.count = 0};
  for (uint32_t i = 0; i < c->count; i++) {
    uint32_t arm = reap_arm_inside(a, c->at[i]);
    if (arm != REAP_NONE) reap_list_add(&own, arm);
  }
  if (own.count == c->count) return own;
  reap_list rows = reap_arms_behind(a, c, p->end, behind);
  if (rows.count == c->count) return rows;
  reap_list listed = {.count = 0};
  if (c->count > 2 || (c->count == 2 && rows.count)) listed = reap_arms_listed_behind(a, c, p->end);
  if (listed.count) return listed;
  if (rows.count == 1 && c->count == 2 && !c->versus) {
    uint32_t before = reap_arm_before(a, first, p->behind);
    if (before != REAP_NONE && before != rows.at[0])
      return (reap_list){{before, rows.at[0]}, 2}; /* "in A 6 and 5 in B" */
  }
  if (rows.count == 1 && !c->versus) return all_of_one(&rows, c->count); /* "60% and 76% with A" */
  *behind = reap_value_last(a, c->at[c->count - 1], p->end) + 1;
  if (c->count == 1) {
    if (rows.count == 2 && closes_list(a, first, p->end)) return (reap_list){{rows.at[1]}, 1};
    reap_list outside = reap_arms_behind_bracket(a, c, p->end, behind);
    rows.at[0] = reap_lone_owner(a, first, c->at[0], p, outside.count > 0);
    if (rows.at[0] == REAP_NONE && outside.count == 1) return outside;
    *behind = reap_value_last(a, c->at[0], p->end) + 1;
    rows.count = rows.at[0] != REAP_NONE;
    return rows;
  }
  if (c->count > 2 && p->told->valued && p->told->order.count == c->count && bracketed(a, c)) return p->told->order;
  reap_list owner = {{c->versus ? REAP_NONE : reap_bracket_owner(a, first, p)}, 1};
  if (owner.at[0] != REAP_NONE && (valued_before(a, first, p) || !names_pair(a, p)))
    return all_of_one(&owner, c->count);
  uint32_t closing = rows.count == 1 ? reap_other_arm(a, rows.at[0]) : REAP_NONE, closed = rows.at[0];
  *turns = true;
  uint32_t pair = c->versus ? c->count : 0;
  rows = compared(a, p->behind, first, pair);
  if (c->versus && c->count == 2 && !rows.count && closing != REAP_NONE) {
    *turns = false; /* "was 16% versus 17% with B" */
    return (reap_list){{closing, closed}, 2};
  }
  if (!c->versus && is_measured(a, c->at[c->count - 1], p->end)) {
    rows.count =
        rows.count == 2 && a->arm_count == 2; /* "(-113 and -130, versus -14)": the first is not the second's */
    return rows.count ? all_of_one(&rows, c->count) : rows;
  }
  if (rows.count == 1 && !c->versus && reap_arm_before(a, first, p->behind) == rows.at[0])
    return all_of_one(&rows, c->count); /* "with A were 60% and 76%" */
  if (rows.count != c->count && c->versus && p->told->here && p->told->order.count == c->count) {
    *turns = false; /* "in 12% with A versus 15% with B, and in 7% versus 9%" */
    return p->told->order;
  }
  if (rows.count != c->count) rows = compared(a, p->first, first, pair);
  if (rows.count != c->count && c->versus) rows = compared(a, p->first, p->end, c->count);
  if (rows.count != c->count && c->versus) rows = compared(a, p->sentence_first, p->sentence_end, c->count);
  if (rows.count != c->count && c->count > 2) {
    listed = reap_arms_listed_before(a, c, p->first, p->end);
    if (listed.count) return listed;
  }
  if (rows.count != c->count && stands_as_told(a, c, p)) {
    *turns = false;
    rows = p->told->order;
  }
  if (rows.count != c->count && c->versus && c->count == 2) rows = named_and_comparator(a, p);
  if (rows.count != c->count && !c->versus && c->count > a->arm_count && owner.at[0] != REAP_NONE)
    return all_of_one(&owner, c->count); /* "in A (fatigue 31%, pain 11%, fever 8%)" */
  reap_list only = {{c->versus ? REAP_NONE : reap_only_arm_before(a, first, p)}, 1};
  if (rows.count != c->count && only.at[0] != REAP_NONE && p->named == REAP_NONE) {
    *turns = false; /* "with A pain and nausea were rarer (12% and 15%) than" */
    return all_of_one(&only, c->count);
  }
  if (rows.count != c->count) rows.count = 0;
  return rows;
}

static uint32_t *side_of(reap_assembler *a, uint32_t item) {
  return &a->sides.at[a->items.at[item].row - a->citation->quantities.first];
}

/* "12 patients (24%)": the share in the bracket goes with the count. */
static void give_side(reap_assembler *a, uint32_t value, uint32_t arm, uint32_t end) {
  *side_of(a, value) = arm;
  uint32_t other = reap_value_last(a, value, end);
  *side_of(a, other) = arm;
  uint8_t depth = a->items.at[value].depth;
  if (value + 2 < end && reap_item_is_mark(&a->items.at[value + 1], ",") &&
      a->items.at[value + 2].kind == REAP_ITEM_VALUE && reap_same_people(a, value, value + 2))
    *side_of(a, value + 2) = arm;
  for (uint32_t k = value + 1; k < end && k < value + 6; k++) {
    const reap_item *item = &a->items.at[k];
    if (item->depth == depth + 1 && item->kind == REAP_ITEM_VALUE && reap_item_is_mark(&a->items.at[k - 1], "([")) {
      *side_of(a, k) = arm;
      return;
    }
    if (item->depth > depth ||
        !(item->kind == REAP_ITEM_SIZE || item->kind == REAP_ITEM_WORD || reap_item_is_mark(item, "([")) ||
        reap_item_is_word(item, REAP_W_AND | REAP_W_VERSUS))
      return;
  }
}

/* Two arms head lists of their own: "A: ...; B: ...". */
static bool head_lists(const reap_assembler *a, const reap_chain_place *p) {
  reap_list heads = {.count = 0};
  for (uint32_t i = p->sentence_first; i + 1 < p->sentence_end; i++)
    if (a->items.at[i].kind == REAP_ITEM_ARM && reap_item_is_mark(&a->items.at[i + 1], ":"))
      reap_list_add_once(&heads, a->items.at[i].row);
  return heads.count > 1;
}

/* "A: mean 6.5 compared with 5.0; B: ...": what stands behind an arm's colon is told of that arm, REAP_NONE. */
static uint32_t heads_list(const reap_assembler *a, uint32_t value, uint32_t first) {
  enum { NEAR = 5 };
  for (uint32_t i = value; i > first + 1 && value - i < NEAR; i--) {
    const reap_item *item = &a->items.at[i - 1];
    if (reap_item_is_mark(item, ":"))
      return a->items.at[i - 2].kind == REAP_ITEM_ARM ? a->items.at[i - 2].row : REAP_NONE;
    if (item->kind != REAP_ITEM_WORD && item->kind != REAP_ITEM_BASELINE && item->kind != REAP_ITEM_TIME) break;
  }
  return REAP_NONE;
}

static bool has_open(const reap_list *rows) {
  for (uint32_t i = 0; i < rows->count; i++)
    if (rows->at[i] == REAP_NONE) return true;
  return false;
}

/* Notes in which order a chain, or one value after the other ("89% with A, compared with 60% with B"), told the arms.
 */
static void note_order(reap_telling_order *t, const reap_list *rows) {
  if (rows->count == 1) {
    reap_list_add_once(&t->lone, rows->at[0]);
    if (t->lone.count < 2) return;
    t->order = t->lone;
  } else if (rows->count > 1 && rows->at[0] != rows->at[1] && !has_open(rows)) {
    t->order = *rows;
  } else {
    return;
  }
  t->here = t->valued = true;
}

/* A trial's arms as the text first names them all. */
static void note_names(const reap_assembler *a, reap_range items, reap_telling_order *t) {
  reap_list rows = {.count = 0};
  if (t->order.count) return;
  for (uint32_t i = items.first; i < items.first + items.count; i++)
    if (a->items.at[i].kind == REAP_ITEM_ARM) reap_list_add_once(&rows, a->items.at[i].row);
  if (rows.count > 1 && rows.count == a->arm_count) t->order = rows;
}

static bool same_arm(const reap_list *rows) {
  for (uint32_t i = 1; i < rows->count; i++)
    if (rows->at[i] != rows->at[0]) return false;
  return true;
}

/* "improved in 21 and unchanged in 12 in A": the values before, back to an arm or the clause's head, go with them. */
static void give_pending(reap_assembler *a, const reap_chain_place *p, uint32_t value, uint32_t arm, uint32_t end) {
  uint8_t kind = a->batch->quantities.at[a->items.at[value].row].kind, depth = a->items.at[value].depth;
  bool joined = false;
  for (uint32_t i = value; i > p->first; i--) {
    const reap_item *item = &a->items.at[i - 1];
    if (item->depth == depth && depth && item->kind != REAP_ITEM_VALUE) continue; /* "nausea (12%; P = 0.2)" */
    if (item->kind == REAP_ITEM_ARM || item->kind == REAP_ITEM_GROUPS || reap_item_is_versus(item) ||
        reap_item_is_mark(item, ":;"))
      return;
    if (item->depth > depth) continue;
    if (reap_item_is_word(item, REAP_W_AND) || reap_item_is_mark(item, ",")) joined = true;
    if (item->kind != REAP_ITEM_VALUE || item->depth != depth) continue;
    if (!joined || *side_of(a, i - 1) != REAP_NONE || a->batch->quantities.at[item->row].kind != kind ||
        reap_leads_on(a, i - 1, value, 4))
      return;
    give_side(a, i - 1, arm, end);
    joined = false;
  }
}

/* "both groups", "each arm": said of every arm by itself, if what is said is no count of all of them. */
static bool is_each(const reap_assembler *a, uint32_t groups, uint32_t value, uint32_t end) {
  static const char *const words[] = {"each", "either"}, *const all[] = {"both", "all"};
  uint32_t first = a->items.at[groups].token, next = groups + 1;
  if (next < end && reap_item_is_word(&a->items.at[next], 0xffffffffu) &&
      (reap_word_is(a, a->items.at[next].token, "combined") || reap_word_is(a, a->items.at[next].token, "together")))
    return false;
  if (reap_word_in(a, first, words, sizeof words / sizeof *words)) return true;
  return a->batch->quantities.at[a->items.at[value].row].kind != REAP_Q_COUNT &&
         reap_word_in(a, first, all, sizeof all / sizeof *all);
}

/* "12% in both groups", "in each group was 12%". */
static bool said_of_each(const reap_assembler *a, uint32_t value, const reap_chain_place *p) {
  enum { NEAR = 6 };
  uint8_t depth = a->items.at[value].depth;
  for (uint32_t i = value + 1, steps = 0; i < p->end && steps < NEAR; i++) {
    const reap_item *item = &a->items.at[i];
    if (item->kind == REAP_ITEM_GROUPS) return is_each(a, i, value, p->end);
    if (item->depth > depth || reap_item_qualifies(a, item)) continue;
    if (item->kind == REAP_ITEM_VALUE || item->kind == REAP_ITEM_ARM || item->kind == REAP_ITEM_DIRECTION ||
        reap_item_is_mark(item, ",;") || reap_item_is_word(item, REAP_W_AND | REAP_W_VERSUS))
      break;
    steps++;
  }
  for (uint32_t i = value, steps = 0; i > p->first && steps < NEAR; i--, steps++) {
    const reap_item *item = &a->items.at[i - 1];
    if (item->kind == REAP_ITEM_GROUPS) return is_each(a, i - 1, value, p->end);
    if (item->kind == REAP_ITEM_VALUE || item->kind == REAP_ITEM_ARM || item->kind == REAP_ITEM_DIRECTION ||
        reap_item_is_mark(item, ",;(") || reap_item_is_word(item, REAP_W_AND | REAP_W_VERSUS))
      return false;
  }
  return false;
}

/* Reads the values of items [first, end); what they are said of may stand from `lead` on. */
static void read_clause(reap_assembler *a, reap_range sentence, uint32_t lead, uint32_t first, uint32_t end,
                        reap_telling_order *told) {
  reap_chain_place p = {lead, end, sentence.first, sentence.first + sentence.count, first, REAP_NONE, told};
  for (uint32_t i = first; i < end; i++) {
    if (a->items.at[i].kind != REAP_ITEM_VALUE || *side_of(a, i) != REAP_NONE) continue;
    p.first = i > lead + WIDE ? i - WIDE : lead; /* the work for a value is bounded */
    p.end = end - i > WIDE ? i + WIDE : end;
    if (i > sentence.first + WIDE) p.sentence_first = i - WIDE;
    p.sentence_end = sentence.first + sentence.count - i > WIDE ? i + WIDE : sentence.first + sentence.count;
    if (p.behind < p.first) p.behind = p.first;
    reap_chain c = reap_chain_from(a, i, p.end);
    bool turns;
    uint32_t last = reap_value_last(a, c.at[c.count - 1], end), behind = last + 1;
    reap_list rows = arms_of_chain(a, &c, &p, &turns, &behind);
    bool shift;
    if (rows.count == 2 && c.versus && turns && c.from[0] == REAP_NONE && tells_no_change(a, c.at[0], &p)) {
      c.from[0] = c.at[0], c.at[0] = c.at[1];
      c.count = rows.count = 1;
    }
    uint32_t head = c.count == 2 && c.versus && c.from[0] == REAP_NONE ? heads_list(a, i, p.first) : REAP_NONE;
    if (head != REAP_NONE && !same_arm(&rows) && head_lists(a, &p)) {
      c.from[0] = c.at[0], c.at[0] = c.at[1];
      rows = (reap_list){{head}, 1};
      c.count = 1;
    }
    if (rows.count == 2 && turns && c.from[0] == REAP_NONE && disagrees(a, &c, p.behind, &shift)) {
      if (shift && names_one(a, &p)) {
        c.from[0] = c.at[0], c.at[0] = c.at[1];
        c.count = rows.count = 1;
      } else {
        uint32_t kept = rows.at[0];
        rows.at[0] = rows.at[1];
        rows.at[1] = kept;
      }
    }
    for (uint32_t k = 0; k < rows.count; k++) {
      if (rows.at[k] == REAP_NONE) continue;
      give_side(a, c.at[k], rows.at[k], end);
      if (c.from[k] != REAP_NONE) give_side(a, c.from[k], reap_side_before(rows.at[k]), c.from[k] + 3);
    }
    if (rows.count && behind > last + 1 && same_arm(&rows)) give_pending(a, &p, c.at[0], rows.at[0], end);
    note_order(told, &rows);
    i = last;
    if (!rows.count && c.count == 1 && said_of_each(a, c.at[0], &p)) *side_of(a, c.at[0]) = REAP_EACH_ARM;
    if (rows.count) p.named = behind > i + 1 ? rows.at[rows.count - 1] : REAP_NONE;
    p.behind = behind;
  }
}

/* A range that stands for a value ("from 17 to 19 mm Hg for A"), a time that is measured ("was 37 months in A"). */
static bool is_like_value(const reap_assembler *a, uint32_t i, uint32_t first) {
  const reap_item *item = &a->items.at[i];
  if (i == first || (item->kind != REAP_ITEM_NUMBER && item->kind != REAP_ITEM_TIME)) return false;
  const reap_quantity *q = &a->batch->quantities.at[item->row];
  bool range = q->kind == REAP_Q_RANGE && q->about == REAP_NONE,
       led = reap_item_is_word(&a->items.at[i - 1], REAP_W_BE);
  if (range && a->items.at[i - 1].kind == REAP_ITEM_WORD) led |= reap_word_is(a, a->items.at[i - 1].token, "from");
  return led && (range || item->kind == REAP_ITEM_TIME);
}

/* These are no values of the chains, but an arm right behind them is told as plainly. */
static void read_likes(reap_assembler *a, reap_range sentence) {
  uint32_t end = sentence.first + sentence.count, behind;
  for (uint32_t i = sentence.first; i < end; i++) {
    if (!is_like_value(a, i, sentence.first)) continue;
    reap_chain c = {.at = {i}, .from = {REAP_NONE}, .count = 1};
    reap_list rows = reap_arms_behind(a, &c, end - i > WIDE ? i + WIDE : end, &behind);
    if (rows.count == 1) *side_of(a, i) = rows.at[0];
  }
}

void reap_sides_read(reap_assembler *a) {
  reap_vec_reset(&a->sides);
  for (uint32_t i = 0; i < a->citation->quantities.count; i++) *reap_push(&a->sides) = REAP_NONE;
  if (!a->arm_count) return;
  reap_telling_order told = {.here = false};
  for (uint32_t s = 0; s < a->citation->sentences.count; s++) {
    reap_range items = a->item_ranges.at[s];
    uint32_t end = items.first + items.count;
    told.here = false;
    told.lone.count = 0;
    bool numbers = reap_sentence_holds(a, s, REAP_ITEM_VALUE) || reap_sentence_holds(a, s, REAP_ITEM_NUMBER) ||
                   reap_sentence_holds(a, s, REAP_ITEM_TIME);
    for (uint32_t first = items.first, lead = first, next; numbers && first < end; first = next) {
      next = reap_clause_end(a, first, end);
      bool goes_on =
          lead > items.first && reap_item_is_mark(&a->items.at[first], ","); /* "..., whereas with A, | 12% had" */
      if (!goes_on) lead = first;
      read_clause(a, items, lead, first, next, &told);
    }
    if (numbers) read_likes(a, items);
    if (reap_sentence_holds(a, s, REAP_ITEM_VALUE)) {
      reap_sides_mark_totals(a, items.first, end);
      reap_sides_read_rest(a, items.first, end);
    }
    note_names(a, items, &told);
  }
  for (uint32_t s = 1; s < a->citation->sentences.count; s++) reap_sides_carry_on(a, s);
}
