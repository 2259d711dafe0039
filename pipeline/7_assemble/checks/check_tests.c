/* SPDX-License-Identifier: MIT */
/* Checks of tests: p-values against test statistics and sample sizes, and SDs that may be SEs. */
#include "7_assemble/checks/checker.h"
#include "base/distribution.h"

/* The p-value of a printed test statistic at `value`; NaN when it cannot be had. */
static double p_of_statistic(const reap_quantity *q, double value) {
  double df = isfinite(q->df1) ? q->df1 : q->df2;
  if (reap_str_equal(q->measure, REAP_STR("t"))) return reap_t_two_sided(value, df);
  if (reap_str_equal(q->measure, REAP_STR("z"))) return reap_normal_two_sided(value);
  if (reap_str_equal(q->measure, REAP_STR("F"))) return reap_f_upper(value, q->df1, q->df2);
  if (reap_str_equal(q->measure, REAP_STR("chi2"))) return reap_chi2_upper(value, df);
  return NAN;
}

/* The p of the statistic, or the one printed right after it: only a separator and an operator may stand between. */
static const reap_quantity *p_after(const reap_checker *c, uint32_t row) {
  enum { NEAR = 12, ROWS = 4 };
  const reap_quantity *statistic = reap_check_row(c, row);
  for (uint32_t i = row + 1; i <= row + ROWS; i++) {
    const reap_quantity *p = reap_check_row(c, i);
    if (!p || p->kind == REAP_Q_STATISTIC) return NULL;
    if (p->kind != REAP_Q_P_VALUE || !isfinite(p->value)) continue;
    bool next = p->span.beg >= statistic->span.end && p->span.beg - statistic->span.end <= NEAR;
    return p->about == row || next ? p : NULL;
  }
  return NULL;
}

static void p_from_statistic(const reap_checker *c, const reap_quantity *q, uint32_t row) {
  const reap_quantity *p = p_after(c, row);
  if (!p || !isfinite(q->value) || q->relation > REAP_REL_EQ) return;
  reap_bounds printed = reap_check_value(c, q);
  double near = printed.low <= 0 && printed.high >= 0 ? 0 : fmin(fabs(printed.low), fabs(printed.high));
  double far = fmax(fabs(printed.low), fabs(printed.high));
  reap_bounds range = {p_of_statistic(q, far), p_of_statistic(q, near)};
  if (!reap_bounds_known(range)) return;
  bool symmetric = reap_str_equal(q->measure, REAP_STR("t")) || reap_str_equal(q->measure, REAP_STR("z"));
  bool ok = reap_check_p_fits(c, p, range, 0), halved = false;
  if (!ok && symmetric) halved = reap_check_p_fits(c, p, (reap_bounds){range.low / 2, range.high / 2}, 0);
  reap_check_add(c, "p_from_statistic", row, ok || halved, "%.*s gives p = %.2g%s, printed %.*s", REAP_SHOW(c, q->span),
                 p_of_statistic(q, q->value) / (halved ? 2 : 1), halved ? " (one-sided)" : "", REAP_SHOW(c, p->span));
}

/* What a finding needs for the checks of small samples and of SDs: two arms with sizes, or one against its baseline. */
static double arm_size(const reap_checker *c, uint32_t arm) {
  bool known = arm != REAP_NONE && arm != REAP_BASELINE;
  return known ? c->batch->arms.at[arm].n : NAN;
}

/* Whether the arms' sizes are those of the whole study: they make up its total. */
static bool sizes_are_whole(const reap_checker *c) {
  if (c->citation->designs.count == 0) return false;
  const reap_quantity *total = reap_check_row(c, c->batch->designs.at[c->citation->designs.first].n_total);
  double sum = 0;
  for (uint32_t i = 0; i < c->citation->arms.count; i++) sum += c->batch->arms.at[c->citation->arms.first + i].n;
  return total && sum == total->value;
}

static double log_choose(double n, double k) {
  int sign;
  return lgamma_r(n + 1, &sign) - lgamma_r(k + 1, &sign) - lgamma_r(n - k + 1, &sign);
}

/* The smallest two-sided p that ranks can give: 2 / 2^n for pairs (sign test), 2 / C(n1 + n2, n1) for two groups
 * (permutation test; Fisher 1935). Smaller ones rest on a distribution that so few people cannot show. */
