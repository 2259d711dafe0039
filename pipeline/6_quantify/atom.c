/* SPDX-License-Identifier: MIT */
#include "6_quantify/lexer.h"
#include "6_quantify/numeral.h"
#include "base/utf8.h"

static bool is_mark(const reap_atom *a, word_class word) { return a && a->type == ATOM_MARK && a->word == word; }

/* ---- words ---- */

static bool letter_code(uint32_t code) {
  if (code < 0x80) return reap_is_alpha((char)code);
  return code == 0xAA || code == 0xB5 || code == 0xBA || code == 0xB2 || code == 0xB3 || code == 0xB9 ||
         (code >= 0xC0 && code <= 0x24F && code != 0xD7 && code != 0xF7) || (code >= 0x370 && code <= 0x1FFF) ||
         (code >= 0x2070 && code <= 0x209C) || (code >= 0x2100 && code <= 0x214F) || code >= 0x3040;
}

uint32_t lexer_wide_letter(const lexer *lx, uint32_t at) {
  uint32_t code = 0, space = reap_numeral_space(lx->text, at, lx->sentence.end);
  const uint32_t len = reap_utf8_decode(lx->text, at, &code);
  return !space && letter_code(code) && !(code >= 0x2010 && code <= 0x2044) ? len : 0;
}

bool lexer_markup_starts(const lexer *lx, uint32_t at) {
  for (uint32_t i = 0; i < lx->markup_count && lx->markups[i].span.beg <= at; i++)
    if (lx->markups[i].span.beg == at) return true;
  return false;
}

static const bool word_bytes[256] = {['0' ... '9'] = true, ['A' ... 'Z'] = true, ['a' ... 'z'] = true};

/* A run of letters and the digits glued to it: "HbA1c". Raised or lowered text starts a new atom: F, 1,186. */
static inline uint32_t word_end(const lexer *lx, uint32_t at) {
  uint32_t limit = lx->sentence.end, end = at + lexer_letter(lx, at), len;
  uint32_t next = 0;
  while (next < lx->markup_count && lx->markups[next].span.beg <= at) next++;
  if (next < lx->markup_count) limit = lx->markups[next].span.beg;
  const char *text = lx->text.ptr;
  for (;;) {
    while (end < limit && word_bytes[(unsigned char)text[end]]) end++;
    if (end >= limit || (unsigned char)text[end] < 0x80 || !(len = lexer_letter(lx, end))) return end;
    end += len;
  }
}

uint32_t lexer_word_end(const lexer *lx, uint32_t at) { return word_end(lx, at); }

bool lexer_has_digit(reap_str text, uint32_t beg, uint32_t end) {
  for (uint32_t i = beg; i < end; i++)
    if (reap_is_digit(text.ptr[i])) return true;
  return false;
}

void lexer_set_hyphenated(lexer *lx, reap_atom *number, uint32_t end) {
  bool minus;
  const uint32_t dash = reap_numeral_dash(lx->text, end, lx->sentence.end, &minus);
  const uint32_t space = dash ? reap_numeral_space(lx->text, end + dash, lx->sentence.end) : 0;
  /* "12-week", and the first half of "12- and 24-week" */
  if (dash && !minus && lexer_letter(lx, end + dash + space)) number->flags |= ATOM_HYPHENATED;
}

static void claim(reap_atom *number) { number->flags |= ATOM_CLAIMED; }

/* "i.e", "s.d": an abbreviation with inner stops is one word. */
static uint32_t dotted_end(const lexer *lx, uint32_t beg, uint32_t end) {
  if (end != beg + 1) return end;
  while (end + 1 < lx->sentence.end && lx->text.ptr[end] == '.' && reap_is_alpha(lx->text.ptr[end + 1]) &&
         !(end + 2 < lx->sentence.end && reap_is_alpha(lx->text.ptr[end + 2])))
    end += 2;
  return end;
}

static const reap_str fractions[] = {{"third", 5}, {"thirds", 6}, {"half", 4},  {"quarter", 7}, {"quarters", 8},
                                     {"fifth", 5}, {"fifths", 6}, {"tenth", 5}, {"fourth", 6},  {"fourths", 7}};

/* "two-thirds", "one half": a fraction, not the number two. */
static bool fraction_follows(const lexer *lx, uint32_t at) {
  if (at < lx->sentence.end) at++;
  for (size_t i = 0; i < sizeof fractions / sizeof *fractions; i++)
    if (at < lx->sentence.end &&
        reap_str_starts_nocase((reap_str){lx->text.ptr + at, lx->sentence.end - at}, fractions[i]))
      return true;
  return false;
}

/* "0.59 to1.54": the space behind the word was lost. */
static bool glued_to(const lexer *lx, uint32_t at, uint32_t end) {
  if (end < at + 3 || lx->text.ptr[at] != 't' || lx->text.ptr[at + 1] != 'o') return false;
  for (uint32_t i = at + 2; i < end; i++)
    if (!reap_is_digit(lx->text.ptr[i])) return false;
  return true;
}

