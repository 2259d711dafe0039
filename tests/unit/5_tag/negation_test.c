/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>

#include "5_tag/negation.h"
#include "text/fold.h"

/* One sentence; {x} is a mention, <x> a negation before, >x< one after, ~x~ a pseudo negation, ?x? a possibility,
 * !x! an aim. The expected marks follow in the order of the mentions: n, h or -. */
static const struct {
  const char *text, *expected;
  uint8_t section;
} cases[] = {
    {"There was <no> {recurrence}.", "n", 0},
    {"<Absence of> {infection} and {pain} was noted with {honey}.", "nn-", 0},
    {"<without> {fever}, {pain} or {bleeding}, while {fatigue} rose", "nnn-", 0},
    {"<No> {infection} was seen in the {honey} group.", "n-", 0},
    {"<no> {infection}, and {pain} fell", "n-", 0},
    {"{Recurrence} >was not observed< in 24 months of {honey}.", "n-", 0},
    {"{Recurrence} of {ulcers} >was not observed<.", "n-", 0},
    {"{Infection}, {pain} and {fever} >were absent<", "nnn", 0},
    {"In {diabetes}, {recurrence} >was not seen<", "-n", 0},
    {"In {diabetes} {recurrence} >was not seen<", "-n", 0},
    {"~not only~ {pain} but {fever}", "--", 0},
    {"~no significant~ {adverse events} occurred", "n", 0},
    {"<no> {pain} relief", "-", 0},
    {"<did not> reduce {pain}", "-", 0},
    {"<was not> a {diabetic}", "n", 0},
    {"<did not have> {pain} or {fever}", "nn", 0},
    {"<None of> the ten patients had {pain} after {surgery}.", "n-", 0},
    {"<no> evidence of {infection}; {pain} fell", "n-", 0},
    {"with or <without> {fever}", "-", 0},
    {"<not> in the {controls}", "-", 0},
    {"{pain} (<no> {fever}) and {fatigue}", "-n-", 0},
    {"{Honey} ?may? reduce {pain} and {fever}, but {itch} rose", "-hh-", 0},
    {"!to assess! {pain} in {diabetes}", "hh", 0},
    {"!to assess! {pain}", "-", REAP_SECTION_RESULTS},
    {"{Pain} !was assessed! with {scales}", "h-", REAP_SECTION_METHODS},
};

typedef struct {
  char text[256];
  uint32_t length;
  reap_batch batch;
} sample;

static void add_row(sample *s, bool cue, uint8_t type, const char *id, uint32_t beg) {
  reap_mention *row = cue ? reap_push(&s->batch.cues) : reap_push(&s->batch.mentions);
  row->span = (reap_span){beg, s->length};
  row->type = type;
  row->id = reap_str_of(id);
}

static void close_mark(sample *s, char mark, uint32_t beg) {
  if (mark == '{') add_row(s, false, REAP_OUTCOME, "x", beg);
  if (mark == '<') add_row(s, true, REAP_CUE_NEGATION, "pre", beg);
  if (mark == '>') add_row(s, true, REAP_CUE_NEGATION, "post", beg);
  if (mark == '~') add_row(s, true, REAP_CUE_NEGATION, "pseudo", beg);
  if (mark == '?') add_row(s, true, REAP_CUE_HYPOTHETICAL, "possible", beg);
  if (mark == '!') add_row(s, true, REAP_CUE_HYPOTHETICAL, "aim", beg);
}

static void read_sample(sample *s, const char *marked) {
  static const char openers[] = "{<>~?!", closers[] = "}><~?!";
  uint32_t beg = 0;
  char open = 0;
  for (; *marked; marked++) {
    const char *opener = strchr(openers, *marked);
    if (open && *marked == closers[strchr(openers, open) - openers]) {
      close_mark(s, open, beg);
      open = 0;
    } else if (!open && opener) {
      open = *marked;
      beg = s->length;
    } else {
      s->text[s->length++] = *marked;
    }
  }
}

static void fill_batch(sample *s, uint8_t section) {
  reap_tokenizer *tokenizer;
  assert_int_equal(reap_tokenizer_open(&tokenizer, NULL), REAP_OK);
  reap_section *row = reap_push(&s->batch.sections);
  row->kind = section;
  reap_sentence *sentence = reap_push(&s->batch.sentences);
  sentence->span = (reap_span){0, s->length};
  reap_tokenize(tokenizer, (reap_str){s->text, s->length}, sentence->span, (reap_token_vec *)&s->batch.tokens);
  sentence->tokens.count = s->batch.tokens.count;
  reap_tokenizer_close(tokenizer);
}

static void marks_scopes(void **state) {
  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    sample s = {.length = 0};
    read_sample(&s, cases[i].text);
    fill_batch(&s, cases[i].section);
    reap_citation citation = {.text = {s.text, s.length}, .sentences = {0, 1}};
    citation.mentions.count = s.batch.mentions.count;
    citation.cues.count = s.batch.cues.count;
    reap_mark_negation(&s.batch, &citation);
    char got[32] = "";
    for (uint32_t k = 0; k < s.batch.mentions.count; k++) {
      uint8_t flags = s.batch.mentions.at[k].flags;
      strcat(got, flags & REAP_MENTION_NEGATED ? "n" : flags & REAP_MENTION_HYPOTHETICAL ? "h" : "-");
    }
    if (strcmp(got, cases[i].expected) != 0) fail_msg("%s: %s, not %s", cases[i].text, got, cases[i].expected);
    reap_batch_free(&s.batch);
  }
}

static void denies_designs(void **state) {
  (void)state;
  sample s = {.length = 0};
  read_sample(&s, "The trial <was not> ");
  uint32_t beg = s.length;
  strcat(s.text, "randomized.");
  s.length = (uint32_t)strlen(s.text) - 1;
  add_row(&s, true, REAP_CUE_DESIGN, "allocation:randomized", beg);
  fill_batch(&s, REAP_SECTION_METHODS);
  reap_citation citation = {.text = {s.text, s.length}, .sentences = {0, 1}, .cues = {0, 2}};
  reap_mark_negation(&s.batch, &citation);
  assert_int_equal(s.batch.cues.at[1].flags, REAP_MENTION_NEGATED);
  reap_batch_free(&s.batch);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(marks_scopes), cmocka_unit_test(denies_designs)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
