/* SPDX-License-Identifier: MIT */
#ifndef REAP_SCORE_CLAIMS_H
#define REAP_SCORE_CLAIMS_H

#include <jansson.h>
#include <stdbool.h>

#include "base/vec.h"

/* Something that a record says. Two claims of one kind are the same when their numbers are equal and their places (or
 * words) agree. Strings are borrowed from the record's JSON. */
typedef struct {
  const char *kind; /* "quantity mean", "finding p", ... */
  const char *rule; /* what found it, NULL in gold */
  bool linked;      /* counts for the linked figure */
  bool has_place;
  long start, end;              /* code points: of the quantity, the arm's label or the outcome */
  const char *words;            /* printed words of that place, may be NULL */
  const char *label;            /* what must be equal: relation, measure, direction ...; may be NULL */
  const char *arm, *comparator; /* arm ids of their own record, NULL when absent */
  double numbers[3];            /* NaN when absent */
} reap_claim;

typedef REAP_VEC(reap_claim) reap_claims;

/* Appends everything that the record says, in order. */
void reap_claims_of(const json_t *record, reap_claims *out);

/* Whether the two say the same, arms aside. */
bool reap_claims_agree(const reap_claim *gold, const reap_claim *output);

/* Whether two arms of different records are one: overlapping labels or equal names. */
bool reap_arms_agree(const json_t *gold_arm, const json_t *output_arm);
/* The arm of that id in the record, NULL when there is none. */
const json_t *reap_arm_of(const json_t *record, const char *id);

#endif
