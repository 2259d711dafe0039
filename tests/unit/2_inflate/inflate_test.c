/* SPDX-License-Identifier: MIT */
#include "2_inflate/inflate.h"

#include "test.h"
#include <stdio.h>
#include <zlib.h>

#include "base/buf.h"
#include "memory_source.h"

static void gzip(reap_buf *out, const char *text, size_t count) {
  z_stream z = {0};
  assert_int_equal(deflateInit2(&z, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
  size_t room = deflateBound(&z, count) + 64;
  z.next_in = (unsigned char *)text;
  z.avail_in = (unsigned)count;
  z.next_out = (unsigned char *)reap_buf_reserve(out, room);
  z.avail_out = (unsigned)room;
  assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
  out->len += room - z.avail_out;
  deflateEnd(&z);
}

/* Reads all of it in windows of `window` bytes. */
static reap_status read_all(reap_bytes *inner, size_t window, reap_buf *out, reap_error *error) {
  reap_bytes *bytes;
  assert_int_equal(reap_inflate_open(&bytes, inner, error), REAP_OK);
  reap_status status;
  size_t got;
  do {
    char *place = reap_buf_reserve(out, window);
    status = bytes->read(bytes, place, window, &got, error);
    assert_true(status == REAP_OK ? got > 0 : got == 0);
    out->len += got;
  } while (status == REAP_OK);
  bytes->close(bytes);
  return status;
}

static void check(const reap_buf *input, const char *want, size_t want_len, reap_status ends) {
  static const size_t pieces[] = {1, 3, 1000000}, windows[] = {1, 7, 65536};
  for (int i = 0; i < 3; i++)
    for (int j = 0; j < 3; j++) {
      reap_buf out = {0};
      reap_error error = {0};
      reap_bytes *inner = memory_open(input->ptr, input->len, pieces[i], REAP_END);
      assert_int_equal(read_all(inner, windows[j], &out, &error), ends);
      assert_int_equal(out.len, want_len);
      if (want_len) assert_memory_equal(out.ptr, want, want_len);
      if (ends != REAP_END) assert_true(error.has_byte && error.byte <= input->len && error.message[0]);
      reap_buf_free(&out);
    }
}

static void test_plain(void **state) {
  (void)state;
  static const char *const texts[] = {"", "\x1F", "<", "plain text", "\x1Fnot gzip"};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    reap_buf input = {0};
    reap_buf_puts(&input, texts[i]);
    check(&input, texts[i], strlen(texts[i]), REAP_END);
    reap_buf_free(&input);
  }
}

static void test_members_and_padding(void **state) {
  (void)state;
  reap_buf input = {0};
  gzip(&input, "first, ", 7);
  gzip(&input, "", 0);
  gzip(&input, "second", 6);
  check(&input, "first, second", 13, REAP_END);
  for (int i = 0; i < 700; i++) reap_buf_addc(&input, 0);
  check(&input, "first, second", 13, REAP_END);
  gzip(&input, " and third", 10);
  check(&input, "first, second and third", 23, REAP_END);
  reap_buf_free(&input);
}

static void test_garbage_behind(void **state) {
  (void)state;
  static const char *const rests[] = {"x", "\x1F", "\x1Fx", "<PubmedArticleSet>"};
  for (size_t i = 0; i < sizeof rests / sizeof *rests; i++) {
    reap_buf input = {0};
    gzip(&input, "good", 4);
    reap_buf_puts(&input, rests[i]);
    check(&input, "good", 4, REAP_EINPUT);
    reap_buf_free(&input);
  }
}

static void test_wrong_checksum(void **state) {
  (void)state;
  reap_buf input = {0};
  gzip(&input, "all of this is good", 19);
  input.ptr[input.len - 6] ^= 1;
  check(&input, "all of this is good", 19, REAP_EINPUT);
  reap_buf_free(&input);
}

/* Cut anywhere: what comes out is the beginning of the text, and the end is told unless nothing of it shows. */
static void test_cut_at_every_byte(void **state) {
  (void)state;
  char text[2000];
  for (size_t i = 0; i < sizeof text; i++) text[i] = (char)('a' + (i * i + i / 7) % 26);
  reap_buf whole = {0};
  gzip(&whole, text, sizeof text);
  size_t before = 0;
  for (size_t cut = 2; cut < whole.len; cut++) {
    reap_buf out = {0};
    reap_error error = {0};
    assert_int_equal(read_all(memory_open(whole.ptr, cut, 100, REAP_END), 4096, &out, &error), REAP_EINPUT);
    assert_true(out.len >= before && out.len <= sizeof text);
    assert_int_equal(error.byte, cut);
    if (out.len) assert_memory_equal(out.ptr, text, out.len);
    before = out.len;
    reap_buf_free(&out);
  }
  assert_int_equal(before, sizeof text);
  reap_buf_free(&whole);
}

static void test_flipped_bits(void **state) {
  (void)state;
  const char *text = "a wrong bit anywhere is told, or does no harm";
  reap_buf good = {0};
  gzip(&good, text, strlen(text));
  for (size_t bit = 16; bit < good.len * 8; bit++) {
    reap_buf out = {0};
    reap_error error = {0};
    good.ptr[bit / 8] ^= (char)(1 << bit % 8);
    reap_status status = read_all(memory_open(good.ptr, good.len, 9, REAP_END), 16, &out, &error);
    if (status == REAP_END) assert_true(out.len == strlen(text) && memcmp(out.ptr, text, out.len) == 0);
    good.ptr[bit / 8] ^= (char)(1 << bit % 8);
    reap_buf_free(&out);
  }
  reap_buf_free(&good);
}

/* What breaks below is passed on after all bytes that came before it. */
static void test_source_breaks(void **state) {
  (void)state;
  reap_buf input = {0}, out = {0};
  reap_error error = {0};
  gzip(&input, "complete", 8);
  assert_int_equal(read_all(memory_open(input.ptr, input.len, 5, REAP_ENET), 3, &out, &error), REAP_ENET);
  assert_int_equal(out.len, 8);
  assert_string_equal(error.message, "the source broke");
  reap_buf_free(&input);
  reap_buf_free(&out);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_plain),
      cmocka_unit_test(test_members_and_padding),
      cmocka_unit_test(test_garbage_behind),
      cmocka_unit_test(test_wrong_checksum),
      cmocka_unit_test(test_cut_at_every_byte),
      cmocka_unit_test(test_flipped_bits),
      cmocka_unit_test(test_source_breaks),
  };
  return cmocka_run_group_tests_name("inflate", tests, NULL, NULL);
}
