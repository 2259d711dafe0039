/* SPDX-License-Identifier: MIT */
#include "5_tag/match.h"

typedef REAP_VEC(reap_mention) mention_vec;

static void match_layer(const reap_lexicon *lexicon, reap_layer layer, reap_str text, const reap_token *tokens,
                        uint32_t count, uint32_t sentence, mention_vec *out) {
  reap_lexicon_walk walk;
  reap_lexicon_match match;
  reap_lexicon_walk_from(&walk, lexicon, layer, text, tokens, count, 0);
  while (reap_lexicon_walk_on(&walk, &match)) {
    reap_mention *mention = reap_push(out);
    mention->span = (reap_span){tokens[match.at].span.beg, tokens[walk.at - 1].span.end};
    mention->sentence = sentence;
    mention->concept = match.concept;
    if (match.ambiguous) mention->flags = REAP_MENTION_AMBIGUOUS;
  }
}

/* In a pass of its own: then the reads of many concepts overlap, and none holds up the walk through the text. */
static void fill_in(const reap_lexicon *lexicon, mention_vec *mentions, uint32_t first) {
  for (uint32_t i = first; i < mentions->count; i++) {
    reap_mention *mention = &mentions->at[i];
    reap_concept found = reap_lexicon_concept(lexicon, mention->concept);
    mention->type = found.type;
    mention->id = found.id;
    mention->name = reap_type_is_cue(found.type) ? found.value : found.name;
  }
}

void reap_match_names(const reap_lexicon *lexicon, reap_batch *batch, const reap_citation *citation) {
  mention_vec *mentions = (mention_vec *)&batch->mentions, *cues = (mention_vec *)&batch->cues;
  uint32_t first_mention = mentions->count, first_cue = cues->count;
  for (uint32_t i = 0; i < citation->sentences.count; i++) {
    uint32_t sentence = citation->sentences.first + i;
    reap_range range = batch->sentences.at[sentence].tokens;
    if (!range.count) continue;
    const reap_token *tokens = &batch->tokens.at[range.first];
    match_layer(lexicon, REAP_LAYER_ENTITY, citation->text, tokens, range.count, sentence, mentions);
    match_layer(lexicon, REAP_LAYER_CUE, citation->text, tokens, range.count, sentence, cues);
  }
  fill_in(lexicon, mentions, first_mention);
  fill_in(lexicon, cues, first_cue);
}
