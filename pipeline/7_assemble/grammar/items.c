/* SPDX-License-Identifier: MIT */
/* Turns each sentence into items: quantities, arms and cues as units, everything else word by word. */
#include <math.h>

#include "7_assemble/assembler.h"

typedef struct {
  uint32_t quantity, quantity_end; /* rows not yet passed */
  uint32_t cue, cue_end;
  uint32_t hit;
  uint32_t split; /* row of the quantity whose words in front are items of their own */
  uint32_t next;  /* byte: tokens that end before it are plain words */
} cursor;

static uint8_t quantity_item(const reap_quantity *q) {
  switch (q->kind) {
  case REAP_Q_P_VALUE:
    return REAP_ITEM_P;
  case REAP_Q_EFFECT:
    return REAP_ITEM_EFFECT;
  case REAP_Q_COUNT:
  case REAP_Q_PERCENT:
    if (q->role == REAP_ROLE_MALE || q->role == REAP_ROLE_FEMALE) return REAP_ITEM_NUMBER;
    return REAP_ITEM_VALUE;
  case REAP_Q_MEAN:
  case REAP_Q_MEDIAN:
  case REAP_Q_RATE:
  case REAP_Q_CHANGE:
    return REAP_ITEM_VALUE;
  case REAP_Q_INTERVAL:
    return REAP_ITEM_INTERVAL;
  case REAP_Q_SAMPLE_SIZE:
    return REAP_ITEM_SIZE;
  case REAP_Q_DURATION:
    return REAP_ITEM_TIME;
  case REAP_Q_OTHER:
    if (q->role == REAP_ROLE_MARGIN) return REAP_ITEM_NUMBER;
    return isnan(q->value) ? REAP_ITEM_NUMBER : REAP_ITEM_VALUE;
  default:
    return REAP_ITEM_NUMBER;
  }
}

/* Rows that only qualify another one are read together with it. */
static bool is_part(const reap_quantity *q) {
  if (q->about == REAP_NONE) return false;
  return q->kind == REAP_Q_SD || q->kind == REAP_Q_SE || q->kind == REAP_Q_QUARTILES || q->kind == REAP_Q_RANGE ||
         q->kind == REAP_Q_INTERVAL;
}

static const struct {
  const char *id;
  uint8_t sense;
} senses[] = {{"higher", REAP_SENSE_HIGHER},   {"lower", REAP_SENSE_LOWER},    {"no_difference", REAP_SENSE_SAME},
              {"improved", REAP_SENSE_BETTER}, {"worsened", REAP_SENSE_WORSE}, {"different", REAP_SENSE_DIFFERENT}};

static uint8_t sense_of(reap_str id) {
  for (size_t i = 0; i < sizeof senses / sizeof *senses; i++)
    if (reap_str_equal(id, reap_str_of(senses[i].id))) return senses[i].sense;
  return REAP_SENSE_NONE;
}

/* "earlier", "faster": a short time, but a high speed. Only printed numbers tell which of them is meant. */
static uint8_t sense_of_speed(const reap_assembler *a, uint32_t t, uint32_t end, uint8_t sense) {
  static const char *const quick[] = {"earlier", "faster", "quicker", "sooner", "quickly", "rapidly", "rapid"};
  static const char *const slow[] = {"later", "slower"};
  for (; t < end; t++) {
    if (reap_word_in(a, t, quick, sizeof quick / sizeof *quick)) return REAP_SENSE_BETTER;
    if (reap_word_in(a, t, slow, sizeof slow / sizeof *slow)) return REAP_SENSE_WORSE;
  }
  return sense;
}

