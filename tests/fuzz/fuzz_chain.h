/* SPDX-License-Identifier: MIT */
/* A worker with the cues and some names, for fuzzers of the stages. */
#ifndef REAP_FUZZ_CHAIN_H
#define REAP_FUZZ_CHAIN_H

#include <stdlib.h>

#include "pipeline/pipeline.h"

static inline reap_worker *fuzz_worker(void) {
  static const char *const folders[] = {"lexicons/cues", "tests/fuzz/names"};
  static reap_worker *worker;
  if (worker) return worker;
  reap_lexicon *lexicon;
  reap_error error;
  bool good = reap_lexicon_open_empty(&lexicon, &error) == REAP_OK;
  for (size_t i = 0; good && i < sizeof folders / sizeof *folders; i++)
    good = reap_lexicon_add_folder(lexicon, folders[i], &error) == REAP_OK;
  if (!good || reap_worker_open(&worker, &(reap_shared){.lexicon = lexicon}, &error) != REAP_OK) abort();
  return worker;
}

#endif
