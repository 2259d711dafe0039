/* SPDX-License-Identifier: MIT */
#ifndef REAP_BASE_PARTIAL_H
#define REAP_BASE_PARTIAL_H

#include <stddef.h>

#include "base/status.h"

/* A file that appears under its name only when it is whole: written as PATH.partial beside it, synced and renamed at
 * commit, removed when closed without one. A link is followed; a device or a pipe is written to directly. */
typedef struct {
  int fd;
  char *name;    /* as messages call it */
  char *path;    /* final name, links resolved; NULL for stdout, devices and pipes */
  char *partial; /* where the bytes go until commit; NULL once renamed */
} reap_partial;

/* NULL or "-" is stdout. The caller closes it, also on failure. All failures are REAP_EIO and name the file; a second
 * run that writes the same file is refused. */
REAP_MUST_USE reap_status reap_partial_open(reap_partial *file, const char *name, reap_error *error);
REAP_MUST_USE reap_status reap_partial_commit(reap_partial *file, reap_error *error);
void reap_partial_close(reap_partial *file);

/* Writes all of the bytes. */
REAP_MUST_USE reap_status reap_partial_write(reap_partial *file, const char *bytes, size_t count, reap_error *error);

/* "cannot <doing> the output: <what errno code says>, and what to do". */
reap_status reap_partial_fail(const reap_partial *file, int code, const char *doing, reap_error *error);

#endif
