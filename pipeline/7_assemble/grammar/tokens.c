/* SPDX-License-Identifier: MIT */
/* Small questions about the tokens of the citation in work. */
#include "7_assemble/assembler.h"

enum {
  NOT_NOMINAL = REAP_W_DETERMINER | REAP_W_PREPOSITION | REAP_W_AND | REAP_W_CLAUSE | REAP_W_RELATIVE | REAP_W_BE |
                REAP_W_HAVE | REAP_W_AUXILIARY | REAP_W_NOT | REAP_W_ADVERB | REAP_W_VERSUS
};

/* A hyphen ties the next token to this one. */
static bool goes_on(const reap_assembler *a, uint32_t token) {
  uint32_t next = token + 1;
  return next < a->citation->tokens.first + a->citation->tokens.count && !reap_mark_at(a, next) &&
         reap_token_at(a, next)->flags & REAP_TOKEN_HYPHEN;
}

static bool ends_in_ed(reap_str word) {
  return word.len >= 5 && word.ptr[word.len - 2] == 'e' && word.ptr[word.len - 1] == 'd';
}

/* "-ed" is a verb before a function word or the clause's end, an adjective before a noun ("impaired tolerance"). */
static bool ends_as_verb(const reap_assembler *a, uint32_t token) {
  reap_str word = reap_word_at(a, token);
  if (!ends_in_ed(word)) return false;
  if (word.ptr[word.len - 3] == 'e' && word.ptr[word.len - 4] != 'r') return false; /* "speed", not "agreed" */
  const reap_citation *c = a->citation;
  if (token + 1 >= c->tokens.first + c->tokens.count) return true;
  if (reap_token_at(a, token)->flags & REAP_TOKEN_HYPHEN) return false;
  if (reap_token_at(a, token + 1)->flags & (REAP_TOKEN_HYPHEN | REAP_TOKEN_GLUED)) return false;
  uint32_t next = reap_bits_at(a, token + 1);
  return reap_mark_at(a, token + 1) || (next & (NOT_NOMINAL & ~(uint32_t)REAP_W_AND));
}

/* "Confirmed rates", "of treated eyes": a verb's form before a noun, behind an article, a preposition or a mark. */
static bool is_participle(const reap_assembler *a, uint32_t token) {
  reap_str word = reap_word_at(a, token);
  const reap_citation *c = a->citation;
  if (!ends_in_ed(word) || token + 1 >= c->tokens.first + c->tokens.count) return false;
  bool opens = token == c->tokens.first || reap_mark_at(a, token - 1) == '.' || reap_mark_at(a, token - 1) == '\n' ||
               reap_token_at(a, token)->flags & REAP_TOKEN_CAPITAL ||
               reap_bits_at(a, token - 1) & (REAP_W_DETERMINER | REAP_W_PREPOSITION | REAP_W_STATISTIC);
  uint32_t next = reap_bits_at(a, token + 1);
  return opens && !reap_mark_at(a, token + 1) && !(next & (NOT_NOMINAL | REAP_W_VERB)) && !ends_as_verb(a, token + 1);
}

static bool is_nominal(const reap_assembler *a, uint32_t token) {
  if (reap_mark_at(a, token)) return false;
  if (reap_token_at(a, token)->flags & (REAP_TOKEN_HYPHEN | REAP_TOKEN_GLUED)) return true;
  uint32_t bits = reap_bits_at(a, token);
  if (bits & REAP_W_PREPOSITION && goes_on(a, token)) /* "in-hospital", not "between-group" */
    return reap_word_is(a, token, "in") || reap_word_is(a, token, "on") || reap_word_is(a, token, "per");
  if (bits & NOT_NOMINAL) return bits & REAP_W_ADVERB && goes_on(a, token);    /* "commercially-available" */
  if (bits & REAP_W_VERB) return is_participle(a, token) || goes_on(a, token); /* "follow-up" */
  return !ends_as_verb(a, token);
}

/* The same, settled at once for most words: no function word, no verb, not joined to the word before. */
static bool is_nominal_at(const reap_assembler *a, uint32_t token) {
  enum { ASKS = REAP_TOKEN_PUNCT | REAP_TOKEN_HYPHEN | REAP_TOKEN_GLUED };
  bool asks = reap_token_at(a, token)->flags & ASKS || reap_bits_at(a, token) & (NOT_NOMINAL | REAP_W_VERB) ||
              ends_in_ed(reap_word_at(a, token));
  return !asks || is_nominal(a, token);
}

