/* SPDX-License-Identifier: MIT */
#include "8_emit/table.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "8_emit/textfile.h"
#include "base/json_out.h"
#include "base/utf8.h"

/* One row: the finding with what it refers to, NULL where it refers to nothing. */
typedef struct {
  const reap_batch *batch;
  const reap_citation *citation;
  const reap_finding *finding;
  const reap_arm *arm, *comparator;
  const reap_outcome *outcome;
  const reap_quantity *timepoint, *effect, *interval, *p;
  const reap_datum *arm_events, *arm_mean, *comparator_events, *comparator_mean;
} line;

/* ---- cells ---- */

static void put_double(reap_buf *out, double value) {
  if (isfinite(value)) reap_buf_double(out, value);
}

/* The printed number in plain ASCII; false when it is no plain number (words, powers, percent signs). */
static bool plain_digits(reap_str numeral, char *digits, size_t capacity) {
  size_t length = 0;
  for (uint32_t i = 0; i < numeral.len;) {
    uint32_t c, at = i;
    i += reap_utf8_decode(numeral, i, &c);
    if (c == 0xB7 || c == 0x2219 || c == 0x22C5) c = '.';
    if (c == 0x2212 || c == 0x2013) c = '-';
    bool separator = c == ',' || c == 0xA0 || c == 0x2007 || c == 0x2009 || c == 0x202F;
    if (separator && at > 0) continue;
    if (!(c >= '0' && c <= '9') && c != '.' && !(c == '-' && at == 0)) return false;
    if (length + 1 >= capacity) return false;
    digits[length++] = (char)c;
  }
  digits[length] = '\0';
  return length > 0;
}

/* `value` with the digits of the text at `numeral`, as long as they say the same number. */
static void put_printed(const line *l, reap_span numeral, double value, reap_buf *out) {
  char digits[48], *end = NULL;
  if (!isfinite(value)) return;
  if (reap_span_known(numeral) && plain_digits(reap_text_at(l->citation, numeral), digits, sizeof digits) &&
      strtod(digits, &end) == value && *end == '\0')
    reap_buf_puts(out, digits);
  else
    reap_buf_double(out, value);
}

static const reap_quantity *quantity_at(const line *l, uint32_t row) {
  reap_range range = l->citation->quantities;
  return row >= range.first && row - range.first < range.count ? &l->batch->quantities.at[row] : NULL;
}

static void put_pmid(const line *l, reap_buf *out) {
  if (l->citation->pmid)
    reap_buf_uint(out, l->citation->pmid);
  else
    reap_buf_str(out, l->citation->id);
}

static void put_trial_ids(const line *l, reap_buf *out) {
  reap_range range = l->citation->trials;
  for (uint32_t i = 0; i < range.count; i++) {
    if (i) reap_buf_addc(out, ';');
    reap_buf_str(out, l->batch->trials.at[range.first + i].id);
  }
}

static void put_year(const line *l, reap_buf *out) {
  if (l->citation->date.len >= 4) reap_buf_add(out, l->citation->date.ptr, 4);
}

static const reap_design *design_of(const line *l) {
  return l->citation->designs.count ? &l->batch->designs.at[l->citation->designs.first] : NULL;
}

static void put_design(const line *l, reap_buf *out) {
  if (design_of(l)) reap_buf_str(out, design_of(l)->type);
}

static void put_n_total(const line *l, reap_buf *out) {
  const reap_quantity *n = design_of(l) ? quantity_at(l, design_of(l)->n_total) : NULL;
  if (n) put_printed(l, n->numeral, n->value, out);
}

static void put_condition(const line *l, reap_buf *out) {
  reap_range range = l->citation->mentions;
  for (uint32_t i = 0; i < range.count; i++) {
    const reap_mention *mention = &l->batch->mentions.at[range.first + i];
    if (mention->type != REAP_CONDITION || mention->flags & REAP_MENTION_NEGATED) continue;
    reap_buf_str(out, mention->name.len ? mention->name : reap_text_at(l->citation, mention->span));
    return;
  }
}

