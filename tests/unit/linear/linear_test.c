/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "linear/image.h"
#include "linear/train.h"
#include "test.h"

/* Words 1 to 6; word 1 is always label 1, word 2 label 2 after word 1, label 0 elsewhere. */
static void add(reap_linear_set *set, uint32_t document, const uint8_t (*tokens)[2], uint32_t count) {
  *reap_push(&set->sentences) = (reap_range){set->tokens.count, count};
  for (uint32_t i = 0; i < count; i++) {
    *reap_push(&set->tokens) = (reap_linear_example){set->features.count, 2, document, i ? 12 : 0, tokens[i][1]};
    *reap_push(&set->features) = reap_linear_feature(0, tokens[i][0]);
    *reap_push(&set->features) = reap_linear_feature(1, i ? tokens[i - 1][0] : 0);
  }
}

static void learn(reap_linear_learned *learned) {
  static const uint8_t a[][2] = {{3, 0}, {1, 1}, {2, 2}, {4, 0}}, b[][2] = {{2, 0}, {5, 0}, {1, 1}},
                       c[][2] = {{1, 1}, {2, 2}};
  static const reap_linear_plan plan = {.rounds = 30, .documents_min = 1, .rate = 0.1};
  reap_linear_set set = {0};
  for (uint32_t i = 0; i < 12; i += 3) add(&set, i, a, 4), add(&set, i + 1, b, 3), add(&set, i + 2, c, 2);
  reap_linear_train(&set, &plan, learned);
  reap_linear_set_free(&set);
}

/* A model whose word k at place 0 says what the word k says of itself, at place 1 what it says of the next. */
static void trained(reap_buf *out) {
  reap_linear_learned learned;
  reap_linear_exact_word words[7] = {{.key = 999}};
  reap_linear_exact cells[2] = {{{1, -1, 0.5}}, {{0}}};
  learn(&learned);
  for (uint32_t k = 1; k < 7; k++) {
    words[k].key = k;
    for (uint32_t p = 0; p < 2; p++) words[k].at[p] = reap_linear_learned_of(&learned, reap_linear_feature(p, k));
  }
  reap_linear_write(&(reap_linear_parts){words, 7, cells, 2, (const void *)learned.steps}, out);
  reap_linear_learned_free(&learned);
}

static unsigned best(const reap_linear_node *node) {
  unsigned label = 0;
  double sum = 0;
  for (unsigned l = 0; l < REAP_LINEAR_LABELS; l++) {
    sum += reap_linear_marginal(node, l);
    if (reap_linear_marginal(node, l) > reap_linear_marginal(node, label)) label = l;
  }
  assert_true(fabs(sum - 1) < 1e-5);
  return label;
}

static void learns(void **state) {
  (void)state;
  reap_buf bytes = {0};
  reap_linear model;
  trained(&bytes);
  assert_int_equal(reap_linear_open(&model, bytes.ptr, bytes.len, NULL), REAP_OK);
  static const uint8_t sentence[] = {4, 1, 2, 2, 5}, want[] = {0, 1, 2, 0, 0};
  reap_linear_node nodes[5];
  for (uint32_t i = 0; i < 5; i++) {
    reap_linear_sum sum = reap_linear_add(0, &reap_linear_word_of(&model, sentence[i])->at[0]);
    if (i) sum = reap_linear_add(sum, &reap_linear_word_of(&model, sentence[i - 1])->at[1]);
    nodes[i].edge = i ? 12 : 0;
    reap_linear_emit(&model, sum, i ? 2 : 1, &nodes[i]);
  }
  reap_linear_chain(&model.steps, nodes, 5);
  for (uint32_t i = 0; i < 5; i++) assert_int_equal(best(&nodes[i]), want[i]);
  reap_buf_free(&bytes);
}

static void same_bytes_each_time(void **state) {
  (void)state;
  reap_buf one = {0}, two = {0};
  trained(&one);
  trained(&two);
  assert_int_equal(one.len, two.len);
  assert_memory_equal(one.ptr, two.ptr, one.len);
  reap_buf_free(&one);
  reap_buf_free(&two);
}

