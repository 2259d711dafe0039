/* SPDX-License-Identifier: MIT */
#include "6_quantify/atom.h"

#include "6_quantify/numeral.h"
#include "base/utf8.h"

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

static reap_atom *add(lexer *lx, uint32_t beg, uint32_t end, atom_type type, word_class word) {
  reap_atoms *out = lx->out;
  if (type == ATOM_NUMBER) *reap_push(&out->numbers) = out->count;
  out->words[word / 64] |= (uint64_t)1 << word % 64;
  reap_atom *a = reap_push(out);
  a->span = (reap_span){beg, end};
  a->cue = REAP_NONE;
  a->partner = REAP_NONE;
  a->row = REAP_NONE;
  a->type = (uint8_t)type;
  a->word = (uint16_t)word;
  a->flags = lx->spaced ? ATOM_SPACED : 0;
  a->depth = (uint8_t)(lx->depth < 255 ? lx->depth : 255);
  lx->spaced = false;
  return a;
}

static reap_atom *last_atom(lexer *lx, uint32_t back) {
  return lx->out->count > back ? &lx->out->at[lx->out->count - 1 - back] : NULL;
}

static bool is_mark(const reap_atom *a, word_class word) { return a && a->type == ATOM_MARK && a->word == word; }

/* ---- words ---- */

static bool letter_code(uint32_t code) {
  if (code < 0x80) return reap_is_alpha((char)code);
  return code == 0xAA || code == 0xB5 || code == 0xBA || code == 0xB2 || code == 0xB3 || code == 0xB9 ||
         (code >= 0xC0 && code <= 0x24F && code != 0xD7 && code != 0xF7) || (code >= 0x370 && code <= 0x1FFF) ||
         (code >= 0x2070 && code <= 0x209C) || (code >= 0x2100 && code <= 0x214F) || code >= 0x3040;
}

/* Length of the letter at text[at], 0 when there is none. */
static inline uint32_t letter_at(const lexer *lx, uint32_t at) {
  if (at >= lx->sentence.end) return 0;
  const char c = lx->text.ptr[at];
  if (reap_is_alpha(c)) return 1;
  if ((unsigned char)c < 0xC2) return 0;
  uint32_t code = 0, space = reap_numeral_space(lx->text, at, lx->sentence.end);
  const uint32_t len = reap_utf8_decode(lx->text, at, &code);
  return !space && letter_code(code) && !(code >= 0x2010 && code <= 0x2044) ? len : 0;
}

static bool markup_starts_at(const lexer *lx, uint32_t at) {
  for (uint32_t i = 0; i < lx->markup_count && lx->markups[i].span.beg <= at; i++)
    if (lx->markups[i].span.beg == at) return true;
  return false;
}

/* A run of letters and the digits glued to it: "HbA1c". Raised or lowered text starts a new atom: F, 1,186. */
static uint32_t word_end(const lexer *lx, uint32_t at) {
  const uint32_t limit = lx->sentence.end;
  uint32_t end = at + letter_at(lx, at), len;
  for (;;) {
    if (!lx->markup_count)
      while (end < limit && (reap_is_alpha(lx->text.ptr[end]) || reap_is_digit(lx->text.ptr[end]))) end++;
    if (end >= limit || (lx->markup_count && markup_starts_at(lx, end))) return end;
    if (reap_is_digit(lx->text.ptr[end]))
      end++;
    else if ((len = letter_at(lx, end)))
      end += len;
    else
      return end;
  }
}

static bool has_digit(reap_str text, uint32_t beg, uint32_t end) {
  for (uint32_t i = beg; i < end; i++)
    if (reap_is_digit(text.ptr[i])) return true;
  return false;
}

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

static void set_hyphenated(lexer *lx, reap_atom *number, uint32_t end) {
  bool minus;
  const uint32_t dash = reap_numeral_dash(lx->text, end, lx->sentence.end, &minus);
  const uint32_t space = dash ? reap_numeral_space(lx->text, end + dash, lx->sentence.end) : 0;
  /* "12-week", and the first half of "12- and 24-week" */
  if (dash && !minus && letter_at(lx, end + dash + space)) number->flags |= ATOM_HYPHENATED;
}

