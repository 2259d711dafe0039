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
reap_atom *lexer_add(lexer *lx, uint32_t beg, uint32_t end, atom_type type, word_class word);
/* The atom `back` places before the last one, NULL when there is none. */
reap_atom *lexer_last(lexer *lx, uint32_t back);
uint32_t lexer_letter(const lexer *lx, uint32_t at);   /* length of the letter at text[at], 0 when there is none */
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
