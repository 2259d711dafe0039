/* SPDX-License-Identifier: MIT */
/* The stage on texts that no one would write: every byte but white space lies in exactly one sentence of bounded size.
 */
#include <stdlib.h>

#include "4_segment/segment.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "test.h"

static void segment(const char *unit, uint32_t times, reap_batch *batch) {
  uint32_t length = (uint32_t)strlen(unit);
  char *text = reap_arena_alloc(&batch->arena, (size_t)length * times);
  for (uint32_t i = 0; i < times; i++) memcpy(text + (size_t)i * length, unit, length);
  reap_citation *citation = reap_push(&batch->citations);
  citation->text = (reap_str){text, length * times};
  citation->sections = (reap_range){0, 1};
  reap_push(&batch->sections)->span = (reap_span){0, length * times};
  const reap_shared shared = {0};
  void *worker = NULL;
  reap_error error;
  assert_int_equal(reap_segment_stage.open(&shared, &worker, &error), REAP_OK);
  assert_int_equal(reap_segment_stage.run(worker, batch, &error), REAP_OK);
  reap_segment_stage.close(worker);
}

static void long_sentences_are_cut_without_loss(void **state) {
  (void)state;
  static const char *const units[] = {"12 patients ", "word", "\xCE\xB1\xE2\x89\xA4", "(a ",
                                      "no end, no stop; \xC2\xA0 "};
  for (size_t u = 0; u < sizeof units / sizeof *units; u++) {
    reap_batch batch = {0};
    segment(units[u], 20000, &batch);
    reap_str text = batch.citations.at[0].text;
    uint32_t at = 0;
    for (uint32_t i = 0; i < batch.sentences.count; i++) {
      reap_span span = batch.sentences.at[i].span;
      assert_true(span.beg >= at && span.end > span.beg && reap_span_len(span) <= 4096);
      assert_int_equal(reap_utf8_first_bad(reap_slice(text, span)), REAP_NONE);
      for (; at < span.beg; at++) assert_true(reap_is_space(text.ptr[at]) || (unsigned char)text.ptr[at] >= 0x80);
      at = span.end;
    }
    assert_true(batch.sentences.count > 10);
    assert_true(text.len - at < 8);
    reap_batch_free(&batch);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(long_sentences_are_cut_without_loss)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
