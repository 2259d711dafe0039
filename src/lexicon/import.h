/* SPDX-License-Identifier: MIT */
#ifndef REAP_LEXICON_IMPORT_H
#define REAP_LEXICON_IMPORT_H

#include "lexicon/compile.h"

/* From vocabularies as their publishers give them out to the folders of lexicons/. The same source gives the same
 * bytes: rows are sorted, and no date is written. A block.tsv that an editor put into the folder is left alone. */
enum { REAP_IMPORT_KNOWN = 4, REAP_IMPORT_SOURCES = 8 };
typedef struct {
  /* Files of one vocabulary, plain or gzipped, ended by NULL when there are fewer. */
  const char *sources[REAP_IMPORT_SOURCES];
  const char *out;    /* folder of the vocabulary, made when missing */
  const char *format; /* one of reap_lexicon_import_formats(); NULL: told from the content */
  const char *type;   /* condition, intervention, outcome, population, other; NULL: what the source is known to hold */
  /* Of tables: "id=Code,name=Preferred Term,synonyms=..."; NULL: the usual names. And what separates several values in
   * a cell; NULL: "|". */
  const char *columns, *separator;
  const char *language; /* names marked with another one are left out; NULL: English */
  const char *prefix;   /* put before ids that lack it; NULL: as known of the source */
  /* Goes into vocabulary.tsv; NULL: as known of the source. */
  const char *title, *version, *licence, *priority;
  /* Folders of vocabularies imported before, NULL for none: rows that name one of their concepts take over its id, and
     names that it has already are left out. */
  const char *known[REAP_IMPORT_KNOWN];
  reap_lexicon_fault_fn report; /* told of each row that is left out as faulty; may be NULL */
  void *context;
} reap_lexicon_import_job;

typedef struct {
  const char *format;
  uint32_t concepts, names;
  uint32_t dropped;  /* names that cannot be used: too short or long, "unspecified" ... */
  uint32_t bad_rows; /* of the source: malformed, left out and reported */
} reap_lexicon_import_counts;

/* Reads the sources and writes concepts.tsv, names.tsv, vocabulary.tsv and ABOUT.md (a format whose rows are of several
 * types: one folder a type). Faulty rows are reported and left out. *counts may be NULL. REAP_EUSAGE for an unknown
 * format or type; REAP_EINPUT with file and line when a file is in no known format, lacks a column or holds no concept;
 * REAP_EIO. */
REAP_MUST_USE reap_status reap_lexicon_import(const reap_lexicon_import_job *job, reap_lexicon_import_counts *counts,
                                              reap_error *error);

/* The names of the formats, ended by NULL. */
const char *const *reap_lexicon_import_formats(void);

#endif
