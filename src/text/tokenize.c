/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>

#include "base/memory.h"
#include "text/character.h"
#include "text/spelling.h"
#include "text/tokenizer.h"

enum { PLAIN_WORD_MAX = 32, LITTLE_ENDIAN_BYTES = __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ };

/* Where the tokenizer stands. */
typedef struct {
  reap_tokenizer *tokenizer;
  reap_str text; /* cut at the end of the range */
  uint32_t at;
  uint32_t word_end;   /* where the last word ended */
  uint32_t joint;      /* where a hyphen or apostrophe ended that joins two words, */
  uint32_t joint_flag; /* and what the word there gets: HYPHEN or GLUED */
  bool word_is_letters;
} cursor;

reap_status reap_tokenizer_open(reap_tokenizer **out, reap_error *error) {
  UErrorCode status = U_ZERO_ERROR;
  unorm2_getNFKCCasefoldInstance(&status);
  if (U_FAILURE(status)) return reap_fail(error, REAP_EBUG, "ICU has no normalisation data: %s", u_errorName(status));
  *out = reap_alloc(sizeof **out);
  return REAP_OK;
}

void reap_tokenizer_close(reap_tokenizer *tokenizer) {
  if (!tokenizer) return;
  reap_buf_free(&tokenizer->folded);
  free(tokenizer);
}

static inline uint32_t next(const cursor *c, uint32_t at, reap_char_kind *kind) {
  *kind = REAP_CHAR_SPACE;
  if (at >= c->text.len) return 0;
  if (!c->tokenizer->icu_only) return reap_char_next(c->text, at, kind);
  uint32_t code_point, length = reap_utf8_decode(c->text, at, &code_point);
  *kind = code_point == 0xFFFD ? REAP_CHAR_OTHER : reap_char_classify(code_point);
  return length;
}

static bool is_word(reap_char_kind kind) {
  return kind == REAP_CHAR_LETTER || kind == REAP_CHAR_DIGIT || kind == REAP_CHAR_GREEK;
}

static bool word_at(const cursor *c, uint32_t at) {
  reap_char_kind kind;
  next(c, at, &kind);
  return is_word(kind);
}

/* Where the run that begins at c->at ends. */
static uint32_t run_end(const cursor *c, reap_char_kind first) {
  reap_char_kind kind;
  uint32_t at = c->at + next(c, c->at, &kind);
  for (;;) {
    uint32_t length = next(c, at, &kind);
    bool more = kind == first && first != REAP_CHAR_GREEK;
    if (!more && !(kind == REAP_CHAR_MARK && first != REAP_CHAR_DIGIT)) return at;
    at += length;
  }
}

/* Where the "'s" behind a word of letters ends, which gives no token; `at` when there is none. */
static uint32_t possessive_end(const cursor *c, uint32_t at) {
  reap_char_kind kind;
  uint32_t length = next(c, at, &kind);
  if (kind != REAP_CHAR_APOSTROPHE || at + length >= c->text.len) return at;
  char letter = c->text.ptr[at + length];
  if (letter != 's' && letter != 'S') return at;
  uint32_t end = at + length + 1;
  next(c, end, &kind);
  return is_word(kind) || kind == REAP_CHAR_MARK ? at : end;
}

static uint32_t letter_case(reap_str word) {
  bool first = true, capital = false, all = true;
  for (uint32_t at = 0; at < word.len;) {
    uint32_t code_point;
    at += reap_utf8_decode(word, at, &code_point);
    bool upper = code_point < 0x80 ? code_point - 'A' < 26u : (bool)u_isUUppercase((UChar32)code_point);
    bool letter = code_point < 0x80 || u_isUAlphabetic((UChar32)code_point);
    if (first) capital = upper;
    if (letter && !upper) all = false;
    first = false;
  }
  return (capital ? REAP_TOKEN_CAPITAL : 0) | (capital && all ? REAP_TOKEN_UPPER : 0);
}

