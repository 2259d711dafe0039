/* SPDX-License-Identifier: MIT */
#ifndef REAP_REGISTRY_ROWS_H
#define REAP_REGISTRY_ROWS_H

#include <jansson.h>
#include <sqlite3.h>

#include "base/buf.h"
#include "base/status.h"
#include "registry/fields.h"

enum { REAP_TRIAL_MOST_LEVELS = 4 };

/* A row of a table (fields.h) as it stands in a study: the elements that were stepped through on the way to it,
 * outermost first; the row is the last. Borrowed from the study. */
typedef struct {
  json_t *at[REAP_TRIAL_MOST_LEVELS + 1];
  int position[REAP_TRIAL_MOST_LEVELS]; /* in the arrays, from 1 */
  size_t levels;                        /* arrays stepped through */
} reap_trial_row;

typedef reap_status (*reap_trial_row_fn)(void *context, const reap_trial_row *row, reap_error *error);

/* Gives each row of the table that the study has, in order. What `each` returns, when it is not REAP_OK, ends it. */
REAP_MUST_USE reap_status reap_trial_rows_each(const reap_trial_table *table, json_t *study, reap_trial_row_fn each,
                                               void *context, reap_error *error);

/* The value of a field in a row; NULL when the study does not say. Borrowed. */
json_t *reap_trial_row_value(const reap_trial_row *row, const reap_field *field);

/* Appends the texts of a list as a column has them: joined by "; ". */
void reap_trial_list_text(reap_buf *text, const json_t *list);

/* Writes the rows of one table out of a study. */
typedef struct {
  const reap_trial_table *table;
  const char *trial_id;         /* of the study being written */
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
