/* SPDX-License-Identifier: MIT */
#ifndef REAP_LEXICON_IMPORT_FORMAT_H
#define REAP_LEXICON_IMPORT_FORMAT_H

#include "base/arena.h"
#include "lexicon/tsv.h"
#include "model/mention.h"

/* The columns that a source can have; a format says what they are called there. */
enum {
  REAP_IMPORT_ID,
  REAP_IMPORT_NAME,
  REAP_IMPORT_SYNONYMS,
  REAP_IMPORT_XREFS,
  REAP_IMPORT_TREES,
  REAP_IMPORT_COLUMNS
};

/* What is known about a public vocabulary. */
typedef struct {
  const char *name;                             /* as given on the command line */
  reap_tsv_column columns[REAP_IMPORT_COLUMNS]; /* cells with several values separate them with | */
  const char *prefix;                           /* put before the source's ids: "MESH:" */
  const char *preferred;                        /* a cross reference that starts so becomes the id; NULL: none does */
  int (*type)(const reap_str *cells);           /* reap_type, or -1: leave the row out */
  bool by_type;                                 /* write a folder for each type */
  bool inverted;                                /* "Leg Ulcer, Venous" stands for "Venous Leg Ulcer" */
  const char *title, *source, *version, *licence, *attribution;
  int priorities[REAP_ENTITY_TYPES]; /* of the vocabulary of each type; when not by_type, the first */
} reap_import_format;

/* NULL for an unknown name. */
const reap_import_format *reap_import_format_find(const char *name);
const char *const *reap_import_format_names(void);

/* The type of a MeSH descriptor by its tree numbers (separated by |), or -1: of no use in abstracts of trials. */
int reap_import_mesh_type(reap_str tree_numbers);

typedef enum { REAP_IMPORT_DROP, REAP_IMPORT_FOLD, REAP_IMPORT_CASE } reap_import_match;

/* Decides how a name of the source is to be matched and brings it into the order in which people write it:
 * "Ulcers, Foot, Diabetic" becomes "Diabetic Foot Ulcers" when `inverted`. Short names that are not `preferred` are
 * taken for codes. *out is a view into `raw` or the arena. */
reap_import_match reap_import_clean_name(reap_arena *arena, reap_str raw, bool inverted, bool preferred, reap_str *out);

#endif