static void claim(reap_atom *number) { number->flags |= ATOM_CLAIMED; }

static uint32_t lex_word(lexer *lx, uint32_t at) {
  reap_numeral numeral;
  const reap_atom *before = last_atom(lx, 0);
  const bool joined = !lx->spaced && before && (is_mark(before, M_DASH) || before->type == ATOM_NUMBER);
  uint32_t end = dotted_end(lx, at, word_end(lx, at));
  const word_class word = reap_words_find(lx->table, (reap_str){lx->text.ptr + at, end - at});
  if (word == W_NUMBER && !joined && reap_numeral_words(lx->text, at, lx->sentence.end, &numeral) &&
      !letter_at(lx, numeral.end)) {
    reap_atom *a = add(lx, at, numeral.end, ATOM_NUMBER, W_NONE);
    a->value = numeral.value;
    a->flags |= ATOM_WORDS | ATOM_INTEGER;
    set_hyphenated(lx, a, numeral.end);
    if (fraction_follows(lx, numeral.end)) claim(a);
    lx->numbers = true;
    return numeral.end;
  }
  add(lx, at, end, ATOM_WORD, word);
  const uint32_t apostrophe = end < lx->sentence.end ? (lx->text.ptr[end] == '\'' ? 1 : 0) : 0;
  if (apostrophe && end + 1 < lx->sentence.end && lx->text.ptr[end + 1] == 's') end += 2;
  return end;
}

/* ---- numbers ---- */

/* Units that are printed glued to their number: "5mg". Whatever else is glued makes a name ("5FU", "3D"). */
static const reap_str glued_units[] = {
    {"mg", 2},   {"g", 1},    {"kg", 2},     {"ug", 2},    {"mcg", 3},  {"ml", 2},    {"mL", 2},       {"l", 1},
    {"L", 1},    {"dl", 2},   {"mm", 2},     {"cm", 2},    {"m", 1},    {"h", 1},     {"hr", 2},       {"hrs", 3},
    {"min", 3},  {"mins", 4}, {"s", 1},      {"sec", 3},   {"d", 1},    {"wk", 2},    {"wks", 3},      {"yr", 2},
    {"yrs", 3},  {"y", 1},    {"mo", 2},     {"mmol", 4},  {"mmHg", 4}, {"IU", 2},    {"U", 1},        {"Gy", 2},
    {"cGy", 3},  {"Hz", 2},   {"kHz", 3},    {"nm", 2},    {"ng", 2},   {"pg", 2},    {"bpm", 3},      {"cc", 2},
    {"kcal", 4}, {"kJ", 2},   {"months", 6}, {"weeks", 5}, {"days", 4}, {"years", 5}, {"x", 1},        {"fold", 4},
    {"ms", 2},   {"W", 1},    {"vs", 2},     {"µg", 3},    {"μg", 3},   {"µm", 3},    {"patients", 8}, {"month", 5},
    {"week", 4}, {"day", 3},  {"year", 4},   {"and", 3},   {"to", 2},   {"h", 1}};

static bool glued_unit(reap_str word) {
  for (size_t i = 0; i < sizeof glued_units / sizeof *glued_units; i++)
    if (reap_str_equal(word, glued_units[i])) return true;
  return false;
}

/* A dash right before a number is its sign when nothing stands before the dash that it could join or subtract from. */
static bool dash_is_sign(lexer *lx, const reap_atom *dash) {
  const reap_atom *before = last_atom(lx, 1);
  const bool minus = dash->word == M_MINUS;
  if (!before) return true;
  if (lx->spaced && !minus) /* "(- 55.9" in texts with loose spacing */
    return before->type == ATOM_MARK &&
           (before->word == M_OPEN || before->word == M_EQUAL || before->word == M_COMMA || before->word == M_COLON);
  const bool apart = (dash->flags & ATOM_SPACED) != 0;
  switch (before->type) {
  case ATOM_NUMBER:
    return apart && !lx->spaced && (before->flags & ATOM_SIGNED);
  case ATOM_WORD:
    return apart || (minus && !lx->spaced);
  default:
    break;
  }
  switch (before->word) {
  case M_CLOSE:
    return apart && !lx->spaced;
  case M_PERCENT:
    return apart && !lx->spaced && last_atom(lx, 2) && (last_atom(lx, 2)->flags & ATOM_SIGNED);
  case M_SLASH:
    return false;
  case M_STOP:
    return apart;
  default:
    return true;
  }
}

