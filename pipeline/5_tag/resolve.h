/* SPDX-License-Identifier: MIT */
#ifndef REAP_TAG_RESOLVE_H
#define REAP_TAG_RESOLVE_H

#include "base/vec.h"
#include "model/batch.h"

/* What a short form stands for in one citation. */
typedef struct {
  uint32_t next;         /* in its chain, or REAP_NONE */
  uint32_t abbreviation; /* row in batch.abbreviations */
  reap_range tokens;     /* of its definition, rows in batch.tokens */
  reap_mention meaning;  /* what its occurrences become; type REAP_ENTITY_TYPES: nothing that is known */
  uint8_t inside;        /* type of a name somewhere in the long form, or REAP_ENTITY_TYPES */
} reap_short_form;

/* One place where it stands. */
typedef struct {
  reap_mention mention;
  uint8_t inside;
} reap_short_form_use;

enum { REAP_RESOLVE_CHAINS = 64 };

/* Memory that reap_resolve_abbreviations() reuses: one per worker. Zero-initialised is ready. */
typedef struct {
  REAP_VEC(reap_short_form) forms;
  uint32_t chains[REAP_RESOLVE_CHAINS]; /* first forms by the hash of their first token */
  REAP_VEC(reap_short_form_use) found;
  REAP_VEC(reap_mention) merged;
} reap_resolve_scratch;

/* Gives the short forms in batch.abbreviations of `citation` the concept of their long form, wherever they stand in the
 * text, plurals too. A long form that is no name itself but ends in one lends its type. A short form whose long form is
 * nothing known is no entity, unless the lexicon knows it as something of a type that the long form speaks of. Mentions
 * must be those of reap_match_names() and the last rows of batch.mentions, from `first_mention` on; they stay in text
 * order. */
void reap_resolve_abbreviations(reap_resolve_scratch *scratch, reap_batch *batch, const reap_citation *citation,
                                uint32_t first_mention);
void reap_resolve_scratch_free(reap_resolve_scratch *scratch);

#endif
