/* SPDX-License-Identifier: MIT */
/* Test statistics: "F(1, 186) = 5.51", "t(43) = -1.19", "χ2 (1, N = 226) = 6.90", "z = 2.3", "t = 2.3, df = 15". */
#include "6_quantify/reading.h"

typedef struct {
  const char *name;
  uint8_t dfs;   /* degrees of freedom it takes in brackets */
  bool needs_df; /* without them the letter means something else */
} test;

static const test tests[] = {{"t", 1, false}, {"F", 2, false}, {"chi2", 1, false}, {"z", 0, false}, {"U", 0, false},
                             {"Q", 1, true},  {"r", 1, true},  {"H", 1, false},    {"W", 0, false}, {"G2", 1, true}};
enum { Q_TEST = 5, PRINT_MAX = 4 /* bytes of the longest print */ };

static const struct {
  reap_str print;
  uint8_t test;
} prints[] = {{{"t", 1}, 0},  {{"F", 1}, 1},  {{"χ2", 3}, 2}, {{"χ²", 4}, 2},  {{"chi2", 4}, 2}, {{"Chi2", 4}, 2},
              {{"X2", 2}, 2}, {{"x2", 2}, 2}, {{"χ", 2}, 2},  {{"chi", 3}, 2}, {{"Chi", 3}, 2},  {{"z", 1}, 3},
              {{"Z", 1}, 3},  {{"U", 1}, 4},  {{"Q", 1}, 5},  {{"r", 1}, 6},   {{"H", 1}, 7},    {{"G2", 2}, 9},
              {{"G", 1}, 9},  {{"W", 1}, 8},  {{"Fs", 2}, 1}, {{"ts", 2}, 0},  {{"T", 1}, 0}};

/* The first bytes of the prints: few words begin with one. */
static const bool print_begins[256] = {
    ['t'] = true, ['F'] = true, [0xCF] = true, ['c'] = true, ['C'] = true, ['X'] = true, ['x'] = true, ['z'] = true,
    ['Z'] = true, ['U'] = true, ['Q'] = true,  ['r'] = true, ['H'] = true, ['G'] = true, ['W'] = true, ['T'] = true};

static const test *find_test(const reading *r, uint32_t i) {
  const uint16_t behind = atom_at(r, i + 1)->word;
  if (atom_at(r, i)->type != ATOM_WORD || (behind == W_NONE && !has_flag(r, i + 1, ATOM_RAISED))) return NULL;
  const reap_str text = reading_text(r, i);
  if (!print_begins[(unsigned char)text.ptr[0]]) return NULL;
  for (size_t k = 0; text.len <= PRINT_MAX && k < sizeof prints / sizeof *prints; k++)
    if (reap_str_equal(text, prints[k].print)) return &tests[prints[k].test];
  const bool q_of = text.len > 1 && text.len < 9 && text.ptr[0] == 'Q'; /* QError, Qb: a lowered word was glued */
  return q_of ? &tests[Q_TEST] : NULL;
}

/* Degrees of freedom of text[beg, end): numbers parted by commas, "N = 226" left out. A grouping comma parts too: in
 * "F(1,186)" the numeral reader sees 1186. */
static uint32_t scan_df(const reading *r, uint32_t beg, uint32_t end, uint32_t want, double df[2]) {
  const char *text = r->citation->text.ptr;
  uint32_t count = 0;
  for (uint32_t p = beg; p < end && count < want;) {
    if (text[p] == 'N' || text[p] == 'n') return count;
    if (!reap_is_digit(text[p])) {
      p++;
      continue;
    }
    double value = 0, scale = 0;
    for (; p < end && (reap_is_digit(text[p]) || (text[p] == '.' && scale == 0)); p++) {
      if (text[p] == '.') {
        scale = 1;
      } else if (scale > 0) {
        scale /= 10;
        value += scale * (text[p] - '0');
      } else {
        value = value * 10 + (text[p] - '0');
      }
    }
    df[count++] = value;
  }
  return count;
}

static void claim_range(reading *r, uint32_t beg, uint32_t end) {
  for (uint32_t k = beg; k < end; k++) claim_atom(r, k);
}

