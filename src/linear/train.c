/* SPDX-License-Identifier: MIT */
#include "linear/train.h"

#include <math.h>
#include <stdlib.h>

#include "base/memory.h"

enum { LABELS = REAP_LINEAR_LABELS, EDGES = REAP_LINEAR_EDGES };
enum { EMIT_LEAST = 30 }; /* what is less probable by more than exp() of it is as good as impossible */

/* A weight and what AdaGrad keeps of it: the sum of its squared gradients. */
typedef struct {
  double value, squares;
} weight;

/* A feature, by its hash. */
struct reap_linear_entry {
  uint64_t hash; /* 0: empty */
  uint32_t documents, last_document;
  uint32_t row; /* in weights, REAP_NONE: not learned */
};

typedef struct {
  const reap_linear_set *set;
  const reap_linear_plan *plan;
  reap_linear_entry *entries;
  uint64_t mask, entry_count;
  uint32_t *rows; /* of each feature in the set, REAP_NONE */
  weight (*weights)[LABELS];
  weight steps[EDGES][LABELS][LABELS];
  reap_linear_steps exp_steps;
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

static reap_linear_entry *find(reap_linear_entry *entries, uint64_t mask, uint64_t hash) {
  if (hash == 0) hash = 1;
  uint64_t i = hash & mask;
  while (entries[i].hash && entries[i].hash != hash) i = (i + 1) & mask;
  return &entries[i];
}

static void enlarge(trainer *t) {
  reap_linear_entry *old = t->entries;
  uint64_t count = t->mask + 1;
  t->mask = count * 2 - 1;
  t->entries = reap_alloc(count * 2 * sizeof *t->entries);
  for (uint64_t i = 0; i < count; i++)
    if (old[i].hash) *find(t->entries, t->mask, old[i].hash) = old[i];
  free(old);
}

static void count_feature(trainer *t, uint64_t hash, uint32_t document) {
  if (t->entry_count * 2 > t->mask) enlarge(t);
  reap_linear_entry *e = find(t->entries, t->mask, hash);
  if (!e->hash) t->entry_count++;
  e->hash = hash ? hash : 1;
  if (e->last_document == document + 1) return;
  e->last_document = document + 1;
  e->documents++;
}

static void count_features(trainer *t) {
  t->mask = 1023;
  t->entries = reap_alloc((t->mask + 1) * sizeof *t->entries);
  for (uint32_t i = 0; i < t->set->tokens.count; i++) {
    const reap_linear_example *token = &t->set->tokens.at[i];
    for (uint32_t k = token->first; k < token->first + token->count && !left_out(t, token->document); k++)
      count_feature(t, t->set->features.at[k], token->document);
  }
}

/* Rows are given in the order of the set, so that the table's layout plays no part. */
static void number_features(trainer *t) {
  const reap_linear_set *set = t->set;
  for (uint64_t i = 0; i <= t->mask; i++) t->entries[i].row = REAP_NONE;
  t->rows = reap_alloc(((size_t)set->features.count + 1) * sizeof *t->rows);
  for (uint32_t i = 0; i < set->features.count; i++) {
    reap_linear_entry *e = find(t->entries, t->mask, set->features.at[i]);
    if (e->hash && e->row == REAP_NONE && e->documents >= t->plan->documents_min) e->row = t->row_count++;
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

static void renew_steps(trainer *t, unsigned edge) {
  for (unsigned k = 0; k < LABELS; k++)
    for (unsigned l = 0; l < LABELS; l++) reap_linear_set_step(&t->exp_steps, edge, k, l, t->steps[edge][k][l].value);
}

static void look(const trainer *t, const reap_linear_example *token, reap_linear_node *node) {
  double sums[LABELS] = {0}, most;
  for (uint32_t k = token->first; k < token->first + token->count; k++) {
    if (t->rows[k] == REAP_NONE) continue;
    for (unsigned l = 0; l < LABELS; l++) sums[l] += t->weights[t->rows[k]][l].value;
  }
  most = fmax(fmax(sums[0], sums[1]), fmax(sums[2], sums[3]));
  node->edge = token->edge;
  for (unsigned l = 0; l < LABELS; l++) node->emit[l] = (float)exp(fmax(sums[l] - most, -EMIT_LEAST));
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
      float before = first ? 1 : node[-1].forward[k];
      p[k][l] = (double)(before * t->exp_steps.from[token->edge][k][l] * node->emit[l] * node->backward[l]);
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
  for (uint32_t i = 0; i < sentence.count; i++) look(t, &tokens[i], &t->nodes.at[i]);
  reap_linear_chain(&t->exp_steps, t->nodes.at, sentence.count);
  for (uint32_t i = 0; i < sentence.count; i++) {
    learn_token(t, &tokens[i], &t->nodes.at[i]);
    learn_step(t, &tokens[i], &t->nodes.at[i], i == 0);
  }
  for (uint32_t i = 0; i < sentence.count; i++) renew_steps(t, tokens[i].edge);
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
  for (unsigned e = 0; e < EDGES; e++) renew_steps(t, e);
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

/* ---- what was learned ---- */

/* Moves it out of the trainer. */
static void keep(trainer *t, reap_linear_learned *out) {
  *out = (reap_linear_learned){.entries = t->entries, .mask = t->mask, .count = t->row_count};
  out->weights = reap_alloc(((size_t)t->row_count + 1) * sizeof *out->weights);
  for (uint32_t row = 0; row < t->row_count; row++)
    for (unsigned l = 1; l < LABELS; l++)
      out->weights[row].of[l - 1] = t->weights[row][l].value - t->weights[row][0].value;
  for (unsigned e = 0; e < EDGES; e++)
    for (unsigned k = 0; k < LABELS; k++)
      for (unsigned l = 0; l < LABELS; l++) out->steps[e][k][l] = t->steps[e][k][l].value;
}

reap_linear_exact reap_linear_learned_of(const reap_linear_learned *learned, uint64_t feature) {
  const reap_linear_entry *e = find(learned->entries, learned->mask, feature);
  return e->hash && e->row != REAP_NONE ? learned->weights[e->row] : (reap_linear_exact){{0}};
}

void reap_linear_learned_free(reap_linear_learned *learned) {
  free(learned->entries);
  free(learned->weights);
  *learned = (reap_linear_learned){0};
}

void reap_linear_train(const reap_linear_set *set, const reap_linear_plan *plan, reap_linear_learned *out) {
  trainer t = {.set = set, .plan = plan};
  count_features(&t);
  number_features(&t);
  learn_all(&t);
  keep(&t, out);
  reap_vec_free(&t.nodes);
  free(t.rows);
  free(t.weights);
}
