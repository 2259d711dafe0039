/* SPDX-License-Identifier: MIT */
#ifndef REAP_CHECKER_H
#define REAP_CHECKER_H

#include "7_assemble/checks/printed.h"
#include "model/batch.h"

/* What the checks of one citation work on. */
typedef struct {
  reap_batch *batch;
  reap_citation *citation;
  const uint32_t *finding_of; /* the first finding that each quantity of the citation takes part in, or REAP_NONE */
} reap_checker;

/* The groups of checks; each appends to batch.checks. */
void reap_check_counts(const reap_checker *c);    /* check_counts.c: percents, totals, sexes, means of whole numbers */
void reap_check_intervals(const reap_checker *c); /* check_intervals.c: bounds, estimates and p-values */
void reap_check_tests(const reap_checker *c);     /* check_tests.c: test statistics, small samples, SD or SE */

/* Appends a check; `rule` is static, the message printf-style and copied to the batch's arena. `quantity` (a row, or
 * REAP_NONE) leads to the finding that the check belongs to. */
void reap_check_add(const reap_checker *c, const char *rule, uint32_t quantity, bool ok, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

/* The quantity of a row of this citation, NULL for any other. */
const reap_quantity *reap_check_row(const reap_checker *c, uint32_t row);
/* What the printed value and the printed bounds stand for. */
reap_bounds reap_check_value(const reap_checker *c, const reap_quantity *q);
reap_bounds reap_check_low(const reap_checker *c, const reap_quantity *q);
reap_bounds reap_check_high(const reap_checker *c, const reap_quantity *q);

/* The text of a span, for the %.*s of a message; long ones are cut. */
#define REAP_SHOW(c, span) (int)reap_check_show((c), (span)).len, reap_check_show((c), (span)).ptr
reap_str reap_check_show(const reap_checker *c, reap_span span);

/* Whether a printed p-value ("p = .03", "p < .001") can be one of the p-values in `range`, both two-sided; deviations
 * up to `slack` in units of z are let pass. */
bool reap_check_p_fits(const reap_checker *c, const reap_quantity *p, reap_bounds range, double slack);

#endif
