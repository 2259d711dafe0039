/* SPDX-License-Identifier: MIT */
#ifndef REAP_MODEL_FIELDS_H
#define REAP_MODEL_FIELDS_H

#include <stddef.h>

#include "model/batch.h"

/* The rows of a batch described as data, so that one walker can write and read any of them (batch_json.h). */

typedef enum {
  REAP_FIELD_U8,
  REAP_FIELD_I8,
  REAP_FIELD_U16,
  REAP_FIELD_U32,
  REAP_FIELD_HASH, /* uint64_t, in hexadecimal */
  REAP_FIELD_BOOL,
  REAP_FIELD_FLOAT,
  REAP_FIELD_DOUBLE, /* NaN is absent */
  REAP_FIELD_STR,
  REAP_FIELD_CSTR,       /* const char *, NULL is absent */
  REAP_FIELD_WORD,       /* an enumeration in a uint8_t, by the words of `word` */
  REAP_FIELD_SPAN,       /* never absent */
  REAP_FIELD_SPAN_MAYBE, /* REAP_NO_SPAN is absent */
  REAP_FIELD_ROW,        /* row number in `column`, never absent */
  REAP_FIELD_ROW_MAYBE,  /* REAP_NONE is absent */
  REAP_FIELD_ARM,        /* row in `column`, REAP_NONE or REAP_BASELINE */
  REAP_FIELD_RANGE,      /* reap_range of rows that a citation's range in `column` holds too */
  REAP_FIELD_OWNED       /* reap_range of rows of `column` that nothing else holds */
} reap_field_kind;

typedef struct {
  const char *name;
  uint16_t offset;
  uint8_t kind;                  /* reap_field_kind */
  uint8_t column;                /* REAP_COLUMN_INDEX_* that rows and ranges count in */
  const char *(*word)(unsigned); /* of WORD: NULL past the end or for a value without one */
} reap_field;

/* Whose rows of a column belong to a citation. */
typedef enum { REAP_ROWS_CITATIONS, REAP_ROWS_RANGE, REAP_ROWS_OWNED, REAP_ROWS_PARALLEL } reap_rows;

typedef struct {
  const char *name;
  const reap_field *fields;
  uint8_t field_count;
  uint8_t rows;          /* reap_rows: of the citation's own range; held by a field of another column; or numbered like
                            the rows of another column */
  uint16_t range_offset; /* of that reap_range in reap_citation (for PARALLEL, the other column's) */
  uint32_t (*count)(const reap_batch *);
  const void *(*at)(const reap_batch *, uint32_t row);
  void *(*push)(reap_batch *); /* appends a zeroed row */
} reap_column;

/* The description of column `index` (REAP_COLUMN_INDEX_*, below REAP_COLUMN_COUNT). */
const reap_column *reap_column_at(unsigned index);

#endif
