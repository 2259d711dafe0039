/* SPDX-License-Identifier: MIT */
#include "5_tag/acronym_align.h"

#include <limits.h>

#include "text/character.h"

/* Tuned by hand on labelled abstracts; only their order matters much. */
enum {
  GAIN_WORD = 30,        /* a letter that begins a word */
  GAIN_PART = 27,        /* ... a part of one: "beta" in "TGF-beta" */
  GAIN_RUN = 20,         /* ... that follows the letter matched before: "lu" of "Glu" in glutamate */
  GAIN_INSIDE = 4,       /* ... anywhere else */
  COST_WORD = 28,        /* a word without a match */
  COST_SMALL = 2,        /* "of", "and" ... without one */
  COST_ENTER = 8,        /* a word whose first matched letter is inside it */
  COST_ENTER_SMALL = 14, /* "the" for a t */
  COST_EACH = 1,         /* any further word: the shorter of two equal long forms wins */
  COST_LAST = 44,        /* the last word without a match */
  COST_TAIL = 10,        /* ... when it is one that says little */
  COST_COMMA = 10,       /* "AML, were treated" */
  COST_BRACKET = 8,      /* "tumor necrosis factor (TNF) alpha" */
  NONE = INT_MIN / 2
};

static bool listed(const char *const *list, size_t count, const char *word, uint32_t length) {
  for (size_t i = 0; i < count; i++)
    if (list[i][0] == word[0] && strlen(list[i]) == length && memcmp(list[i], word, length) == 0) return true;
  return false;
}

static bool is_small_word(const char *word, uint32_t length) {
  static const char *const small[] = {"a",  "an", "and", "as", "at",  "by", "for", "from",
                                      "in", "of", "on",  "or", "the", "to", "with"};
  return length <= 4 && listed(small, sizeof small / sizeof *small, word, length);
}

typedef struct {
  reap_acronym_letter *letters;
  uint32_t count, capacity;
  uint16_t word;
  bool in_word, in_part; /* a letter of the word, of the part of it, was seen */
  bool has_digit;        /* the word began with digits: "2,4-dinitrophenyl" is as good as "dinitrophenyl" */
  char before;           /* as printed */
  int *border_cost;      /* NULL for short forms */
} speller;

static void add_letter(speller *s, uint32_t beg, char letter) {
  if (s->count == s->capacity) return;
  bool digit = reap_is_digit(letter), opens = !s->in_word && !(digit && s->has_digit);
  reap_acronym_place place = opens ? REAP_PLACE_WORD : s->in_part ? REAP_PLACE_INSIDE : REAP_PLACE_PART;
  s->letters[s->count++] = (reap_acronym_letter){beg, s->word, letter, (uint8_t)place};
  s->in_part = true;
  s->in_word |= !digit;
  s->has_digit |= digit;
}

static bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

/* "IL6", "mTOR", "PEGylated": a new part without a mark between. */
static bool begins_part(char before, char c) {
  return reap_is_digit(before) != reap_is_digit(c) || (is_upper(c) && !is_upper(before));
}

static void add_character(speller *s, reap_str text, uint32_t at, uint32_t length, reap_char_kind kind) {
  char folded[REAP_CHAR_FOLD_MAX], c = text.ptr[at];
  uint32_t count = 1;
  if ((unsigned char)c < 0x80) {
    folded[0] = reap_lower(c);
    if (s->in_part && begins_part(s->before, c)) s->in_part = false;
  } else {
    uint32_t code_point;
    reap_utf8_decode((reap_str){text.ptr, at + length}, at, &code_point);
    count = reap_char_fold(code_point, folded);
    if (kind == REAP_CHAR_GREEK) s->in_part = false;
  }
  for (uint32_t i = 0; i < count; i++) add_letter(s, at, folded[i]);
  s->before = (unsigned char)c < 0x80 ? c : 'a';
}

static void end_word(speller *s, int border) {
  if (!s->in_word && !s->has_digit) {
    if (s->border_cost && s->word) s->border_cost[s->word] += border;
    return;
  }
  s->in_word = s->in_part = s->has_digit = false;
  s->word++;
  if (s->border_cost) s->border_cost[s->word] = s->border_cost[s->word - 1] + border;
}

/* Adds the small letters from text[at] on that go on inside a part, which most letters do; returns where they end. */
static uint32_t add_small_letters(speller *s, reap_str text, uint32_t at) {
  for (; at < text.len && text.ptr[at] >= 'a' && text.ptr[at] <= 'z' && s->count < s->capacity; at++)
    s->letters[s->count++] = (reap_acronym_letter){at, s->word, text.ptr[at], REAP_PLACE_INSIDE};
  s->before = text.ptr[at - 1];
  return at;
}

/* Where the bracket at text[at], which begins a word, ends; `at` when it does not close. */
static uint32_t bracket_end(reap_str text, uint32_t at) {
  uint32_t depth = 0;
  for (uint32_t i = at; i < text.len; i++) {
    depth += text.ptr[i] == '(' || text.ptr[i] == '[';
    if ((text.ptr[i] == ')' || text.ptr[i] == ']') && --depth == 0) return i + 1;
  }
  return at;
}