static void put_label(const line *l, const reap_arm *arm, reap_buf *out) {
  if (arm && reap_span_known(arm->label)) reap_buf_str(out, reap_text_at(l->citation, arm->label));
}

static void put_arm(const line *l, reap_buf *out) { put_label(l, l->arm, out); }

static void put_comparator(const line *l, reap_buf *out) {
  if (l->finding->comparator == REAP_BASELINE)
    reap_buf_puts(out, "baseline");
  else
    put_label(l, l->comparator, out);
}

static void put_outcome(const line *l, reap_buf *out) {
  if (l->outcome) reap_buf_str(out, reap_text_at(l->citation, l->outcome->span));
}

static void put_timepoint(const line *l, reap_buf *out) {
  if (!l->timepoint) return;
  reap_buf_str(out, reap_text_at(l->citation, l->timepoint->span));
  const reap_span *text = &l->timepoint->span, *number = &l->timepoint->numeral;
  const bool bare =
      text->beg == number->beg && text->end == number->end && l->timepoint->unit.len; /* "|6 and 12 months" */
  if (bare)
    reap_buf_printf(out, " %.*s%s", (int)l->timepoint->unit.len, l->timepoint->unit.ptr,
                    l->timepoint->value == 1 ? "" : "s");
}

static void put_measure(const line *l, reap_buf *out) {
  if (l->effect) reap_buf_str(out, l->effect->measure);
}

static void put_estimate(const line *l, reap_buf *out) {
  if (l->effect) put_printed(l, l->effect->numeral, l->effect->value, out);
}

static void put_ci_low(const line *l, reap_buf *out) {
  if (l->interval) put_printed(l, l->interval->low_numeral, l->interval->low, out);
}

static void put_ci_high(const line *l, reap_buf *out) {
  if (l->interval) put_printed(l, l->interval->high_numeral, l->interval->high, out);
}

static void put_ci_level(const line *l, reap_buf *out) {
  if (l->interval) put_double(out, l->interval->level);
}

/* The denominator printed with the events is the number to pool them with; else the size of the arm. */
static void put_n(const line *l, const reap_datum *events, const reap_arm *arm, reap_buf *out) {
  const reap_quantity *size = arm ? quantity_at(l, arm->n_quantity) : NULL;
  if (events && isfinite(events->of))
    put_double(out, events->of);
  else if (arm)
    put_printed(l, size ? size->numeral : REAP_NO_SPAN, arm->n, out);
}

static void put_mean(const line *l, const reap_datum *datum, reap_buf *out) {
  const reap_quantity *printed = datum ? quantity_at(l, datum->quantity) : NULL;
  if (datum) put_printed(l, printed ? printed->numeral : REAP_NO_SPAN, datum->value, out);
}

/* The digits of a standard deviation stand in a quantity of its own, which is about the mean. */
static void put_sd(const line *l, const reap_datum *datum, reap_buf *out) {
  if (!datum) return;
  reap_span numeral = REAP_NO_SPAN;
  for (uint32_t i = 0; i < l->citation->quantities.count && datum->quantity != REAP_NONE; i++) {
    const reap_quantity *q = &l->batch->quantities.at[l->citation->quantities.first + i];
    if (q->kind == REAP_Q_SD && q->about == datum->quantity && q->value == datum->sd) numeral = q->numeral;
  }
  put_printed(l, numeral, datum->sd, out);
}

