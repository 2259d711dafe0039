/* SPDX-License-Identifier: MIT */
/* How many participants an arm has: the sample size that stands beside its name. */
#include <math.h>

#include "7_assemble/assembler.h"

enum { NEAR_TOKENS = 12 };

static bool inside_bracket(const reap_assembler *a, reap_range tokens, uint32_t token) {
  for (uint32_t t = token; t > tokens.first && token - t < 10; t--) {
    char mark = reap_mark_at(a, t - 1);
    if (mark == '(' || mark == '[') return true;
    if (mark == ')' || mark == ']') return false;
  }
  return false;
}

/* The hit before the size (nearest), or the one after it: "(n = 30)" looks back, "30 patients received X" looks ahead. */
static uint32_t owner(const reap_assembler *a, reap_range tokens, uint32_t token, uint32_t last) {
  bool back = inside_bracket(a, tokens, token);
  uint32_t best = REAP_NONE, distance = NEAR_TOKENS;
  for (uint32_t i = 0; i < a->hits.count; i++) {
    const reap_arm_hit *hit = &a->hits.at[i];
    if (hit->token + hit->count > tokens.first + tokens.count) break;
    if (hit->token < tokens.first || hit->arm == REAP_NONE) continue;
    uint32_t gap;
    if (hit->token + hit->count <= token) gap = token - hit->token - hit->count + (back ? 0 : 5);
    else if (hit->token > last) gap = hit->token - last + (back ? 6 : 0);
    else continue;
    if (gap < distance) best = hit->arm, distance = gap;
  }
  return best;
}

static bool is_arm_size(const reap_quantity *q) {
  if (q->kind == REAP_Q_SAMPLE_SIZE) return q->role == REAP_ROLE_ARM;
  return false;
}

void reap_arm_sizes(reap_assembler *a) {
  reap_range rows = a->citation->quantities;
  uint32_t total = REAP_NONE;
  for (uint32_t i = rows.first; i < rows.first + rows.count; i++) {
    const reap_quantity *q = &a->batch->quantities.at[i];
    if (q->kind == REAP_Q_SAMPLE_SIZE && q->role == REAP_ROLE_TOTAL &&
        (total == REAP_NONE || q->value > a->batch->quantities.at[total].value))
      total = i;
    if (!is_arm_size(q) || isnan(q->value)) continue;
    reap_range tokens = a->batch->sentences.at[q->sentence].tokens;
    uint32_t first = reap_token_of_byte(a, q->span.beg), last = reap_token_of_byte(a, q->span.end - 1);
    uint32_t arm = owner(a, tokens, first, last);
    if (arm == REAP_NONE || a->arms[arm].n_quantity != REAP_NONE) continue;
    a->arms[arm].n_quantity = i;
    a->arms[arm].n = q->value;
  }
  if (a->arm_count == 1 && a->arms[0].role == REAP_ARM_SINGLE && total != REAP_NONE) {
    a->arms[0].n_quantity = total;
    a->arms[0].n = a->batch->quantities.at[total].value;
  }
}
