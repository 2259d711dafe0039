/* SPDX-License-Identifier: MIT */
#ifndef REAP_TAG_NEGATION_H
#define REAP_TAG_NEGATION_H

#include "model/batch.h"

/* Sets REAP_MENTION_NEGATED and REAP_MENTION_HYPOTHETICAL on the mentions of `citation` that stand in the scope of one
 * of its cues: REAP_CUE_NEGATION with id pre ("no", "absence of"), post ("was not observed") or pseudo ("not only",
 * which negates nothing), and REAP_CUE_HYPOTHETICAL ("may", "to assess"). A scope ends with the clause. Cues and
 * mentions of the citation must be complete and in text order. */
void reap_mark_negation(reap_batch *batch, const reap_citation *citation);

#endif
