/* SPDX-License-Identifier: MIT */
/* How the numbers of a packet are dealt out: to the times that are listed, to arms with brackets of their own. */
#include "7_assemble/findings/finding_rows.h"

/* The arm right before the bracket that item i stands in: "metformin (HR 0.28) and sitagliptin (0.31)". */
static uint32_t arm_before_bracket(const reap_assembler *a, uint32_t i, uint32_t first) {
  enum { BRACKET_ITEMS_MAX = 40 };
  if (a->items.at[i].depth == 0) return REAP_NONE;
  for (uint32_t steps = 0; steps < BRACKET_ITEMS_MAX && i > first && a->items.at[i].depth; steps++) i--;
  if (a->items.at[i].depth) return REAP_NONE;
  for (uint32_t back = 1; back <= 4 && i >= first + back; back++) {
    const reap_item *item = &a->items.at[i - back];
    if (item->kind == REAP_ITEM_ARM) return item->row;
    const bool passes = item->kind == REAP_ITEM_SIZE || item->kind == REAP_ITEM_SKIP || item->depth ||
                        (item->kind == REAP_ITEM_WORD && item->bits & (REAP_W_GROUP | REAP_W_PEOPLE)) ||
                        (item->kind == REAP_ITEM_MARK && (item->sub == ')' || item->sub == '('));
    if (!passes) return REAP_NONE;
  }
  return REAP_NONE;
}

static bool has_arm(const reap_pair_list *pairs, uint32_t row, bool as_comparator) {
  for (uint32_t i = 0; i < pairs->count; i++)
    if ((as_comparator ? pairs->at[i].comparator : pairs->at[i].arm) == row) return true;
  return false;
}

void reap_pairs_narrow(const reap_assembler *a, const reap_clause *c, const reap_packet *packet,
                       reap_pair_list *pairs) {
  if (pairs->count < 2 || packet->ps.count > 1 || packet->effects.count > 1) return;
  if (packet->ps.count + packet->effects.count == 0) return;
  const uint32_t number = packet->effects.count ? packet->effects.at[0] : packet->ps.at[0];
  const uint32_t own = arm_before_bracket(a, number, c->first);
  const bool as_comparator = own != REAP_NONE && !has_arm(pairs, own, false);
  if (own == REAP_NONE || (as_comparator && !has_arm(pairs, own, true))) return;
  bool other = false; /* else the bracket behind the last of several arms is for all of them */
  for (uint32_t i = c->first; i < c->end && !other; i++) {
    if (a->items.at[i].kind != REAP_ITEM_P && a->items.at[i].kind != REAP_ITEM_EFFECT) continue;
    const uint32_t arm = arm_before_bracket(a, i, c->first);
    other = arm != REAP_NONE && arm != own && has_arm(pairs, arm, as_comparator);
  }
  if (!other) return;
  reap_pair_list kept = {.count = 0};
  for (uint32_t i = 0; i < pairs->count; i++)
    if ((as_comparator ? pairs->at[i].comparator : pairs->at[i].arm) == own) kept.at[kept.count++] = pairs->at[i];
  *pairs = kept;
}

static bool is_relation(const reap_assembler *a, uint32_t outcome) {
  static const char *const stems[] = {"correlation", "association", "relationship"};
  const reap_item *item = &a->items.at[outcome];
  for (uint32_t t = item->token; t < item->token + item->tokens; t++)
    for (size_t k = 0; k < sizeof stems / sizeof *stems; k++)
      if (reap_word_starts(a, t, stems[k])) return true;
  return false;
}

static bool is_coefficient(const reap_assembler *a, const reap_packet *packet) {
  if (packet->effects.count != 1) return false;
  const reap_str measure = a->batch->quantities.at[a->items.at[packet->effects.at[0]].row].measure;
  return reap_str_equal(measure, REAP_STR("r")) || reap_str_equal(measure, REAP_STR("R2"));
}

void reap_packet_join_related(reap_assembler *a, reap_packet *packet) {
  if (packet->outcomes.count != 2 || packet->values.count || !is_coefficient(a, packet)) return;
  const uint32_t first = packet->outcomes.at[0], last = packet->outcomes.at[1];
  if (first < packet->first || last < first) return;
  packet->outcomes.count = 1;
  if (!is_relation(a, first)) return;
  for (uint32_t i = first; i <= last; i++)
    if (a->items.at[i].depth) return;
  reap_outcome *outcome = &a->batch->outcomes.at[a->items.at[first].row];
  const uint32_t end = a->batch->outcomes.at[a->items.at[last].row].span.end;
  if (outcome->span.end < end && end - outcome->span.beg < 120) outcome->span.end = end;
}

/* The item behind "and", a comma or both at item i when it is a time; REAP_NONE. */
static uint32_t next_time(const reap_assembler *a, uint32_t i, uint32_t end) {
  uint32_t k = i + 1;
  if (k < end && a->items.at[k].kind == REAP_ITEM_MARK && a->items.at[k].sub == ',') k++;
  if (k < end && a->items.at[k].kind == REAP_ITEM_WORD && reap_word_is(a, a->items.at[k].token, "and")) k++;
  if (k > i + 1 && k < end && a->items.at[k].kind == REAP_ITEM_WORD && a->items.at[k].bits & REAP_W_PREPOSITION) k++;
  return k > i + 1 && k < end && a->items.at[k].kind == REAP_ITEM_TIME ? k : REAP_NONE;
}

