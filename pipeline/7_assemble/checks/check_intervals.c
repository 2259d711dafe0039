/* SPDX-License-Identifier: MIT */
/* Checks of intervals: bounds in order, the estimate inside and in the middle, the p-value against them. */
#include "7_assemble/checks/checker.h"
#include "base/distribution.h"

/* How far from the middle an estimate may be, in widths of the interval, and how far apart two p-values, in z: exact,
 * profile and bootstrap intervals are not symmetric, and the test need not be the one that gave the interval. */
static const double off_centre = 0.10, p_slack = 0.25;

static bool is_difference(reap_str measure) {
  static const char *const differences[] = {"RD", "MD", "SMD", "DID", "beta"};
  for (uint32_t i = 0; i < sizeof differences / sizeof *differences; i++)
    if (reap_str_equal(measure, reap_str_of(differences[i]))) return true;
  return false;
}

/* Puts the bounds in order. Two negative bounds are often printed by size, "-8.2 to -15.0", which is no error. */
static bool in_order(const reap_checker *c, reap_quantity *q, uint32_t row) {
  if (!isfinite(q->low) || !isfinite(q->high)) return false;
  if (q->low <= q->high) return true;
  if (q->low >= 0 || q->high >= 0) {
    if (q->kind != REAP_Q_RANGE) /* "12-5" in a name may look like a range */
      reap_check_add(c, "low_above_high", row, false, "the lower bound %.15g is above the upper bound %.15g", q->low,
                     q->high);
    return false;
  }
  const reap_quantity printed = *q;
  q->low = printed.high, q->low_numeral = printed.high_numeral;
  q->high = printed.low, q->high_numeral = printed.low_numeral;
  return true;
}

static bool inside(const reap_checker *c, const reap_quantity *interval, const reap_quantity *estimate, uint32_t row,
                   const char *rule) {
  reap_bounds value = reap_check_value(c, estimate);
  bool ok = value.high >= reap_check_low(c, interval).low && value.low <= reap_check_high(c, interval).high;
  reap_check_add(c, rule, row, ok, "%.15g %s %.15g to %.15g", estimate->value, ok ? "lies in" : "lies outside",
                 interval->low, interval->high);
  return ok;
}

/* An interval and its estimate on the scale on which it is symmetric: logarithms for ratios. */
typedef struct {
  reap_bounds estimate, low, high;
} scaled;

static reap_bounds logarithm(reap_bounds b) { return (reap_bounds){log(b.low), log(b.high)}; }

static bool scale(const reap_checker *c, const reap_quantity *interval, const reap_quantity *estimate, scaled *out) {
  *out = (scaled){reap_check_value(c, estimate), reap_check_low(c, interval), reap_check_high(c, interval)};
  if (reap_measure_is_ratio(estimate->measure)) {
    if (!(out->estimate.low > 0 && out->low.low > 0 && out->high.low > 0)) return false;
    *out = (scaled){logarithm(out->estimate), logarithm(out->low), logarithm(out->high)};
  } else if (!is_difference(estimate->measure)) {
    return false;
  }
  return out->high.low > out->low.high;
}

static void centred(const reap_checker *c, const reap_quantity *interval, const reap_quantity *estimate, uint32_t row,
                    const scaled *s) {
  bool ratio = reap_measure_is_ratio(estimate->measure);
  double allowed = off_centre * (s->high.high - s->low.low);
  reap_bounds middle = {(s->low.low + s->high.low) / 2 - allowed, (s->low.high + s->high.high) / 2 + allowed};
  double shown = (interval->low + interval->high) / 2;
  if (ratio) shown = sqrt(interval->low * interval->high);
  reap_check_add(c, "ci_centred", row, reap_bounds_meet(middle, s->estimate),
                 "the %s middle of %.15g to %.15g is %.3g, the estimate %.15g", ratio ? "geometric" : "arithmetic",
                 interval->low, interval->high, shown, estimate->value);
}

