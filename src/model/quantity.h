/* SPDX-License-Identifier: MIT */
#ifndef REAP_MODEL_QUANTITY_H
#define REAP_MODEL_QUANTITY_H

#include "base/str.h"

/* What 6_quantify writes: numbers with a meaning. */

typedef enum {
  REAP_Q_OTHER,
  REAP_Q_P_VALUE,
  REAP_Q_SAMPLE_SIZE,
  REAP_Q_COUNT,   /* k, k/N: count and of are set, value = count */
  REAP_Q_PERCENT, /* value in percent; "12/40 (30%)" is one row with count and of */
  REAP_Q_MEAN,    /* with sd or se in rows of their own that are `about` this one */
  REAP_Q_SD,
  REAP_Q_SE,
  REAP_Q_MEDIAN,
  REAP_Q_QUARTILES, /* low, high; about = the median */
  REAP_Q_RANGE,     /* low, high; about = the mean or median, if any */
  REAP_Q_INTERVAL,  /* confidence interval: low, high, level; about = effect, mean, ... */
  REAP_Q_EFFECT,    /* measure, value */
  REAP_Q_RATE,
  REAP_Q_CHANGE,
  REAP_Q_AGE,
  REAP_Q_DURATION,
  REAP_Q_DOSE,
  REAP_Q_STATISTIC, /* statistic, value, df1, df2 */
  REAP_Q_KINDS
} reap_quantity_kind;

typedef enum { REAP_REL_NONE, REAP_REL_EQ, REAP_REL_LT, REAP_REL_LE, REAP_REL_GT, REAP_REL_GE } reap_relation;

typedef enum {
  REAP_ROLE_NONE,
  REAP_ROLE_TOTAL, /* sample sizes: of all participants, at whatever stage */
  REAP_ROLE_ARM,
  REAP_ROLE_SCREENED, /* who were no participants */
  REAP_ROLE_ANALYZED, /* of all or of one arm, which is not known */
  REAP_ROLE_COMPLETED,
  REAP_ROLE_LOST,
  REAP_ROLE_MALE, /* counts */
  REAP_ROLE_FEMALE,
  REAP_ROLE_EVENTS,
  REAP_ROLE_FOLLOWUP, /* durations */
  REAP_ROLE_TIMEPOINT,
  REAP_ROLE_BASELINE, /* a value printed for the time before treatment */
  REAP_ROLE_MARGIN,   /* non-inferiority margin */
  REAP_ROLES
} reap_quantity_role;

/* Where in the flow of a trial (CONSORT) people were counted. A size's role says whose number it is, this says when. */
typedef enum {
  REAP_STAGE_NONE,
  REAP_STAGE_SCREENED,
  REAP_STAGE_ENROLLED,
  REAP_STAGE_RANDOMIZED,
  REAP_STAGE_ANALYZED,
  REAP_STAGE_COMPLETED,
  REAP_STAGE_LOST,
  REAP_TRIAL_STAGES
} reap_trial_stage;

typedef enum {
  REAP_Q_ADJUSTED = 1, /* an adjusted effect */
  REAP_Q_DERIVED = 2,  /* computed from printed numbers, never printed itself */
  REAP_Q_WORDS = 4,    /* printed in words: "Ten" */
  REAP_Q_ABOUT = 8,    /* "about", "approximately" */
  REAP_Q_ONE_SIDED = 16,
  REAP_Q_TREND = 32,       /* P for trend */
  REAP_Q_INTERACTION = 64, /* P for interaction */
  REAP_Q_NONINFERIORITY = 128
} reap_quantity_flag;

/* Numbers that are absent are NaN (double), REAP_NONE (row, count). Use reap_quantity_clear() on a new row. */
typedef struct {
  reap_span span;    /* the whole expression, "p<0·001", "12/40 (30%)" */
  reap_span numeral; /* the digits or words of `value` as printed: checks read the precision here */
  reap_span low_numeral, high_numeral;
  double value, low, high;
  double count, of;  /* 12 and 40 of "12/40 (30%)" */
  double df1, df2;   /* degrees of freedom */
  double level;      /* of an interval, in percent: 95 */
  uint32_t sentence; /* row in batch.sentences */
  uint32_t about;    /* row in batch.quantities that this one qualifies (SD -> mean, interval -> effect, p -> effect) */
  uint8_t kind, relation, role; /* reap_quantity_kind, reap_relation, reap_quantity_role */
  uint8_t stage;                /* reap_trial_stage: of sample sizes */
  uint8_t flags;                /* reap_quantity_flag */
  reap_str measure;             /* of effects: "HR"; of statistics: "t", "F", "chi2", "z", "U" */
  reap_str unit;                /* canonical where the lexicon knows it ("week", "mmHg", "%"), else as printed */
  reap_str people;              /* of counts and sizes: what was counted, canonical ("person", "eye", "lesion") */
  const char *rule;             /* static name of the rule that found it: "p_value.operator" */
} reap_quantity;

void reap_quantity_clear(reap_quantity *quantity);            /* all absent, kind OTHER, spans REAP_NO_SPAN */
const char *reap_quantity_kind_name(reap_quantity_kind kind); /* "p_value", "confidence_interval", ... */
const char *reap_relation_name(reap_relation relation);       /* "<=" ...; NULL for NONE */
const char *reap_quantity_role_name(reap_quantity_role role); /* "total" ...; NULL for NONE */
const char *reap_trial_stage_name(reap_trial_stage stage);    /* "randomized" ...; NULL for NONE */

/* Whether the measure of an effect is a ratio: no effect is 1 then, else 0. */
bool reap_measure_is_ratio(reap_str measure);

#endif
