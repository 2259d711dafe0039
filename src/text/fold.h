/* SPDX-License-Identifier: MIT */
#ifndef REAP_TEXT_FOLD_H
#define REAP_TEXT_FOLD_H

#include "base/status.h"
#include "base/vec.h"
#include "model/token.h"

/* Tokens and their folded spellings, for the lexicon compiler and for 4_segment alike: what one writes the other
 * finds. Folding makes equal: case, diacritics, Greek letters and their names (α = alpha), width (full-width forms),
 * British and US spellings, and the plural s. Hyphens and spaces only separate tokens; a possessive 's belongs to none.
 */

typedef REAP_VEC(reap_token) reap_token_vec;
typedef struct reap_tokenizer reap_tokenizer; /* ICU handles and scratch: one per thread, reused */

/* The caller owns *out and closes it. Fails only when ICU's data cannot be opened (REAP_EBUG). */
REAP_MUST_USE reap_status reap_tokenizer_open(reap_tokenizer **out, reap_error *error);
void reap_tokenizer_close(reap_tokenizer *tokenizer);

/* Appends the tokens of text[within] to *out (spans count from the start of `text`); text is UTF-8, ill-formed bytes
 * are PUNCT tokens. White space gives no token. `out` is any REAP_VEC(reap_token), cast to reap_token_vec. */
void reap_tokenize(reap_tokenizer *tokenizer, reap_str text, reap_span within, reap_token_vec *out);

/* Writes the folded spelling of one token's text to out (capacity >= 4 * text.len + 16 bytes) and returns its length:
 * what hash is taken of. For `reap lexicon explain` and tests. */
uint32_t reap_fold(reap_tokenizer *tokenizer, reap_str token, char *out);

/* The hash of a folded spelling: never 0. */
uint64_t reap_fold_hash(const char *folded, uint32_t len);

#endif