/* Whether the p-value is on one side of alpha and the interval on the other. */
static void against_p(const reap_checker *c, const reap_quantity *interval, const reap_quantity *p, uint32_t row,
                      const scaled *s) {
  double alpha = 1 - interval->level / 100;
  bool excludes = s->low.low > 0 || s->high.high < 0, includes = s->low.high < 0 && s->high.low > 0;
  reap_bounds value = reap_check_value(c, p);
  bool below = value.high<alpha, above = value.low> alpha;
  if (p->relation == REAP_REL_LT || p->relation == REAP_REL_LE) below = p->value <= alpha + 1e-12, above = false;
  if (p->relation == REAP_REL_GT || p->relation == REAP_REL_GE) above = p->value >= alpha - 1e-12, below = false;
  if ((!excludes && !includes) || (!below && !above)) return;
  reap_check_add(c, "ci_against_p", row, excludes == below, "the %.15g %% interval %.15g to %.15g %s no effect, %.*s",
                 interval->level, interval->low, interval->high, excludes ? "excludes" : "includes",
                 REAP_SHOW(c, p->span));
}

/* p from estimate and interval: SE = width / (2 z), z = estimate / SE; Altman and Bland, BMJ 2011;343:d2304. */
static void p_from_ci(const reap_checker *c, const reap_quantity *interval, const reap_quantity *p, uint32_t row,
                      const scaled *s) {
  double multiplier = 2 * reap_normal_quantile_two_sided(1 - interval->level / 100);
  double narrow = (s->high.low - s->low.high) / multiplier, wide = (s->high.high - s->low.low) / multiplier;
  double least =
      s->estimate.low <= 0 && s->estimate.high >= 0 ? 0 : fmin(fabs(s->estimate.low), fabs(s->estimate.high));
  double most = fmax(fabs(s->estimate.low), fabs(s->estimate.high));
  double middle = fabs(s->estimate.low + s->estimate.high) / (narrow + wide);
  reap_bounds range = {reap_normal_two_sided(most / narrow), reap_normal_two_sided(least / wide)};
  reap_check_add(c, "p_from_ci", row, reap_check_p_fits(c, p, range, p_slack),
                 "the interval gives p = %.2g, printed %.*s", reap_normal_two_sided(middle), REAP_SHOW(c, p->span));
}

static bool names_any(reap_str text, const char *const *words, uint32_t count) {
  for (uint32_t i = 0; i < count; i++)
    if (reap_str_find_nocase(text, words[i]) != REAP_NONE) return true;
  return false;
}

/* The text around a span, `before` bytes in front and `behind` after it. */
static reap_str around(const reap_checker *c, reap_span span, uint32_t before, uint32_t behind) {
  const reap_str text = c->citation->text;
  const uint32_t beg = span.beg > before ? span.beg - before : 0;
  const uint32_t end = text.len - span.end > behind ? span.end + behind : text.len;
  return reap_slice(text, (reap_span){beg, end});
}

/* A p of another question: "p for interaction", "homogeneity test, P = 0.09", futility; in a trial of non-inferiority
 * any p may be that of the margin. */
static bool is_other_p(const reap_checker *c, const reap_quantity *p) {
  enum { AROUND = 30, SENTENCE = 150 };
  static const char *const questions[] = {"inferior", "interaction", "trend", "geneity", "one-sided", "overall"};
  static const char *const asides[] = {"futility"}, *const designs[] = {"noninferior", "non-inferior"};
  const uint8_t flags = REAP_Q_ONE_SIDED | REAP_Q_TREND | REAP_Q_INTERACTION | REAP_Q_NONINFERIORITY;
  return p->flags & flags ||
         names_any(around(c, p->span, AROUND, AROUND), questions, sizeof questions / sizeof *questions) ||
         names_any(around(c, p->span, SENTENCE, AROUND), asides, sizeof asides / sizeof *asides) ||
         names_any(c->citation->text, designs, sizeof designs / sizeof *designs);
}

