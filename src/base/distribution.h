/* SPDX-License-Identifier: MIT */
#ifndef REAP_BASE_DISTRIBUTION_H
#define REAP_BASE_DISTRIBUTION_H

/* Tails of the distributions that test statistics follow: the probability of a value at least as extreme. Relative
 * accuracy about 1e-9 down to 1e-300. Degrees of freedom are positive, not necessarily whole; other input gives NaN.
 * Thread-safe. */

double reap_normal_two_sided(double z);                /* P(|Z| >= |z|) */
double reap_normal_quantile_two_sided(double p);       /* the z >= 0 with P(|Z| >= z) = p; 0 < p <= 1 */
double reap_t_two_sided(double t, double df);          /* P(|T| >= |t|) */
double reap_f_upper(double f, double df1, double df2); /* P(F >= f); f >= 0 */
double reap_chi2_upper(double chi2, double df);        /* P(X >= chi2); chi2 >= 0 */

#endif