/* "(1, 186)", or the lowered "1,186" of F. Returns the atom behind. */
static uint32_t read_df(reading *r, uint32_t i, uint32_t want, double df[2], uint32_t *count) {
  const uint32_t close = atom_at(r, i)->partner;
  *count = 0;
  if (is(r, i, M_OPEN) && close != REAP_NONE && close - i <= 12) {
    *count = scan_df(r, atom_at(r, i)->span.end, atom_at(r, close)->span.beg, want, df);
    return close + 1;
  }
  uint32_t k = i;
  while (has_flag(r, k, ATOM_RAISED) || (k > i && is(r, k, M_COMMA) && has_flag(r, k + 1, ATOM_RAISED))) k++;
  if (k > i) *count = scan_df(r, atom_at(r, i)->span.beg, atom_at(r, k - 1)->span.end, want, df);
  return k;
}

/* ", df = 15", "(df = 15)", "with 15 degrees of freedom" behind the value. */
static uint32_t read_df_behind(const reading *r, uint32_t i, double df[2]) {
  uint32_t k = i;
  if (is(r, k, M_COMMA) || is(r, k, M_OPEN) || is(r, k, M_SEMICOLON)) k++;
  if (!is(r, k, W_DF)) return i;
  reap_relation relation;
  k = read_relation(r, k + 1, &relation);
  if (!is_number(r, k)) return i;
  df[0] = value_at(r, k);
  if (is(r, k + 1, M_COMMA) && is_whole(r, k + 2) && !is(r, k + 3, M_EQUAL)) {
    df[1] = value_at(r, k + 2);
    return k + 3;
  }
  return k + 1;
}

static uint32_t skip_square(const reading *r, uint32_t i, const test *t) {
  if (strcmp(t->name, "chi2") != 0) return i;
  uint32_t k = i;
  if (is(r, k, M_DASH) && is(r, k + 1, W_SQUARE)) return k + 2;
  if (is(r, k, W_SQUARE)) return k + 1;
  const reap_str print = reading_text(r, i - 1);
  const bool squared =
      print.len > 1 && (print.ptr[print.len - 1] == '2' || (unsigned char)print.ptr[print.len - 1] == 0xB2);
  if (!squared && is(r, k, M_OPEN) && value_at(r, k + 1) == 2 && is(r, k + 2, M_CLOSE)) return k + 3; /* chi(2) */
  if (!squared && has_flag(r, k, ATOM_RAISED) && value_at(r, k) == 2) return k + 1;
  return i;
}

static void read_test(reading *r, uint32_t i, const test *t) {
  double df[2] = {NAN, NAN};
  uint32_t count, k = skip_square(r, i + 1, t);
  const uint32_t df_first = k;
  k = read_df(r, k, t->dfs ? t->dfs : 2, df, &count);
  const uint32_t df_last = k;
  if (is(r, k, W_VALUE) || is(r, k, W_STATISTIC)) k++;
  reap_relation relation;
  const uint32_t number = read_relation(r, k, &relation);
  if (number == k || !is_number(r, number) || has_flag(r, number, ATOM_WORDS)) return;
  if (t->needs_df && count == 0) return;
  reap_unit unit;
  if (read_unit(r, number + 1, &unit) != number + 1 && unit.unit.len) return; /* T = 3 h */
  uint32_t behind = number + 1;
  if (count == 0) behind = read_df_behind(r, behind, df);
  claim_range(r, df_first, df_last);
  reap_quantity *q = add_quantity(r, REAP_Q_STATISTIC, number, i, behind - 1, "statistic.letter");
  for (uint32_t c = number + 1; c < behind; c++) claim_atom(r, c);
  q->relation = (uint8_t)relation;
  q->measure = reap_str_of(t->name);
  q->df1 = df[0];
  q->df2 = df[1];
}

void read_statistics(reading *r) {
  if (!sees(r, M_EQUAL) && !sees(r, M_LESS) && !sees(r, M_GREATER)) return;
  for (uint32_t i = 0; i < r->atoms.count; i++) {
    const test *t = find_test(r, i);
    if (t) read_test(r, i, t);
  }
}
