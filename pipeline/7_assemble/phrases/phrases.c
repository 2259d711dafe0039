/* SPDX-License-Identifier: MIT */
/* Whole phrases, found by their place in the sentence, for what the lexicon names only in part: who took part, what was
 * measured. */
#include "7_assemble/phrases/phrases.h"
#include "7_assemble/phrases/tagged.h"

enum { PHRASES_MAX = 400 }; /* a citation's */

/* How probable it must be that a condition is the participants', inside an outcome. */
static const float people_min = .1f;

void reap_phrase_add(reap_assembler *a, uint32_t sentence, reap_type type, reap_via via, reap_span span) {
  reap_range *rows = &a->citation->phrases;
  if (rows->count >= PHRASES_MAX || span.beg >= span.end) return;
  rows->count++;
  reap_mention *row = reap_push(&a->batch->phrases);
  row->span = span;
  row->sentence = sentence;
  row->concept = REAP_NONE;
  row->type = (uint8_t)type;
  row->via = (uint8_t)via;
}

bool reap_names_arm_at(const reap_assembler *a, uint32_t token) {
  uint32_t low = 0, high = a->hits.count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (a->hits.at[middle].token + a->hits.at[middle].count <= token)
      low = middle + 1;
    else
      high = middle;
  }
  return low < a->hits.count && a->hits.at[low].token <= token;
}

/* Insertion sort: the rows come nearly in order. */
static void sort(reap_mention *rows, uint32_t count) {
  for (uint32_t i = 1; i < count; i++) {
    reap_mention row = rows[i];
    uint32_t k = i;
    for (; k && rows[k - 1].span.beg > row.span.beg; k--) rows[k] = rows[k - 1];
    rows[k] = row;
  }
}

/* The last sentences of an abstract without labels: they say again what was found, or what may follow from it. */
static bool sums_up(const reap_assembler *a, uint32_t sentence) {
  return a->citation->plain_text && a->kinds.at[sentence] == REAP_SECTION_CONCLUSIONS;
}

static bool has_result(const reap_assembler *a, const reap_item *item) {
  return item->row == REAP_NONE || a->outcome_of.at[item->row - a->citation->outcomes.first] != REAP_NONE;
}

static bool same_phrase(const reap_mention *x, const reap_mention *y) {
  return x->type == y->type && reap_span_same(x->span, y->span);
}

/* A phrase that a name of the lexicon is too, of the same type, says nothing more: the name with its concept stays. */
static void drop_named(reap_assembler *a) {
  reap_range *rows = &a->citation->phrases, names = a->citation->mentions;
  reap_mention *phrases = a->batch->phrases.at + rows->first;
  uint32_t kept = 0, name = names.first;
  for (uint32_t i = 0; i < rows->count; i++) {
    while (name < names.first + names.count && a->batch->mentions.at[name].span.beg < phrases[i].span.beg) name++;
    const reap_mention *at = name < names.first + names.count ? &a->batch->mentions.at[name] : NULL;
    if (!at || !same_phrase(at, &phrases[i])) phrases[kept++] = phrases[i];
  }
  a->batch->phrases.count -= rows->count - kept;
  rows->count = kept;
}

/* Phrases that have gone into a longer one are empty; one that has grown may be the same as another now. The rows are
 * in text order. */
static void drop_empty(reap_assembler *a) {
  reap_range *rows = &a->citation->phrases;
  reap_mention *phrases = a->batch->phrases.at + rows->first;
  uint32_t kept = 0;
  for (uint32_t i = 0; i < rows->count; i++) {
    bool again = false;
    for (uint32_t k = kept; k && !again && phrases[k - 1].span.beg == phrases[i].span.beg; k--)
      again = same_phrase(&phrases[k - 1], &phrases[i]);
    if (phrases[i].span.beg < phrases[i].span.end && !again) phrases[kept++] = phrases[i];
  }
  a->batch->phrases.count -= rows->count - kept;
  rows->count = kept;
}

/* Every place where an outcome of the findings is told. */
static void outcome_phrases(reap_assembler *a) {
  for (uint32_t s = 0; s < a->item_ranges.count; s++) {
    if (sums_up(a, s)) continue;
    reap_range items = a->item_ranges.at[s];
    for (uint32_t i = items.first; i < items.first + items.count; i++)
      if (a->items.at[i].kind == REAP_ITEM_OUTCOME && has_result(a, &a->items.at[i]))
        reap_phrase_add(a, a->citation->sentences.first + s, REAP_OUTCOME, REAP_VIA_PATTERN, a->items.at[i].span);
  }
}

/* A name of the lexicon counts as an outcome where results are told, or in a labelled section that may name outcomes;
 * elsewhere it is background. */
