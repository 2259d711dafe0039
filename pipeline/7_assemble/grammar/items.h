/* SPDX-License-Identifier: MIT */
#ifndef REAP_ASSEMBLE_ITEMS_H
#define REAP_ASSEMBLE_ITEMS_H

#include "pipeline/stage.h"

/* A sentence as assembly sees it: words, and in between what earlier steps understood, each as one item. */
typedef enum {
  REAP_ITEM_WORD,
  REAP_ITEM_MARK,  /* punctuation; sub = the character */
  REAP_ITEM_VALUE, /* a number that a group can have: percent, mean, count ... */
  REAP_ITEM_P,
  REAP_ITEM_EFFECT,
  REAP_ITEM_INTERVAL, /* one that no value or effect claims */
  REAP_ITEM_SIZE,     /* sample size */
  REAP_ITEM_TIME,     /* duration */
  REAP_ITEM_NUMBER,   /* any other quantity */
  REAP_ITEM_ARM,      /* row = arm */
  REAP_ITEM_GROUPS,   /* the arms together */
  REAP_ITEM_BASELINE,
  REAP_ITEM_DIRECTION,   /* sub = reap_sense */
  REAP_ITEM_SIGNIFICANT, /* sub: 1 significant, 0 not, 2 a trend */
  REAP_ITEM_VERSUS,
  REAP_ITEM_RESPECTIVELY,
  REAP_ITEM_OUTCOME, /* row = outcome */
  REAP_ITEM_SKIP,    /* a word of the outcome before it */
  REAP_ITEM_KINDS
} reap_item_kind;

/* What a direction word says. */
typedef enum {
  REAP_SENSE_NONE,
  REAP_SENSE_HIGHER,
  REAP_SENSE_LOWER,
  REAP_SENSE_SAME,
  REAP_SENSE_BETTER,
  REAP_SENSE_WORSE,
  REAP_SENSE_DIFFERENT
} reap_sense;

enum { REAP_SIGNIFICANT_TREND = 2 };

typedef struct {
  reap_span span;
  uint32_t bits; /* REAP_W_ of the (last) word */
  uint32_t row;
  uint32_t token, tokens; /* first row in batch.tokens, how many */
  uint8_t kind, sub;
  uint8_t depth; /* of brackets around it */
  bool negated;
} reap_item;

#endif
