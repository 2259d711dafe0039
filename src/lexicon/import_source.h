/* SPDX-License-Identifier: MIT */
#ifndef REAP_LEXICON_IMPORT_SOURCE_H
#define REAP_LEXICON_IMPORT_SOURCE_H

#include <zlib.h>

#include "base/buf.h"
#include "base/vec.h"
#include "lexicon/compile.h"

/* A file of a vocabulary being read as a stream, plain or gzipped, and the rows that its readers make of it. */

typedef REAP_VEC(reap_str) reap_str_vec;

/* One concept as a reader hands it on. Its strings need only live during the call. */
typedef struct {
  reap_str id;
  reap_str name;         /* preferred; empty: further names of a concept that has a row of its own */
  int type;              /* reap_type, or -1: the format tells */
  reap_str trees;        /* MeSH: tree numbers, separated by | */
  reap_str_vec synonyms; /* matched however written ... */
  reap_str_vec acronyms; /* ... and with their capitals only */
  reap_str_vec xrefs, parents;
} reap_import_row;

void reap_import_row_reset(reap_import_row *row); /* empties it, keeps the memory */
void reap_import_row_free(reap_import_row *row);

typedef struct {
  const char *path;
  gzFile file;
  char *bytes; /* what was read and not handed out: [at, end) */
  size_t at, end, capacity;
  uint64_t line; /* of the line last handed out, from 1 */
  bool ended;
  /* Where faults and rows go. */
  reap_lexicon_fault_fn report;
  void *report_context;
  uint32_t bad_rows;
  void (*take)(void *context, const reap_import_row *row);
  void *context;
} reap_import_source;

/* Opens the file and reads its beginning. Other fields than those of the file are left alone. REAP_EIO. */
REAP_MUST_USE reap_status reap_import_source_open(reap_import_source *source, const char *path, reap_error *error);
void reap_import_source_close(reap_import_source *source);

/* The beginning of the file (after a byte-order mark), as far as it is in memory: enough to tell what it is. */
reap_str reap_import_source_head(const reap_import_source *source);

/* The next line, without its end; valid until the next call. REAP_END; REAP_EIO, REAP_EINPUT (gzip damaged),
 * REAP_ELIMIT (a line of over 16 MiB). */
REAP_MUST_USE reap_status reap_import_source_line(reap_import_source *source, reap_str *line, reap_error *error);

/* Bytes as they come, for readers that do not go by lines: the count read, 0 at the end, -1 with *error. */
int reap_import_source_read(reap_import_source *source, char *out, int capacity, reap_error *error);

/* Tells of a faulty row at that line (0: the line last read); the row is left out by the caller. */
void reap_import_source_fault(reap_import_source *source, uint64_t line, const char *format, ...) REAP_PRINTF(3, 4);

/* The part of `cell` before the separator at or behind *at, without spaces around it; false at the end. */
bool reap_import_next_value(reap_str cell, reap_str separator, uint32_t *at, reap_str *value);

#endif
