/* SPDX-License-Identifier: MIT */
#ifndef REAP_LEXICON_IMPORT_H
#define REAP_LEXICON_IMPORT_H

#include "base/status.h"

/* From public vocabularies, as tab-separated tables, to the folders of lexicons/. The same source gives the same bytes:
 * rows are sorted, and no date is written. A block.tsv that an editor put into the folder is left alone. */
enum { REAP_IMPORT_KNOWN = 4 };
typedef struct {
  const char *format; /* one of reap_lexicon_import_formats() */
  const char *source; /* path of the table; its header names the columns */
  const char *out;    /* folder of the vocabulary, made when missing */
  /* Folders of vocabularies imported before, NULL for none: rows that name one of their concepts take over its id, and
     names that it has already are left out. */
  const char *known[REAP_IMPORT_KNOWN];
} reap_lexicon_import_job;

typedef struct {
  uint32_t concepts, names;
  uint32_t dropped;  /* names that cannot be used: too short or long, "unspecified" ... */
  uint32_t bad_rows; /* rows of the source with a missing or surplus cell: left out */
} reap_lexicon_import_counts;

/* Reads the source and writes concepts.tsv, names.tsv, vocabulary.tsv and ABOUT.md (a format whose rows are of several
 * types: one folder a type). *counts may be NULL. REAP_EUSAGE for an unknown format, REAP_EINPUT with file and line for
 * a table that lacks a column, REAP_EIO. */
REAP_MUST_USE reap_status reap_lexicon_import(const reap_lexicon_import_job *job, reap_lexicon_import_counts *counts,
                                              reap_error *error);

/* The names of the formats, ended by NULL. */
const char *const *reap_lexicon_import_formats(void);

#endif