static reap_token *push_word(cursor *c, uint32_t end, bool letters, reap_token_vec *out) {
  reap_token *token = reap_push(out);
  token->span = (reap_span){c->at, end};
  if (c->word_end == c->at)
    token->flags = REAP_TOKEN_GLUED;
  else if (c->joint == c->at)
    token->flags = c->joint_flag;
  c->at = c->word_end = end;
  c->word_is_letters = letters;
  return token;
}

/* The top bit of each byte that is an ASCII letter; `lower` is eight bytes of text with bit 0x20 set in each. */
static uint64_t letters_of(uint64_t lower) {
  const uint64_t ones = 0x0101010101010101u, tops = 0x8080808080808080u;
  uint64_t plain = lower & ~tops;
  return (plain + ones * (0x80 - 'a')) & ~(plain + ones * (0x7F - 'z')) & ~lower & tops;
}

/* Copies the letters at text[at] in lower case to `folded` (PLAIN_WORD_MAX bytes), eight at a time: words are half of
 * what the tokenizer reads. Returns how many; *small tells whether one of them is no capital. */
static uint32_t lower_letters(reap_str text, uint32_t at, char *folded, bool *small) {
  const uint64_t spaces = 0x2020202020202020u;
  uint32_t length = 0;
  *small = false;
  for (; LITTLE_ENDIAN_BYTES && at + 8 <= text.len && length < PLAIN_WORD_MAX; at += 8, length += 8) {
    uint64_t bytes, lower;
    memcpy(&bytes, text.ptr + at, 8);
    lower = bytes | spaces;
    memcpy(folded + length, &lower, 8);
    uint64_t others = letters_of(lower) ^ 0x8080808080808080u, first = others & (0 - others);
    *small |= (bytes & spaces & (first - 1) >> 7 * (first > 0)) != 0;
    if (first) return length + (uint32_t)__builtin_ctzll(first) / 8;
  }
  for (; at < text.len && length < PLAIN_WORD_MAX && reap_is_alpha(text.ptr[at]); at++) {
    *small |= text.ptr[at] >= 'a';
    folded[length++] = (char)(text.ptr[at] | 0x20);
  }
  return length;
}

/* The hash of a plain word of `length` letters, which stand in lower case in `folded` (PLAIN_WORD_MAX bytes, changed).
 */
static uint64_t hash_plain_word(reap_tokenizer *tokenizer, char *folded, uint32_t length, reap_spelling_case letters) {
  reap_known_word *known = NULL, word = {0};
  if (LITTLE_ENDIAN_BYTES && length && length <= sizeof word.letters && letters == REAP_SPELLING_WORD) {
    memcpy(&word.letters, folded, sizeof word.letters);
    word.letters &= UINT64_MAX >> 8 * (sizeof word.letters - length);
    known = &tokenizer->known[word.letters * 0x9E3779B97F4A7C15u >> (64 - REAP_KNOWN_WORDS_BITS)];
    if (known->letters == word.letters) return known->hash;
  }
  if (length > 2) length = reap_spelling_unify(folded, length, letters);
  word.hash = reap_fold_hash(folded, length);
  if (known) *known = word;
  return word.hash;
}

/* Nearly all words are short and ASCII up to the character behind them. Returns false, having done nothing, for all
 * others. */
static bool add_plain_word(cursor *c, reap_token_vec *out) {
  char folded[PLAIN_WORD_MAX] = "";
  bool small;
  uint32_t length = lower_letters(c->text, c->at, folded, &small), at = c->at + length;
  unsigned char behind = at < c->text.len ? (unsigned char)c->text.ptr[at] : ' ';
  if (length == PLAIN_WORD_MAX || behind >= 0x80 || reap_char_ascii[behind] == REAP_CHAR_APOSTROPHE) return false;
  bool capital = c->text.ptr[c->at] < 'a';
  reap_str word = {c->text.ptr + c->at, length};
  reap_token *token = push_word(c, at, true, out);
  token->flags |= (capital ? REAP_TOKEN_CAPITAL : 0) | (small ? 0 : REAP_TOKEN_UPPER);
  token->hash = hash_plain_word(c->tokenizer, folded, length, reap_spelling_case_of(word));
  return true;
}

