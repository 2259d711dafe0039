/* SPDX-License-Identifier: MIT */
#include "5_tag/acronym_form.h"

#include "text/character.h"

static bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
static bool is_open(char c) { return c == '(' || c == '['; }
static bool is_close(char c) { return c == ')' || c == ']'; }
static bool is_word_byte(char c) { return reap_is_alpha(c) || reap_is_digit(c) || (unsigned char)c >= 0x80; }

reap_span reap_acronym_trim(reap_str text, reap_span span) {
  while (span.beg < span.end && strchr(" \t\n\"'", text.ptr[span.beg])) span.beg++;
  while (span.end > span.beg && strchr(" \t\n\"',;:.-", text.ptr[span.end - 1])) span.end--;
  return span;
}

reap_span reap_acronym_trim_short(reap_str text, reap_span span) {
  while (span.beg < span.end && strchr(" \t\n\"'", text.ptr[span.beg])) span.beg++;
  while (span.end > span.beg && strchr(" \t\n\"',;:", text.ptr[span.end - 1])) span.end--;
  uint32_t last = span.end - 1;
  if (span.beg < span.end && text.ptr[last] == '.' && !memchr(text.ptr + span.beg, '.', last - span.beg)) span.end--;
  return span;
}

reap_acronym_shape reap_acronym_shape_of(reap_str text, reap_span span) {
  reap_acronym_shape s = {.bytes = reap_span_len(span), .words = 1};
  for (uint32_t i = span.beg; i < span.end;) {
    char c = text.ptr[i];
    reap_char_kind kind;
    uint32_t length = reap_char_next(text, i, &kind);
    s.letters += kind == REAP_CHAR_LETTER || kind == REAP_CHAR_GREEK;
    s.digits += kind == REAP_CHAR_DIGIT;
    s.words += kind == REAP_CHAR_SPACE;
    s.capitals += is_upper(c);
    i += length;
  }
  return s;
}

/* (i), (iv), (II): numbering, not names; IV, the route, is left in. */
static bool is_numbering(reap_str word) {
  if (word.len == 2 && memcmp(word.ptr, "IV", 2) == 0) return false;
  for (uint32_t i = 0; i < word.len; i++)
    if (!strchr(word.ptr[0] < 'a' ? "IVX" : "ivx", word.ptr[i])) return false;
  return word.len > 1 || word.ptr[0] >= 'a';
}

/* "T" or "M+"; (A), (B) and (C) number things. */
static bool is_single(reap_str word) {
  if (word.len == 2) return word.ptr[1] == '+' || word.ptr[1] == '-';
  return word.len == 1 && word.ptr[0] > 'C';
}

/* "TNF alpha", "log P", but not "preterm PROM". */
static bool begins_like_name(reap_str text, reap_span span) {
  uint32_t end = span.beg;
  while (end < span.end && text.ptr[end] >= 'a' && text.ptr[end] <= 'z') end++;
  return end - span.beg < 4 && reap_acronym_shape_of(text, span).capitals + reap_acronym_shape_of(text, span).digits >=
                                   (end > span.beg ? 1 : 2);
}

/* "Group A", "Table 2": labels, not names. */
static bool is_label(reap_str text) {
  static const char *const words[] = {"Arm ",   "Cohort ", "Day ",   "Fig",    "Group ",
                                      "Phase ", "Stage ",  "Study ", "Table ", "Week "};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (reap_str_begins_nocase(text, words[i])) return true;
  return false;
}

/* What stands in statistics and sentences, not in names. */
static bool is_foreign(char c) {
  static const bool foreign[256] = {
      ['='] = true, ['<'] = true, ['>'] = true, ['%'] = true, [';'] = true, ['?'] = true, ['!'] = true, ['*'] = true};
  return foreign[(unsigned char)c];
}

bool reap_acronym_is_short_form(reap_str text, reap_span span) {
  if (span.beg >= span.end || reap_span_len(span) > REAP_ACRONYM_SHORT_BYTES) return false;
  char first = text.ptr[span.beg];
  if (!is_word_byte(first) && !is_open(first) && first != '.') return false;
  for (uint32_t i = span.beg; i < span.end; i++)
    if (is_foreign(text.ptr[i]) || (text.ptr[i] == ',' && reap_is_space(text.ptr[i + 1]))) return false;
  reap_acronym_shape s = reap_acronym_shape_of(text, span);
  if (!s.letters || s.words > 3 || (s.digits > 2 && s.digits > s.letters)) return false;
  if (is_numbering(reap_slice(text, span))) return false;
  if (s.letters + s.digits == 1) return s.capitals == 1 && is_single(reap_slice(text, span));
  if (s.capitals == 0) return s.words == 1 && s.bytes <= 5 && s.letters >= 2;
  char second = text.ptr[span.beg + 1];
  if (is_upper(first) && (second == '-' || second == ' ' || second == '.')) return true; /* E-test, H. pylori */
  if (s.words > 1 && (!begins_like_name(text, span) || is_label(reap_slice(text, span)))) return false;
  return s.capitals + s.digits >= 2 || s.bytes <= 5;
}

static bool is_balanced(reap_str text) {
  uint32_t depth = 0;
  for (uint32_t i = 0; i < text.len; i++) {
    if (is_close(text.ptr[i]) && depth-- == 0) return false;
    depth += is_open(text.ptr[i]);
  }
  return depth == 0;
}

int reap_acronym_least_percent(const reap_acronym_shape *s) {
  static const int by_letters[] = {100, 100, 43, 33, 30};
  uint32_t count = s->letters + s->digits;
  return s->capitals == 0 ? 90 : by_letters[count < 4 ? count : 4];
}

/* A long form is spelled out: somewhere in it are four small letters in a row. */
static bool has_plain_word(reap_str text) {
  uint32_t run = 0;
  for (uint32_t i = 0; i < text.len && run < 4; i++) run = text.ptr[i] >= 'a' && text.ptr[i] <= 'z' ? run + 1 : 0;
  return run == 4;
}

/* What ends in a bracket of its own is followed by two: "least squares mean (LSM) (SEM)". */
static bool ends_in_bracket(reap_str text) {
  uint32_t at = text.len, depth = 0;
  while (at > 0) {
    char c = text.ptr[--at];
    depth += is_close(c);
    depth -= is_open(c) && depth;
    if (!depth) break;
  }
  return at + 1 < text.len && at > 0 && reap_is_space(text.ptr[at - 1]);
}

bool reap_acronym_is_definition(reap_str text, reap_span short_form, reap_span long_form, int percent) {
  reap_acronym_shape s = reap_acronym_shape_of(text, short_form), l = reap_acronym_shape_of(text, long_form);
  if (percent < reap_acronym_least_percent(&s) || l.letters + l.digits <= s.letters + s.digits) return false;
  reap_str words = reap_slice(text, long_form);
  return !memchr(words.ptr, '=', words.len) && is_balanced(words) && has_plain_word(words) && !ends_in_bracket(words);
}
