/* SPDX-License-Identifier: MIT */
#ifndef REAP_ASSEMBLE_OUTCOME_SCAN_H
#define REAP_ASSEMBLE_OUTCOME_SCAN_H

#include "7_assemble/assembler.h"

/* The walk over a clause's items that finds outcomes by their place (outcomes.c). */
typedef struct {
  reap_assembler *a;
  uint32_t end;     /* of the clause's items */
  bool expect;      /* the next noun phrase is an outcome */
  bool chained;     /* "and", "," may bring another one */
  bool open_change; /* a difference was named, what differs is still to come: "between groups in X" */
  bool subject;     /* no verb yet */
  bool lenient;     /* even "scores" or "the effect" will do */
  uint32_t found;
} reap_outcome_scan;

/* ---- outcome_marks.c ---- */
/* Makes the items of the run, from item i on, one outcome item; the others become empty words that later steps skip. */
void reap_outcome_mark(reap_outcome_scan *s, uint32_t i, reap_run run);
/* The verb at item i with its object, "discontinued treatment", as an outcome. Returns the item behind it. */
uint32_t reap_outcome_mark_deed(reap_outcome_scan *s, uint32_t i);
/* "(PCS: 6.8 vs 2.5; MCS: 7.6 vs 3.5)": the labels before numbers in the bracket that opens at item i are outcomes.
 * Returns the item behind what the bracket holds. */
uint32_t reap_outcomes_in_bracket(reap_outcome_scan *s, uint32_t i);
/* The item after the tokens of `run`, from item i on. */
uint32_t reap_scan_after(const reap_outcome_scan *s, uint32_t i, reap_run run);
/* The token that a noun phrase from item i on cannot go beyond. */
uint32_t reap_scan_limit(const reap_outcome_scan *s, uint32_t i);
/* The item behind what the bracket at item i holds. */
uint32_t reap_scan_bracket_end(const reap_outcome_scan *s, uint32_t i);

/* ---- outcome_agents.c: they only read the scan ---- */
/* The item that follows, brackets skipped; REAP_NONE at the clause's end. */
uint32_t reap_scan_following(const reap_outcome_scan *s, uint32_t i);
bool reap_item_is_verb(const reap_item *item);
bool reap_item_favours(const reap_assembler *a, const reap_item *item); /* "favoured A": an arm follows */
/* ", and X was": whether a noun phrase right before a verb or a bracket of values begins at item i. */
bool reap_subject_follows(const reap_outcome_scan *s, uint32_t i);
/* Whether a noun phrase begins at item i, adverbs and degrees apart: an object, when a verb stands before. */
bool reap_object_follows(const reap_outcome_scan *s, uint32_t i);
/* "Weight loss (mean) at 6 months |was 5 kg": the phrase before item `next` is an amount. */
bool reap_tells_amount(const reap_outcome_scan *s, uint32_t next);
/* "The addition of A reduced": what was done is the subject of a verb. `next`: the item behind the phrase. */
bool reap_is_agent(const reap_outcome_scan *s, reap_run run, uint32_t next);

#endif
