/* SPDX-License-Identifier: MIT */
/* Which arm each value of a sentence belongs to, read from the sentence alone: chains of values ("12% versus 15%") in
 * the order of the arms that stand beside them or were compared before them. */
#include "7_assemble/assembler.h"
#include "7_assemble/pairs.h"

enum { CHAIN_MAX = 8, REACH = 14, FAR = 80, WIDE = 400 };

/* Values joined by "versus", "and" or commas. */
typedef struct {
  uint32_t at[CHAIN_MAX]; /* items */
  uint32_t count;
  bool versus;
} chain;

static bool is_word(const reap_item *item, uint32_t bits) { return item->kind == REAP_ITEM_WORD && item->bits & bits; }

static bool is_mark(const reap_item *item, const char *marks) {
  return item->kind == REAP_ITEM_MARK && item->sub && strchr(marks, item->sub);
}

static bool is_versus(const reap_item *item) { return item->kind == REAP_ITEM_VERSUS || is_word(item, REAP_W_VERSUS); }

static bool parts_clauses(const reap_item *item) { return is_word(item, REAP_W_CLAUSE) || is_mark(item, ";"); }

/* Part of a number that qualifies a value: its interval, its SD. */
static bool qualifies(const reap_assembler *a, const reap_item *item) {
  if (item->kind != REAP_ITEM_WORD && item->kind != REAP_ITEM_MARK) return false;
  uint32_t row = reap_quantity_of(a, item->token);
  return row != REAP_NONE && a->batch->quantities.at[row].about != REAP_NONE;
}

/* "63.3%, 19/30": a share and the count behind it. */
static bool same_people(const reap_assembler *a, uint32_t x, uint32_t y) {
  uint8_t first = a->batch->quantities.at[a->items.at[x].row].kind,
          second = a->batch->quantities.at[a->items.at[y].row].kind;
  return (first == REAP_Q_PERCENT && second == REAP_Q_COUNT) || (first == REAP_Q_COUNT && second == REAP_Q_PERCENT);
}

/* The next value of the chain behind item `i`, REAP_NONE: between them a joint, units and what stands in brackets. */
static uint32_t next_in_chain(const reap_assembler *a, const chain *c, uint32_t i, uint32_t end, bool *versus) {
  uint8_t depth = a->items.at[i].depth;
  bool bare = depth && i && i + 1 < end && is_mark(&a->items.at[i - 1], "([") && is_mark(&a->items.at[i + 1], ")]");
  if (bare) depth--; /* "(9.5 ± 2.7)% vs (3.8 ± 1.4)%" */
  bool joint = false, comma = false;
  uint32_t words = 0;
  *versus = false;
  for (uint32_t k = i + 1, steps = 0; k < end && steps < REACH && k < i + FAR; k++) {
    const reap_item *item = &a->items.at[k];
    steps += item->depth <= depth;                     /* what brackets hold does not part */
    if (item->kind == REAP_ITEM_ARM) return REAP_NONE; /* "12% (A) and 15% (B)" */
    if (bare && *versus && words < 2 && item->kind == REAP_ITEM_VALUE && item->depth == depth + 1) return k;
    if (item->depth > depth || (item->depth == depth && is_mark(item, "([)]") && !(is_mark(item, ")]") && !depth)))
      continue;
    if (item->depth < depth || parts_clauses(item)) return REAP_NONE;
    if (item->kind == REAP_ITEM_VALUE) return joint && !(comma && same_people(a, i, k)) ? k : REAP_NONE;
    if (qualifies(a, item)) continue; /* "43.3, 95% CI 43.1 to 43.5, vs 34.3" */
    if (is_mark(item, "/") && k == i + 1 && k + 1 < end && a->items.at[k + 1].kind == REAP_ITEM_VALUE) {
      *versus = true; /* "nausea (55%/18%)" */
      return k + 1;
    }
    if (is_versus(item)) {
      joint = *versus = true;
    } else if (is_word(item, REAP_W_AND) || is_mark(item, ",")) {
      if (c->versus || (*versus && words)) return REAP_NONE; /* the next pair; "versus none, and" */
      joint = true;
      comma = is_mark(item, ",");
    } else if (item->kind == REAP_ITEM_MARK || item->kind == REAP_ITEM_TIME || item->kind == REAP_ITEM_INTERVAL ||
               item->kind == REAP_ITEM_NUMBER) {
      continue;
    } else if (item->kind != REAP_ITEM_WORD || item->bits & (REAP_W_VERB | REAP_W_BE | REAP_W_HAVE) || ++words > 4) {
      return REAP_NONE;
    }
  }
  return REAP_NONE;
}

