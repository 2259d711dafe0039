/* SPDX-License-Identifier: MIT */
/* The tagger's model says what was learned: weights folded by word and cell against the sums over features. */
#include <math.h>

#include "7_assemble/phrases/tagger_learn.h"
#include "test.h"

enum { TOKENS = 40, SENTENCES = 30, WORDS = 25 };

/* Views of any words and looks, the same each time. */
static void invent(reap_view *views, uint32_t seed) {
  static const uint8_t values[REAP_LOOK_COUNT] = {REAP_VALUES_NAME, REAP_VALUES_CLASS, REAP_VALUES_RULES,
                                                  REAP_VALUES_ELSEWHERE, REAP_VALUES_PART};
  memset(views, 0, (TOKENS + 2 * REAP_VIEW_FIRST) * sizeof *views);
  for (uint32_t i = 0; i < TOKENS; i++) {
    reap_view *view = &views[REAP_VIEW_FIRST + i];
    uint64_t mix = reap_linear_feature(seed, i);
    view->key = reap_tagger_key((mix % WORDS + 1) << 40);
    view->lead = i > 3 ? REAP_VIEW_FIRST + i - 3 : 0;
    view->head = i > 4 ? REAP_VIEW_FIRST + i - 4 : 0;
    view->verb = i > 6 ? REAP_VIEW_FIRST + i % 6 : 0;
    for (unsigned l = 0; l < REAP_LOOK_COUNT; l++) view->look[l] = (uint8_t)((mix >> (8 + 5 * l) & 31) % values[l]);
  }
}

static const reap_tagger_group group_rows[] = {{0x80000100u, 3, 1}, {0x80000500u, 3, 1}, {0x80000900u, 7, 2}};
static const reap_tagger_groups groups = {group_rows, 3};

static int by_key(const void *a, const void *b) {
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  return x < y ? -1 : x > y;
}

static void learn(reap_linear_learned *learned, reap_buf *bytes) {
  static const reap_linear_plan plan = {
      .rounds = 5, .documents_min = 1, /* so low that no weight is cut */ .rate = 0.03};
  reap_view views[TOKENS + 2 * REAP_VIEW_FIRST];
  reap_linear_set set = {0};
  REAP_VEC(uint32_t) keys = {0};
  uint64_t features[REAP_TAGGER_FEATURES_MAX];
  for (uint32_t s = 0; s < SENTENCES; s++) {
    invent(views, s);
    for (uint32_t i = 0; i < TOKENS + 2 * REAP_VIEW_FIRST; i++) *reap_push(&keys) = views[i].key;
    *reap_push(&set.sentences) = (reap_range){set.tokens.count, TOKENS};
    for (uint32_t at = REAP_VIEW_FIRST; at < REAP_VIEW_FIRST + TOKENS; at++) {
      uint32_t count = reap_tagger_features(views, at, groups, features);
      *reap_push(&set.tokens) = (reap_linear_example){
          set.features.count, count, s, (uint8_t)reap_tagger_edge(&views[at]), (uint8_t)(views[at].key >> 8 & 3)};
      for (uint32_t i = 0; i < count; i++) *reap_push(&set.features) = features[i];
    }
  }
  qsort(keys.at, keys.count, sizeof *keys.at, by_key);
  reap_linear_train(&set, &plan, learned);
  reap_tagger_fold(learned, groups, keys.at, keys.count, bytes);
  reap_linear_set_free(&set);
  reap_vec_free(&keys);
}

static void folding_keeps_sums(void **state) {
  (void)state;
  reap_linear_learned learned;
  reap_buf bytes = {0};
  reap_linear model;
  reap_view views[TOKENS + 2 * REAP_VIEW_FIRST];
  const reap_linear_word *words[TOKENS + 2 * REAP_VIEW_FIRST];
  uint64_t features[REAP_TAGGER_FEATURES_MAX];
  double most = 0;
  learn(&learned, &bytes);
  assert_int_equal(reap_linear_open(&model, bytes.ptr, bytes.len, NULL), REAP_OK);
  assert_int_equal(model.cell_count, REAP_CELLS);
  for (uint32_t s = 0; s < SENTENCES; s++) {
    invent(views, s);
    for (uint32_t i = 0; i < TOKENS + 2 * REAP_VIEW_FIRST; i++) words[i] = reap_linear_word_of(&model, views[i].key);
    for (uint32_t at = REAP_VIEW_FIRST; at < REAP_VIEW_FIRST + TOKENS; at++) {
      uint32_t count = reap_tagger_features(views, at, groups, features);
      reap_linear_sum sum = reap_tagger_sum(&model, views, words, at);
      for (unsigned l = 1; l < REAP_LINEAR_LABELS; l++) {
        double want = 0;
        for (uint32_t i = 0; i < count; i++) want += reap_linear_learned_of(&learned, features[i]).of[l - 1];
        /* each set is rounded to half a step */
        assert_true(fabs(reap_linear_sum_of(sum, l, REAP_SETS) / model.scale - want) <= 0.5 * REAP_SETS / model.scale);
        most = fmax(most, fabs(want));
      }
    }
  }
  assert_true(most > 1); /* something was learned */
  reap_linear_learned_free(&learned);
  reap_buf_free(&bytes);
}

/* No two cells of different tables are one. */
static void cells_do_not_meet(void **state) {
  (void)state;
  reap_view views[3] = {{0}};
  uint32_t low[REAP_TABLE_COUNT], high[REAP_TABLE_COUNT];
  reap_tagger_cells(&views[1], low);
  for (uint32_t i = 0; i < 3; i++) {
#define FILL(name, values) views[i].look[REAP_LOOK_##name] = (values)-1;
    REAP_LOOKS(FILL)
#undef FILL
  }
  reap_tagger_cells(&views[1], high);
  for (uint32_t i = 0; i < REAP_TABLE_COUNT; i++)
    assert_int_equal(high[i], (i + 1 < REAP_TABLE_COUNT ? low[i + 1] : (uint32_t)REAP_CELLS) - 1);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(folding_keeps_sums), cmocka_unit_test(cells_do_not_meet)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
