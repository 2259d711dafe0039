/* SPDX-License-Identifier: MIT */
#ifndef REAP_TEXTFILE_H
#define REAP_TEXTFILE_H

#include "pipeline/stage.h"

/* What the text sinks share: bytes that are written in order to one file or to stdout, and that appear under the file's
 * name at commit (partial.h). `sink` is theirs alone. Failures are REAP_EIO and name the file. */
REAP_MUST_USE reap_status reap_textfile_open(const reap_target *target, void **sink, reap_error *error);
REAP_MUST_USE reap_status reap_textfile_write(void *sink, const reap_batch *batch, reap_str bytes, reap_error *error);
REAP_MUST_USE reap_status reap_textfile_mark(void *sink, const reap_file_mark *mark, reap_error *error);
REAP_MUST_USE reap_status reap_textfile_commit(void *sink, reap_error *error);
void reap_textfile_close(void *sink); /* NULL is fine */

#endif