/* Takes the sign atom back into the number; returns the number's first byte. */
static uint32_t take_sign(lexer *lx, uint32_t at, bool *negative, bool *has_sign) {
  *negative = *has_sign = false;
  reap_atom *sign = last_atom(lx, 0);
  if (!sign || sign->type != ATOM_MARK) return at;
  const reap_atom *before = last_atom(lx, 1);
  if (sign->word == M_PLUS) {
    if (lx->spaced || (before && before->type != ATOM_MARK && !(sign->flags & ATOM_SPACED))) return at;
  } else if ((sign->word != M_DASH && sign->word != M_MINUS) || !dash_is_sign(lx, sign)) {
    return at;
  }
  *negative = sign->word != M_PLUS;
  *has_sign = true;
  at = sign->span.beg;
  lx->spaced = (sign->flags & ATOM_SPACED) != 0;
  lx->out->count--;
  return at;
}

/* True when a word or a hyphen behind a word touches the number from the left: "IL-6", "F1". */
static bool joined_left(lexer *lx) {
  const reap_atom *a = last_atom(lx, 0), *b = last_atom(lx, 1);
  if (lx->spaced || !a) return false;
  if (a->type == ATOM_WORD) return true;
  if (a->type == ATOM_NUMBER) return true;
  const bool dash = a->word == M_DASH || a->word == M_SLASH;
  if (!dash || (a->flags & ATOM_SPACED) || !b || b->type != ATOM_WORD) return false;
  return b->word == W_NONE || b->word == W_LABEL || has_digit(lx->text, b->span.beg, b->span.end);
}

/* What touches the number from the right decides whether it is one. */
static bool joined_right(lexer *lx, uint32_t end, reap_atom *number) {
  const uint32_t limit = lx->sentence.end;
  if (end >= limit || markup_starts_at(lx, end)) return false;
  if (letter_at(lx, end)) {
    const uint32_t stop = word_end(lx, end);
    return !glued_unit((reap_str){lx->text.ptr + end, stop - end});
  }
  set_hyphenated(lx, number, end);
  const char c = lx->text.ptr[end];
  if (c == '.' && end + 1 < limit && reap_is_digit(lx->text.ptr[end + 1])) return true; /* 1.2.3 */
  if (c == '/' && letter_at(lx, end + 1)) {
    const uint32_t stop = word_end(lx, end + 1); /* 10.1186/s12933 */
    return has_digit(lx->text, end + 1, stop) && stop - end > 4;
  }
  return c == '_';
}

/* ". 001" behind "p <", "0. 92" inside brackets: a space that typesetting put behind the decimal mark. Reads the digits
 * behind the mark at text[at]; returns their end, `at` when this is not such a place. */
static uint32_t loose_fraction(const lexer *lx, uint32_t at, double *value) {
  const uint32_t none = at;
  const uint32_t limit = lx->sentence.end;
  if (at + 1 < limit && lx->text.ptr[at] == ' ' && lx->text.ptr[at + 1] == '.') at++; /* "0 . 07" */
  const uint32_t digits = at + 2;
  if (digits + 1 >= limit || lx->text.ptr[at] != '.' || lx->text.ptr[at + 1] != ' ') return none;
  uint32_t end = digits;
  double scale = 1, fraction = 0;
  while (end < limit && end < digits + 6 && reap_is_digit(lx->text.ptr[end])) {
    fraction = fraction * 10 + (lx->text.ptr[end++] - '0');
    scale *= 10;
  }
  if (end < digits + 2 || letter_at(lx, end) || (end < limit && reap_is_digit(lx->text.ptr[end]))) return none;
  *value = fraction / scale;
  return end;
}

