/* SPDX-License-Identifier: MIT */
#include "4_segment/segment.h"

#include "4_segment/sentence.h"
#include "text/fold.h"

static reap_status open_worker(const reap_shared *shared, void **worker, reap_error *error) {
  (void)shared;
  reap_tokenizer *tokenizer;
  reap_status status = reap_tokenizer_open(&tokenizer, error);
  if (status == REAP_OK) *worker = tokenizer;
  return status;
}

static void close_worker(void *worker) { reap_tokenizer_close(worker); }

/* The longest sentence of 140,000 in real abstracts has 1,062 bytes. Later stages compare the parts of a sentence with
 * each other, so that one of a megabyte would keep them busy for minutes: what is longer is cut at a space. */
enum { MAX_SENTENCE_BYTES = 4096 };

static reap_span cut_to_size(reap_str text, reap_span span) {
  if (reap_span_len(span) <= MAX_SENTENCE_BYTES) return span;
  uint32_t end = span.beg + MAX_SENTENCE_BYTES;
  while (end > span.beg && !reap_is_space(text.ptr[end])) end--;
  if (end == span.beg) /* no space at all: only not inside a character */
    for (end = span.beg + MAX_SENTENCE_BYTES; ((unsigned char)text.ptr[end] & 0xC0) == 0x80; end--) {
    }
  while (end > span.beg && reap_is_space(text.ptr[end - 1])) end--;
  return (reap_span){span.beg, end};
}

static void segment_section(reap_tokenizer *tokenizer, reap_batch *batch, reap_str text, uint32_t section) {
  reap_span rest = batch->sections.at[section].span;
  reap_lines lines = reap_line_style(text, rest);
  for (;;) {
    reap_span span = reap_next_sentence(text, rest, lines);
    if (span.beg >= span.end) return;
    span = cut_to_size(text, span);
    reap_sentence *sentence = reap_push(&batch->sentences);
    uint32_t first = batch->tokens.count;
    reap_tokenize(tokenizer, text, span, (reap_token_vec *)&batch->tokens);
    *sentence = (reap_sentence){span, section, {first, batch->tokens.count - first}};
    rest.beg = span.end;
  }
}

static reap_status run(void *worker, reap_batch *batch, reap_error *error) {
  (void)error;
  for (uint32_t i = 0; i < batch->citations.count; i++) {
    reap_citation *citation = &batch->citations.at[i];
    uint32_t sentences = batch->sentences.count, tokens = batch->tokens.count;
    for (uint32_t k = 0; k < citation->sections.count; k++)
      segment_section(worker, batch, citation->text, citation->sections.first + k);
    citation->sentences = (reap_range){sentences, batch->sentences.count - sentences};
    citation->tokens = (reap_range){tokens, batch->tokens.count - tokens};
  }
  return REAP_OK;
}

const reap_stage reap_segment_stage = {
    .name = "segment",
    .reads = REAP_COL(citations) | REAP_COL(sections) | REAP_COL(markups),
    .writes = REAP_COL(sentences) | REAP_COL(tokens),
    .open = open_worker,
    .run = run,
    .close = close_worker,
};
