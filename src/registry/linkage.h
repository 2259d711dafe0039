/* SPDX-License-Identifier: MIT */
#ifndef REAP_REGISTRY_LINKAGE_H
#define REAP_REGISTRY_LINKAGE_H

#include <stdbool.h>
#include <stddef.h>

#include "registry/agreement.h"

/* The weights of record linkage, learnt from pairs that are known to be true or not. Internal to this folder. */

enum { REAP_LINKAGE_FOLDS = 5, REAP_LINKAGE_ALL = -1 };

/* Pairs counted by field and level, in parts, so that a pair can be weighed by the others. Zeroed before use. */
typedef struct {
  unsigned counts[REAP_LINKAGE_FOLDS][2][REAP_AGREEMENTS][REAP_AGREEMENT_LEVELS]; /* [1]: of true pairs */
  double temperature;                                                             /* see reap_linkage_probabilities() */
} reap_linkage;

/* Counts a pair of the fold (0 to 4). */
void reap_linkage_count(reap_linkage *linkage, unsigned fold, const reap_agreement *pair, bool is_true);

/* The log of m/u, summed over the fields that both sides know (Fellegi and Sunter 1969), by all counts but those of the
 * fold (REAP_LINKAGE_ALL: by all). m and u are shares in the counts, with 20 pairs distributed as
 * reap_agreement_tables says added to them, so that few pairs teach little. */
double reap_linkage_weight(const reap_linkage *linkage, int but_fold, const reap_agreement *pair);

/* Turns the weights of a report's candidates into the probabilities that each is its trial; in place. That none is has
 * the prior probability 1/2, and the candidates share the other half (Bayes). Fields are not independent, so the
 * weights are multiplied by the temperature, 0 to 1 (Guo et al., ICML 2017: a temperature fitted on known cases). */
void reap_linkage_probabilities(double temperature, double *weights, size_t count);

#endif
