/* SPDX-License-Identifier: MIT */
#include "lexicon/lexicon.h"

#include <stdlib.h>

#include "base/memory.h"

struct reap_lexicon {
  int unused;
};
reap_status reap_lexicon_open(reap_lexicon **out, const char *path, reap_error *error) {
  (void)path;
  return reap_lexicon_open_empty(out, error);
}
reap_status reap_lexicon_open_empty(reap_lexicon **out, reap_error *error) {
  (void)error;
  *out = reap_alloc(sizeof **out);
  return REAP_OK;
}
reap_status reap_lexicon_add_folder(reap_lexicon *lexicon, const char *dir, reap_error *error) {
  (void)lexicon, (void)dir, (void)error;
  return REAP_OK;
}
void reap_lexicon_free(reap_lexicon *lexicon) { free(lexicon); }
reap_concept reap_lexicon_concept(const reap_lexicon *lexicon, uint32_t concept) {
  (void)lexicon, (void)concept;
  return (reap_concept){0};
}
uint32_t reap_lexicon_names(const reap_lexicon *lexicon) { return lexicon ? 0 : 0; }
uint32_t reap_lexicon_concepts(const reap_lexicon *lexicon) { return lexicon ? 0 : 0; }
const char *reap_lexicon_hash(const reap_lexicon *lexicon) { return lexicon ? "" : ""; }
bool reap_lexicon_longest(const reap_lexicon *lexicon, reap_layer layer, reap_str text, const reap_token *tokens,
                          uint32_t count, reap_lexicon_match *out) {
  (void)lexicon, (void)layer, (void)text, (void)tokens, (void)count, (void)out;
  return false;
}
