/* SPDX-License-Identifier: MIT */
#ifndef REAP_MODEL_FINDING_H
#define REAP_MODEL_FINDING_H

#include "base/str.h"

/* What 7_assemble writes: the evidence. Row numbers are rows of the batch's columns, REAP_NONE when absent. */

enum { REAP_BASELINE = UINT32_MAX - 1 }; /* in place of an arm: the same arm before treatment */

/* One row a citation. Each value is a canonical term with the span that says so, or REAP_NO_SPAN when a field said it.
 */
typedef struct {
  reap_str type, phase, allocation, masking, centers;
  reap_span type_span, phase_span, allocation_span, masking_span, centers_span;
  uint32_t n_total; /* quantity row of the number of participants, REAP_NONE */
} reap_design;

enum { REAP_TRIAL_DATABANK = 1, REAP_TRIAL_TEXT = 2 };

typedef struct {
  reap_str id;       /* normalised: "NCT01234567" */
  reap_str registry; /* "ClinicalTrials.gov", "ISRCTN", ... */
  uint8_t via;       /* REAP_TRIAL_* bits */
  reap_span span;    /* the first place in the text, or REAP_NO_SPAN */
} reap_trial;

typedef enum {
  REAP_ARM_UNKNOWN,
  REAP_ARM_EXPERIMENTAL,
  REAP_ARM_ACTIVE,
  REAP_ARM_PLACEBO,
  REAP_ARM_STANDARD,
  REAP_ARM_NO_TREATMENT,
  REAP_ARM_SINGLE,
  REAP_ARM_ROLES
} reap_arm_role;

typedef struct {
  reap_span label;     /* the arm's best name in the text */
  reap_span described; /* where the text says most of what it is; the label's place where it says no more */
  uint8_t role;        /* reap_arm_role */
  double n;            /* NaN when unknown */
  uint32_t n_quantity;
  reap_range names;         /* rows in batch.arm_names: all spans that name this arm */
  reap_range interventions; /* rows in batch.arm_mentions */
} reap_arm;

typedef struct {
  reap_span span;
} reap_arm_name;
typedef struct {
  uint32_t mention;
} reap_arm_mention; /* row in batch.mentions */

typedef struct {
  reap_span span;
  uint32_t mention; /* row in batch.mentions, or REAP_NONE: found by its place in the sentence */
  reap_str concept; /* id, "" when none */
  uint8_t primary;  /* 0 not said, 1 primary, 2 secondary */
} reap_outcome;

/* A value of one group inside a finding. Absent numbers are NaN. */
typedef struct {
  uint32_t arm;      /* arm row, REAP_BASELINE or REAP_NONE */
  uint32_t quantity; /* row, REAP_NONE for a derived value */
  uint8_t kind;      /* reap_quantity_kind */
  uint8_t relation;
  bool derived; /* "no recurrence" with n = 10 gives count 0 of 10 */
  double value, sd, se, low, high, count, of;
  reap_str unit;
} reap_datum;

typedef enum {
  REAP_DIR_NOT_STATED,
  REAP_DIR_HIGHER,
  REAP_DIR_LOWER,
  REAP_DIR_NO_DIFFERENCE,
  REAP_DIRECTIONS
} reap_direction;

typedef enum {
  REAP_MISSING_ARM_N = 1,
  REAP_MISSING_COMPARATOR_N = 2,
  REAP_MISSING_SD = 4,
  REAP_MISSING_COMPARATOR_VALUE = 8,
  REAP_MISSING_INTERVAL = 16,
  REAP_MISSING_VALUE = 32
} reap_missing;

typedef struct {
  reap_span span; /* the sentence */
  uint32_t sentence;
  uint32_t outcome;
  uint32_t arm, comparator; /* arm rows; comparator may be REAP_BASELINE */
  uint32_t timepoint;       /* quantity row of kind duration */
  reap_span subgroup;
  reap_range data;              /* rows in batch.data */
  uint32_t effect, interval, p; /* quantity rows */
  uint8_t direction;            /* reap_direction */
  int8_t significant;           /* -1 not known, 0 no, 1 yes */
  int8_t noninferior;           /* -1 not told, 0 not shown, 1 shown */
  uint8_t missing;              /* reap_missing bits */
  float confidence;             /* measured precision of the rule, NaN when not measured */
  const char *rule;
} reap_finding;

typedef struct {
  const char *rule; /* "percent_of_count", "ci_contains_estimate", ... */
  uint32_t finding; /* row, or REAP_NONE for the whole citation */
  bool ok;
  reap_str message; /* the arithmetic in words: "12/40 is 30.0 %, printed 30 %" */
} reap_check;

/* Which arm and outcome a quantity belongs to: one row per row of batch.quantities, same numbering. */
typedef struct {
  uint32_t arm, outcome;
} reap_attribution;

const char *reap_arm_role_name(reap_arm_role role);        /* "active comparator" ...; NULL for UNKNOWN */
const char *reap_direction_name(reap_direction direction); /* "not stated", "higher", ... */
const char *reap_missing_name(unsigned bit); /* name of bit number 0..5: "arm n", ... ; NULL past the end */

#endif
