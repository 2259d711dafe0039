/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "base/json_out.h"
#include "model/batch_json.h"
#include "model/fields.h"

enum { SHOWN_BYTES = 80 }; /* longest slice shown under "#" */

typedef struct {
  reap_json w;
  const reap_batch *batch;
  const reap_citation *citation;
} dump;

static reap_range range_at(const reap_citation *citation, const reap_column *column) {
  reap_range range;
  memcpy(&range, (const char *)citation + column->range_offset, sizeof range);
  return range;
}

/* First row of the citation in the column that a reference counts in. */
static uint32_t base_of(const dump *d, unsigned column) { return range_at(d->citation, reap_column_at(column)).first; }

static void put_rows(dump *d, const reap_column *column, reap_range range);

static void put_pair(dump *d, const char *key, uint32_t a, uint32_t b) {
  reap_json_key(&d->w, key);
  reap_json_open(&d->w, '[');
  reap_json_uint(&d->w, a);
  reap_json_uint(&d->w, b);
  reap_json_close(&d->w, ']');
}

static void put_span(dump *d, const reap_field *field, const char *at) {
  reap_span span;
  memcpy(&span, at, sizeof span);
  if (!reap_span_known(span)) return;
  put_pair(d, field->name, span.beg, span.end);
  if (strcmp(field->name, "span") == 0 && reap_span_len(span) <= SHOWN_BYTES) {
    reap_json_key(&d->w, "#");
    reap_json_str(&d->w, reap_text_at(d->citation, span));
  }
}

static void put_row_number(dump *d, const reap_field *field, const char *at) {
  uint32_t row;
  memcpy(&row, at, sizeof row);
  if (row == REAP_NONE) return;
  reap_json_key(&d->w, field->name);
  if (field->kind == REAP_FIELD_ARM && row == REAP_BASELINE)
    reap_json_cstr(&d->w, "baseline");
  else
    reap_json_uint(&d->w, row - base_of(d, field->column));
}

static void put_range(dump *d, const reap_field *field, const char *at) {
  reap_range range;
  memcpy(&range, at, sizeof range);
  if (!range.count) return;
  if (field->kind == REAP_FIELD_RANGE) {
    put_pair(d, field->name, range.first - base_of(d, field->column), range.count);
  } else {
    reap_json_key(&d->w, field->name);
    put_rows(d, reap_column_at(field->column), range);
  }
}

static void put_text(dump *d, const reap_field *field, const char *at) {
  reap_str text = {0};
  if (field->kind == REAP_FIELD_STR) {
    memcpy(&text, at, sizeof text);
  } else {
    const char *terminated;
    memcpy(&terminated, at, sizeof terminated);
    text = reap_str_of(terminated);
  }
  if (!text.len) return;
  reap_json_key(&d->w, field->name);
  reap_json_str(&d->w, text);
}

static void put_hash(dump *d, const reap_field *field, const char *at) {
  static const char hex[] = "0123456789abcdef";
  uint64_t hash;
  memcpy(&hash, at, sizeof hash);
  if (!hash) return;
  char digits[16];
  for (int i = 15; i >= 0; i--, hash >>= 4) digits[i] = hex[hash & 15];
  reap_json_key(&d->w, field->name);
  reap_json_str(&d->w, (reap_str){digits, sizeof digits});
}

static void put_real(dump *d, const reap_field *field, const char *at) {
  double value;
  float single;
  if (field->kind == REAP_FIELD_FLOAT) {
    memcpy(&single, at, sizeof single);
    value = (double)single;
  } else {
    memcpy(&value, at, sizeof value);
  }
  if (!isfinite(value)) return;
  reap_json_key(&d->w, field->name);
  if (value == 0 && signbit(value)) { /* the writer of records says 0; a dump keeps what it was */
    reap_buf_puts(d->w.out, "-0.0");
    reap_json_end_value(&d->w);
  } else {
    reap_json_number(&d->w, value);
  }
}

/* Small integers, flags and words; 0 is left out unless it has a word. */
static void put_small(dump *d, const reap_field *field, const char *at) {
  int64_t value = 0;
  uint16_t half;
  uint32_t whole;
  switch (field->kind) {
  case REAP_FIELD_U16:
    memcpy(&half, at, sizeof half);
    value = half;
    break;
  case REAP_FIELD_U32:
    memcpy(&whole, at, sizeof whole);
    value = whole;
    break;
  case REAP_FIELD_I8:
    value = *(const uint8_t *)at;
    if (value > INT8_MAX) value -= 256;
    break;
  default:
    value = *(const uint8_t *)at;
  }
  const char *word = field->kind == REAP_FIELD_WORD ? field->word((unsigned)value) : NULL;
  if (!word && value == 0) return;
  reap_json_key(&d->w, field->name);
  if (word)
    reap_json_cstr(&d->w, word);
  else if (field->kind == REAP_FIELD_BOOL)
    reap_json_bool(&d->w, value);
  else
    reap_json_int(&d->w, value);
}

static void put_field(dump *d, const reap_field *field, const void *row) {
  static void (*const put[])(dump *, const reap_field *, const char *) = {
      [REAP_FIELD_U8] = put_small,        [REAP_FIELD_I8] = put_small,       [REAP_FIELD_U16] = put_small,
      [REAP_FIELD_U32] = put_small,       [REAP_FIELD_HASH] = put_hash,      [REAP_FIELD_BOOL] = put_small,
      [REAP_FIELD_FLOAT] = put_real,      [REAP_FIELD_DOUBLE] = put_real,    [REAP_FIELD_STR] = put_text,
      [REAP_FIELD_CSTR] = put_text,       [REAP_FIELD_WORD] = put_small,     [REAP_FIELD_SPAN] = put_span,
      [REAP_FIELD_SPAN_MAYBE] = put_span, [REAP_FIELD_ROW] = put_row_number, [REAP_FIELD_ROW_MAYBE] = put_row_number,
      [REAP_FIELD_ARM] = put_row_number,  [REAP_FIELD_RANGE] = put_range,    [REAP_FIELD_OWNED] = put_range};
  put[field->kind](d, field, (const char *)row + field->offset);
}

static void put_fields(dump *d, const reap_column *column, const void *row) {
  for (unsigned i = 0; i < column->field_count; i++) put_field(d, &column->fields[i], row);
}

static void put_rows(dump *d, const reap_column *column, reap_range range) {
  reap_json_open(&d->w, '[');
  for (uint32_t i = 0; i < range.count; i++) {
    reap_json_open(&d->w, '{');
    put_fields(d, column, column->at(d->batch, range.first + i));
    reap_json_close(&d->w, '}');
  }
  reap_json_close(&d->w, ']');
}

void reap_batch_dump(const reap_batch *batch, uint32_t index, reap_buf *out) {
  dump d = {.w = reap_json_to(out), .batch = batch, .citation = &batch->citations.at[index]};
  reap_json_open(&d.w, '{');
  put_fields(&d, reap_column_at(REAP_COLUMN_INDEX_citations), d.citation);
  for (unsigned i = 0; i < REAP_COLUMN_COUNT; i++) {
    const reap_column *column = reap_column_at(i);
    if (column->rows != REAP_ROWS_RANGE && column->rows != REAP_ROWS_PARALLEL) continue;
    reap_range range = range_at(d.citation, column);
    if (!range.count || column->count(batch) < range.first + range.count) continue; /* PARALLEL: not written yet */
    reap_json_key(&d.w, column->name);
    put_rows(&d, column, range);
  }
  reap_json_close(&d.w, '}');
  reap_buf_addc(out, '\n');
}
