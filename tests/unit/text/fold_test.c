/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>

#include "text/character.h"
#include "text/tokenizer.h"

static reap_tokenizer *tokenizer;

static int open_tokenizer(void **state) {
  (void)state;
  return reap_tokenizer_open(&tokenizer, NULL) == REAP_OK ? 0 : -1;
}

static int close_tokenizer(void **state) {
  (void)state;
  reap_tokenizer_close(tokenizer);
  return 0;
}

/* The tokens of `text` as "crohn disease" with '+' for GLUED, '-' for HYPHEN and marks of punctuation as they are. */
static void spell(const char *text, char *out, size_t capacity) {
  reap_token_vec tokens = {0};
  reap_str whole = reap_str_of(text);
  reap_tokenize(tokenizer, whole, (reap_span){0, whole.len}, &tokens);
  size_t used = 0;
  out[0] = 0;
  for (uint32_t i = 0; i < tokens.count; i++) {
    const reap_token *token = &tokens.at[i];
    char folded[512];
    reap_str slice = reap_slice(whole, token->span);
    assert_true(4 * slice.len + 16 <= sizeof folded);
    uint32_t length = slice.len;
    if (token->flags & REAP_TOKEN_PUNCT) {
      assert_int_equal(token->hash, 0);
      memcpy(folded, slice.ptr, length);
    } else {
      length = reap_fold(tokenizer, slice, folded);
      assert_int_equal(token->hash, reap_fold_hash(folded, length));
    }
    const char *joint = token->flags & REAP_TOKEN_GLUED ? "+" : token->flags & REAP_TOKEN_HYPHEN ? "-" : i ? " " : "";
    used += (size_t)snprintf(out + used, capacity - used, "%s%.*s", joint, (int)length, folded);
  }
  reap_vec_free(&tokens);
}

static void splits_into_tokens(void **state) {
  (void)state;
  static const struct {
    const char *text, *expected;
  } cases[] = {
      {"", ""},
      {" \t\n", ""},
      {"Wound closure", "wound closure"},
      {"IL6", "il+6"},
      {"IL-6", "il-6"},
      {"IL 6", "il 6"},
      {"IL\u20136", "il-6"},
      {"IL\u22126", "il-6"},
      {"5\u22126", "5 \u2212 6"},
      {"5-6", "5-6"},
      {"-6", "- 6"},
      {"post- and preoperative", "post - and preoperative"},
      {"hUC-MSCD", "huc-mscd"},
      {"hydro\u00ADgel", "hydro-gel"},
      {"TGF\u03B21", "tgf+beta+1"},
      {"TGF-\u03B2", "tgf-beta"},
      {"TGF-\u00DF", "tgf-beta"},
      {"\u03B1\u03B2", "alpha+beta"},
      {"\u00B5g", "mu+g"},
      {"Crohn's disease", "crohn disease"},
      {"Crohn\u2019s disease", "crohn disease"},
      {"patients' view", "patient view"},
      {"Crohn's-like", "crohn-like"},
      {"don't", "don+t"},
      {"5'-UTR", "5 ' - utr"},
      {"p<.05", "p < . 05"},
      {"CO\u2082", "co+2"},
      {"m\u00B2", "m+2"},
      {"\xFF \x61", "\xFF a"},
      {"cafe\u0301 au", "cafe au"},
      {"a\u00A0b\u2009c", "a b c"},
      {"\u01C5", "dz"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    char got[1024];
    spell(cases[i].text, got, sizeof got);
    assert_string_equal(got, cases[i].expected);
  }
}

static void makes_spellings_equal(void **state) {
  (void)state;
  static const char *const pairs[][2] = {
      {"Alzheimer's disease", "Alzheimer disease"},
      {"Alzheimers disease", "Alzheimer disease"},
      {"ulcers", "Ulcer"},
      {"therapies", "therapy"},
      {"calories", "calorie"},
      {"headaches", "headache"},
      {"boxes", "box"},
      {"masses", "mass"},
      {"viruses", "virus"},
      {"causes", "cause"},
      {"abscesses", "abscess"},
      {"metastases", "metastasis"},
      {"diagnoses", "diagnosis"},
      {"DFUs", "DFU"},
      {"CIs", "CI"},
      {"ULCERS", "ulcer"},
      {"oedema", "edema"},
      {"haemorrhages", "hemorrhage"},
      {"diarrhoea", "diarrhea"},
      {"\u0153dema", "edema"},
      {"tumours", "tumor"},
      {"behavioural", "behavioral"},
      {"randomised", "randomized"},
      {"hospitalisation", "hospitalization"},
      {"analyse", "analyze"},
      {"fibres", "fiber"},
      {"sulphate", "sulfate"},
      {"programmes", "program"},
      {"analogue", "analog"},
      {"Sj\u00F8gren", "Sj\u00F6gren"},
      {"\uFF21\uFF22", "ab"},
      {"e\uFB03cacy", "efficacy"},
      {"TGF\u03B2", "TGF beta"},
      {"\u2161", "II"},
  };
  for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
    char left[256], right[256];
    spell(pairs[i][0], left, sizeof left);
    spell(pairs[i][1], right, sizeof right);
    for (char *joint = left; *joint; joint++)
      if (*joint == '+') *joint = ' ';
    assert_string_equal(left, right);
  }
}

