/* SPDX-License-Identifier: MIT */
#ifndef REAP_CLI_PROGRESS_H
#define REAP_CLI_PROGRESS_H

#include <stdbool.h>
#include <stdio.h>

#include "pipeline/pipeline.h"

/* One line on a terminal, rewritten a few times a second. One thread at a time. */
typedef struct {
  bool shown;     /* draw at all */
  bool line_open; /* a line stands on the terminal */
  double started, drawn;
} reap_progress;

/* Draws only when `wanted` and stderr is a terminal. */
void reap_progress_start(reap_progress *progress, bool wanted);
void reap_progress_update(reap_progress *progress, const reap_counters *now);
void reap_progress_clear(reap_progress *progress);           /* before other lines go to stderr, and at the end */
double reap_progress_seconds(const reap_progress *progress); /* wall time since the start */

/* The counters as one JSON object and a newline. */
void reap_stats_print(FILE *out, const reap_counters *counters, double seconds, unsigned threads,
                      const char *lexicon_hash);

#endif
