/* SPDX-License-Identifier: MIT */
#include "6_quantify/quantify.h"

#include "6_quantify/reading.h"
#include "base/memory.h"

/* In texts without sections, the results begin with the first test or effect, or a percent that stands late enough. */
static void note_results(reading *r) {
  const uint32_t text = r->citation->text.len;
  r->results_begun |= is_text(r, 0, REAP_STR("results")) || is_text(r, 0, REAP_STR("findings"));
  const bool late = r->batch->sentences.at[r->sentence].span.beg > text / 3;
  if (late && (sees(r, M_PERCENT) || sees(r, W_PERCENT_WORD)))
    EACH_NUMBER(r, i) r->results_begun |= is_number(r, i) && (is(r, i + 1, M_PERCENT) || is(r, i + 1, W_PERCENT_WORD));
  for (uint32_t i = r->first_row; i < r->rows.count; i++)

    r->results_begun |= r->rows.at[i].kind == REAP_Q_P_VALUE || r->rows.at[i].kind == REAP_Q_EFFECT ||
                        r->rows.at[i].kind == REAP_Q_INTERVAL;
}

/* In order of precedence: a number that one reader claims is not seen by the next. */
static void (*const readers[])(reading *) = {
    read_labels,  read_p_values, read_statistics, read_intervals, read_margins,     read_criteria, read_effects,
    read_carried, note_results,  read_rates,      read_folds,     read_time_labels, read_spreads,  read_proportions,
    read_ages,    read_sexes,    read_sizes,      read_counts,    read_times,       read_doses,    read_values};

/* Rows of one sentence come reader by reader; they leave in text order. Merge sort of row numbers: rows of one sentence
 * only, so that `rows` stays in order of sentences. */
static void sort_rows(reading *r, uint32_t first) {
  const uint32_t count = r->rows.count - first;
  const reap_quantity *rows = r->rows.at + first;
  uint32_t in_order = 1;
  while (in_order < count && rows[in_order - 1].span.beg <= rows[in_order].span.beg) in_order++;
  if (in_order >= count) return;
  r->order.count = r->scratch.count = 0;
  for (uint32_t i = 0; i < count; i++) {
    *reap_push(&r->order) = first + i;
    reap_push(&r->scratch);
  }
  uint32_t *from = r->order.at, *to = r->scratch.at;
  for (uint32_t width = 1; width < count; width *= 2) {
    for (uint32_t beg = 0; beg < count; beg += 2 * width) {
      const uint32_t mid = beg + width < count ? beg + width : count;
      const uint32_t end = beg + 2 * width < count ? beg + 2 * width : count;
      for (uint32_t k = beg, left = beg, right = mid; k < end; k++) {
        const bool take_left =
            left < mid && (right >= end || r->rows.at[from[left]].span.beg <= r->rows.at[from[right]].span.beg);
        to[k] = take_left ? from[left++] : from[right++];
      }
    }
    uint32_t *swap = from;
    from = to;
    to = swap;
  }
  for (uint32_t i = 0; i < count; i++) to[from[i] - first] = first + i; /* the new number of each old row */
  r->sorted.count = 0;
  for (uint32_t i = 0; i < count; i++) *reap_push(&r->sorted) = r->rows.at[from[i]];
  memcpy(&r->rows.at[first], r->sorted.at, count * sizeof *r->rows.at);
  for (uint32_t i = first; i < r->rows.count; i++)
    if (r->rows.at[i].about != REAP_NONE && r->rows.at[i].about >= first)
      r->rows.at[i].about = to[r->rows.at[i].about - first];
}

/* What this sentence teaches for the brackets of it and those behind it. */
static void learn(reading *r) {
  if (!sees(r, W_IQR) && !sees(r, W_INTERQUARTILE) && !sees(r, W_RANGE) && !sees(r, W_SE) && !sees(r, W_SD) &&
      !sees(r, W_STANDARD))
    return;
  for (uint32_t i = 0; i < r->atoms.count; i++) {
    switch (r->atoms.at[i].word) {
    case W_IQR:
    case W_INTERQUARTILE:
      r->said_iqr = true;
      break;
    case W_RANGE:
      r->said_range = true;
      break;
    case W_SE:
      r->said_se |= reap_span_len(r->atoms.at[i].span) > 2 || r->atoms.at[i].depth > 0;
      break;
    case W_SD:
      r->said_sd = true;
      break;
    case W_STANDARD:
      r->said_se |= is(r, i + 1, W_ERROR);
      r->said_sd |= is(r, i + 1, W_DEVIATION);
      break;
    default:
      break;
    }
  }
}

/* The rows of `mentions` that lie in the sentence; *next moves on with the sentences. */
static reap_range rows_in(const reap_mention *at, reap_range all, uint32_t *next, reap_span span) {
  const uint32_t end = all.first + all.count;
  while (*next < end && at[*next].span.end <= span.beg) ++*next;
  reap_range rows = {*next, 0};
  while (rows.first + rows.count < end && at[rows.first + rows.count].span.beg < span.end) rows.count++;
  return rows;
}