static void put_arm_n(const line *l, reap_buf *out) { put_n(l, l->arm_events, l->arm, out); }
static void put_arm_events(const line *l, reap_buf *out) {
  if (l->arm_events) put_double(out, l->arm_events->count);
}
static void put_arm_mean(const line *l, reap_buf *out) { put_mean(l, l->arm_mean, out); }
static void put_arm_sd(const line *l, reap_buf *out) { put_sd(l, l->arm_mean, out); }
static void put_comparator_n(const line *l, reap_buf *out) { put_n(l, l->comparator_events, l->comparator, out); }
static void put_comparator_events(const line *l, reap_buf *out) {
  if (l->comparator_events) put_double(out, l->comparator_events->count);
}
static void put_comparator_mean(const line *l, reap_buf *out) { put_mean(l, l->comparator_mean, out); }
static void put_comparator_sd(const line *l, reap_buf *out) { put_sd(l, l->comparator_mean, out); }

static void put_p_relation(const line *l, reap_buf *out) {
  const char *name = l->p ? reap_relation_name(l->p->relation) : NULL;
  if (name) reap_buf_puts(out, name);
}

static void put_p_value(const line *l, reap_buf *out) {
  if (l->p) put_printed(l, l->p->numeral, l->p->value, out);
}

static void put_direction(const line *l, reap_buf *out) {
  const char *name = reap_direction_name(l->finding->direction);
  if (name) reap_buf_puts(out, name);
}

static void put_confidence(const line *l, reap_buf *out) {
  put_double(out, round((double)l->finding->confidence * 1e4) / 1e4);
}

static void put_sentence(const line *l, reap_buf *out) {
  reap_buf_str(out, reap_text_at(l->citation, l->finding->span));
}

static const struct {
  const char *name;
  void (*put)(const line *l, reap_buf *out);
} columns[] = {{"pmid", put_pmid},
               {"trial_ids", put_trial_ids},
               {"year", put_year},
               {"design", put_design},
               {"n_total", put_n_total},
               {"condition", put_condition},
               {"arm", put_arm},
               {"comparator", put_comparator},
               {"outcome", put_outcome},
               {"timepoint", put_timepoint},
               {"measure", put_measure},
               {"estimate", put_estimate},
               {"ci_low", put_ci_low},
               {"ci_high", put_ci_high},
               {"ci_level", put_ci_level},
               {"arm_n", put_arm_n},
               {"arm_events", put_arm_events},
               {"arm_mean", put_arm_mean},
               {"arm_sd", put_arm_sd},
               {"comparator_n", put_comparator_n},
               {"comparator_events", put_comparator_events},
               {"comparator_mean", put_comparator_mean},
               {"comparator_sd", put_comparator_sd},
               {"p_relation", put_p_relation},
               {"p_value", put_p_value},
               {"direction", put_direction},
               {"confidence", put_confidence},
               {"sentence", put_sentence}};
enum { COLUMNS = sizeof columns / sizeof *columns };

/* ---- rows ---- */

/* The second character of what stands for `c` inside a cell, 0 when `c` stands for itself. */
static char escape(reap_table_dialect dialect, char c) {
  if (dialect == REAP_TABLE_CSV) return c == '"' ? '"' : 0;
  return c == '\t' ? 't' : c == '\n' ? 'n' : c == '\r' ? 'r' : c == '\\' ? '\\' : 0;
}

/* Quotes and escapes the cell that was appended from `start` on, from its end, in its place. */
static void finish_cell(reap_table_dialect dialect, reap_buf *out, size_t start) {
  size_t extra = 0;
  bool quote = false;
  for (size_t i = start; i < out->len; i++) {
    char c = out->ptr[i];
    extra += escape(dialect, c) != 0;
    quote |= dialect == REAP_TABLE_CSV && (c == ',' || c == '"' || c == '\n' || c == '\r');
  }
  extra += quote ? 2 : 0;
  if (!extra || !reap_buf_reserve(out, extra)) return;
  size_t from = out->len, to = out->len + extra;
  out->len = to;
  if (quote) out->ptr[--to] = '"';
  while (from > start) {
    char c = out->ptr[--from], second = escape(dialect, c);
    out->ptr[--to] = second ? second : c;
    if (second) out->ptr[--to] = dialect == REAP_TABLE_CSV ? '"' : '\\';
  }
  if (quote) out->ptr[--to] = '"';
}

