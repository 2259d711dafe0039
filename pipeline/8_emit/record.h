/* SPDX-License-Identifier: MIT */
#ifndef REAP_RECORD_H
#define REAP_RECORD_H

#include <math.h>

#include "base/json_out.h"
#include "pipeline/stage.h"
#include "text/code_points.h"

/* Writing one citation as the JSON object of the record format (record.schema.json beside this file). */
typedef struct {
  reap_json *w;
  const reap_target *target;
  const reap_batch *batch;
  const reap_citation *citation;
  reap_code_points map;
} reap_record;

/* Appends the object, without a newline. The batch is as the last stage left it. Pure; thread-safe. */
void reap_record_write(const reap_target *target, const reap_batch *batch, const reap_citation *citation,
                       reap_buf *out);

/* The base name of an input: results must not depend on where a file lies. */
reap_str reap_record_source_name(reap_str path);

/* record_evidence.c: arms, outcomes, quantities, findings, checks. */
void reap_record_evidence(reap_record *r);

/* ---- small pieces that both files write; inlined, so that keys are constants ---- */
#define RECORD_INLINE static inline __attribute__((always_inline))

RECORD_INLINE void put_str(reap_record *r, const char *key, reap_str text) {
  if (!text.len) return;
  reap_json_key(r->w, key);
  reap_json_str(r->w, text);
}

RECORD_INLINE void put_cstr(reap_record *r, const char *key, const char *text) {
  if (text) put_str(r, key, reap_str_of(text));
}

RECORD_INLINE void put_uint(reap_record *r, const char *key, uint64_t value) {
  reap_json_key(r->w, key);
  reap_json_uint(r->w, value);
}

RECORD_INLINE void put_number(reap_record *r, const char *key, double value) {
  if (!isfinite(value)) return;
  reap_json_key(r->w, key);
  reap_json_number(r->w, value);
}

RECORD_INLINE void put_bool(reap_record *r, const char *key, bool value) {
  reap_json_key(r->w, key);
  reap_json_bool(r->w, value);
}

RECORD_INLINE void put_true(reap_record *r, const char *key, bool value) {
  if (value) put_bool(r, key, true);
}

RECORD_INLINE void open_list(reap_record *r, const char *key) {
  reap_json_key(r->w, key);
  reap_json_open(r->w, '[');
}

RECORD_INLINE void open_object(reap_record *r, const char *key) {
  reap_json_key(r->w, key);
  reap_json_open(r->w, '{');
}

/* The slice of a span as a plain string. */
RECORD_INLINE void put_slice(reap_record *r, const char *key, reap_span span) {
  if (reap_span_known(span)) put_str(r, key, reap_text_at(r->citation, span));
}

RECORD_INLINE void put_place(reap_record *r, reap_span span) {
  if (!reap_span_known(span)) return;
  put_uint(r, "start", reap_code_point_at(&r->map, span.beg));
  put_uint(r, "end", reap_code_point_at(&r->map, span.end));
}

/* start, end and the text between them. */
RECORD_INLINE void put_span(reap_record *r, reap_span span) {
  put_place(r, span);
  put_slice(r, "text", span);
}

/* "Q3" for the third row of the citation's range; nothing for a row outside it (REAP_NONE). */
RECORD_INLINE void put_id(reap_record *r, const char *key, char letter, reap_range range, uint32_t row) {
  if (row < range.first || row - range.first >= range.count) return;
  reap_json_key(r->w, key);
  char *place = reap_buf_reserve(r->w->out, REAP_DIGITS_MAX + 3);
  if (!place) return;
  place[0] = '"';
  place[1] = letter;
  uint32_t count = reap_digits(place + 2, row - range.first + 1);
  place[count + 2] = '"';
  r->w->out->len += count + 3;
  reap_json_end_value(r->w);
}

RECORD_INLINE void put_arm(reap_record *r, const char *key, uint32_t arm) {
  if (arm == REAP_BASELINE)
    put_cstr(r, key, "baseline");
  else
    put_id(r, key, 'A', r->citation->arms, arm);
}

RECORD_INLINE void put_quantity(reap_record *r, const char *key, uint32_t quantity) {
  put_id(r, key, 'Q', r->citation->quantities, quantity);
}

#endif
