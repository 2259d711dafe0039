/* SPDX-License-Identifier: MIT */
#ifndef REAP_ASSEMBLE_PAIRS_H
#define REAP_ASSEMBLE_PAIRS_H

#include "7_assemble/assembler.h"

/* Who is compared with whom in a clause: one finding is made for each pair. */

enum { REAP_PAIRS_MAX = 6 };

/* Rows of batch.arms, REAP_BASELINE or REAP_NONE. */
typedef struct {
  uint32_t arm, comparator;
} reap_pair;

typedef struct {
  reap_pair at[REAP_PAIRS_MAX];
  uint32_t count;
} reap_pair_list;

/* The batch row of the citation's i-th arm. */
static inline uint32_t reap_arm_row(const reap_assembler *a, uint32_t i) { return a->citation->arms.first + i; }

/* Adds a pair that the list does not hold yet; what is beyond REAP_PAIRS_MAX is dropped. */
void reap_pair_add(reap_pair_list *pairs, uint32_t arm, uint32_t comparator);

/* The arms of the values that belong to outcome k, each once and baseline left out (told in *baseline). `arms` and
 * `outcomes` have one entry for each of `count` values. */
reap_list reap_value_arms(const uint32_t *arms, const uint32_t *outcomes, uint32_t count, uint32_t k, bool *baseline);

/* "X improved in A only": one arm changed against its start, and no other. */
bool reap_only_one_changed(const reap_comparison *c, const reap_statement *s);

/* The pairs that a statement is about: from the comparison of its clause, the arms that have values (`rows`), and what
 * the words tell; `tested` says that a p or an effect stands there, `compared` that an effect between arms does. */
reap_pair_list reap_pairs_of(const reap_assembler *a, const reap_comparison *c, const reap_statement *s,
                             const reap_list *rows, bool baseline_value, bool tested, bool compared);

#endif
