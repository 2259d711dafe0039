/* SPDX-License-Identifier: MIT */
#ifndef REAP_RETAG_H
#define REAP_RETAG_H

#include <sqlite3.h>

#include "pipeline/stage.h"

typedef struct {
  const char *path;   /* of an evidence store with its texts */
  reap_shared shared; /* the lexicon that the store shall be read with */
  const char *program;
  bool all;                            /* also citations that cannot have changed */
  const volatile sig_atomic_t *cancel; /* non-zero stops the run soon, nothing is changed; may be NULL */
  void (*on_progress)(void *context, uint64_t done, uint64_t total); /* in citations; may be NULL */
  /* What else the store holds that a lexicon has named: called inside the transaction, at its end; may be NULL. */
  reap_status (*finish)(void *context, sqlite3 *db, reap_error *error);
  void *context;
} reap_retag_options;

typedef struct {
  uint64_t citations; /* in the store */
  uint64_t names;     /* that the lexicons treat differently */
  uint64_t read;      /* citations that hold one of them, and were read anew */
  uint64_t changed;   /* of these, with another record */
  bool whole;         /* all were read: asked for, another program, or nothing is known of the store's lexicon */
} reap_retag_counts;

/* Brings the store to what a full run over the same inputs with this lexicon would give, in one transaction: finds the
 * citations that hold a name which the lexicons treat differently through the store's token index, takes their stored
 * text through the stages again and replaces their rows. REAP_EDB also when the store has no texts; REAP_EIO,
 * REAP_ECANCELED. */
REAP_MUST_USE reap_status reap_retag(const reap_retag_options *options, reap_retag_counts *counts, reap_error *error);

#endif
