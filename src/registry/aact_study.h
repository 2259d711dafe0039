/* SPDX-License-Identifier: MIT */
#ifndef REAP_REGISTRY_AACT_STUDY_H
#define REAP_REGISTRY_AACT_STUDY_H

#include <jansson.h>

#include "registry/aact_fields.h"

/* A record of the API that grows from rows of AACT's files. Internal to this folder. */
typedef struct {
  json_t *root;     /* the record */
  json_t *elements; /* by "file/id": what rows became that others refer to */
} reap_aact_study;

/* Begins an empty record; ending it frees what was not kept. One thread. */
void reap_aact_study_begin(reap_aact_study *study);
void reap_aact_study_end(reap_aact_study *study);

/* The text of a column of the row at hand, "" when it is empty or there is none; borrowed for the call. */
typedef const char *(*reap_aact_cell)(const void *row, const char *column);

/* Adds a row of rule->file, if the rule takes it. */
void reap_aact_study_add(reap_aact_study *study, const reap_aact_rule *rule, const void *row, reap_aact_cell cell);

#endif
