/* SPDX-License-Identifier: MIT */
#ifndef REAP_FETCH_MIRROR_FILE_H
#define REAP_FETCH_MIRROR_FILE_H

#include "1_fetch/mirror.h"

/* One run of reap_mirror(), and one file of it. Internal to this folder. */

enum { MOST_PAGE_BYTES = 16 * 1024 * 1024, MOST_CHECKSUM_BYTES = 4096 };

typedef struct {
  const reap_mirror_options *options;
  reap_mirror_counts *counts;
  int folder;          /* file descriptor */
  size_t index, count; /* of the wanted files */
  const char *name;    /* of the present one */
} mirror;

/* Tells an event of the present file; the place of the file is filled in here. */
void reap_mirror_tell(const mirror *m, reap_mirror_event event);

/* Reads a small file of the server's folder (NAME, "" for the listing) into `page`, once. */
REAP_MUST_USE reap_status reap_mirror_page(const mirror *m, const char *name, reap_buf *page, reap_http_answer *answer,
                                           reap_error *error);

/* reap_http_patiently() with the run's waits; each one is told. */
REAP_MUST_USE reap_status reap_mirror_patiently(mirror *m, unsigned attempts, reap_http_attempt attempt, void *context,
                                                reap_error *error);

/* Is the file here, and whole? With options->verify it is read and compared once more. */
bool reap_mirror_has(const mirror *m, const char *name);

/* Fetches the present file. REAP_OK also when it was given up (told, and counted); anything else ends the run. */
REAP_MUST_USE reap_status reap_mirror_file(mirror *m, reap_error *error);

#endif
