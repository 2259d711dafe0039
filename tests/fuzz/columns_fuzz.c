/* SPDX-License-Identifier: MIT */
/* Each stage over dumped columns, as `reap stage` runs it: foreign bytes may leave columns out and put any rows that
 * load, so no stage may trust what an earlier one always writes. */
#include "fuzz_chain.h"
#include "model/batch_json.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static const char *const stages[] = {"segment", "tag", "quantify", "assemble"};
  static reap_batch batch;
  static reap_buf out;
  reap_error error;
  if (size > 1 << 16 || memchr(data, '\n', size)) return 0;
  for (size_t i = 0; i < sizeof stages / sizeof *stages; i++) {
    reap_batch_reset(&batch);
    if (reap_batch_load(&batch, (reap_str){(const char *)data, (uint32_t)size}, &error) != REAP_OK) return 0;
    if (reap_worker_run_stage(fuzz_worker(), stages[i], &batch, &error) != REAP_OK) continue;
    reap_buf_reset(&out);
    reap_batch_dump(&batch, 0, &out);
  }
  return 0;
}