/* What a cue is as an item; REAP_ITEM_WORD when it plays no part here. */
static uint8_t cue_item(const reap_mention *cue, uint32_t bits, uint8_t *sub) {
  *sub = 0;
  switch (cue->type) {
  case REAP_CUE_DIRECTION:
    *sub = sense_of(cue->id);
    if (*sub == REAP_SENSE_SAME) return REAP_ITEM_DIRECTION;
    return bits & (REAP_W_CHANGE | REAP_W_COMPARATIVE | REAP_W_SHIFT) && *sub ? REAP_ITEM_DIRECTION : REAP_ITEM_WORD;
  case REAP_CUE_STATISTIC:
    if (!reap_str_equal(cue->id, REAP_STR("change"))) return REAP_ITEM_WORD;
    *sub = REAP_SENSE_DIFFERENT; /* "mean reduction": refined by sense_of_change() */
    return REAP_ITEM_DIRECTION;
  case REAP_CUE_SIGNIFICANCE:
    *sub = reap_str_equal(cue->id, REAP_STR("significant"));
    return REAP_ITEM_SIGNIFICANT;
  case REAP_CUE_VERSUS:
    if (reap_str_equal(cue->id, REAP_STR("respectively"))) return REAP_ITEM_RESPECTIVELY;
    if (reap_str_equal(cue->id, REAP_STR("from baseline"))) return REAP_ITEM_BASELINE;
    if (reap_str_equal(cue->id, REAP_STR("between")) || reap_str_equal(cue->id, REAP_STR("whereas")))
      return REAP_ITEM_WORD;
    return REAP_ITEM_VERSUS;
  case REAP_CUE_COMPARATOR:
    return reap_str_equal(cue->id, REAP_STR("baseline")) ? REAP_ITEM_BASELINE : REAP_ITEM_WORD;
  default:
    return REAP_ITEM_WORD;
  }
}

/* The types of cues that cue_item() knows. */
static bool may_be_item(uint8_t type) {
  return type == REAP_CUE_DIRECTION || type == REAP_CUE_STATISTIC || type == REAP_CUE_SIGNIFICANCE ||
         type == REAP_CUE_VERSUS || type == REAP_CUE_COMPARATOR;
}

/* The bits of the word that decides a cue's part of speech: the last one that has any. */
static uint32_t deciding_bits(const reap_assembler *a, uint32_t first, uint32_t end) {
  enum { PARTS = REAP_W_CHANGE | REAP_W_COMPARATIVE | REAP_W_SHIFT };
  for (uint32_t t = end; t > first; t--)
    if (reap_bits_at(a, t - 1) & PARTS) return reap_bits_at(a, t - 1);
  return reap_bits_at(a, end - 1);
}

static uint32_t tokens_until(const reap_assembler *a, uint32_t t, uint32_t end, uint32_t byte) {
  uint32_t n = 0;
  while (t + n < end && reap_token_at(a, t + n)->span.beg < byte) n++;
  return n ? n : 1;
}

static uint32_t next_quantity(const reap_assembler *a, cursor *c, uint32_t byte) {
  while (c->quantity < c->quantity_end) {
    const reap_quantity *q = &a->batch->quantities.at[c->quantity];
    if (!is_part(q) && q->span.end > byte) return c->quantity;
    c->quantity++;
  }
  return REAP_NONE;
}

/* A duration that goes on as a name: "6-minute walk test" is no time. */
static bool names_on(const reap_assembler *a, const reap_quantity *q, uint32_t after, uint32_t end) {
  if (q->kind != REAP_Q_DURATION || after >= end) return false;
  return reap_token_at(a, after)->flags & REAP_TOKEN_HYPHEN && !reap_mark_at(a, after);
}

/* Where the item of a quantity begins: "hazard ratio for death was |0.90", for what is measured stands inside. */
static uint32_t item_begin(const reap_assembler *a, const reap_quantity *q, uint32_t t, uint32_t end) {
  if (q->kind != REAP_Q_EFFECT || reap_token_at(a, t)->span.beg > q->span.beg) return q->span.beg;
  for (; t < end && reap_token_at(a, t)->span.end < q->numeral.beg; t++)
    if (reap_word_is(a, t, "for") || reap_word_is(a, t, "of") || reap_word_is(a, t, "in")) return q->numeral.beg;
  return q->span.beg;
}

/* These fill in the item at token t, a plain word, and return false when it is none of their kind. */
static bool quantity_at_token(const reap_assembler *a, cursor *c, uint32_t t, uint32_t end, reap_item *item) {
  reap_span span = reap_token_at(a, t)->span;
  uint32_t row = next_quantity(a, c, span.beg);
  if (row == REAP_NONE || a->batch->quantities.at[row].span.beg >= span.end) return false;
  const reap_quantity *q = &a->batch->quantities.at[row];
  if (c->split != row && item_begin(a, q, t, end) > q->span.beg) c->split = row;
  if (c->split == row && span.end <= q->numeral.beg) return false;
  bool events = q->kind == REAP_Q_COUNT && q->role == REAP_ROLE_EVENTS && !q->people.len && isnan(q->of);
  uint32_t n = tokens_until(a, t, end, events ? q->numeral.end : q->span.end); /* "10 |deaths": they are the outcome */
  if (names_on(a, q, t + n, end)) return false;
  c->quantity++;
  item->kind = quantity_item(q);
  item->tokens = n;
  item->row = row;
  return true;
}

