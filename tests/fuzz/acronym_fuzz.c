/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "4_segment/segment.h"
#include "5_tag/acronym.h"
#include "5_tag/negation.h"

static void require(bool truth) {
  if (!truth) abort();
}

/* Makes every third word a mention and every seventh a cue, so that scopes are tried as well. */
static void scatter(reap_batch *batch, reap_citation *citation) {
  static const uint8_t types[] = {REAP_CUE_NEGATION, REAP_CUE_HYPOTHETICAL, REAP_CUE_VERSUS, REAP_CUE_DESIGN};
  static const char *const ids[] = {"pre", "post", "aim"};
  for (uint32_t i = 0; i < batch->sentences.count; i++) {
    reap_range tokens = batch->sentences.at[i].tokens;
    for (uint32_t k = tokens.first; k < tokens.first + tokens.count; k++) {
      if (k % 3 && k % 7) continue;
      reap_mention *row = k % 7 ? reap_push(&batch->mentions) : reap_push(&batch->cues);
      row->span = batch->tokens.at[k].span;
      row->sentence = i;
      row->type = k % 7 ? REAP_OUTCOME : types[k / 7 % 4];
      row->id = reap_str_of(ids[k / 7 % 3]);
    }
  }
  citation->mentions = (reap_range){0, batch->mentions.count};
  citation->cues = (reap_range){0, batch->cues.count};
}

static void check(const reap_batch *batch, const reap_citation *citation) {
  require(citation->abbreviations.count == batch->abbreviations.count);
  for (uint32_t i = 0; i < batch->abbreviations.count; i++) {
    reap_span s = batch->abbreviations.at[i].short_form, l = batch->abbreviations.at[i].long_form;
    require(s.beg < s.end && s.end <= citation->text.len && l.beg < l.end && l.end <= citation->text.len);
    require(!reap_span_overlap(s, l));
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size > 1 << 20) return 0;
  static reap_acronym_scratch scratch;
  reap_batch batch = {0};
  reap_citation *citation = reap_push(&batch.citations);
  citation->text = (reap_str){(const char *)data, (uint32_t)size};
  citation->sections = (reap_range){0, 1};
  reap_section *section = reap_push(&batch.sections);
  section->span = (reap_span){0, (uint32_t)size};
  void *worker;
  require(reap_segment_stage.open(NULL, &worker, NULL) == REAP_OK);
  require(reap_segment_stage.run(worker, &batch, NULL) == REAP_OK);
  reap_find_abbreviations(&scratch, &batch, citation);
  check(&batch, citation);
  scatter(&batch, citation);
  reap_mark_negation(&batch, citation);
  reap_segment_stage.close(worker);
  reap_batch_free(&batch);
  return 0;
}
