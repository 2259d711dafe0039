/* SPDX-License-Identifier: MIT */
#ifndef REAP_QUANTIFY_SIZE_CONTEXT_H
#define REAP_QUANTIFY_SIZE_CONTEXT_H

#include "6_quantify/context.h"

/* What the words around a number of people say of it. */

/* What the verb behind a number of people says happened to them. */
typedef enum { SAID_NOTHING, SAID_SIZE, SAID_EVENT, SAID_RECEIVED } said_kind;

typedef struct {
  said_kind said;
  reap_quantity_role role; /* of SAID_SIZE */
  uint8_t stage;           /* reap_trial_stage, of SAID_SIZE */
  const char *rule;
  bool of_arm;    /* "in group A", "in the placebo arm" right behind the people */
  bool each;      /* "per group", "in each arm", "each" */
  bool one_group; /* "were assigned to the zinc group" */
} size_context;

/* Reads on from the people phrase (atom i is the first behind it) to the first verb that tells, the next people or the
 * end of the clause. */
size_context look_ahead(const reading *r, uint32_t i);
/* The nearest verb before the number at i that makes it a size: "we randomised 144 patients". False when there is none.
 */
bool look_behind(const reading *r, uint32_t i, size_context *c);
/* What the single word at i says; false when it says nothing. */
bool set_said(const reading *r, uint32_t i, size_context *c);

/* "were assigned to the radiation group", "to each arm": one group, not the whole trial; i is the atom behind "to". */
bool to_one_group(const reading *r, uint32_t i);
/* The same of the verb at `verb`: "assigned to the zinc group", "included in the control arm". */
bool joins_one_group(const reading *r, uint32_t verb);
bool is_arm_word(const reading *r, uint32_t i); /* "group", "control", "placebo" */
bool names_arm(const reading *r, uint32_t i);   /* a word of arms, a comparator or an intervention */
bool says_each(const reading *r, uint32_t i);   /* "per group", "in each arm", "each", "/group" */
/* "the 59 women", "of 511 patients", "among the 685": people named to say something of them, none of whom it befell. */
bool is_base(const reading *r, uint32_t i);
/* "(26 women)" behind an arm; `behind` is the atom behind the people. */
bool in_own_bracket(const reading *r, uint32_t i, uint32_t behind);

/* Writes the size, or the count when the role is EVENTS. */
void write_size(reading *r, uint32_t number, uint32_t first, uint32_t last, uint32_t people, reap_quantity_role role,
                uint8_t stage, const char *rule);

void read_size_pairs(reading *r); /* size_pairs.c: two sizes joined by "and" */
void read_size_lists(reading *r); /* size_pairs.c: "40 with zinc and 38 with iron" */
void read_size_parts(reading *r); /* size_parts.c: arms without a word for people */

#endif
