/* SPDX-License-Identifier: MIT */
#include "registry/linkage.h"

#include <math.h>

enum { PRIOR_PAIRS = 20 };

void reap_linkage_count(reap_linkage *linkage, unsigned fold, const reap_agreement *pair, bool is_true) {
  for (int field = 0; field < REAP_AGREEMENTS; field++)
    linkage->counts[fold % REAP_LINKAGE_FOLDS][is_true][field][pair->level[field]]++;
}

/* How many pairs agree at the level, and how many say anything about the field. */
static void add_up(const reap_linkage *linkage, int but_fold, bool is_true, int field, unsigned level, double *at,
                   double *all) {
  *at = *all = 0;
  for (int fold = 0; fold < REAP_LINKAGE_FOLDS; fold++) {
    const unsigned *counts = linkage->counts[fold][is_true][field];
    if (fold == but_fold) continue;
    *at += counts[level];
    for (unsigned i = REAP_AGREEMENT_UNKNOWN + 1; i < REAP_AGREEMENT_LEVELS; i++) *all += counts[i];
  }
}

double reap_linkage_weight(const reap_linkage *linkage, int but_fold, const reap_agreement *pair) {
  double weight = 0;
  for (int field = 0; field < REAP_AGREEMENTS; field++) {
    unsigned level = pair->level[field];
    double true_at, true_all, other_at, other_all;
    if (level == REAP_AGREEMENT_UNKNOWN) continue;
    add_up(linkage, but_fold, true, field, level, &true_at, &true_all);
    add_up(linkage, but_fold, false, field, level, &other_at, &other_all);
    double m = (true_at + PRIOR_PAIRS * reap_agreement_tables[field].level[level].m) / (true_all + PRIOR_PAIRS);
    double u = (other_at + PRIOR_PAIRS * reap_agreement_tables[field].level[level].u) / (other_all + PRIOR_PAIRS);
    weight += log(m / u);
  }
  return weight;
}

void reap_linkage_probabilities(double temperature, double *weights, size_t count) {
  double most = 0, sum = 0;
  for (size_t i = 0; i < count; i++) {
    weights[i] *= temperature;
    if (weights[i] > most) most = weights[i];
  }
  for (size_t i = 0; i < count; i++) sum += weights[i] = exp(weights[i] - most);
  sum += (double)count * exp(-most); /* none of them: as likely as all, when nothing speaks for any */
  for (size_t i = 0; i < count; i++) weights[i] /= sum;
}
