/* SPDX-License-Identifier: MIT */
#ifndef REAP_DESIGN_EVIDENCE_H
#define REAP_DESIGN_EVIDENCE_H

#include "model/batch.h"

/* How much a design word weighs by its place; 0: not of this study. */
enum {
  REAP_NOWHERE = 0,
  REAP_IN_RESULTS = 1,
  REAP_IN_TEXT = 2,
  REAP_IN_METHODS = 3,
  REAP_IN_TITLE = 4,
  REAP_IN_FIELD = 5
};

/* The types that can be told apart, the most telling first: a randomized trial that crosses over is a crossover trial.
 */
typedef enum {
  REAP_STUDY_PROTOCOL,
  REAP_STUDY_META_ANALYSIS,
  REAP_STUDY_SYSTEMATIC_REVIEW,
  REAP_STUDY_CASE_REPORT,
  REAP_STUDY_CLUSTER,
  REAP_STUDY_CROSSOVER,
  REAP_STUDY_RANDOMIZED,
  REAP_STUDY_NON_RANDOMIZED,
  REAP_STUDY_CONTROLLED,
  REAP_STUDY_SINGLE_ARM,
  REAP_STUDY_CASE_CONTROL,
  REAP_STUDY_CROSS_SECTIONAL,
  REAP_STUDY_COHORT,
  REAP_STUDY_DIAGNOSTIC,
  REAP_STUDY_CASE_SERIES,
  REAP_STUDY_ECONOMIC,
  REAP_STUDY_QUALITATIVE,
  REAP_STUDY_SURVEY,
  REAP_STUDY_GUIDELINE,
  REAP_STUDY_REVIEW,
  REAP_STUDY_CLINICAL_TRIAL,
  REAP_STUDY_PILOT,
  REAP_STUDY_OBSERVATIONAL,
  REAP_STUDY_EDITORIAL,
  REAP_STUDY_ANIMAL,
  REAP_STUDY_LABORATORY,
  REAP_STUDY_TYPES
} reap_study_type;

extern const char *const reap_study_names[REAP_STUDY_TYPES]; /* "randomized controlled trial", ... */

/* The best value of one field so far. An absent one has no letters. */
typedef struct {
  reap_str value;
  reap_span span;
  uint8_t weight, rank;
} reap_design_choice;

typedef struct {
  uint8_t type_weight[REAP_STUDY_TYPES];
  reap_span type_span[REAP_STUDY_TYPES];
  reap_design_choice allocation, masking, phase, centers;
  bool compares_groups; /* some words set groups against each other */
} reap_design_evidence;

/* Gathers what the citation's fields and its cues say of its own design. */
void reap_design_gather(const reap_batch *batch, const reap_citation *citation, reap_design_evidence *out);

#endif
