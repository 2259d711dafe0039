/* SPDX-License-Identifier: MIT */
#ifndef REAP_LEXICON_ENTRIES_H
#define REAP_LEXICON_ENTRIES_H

#include "lexicon/sources.h"

/* The names and rules of the sources as the image orders them: folded, hashed, grouped. */

typedef struct {
  uint64_t key;
  uint32_t source;    /* row in sources.names, or for rules in sources.rules */
  uint32_t condition; /* of rules: row in entries.conditions, or REAP_NONE */
  uint8_t table;      /* of its key */
  uint8_t match;      /* reap_name_match */
  uint8_t flags;
} reap_entry_row;

typedef struct {
  uint64_t key;
  uint32_t next; /* bits of the tokens that follow it */
  uint8_t table;
} reap_entry_prefix;

typedef struct {
  REAP_VEC(reap_entry_row) rows;        /* by table, then key; in a group rules first, then the winner */
  REAP_VEC(reap_entry_prefix) prefixes; /* every beginning of every name, by table, then key; each once */
  REAP_VEC(reap_image_condition) conditions;
  REAP_VEC(reap_image_context) contexts; /* by key and side; each once */
} reap_entries;

static inline bool reap_same_group(const reap_entry_row *a, const reap_entry_row *b) {
  return a->key == b->key && a->table == b->table;
}

/* Fills *entries (zero-initialised; the caller frees it in any case). Names that can never match go to `faults`. Marks
 * the concepts that mean the same in sources->concepts. */
REAP_MUST_USE reap_status reap_entries_make(reap_entries *entries, reap_sources *sources, reap_faults *faults,
                                            reap_error *error);
reap_lexicon_stats reap_entries_stats(const reap_entries *entries, const reap_sources *sources,
                                      const reap_faults *faults);
void reap_entries_free(reap_entries *entries);

#endif
