/* SPDX-License-Identifier: MIT */
#include "text/spelling.h"

#include <stdbool.h>
#include <string.h>

static bool ends(const char *word, uint32_t length, const char *suffix) {
  uint32_t count = (uint32_t)strlen(suffix);
  return length >= count && word[length - 2] == suffix[count - 2] && memcmp(word + length - count, suffix, count) == 0;
}

/* ulcers -> ulcer, therapies -> therapy, metastases and metastasis -> metastase; loss, pus, basis stay. */
static uint32_t singular(char *word, uint32_t length, reap_spelling_case letters) {
  if (length < 3 || word[length - 1] != 's') return length;
  if (letters == REAP_SPELLING_CAPITALS_PLURAL) return length - 1;
  if (length == 3 || (letters == REAP_SPELLING_CAPITALS && length <= 5)) return length;
  switch (word[length - 2]) {
  case 's':
  case 'u':
    return length;
  case 'i':
    if (length <= 6 || word[length - 3] != 's') return length;
    word[length - 2] = 'e';
    return length - 1;
  case 'e':
    if (length == 4 || word[length - 3] != 'i') return length - 1;
    word[length - 3] = 'y';
    return length - 2;
  default:
    return length - 1;
  }
}

/* What pairs of letters a word holds: nearly all words need no rule, and one pass without branches tells. */
enum { PAIR_AE = 1, PAIR_OU = 2, PAIR_LP = 4, PAIR_IS = 8 };

static unsigned pairs_in(const char *word, uint32_t length) {
  static const uint8_t first[256] = {
      ['a'] = PAIR_AE, ['o'] = PAIR_AE | PAIR_OU, ['l'] = PAIR_LP, ['i'] = PAIR_IS, ['y'] = PAIR_IS};
  static const uint8_t second[256] = {['e'] = PAIR_AE, ['u'] = PAIR_OU, ['p'] = PAIR_LP, ['s'] = PAIR_IS};
  unsigned pairs = 0;
  for (uint32_t i = 1; i < length; i++) pairs |= first[(unsigned char)word[i - 1]] & second[(unsigned char)word[i]];
  return pairs;
}

/* oedema -> edema, anaemia -> anemia */
static uint32_t drop_digraphs(char *word, uint32_t length) {
  uint32_t kept = 0;
  for (uint32_t i = 0; i < length; i++)
    if (i + 1 == length || word[i + 1] != 'e' || (word[i] != 'a' && word[i] != 'o')) word[kept++] = word[i];
  return kept;
}

/* tumour -> tumor, behavioural -> behavioral; hour, course, journal stay. */
static uint32_t drop_our(char *word, uint32_t length) {
  for (uint32_t i = 1; i + 3 <= length; i++) {
    if (word[i] != 'o' || word[i + 1] != 'u' || word[i + 2] != 'r') continue;
    char next = i + 3 < length ? word[i + 3] : 'e';
    if (next != 'a' && next != 'e' && next != 'i') continue;
    memmove(word + i + 1, word + i + 2, length - i - 2);
    return length - 1;
  }
  return length;
}

/* sulphate -> sulfate */
static uint32_t drop_sulph(char *word, uint32_t length) {
  for (uint32_t i = 0; i + 5 <= length; i++) {
    if (memcmp(word + i, "sulph", 5) != 0) continue;
    word[i + 3] = 'f';
    memmove(word + i + 4, word + i + 5, length - i - 5);
    return length - 1;
  }
  return length;
}

/* randomised -> randomized, analyse -> analyze, hospitalisation -> hospitalization */
static void prefer_z(char *word, uint32_t length) {
  static const char *const tails[] = {"se", "sed", "ser", "sing", "sation", "sable"};
  if (!memchr("edrgn", word[length - 1], 5)) return;
  for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
    uint32_t tail = (uint32_t)strlen(tails[i]);
    if (length <= tail + 2 || !ends(word, length, tails[i])) continue;
    char before = word[length - tail - 1];
    if (before == 'i' || before == 'y') word[length - tail] = 'z';
  }
}

/* centre -> center, programme -> program, analogue -> analog, calorie -> calory; and the e that a plural in -es leaves
 * behind: branche(s), boxe(s), abscesse(s), viruse(s). The word ends in e and has four letters or more. */
static uint32_t change_e(char *word, uint32_t length) {
  char a = word[length - 3], b = word[length - 2];
  switch (b) {
  case 'r':
    if (a != 't' && a != 'b' && a != 'v') return length;
    word[length - 2] = 'e';
    word[length - 1] = 'r';
    return length;
  case 'i':
    word[length - 2] = 'y';
    return length - 1;
  case 'm':
    return a == 'm' ? length - 2 : length;
  case 'u':
    return a == 'g' && word[length - 4] == 'o' ? length - 2 : length;
  case 'h':
    return a == 'c' || a == 's' ? length - 1 : length;
  case 's':
    return a == 's' || a == 'u' ? length - 1 : length;
  case 'x':
  case 'z':
    return length - 1;
  default:
    return length;
  }
}

uint32_t reap_spelling_unify(char *word, uint32_t length, reap_spelling_case letters) {
  length = singular(word, length, letters);
  unsigned pairs = length >= 5 ? pairs_in(word, length) : 0;
  if (pairs & PAIR_AE) length = drop_digraphs(word, length);
  if (pairs & PAIR_OU) length = drop_our(word, length);
  if (pairs & PAIR_LP) length = drop_sulph(word, length);
  if (pairs & PAIR_IS) prefer_z(word, length);
  return length >= 4 && word[length - 1] == 'e' ? change_e(word, length) : length;
}
