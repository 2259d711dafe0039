/* SPDX-License-Identifier: MIT */
#include "2_inflate/inflate.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "base/memory.h"

enum { INPUT_BYTES = 64 * 1024, GZIP_WINDOW = 15 + 16 };

typedef enum { START, PLAIN, BODY, BETWEEN } phase;

typedef struct {
  reap_bytes base;
  reap_bytes *inner;
  z_stream z;
  bool z_open;
  phase phase;
  uint64_t seen;     /* bytes taken from inner */
  reap_status ended; /* what inner (or we) ended with; REAP_OK while it goes on */
  reap_error end_error;
  unsigned char input[INPUT_BYTES]; /* z.next_in, z.avail_in: what is left of it */
} inflater;

static uint64_t position(const inflater *s) { return s->seen - s->z.avail_in; }

static reap_status bad_data(inflater *s, const char *what, const char *advice) {
  uint64_t at = position(s);
  reap_fail(&s->end_error, REAP_EINPUT, "%s at byte %llu of the compressed input: %s", what, (unsigned long long)at,
            advice);
  reap_error_set_byte(&s->end_error, at);
  return s->ended = REAP_EINPUT;
}

/* Brings at least `wanted` bytes into the input buffer, fewer only at the end (s->ended is then set). */
static void fill(inflater *s, size_t wanted) {
  while (s->ended == REAP_OK && s->z.avail_in < wanted) {
    memmove(s->input, s->z.next_in, s->z.avail_in);
    s->z.next_in = s->input;
    size_t got = 0;
    s->ended = s->inner->read(s->inner, s->input + s->z.avail_in, INPUT_BYTES - s->z.avail_in, &got, &s->end_error);
    s->z.avail_in += (uInt)got;
    s->seen += got;
    s->base.raw_bytes = s->inner->raw_bytes;
  }
}

static bool at_gzip_magic(const inflater *s) {
  return s->z.avail_in >= 2 && s->z.next_in[0] == 0x1F && s->z.next_in[1] == 0x8B;
}

static void begin(inflater *s) {
  fill(s, 2);
  s->phase = at_gzip_magic(s) ? BODY : PLAIN;
}

/* After a member: zeros are padding (tape blocks), another magic is another member, nothing is the end. */
static void next_member(inflater *s) {
  for (;;) {
    fill(s, 1);
    while (s->z.avail_in && *s->z.next_in == 0) s->z.next_in++, s->z.avail_in--;
    if (s->z.avail_in) break;
    if (s->ended != REAP_OK) return;
  }
  fill(s, 2);
  if (at_gzip_magic(s) && inflateReset(&s->z) == Z_OK)
    s->phase = BODY;
  else
    bad_data(s, "bytes that are not gzip follow the end of the gzip data",
             "what came before is complete; remove the rest");
}

/* First what was read to see whether it is gzip, then straight into dst. */
static size_t copy_plain(inflater *s, void *dst, size_t cap) {
  size_t count = s->z.avail_in < cap ? s->z.avail_in : cap;
  if (count) {
    memcpy(dst, s->z.next_in, count);
    s->z.next_in += count;
    s->z.avail_in -= (uInt)count;
  } else if (s->ended == REAP_OK) {
    s->ended = s->inner->read(s->inner, dst, cap, &count, &s->end_error);
    s->base.raw_bytes = s->inner->raw_bytes;
  }
  return count;
}

static size_t inflate_some(inflater *s, void *dst, size_t cap) {
  fill(s, 1);
  uInt room = cap < (1u << 30) ? (uInt)cap : 1u << 30;
  s->z.next_out = dst;
  s->z.avail_out = room;
  int code = inflate(&s->z, Z_NO_FLUSH); /* also without input: zlib may still hold output */
  size_t count = room - s->z.avail_out;
  if (code == Z_STREAM_END)
    s->phase = BETWEEN;
  else if (code == Z_BUF_ERROR && s->ended == REAP_END)
    bad_data(s, "the gzip data is cut off", "get the file again");
  else if (code == Z_MEM_ERROR)
    s->ended = reap_fail(&s->end_error, REAP_ELIMIT, "not enough memory to inflate the gzip data");
  else if (code != Z_OK && code != Z_BUF_ERROR)
    bad_data(s, s->z.msg && strstr(s->z.msg, "check") ? "the gzip checksum is wrong" : "the gzip data is damaged",
             "get the file again");
  return count;
}

/* Our own verdicts end the stream at once; what the inner source ended with waits until all its bytes are used. */
static bool over(const inflater *s) {
  if (s->ended == REAP_OK || s->ended == REAP_EINPUT || s->ended == REAP_ELIMIT) return s->ended != REAP_OK;
  return s->z.avail_in == 0 && !(s->phase == BODY && s->ended == REAP_END);
}

static reap_status inflate_read(reap_bytes *self, void *dst, size_t cap, size_t *got, reap_error *error) {
  inflater *s = (inflater *)self;
  *got = 0;
  for (;;) {
    phase now = s->phase;
    if (s->ended == REAP_EINPUT || s->ended == REAP_ELIMIT) break;
    if (now == START) begin(s);
    if (now == BETWEEN) next_member(s);
    if (now == PLAIN) *got = copy_plain(s, dst, cap);
    if (now == BODY) *got = inflate_some(s, dst, cap);
    if (*got) return REAP_OK;
    if (over(s)) break;
  }
  if (s->ended != REAP_END && error) *error = s->end_error;
  return s->ended;
}

static void inflate_close(reap_bytes *self) {
  inflater *s = (inflater *)self;
  if (s->z_open) inflateEnd(&s->z);
  s->inner->close(s->inner);
  free(s);
}

reap_status reap_inflate_open(reap_bytes **out, reap_bytes *inner, reap_error *error) {
  inflater *s = reap_alloc(sizeof *s);
  s->base = (reap_bytes){.read = inflate_read, .close = inflate_close, .raw_total = inner->raw_total};
  s->inner = inner;
  s->z.next_in = s->input;
  s->z_open = inflateInit2(&s->z, GZIP_WINDOW) == Z_OK;
  if (!s->z_open) {
    inflate_close(&s->base);
    *out = NULL;
    return reap_fail(error, REAP_ELIMIT, "not enough memory to inflate");
  }
  *out = &s->base;
  return REAP_OK;
}