static bool arm_at_token(const reap_assembler *a, cursor *c, uint32_t t, reap_item *item) {
  while (c->hit < a->hits.count && a->hits.at[c->hit].token < t) c->hit++;
  if (c->hit >= a->hits.count || a->hits.at[c->hit].token != t) return false;
  const reap_arm_hit *hit = &a->hits.at[c->hit++];
  item->kind = hit->arm == REAP_NONE ? REAP_ITEM_GROUPS : REAP_ITEM_ARM;
  item->tokens = hit->count;
  item->row = hit->arm == REAP_NONE ? REAP_NONE : a->citation->arms.first + hit->arm;
  return true;
}

/* "a trend towards", "borderline": not significant, but the direction is told. */
static bool is_trend(const reap_assembler *a, uint32_t t, uint32_t end) {
  static const char *const stems[] = {"trend", "tend", "borderline", "margin", "approach"};
  for (; t < end; t++)
    for (size_t i = 0; i < sizeof stems / sizeof *stems; i++)
      if (reap_word_starts(a, t, stems[i])) return true;
  return false;
}

/* "over 12 weeks", "against infection": a comparison only when an arm follows. */
static bool is_plain_preposition(const reap_assembler *a, const cursor *c, uint32_t t, uint32_t n) {
  if (n != 1 || !(reap_word_is(a, t, "over") || reap_word_is(a, t, "against"))) return false;
  return c->hit >= a->hits.count || a->hits.at[c->hit].token > t + 2 || a->hits.at[c->hit].token <= t;
}

/* "weight loss", "hair growth": the noun names what is measured, it tells no direction. */
static bool is_compound(const reap_assembler *a, uint32_t t, uint32_t n) {
  if (n == 1 && t > a->citation->tokens.first + 1 && reap_bits_at(a, t - 1) & REAP_W_OF && reap_is_nominal(a, t - 2) &&
      !(reap_bits_at(a, t - 2) & (REAP_W_CHANGE | REAP_W_STATISTIC | REAP_W_COMPARATIVE)))
    return true; /* "odds of prolongation" */
  static const char *const nouns[] = {"loss",     "gain",       "growth",      "recovery",  "resolution", "progression",
                                      "survival", "regression", "enhancement", "elevation", "depression"};
  const bool more = t + 1 < a->citation->tokens.first + a->citation->tokens.count;
  if (n == 1 && more && (reap_word_is(a, t, "improvement") || reap_word_is(a, t, "effective")) &&
      (reap_word_is(a, t + 1, "rate") || reap_word_is(a, t + 1, "rates")))
    return true; /* "improvement rate" */
  bool heads = n == 1 && (reap_word_is(a, t, "fall") || reap_word_is(a, t, "falls") || reap_word_is(a, t, "recovery"));
  if (heads && t + 1 < a->citation->tokens.first + a->citation->tokens.count && reap_is_nominal(a, t + 1)) return true;
  if (n != 1 || t == a->citation->tokens.first || !reap_is_nominal(a, t - 1)) return false;
  if (reap_bits_at(a, t) & REAP_W_CHANGE && (reap_word_is(a, t - 1, "side") || reap_word_is(a, t - 1, "adverse")))
    return true;
  return reap_word_in(a, t, nouns, sizeof nouns / sizeof *nouns);
}

/* "mean reduction", "percent change", "average gain". */
static uint8_t sense_of_change(const reap_assembler *a, uint32_t t, uint32_t end) {
  static const struct {
    const char *stem;
    uint8_t sense;
  } stems[] = {{"reduc", REAP_SENSE_LOWER},    {"decreas", REAP_SENSE_LOWER},    {"declin", REAP_SENSE_LOWER},
               {"loss", REAP_SENSE_LOWER},     {"increas", REAP_SENSE_HIGHER},   {"gain", REAP_SENSE_HIGHER},
               {"improve", REAP_SENSE_BETTER}, {"differ", REAP_SENSE_DIFFERENT}, {"change", REAP_SENSE_DIFFERENT}};
  for (; t < end; t++)
    for (size_t i = 0; i < sizeof stems / sizeof *stems; i++)
      if (reap_word_starts(a, t, stems[i].stem)) return stems[i].sense;
  return REAP_SENSE_NONE;
}

