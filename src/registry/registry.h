/* SPDX-License-Identifier: MIT */
#ifndef REAP_REGISTRY_REGISTRY_H
#define REAP_REGISTRY_REGISTRY_H

#include <jansson.h>
#include <sqlite3.h>

#include "base/status.h"
#include "lexicon/lexicon.h"

/* Registered trials: records of ClinicalTrials.gov (API version 2) into the tables registered_* and result_* of an
 * evidence store. One thread at a time. */

typedef struct reap_trial_loader reap_trial_loader;

typedef enum {
  REAP_TRIAL_ADDED,   /* not known before */
  REAP_TRIAL_CHANGED, /* a newer state of a known trial */
  REAP_TRIAL_SAME,    /* nothing differs */
  REAP_TRIAL_OLDER,   /* a state that was overtaken by what the store has; left out */
  REAP_TRIAL_RESULTS
} reap_trial_result;

/* Prepares loading into a store that was opened for writing; db and lexicon (which gives conditions their concepts) are
 * borrowed until the loader is closed. `now` is the time that first_seen and the like get, ISO 8601, copied. The caller
 * closes *out. REAP_EDB. */
REAP_MUST_USE reap_status reap_trials_open(reap_trial_loader **out, sqlite3 *db, const reap_lexicon *lexicon,
                                           const char *now, reap_error *error);
void reap_trials_close(reap_trial_loader *loader);

/* Contacts are never kept: removes names, telephone numbers and addresses of people from a record. */
void reap_trial_remove_people(json_t *study);

/* Loads one study, inside the caller's transaction. `source` names the file. Names, addresses and numbers of people
 * (contacts, officials) are removed from `study`, and not kept. REAP_EINPUT when it is no record of a study, REAP_EDB,
 * REAP_EIO. */
REAP_MUST_USE reap_status reap_trials_put(reap_trial_loader *loader, json_t *study, const char *source,
                                          reap_trial_result *result, reap_error *error);

/* Gives the conditions of all trials in the store the concepts that the loader's lexicon has for them, inside the
 * caller's transaction. REAP_EDB, REAP_EIO. */
REAP_MUST_USE reap_status reap_trials_map_again(reap_trial_loader *loader, reap_error *error);

/* Takes one study out of a file; owns nothing. A status that is not REAP_OK ends the reading. */
typedef reap_status (*reap_study_fn)(void *context, json_t *study, const char *source, reap_error *error);

/* Gives every study of `path` to `take`: a JSON file of one study, of an array of them, or of a page of the API; a zip
 * archive of such files, as the registry's bulk download is; a folder of files; AACT's pipe-delimited files in a folder
 * or an archive; "-" is stdin (JSON). What cannot be
 * read goes to `fault` (borrowed for the call) and costs nothing else. REAP_EIO when path itself cannot be opened. */
REAP_MUST_USE reap_status reap_studies_read(const char *path, reap_study_fn take,
                                            void (*fault)(void *context, const reap_error *error), void *context,
                                            reap_error *error);

#endif