static chain chain_from(const reap_assembler *a, uint32_t first, uint32_t end) {
  chain c = {.at = {first}, .count = 1};
  bool versus;
  for (uint32_t next; c.count < CHAIN_MAX; c.at[c.count++] = next) {
    next = next_in_chain(a, &c, c.at[c.count - 1], end, &versus);
    if (next == REAP_NONE || (versus && c.count > 1 && !c.versus)) break;
    c.versus |= versus;
  }
  return c;
}

static void add_once(reap_list *list, uint32_t row) {
  for (uint32_t i = 0; i < list->count; i++)
    if (list->at[i] == row) return;
  reap_list_add(list, row);
}

/* "respectively" stands behind the chain, before any other value. */
static bool ends_respectively(const reap_assembler *a, uint32_t last, uint32_t end) {
  for (uint32_t k = last + 1; k < end && a->items.at[k].kind != REAP_ITEM_VALUE; k++)
    if (a->items.at[k].kind == REAP_ITEM_RESPECTIVELY) return true;
  return false;
}

/* Arms named right behind the chain: "12% and 15% of patients in A and B". */
static reap_list arms_behind(const reap_assembler *a, const chain *c, uint32_t end, uint32_t *behind) {
  reap_list rows = {.count = 0};
  uint32_t last = c->at[c->count - 1], words = 0;
  uint8_t depth = a->items.at[last].depth;
  bool led = false, in_turn = c->count > 1 && ends_respectively(a, last, end);
  bool touches = c->count == 1; /* "8/48 (17%) A" */
  for (uint32_t k = last + 1, steps = 0; k < end && steps < REACH + 4 * rows.count && k < last + FAR; k++) {
    const reap_item *item = &a->items.at[k];
    steps += item->depth <= depth;
    if (item->kind == REAP_ITEM_ARM) {
      bool bracketed = item->depth == depth + 1 && k > last + 1 && is_mark(&a->items.at[k - 1], "([");
      if (item->depth > depth && !bracketed) continue;
      if (!led && !bracketed && !(touches && !rows.count)) return rows;
      add_once(&rows, item->row);
      *behind = k + 1;
      continue;
    }
    if (item->depth > depth || is_mark(item, "([") || (item->depth == depth && is_mark(item, ")]"))) continue;
    touches = false;
    if (item->depth < depth || parts_clauses(item) || item->kind == REAP_ITEM_VALUE) return rows;
    bool joins = is_word(item, REAP_W_AND) || is_mark(item, ",") || is_versus(item);
    if (joins && !rows.count && c->count == 1) return rows;
    if (is_versus(item) && !rows.count) return rows;
    if (in_turn && !rows.count && is_word(item, REAP_W_OCCUR | REAP_W_BE)) continue;
    if (is_word(item, REAP_W_VERB | REAP_W_BE | REAP_W_HAVE) && !is_word(item, REAP_W_TREAT)) return rows;
    if (item->kind == REAP_ITEM_DIRECTION && item->bits & REAP_W_CHANGE && !rows.count) continue; /* "a 4% rise in A" */
    if (item->kind == REAP_ITEM_RESPECTIVELY && !rows.count) continue;
    if (item->kind == REAP_ITEM_DIRECTION || item->kind == REAP_ITEM_EFFECT) return rows;
    if (joins) continue;
    if (is_word(item, REAP_W_PREPOSITION | REAP_W_TREAT)) {
      led = true;
      continue;
    }
    if (is_word(item,
                REAP_W_DETERMINER | REAP_W_PEOPLE | REAP_W_RELATIVE | REAP_W_ADVERB | REAP_W_MANNER | REAP_W_TIME))
      continue;
    if (item->kind == REAP_ITEM_WORD && ++words > (in_turn ? 8 : 3)) return rows;
  }
  return rows;
}

