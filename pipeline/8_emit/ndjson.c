/* SPDX-License-Identifier: MIT */
#include "8_emit/emit.h"
#include "8_emit/record.h"
#include "8_emit/textfile.h"

static reap_status encode(const reap_target *target, const reap_shared *shared, const reap_batch *batch, reap_buf *out,
                          reap_error *error) {
  (void)shared;
  for (uint32_t i = 0; i < batch->citations.count; i++) {
    reap_record_write(target, batch, &batch->citations.at[i], out);
    reap_buf_addc(out, '\n');
  }
  return out->full ? reap_fail(error, REAP_ELIMIT, "the records of one batch are too large to write") : REAP_OK;
}

const reap_sink reap_ndjson_sink = {.name = "ndjson",
                                    .open = reap_textfile_open,
                                    .encode = encode,
                                    .write = reap_textfile_write,
                                    .mark = reap_textfile_mark,
                                    .commit = reap_textfile_commit,
                                    .close = reap_textfile_close};
