/* SPDX-License-Identifier: MIT */
/* A shallow noun-phrase finder: runs of words that are neither function words nor verbs, joined by "of". */
#include "7_assemble/assembler.h"

enum { PHRASE_TOKENS_MAX = 16 };

static bool joins(const reap_assembler *a, uint32_t token, uint32_t end) {
  return token < end && reap_token_at(a, token)->flags & (REAP_TOKEN_HYPHEN | REAP_TOKEN_GLUED);
}

/* A slash, apostrophe or hyphen inside a name: "and/or", "patient's", "IL-6". */
static bool inside_mark(const reap_assembler *a, uint32_t token, uint32_t end) {
  char mark = reap_mark_at(a, token);
  if (mark != '/' && mark != '\'' && mark != '-' && mark != '+' && (unsigned char)mark < 0x80) return false;
  return mark && joins(a, token, end) && joins(a, token + 1, end);
}

/* After "of": the first token of what it joins (an article skipped), or `end`. */
static uint32_t after_of(const reap_assembler *a, uint32_t token, uint32_t end) {
  uint32_t next = token + 1;
  while (next < end && reap_bits_at(a, next) & REAP_W_DETERMINER && !reap_mark_at(a, next)) next++;
  return next < end && reap_is_nominal(a, next) ? next : end;
}

/* "time to relapse", "time until healing", "risk for death", "time spent on television", "response to treatment". */
static bool is_time_to(const reap_assembler *a, uint32_t token) {
  static const char *const leading[] = {"response", "responses", "adherence", "desire", "resistance", "exposure"};
  if (reap_word_is(a, token, "to") && reap_word_in(a, token - 1, leading, sizeof leading / sizeof *leading))
    return true;
  if (reap_word_is(a, token - 1, "spent") || reap_word_is(a, token - 1, "used"))
    return reap_word_is(a, token, "on") || reap_word_is(a, token, "in") || reap_word_is(a, token, "for");
  if (reap_word_is(a, token, "under")) return reap_word_is(a, token - 1, "area") || reap_word_is(a, token - 1, "areas");
  if (reap_word_is(a, token, "for")) return reap_word_is(a, token - 1, "risk") || reap_word_is(a, token - 1, "need");
  return (reap_word_is(a, token, "to") || reap_word_is(a, token, "until")) && reap_word_is(a, token - 1, "time");
}

/* "St. George": the stop of a saint. */
static bool is_saint(const reap_assembler *a, uint32_t token, uint32_t end) {
  return reap_mark_at(a, token) == '.' && reap_word_is(a, token - 1, "St") && token + 1 < end &&
         reap_token_at(a, token + 1)->flags & REAP_TOKEN_CAPITAL;
}

reap_run reap_noun_phrase(const reap_assembler *a, uint32_t token, uint32_t end) {
  while (token < end && !reap_mark_at(a, token) && reap_bits_at(a, token) & REAP_W_DETERMINER) token++;
  uint32_t t = token, last = token;
  if (end - token > PHRASE_TOKENS_MAX) end = token + PHRASE_TOKENS_MAX;
  while (t < end) {
    if (reap_is_nominal(a, t) || inside_mark(a, t, end) || (t > token && joins(a, t, end))) {
      last = ++t;
    } else if (t > token && is_saint(a, t, end)) {
      t++;
    } else if (t > token && t + 1 < end && is_time_to(a, t) && after_of(a, t, end) < end) {
      t = after_of(a, t, end);
    } else if (t > token && reap_bits_at(a, t) & REAP_W_OF && after_of(a, t, end) < end) {
      t = after_of(a, t, end);
    } else {
      break;
    }
  }
  return (reap_run){token, last - token};
}
