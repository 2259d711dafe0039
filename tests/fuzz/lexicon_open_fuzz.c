/* SPDX-License-Identifier: MIT */
/* Any bytes as a lexicon image. As they are, nearly all are refused; with the checksum put right they are opened, and
 * whatever the tables then say, looking things up must stay inside the image and end. */
#include <stdlib.h>

#include "lexicon/layers.h"
#include "text/fold.h"

static const char text[] = "Asthma and chronic cough: 5 mg/day vs. placebo, IL-6 (AST), wound healing, asthma weed";

static void count_candidate(void *context, const reap_lexicon_candidate *candidate) {
  *(uint64_t *)context += candidate->name.len + candidate->concept.id.len + candidate->vocabulary.len;
}

static void look_up(const reap_lexicon *lexicon, reap_tokenizer *tokenizer) {
  reap_str all = reap_str_of(text);
  reap_token_vec tokens = {0};
  uint64_t bytes = 0;
  reap_tokenize(tokenizer, all, (reap_span){0, all.len}, &tokens);
  for (int layer = 0; layer < REAP_LAYER_COUNT; layer++) {
    reap_lexicon_match match;
    for (uint32_t at = 0; reap_lexicon_next(lexicon, (reap_layer)layer, all, tokens.at, tokens.count, &at, &match);
         at += match.tokens) {
      if (match.tokens == 0 || at + match.tokens > tokens.count) abort();
      reap_concept concept = reap_lexicon_concept(lexicon, match.concept);
      for (uint32_t i = 0; i < concept.name.len; i++) bytes += (unsigned char)concept.name.ptr[i];
    }
    for (uint32_t at = 0; at < tokens.count; at++)
      reap_lexicon_candidates(lexicon, (reap_layer)layer, all, tokens.at, tokens.count, at, count_candidate, &bytes);
  }
  bytes += reap_lexicon_find(lexicon, REAP_STR("A"));
  if (bytes == UINT64_MAX) abort(); /* so that the reads are not optimised away */
  reap_vec_free(&tokens);
}

static void open_and_look_up(const uint8_t *data, size_t size, bool mend) {
  reap_lexicon *lexicon;
  reap_tokenizer *tokenizer;
  reap_error error;
  if (reap_lexicon_open_empty(&lexicon, &error) || reap_tokenizer_open(&tokenizer, &error)) abort();
  uint8_t *copy = malloc(size ? size : 1);
  memcpy(copy, data, size);
  reap_image_header *header = (reap_image_header *)copy;
  if (mend && size >= sizeof *header) {
    header->folding = lexicon->folding;
    header->bytes = size;
    header->checksum = reap_image_checksum(copy, size);
  }
  reap_status status = reap_lexicon_add_image(lexicon, copy, size, false, "fuzz.lex", &error);
  if (status != REAP_OK && (status != REAP_ELEXICON || !error.message[0])) abort();
  look_up(lexicon, tokenizer);
  reap_tokenizer_close(tokenizer);
  reap_lexicon_free(lexicon);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  open_and_look_up(data, size, false);
  open_and_look_up(data, size, true);
  return 0;
}
