/* SPDX-License-Identifier: MIT */
/* Reads the quantities of a text with the cue lexicons of the repository, and prints them one after the other. */
#ifndef REAP_TEST_QUANTIFY_TEXT_H
#define REAP_TEST_QUANTIFY_TEXT_H

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "pipeline/pipeline.h"
#include "test.h"

static reap_lexicon *test_lexicon;
static reap_worker *test_worker;

static inline int quantify_setup(void **state) {
  (void)state;
  reap_error error = {0};
  if (reap_lexicon_open_empty(&test_lexicon, &error) != REAP_OK ||
      reap_lexicon_add_folder(test_lexicon, "lexicons/cues", &error) != REAP_OK) {
    fprintf(stderr, "%s\n", error.message);
    return -1;
  }
  const reap_shared shared = {.lexicon = test_lexicon};
  return reap_worker_open(&test_worker, &shared, &error) == REAP_OK ? 0 : -1;
}

static inline int quantify_teardown(void **state) {
  (void)state;
  reap_worker_close(test_worker);
  reap_lexicon_free(test_lexicon);
  return 0;
}

/* The citation `text` whose one section is of that kind, with the stages up to quantify run. The caller frees *batch.
 */
static inline void quantify(const char *text, reap_section_kind kind, reap_batch *batch) {
  static const char *const stages[] = {"segment", "tag", "quantify"};
  *batch = (reap_batch){0};
  reap_citation *citation = reap_push(&batch->citations);
  citation->text = reap_str_of(text);
  citation->sections = (reap_range){0, 1};
  reap_section *section = reap_push(&batch->sections);
  section->span = (reap_span){0, citation->text.len};
  section->kind = (uint8_t)kind;
  for (size_t i = 0; i < sizeof stages / sizeof *stages; i++)
    assert_int_equal(reap_worker_run_stage(test_worker, stages[i], batch, NULL), REAP_OK);
}

typedef struct {
  char text[8192];
  size_t used;
} test_print;

static inline void print_part(test_print *out, const char *before, double value) {
  if (isnan(value)) return;
  out->used += (size_t)snprintf(out->text + out->used, sizeof out->text - out->used, "%s%.10g", before, value);
}

static inline void print_str(test_print *out, const char *before, reap_str value) {
  if (!value.len) return;
  out->used += (size_t)snprintf(out->text + out->used, sizeof out->text - out->used, "%s%.*s", before, (int)value.len,
                                value.ptr);
}

/* "kind/role measure <value low..high @level k/N unit [span] >row of about". */
static inline void print_quantity(test_print *out, const reap_batch *batch, uint32_t row) {
  const reap_quantity *q = &batch->quantities.at[row];
  const char *role = reap_quantity_role_name(q->role), *relation = reap_relation_name(q->relation);
  print_str(out, row ? "; " : "", reap_str_of(reap_quantity_kind_name(q->kind)));
  if (role) print_str(out, "/", reap_str_of(role));
  print_str(out, " ", q->measure);
  if (relation && strcmp(relation, "=") != 0) print_str(out, " ", reap_str_of(relation));
  print_part(out, " ", q->value);
  print_part(out, " ", q->low);
  print_part(out, "..", q->high);
  print_part(out, " @", q->level);
  if (q->kind == REAP_Q_PERCENT || !isnan(q->of)) print_part(out, " ", q->count);
  print_part(out, "/", q->of);
  print_part(out, " df ", q->df1);
  print_part(out, ",", q->df2);
  print_str(out, " ", q->unit);
  static const char *const flags[] = {"adjusted",  "derived", "words",       "about",
                                      "one-sided", "trend",   "interaction", "noninferiority"};
  for (unsigned bit = 0; bit < 8; bit++)
    if (q->flags >> bit & 1) print_str(out, " +", reap_str_of(flags[bit]));
  if (q->about != REAP_NONE) print_part(out, " >", q->about);
  print_str(out, " [", reap_text_at(&batch->citations.at[0], q->span));
  print_str(out, "", REAP_STR("]"));
}

static inline const char *quantify_print(test_print *out, const char *text, reap_section_kind kind) {
  reap_batch batch;
  quantify(text, kind, &batch);
  out->used = 0;
  out->text[0] = 0;
  for (uint32_t i = 0; i < batch.quantities.count && out->used < sizeof out->text / 2; i++)
    print_quantity(out, &batch, i);
  reap_batch_free(&batch);
  return out->text;
}

typedef struct {
  const char *text, *expected;
} quantity_case;

static inline void check_cases(const quantity_case *cases, size_t count, reap_section_kind kind) {
  static test_print out;
  size_t failed = 0;
  for (size_t i = 0; i < count; i++) {
    if (strcmp(quantify_print(&out, cases[i].text, kind), cases[i].expected) == 0) continue;
    fprintf(stderr, "text     %s\nexpected %s\ngot      %s\n\n", cases[i].text, cases[i].expected, out.text);
    failed++;
  }
  assert_int_equal(failed, 0);
}
#define CHECK_CASES(cases, kind) check_cases(cases, sizeof(cases) / sizeof *(cases), kind)

#endif
