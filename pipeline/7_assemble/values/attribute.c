/* SPDX-License-Identifier: MIT */
/* Which value belongs to which arm and outcome: lists are read in order, blocks by what stands beside them. */
#include "7_assemble/assembler.h"

/* Distinct arms among the items, in text order; those behind a comparison word at the clause's head come last. */
static reap_list distinct_arms(const reap_assembler *a, const reap_list *items) {
  reap_list rows = {.count = 0};
  for (uint32_t i = 0; i < items->count; i++) {
    uint32_t row = a->items.at[items->at[i]].row;
    bool known = false;
    for (uint32_t k = 0; k < rows.count; k++) known |= rows.at[k] == row;
    if (!known) reap_list_add(&rows, row);
  }
  return rows;
}

static bool word_before(const reap_assembler *a, uint32_t i, const char *word) {
  return i > 0 && a->items.at[i - 1].kind == REAP_ITEM_WORD && reap_word_is(a, a->items.at[i - 1].token, word);
}

/* "from 8.2 to 7.4": the first is the value before. */
static bool from_to(const reap_assembler *a, uint32_t from, uint32_t to) {
  if (!word_before(a, to, "to")) return false;
  for (uint32_t back = from; back > 0 && from - back < 4; back--)
    if (a->items.at[back - 1].kind == REAP_ITEM_WORD && reap_word_is(a, a->items.at[back - 1].token, "from"))
      return true;
  return false;
}

static bool beside_baseline(const reap_assembler *a, const reap_packet *packet, uint32_t i) {
  const reap_quantity *q = &a->batch->quantities.at[a->items.at[i].row];
  if (q->role == REAP_ROLE_BASELINE) return true;
  for (uint32_t k = i + 1; k < packet->end && k < i + 4; k++) {
    if (a->items.at[k].kind == REAP_ITEM_BASELINE) return true;
    if (a->items.at[k].kind != REAP_ITEM_WORD || a->items.at[k].bits & REAP_W_HAVE) return false; /* "had a baseline" */
  }
  return false;
}

/* All values stand between the first and the second arm: "with A were 1 and 2, and 3 and 4 with B". */
static bool in_between(const reap_packet *packet) {
  uint32_t v = packet->values.count;
  return packet->arms.count == 2 && v > 2 && v % 2 == 0 && packet->values.at[0] > packet->arms.at[0] &&
         packet->values.at[v - 1] < packet->arms.at[1];
}

/* Values between two arms, or before the first: whether every arm closes (or opens) a block of equally many values. */
static uint32_t block_size(const reap_packet *packet) {
  uint32_t n = packet->arms.count, v = packet->values.count;
  if (n < 2 || v % n || v == n) return 0;
  uint32_t size = v / n, after = 0;
  bool closes = packet->values.at[0] < packet->arms.at[0];
  for (uint32_t i = 0; i < n; i++) {
    uint32_t low = closes ? (i ? packet->arms.at[i - 1] : 0) : packet->arms.at[i];
    uint32_t high = closes ? packet->arms.at[i] : (i + 1 < n ? packet->arms.at[i + 1] : UINT32_MAX);
    uint32_t inside = 0;
    for (uint32_t k = 0; k < v; k++) inside += packet->values.at[k] > low && packet->values.at[k] < high;
    if (i == 0 && closes) inside = 0;
    for (uint32_t k = 0; i == 0 && closes && k < v; k++) inside += packet->values.at[k] < high;
    after += inside == size;
  }
  if (after != n && in_between(packet)) return size;
  return after == n ? size : 0;
}

static uint32_t other_arm(const reap_assembler *a, uint32_t row) {
  if (a->arm_count != 2 || row == REAP_NONE || row == REAP_BASELINE) return REAP_NONE;
  return row == a->citation->arms.first ? row + 1 : a->citation->arms.first;
}

/* The arms to read a list against: the packet's own, else the clause's (the compared-with one last). */
static reap_list list_arms(const reap_assembler *a, const reap_packet *packet, const reap_comparison *comparison) {
  reap_list rows = distinct_arms(a, &packet->arms);
  bool mixed = false; /* an arm stands among the values: their order in the text counts */
  for (uint32_t i = 0; i < packet->arms.count; i++)
    mixed |= packet->values.count && packet->arms.at[i] > packet->values.at[0];
  if (rows.count >= 2 && mixed) return rows;
  if (comparison->subjects.count + comparison->references.count >= rows.count) {
    rows.count = 0;
    for (uint32_t i = 0; i < comparison->subjects.count; i++) reap_list_add(&rows, comparison->subjects.at[i]);
    for (uint32_t i = 0; i < comparison->references.count; i++) reap_list_add(&rows, comparison->references.at[i]);
  }
  return rows;
}

/* The values come in two halves with a comparison word between them. */
static bool halved(const reap_assembler *a, const reap_packet *packet) {
  uint32_t v = packet->values.count;
  if (v < 2 || v % 2) return false;
  for (uint32_t i = packet->values.at[v / 2 - 1]; i < packet->values.at[v / 2]; i++)
    if (a->items.at[i].kind == REAP_ITEM_VERSUS ||
        (a->items.at[i].kind == REAP_ITEM_WORD && a->items.at[i].bits & REAP_W_VERSUS))
      return true;
  return false;
}