/* "1 208 patients": three digits behind a plain space continue the number before them, unless that one is a label's
 * ("group 1 150 patients"). */
static bool join_group(lexer *lx, uint32_t at, const reap_numeral *numeral) {
  reap_atom *a = last_atom(lx, 0);
  const reap_atom *label = last_atom(lx, 1);
  if (!a || a->type != ATOM_NUMBER || a->span.end + 1 != at || lx->text.ptr[a->span.end] != ' ') return false;
  if (at + 3 > numeral->end || (numeral->end - at > 3 && reap_is_digit(lx->text.ptr[at + 3]))) return false;
  if (lx->text.ptr[at] == '.' || (numeral->flags & ~REAP_NUMERAL_DECIMAL) ||
      (a->flags & (ATOM_CLAIMED | ATOM_WORDS | ATOM_SIGNED)))
    return false;
  if (!(a->flags & ATOM_INTEGER) || a->span.end - a->span.beg > 3 || a->value < 1) return false;
  if (label &&
      (label->word == W_LABEL || label->word == W_GROUP || label->word == W_TIME_LABEL || label->type == ATOM_NUMBER))
    return false;
  a->value = a->value * 1000 + numeral->value;
  a->span.end = numeral->end;
  a->flags |= ATOM_GROUPED;
  if (numeral->flags & REAP_NUMERAL_DECIMAL) a->flags &= (uint8_t)~ATOM_INTEGER;
  lx->spaced = false;
  return true;
}

/* The sentence prints "3,8" with a sign, a spread or a percent sign beside it somewhere, and no number with a decimal
 * point: its commas between digits are decimal ones. Looked for once a sentence, when the first doubtful comma comes.
 */
static bool has_decimal_commas(lexer *lx) {
  if (lx->commas) return lx->commas == 2;
  const char *text = lx->text.ptr;
  bool strong = false, point = false;
  for (uint32_t p = lx->sentence.beg + 1; p + 2 < lx->sentence.end; p++) {
    if (!reap_is_digit(text[p - 1]) || !reap_is_digit(text[p + 1])) continue;
    point |= text[p] == '.';
    if (text[p] != ',') continue;
    uint32_t beg = p - 1, end = p + 1;
    while (beg > lx->sentence.beg && p - beg < 4 && reap_is_digit(text[beg - 1])) beg--;
    while (end < lx->sentence.end && end - p < 4 && reap_is_digit(text[end])) end++;
    if (end - p > 3) continue;
    while (beg > lx->sentence.beg && text[beg - 1] == ' ') beg--;
    const bool spread = beg > lx->sentence.beg && ((unsigned char)text[beg - 1] == 0xB1 || text[beg - 1] == '=');
    strong |= spread || (end < lx->sentence.end && text[end] == '%');
  }
  lx->commas = strong && !point ? 2 : 1;
  return lx->commas == 2;
}

/* "-3,8", "± 3,4", "= 2,5", "12,5%": a decimal comma where a list of numbers cannot stand. Returns the end of the
 * digits behind the comma, `at` when it is none. */
static uint32_t comma_fraction(lexer *lx, uint32_t at, bool has_sign, double *value) {
  const uint32_t limit = lx->sentence.end;
  const char *text = lx->text.ptr;
  const reap_atom *before = last_atom(lx, 0);
  uint32_t end = at + 1;
  if (at + 1 >= limit || text[at] != ',' || !reap_is_digit(text[at + 1])) return at;
  while (end < limit && reap_is_digit(text[end])) end++;
  if (end - at > 3 || (end + 1 < limit && text[end] == ',' && reap_is_digit(text[end + 1])) || letter_at(lx, end))
    return at;
  const bool percent = end < limit && text[end] == '%';
  const bool spread = before && before->type == ATOM_MARK && (before->word == M_PLUSMINUS || before->word == M_EQUAL);
  if (!has_sign && !percent && !spread && !has_decimal_commas(lx)) return at;
  *value = end - at == 2 ? (text[at + 1] - '0') / 10.0 : ((text[at + 1] - '0') * 10 + (text[at + 2] - '0')) / 100.0;
  return end;
}

