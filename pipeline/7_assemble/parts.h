/* SPDX-License-Identifier: MIT */
#ifndef REAP_ASSEMBLE_PARTS_H
#define REAP_ASSEMBLE_PARTS_H

#include "pipeline/stage.h"

/* The steps of the stage, in the order in which assemble.c takes them for one citation. Each reads the columns of the
 * citation and appends rows to its own; scratch lives in the worker. */
typedef struct reap_assembler reap_assembler; /* the worker's state, defined in assembler.h */

void reap_find_trials(reap_assembler *a, reap_batch *batch, reap_citation *citation);   /* trial_id.c: trials */
void reap_find_design(reap_assembler *a, reap_batch *batch, reap_citation *citation);   /* design.c: designs, n_total */
void reap_find_arms(reap_assembler *a, reap_batch *batch, reap_citation *citation);     /* arms.c: arms, names, n */
void reap_find_outcomes(reap_assembler *a, reap_batch *batch, reap_citation *citation); /* outcomes.c */
void reap_find_findings(reap_assembler *a, reap_batch *batch, reap_citation *citation); /* findings.c: findings, data,
                                                                                           attributions */
void reap_find_phrases(reap_assembler *a, reap_batch *batch, reap_citation *citation);  /* phrases.c: phrases */
void reap_make_checks(reap_assembler *a, reap_batch *batch, reap_citation *citation);   /* checks.c: checks */

#endif
