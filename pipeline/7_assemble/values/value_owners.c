/* SPDX-License-Identifier: MIT */
/* Whose a value is by what stands beside it. */
#include <math.h>

#include "7_assemble/findings/pairs.h"
#include "7_assemble/values/sides.h"

bool reap_ends_respectively(const reap_assembler *a, uint32_t last, uint32_t end) {
  for (uint32_t k = last + 1; k < end && a->items.at[k].kind != REAP_ITEM_VALUE; k++)
    if (a->items.at[k].kind == REAP_ITEM_RESPECTIVELY) return true;
  return false;
}

/* "Three and |eight events", where the first of two is no value. */
static bool ends_list(const reap_assembler *a, uint32_t value) {
  return value > 1 && reap_item_is_word(&a->items.at[value - 1], REAP_W_AND);
}

/* "8 events", "8 (12%) events": what it counts stands behind it. */
static bool counts(const reap_assembler *a, uint32_t value) {
  const reap_quantity *q = &a->batch->quantities.at[a->items.at[value].row];
  return q->kind == REAP_Q_COUNT || (q->kind == REAP_Q_PERCENT && !isnan(q->count));
}

/* The item is part of "occurred", "were observed", "had occurred": what the count in front of it did. */
static bool happens(const reap_assembler *a, uint32_t i, uint32_t end) {
  if (reap_item_is_word(&a->items.at[i], REAP_W_OCCUR)) return true;
  return reap_item_is_word(&a->items.at[i], REAP_W_BE | REAP_W_HAVE) && i + 1 < end &&
         (reap_item_is_word(&a->items.at[i + 1], REAP_W_OCCUR) ||
          (reap_item_is_word(&a->items.at[i + 1], REAP_W_BE) && i + 2 < end &&
           reap_item_is_word(&a->items.at[i + 2], REAP_W_OCCUR)));
}

/* Another arm's name follows at once. */
static bool names_next(const reap_assembler *a, uint32_t i, uint32_t end) {
  while (i < end && reap_item_is_word(&a->items.at[i], REAP_W_DETERMINER | REAP_W_PREPOSITION)) i++;
  return i < end && a->items.at[i].kind == REAP_ITEM_ARM;
}

/* Arms named right behind the chain: "12% and 15% of patients in A and B". */
static reap_list arms_from(const reap_assembler *a, const reap_chain *c, uint32_t last, uint8_t depth, uint32_t end,
                           uint32_t *behind) {
  bool told = depth < a->items.at[c->at[0]].depth; /* "pain (12%) occurred in A": what happened is in front of it */
  reap_list rows = {.count = 0};
  uint32_t words = 0;
  bool led = false, in_turn = (c->count > 1 || ends_list(a, c->at[0])) && reap_ends_respectively(a, last, end);
  bool counted = told || counts(a, c->at[0]), happened = false;
  bool touches = c->count == 1; /* "8/48 (17%) A" */
  for (uint32_t k = last + 1, steps = 0; k < end && steps < REAP_REACH + 4 * rows.count && k < last + REAP_FAR; k++) {
    const reap_item *item = &a->items.at[k];
    if (reap_item_qualifies(a, item)) continue;
    if (rows.count && (item->kind == REAP_ITEM_OUTCOME || (item->kind == REAP_ITEM_VALUE && c->count == 1)))
      return rows; /* "nausea (17%) in A and rash (36%)": what is told next */
    steps += item->depth <= depth;
    if (item->kind == REAP_ITEM_ARM) {
      bool bracketed = item->depth == depth + 1 && k > last + 1 && reap_item_is_mark(&a->items.at[k - 1], "([");
      if (item->depth > depth && !bracketed) continue;
      if (!led && !bracketed && !(touches && !rows.count)) return rows;
      reap_list_add_once(&rows, item->row);
      *behind = k + 1;
      continue;
    }
    if (item->depth > depth || reap_item_is_mark(item, "([") || (item->depth == depth && reap_item_is_mark(item, ")]")))
      continue;
    touches = false;
    if (item->depth < depth || reap_item_parts_clauses(item) || item->kind == REAP_ITEM_VALUE) return rows;
    bool joins = reap_item_is_word(item, REAP_W_AND) || reap_item_is_mark(item, ",") || reap_item_is_versus(item);
    if (joins && !rows.count && c->count == 1) return rows;
    if (reap_item_is_versus(item) && !rows.count) return rows;
    if ((in_turn || counted) && !rows.count && happens(a, k, end)) {
      happened = true;
      continue;
    }
    if (happened && !rows.count && item->kind == REAP_ITEM_DIRECTION) continue; /* "occurred in more patients in A" */
    if (reap_item_is_word(item, REAP_W_VERB | REAP_W_BE | REAP_W_HAVE) && !reap_item_is_word(item, REAP_W_TREAT))
      return rows;
    if (item->kind == REAP_ITEM_DIRECTION && item->bits & REAP_W_CHANGE && !rows.count) {
      counted = true; /* "a 4% rise in A", "a 4% rise was noted for A" */
      continue;
    }
    if (item->kind == REAP_ITEM_RESPECTIVELY && !rows.count) continue;
    if (item->kind == REAP_ITEM_DIRECTION || item->kind == REAP_ITEM_EFFECT) return rows;
    bool compared = happened && reap_item_is_versus(item); /* "occurred in more patients in A than in B" */
    if (joins && rows.count && c->count == 1 && (compared || !names_next(a, k + 1, end)))
      return rows; /* "in A and five in B" */
    if (joins) continue;
    if (reap_item_is_word(item, REAP_W_PREPOSITION | REAP_W_TREAT)) {
      led = true;
      continue;
    }
    if (reap_item_is_word(item, REAP_W_DETERMINER | REAP_W_PEOPLE | REAP_W_RELATIVE | REAP_W_ADVERB | REAP_W_MANNER |
                                    REAP_W_TIME))
      continue;
    if (item->kind == REAP_ITEM_WORD && ++words > (in_turn ? 8u : counted ? 6u : 3u)) return rows;
  }
  return rows;
}

