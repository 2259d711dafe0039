/* SPDX-License-Identifier: MIT */
/* What the tagger sees of each token, and the features made of it. */
#include <stdlib.h>

#include "7_assemble/phrases/phrases.h"
#include "7_assemble/phrases/tagger.h"
#include "base/memory.h"

extern const char reap_tagger_bytes[], reap_tagger_bytes_end[];
__asm__(".section .rodata\n"
        ".balign 64\n"
        ".global reap_tagger_bytes, reap_tagger_bytes_end\n"
        "reap_tagger_bytes:\n"
        ".incbin \"pipeline/7_assemble/phrases/tagger.model\"\n"
        "reap_tagger_bytes_end:\n"
        ".previous\n");

typedef struct {
  uint64_t look[REAP_LOOK_COUNT];
} view;

struct reap_tagger {
  reap_linear built_in;
  const reap_linear *model;
  REAP_VEC(view) views; /* one a token of the citation */
  uint32_t first;       /* row of its first token */
  bool looked;
};

reap_status reap_tagger_open(reap_tagger **out, reap_error *error) {
  reap_linear model;
  reap_status status =
      reap_linear_open(&model, reap_tagger_bytes, (size_t)(reap_tagger_bytes_end - reap_tagger_bytes), error);
  if (status != REAP_OK) return status;
  *out = reap_alloc(sizeof **out);
  (*out)->built_in = model;
  (*out)->model = &(*out)->built_in;
  return REAP_OK;
}

void reap_tagger_free(reap_tagger *tagger) {
  if (!tagger) return;
  reap_vec_free(&tagger->views);
  free(tagger);
}

bool reap_tagger_has_looked(const reap_tagger *tagger) { return tagger->looked; }
void reap_tagger_use(reap_tagger *tagger, const reap_linear *model) { tagger->model = model; }
const reap_linear *reap_tagger_model(const reap_tagger *tagger) { return tagger->model; }

/* ---- looks at one token alone ---- */

/* The last three letters of a word, or the bytes of a mark, as a number. */
static uint64_t letters(reap_str word) {
  uint32_t count = word.len < 3 ? word.len : 3;
  uint64_t packed = 1;
  for (uint32_t i = word.len - count; i < word.len; i++) packed = packed << 8 | (uint8_t)reap_lower(word.ptr[i]);
  return packed;
}

static void look_at_word(const reap_tagger *tagger, const reap_assembler *a, uint32_t token, view *v) {
  const reap_token *t = reap_token_at(a, token);
  reap_str word = reap_word_at(a, token);
  v->look[REAP_LOOK_WORD] = t->flags & REAP_TOKEN_NUMBER ? 7 + (word.len < 3 ? word.len : 3)
                            : t->hash                    ? t->hash
                                                         : letters(word);
  v->look[REAP_LOOK_END3] = letters(word);
  reap_linear_cluster cluster = reap_linear_cluster_of(tagger->model, t->hash);
  v->look[REAP_LOOK_FINE] = cluster.fine;
  v->look[REAP_LOOK_COARSE] = cluster.coarse;
  v->look[REAP_LOOK_GRAMMAR] = reap_bits_at(a, token);
}

/* ---- looks at what earlier steps found ---- */

/* Sets the look of the tokens that each row of names covers to `each` of it; rows are in text order. */
static void look_at_rows(reap_tagger *tagger, const reap_assembler *a, const reap_mention *rows, reap_range range,
                         reap_look look, uint64_t (*each)(const reap_mention *row, bool begins)) {
  uint32_t token = a->citation->tokens.first, end = token + a->citation->tokens.count;
  for (uint32_t i = range.first; i < range.first + range.count; i++) {
    while (token < end && reap_token_at(a, token)->span.end <= rows[i].span.beg) token++;
    for (uint32_t t = token; t < end && reap_token_at(a, t)->span.beg < rows[i].span.end; t++)
      tagger->views.at[t - tagger->first].look[look] |=
          each(&rows[i], reap_token_at(a, t)->span.beg <= rows[i].span.beg);
  }
}

