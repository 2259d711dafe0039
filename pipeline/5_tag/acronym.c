/* SPDX-License-Identifier: MIT */
#include "5_tag/acronym.h"

#include "5_tag/acronym_form.h"

enum {
  BRACKET_MAX = 260,        /* bytes between brackets that may hold a definition */
  KNOWN_REACH = 256,        /* definitions among which a new one is looked for: keeps hostile texts linear */
  NUMBER_REACH = 12,        /* bytes between the number and the rest in "20-item Toronto ..." */
  LEAST_WITHOUT_NUMBER = 60 /* percent of the letters alone */
};

static bool is_open(char c) { return c == '(' || c == '['; }
static bool is_close(char c) { return c == ')' || c == ']'; }
static bool is_word_byte(char c) { return reap_is_alpha(c) || reap_is_digit(c) || (unsigned char)c >= 0x80; }

typedef struct {
  reap_acronym_aligner *aligner;
  reap_batch *batch;
  reap_str text;
  uint32_t first;     /* row in batch.abbreviations where the citation's begin */
  reap_span sentence; /* nothing is looked for outside */
} finder;

/* Words that no long form runs across. */
static bool is_barrier(const finder *f, uint32_t beg, uint32_t end) {
  static const reap_str words[] = {{"are", 3},  {"had", 3},  {"has", 3}, {"is", 2},   {"received", 8}, {"showed", 6},
                                   {"than", 4}, {"that", 4}, {"was", 3}, {"were", 4}, {"which", 5}};
  uint32_t stop = beg;
  while (stop < end && !reap_is_space(f->text.ptr[stop])) stop++;
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (reap_str_equal((reap_str){f->text.ptr + beg, stop - beg}, words[i])) return true;
  return false;
}

/* Start of the region before `end` that may hold the long form: at most `words` words, not beyond an open bracket. */
static uint32_t region_begin(const finder *f, uint32_t low, uint32_t end, uint32_t words) {
  uint32_t depth = 0, at = end, start = end;
  while (at > low && end - at < REAP_ACRONYM_LONG_MAX - 8) {
    char c = f->text.ptr[at - 1];
    if (is_close(c)) depth++;
    if (is_open(c) && depth-- == 0) break;
    if (c == ';' && depth == 0) break;
    at--;
    bool word_begins = at == low || reap_is_space(f->text.ptr[at - 1]);
    if (!word_begins || reap_is_space(f->text.ptr[at])) continue;
    if (is_barrier(f, at, end)) return start;
    start = at;
    if (--words == 0) break;
  }
  return at > low && is_open(f->text.ptr[at - 1]) ? at : start;
}

/* "2,4,6-" of 2,4,6-trinitrobenzene and "N-" of N-acetylcysteine belong to the name that follows. */
static uint32_t with_locants(const finder *f, uint32_t low, uint32_t start) {
  uint32_t beg = start, run = 0, depth = 0;
  bool names = false;
  while (beg > low && !reap_is_space(f->text.ptr[beg - 1])) {
    char c = f->text.ptr[beg - 1];
    run = reap_is_alpha(c) ? run + 1 : 0;
    if (run > 1 || c == '/') return start;
    names |= reap_is_digit(c) || run;
    depth += is_close(c);
    if (is_open(c) && depth-- == 0) break;
    beg--;
  }
  char joint = start > low ? f->text.ptr[start - 1] : ' ';
  return names && depth == 0 && !is_word_byte(joint) ? beg : start;
}

static void add(finder *f, reap_span short_form, reap_span long_form) {
  reap_str s = reap_slice(f->text, short_form), l = reap_slice(f->text, long_form);
  uint32_t count = f->batch->abbreviations.count;
  for (uint32_t i = count - f->first > KNOWN_REACH ? count - KNOWN_REACH : f->first; i < count; i++) {
    const reap_abbreviation *known = &f->batch->abbreviations.at[i];
    if (reap_str_equal(s, reap_slice(f->text, known->short_form)) &&
        reap_str_equal_nocase(l, reap_slice(f->text, known->long_form)))
      return;
  }
  reap_abbreviation *row = reap_push(&f->batch->abbreviations);
  *row = (reap_abbreviation){short_form, long_form, REAP_NONE};
}