/* The chain against the sum over all sequences of labels. */
static void marginals_are_exact(void **state) {
  (void)state;
  enum { COUNT = 4, LABELS = REAP_LINEAR_LABELS, SEQUENCES = LABELS * LABELS * LABELS * LABELS };
  static reap_linear_steps steps;
  reap_linear_node nodes[COUNT];
  double want[COUNT][LABELS] = {{0}}, all = 0;
  for (unsigned e = 0; e < COUNT; e++)
    for (unsigned k = 0; k < LABELS; k++)
      for (unsigned l = 0; l < LABELS; l++)
        reap_linear_set_step(&steps, e, k, l, 0.3 * ((e * 7 + k * 5 + l * 3) % 11) - 1);
  for (unsigned i = 0; i < COUNT; i++) {
    nodes[i].edge = i;
    for (unsigned l = 0; l < LABELS; l++) nodes[i].emit[l] = (float)((i * 3 + l * 2) % 4 + 1) / 4;
  }
  for (unsigned s = 0; s < SEQUENCES; s++) {
    double weight = 1;
    for (unsigned i = 0, from = 0, rest = s; i < COUNT; i++, rest /= LABELS) {
      weight *= (double)(steps.from[i][from][rest % LABELS] * nodes[i].emit[rest % LABELS]);
      from = rest % LABELS;
    }
    all += weight;
    for (unsigned i = 0, rest = s; i < COUNT; i++, rest /= LABELS) want[i][rest % LABELS] += weight;
  }
  reap_linear_chain(&steps, nodes, COUNT);
  for (unsigned i = 0; i < COUNT; i++)
    for (unsigned l = 0; l < LABELS; l++)
      assert_true(fabs(reap_linear_marginal(&nodes[i], l) - want[i][l] / all) < 1e-5);
}

static void rounds_and_finds(void **state) {
  (void)state;
  static const struct {
    double exact;
    int byte; /* at a scale of 127 / 4 */
  } rows[] = {{0, 128}, {4, 255}, {9, 255}, {-4, 1}, {-50, 1}, {1, 160}, {-0.01, 128}};
  enum { ROWS = sizeof rows / sizeof *rows };
  reap_linear_exact_word words[ROWS + 1] = {{.key = 5}};
  double steps[REAP_LINEAR_EDGES][REAP_LINEAR_LABELS][REAP_LINEAR_LABELS] = {{{0}}};
  for (uint32_t i = 0; i < ROWS; i++) {
    words[i + 1].key = 77 * i + 1000;
    words[i + 1].at[3].of[2] = rows[i].exact;
    words[i + 1].at[6].of[1] = 2; /* so that none is left out */
  }
  reap_buf bytes = {0};
  reap_linear model;
  reap_linear_write(&(reap_linear_parts){words, ROWS + 1, NULL, 0, (const void *)steps}, &bytes);
  assert_int_equal(reap_linear_open(&model, bytes.ptr, bytes.len, NULL), REAP_OK);
  for (uint32_t i = 0; i < ROWS; i++)
    assert_int_equal(reap_linear_word_of(&model, words[i + 1].key)->at[3].of[2], rows[i].byte);
  for (uint32_t key = 0; key < 900; key++) assert_ptr_equal(reap_linear_word_of(&model, key), model.words);
  reap_buf_free(&bytes);
}

/* Every cut and every changed byte is refused; weights of steps may change, within bounds. */
static void refuses_damage(void **state) {
  (void)state;
  reap_buf bytes = {0};
  reap_linear model;
  trained(&bytes);
  for (size_t len = 0; len < bytes.len; len += 7)
    assert_int_equal(reap_linear_open(&model, bytes.ptr, len, NULL), REAP_EINPUT);
  size_t scale = offsetof(reap_linear_header, scale), sum = offsetof(reap_linear_header, sum);
  for (size_t i = 0; i < bytes.len; i++) {
    bytes.ptr[i] ^= 0x41;
    reap_status status = reap_linear_open(&model, bytes.ptr, bytes.len, NULL);
    if (i < scale || i >= sum) assert_int_equal(status, REAP_EINPUT);
    bytes.ptr[i] ^= 0x41;
  }
  reap_buf_free(&bytes);
}

/* An index without an end, or of words that there are not, is refused though its sum is right. */
static void refuses_bad_index(void **state) {
  (void)state;
  static const uint32_t fills[] = {1, 7, UINT32_MAX};
  for (size_t i = 0; i < sizeof fills / sizeof *fills; i++) {
    reap_buf bytes = {0};
    reap_linear model;
    trained(&bytes);
    reap_linear_header *header = (void *)bytes.ptr;
    size_t places = (size_t)1 << header->index_bits;
    uint32_t *index = (uint32_t *)(bytes.ptr + bytes.len - reap_linear_cell_bytes(header->cell_count)) - places;
    for (size_t k = 0; k < places; k++) index[k] = fills[i];
    header->sum = reap_linear_checksum(header + 1, bytes.len - sizeof *header);
    assert_int_equal(reap_linear_open(&model, bytes.ptr, bytes.len, NULL), REAP_EINPUT);
    reap_buf_free(&bytes);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(learns),           cmocka_unit_test(same_bytes_each_time), cmocka_unit_test(marginals_are_exact),
      cmocka_unit_test(rounds_and_finds), cmocka_unit_test(refuses_damage),       cmocka_unit_test(refuses_bad_index)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
