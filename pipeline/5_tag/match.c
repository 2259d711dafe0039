/* SPDX-License-Identifier: MIT */
#include "5_tag/match.h"

typedef REAP_VEC(reap_mention) mention_vec;

reap_mention reap_mention_of(const reap_lexicon *lexicon, uint32_t concept, reap_span span, uint32_t sentence) {
  reap_concept found = reap_lexicon_concept(lexicon, concept);
  return (reap_mention){.span = span,
                        .sentence = sentence,
                        .concept = concept,
                        .type = found.type,
                        .via = REAP_VIA_LEXICON,
                        .id = found.id,
                        .name = reap_type_is_cue(found.type) ? found.value : found.name};
}

static void match_layer(const reap_lexicon *lexicon, reap_layer layer, reap_str text, const reap_token *tokens,
                        uint32_t count, uint32_t sentence, mention_vec *out) {
  for (uint32_t at = 0; at < count;) {
    reap_lexicon_match match;
    if (!reap_lexicon_longest(lexicon, layer, text, tokens, count, at, &match)) {
      at++;
      continue;
    }
    reap_span span = {tokens[at].span.beg, tokens[at + match.tokens - 1].span.end};
    reap_mention *mention = reap_push(out);
    *mention = reap_mention_of(lexicon, match.concept, span, sentence);
    if (match.ambiguous) mention->flags |= REAP_MENTION_AMBIGUOUS;
    at += match.tokens;
  }
}

void reap_match_names(const reap_lexicon *lexicon, reap_batch *batch, const reap_citation *citation) {
  for (uint32_t i = 0; i < citation->sentences.count; i++) {
    uint32_t sentence = citation->sentences.first + i;
    reap_range range = batch->sentences.at[sentence].tokens;
    if (!range.count) continue;
    const reap_token *tokens = &batch->tokens.at[range.first];
    match_layer(lexicon, REAP_LAYER_ENTITY, citation->text, tokens, range.count, sentence,
                (mention_vec *)&batch->mentions);
    match_layer(lexicon, REAP_LAYER_CUE, citation->text, tokens, range.count, sentence, (mention_vec *)&batch->cues);
  }
}