void reap_tokens_read(reap_assembler *a) {
  uint32_t first = a->citation->tokens.first, end = first + a->citation->tokens.count;
  a->tokens = a->batch->tokens.at;
  reap_vec_resize(&a->bits, end);
  reap_vec_resize(&a->nominal, end);
  reap_vec_resize(&a->shapes, end);
  const reap_str text = a->citation->text;
  uint32_t *bits = a->bits.at;
  uint16_t *shapes = a->shapes.at;
  bool *nominal = a->nominal.at;
  reap_words_bits(a->words, text, &a->tokens[first], end - first, &bits[first]);
  for (uint32_t t = first; t < end; t++) shapes[t] = reap_word_shape(reap_slice(text, a->tokens[t].span));
  for (uint32_t t = first; t < end; t++) nominal[t] = is_nominal_at(a, t);
  reap_range sentences = a->citation->sentences;
  reap_vec_resize(&a->words_in, sentences.count);
  for (uint32_t i = 0; i < sentences.count; i++) {
    reap_range tokens = a->batch->sentences.at[sentences.first + i].tokens;
    uint32_t together = 0;
    for (uint32_t t = tokens.first; t < tokens.first + tokens.count; t++) together |= bits[t];
    a->words_in.at[i] = together;
  }
}

bool reap_is_plural(const reap_assembler *a, uint32_t token) {
  reap_str word = reap_word_at(a, token);
  return word.len > 2 && word.ptr[word.len - 1] == 's';
}

/* Rows are in text order, and so are tokens: one walk over both. The widest row that covers a token wins. */
void reap_quantities_by_token(reap_assembler *a) {
  reap_range tokens = a->citation->tokens, range = a->citation->quantities;
  const reap_quantity *rows = a->batch->quantities.at;
  uint32_t row = range.first, end = range.first + range.count;
  reap_vec_resize(&a->quantity_of, tokens.first + tokens.count);
  reap_vec_resize(&a->numbered, a->citation->sentences.count);
  memset(a->numbered.at, 0, a->numbered.count * sizeof *a->numbered.at);
  for (uint32_t i = row; i < end; i++) a->numbered.at[rows[i].sentence - a->citation->sentences.first] = true;
  uint32_t *quantity_of = a->quantity_of.at, next = row < end ? rows[row].span.beg : REAP_NONE;
  for (uint32_t t = tokens.first; t < tokens.first + tokens.count; t++) {
    uint32_t byte = a->tokens[t].span.beg, found = REAP_NONE;
    quantity_of[t] = REAP_NONE;
    if (byte < next) continue; /* most tokens */
    while (row < end && rows[row].span.end <= byte) row++;
    next = row < end ? rows[row].span.beg : REAP_NONE;
    if (byte < next) continue;
    for (uint32_t i = row; i < end && i < row + 4 && found == REAP_NONE && rows[i].span.beg <= byte; i++)
      if (byte < rows[i].span.end) found = i;
    quantity_of[t] = found;
  }
}

/* The first row of the range for which `before` does not hold (it holds for those in front of that one). The half is
 * chosen by arithmetic: which it will be is a toss-up, and a wrong guess costs the processor more than the search. */
#define FIRST_NOT(before, range, first)                                                                                \
  do {                                                                                                                 \
    uint32_t half, left = (range).count, row;                                                                          \
    for (first = (range).first; left; left -= half) {                                                                  \
      half = (left + 1) / 2;                                                                                           \
      row = first + half - 1;                                                                                          \
      first += half & -(uint32_t)(before);                                                                             \
    }                                                                                                                  \
  } while (0)

uint32_t reap_first_mention(const reap_assembler *a, uint32_t byte) {
  const reap_mention *mentions = a->batch->mentions.at;
  uint32_t first;
  FIRST_NOT(mentions[row].span.end <= byte, a->citation->mentions, first);
  return first;
}

uint32_t reap_first_cue(const reap_assembler *a, uint32_t byte) {
  const reap_mention *cues = a->batch->cues.at;
  uint32_t first;
  FIRST_NOT(cues[row].span.beg < byte, a->citation->cues, first);
  return first;
}

bool reap_word_is_one_of(const reap_assembler *a, uint32_t token, const char *const *words, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (reap_word_is(a, token, words[i])) return true;
  return false;
}

uint32_t reap_token_of_byte(const reap_assembler *a, uint32_t byte) {
  uint32_t first;
  FIRST_NOT(a->tokens[row].span.end <= byte, a->citation->tokens, first);
  return first;
}

reap_run reap_run_of_span(const reap_assembler *a, reap_span span) {
  uint32_t first = reap_token_of_byte(a, span.beg), end = a->citation->tokens.first + a->citation->tokens.count;
  uint32_t last = first;
  while (last < end && reap_token_at(a, last)->span.beg < span.end) last++;
  return (reap_run){first, last - first};
}
