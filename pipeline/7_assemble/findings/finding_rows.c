/* SPDX-License-Identifier: MIT */
/* The rows of findings: one finding with its data, test, effect and what it lacks. */
#include "7_assemble/findings/finding_rows.h"

#include <math.h>

#include "7_assemble/findings/confidence.h"

/* Rows that qualify the value: they stand near it. */
static void add_parts(const reap_assembler *a, uint32_t row, reap_datum *d) {
  reap_range rows = a->citation->quantities;
  for (uint32_t i = row > rows.first + 2 ? row - 2 : rows.first; i < rows.first + rows.count && i < row + 6; i++) {
    const reap_quantity *q = &a->batch->quantities.at[i];
    if (q->about != row || i == row) continue;
    if (q->kind == REAP_Q_SD) d->sd = q->value;
    if (q->kind == REAP_Q_SE) d->se = q->value;
    if (q->kind == REAP_Q_QUARTILES || q->kind == REAP_Q_RANGE || q->kind == REAP_Q_INTERVAL) {
      d->low = q->low;
      d->high = q->high;
    }
  }
}

static void add_datum(reap_assembler *a, uint32_t row, uint32_t arm, uint32_t outcome) {
  const reap_quantity *q = &a->batch->quantities.at[row];
  reap_datum *d = reap_push(&a->batch->data);
  *d = (reap_datum){.arm = arm,
                    .quantity = row,
                    .kind = q->kind,
                    .relation = q->relation,
                    .value = q->value,
                    .sd = NAN,
                    .se = NAN,
                    .low = q->low,
                    .high = q->high,
                    .count = q->count,
                    .of = q->of,
                    .unit = q->unit};
  add_parts(a, row, d);
  if (d->kind == REAP_Q_OTHER && !isnan(d->low) && !isnan(d->high)) d->kind = REAP_Q_MEDIAN; /* "24.9 [7.8, 38.9]" */
  reap_attribution *link = &a->batch->attributions.at[row];
  if (arm != REAP_NONE && arm != REAP_BASELINE && link->arm == REAP_NONE) link->arm = arm;
  if (link->outcome == REAP_NONE) link->outcome = outcome;
}

static uint32_t interval_of(const reap_assembler *a, uint32_t effect) {
  reap_range rows = a->citation->quantities;
  for (uint32_t i = effect > rows.first + 2 ? effect - 2 : rows.first; i < rows.first + rows.count && i < effect + 5;
       i++)
    if (a->batch->quantities.at[i].kind == REAP_Q_INTERVAL && a->batch->quantities.at[i].about == effect) return i;
  return REAP_NONE;
}

/* The k-th of a list when there is one each (or several rounds of them), else the only (or first) one. */
static uint32_t share(const reap_assembler *a, const reap_list *list, uint32_t k, uint32_t n) {
  if (list->count == 0) return REAP_NONE;
  return a->items.at[list->at[list->count % n == 0 ? k : 0]].row;
}

static reap_finding *new_finding(reap_assembler *a, const reap_clause *c) {
  reap_finding *f = reap_push(&a->batch->findings);
  a->citation->findings.count++;
  f->span = a->batch->sentences.at[c->sentence].span;
  f->sentence = c->sentence;
  f->outcome = f->arm = f->comparator = f->timepoint = f->effect = f->interval = f->p = REAP_NONE;
  f->subgroup = REAP_NO_SPAN;
  f->significant = f->noninferior = -1;
  f->data = (reap_range){a->batch->data.count, 0};
  return f;
}

static void set_rule(reap_finding *f, const char *rule) {
  f->rule = rule;
  f->confidence = reap_confidence_of(rule);
}

static void add_zero(reap_assembler *a, uint32_t arm) {
  reap_datum *d = reap_push(&a->batch->data);
  double of = arm == REAP_NONE ? NAN : a->batch->arms.at[arm].n;
  *d = (reap_datum){.arm = arm,
                    .quantity = REAP_NONE,
                    .kind = REAP_Q_COUNT,
                    .relation = REAP_REL_EQ,
                    .derived = true,
                    .value = 0,
                    .sd = NAN,
                    .se = NAN,
                    .low = NAN,
                    .high = NAN,
                    .count = 0,
                    .of = of};
}

void reap_finding_emit_denial(reap_assembler *a, const reap_clause *c, const reap_packet *packet, uint32_t outcome) {
  const reap_comparison *who = &c->comparison;
  reap_finding *f = new_finding(a, c);
  f->outcome = outcome;
  set_rule(f, "finding.denial");
  f->timepoint = reap_timepoint_of(a, packet, c->first, c->end);
  uint32_t arm = who->subjects.count ? who->subjects.at[0]
                 : a->arm_count == 1 ? reap_arm_row(a, 0)
                                     : REAP_NONE,
           comparator = REAP_NONE;
  if (who->together || who->subjects.count >= 2) {
    reap_default_pair(a, &arm, &comparator);
    if (arm != REAP_NONE && comparator != REAP_NONE) f->direction = REAP_DIR_NO_DIFFERENCE;
  }
  f->arm = arm;
  f->comparator = comparator;
  add_zero(a, arm);
  if (comparator != REAP_NONE) add_zero(a, comparator);
  f = &a->batch->findings.at[a->batch->findings.count - 1];
  f->data.count = a->batch->data.count - f->data.first;
  f->missing = reap_missing_of(a, f);
}

