/* SPDX-License-Identifier: MIT */
#ifndef REAP_ASSEMBLE_TAGGER_LEARN_H
#define REAP_ASSEMBLE_TAGGER_LEARN_H

#include "7_assemble/phrases/tagger_look.h"
#include "base/buf.h"
#include "linear/train.h"

/* What the tagger learns from, and how what it learned becomes its model. Only the trainer needs it. */

/* A word and the groups of words that it belongs to: words that stand in alike surroundings. */
typedef struct {
  uint32_t key; /* reap_tagger_key() */
  uint16_t fine, coarse;
} reap_tagger_group;
typedef struct {
  const reap_tagger_group *at; /* by their keys, ascending */
  uint32_t count;
} reap_tagger_groups;

enum { REAP_TAGGER_FEATURES_MAX = 3 * REAP_PLACES + REAP_TABLE_COUNT };

/* The features of the token at position `at` of the views; returns how many. */
uint32_t reap_tagger_features(const reap_view *views, uint32_t at, reap_tagger_groups groups,
                              uint64_t features[REAP_TAGGER_FEATURES_MAX]);

/* What was learned of a word as seen from a place: of itself and of its groups. */
reap_linear_exact reap_tagger_learned_word(const reap_linear_learned *learned, reap_tagger_groups groups, uint32_t key,
                                           reap_place place);

/* Appends the model: all that was learned of each word in one entry, and the cells. `keys` (`count` of them, ascending,
 * as often as they were seen) are the words that training saw. */
void reap_tagger_fold(const reap_linear_learned *learned, reap_tagger_groups groups, const uint32_t *keys,
                      uint32_t count, reap_buf *out);

#endif
