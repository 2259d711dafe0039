/* SPDX-License-Identifier: MIT */
#include "8_emit/emit.h"
#include "8_emit/table.h"
#include "8_emit/textfile.h"

static reap_status open_file(const reap_target *target, void **sink, reap_error *error) {
  return reap_table_open(REAP_TABLE_TSV, target, sink, error);
}

static reap_status encode(const reap_target *target, const reap_shared *shared, const reap_batch *batch, reap_buf *out,
                          reap_error *error) {
  (void)target, (void)shared;
  return reap_table_encode(REAP_TABLE_TSV, batch, out, error);
}

const reap_sink reap_tsv_sink = {.name = "tsv",
                                 .open = open_file,
                                 .encode = encode,
                                 .write = reap_textfile_write,
                                 .mark = reap_textfile_mark,
                                 .commit = reap_textfile_commit,
                                 .close = reap_textfile_close};
