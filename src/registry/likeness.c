/* SPDX-License-Identifier: MIT */
#include "registry/likeness.h"

enum { MOST_WORDS = 64, MOST_CONTAINED = 8 };

static const char *const idle[] = {
    "a",    "an",     "and",     "any",        "as",      "assess",      "at",         "baseline",   "between",
    "by",   "change", "compare", "effect",     "end",     "evaluate",    "first",      "follow",     "for",
    "from", "group",  "in",      "incidence",  "mean",    "measure",     "median",     "number",     "occurrence",
    "of",   "on",     "or",      "outcome",    "patient", "participant", "percent",    "percentage", "proportion",
    "rate", "score",  "subject", "the",        "time",    "to",          "total",      "up",         "value",
    "with", "within", "drug",    "biological", "device",  "procedure",   "behavioral", "arm"};

static bool is_idle(reap_str word) {
  for (size_t i = 0; i < sizeof idle / sizeof *idle; i++)
    if (reap_str_is_nocase(word, idle[i])) return true;
  return word.len > 3 && (word.ptr[word.len - 1] | 32) == 's' && is_idle((reap_str){word.ptr, word.len - 1});
}

/* The distinct content words of a phrase, as hashes of their folded spelling. */
static size_t words_of(reap_tokenizer *tokenizer, reap_str text, uint64_t words[MOST_WORDS]) {
  REAP_VEC(reap_token) tokens = {0};
  size_t count = 0;
  reap_tokenize(tokenizer, text, (reap_span){0, text.len}, (reap_token_vec *)&tokens);
  for (uint32_t i = 0; i < tokens.count && count < MOST_WORDS; i++) {
    const reap_token *token = &tokens.at[i];
    if (token->flags & REAP_TOKEN_PUNCT || is_idle(reap_slice(text, token->span))) continue;
    size_t same = 0;
    while (same < count && words[same] != token->hash) same++;
    if (same == count) words[count++] = token->hash;
  }
  reap_vec_free(&tokens);
  return count;
}

double reap_likeness(reap_tokenizer *tokenizer, reap_str a, reap_str b) {
  uint64_t x[MOST_WORDS], y[MOST_WORDS];
  size_t nx = words_of(tokenizer, a, x), ny = words_of(tokenizer, b, y), both = 0;
  if (!nx || !ny) return 0;
  for (size_t i = 0; i < nx; i++)
    for (size_t j = 0; j < ny; j++) both += x[i] == y[j];
  double dice = 2.0 * (double)both / (double)(nx + ny);
  bool contained = both == (nx < ny ? nx : ny) && (nx > ny ? nx : ny) <= MOST_CONTAINED;
  return contained && dice < 0.75 ? 0.75 : dice;
}
