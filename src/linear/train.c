/* SPDX-License-Identifier: MIT */
#include "linear/train.h"

#include <math.h>
#include <stdlib.h>

#include "base/memory.h"
#include "linear/image.h"

enum { LABELS = REAP_LINEAR_LABELS, EDGES = REAP_LINEAR_EDGES };

/* A weight and what AdaGrad keeps of it: the sum of its squared gradients. */
typedef struct {
  double value, squares;
} weight;

/* A feature, by its hash; an entry of an open-addressed table. */
typedef struct {
  uint64_t hash; /* 0: empty */
  uint32_t documents, last_document;
  uint32_t row; /* in weights, REAP_NONE: not learned */
} entry;

typedef struct {
  const reap_linear_set *set;
  const reap_linear_plan *plan;
  entry *entries;
  uint64_t mask;
  uint32_t *rows; /* of each feature in the set, REAP_NONE */
  weight (*weights)[LABELS];
  weight steps[EDGES][LABELS][LABELS];
  double exp_steps[EDGES][LABELS][LABELS];
  uint32_t row_count;
  REAP_VEC(reap_linear_node) nodes;
} trainer;

void reap_linear_set_free(reap_linear_set *set) {
  reap_vec_free(&set->features);
  reap_vec_free(&set->tokens);
  reap_vec_free(&set->sentences);
}

static bool left_out(const trainer *t, uint32_t document) {
  return t->plan->folds && document % t->plan->folds == t->plan->fold;
}

/* ---- which features are learned ---- */

static entry *find(trainer *t, uint64_t hash) {
  if (hash == 0) hash = 1;
  uint64_t i = hash & t->mask;
  while (t->entries[i].hash && t->entries[i].hash != hash) i = (i + 1) & t->mask;
  t->entries[i].hash = hash;
  return &t->entries[i];
}

static void count_features(trainer *t) {
  const reap_linear_set *set = t->set;
  for (t->mask = 1; t->mask < (uint64_t)set->features.count * 2;) t->mask *= 2;
  t->entries = reap_alloc(t->mask-- * sizeof *t->entries);
  for (uint32_t i = 0; i < set->tokens.count; i++) {
    const reap_linear_example *token = &set->tokens.at[i];
    if (left_out(t, token->document)) continue;
    for (uint32_t k = token->first; k < token->first + token->count; k++) {
      entry *e = find(t, set->features.at[k]);
      if (e->last_document == token->document + 1) continue;
      e->last_document = token->document + 1;
      e->documents++;
    }
  }
}

/* Rows are given in the order of the set, so that the table's layout plays no part. */
static void number_features(trainer *t) {
  const reap_linear_set *set = t->set;
  for (uint64_t i = 0; i <= t->mask; i++) t->entries[i].row = REAP_NONE;
  t->rows = reap_alloc(((size_t)set->features.count + 1) * sizeof *t->rows);
  for (uint32_t i = 0; i < set->features.count; i++) {
    entry *e = find(t, set->features.at[i]);
    if (e->row == REAP_NONE && e->documents >= t->plan->documents_min) e->row = t->row_count++;
    t->rows[i] = e->row;
  }
  t->weights = reap_alloc(((size_t)t->row_count + 1) * sizeof *t->weights);
}

/* ---- learning ---- */

static void step(const trainer *t, weight *w, double gradient) {
  gradient += t->plan->decay * w->value;
  w->squares += gradient * gradient;
  w->value -= t->plan->rate * gradient / (sqrt(w->squares) + 1e-3);
}

static void score(const trainer *t, const reap_linear_example *token, reap_linear_node *node) {
  *node = (reap_linear_node){.edge = token->edge};
  for (uint32_t k = token->first; k < token->first + token->count; k++) {
    if (t->rows[k] == REAP_NONE) continue;
    for (unsigned l = 0; l < LABELS; l++) node->score[l] += t->weights[t->rows[k]][l].value;
  }
}

static void learn_token(trainer *t, const reap_linear_example *token, const reap_linear_node *node) {
  double gradient[LABELS];
  for (unsigned l = 0; l < LABELS; l++) gradient[l] = reap_linear_marginal(node, l) - (token->label == l);
  for (uint32_t k = token->first; k < token->first + token->count; k++)
    for (unsigned l = 0; t->rows[k] != REAP_NONE && l < LABELS; l++) step(t, &t->weights[t->rows[k]][l], gradient[l]);
}

