/* SPDX-License-Identifier: MIT */
#include "6_quantify/numeral.h"

#include <math.h>

#include "base/utf8.h"

enum { DIGITS_MAX = 18 }; /* significant digits that are kept */
enum { DOZEN = 12000 };   /* stands for the word that multiplies by twelve */

uint32_t reap_numeral_space(reap_str text, uint32_t at, uint32_t limit) {
  if (at >= limit) return 0;
  const unsigned char c = (unsigned char)text.ptr[at];
  if (c == ' ' || (c >= '\t' && c <= '\r')) return 1;
  if (c < 0xC2 || at + 1 >= limit) return 0;
  uint32_t code = 0;
  const uint32_t len = reap_utf8_decode(text, at, &code);
  if (at + len > limit) return 0;
  const bool space = code == 0xA0 || (code >= 0x2000 && code <= 0x200B) || code == 0x202F || code == 0x205F ||
                     code == 0x3000 || code == 0xFEFF;
  return space ? len : 0;
}

uint32_t reap_numeral_dash(reap_str text, uint32_t at, uint32_t limit, bool *minus) {
  *minus = false;
  if (at >= limit) return 0;
  if (text.ptr[at] == '-') return 1;
  if ((unsigned char)text.ptr[at] < 0xE2) return 0;
  uint32_t code = 0;
  const uint32_t len = reap_utf8_decode(text, at, &code);
  if (at + len > limit) return 0;
  *minus = code == 0x2212 || code == 0xFE63 || code == 0xFF0D;
  return *minus || (code >= 0x2010 && code <= 0x2015) ? len : 0;
}

/* "." and the raised dots that stand for it. */
static uint32_t decimal_mark(reap_str text, uint32_t at, uint32_t limit) {
  if (at >= limit) return 0;
  if (text.ptr[at] == '.') return 1;
  if ((unsigned char)text.ptr[at] < 0xC2) return 0;
  uint32_t code = 0;
  const uint32_t len = reap_utf8_decode(text, at, &code);
  if (at + len > limit) return 0;
  return code == 0xB7 || code == 0x2027 || code == 0x22C5 || code == 0x2219 || code == 0x2022 ? len : 0;
}

static bool digit_at(reap_str text, uint32_t at, uint32_t limit) { return at < limit && reap_is_digit(text.ptr[at]); }

static uint32_t digits_end(reap_str text, uint32_t at, uint32_t limit) {
  while (digit_at(text, at, limit)) at++;
  return at;
}

/* The first raised range at or behind `at`. */
static const reap_markup *raised_from(const reap_markup *markups, uint32_t count, uint32_t at) {
  for (uint32_t i = 0; i < count; i++)
    if (markups[i].kind == REAP_MARKUP_SUP && markups[i].span.end > at) return &markups[i];
  return NULL;
}

/* The digits read so far, without their decimal mark. */
typedef struct {
  uint64_t digits;
  uint32_t kept; /* significant digits in it; those beyond 18 cannot change a double much */
  int exponent;  /* of ten */
} mantissa;

static void keep(mantissa *m, reap_str text, uint32_t beg, uint32_t end, bool fraction) {
  for (uint32_t i = beg; i < end; i++) {
    if (m->kept >= DIGITS_MAX) {
      m->exponent += !fraction;
      continue;
    }
    m->digits = m->digits * 10 + (uint64_t)(text.ptr[i] - '0');
    m->kept += m->digits > 0;
    m->exponent -= fraction;
  }
}

/* Below 2^53 and up to 10^22 both operands are exact and one rounding remains: the result is that of strtod(), which
 * is not used because it heeds the locale. */
static double mantissa_value(const mantissa *m) {
  double value = (double)m->digits;
  int left = m->exponent < 0 ? -m->exponent : m->exponent;
  if (left > 330) left = 330;
  while (left > 0) {
    const int step = left > 22 ? 22 : left;
    double power = 1;
    for (int i = 0; i < step; i++) power *= 10;
    value = m->exponent < 0 ? value / power : value * power;
    left -= step;
  }
  return value;
}