/* "CD4+", "CrB(-)": the sign stands for the word positive or negative. */
static bool is_final_sign(reap_str text, uint32_t at) {
  if (text.ptr[at] != '+' && text.ptr[at] != '-') return false;
  return at > 0 && (at + 1 == text.len || (at + 2 == text.len && text.ptr[at + 1] == ')'));
}

static void spell(speller *s, reap_str text, reap_span span) {
  text.len = span.end;
  char before = ' ';
  for (uint32_t at = span.beg; at < span.end;) {
    reap_char_kind kind;
    char c = text.ptr[at];
    uint32_t length = reap_char_next(text, at, &kind);
    if (s->border_cost && before == ' ' && (c == '(' || c == '[') && at > span.beg && bracket_end(text, at) > at) {
      if (s->word) s->border_cost[s->word] += COST_BRACKET;
      length = bracket_end(text, at) - at;
    } else if (kind == REAP_CHAR_LETTER || kind == REAP_CHAR_DIGIT || kind == REAP_CHAR_GREEK) {
      add_character(s, text, at, length, kind);
      if (kind == REAP_CHAR_LETTER && (unsigned char)c < 0x80) {
        at = add_small_letters(s, text, at + 1);
        before = text.ptr[at - 1];
        continue;
      }
    } else if (kind == REAP_CHAR_SPACE || (c == '/' && s->border_cost)) {
      end_word(s, before == ',' || before == ':' || before == '.' ? COST_COMMA : 0);
    } else {
      s->in_part = false;
      if (!s->border_cost && is_final_sign(text, at)) add_letter(s, at, c == '+' ? 'p' : 'n');
    }
    before = kind == REAP_CHAR_SPACE ? ' ' : c;
    at += length;
  }
}

/* Words that often end a long form without a letter of their own: "sulfonic acid (TNBS)". */
static bool is_tail_word(const char *word, uint32_t length) {
  static const char *const tails[] = {
      "acid",     "activity",  "artery",    "assay", "cell",    "cells",     "count",  "diet",     "disease",
      "estimate", "gene",      "group",     "index", "level",   "levels",    "method", "model",    "procedure",
      "program",  "programme", "protein",   "ratio", "region",  "scale",     "score",  "scores",   "study",
      "syndrome", "system",    "technique", "test",  "therapy", "treatment", "trial",  "inventory"};
  return listed(tails, sizeof tails / sizeof *tails, word, length);
}

/* unused_cost[w] is what the words before w cost together. */
static uint32_t price_words(reap_acronym_aligner *a) {
  uint32_t words = 0;
  a->unused_cost[0] = 0;
  for (uint32_t i = 0; i < a->count;) {
    char word[12] = "";
    uint32_t length = 0, beg = i;
    for (; i < a->count && a->letters[i].word == a->letters[beg].word; i++)
      if (length < sizeof word) word[length++] = a->letters[i].letter;
    int cost = is_small_word(word, length) ? COST_SMALL : COST_WORD;
    if (i == a->count) cost = is_tail_word(word, length) ? COST_TAIL : COST_LAST;
    a->unused_cost[words + 1] = a->unused_cost[words] + cost;
    words++;
  }
  return words;
}