static const reap_arm *arm_at(const reap_batch *batch, const reap_citation *citation, uint32_t row) {
  bool known = row >= citation->arms.first && row - citation->arms.first < citation->arms.count;
  return known ? &batch->arms.at[row] : NULL;
}

/* The first value of the arm that says how many events there were (or that is a mean). */
static const reap_datum *datum_of(const line *l, uint32_t arm, bool mean) {
  for (uint32_t i = 0; i < l->finding->data.count; i++) {
    const reap_datum *datum = &l->batch->data.at[l->finding->data.first + i];
    if (datum->arm == arm && (mean ? datum->kind == REAP_Q_MEAN : isfinite(datum->count) != 0)) return datum;
  }
  return NULL;
}

static line line_of(const reap_batch *batch, const reap_citation *citation, const reap_finding *finding) {
  line l = {.batch = batch, .citation = citation, .finding = finding};
  l.arm = arm_at(batch, citation, finding->arm);
  l.comparator = arm_at(batch, citation, finding->comparator);
  reap_range outcomes = citation->outcomes;
  if (finding->outcome >= outcomes.first && finding->outcome - outcomes.first < outcomes.count)
    l.outcome = &batch->outcomes.at[finding->outcome];
  l.timepoint = quantity_at(&l, finding->timepoint);
  l.effect = quantity_at(&l, finding->effect);
  l.interval = quantity_at(&l, finding->interval);
  if (!l.interval) l.interval = l.effect;
  l.p = quantity_at(&l, finding->p);
  l.arm_events = datum_of(&l, finding->arm, false);
  l.arm_mean = datum_of(&l, finding->arm, true);
  if (finding->comparator != REAP_NONE) {
    l.comparator_events = datum_of(&l, finding->comparator, false);
    l.comparator_mean = datum_of(&l, finding->comparator, true);
  }
  return l;
}

void reap_table_header(reap_table_dialect dialect, reap_buf *out) {
  for (int i = 0; i < COLUMNS; i++) {
    if (i) reap_buf_addc(out, dialect == REAP_TABLE_CSV ? ',' : '\t');
    reap_buf_puts(out, columns[i].name);
  }
  reap_buf_addc(out, '\n');
}

void reap_table_rows(reap_table_dialect dialect, const reap_batch *batch, reap_buf *out) {
  for (uint32_t c = 0; c < batch->citations.count; c++) {
    const reap_citation *citation = &batch->citations.at[c];
    for (uint32_t f = 0; f < citation->findings.count; f++) {
      line l = line_of(batch, citation, &batch->findings.at[citation->findings.first + f]);
      for (int i = 0; i < COLUMNS; i++) {
        if (i) reap_buf_addc(out, dialect == REAP_TABLE_CSV ? ',' : '\t');
        size_t start = out->len;
        columns[i].put(&l, out);
        finish_cell(dialect, out, start);
      }
      reap_buf_addc(out, '\n');
    }
  }
}

reap_status reap_table_encode(reap_table_dialect dialect, const reap_batch *batch, reap_buf *out, reap_error *error) {
  reap_table_rows(dialect, batch, out);
  return out->full ? reap_fail(error, REAP_ELIMIT, "the rows of one batch are too large to write") : REAP_OK;
}

reap_status reap_table_open(reap_table_dialect dialect, const reap_target *target, void **sink, reap_error *error) {
  void *file = NULL;
  reap_status status = reap_textfile_open(target, &file, error);
  if (status != REAP_OK) return status;
  reap_buf header = {0};
  reap_table_header(dialect, &header);
  status = reap_textfile_write(file, NULL, reap_buf_view(&header), error);
  reap_buf_free(&header);
  if (status == REAP_OK)
    *sink = file;
  else
    reap_textfile_close(file);
  return status;
}