/* A noun of change that the lexicon takes for something else ("difference" as a measure) or hides in a longer cue. */
static void noun_of_change(const reap_assembler *a, uint32_t t, uint32_t end, reap_item *item) {
  bool joined = reap_token_at(a, t)->flags & (REAP_TOKEN_HYPHEN | REAP_TOKEN_GLUED) ||
                (t + 1 < end && reap_token_at(a, t + 1)->flags & REAP_TOKEN_HYPHEN && !reap_mark_at(a, t + 1));
  static const char *const firsts[] = {"fall", "falls", "recovery", "progression", "effect", "response"};
  bool heads = t + 1 < end && reap_is_nominal(a, t + 1) && reap_word_in(a, t, firsts, sizeof firsts / sizeof *firsts);
  if (joined || heads || is_compound(a, t, 1)) return; /* "fall risk", "recovery time" */
  item->sub = sense_of_change(a, t, t + 1);
  if (item->sub != REAP_SENSE_NONE) item->kind = REAP_ITEM_DIRECTION;
}

static bool cue_at_token(const reap_assembler *a, cursor *c, uint32_t t, uint32_t end, reap_item *item) {
  reap_span span = reap_token_at(a, t)->span;
  while (c->cue < c->cue_end && a->batch->cues.at[c->cue].span.beg < span.beg) c->cue++;
  if (c->cue >= c->cue_end || a->batch->cues.at[c->cue].span.beg != span.beg) return false;
  const reap_mention *cue = &a->batch->cues.at[c->cue];
  uint32_t n = tokens_until(a, t, end, cue->span.end), after = t + n;
  if (after < end && reap_token_at(a, after)->flags & REAP_TOKEN_HYPHEN && !reap_mark_at(a, after)) return false;
  if (reap_token_at(a, t)->flags & (REAP_TOKEN_HYPHEN | REAP_TOKEN_GLUED)) return false; /* "lipid-lowering" */
  bool joins =
      n == 3 && reap_word_is(a, t + 1, "well") && (c->hit >= a->hits.count || a->hits.at[c->hit].token != after);
  if (joins) return false; /* "A as well as B" */
  uint8_t sub, kind = cue_item(cue, deciding_bits(a, t, t + n), &sub);
  if (kind == REAP_ITEM_WORD || (kind == REAP_ITEM_DIRECTION && is_compound(a, t, n)) ||
      (kind == REAP_ITEM_VERSUS && is_plain_preposition(a, c, t, n)))
    return false;
  if (c->hit < a->hits.count && a->hits.at[c->hit].token > t && a->hits.at[c->hit].token < t + n)
    n = a->hits.at[c->hit].token - t; /* "than in the | control group" */
  if (cue->type == REAP_CUE_DIRECTION && kind == REAP_ITEM_DIRECTION) sub = sense_of_speed(a, t, t + n, sub);
  if (cue->type == REAP_CUE_STATISTIC && sense_of_change(a, t, t + n)) sub = sense_of_change(a, t, t + n);
  if (kind == REAP_ITEM_SIGNIFICANT && !sub && is_trend(a, t, t + n)) sub = REAP_SIGNIFICANT_TREND;
  item->kind = kind;
  item->sub = sub;
  item->tokens = n;
  item->row = c->cue;
  return true;
}

/* Where the next quantity, arm or cue begins behind token t. */
static void look_ahead(const reap_assembler *a, cursor *c, uint32_t t) {
  uint32_t byte = reap_token_at(a, t)->span.end, row = next_quantity(a, c, byte);
  c->next = row == REAP_NONE ? REAP_NONE : a->batch->quantities.at[row].span.beg;
  while (c->hit < a->hits.count && a->hits.at[c->hit].token <= t) c->hit++;
  const reap_mention *cues = a->batch->cues.at;
  while (c->cue < c->cue_end && (cues[c->cue].span.beg < byte || !may_be_item(cues[c->cue].type))) c->cue++;
  if (c->hit < a->hits.count) {
    uint32_t hit = reap_token_at(a, a->hits.at[c->hit].token)->span.beg;
    if (hit < c->next) c->next = hit;
  }
  if (c->cue < c->cue_end && cues[c->cue].span.beg < c->next) c->next = cues[c->cue].span.beg;
}

