/* SPDX-License-Identifier: MIT */
#include "5_tag/resolve.h"

enum {
  UNKNOWN = REAP_ENTITY_TYPES,
  MAX_FORMS = 1024 /* of one citation: far more than any has, and a bound for hostile text */
};

/* The first token of the citation that ends after `offset`, as a row of batch.tokens. */
static uint32_t token_after(const reap_batch *batch, reap_range tokens, uint32_t offset) {
  uint32_t low = tokens.first, high = tokens.first + tokens.count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (batch->tokens.at[middle].span.end <= offset)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

static reap_range tokens_of(const reap_batch *batch, const reap_citation *citation, reap_span span) {
  uint32_t first = token_after(batch, citation->tokens, span.beg), end = first;
  while (end < citation->tokens.first + citation->tokens.count && batch->tokens.at[end].span.beg < span.end) end++;
  return (reap_range){first, end - first};
}

/* The first of the citation's mentions that ends after `offset`. */
static uint32_t mention_after(const reap_batch *batch, uint32_t first, uint32_t offset) {
  uint32_t low = first, high = batch->mentions.count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (batch->mentions.at[middle].span.end <= offset)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/* What the lexicon says of the long form. A mention that covers all of it is its concept; otherwise the one at its end,
 * the head of an English noun phrase, lends its type, and the long form's own words the name. *inside is the type of
 * the last mention anywhere in it. */
static reap_mention meaning_of(const reap_batch *batch, const reap_citation *citation, uint32_t first,
                               reap_span long_form, uint8_t *inside) {
  reap_mention meaning = {.concept = REAP_NONE, .type = UNKNOWN, .via = REAP_VIA_ABBREVIATION};
  meaning.id = REAP_STR("");
  meaning.name = reap_text_at(citation, long_form);
  *inside = UNKNOWN;
  for (uint32_t i = mention_after(batch, first, long_form.beg); i < batch->mentions.count; i++) {
    const reap_mention *mention = &batch->mentions.at[i];
    if (mention->span.beg >= long_form.end) break;
    if (reap_span_holds(mention->span, long_form)) {
      meaning = *mention;
      meaning.via = REAP_VIA_ABBREVIATION;
      meaning.flags = 0;
      return meaning;
    }
    if (reap_span_holds(long_form, mention->span)) *inside = mention->type;
    if (mention->span.end == long_form.end) meaning.type = mention->type;
  }
  return meaning;
}

static uint32_t *chain_of(reap_resolve_scratch *scratch, uint64_t first_hash) {
  return &scratch->chains[first_hash % REAP_RESOLVE_CHAINS];
}

static void collect_forms(reap_resolve_scratch *scratch, reap_batch *batch, const reap_citation *citation,
                          uint32_t first_mention) {
  reap_vec_reset(&scratch->forms);
  for (int i = 0; i < REAP_RESOLVE_CHAINS; i++) scratch->chains[i] = REAP_NONE;
  for (uint32_t i = 0; i < citation->abbreviations.count && scratch->forms.count < MAX_FORMS; i++) {
    uint32_t row = citation->abbreviations.first + i;
    reap_abbreviation *abbreviation = &batch->abbreviations.at[row];
    reap_range tokens = tokens_of(batch, citation, abbreviation->short_form);
    if (!tokens.count || !batch->tokens.at[tokens.first].hash) continue;
    reap_short_form *form = reap_push(&scratch->forms);
    uint32_t *chain = chain_of(scratch, batch->tokens.at[tokens.first].hash);
    form->next = *chain;
    *chain = scratch->forms.count - 1;
    form->abbreviation = row;
    form->tokens = tokens;
    form->meaning = meaning_of(batch, citation, first_mention, abbreviation->long_form, &form->inside);
    abbreviation->concept = form->meaning.concept;
  }
}

/* Whether `token` continues the word before it, of which one side is `number`: "MSC2", "MSC-2" and "5-MSC" are other
 * names than "MSC". */
static bool goes_on(const reap_token *token, const reap_token *number) {
  return (token->flags & REAP_TOKEN_GLUED) ||
         ((token->flags & REAP_TOKEN_HYPHEN) && (number->flags & REAP_TOKEN_NUMBER));
}

/* Letter for letter, but for a plural s on either side. */
static bool same_spelling(reap_str a, reap_str b) {
  if (a.len == b.len + 1 && a.ptr[a.len - 1] == 's') a.len--;
  if (b.len == a.len + 1 && b.ptr[b.len - 1] == 's') b.len--;
  return reap_str_equal(a, b);
}

/* Whether the short form stands at tokens[at] of the sentence. */
static bool stands_at(const reap_batch *batch, const reap_citation *citation, const reap_short_form *form, uint32_t at,
                      reap_range sentence) {
  uint32_t end = sentence.first + sentence.count, count = form->tokens.count;
  const reap_token *tokens = &batch->tokens.at[at], *own = &batch->tokens.at[form->tokens.first];
  if (count > end - at || (count < end - at && goes_on(tokens + count, tokens + count))) return false;
  if (at > sentence.first && goes_on(tokens, tokens - 1)) return false;
  for (uint32_t i = 0; i < count; i++)
    if (tokens[i].hash != own[i].hash) return false;
  reap_span span = {tokens->span.beg, tokens[count - 1].span.end};
  return same_spelling(reap_text_at(citation, span),
                       reap_text_at(citation, batch->abbreviations.at[form->abbreviation].short_form));
}

/* The short form at tokens[at] of a sentence: the longest, and of those the one defined first. */
static const reap_short_form *form_at(reap_resolve_scratch *scratch, const reap_batch *batch,
                                      const reap_citation *citation, uint32_t at, reap_range sentence) {
  const reap_short_form *best = NULL;
  for (uint32_t i = *chain_of(scratch, batch->tokens.at[at].hash); i != REAP_NONE; i = scratch->forms.at[i].next) {
    const reap_short_form *form = &scratch->forms.at[i];
    if ((!best || form->tokens.count >= best->tokens.count) && stands_at(batch, citation, form, at, sentence))
      best = form;
  }
  return best;
}

/* All occurrences of the short forms, in text order. */
static void find_forms(reap_resolve_scratch *scratch, const reap_batch *batch, const reap_citation *citation) {
  reap_vec_reset(&scratch->found);
  for (uint32_t i = 0; i < citation->sentences.count; i++) {
    const reap_sentence *sentence = &batch->sentences.at[citation->sentences.first + i];
    uint32_t end = sentence->tokens.first + sentence->tokens.count;
    for (uint32_t at = sentence->tokens.first; at < end;) {
      const reap_short_form *form = form_at(scratch, batch, citation, at, sentence->tokens);
      if (!form) {
        at++;
        continue;
      }
      reap_short_form_use *use = reap_push(&scratch->found);
      use->mention = form->meaning;
      use->inside = form->inside;
      use->mention.sentence = citation->sentences.first + i;
      use->mention.span =
          (reap_span){batch->tokens.at[at].span.beg, batch->tokens.at[at + form->tokens.count - 1].span.end};
      at += form->tokens.count;
    }
  }
}

/* Where the lexicon found a longer name around a short form, that stays; where it knows the short form itself as
 * something of a type that the long form speaks of, its concept stays; in all else the text's own definition wins. */
static bool lexicon_wins(const reap_mention *mention, const reap_short_form_use *use) {
  if (!reap_span_holds(mention->span, use->mention.span)) return false;
  if (reap_span_len(mention->span) > reap_span_len(use->mention.span)) return true;
  uint8_t type = use->mention.type != UNKNOWN ? use->mention.type : use->inside;
  return use->mention.concept == REAP_NONE && type == mention->type;
}

static void merge(reap_resolve_scratch *scratch, reap_batch *batch, uint32_t first) {
  reap_vec_reset(&scratch->merged);
  uint32_t at = first;
  for (uint32_t i = 0; i < scratch->found.count; i++) {
    const reap_short_form_use *use = &scratch->found.at[i];
    const reap_mention *form = &use->mention;
    while (at < batch->mentions.count && batch->mentions.at[at].span.end <= form->span.beg)
      *reap_push(&scratch->merged) = batch->mentions.at[at++];
    if (at < batch->mentions.count && lexicon_wins(&batch->mentions.at[at], use)) continue;
    while (at < batch->mentions.count && batch->mentions.at[at].span.beg < form->span.end) at++;
    if (form->type != UNKNOWN) *reap_push(&scratch->merged) = *form;
  }
  for (; at < batch->mentions.count; at++) *reap_push(&scratch->merged) = batch->mentions.at[at];
  batch->mentions.count = first;
  for (uint32_t i = 0; i < scratch->merged.count; i++) *reap_push(&batch->mentions) = scratch->merged.at[i];
}

void reap_resolve_abbreviations(reap_resolve_scratch *scratch, reap_batch *batch, const reap_citation *citation,
                                uint32_t first_mention) {
  if (!citation->abbreviations.count) return;
  collect_forms(scratch, batch, citation, first_mention);
  find_forms(scratch, batch, citation);
  merge(scratch, batch, first_mention);
}

void reap_resolve_scratch_free(reap_resolve_scratch *scratch) {
  reap_vec_free(&scratch->forms);
  reap_vec_free(&scratch->found);
  reap_vec_free(&scratch->merged);
}
