/* SPDX-License-Identifier: MIT */
#ifndef REAP_ASSEMBLE_TAGGED_H
#define REAP_ASSEMBLE_TAGGED_H

#include "7_assemble/phrases/phrases.h"

/* What is made of the tagger's probabilities (a->shares, one a token of the citation): each step doubts, widens
 * and adds phrases of its label. They need the citation's phrases in text order, and append to them. */
void reap_tagged_findings(reap_assembler *a); /* only doubts: what was known before is no finding */
void reap_tagged_people(reap_assembler *a);
void reap_tagged_outcomes(reap_assembler *a);
void reap_tagged_treatments(reap_assembler *a);

/* Where in the abstract a sentence stands. */
typedef enum {
  REAP_PART_EARLY, /* title, background, aims, methods */
  REAP_PART_RESULTS,
  REAP_PART_LATE, /* what sums up */
  REAP_PARTS
} reap_part;
reap_part reap_part_of(const reap_assembler *a, uint32_t sentence); /* row in batch.sentences */

/* The probability of the label at the token (row of batch.tokens). */
static inline float reap_share_at(const reap_assembler *a, uint32_t token, unsigned label) {
  return a->shares.at[token - a->citation->tokens.first].of[label];
}
/* The mean probability of the label over the tokens that the span touches; 1 where there are none. */
float reap_share_in(const reap_assembler *a, reap_span span, uint8_t label);

/* Runs of tokens of a sentence that most probably have the label, each token with the probability that the part of the
 * abstract asks for (least; above 1: no run there). Begins with a zeroed walk; false when there are no more. The run is
 * untrimmed, walk->sentence its row in batch.sentences. */
typedef struct {
  uint32_t number, token; /* where to go on: the sentence of the citation, and the token behind the last run */
  uint32_t sentence;
  reap_run run;
} reap_run_walk;
bool reap_walk_runs(const reap_assembler *a, uint8_t label, const float least[REAP_PARTS], reap_run_walk *walk);

/* Empties phrases of the type, and makes names of it `other`, that are less probable to have the label. */
void reap_doubt(reap_assembler *a, reap_type type, uint8_t label, float phrases_least, float names_least);

/* 1 where the token opens a bracket, -1 where it closes one. */
static inline int reap_bracket_at(const reap_assembler *a, uint32_t token) {
  char mark = reap_mark_at(a, token);
  return (mark == '(' || mark == '[') - (mark == ')' || mark == ']');
}
/* The run without marks, prepositions and the like at its ends, and with the bracket that it opens closed. */
reap_run reap_trimmed_run(const reap_assembler *a, reap_run run);
/* Whether it names something: "patients" alone names nobody. */
bool reap_run_names(const reap_assembler *a, reap_run run);

/* The first phrase of the citation that ends behind the byte, among the first `count`, which are in text order. */
uint32_t reap_first_phrase(const reap_assembler *a, uint32_t byte, uint32_t count);

#endif
