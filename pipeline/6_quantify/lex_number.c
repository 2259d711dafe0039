/* SPDX-License-Identifier: MIT */
/* Numbers in their sentence: their signs, what is joined to them, and the forms that typesetting has broken. */
#include <math.h>

#include "6_quantify/lexer.h"
#include "6_quantify/numeral.h"

static void claim(reap_atom *number) { number->flags |= ATOM_CLAIMED; }

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
  const reap_atom *before = lexer_last(lx, 1);
  const bool minus = dash->word == M_MINUS;
  if (!before) return true;
  if (before->type == ATOM_MARK && before->word == M_DASH && before->span.end == dash->span.beg)
    return false;           /* "--" */
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
    return apart && !lx->spaced && lexer_last(lx, 2) && (lexer_last(lx, 2)->flags & ATOM_SIGNED);
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
  reap_atom *sign = lexer_last(lx, 0);
  if (!sign || sign->type != ATOM_MARK) return at;
  const reap_atom *before = lexer_last(lx, 1);
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
  const reap_atom *a = lexer_last(lx, 0), *b = lexer_last(lx, 1);
  if (lx->spaced || !a) return false;
  if (a->type == ATOM_WORD) return a->word != W_TO || a->span.end - a->span.beg != 2;
  if (a->type == ATOM_NUMBER) return true;
  const bool dash = a->word == M_DASH || a->word == M_SLASH;
  if (!dash || (a->flags & ATOM_SPACED) || !b || b->type != ATOM_WORD) return false;
  return b->word == W_NONE || b->word == W_LABEL || lexer_has_digit(lx->text, b->span.beg, b->span.end);
}

/* What touches the number from the right decides whether it is one. */
static bool joined_right(lexer *lx, uint32_t end, reap_atom *number) {
  const uint32_t limit = lx->sentence.end;
  if (end >= limit || lexer_markup_starts(lx, end)) return false;
  if (lexer_letter(lx, end)) {
    const uint32_t stop = lexer_word_end(lx, end);
    return !glued_unit((reap_str){lx->text.ptr + end, stop - end});
  }
  lexer_set_hyphenated(lx, number, end);
  const char c = lx->text.ptr[end];
  if (c == '.' && end + 1 < limit && reap_is_digit(lx->text.ptr[end + 1])) return true; /* 1.2.3 */
  if (c == '/' && lexer_letter(lx, end + 1)) {
    const uint32_t stop = lexer_word_end(lx, end + 1); /* 10.1186/s12933 */
    return lexer_has_digit(lx->text, end + 1, stop) && stop - end > 4;
  }
  return c == '_';
}

/* ". 001" behind "p <", "0. 92" inside brackets: a space that typesetting put behind the decimal mark. Reads the digits
 * behind the mark at text[at]; returns their end, `at` when this is not such a place. */
uint32_t lexer_loose_fraction(const lexer *lx, uint32_t at, double *value) {
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
  if (end < digits + 2 || lexer_letter(lx, end) || (end < limit && reap_is_digit(lx->text.ptr[end]))) return none;
  *value = fraction / scale;
  return end;
}

/* "0 .80", "2.7-41 .3": a space before the decimal mark, behind a zero or where a bound is printed. */
static uint32_t parted_fraction(lexer *lx, uint32_t at, double whole, double *value) {
  const reap_atom *before = lexer_last(lx, 0);
  const uint32_t limit = lx->sentence.end;
  const bool bound = before && before->type == ATOM_MARK && before->word == M_DASH && !lx->spaced;
  if ((whole != 0 && !bound) || at + 2 >= limit || lx->text.ptr[at] != ' ' || lx->text.ptr[at + 1] != '.') return at;
  uint32_t end = at + 2;
  double scale = 1, fraction = 0;
  while (end < limit && end < at + 6 && reap_is_digit(lx->text.ptr[end])) {
    fraction = fraction * 10 + (lx->text.ptr[end++] - '0');
    scale *= 10;
  }
  if (end == at + 2 || lexer_letter(lx, end) || (end < limit && reap_is_digit(lx->text.ptr[end]))) return at;
  *value = fraction / scale;
  return end;
}

