/* SPDX-License-Identifier: MIT */
#include "text/fold.h"

#include "base/memory.h"

struct reap_tokenizer {
  int unused;
};
reap_status reap_tokenizer_open(reap_tokenizer **out, reap_error *error) {
  (void)error;
  *out = reap_alloc(sizeof **out);
  return REAP_OK;
}
void reap_tokenizer_close(reap_tokenizer *tokenizer) { free(tokenizer); }
void reap_tokenize(reap_tokenizer *tokenizer, reap_str text, reap_span within, reap_token_vec *out) {
  (void)tokenizer, (void)text, (void)within, (void)out;
}
uint32_t reap_fold(reap_tokenizer *tokenizer, reap_str token, char *out) {
  (void)tokenizer;
  memcpy(out, token.ptr, token.len);
  return token.len;
}
uint64_t reap_fold_hash(const char *folded, uint32_t len) { return folded && len ? 1 : 1; }