static bool item_at_token(const reap_assembler *a, cursor *c, uint32_t t, uint32_t end, reap_item *item) {
  bool found = quantity_at_token(a, c, t, end, item) || arm_at_token(a, c, t, item) || cue_at_token(a, c, t, end, item);
  look_ahead(a, c, t + item->tokens - 1);
  return found;
}

/* Ends an item of several words, or of another kind than a plain word: its span, its bits, the brackets inside it. */
static void finish_item(const reap_assembler *a, reap_item *item, uint8_t *depth) {
  const uint32_t last = item->token + item->tokens - 1;
  item->span.end = reap_token_at(a, last)->span.end;
  item->bits = item->kind == REAP_ITEM_DIRECTION ? deciding_bits(a, item->token, last + 1) : reap_bits_at(a, last);
  for (uint32_t t = item->token + 1; t <= last; t++) { /* "8/13 (62%|; NS)" */
    char inner = reap_mark_at(a, t);
    if ((inner == '(' || inner == '[') && *depth < 200) ++*depth;
    if ((inner == ')' || inner == ']') && *depth > item->depth) --*depth;
  }
}

static void make_mark(reap_item *item, char mark, uint8_t *depth) {
  bool closes = mark == ')' || mark == ']', opens = mark == '(' || mark == '[';
  item->kind = REAP_ITEM_MARK;
  item->sub = (uint8_t)mark;
  if (closes && *depth) --*depth;
  item->depth = *depth;
  if (opens && *depth < 200) ++*depth;
}

static bool negates(const reap_item *item) {
  if (item->kind == REAP_ITEM_SIGNIFICANT) return item->sub == 0;
  return item->kind == REAP_ITEM_WORD && item->bits & REAP_W_NOT;
}

/* "no significant difference", "did not improve", "was not higher": a negation shortly before, in the same clause. */
static void mark_negated(reap_item *items, uint32_t count) {
  for (uint32_t i = 0; i < count; i++) {
    if (items[i].kind != REAP_ITEM_DIRECTION && items[i].kind != REAP_ITEM_SIGNIFICANT) continue;
    if (items[i].kind == REAP_ITEM_SIGNIFICANT && !items[i].sub) continue;
    bool verb = false;
    for (uint32_t back = 1; back <= 6 && back <= i; back++) {
      const reap_item *before = &items[i - back];
      if (before->kind == REAP_ITEM_MARK || before->bits & (REAP_W_CLAUSE | REAP_W_AND)) break;
      verb |= before->kind == REAP_ITEM_WORD && before->bits & (REAP_W_HAVE | REAP_W_BE);
      if (!negates(before)) continue;
      if (verb && before->bits & REAP_W_PREPOSITION) break; /* "the arm without X had less" */
      items[i].negated = true;
      break;
    }
  }
}

/* "knowledge (>= 75 % right)": beside plain values, one with a bound is a definition. */
static void demote_thresholds(const reap_assembler *a, reap_item *items, uint32_t count) {
  uint32_t plain = 0;
  for (uint32_t i = 0; i < count; i++)
    if (items[i].kind == REAP_ITEM_VALUE) plain += a->batch->quantities.at[items[i].row].relation <= REAP_REL_EQ;
  for (uint32_t i = 0; i < count && plain >= 2; i++)
    if (items[i].kind == REAP_ITEM_VALUE && a->batch->quantities.at[items[i].row].relation > REAP_REL_EQ)
      items[i].kind = REAP_ITEM_NUMBER;
}

static bool holds(uint32_t kinds, reap_item_kind kind) { return kinds >> kind & 1; }

/* The arm that the time at item i is told of as a value: "in A (12 days)", "was 12 days in A"; REAP_NONE. */
static uint32_t arm_of_time(const reap_assembler *a, const reap_item *items, uint32_t i, uint32_t count) {
  const reap_quantity *q = &a->batch->quantities.at[items[i].row];
  if (i < 2 || isnan(q->value) || !reap_is_digit(a->citation->text.ptr[q->numeral.beg])) return REAP_NONE;
  if (q->numeral.beg > items[i].span.beg) return REAP_NONE; /* "at hour 4" */
  const reap_item *before = &items[i - 1];
  if (before->kind == REAP_ITEM_MARK && (before->sub == '(' || before->sub == '[')) {
    uint32_t k = i - 2;
    while (k > 0 && items[k].kind == REAP_ITEM_WORD && items[k].bits & (REAP_W_GROUP | REAP_W_PEOPLE)) k--;
    return items[k].kind == REAP_ITEM_ARM ? items[k].row : REAP_NONE;
  }
  bool told = before->kind == REAP_ITEM_VERSUS ||
              (before->kind == REAP_ITEM_WORD &&
               (before->bits & (REAP_W_BE | REAP_W_AND | REAP_W_VERSUS) || reap_word_is(a, before->token, "by")));
  uint32_t k = i + 1;
  bool placed = false;
  for (; told && k < count && k < i + 4 && items[k].kind == REAP_ITEM_WORD; k++) {
    placed |= (items[k].bits & REAP_W_PREPOSITION) != 0;
    if (!(items[k].bits & (REAP_W_PREPOSITION | REAP_W_DETERMINER))) return REAP_NONE;
  }
  return told && placed && k < count && items[k].kind == REAP_ITEM_ARM ? items[k].row : REAP_NONE;
}