/* The number at the end of "TAS-20" or "FEV(1.0)"; empty when there is none or nothing before it. */
static reap_span number_at_end(reap_str text, reap_span span) {
  uint32_t end = span.end - (text.ptr[span.end - 1] == ')'), beg = end;
  while (beg > span.beg && (reap_is_digit(text.ptr[beg - 1]) || text.ptr[beg - 1] == '.')) beg--;
  return beg > span.beg + 1 ? (reap_span){beg, end} : (reap_span){end, end};
}

/* "20-item Toronto Alexithymia Scale (TAS-20)", "partial least squares (PLS-1)": the number of the short form stands
 * before the words or nowhere. */
static reap_acronym_fit align_without_number(const finder *f, reap_span short_form, reap_span region) {
  reap_acronym_fit none = {-1, 0};
  reap_span number = number_at_end(f->text, short_form);
  reap_span letters = reap_acronym_trim(f->text, (reap_span){short_form.beg, number.beg});
  reap_acronym_shape s = reap_acronym_shape_of(f->text, letters);
  if (number.beg == number.end) return none;
  reap_acronym_fit fit = reap_acronym_align(f->aligner, f->text, letters, region);
  if (fit.percent < LEAST_WITHOUT_NUMBER) return none;
  reap_str before = {f->text.ptr + region.beg, fit.start - region.beg}, digits = reap_slice(f->text, number);
  for (uint32_t i = before.len; i > 0 && before.len - i < NUMBER_REACH; i--)
    if (before.len - i + 1 >= digits.len && memcmp(before.ptr + i - 1, digits.ptr, digits.len) == 0)
      return (reap_acronym_fit){fit.percent, region.beg + i - 1};
  return s.letters < 3 ? none : fit;
}

/* "long form (SF)": the long form ends at `end`. */
static bool try_before(finder *f, reap_span short_form, uint32_t low, uint32_t end) {
  if (!reap_acronym_is_short_form(f->text, short_form)) return false;
  reap_acronym_shape s = reap_acronym_shape_of(f->text, short_form);
  uint32_t n = s.letters + s.digits + (f->text.ptr[short_form.end - 1] == '+');
  uint32_t words = n == 1 ? 1 : n + 5 < 2 * n + 1 ? n + 5 : 2 * n + 1;
  reap_span region = reap_acronym_trim(f->text, (reap_span){low, end});
  region.beg = region_begin(f, region.beg, region.end, words);
  if (region.beg >= region.end) return false;
  reap_acronym_fit fit = reap_acronym_align(f->aligner, f->text, short_form, region);
  if (fit.percent < reap_acronym_least_percent(&s)) fit = align_without_number(f, short_form, region);
  if (fit.percent < 0) return false;
  reap_span long_form = {with_locants(f, region.beg, fit.start), region.end};
  if (!reap_acronym_is_definition(f->text, short_form, long_form, fit.percent)) return false;
  add(f, short_form, long_form);
  return true;
}

/* "SF (long form)": all of the bracket must be the long form. */
static bool try_inside(finder *f, reap_span short_form, reap_span inner) {
  if (!reap_acronym_is_short_form(f->text, short_form)) return false;
  reap_acronym_shape s = reap_acronym_shape_of(f->text, short_form);
  inner = reap_acronym_trim(f->text, inner);
  if (s.letters + s.digits < 2 || inner.beg >= inner.end || reap_span_len(inner) > REAP_ACRONYM_LONG_MAX) return false;
  reap_acronym_fit fit = reap_acronym_align(f->aligner, f->text, short_form, inner);
  if (fit.percent < 0 || with_locants(f, inner.beg, fit.start) != inner.beg) return false;
  if (!reap_acronym_is_definition(f->text, short_form, inner, fit.percent)) return false;
  add(f, short_form, inner);
  return true;
}

/* Where the first piece of a bracket ends: at a comma, semicolon or the like outside inner brackets. */
static uint32_t piece_end(reap_str text, reap_span inner) {
  uint32_t depth = 0, end = inner.beg;
  for (; end < inner.end; end++) {
    char c = text.ptr[end];
    depth += is_open(c);
    depth -= is_close(c) && depth;
    if (!depth && (strchr(";:=", c) || (c == ',' && end + 1 < inner.end && reap_is_space(text.ptr[end + 1])))) break;
  }
  return end;
}