/* The probability of each step is forward times step times emit times backward, to a factor that makes them sum to 1.
 */
static void learn_step(trainer *t, const reap_linear_example *token, const reap_linear_node *node, bool first) {
  double p[LABELS][LABELS] = {{0}}, sum = 0;
  unsigned froms = first ? 1 : LABELS;
  for (unsigned k = 0; k < froms; k++)
    for (unsigned l = 0; l < LABELS; l++) {
      double before = first ? 1 : node[-1].forward[k];
      p[k][l] = before * t->exp_steps[token->edge][k][l] * node->emit[l] * node->backward[l];
      sum += p[k][l];
    }
  unsigned from = first ? 0 : token[-1].label;
  for (unsigned k = 0; k < froms; k++)
    for (unsigned l = 0; l < LABELS; l++) {
      weight *w = &t->steps[token->edge][k][l];
      step(t, w, p[k][l] / sum - (k == from && l == token->label));
    }
}

static void learn(trainer *t, reap_range sentence) {
  const reap_linear_example *tokens = t->set->tokens.at + sentence.first;
  reap_vec_resize(&t->nodes, sentence.count);
  for (uint32_t i = 0; i < sentence.count; i++) score(t, &tokens[i], &t->nodes.at[i]);
  for (unsigned e = 0; e < EDGES; e++)
    for (unsigned k = 0; k < LABELS; k++)
      for (unsigned l = 0; l < LABELS; l++) t->exp_steps[e][k][l] = exp(t->steps[e][k][l].value);
  reap_linear_chain(t->exp_steps, t->nodes.at, sentence.count);
  for (uint32_t i = 0; i < sentence.count; i++) {
    learn_token(t, &tokens[i], &t->nodes.at[i]);
    learn_step(t, &tokens[i], &t->nodes.at[i], i == 0);
  }
}

/* xorshift64 (Marsaglia, J. Stat. Softw. 2003;8:14). */
static uint32_t next_random(uint64_t *state) {
  *state ^= *state << 13;
  *state ^= *state >> 7;
  *state ^= *state << 17;
  return (uint32_t)(*state >> 32);
}

static void learn_all(trainer *t) {
  const reap_linear_set *set = t->set;
  uint32_t *order = reap_alloc(((size_t)set->sentences.count + 1) * sizeof *order), count = 0;
  for (uint32_t i = 0; i < set->sentences.count; i++)
    if (set->sentences.at[i].count && !left_out(t, set->tokens.at[set->sentences.at[i].first].document))
      order[count++] = i;
  uint64_t state = 88172645463325252u;
  for (uint32_t round = 0; round < t->plan->rounds; round++) {
    for (uint32_t i = count; i > 1; i--) {
      uint32_t other = next_random(&state) % i, kept = order[i - 1];
      order[i - 1] = order[other];
      order[other] = kept;
    }
    for (uint32_t i = 0; i < count; i++) learn(t, set->sentences.at[order[i]]);
  }
  free(order);
}

/* ---- the model's bytes ---- */

/* A feature's weights against those of "none", and the largest of them. */
static double against_none(const trainer *t, uint32_t row, double out[REAP_LINEAR_CLASSES]) {
  double most = 0;
  for (unsigned l = 1; l < LABELS; l++) {
    out[l - 1] = t->weights[row][l].value - t->weights[row][0].value;
    most = fmax(most, fabs(out[l - 1]));
  }
  return most;
}

typedef struct {
  uint64_t hash;
  uint32_t row;
  double most;
} ranked;

static int by_weight(const void *a, const void *b) {
  const ranked *x = a, *y = b;
  if (x->most != y->most) return x->most < y->most ? 1 : -1;
  return x->hash < y->hash ? -1 : x->hash > y->hash;
}

static uint32_t packed(uint64_t hash, const double weights[REAP_LINEAR_CLASSES], double scale) {
  uint32_t slot = (uint32_t)(hash >> 56) << 24;
  for (unsigned c = 0; c < REAP_LINEAR_CLASSES; c++)
    slot |= (uint32_t)(uint8_t)(int8_t)lround(weights[c] * scale) << 8 * c;
  return slot;
}

