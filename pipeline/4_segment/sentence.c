/* SPDX-License-Identifier: MIT */
#include "4_segment/sentence.h"

#include "4_segment/break.h"
#include "4_segment/exceptions.h"
#include "text/character.h"

enum {
  BRACKET_REACH = 400, /* an opening bracket that is not closed within so many bytes is a slip of the pen */
  WRAPPED_LINE = 120,  /* longer lines were not wrapped by hand */
  HEADING_LINE = 60,
  SENTENCE_REACH = 16384 /* no end of a sentence is looked for behind: segment.c cuts long before */
};

static uint32_t skip_spaces(reap_str text, uint32_t at) {
  for (reap_char_kind kind; at < text.len;) {
    uint32_t length = reap_char_next(text, at, &kind);
    if (kind != REAP_CHAR_SPACE) break;
    at += length;
  }
  return at;
}

static uint32_t trim_end(reap_str text, uint32_t beg, uint32_t end) {
  while (end > beg) {
    uint32_t at = end - 1;
    while (at > beg && ((unsigned char)text.ptr[at] & 0xC0) == 0x80) at--;
    reap_char_kind kind;
    if (at + reap_char_next(text, at, &kind) != end || kind != REAP_CHAR_SPACE) return end;
    end = at;
  }
  return end;
}

reap_lines reap_line_style(reap_str text, reap_span within) {
  const char *at = text.ptr + within.beg, *end = text.ptr + within.end;
  while (at < end) {
    const char *newline = memchr(at, '\n', (size_t)(end - at));
    if ((newline ? newline : end) - at > WRAPPED_LINE) return REAP_LINES_ARE_PARAGRAPHS;
    at = newline ? newline + 1 : end;
  }
  return REAP_LINES_ARE_WRAPPED;
}

/* True when `depth` brackets that are open at text[at] are closed soon. */
static bool closes_soon(reap_str text, uint32_t at, uint32_t depth) {
  uint32_t end = text.len - at > BRACKET_REACH ? at + BRACKET_REACH : text.len;
  for (; at < end && depth; at++) {
    char c = text.ptr[at];
    if (c == '(' || c == '[') depth++;
    if (c == ')' || c == ']') depth--;
  }
  return depth == 0;
}

/* A line break after a blank line's begin or a short line that looks like a heading, before a capital or digit. */
static bool line_ends_sentence(reap_str text, uint32_t beg, uint32_t newline, reap_lines lines) {
  if (lines == REAP_LINES_ARE_PARAGRAPHS) return true;
  uint32_t next = newline + 1;
  while (next < text.len && (text.ptr[next] == ' ' || text.ptr[next] == '\t' || text.ptr[next] == '\r')) next++;
  if (next >= text.len || text.ptr[next] == '\n') return true;
  char c = text.ptr[next];
  bool opens = (c >= 'A' && c <= 'Z') || reap_is_digit(c);
  uint32_t end = trim_end(text, beg, newline);
  return opens && end > beg && end - beg <= HEADING_LINE && !strchr(".,;", text.ptr[end - 1]) &&
         !memchr(text.ptr + beg, '\n', end - beg);
}

/* An opening bracket or quote right behind the stop belongs to what follows: "healed.(Funded by" */
static uint32_t before_openers(reap_str text, uint32_t after, uint32_t next) {
  while (next > after && (text.ptr[next - 1] == '(' || text.ptr[next - 1] == '[')) next--;
  return next;
}

/* "rose. (P = 0.03) Pain fell": a bracket behind the stop that holds nothing but a test belongs to what was told; the
 * byte behind it and its own stop, `next` when there is none. */
static uint32_t after_test(reap_str text, uint32_t next) {
  enum { TEST_LENGTH = 60 };
  uint32_t i = next;
  if (i >= text.len || (text.ptr[i] != '(' && text.ptr[i] != '[')) return next;
  i = skip_spaces(text, i + 1);
  if (i >= text.len || (text.ptr[i] != 'p' && text.ptr[i] != 'P')) return next;
  i = skip_spaces(text, i + 1);
  if (i >= text.len || !strchr("=<>", text.ptr[i])) return next;
  uint32_t end = text.len - i > TEST_LENGTH ? i + TEST_LENGTH : text.len;
  for (; i < end && text.ptr[i] != '('; i++)
    if (text.ptr[i] == ')' || text.ptr[i] == ']') return i + 1 < text.len && text.ptr[i + 1] == '.' ? i + 2 : i + 1;
  return next;
}

/* Where the sentence that has this terminator ends, REAP_NONE when it goes on. */
static uint32_t stop_end(const reap_stop *stop, uint32_t depth) {
  uint32_t next = reap_break_after(stop->text, stop->at, stop->after - stop->at);
  if (next == REAP_NONE)
    next = reap_stop_splits(stop);
  else if ((next = before_openers(stop->text, stop->after, next)), reap_stop_is_inside(stop, next))
    return REAP_NONE;
  if (next == REAP_NONE || (depth && closes_soon(stop->text, stop->after, depth))) return REAP_NONE;
  return after_test(stop->text, skip_spaces(stop->text, next));
}

/* Whether none of 16 bytes is such; as signed bytes, what is not ASCII is less than a blank too. */
static bool plain_16(const char *at) {
  typedef signed char bytes_16 __attribute__((vector_size(16)));
  bytes_16 b;
  memcpy(&b, at, 16);
  bytes_16 stops =
      (b < 0x20) | (b == '!') | (b == '(') | (b == ')') | (b == '.') | (b == '?') | (b == '[') | (b == ']');
  uint64_t halves[2];
  memcpy(halves, &stops, 16);
  return !(halves[0] | halves[1]);
}

/* The first byte at which something could end: a terminator, a bracket, a line break, or any beyond ASCII. */
static uint32_t skip_plain(reap_str text, uint32_t at) {
  static const bool stops[256] = {['\n'] = true, ['!'] = true, ['('] = true, [')'] = true,          ['.'] = true,
                                  ['?'] = true,  ['['] = true, [']'] = true, [0x80 ... 0xFF] = true};
  while (text.len >= 16 && at <= text.len - 16 && plain_16(text.ptr + at)) at += 16;
  while (at < text.len && !stops[(unsigned char)text.ptr[at]]) at++;
  return at;
}

reap_span reap_next_sentence(reap_str text, reap_span within, reap_lines lines) {
  text.len = within.end;
  uint32_t beg = skip_spaces(text, within.beg), depth = 0;
  if (text.len - beg > SENTENCE_REACH) text.len = beg + SENTENCE_REACH;
  for (uint32_t at = skip_plain(text, beg); at < text.len;) {
    char c = text.ptr[at];
    int property;
    uint32_t after = at + reap_break_property(text, at, &property), end = REAP_NONE;
    if (c == '(' || c == '[')
      depth++;
    else if (c == ')' || c == ']')
      depth -= depth > 0;
    else if (c == '\n')
      end = line_ends_sentence(text, beg, at, lines) ? at : REAP_NONE;
    else if (reap_break_is_terminator(property))
      end = stop_end(&(reap_stop){text, beg, at, after}, depth);
    if (end != REAP_NONE) return (reap_span){beg, trim_end(text, beg, end)};
    at = skip_plain(text, after);
  }
  return (reap_span){beg, trim_end(text, beg, text.len)};
}
