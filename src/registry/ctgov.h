/* SPDX-License-Identifier: MIT */
#ifndef REAP_REGISTRY_CTGOV_H
#define REAP_REGISTRY_CTGOV_H

#include <jansson.h>

#include "net/http.h"

/* ClinicalTrials.gov's API, version 2. Requests keep a distance over all processes of the machine, and are tried again
 * when the service is busy or answers something else. */

typedef struct {
  const char *url;   /* of the API */
  const char *cache; /* a folder for records, NULL: none. A record of the registry's present state is not asked again */
  const char *state; /* of the registry, when it is known (reap_ctgov_state); NULL: it is asked for */
  unsigned pace_ms;  /* between two requests, over all processes of the machine */
  unsigned attempts; /* for each request */
  reap_net_limits limits;
  const volatile sig_atomic_t *cancel;
} reap_ctgov;

/* The service; REAP_CTGOV_URL in the environment, for tests and mirrors, in place of its address (and of its
 * pace). No cache. */
void reap_ctgov_default(reap_ctgov *out);

/* Takes one study, without contacts, and must not keep it. Anything but REAP_OK ends the fetching and comes back. */
typedef reap_status (*reap_ctgov_take)(void *context, json_t *study, reap_error *error);

/* Fetches trials by id ("NCT" and eight digits, any case; an older id leads to the trial's present one). Ids that the
 * registry does not know are added, as texts, to the array `missing`. REAP_ENET, REAP_ECANCELED, what take() returns.
 */
REAP_MUST_USE reap_status reap_ctgov_fetch(const reap_ctgov *service, const char *const *ids, size_t count,
                                           reap_ctgov_take take, void *context, json_t *missing, reap_error *error);

/* Writes the registry's present state, which changes when any record does, into `state`; "unknown" when it does not
 * say. REAP_ENET, REAP_ECANCELED. */
REAP_MUST_USE reap_status reap_ctgov_state(const reap_ctgov *service, char *state, size_t capacity, reap_error *error);

/* Gives of each of the trials that the registry knows by these very ids a record that holds only its id and the day of
 * its last update. */
REAP_MUST_USE reap_status reap_ctgov_dates(const reap_ctgov *service, const char *const *ids, size_t count,
                                           reap_ctgov_take take, void *context, reap_error *error);

/* Fetches all trials of a condition (words, as in the registry's own search), each once. */
REAP_MUST_USE reap_status reap_ctgov_search(const reap_ctgov *service, const char *condition, reap_ctgov_take take,
                                            void *context, reap_error *error);

/* "NCT01234567" of any way of writing it, in out; false when it is none. */
bool reap_ctgov_id(char out[12], const char *text);

#endif