/* A difference whose interval has no reason to be even: of medians, of money, bootstrapped, or of a kind not told. */
static bool is_uneven(const reap_checker *c, const reap_quantity *estimate) {
  enum { BEFORE = 60, BEHIND = 30 };
  static const char *const words[] = {"median",    "hodges",         "effect size", "cost",
                                      "bootstrap", "percent change", "pound",       "euro"};
  return !reap_measure_is_ratio(estimate->measure) &&
         names_any(around(c, estimate->span, BEFORE, BEHIND), words, sizeof words / sizeof *words);
}

/* The plain two-sided p of an estimate: one near it that says that it is about it or its interval, or its finding's. */
static const reap_quantity *p_of(const reap_checker *c, uint32_t estimate, uint32_t interval) {
  enum { NEAR = 8 };
  const reap_quantity *found = NULL;
  for (uint32_t row = estimate > NEAR ? estimate - NEAR : 0; row <= estimate + NEAR && !found; row++) {
    const reap_quantity *q = reap_check_row(c, row);
    if (q && q->kind == REAP_Q_P_VALUE && (q->about == estimate || q->about == interval)) found = q;
  }
  uint32_t finding = c->finding_of[estimate - c->citation->quantities.first];
  if (!found && finding != REAP_NONE && c->batch->findings.at[finding].effect == estimate)
    found = reap_check_row(c, c->batch->findings.at[finding].p);
  return found && isfinite(found->value) && !is_other_p(c, found) ? found : NULL;
}

/* "Reduced by 32% (95% CI -42 to -21)": the words carry the sign of the estimate, the figures that of the interval.
 * Such an estimate is checked against the interval without its signs. */
static void drop_signs(const reap_quantity *estimate, reap_quantity *interval) {
  if (!(estimate->value > 0 && interval->high <= 0 && interval->low < interval->high) ||
      reap_measure_is_ratio(estimate->measure))
    return;
  const reap_quantity printed = *interval;
  interval->low = -printed.high, interval->low_numeral = printed.high_numeral;
  interval->high = -printed.low, interval->high_numeral = printed.low_numeral;
}

static void check_interval(const reap_checker *c, uint32_t row) {
  reap_quantity copy = c->batch->quantities.at[row], *q = &copy;
  const reap_quantity *estimate = reap_check_row(c, q->about);
  if (estimate && (estimate->kind == REAP_Q_SD || estimate->kind == REAP_Q_SE))
    estimate = reap_check_row(c, estimate->about);
  if (!in_order(c, q, row) || !estimate || !isfinite(estimate->value) || estimate->relation > REAP_REL_EQ) return;
  drop_signs(estimate, q);
  bool spread = q->kind == REAP_Q_QUARTILES || q->kind == REAP_Q_RANGE;
  if (!inside(c, q, estimate, row, spread ? "value_in_range" : "ci_contains_estimate") || spread) return;
  scaled s;
  if (estimate->kind != REAP_Q_EFFECT || !scale(c, q, estimate, &s)) return;
  const bool even = !is_uneven(c, estimate);
  if (even) centred(c, q, estimate, row, &s);
  const reap_quantity *p = p_of(c, q->about, row);
  if (!p || !(q->level > 50 && q->level < 100)) return;
  against_p(c, q, p, row, &s);
  if (even) p_from_ci(c, q, p, row, &s);
}

void reap_check_intervals(const reap_checker *c) {
  for (uint32_t i = 0; i < c->citation->quantities.count; i++) {
    uint32_t row = c->citation->quantities.first + i;
    uint8_t kind = c->batch->quantities.at[row].kind;
    if (kind == REAP_Q_INTERVAL || kind == REAP_Q_QUARTILES || kind == REAP_Q_RANGE) check_interval(c, row);
  }
}