/* ",234" or a special space and "234", not followed by another digit. */
static uint32_t group_end(reap_str text, uint32_t at, uint32_t limit, uint32_t *separator) {
  *separator = 0;
  if (at >= limit) return 0;
  if (text.ptr[at] == ',')
    *separator = 1;
  else if (text.ptr[at] != ' ' && (unsigned char)text.ptr[at] >= 0xC2)
    *separator = reap_numeral_space(text, at, limit);
  if (!*separator) return 0;
  const uint32_t end = digits_end(text, at + *separator, limit);
  return end == at + *separator + 3 ? end : 0;
}

static uint32_t read_integer(reap_str text, uint32_t at, uint32_t limit, mantissa *m, uint8_t *flags) {
  uint32_t end = digits_end(text, at, limit);
  keep(m, text, at, end, false);
  if (end - at > 3 || text.ptr[at] == '0') return end;
  uint32_t separator, next;
  while ((next = group_end(text, end, limit, &separator))) {
    keep(m, text, end + separator, next, false);
    *flags |= REAP_NUMERAL_GROUPED;
    end = next;
  }
  return end;
}

/* A small signed integer: "-5", "(-5)", "^-5", "−5"; used for exponents. Returns its end, 0 when there is none. */
static uint32_t read_exponent(reap_str text, uint32_t at, uint32_t limit, int *value) {
  bool minus, paren = false, negative = false;
  if (at < limit && text.ptr[at] == '^') at++;
  if (at < limit && text.ptr[at] == '(') paren = true, at++;
  uint32_t dash = reap_numeral_dash(text, at, limit, &minus);
  if (dash)
    negative = true, at += dash;
  else if (at < limit && text.ptr[at] == '+')
    at++;
  const uint32_t end = digits_end(text, at, limit);
  if (end == at || end - at > 3) return 0;
  *value = 0;
  for (uint32_t i = at; i < end; i++) *value = *value * 10 + (text.ptr[i] - '0');
  if (negative) *value = -*value;
  if (paren) return end < limit && text.ptr[end] == ')' ? end + 1 : 0;
  return end;
}

/* "× 10-5", "x 10(-5)", "*10^-5" behind a mantissa. A sign, bracket, caret or raised digits must show the exponent. */
static uint32_t read_times_ten(reap_str text, uint32_t at, uint32_t limit, const reap_markup *raised, int *exponent) {
  uint32_t p = at, space;
  while ((space = reap_numeral_space(text, p, limit))) p += space;
  uint32_t code = 0;
  if (p >= limit) return 0;
  p += reap_utf8_decode(text, p, &code);
  if (code != 0xD7 && code != 'x' && code != 'X' && code != '*' && code != 0xB7 && code != 0x22C5) return 0;
  while ((space = reap_numeral_space(text, p, limit))) p += space;
  if (p + 2 > limit || text.ptr[p] != '1' || text.ptr[p + 1] != '0') return 0;
  p += 2;
  if (digit_at(text, p, limit) && !(raised && raised->span.beg == p)) return 0;
  return read_exponent(text, p, limit, exponent);
}

static const struct {
  reap_str word;
  int power;
} big_words[] = {{{"million", 7}, 6}, {{"billion", 7}, 9}, {{"thousand", 8}, 3}};

/* " million" behind digits. */
static uint32_t read_big_word(reap_str text, uint32_t at, uint32_t limit, int *power) {
  const uint32_t space = reap_numeral_space(text, at, limit);
  if (!space) return 0;
  const reap_str rest = {text.ptr + at + space, limit - at - space};
  for (size_t i = 0; i < sizeof big_words / sizeof *big_words; i++) {
    const uint32_t len = big_words[i].word.len;
    if (!reap_str_starts_nocase(rest, big_words[i].word)) continue;
    if (rest.len > len && reap_is_alpha(rest.ptr[len])) continue;
    *power = big_words[i].power;
    return at + space + len;
  }
  return 0;
}

