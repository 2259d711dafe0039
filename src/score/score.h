/* SPDX-License-Identifier: MIT */
#ifndef REAP_SCORE_SCORE_H
#define REAP_SCORE_SCORE_H

#include <stdbool.h>
#include <stdio.h>

#include "base/status.h"

/* Compares records that reap wrote with gold records of the same documents: both NDJSON in the record format, joined by
 * `id` or `pmid`. A gold record needs only what was marked: text, quantities, arms, outcomes, findings.
 *
 * What is counted, one to one within a document:
 *   quantity <kind>    same kind, same printed value (low and high where there is no value), overlapping spans
 *   n_total            the largest sample size of role total
 *   arm                overlapping labels, or a label that is one of the other's names; arm_n: and the same n
 *   finding outcome    the outcome of a finding, by overlapping spans or equal words
 *   finding p          outcome and p (relation, value)
 *   finding effect     outcome, measure (gold's "other" takes any), value, low, high
 *   finding value      outcome, arm, kind, value
 *   finding direction  outcome, arm, comparator, direction ("not stated" claims nothing; A higher than B is B
 *                      lower than A)
 *   linked             the four kinds of linked claims together */
typedef struct {
  const char *gold_path, *output_path;
  const char *floors_path; /* TSV "what<TAB>f1 in percent", checked; may be NULL */
  unsigned errors;         /* print so many errors with their context */
  FILE *out;               /* the tables */
  FILE *precision_out;     /* TSV rule, right, wrong, precision; may be NULL */
} reap_score_request;

/* Scores and prints. *floors_held says whether every floor was reached. REAP_EIO or REAP_EINPUT names file and line.
 * One thread. */
REAP_MUST_USE reap_status reap_score(const reap_score_request *request, bool *floors_held, reap_error *error);

#endif