static uint32_t lex_word(lexer *lx, uint32_t at) {
  reap_numeral numeral;
  const reap_atom *before = lexer_last(lx, 0);
  const bool joined = !lx->spaced && before && (is_mark(before, M_DASH) || before->type == ATOM_NUMBER);
  uint32_t end = dotted_end(lx, at, word_end(lx, at));
  if (before && before->type == ATOM_NUMBER && lx->spaced && glued_to(lx, at, end)) end = at + 2;
  const word_class word = reap_words_find(lx->table, (reap_str){lx->text.ptr + at, end - at});
  if (word == W_NUMBER && !joined && reap_numeral_words(lx->text, at, lx->sentence.end, &numeral) &&
      !lexer_letter(lx, numeral.end)) {
    reap_atom *a = lexer_add(lx, at, numeral.end, ATOM_NUMBER, W_NONE);
    a->value = numeral.value;
    a->flags |= ATOM_WORDS | ATOM_INTEGER;
    lexer_set_hyphenated(lx, a, numeral.end);
    if (fraction_follows(lx, numeral.end)) claim(a);
    lx->numbers = true;
    return numeral.end;
  }
  lexer_add(lx, at, end, ATOM_WORD, word);
  const uint32_t apostrophe = end < lx->sentence.end ? (lx->text.ptr[end] == '\'' ? 1 : 0) : 0;
  if (apostrophe && end + 1 < lx->sentence.end && lx->text.ptr[end + 1] == 's') end += 2;
  return end;
}

/* ---- marks ---- */

static const struct {
  reap_str bytes;
  uint16_t word;
} marks[] = {
    {{"+/-", 3}, M_PLUSMINUS},
    {{"+-", 2}, M_PLUSMINUS},
    {{"-/+", 3}, M_PLUSMINUS},
    {{"\xC2\xB1", 2}, M_PLUSMINUS},
    {{"<=", 2}, M_LESS_EQUAL},
    {{"=<", 2}, M_LESS_EQUAL},
    {{">=", 2}, M_GREATER_EQUAL},
    {{"=>", 2}, M_GREATER_EQUAL},
    {{"<", 1}, M_LESS},
    {{">", 1}, M_GREATER},
    {{"=", 1}, M_EQUAL},
    {{"+", 1}, M_PLUS},
    {{"&", 1}, W_AND},
    {{"\xE2\x89\xA4", 3}, M_LESS_EQUAL},    /* U+2264 */
    {{"\xE2\x89\xA6", 3}, M_LESS_EQUAL},    /* U+2266 */
    {{"\xE2\xA9\xBD", 3}, M_LESS_EQUAL},    /* U+2A7D */
    {{"\xE2\x89\xA5", 3}, M_GREATER_EQUAL}, /* U+2265 */
    {{"\xE2\x89\xA7", 3}, M_GREATER_EQUAL}, /* U+2267 */
    {{"\xE2\xA9\xBE", 3}, M_GREATER_EQUAL}, /* U+2A7E */
    {{"\xEF\xBC\x9C", 3}, M_LESS},          /* full width */
    {{"\xEF\xBC\x9E", 3}, M_GREATER},
    {{"\xEF\xBC\x9D", 3}, M_EQUAL},
    {{"\xEF\xBC\x85", 3}, M_PERCENT},
    {{"\xE2\x89\x88", 3}, M_ABOUT}, /* U+2248 */
    {{"\xE2\x88\xBC", 3}, M_ABOUT}, /* U+223C */
    {{"\xC3\x97", 2}, M_TIMES},
};

/* The marks of one byte, by their byte. */
static const uint8_t byte_marks[128] = {
    ['('] = M_OPEN,    ['['] = M_OPEN,  ['{'] = M_OPEN,      [')'] = M_CLOSE, [']'] = M_CLOSE,
    ['}'] = M_CLOSE,   [','] = M_COMMA, [';'] = M_SEMICOLON, [':'] = M_COLON, ['.'] = M_STOP,
    ['%'] = M_PERCENT, ['/'] = M_SLASH, ['~'] = M_ABOUT,     ['*'] = M_TIMES};

static uint32_t find_mark(const lexer *lx, uint32_t at, word_class *word) {
  const unsigned char first = (unsigned char)lx->text.ptr[at];
  if (first < 128 && byte_marks[first]) {
    *word = (word_class)byte_marks[first];
    return 1;
  }
  bool minus;
  const uint32_t left = lx->sentence.end - at;
  const uint32_t dash = reap_numeral_dash(lx->text, at, lx->sentence.end, &minus);
  *word = minus ? M_MINUS : M_DASH;
  if (dash && !(left > 2 && memcmp(lx->text.ptr + at, "-/+", 3) == 0)) return dash;
  for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
    const reap_str bytes = marks[i].bytes;
    if (bytes.len <= left && lx->text.ptr[at] == bytes.ptr[0] && memcmp(lx->text.ptr + at, bytes.ptr, bytes.len) == 0) {
      *word = (word_class)marks[i].word;
      return bytes.len;
    }
  }
  uint32_t code = 0;
  *word = M_OTHER;
  const uint32_t len = reap_utf8_decode(lx->text, at, &code);
  return len < left ? len : left;
}

