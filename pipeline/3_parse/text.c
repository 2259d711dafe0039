/* SPDX-License-Identifier: MIT */
#include "3_parse/draft.h"

/* Eight bytes at once: whether a control character is among them, or two blanks next to each other. A loop over single
 * bytes costs a mispredicted branch at every word. */
static bool plain_eight(const char *at) {
  const uint64_t low = 0x7F7F7F7F7F7F7F7F, high = ~low;
  uint64_t word;
  memcpy(&word, at, sizeof word);
  uint64_t controls = ~(((word & low) + 0x6060606060606060) | word) & high; /* bytes below 0x20 */
  uint64_t other = word ^ 0x2020202020202020;
  uint64_t blanks = ~(((other & low) + low) | other | low); /* bytes that are 0x20 */
  return !controls && !(blanks & blanks << 8);
}

/* The first byte that is not simply copied: white space that is not a lone blank between two visible bytes. UTF-8's
 * other bytes are all above the blank. A blank at the very end waits for what follows. */
static const char *plain_end(const char *at, const char *end) {
  for (; at < end; at++) {
    while (end - at > 8 && plain_eight(at) && at[7] != ' ') at += 8;
    if ((unsigned char)*at > ' ') continue;
    if (reap_is_space(*at) && (*at != ' ' || at + 1 == end || reap_is_space(at[1]))) break;
  }
  return at;
}

void reap_flow_add(reap_flow *flow, const char *bytes, size_t count) {
  const char *end = bytes + count;
  while (bytes < end) {
    for (; bytes < end && reap_is_space(*bytes); bytes++) flow->space = true;
    if (bytes == end) return;
    const char *stop = plain_end(bytes, end);
    if (flow->space && flow->out->len > flow->begin) reap_buf_addc(flow->out, ' ');
    flow->space = false;
    reap_buf_add(flow->out, bytes, (size_t)(stop - bytes));
    bytes = stop;
  }
}