/* The arm right behind a value ("12% with A", "12% (A)") or right before it ("A: 12%", "A (12%)"), REAP_NONE. */
static uint32_t beside(const reap_assembler *a, const reap_packet *packet, uint32_t i, bool behind) {
  for (uint32_t step = 1; step <= 8; step++) {
    if (!behind && i < packet->first + step) return REAP_NONE;
    uint32_t k = behind ? i + step : i - step;
    if (k >= packet->end) return REAP_NONE;
    const reap_item *item = &a->items.at[k];
    if (item->kind == REAP_ITEM_ARM) return item->row;
    bool open =
        item->kind == REAP_ITEM_MARK && (item->sub == '(' || item->sub == '[' || (!behind && strchr(":=,", item->sub)));
    bool passes =
        item->kind == REAP_ITEM_WORD &&
        (item->bits & (REAP_W_PREPOSITION | REAP_W_DETERMINER | REAP_W_PEOPLE | REAP_W_TREAT | REAP_W_MANNER)) &&
        !(item->bits & REAP_W_VERSUS) && !reap_word_is(a, item->token, "to");
    bool noun =
        behind && item->kind == REAP_ITEM_WORD && step <= 2 && reap_is_nominal(a, item->token); /* "67 events with A" */
    if (behind && item->depth > a->items.at[i].depth) continue; /* "71% (75/106) with A" */
    if (behind && step > 1 && item->kind == REAP_ITEM_MARK && item->sub == ')') continue;
    if (!open && !passes && !noun && item->kind != REAP_ITEM_SIZE && item->kind != REAP_ITEM_SKIP) return REAP_NONE;
  }
  return REAP_NONE;
}

/* In brackets the arm before comes first, in the open the arm behind: "76% in A (n = 19) and 80% in B (n = 20)". */
static bool each_beside(const reap_assembler *a, const reap_packet *packet, uint32_t *out) {
  uint32_t v = packet->values.count, distinct = 0;
  for (uint32_t i = 0; i < v; i++) {
    bool open = a->items.at[packet->values.at[i]].depth == 0;
    out[i] = beside(a, packet, packet->values.at[i], open);
    if (out[i] == REAP_NONE) out[i] = beside(a, packet, packet->values.at[i], !open);
    if (out[i] == REAP_NONE) return false;
    distinct += i > 0 && out[i] != out[0];
  }
  return v > 2 && distinct > 0;
}

/* Every value has an arm of its own on the same side. */
static bool all_beside(const reap_assembler *a, const reap_packet *packet, bool behind, uint32_t *out) {
  uint32_t v = packet->values.count, distinct = 0;
  for (uint32_t i = 0; i < v; i++) {
    out[i] = beside_baseline(a, packet, packet->values.at[i]) ? (uint32_t)REAP_BASELINE
                                                              : beside(a, packet, packet->values.at[i], behind);
    if (out[i] == REAP_NONE) return false;
    distinct += i > 0 && out[i] != out[0];
  }
  return v < 2 || distinct > 0;
}

static uint32_t side_at(const reap_assembler *a, const reap_packet *packet, uint32_t i) {
  uint32_t side = a->sides.at[a->items.at[packet->values.at[i]].row - a->citation->quantities.first];
  return reap_side_is_before(side) ? (uint32_t)REAP_BASELINE : side;
}

/* Every value has its side told by the sentence. */
static bool all_sided(const reap_assembler *a, const reap_packet *packet, uint32_t *out) {
  for (uint32_t i = 0; i < packet->values.count; i++) {
    out[i] = beside_baseline(a, packet, packet->values.at[i]) ? (uint32_t)REAP_BASELINE : side_at(a, packet, i);
    if (out[i] == REAP_NONE) return false;
    if (out[i] == REAP_ALL_ARMS) out[i] = REAP_NONE;
  }
  return packet->values.count > 0;
}

static bool any_sided(const reap_assembler *a, const reap_packet *packet) {
  for (uint32_t i = 0; i < packet->values.count; i++)
    if (side_at(a, packet, i) != REAP_NONE) return true;
  return false;
}

static bool paired(const reap_assembler *a, uint32_t x, uint32_t y) {
  for (uint32_t i = x + 1; i < y; i++) {
    const reap_item *item = &a->items.at[i];
    if (item->kind == REAP_ITEM_VERSUS || (item->kind == REAP_ITEM_WORD && item->bits & REAP_W_VERSUS)) return true;
  }
  return false;
}

/* "more patients with A had ... (28% vs 6%)": an adjective of comparison sets groups apart, not times. */
static bool compares_people(const reap_assembler *a, const reap_packet *packet) {
  bool comparative = false;
  for (uint32_t i = packet->first; i < packet->values.at[0]; i++) {
    const reap_item *item = &a->items.at[i];
    if (item->kind == REAP_ITEM_BASELINE && i > packet->first && a->items.at[i - 1].kind == REAP_ITEM_VERSUS)
      return false;
    comparative |= item->kind == REAP_ITEM_DIRECTION && item->bits & REAP_W_COMPARATIVE && !(item->bits & REAP_W_SHIFT);
  }
  return comparative;
}

