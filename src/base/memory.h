/* SPDX-License-Identifier: MIT */
#ifndef REAP_BASE_MEMORY_H
#define REAP_BASE_MEMORY_H

#include <stddef.h>

/* Allocation that cannot fail: when memory runs out, one line goes to stderr and the process aborts. Memory is bounded
 * by design and outputs are committed by rename, so a crash is safe; hostile sizes are refused earlier as REAP_ELIMIT.
 */
void *reap_alloc(size_t bytes);                 /* zeroed; the caller frees with free() */
void *reap_realloc(void *memory, size_t bytes); /* grown part is not zeroed */
char *reap_strdup(const char *text);            /* the caller frees */

#endif
