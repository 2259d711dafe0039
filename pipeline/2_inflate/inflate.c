/* SPDX-License-Identifier: MIT */
#include "2_inflate/inflate.h"

reap_status reap_inflate_open(reap_bytes **out, reap_bytes *inner, reap_error *error) {
  (void)error;
  *out = inner;
  return REAP_OK;
}