/* "change versus B: 0.05": the arm at item `arm` is only compared with, no value stands on the other side. */
static bool measured_against(const reap_assembler *a, uint32_t arm, uint32_t first) {
  uint32_t i = arm;
  while (i > first && is_word(&a->items.at[i - 1], REAP_W_PREPOSITION | REAP_W_DETERMINER) &&
         !is_versus(&a->items.at[i - 1]))
    i--;
  if (i == first || !is_versus(&a->items.at[i - 1])) return false;
  while (i > first && !parts_clauses(&a->items.at[i - 1]))
    if (a->items.at[--i].kind == REAP_ITEM_VALUE) return false;
  return true;
}

static uint32_t other_arm(const reap_assembler *a, uint32_t row) {
  if (a->arm_count != 2) return REAP_NONE;
  return row == a->citation->arms.first ? row + 1 : a->citation->arms.first;
}

/* How the arms stood when they were told last. */
typedef struct {
  reap_list order, lone; /* of values that stood alone, in this sentence */
  bool here;             /* the order was told in this sentence */
  bool valued;           /* by values, not by names alone */
} telling;

typedef struct {
  uint32_t first, end;                   /* items of the clause */
  uint32_t sentence_first, sentence_end; /* and of its sentence */
  uint32_t behind;                       /* the item behind the chain before, or behind the arm behind it */
  uint32_t named;                        /* that arm, when it closes the chain: "29% with A and" */
  const telling *told;
} place;

/* "29% with A and 50%": nothing but a joint stands between the arm of the value before and this one, so it is the other
 * arm's. `behind` is the item behind that arm. */
static bool goes_on(const reap_assembler *a, uint32_t value, uint32_t behind) {
  bool joint = false;
  for (uint32_t i = behind; i < value; i++) {
    const reap_item *item = &a->items.at[i];
    if (is_word(item, REAP_W_AND) || is_versus(item))
      joint = true;
    else if (item->depth > a->items.at[value].depth || is_mark(item, ",)]([") || qualifies(a, item) ||
             is_word(item, REAP_W_PREPOSITION | REAP_W_DETERMINER))
      continue;
    else
      return false;
  }
  return joint;
}

/* The arm named inside the value's own phrase: "2/23 patients treated with A (9%)". */
static uint32_t arm_inside(const reap_assembler *a, uint32_t value) {
  const reap_item *item = &a->items.at[value];
  uint32_t low = 0, high = a->hits.count, end = item->token + item->tokens, found = REAP_NONE;
  if (item->tokens < 3) return REAP_NONE;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (a->hits.at[middle].token < item->token)
      low = middle + 1;
    else
      high = middle;
  }
  for (; low < a->hits.count && a->hits.at[low].token < end; low++) {
    uint32_t arm = a->hits.at[low].arm;
    if (arm == REAP_NONE || (found != REAP_NONE && found != reap_arm_row(a, arm))) return REAP_NONE;
    found = reap_arm_row(a, arm);
  }
  return found;
}

/* The arm right before a lone value: "A (12%)", "in A was 12%". */
static uint32_t arm_before(const reap_assembler *a, uint32_t value, uint32_t first) {
  uint32_t words = 0;
  uint8_t depth = a->items.at[value].depth;
  for (uint32_t back = 1, steps = 0; steps < REACH && back < FAR && value >= first + back; back++) {
    const reap_item *item = &a->items.at[value - back];
    steps += item->depth <= depth;
    if (item->kind == REAP_ITEM_ARM)
      return item->depth <= depth && !measured_against(a, value - back, first) ? item->row : REAP_NONE;
    if (item->depth > depth) continue;
    if (item->kind == REAP_ITEM_VALUE || item->kind == REAP_ITEM_VERSUS || item->kind == REAP_ITEM_GROUPS ||
        parts_clauses(item) || is_word(item, REAP_W_AND | REAP_W_VERSUS))
      return REAP_NONE;
    if (item->kind == REAP_ITEM_WORD &&
        !(item->bits &
          (REAP_W_BE | REAP_W_PREPOSITION | REAP_W_DETERMINER | REAP_W_STATISTIC | REAP_W_HAVE | REAP_W_ADVERB)) &&
        ++words > 3)
      return REAP_NONE;
  }
  return REAP_NONE;
}