/* "two-dimensional" for 2D, "type II" for type 2 */
static bool is_number_word(const reap_acronym_aligner *a, uint32_t at, char digit) {
  static const char *const words[10] = {"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"};
  static const char *const roman[10] = {"", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"};
  if (a->letters[at].place == REAP_PLACE_INSIDE) return false;
  const char *names[2] = {words[digit - '0'], roman[digit - '0']};
  for (int n = 0; n < 2; n++) {
    size_t i = 0, length = strlen(names[n]);
    while (i < length && at + i < a->count && a->letters[at + i].letter == names[n][i]) i++;
    bool ends = at + i == a->count || a->letters[at + i].place != REAP_PLACE_INSIDE;
    if (length && i == length && ends) return true;
  }
  return false;
}

static bool matches(const reap_acronym_aligner *a, uint32_t at, char wanted) {
  return a->letters[at].letter == wanted || (reap_is_digit(wanted) && is_number_word(a, at, wanted));
}

static bool is_small(const reap_acronym_aligner *a, uint16_t word) {
  return a->unused_cost[word + 1] - a->unused_cost[word] == COST_SMALL;
}

static int gain(uint8_t place) {
  return place == REAP_PLACE_WORD ? GAIN_WORD : place == REAP_PLACE_PART ? GAIN_PART : GAIN_INSIDE;
}

/* The scores of the first letter: it begins the long form, so it must begin a word or a part of one. False when it
 * begins none. */
static bool align_first(reap_acronym_aligner *a, char wanted) {
  bool any = false;
  for (uint32_t j = 0; j < a->count; j++) {
    uint8_t place = a->letters[j].place;
    bool starts = place != REAP_PLACE_INSIDE && !is_small(a, a->letters[j].word) && matches(a, j, wanted);
    a->score[0][j] = starts ? gain(place) - (place == REAP_PLACE_PART ? GAIN_INSIDE : 0) : NONE;
    a->start[0][j] = j;
    any |= starts;
  }
  return any;
}

typedef struct {
  int score;
  uint32_t start;
} best;

static void take(best *b, int score, uint32_t start) {
  if (score >= b->score) *b = (best){score, start}; /* later starts win: shorter long forms */
}

/* One more letter: scores of row `to` from row `from`. `earlier` is the best of the words before, plus what the words
 * up to its own would cost, so that all can be compared; `same` is the best of the word in hand. False when the letter
 * has no place. */
static bool align_next(reap_acronym_aligner *a, char wanted, int from, int to) {
  best earlier = {NONE, 0}, same = {NONE, 0};
  bool any = false;
  for (uint32_t j = 0; j < a->count; j++) {
    uint16_t word = a->letters[j].word;
    if (j && a->letters[j - 1].word != word) {
      uint16_t old = a->letters[j - 1].word;
      if (same.score > NONE) take(&earlier, same.score + a->unused_cost[old + 1] + a->border_cost[old], same.start);
      same = (best){NONE, 0};
    }
    best b = {NONE, 0};
    if (matches(a, j, wanted)) {
      int g = gain(a->letters[j].place);
      int enter = a->letters[j].place == REAP_PLACE_INSIDE ? COST_ENTER
                  : is_small(a, word)                      ? COST_ENTER_SMALL
                                                           : COST_EACH;
      if (earlier.score > NONE)
        take(&b, earlier.score - a->unused_cost[word] - a->border_cost[word] + g - enter, earlier.start);
      if (same.score > NONE) take(&b, same.score + g, same.start);
      if (j && a->score[from][j - 1] > NONE && a->letters[j - 1].word == word && g < GAIN_RUN)
        take(&b, a->score[from][j - 1] + GAIN_RUN, a->start[from][j - 1]);
    }
    a->score[to][j] = b.score;
    a->start[to][j] = b.start;
    any |= b.score > NONE;
    if (a->score[from][j] > NONE) take(&same, a->score[from][j], a->start[from][j]);
  }
  return any;
}

/* The best of the last letter's row: words behind it are unused. */
static best align_last(const reap_acronym_aligner *a, int row, uint32_t words) {
  best b = {NONE, 0};
  for (uint32_t j = 0; j < a->count; j++) {
    if (a->score[row][j] == NONE) continue;
    uint32_t next = a->letters[j].word + 1u;
    take(&b, a->score[row][j] - (a->unused_cost[words] - a->unused_cost[next]), a->start[row][j]);
  }
  return b;
}

/* False: no word of the region, nor a part of one, begins with the first letter of the short form. Most brackets hold
 * no short form, and this tells before anything is spelled. */
static bool may_fit(reap_str text, reap_span short_form, reap_span region) {
  const char first = short_form.beg < short_form.end ? reap_lower(text.ptr[short_form.beg]) : 0;
  if (!reap_is_alpha(first)) return true;
  char before = ' ';
  for (uint32_t at = region.beg; at < region.end; at++) {
    const char c = text.ptr[at];
    if ((unsigned char)c >= 0x80) return true; /* may fold to any letter */
    if (reap_lower(c) == first && (!reap_is_alpha(before) || (is_upper(c) && !is_upper(before)))) return true;
    before = c;
  }
  return false;
}

reap_acronym_fit reap_acronym_align(reap_acronym_aligner *a, reap_str text, reap_span short_form, reap_span region) {
  if (!may_fit(text, short_form, region)) return (reap_acronym_fit){INT_MIN, 0};
  reap_acronym_letter wanted[REAP_ACRONYM_SHORT_MAX];
  speller of_short = {.letters = wanted, .capacity = REAP_ACRONYM_SHORT_MAX};
  speller of_long = {.letters = a->letters, .capacity = REAP_ACRONYM_LETTERS_MAX, .border_cost = a->border_cost};
  a->border_cost[0] = 0;
  spell(&of_short, text, short_form);
  spell(&of_long, text, region);
  uint32_t count = of_short.count;
  a->count = of_long.count;
  if (!count || !a->count || a->count == REAP_ACRONYM_LETTERS_MAX) return (reap_acronym_fit){INT_MIN, 0};
  uint32_t words = price_words(a);
  uint32_t plural = count > 2 && wanted[count - 1].letter == 's' && text.ptr[wanted[count - 1].beg] == 's' &&
                    is_upper(text.ptr[wanted[count - 2].beg]);
  count -= plural;
  bool fits = align_first(a, wanted[0].letter);
  for (uint32_t i = 1; i < count && fits; i++) fits = align_next(a, wanted[i].letter, (int)(i - 1) & 1, (int)i & 1);
  if (!fits) return (reap_acronym_fit){INT_MIN, 0};
  best b = align_last(a, (int)(count - 1) & 1, words);
  if (b.score == NONE) return (reap_acronym_fit){INT_MIN, 0};
  return (reap_acronym_fit){b.score * 100 / ((int)count * GAIN_WORD), a->letters[b.start].beg};
}
