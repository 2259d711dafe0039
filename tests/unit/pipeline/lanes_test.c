/* SPDX-License-Identifier: MIT */
/* The engine with a sink that records what it is given: order, marks, faults, cancelling, failing writes. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/memory.h"
#include "pipeline/pipeline.h"
#include "test.h"

enum { FILES = 5, MOST = 4000 };

/* What the sink of one run saw. The engine calls it from one thread at a time. */
typedef struct {
  char seen[MOST][24];
  size_t count, marks, fail_at;
  uint64_t marked[FILES];
  bool complete[FILES];
  bool committed, closed;
} record;

static record *the_record; /* the sink's open() has no argument of its own */

static reap_status sink_open(const reap_target *target, void **sink, reap_error *error) {
  (void)target, (void)error;
  *sink = the_record;
  return REAP_OK;
}
static reap_status sink_encode(const reap_target *target, const reap_shared *shared, const reap_batch *batch,
                               reap_buf *out, reap_error *error) {
  (void)target, (void)shared, (void)error;
  for (uint32_t i = 0; i < batch->citations.count; i++) {
    reap_buf_str(out, batch->citations.at[i].id);
    reap_buf_addc(out, '\n');
  }
  return REAP_OK;
}
static reap_status sink_write(void *sink, const reap_batch *batch, reap_str bytes, reap_error *error) {
  record *r = sink;
  (void)batch;
  for (const char *line = bytes.ptr; line < bytes.ptr + bytes.len;) {
    const char *end = memchr(line, '\n', (size_t)(bytes.ptr + bytes.len - line));
    if (r->fail_at && r->count + 1 >= r->fail_at) return reap_fail(error, REAP_EIO, "the disk is full");
    snprintf(r->seen[r->count++], 24, "%.*s", (int)(end - line), line);
    line = end + 1;
  }
  return REAP_OK;
}
static reap_status sink_mark(void *sink, const reap_file_mark *mark, reap_error *error) {
  record *r = sink;
  (void)error;
  r->marked[mark->ordinal] = mark->citations;
  r->complete[mark->ordinal] = mark->complete;
  r->marks++;
  return REAP_OK;
}
static reap_status sink_commit(void *sink, reap_error *error) {
  (void)error;
  ((record *)sink)->committed = true;
  return REAP_OK;
}
static void sink_close(void *sink) { ((record *)sink)->closed = true; }
static const reap_sink recording_sink = {"recording", sink_open,   sink_encode, sink_write,
                                         sink_mark,   sink_commit, sink_close};

/* File number f holds 37 * f + 1 documents; when bad, a broken line stands after its tenth. */
static void write_file(const char *path, int f, bool bad) {
  FILE *file = fopen(path, "w");
  assert_non_null(file);
  for (int i = 0; i < 37 * f + 1; i++) {
    fprintf(file, "{\"id\":\"f%d-%d\",\"text\":\"In file %d ten patients improved (p = 0.0%d).\"}\n", f, i, f,
            i % 9 + 1);
    if (bad && i == 9) fputs("{\"id\":\n", file);
  }
  fclose(file);
}

typedef struct {
  char paths[FILES][64];
  const char *inputs[FILES];
  reap_lexicon *lexicon;
  reap_run_options options;
  int faults;
} fixture;

static void count_fault(void *context, const reap_error *fault) {
  assert_true(fault->message[0]);
  ((fixture *)context)->faults++;
}

static int set_up(void **state) {
  fixture *f = reap_alloc(sizeof *f);
  reap_error error;
  assert_int_equal(reap_lexicon_open_empty(&f->lexicon, &error), REAP_OK);
  for (int i = 0; i < FILES; i++) {
    snprintf(f->paths[i], sizeof f->paths[i], "/tmp/reap-lanes-%d-%d.ndjson", (int)getpid(), i);
    f->inputs[i] = f->paths[i];
    write_file(f->paths[i], i, false);
  }
  f->options = (reap_run_options){.inputs = f->inputs,
                                  .input_count = FILES,
                                  .shared = {.lexicon = f->lexicon},
                                  .sink = &recording_sink,
                                  .on_fault = count_fault,
                                  .context = f};
  the_record = reap_alloc(sizeof *the_record);
  *state = f;
  return 0;
}

