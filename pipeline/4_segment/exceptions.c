/* SPDX-License-Identifier: MIT */
#include "4_segment/exceptions.h"

#include <stdlib.h>

#include "text/character.h"

typedef enum {
  NO_ABBREVIATION,
  ALWAYS, /* never ends a sentence */
  NUMBER, /* goes on when a digit or bracket follows */
  NAME,   /* ends a sentence only before a word that likes to begin one */
  SOFT,   /* ends a sentence when a capital follows */
  TITLE   /* as ALWAYS when it is capitalised itself */
} abbreviation_kind;

typedef struct {
  const char *word; /* lower case, without the last full stop */
  abbreviation_kind kind;
} abbreviation;

static const abbreviation abbreviations[] = {
    {"al", NAME},    {"app", NUMBER},  {"approx", ALWAYS}, {"apr", NUMBER},   {"art", NUMBER},   {"aug", NUMBER},
    {"ca", ALWAYS},  {"capt", TITLE},  {"cf", ALWAYS},     {"ch", NUMBER},    {"chap", NUMBER},  {"co", NAME},
    {"corp", NAME},  {"dec", NUMBER},  {"dept", NAME},     {"dr", TITLE},     {"drs", TITLE},    {"e.g", ALWAYS},
    {"ed", NAME},    {"eds", NAME},    {"eg", ALWAYS},     {"eq", NUMBER},    {"eqs", NUMBER},   {"esp", ALWAYS},
    {"etc", SOFT},   {"ext", NUMBER},  {"feb", NUMBER},    {"fig", NUMBER},   {"figs", NUMBER},  {"ft", TITLE},
    {"i.e", ALWAYS}, {"ie", ALWAYS},   {"inc", NAME},      {"incl", ALWAYS},  {"jan", NUMBER},   {"jr", NAME},
    {"jul", NUMBER}, {"jun", NUMBER},  {"ltd", NAME},      {"mar", NUMBER},   {"messrs", TITLE}, {"mr", TITLE},
    {"mrs", TITLE},  {"ms", TITLE},    {"mt", TITLE},      {"no", NUMBER},    {"nos", NUMBER},   {"nov", NUMBER},
    {"nr", NUMBER},  {"oct", NUMBER},  {"p", NUMBER},      {"pp", NUMBER},    {"prof", TITLE},   {"pt", NUMBER},
    {"pts", NUMBER}, {"ref", NUMBER},  {"refs", NUMBER},   {"resp", ALWAYS},  {"rsp", ALWAYS},   {"sect", NUMBER},
    {"sep", NUMBER}, {"sept", NUMBER}, {"sp", NAME},       {"spp", NAME},     {"sr", NAME},      {"ssp", NAME},
    {"st", TITLE},   {"ste", TITLE},   {"subsp", NAME},    {"suppl", NUMBER}, {"tab", NUMBER},   {"univ", NAME},
    {"v", NUMBER},   {"var", NAME},    {"ver", NUMBER},    {"viz", ALWAYS},   {"vol", NUMBER},   {"vols", NUMBER},
    {"vs", ALWAYS},
};

/* Words that begin sentences, and hardly ever follow an initial or "Inc." within one. */
static const char *const starters[] = {
    "a",           "additional",   "additionally", "adverse",     "after",     "all",           "also",
    "although",    "among",        "an",           "analyses",    "analysis",  "and",           "any",
    "as",          "at",           "background",   "baseline",    "because",   "before",        "between",
    "blood",       "both",         "but",          "by",          "children",  "clinical",      "compared",
    "conclusion",  "conclusions",  "data",         "despite",     "during",    "each",          "efficacy",
    "eighteen",    "eight",        "eleven",       "eligible",    "fifteen",   "fifty",         "finally",
    "findings",    "five",         "for",          "forty",       "four",      "from",          "further",
    "furthermore", "future",       "given",        "group",       "groups",    "hence",         "here",
    "how",         "however",      "if",           "importantly", "in",        "interestingly", "is",
    "it",          "its",          "mean",         "median",      "men",       "methods",       "mice",
    "moreover",    "most",         "neither",      "nine",        "no",        "none",          "objective",
    "of",          "on",           "one",          "only",        "other",     "our",           "outcome",
    "outcomes",    "overall",      "participants", "patients",    "plasma",    "primary",       "randomization",
    "rats",        "results",      "safety",       "secondary",   "serum",     "seven",         "significant",
    "similarly",   "since",        "six",          "sixty",       "some",      "studies",       "study",
    "subjects",    "subsequently", "such",         "ten",         "that",      "the",           "their",
    "there",       "therefore",    "these",        "they",        "thirty",    "this",          "those",
    "three",       "thus",         "to",           "total",       "treatment", "twelve",        "twenty",
    "two",         "under",        "using",        "we",          "what",      "when",          "whereas",
    "whether",     "which",        "while",        "who",         "why",       "with",          "within",
    "without",     "women",
};

