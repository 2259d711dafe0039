/* SPDX-License-Identifier: MIT */
#include "text/fold.h"

#include <stdlib.h>

#include "base/memory.h"
#include "text/character.h"
#include "text/spelling.h"
#include "text/tokenizer.h"

static uint32_t fold_characters(const reap_tokenizer *tokenizer, reap_str token, char *out) {
  uint32_t length = 0;
  for (uint32_t at = 0; at < token.len;) {
    char c = token.ptr[at];
    if ((unsigned char)c < 0x80 && !tokenizer->icu_only) {
      out[length++] = reap_lower(c);
      at++;
      continue;
    }
    uint32_t code_point, own = reap_utf8_decode(token, at, &code_point);
    char folded[REAP_CHAR_FOLD_MAX];
    uint32_t count = reap_char_fold(code_point, folded);
    memcpy(out + length, folded, count);
    length += count;
    at += own;
  }
  return length;
}

uint32_t reap_fold(reap_tokenizer *tokenizer, reap_str token, char *out) {
  static const char sharp_s[] = "\xC3\x9F"; /* alone it stands for the Greek letter it looks like: "TGF-ß" */
  if (reap_str_equal(token, REAP_STR(sharp_s))) {
    memcpy(out, "beta", 4);
    return 4;
  }
  uint32_t length = fold_characters(tokenizer, token, out);
  return length > 2 && !reap_is_digit(out[0]) ? reap_spelling_unify(out, length, reap_spelling_case_of(token)) : length;
}

static uint64_t mix(uint64_t a, uint64_t b) {
  unsigned __int128 product = (unsigned __int128)a * b;
  return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static uint64_t read_8(const char *at) {
  uint64_t word;
  memcpy(&word, at, 8);
  return word;
}

static uint64_t read_4(const char *at) {
  uint32_t word;
  memcpy(&word, at, 4);
  return word;
}

/* The last 1 to 8 bytes as one word; those of four to seven overlap. Length goes into the hash of its own. */
static uint64_t read_tail(const char *at, uint32_t count) {
  if (count == 8) return read_8(at);
  if (count >= 4) return read_4(at) << 32 | read_4(at + count - 4);
  if (count == 0) return 0;
  return (uint64_t)(unsigned char)at[0] << 16 | (uint64_t)(unsigned char)at[count / 2] << 8 |
         (unsigned char)at[count - 1];
}

uint64_t reap_fold_hash(const char *folded, uint32_t len) {
  uint64_t hash = 0x9E3779B97F4A7C15u ^ len;
  uint32_t at = 0;
  for (; len - at > 8; at += 8) hash = mix(hash ^ read_8(folded + at), 0xD6E8FEB86659FD93u);
  hash = mix(hash ^ read_tail(folded + at, len - at), 0xA0761D6478BD642Fu);
  hash = mix(hash ^ 0xE7037ED1A0B428DBu, 0x8EBC6AF09C88C6E3u + len);
  return hash ? hash : 1;
}
