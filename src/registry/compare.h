/* SPDX-License-Identifier: MIT */
#ifndef REAP_REGISTRY_COMPARE_H
#define REAP_REGISTRY_COMPARE_H

#include <sqlite3.h>

#include "base/status.h"

/* A report held against the registration of its trial. */

typedef enum {
  REAP_VERDICT_SAME,
  REAP_VERDICT_DIFFERS,
  REAP_VERDICT_MISSING,  /* registered, and not in the report's abstract */
  REAP_VERDICT_ADDED,    /* reported, and not registered */
  REAP_VERDICT_SWITCHED, /* registered as another kind of outcome than it is reported as */
  REAP_VERDICT_UNKNOWN   /* one of the two does not say */
} reap_verdict;

/* "same", "differs" ...: a constant. */
const char *reap_verdict_name(reap_verdict verdict);

/* Whether a registered phase, allocation or masking (`field`) means what a record says; UNKNOWN when either is NULL. */
reap_verdict reap_hold_value(const char *field, const char *registered, const char *reported);

/* One row of the comparison; the texts are borrowed for the call, NULL where nothing is said. */
typedef struct {
  const char *trial_id;
  long long pmid;    /* of the report */
  const char *field; /* "enrollment", "phase", "allocation", "masking", "arm", "primary outcome", "time frame" */
  const char *registered, *reported;
  reap_verdict verdict;
} reap_comparison;

/* Gives `each` the rows for every report of the trial that the store has: citations that name it, or that its record
 * names as its results, newest version of each, by PMID. An abstract does not say everything: what is missing there may
 * stand in the paper. *reports is how many there are. REAP_EINPUT when the store has no registration of the trial,
 * REAP_EDB. */
REAP_MUST_USE reap_status reap_compare_trial(sqlite3 *db, const char *trial_id,
                                             void (*each)(void *context, const reap_comparison *row), void *context,
                                             unsigned *reports, reap_error *error);

#endif
