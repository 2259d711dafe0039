/* SPDX-License-Identifier: MIT */
#ifndef REAP_ASSEMBLE_OUTCOME_PHRASES_H
#define REAP_ASSEMBLE_OUTCOME_PHRASES_H

#include "7_assemble/assembler.h"

/* Questions about a noun phrase, a run of tokens that may be an outcome (outcome_phrases.c). They only read `a`. */

/* Without what stands in front of the name: "the mean", "most common". */
reap_run reap_phrase_trimmed(const reap_assembler *a, reap_run run);
/* "incidence of X", "levels of X", "hazard ratio of X": X, when it names something by itself. */
reap_run reap_phrase_without_head(const reap_assembler *a, reap_run run);
/* "percentage of patients achieving a response": ends with the people. */
reap_run reap_phrase_before_people(const reap_assembler *a, reap_run run);
/* "birth weight" of "birth weight of infants", a phrase that ends with people; count 0 when it only counts them. */
reap_run reap_phrase_of_people(const reap_assembler *a, reap_run run);
/* Whether a word of it names a thing at all; `lenient` takes vague nouns too ("the scores"). */
bool reap_phrase_names(const reap_assembler *a, reap_run run, bool lenient);
/* How many of its words, from the first on, only name an effect measure: "adjusted hazard ratios". */
uint32_t reap_phrase_measures(const reap_assembler *a, reap_run run);
/* "the safety cohort", "inclusion criteria": among whom, by what rule, under what treatment. */
bool reap_phrase_is_setting(const reap_assembler *a, reap_run run);
/* "patients", "the proportion of women": who, not what. */
bool reap_phrase_is_people(const reap_assembler *a, reap_run run);
bool reap_phrase_is_analysis(const reap_assembler *a, reap_run run); /* "multivariate regression" */
/* All its words that count stand in one of an arm's names. */
bool reap_phrase_within_arm(const reap_assembler *a, reap_run run);

/* The row of batch.outcomes for the phrase: that of the same words, or a new one (outcome_rows.c). */
uint32_t reap_outcome_row(reap_assembler *a, reap_run run);
/* Marks outcomes as primary or secondary, as a sentence with such a cue says by the outcome's own words. */
void reap_outcomes_rank(reap_assembler *a);

#endif
