/* SPDX-License-Identifier: MIT */
#include "7_assemble/assemble.h"

#include <stdlib.h>

#include "7_assemble/assembler.h"
#include "7_assemble/phrases/tagger.h"
#include "base/memory.h"

static void close_worker(void *worker) {
  reap_assembler *a = worker;
  if (!a) return;
  reap_words_free(a->words);
  reap_tagger_free(a->tagger);
  reap_vec_free(&a->nodes);
  reap_vec_free(&a->shares);
  reap_word_lists_free(a->word_lists);
  reap_vec_free(&a->bits);
  reap_vec_free(&a->nominal);
  reap_vec_free(&a->shapes);
  reap_vec_free(&a->quantity_of);
  reap_vec_free(&a->words_in);
  reap_vec_free(&a->numbered);
  reap_vec_free(&a->tells);
  reap_vec_free(&a->hits);
  reap_vec_free(&a->items);
  reap_vec_free(&a->item_ranges);
  reap_vec_free(&a->item_kinds);
  reap_vec_free(&a->kinds);
  reap_vec_free(&a->sides);
  reap_vec_free(&a->outcome_runs);
  reap_vec_free(&a->outcome_of);
  reap_vec_free(&a->finding_of);
  free(a);
}

static reap_status open_worker(const reap_shared *shared, void **worker, reap_error *error) {
  reap_assembler *a = reap_alloc(sizeof *a);
  a->lexicon = shared->lexicon;
  a->word_lists = reap_word_lists_open();
  reap_status status = reap_words_open(&a->words, error);
  if (status == REAP_OK) status = reap_tagger_open(&a->tagger, error);
  if (status != REAP_OK) {
    close_worker(a);
    return status;
  }
  *worker = a;
  return REAP_OK;
}
static reap_status run(void *worker, reap_batch *batch, reap_error *error) {
  (void)error;
  reap_assembler *a = worker;
  for (uint32_t i = 0; i < batch->citations.count; i++) {
    reap_citation *citation = &batch->citations.at[i];
    if (citation->op == REAP_OP_DELETE) continue;
    reap_find_trials(a, batch, citation);
    reap_find_design(a, batch, citation);
    reap_find_arms(a, batch, citation);
    reap_find_outcomes(a, batch, citation);
    reap_find_findings(a, batch, citation);
    reap_find_phrases(a, batch, citation);
    reap_make_checks(a, batch, citation);
  }
  return REAP_OK;
}

const reap_stage reap_assemble_stage = {
    .name = "assemble",
    .reads = REAP_COL(citations) | REAP_COL(accessions) | REAP_COL(publication_types) | REAP_COL(mesh) |
             REAP_COL(sections) | REAP_COL(sentences) | REAP_COL(tokens) | REAP_COL(mentions) | REAP_COL(cues) |
             REAP_COL(abbreviations) | REAP_COL(quantities),
    .writes = REAP_COL(designs) | REAP_COL(trials) | REAP_COL(arms) | REAP_COL(arm_names) | REAP_COL(arm_mentions) |
              REAP_COL(outcomes) | REAP_COL(data) | REAP_COL(findings) | REAP_COL(checks) | REAP_COL(attributions) |
              REAP_COL(phrases),
    .open = open_worker,
    .run = run,
    .close = close_worker};
