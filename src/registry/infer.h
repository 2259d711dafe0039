/* SPDX-License-Identifier: MIT */
#ifndef REAP_REGISTRY_INFER_H
#define REAP_REGISTRY_INFER_H

#include <sqlite3.h>
#include <stddef.h>

#include "base/status.h"

/* Which registered trial a report that names none may belong to. Never stored, and never mixed with what is stated. */

typedef struct {
  double least;             /* probability from which a pair is told, 0 to 1 */
  const char (*trials)[12]; /* only pairs with these, NCT and eight digits */
  size_t trial_count;       /* 0: with any */
} reap_infer_options;

/* A possible link; texts are borrowed for the call. */
typedef struct {
  const char *trial_id, *report; /* report: PMID or document id */
  const char *year, *title;      /* of the report, "" when unknown */
  const char *reasons;           /* the fields that speak for it: "title nearly the same; enrollment equal" */
  double score;                  /* probability that this is the report's trial */
} reap_inferred_link;

enum { REAP_INFER_BINS = 5 };

/* How far to trust the scores: reports whose one registered trial is stated, taken as if it were not. Each was scored
 * by what the other reports taught (5-fold). */
typedef struct {
  unsigned reports;      /* that state no trial */
  unsigned stated;       /* reports that state one, and it is registered in the store */
  unsigned out_of_reach; /* of those: the stated trial was no candidate */
  struct {
    unsigned best, right; /* best candidates with a score in this fifth of 0 to 1; those that are the stated trial */
  } bins[REAP_INFER_BINS];
} reap_infer_summary;

/* Gives `each` the pairs, report by report, the likeliest trial first. A report is paired with trials that share a
 * condition's concept with it and did not begin after it appeared; how title, acronym, intervention, outcome,
 * enrollment, dates, sponsor and design agree is weighed as in record linkage, with weights that the store's stated
 * links teach. REAP_EDB. One thread. */
REAP_MUST_USE reap_status reap_infer_links(sqlite3 *db, const reap_infer_options *options,
                                           void (*each)(void *context, const reap_inferred_link *link), void *context,
                                           reap_infer_summary *summary, reap_error *error);

#endif