/* The decimal part behind `at`: ".05", "·05"; "0,05" only behind a lone zero, where a comma cannot group. */
static uint32_t read_fraction(reap_str text, uint32_t beg, uint32_t at, uint32_t limit, mantissa *m, uint8_t *flags) {
  uint32_t mark = decimal_mark(text, at, limit);
  if (!mark && at < limit && text.ptr[at] == '?' && at > beg) mark = 1; /* a middle dot that an encoding has lost */
  if (!mark && at < limit && text.ptr[at] == ',' && at == beg + 1 && text.ptr[beg] == '0') mark = 1;
  if (!mark || !digit_at(text, at + mark, limit)) return at;
  const uint32_t end = digits_end(text, at + mark, limit);
  keep(m, text, at + mark, end, true);
  *flags |= REAP_NUMERAL_DECIMAL;
  return end;
}

bool reap_numeral_digits(reap_str text, uint32_t at, uint32_t limit, const reap_markup *markups, uint32_t markup_count,
                         reap_numeral *out) {
  mantissa m = {0, 0, 0};
  bool has_power = true;
  uint32_t next;
  *out = (reap_numeral){.end = at};
  if (at >= limit) return false;
  const reap_markup *raised = markup_count ? raised_from(markups, markup_count, at) : NULL;
  uint32_t stop = limit; /* raised digits are never part of the mantissa */
  if (raised && raised->span.beg > at && raised->span.beg < limit) stop = raised->span.beg;
  if (!reap_is_digit(text.ptr[at]) && !digit_at(text, at + decimal_mark(text, at, stop), stop)) return false;
  uint32_t end = at;
  if (reap_is_digit(text.ptr[at])) end = read_integer(text, at, stop, &m, &out->flags);
  end = read_fraction(text, at, end, stop, &m, &out->flags);

  int power = 0;
  if (raised && raised->span.beg == end && end == at + 2 && text.ptr[at] == '1' && text.ptr[at + 1] == '0' &&
      (next = read_exponent(text, end, limit, &power))) {
    m = (mantissa){1, 1, power};
  } else if (end < limit && (text.ptr[end] == 'e' || text.ptr[end] == 'E') && end + 1 < limit &&
             !reap_is_alpha(text.ptr[end + 1]) && (next = read_exponent(text, end + 1, limit, &power)) && power < 0) {
    m.exponent += power;
  } else if ((next = read_times_ten(text, end, limit, raised, &power)) ||
             (next = read_big_word(text, end, limit, &power))) {
    m.exponent += power;
  } else {
    has_power = false;
  }
  if (has_power) {
    out->flags |= REAP_NUMERAL_EXPONENT;
    end = next;
  }
  out->value = mantissa_value(&m);
  out->end = end;
  return isfinite(out->value);
}

/* ---- words ---- */

typedef struct {
  reap_str word;
  uint32_t value;
} number_word;

#define NUMBER_WORD(literal, number)                                                                                   \
  { {literal, sizeof(literal) - 1}, number }
static const number_word number_words[] = {
    NUMBER_WORD("zero", 0),        NUMBER_WORD("one", 1),       NUMBER_WORD("two", 2),
    NUMBER_WORD("three", 3),       NUMBER_WORD("four", 4),      NUMBER_WORD("five", 5),
    NUMBER_WORD("six", 6),         NUMBER_WORD("seven", 7),     NUMBER_WORD("eight", 8),
    NUMBER_WORD("nine", 9),        NUMBER_WORD("ten", 10),      NUMBER_WORD("eleven", 11),
    NUMBER_WORD("twelve", 12),     NUMBER_WORD("thirteen", 13), NUMBER_WORD("fourteen", 14),
    NUMBER_WORD("fifteen", 15),    NUMBER_WORD("sixteen", 16),  NUMBER_WORD("seventeen", 17),
    NUMBER_WORD("eighteen", 18),   NUMBER_WORD("nineteen", 19), NUMBER_WORD("twenty", 20),
    NUMBER_WORD("thirty", 30),     NUMBER_WORD("forty", 40),    NUMBER_WORD("fourty", 40),
    NUMBER_WORD("fifty", 50),      NUMBER_WORD("sixty", 60),    NUMBER_WORD("seventy", 70),
    NUMBER_WORD("eighty", 80),     NUMBER_WORD("ninety", 90),   NUMBER_WORD("hundred", 100),
    NUMBER_WORD("thousand", 1000), NUMBER_WORD("dozen", DOZEN),
};

