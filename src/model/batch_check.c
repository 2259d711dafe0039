/* SPDX-License-Identifier: MIT */
/* What the stages take for granted of rows that they did not write themselves: foreign columns must keep it too. */
#include "model/batch_json.h"

static bool inside(reap_span inner, reap_span outer) { return inner.beg >= outer.beg && inner.end <= outer.end; }

static const char *check_sentences(const reap_batch *batch, const reap_citation *citation) {
  uint32_t byte = 0, token = citation->tokens.first;
  for (uint32_t i = 0; i < citation->sentences.count; i++) {
    const reap_sentence *sentence = &batch->sentences.at[citation->sentences.first + i];
    if (sentence->span.beg < byte) return "sentences are not in text order";
    byte = sentence->span.end;
    if (!sentence->tokens.count) continue;
    if (sentence->tokens.first < token) return "sentences share tokens";
    token = sentence->tokens.first + sentence->tokens.count;
    for (uint32_t t = sentence->tokens.first; t < token; t++)
      if (!inside(batch->tokens.at[t].span, sentence->span)) return "a token lies outside its sentence";
  }
  return NULL;
}

static const char *check_tokens(const reap_batch *batch, const reap_citation *citation) {
  uint32_t byte = 0;
  for (uint32_t i = 0; i < citation->tokens.count; i++) {
    reap_span span = batch->tokens.at[citation->tokens.first + i].span;
    if (span.beg < byte || span.beg >= span.end) return "tokens are not in text order";
    byte = span.end;
  }
  return NULL;
}

static const char *check_names(const reap_batch *batch, const reap_mention *rows, uint32_t count) {
  uint32_t byte = 0;
  for (uint32_t i = 0; i < count; i++) {
    if (rows[i].span.beg < byte || rows[i].span.beg >= rows[i].span.end) return "names are not in text order";
    if (!inside(rows[i].span, batch->sentences.at[rows[i].sentence].span)) return "a name lies outside its sentence";
    byte = rows[i].span.end;
  }
  return NULL;
}

static const char *check_quantities(const reap_batch *batch, const reap_citation *citation) {
  for (uint32_t i = 0; i < citation->quantities.count; i++) {
    const reap_quantity *q = &batch->quantities.at[citation->quantities.first + i];
    if (q->span.beg >= q->span.end || !inside(q->span, batch->sentences.at[q->sentence].span))
      return "a quantity lies outside its sentence";
  }
  return NULL;
}

const char *reap_batch_check(const reap_batch *batch, const reap_citation *citation) {
  const char *wrong = check_tokens(batch, citation);
  if (!wrong) wrong = check_sentences(batch, citation);
  if (!wrong && citation->mentions.count)
    wrong = check_names(batch, &batch->mentions.at[citation->mentions.first], citation->mentions.count);
  if (!wrong && citation->cues.count)
    wrong = check_names(batch, &batch->cues.at[citation->cues.first], citation->cues.count);
  return wrong ? wrong : check_quantities(batch, citation);
}
