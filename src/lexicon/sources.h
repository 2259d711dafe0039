/* SPDX-License-Identifier: MIT */
#ifndef REAP_LEXICON_SOURCES_H
#define REAP_LEXICON_SOURCES_H

#include "base/arena.h"
#include "base/vec.h"
#include "lexicon/compile.h"
#include "lexicon/image.h"

/* The rows of a tree of lexicon sources, read and checked one by one. All strings are views into `arena`. */

typedef struct {
  uint32_t file, line; /* row in sources.files; line from 1 */
} reap_source_place;

typedef struct {
  reap_str folder; /* relative to the tree it was found in, "." for the tree itself */
  reap_str title, version, licence;
  int32_t priority;
  bool has_layer[REAP_LAYER_COUNT]; /* which layers its concepts belong to */
} reap_source_vocabulary;

typedef struct {
  reap_str id, name, value, parents, xrefs;
  uint32_t vocabulary;
  uint32_t same; /* as in the image */
  uint8_t type;
  reap_source_place place;
} reap_source_concept;

typedef struct {
  reap_str text;
  uint32_t concept;
  uint8_t match; /* reap_name_match, never a rule */
  bool preferred;
  reap_source_place place;
} reap_source_name;

typedef struct {
  reap_str name, left, right;
  uint32_t vocabulary;
  bool allow;
  reap_source_place place;
} reap_source_rule;

/* Words beside a name, and the type that they tell of. */
typedef struct {
  reap_str words;
  uint8_t type, side; /* reap_type; 0: before the name, 1: behind */
  uint32_t vocabulary;
  reap_source_place place;
} reap_source_context;

typedef struct {
  REAP_VEC(const char *) files;
  REAP_VEC(reap_source_vocabulary) vocabularies;
  REAP_VEC(reap_source_concept) concepts;
  REAP_VEC(reap_source_name) names;
  REAP_VEC(reap_source_rule) rules;
  REAP_VEC(reap_source_context) contexts;
  REAP_VEC(uint32_t) by_id; /* concept numbers in the order of (id, number) */
  char hash[65];            /* SHA-256 of names and contents of the files, hex */
  reap_arena arena;
} reap_sources;

/* Where faults go, and how many there were. */
typedef struct {
  reap_lexicon_fault_fn report; /* may be NULL */
  void *context;
  uint64_t errors, warnings;
  reap_error first; /* the first error, with file and line */
} reap_faults;

/* Reads all vocabularies of the trees `dirs` into *sources (zero-initialised; the caller frees it in any case). Faulty
 * rows are told to `faults` and left out. `below` (may be NULL) is asked for ids that the trees do not define. Fails
 * only when a folder or file cannot be read (REAP_EIO) or is too large (REAP_ELIMIT). */
REAP_MUST_USE reap_status reap_sources_read(reap_sources *sources, const char *const *dirs, size_t dir_count,
                                            const reap_lexicon *below, reap_faults *faults, reap_error *error);
/* The first concept with that id, REAP_NONE when there is none. */
uint32_t reap_sources_find(const reap_sources *sources, reap_str id);
void reap_sources_free(reap_sources *sources);

/* Tells of a fault in the row at `place`. */
void reap_faults_add(reap_faults *faults, const reap_sources *sources, reap_source_place place,
                     reap_lexicon_severity severity, const char *format, ...) REAP_PRINTF(5, 6);

#endif
