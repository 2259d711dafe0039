/* SPDX-License-Identifier: MIT */
#ifndef REAP_TEXTFILE_H
#define REAP_TEXTFILE_H

#include "pipeline/stage.h"

/* A file that appears under its name only when it is whole: written as PATH.partial beside it, synced and renamed at
 * commit, removed when closed without one. NULL or "-" is stdout; a device or a pipe is written to directly. */
typedef struct reap_textfile reap_textfile;

/* The three text sinks share these; `sink` is a reap_textfile. Failures are REAP_EIO and name the file. */
REAP_MUST_USE reap_status reap_textfile_open(const reap_target *target, void **sink, reap_error *error);
REAP_MUST_USE reap_status reap_textfile_write(void *sink, const reap_batch *batch, reap_str bytes, reap_error *error);
REAP_MUST_USE reap_status reap_textfile_mark(void *sink, const reap_file_mark *mark, reap_error *error);
REAP_MUST_USE reap_status reap_textfile_commit(void *sink, reap_error *error);
void reap_textfile_close(void *sink); /* NULL is fine */

#endif
