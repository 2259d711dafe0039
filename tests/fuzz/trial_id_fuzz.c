/* SPDX-License-Identifier: MIT */
/* Any bytes: the spans must lie in the text, go forward, and the ids be terminated. */
#include <stdint.h>
#include <stdlib.h>

#include "7_assemble/trials/trial_scan.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  reap_trial_scan scan = reap_trial_scan_of((reap_str){(const char *)data, (uint32_t)size});
  reap_trial_hit hit;
  uint32_t last = 0;
  while (reap_trial_scan_next(&scan, &hit)) {
    if (hit.span.beg >= hit.span.end || hit.span.end > size || hit.span.end <= last) abort();
    if (!memchr(hit.id, '\0', sizeof hit.id) || !hit.registry) abort();
    last = hit.span.end;
  }
  return 0;
}
