/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "test.h"
#include "text/code_points.h"

static void assert_counts(reap_str text) {
  reap_code_points map;
  reap_code_points_set(&map, text);
  for (uint32_t i = 0; i <= text.len; i++) {
    if (i < text.len && ((unsigned char)text.ptr[i] & 0xC0) == 0x80) continue;
    assert_int_equal(reap_code_point_at(&map, i), reap_utf8_count((reap_str){text.ptr, i}));
  }
  assert_int_equal(reap_code_point_at(&map, text.len + 5), reap_utf8_count(text));
}

static void every_offset_counts_as_the_plain_count_does(void **state) {
  (void)state;
  static const char *const pieces[] = {"a", "\xC2\xB7", "\xE2\x80\x93", "\xF0\x9D\x9B\xBD", "eight as"};
  static const size_t sizes[] = {0, 1, 63, 64, 65, 129, 1000, 40000};
  for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
    char *text = reap_alloc(sizes[s] + 16);
    size_t length = 0;
    for (unsigned seed = 1; length < sizes[s]; seed = seed * 1664525 + 1013904223) {
      const char *piece = pieces[(seed >> 16) % 5];
      memcpy(text + length, piece, strlen(piece));
      length += strlen(piece);
    }
    assert_counts((reap_str){text, (uint32_t)length});
    free(text);
  }
  assert_counts(REAP_STR("only ASCII"));
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(every_offset_counts_as_the_plain_count_does)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