static bool may_be_outcome(const reap_assembler *a, const reap_mention *name) {
  uint32_t sentence = name->sentence - a->citation->sentences.first;
  switch (a->kinds.at[sentence]) {
  case REAP_SECTION_TITLE:
  case REAP_SECTION_OBJECTIVE:
  case REAP_SECTION_METHODS:
  case REAP_SECTION_RESULTS:
    return true;
  case REAP_SECTION_CONCLUSIONS:
    return !sums_up(a, sentence);
  default:
    return a->tells.at[sentence] != REAP_TELLS_NOTHING;
  }
}

/* Whether an outcome phrase touches the span; `row` moves on with spans in text order. */
static bool in_outcome_phrase(const reap_assembler *a, reap_span span, uint32_t *row) {
  const reap_mention *rows = a->batch->phrases.at;
  uint32_t end = a->citation->phrases.first + a->citation->phrases.count;
  while (*row < end && rows[*row].span.end <= span.beg) ++*row;
  for (uint32_t i = *row; i < end && rows[i].span.beg < span.end; i++)
    if (rows[i].type == REAP_OUTCOME && reap_span_overlap(rows[i].span, span)) return true;
  return false;
}

/* The longest name wins, and what the background speaks of is no outcome of this study: such names become `other`. So
 * does a condition that is a part of what was measured ("relapse of depression") and not what the participants have. */
static void settle_outcomes(reap_assembler *a) {
  reap_range names = a->citation->mentions;
  uint32_t row = a->citation->phrases.first;
  bool asked = a->shares.count && reap_compares_people(a);
  for (uint32_t i = names.first; i < names.first + names.count; i++) {
    reap_mention *name = &a->batch->mentions.at[i];
    if (name->type == REAP_OUTCOME && (in_outcome_phrase(a, name->span, &row) || !may_be_outcome(a, name)))
      name->type = REAP_OTHER;
    if (name->type == REAP_CONDITION && asked && in_outcome_phrase(a, name->span, &row) &&
        reap_share_in(a, name->span, REAP_SAYS_PEOPLE) < people_min)
      name->type = REAP_OTHER;
  }
}

static void mark(uint32_t *row_of, const reap_range *rows, uint32_t row) {
  if (row != REAP_NONE && row >= rows->first && row - rows->first < rows->count) row_of[row - rows->first] = row;
}

static void move(const uint32_t *row_of, const reap_range *rows, uint32_t *row) {
  if (*row != REAP_NONE && *row >= rows->first && *row - rows->first < rows->count) *row = row_of[*row - rows->first];
}

void reap_drop_untold_outcomes(reap_assembler *a) {
  reap_batch *batch = a->batch;
  reap_range *rows = &a->citation->outcomes, findings = a->citation->findings, values = a->citation->quantities;
  reap_vec_resize(&a->outcome_of, rows->count);
  uint32_t *row_of = a->outcome_of.at, kept = 0;
  for (uint32_t i = 0; i < rows->count; i++) row_of[i] = REAP_NONE;
  for (uint32_t i = findings.first; i < findings.first + findings.count; i++)
    mark(row_of, rows, batch->findings.at[i].outcome);
  for (uint32_t i = values.first; i < values.first + values.count; i++)
    mark(row_of, rows, batch->attributions.at[i].outcome);
  for (uint32_t i = 0; i < rows->count; i++) {
    if (row_of[i] == REAP_NONE) continue;
    row_of[i] = rows->first + kept;
    batch->outcomes.at[rows->first + kept++] = batch->outcomes.at[rows->first + i];
  }
  for (uint32_t i = findings.first; i < findings.first + findings.count; i++)
    move(row_of, rows, &batch->findings.at[i].outcome);
  for (uint32_t i = values.first; i < values.first + values.count; i++)
    move(row_of, rows, &batch->attributions.at[i].outcome);
  batch->outcomes.count -= rows->count - kept;
  rows->count = kept;
}

void reap_find_phrases(reap_assembler *a, reap_batch *batch, reap_citation *citation) {
  citation->phrases = (reap_range){batch->phrases.count, 0};
  a->shares.count = 0; /* until the tagger is asked */
  reap_drop_untold_outcomes(a);
  reap_population_phrases(a);
  outcome_phrases(a);
  reap_measured_phrases(a);
  reap_treatment_phrases(a);
  reap_clean_labels(a);
  if (reap_is_trial(a)) reap_label_places(a);
  sort(batch->phrases.at + citation->phrases.first, citation->phrases.count);
  reap_settle_interventions(a);
  drop_named(a);
  settle_outcomes(a);
  reap_tagged_phrases(a);
  sort(batch->phrases.at + citation->phrases.first, citation->phrases.count);
  drop_empty(a);
  settle_outcomes(a);
}