static bool concerns(const reap_pair *who, uint32_t arm) {
  return arm == who->arm || arm == who->comparator || (who->comparator == REAP_NONE && arm != REAP_BASELINE);
}

/* "12% in both groups": a datum for each of the two; the number itself belongs to neither alone. */
static void add_each(reap_assembler *a, uint32_t row, const reap_pair *who, uint32_t outcome) {
  uint32_t arm = a->batch->attributions.at[row].arm;
  add_datum(a, row, who->arm, outcome);
  if (who->comparator != REAP_NONE && who->comparator != REAP_BASELINE) add_datum(a, row, who->comparator, outcome);
  a->batch->attributions.at[row].arm = arm;
}

static const char *rule_of(const reap_packet *packet, const reap_pair *who) {
  if (packet->effects.count) return "finding.effect";
  if (packet->values.count >= 2) return who->comparator == REAP_BASELINE ? "finding.before_after" : "finding.values";
  if (packet->values.count == 1) return "finding.value";
  return packet->ps.count ? "finding.p" : "finding.words";
}

bool reap_finding_attach_test(reap_assembler *a, uint32_t sentence, const reap_list *outcomes, uint32_t p) {
  reap_range rows = a->citation->findings;
  bool any = false;
  for (uint32_t i = rows.first + rows.count; i > rows.first; i--) {
    reap_finding *f = &a->batch->findings.at[i - 1];
    bool mine = false;
    for (uint32_t k = 0; k < outcomes->count; k++) mine |= a->items.at[outcomes->at[k]].row == f->outcome;
    if (f->sentence != sentence || f->p != REAP_NONE || !mine) break;
    const int tested = reap_tested(a, &(reap_finding){.p = p, .effect = REAP_NONE, .interval = REAP_NONE});
    f->p = p;
    if (f->significant < 0) f->significant = (int8_t)tested;
    if (f->direction == REAP_DIR_NOT_STATED)
      f->direction = reap_direction_of(a, &(reap_statement){.significant = -1}, f);
    if (strcmp(f->rule, "finding.words") == 0) set_rule(f, "finding.p");
    any = true;
  }
  return any;
}

/* One test an arm: "fell in A (p = .01) and B (p = .03)". */
static uint32_t by_pair(const reap_assembler *a, const reap_list *list, const reap_packet *packet, uint32_t at,
                        uint32_t pairs, uint32_t otherwise) {
  if (packet->outcomes.count > 1 || pairs < 2 || list->count != pairs) return otherwise;
  return a->items.at[list->at[at]].row;
}

void reap_finding_emit(reap_assembler *a, const reap_clause *c, const reap_packet *packet,
                       const reap_value_links *links, uint32_t k, uint32_t outcome, const reap_statement *statement,
                       const reap_pair_list *pairs, uint32_t at) {
  const reap_pair *who = &pairs->at[at];
  uint32_t n = packet->outcomes.count ? packet->outcomes.count : 1;
  reap_finding *f = new_finding(a, c);
  f->outcome = outcome;
  f->arm = who->arm;
  f->comparator = who->comparator;
  f->p = by_pair(a, &packet->ps, packet, at, pairs->count, share(a, &packet->ps, k, n));
  f->effect = by_pair(a, &packet->effects, packet, at, pairs->count, share(a, &packet->effects, k, n));
  if (f->effect != REAP_NONE) f->interval = interval_of(a, f->effect);
  f->timepoint = reap_timepoint_of(a, packet, c->sentence_first, c->sentence_end);
  for (uint32_t i = 0; i < packet->values.count; i++) {
    if (links->outcomes[i] != REAP_NONE && links->outcomes[i] != k) continue;
    uint32_t row = a->items.at[packet->values.at[i]].row, arm = links->arms[i];
    if (arm == REAP_EACH_ARM) {
      add_each(a, row, who, outcome);
    } else if (concerns(who, arm)) {
      add_datum(a, row, arm, outcome);
    }
  }
  f = &a->batch->findings.at[a->batch->findings.count - 1];
  f->data.count = a->batch->data.count - f->data.first;
  f->direction = reap_direction_of(a, statement, f);
  const int tested = reap_tested(a, f);
  const bool told = statement->significant >= 0 && !(statement->aside && tested == 1);
  f->significant = told ? statement->significant : (int8_t)tested;
  if (f->direction == REAP_DIR_NO_DIFFERENCE && f->significant < 0) f->significant = 0;
  set_rule(f, rule_of(packet, who));
  f->missing = reap_missing_of(a, f);
}
