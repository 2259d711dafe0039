/* SPDX-License-Identifier: MIT */
/* Who took part, as the tagger sees it: phrases that it doubts go, runs that it believes become phrases. */
#include "7_assemble/phrases/tagged.h"

/* How probable a rule's phrase, and a lexicon's name, must be, on average, to stay; and the tokens at a phrase's ends.
 */
static const float kept = .55f, name_kept = .4f, ends = .15f;
/* How probable each token between them must be. Results name people that were not the study's. */
static const float taken[REAP_PARTS] = {[REAP_PART_EARLY] = .1f, [REAP_PART_RESULTS] = .8f, [REAP_PART_LATE] = .8f};

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
  while (run.count && reap_share_at(a, run.first, REAP_SAYS_PEOPLE) < ends) run.first++, run.count--;
  while (run.count && reap_share_at(a, run.first + run.count - 1, REAP_SAYS_PEOPLE) < ends) run.count--;
  return before_study(a, reap_trimmed_run(a, run));
}

void reap_tagged_people(reap_assembler *a) {
  uint32_t count = a->citation->phrases.count;
  reap_doubt(a, REAP_POPULATION, REAP_SAYS_PEOPLE, kept, name_kept);
  reap_run_walk walk = {0};
  while (reap_walk_runs(a, REAP_SAYS_PEOPLE, taken, &walk)) {
    reap_run phrase = likely(a, walk.run);
    if (phrase.count && reap_run_names(a, phrase))
      reap_phrase_add(a, walk.sentence, REAP_POPULATION, REAP_VIA_TAGGER, joined(a, reap_run_span(a, phrase), count));
  }
}
