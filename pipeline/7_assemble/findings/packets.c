/* SPDX-License-Identifier: MIT */
/* Cuts a clause into packets: outcomes together with the numbers told of them. */
#include "7_assemble/assembler.h"

static bool is_number(const reap_item *item) {
  return item->kind == REAP_ITEM_VALUE || item->kind == REAP_ITEM_P || item->kind == REAP_ITEM_EFFECT;
}

static void start(reap_packet *packet, uint32_t first) { *packet = (reap_packet){.first = first, .end = first}; }

static bool empty(const reap_packet *p) {
  return !p->outcomes.count && !p->values.count && !p->ps.count && !p->effects.count;
}

static bool numbered(const reap_packet *p) { return p->values.count || p->ps.count || p->effects.count; }

static bool is_known(const reap_assembler *a, const reap_packet *p, uint32_t i) {
  for (uint32_t k = 0; k < p->outcomes.count; k++)
    if (a->items.at[p->outcomes.at[k]].row == a->items.at[i].row) return true;
  return false;
}

static void add(const reap_assembler *a, reap_packet *p, uint32_t i) {
  const reap_item *item = &a->items.at[i];
  switch (item->kind) {
  case REAP_ITEM_OUTCOME:
    if (!is_known(a, p, i)) reap_list_add(&p->outcomes, i);
    break;
  case REAP_ITEM_VALUE:
    if (!p->outcomes.count && !p->values.count) p->values_first = true;
    reap_list_add(&p->values, i);
    break;
  case REAP_ITEM_P:
    reap_list_add(&p->ps, i);
    break;
  case REAP_ITEM_EFFECT:
    reap_list_add(&p->effects, i);
    break;
  case REAP_ITEM_TIME:
    reap_list_add(&p->times, i);
    break;
  case REAP_ITEM_ARM:
    reap_list_add(&p->arms, i);
    break;
  default:
    break;
  }
}

/* "X was higher (P = .01) in A (12%) than in B (9%)": the only test stands before the first value, and nothing but whom
 * it is told of between them. */
static bool test_comes_first(const reap_assembler *a, const reap_packet *p, uint32_t i) {
  if (a->items.at[i].kind != REAP_ITEM_VALUE || p->effects.count || p->ps.count != 1) return false;
  const uint32_t first = p->values.count ? p->values.at[0] : i;
  if (first < p->ps.at[0]) return false;
  for (uint32_t k = p->ps.at[0] + 1; k < i; k++) {
    const reap_item *item = &a->items.at[k];
    if (item->kind == REAP_ITEM_TIME || item->kind == REAP_ITEM_DIRECTION || item->kind == REAP_ITEM_OUTCOME)
      return false;
    if (item->depth) continue;
    if (item->kind == REAP_ITEM_MARK && (item->sub == ';' || (item->sub == ',' && k < first))) return false;
    if (item->kind == REAP_ITEM_WORD && item->bits & REAP_W_AND && k < first) return false;
  }
  return true;
}

/* A new packet begins with an outcome after numbers, with a further statement after a test ("was kept in A (p) and fell
 * in B (p)"), and, where numbers come before their outcome, with the next number that stands in the open: "9% had X and
 * 12% had Y". */
/* A bracket with a test or a pair ("12% vs 15%") is closed: what the next bracket holds is another result of the same
 * outcome, at another time or of another arm. */
static bool after_full_bracket(const reap_assembler *a, const reap_packet *p, uint32_t i) {
  if (test_comes_first(a, p, i)) return false;
  if (p->outcomes.count > 1 || a->items.at[i].depth == 0) return false;
  uint32_t open = i, pairs = 0;
  while (open > p->first && a->items.at[open].depth > 0) open--;
  if (open <= p->first) return false;
  bool tests = false;
  for (uint32_t k = p->first; k < open; k++) {
    if (a->items.at[k].depth == 0) continue;
    pairs += a->items.at[k].kind == REAP_ITEM_VERSUS ||
             (a->items.at[k].kind == REAP_ITEM_WORD && a->items.at[k].bits & REAP_W_VERSUS);
    tests |= a->items.at[k].kind == REAP_ITEM_P || a->items.at[k].kind == REAP_ITEM_EFFECT;
  }
  return tests || pairs > 0;
}

/* "events were X (12%)", "more side effects: X (12%)": the numbers are those of X, a member of what was named before.
 */
static bool specifies(const reap_assembler *a, const reap_packet *p, uint32_t i) {
  if (numbered(p) || !p->outcomes.count || i == 0) return false;
  const reap_item *before = &a->items.at[i - 1];
  bool leads =
      (before->kind == REAP_ITEM_WORD && (before->bits & REAP_W_BE || reap_word_is(a, before->token, "including"))) ||
      (before->kind == REAP_ITEM_MARK && before->sub == ':');
  uint32_t k = i + 1, end = a->items.count;
  while (k < end && a->items.at[k].kind == REAP_ITEM_SKIP) k++;
  const bool labels = k + 1 < end && a->items.at[k].kind == REAP_ITEM_MARK &&
                      (a->items.at[k].sub == ':' || (a->items.at[k].sub == ',' && is_number(&a->items.at[k + 1])));
  if (a->items.at[i].depth && labels)
    return a->items.at[p->outcomes.at[0]].depth == 0; /* "scores were greater (PCS: 12 ..." */
  if (!leads || p->outcomes.count > 1) return false;
  if (k + 2 >= end || a->items.at[k].kind != REAP_ITEM_MARK || a->items.at[k].sub != '(') return false;
  return a->items.at[k + 1].kind == REAP_ITEM_VALUE ||
         (a->items.at[k + 1].kind == REAP_ITEM_ARM && a->items.at[k + 2].kind == REAP_ITEM_VALUE);
}