/* "Onset was faster in A (11 min) than in B (25 min)": times told of two arms each by itself are what was measured. */
static bool promote_times(const reap_assembler *a, reap_item *items, uint32_t count) {
  uint32_t first = REAP_NONE, told = 0;
  bool two = false;
  for (uint32_t i = 0; i < count; i++) {
    const uint32_t arm = items[i].kind == REAP_ITEM_TIME ? arm_of_time(a, items, i, count) : REAP_NONE;
    if (arm == REAP_NONE) continue;
    two |= told++ && arm != first;
    first = arm;
  }
  for (uint32_t i = 0; two && i < count; i++)
    if (items[i].kind == REAP_ITEM_TIME && arm_of_time(a, items, i, count) != REAP_NONE)
      items[i].kind = REAP_ITEM_VALUE;
  return two;
}

static void build_sentence(reap_assembler *a, uint32_t sentence, cursor *c) {
  const reap_range tokens = a->batch->sentences.at[sentence].tokens;
  uint32_t first = a->items.count, end = tokens.first + tokens.count;
  uint32_t kinds = 0;
  uint8_t depth = 0;
  reap_vec_resize(&a->items, first + tokens.count); /* an item a token at most: this runs for every word of the text */
  reap_item *item = a->items.at + first;
  for (uint32_t t = tokens.first; t < end; t += item->tokens, item++) {
    const reap_token *token = reap_token_at(a, t);
    const uint32_t bits = reap_bits_at(a, t);
    *item = (reap_item){.span = token->span, .bits = bits, .row = REAP_NONE, .token = t, .tokens = 1, .depth = depth};
    bool found = token->span.end > c->next && item_at_token(a, c, t, end, item);
    if (!found && bits & REAP_W_CHANGE) noun_of_change(a, t, end, item);
    if (item->kind != REAP_ITEM_WORD)
      finish_item(a, item, &depth);
    else if (reap_mark_at(a, t))
      make_mark(item, reap_mark_at(a, t), &depth);
    kinds |= (uint32_t)1 << item->kind;
  }
  a->items.count = (uint32_t)(item - a->items.at);
  const uint32_t count = a->items.count - first;
  if (holds(kinds, REAP_ITEM_DIRECTION) || holds(kinds, REAP_ITEM_SIGNIFICANT))
    mark_negated(a->items.at + first, count);
  if (holds(kinds, REAP_ITEM_VALUE)) {
    demote_thresholds(a, a->items.at + first, count);
    kinds |= (uint32_t)1 << REAP_ITEM_NUMBER;
  } else if (holds(kinds, REAP_ITEM_TIME) && holds(kinds, REAP_ITEM_ARM)) {
    if (promote_times(a, a->items.at + first, count)) kinds |= (uint32_t)1 << REAP_ITEM_VALUE;
  }
  if (holds(kinds, REAP_ITEM_ARM)) reap_name_other_group(a, sentence, first, a->items.count);
  *reap_push(&a->item_ranges) = (reap_range){first, count};
  *reap_push(&a->item_kinds) = kinds;
}

void reap_items_build(reap_assembler *a) {
  const reap_citation *citation = a->citation;
  reap_vec_reset(&a->items);
  reap_vec_reset(&a->item_ranges);
  reap_vec_reset(&a->item_kinds);
  cursor c = {citation->quantities.first,
              citation->quantities.first + citation->quantities.count,
              citation->cues.first,
              citation->cues.first + citation->cues.count,
              0,
              REAP_NONE,
              0};
  for (uint32_t i = 0; i < citation->sentences.count; i++) build_sentence(a, citation->sentences.first + i, &c);
}
