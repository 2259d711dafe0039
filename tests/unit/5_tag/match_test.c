/* SPDX-License-Identifier: MIT */
#include "test.h"

#include "4_segment/segment.h"
#include "5_tag/match.h"
#include "lexicon_folder.h"

/* A batch of one citation whose sections are the lines of `text`, segmented. */
static void segment(reap_batch *batch, const char *text) {
  reap_error error;
  void *worker;
  reap_citation *citation = reap_push(&batch->citations);
  citation->text = reap_str_of(text);
  for (uint32_t beg = 0, end; beg <= citation->text.len; beg = end + 1) {
    for (end = beg; end < citation->text.len && text[end] != '\n';) end++;
    reap_push(&batch->sections)->span = (reap_span){beg, end};
    citation->sections.count++;
  }
  assert_int_equal(reap_segment_stage.open(NULL, &worker, &error), REAP_OK);
  assert_int_equal(reap_segment_stage.run(worker, batch, &error), REAP_OK);
  reap_segment_stage.close(worker);
}

#define ADD(column)                                                                                                    \
  for (uint32_t i = 0; i < batch.column.count; i++) {                                                                  \
    const reap_mention *m = &batch.column.at[i];                                                                       \
    sprintf(got + strlen(got), "%u %.*s %s %.*s %.*s %d;", m->sentence, (int)reap_span_len(m->span),                   \
            text + m->span.beg, reap_type_name((reap_type)m->type), (int)m->id.len, m->id.ptr, (int)m->name.len,       \
            m->name.ptr, m->flags);                                                                                    \
  }

static void names_of_both_layers_become_rows(void **state) {
  (void)state;
  reap_lexicon *lexicon = lexicon_of("A|condition|asthma\nB|condition|cough|\nC|outcome|cold\nno|cue_negation|no|pre\n"
                                     "week|cue_unit|week|time\nS|outcome|no cough\n",
                                     "C|flare\nA|flare\n", NULL);
  const char *text = "Asthma and cough\nNo cough after 4 weeks. A flare of asthma.";
  reap_batch batch = {0};
  char got[1024] = "";
  segment(&batch, text);
  reap_match_names(lexicon, &batch, &batch.citations.at[0]);
  ADD(mentions);
  assert_string_equal(got, "0 Asthma condition A asthma 0;0 cough condition B cough 0;1 No cough outcome S no cough 0;"
                           "2 flare condition A asthma 4;2 asthma condition A asthma 0;");
  *got = 0;
  ADD(cues);
  assert_string_equal(got, "1 No cue_negation no pre 0;1 weeks cue_unit week time 0;");
  reap_batch_free(&batch);
  reap_lexicon_free(lexicon);
}

static void no_text_gives_no_rows(void **state) {
  (void)state;
  reap_lexicon *lexicon = lexicon_of("A|condition|asthma\n", NULL, NULL);
  reap_batch batch = {0};
  segment(&batch, "");
  reap_match_names(lexicon, &batch, &batch.citations.at[0]);
  assert_int_equal(batch.mentions.count + batch.cues.count, 0);
  reap_batch_free(&batch);
  reap_lexicon_free(lexicon);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(names_of_both_layers_become_rows),
                                     cmocka_unit_test(no_text_gives_no_rows)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