/* "10 deaths with A and 11 (deaths) with B": the value at item i, behind numbers that came before their outcome, is
 * told of the same one; not so in "9% had X and 12% had Y". */
static bool repeats(const reap_assembler *a, const reap_packet *p, uint32_t i, uint32_t end) {
  for (uint32_t k = i + 1; k < end; k++) {
    if (a->items.at[k].kind == REAP_ITEM_OUTCOME) return is_known(a, p, k);
    if (a->items.at[k].kind == REAP_ITEM_VALUE && a->items.at[k].depth == 0) return true;
  }
  return true;
}

/* "(12 vs 20, P = .01; 10 vs 19, P = .02)": numbers behind a test in the same bracket are the next result. */
static bool after_test(const reap_assembler *a, const reap_packet *p, uint32_t i) {
  const uint8_t kind = a->items.at[i].kind;
  if (p->outcomes.count > 1 || a->items.at[i].depth == 0 || !p->ps.count) return false;
  if (kind != REAP_ITEM_VALUE && kind != REAP_ITEM_EFFECT) return false;
  const reap_list *before = kind == REAP_ITEM_VALUE ? &p->values : &p->effects;
  if (!before->count || before->at[before->count - 1] > p->ps.at[p->ps.count - 1]) return false; /* "(P = .01, OR 2)" */
  for (uint32_t k = i; k > p->ps.at[p->ps.count - 1]; k--)
    if (a->items.at[k].depth == 0) return false;
  return true;
}

static bool begins(const reap_assembler *a, const reap_packet *p, uint32_t i, uint32_t end) {
  const reap_item *item = &a->items.at[i];
  if (item->kind == REAP_ITEM_OUTCOME && specifies(a, p, i)) return true;
  if (is_number(item) && after_test(a, p, i)) return true;
  if (is_number(item) && after_full_bracket(a, p, i)) return true;
  if (item->kind == REAP_ITEM_OUTCOME && p->values_first && !p->ps.count && is_known(a, p, i)) return false;
  if (item->kind == REAP_ITEM_OUTCOME) return numbered(p) && (p->outcomes.count > 0 || p->goes_on);
  if (item->kind == REAP_ITEM_DIRECTION && item->depth == 0) return p->ps.count > 0 && p->outcomes.count > 0;
  if (item->kind == REAP_ITEM_VALUE && p->values_first && p->outcomes.count && item->depth == 0)
    return p->ps.count || !repeats(a, p, i, end);
  return false;
}

static void append(reap_list *list, const reap_list *more) {
  for (uint32_t i = 0; i < more->count; i++) reap_list_add(list, more->at[i]);
}

/* "with A [PCS: 6.8; MCS: 7.6] versus B [PCS: 2.5; MCS: 3.5; p < 0.01]": the two packets of an outcome in brackets are
 * one, and a test at the end is everyone's. */
static uint32_t join_brackets(const reap_assembler *a, reap_packet *packets, uint32_t n) {
  uint32_t kept = 0, joined = 0;
  reap_list ps = {.count = 0};
  for (uint32_t i = 0; i < n; i++) {
    reap_packet *p = &packets[i];
    uint32_t k = kept;
    bool boxed = p->outcomes.count == 1 && p->values.count && a->items.at[p->outcomes.at[0]].depth > 0;
    for (uint32_t back = 0; boxed && back < kept && k == kept; back++)
      if (packets[back].outcomes.count == 1 && !packets[back].ps.count && packets[back].values.count &&
          is_known(a, &packets[back], p->outcomes.at[0]))
        k = back;
    if (k == kept) {
      packets[kept++] = *p;
      continue;
    }
    append(&packets[k].values, &p->values);
    append(&packets[k].arms, &p->arms);
    append(&packets[k].ps, &p->ps);
    packets[k].end = p->end;
    ps = p->ps;
    joined++;
  }
  for (uint32_t i = 0; joined >= 2 && ps.count == 1 && i < kept; i++)
    if (packets[i].outcomes.count == 1 && !packets[i].ps.count && packets[i].values.count > 1) packets[i].ps = ps;
  return kept;
}

uint32_t reap_packets_cut(const reap_assembler *a, uint32_t first, uint32_t end, reap_packet *packets, uint32_t room) {
  uint32_t n = 0;
  reap_packet current;
  start(&current, first);
  for (uint32_t i = first; i < end; i++) {
    bool parts = a->items.at[i].kind == REAP_ITEM_OUTCOME && specifies(a, &current, i);
    if (begins(a, &current, i, end)) {
      bool values_first = current.values_first;
      if (n < room && !parts) packets[n++] = current; /* a class whose parts follow is no finding */
      start(&current, i);
      current.goes_on = a->items.at[i].kind != REAP_ITEM_OUTCOME && !values_first;
    }
    add(a, &current, i);
    if (is_number(&a->items.at[i]) || a->items.at[i].kind != REAP_ITEM_MARK) current.end = i + 1;
  }
  if (!empty(&current) && n < room) packets[n++] = current;
  return join_brackets(a, packets, n);
}
