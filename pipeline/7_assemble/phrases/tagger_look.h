/* SPDX-License-Identifier: MIT */
#ifndef REAP_ASSEMBLE_TAGGER_LOOK_H
#define REAP_ASSEMBLE_TAGGER_LOOK_H

#include "7_assemble/phrases/tagger.h"

/* What the tagger sees of a token, in small numbers; 0 means nothing in each. X(look, how many values it has) */
#define REAP_LOOKS(X)                                                                                                  \
  X(NAME, 64)      /* type of the lexicon's name, or kind or role of the quantity */                                   \
  X(CLASS, 32)     /* grammatical class of the word, or mark */                                                        \
  X(RULES, 32)     /* the types of the rules' phrases that hold it, a bit each */                                      \
  X(ELSEWHERE, 64) /* of its word in the whole citation: in the title, in which phrases, how often */                  \
  X(PART, 48)      /* of the sentence: its section and place in the abstract */
typedef enum {
#define REAP_LOOK_NUMBER(look, values) REAP_LOOK_##look,
  REAP_LOOKS(REAP_LOOK_NUMBER)
#undef REAP_LOOK_NUMBER
      REAP_LOOK_COUNT
} reap_look;
enum {
#define REAP_LOOK_VALUES(look, values) REAP_VALUES_##look = (values),
  REAP_LOOKS(REAP_LOOK_VALUES)
#undef REAP_LOOK_VALUES
};

typedef struct {
  uint32_t key;              /* of its word: reap_tagger_key(); 0 outside the sentence */
  uint32_t word;             /* number of the word in the tagger's model */
  uint32_t lead, head, verb; /* positions of the preposition before it, since the last verb, of the word before that,
                                and of the verb before it; 0 for none */
  uint8_t look[REAP_LOOK_COUNT];
} reap_view;

/* The words that tell something of a token, by where they stand. */
typedef enum {
  REAP_PLACE_SECOND_BEFORE,
  REAP_PLACE_BEFORE,
  REAP_PLACE_HERE,
  REAP_PLACE_BEHIND,
  REAP_PLACE_SECOND_BEHIND,
  REAP_PLACE_LEAD,
  REAP_PLACE_HEAD,
  REAP_PLACE_VERB,
  REAP_PLACE_FIRST, /* of the sentence */
  REAP_PLACES
} reap_place;
_Static_assert(REAP_PLACES == (int)REAP_LINEAR_PLACES, "a weight for each");

/* The other things that tell something of a token: tables of the values of two looks, each at the token or beside it.
 * X(table, look, place, look, place) */
#define REAP_TABLES(X)                                                                                                 \
  X(NAMES, NAME, -1, NAME, 0)                                                                                          \
  X(CLASS_BEFORE, CLASS, -1, CLASS, 0)                                                                                 \
  X(CLASS_BEHIND, CLASS, 0, CLASS, 1)                                                                                  \
  X(RULES, RULES, -1, RULES, 0)                                                                                        \
  X(ELSEWHERE_BEFORE, ELSEWHERE, -1, ELSEWHERE, 0)                                                                     \
  X(ELSEWHERE_BEHIND, ELSEWHERE, 0, ELSEWHERE, 1)                                                                      \
  X(PART, PART, 0, CLASS, 0)
enum {
#define REAP_TABLE_CELLS(table, a, at, b, b_at)                                                                        \
  REAP_CELLS_BEFORE_##table, REAP_CELLS_IN_##table = REAP_CELLS_BEFORE_##table + REAP_VALUES_##a * REAP_VALUES_##b - 1,
  REAP_TABLES(REAP_TABLE_CELLS)
#undef REAP_TABLE_CELLS
      REAP_CELLS /* of all tables: a model has a weight a label for each */
};
#define REAP_TABLE_ONE(table, a, at, b, b_at) +1
enum { REAP_TABLE_COUNT = REAP_TABLES(REAP_TABLE_ONE) };
#undef REAP_TABLE_ONE

/* The cells of the token `at`, which needs a neighbour on either side. */
static inline void reap_tagger_cells(const reap_view *at, uint32_t cells[REAP_TABLE_COUNT]) {
  uint32_t i = 0;
#define REAP_TABLE_CELL(table, a, a_at, b, b_at)                                                                       \
  cells[i++] = (uint32_t)REAP_CELLS_BEFORE_##table + at[a_at].look[REAP_LOOK_##a] * (uint32_t)REAP_VALUES_##b +        \
               at[b_at].look[REAP_LOOK_##b];
  REAP_TABLES(REAP_TABLE_CELL)
#undef REAP_TABLE_CELL
}

/* What is seen of a sentence's tokens (row of batch.sentences) in the citation looked at: a view each from position
 * REAP_VIEW_FIRST on, and as many that show nothing on either side, for neighbours. Valid until the next call. */
enum { REAP_VIEW_FIRST = 2 };
const reap_view *reap_tagger_views(reap_tagger *tagger, const reap_assembler *a, uint32_t sentence);

/* The position of the word that stands at the place as seen from position `at`. */
static inline uint32_t reap_tagger_seen(const reap_view *views, uint32_t at, reap_place place) {
  if (place <= REAP_PLACE_SECOND_BEHIND) return at + (uint32_t)place - REAP_PLACE_HERE;
  if (place == REAP_PLACE_FIRST) return at == REAP_VIEW_FIRST ? 0 : REAP_VIEW_FIRST;
  return place == REAP_PLACE_LEAD ? views[at].lead : place == REAP_PLACE_HEAD ? views[at].head : views[at].verb;
}

/* The key of a word with that folded hash (reap_token.hash). */
static inline uint32_t reap_tagger_key(uint64_t hash) { return (uint32_t)(hash >> 32) | 0x80000000u; }

/* The sum of the weights of all that is seen at a position, REAP_SETS sets of them. `words` are what the model has of
 * the words of the views. */
enum { REAP_SETS = REAP_PLACES + REAP_TABLE_COUNT };
static inline reap_linear_sum reap_tagger_sum(const reap_linear *model, const reap_view *views,
                                              const reap_linear_word *const *words, uint32_t at) {
  reap_linear_sum sum = 0;
  uint32_t cells[REAP_TABLE_COUNT];
  for (unsigned p = 0; p < REAP_PLACES; p++)
    sum = reap_linear_add(sum, &words[reap_tagger_seen(views, at, (reap_place)p)]->at[p]);
  reap_tagger_cells(&views[at], cells);
  for (unsigned i = 0; i < REAP_TABLE_COUNT; i++) sum = reap_linear_add(sum, &model->cells[cells[i]]);
  return sum;
}

/* What the step to the token depends on. */
static inline uint32_t reap_tagger_edge(const reap_view *at) { return at[-1].key ? at->look[REAP_LOOK_CLASS] : 0; }

#endif
