/* SPDX-License-Identifier: MIT */
#ifndef REAP_PIPELINE_STAGE_H
#define REAP_PIPELINE_STAGE_H

#include <signal.h>

#include "base/buf.h"
#include "base/status.h"
#include "lexicon/lexicon.h"
#include "model/batch.h"

/* The three contracts of the flow: bytes are pulled from a source, a reader fills batches, stages work on a batch in
 * place, a sink takes the batches in order. */

/* ---- source: the next bytes of one input (1_fetch; 2_inflate wraps another source). One thread at a time. ---- */
typedef struct reap_bytes reap_bytes;
struct reap_bytes {
  /* Fills dst with up to cap bytes (cap > 0) and sets *got > 0; REAP_END (and *got 0) when nothing is left. After any
   * other status the source must only be closed. */
  reap_status (*read)(reap_bytes *self, void *dst, size_t cap, size_t *got, reap_error *error);
  void (*close)(reap_bytes *self);     /* frees self and what it wraps */
  uint64_t raw_bytes;                  /* read from disk or network so far, for progress */
  uint64_t raw_total;                  /* size of the input on disk, 0 when unknown */
  const volatile sig_atomic_t *cancel; /* NULL, or non-zero makes a read that waits give REAP_ECANCELED soon */
};

/* ---- reader: fills batches from bytes (3_parse). One thread at a time. ---- */

/* Told of every input fault that does not end the run: a bad citation, or the end of a bad file. `pmid`, place and
 * source are in the error. Called from the reading thread; must not keep the pointer. */
typedef void (*reap_fault_fn)(void *context, const reap_error *fault);

typedef struct {
  uint32_t citations;  /* close a batch after so many citations ... */
  uint32_t text_bytes; /* ... or so many bytes of text, whichever comes first */
} reap_batch_limits;

/* ---- stage: one batch in place ---- */

/* Read-only while running, shared by all workers. */
typedef struct {
  const reap_lexicon *lexicon;
} reap_shared;

/* A stage reads some columns and appends to others; citations never influence each other, so that batch borders and
 * threads cannot change results. No I/O, no globals, no clock. */
typedef struct {
  const char *name;       /* "tag": also its folder, its `reap stage` name and its counter */
  uint32_t reads, writes; /* REAP_COL() bits; chain.c refuses a wrong order */
  reap_status (*open)(const reap_shared *shared, void **worker, reap_error *error); /* once per worker thread */
  reap_status (*run)(void *worker, reap_batch *batch, reap_error *error);
  void (*close)(void *worker); /* NULL is fine */
} reap_stage;

/* ---- sink: what becomes of finished batches (8_emit) ---- */

typedef struct {
  const char *path;    /* file to write, NULL or "-" for stdout */
  bool no_text;        /* leave `text` out */
  const char *program; /* version and lexicon, for provenance */
  const char *lexicon_hash;
  const reap_lexicon *lexicon; /* NULL: what it says is not recorded */
} reap_target;

/* One input file, as the ledger of a sink records it. */
typedef struct {
  const char *name;
  uint64_t ordinal;   /* position among the inputs, from 0 */
  uint64_t citations; /* written from it */
  bool complete;      /* false: it ended in an error after its good citations */
} reap_file_mark;

typedef struct {
  const char *name;
  /* Opens the target under a temporary name. The caller owns *sink. */
  reap_status (*open)(const reap_target *target, void **sink, reap_error *error);
  /* Pure, parallel: turns a batch into bytes. NULL for sinks that take rows (SQLite): then `bytes` is empty. */
  reap_status (*encode)(const reap_target *target, const reap_shared *shared, const reap_batch *batch, reap_buf *out,
                        reap_error *error);
  /* In batch order, one thread at a time. */
  reap_status (*write)(void *sink, const reap_batch *batch, reap_str bytes, reap_error *error);
  /* A source file is done; in order. */
  reap_status (*mark)(void *sink, const reap_file_mark *mark, reap_error *error);
  /* Makes everything durable under its final name (fsync, rename; COMMIT). */
  reap_status (*commit)(void *sink, reap_error *error);
  /* Frees the sink; without a commit before it, leaves nothing behind under the final name. */
  void (*close)(void *sink);
} reap_sink;

#endif
