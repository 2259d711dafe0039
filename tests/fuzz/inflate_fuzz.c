/* SPDX-License-Identifier: MIT */
#include "2_inflate/inflate.h"
#include "fuzz_source.h"

/* Inflates at most 4 MiB; the same bytes come out whatever the size of reads. */
static uint64_t inflate_all(const uint8_t *data, size_t size, size_t piece, size_t window, reap_status *ended) {
  enum { MOST = 4 << 20 };
  static uint8_t out[65536];
  reap_bytes *bytes;
  uint64_t sum = 0;
  size_t got, total = 0;
  if (reap_inflate_open(&bytes, fuzz_open(data, size, piece), NULL) != REAP_OK) abort();
  reap_error error = {0};
  while ((*ended = bytes->read(bytes, out, window, &got, &error)) == REAP_OK && total < MOST) {
    require(got > 0 && got <= window);
    for (size_t i = 0; i < got && total < MOST; i++, total++) sum = sum * 31 + out[i];
  }
  require(*ended == REAP_OK || *ended == REAP_END || (error.message[0] && error.byte <= size));
  bytes->close(bytes);
  return sum;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  reap_status whole, pieces;
  uint64_t sum = inflate_all(data, size, 1 << 20, 65536, &whole);
  require(inflate_all(data, size, 3, 100, &pieces) == sum &&
          (whole == pieces || whole == REAP_OK || pieces == REAP_OK));
  return 0;
}