/* "abbreviated as SF", "hereafter SF" */
static reap_span without_introduction(reap_str text, reap_span span) {
  static const char *const words[] = {"abbreviated", "also",     "as",        "called", "designated", "hence",
                                      "henceforth",  "here",     "hereafter", "i.e.",   "known",      "named",
                                      "or",          "referred", "termed",    "the",    "to",         "abbreviation"};
  for (bool more = true; more;) {
    more = false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
      if (span.end <= span.beg || !reap_str_begins_nocase(reap_slice(text, span), words[i])) continue;
      reap_str word = reap_str_of(words[i]);
      if (reap_span_len(span) <= word.len) continue;
      if (text.ptr[span.beg + word.len] != ' ' && text.ptr[span.beg + word.len] != ',') continue;
      span = reap_acronym_trim_short(text, (reap_span){span.beg + word.len + 1, span.end});
      more = true;
    }
  }
  return span;
}

/* The word that ends before the bracket: "SF" of "SF (long form)". */
static reap_span word_before(const finder *f, uint32_t bracket) {
  uint32_t end = bracket;
  while (end > f->sentence.beg && reap_is_space(f->text.ptr[end - 1])) end--;
  uint32_t beg = end;
  while (beg > f->sentence.beg && end - beg <= REAP_ACRONYM_SHORT_BYTES && !reap_is_space(f->text.ptr[beg - 1]) &&
         !is_open(f->text.ptr[beg - 1]))
    beg--;
  return reap_acronym_trim_short(f->text, (reap_span){beg, end});
}

static void try_bracket(finder *f, uint32_t open, uint32_t close) {
  reap_span inner = {open + 1, close}, piece = {open + 1, piece_end(f->text, inner)};
  bool pieces = piece.end < close, statistic = pieces && f->text.ptr[piece.end] == '=';
  uint32_t low = f->sentence.beg;
  if (try_before(f, without_introduction(f->text, reap_acronym_trim_short(f->text, inner)), low, open)) return;
  if (pieces && !statistic &&
      try_before(f, without_introduction(f->text, reap_acronym_trim_short(f->text, piece)), low, open))
    return;
  reap_span outer = word_before(f, open);
  if (try_inside(f, outer, inner) || (pieces && try_inside(f, outer, piece))) return;
  for (uint32_t i = close; pieces && i > open + 1; i--) {
    char c = f->text.ptr[i - 1];
    if (c != ',' && c != ';') continue;
    reap_span last = reap_acronym_trim_short(f->text, (reap_span){i, close});
    if (!try_before(f, last, open + 1, i - 1) && c == ';') try_before(f, last, low, open);
    return;
  }
}

/* The bracket that closes the one at `open`, or REAP_NONE when there is none near. */
static uint32_t closing(const finder *f, uint32_t open) {
  uint32_t depth = 0, end = f->sentence.end - open > BRACKET_MAX ? open + BRACKET_MAX : f->sentence.end;
  for (uint32_t i = open; i < end; i++) {
    depth += is_open(f->text.ptr[i]);
    if (is_close(f->text.ptr[i]) && --depth == 0) return i;
  }
  return REAP_NONE;
}

/* The next opening bracket at or after `at`; the end of the sentence when there is none. */
static uint32_t next_open(const finder *f, uint32_t at) {
  const char *from = f->text.ptr + at, *round = memchr(from, '(', f->sentence.end - at);
  uint32_t end = round ? (uint32_t)(round - f->text.ptr) : f->sentence.end;
  const char *square = memchr(from, '[', end - at);
  return square ? (uint32_t)(square - f->text.ptr) : end;
}

void reap_find_abbreviations(reap_acronym_scratch *scratch, reap_batch *batch, reap_citation *citation) {
  finder f = {&scratch->aligner, batch, citation->text, batch->abbreviations.count, {0, 0}};
  for (uint32_t i = 0; i < citation->sentences.count; i++) {
    f.sentence = batch->sentences.at[citation->sentences.first + i].span;
    for (uint32_t at = next_open(&f, f.sentence.beg); at < f.sentence.end; at = next_open(&f, at + 1)) {
      uint32_t close = closing(&f, at);
      if (close != REAP_NONE) try_bracket(&f, at, close);
    }
  }
  citation->abbreviations = (reap_range){f.first, batch->abbreviations.count - f.first};
}
