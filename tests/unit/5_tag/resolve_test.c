/* SPDX-License-Identifier: MIT */
#include "test.h"

#include "4_segment/segment.h"
#include "5_tag/match.h"
#include "5_tag/resolve.h"
#include "lexicon_folder.h"

typedef struct {
  const char *long_form, *short_form;
} definition;

static reap_span span_of(const char *text, const char *part) {
  const char *at = strstr(text, part);
  assert_non_null(at);
  return (reap_span){(uint32_t)(at - text), (uint32_t)(at - text + strlen(part))};
}

/* Tags `text` with these definitions; "MS=D1(A)" for each mention: its words, id and via. */
static void tag(const reap_lexicon *lexicon, const char *text, const definition *definitions, char *got) {
  reap_batch batch = {0};
  reap_error error;
  void *worker;
  reap_citation *citation = reap_push(&batch.citations);
  citation->text = reap_str_of(text);
  citation->sections.count = 1;
  reap_push(&batch.sections)->span = (reap_span){0, citation->text.len};
  assert_int_equal(reap_segment_stage.open(NULL, &worker, &error), REAP_OK);
  assert_int_equal(reap_segment_stage.run(worker, &batch, &error), REAP_OK);
  reap_segment_stage.close(worker);
  reap_match_names(lexicon, &batch, citation);
  for (; definitions->long_form; definitions++) {
    reap_abbreviation *row = reap_push(&batch.abbreviations);
    *row =
        (reap_abbreviation){span_of(text, definitions->short_form), span_of(text, definitions->long_form), REAP_NONE};
    citation->abbreviations.count++;
  }
  reap_resolve_scratch scratch = {0};
  reap_resolve_abbreviations(&scratch, &batch, citation, 0);
  *got = 0;
  for (uint32_t i = 0; i < batch.mentions.count; i++) {
    const reap_mention *m = &batch.mentions.at[i];
    if (i) assert_true(m->span.beg >= batch.mentions.at[i - 1].span.end);
    sprintf(got + strlen(got), "%s%.*s=%s%.*s%s", i ? " " : "", (int)reap_span_len(m->span), text + m->span.beg,
            m->concept == REAP_NONE ? reap_type_name((reap_type)m->type) : "", (int)m->id.len, m->id.ptr,
            m->via == REAP_VIA_ABBREVIATION ? "*" : "");
  }
  reap_resolve_scratch_free(&scratch);
  reap_batch_free(&batch);
}

static const struct {
  const char *text;
  definition definitions[3];
  const char *want;
} cases[] = {
    /* before the definition, after it, in the plural; not inside other words or in other letters */
    {"FUD in the title. Foot ulcer disease (FUD) is common; FUDs heal, fud and FUD2 do not.",
     {{"Foot ulcer disease", "FUD"}},
     "FUD=F* Foot ulcer disease=F FUD=F* FUDs=F*"},
    /* the text's own definition wins over the lexicon's idea of the short form */
    {"Morning stiffness (MST) was less; MST scores.",
     {{"Morning stiffness", "MST"}},
     "Morning stiffness=S MST=S* MST=S*"},
    /* unknown long form: the lexicon's idea is dropped */
    {"Mean symptom time (MST) was less; MST scores.", {{"Mean symptom time", "MST"}}, ""},
    /* without a definition it stays */
    {"MST was less.", {{0}}, "MST=M"},
    /* a long form that ends in a name lends its type */
    {"Severe morning stiffness (SMS) was less; SMS.",
     {{"Severe morning stiffness", "SMS"}},
     "morning stiffness=S SMS=outcome* SMS=outcome*"},
    /* the same type: the lexicon's concept of the short form stays */
    {"Severe multiple sclerosis (MST) rose; MST.",
     {{"Severe multiple sclerosis", "MST"}},
     "multiple sclerosis=M MST=M MST=M"},
    /* a name inside the long form lends nothing, but agrees with what the lexicon knows */
    {"Morning stiffness rating (MSR) rose; MSR.", {{"Morning stiffness rating", "MSR"}}, "Morning stiffness=S"},
    {"Multiple sclerosis type two (MST) rose; MST.",
     {{"Multiple sclerosis type two", "MST"}},
     "Multiple sclerosis=M MST=M MST=M"},
    /* a longer name around the short form stays */
    {"Foot ulcer disease (FUD) and FUD pain.",
     {{"Foot ulcer disease", "FUD"}},
     "Foot ulcer disease=F FUD=F* FUD pain=P"},
    /* short forms of several tokens, one the beginning of the other */
    {"Human cell derivative (hCD-1) and human cell (hCD) lines: hCD-1, hCD, hCD-2, 5-hCD.",
     {{"Human cell derivative", "hCD-1"}, {"human cell", "hCD"}},
     "Human cell derivative=H hCD-1=H* human cell=C hCD=C* hCD-1=H* hCD=C*"},
};

static void short_forms_take_the_meaning_of_their_definition(void **state) {
  (void)state;
  reap_lexicon *lexicon = lexicon_of("F|condition|foot ulcer disease\nS|outcome|morning stiffness\n"
                                     "M|condition|multiple sclerosis\nP|outcome|FUD pain\n"
                                     "H|intervention|human cell derivative\nC|intervention|human cell\n",
                                     "M|MST|case\n", NULL);
  char got[1024];
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    tag(lexicon, cases[i].text, cases[i].definitions, got);
    if (strcmp(got, cases[i].want)) print_error("in: %s\n", cases[i].text);
    assert_string_equal(got, cases[i].want);
  }
  reap_lexicon_free(lexicon);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(short_forms_take_the_meaning_of_their_definition)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
