/* SPDX-License-Identifier: MIT */
#ifndef REAP_TRIAL_SCAN_H
#define REAP_TRIAL_SCAN_H

#include "base/str.h"

/* Finds the ids of trial registries in a text, from left to right, in linear time. One scan at a time per struct. */
typedef struct {
  reap_str text; /* UTF-8 */
  uint32_t at;   /* where to go on */
  bool started;
  uint32_t next_b, small_b, large_b; /* the next b not yet looked at, for RBR-..., and the next of either case */
  uint8_t last_registry;
  uint32_t last_end; /* of the hit before, for "NCT01234567 and 01234568"; 0: none */
} reap_trial_scan;

enum { REAP_TRIAL_ID_MAX = 40 };

typedef struct {
  reap_span span;             /* the id as printed, with its registry's prefix where it stands directly before */
  const char *registry;       /* static: "ClinicalTrials.gov", "ISRCTN", ... */
  char id[REAP_TRIAL_ID_MAX]; /* normalised and terminated: "NCT01234567", "ChiCTR-TRC-10001234", "2004-000446-20" */
} reap_trial_hit;

static inline reap_trial_scan reap_trial_scan_of(reap_str text) { return (reap_trial_scan){.text = text}; }

/* The next id; false at the end of the text. Numbers of the wrong length are no ids. Thread-safe. */
bool reap_trial_scan_next(reap_trial_scan *scan, reap_trial_hit *hit);

/* The registry that a DataBankName of PubMed stands for, NULL when the bank holds no trials (GENBANK, Dryad, ...). */
const char *reap_trial_registry_of_bank(reap_str bank);

#endif