/* What stands before the initials of a name; "vitamin D." and "10 degrees C." end sentences. */
static const char *const before_names[] = {"and", "by", "dr", "from", "of", "prof", "to", "with"};
enum { WORD_MAX = 24 };

/* A word copied in lower case, as it stands before or after a stop. */
typedef struct {
  char letters[WORD_MAX];
  uint32_t len, beg, end;         /* beg and end in the text */
  bool capital, capitals, dotted; /* begins with a capital; and the second letter is one too; holds full stops */
} word;

static bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
static bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
static char at(const reap_stop *stop, uint32_t i) { return i < stop->text.len ? stop->text.ptr[i] : ' '; }

static void copy_word(const reap_stop *stop, word *w) {
  w->len = w->end - w->beg < WORD_MAX ? w->end - w->beg : 0;
  for (uint32_t i = 0; i < w->len; i++) w->letters[i] = reap_lower(stop->text.ptr[w->beg + i]);
  w->letters[w->len] = 0;
  w->capital = w->len && is_upper(stop->text.ptr[w->beg]);
  w->capitals = w->capital && w->len > 1 && is_upper(stop->text.ptr[w->beg + 1]);
  w->dotted = w->len && memchr(w->letters, '.', w->len);
}

/* The letters (and full stops between them) that end at `end`; empty when they are part of something longer. */
static word word_before(const reap_stop *stop, uint32_t end) {
  word w = {.beg = end, .end = end};
  while (w.beg > stop->beg && w.end - w.beg < WORD_MAX) {
    char c = at(stop, w.beg - 1);
    if (!reap_is_alpha(c) && (c != '.' || w.beg == w.end)) break;
    w.beg--;
  }
  char before = w.beg > stop->beg ? at(stop, w.beg - 1) : ' ';
  if (w.beg < w.end && !reap_is_digit(before) && before != '-' && (unsigned char)before < 0x80) copy_word(stop, &w);
  return w;
}

static word word_after(const reap_stop *stop, uint32_t beg) {
  word w = {.beg = beg, .end = beg};
  while (w.end - w.beg < WORD_MAX && reap_is_alpha(at(stop, w.end))) w.end++;
  copy_word(stop, &w);
  return w;
}

/* Where what the stop closes ends: tokenized text has a space before its full stops. */
static uint32_t left_end(const reap_stop *stop) {
  return stop->at > stop->beg && at(stop, stop->at - 1) == ' ' ? stop->at - 1 : stop->at;
}

static int compare(const void *key, const void *row) { return strcmp(key, ((const abbreviation *)row)->word); }

static bool listed(const char *const *list, size_t count, const word *w) {
  for (size_t i = 0; i < count; i++)
    if (strcmp(list[i], w->letters) == 0) return true;
  return false;
}

static bool is_starter(const word *w) { return w->capital && listed(starters, sizeof starters / sizeof *starters, w); }

static abbreviation_kind kind_of(const word *w) {
  if (!w->len) return NO_ABBREVIATION;
  const abbreviation *row =
      bsearch(w->letters, abbreviations, sizeof abbreviations / sizeof *abbreviations, sizeof *abbreviations, compare);
  if (row && row->kind == TITLE) return w->capital && !w->capitals ? ALWAYS : NO_ABBREVIATION;
  if (row) return row->kind;
  if (!w->dotted || w->len > 7) return NO_ABBREVIATION;
  return w->capital ? NAME : SOFT; /* "U.S." and "b.i.d." */
}

/* "by J. Smith", "J. A. Smith" */
static bool is_initial(const reap_stop *stop, const word *left, const word *right) {
  if (left->len != 1 || !left->capital || !right->capital || is_starter(right)) return false;
  if (right->len == 1) return at(stop, right->end) == '.';
  if (!is_lower(at(stop, right->beg + 1)) || left->beg == stop->beg || at(stop, left->beg - 1) != ' ')
    return left->beg == stop->beg;
  word before = word_before(stop, left->beg - 1);
  char mark = at(stop, left->beg - 2);
  return mark == '.' || mark == ',' || mark == '(' || mark == ';' || mark == '&' ||
         listed(before_names, sizeof before_names / sizeof *before_names, &before);
}