static bool behind_relation(lexer *lx) {
  const reap_atom *a = last_atom(lx, 0);
  return a && a->type == ATOM_MARK && a->word >= M_LESS && a->word <= M_EQUAL;
}

static uint32_t lex_number(lexer *lx, uint32_t at) {
  reap_numeral numeral;
  bool negative, has_sign;
  if (!reap_numeral_digits(lx->text, at, lx->sentence.end, lx->markups, lx->markup_count, &numeral)) {
    add(lx, at, at + 1, ATOM_MARK, M_STOP);
    return at + 1;
  }
  double fraction;
  const bool open = lx->depth > 0 && !(numeral.flags & REAP_NUMERAL_DECIMAL) && numeral.value < 10;
  uint32_t loose = open ? loose_fraction(lx, numeral.end, &fraction) : numeral.end;
  if (loose != numeral.end) {
    numeral.value += fraction;
    numeral.flags |= REAP_NUMERAL_DECIMAL;
    numeral.end = loose;
  }
  if (join_group(lx, at, &numeral)) return numeral.end;
  const bool name = joined_left(lx);
  const uint32_t beg = take_sign(lx, at, &negative, &has_sign);
  if (!numeral.flags && (loose = comma_fraction(lx, numeral.end, has_sign, &fraction)) != numeral.end) {
    numeral.value += fraction;
    numeral.flags |= REAP_NUMERAL_DECIMAL;
    numeral.end = loose;
  }
  reap_atom *a = add(lx, beg, numeral.end, ATOM_NUMBER, W_NONE);
  a->value = negative ? -numeral.value : numeral.value;
  if (has_sign) a->flags |= ATOM_SIGNED;
  if (!(numeral.flags & REAP_NUMERAL_DECIMAL)) a->flags |= ATOM_INTEGER;
  if (numeral.flags & REAP_NUMERAL_GROUPED) a->flags |= ATOM_GROUPED;
  for (uint32_t i = 0; i < lx->markup_count && lx->markups[i].span.beg <= at; i++)
    if (reap_span_holds(lx->markups[i].span, (reap_span){at, numeral.end})) a->flags |= ATOM_RAISED;
  const bool zeros = numeral.end - at > 1 && lx->text.ptr[at] == '0' && (a->flags & ATOM_INTEGER);
  if (joined_right(lx, numeral.end, a) || (name && !has_sign) || zeros || numeral.end - at > 18 ||
      (a->flags & ATOM_RAISED))
    claim(a);
  else
    lx->numbers = true;
  return numeral.end;
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
  add(lx, at, at + len, ATOM_MARK, word);
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
  const reap_atom *before = last_atom(lx, 0);
  return before && before->type == ATOM_WORD && before->span.end == at && before->word != W_P;
}

bool reap_atoms_lex(const reap_word_table *table, reap_str text, reap_span sentence, const reap_markup *markups,
                    uint32_t markup_count, reap_atoms *out) {
  lexer lx = {.table = table, .text = text, .sentence = sentence, .out = out};
  while (markup_count && markups->span.end <= sentence.beg) markups++, markup_count--;
  while (lx.markup_count < markup_count && markups[lx.markup_count].span.beg < sentence.end) lx.markup_count++;
  lx.markups = markups;
  memset(lx.open, 0xFF, sizeof lx.open);
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
    } else if (c == '.' && behind_relation(&lx) && (next = loose_fraction(&lx, at, &fraction)) != at) {
      reap_atom *a = add(&lx, at, next, ATOM_NUMBER, W_NONE);
      a->value = fraction;
      lx.numbers = true;
      at = next;
    } else if (reap_is_digit(c) ||
               (c == '.' && at + 1 < sentence.end && reap_is_digit(text.ptr[at + 1]) && !stop_of_word(&lx, at)) ||
               ((unsigned char)c >= 0xC2 && !letter_at(&lx, at) &&
                reap_numeral_digits(text, at, sentence.end, NULL, 0, &(reap_numeral){0}))) {
      at = lex_number(&lx, at);
    } else if (letter_at(&lx, at)) {
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
