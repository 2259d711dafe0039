/* SPDX-License-Identifier: MIT */
/* Who took part, as the tagger sees it: phrases that it doubts go, runs that it believes become phrases. */
#include "7_assemble/phrases/tagged.h"

/* How probable a rule's phrase, and a lexicon's name, must be, on average, to stay; and the tokens at a phrase's ends.
 */
static const float kept = .55f, name_kept = .4f, ends = .15f;
/* How probable each token between them must be. Results name people that were not the study's. */
static const float taken[REAP_PARTS] = {[REAP_PART_EARLY] = .1f, [REAP_PART_RESULTS] = .8f, [REAP_PART_LATE] = .8f};

static void doubt(reap_assembler *a) {
  reap_range rows = a->citation->phrases, names = a->citation->mentions;
  for (uint32_t i = rows.first; i < rows.first + rows.count; i++) {
    reap_mention *row = &a->batch->phrases.at[i];
    if (row->type == REAP_POPULATION && reap_share_in(a, row->span, REAP_SAYS_PEOPLE) < kept)
      row->span.end = row->span.beg;
  }
  for (uint32_t i = names.first; i < names.first + names.count; i++) {
    reap_mention *name = &a->batch->mentions.at[i];
    if (name->type == REAP_POPULATION && reap_share_in(a, name->span, REAP_SAYS_PEOPLE) < name_kept)
      name->type = REAP_OTHER;
  }
}

/* The phrase takes in those of the rules that it touches, which become empty. */
static reap_span joined(reap_assembler *a, reap_span span, uint32_t count) {
  reap_mention *rows = a->batch->phrases.at;
  uint32_t end = a->citation->phrases.first + count;
  for (uint32_t i = reap_first_phrase(a, span.beg, count); i < end && rows[i].span.beg < span.end; i++) {
    if (rows[i].type != REAP_POPULATION || !reap_span_overlap(rows[i].span, span)) continue;
    if (rows[i].span.beg < span.beg) span.beg = rows[i].span.beg;
    if (rows[i].span.end > span.end) span.end = rows[i].span.end;
    rows[i].span.end = rows[i].span.beg;
  }
  return span;
}

/* The run without "in a randomized trial" at its end. */
static reap_run before_study(const reap_assembler *a, reap_run run) {
  uint32_t last = run.first + run.count - 1, t = last;
  if (!run.count || !(reap_word_is(a, last, "trial") || reap_bits_at(a, last) & REAP_W_ALLOCATE)) return run;
  while (t > run.first && !(reap_bits_at(a, t) & REAP_W_PREPOSITION)) t--;
  return t > run.first ? (reap_run){run.first, t - run.first} : run;
}

/* The run without unlikely tokens at its ends. */
static reap_run likely(const reap_assembler *a, reap_run run) {
  while (run.count && reap_share_in(a, reap_token_at(a, run.first)->span, REAP_SAYS_PEOPLE) < ends)
    run.first++, run.count--;
  while (run.count && reap_share_in(a, reap_token_at(a, run.first + run.count - 1)->span, REAP_SAYS_PEOPLE) < ends)
    run.count--;
  return before_study(a, reap_trimmed_run(a, run));
}

void reap_tagged_people(reap_assembler *a) {
  uint32_t count = a->citation->phrases.count;
  doubt(a);
  for (uint32_t i = 0; i < a->citation->sentences.count; i++) {
    uint32_t sentence = a->citation->sentences.first + i;
    uint32_t token = a->batch->sentences.at[sentence].tokens.first;
    for (reap_run run;; token = run.first + run.count) {
      run = reap_next_run(a, sentence, token, REAP_SAYS_PEOPLE, taken[reap_part_of(a, sentence)]);
      if (!run.count) break;
      reap_run phrase = likely(a, run);
      if (phrase.count && reap_run_names(a, phrase))
        reap_phrase_add(a, sentence, REAP_POPULATION, REAP_VIA_TAGGER, joined(a, reap_run_span(a, phrase), count));
    }
  }
}