/* "no. 5", "No. NCT01234567", "Eq. (2)" */
static bool is_number(const reap_stop *stop, const word *right) {
  char c = at(stop, right->beg);
  return reap_is_digit(c) || c == '(' || (right->capitals && reap_is_digit(at(stop, right->end)));
}

/* A heading in capitals, or a word that is capitalised because it begins a sentence. */
static bool opens_sentence(const reap_stop *stop, const word *right) {
  return right->capital && (!right->capitals || at(stop, right->end) == ':' || right->end - right->beg > 6) &&
         !is_upper(at(stop, right->end - 1));
}

static bool abbreviation_goes_on(const reap_stop *stop, uint32_t next) {
  word left = word_before(stop, left_end(stop)), right = word_after(stop, next);
  char c = at(stop, next);
  switch (kind_of(&left)) {
  case ALWAYS:
    return true;
  case NUMBER:
    return is_number(stop, &right);
  case NAME:
    return right.len ? !is_starter(&right) : c != '"';
  case SOFT:
    return !opens_sentence(stop, &right);
  default:
    return is_initial(stop, &left, &right);
  }
}

/* "1. Introduction" at the start of a sentence, or "were: 1. Pain" within. */
static bool is_list_marker(const reap_stop *stop) {
  uint32_t end = left_end(stop), beg = end;
  while (beg > stop->beg && end - beg < 4 && reap_is_digit(at(stop, beg - 1))) beg--;
  if (beg == end && beg > stop->beg && reap_is_alpha(at(stop, beg - 1))) beg--;
  if (beg == end || end - beg > 3) return false;
  while (beg > stop->beg && at(stop, beg - 1) == '(') beg--;
  if (beg == stop->beg) return true;
  if (at(stop, beg - 1) != ' ' || !reap_is_digit(at(stop, end - 1))) return false;
  uint32_t before = beg - 1;
  while (before > stop->beg && at(stop, before - 1) == ' ') before--;
  return before > stop->beg && strchr(":;,", at(stop, before - 1));
}

/* "p < 0 . 05" and "= . 05", as tokenizers leave them, and "30. 8%". */
static bool is_spaced_decimal(const reap_stop *stop, uint32_t next) {
  if (!reap_is_digit(at(stop, next)) || stop->at == stop->beg) return false;
  uint32_t end = next;
  while (reap_is_digit(at(stop, end))) end++;
  uint32_t digits = 0;
  while (digits < 3 && stop->at - digits > stop->beg && reap_is_digit(at(stop, stop->at - digits - 1))) digits++;
  if (at(stop, end) == '%' && (digits == 1 || digits == 2)) return true;
  if (at(stop, stop->at - 1) != ' ') return false;
  uint32_t i = stop->at - 1;
  while (i > stop->beg && reap_is_digit(at(stop, i - 1))) i--;
  if (stop->at - 1 - i == 1 && at(stop, i) == '0') return true;
  while (i > stop->beg && at(stop, i - 1) == ' ') i--;
  return i > stop->beg && strchr("=<>(+-/", at(stop, i - 1));
}

/* "NCT. 01234567": sentences do not begin with numbers that long. */
static bool is_identifier(const reap_stop *stop, uint32_t next) {
  uint32_t end = next;
  while (end - next < 6 && reap_is_digit(at(stop, end))) end++;
  return end - next == 6;
}

/* Within a name or address: "Tb.Sp", "section 4.B". Without a space only a whole word may begin a sentence. */
static bool is_glued_name(const reap_stop *stop, uint32_t next) {
  if (next != stop->after || next >= stop->text.len || (unsigned char)at(stop, next) >= 0x80) return false;
  word right = word_after(stop, next);
  char c = at(stop, right.end);
  bool whole = c == ' ' || c == ':' || c == ',' || c == '-' || c == '/' || (unsigned char)c >= 0x80;
  return !right.capital || right.end - right.beg < 2 || !whole;
}

/* "5? 3 ng", "PrCr ? 30", "37? C": the question mark stands for a character that was lost on the way. */
static bool is_lost_character(const reap_stop *stop, uint32_t next) {
  uint32_t end = left_end(stop);
  char before = end > stop->beg ? at(stop, end - 1) : ' ';
  word right = word_after(stop, next);
  bool fragment = !right.capital || right.end - right.beg < 2;
  return reap_is_digit(at(stop, next)) || before == '-' || (reap_is_digit(before) && fragment);
}