reap_list reap_arms_behind(const reap_assembler *a, const reap_chain *c, uint32_t end, uint32_t *behind) {
  uint32_t last = reap_value_last(a, c->at[c->count - 1], end);
  return arms_from(a, c, last, a->items.at[last].depth, end, behind);
}

reap_list reap_arms_behind_bracket(const reap_assembler *a, const reap_chain *c, uint32_t end, uint32_t *behind) {
  uint32_t last = c->at[c->count - 1];
  uint8_t depth = a->items.at[last].depth;
  reap_list none = {.count = 0};
  if (!depth || !c->at[0] || !reap_item_is_mark(&a->items.at[c->at[0] - 1], "([")) return none;
  while (last + 1 < end && a->items.at[last].depth >= depth)
    if (a->items.at[++last].kind == REAP_ITEM_VALUE) return none;
  return last + 1 < end ? arms_from(a, c, last, (uint8_t)(depth - 1), end, behind) : none;
}

/* "change versus B: 0.05": the arm at item `arm` is only compared with, no value stands on the other side. */
static bool measured_against(const reap_assembler *a, uint32_t arm, uint32_t first) {
  uint32_t i = arm;
  while (i > first && reap_item_is_word(&a->items.at[i - 1], REAP_W_PREPOSITION | REAP_W_DETERMINER) &&
         !reap_item_is_versus(&a->items.at[i - 1]))
    i--;
  if (i == first || !reap_item_is_versus(&a->items.at[i - 1])) return false;
  while (i > first && !reap_item_parts_clauses(&a->items.at[i - 1]))
    if (a->items.at[--i].kind == REAP_ITEM_VALUE) return false;
  return true;
}

/* "29% with A and 50%": nothing but a joint stands between the arm of the value before and this one, so it is the other
 * arm's. `behind` is the item behind that arm. */
static bool goes_on(const reap_assembler *a, uint32_t value, uint32_t behind) {
  bool joint = false;
  for (uint32_t i = behind; i < value; i++) {
    const reap_item *item = &a->items.at[i];
    if (reap_item_is_word(item, REAP_W_AND) || reap_item_is_versus(item))
      joint = true;
    else if (item->depth > a->items.at[value].depth || reap_item_is_mark(item, ",)]([") ||
             reap_item_qualifies(a, item) || reap_item_is_word(item, REAP_W_PREPOSITION | REAP_W_DETERMINER))
      continue;
    else
      return false;
  }
  return joint;
}

