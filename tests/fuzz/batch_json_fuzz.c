/* SPDX-License-Identifier: MIT */
/* Dumped columns as foreign bytes: whatever loads must be safe to dump and to write as a record. */
#include <stdlib.h>

#include "8_emit/record.h"
#include "model/batch_json.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  reap_batch batch = {0};
  reap_buf out = {0};
  reap_error error;
  size_t from = 0;
  for (size_t i = 0; i <= size; i++) {
    if (i < size && data[i] != '\n') continue;
    if (reap_batch_load(&batch, (reap_str){(const char *)data + from, (uint32_t)(i - from)}, &error) != REAP_OK)
      reap_batch_reset(&batch);
    from = i + 1;
  }
  for (uint32_t i = 0; i < batch.citations.count; i++) {
    reap_buf_reset(&out);
    reap_batch_dump(&batch, i, &out);
    reap_batch again = {0};
    if (reap_batch_load(&again, (reap_str){out.ptr, (uint32_t)out.len - 1}, &error) != REAP_OK) abort();
    reap_record_write(&(reap_target){0}, &batch, &batch.citations.at[i], &out);
    reap_batch_free(&again);
  }
  reap_buf_free(&out);
  reap_batch_free(&batch);
  return 0;
}
