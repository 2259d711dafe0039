/* SPDX-License-Identifier: MIT */
#ifndef REAP_REGISTRY_FIELDS_H
#define REAP_REGISTRY_FIELDS_H

#include <stddef.h>

/* Where each column of a registered trial stands in the record of the registry's API (version 2, JSON). The one place
 * to change when a field is added. */

typedef enum {
  REAP_FIELD_TEXT,
  REAP_FIELD_INTEGER,
  REAP_FIELD_REAL,
  REAP_FIELD_BOOLEAN,
  REAP_FIELD_LIST /* an array of texts, joined by "; " */
} reap_field_type;

typedef struct {
  const char *column;
  const char
      *path; /* members, joined by '.'; "" is the row itself; a '^' before it steps out to the row's parent row */
  reap_field_type type;
} reap_field;

/* A table: one row for each element of the arrays on `rows`. Its first columns are trial_id, `kind` where it has one,
 * then the positions in the arrays, outermost first, from 1. */
typedef struct {
  const char *label; /* what people call a row of it */
  const char *name;  /* the column that tells its rows apart; NULL: their place */
  const char *table;
  const char *kind;    /* NULL: the table has no column kind */
  const char *rows;    /* members joined by '.', arrays marked "[]"; NULL: the study itself is the one row */
  const char *keys[4]; /* the columns of the positions, NULL at their end */
  const reap_field *fields;
  size_t field_count;
} reap_trial_table;

extern const reap_trial_table reap_trial_tables[]; /* registered_trials first: the others refer to it */
extern const size_t reap_trial_table_count;

#endif
