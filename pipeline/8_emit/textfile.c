/* SPDX-License-Identifier: MIT */
#include "8_emit/textfile.h"

#include <stdlib.h>

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
  return reap_partial_write(sink, bytes.ptr, bytes.len, error);
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
