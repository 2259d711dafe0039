/* SPDX-License-Identifier: MIT */
#include "5_tag/tag.h"

#include <stdlib.h>

#include "5_tag/acronym.h"
#include "5_tag/match.h"
#include "5_tag/negation.h"
#include "5_tag/resolve.h"
#include "base/memory.h"

typedef struct {
  const reap_lexicon *lexicon;
  reap_acronym_scratch acronym;
  reap_resolve_scratch resolve;
} worker_state;

static reap_status open_worker(const reap_shared *shared, void **worker, reap_error *error) {
  (void)error;
  worker_state *state = reap_alloc(sizeof *state);
  state->lexicon = shared->lexicon;
  *worker = state;
  return REAP_OK;
}

static void close_worker(void *worker) {
  worker_state *state = worker;
  if (!state) return;
  reap_resolve_scratch_free(&state->resolve);
  free(state);
}

static void tag(worker_state *state, reap_batch *batch, reap_citation *citation) {
  uint32_t mentions = batch->mentions.count, cues = batch->cues.count;
  reap_match_names(state->lexicon, batch, citation);
  reap_find_abbreviations(&state->acronym, batch, citation);
  reap_resolve_abbreviations(&state->resolve, batch, citation, mentions);
  citation->mentions = (reap_range){mentions, batch->mentions.count - mentions};
  citation->cues = (reap_range){cues, batch->cues.count - cues};
  reap_mark_negation(batch, citation);
}

static reap_status run(void *worker, reap_batch *batch, reap_error *error) {
  (void)error;
  for (uint32_t i = 0; i < batch->citations.count; i++) tag(worker, batch, &batch->citations.at[i]);
  return REAP_OK;
}

const reap_stage reap_tag_stage = {.name = "tag",
                                   .reads = REAP_COL(citations) | REAP_COL(sections) | REAP_COL(sentences) |
                                            REAP_COL(tokens),
                                   .writes = REAP_COL(mentions) | REAP_COL(cues) | REAP_COL(abbreviations),
                                   .open = open_worker,
                                   .run = run,
                                   .close = close_worker};