bool reap_stop_is_inside(const reap_stop *stop, uint32_t next) {
  if (next >= stop->text.len) return false;
  char c = at(stop, next);
  if (strchr(")]},;:%=/", c)) return true;
  if (at(stop, stop->at) == '?' && is_lost_character(stop, next)) return true;
  bool lower = is_lower(c) || ((c == '(' || c == '[') && is_lower(at(stop, next + 1)));
  if (at(stop, stop->at) != '.') return lower;
  return is_glued_name(stop, next) || is_list_marker(stop) || is_spaced_decimal(stop, next) ||
         is_identifier(stop, next) || abbreviation_goes_on(stop, next);
}

static uint32_t skip_spaces(const reap_stop *stop, uint32_t i) {
  for (reap_char_kind kind; i < stop->text.len;) {
    uint32_t length = reap_char_next(stop->text, i, &kind);
    if (kind != REAP_CHAR_SPACE) break;
    i += length;
  }
  return i;
}

/* True when a sentence can end here at all: a word of three letters or more, a number or a bracket stands before. */
static bool left_is_complete(const reap_stop *stop) {
  uint32_t end = left_end(stop);
  word left = word_before(stop, end);
  if (left.end - left.beg >= 3) return kind_of(&left) == NO_ABBREVIATION && !left.dotted;
  char c = end > stop->beg ? at(stop, end - 1) : ' ';
  return reap_is_digit(c) || c == ')' || c == ']' || c == '%';
}

/* "healed.The", "2010.RESULTS:" */
static uint32_t split_glued(const reap_stop *stop) {
  word left = word_before(stop, stop->at), right = word_after(stop, stop->after);
  if (left.dotted || left.end - left.beg < 3 || !is_lower(at(stop, stop->at - 1))) return REAP_NONE;
  if (right.len == 1 ? at(stop, right.end) != ' ' : is_glued_name(stop, stop->after)) return REAP_NONE;
  return right.capital ? stop->after : REAP_NONE;
}

/* "the disease.12,13 However": reference marks that were raised. */
static uint32_t split_after_marks(const reap_stop *stop) {
  word left = word_before(stop, stop->at);
  if (left.end - left.beg < 4 || left.dotted || kind_of(&left) != NO_ABBREVIATION) return REAP_NONE;
  uint32_t i = stop->after;
  while (reap_is_digit(at(stop, i)) || ((at(stop, i) == ',' || at(stop, i) == '-') && reap_is_digit(at(stop, i + 1))))
    i++;
  return at(stop, i) == ' ' && is_upper(at(stop, i + 1)) ? i + 1 : REAP_NONE;
}

/* A name that is written small at the start of a sentence too: mTOR, pH, p53, miR-21, α- and alpha-tocopherol. */
static bool is_small_name(const reap_stop *stop, uint32_t i) {
  static const char *const greek[] = {"alpha", "beta", "delta", "gamma", "kappa", "omega"};
  word first = word_after(stop, i);
  if (at(stop, first.end) == '-' && listed(greek, sizeof greek / sizeof *greek, &first)) return true;
  reap_char_kind kind;
  if (i < stop->text.len && reap_char_next(stop->text, i, &kind) && kind == REAP_CHAR_GREEK) return true;
  uint32_t beg = i;
  while (i - beg < 4 && is_lower(at(stop, i))) i++;
  return i > beg && i - beg < 4 && (is_upper(at(stop, i)) || (i - beg == 1 && reap_is_digit(at(stop, i))));
}

uint32_t reap_stop_splits(const reap_stop *stop) {
  if (at(stop, stop->at) != '.') return REAP_NONE;
  char c = at(stop, stop->after);
  if (is_upper(c)) return split_glued(stop);
  if (reap_is_digit(c)) return split_after_marks(stop);
  uint32_t next = skip_spaces(stop, stop->after);
  if (next == stop->after || next >= stop->text.len || !left_is_complete(stop)) return REAP_NONE;
  if (reap_is_digit(at(stop, next))) {
    bool inside = is_spaced_decimal(stop, next) || is_list_marker(stop) || is_identifier(stop, next);
    return inside ? REAP_NONE : next;
  }
  return is_small_name(stop, next) ? next : REAP_NONE;
}
