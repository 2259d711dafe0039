/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "7_assemble/assembler.h"

/* A citation whose every line is a section of one sentence; cues and sizes are found by their words. */
typedef struct {
  uint8_t kind; /* reap_section_kind */
  const char *text;
} line;
typedef struct {
  const char *words, *id;
  uint8_t type; /* 0: REAP_CUE_DESIGN */
} cue;

enum { LINES = 4, CUES = 5, TYPES = 3 };
typedef struct {
  const char *name;
  line lines[LINES];
  cue cues[CUES];
  const char *publication_types[TYPES];
  const char *type, *allocation, *masking, *phase, *centers;
} example;

static const example examples[] = {
    {"the title says it",
     {{REAP_SECTION_TITLE, "Gauze or foam: a randomised, double-blind trial."}},
     {{"randomised, double-blind trial", "type:randomized controlled trial"}},
     {NULL},
     "randomized controlled trial",
     "randomized",
     "double-blind",
     NULL,
     NULL},
    {"a wish is no design",
     {{REAP_SECTION_TITLE, "Larval therapy."},
      {REAP_SECTION_UNKNOWN, "Larger randomized, double-blind trials are warranted in a single centre."}},
     {{"randomized", "allocation:randomized"},
      {"double-blind", "masking:double-blind"},
      {"warranted", "possible", REAP_CUE_HYPOTHETICAL}},
     {NULL},
     NULL,
     NULL,
     NULL,
     NULL,
     NULL},
    {"nor are other people's trials, nor the background",
     {{REAP_SECTION_UNKNOWN, "Randomized trials have shown little."},
      {REAP_SECTION_BACKGROUND, "A randomized controlled trial was done before."}},
     {{"Randomized", "allocation:randomized"}, {"randomized controlled trial", "type:randomized controlled trial"}},
     {NULL},
     NULL,
     NULL,
     NULL,
     NULL,
     NULL},
    {"fields alone",
     {{REAP_SECTION_TITLE, "Foam."}},
     {{NULL, NULL}},
     {"Clinical Trial, Phase I", "Clinical Trial, Phase II", "Multicenter Study"},
     "clinical trial",
     NULL,
     NULL,
     "1/2",
     "multicenter"},
    {"crossing over refines a randomized trial",
     {{REAP_SECTION_METHODS, "In this crossover study people were randomly assigned to an order."}},
     {{"crossover study", "type:crossover trial"}, {"randomly", "allocation:randomized"}},
     {"Randomized Controlled Trial"},
     "crossover trial",
     "randomized",
     NULL,
     NULL,
     NULL},
    {"patients may cross over without that",
     {{REAP_SECTION_METHODS, "Patients were randomized; crossover was allowed at progression."}},
     {{"randomized", "allocation:randomized"}, {"crossover", "type:crossover trial"}},
     {NULL},
     "randomized controlled trial",
     "randomized",
     NULL,
     NULL,
     NULL},
    {"drawn at random is not allocated at random",
     {{REAP_SECTION_METHODS, "A cohort study of randomly selected schools."}},
     {{"cohort study", "type:cohort study"}, {"randomly", "allocation:randomized"}},
     {NULL},
     "cohort study",
     NULL,
     NULL,
     NULL,
     NULL},
    {"nor is a cue of sizes that says so",
     {{REAP_SECTION_METHODS, "Nurses of randomly selected homes were asked."}},
     {{"randomly selected", "randomized", REAP_CUE_SIZE_ROLE}},
     {NULL},
     NULL,
     NULL,
     NULL,
     NULL,
     NULL},
    {"a cue of sizes tells the allocation",
     {{REAP_SECTION_METHODS, "They were randomly divided into groups."}},
     {{"were randomly divided", "randomized", REAP_CUE_SIZE_ROLE}},
     {NULL},
     "randomized controlled trial",
     "randomized",
     NULL,
     NULL,
     NULL},
    {"others' meta-analyses are no design",
     {{REAP_SECTION_UNKNOWN, "A meta-analysis suggests that foam is better."}},
     {{"meta-analysis", "type:meta-analysis"}},
     {NULL},
     NULL,
     NULL,
     NULL,
     NULL,
     NULL},
    {"double-blind means that something was compared",
     {{REAP_SECTION_METHODS, "Double-blind comparison of foam and gauze."}},
     {{"Double-blind", "masking:double-blind"}},
     {NULL},
     "controlled clinical trial",
     NULL,
     "double-blind",
     NULL,
     NULL},
    {"before and after in two groups is not one arm",
     {{REAP_SECTION_METHODS, "A pretest-posttest design with a control group."}},
     {{"pretest-posttest design", "type:single-arm trial"}, {"control group", "control group", REAP_CUE_ARM}},
     {NULL},
     NULL,
     NULL,
     NULL,
     NULL,
     NULL},
    {"not randomized",
     {{REAP_SECTION_METHODS, "A nonrandomized controlled trial."}},
     {{"nonrandomized", "allocation:non-randomized"}, {"controlled trial", "type:controlled clinical trial"}},
     {NULL},
     "non-randomized trial",
     "non-randomized",
     NULL,
     NULL,
     NULL},
    {"a plan",
     {{REAP_SECTION_METHODS, "Eighty adults will be randomized."}},
     {{"will be randomized", "type:protocol"}},
     {NULL},
     "protocol",
     "randomized",
     NULL,
     NULL,
     NULL},
    {"a review of randomized trials",
     {{REAP_SECTION_TITLE, "Foam: systematic review and meta-analysis of randomised trials."}},
     {{"systematic review and meta-analysis", "type:meta-analysis"}, {"randomised", "allocation:randomized"}},
     {"Review"},
     "meta-analysis",
     NULL,
     NULL,
     NULL,
     NULL},
    {"phases of a cycle are none of a trial",
     {{REAP_SECTION_METHODS, "In phase 2 (weeks 5-8) people rested."}},
     {{"phase 2", "phase:2"}},
     {"Journal Article"},
     NULL,
     NULL,
     NULL,
     NULL,
     NULL},
    {"open label beside a blinded assessor",
     {{REAP_SECTION_METHODS, "Open-label, phase 3 trial at one centre with blinded assessors."}},
     {{"Open-label", "masking:open label"},
      {"phase 3", "phase:3"},
      {"one centre", "centers:single-center"},
      {"blinded assessors", "masking:assessor-blind"},
      {"trial", "type:clinical trial"}},
     {NULL},
     "clinical trial",
     NULL,
     "open label",
     "3",
     "single-center"},
};

