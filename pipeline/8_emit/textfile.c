/* SPDX-License-Identifier: MIT */
#include "8_emit/textfile.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/partial.h"

reap_status reap_textfile_open(const reap_target *target, void **sink, reap_error *error) {
  reap_partial *file = reap_alloc(sizeof *file);
  reap_status status = reap_partial_open(file, target->path, error);
  if (status == REAP_OK)
    *sink = file;
  else
    reap_textfile_close(file);
  return status;
}

reap_status reap_textfile_write(void *sink, const reap_batch *batch, reap_str bytes, reap_error *error) {
  (void)batch;
  reap_partial *file = sink;
  for (size_t at = 0; at < bytes.len;) {
    ssize_t wrote = write(file->fd, bytes.ptr + at, bytes.len - at);
    if (wrote < 0 && errno != EINTR) return reap_partial_fail(file, errno, "write", error);
    if (wrote > 0) at += (size_t)wrote;
  }
  return REAP_OK;
}

reap_status reap_textfile_mark(void *sink, const reap_file_mark *mark, reap_error *error) {
  (void)sink, (void)mark, (void)error; /* a text file keeps no ledger */
  return REAP_OK;
}

reap_status reap_textfile_commit(void *sink, reap_error *error) { return reap_partial_commit(sink, error); }

void reap_textfile_close(void *sink) {
  if (!sink) return;
  reap_partial_close(sink);
  free(sink);
}
