/* SPDX-License-Identifier: MIT */
#ifndef REAP_LEXICON_COMPILE_H
#define REAP_LEXICON_COMPILE_H

#include "base/buf.h"
#include "lexicon/lexicon.h"

/* From folders of TSV sources (described in lexicons/README.md) to an image. */

typedef enum { REAP_LEXICON_WARNING, REAP_LEXICON_ERROR } reap_lexicon_severity;

typedef struct {
  const char *file;
  uint32_t line;
  reap_lexicon_severity severity;
  const char *message; /* what is wrong and what to do, one line */
} reap_lexicon_fault;

/* Told of every fault in the sources; must not keep the pointer. */
typedef void (*reap_lexicon_fault_fn)(void *context, const reap_lexicon_fault *fault);

typedef struct {
  uint64_t vocabularies, concepts, names, rules; /* that went into the image */
  uint64_t bytes;                                /* size of the image */
  uint64_t errors, warnings;
} reap_lexicon_stats;

/* Compiles the folders into *image (appended; the same bytes for the same sources). `below`, NULL or the lexicon that
 * this one is to be laid upon, may define concepts that the names refer to. Every fault goes to `report` (may be NULL);
 * with errors among them, or without any vocabulary in the folders, the result is REAP_ELEXICON and *error names the
 * first. REAP_EIO when something cannot be read. */
REAP_MUST_USE reap_status reap_lexicon_compile(const char *const *dirs, size_t dir_count, const reap_lexicon *below,
                                               reap_buf *image, reap_lexicon_stats *stats, reap_lexicon_fault_fn report,
                                               void *context, reap_error *error);

/* Looks for faults without making an image: all that reap_lexicon_compile() reports, and what only editors care about
 * (duplicates, names of two concepts, rules that contradict each other or do nothing). REAP_OK also with faults: see
 * *stats; REAP_EIO, REAP_ELEXICON when there is nothing to check. */
REAP_MUST_USE reap_status reap_lexicon_lint(const char *const *dirs, size_t dir_count, reap_lexicon_stats *stats,
                                            reap_lexicon_fault_fn report, void *context, reap_error *error);

/* Writes the image under a temporary name beside `path`, syncs it and renames it. REAP_EIO. */
REAP_MUST_USE reap_status reap_lexicon_write(const reap_buf *image, const char *path, reap_error *error);

#endif