static uint64_t name_look(const reap_mention *row, bool begins) { return 1u + row->type + (begins ? 10u : 0u); }
static uint64_t rule_look(const reap_mention *row, bool begins) {
  (void)begins;
  return row->type < REAP_ENTITY_TYPES ? 1u << row->type : 0;
}

static void look_at_quantities(reap_tagger *tagger, const reap_assembler *a) {
  enum { ROLES = 20, KINDS = 32 };
  for (uint32_t i = 0; i < a->citation->tokens.count; i++) {
    uint32_t row = reap_quantity_of(a, tagger->first + i);
    if (row == REAP_NONE) continue;
    const reap_quantity *q = &a->batch->quantities.at[row];
    tagger->views.at[i].look[REAP_LOOK_NAME] |= (uint64_t)KINDS * (1u + q->kind * ROLES + q->role);
  }
}

/* ---- looks at the sentence ---- */

static uint64_t place(uint32_t sentence, uint32_t count) {
  enum { TITLE, FIRST, EARLY, LATE, LAST_BUT_ONE, LAST };
  if (sentence == 0) return TITLE;
  if (sentence == 1) return FIRST;
  if (sentence + 1 == count) return LAST;
  if (sentence + 2 == count) return LAST_BUT_ONE;
  return sentence * 2 < count ? EARLY : LATE;
}

static void look_at_sentence(reap_tagger *tagger, const reap_assembler *a, uint32_t number) {
  enum { VERBS = REAP_W_VERB | REAP_W_BE | REAP_W_TREAT | REAP_W_ALLOCATE | REAP_W_SHIFT | REAP_W_GAIN | REAP_W_OCCUR };
  const reap_sentence *sentence = &a->batch->sentences.at[a->citation->sentences.first + number];
  uint64_t led = 0, verb = 0;
  for (uint32_t t = sentence->tokens.first; t < sentence->tokens.first + sentence->tokens.count; t++) {
    view *v = &tagger->views.at[t - tagger->first];
    look_at_word(tagger, a, t, v);
    v->look[REAP_LOOK_LED] = led;
    v->look[REAP_LOOK_VERB] = verb;
    v->look[REAP_LOOK_SECTION] = a->kinds.at[number];
    v->look[REAP_LOOK_PLACE] = place(number, a->citation->sentences.count);
    if (v->look[REAP_LOOK_GRAMMAR] & REAP_W_PREPOSITION) led = v->look[REAP_LOOK_WORD];
    if (v->look[REAP_LOOK_GRAMMAR] & VERBS) verb = v->look[REAP_LOOK_WORD], led = 0;
  }
}

reap_part reap_part_of(const reap_assembler *a, uint32_t number) {
  if (number == 0) return REAP_PART_TITLE;
  switch (a->kinds.at[number]) {
  case REAP_SECTION_METHODS:
    return REAP_PART_METHODS;
  case REAP_SECTION_BACKGROUND:
  case REAP_SECTION_OBJECTIVE:
  case REAP_SECTION_RESULTS:
  case REAP_SECTION_CONCLUSIONS:
    return REAP_PART_REST;
  default:
    return number * 2 < a->citation->sentences.count ? REAP_PART_FIRST_HALF : REAP_PART_REST;
  }
}

bool reap_tagger_look(reap_tagger *tagger, const reap_assembler *a) {
  const reap_citation *citation = a->citation;
  tagger->looked = citation->tokens.count && (reap_is_trial(a) || a->arm_count > 1);
  if (!tagger->looked) return false;
  reap_vec_resize(&tagger->views, citation->tokens.count);
  memset(tagger->views.at, 0, citation->tokens.count * sizeof *tagger->views.at);
  tagger->first = citation->tokens.first;
  look_at_rows(tagger, a, a->batch->mentions.at, citation->mentions, REAP_LOOK_NAME, name_look);
  look_at_rows(tagger, a, a->batch->phrases.at, citation->phrases, REAP_LOOK_RULES, rule_look);
  look_at_quantities(tagger, a);
  for (uint32_t i = 0; i < citation->sentences.count; i++)
    if (reap_part_of(a, i) != REAP_PART_REST) look_at_sentence(tagger, a, i);
  return true;
}

/* ---- features ---- */