static reap_list times_listed(const reap_assembler *a, const reap_packet *packet, const reap_clause *c) {
  reap_list rows = {.count = 0};
  uint32_t i = reap_timepoint_item(a, packet, c->sentence_first, c->sentence_end);
  if (i == REAP_NONE) return rows;
  if (i > c->sentence_first &&
      (reap_word_is(a, a->items.at[i].token - 1, "between") || reap_word_is(a, a->items.at[i].token - 1, "from")))
    return rows;
  for (; i != REAP_NONE; i = next_time(a, i, c->sentence_end)) reap_list_add(&rows, a->items.at[i].row);
  return rows;
}

/* Whether values of `per` a time, in blocks, are each time's: one of a group, or a pair of two groups. */
static bool in_blocks(const reap_value_links *links, uint32_t values, uint32_t per) {
  if (per > 2) return false;
  for (uint32_t i = 0; i < values; i++) {
    if (per == 1 && links->arms[i] != links->arms[0]) return false;
    if (per == 2 && i % 2 && links->arms[i] == links->arms[i - 1]) return false;
  }
  return true;
}

static reap_list slice(const reap_list *list, uint32_t times, uint32_t at) {
  if (list->count != times) return *list;
  return (reap_list){{list->at[at]}, 1};
}

bool reap_finding_emit_times(reap_assembler *a, const reap_clause *c, const reap_packet *packet,
                             const reap_value_links *links, uint32_t k, uint32_t outcome,
                             const reap_statement *statement, const reap_pair_list *pairs) {
  const reap_list times = times_listed(a, packet, c);
  const uint32_t n = times.count, values = packet->values.count, per = n ? values / n : 0;
  if (n < 2 || values != per * n || (per && (packet->outcomes.count > 1 || !in_blocks(links, values, per))))
    return false;
  if (packet->ps.count > 1 && (packet->ps.count != n || packet->outcomes.count == n)) return false;
  if (packet->effects.count > 1 && (packet->effects.count != n || packet->outcomes.count == n)) return false;
  for (uint32_t at = 0; at < n; at++) {
    reap_packet one = *packet;
    reap_value_links own = *links;
    one.ps = slice(&packet->ps, n, at);
    one.effects = slice(&packet->effects, n, at);
    one.values.count = per;
    for (uint32_t i = 0; i < per; i++) {
      one.values.at[i] = packet->values.at[at * per + i];
      own.arms[i] = links->arms[at * per + i];
      own.outcomes[i] = links->outcomes[at * per + i];
    }
    for (uint32_t i = 0; i < pairs->count; i++) {
      reap_finding_emit(a, c, &one, &own, k, outcome, statement, pairs, i);
      a->batch->findings.at[a->batch->findings.count - 1].timepoint = times.at[at];
    }
  }
  return true;
}

/* The packet's values of outcome k that are `arm`'s: their places in the list. */
static reap_list values_of(const reap_packet *packet, const reap_value_links *links, uint32_t k, uint32_t arm) {
  reap_list places = {.count = 0};
  for (uint32_t i = 0; i < packet->values.count; i++)
    if (links->arms[i] == arm && (links->outcomes[i] == REAP_NONE || links->outcomes[i] == k))
      reap_list_add(&places, i);
  return places;
}

static bool of_one_kind(const reap_assembler *a, const reap_packet *packet, const reap_list *x, const reap_list *y) {
  const uint8_t kind = a->batch->quantities.at[a->items.at[packet->values.at[x->at[0]]].row].kind;
  for (uint32_t i = 0; i < x->count + y->count; i++) {
    const uint32_t place = i < x->count ? x->at[i] : y->at[i - x->count];
    if (a->batch->quantities.at[a->items.at[packet->values.at[place]].row].kind != kind) return false;
  }
  return true;
}

/* The numbers of round `at`: the only one, or one each. */
static bool divisible(const reap_list *list, uint32_t rounds) { return list->count <= 1 || list->count == rounds; }

bool reap_finding_emit_rounds(reap_assembler *a, const reap_clause *c, const reap_packet *packet,
                              const reap_value_links *links, uint32_t k, uint32_t outcome,
                              const reap_statement *statement, const reap_pair_list *pairs, uint32_t at) {
  const reap_pair *who = &pairs->at[at];
  if (who->comparator == REAP_NONE || packet->outcomes.count > 1) return false;
  const reap_list mine = values_of(packet, links, k, who->arm), others = values_of(packet, links, k, who->comparator);
  const uint32_t n = mine.count > others.count ? mine.count : others.count;
  if (n < 2 || !mine.count || !others.count || (mine.count != n && mine.count != 1) ||
      (others.count != n && others.count != 1) || !of_one_kind(a, packet, &mine, &others))
    return false;
  if (!divisible(&packet->ps, n) || !divisible(&packet->effects, n)) return false;
  for (uint32_t round = 0; round < n; round++) {
    reap_packet one = *packet;
    reap_value_links own = {{who->arm, who->comparator}, {k, k}};
    one.ps = slice(&packet->ps, n, round);
    one.effects = slice(&packet->effects, n, round);
    one.values = (reap_list){{packet->values.at[mine.at[mine.count == 1 ? 0 : round]],
                              packet->values.at[others.at[others.count == 1 ? 0 : round]]},
                             2};
    reap_finding_emit(a, c, &one, &own, k, outcome, statement, pairs, at);
  }
  return true;
}
