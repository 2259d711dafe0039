/* SPDX-License-Identifier: MIT */
#ifndef REAP_ASSEMBLE_CONFIDENCE_H
#define REAP_ASSEMBLE_CONFIDENCE_H

#include <stdint.h>

/* How often what a rule claimed was right, counted over corpora/gold. */
typedef struct {
  const char *rule;
  uint32_t right, wrong; /* linked claims: values, effects, p-values and directions with their outcome and arms */
} reap_rule_record;

extern const reap_rule_record
    reap_rule_records[]; /* sorted by rule; confidence_table.c, written by `make confidence` */
extern const uint32_t reap_rule_record_count;

enum { REAP_CONFIDENCE_CLAIMS_MIN = 5 };

/* The share of the rule's claims that were right, 0..1, to two digits: right / (right + wrong). NaN when the table,
 * sorted by rule, does not have it or counted fewer than REAP_CONFIDENCE_CLAIMS_MIN claims. Any thread. */
float reap_confidence_in(const reap_rule_record *table, uint32_t count, const char *rule);
/* The same from the table that was measured. */
float reap_confidence_of(const char *rule);

#endif
