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
    *reap_push(&set->features) = reap_linear_feature(1, tokens[i][0], 0);
    *reap_push(&set->features) = reap_linear_feature(2, tokens[i][0], i ? tokens[i - 1][0] : 0);
  }
}

static void small_set(reap_linear_set *set) {
  static const uint8_t a[][2] = {{3, 0}, {1, 1}, {2, 2}, {4, 0}}, b[][2] = {{2, 0}, {5, 0}, {1, 1}},
                       c[][2] = {{1, 1}, {2, 2}};
  for (uint32_t i = 0; i < 12; i += 3) add(set, i, a, 4), add(set, i + 1, b, 3), add(set, i + 2, c, 2);
}

static const reap_linear_plan plan = {.rounds = 30, .documents_min = 1, .slot_bits = 8, .rate = 0.1};
static const reap_linear_word words[] = {
    {(uint64_t)900 << 32, {3, 1}}, {(uint64_t)40 << 32, {7, 2}}, {(uint64_t)4000000000u << 32, {9, 4}}};

static void trained(reap_buf *out) {
  reap_linear_set set = {0};
  small_set(&set);
  reap_linear_train(&set, &plan, words, 3, out);
  reap_linear_set_free(&set);
}

static unsigned best(const reap_linear_node *node) {
  unsigned label = 0;
  double sum = 0;
  for (unsigned l = 0; l < REAP_LINEAR_LABELS; l++) {
    sum += reap_linear_marginal(node, l);
    if (reap_linear_marginal(node, l) > reap_linear_marginal(node, label)) label = l;
  }
  assert_true(fabs(sum - 1) < 1e-9);
  return label;
}

static void learns(void **state) {
  (void)state;
  reap_buf bytes = {0};
  reap_linear model;
  trained(&bytes);
  assert_int_equal(reap_linear_open(&model, bytes.ptr, bytes.len, NULL), REAP_OK);
  static const uint8_t sentence[] = {4, 1, 2, 2, 5}, want[] = {0, 1, 2, 0, 0};
  reap_linear_node nodes[5] = {{0}};
  for (uint32_t i = 0; i < 5; i++) {
    uint64_t sum = reap_linear_weights(&model, reap_linear_feature(1, sentence[i], 0)) +
                   reap_linear_weights(&model, reap_linear_feature(2, sentence[i], i ? sentence[i - 1] : 0));
    nodes[i].edge = i ? 12 : 0;
    for (unsigned c = 0; c < REAP_LINEAR_CLASSES; c++)
      nodes[i].score[c + 1] = reap_linear_sum_of(sum, c, 2) / model.scale;
  }
  reap_linear_chain(model.steps, nodes, 5);
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

static void finds_clusters(void **state) {
  (void)state;
  static const struct {
    uint64_t hash;
    uint16_t fine, coarse;
  } rows[] = {{(uint64_t)900 << 32 | 5, 3, 1},
              {(uint64_t)40 << 32, 7, 2},
              {(uint64_t)4000000000u << 32, 9, 4},
              {(uint64_t)41 << 32, 0, 0},
              {1, 0, 0},
              {UINT64_MAX, 0, 0},
              {0, 0, 0}};
  reap_buf bytes = {0};
  reap_linear model;
  trained(&bytes);
  assert_int_equal(reap_linear_open(&model, bytes.ptr, bytes.len, NULL), REAP_OK);
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    reap_linear_cluster cluster = reap_linear_cluster_of(&model, rows[i].hash);
    assert_int_equal(cluster.fine, rows[i].fine);
    assert_int_equal(cluster.coarse, rows[i].coarse);
  }
  reap_buf_free(&bytes);
}

/* Every cut and every changed byte is refused; bytes of the header may also give a model that works. */
static void refuses_damage(void **state) {
  (void)state;
  reap_buf bytes = {0};
  reap_linear model;
  trained(&bytes);
  for (size_t len = 0; len < bytes.len; len += 7)
    assert_int_equal(reap_linear_open(&model, bytes.ptr, len, NULL), REAP_EINPUT);
  for (size_t i = 0; i < bytes.len; i++) {
    bytes.ptr[i] ^= 0x41;
    reap_status status = reap_linear_open(&model, bytes.ptr, bytes.len, NULL);
    bool body = i >= sizeof(reap_linear_header), told = i < 24 || (i >= 864 && i < sizeof(reap_linear_header));
    if (body || told) assert_int_equal(status, REAP_EINPUT);
    bytes.ptr[i] ^= 0x41;
  }
  reap_buf_free(&bytes);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(learns), cmocka_unit_test(same_bytes_each_time),
                                     cmocka_unit_test(finds_clusters), cmocka_unit_test(refuses_damage)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
