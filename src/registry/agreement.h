/* SPDX-License-Identifier: MIT */
#ifndef REAP_REGISTRY_AGREEMENT_H
#define REAP_REGISTRY_AGREEMENT_H

#include <stdint.h>

#include "text/fold.h"

/* How a report and a registered trial agree, field by field: the comparison vector of record linkage (Fellegi and
 * Sunter, J Am Stat Assoc 1969;64:1183-1210). Internal to this folder. */

typedef enum {
  REAP_AGREES_TITLE,
  REAP_AGREES_ACRONYM,
  REAP_AGREES_INTERVENTION,
  REAP_AGREES_OUTCOME,
  REAP_AGREES_ENROLLMENT,
  REAP_AGREES_TIME,
  REAP_AGREES_SPONSOR,
  REAP_AGREES_PHASE,
  REAP_AGREES_ALLOCATION,
  REAP_AGREES_MASKING,
  REAP_AGREEMENTS
} reap_agreement_field;

enum { REAP_AGREEMENT_UNKNOWN, REAP_AGREEMENT_LEVELS = 5 }; /* level 0: one side does not say */

/* A field's levels from least to most alike. m and u are the shares of true pairs and of others (that have a condition
 * in common) at that level: estimates to begin with, and as good as 20 pairs counted. */
typedef struct {
  const char *name;
  struct {
    const char *name; /* NULL behind the last */
    double m, u;
    bool speaks_for; /* told to the user as a reason */
  } level[REAP_AGREEMENT_LEVELS];
} reap_agreement_table;

extern const reap_agreement_table reap_agreement_tables[REAP_AGREEMENTS];

typedef struct {
  uint8_t level[REAP_AGREEMENTS];
} reap_agreement;

/* One side of a pair. Texts are UTF-8 and borrowed, NULL where nothing is known; lists have a line each. */
typedef struct {
  const char *title, *text; /* text: title and abstract */
  const char *date;         /* ISO 8601, as precise as given */
  const char *treatments;   /* names of arms and of what they are given */
  const char *outcomes;
  const char *phase, *allocation, *masking; /* as in the record */
  double n;                                 /* 0: not known */
} reap_linked_report;

typedef struct {
  const char *titles; /* brief and official */
  const char *acronym;
  const char *treatments;
  const char *primary_outcomes;
  const char *start, *end; /* dates; end: of completion */
  const char *sponsors;
  const char *phase, *allocation, *masking; /* as registered */
  double enrollment;                        /* 0: not known */
} reap_linked_trial;

/* Compares the two. The tokenizer is the caller's, of one thread. */
reap_agreement reap_agreement_of(reap_tokenizer *tokenizer, const reap_linked_report *report,
                                 const reap_linked_trial *trial);

#endif
