/* SPDX-License-Identifier: MIT */
#ifndef REAP_ASSEMBLE_DENIALS_H
#define REAP_ASSEMBLE_DENIALS_H

#include "7_assemble/assembler.h"

/* "no recurrence", "without pain": whether a denial, and nothing else, stands before the outcome at item i of a clause
 * that begins at item `first`. */
bool reap_is_denied(const reap_assembler *a, uint32_t i, uint32_t first);

/* Of a denied outcome in the clause of items [first, end): it is an event that is said to have happened to nobody, so
 * that its count is 0. "No difference", "no effect", "no need" are not. */
bool reap_denies_event(const reap_assembler *a, uint32_t i, uint32_t first, uint32_t end);

#endif
