/* SPDX-License-Identifier: MIT */
#include "test.h"

#include "7_assemble/grammar/words.h"
#include "text/fold.h"

static void words_play_their_parts(void **state) {
  (void)state;
  static const struct {
    const char *word;
    uint32_t has, lacks;
  } cases[] = {{"of", REAP_W_OF | REAP_W_PREPOSITION, REAP_W_VERB},
               {"Patients", REAP_W_PEOPLE, REAP_W_GROUP},
               {"groups", REAP_W_GROUP, 0},
               {"lower", REAP_W_COMPARATIVE, REAP_W_SHIFT},
               {"reduced", REAP_W_COMPARATIVE | REAP_W_SHIFT, REAP_W_CHANGE},
               {"Reduction", REAP_W_CHANGE, REAP_W_SHIFT},
               {"whereas", REAP_W_CLAUSE, 0},
               {"without", REAP_W_NOT | REAP_W_PREPOSITION, 0},
               {"markedly", REAP_W_ADVERB, 0},
               {"early", 0, REAP_W_ADVERB},
               {"ulcer", 0, ~(uint32_t)0}};
  reap_words *words = NULL;
  reap_tokenizer *tokenizer = NULL;
  assert_int_equal(reap_words_open(&words, NULL), REAP_OK);
  assert_int_equal(reap_tokenizer_open(&tokenizer, NULL), REAP_OK);
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    reap_token_vec tokens = {0};
    reap_str text = reap_str_of(cases[i].word);
    reap_tokenize(tokenizer, text, (reap_span){0, text.len}, &tokens);
    assert_int_equal(tokens.count, 1);
    uint32_t bits;
    reap_words_bits(words, text, &tokens.at[0], 1, &bits);
    if ((bits & cases[i].has) != cases[i].has || bits & cases[i].lacks) fail_msg("%s: %x", cases[i].word, bits);
    reap_vec_free(&tokens);
  }
  reap_tokenizer_close(tokenizer);
  reap_words_free(words);
  reap_words_free(NULL);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(words_play_their_parts)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
