/* SPDX-License-Identifier: MIT */
#ifndef REAP_REGISTRY_CHANGES_H
#define REAP_REGISTRY_CHANGES_H

#include <sqlite3.h>

#include "base/status.h"
#include "lexicon/lexicon.h"
#include "registry/differences.h"

/* What became of a store's citations and registered trials since a time. */

typedef enum {
  REAP_CHANGE_ADDED,      /* a citation came */
  REAP_CHANGE_REVISED,    /* ... came again and differs */
  REAP_CHANGE_RETRACTED,  /* ... is retracted */
  REAP_CHANGE_WITHDRAWN,  /* ... was deleted by PubMed */
  REAP_CHANGE_REGISTERED, /* a trial's record came */
  REAP_CHANGE_UPDATED,    /* ... has a new state */
  REAP_CHANGES
} reap_change_kind;

/* "added" ... "registered", "updated": a constant. */
const char *reap_change_name(reap_change_kind kind);

/* One change; texts are borrowed for the call, UTF-8, NULL where nothing is known. */
typedef struct {
  reap_change_kind kind;
  const char *when;                   /* the store learned of it: UTC, ISO 8601 */
  long long pmid;                     /* of a citation; 0 of a document that is not from PubMed, and of a trial */
  int number;                         /* version of the citation; of a trial the number of the state, from 1 */
  const char *id;                     /* of a trial, or of a document that is not from PubMed */
  const char *title;                  /* of an update: of the trial as it is now */
  const char *place;                  /* of a citation: journal */
  const char *date;                   /* of a citation; of a state the day on which the registry posted it */
  const reap_difference *differences; /* of an update, from the state before */
  size_t difference_count;
} reap_change;

typedef struct {
  const char *since;         /* ISO 8601, UTC: a day, or "YYYY-MM-DDTHH:MM:SSZ" */
  const char *const *trials; /* only these ("NCT..."), and the citations that report them */
  size_t trial_count;
  const char *condition;       /* only what is about it: a name, or the id of a concept; NULL: all */
  const reap_lexicon *lexicon; /* knows which concept that is, and its kinds; NULL: texts decide */
} reap_changes_query;

/* Gives `each` the changes, oldest first. A condition is that of a mention or a registered condition whose concept is
 * the name's, or a kind of it, or whose text has the name in it. REAP_EINPUT when the store knows nothing of a trial,
 * REAP_EDB. */
REAP_MUST_USE reap_status reap_changes_find(sqlite3 *db, const reap_changes_query *query,
                                            void (*each)(void *context, const reap_change *change), void *context,
                                            reap_error *error);

#endif