/* Each joins the looks of one or two tokens, so many places from the one to be tagged. A list of macros, so that all of
 * it is known when compiled: it is gone through at every token. */
#define FEATURES(ONE, TWO)                                                                                             \
  ONE(WORD, 0)                                                                                                         \
  ONE(WORD, -1)                                                                                                        \
  ONE(WORD, 1) TWO(WORD, 0, WORD, -1) ONE(END3, 0) TWO(NAME, 0, NAME, -1) ONE(NAME, 1) TWO(GRAMMAR, 0, GRAMMAR, 1)     \
      TWO(GRAMMAR, -1, GRAMMAR, 0) TWO(RULES, 0, RULES, -1) TWO(RULES, 0, SECTION, 0) TWO(SECTION, 0, PLACE, 0)        \
          TWO(LED, 0, VERB, 0) TWO(LED, 0, SECTION, 0) TWO(VERB, 0, SECTION, 0) TWO(FINE, 0, SECTION, 0) ONE(FINE, 1)  \
              TWO(COARSE, 0, LED, 0)

#define COUNT_ONE(look, at) +1
#define COUNT_TWO(look, at, other, other_at) +1
_Static_assert(FEATURES(COUNT_ONE, COUNT_TWO) <= REAP_TAGGER_FEATURES_MAX, "make room for more features");

uint32_t reap_tagger_features(const reap_tagger *tagger, const reap_assembler *a, uint32_t sentence, uint32_t token,
                              uint64_t features[REAP_TAGGER_FEATURES_MAX]) {
  static const view outside;
  reap_range tokens = a->batch->sentences.at[sentence].tokens;
  const view *here = &tagger->views.at[token - tagger->first];
  const view *near[3] = {token > tokens.first ? here - 1 : &outside, here,
                         token + 1 < tokens.first + tokens.count ? here + 1 : &outside};
  uint32_t i = 0;
#define LOOK(look_, at_) near[1 + (at_)]->look[REAP_LOOK_##look_]
#define ADD_ONE(look, at) features[i] = reap_linear_feature(i, LOOK(look, at), 0), i++;
#define ADD_TWO(look, at, other, other_at)                                                                             \
  features[i] = reap_linear_feature(i, LOOK(look, at), LOOK(other, other_at)), i++;
  FEATURES(ADD_ONE, ADD_TWO)
  return i;
}

uint64_t reap_tagger_weigh(const reap_tagger *tagger, const reap_assembler *a, uint32_t sentence, uint32_t token,
                           uint32_t *count) {
  uint64_t features[REAP_TAGGER_FEATURES_MAX], sum = 0;
  *count = reap_tagger_features(tagger, a, sentence, token, features);
  for (uint32_t i = 0; i < *count; i++) reap_linear_fetch(tagger->model, features[i]);
  for (uint32_t i = 0; i < *count; i++) sum += reap_linear_weights(tagger->model, features[i]);
  return sum;
}

uint8_t reap_tagger_edge(const reap_assembler *a, uint32_t sentence, uint32_t token) {
  enum { BEGIN, COMMA, OPEN, CLOSE, AND, OF, PREPOSITION, DETERMINER, MARK, VERB, RELATIVE, CLAUSE, WORD };
  uint32_t bits = reap_bits_at(a, token);
  char mark = reap_mark_at(a, token);
  if (token == a->batch->sentences.at[sentence].tokens.first) return BEGIN;
  if (mark) return mark == ',' ? COMMA : mark == '(' ? OPEN : mark == ')' ? CLOSE : MARK;
  if (bits & REAP_W_AND) return AND;
  if (bits & REAP_W_OF) return OF;
  if (bits & REAP_W_PREPOSITION) return PREPOSITION;
  if (bits & REAP_W_DETERMINER) return DETERMINER;
  if (bits & (REAP_W_VERB | REAP_W_BE | REAP_W_HAVE)) return VERB;
  if (bits & REAP_W_RELATIVE) return RELATIVE;
  return bits & REAP_W_CLAUSE ? CLAUSE : WORD;
}
_Static_assert(REAP_LINEAR_EDGES == 13, "one for each kind of token above");