static char text[512];

static void add_line(reap_batch *batch, reap_citation *citation, const line *from, uint32_t *len) {
  uint32_t beg = *len;
  size_t size = strlen(from->text);
  memcpy(text + beg, from->text, size);
  *len += (uint32_t)size + 1;
  text[*len - 1] = '\n';
  reap_section *section = reap_push(&batch->sections);
  section->span = (reap_span){beg, *len - 1};
  section->kind = from->kind;
  reap_sentence *sentence = reap_push(&batch->sentences);
  sentence->span = section->span;
  sentence->section = batch->sections.count - 1;
  citation->sections.count++;
  citation->sentences.count++;
}

static void add_cue(reap_batch *batch, reap_citation *citation, const cue *from) {
  const char *at = strstr(text, from->words);
  assert_non_null(at);
  reap_mention *row = reap_push(&batch->cues);
  row->span = (reap_span){(uint32_t)(at - text), (uint32_t)(at - text + strlen(from->words))};
  while (!reap_span_holds(batch->sentences.at[row->sentence].span, row->span)) row->sentence++;
  row->type = from->type ? from->type : REAP_CUE_DESIGN;
  row->id = reap_str_of(from->id);
  citation->cues.count++;
}

static void build(reap_batch *batch, const example *e) {
  reap_citation *citation = reap_push(&batch->citations);
  uint32_t len = 0;
  memset(text, 0, sizeof text);
  for (int i = 0; i < LINES && e->lines[i].text; i++) add_line(batch, citation, &e->lines[i], &len);
  citation->text = (reap_str){text, len};
  for (int i = 0; i < CUES && e->cues[i].words; i++) add_cue(batch, citation, &e->cues[i]);
  for (int i = 0; i < TYPES && e->publication_types[i]; i++, citation->publication_types.count++)
    ((reap_text_row *)reap_push(&batch->publication_types))->text = reap_str_of(e->publication_types[i]);
}

