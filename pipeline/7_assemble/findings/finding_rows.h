/* SPDX-License-Identifier: MIT */
#ifndef REAP_ASSEMBLE_FINDING_ROWS_H
#define REAP_ASSEMBLE_FINDING_ROWS_H

#include "7_assemble/assembler.h"
#include "7_assemble/findings/pairs.h"

/* What the findings of one clause have in common. */
typedef struct {
  uint32_t sentence;   /* row of batch.sentences */
  uint32_t first, end; /* items of the clause */
  uint32_t sentence_first, sentence_end;
  reap_comparison comparison;
  reap_statement last_statement; /* of the packet before, for one that says nothing itself */
  bool conclusion;
} reap_clause;

/* Of each value of a packet: its arm (row of batch.arms, REAP_BASELINE, REAP_NONE), and which of the packet's outcomes
 * it belongs to (REAP_NONE: to all). */
typedef struct {
  uint32_t arms[REAP_LIST_MAX], outcomes[REAP_LIST_MAX];
} reap_value_links;

/* Appends the finding of outcome k of the packet (row `outcome`) for pair `at` of the list, with its data. */
void reap_finding_emit(reap_assembler *a, const reap_clause *c, const reap_packet *packet,
                       const reap_value_links *links, uint32_t k, uint32_t outcome, const reap_statement *statement,
                       const reap_pair_list *pairs, uint32_t at);
/* One finding for each of the times listed ("at 6 and 12 months") and each pair; false when there are not several times
 * or the numbers cannot be dealt out to them. */
bool reap_finding_emit_times(reap_assembler *a, const reap_clause *c, const reap_packet *packet,
                             const reap_value_links *links, uint32_t k, uint32_t outcome,
                             const reap_statement *statement, const reap_pair_list *pairs);
/* "28 and 31 with A versus 15 and 17 with B": each arm has several values of one kind, or one has, against the only one
 * of the other: a finding for each round of pair `at`; false when there are no rounds. */
bool reap_finding_emit_rounds(reap_assembler *a, const reap_clause *c, const reap_packet *packet,
                              const reap_value_links *links, uint32_t k, uint32_t outcome,
                              const reap_statement *statement, const reap_pair_list *pairs, uint32_t at);
/* A coefficient of "a correlation between X and Y" is told of the pair, not of each: the packet keeps its first
 * outcome, which is widened to the pair when it names the relation. */
void reap_packet_join_related(reap_assembler *a, reap_packet *packet);
/* Keeps the pairs of the arm that the packet's test or effect stands behind in a bracket, when another arm of the
 * clause has its own. */
void reap_pairs_narrow(const reap_assembler *a, const reap_clause *c, const reap_packet *packet, reap_pair_list *pairs);
/* Gives the test p (a quantity row) to the last findings of the sentence that are of these outcomes and lack one; false
 * when there are none. */
bool reap_finding_attach_test(reap_assembler *a, uint32_t sentence, const reap_list *outcomes, uint32_t p);
/* "no recurrence": appends the finding with derived zeros. */
void reap_finding_emit_denial(reap_assembler *a, const reap_clause *c, const reap_packet *packet, uint32_t outcome);

#endif
