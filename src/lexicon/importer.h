/* SPDX-License-Identifier: MIT */
#ifndef REAP_LEXICON_IMPORTER_H
#define REAP_LEXICON_IMPORTER_H

#include "lexicon/import_format.h"
#include "text/fold.h"

/* What an import has gathered: the state between reading (import.c) and writing (import_write.c). All strings live in
 * the arena. */

/* A concept of the source; those that turn out to have the same id are written as one. */
typedef struct {
  reap_str id, name;
  reap_str xrefs, parents; /* ids, separated by | */
  uint32_t order;          /* of its row in the source */
  uint8_t type;
} reap_import_concept;

typedef struct {
  reap_str id, text;
  uint64_t key;   /* of its folded tokens: names with the same key match the same prose */
  uint32_t order; /* of its concept, then of the name in the row */
  uint8_t match;
  bool preferred;
  bool waiting; /* its id is still that of the source */
} reap_import_name;

/* Two ids that belong together: a source's own and the final one, a child and its parent, a place in the tree and who
 * sits there. */
typedef struct {
  reap_str from, to;
} reap_import_pair;
typedef REAP_VEC(reap_import_pair) reap_import_pair_vec;

/* A name of a vocabulary imported before. */
typedef struct {
  uint64_t key;
  reap_str id;
} reap_import_known;

typedef struct {
  const reap_lexicon_import_job *job;
  reap_import_vocabulary vocabulary;
  int type; /* that the user told, or -1 */
  const char *prefix;
  reap_arena arena;
  reap_tokenizer *tokenizer;
  reap_token_vec tokens;
  REAP_VEC(reap_import_concept) concepts;
  REAP_VEC(reap_import_name) names;
  REAP_VEC(reap_import_known) known; /* sorted by key */
  reap_import_pair_vec finals, parents, trees;
  uint32_t dropped;
} reap_importer;

/* Byte by byte; a prefix comes first. */
int reap_import_compare(reap_str a, reap_str b);

/* Gives names that came apart from their concept the id that the concept has now. */
void reap_import_finish_names(reap_importer *import);

/* After that: fills in the parents of the concepts (sorted by id) from what the rows told: only those that are imported
 * too. */
void reap_import_link_parents(reap_importer *import);

/* Writes the vocabulary into the folder of the job. REAP_EIO with the file. */
REAP_MUST_USE reap_status reap_import_write(reap_importer *import, reap_error *error);

#endif