static void expect(const example *e, const char *field, reap_str got, const char *want) {
  if (!reap_str_equal(got, reap_str_of(want)))
    fail_msg("%s: %s is \"%.*s\", want \"%s\"", e->name, field, (int)got.len, got.ptr, want ? want : "");
}

static void tells_designs(void **state) {
  (void)state;
  reap_batch batch = {0};
  reap_assembler worker = {0};
  for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
    const example *e = &examples[i];
    reap_batch_reset(&batch);
    build(&batch, e);
    reap_find_design(&worker, &batch, &batch.citations.at[0]);
    assert_int_equal(batch.citations.at[0].designs.count, 1);
    const reap_design *design = &batch.designs.at[0];
    expect(e, "type", design->type, e->type);
    expect(e, "allocation", design->allocation, e->allocation);
    expect(e, "masking", design->masking, e->masking);
    expect(e, "phase", design->phase, e->phase);
    expect(e, "centers", design->centers, e->centers);
    assert_int_equal(design->n_total, REAP_NONE);
  }
  reap_batch_free(&batch);
}

static void add_size(reap_batch *batch, reap_citation *citation, double value, uint8_t role, uint8_t stage,
                     uint32_t sentence) {
  reap_quantity *q = reap_push(&batch->quantities);
  reap_quantity_clear(q);
  q->kind = REAP_Q_SAMPLE_SIZE;
  q->role = role;
  q->stage = stage;
  q->value = value;
  q->sentence = sentence;
  citation->quantities.count++;
}

static void total_is_what_was_randomized(void **state) {
  (void)state;
  static const example e = {.lines = {{REAP_SECTION_BACKGROUND, "Earlier 900 people were studied."},
                                      {REAP_SECTION_METHODS, "We enrolled 120 people, and 100 were randomized."},
                                      {REAP_SECTION_RESULTS, "Of 120 people 94 completed."}}};
  reap_batch batch = {0};
  reap_assembler worker = {0};
  build(&batch, &e);
  reap_citation *citation = &batch.citations.at[0];
  add_size(&batch, citation, 900, REAP_ROLE_TOTAL, REAP_STAGE_RANDOMIZED, 0);
  add_size(&batch, citation, 100, REAP_ROLE_TOTAL, REAP_STAGE_RANDOMIZED, 1);
  add_size(&batch, citation, 120, REAP_ROLE_TOTAL, REAP_STAGE_ENROLLED, 1);
  add_size(&batch, citation, 94, REAP_ROLE_TOTAL, REAP_STAGE_COMPLETED, 2);
  reap_find_design(&worker, &batch, citation);
  assert_int_equal(batch.designs.at[0].n_total, 1);
  reap_batch_free(&batch);
}

/* A trial that sets nothing against anything has one arm. */
static void one_arm_when_nothing_is_compared(void **state) {
  (void)state;
  static const example alone = {.lines = {{REAP_SECTION_METHODS, "In this trial ten adults got injections."}},
                                .cues = {{"trial", "type:clinical trial"}}};
  static const example compared = {.lines = {{REAP_SECTION_METHODS, "In this trial injections versus gauze."}},
                                   .cues = {{"trial", "type:clinical trial"}, {"versus", "versus", REAP_CUE_VERSUS}}};
  reap_batch batch = {0};
  reap_assembler worker = {0};
  build(&batch, &alone);
  add_size(&batch, &batch.citations.at[0], 10, REAP_ROLE_TOTAL, REAP_STAGE_NONE, 0);
  reap_find_design(&worker, &batch, &batch.citations.at[0]);
  assert_true(reap_str_equal(batch.designs.at[0].type, REAP_STR("single-arm trial")));
  reap_batch_reset(&batch);
  build(&batch, &compared);
  add_size(&batch, &batch.citations.at[0], 10, REAP_ROLE_TOTAL, REAP_STAGE_NONE, 0);
  reap_find_design(&worker, &batch, &batch.citations.at[0]);
  assert_true(reap_str_equal(batch.designs.at[0].type, REAP_STR("clinical trial")));
  reap_batch_free(&batch);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(tells_designs), cmocka_unit_test(total_is_what_was_randomized),
                                     cmocka_unit_test(one_arm_when_nothing_is_compared)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