/* End of the run of ASCII letters at `at`. */
static uint32_t letters_end(reap_str text, uint32_t at, uint32_t limit) {
  while (at < limit && reap_is_alpha(text.ptr[at])) at++;
  return at;
}

/* The value of the word text[beg, end), or -1. */
static int32_t word_value(reap_str text, uint32_t beg, uint32_t end) {
  const uint32_t len = end - beg;
  if (len < 3 || len > 9 || !strchr("zotfsenhdZOTFSENHD", text.ptr[beg])) return -1;
  const reap_str word = {text.ptr + beg, len};
  for (size_t i = 0; i < sizeof number_words / sizeof *number_words; i++)
    if (number_words[i].word.len == len && reap_str_equal_nocase(word, number_words[i].word))
      return (int32_t)number_words[i].value;
  return -1;
}

/* Start of the next word of a spelled-out number behind `end`: after spaces, one hyphen, or "and" (allowed when
 * `with_and`). 0 when there is none. */
static uint32_t next_number_word(reap_str text, uint32_t end, uint32_t limit, bool with_and) {
  uint32_t p = end, step;
  bool minus;
  if ((step = reap_numeral_dash(text, p, limit, &minus))) p += step;
  while ((step = reap_numeral_space(text, p, limit))) p += step;
  if (p == end) return 0;
  const uint32_t word_end = letters_end(text, p, limit);
  if (with_and && word_end == p + 3 && reap_str_equal_nocase((reap_str){text.ptr + p, 3}, REAP_STR("and"))) {
    p = word_end;
    if ((step = reap_numeral_dash(text, p, limit, &minus))) p += step;
    while ((step = reap_numeral_space(text, p, limit))) p += step;
  }
  return p;
}

/* A number is spelled with falling magnitudes: thousands, hundreds, tens, ones. `room` is what may still be added to
 * the part that is being built: 100 at its start, 10 after a ten ("twenty"), 1 when it is full. */
typedef struct {
  double total, part;
  uint32_t room;
  bool started;
} speller;

static bool spell(speller *s, uint32_t value) {
  if (value == 1000) {
    if (s->total > 0) return false;
    s->total = (s->part > 0 ? s->part : 1) * 1000;
    s->part = 0;
    s->room = 1000;
  } else if (value == DOZEN) {
    s->part = (s->part > 0 ? s->part : 1) * 12;
    s->room = 1;
  } else if (value == 100) {
    if (s->part >= 100) return false;
    s->part = (s->part > 0 ? s->part : 1) * 100;
    s->room = 100;
  } else {
    const uint32_t size = value >= 10 ? 100 : 10;
    if (s->started && s->room < size) return false;
    s->part += value;
    s->room = value >= 20 && value % 10 == 0 ? 10 : 1;
  }
  s->started = true;
  return true;
}

bool reap_numeral_words(reap_str text, uint32_t at, uint32_t limit, reap_numeral *out) {
  uint32_t end = letters_end(text, at, limit);
  int32_t value = word_value(text, at, end);
  if (value < 0) return false;
  speller s = {.room = 1000};
  uint32_t last = at;
  while (value >= 0 && spell(&s, (uint32_t)value)) {
    last = end;
    const uint32_t next = next_number_word(text, end, limit, s.room >= 100);
    if (!next) break;
    end = letters_end(text, next, limit);
    value = word_value(text, next, end);
  }
  if (last == at) return false;
  *out = (reap_numeral){.value = s.total + s.part, .end = last, .flags = REAP_NUMERAL_WORDS};
  return true;
}
