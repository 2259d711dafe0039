/* SPDX-License-Identifier: MIT */
#include "4_segment/break.h"

static const uint8_t ascii[128] = {
    ['\t' ... '\r'] = U_SB_SP,   [' '] = U_SB_SP,
    ['!'] = U_SB_STERM,          ['"'] = U_SB_CLOSE,
    ['\'' ... ')'] = U_SB_CLOSE, [',' ... '-'] = U_SB_SCONTINUE,
    ['.'] = U_SB_ATERM,          ['0' ... '9'] = U_SB_NUMERIC,
    [':'] = U_SB_SCONTINUE,      ['?'] = U_SB_STERM,
    ['A' ... 'Z'] = U_SB_UPPER,  ['['] = U_SB_CLOSE,
    [']'] = U_SB_CLOSE,          ['a' ... 'z'] = U_SB_LOWER,
    ['{'] = U_SB_CLOSE,          ['}'] = U_SB_CLOSE,
};

uint32_t reap_break_property(reap_str text, uint32_t at, int *property) {
  unsigned char byte = (unsigned char)text.ptr[at];
  if (byte < 0x80) {
    *property = ascii[byte];
    return 1;
  }
  uint32_t code_point, length = reap_utf8_decode(text, at, &code_point);
  *property = u_getIntPropertyValue((UChar32)code_point, UCHAR_SENTENCE_BREAK);
  if (*property == U_SB_SEP) *property = U_SB_SP;
  return length;
}

static bool is_ignored(int property) { return property == U_SB_EXTEND || property == U_SB_FORMAT; }

/* SB5: the first character at or after `at` that is not Extend or Format. */
static uint32_t skip_ignored(reap_str text, uint32_t at, int *property) {
  for (*property = U_SB_OTHER; at < text.len;) {
    uint32_t length = reap_break_property(text, at, property);
    if (!is_ignored(*property)) break;
    at += length;
  }
  return at;
}

/* Skips a run of one property, with what is ignored after each; *next is the property of what follows. */
static uint32_t skip_run(reap_str text, uint32_t at, int run, int *next) {
  at = skip_ignored(text, at, next);
  while (at < text.len && *next == run) {
    at += reap_break_property(text, at, next);
    at = skip_ignored(text, at, next);
  }
  return at;
}

static int property_before(reap_str text, uint32_t at) {
  int property = U_SB_OTHER;
  while (at > 0) {
    at--;
    while (at > 0 && ((unsigned char)text.ptr[at] & 0xC0) == 0x80) at--;
    reap_break_property(text, at, &property);
    if (!is_ignored(property)) break;
  }
  return property;
}

/* SB8: only marks and digits stand between here and a lower-case letter. */
static bool continues_in_lower_case(reap_str text, uint32_t at) {
  while (at < text.len) {
    int property;
    at += reap_break_property(text, at, &property);
    switch (property) {
    case U_SB_LOWER:
      return true;
    case U_SB_UPPER:
    case U_SB_OLETTER:
    case U_SB_ATERM:
    case U_SB_STERM:
      return false;
    default:
      break;
    }
  }
  return false;
}

uint32_t reap_break_after(reap_str text, uint32_t at, uint32_t length) {
  int terminator, next;
  reap_break_property(text, at, &terminator);
  uint32_t here = skip_ignored(text, at + length, &next);
  if (terminator == U_SB_ATERM) {
    if (next == U_SB_NUMERIC) return REAP_NONE;
    int before = property_before(text, at);
    if (next == U_SB_UPPER && (before == U_SB_UPPER || before == U_SB_LOWER)) return REAP_NONE;
  }
  here = skip_run(text, here, U_SB_CLOSE, &next);
  here = skip_run(text, here, U_SB_SP, &next);
  if (here >= text.len) return text.len;
  if (terminator == U_SB_ATERM && continues_in_lower_case(text, here)) return REAP_NONE;
  if (next == U_SB_SCONTINUE || reap_break_is_terminator(next)) return REAP_NONE;
  return here;
}