/* Who the value is about follows: "12% with B", "12 events were seen in B". */
static bool leads_on(const reap_assembler *a, uint32_t value, uint32_t end) {
  static const char *const words[] = {"with", "in", "for", "on", "among", "who", "receiving", "without"};
  uint8_t depth = a->items.at[value].depth;
  bool first = true;
  for (uint32_t i = value + 1; i < end; i++) {
    const reap_item *item = &a->items.at[i];
    if (item->kind == REAP_ITEM_ARM || item->kind == REAP_ITEM_GROUPS) return true;
    if (item->depth > depth || is_mark(item, "([)]")) continue;
    if (item->kind == REAP_ITEM_VALUE) return false;
    if (is_word(item, REAP_W_OF | REAP_W_PEOPLE)) continue;
    if (first && item->kind == REAP_ITEM_WORD && reap_word_in(a, item->token, words, sizeof words / sizeof *words))
      return true;
    first = false;
  }
  return false;
}

/* The arm right before the bracket that the value stands in: "A (12%, 4/33; P = .04)". */
static uint32_t bracket_owner(const reap_assembler *a, uint32_t value, const place *p) {
  uint8_t depth = a->items.at[value].depth;
  uint32_t i = value;
  if (!depth) return REAP_NONE;
  while (i > p->first && a->items.at[i - 1].depth >= depth) {
    i--;
    if (a->items.at[i].kind == REAP_ITEM_ARM || a->items.at[i].kind == REAP_ITEM_GROUPS || is_versus(&a->items.at[i]))
      return REAP_NONE;
  }
  if (i < p->first + 2 || !is_mark(&a->items.at[i - 1], "([") || a->items.at[i - 2].kind != REAP_ITEM_ARM)
    return REAP_NONE;
  return measured_against(a, i - 2, p->first) ? REAP_NONE : a->items.at[i - 2].row;
}

/* The only arm that the clause has named so far: "in A, 12% had pain, 15% nausea and 9% both". */
static uint32_t only_arm_before(const reap_assembler *a, uint32_t value, const place *p) {
  uint32_t found = REAP_NONE, first = p->first;
  if (leads_on(a, value, p->end)) return REAP_NONE;
  for (uint32_t i = first; i < value; i++) {
    const reap_item *item = &a->items.at[i];
    if (item->kind == REAP_ITEM_GROUPS || is_versus(item)) return REAP_NONE;
    if (item->kind != REAP_ITEM_ARM) continue;
    if ((found != REAP_NONE && item->row != found) || item->depth) return REAP_NONE;
    found = item->row;
  }
  return found;
}

/* The arms compared in items [first, end), the one that is spoken of first. */
static reap_list compared(const reap_assembler *a, uint32_t first, uint32_t end, uint32_t want) {
  reap_list rows = {.count = 0};
  reap_comparison c = reap_comparison_in(a, first, end);
  if (c.baseline && !c.references.count) return rows;
  for (uint32_t i = 0; i < c.subjects.count; i++) add_once(&rows, c.subjects.at[i]);
  for (uint32_t i = 0; i < c.references.count; i++) add_once(&rows, c.references.at[i]);
  if (rows.count == 1 && want == 2 && other_arm(a, rows.at[0]) != REAP_NONE) {
    uint32_t other = other_arm(a, rows.at[0]);
    if (c.subjects.count) {
      reap_list_add(&rows, other);
    } else {
      reap_list_add(&rows, rows.at[0]);
      rows.at[0] = other;
    }
  }
  return rows;
}

static double number(const reap_assembler *a, uint32_t item) {
  return a->batch->quantities.at[a->items.at[item].row].value;
}

/* "lower in A than in B (12% vs 9%)": the words and the numbers must agree, else they stand the other way round. An
 * adjective of comparison tells more than a verb or noun of change. */