/* The arm named inside the value's own phrase: "2/23 patients treated with A (9%)". */
uint32_t reap_arm_inside(const reap_assembler *a, uint32_t value) {
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
uint32_t reap_arm_before(const reap_assembler *a, uint32_t value, uint32_t first) {
  uint32_t words = 0;
  uint8_t depth = a->items.at[value].depth;
  for (uint32_t back = 1, steps = 0; steps < REAP_REACH && back < REAP_FAR && value >= first + back; back++) {
    const reap_item *item = &a->items.at[value - back];
    if (reap_item_qualifies(a, item)) continue;
    steps += item->depth <= depth;
    if (item->kind == REAP_ITEM_ARM)
      return item->depth <= depth && !measured_against(a, value - back, first) ? item->row : REAP_NONE;
    if (item->depth > depth) continue;
    if (item->kind == REAP_ITEM_VALUE || item->kind == REAP_ITEM_VERSUS || item->kind == REAP_ITEM_GROUPS ||
        reap_item_parts_clauses(item) || reap_item_is_word(item, REAP_W_AND | REAP_W_VERSUS))
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
bool reap_leads_on(const reap_assembler *a, uint32_t value, uint32_t end, uint32_t reach) {
  static const char *const words[] = {"with", "in", "for", "on", "among", "who", "receiving", "without"};
  uint8_t depth = a->items.at[value].depth;
  uint32_t words_passed = 0;
  for (uint32_t i = value + 1; i < end; i++) {
    const reap_item *item = &a->items.at[i];
    if (item->kind == REAP_ITEM_ARM || item->kind == REAP_ITEM_GROUPS) return true;
    if (item->depth > depth || reap_item_is_mark(item, "([)]")) continue;
    if (item->kind == REAP_ITEM_VALUE || reap_item_is_versus(item)) return false;
    if (reap_item_is_word(item, REAP_W_OF | REAP_W_PEOPLE)) continue;
    if (words_passed < reach && item->kind == REAP_ITEM_WORD &&
        reap_word_in(a, item->token, words, sizeof words / sizeof *words))
      return true;
    words_passed = reap_item_is_word(item, REAP_W_AND) || reap_item_is_mark(item, ",") ? reach : words_passed + 1;
  }
  return false;
}

/* "higher than in B (12%)", not "the change versus B (0.05)": it is B's own. */
static bool follows_than(const reap_assembler *a, uint32_t arm, uint32_t first) {
  for (uint32_t i = arm; i > first && arm - i < 3; i--)
    if (reap_item_is_versus(&a->items.at[i - 1])) return reap_word_is(a, a->items.at[i - 1].token, "than");
  return false;
}

/* "They were higher than those of B (10% and 8%)": the subject's values stand in the sentence before. */
static bool speaks_of_told(const reap_assembler *a, const reap_chain_place *p) {
  static const char *const words[] = {"they", "these", "those", "this", "both"};
  reap_comparison c = reap_comparison_in(a, p->first, p->end);
  return !c.subjects.count && c.references.count == 1 &&
         reap_word_in(a, a->items.at[p->first].token, words, sizeof words / sizeof *words);
}

/* The arm right before the bracket that the value stands in: "A (12%, 4/33; P = .04)". */
uint32_t reap_bracket_owner(const reap_assembler *a, uint32_t value, const reap_chain_place *p) {
  uint8_t depth = a->items.at[value].depth;
  uint32_t i = value;
  if (!depth) return REAP_NONE;
  while (i > p->first && a->items.at[i - 1].depth >= depth) {
    i--;
    if (a->items.at[i].kind == REAP_ITEM_ARM || a->items.at[i].kind == REAP_ITEM_GROUPS ||
        reap_item_is_versus(&a->items.at[i]))
      return REAP_NONE;
  }
  if (i < p->first + 2 || !reap_item_is_mark(&a->items.at[i - 1], "([") || a->items.at[i - 2].kind != REAP_ITEM_ARM)
    return REAP_NONE;
  bool against = measured_against(a, i - 2, p->first) && !follows_than(a, i - 2, p->first) && !speaks_of_told(a, p);
  return against ? REAP_NONE : a->items.at[i - 2].row;
}

uint32_t reap_only_arm_before(const reap_assembler *a, uint32_t value, const reap_chain_place *p) {
  uint32_t found = REAP_NONE;
  for (uint32_t i = p->first; i < value; i++) {
    const reap_item *item = &a->items.at[i];
    if (item->kind == REAP_ITEM_GROUPS || reap_item_is_versus(item)) return REAP_NONE;
    if (item->kind != REAP_ITEM_ARM) continue;
    if ((found != REAP_NONE && item->row != found) || item->depth) return REAP_NONE;
    if ((i > p->first && reap_item_is_word(&a->items.at[i - 1], REAP_W_AND)) ||
        reap_item_is_word(&a->items.at[i + 1], REAP_W_AND))
      return REAP_NONE; /* "A and another": more than it */
    found = item->row;
  }
  return found;
}

/* "16% with B, including 2% with ...": a comma parts the value from the arm that has its own. */
static bool is_parted(const reap_assembler *a, uint32_t value, const reap_chain_place *p) {
  if (p->named == REAP_NONE || p->behind >= value) return false;
  return reap_item_is_mark(&a->items.at[p->behind], ",") && reap_leads_on(a, value, p->end, 4);
}

uint32_t reap_lone_owner(const reap_assembler *a, uint32_t first, uint32_t last, const reap_chain_place *p, bool led) {
  uint32_t arm = is_parted(a, first, p) ? REAP_NONE : reap_arm_before(a, first, p->first);
  if (arm == REAP_NONE && p->named != REAP_NONE && goes_on(a, first, p->behind)) arm = reap_other_arm(a, p->named);
  if (arm == REAP_NONE) arm = reap_bracket_owner(a, first, p);
  if (arm == REAP_NONE && !led && p->named == REAP_NONE && !reap_leads_on(a, last, p->end, 1))
    arm = reap_only_arm_before(a, first, p);
  return arm;
}
