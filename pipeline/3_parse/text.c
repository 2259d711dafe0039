/* SPDX-License-Identifier: MIT */
#include "3_parse/draft.h"

void reap_flow_add(reap_flow *flow, const char *bytes, size_t count) {
  const char *end = bytes + count;
  while (bytes < end) {
    const char *word = bytes;
    while (bytes < end && !reap_is_space(*bytes)) bytes++;
    if (bytes > word) {
      if (flow->space && flow->out->len > flow->begin) reap_buf_addc(flow->out, ' ');
      flow->space = false;
      reap_buf_add(flow->out, word, (size_t)(bytes - word));
    }
    while (bytes < end && reap_is_space(*bytes)) {
      flow->space = true;
      bytes++;
    }
  }
}