static void keeps_words_apart(void **state) {
  (void)state;
  static const char *const pairs[][2] = {
      {"AIDS", "aids"},      {"pus", "pu"},   {"loss", "los"},     {"basis", "base"},   {"mucus", "mucu"},
      {"TGF-b", "TGF-beta"}, {"hour", "hor"}, {"course", "corse"}, {"thesis", "these"}, {"rise", "rize"},
  };
  for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
    char left[256], right[256];
    spell(pairs[i][0], left, sizeof left);
    spell(pairs[i][1], right, sizeof right);
    assert_string_not_equal(left, right);
  }
}

static void sets_flags(void **state) {
  (void)state;
  static const struct {
    const char *text;
    uint32_t flags;
  } cases[] = {
      {"ulcer", 0},
      {"Ulcer", REAP_TOKEN_CAPITAL},
      {"DFU", REAP_TOKEN_CAPITAL | REAP_TOKEN_UPPER},
      {"DFUs", REAP_TOKEN_CAPITAL},
      {"\u00C9TUDE", REAP_TOKEN_CAPITAL | REAP_TOKEN_UPPER},
      {"12", REAP_TOKEN_NUMBER},
      {";", REAP_TOKEN_PUNCT},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    reap_token_vec tokens = {0};
    reap_str text = reap_str_of(cases[i].text);
    reap_tokenize(tokenizer, text, (reap_span){0, text.len}, &tokens);
    assert_int_equal(tokens.count, 1);
    assert_int_equal(tokens.at[0].flags, cases[i].flags);
    reap_vec_free(&tokens);
  }
}

/* "aspirin's" is the name aspirin. */
static void possessives_are_no_part_of_words(void **state) {
  (void)state;
  reap_token_vec tokens = {0};
  reap_str text = REAP_STR("aspirin's \u03B1's IL's");
  reap_tokenize(tokenizer, text, (reap_span){0, text.len}, &tokens);
  assert_int_equal(tokens.at[0].span.end, 7);
  assert_int_equal(tokens.at[tokens.count - 1].span.end, text.len - 2);
  reap_vec_free(&tokens);
}

/* The tokenizer's tokens of the text are those of the slower one. */
static void expect_same_tokens(reap_tokenizer *slow, reap_str text) {
  reap_token_vec fast_tokens = {0}, slow_tokens = {0};
  reap_tokenize(tokenizer, text, (reap_span){0, text.len}, &fast_tokens);
  reap_tokenize(slow, text, (reap_span){0, text.len}, &slow_tokens);
  assert_int_equal(fast_tokens.count, slow_tokens.count);
  assert_memory_equal(fast_tokens.at, slow_tokens.at, fast_tokens.count * sizeof *fast_tokens.at);
  reap_vec_free(&fast_tokens);
  reap_vec_free(&slow_tokens);
}

/* The short cut for ASCII must not be seen: all pairs of characters, alone and inside a word. */
static void ascii_equals_icu(void **state) {
  (void)state;
  for (uint32_t c = 0; c < 128; c++) assert_int_equal(reap_char_ascii[c], reap_char_classify(c));
  reap_tokenizer slow = {.icu_only = true};
  for (int a = 1; a < 128; a++) {
    for (int b = 1; b < 128; b++) {
      char text[16];
      snprintf(text, sizeof text, "%c%cBou%ces%c", a, b, b, a);
      expect_same_tokens(&slow, reap_str_of(text));
    }
  }
  reap_buf_free(&slow.folded);
}

/* A word that was met before is not folded anew: it must count as it did, whatever its case and length. */
static void known_words_equal_new_ones(void **state) {
  (void)state;
  reap_tokenizer slow = {.icu_only = true};
  reap_str text = REAP_STR("aids AIDS Aids AIDs aidS DFUs dfus a A as As at tumours TUMOURS tumors headache headaches "
                           "analyse analyzed abscess hypertension oedemas edema oedemata metastases diseases disease");
  for (int round = 0; round < 2; round++) expect_same_tokens(&slow, text);
  reap_buf_free(&slow.folded);
}

/* Every code point folds within the promised capacity, to something that folds to itself. */
static void folding_is_bounded(void **state) {
  (void)state;
  for (uint32_t c = 0; c <= 0x10FFFF; c++) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    char text[4], once[REAP_CHAR_FOLD_MAX];
    uint32_t own = reap_utf8_encode(c, text), length = reap_char_fold(c, once);
    assert_true(length <= 4 * own);
    assert_int_equal(reap_utf8_first_bad((reap_str){once, length}), REAP_NONE);
  }
}

static void hash_spreads(void **state) {
  (void)state;
  uint32_t buckets[256] = {0};
  for (int i = 0; i < 65536; i++) {
    char word[16];
    int length = snprintf(word, sizeof word, "w%d", i);
    uint64_t hash = reap_fold_hash(word, (uint32_t)length);
    assert_true(hash != 0);
    buckets[hash & 255]++;
    buckets[hash >> 56]++;
  }
  for (int i = 0; i < 256; i++) assert_in_range(buckets[i], 400, 624);
  assert_true(reap_fold_hash("", 0) != reap_fold_hash("\0", 1));
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(splits_into_tokens),
      cmocka_unit_test(makes_spellings_equal),
      cmocka_unit_test(keeps_words_apart),
      cmocka_unit_test(sets_flags),
      cmocka_unit_test(possessives_are_no_part_of_words),
      cmocka_unit_test(ascii_equals_icu),
      cmocka_unit_test(known_words_equal_new_ones),
      cmocka_unit_test(folding_is_bounded),
      cmocka_unit_test(hash_spreads),
  };
  return cmocka_run_group_tests(tests, open_tokenizer, close_tokenizer);
}
