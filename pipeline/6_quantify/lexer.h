/* SPDX-License-Identifier: MIT */
#ifndef REAP_QUANTIFY_LEXER_H
#define REAP_QUANTIFY_LEXER_H

#include "6_quantify/atom.h"

/* The state of cutting one sentence into atoms, shared by atom.c (words, marks) and lex_number.c. */

enum { BRACKETS_MAX = 64 }; /* deeper nesting is not followed */

typedef struct {
  const reap_word_table *table;
  reap_str text;
  reap_span sentence;
  const reap_markup *markups; /* those of the sentence */
  uint32_t markup_count;
  reap_atoms *out;
  uint32_t open[BRACKETS_MAX];
  uint32_t depth;
  bool spaced; /* white space stands before the next atom */
  bool numbers;
  uint8_t commas; /* has_decimal_commas(): 0 not looked, 1 no, 2 yes */
} lexer;

/* Appends an atom, marked as spaced when white space stands before it; valid until the next one. */
static inline reap_atom *lexer_add(lexer *lx, uint32_t beg, uint32_t end, atom_type type, word_class word) {
  reap_atoms *out = lx->out;
  if (type == ATOM_NUMBER) *reap_push(&out->numbers) = out->count;
  out->words[word / 64] |= (uint64_t)1 << word % 64;
  reap_atom *a = &out->at[out->count++]; /* reap_atoms_lex() has made room */
  *a = (reap_atom){.span = {beg, end},
                   .cue = REAP_NONE,
                   .partner = REAP_NONE,
                   .row = REAP_NONE,
                   .word = (uint16_t)word,
                   .type = (uint8_t)type,
                   .flags = lx->spaced ? ATOM_SPACED : 0,
                   .depth = (uint8_t)(lx->depth < 255 ? lx->depth : 255)};
  lx->spaced = false;
  return a;
}
/* The atom `back` places before the last one, NULL when there is none. */
static inline reap_atom *lexer_last(lexer *lx, uint32_t back) {
  return lx->out->count > back ? &lx->out->at[lx->out->count - 1 - back] : NULL;
}
uint32_t lexer_wide_letter(const lexer *lx, uint32_t at); /* the same for a character that is not ASCII */
/* Length of the letter at text[at], 0 when there is none. */
static inline uint32_t lexer_letter(const lexer *lx, uint32_t at) {
  if (at >= lx->sentence.end) return 0;
  const char c = lx->text.ptr[at];
  if ((unsigned char)c < 0xC2) return reap_is_alpha(c);
  return lexer_wide_letter(lx, at);
}
uint32_t lexer_word_end(const lexer *lx, uint32_t at); /* end of the letters and the digits glued to them */
bool lexer_has_digit(reap_str text, uint32_t beg, uint32_t end);
bool lexer_markup_starts(const lexer *lx, uint32_t at); /* raised or lowered text begins there */
void lexer_set_hyphenated(lexer *lx, reap_atom *number, uint32_t end);

/* Reads the number at text[at]; returns the byte behind it. */
uint32_t lexer_number(lexer *lx, uint32_t at);
/* ". 001" behind a relation: a fraction with a space in it; `at` when there is none. */
uint32_t lexer_loose_fraction(const lexer *lx, uint32_t at, double *value);
bool lexer_behind_relation(lexer *lx);

#endif
