/* SPDX-License-Identifier: MIT */
#include "text/character.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>

const uint8_t reap_char_ascii[128] = {
    ['\t' ... '\r'] = REAP_CHAR_SPACE, [' '] = REAP_CHAR_SPACE,          ['\''] = REAP_CHAR_APOSTROPHE,
    ['`'] = REAP_CHAR_APOSTROPHE,      ['-'] = REAP_CHAR_HYPHEN,         ['0' ... '9'] = REAP_CHAR_DIGIT,
    ['A' ... 'Z'] = REAP_CHAR_LETTER,  ['a' ... 'z'] = REAP_CHAR_LETTER,
};

/* U+03B1 .. U+03C9; both sigmas bear the same name. */
static const char *const greek_names[] = {
    "alpha", "beta",    "gamma", "delta", "epsilon", "zeta",  "eta", "theta",   "iota", "kappa", "lambda", "mu",   "nu",
    "xi",    "omicron", "pi",    "rho",   "sigma",   "sigma", "tau", "upsilon", "phi",  "chi",   "psi",    "omega"};
enum { GREEK_FIRST = 0x3B1, GREEK_LAST = 0x3C9, INCREMENT = 0x2206 };

/* Letters that Unicode does not take apart. */
static const struct {
  uint32_t code_point;
  const char *plain;
} plain_letters[] = {{0xE6, "ae"}, {0xF0, "d"},  {0xF8, "o"},  {0xFE, "th"}, {0x111, "d"},
                     {0x127, "h"}, {0x131, "i"}, {0x142, "l"}, {0x153, "oe"}};

static bool is_apostrophe(uint32_t c) {
  return c == '\'' || c == '`' || c == 0xB4 || c == 0x2BC || c == 0x2018 || c == 0x2019 || c == 0x2032;
}

static bool is_hyphen(uint32_t c) {
  return c == '-' || c == 0xAD || (c >= 0x2010 && c <= 0x2015) || c == 0x2043 || c == 0xFE63 || c == 0xFF0D;
}

/* The full case-folded compatibility decomposition in UTF-16; 0 when it is empty. */
static int32_t decompose(uint32_t c, UChar *out, int32_t capacity) {
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2 *casefold = unorm2_getNFKCCasefoldInstance(&status);
  int32_t length = U_SUCCESS(status) ? unorm2_getDecomposition(casefold, (UChar32)c, out, capacity, &status) : -1;
  if (length >= 0 && U_SUCCESS(status)) return length;
  int32_t written = 0;
  U16_APPEND_UNSAFE(out, written, (UChar32)c);
  return written;
}

static bool is_dropped(UChar32 c) {
  int8_t type = u_charType(c);
  return type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_COMBINING_SPACING_MARK ||
         type == U_FORMAT_CHAR;
}

reap_char_kind reap_char_classify(uint32_t c) {
  if (is_apostrophe(c)) return REAP_CHAR_APOSTROPHE;
  if (is_hyphen(c)) return REAP_CHAR_HYPHEN;
  if (c == 0x2212) return REAP_CHAR_MINUS;
  if (c == INCREMENT) return REAP_CHAR_GREEK;
  if (c == 0x200C || c == 0x200D) return REAP_CHAR_MARK;
  if (u_isUWhiteSpace((UChar32)c) || u_charType((UChar32)c) == U_FORMAT_CHAR) return REAP_CHAR_SPACE;
  if (is_dropped((UChar32)c)) return REAP_CHAR_MARK;
  UChar folded[REAP_CHAR_FOLD_MAX];
  int32_t length = decompose(c, folded, REAP_CHAR_FOLD_MAX), at = 0;
  UChar32 first = 0;
  if (length > 0) U16_NEXT(folded, at, length, first);
  if (first >= GREEK_FIRST && first <= GREEK_LAST) return REAP_CHAR_GREEK;
  if (u_charDigitValue(first) >= 0 && at == length) return REAP_CHAR_DIGIT;
  return u_isUAlphabetic((UChar32)c) ? REAP_CHAR_LETTER : REAP_CHAR_OTHER;
}

static uint32_t put(char *out, const char *text) {
  uint32_t length = (uint32_t)strlen(text);
  memcpy(out, text, length);
  return length;
}

static uint32_t fold_part(UChar32 c, char *out) {
  if (c >= GREEK_FIRST && c <= GREEK_LAST) return put(out, greek_names[c - GREEK_FIRST]);
  if (c == INCREMENT) return put(out, "delta");
  for (size_t i = 0; i < sizeof plain_letters / sizeof *plain_letters; i++)
    if (plain_letters[i].code_point == (uint32_t)c) return put(out, plain_letters[i].plain);
  int32_t digit = u_charDigitValue(c);
  return reap_utf8_encode(digit >= 0 ? (uint32_t)('0' + digit) : (uint32_t)c, out);
}

uint32_t reap_char_fold(uint32_t c, char *out) {
  UChar folded[REAP_CHAR_FOLD_MAX];
  int32_t length = decompose(c, folded, REAP_CHAR_FOLD_MAX);
  uint32_t written = 0, own = reap_utf8_encode(c, out);
  for (int32_t at = 0; at < length;) {
    UChar32 part;
    U16_NEXT(folded, at, length, part);
    if (is_dropped(part)) continue;
    char bytes[8];
    uint32_t count = fold_part(part, bytes);
    if (written + count > 4 * own) return reap_utf8_encode(c, out);
    memcpy(out + written, bytes, count);
    written += count;
  }
  return written;
}
