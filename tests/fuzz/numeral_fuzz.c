/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <stdlib.h>

#include "6_quantify/numeral.h"

static void require(bool truth) {
  if (!truth) abort();
}

/* The first byte says whether a raised range is laid over the text; every offset is read. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size < 2 || size > 4096) return 0;
  const reap_str text = {(const char *)data + 1, (uint32_t)size - 1};
  const reap_markup raised = {{data[0] % text.len, text.len}, REAP_MARKUP_SUP};
  for (uint32_t at = 0; at < text.len; at++) {
    reap_numeral n;
    bool minus;
    if (reap_numeral_digits(text, at, text.len, &raised, data[0] & 1, &n))
      require(n.end > at && n.end <= text.len && isfinite(n.value) && n.value >= 0);
    if (reap_numeral_words(text, at, text.len, &n)) require(n.end > at && n.end <= text.len && n.value >= 0);
    require(at + reap_numeral_space(text, at, text.len) <= text.len);
    require(at + reap_numeral_dash(text, at, text.len, &minus) <= text.len);
  }
  return 0;
}