static void values_to_arms(const reap_assembler *a, const reap_packet *packet, const reap_comparison *comparison,
                           uint32_t *out) {
  uint32_t v = packet->values.count;
  if (v && (all_beside(a, packet, true, out) || all_beside(a, packet, false, out) || each_beside(a, packet, out)))
    return;
  for (uint32_t i = 0; i < v; i++) out[i] = REAP_NONE;
  if (v == 0) return;
  reap_list arms = list_arms(a, packet, comparison);
  uint32_t block = block_size(packet);
  uint32_t main_arm = arms.count ? arms.at[0] : REAP_NONE, rest = REAP_NONE;
  if (!arms.count) reap_default_pair(a, &main_arm, &rest);
  if (arms.count == 1 && !comparison->subjects.count && comparison->references.count) {
    rest = main_arm; /* only the compared-with arm is named */
    main_arm = other_arm(a, rest);
  } else if (arms.count == 1) {
    rest = other_arm(a, main_arm);
  }
  if (arms.count >= 2) rest = arms.at[1];
  bool before_after = false;
  for (uint32_t i = 0; i + 1 < v; i++)
    if (from_to(a, packet->values.at[i], packet->values.at[i + 1])) {
      before_after = true;
      uint32_t owner = arms.count ? arms.at[(i / 2) % arms.count] : (a->arm_count == 1 ? main_arm : REAP_NONE);
      out[i] = REAP_BASELINE;
      out[i + 1] = owner;
    }
  if (before_after) return;
  if (block) {
    for (uint32_t i = 0; i < v; i++) out[i] = a->items.at[packet->arms.at[i / block]].row;
  } else if (arms.count == 2 && v > 2 && halved(a, packet) && !paired(a, packet->values.at[0], packet->values.at[1])) {
    for (uint32_t i = 0; i < v; i++) out[i] = arms.at[i < v / 2 ? 0 : 1];
  } else if (v == 2 && arms.count == 3 && comparison->subjects.count == 2 && comparison->references.count == 1) {
    out[0] = comparison->subjects.at[0]; /* "in A and B compared with C (1 vs 2)": two arms pooled */
    out[1] = comparison->references.at[0];
  } else if (arms.count >= 2 && (v % arms.count == 0 || (v > 1 && any_sided(a, packet)))) {
    for (uint32_t i = 0; i < v; i++) out[i] = arms.at[i % arms.count];
  } else if (v >= 2 && v % 2 == 0 && paired(a, packet->values.at[0], packet->values.at[1])) {
    bool time = comparison->baseline && !comparison->explicit_versus && !compares_people(a, packet);
    for (uint32_t i = 0; i < v; i++)
      out[i] = time ? (i % 2 ? main_arm : (uint32_t)REAP_BASELINE) : (i % 2 ? rest : main_arm);
  } else if (v >= 2 && rest != REAP_NONE && halved(a, packet)) {
    for (uint32_t i = 0; i < v; i++) out[i] = i < v / 2 ? main_arm : rest;
  } else if (arms.count == 1 || a->arm_count == 1) {
    bool placed = false; /* "1 of 10 with X and 3 of 8 with placebo": the arm has a value of its own */
    for (uint32_t i = 0; i < v; i++) placed |= beside(a, packet, packet->values.at[i], true) == main_arm;
    for (uint32_t i = 0; i < v; i++)
      out[i] = !placed || v == 1 || beside(a, packet, packet->values.at[i], true) == main_arm ? main_arm : rest;
  }
  for (uint32_t i = 0; i < v; i++)
    if (beside_baseline(a, packet, packet->values.at[i])) out[i] = REAP_BASELINE;
}

void reap_values_to_arms(const reap_assembler *a, const reap_packet *packet, const reap_comparison *comparison,
                         uint32_t *out) {
  if (all_sided(a, packet, out)) return;
  values_to_arms(a, packet, comparison, out);
  for (uint32_t i = 0; i < packet->values.count; i++) {
    uint32_t side = side_at(a, packet, i);
    if (side == REAP_ALL_ARMS)
      out[i] = REAP_NONE;
    else if (side != REAP_NONE && out[i] != REAP_BASELINE)
      out[i] = side;
  }
}

void reap_values_to_outcomes(const reap_assembler *a, const reap_packet *packet, const uint32_t *arms, uint32_t *out) {
  (void)a;
  uint32_t v = packet->values.count, n = packet->outcomes.count;
  for (uint32_t i = 0; i < v; i++) out[i] = n == 1 ? 0 : REAP_NONE;
  if (n < 2 || v < n || v % n) return;
  uint32_t per = v / n;
  bool blocks = per > 1 && arms[0] == arms[1]; /* "1 and 2 for A, 3 and 4 for B" */
  for (uint32_t i = 0; i < v; i++) out[i] = blocks ? i % n : i / per;
}
