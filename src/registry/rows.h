/* SPDX-License-Identifier: MIT */
#ifndef REAP_REGISTRY_ROWS_H
#define REAP_REGISTRY_ROWS_H

#include <jansson.h>
#include <sqlite3.h>

#include "base/buf.h"
#include "base/status.h"
#include "registry/fields.h"

/* Writes the rows of one table (fields.h) out of a study. */
typedef struct {
  const reap_trial_table *table;
  sqlite3_stmt *insert, *clear; /* clear: NULL for registered_trials, whose row is updated */
  reap_buf list;                /* scratch */
} reap_trial_rows;

REAP_MUST_USE reap_status reap_trial_rows_open(reap_trial_rows *rows, sqlite3 *db, const reap_trial_table *table,
                                               reap_error *error);
void reap_trial_rows_close(reap_trial_rows *rows);

/* Replaces the table's rows of the trial by those of the study. REAP_EDB, REAP_EIO. */
REAP_MUST_USE reap_status reap_trial_rows_write(reap_trial_rows *rows, const char *trial_id, json_t *study,
                                                reap_error *error);

#endif
