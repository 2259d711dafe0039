/* SPDX-License-Identifier: MIT */
#ifndef REAP_TEXT_CHARACTER_H
#define REAP_TEXT_CHARACTER_H

#include "base/utf8.h"

/* What a character does to the tokens around it. For the tokenizer and the stages that look at single characters. */
typedef enum {
  REAP_CHAR_OTHER, /* a token of its own */
  REAP_CHAR_SPACE, /* white space of any width, and invisible marks of direction */
  REAP_CHAR_LETTER,
  REAP_CHAR_GREEK, /* a token of its own, so that "TGFβ" and "TGF-beta" have the same tokens */
  REAP_CHAR_DIGIT,
  REAP_CHAR_MARK,   /* a combining mark: belongs to the letter before it */
  REAP_CHAR_HYPHEN, /* hyphens and dashes */
  REAP_CHAR_MINUS,  /* U+2212: a hyphen beside letters, a sign between numbers */
  REAP_CHAR_APOSTROPHE
} reap_char_kind;

enum { REAP_CHAR_FOLD_MAX = 64 }; /* no character folds to more bytes */

/* The kind of any code point, by ICU's properties. Thread-safe. */
reap_char_kind reap_char_classify(uint32_t code_point);

/* Writes the UTF-8 of the folded character to out (REAP_CHAR_FOLD_MAX bytes) and returns its length, which is 0 for
 * marks: NFKC with case folded, diacritics dropped, Greek letters by name, digits of all scripts as ASCII. A character
 * that would grow more than fourfold stays as it is. Thread-safe. */
uint32_t reap_char_fold(uint32_t code_point, char *out);

/* reap_char_classify() of the ASCII characters, for the fast path. */
extern const uint8_t reap_char_ascii[128];

/* Decodes the character at text[at] and says what it is; ill-formed bytes are OTHER. Returns its length in bytes. */
static inline uint32_t reap_char_next(reap_str text, uint32_t at, reap_char_kind *kind) {
  unsigned char byte = (unsigned char)text.ptr[at];
  if (byte < 0x80) {
    *kind = (reap_char_kind)reap_char_ascii[byte];
    return 1;
  }
  uint32_t code_point, length = reap_utf8_decode(text, at, &code_point);
  *kind = code_point == 0xFFFD ? REAP_CHAR_OTHER : reap_char_classify(code_point);
  return length;
}

#endif
