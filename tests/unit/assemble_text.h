/* SPDX-License-Identifier: MIT */
/* Runs all stages on a small report (title, methods, results) with the cue lexicons of the repository, and prints its
 * arms and findings in one line each. */
#ifndef REAP_TEST_ASSEMBLE_TEXT_H
#define REAP_TEST_ASSEMBLE_TEXT_H

#include "quantify_text.h"

typedef struct {
  const char *title, *methods, *results;
  const char *methods_label; /* as printed, or NULL */
} test_report;

static inline void add_part(reap_batch *batch, char *text, const char *part, reap_section_kind kind) {
  size_t at = strlen(text);
  if (at) strcat(text, "\n"), at++;
  strcat(text, part);
  reap_section *section = reap_push(&batch->sections);
  section->span = (reap_span){(uint32_t)at, (uint32_t)strlen(text)};
  section->kind = (uint8_t)kind;
}

/* The caller frees *batch; `text` (at least 8 KB) holds the citation's text as long as it is used. */
static inline void assemble(const test_report *report, char *text, reap_batch *batch) {
  static const char *const stages[] = {"segment", "tag", "quantify", "assemble"};
  *batch = (reap_batch){0};
  text[0] = 0;
  add_part(batch, text, report->title ? report->title : "A trial", REAP_SECTION_TITLE);
  if (report->methods) add_part(batch, text, report->methods, REAP_SECTION_METHODS);
  if (report->methods_label) batch->sections.at[1].label = reap_str_of(report->methods_label);
  if (report->results) add_part(batch, text, report->results, REAP_SECTION_RESULTS);
  reap_citation *citation = reap_push(&batch->citations);
  citation->text = reap_str_of(text);
  citation->title = batch->sections.at[0].span;
  citation->sections = (reap_range){0, batch->sections.count};
  for (size_t i = 0; i < sizeof stages / sizeof *stages; i++)
    assert_int_equal(reap_worker_run_stage(test_worker, stages[i], batch, NULL), REAP_OK);
  assert_int_equal(batch->attributions.count, batch->quantities.count);
}

static inline reap_str arm_name(const reap_batch *batch, uint32_t arm) {
  if (arm == REAP_NONE) return REAP_STR("-");
  if (arm == REAP_BASELINE) return REAP_STR("baseline");
  return reap_text_at(&batch->citations.at[0], batch->arms.at[arm].label);
}

/* "label/role n; ..." */
static inline const char *print_arms(test_print *out, const reap_batch *batch) {
  out->used = 0;
  out->text[0] = 0;
  for (uint32_t i = 0; i < batch->arms.count; i++) {
    const char *role = reap_arm_role_name((reap_arm_role)batch->arms.at[i].role);
    print_str(out, i ? "; " : "", arm_name(batch, i));
    print_str(out, "/", reap_str_of(role ? role : "unknown"));
    print_part(out, " ", batch->arms.at[i].n);
  }
  return out->text;
}

/* Assembles the report of case i and holds its arms, as printed, against what is expected. */
static inline void expect_arms(size_t i, const test_report *report, const char *expected) {
  static char text[8192];
  static test_print out;
  reap_batch batch;
  assemble(report, text, &batch);
  const char *got = print_arms(&out, &batch);
  if (strcmp(got, expected) != 0) fail_msg("%zu: got \"%s\", expected \"%s\"", i, got, expected);
  reap_batch_free(&batch);
}

static inline void print_datum(test_print *out, const reap_batch *batch, const reap_datum *datum) {
  print_str(out, " {", arm_name(batch, datum->arm));
  print_part(out, " ", datum->value);
  print_part(out, " sd ", datum->sd);
  print_part(out, " ", datum->low);
  print_part(out, "..", datum->high);
  print_part(out, " of ", datum->of);
  print_str(out, "", datum->derived ? REAP_STR(" derived}") : REAP_STR("}"));
}

/* "outcome: arm vs comparator direction p=... effect=... at time {arm value} ...; ..." */
static inline const char *print_findings(test_print *out, const reap_batch *batch) {
  out->used = 0;
  out->text[0] = 0;
  for (uint32_t i = 0; i < batch->findings.count && out->used < sizeof out->text / 2; i++) {
    const reap_finding *f = &batch->findings.at[i];
    print_str(out, i ? "; " : "", reap_text_at(&batch->citations.at[0], batch->outcomes.at[f->outcome].span));
    print_str(out, ": ", arm_name(batch, f->arm));
    print_str(out, " vs ", arm_name(batch, f->comparator));
    print_str(out, ", ", reap_str_of(reap_direction_name((reap_direction)f->direction)));
    if (f->p != REAP_NONE) print_part(out, ", p ", batch->quantities.at[f->p].value);
    if (f->effect != REAP_NONE) print_part(out, ", effect ", batch->quantities.at[f->effect].value);
    if (f->timepoint != REAP_NONE)
      print_str(out, ", at ", reap_text_at(&batch->citations.at[0], batch->quantities.at[f->timepoint].span));
    for (uint32_t k = 0; k < f->data.count; k++) print_datum(out, batch, &batch->data.at[f->data.first + k]);
  }
  return out->text;
}

#endif