static void p_too_small(const reap_checker *c, const reap_finding *f) {
  enum { SMALL = 30 };
  const reap_quantity *p = reap_check_row(c, f->p);
  if (!p || !(p->value > 0) || (p->relation != REAP_REL_LT && p->relation != REAP_REL_LE && p->relation != REAP_REL_EQ))
    return;
  double n1 = arm_size(c, f->arm), n2 = arm_size(c, f->comparator);
  bool paired = f->comparator == REAP_BASELINE || c->citation->arms.count == 1;
  if (!sizes_are_whole(c) || !(n1 > 1) || (!paired && !(n2 > 1)) || n1 + (paired ? 0 : n2) > SMALL) return;
  double least = paired ? 2 * pow(0.5, n1) : 2 * exp(-log_choose(n1 + n2, n1));
  bool ok = reap_check_value(c, p).high >= least;
  if (paired)
    reap_check_add(c, "p_too_small_for_n", f->p, ok, "ranks of %.15g people give no p below %.2g, printed %.*s", n1,
                   least, REAP_SHOW(c, p->span));
  else
    reap_check_add(c, "p_too_small_for_n", f->p, ok,
                   "ranks of %.15g and %.15g people give no p below %.2g, printed %.*s", n1, n2, least,
                   REAP_SHOW(c, p->span));
}

/* One arm's mean with what stands after its ±. */
typedef struct {
  double n, mean, spread;
  uint32_t quantity;
} group;

static bool read_group(const reap_checker *c, const reap_finding *f, uint32_t arm, bool sd, group *out) {
  for (uint32_t i = 0; i < f->data.count; i++) {
    const reap_datum *d = &c->batch->data.at[f->data.first + i];
    double spread = sd ? d->sd : d->se;
    if (d->arm != arm || d->kind != REAP_Q_MEAN || !isfinite(d->value) || !(spread > 0)) continue;
    *out = (group){arm_size(c, arm), d->value, spread, d->quantity};
    return out->n > 1;
  }
  return false;
}

/* Welch's t (Biometrika 1947;34:28) of two groups whose spreads are SDs or, if `se`, standard errors. */
static double welch_p(const group *a, const group *b, bool se) {
  double va = a->spread * a->spread / (se ? 1 : a->n), vb = b->spread * b->spread / (se ? 1 : b->n);
  double df = (va + vb) * (va + vb) / (va * va / (a->n - 1) + vb * vb / (b->n - 1));
  return reap_t_two_sided((a->mean - b->mean) / sqrt(va + vb), df);
}

/* Spreads given as SDs that fit the printed p only as SEs, or the other way round. Adjusted tests and unequal numbers
 * make p differ somewhat, so a wide margin decides. */
static void se_sd(const reap_checker *c, const reap_finding *f) {
  const double fit = 0.6, misfit = 2;
  const reap_quantity *p = reap_check_row(c, f->p);
  group a, b;
  bool sd = read_group(c, f, f->arm, true, &a) && read_group(c, f, f->comparator, true, &b);
  bool se = !sd && read_group(c, f, f->arm, false, &a) && read_group(c, f, f->comparator, false, &b);
  if (!p || !isfinite(p->value) || p->flags & (REAP_Q_TREND | REAP_Q_INTERACTION | REAP_Q_NONINFERIORITY)) return;
  if ((!sd && !se) || f->arm == f->comparator) return;
  double as_said = welch_p(&a, &b, se), as_other = welch_p(&a, &b, !se);
  bool fits = reap_check_p_fits(c, p, (reap_bounds){as_said, as_said}, misfit);
  bool other_fits = reap_check_p_fits(c, p, (reap_bounds){as_other, as_other}, fit);
  if (!fits && !other_fits) return; /* another test, or adjusted: nothing can be said */
  reap_check_add(c, "se_sd", a.quantity, fits, "the spreads taken as %s give p = %.2g, as %s p = %.2g, printed %.*s",
                 se ? "SE" : "SD", as_said, se ? "SD" : "SE", as_other, REAP_SHOW(c, p->span));
}

void reap_check_tests(const reap_checker *c) {
  for (uint32_t i = 0; i < c->citation->quantities.count; i++) {
    uint32_t row = c->citation->quantities.first + i;
    if (c->batch->quantities.at[row].kind == REAP_Q_STATISTIC) p_from_statistic(c, &c->batch->quantities.at[row], row);
  }
  for (uint32_t i = 0; i < c->citation->findings.count; i++) {
    const reap_finding *f = &c->batch->findings.at[c->citation->findings.first + i];
    if (!reap_check_row(c, f->p)) continue;
    if (c->finding_of[f->p - c->citation->quantities.first] != c->citation->findings.first + i)
      continue; /* made before */
    p_too_small(c, f);
    se_sd(c, f);
  }
}
