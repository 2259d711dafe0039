/* SPDX-License-Identifier: MIT */
#ifndef REAP_FETCH_MIRROR_H
#define REAP_FETCH_MIRROR_H

#include <signal.h>

#include "1_fetch/listing.h"
#include "net/http.h"

/* Keeps a folder on disk like a PubMed distribution folder (baseline or updatefiles).
 *
 * A file is here when NAME and NAME.md5 are: the checksum is written last, after the file was found to agree with it.
 * What arrives goes to NAME.part, which a later run takes up where it ended, however the first run ended. */

typedef enum {
  REAP_MIRROR_WANTED, /* is missing; in a dry run, all that is told */
  REAP_MIRROR_BEGUN,  /* its transfer begins; `done` bytes are here from an earlier run */
  REAP_MIRROR_BYTES,  /* `done` of `total` bytes (0: not known) are here; told often */
  REAP_MIRROR_AGAIN,  /* failed, and is tried again after wait_ms; `fault` says why */
  REAP_MIRROR_DONE,   /* is here and agrees with its checksum */
  REAP_MIRROR_FAILED  /* is left for the next run; `fault` says why */
} reap_mirror_what;

typedef struct {
  reap_mirror_what what;
  const char *name;
  size_t index, count; /* of the wanted files, from 0 */
  uint64_t done, total;
  unsigned wait_ms;
  const reap_error *fault;
} reap_mirror_event;

typedef struct {
  const char *url;   /* of the folder */
  const char *into;  /* an existing folder, or one that can be made */
  unsigned pause_ms; /* between two requests, over all processes of the machine; the first wait after a failure */
  unsigned attempts; /* for each file, at least 1 */
  reap_net_limits limits;
  bool dry_run; /* only say what is missing */
  bool verify;  /* read the files that are here once more and compare them with their checksums */
  void (*on_event)(void *context, const reap_mirror_event *event);
  void *context;
  const volatile sig_atomic_t *cancel;
} reap_mirror_options;

typedef struct {
  size_t listed;  /* on the server, of its newest year */
  size_t present; /* here already */
  size_t fetched, failed;
  size_t older;   /* files of earlier years in the folder: a new baseline replaces them all */
  uint64_t bytes; /* downloaded */
} reap_mirror_counts;

/* REAP_OK also when single files failed (counts->failed, each told by an event). REAP_ENET when the list of
 * files cannot be had, REAP_EIO when the folder cannot be written or another process is at work in it,
 * REAP_ECANCELED when interrupted: all that arrived stays. */
REAP_MUST_USE reap_status reap_mirror(const reap_mirror_options *options, reap_mirror_counts *counts,
                                      reap_error *error);

#endif
