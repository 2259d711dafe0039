/* SPDX-License-Identifier: MIT */
#ifndef REAP_LEXICON_IMPORT_FORMAT_H
#define REAP_LEXICON_IMPORT_FORMAT_H

#include "base/arena.h"
#include "lexicon/import.h"
#include "lexicon/import_source.h"
#include "model/mention.h"

/* What is known about a public vocabulary. */
typedef struct {
  const char *name;                           /* of its format, as given on the command line */
  const char *prefix;                         /* of its ids: "MESH:"; put before those that lack it */
  const char *preferred;                      /* a cross reference that starts so becomes the id; NULL: none does */
  int (*type_of)(const reap_import_row *row); /* reap_type, or -1: leave the row out; NULL: all are of `type` */
  int type;                                   /* reap_type, or -1 when the user must tell */
  bool by_type;                               /* write a folder for each type */
  bool inverted;                              /* "Leg Ulcer, Venous" stands for "Venous Leg Ulcer" */
  const char *scopes;                         /* OBO: the scopes of synonyms that are names of the concept */
  const char *title, *source, *version, *licence, *attribution;
  int priorities[REAP_ENTITY_TYPES]; /* of the vocabulary of each type; when not by_type, the first */
} reap_import_vocabulary;

/* One way of writing vocabularies down. */
typedef struct {
  const char *name;
  /* Whether a file that begins so is of this format. */
  bool (*recognises)(reap_str head);
  /* Hands all rows of the source to its `take`. `known` may come back changed: an OBO file tells its own version. */
  reap_status (*read)(reap_import_source *source, const reap_lexicon_import_job *job, reap_import_vocabulary *known,
                      reap_arena *arena, reap_error *error);
} reap_import_format;

extern const reap_import_format reap_import_mesh, reap_import_mesh_supplementary, reap_import_obo, reap_import_drugbank,
    reap_import_rxnorm, reap_import_table;

/* The format of that name, or (name NULL) of a file that begins so; NULL when there is none. */
const reap_import_format *reap_import_format_find(const char *name, reap_str head);

/* What is known about the vocabulary of that format, or of the ontology whose ids have the prefix of `id`; something
 * without a type when nothing is. */
reap_import_vocabulary reap_import_vocabulary_find(const char *format, reap_str id);

/* The type of a MeSH descriptor by its tree numbers (separated by |), or -1: of no use in abstracts of trials. */
int reap_import_mesh_type(reap_str tree_numbers);

/* Reads a table whose columns have the names that are usual, or that the job tells. */
REAP_MUST_USE reap_status reap_import_read_table(reap_import_source *source, const reap_lexicon_import_job *job,
                                                 reap_import_vocabulary *known, reap_arena *arena, reap_error *error);
/* The id in the first row behind the header of a table, "" when there is none; whether its header has that column. */
reap_str reap_import_table_first_id(reap_str head);
bool reap_import_table_has(reap_str head, const char *column);

typedef enum { REAP_IMPORT_DROP, REAP_IMPORT_FOLD, REAP_IMPORT_CASE } reap_import_match;

/* Decides how a name of the source is to be matched and brings it into the order in which people write it:
 * "Ulcers, Foot, Diabetic" becomes "Diabetic Foot Ulcers" when `inverted`. Short names that are not `preferred` are
 * taken for codes. *out is a view into `raw` or the arena. */
reap_import_match reap_import_clean_name(reap_arena *arena, reap_str raw, bool inverted, bool preferred, reap_str *out);

#endif