static bool disagrees(const reap_assembler *a, const chain *c, uint32_t first) {
  const reap_item *word = NULL;
  bool change = false; /* "a greater reduction (-21% vs -14%)" */
  for (uint32_t i = c->at[0]; i > first && a->items.at[i - 1].kind != REAP_ITEM_VALUE; i--) {
    const reap_item *item = &a->items.at[i - 1];
    if (item->kind != REAP_ITEM_DIRECTION) continue;
    change |= (item->bits & REAP_W_CHANGE) != 0;
    if (i > first + 1 && is_word(&a->items.at[i - 2], REAP_W_AND) && reap_word_is(a, a->items.at[i - 2].token, "or"))
      continue; /* "grade 3 or higher" */
    if (item->bits & REAP_W_CHANGE && is_word(&a->items.at[i], REAP_W_PREPOSITION) && i + 1 == c->at[0])
      return false; /* "an increase of 1.2%": the value is the change */
    if (!word || (item->bits & REAP_W_COMPARATIVE && !(word->bits & REAP_W_COMPARATIVE))) word = item;
  }
  if (!word || word->negated || (word->sub != REAP_SENSE_HIGHER && word->sub != REAP_SENSE_LOWER)) return false;
  double x = number(a, c->at[0]), y = number(a, c->at[1]);
  if (change && x <= 0 && y <= 0) return false;
  return word->sub == REAP_SENSE_HIGHER ? x < y : x > y;
}

static bool is_respective(const reap_assembler *a, const reap_item *item) {
  return item->kind == REAP_ITEM_WORD &&
         (reap_word_is(a, item->token, "respective") || reap_word_is(a, item->token, "corresponding"));
}

/* "pain and nausea were 12% and 15%, respectively", "12% and 15% at weeks 4 and 8": the values part by something else.
 */
static bool parts_otherwise(const reap_assembler *a, const chain *c, const place *p) {
  for (uint32_t i = p->behind; i < c->at[0]; i++)
    if (is_word(&a->items.at[i], REAP_W_AND) && !a->items.at[i].depth) return true;
  for (uint32_t i = c->at[c->count - 1]; i < p->end && a->items.at[i].kind != REAP_ITEM_RESPECTIVELY; i++)
    if (a->items.at[i].kind == REAP_ITEM_TIME) return true;
  return false;
}

