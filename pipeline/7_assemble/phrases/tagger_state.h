/* SPDX-License-Identifier: MIT */
#ifndef REAP_ASSEMBLE_TAGGER_STATE_H
#define REAP_ASSEMBLE_TAGGER_STATE_H

#include "7_assemble/phrases/tagger_look.h"

/* What is noted of a token of the citation looked at. */
typedef struct {
  uint32_t key; /* of its word: see reap_view */
  uint32_t use; /* number of its word in uses */
  uint8_t name, rules;
} reap_noted;

/* A word of the citation looked at: an entry of an open-addressed table. */
typedef struct {
  uint32_t key;  /* 0: empty */
  uint32_t word; /* number of the model's */
  uint16_t count;
  uint8_t rules, titled;
} reap_word_use;

struct reap_tagger {
  reap_linear model;
  REAP_VEC(reap_noted) noted; /* one a token of the citation */
  REAP_VEC(reap_word_use) uses;
  REAP_VEC(reap_view) views;                /* of a sentence */
  REAP_VEC(const reap_linear_word *) words; /* one a view */
  uint32_t outside;                         /* number of the word of key 0 */
  bool looked;
};

#endif
