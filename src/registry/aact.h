/* SPDX-License-Identifier: MIT */
#ifndef REAP_REGISTRY_AACT_H
#define REAP_REGISTRY_AACT_H

#include <zip.h>

#include "registry/registry.h"

/* AACT's pipe-delimited flat files (CTTI's copy of ClinicalTrials.gov as tables), turned into records as the registry's
 * API gives them. */

/* Whether the folder, or the archive (folder NULL), holds AACT's files: a studies.txt among them. */
bool reap_aact_is_there(const char *folder, zip_t *archive);

/* Gives each study of the files to `take`, in the order of the ids; `path` names them in messages. Rows that are broken
 * go to `fault`. Rows are sorted on disk (TMPDIR), memory does not grow with the files. What take() returns, REAP_EIO,
 * REAP_EDB. */
REAP_MUST_USE reap_status reap_aact_read(const char *path, zip_t *archive, reap_study_fn take,
                                         void (*fault)(void *context, const reap_error *error), void *context,
                                         reap_error *error);

#endif