/* Likewise for digits, which fold to themselves. */
static bool add_plain_number(cursor *c, reap_token_vec *out) {
  uint32_t beg = c->at, end = beg;
  while (end < c->text.len && reap_is_digit(c->text.ptr[end])) end++;
  if (end == beg || (end < c->text.len && (unsigned char)c->text.ptr[end] >= 0x80)) return false;
  reap_token *token = push_word(c, end, false, out);
  token->flags |= REAP_TOKEN_NUMBER;
  token->hash = reap_fold_hash(c->text.ptr + beg, end - beg);
  return true;
}

static void add_word(cursor *c, reap_char_kind kind, reap_token_vec *out) {
  if (!c->tokenizer->icu_only && (kind == REAP_CHAR_LETTER ? add_plain_word(c, out) : add_plain_number(c, out))) return;
  uint32_t end = run_end(c, kind);
  reap_str text = {c->text.ptr + c->at, end - c->at};
  uint32_t flags = kind == REAP_CHAR_DIGIT ? REAP_TOKEN_NUMBER : letter_case(text);
  reap_token *token = push_word(c, end, kind == REAP_CHAR_LETTER, out);
  token->flags |= flags;
  reap_buf_reset(&c->tokenizer->folded);
  char *folded = reap_buf_reserve(&c->tokenizer->folded, 4 * (size_t)text.len + 16);
  if (folded) token->hash = reap_fold_hash(folded, reap_fold(c->tokenizer, text, folded));
  if (kind == REAP_CHAR_LETTER) c->at = c->word_end = possessive_end(c, end);
}

static void add_mark(cursor *c, uint32_t length, reap_token_vec *out) {
  reap_token *token = reap_push(out);
  token->span = (reap_span){c->at, c->at + length};
  token->flags = REAP_TOKEN_PUNCT;
  c->at += length;
}

/* True when the hyphen at c->at stands between two words and gives no token. */
static bool joins(const cursor *c, reap_char_kind kind, uint32_t length) {
  if (c->word_end != c->at || !word_at(c, c->at + length)) return false;
  if (kind == REAP_CHAR_HYPHEN) return true;
  reap_char_kind right;
  next(c, c->at + length, &right);
  return c->word_is_letters || right == REAP_CHAR_LETTER;
}

/* "don't" is two glued tokens, and the apostrophe of "patients' " gives none. */
static bool silent_apostrophe(cursor *c, uint32_t length) {
  if (c->word_end != c->at || !c->word_is_letters) return false;
  reap_char_kind right;
  next(c, c->at + length, &right);
  if (right == REAP_CHAR_LETTER) {
    c->joint = c->at + length;
    c->joint_flag = REAP_TOKEN_GLUED;
    return true;
  }
  char last = c->text.ptr[c->at - 1];
  return right == REAP_CHAR_SPACE && (last == 's' || last == 'S');
}

void reap_tokenize(reap_tokenizer *tokenizer, reap_str text, reap_span within, reap_token_vec *out) {
  cursor c = {.tokenizer = tokenizer, .text = {text.ptr, within.end}, .at = within.beg};
  c.word_end = c.joint = REAP_NONE;
  while (c.at < within.end) {
    reap_char_kind kind;
    uint32_t length = next(&c, c.at, &kind);
    if (kind == REAP_CHAR_SPACE) {
      c.at += length;
    } else if (is_word(kind)) {
      add_word(&c, kind, out);
    } else if ((kind == REAP_CHAR_HYPHEN || kind == REAP_CHAR_MINUS) && joins(&c, kind, length)) {
      c.at += length;
      c.joint = c.at;
      c.joint_flag = REAP_TOKEN_HYPHEN;
    } else if (kind == REAP_CHAR_APOSTROPHE && silent_apostrophe(&c, length)) {
      c.at += length;
    } else {
      add_mark(&c, length, out);
    }
  }
}
