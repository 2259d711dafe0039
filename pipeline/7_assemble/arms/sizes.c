/* SPDX-License-Identifier: MIT */
/* How many participants an arm has: the sample size that stands beside its name, or in the same place of a list. */
#include <math.h>

#include "7_assemble/assembler.h"

enum { NEAR_TOKENS = 12, LIST_MAX = 8, SIZES_MAX = 64 };

static bool inside_bracket(const reap_assembler *a, reap_range tokens, uint32_t token) {
  for (uint32_t t = token; t > tokens.first && token - t < 10; t--) {
    char mark = reap_mark_at(a, t - 1);
    if (mark == '(' || mark == '[') return true;
    if (mark == ')' || mark == ']') return false;
  }
  return false;
}

static bool is_arm_size(const reap_quantity *q) {
  return q->kind == REAP_Q_SAMPLE_SIZE && (q->role == REAP_ROLE_ARM || q->role == REAP_ROLE_NONE) && !isnan(q->value);
}

static uint32_t first_hit(const reap_assembler *a, uint32_t token) {
  uint32_t low = 0, high = a->hits.count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (a->hits.at[middle].token < token)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/* Arms named in the sentence, each once, in text order. */
static uint32_t arms_in(const reap_assembler *a, reap_range tokens, uint32_t *arms, uint32_t *at) {
  uint32_t n = 0;
  for (uint32_t i = first_hit(a, tokens.first); i < a->hits.count; i++) {
    const reap_arm_hit *hit = &a->hits.at[i];
    if (hit->token >= tokens.first + tokens.count) break;
    if (hit->token < tokens.first || hit->arm == REAP_NONE) continue;
    bool known = false;
    for (uint32_t k = 0; k < n; k++) known |= arms[k] == hit->arm;
    if (known || n == LIST_MAX) continue;
    at[n] = hit->token;
    arms[n++] = hit->arm;
  }
  return n;
}

/* As many sizes as arms: the k-th belongs to the k-th. REAP_NONE when the counts differ, or when "(n = 30)"
 * stands before its arm: it belongs to what was named before, unless it is on a `list` of sizes. */
static uint32_t by_order(const reap_assembler *a, reap_range tokens, uint32_t quantity, bool list) {
  uint32_t arms[LIST_MAX], at[LIST_MAX], n = arms_in(a, tokens, arms, at), sizes = 0, mine = REAP_NONE;
  reap_range rows = a->citation->quantities;
  uint32_t sentence = a->batch->quantities.at[quantity].sentence, first = quantity;
  while (first > rows.first && a->batch->quantities.at[first - 1].sentence == sentence && quantity - first < SIZES_MAX)
    first--;
  for (uint32_t i = first; i < rows.first + rows.count && i < first + 2 * SIZES_MAX; i++) {
    const reap_quantity *q = &a->batch->quantities.at[i];
    if (q->sentence != sentence) break;
    if (!is_arm_size(q)) continue;
    if (i == quantity) mine = sizes;
    sizes++;
  }
  if (sizes != n || n < 2 || mine == REAP_NONE) return REAP_NONE;
  uint32_t token = reap_token_of_byte(a, a->batch->quantities.at[quantity].span.beg);
  bool looks_back = !list && inside_bracket(a, tokens, token) && reap_lower(reap_word_at(a, token).ptr[0]) == 'n';
  return looks_back && at[mine] > token ? REAP_NONE : arms[mine];
}

/* The quantities around `quantity` in its sentence. */
static reap_range sentence_quantities(const reap_assembler *a, uint32_t quantity) {
  enum { AROUND = 32 };
  reap_range rows = a->citation->quantities;
  uint32_t sentence = a->batch->quantities.at[quantity].sentence, first = quantity, end = quantity + 1;
  while (first > rows.first && quantity - first < AROUND && a->batch->quantities.at[first - 1].sentence == sentence)
    first--;
  while (end < rows.first + rows.count && end - quantity < AROUND && a->batch->quantities.at[end].sentence == sentence)
    end++;
  return (reap_range){first, end - first};
}

/* Another size at the same stage parts a size from the names beyond it: "112 to A and 56 to B". */
static bool is_rival(const reap_assembler *a, const reap_quantity *q, const reap_quantity *other) {
  return is_arm_size(other) && other != q && other->stage == q->stage &&
         (other->about == REAP_NONE) == (q->about == REAP_NONE) && a->arm_count > 1;
}

/* The tokens around the size in which its arm may be named: as far as the sizes before and behind it. */
static reap_range reach_of(const reap_assembler *a, reap_range tokens, uint32_t quantity) {
  const reap_quantity *q = &a->batch->quantities.at[quantity];
  uint32_t beg = tokens.first, end = tokens.first + tokens.count;
  reap_range rows = sentence_quantities(a, quantity);
  for (uint32_t i = rows.first; i < rows.first + rows.count; i++) {
    const reap_quantity *other = &a->batch->quantities.at[i];
    if (!is_rival(a, q, other)) continue;
    uint32_t token = reap_token_of_byte(a, other->span.beg);
    if (i < quantity && token >= beg) beg = token + 1;
    if (i > quantity && token < end) end = token;
  }
  return (reap_range){beg, end > beg ? end - beg : 0};
}

/* The hit before the size (nearest), or the one after it: "(n = 30)" looks back, "30 patients received X" looks ahead.
 */
static uint32_t nearest(const reap_assembler *a, reap_range tokens, uint32_t token, uint32_t last, uint32_t distance) {
  bool back = inside_bracket(a, tokens, token);
  uint32_t best = REAP_NONE;
  for (uint32_t i = first_hit(a, tokens.first); i < a->hits.count; i++) {
    const reap_arm_hit *hit = &a->hits.at[i];
    if (hit->token >= tokens.first + tokens.count) break;
    if (hit->token < tokens.first || hit->arm == REAP_NONE) continue;
    uint32_t gap;
    if (hit->token + hit->count <= token)
      gap = token - hit->token - hit->count + (back ? 0 : 5);
    else if (hit->token > last)
      gap = back ? distance : hit->token - last;
    else
      continue;
    if (gap < distance) best = hit->arm, distance = gap;
  }
  return best;
}

static uint32_t arm_at(const reap_assembler *a, reap_range tokens, uint32_t token) {
  for (uint32_t i = first_hit(a, tokens.first); i < a->hits.count && a->hits.at[i].token <= token; i++)
    if (a->hits.at[i].token == token) return a->hits.at[i].arm;
  return REAP_NONE;
}

/* Over "(2.0%)" behind a size: the token behind the bracket that begins at `t`, else `t`. */
static uint32_t behind_bracket(const reap_assembler *a, uint32_t t, uint32_t end) {
  if (t >= end || reap_mark_at(a, t) != '(') return t;
  for (uint32_t k = t + 1; k < end && k < t + 8; k++)
    if (reap_mark_at(a, k) == ')') return k + 1;
  return t;
}

/* Over the parts counted too in "98 women with 99 lesions receiving A": the token behind them, else `t`. */
static uint32_t behind_parts(const reap_assembler *a, uint32_t t, uint32_t end) {
  if (t + 1 >= end || !reap_word_is(a, t, "with")) return t;
  const uint32_t parts = reap_quantity_of(a, t + 1);
  uint32_t k = t + 1;
  while (k < end && parts != REAP_NONE && reap_quantity_of(a, k) == parts) k++;
  bool treated = k < end && k > t + 1 && reap_bits_at(a, k) & REAP_W_TREAT && !(reap_bits_at(a, k) & REAP_W_ALLOCATE);
  return treated ? k : t;
}

/* The arm behind a bare number: "(21 treatment group and 20 control group)", "40 were randomized to A"; behind "n = 21"
 * only at once: "(n = 21, A; n = 22, B)". */
static uint32_t right_behind(const reap_assembler *a, reap_range tokens, uint32_t first, uint32_t last) {
  enum {
    LEADS = REAP_W_PEOPLE | REAP_W_TREAT | REAP_W_PREPOSITION | REAP_W_DETERMINER | REAP_W_BE | REAP_W_ALLOCATE |
            REAP_W_RELATIVE
  };
  uint32_t t = last + 1, end = tokens.first + tokens.count;
  if (reap_lower(reap_word_at(a, first).ptr[0]) == 'n' && t - first > 1) {
    if (first == tokens.first || t >= end) return REAP_NONE;
    char before = reap_mark_at(a, first - 1);
    bool opens = before == '(' || before == ';';
    if (reap_mark_at(a, t) == ',')
      t++;
    else if (opens && reap_bits_at(a, t) & REAP_W_PREPOSITION)
      t++;
    return opens || reap_bits_at(a, first - 1) & REAP_W_AND ? arm_at(a, tokens, t) : REAP_NONE;
  }
  t = behind_bracket(a, t, end);
  t = behind_parts(a, t, end);
  if (t + 1 < end && reap_mark_at(a, t) == ',' && reap_bits_at(a, t + 1) & REAP_W_RELATIVE)
    t += 2; /* "38 women, who" */
  const uint32_t bare = t;
  while (t < end && t < bare + 6 && !reap_mark_at(a, t) && reap_bits_at(a, t) & LEADS &&
         arm_at(a, tokens, t) == REAP_NONE)
    t++;
  return t < end ? arm_at(a, tokens, t) : REAP_NONE;
}

/* The arm named by the people counted themselves: "82 controls", "45 control women". */
static uint32_t named_within(const reap_assembler *a, uint32_t first, uint32_t last) {
  for (uint32_t i = first_hit(a, first); i < a->hits.count && a->hits.at[i].token <= last; i++)
    if (a->hits.at[i].arm != REAP_NONE) return a->hits.at[i].arm;
  return REAP_NONE;
}

/* Two sizes, two arms, and the other size stands beside its arm: "behavioural training (n = 20) or usual care (n =
 * 21)". */
static uint32_t by_elimination(const reap_assembler *a, reap_range tokens, uint32_t quantity) {
  uint32_t sizes = 1, other = REAP_NONE;
  const reap_quantity *mine = &a->batch->quantities.at[quantity];
  reap_range rows = sentence_quantities(a, quantity);
  if (a->arm_count != 2 || mine->role != REAP_ROLE_ARM) return REAP_NONE;
  for (uint32_t i = rows.first; i < rows.first + rows.count; i++) {
    const reap_quantity *q = &a->batch->quantities.at[i];
    if (!is_rival(a, mine, q)) continue;
    if (++sizes > 2 || q->role != REAP_ROLE_ARM) return REAP_NONE;
    other = i;
  }
  if (other == REAP_NONE) return REAP_NONE;
  reap_span span = a->batch->quantities.at[other].span;
  uint32_t first = reap_token_of_byte(a, span.beg), last = reap_token_of_byte(a, span.end - 1);
  uint32_t owner = named_within(a, first, last);
  if (owner == REAP_NONE) owner = right_behind(a, tokens, first, last);
  if (owner == REAP_NONE) owner = nearest(a, reach_of(a, tokens, other), first, last, 3);
  return owner == REAP_NONE ? REAP_NONE : 1 - owner;
}

/* "20 received A and 30 did not": of two arms the one that the size before does not belong to, REAP_NONE. */
static uint32_t denied_behind(const reap_assembler *a, reap_range tokens, uint32_t quantity, uint32_t last) {
  const uint32_t end = tokens.first + tokens.count;
  uint32_t t = last + 1;
  if (a->arm_count != 2 || quantity == a->citation->quantities.first) return REAP_NONE;
  while (t < end && t < last + 4 && (reap_bits_at(a, t) & REAP_W_PEOPLE || reap_bits_at(a, t) & REAP_W_RELATIVE)) t++;
  if (t + 1 >= end || !(reap_bits_at(a, t) & (REAP_W_AUXILIARY | REAP_W_BE)) || !reap_word_is(a, t + 1, "not"))
    return REAP_NONE;
  bool closes = t + 2 >= end || reap_mark_at(a, t + 2) || reap_bits_at(a, t + 2) & REAP_W_AND;
  const reap_quantity *before = &a->batch->quantities.at[quantity - 1];
  if (!closes || !is_rival(a, &a->batch->quantities.at[quantity], before)) return REAP_NONE;
  if (before->sentence != a->batch->quantities.at[quantity].sentence) return REAP_NONE;
  uint32_t owner =
      right_behind(a, tokens, reap_token_of_byte(a, before->span.beg), reap_token_of_byte(a, before->span.end - 1));
  return owner == REAP_NONE ? REAP_NONE : 1 - owner;
}

/* The other quantity is a size too and goes on the same list: "n = 12, 13 and 11", "n = 51 and n = 49". */
static bool on_one_list(const reap_assembler *a, uint32_t quantity, uint32_t other) {
  reap_range rows = a->citation->quantities;
  if (other < rows.first || other >= rows.first + rows.count) return false;
  const reap_quantity *x = &a->batch->quantities.at[quantity < other ? quantity : other];
  const reap_quantity *y = &a->batch->quantities.at[quantity < other ? other : quantity];
  if (!is_arm_size(x) || !is_arm_size(y) || x->role != y->role || x->sentence != y->sentence) return false;
  uint32_t t = reap_token_of_byte(a, x->span.end - 1) + 1, end = reap_token_of_byte(a, y->span.beg);
  bool joint = false;
  for (; t < end; t++) {
    if (reap_mark_at(a, t) != ',' && !(reap_bits_at(a, t) & REAP_W_AND)) return false;
    joint = true;
  }
  return joint;
}

uint32_t reap_size_owner(const reap_assembler *a, uint32_t quantity) {
  const reap_quantity *q = &a->batch->quantities.at[quantity];
  if (!is_arm_size(q)) return REAP_NONE;
  reap_range tokens = a->batch->sentences.at[q->sentence].tokens;
  uint32_t first = reap_token_of_byte(a, q->span.beg), last = reap_token_of_byte(a, q->span.end - 1);
  if (last >= tokens.first + tokens.count) return REAP_NONE; /* columns without their tokens */
  uint32_t within = named_within(a, first, last);
  if (within != REAP_NONE) return within;
  if (on_one_list(a, quantity, quantity - 1) || on_one_list(a, quantity, quantity + 1)) {
    uint32_t place = by_order(a, tokens, quantity, true);
    if (place != REAP_NONE || a->arm_count > 1) return place;
  }
  uint32_t behind = right_behind(a, tokens, first, last);
  if (behind == REAP_NONE) behind = denied_behind(a, tokens, quantity, last);
  if (behind != REAP_NONE) return behind;
  reap_range reach = reach_of(a, tokens, quantity);
  uint32_t beside = inside_bracket(a, tokens, first) ? nearest(a, reach, first, last, 3) : REAP_NONE;
  if (beside != REAP_NONE) return beside; /* "A (n = 30)" */
  uint32_t listed = by_order(a, tokens, quantity, false);
  if (listed == REAP_NONE) listed = by_elimination(a, tokens, quantity);
  return listed != REAP_NONE ? listed : nearest(a, reach, first, last, NEAR_TOKENS);
}

/* "20 in each group", "(n = 25 each)": said of every arm; not "42 and 43 in each respective group". */
static bool is_each(const reap_assembler *a, const reap_quantity *q) {
  reap_range tokens = a->batch->sentences.at[q->sentence].tokens;
  uint32_t first = reap_token_of_byte(a, q->span.beg), last = reap_token_of_byte(a, q->span.end - 1);
  uint32_t end = tokens.first + tokens.count;
  if (first > tokens.first && reap_bits_at(a, first - 1) & REAP_W_AND) return false;
  for (uint32_t t = last + 1; t < end && t < last + 7; t++) {
    if (reap_word_is(a, t, "each") || reap_word_is(a, t, "per")) {
      uint32_t k = t + 1;
      while (k < end && k < t + 4 && !reap_mark_at(a, k) && !(reap_bits_at(a, k) & REAP_W_GROUP)) k++;
      return k < end ? reap_bits_at(a, k) & REAP_W_GROUP || (k == t + 1 && reap_mark_at(a, k)) : true;
    }
    if (reap_mark_at(a, t) || reap_quantity_of(a, t) != REAP_NONE || reap_bits_at(a, t) & (REAP_W_AND | REAP_W_CLAUSE))
      return false;
  }
  return false;
}

static void give_each(reap_assembler *a, uint32_t quantity) {
  for (uint32_t i = 0; i < a->arm_count; i++) {
    if (a->arms[i].n_quantity != REAP_NONE) continue;
    a->arms[i].n_quantity = quantity;
    a->arms[i].n = a->batch->quantities.at[quantity].value;
  }
}

void reap_arm_sizes(reap_assembler *a) {
  reap_range rows = a->citation->quantities;
  uint32_t total = REAP_NONE;
  for (uint32_t i = rows.first; i < rows.first + rows.count; i++) {
    const reap_quantity *q = &a->batch->quantities.at[i];
    if (q->kind != REAP_Q_SAMPLE_SIZE) continue;
    if (q->role == REAP_ROLE_TOTAL && (total == REAP_NONE || q->value > a->batch->quantities.at[total].value))
      total = i;
    if (is_arm_size(q) && is_each(a, q)) {
      give_each(a, i);
      continue;
    }
    uint32_t arm = reap_size_owner(a, i);
    if (arm == REAP_NONE || a->arms[arm].n_quantity != REAP_NONE) continue;
    a->arms[arm].n_quantity = i;
    a->arms[arm].n = q->value;
  }
  if (a->arm_count == 1 && a->arms[0].role == REAP_ARM_SINGLE && total != REAP_NONE) {
    a->arms[0].n_quantity = total;
    a->arms[0].n = a->batch->quantities.at[total].value;
  }
}