/* The heaviest features come first; one that finds both its slots taken is lost. An empty slot is 0: it adds nothing.
 */
static void fill_slots(const trainer *t, uint32_t *slots, uint32_t mask, double *scale) {
  ranked *list = reap_alloc(((size_t)t->row_count + 1) * sizeof *list);
  uint32_t count = 0;
  double weights[REAP_LINEAR_CLASSES];
  for (uint64_t i = 0; i <= t->mask; i++) {
    const entry *e = &t->entries[i];
    if (e->hash == 0 || e->row == REAP_NONE) continue;
    double most = against_none(t, e->row, weights);
    if (most > t->plan->least) list[count++] = (ranked){e->hash, e->row, most};
  }
  qsort(list, count, sizeof *list, by_weight);
  *scale = count ? fmax(1, 127 / fmax(list[0].most, 1e-3)) : 1;
  if (*scale > 1e5) *scale = 1e5;
  for (uint32_t i = 0; i < count; i++) {
    uint32_t *pair = &slots[(uint32_t)list[i].hash & mask & ~1u];
    uint32_t *slot = pair[0] == 0 ? &pair[0] : pair[1] == 0 ? &pair[1] : NULL;
    against_none(t, list[i].row, weights);
    if (slot && pair[0] >> 24 != list[i].hash >> 56) *slot = packed(list[i].hash, weights, *scale);
  }
  free(list);
}

static int by_key(const void *a, const void *b) {
  uint32_t x = (uint32_t)(((const reap_linear_word *)a)->hash >> 32);
  uint32_t y = (uint32_t)(((const reap_linear_word *)b)->hash >> 32);
  return x < y ? -1 : x > y;
}

static void write_model(const trainer *t, const reap_linear_word *words, uint32_t word_count, reap_buf *out) {
  reap_linear_header header = {.magic = REAP_LINEAR_MAGIC,
                               .layout = REAP_LINEAR_LAYOUT,
                               .byte_order = REAP_LINEAR_BYTE_ORDER,
                               .slot_bits = t->plan->slot_bits};
  size_t slot_count = (size_t)1 << header.slot_bits;
  reap_linear_word *sorted = reap_alloc(((size_t)word_count + 1) * sizeof *sorted);
  if (word_count) memcpy(sorted, words, word_count * sizeof *sorted);
  qsort(sorted, word_count, sizeof *sorted, by_key);
  uint32_t *body = reap_alloc((slot_count + 2 * (size_t)word_count) * sizeof *body);
  double scale = 1;
  fill_slots(t, body, (uint32_t)slot_count - 1, &scale);
  header.scale = (float)scale;
  uint32_t *keys = body + slot_count;
  for (uint32_t i = 0; i < word_count; i++) {
    uint32_t key = (uint32_t)(sorted[i].hash >> 32);
    if (header.word_count && keys[header.word_count - 1] == key) continue;
    sorted[header.word_count] = sorted[i];
    keys[header.word_count++] = key;
  }
  for (uint32_t i = 0; i < header.word_count; i++)
    memcpy(&keys[header.word_count + i], &sorted[i].cluster, sizeof sorted[i].cluster);
  for (unsigned e = 0; e < EDGES; e++)
    for (unsigned k = 0; k < LABELS; k++)
      for (unsigned l = 0; l < LABELS; l++) header.steps[e][k][l] = (float)t->steps[e][k][l].value;
  size_t bytes = (slot_count + 2 * (size_t)header.word_count) * sizeof *body;
  header.sum = reap_linear_sum(body, bytes);
  reap_buf_add(out, (const char *)&header, sizeof header);
  reap_buf_add(out, (const char *)body, bytes);
  free(body);
  free(sorted);
}

void reap_linear_train(const reap_linear_set *set, const reap_linear_plan *plan, const reap_linear_word *words,
                       uint32_t word_count, reap_buf *out) {
  trainer t = {.set = set, .plan = plan};
  count_features(&t);
  number_features(&t);
  learn_all(&t);
  write_model(&t, words, word_count, out);
  reap_vec_free(&t.nodes);
  free(t.entries);
  free(t.rows);
  free(t.weights);
}
