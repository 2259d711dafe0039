/* SPDX-License-Identifier: MIT */
#ifndef REAP_REGISTRY_AACT_FIELDS_H
#define REAP_REGISTRY_AACT_FIELDS_H

#include <stdbool.h>
#include <stddef.h>

/* Where the columns of AACT's flat files stand in a record of the registry's API, so that fields.c holds for both.
 * Columns that are not here, those with names and addresses of people among them, are not read. */

typedef enum {
  REAP_AACT_TEXT,
  REAP_AACT_INTEGER,
  REAP_AACT_BOOLEAN, /* t, true, yes, "Accepts ..."; f, false, no */
  REAP_AACT_WORD,    /* of an enumeration: "Active, not recruiting" is ACTIVE_NOT_RECRUITING */
  REAP_AACT_WORDS,   /* the same, several between slashes: a list */
  REAP_AACT_DATE,    /* ISO 8601, or "March 2010", "March 5, 2010" */
  REAP_AACT_MARK,    /* a boolean that, when it is true, adds `word` to a list */
  REAP_AACT_PREFIX   /* goes before the text of the next field */
} reap_aact_how;

typedef struct {
  const char *column,
      *path; /* of two that lead to the same place the first that says something counts; "": the row is it */
  reap_aact_how how;
  const char *word;
} reap_aact_field;

/* Rows of `file` whose column `when` begins with `is` (ASCII case aside; NULL: all) become what `path` leads to:
 * members joined by '.', "name[]" for a new element of a list, "name[a=column]" for the element whose member a is that
 * column's text, made when it is missing; NULL: kept aside, for rules that copy it. The path starts in the record, or
 * in the element that the row `parent_column` of `parent` became. `copy` names a row (of the file, by its id in the
 * column) whose members are added. */
typedef struct {
  const char *file, *when, *is;
  const char *parent, *parent_column;
  const char *path;
  const reap_aact_field *fields;
  size_t field_count;
  const char *copy, *copy_column;
  bool joins; /* the row says that the arm which is its parent gets the intervention which it names in `copy` */
} reap_aact_rule;

/* In the order in which files are to be taken: rows come after those that they refer to. studies first. */
extern const reap_aact_rule reap_aact_rules[];
extern const size_t reap_aact_rule_count;

#endif
