/* SPDX-License-Identifier: MIT */
#ifndef REAP_REGISTRY_REFRESH_H
#define REAP_REGISTRY_REFRESH_H

#include "lexicon/lexicon.h"
#include "registry/ctgov.h"
#include "registry/registry.h"

/* Keeping the trials of a store current. */

typedef struct {
  const char *store; /* path */
  const reap_ctgov *service;
  const reap_lexicon *lexicon; /* gives conditions their concepts */
  bool linked;                 /* also load the trials that citations name and the store has not */
} reap_refresh;

typedef struct {
  size_t asked;                       /* trials about which the registry was asked */
  size_t results[REAP_TRIAL_RESULTS]; /* what became of the records that it had newer */
  json_t *missing;                    /* ids that it does not know; the caller's */
} reap_refresh_counts;

/* Asks the registry which of the store's trials it has a newer state of, and loads those. Nothing is asked of what was
 * asked before when the registry has not changed since. Each hundred is kept when it is whole: after a failure
 * the store has the ones before, and the next call goes on. REAP_ENET, REAP_ECANCELED, REAP_EDB, REAP_EIO. */
REAP_MUST_USE reap_status reap_trials_refresh(const reap_refresh *refresh, reap_refresh_counts *counts,
                                              reap_error *error);

#endif
