/* SPDX-License-Identifier: MIT */
#ifndef REAP_REGISTRY_DIFFERENCES_H
#define REAP_REGISTRY_DIFFERENCES_H

#include <jansson.h>

#include "base/arena.h"
#include "base/status.h"
#include "base/vec.h"
#include "text/fold.h"

/* What differs between two states of a trial's record, field by field. */
typedef struct {
  const char *field;     /* "status", "enrollment"; "primary outcome"; "primary outcome time_frame" */
  const char *item;      /* whose field: the name of an outcome, an arm ...; NULL where field says all */
  const char *from, *to; /* NULL: there was, or is, none */
} reap_difference;

typedef REAP_VEC(reap_difference) reap_differences;

/* Appends the differences to `out`, in the order of the fields (fields.h). Rows of a table are told apart by their
 * names; of a row that got another name, like the one it had, only that is told. What the registry computes itself
 * (derivedSection) does not count. Texts are borrowed from the two records and from the arena. */
REAP_MUST_USE reap_status reap_differences_find(json_t *before, json_t *after, reap_tokenizer *tokenizer,
                                                reap_arena *arena, reap_differences *out, reap_error *error);

#endif
