/* SPDX-License-Identifier: MIT */
/* Formulae: NIST Digital Library of Mathematical Functions, https://dlmf.nist.gov: incomplete beta function 8.17,
 * incomplete gamma functions 8.2, 8.9 and 8.11. Continued fractions are evaluated by the modified Lentz method. */
#include "base/distribution.h"

#include <float.h>
#include <math.h>

enum { MAX_STEPS = 5000 };
static const double tiny = 1e-300, precision = 1e-14;

static double log_gamma(double x) {
  int sign; /* lgamma() keeps the sign in a global */
  return lgamma_r(x, &sign);
}

static double not_tiny(double x) { return fabs(x) < tiny ? tiny : x; }

/* The continued fraction of the incomplete beta function, DLMF 8.17.22; converges fast for x < (a + 1) / (a + b + 2).
 */
static double beta_fraction(double a, double b, double x) {
  double c = 1, d = 1 / not_tiny(1 - (a + b) * x / (a + 1)), h = d;
  for (int m = 1; m <= MAX_STEPS; m++) {
    double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / not_tiny(1 + even * d), c = not_tiny(1 + even / c), h *= d * c;
    double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / not_tiny(1 + odd * d), c = not_tiny(1 + odd / c);
    double step = d * c;
    h *= step;
    if (fabs(step - 1) < precision) break;
  }
  return h;
}

/* Regularized incomplete beta function I_x(a, b); `y` is 1 - x, given apart so that nothing is lost near 1. */
static double beta_regularized(double a, double b, double x, double y) {
  if (x <= 0) return 0;
  if (y <= 0) return 1;
  double front = exp(log_gamma(a + b) - log_gamma(a) - log_gamma(b) + a * log(x) + b * log(y));
  if (x < (a + 1) / (a + b + 2)) return front * beta_fraction(a, b, x) / a;
  return 1 - front * beta_fraction(b, a, y) / b; /* DLMF 8.17.4 */
}

/* Regularized upper incomplete gamma function Q(a, x): by its series below a + 1 (DLMF 8.11.4), else by its continued
 * fraction (DLMF 8.9.2). */
static double gamma_upper(double a, double x) {
  if (x <= 0) return 1;
  double front = exp(a * log(x) - x - log_gamma(a));
  if (x < a + 1) {
    double term = 1 / a, sum = term;
    for (int n = 1; n <= MAX_STEPS && term > sum * precision; n++) sum += term *= x / (a + n);
    return 1 - front * sum;
  }
  double b = x + 1 - a, c = 1 / tiny, d = 1 / not_tiny(b), h = d;
  for (int n = 1; n <= MAX_STEPS; n++) {
    double step = -n * (n - a);
    b += 2;
    d = 1 / not_tiny(step * d + b), c = not_tiny(b + step / c);
    h *= d * c;
    if (fabs(d * c - 1) < precision) break;
  }
  return front * h;
}

double reap_normal_two_sided(double z) { return erfc(fabs(z) / sqrt(2)); }

double reap_normal_quantile_two_sided(double p) {
  if (!(p > 0 && p <= 1)) return NAN;
  double low = 0, high = 40; /* the tail at 40 is below the smallest double */
  for (int i = 0; i < 100 && high - low > DBL_EPSILON; i++) {
    double middle = (low + high) / 2;
    if (reap_normal_two_sided(middle) > p)
      low = middle;
    else
      high = middle;
  }
  return (low + high) / 2;
}

double reap_t_two_sided(double t, double df) {
  if (!(df > 0) || isnan(t)) return NAN;
  double sum = df + t * t;
  return beta_regularized(df / 2, 0.5, df / sum, t * t / sum);
}

double reap_f_upper(double f, double df1, double df2) {
  if (!(df1 > 0 && df2 > 0 && f >= 0)) return NAN;
  double sum = df1 * f + df2;
  return beta_regularized(df2 / 2, df1 / 2, df2 / sum, df1 * f / sum);
}

double reap_chi2_upper(double chi2, double df) {
  if (!(df > 0 && chi2 >= 0)) return NAN;
  return gamma_upper(df / 2, chi2 / 2);
}