/* "59. 2%": the same before a percent sign; a sentence does not begin with digits and "%" behind a bare number. */
static uint32_t loose_percent(const lexer *lx, uint32_t at, double *value) {
  const char *text = lx->text.ptr;
  const uint32_t limit = lx->sentence.end;
  uint32_t end = at + 2;
  if (end >= limit || text[at] != '.' || text[at + 1] != ' ') return at;
  double scale = 1;
  for (*value = 0; end < limit && end < at + 4 && reap_is_digit(text[end]); end++)
    *value += (text[end] - '0') * (scale /= 10);
  return end > at + 2 && end < limit && text[end] == '%' ? end : at;
}

/* "1 208 patients": three digits behind a plain space continue the number before them, unless that one is a label's
 * ("group 1 150 patients"). */
static bool join_group(lexer *lx, uint32_t at, const reap_numeral *numeral) {
  reap_atom *a = lexer_last(lx, 0);
  const reap_atom *label = lexer_last(lx, 1);
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
  const reap_atom *before = lexer_last(lx, 0);
  uint32_t end = at + 1;
  if (at + 1 >= limit || text[at] != ',' || !reap_is_digit(text[at + 1])) return at;
  while (end < limit && reap_is_digit(text[end])) end++;
  if (end - at > 3 || (end + 1 < limit && text[end] == ',' && reap_is_digit(text[end + 1])) || lexer_letter(lx, end))
    return at;
  const bool percent = end < limit && text[end] == '%';
  const bool spread = before && before->type == ATOM_MARK && (before->word == M_PLUSMINUS || before->word == M_EQUAL);
  if (!has_sign && !percent && !spread && !has_decimal_commas(lx)) return at;
  *value = end - at == 2 ? (text[at + 1] - '0') / 10.0 : ((text[at + 1] - '0') * 10 + (text[at + 2] - '0')) / 100.0;
  return end;
}

bool lexer_behind_relation(lexer *lx) {
  const reap_atom *a = lexer_last(lx, 0);
  return a && a->type == ATOM_MARK && a->word >= M_LESS && a->word <= M_EQUAL;
}

/* Their sum as it would be read from one numeral: 1 + .68 is not 1.68 in binary. Fractions have at most five digits. */
static double join_fraction(double whole, double fraction) { return round((whole + fraction) * 1e6) / 1e6; }

uint32_t lexer_number(lexer *lx, uint32_t at) {
  reap_numeral numeral;
  bool negative, has_sign;
  if (!reap_numeral_digits(lx->text, at, lx->sentence.end, lx->markups, lx->markup_count, &numeral)) {
    lexer_add(lx, at, at + 1, ATOM_MARK, M_STOP);
    return at + 1;
  }
  double fraction;
  const bool open = lx->depth > 0 && !(numeral.flags & REAP_NUMERAL_DECIMAL) && numeral.value < 10;
  uint32_t loose = open ? lexer_loose_fraction(lx, numeral.end, &fraction) : numeral.end;
  if (loose == numeral.end && !numeral.flags) loose = parted_fraction(lx, numeral.end, numeral.value, &fraction);
  if (loose == numeral.end && !(numeral.flags & ~REAP_NUMERAL_WORDS) && numeral.value < 100)
    loose = loose_percent(lx, numeral.end, &fraction);
  if (loose != numeral.end) {
    numeral.value = join_fraction(numeral.value, fraction);
    numeral.flags |= REAP_NUMERAL_DECIMAL;
    numeral.end = loose;
  }
  if (join_group(lx, at, &numeral)) return numeral.end;
  const bool name = joined_left(lx);
  const uint32_t beg = take_sign(lx, at, &negative, &has_sign);
  if (!numeral.flags && (loose = comma_fraction(lx, numeral.end, has_sign, &fraction)) != numeral.end) {
    numeral.value = join_fraction(numeral.value, fraction);
    numeral.flags |= REAP_NUMERAL_DECIMAL;
    numeral.end = loose;
  }
  reap_atom *a = lexer_add(lx, beg, numeral.end, ATOM_NUMBER, W_NONE);
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
