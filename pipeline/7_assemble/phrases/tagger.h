/* SPDX-License-Identifier: MIT */
#ifndef REAP_ASSEMBLE_TAGGER_H
#define REAP_ASSEMBLE_TAGGER_H

#include "7_assemble/assembler.h"
#include "linear/linear.h"

/* The linear tagger of phrases (README.md in this folder). */

typedef struct reap_tagger reap_tagger;

/* One a worker; opens the model built into the program. The caller frees *out. */
REAP_MUST_USE reap_status reap_tagger_open(reap_tagger **out, reap_error *error);
void reap_tagger_free(reap_tagger *tagger);

/* Looks at the citation in work, whose phrases must be those of the rules. False when it tells of no trial, names no
 * two arms and counts no participants: then the tagger stays silent. */
bool reap_tagger_look(reap_tagger *tagger, const reap_assembler *a);
/* Whether it has looked at the last citation that it was asked about. */
bool reap_tagger_has_looked(const reap_tagger *tagger);

/* Fills a->nodes, one a token of the sentence (row of batch.sentences) in the citation looked at: how probable each
 * label is. */
void reap_tagger_weigh(reap_tagger *tagger, reap_assembler *a, uint32_t sentence);

#endif