static int tear_down(void **state) {
  fixture *f = *state;
  for (int i = 0; i < FILES; i++) unlink(f->paths[i]);
  reap_lexicon_free(f->lexicon);
  free(the_record);
  free(f);
  return 0;
}

static void assert_in_order(const record *r) {
  size_t at = 0;
  for (int f = 0; f < FILES; f++)
    for (int i = 0; i < 37 * f + 1; i++) {
      char want[24];
      snprintf(want, sizeof want, "f%d-%d", f, i);
      assert_string_equal(r->seen[at++], want);
    }
  assert_int_equal(r->count, at);
}

static void output_is_in_input_order_for_any_threads_and_batches(void **state) {
  fixture *f = *state;
  static const unsigned threads[] = {1, 2, 3, 8}, batches[] = {1, 2, 7, 1000};
  for (size_t t = 0; t < 4; t++)
    for (size_t b = 0; b < 4; b++) {
      memset(the_record, 0, sizeof *the_record);
      f->options.threads = threads[t];
      f->options.limits.citations = batches[b];
      reap_counters counters;
      reap_error error;
      assert_int_equal(reap_run(&f->options, &counters, &error), REAP_OK);
      assert_in_order(the_record);
      assert_true(the_record->committed && the_record->closed);
      assert_int_equal(the_record->marks, FILES);
      assert_int_equal(the_record->marked[3], 37 * 3 + 1);
      assert_true(the_record->complete[3]);
      assert_int_equal(counters.citations, the_record->count);
      assert_int_equal(counters.bad_inputs, 0);
    }
}

static void a_bad_line_and_a_missing_file_lose_nothing_else(void **state) {
  fixture *f = *state;
  write_file(f->paths[2], 2, true);
  unlink(f->paths[1]);
  f->options.threads = 3;
  f->options.limits.citations = 4;
  reap_counters counters;
  reap_error error;
  assert_int_equal(reap_run(&f->options, &counters, &error), REAP_OK);
  assert_int_equal(counters.citations, 1 + 75 + 112 + 149);
  assert_int_equal(counters.bad_citations, 1);
  assert_int_equal(counters.bad_inputs, 1);
  assert_int_equal(f->faults, 2);
  assert_false(the_record->complete[1]);
  assert_true(the_record->committed);
}

static void a_failing_write_stops_the_run_without_commit(void **state) {
  fixture *f = *state;
  the_record->fail_at = 50;
  f->options.threads = 4;
  f->options.limits.citations = 3;
  reap_counters counters;
  reap_error error;
  assert_int_equal(reap_run(&f->options, &counters, &error), REAP_EIO);
  assert_string_equal(error.message, "the disk is full");
  assert_false(the_record->committed);
  assert_true(the_record->closed);
}

static void cancelling_stops_without_commit(void **state) {
  fixture *f = *state;
  volatile sig_atomic_t cancel = 1;
  f->options.cancel = &cancel;
  f->options.threads = 2;
  reap_counters counters;
  reap_error error;
  assert_int_equal(reap_run(&f->options, &counters, &error), REAP_ECANCELED);
  assert_false(the_record->committed);
  assert_true(the_record->closed);
}

static void no_inputs_give_an_empty_committed_output(void **state) {
  fixture *f = *state;
  f->options.input_count = 0;
  reap_counters counters;
  reap_error error;
  assert_int_equal(reap_run(&f->options, &counters, &error), REAP_OK);
  assert_true(the_record->committed);
}

static void the_chain_is_in_order(void **state) {
  (void)state;
  reap_error error;
  assert_int_equal(reap_chain_check(&error), REAP_OK);
}

int main(void) {
#define WITH_FILES(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
  const struct CMUnitTest tests[] = {WITH_FILES(output_is_in_input_order_for_any_threads_and_batches),
                                     WITH_FILES(a_bad_line_and_a_missing_file_lose_nothing_else),
                                     WITH_FILES(a_failing_write_stops_the_run_without_commit),
                                     WITH_FILES(cancelling_stops_without_commit),
                                     WITH_FILES(no_inputs_give_an_empty_committed_output),
                                     cmocka_unit_test(the_chain_is_in_order)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
