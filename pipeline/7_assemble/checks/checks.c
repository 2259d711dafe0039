/* SPDX-License-Identifier: MIT */
/* The arithmetic of what was printed. Every number stands for all numbers that round to it (printed.h), so a check
 * fails only when no numbers behind the print could agree. A check that cannot be made is not listed; of those that
 * nearly every number passes (a percent over 100, a lower bound above the upper one) only failures are. */
#include <stdarg.h>
#include <stdio.h>

#include "7_assemble/assembler.h"
#include "7_assemble/checks/checker.h"
#include "base/distribution.h"

enum { MESSAGE_MAX = 400, SHOW_MAX = 60 };

const reap_quantity *reap_check_row(const reap_checker *c, uint32_t row) {
  reap_range own = c->citation->quantities;
  return row >= own.first && row - own.first < own.count ? &c->batch->quantities.at[row] : NULL;
}

reap_bounds reap_check_value(const reap_checker *c, const reap_quantity *q) {
  return reap_printed_bounds(c->citation, q->numeral, q->value);
}
reap_bounds reap_check_low(const reap_checker *c, const reap_quantity *q) {
  return reap_printed_bounds(c->citation, q->low_numeral, q->low);
}
reap_bounds reap_check_high(const reap_checker *c, const reap_quantity *q) {
  return reap_printed_bounds(c->citation, q->high_numeral, q->high);
}

reap_str reap_check_show(const reap_checker *c, reap_span span) {
  if (!reap_span_known(span)) return REAP_STR("?");
  reap_str text = reap_text_at(c->citation, span);
  if (text.len > SHOW_MAX) {
    text.len = SHOW_MAX;
    while (text.len > 0 && ((unsigned char)text.ptr[text.len] & 0xC0) == 0x80) text.len--;
  }
  return text;
}

static void note_finding(reap_assembler *a, const reap_citation *citation, uint32_t quantity, uint32_t finding) {
  uint32_t row = quantity - citation->quantities.first; /* REAP_NONE ends up past the count */
  if (row < a->finding_of.count && a->finding_of.at[row] == REAP_NONE) a->finding_of.at[row] = finding;
}

static void map_findings(reap_assembler *a, const reap_batch *batch, const reap_citation *citation) {
  reap_vec_reset(&a->finding_of);
  for (uint32_t i = 0; i < citation->quantities.count; i++) *reap_push(&a->finding_of) = REAP_NONE;
  for (uint32_t i = 0; i < citation->findings.count; i++) {
    uint32_t at = citation->findings.first + i;
    const reap_finding *f = &batch->findings.at[at];
    note_finding(a, citation, f->effect, at);
    note_finding(a, citation, f->interval, at);
    note_finding(a, citation, f->p, at);
    for (uint32_t d = 0; d < f->data.count; d++)
      note_finding(a, citation, batch->data.at[f->data.first + d].quantity, at);
  }
}

void reap_check_add(const reap_checker *c, const char *rule, uint32_t quantity, bool ok, const char *format, ...) {
  char message[MESSAGE_MAX];
  va_list arguments;
  va_start(arguments, format);
  int len = vsnprintf(message, sizeof message, format, arguments);
  va_end(arguments);
  if (len < 0) return;
  uint32_t kept = (uint32_t)len < sizeof message ? (uint32_t)len : (uint32_t)sizeof message - 1;
  while (kept < (uint32_t)len && kept > 0 && ((unsigned char)message[kept] & 0xC0) == 0x80) kept--;
  reap_check *check = reap_push(&c->batch->checks);
  check->rule = rule;
  check->finding = quantity == REAP_NONE ? REAP_NONE : c->finding_of[quantity - c->citation->quantities.first];
  check->ok = ok;
  check->message = reap_arena_copy(&c->batch->arena, (reap_str){message, kept});
  c->citation->checks.count++;
}

/* "p = 0.001", "P = .0001": software's floor, printed for "less than" as well. */
static bool is_floor(const reap_checker *c, const reap_quantity *p) {
  int places = (int)reap_printed_decimals(reap_check_show(c, p->numeral));
  return p->relation == REAP_REL_EQ && places >= 3 && fabs(p->value * pow(10, places) - 1) < 1e-6;
}

bool reap_check_p_fits(const reap_checker *c, const reap_quantity *p, reap_bounds range, double slack) {
  reap_bounds printed = reap_check_value(c, p);
  if (p->relation == REAP_REL_LT || p->relation == REAP_REL_LE) printed = (reap_bounds){0, p->value};
  if (is_floor(c, p)) printed.low = 0;
  if (p->relation == REAP_REL_GT || p->relation == REAP_REL_GE) printed = (reap_bounds){p->value, 1};
  if (printed.low < 0) printed.low = 0;
  if (reap_bounds_meet(printed, range)) return true;
  double wanted = printed.low > range.high ? printed.low : printed.high;
  double nearest = printed.low > range.high ? range.high : range.low;
  if (!(wanted > 0 && nearest > 0)) return false;
  double gap = reap_normal_quantile_two_sided(wanted < 1 ? wanted : 1) -
               reap_normal_quantile_two_sided(nearest < 1 ? nearest : 1);
  return fabs(gap) <= slack;
}

void reap_make_checks(reap_assembler *a, reap_batch *batch, reap_citation *citation) {
  map_findings(a, batch, citation);
  const reap_checker checker = {batch, citation, a->finding_of.at};
  citation->checks = (reap_range){batch->checks.count, 0};
  reap_check_counts(&checker);
  reap_check_intervals(&checker);
  reap_check_tests(&checker);
}