/* "were 12% and 15%, respectively" with no arm in the clause: the arms stand as before. */
static bool stands_as_told(const reap_assembler *a, const chain *c, const place *p) {
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
static bool bracketed(const reap_assembler *a, const chain *c) {
  return c->at[0] && is_mark(&a->items.at[c->at[0] - 1], "([");
}

/* "..., respectively, versus 14": the chain is compared with a further value. */
static bool is_measured(const reap_assembler *a, uint32_t last, uint32_t end) {
  bool versus = false;
  uint8_t depth = a->items.at[last].depth;
  for (uint32_t i = last + 1; i < end && i < last + REACH; i++) {
    const reap_item *item = &a->items.at[i];
    if (item->depth > depth) continue;
    if (item->depth < depth || is_mark(item, ";") || item->kind == REAP_ITEM_ARM) return false;
    if (item->kind == REAP_ITEM_VALUE) return versus;
    versus |= is_versus(item);
  }
  return false;
}

/* Another bracket of values stands before: "in A (7% and 11%) compared with B (19% and 43%)". */
static bool valued_before(const reap_assembler *a, uint32_t value, const place *p) {
  for (uint32_t i = p->first; i + 1 < value; i++)
    if (a->items.at[i].kind == REAP_ITEM_VALUE && a->items.at[i].depth) return true;
  return false;
}

static reap_list arms_of_chain(const reap_assembler *a, const chain *c, const place *p, bool *turns, uint32_t *behind) {
  *turns = false;
  reap_list own = {.count = 0};
  for (uint32_t i = 0; i < c->count; i++) {
    uint32_t arm = arm_inside(a, c->at[i]);
    if (arm != REAP_NONE) reap_list_add(&own, arm);
  }
  if (own.count == c->count) return own;
  reap_list rows = arms_behind(a, c, p->end, behind);
  if (rows.count == c->count) return rows;
  if (rows.count == 1 && c->count == 2 && !c->versus) {
    uint32_t before = arm_before(a, c->at[0], p->behind);
    if (before != REAP_NONE && before != rows.at[0])
      return (reap_list){{before, rows.at[0]}, 2}; /* "in A 6 and 5 in B" */
  }
  if (rows.count == 1 && !c->versus) return all_of_one(&rows, c->count); /* "60% and 76% with A" */
  *behind = c->at[c->count - 1] + 1;
  if (c->count == 1) {
    rows.at[0] = arm_before(a, c->at[0], p->first);
    if (rows.at[0] == REAP_NONE && p->named != REAP_NONE && goes_on(a, c->at[0], p->behind))
      rows.at[0] = other_arm(a, p->named);
    if (rows.at[0] == REAP_NONE) rows.at[0] = bracket_owner(a, c->at[0], p);
    if (rows.at[0] == REAP_NONE) rows.at[0] = only_arm_before(a, c->at[0], p);
    rows.count = rows.at[0] != REAP_NONE;
    return rows;
  }
  if (c->count > 2 && p->told->valued && p->told->order.count == c->count && bracketed(a, c)) return p->told->order;
  reap_list owner = {{c->versus ? REAP_NONE : bracket_owner(a, c->at[0], p)}, 1};
  if (owner.at[0] != REAP_NONE && valued_before(a, c->at[0], p)) return all_of_one(&owner, c->count);
  *turns = true;
  uint32_t pair = c->versus ? c->count : 0;
  rows = compared(a, p->behind, c->at[0], pair);
  if (!c->versus && is_measured(a, c->at[c->count - 1], p->end)) {
    rows.count =
        rows.count == 2 && a->arm_count == 2; /* "(-113 and -130, versus -14)": the first is not the second's */
    return rows.count ? all_of_one(&rows, c->count) : rows;
  }
  if (rows.count == 1 && !c->versus && arm_before(a, c->at[0], p->behind) == rows.at[0])
    return all_of_one(&rows, c->count); /* "with A were 60% and 76%" */
  if (rows.count != c->count && c->versus && p->told->here && p->told->order.count == c->count) {
    *turns = false; /* "in 12% with A versus 15% with B, and in 7% versus 9%" */
    return p->told->order;
  }
  if (rows.count != c->count) rows = compared(a, p->first, c->at[0], pair);
  if (rows.count != c->count && c->versus) rows = compared(a, p->first, p->end, c->count);
  if (rows.count != c->count && c->versus) rows = compared(a, p->sentence_first, p->sentence_end, c->count);
  if (rows.count != c->count && stands_as_told(a, c, p)) {
    *turns = false;
    rows = p->told->order;
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
  uint8_t depth = a->items.at[value].depth;
  if (value + 2 < end && is_mark(&a->items.at[value + 1], ",") && a->items.at[value + 2].kind == REAP_ITEM_VALUE &&
      same_people(a, value, value + 2))
    *side_of(a, value + 2) = arm;
  for (uint32_t k = value + 1; k < end && k < value + 6; k++) {
    const reap_item *item = &a->items.at[k];
    if (item->depth == depth + 1 && item->kind == REAP_ITEM_VALUE && is_mark(&a->items.at[k - 1], "([")) {
      *side_of(a, k) = arm;
      return;
    }
    if (item->depth > depth || !(item->kind == REAP_ITEM_SIZE || item->kind == REAP_ITEM_WORD || is_mark(item, "([")) ||
        is_word(item, REAP_W_AND | REAP_W_VERSUS))
      return;
  }
}

/* Notes in which order a chain, or one value after the other ("89% with A, compared with 60% with B"), told the arms.
 */
static void note_order(telling *t, const reap_list *rows) {
  if (rows->count == 1) {
    add_once(&t->lone, rows->at[0]);
    if (t->lone.count < 2) return;
    t->order = t->lone;
  } else if (rows->count > 1 && rows->at[0] != rows->at[1]) {
    t->order = *rows;
  } else {
    return;
  }
  t->here = t->valued = true;
}

/* A trial's arms as the text first names them all. */
static void note_names(const reap_assembler *a, reap_range items, telling *t) {
  reap_list rows = {.count = 0};
  if (t->order.count) return;
  for (uint32_t i = items.first; i < items.first + items.count; i++)
    if (a->items.at[i].kind == REAP_ITEM_ARM) add_once(&rows, a->items.at[i].row);
  if (rows.count > 1 && rows.count == a->arm_count) t->order = rows;
}

static bool same_arm(const reap_list *rows) {
  for (uint32_t i = 1; i < rows->count; i++)
    if (rows->at[i] != rows->at[0]) return false;
  return true;
}

/* "improved in 21 and unchanged in 12 in A": the values before, back to an arm or the clause's head, go with them. */
static void give_pending(reap_assembler *a, const place *p, uint32_t value, uint32_t arm, uint32_t end) {
  uint8_t kind = a->batch->quantities.at[a->items.at[value].row].kind, depth = a->items.at[value].depth;
  bool joined = false;
  for (uint32_t i = value; i > p->first; i--) {
    const reap_item *item = &a->items.at[i - 1];
    if (item->kind == REAP_ITEM_ARM || item->kind == REAP_ITEM_GROUPS || is_versus(item) || is_mark(item, ":;")) return;
    if (item->depth != depth) continue;
    if (is_word(item, REAP_W_AND) || is_mark(item, ",")) joined = true;
    if (item->kind != REAP_ITEM_VALUE) continue;
    if (!joined || *side_of(a, i - 1) != REAP_NONE || a->batch->quantities.at[item->row].kind != kind ||
        leads_on(a, i - 1, value))
      return;
    give_side(a, i - 1, arm, end);
    joined = false;
  }
}

/* Reads the values of items [first, end); what they are said of may stand from `lead` on. */
static void read_clause(reap_assembler *a, reap_range sentence, uint32_t lead, uint32_t first, uint32_t end,
                        telling *told) {
  place p = {lead, end, sentence.first, sentence.first + sentence.count, first, REAP_NONE, told};
  for (uint32_t i = first; i < end; i++) {
    if (a->items.at[i].kind != REAP_ITEM_VALUE || *side_of(a, i) != REAP_NONE) continue;
    p.first = i > lead + WIDE ? i - WIDE : lead; /* the work for a value is bounded */
    p.end = end - i > WIDE ? i + WIDE : end;
    if (i > sentence.first + WIDE) p.sentence_first = i - WIDE;
    p.sentence_end = sentence.first + sentence.count - i > WIDE ? i + WIDE : sentence.first + sentence.count;
    if (p.behind < p.first) p.behind = p.first;
    chain c = chain_from(a, i, p.end);
    bool turns;
    uint32_t behind = c.at[c.count - 1] + 1;
    reap_list rows = arms_of_chain(a, &c, &p, &turns, &behind);
    if (rows.count == 2 && turns && disagrees(a, &c, p.behind)) {
      uint32_t kept = rows.at[0];
      rows.at[0] = rows.at[1];
      rows.at[1] = kept;
    }
    for (uint32_t k = 0; k < rows.count; k++) give_side(a, c.at[k], rows.at[k], end);
    if (rows.count && behind > c.at[c.count - 1] + 1 && same_arm(&rows)) give_pending(a, &p, c.at[0], rows.at[0], end);
    note_order(told, &rows);
    i = c.at[c.count - 1];
    p.named = rows.count && behind > i + 1 ? rows.at[rows.count - 1] : REAP_NONE;
    p.behind = behind;
  }
}

void reap_sides_read(reap_assembler *a) {
  reap_vec_reset(&a->sides);
  for (uint32_t i = 0; i < a->citation->quantities.count; i++) *reap_push(&a->sides) = REAP_NONE;
  telling told = {.here = false};
  for (uint32_t s = 0; s < a->citation->sentences.count; s++) {
    reap_range items = a->item_ranges.at[s];
    uint32_t end = items.first + items.count;
    told.here = false;
    told.lone.count = 0;
    for (uint32_t first = items.first, lead = first, next; first < end; first = next) {
      next = reap_clause_end(a, first, end);
      bool goes_on = lead > items.first && is_mark(&a->items.at[first], ","); /* "..., whereas with A, | 12% had" */
      if (!goes_on) lead = first;
      read_clause(a, items, lead, first, next, &told);
    }
    note_names(a, items, &told);
  }
}
