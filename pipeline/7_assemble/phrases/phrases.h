/* SPDX-License-Identifier: MIT */
#ifndef REAP_ASSEMBLE_PHRASES_H
#define REAP_ASSEMBLE_PHRASES_H

#include "7_assemble/assembler.h"

/* Appends a phrase of the sentence (a row of batch.sentences) to the citation's phrases, found by a pattern or by the
 * tagger. */
void reap_phrase_add(reap_assembler *a, uint32_t sentence, reap_type type, reap_via via, reap_span span);

/* An outcome that no finding and no number tells of has no result: its row goes, those behind it move up. Fills
 * a->outcome_of. */
void reap_drop_untold_outcomes(reap_assembler *a);

/* Whether a place that names an arm covers the token. */
bool reap_names_arm_at(const reap_assembler *a, uint32_t token);

/* Whether the phrase may be what a trial tests; `sure` when the words before it lead to a treatment. */
bool reap_is_treatment(const reap_assembler *a, reap_run run, bool sure);

/* The steps of reap_find_phrases(); each appends phrases. */
void reap_population_phrases(reap_assembler *a); /* population.c: who took part */

void reap_given_phrases(reap_assembler *a);     /* given.c: what participants received */
void reap_treatment_phrases(reap_assembler *a); /* treatments.c: what was tested */
void reap_clean_labels(reap_assembler *a);      /* labels.c: the arms' names without doses and routes */
void reap_label_places(reap_assembler *a);      /* labels.c: where else the text uses an arm's name */
void reap_measured_phrases(reap_assembler *a);  /* measured.c: what was to be measured */
void reap_tagged_phrases(reap_assembler *a);    /* tagged.c: what the linear tagger doubts, widens and adds */

/* The treatment inside the run, when it is the only one there and the text mostly calls it so; else the run. */
reap_run reap_usual_name(const reap_assembler *a, reap_run run);
/* The long form of a label that is only a short form, else the label. */
reap_run reap_spelled_out(const reap_assembler *a, reap_run label);
/* interventions.c: which names of treatments are the trial's own; needs the phrases in text order. */
void reap_settle_interventions(reap_assembler *a);

/* Whether the arm (a draft's number) is under test. */
static inline bool reap_arm_is_tested(const reap_assembler *a, uint32_t arm) {
  return a->arms[arm].role == REAP_ARM_EXPERIMENTAL || a->arms[arm].role == REAP_ARM_SINGLE;
}
/* How many words of the one run stand in the other, words of the `filler` kinds (REAP_W_) left out; `telling` gets how
 * many of the one count at all. */
uint32_t reap_shared_words(const reap_assembler *a, reap_run of, reap_run in, uint32_t filler, uint32_t *telling);

/* Whether the people of the study were given to arms, or are compared by what they got. */
bool reap_compares_people(const reap_assembler *a);
/* A hash of the span as printed, ASCII case ignored. */
uint64_t reap_surface_of(const reap_assembler *a, reap_span span);

/* Whether the study allots people to treatments. */
bool reap_is_trial(const reap_assembler *a);

#endif
