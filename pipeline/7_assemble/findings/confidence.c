/* SPDX-License-Identifier: MIT */
#include "7_assemble/findings/confidence.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static int by_rule(const void *wanted, const void *record) {
  return strcmp(wanted, ((const reap_rule_record *)record)->rule);
}

float reap_confidence_in(const reap_rule_record *table, uint32_t count, const char *rule) {
  const reap_rule_record *record = bsearch(rule, table, count, sizeof *table, by_rule);
  if (!record || record->right + record->wrong < REAP_CONFIDENCE_CLAIMS_MIN) return NAN;
  return roundf(100 * (float)record->right / (float)(record->right + record->wrong)) / 100;
}

float reap_confidence_of(const char *rule) {
  return reap_confidence_in(reap_rule_records, reap_rule_record_count, rule);
}
