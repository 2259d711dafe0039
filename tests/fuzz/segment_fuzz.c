/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "4_segment/sentence.h"
#include "text/character.h"
#include "text/tokenizer.h"

static void require(bool truth) {
  if (!truth) abort();
}

/* Everything between the sentences is white space, and tokens lie in order inside their sentence. */
static void check_gap(reap_str text, uint32_t beg, uint32_t end) {
  for (reap_char_kind kind; beg < end;) {
    beg += reap_char_next(text, beg, &kind);
    require(kind == REAP_CHAR_SPACE);
  }
}

static void check_tokens(reap_tokenizer *tokenizer, reap_str text, reap_span sentence) {
  reap_token_vec tokens = {0};
  reap_tokenize(tokenizer, text, sentence, &tokens);
  uint32_t end = sentence.beg;
  for (uint32_t i = 0; i < tokens.count; i++) {
    const reap_token *token = &tokens.at[i];
    require(token->span.beg >= end && token->span.end > token->span.beg && token->span.end <= sentence.end);
    require((token->hash == 0) == ((token->flags & REAP_TOKEN_PUNCT) != 0));
    end = token->span.end;
  }
  reap_vec_free(&tokens);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size > 1 << 20) return 0;
  reap_str text = {(const char *)data, (uint32_t)size};
  reap_tokenizer *tokenizer;
  if (reap_tokenizer_open(&tokenizer, NULL) != REAP_OK) abort();
  reap_span rest = {0, text.len};
  reap_lines lines = reap_line_style(text, rest);
  for (;;) {
    reap_span sentence = reap_next_sentence(text, rest, lines);
    require(sentence.end <= text.len);
    if (sentence.beg >= sentence.end) break;
    check_gap(text, rest.beg, sentence.beg);
    check_tokens(tokenizer, text, sentence);
    rest.beg = sentence.end;
  }
  check_gap(text, rest.beg, text.len);
  reap_tokenizer_close(tokenizer);
  return 0;
}
