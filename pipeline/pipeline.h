/* SPDX-License-Identifier: MIT */
#ifndef REAP_PIPELINE_H
#define REAP_PIPELINE_H

#include <signal.h>

#include "3_parse/parse.h"
#include "pipeline/stage.h"

/* Running totals; a snapshot is handed to on_progress. */
typedef struct {
  uint64_t inputs, bad_inputs;       /* files finished, and those of them that ended in an error */
  uint64_t citations, bad_citations; /* written, and skipped as malformed */
  uint64_t findings, quantities, mentions;
  uint64_t raw_bytes, raw_total; /* read so far and in all (0 unknown), as on disk */
  uint64_t text_bytes;           /* of title and abstract text */
} reap_counters;

typedef struct {
  const char *const *inputs; /* paths, "-", URLs; read in this order */
  size_t input_count;
  reap_input_format format;
  reap_shared shared;
  const reap_sink *sink;
  reap_target target;
  reap_batch_limits limits; /* zeros: the defaults */
  unsigned threads;         /* workers, 0 = 1 */
  reap_fault_fn on_fault;   /* any worker's thread, one call at a time; may be NULL */
  void (*on_progress)(void *context, const reap_counters *now); /* likewise, after each written batch */
  void *context;
  const volatile sig_atomic_t *cancel; /* non-zero stops the run soon; may be NULL */
} reap_run_options;

/* Runs the whole chain over all inputs and commits the sink. The output's bytes do not depend on threads or limits.
 * REAP_OK also when some inputs were bad (see counters->bad_inputs and on_fault); anything else means that nothing was
 * committed under the output's final name. */
REAP_MUST_USE reap_status reap_run(const reap_run_options *options, reap_counters *counters, reap_error *error);

/* The stages 4-7 in order; count in *count. */
const reap_stage *const *reap_chain(size_t *count);
/* Checks that each column is written before it is read, and by one stage only. */
REAP_MUST_USE reap_status reap_chain_check(reap_error *error);

/* One worker's stages, opened; for a single batch at a time (explain, stage, tests). The caller closes *out. */
typedef struct reap_worker reap_worker;
REAP_MUST_USE reap_status reap_worker_open(reap_worker **out, const reap_shared *shared, reap_error *error);
REAP_MUST_USE reap_status reap_worker_run(reap_worker *worker, reap_batch *batch, reap_error *error); /* all stages */
REAP_MUST_USE reap_status reap_worker_run_stage(reap_worker *worker, const char *stage, reap_batch *batch,
                                                reap_error *error); /* REAP_EUSAGE: no such stage */
void reap_worker_close(reap_worker *worker);                        /* NULL is fine */

#endif