static bool has_digit(const char *at, const char *end) {
  const uint64_t ones = 0x0101010101010101u, tops = 0x8080808080808080u;
  for (uint64_t word; end - at >= 8; at += 8) { /* eight at once: a byte that 0x30 makes less than ten */
    memcpy(&word, at, 8);
    word ^= ones * '0';
    if (~((word & ~tops) + ones * (0x80 - 10)) & ~word & tops) return true;
  }
  while (at < end && !reap_is_digit(*at)) at++;
  return at < end;
}

/* A sentence without a digit, a number word, a zero in words or a word of statistics has nothing to read and nothing to
 * teach. */
static bool worth_reading(const reap_batch *batch, reap_str text, reap_span span, reap_range cues) {
  if (has_digit(text.ptr + span.beg, text.ptr + span.end)) return true;
  for (uint32_t row = cues.first; row < cues.first + cues.count; row++) {
    const reap_mention *cue = &batch->cues.at[row];
    if (cue->type == REAP_CUE_NUMBER || cue->type == REAP_CUE_STATISTIC) return true;
    if (cue->type == REAP_CUE_NEGATION && reap_str_starts_nocase(reap_slice(text, cue->span), REAP_STR("no")))
      return true;
  }
  return false;
}

static void read_citation(reading *r, reap_batch *batch, reap_citation *citation) {
  r->citation = citation;
  r->rows.count = 0;
  r->level = NAN;
  r->said_iqr = r->said_range = r->said_se = r->said_sd = r->results_begun = false;
  const reap_markup *markups = citation->markups.count ? &batch->markups.at[citation->markups.first] : NULL;
  uint32_t cue = citation->cues.first, mention = citation->mentions.first;
  for (uint32_t i = 0; i < citation->sentences.count; i++) {
    r->sentence = citation->sentences.first + i;
    const reap_sentence *sentence = &batch->sentences.at[r->sentence];
    const bool sectioned = !citation->plain_text && sentence->section < batch->sections.count;
    r->section = sectioned ? batch->sections.at[sentence->section].kind : (uint8_t)REAP_SECTION_UNKNOWN;
    r->first_row = r->rows.count;
    const reap_range cues = rows_in(batch->cues.at, citation->cues, &cue, sentence->span);
    if (!worth_reading(batch, citation->text, sentence->span, cues)) continue;
    const bool numbers =
        reap_atoms_lex(&r->words, citation->text, sentence->span, markups, citation->markups.count, &r->atoms);
    learn(r);
    if (!numbers && !sees(r, W_NO)) continue;

    const reap_range names = rows_in(batch->mentions.at, citation->mentions, &mention, sentence->span);
    if (cues.count) reap_atoms_lay_cues(&r->atoms, &batch->cues.at[cues.first], cues.first, cues.count);
    if (names.count) reap_atoms_claim_names(&r->atoms, &batch->mentions.at[names.first], names.count);
    for (size_t k = 0; k < sizeof readers / sizeof *readers; k++) readers[k](r);
    sort_rows(r, r->first_row);
  }
  choose_total(r);
  link_quantities(r);
}

static reap_status run(void *worker, reap_batch *batch, reap_error *error) {
  reading *r = worker;
  (void)error;
  r->batch = batch;
  for (uint32_t c = 0; c < batch->citations.count; c++) {
    reap_citation *citation = &batch->citations.at[c];
    const uint32_t first = batch->quantities.count;
    read_citation(r, batch, citation);
    reap_vec_resize(&batch->quantities, first + r->rows.count);
    for (uint32_t i = 0; i < r->rows.count; i++) {
      reap_quantity *q = &batch->quantities.at[first + i];
      *q = r->rows.at[i];
      if (q->about != REAP_NONE) q->about += first;
    }
    citation->quantities = (reap_range){first, r->rows.count};
  }
  return REAP_OK;
}

static reap_status open_worker(const reap_shared *shared, void **worker, reap_error *error) {
  (void)shared, (void)error;
  reading *r = reap_alloc(sizeof *r);
  reap_words_build(&r->words);
  *worker = r;
  return REAP_OK;
}

static void close_worker(void *worker) {
  reading *r = worker;
  if (!r) return;
  reap_atoms_free(&r->atoms);
  reap_vec_free(&r->rows);
  reap_vec_free(&r->sorted);
  reap_vec_free(&r->order);
  reap_vec_free(&r->scratch);
  free(r);
}

const reap_stage reap_quantify_stage = {.name = "quantify",
                                        .reads = REAP_COL(citations) | REAP_COL(sections) | REAP_COL(markups) |
                                                 REAP_COL(sentences) | REAP_COL(tokens) | REAP_COL(mentions) |
                                                 REAP_COL(cues),
                                        .writes = REAP_COL(quantities),
                                        .open = open_worker,
                                        .run = run,
                                        .close = close_worker};