static uint32_t lex_mark(lexer *lx, uint32_t at) {
  word_class word;
  const uint32_t len = find_mark(lx, at, &word);
  if (word == M_CLOSE && lx->depth) lx->depth--;
  lexer_add(lx, at, at + len, ATOM_MARK, word);
  const uint32_t row = lx->out->count - 1;
  if (word == M_OPEN) {
    if (lx->depth < BRACKETS_MAX) lx->open[lx->depth] = row;
    lx->depth++;
  } else if (word == M_CLOSE && lx->depth < BRACKETS_MAX && lx->open[lx->depth] != REAP_NONE) {
    lx->out->at[row].partner = lx->open[lx->depth];
    lx->out->at[lx->open[lx->depth]].partner = row;
    lx->open[lx->depth] = REAP_NONE;
  }
  return at + len;
}

/* "vs.2%": the stop belongs to the word before it; "P.05" is kept. */
static bool stop_of_word(lexer *lx, uint32_t at) {
  const reap_atom *before = lexer_last(lx, 0);
  return before && before->type == ATOM_WORD && before->span.end == at && before->word != W_P;
}

bool reap_atoms_lex(const reap_word_table *table, reap_str text, reap_span sentence, const reap_markup *markups,
                    uint32_t markup_count, reap_atoms *out) {
  lexer lx = {.table = table, .text = text, .sentence = sentence, .out = out};
  while (markup_count && markups->span.end <= sentence.beg) markups++, markup_count--;
  while (lx.markup_count < markup_count && markups[lx.markup_count].span.beg < sentence.end) lx.markup_count++;
  lx.markups = markups;
  memset(lx.open, 0xFF, sizeof lx.open);
  const uint32_t length = reap_span_len(sentence);
  reap_vec_resize(out, length < ATOMS_MAX ? length : ATOMS_MAX); /* room for an atom a byte, so that none asks for it */
  out->count = out->numbers.count = 0;
  out->cues = 0;
  memset(out->words, 0, sizeof out->words);
  uint32_t at = sentence.beg, space, next;
  double fraction;
  while (at < sentence.end && out->count < ATOMS_MAX) {
    const char c = text.ptr[at];
    while (lx.markup_count && lx.markups->span.end <= at) lx.markups++, lx.markup_count--;
    if (c == ' ') {
      lx.spaced = true;
      at++;
    } else if (reap_is_alpha(c)) {
      at = lex_word(&lx, at);
    } else if ((space = reap_numeral_space(text, at, sentence.end))) {
      lx.spaced = true;
      at += space;
    } else if (c == '.' && lexer_behind_relation(&lx) && (next = lexer_loose_fraction(&lx, at, &fraction)) != at) {
      reap_atom *a = lexer_add(&lx, at, next, ATOM_NUMBER, W_NONE);
      a->value = fraction;
      lx.numbers = true;
      at = next;
    } else if (reap_is_digit(c) ||
               (c == '.' && at + 1 < sentence.end && reap_is_digit(text.ptr[at + 1]) && !stop_of_word(&lx, at)) ||
               ((unsigned char)c >= 0xC2 && !lexer_letter(&lx, at) &&
                reap_numeral_digits(text, at, sentence.end, NULL, 0, &(reap_numeral){0}))) {
      at = lexer_number(&lx, at);
    } else if (lexer_letter(&lx, at)) {
      at = lex_word(&lx, at);
    } else {
      at = lex_mark(&lx, at);
    }
  }
  return lx.numbers;
}

/* ---- cues and names ---- */

void reap_atoms_lay_cues(reap_atoms *atoms, const reap_mention *cues, uint32_t first_row, uint32_t count) {
  uint32_t i = 0;
  for (uint32_t row = 0; row < count; row++) {
    const reap_span span = cues[row].span;
    while (i < atoms->count && atoms->at[i].span.end <= span.beg) i++;
    for (uint32_t k = i; k < atoms->count && atoms->at[k].span.beg < span.end; k++) {
      atoms->at[k].cue = first_row + row;
      atoms->at[k].cue_type = cues[row].type;
    }
    atoms->cues |= (uint64_t)1 << cues[row].type % 64;
  }
}

void reap_atoms_claim_names(reap_atoms *atoms, const reap_mention *mentions, uint32_t count) {
  uint32_t i = 0;
  for (uint32_t row = 0; row < count; row++) {
    const reap_span span = mentions[row].span;
    while (i < atoms->count && atoms->at[i].span.end <= span.beg) i++;
    for (uint32_t k = i; k < atoms->count && atoms->at[k].span.beg < span.end; k++) {
      atoms->at[k].entity = (uint8_t)(mentions[row].type + 1);
      if (atoms->at[k].type == ATOM_NUMBER && reap_span_holds(span, atoms->at[k].span)) claim(&atoms->at[k]);
    }
  }
}

void reap_atoms_free(reap_atoms *atoms) {
  reap_vec_free(atoms);
  reap_vec_free(&atoms->numbers);
}
