/* SPDX-License-Identifier: MIT */
#include <jansson.h>
#include <math.h>

#include "model/batch_json.h"
#include "model/fields.h"

enum { WORDS = 64 }; /* no enumeration has more */

typedef struct {
  reap_batch *batch;
  reap_citation citation; /* pushed when all of it is read */
  const json_t *object;
  uint32_t rows[REAP_COLUMN_COUNT]; /* of this citation, by column; of owned columns those pushed so far */
  uint32_t base[REAP_COLUMN_COUNT]; /* first row of this citation */
  const char *column;               /* being read, for messages */
  uint32_t row;
  reap_error *error;
} load;

static reap_status wrong(load *l, const char *field, const char *what) {
  return reap_fail(l->error, REAP_EINPUT, "%s[%u].%s %s", l->column, l->row, field, what);
}

static reap_status read_rows(load *l, unsigned index, const json_t *list, reap_range *range);

/* ---- one value each; `value` is NULL when the field is absent ---- */

typedef reap_status (*reader)(load *l, const reap_field *field, const json_t *value, void *at);

static reap_status read_small(load *l, const reap_field *field, const json_t *value, void *at) {
  static const struct {
    json_int_t least, most;
  } limits[] = {[REAP_FIELD_U8] = {0, UINT8_MAX},
                [REAP_FIELD_I8] = {INT8_MIN, INT8_MAX},
                [REAP_FIELD_U16] = {0, UINT16_MAX},
                [REAP_FIELD_U32] = {0, UINT32_MAX}};
  if (!value) return REAP_OK;
  json_int_t number = json_integer_value(value);
  if (!json_is_integer(value) || number < limits[field->kind].least || number > limits[field->kind].most)
    return wrong(l, field->name, "is not an integer in range");
  if (field->kind == REAP_FIELD_U16)
    memcpy(at, &(uint16_t){(uint16_t)number}, sizeof(uint16_t));
  else if (field->kind == REAP_FIELD_U32)
    memcpy(at, &(uint32_t){(uint32_t)number}, sizeof(uint32_t));
  else
    *(uint8_t *)at = (uint8_t)number;
  return REAP_OK;
}

static reap_status read_bool(load *l, const reap_field *field, const json_t *value, void *at) {
  if (value && !json_is_boolean(value)) return wrong(l, field->name, "is not true or false");
  *(bool *)at = json_is_true(value);
  return REAP_OK;
}

static reap_status read_hash(load *l, const reap_field *field, const json_t *value, void *at) {
  if (!value) return REAP_OK;
  const char *digits = json_string_value(value);
  if (!digits || strlen(digits) != 16 || strspn(digits, "0123456789abcdef") != 16)
    return wrong(l, field->name, "is not 16 hexadecimal digits");
  uint64_t hash = strtoull(digits, NULL, 16);
  memcpy(at, &hash, sizeof hash);
  return REAP_OK;
}

static reap_status read_real(load *l, const reap_field *field, const json_t *value, void *at) {
  if (value && !json_is_number(value)) return wrong(l, field->name, "is not a number");
  double number = value ? json_number_value(value) : NAN;
  if (field->kind == REAP_FIELD_DOUBLE) {
    memcpy(at, &number, sizeof number);
  } else {
    if (fabs(number) > 3e38) return wrong(l, field->name, "is too large");
    memcpy(at, &(float){(float)number}, sizeof(float));
  }
  return REAP_OK;
}

static reap_status read_text(load *l, const reap_field *field, const json_t *value, void *at) {
  if (!value && field->kind == REAP_FIELD_STR) memcpy(at, &(reap_str){"", 0}, sizeof(reap_str)); /* never NULL */
  if (!value) return REAP_OK;
  if (!json_is_string(value) || json_string_length(value) >= REAP_BASELINE)
    return wrong(l, field->name, "is not a string");
  reap_str text = {json_string_value(value), (uint32_t)json_string_length(value)};
  if (field->kind == REAP_FIELD_STR) {
    reap_str copy = reap_arena_copy(&l->batch->arena, text);
    memcpy(at, &copy, sizeof copy);
  } else {
    if (memchr(text.ptr, 0, text.len)) return wrong(l, field->name, "holds a NUL");
    const char *copy = reap_arena_cstr(&l->batch->arena, text);
    memcpy(at, &copy, sizeof copy);
  }
  return REAP_OK;
}

static reap_status read_word(load *l, const reap_field *field, const json_t *value, void *at) {
  if (!value) return REAP_OK;
  const char *given = json_string_value(value);
  for (unsigned i = 0; given && i < WORDS; i++) {
    const char *word = field->word(i);
    if (!word || strcmp(word, given) != 0) continue;
    *(uint8_t *)at = (uint8_t)i;
    return REAP_OK;
  }
  return wrong(l, field->name, "is not one of its words");
}

/* Two unsigned numbers. */
static bool pair(const json_t *value, uint32_t *a, uint32_t *b) {
  if (json_array_size(value) != 2) return false;
  const json_t *first = json_array_get(value, 0), *second = json_array_get(value, 1);
  if (!json_is_integer(first) || !json_is_integer(second)) return false;
  json_int_t x = json_integer_value(first), y = json_integer_value(second);
  if (x < 0 || y < 0 || x >= REAP_BASELINE || y >= REAP_BASELINE) return false;
  *a = (uint32_t)x;
  *b = (uint32_t)y;
  return true;
}

/* A span may not cut a character, or its text would not be UTF-8. */
static bool at_character(reap_str text, uint32_t offset) {
  return offset == text.len || ((unsigned char)text.ptr[offset] & 0xC0) != 0x80;
}

static reap_status read_span(load *l, const reap_field *field, const json_t *value, void *at) {
  reap_span span = REAP_NO_SPAN;
  reap_str text = l->citation.text;
  if (!value && field->kind == REAP_FIELD_SPAN) return wrong(l, field->name, "is missing");
  if (value && (!pair(value, &span.beg, &span.end) || span.beg > span.end || span.end > text.len))
    return wrong(l, field->name, "is not a range of bytes in the text");
  if (value && (!at_character(text, span.beg) || !at_character(text, span.end)))
    return wrong(l, field->name, "cuts a character in two");
  memcpy(at, &span, sizeof span);
  return REAP_OK;
}

static reap_status read_row(load *l, const reap_field *field, const json_t *value, void *at) {
  uint32_t row = REAP_NONE;
  if (!value && field->kind == REAP_FIELD_ROW) return wrong(l, field->name, "is missing");
  const char *word = json_string_value(value);
  if (field->kind == REAP_FIELD_ARM && word && strcmp(word, "baseline") == 0) {
    row = REAP_BASELINE;
  } else if (value) {
    json_int_t number = json_integer_value(value);
    if (!json_is_integer(value) || number < 0 || number >= l->rows[field->column])
      return wrong(l, field->name, "is not the number of a row");
    row = l->base[field->column] + (uint32_t)number;
  }
  memcpy(at, &row, sizeof row);
  return REAP_OK;
}

static reap_status read_range(load *l, const reap_field *field, const json_t *value, void *at) {
  reap_range range = {l->base[field->column], 0};
  uint32_t first = 0, rows = l->rows[field->column];
  if (value && (!pair(value, &first, &range.count) || first > rows || range.count > rows - first))
    return wrong(l, field->name, "is not a range of rows");
  range.first += first;
  memcpy(at, &range, sizeof range);
  return REAP_OK;
}

static reap_status read_owned(load *l, const reap_field *field, const json_t *value, void *at) {
  reap_range range = {0};
  reap_status status = read_rows(l, field->column, value, &range);
  memcpy(at, &range, sizeof range);
  return status;
}

static reap_status read_fields(load *l, const reap_column *column, const json_t *object, void *row) {
  static const reader readers[] = {
      [REAP_FIELD_U8] = read_small,        [REAP_FIELD_I8] = read_small,    [REAP_FIELD_U16] = read_small,
      [REAP_FIELD_U32] = read_small,       [REAP_FIELD_HASH] = read_hash,   [REAP_FIELD_BOOL] = read_bool,
      [REAP_FIELD_FLOAT] = read_real,      [REAP_FIELD_DOUBLE] = read_real, [REAP_FIELD_STR] = read_text,
      [REAP_FIELD_CSTR] = read_text,       [REAP_FIELD_WORD] = read_word,   [REAP_FIELD_SPAN] = read_span,
      [REAP_FIELD_SPAN_MAYBE] = read_span, [REAP_FIELD_ROW] = read_row,     [REAP_FIELD_ROW_MAYBE] = read_row,
      [REAP_FIELD_ARM] = read_row,         [REAP_FIELD_RANGE] = read_range, [REAP_FIELD_OWNED] = read_owned};
  reap_status status = REAP_OK;
  for (unsigned i = 0; i < column->field_count && status == REAP_OK; i++) {
    const reap_field *field = &column->fields[i];
    status = readers[field->kind](l, field, json_object_get(object, field->name), (char *)row + field->offset);
  }
  return status;
}

/* Concepts are numbers of one lexicon image; what was read may come from another. */
static void forget_concept(unsigned index, void *row) {
  if (index == REAP_COLUMN_INDEX_mentions || index == REAP_COLUMN_INDEX_cues || index == REAP_COLUMN_INDEX_phrases)
  ((reap_mention *)row)->concept = REAP_NONE;
  else if (index == REAP_COLUMN_INDEX_abbreviations)((reap_abbreviation *)row)->concept = REAP_NONE;
}

/* Pushes the rows of `list` (NULL: none). A row may push rows of the columns that it owns, never of its own. */
static reap_status read_rows(load *l, unsigned index, const json_t *list, reap_range *range) {
  const reap_column *column = reap_column_at(index);
  const char *outer = l->column;
  uint32_t outer_row = l->row;
  l->column = column->name;
  l->row = 0;
  if (list && !json_is_array(list)) return wrong(l, "", "is not a list");
  *range = (reap_range){column->count(l->batch), 0};
  for (size_t i = 0; i < json_array_size(list); i++) {
    const json_t *object = json_array_get(list, i);
    l->row = (uint32_t)i;
    if (!json_is_object(object)) return wrong(l, "", "is not an object");
    void *row = column->push(l->batch);
    reap_status status = read_fields(l, column, object, row);
    if (status != REAP_OK) return status;
    forget_concept(index, row);
    range->count++;
  }
  l->column = outer;
  l->row = outer_row;
  return REAP_OK;
}

/* How many rows each column will have is known before any is read, so that references may point forward. */
static void count_rows(load *l) {
  for (unsigned i = 0; i < REAP_COLUMN_COUNT; i++) {
    const reap_column *column = reap_column_at(i);
    l->base[i] = column->count(l->batch);
    l->rows[i] = (uint32_t)json_array_size(json_object_get(l->object, column->name));
  }
}

/* Rows numbered like those of another column must be there for all of its rows, or for none of the batch. */
static reap_status check_parallel(load *l) {
  uint32_t quantities = l->citation.quantities.count, attributions = l->rows[REAP_COLUMN_INDEX_attributions];
  bool has = json_object_get(l->object, "attributions") != NULL, earlier = l->base[REAP_COLUMN_INDEX_attributions] > 0;
  bool fits =
      has ? attributions == quantities && l->base[REAP_COLUMN_INDEX_attributions] == l->citation.quantities.first
          : !earlier || quantities == 0;
  return fits ? REAP_OK : wrong(l, "attributions", "are not one for each of the quantities");
}

static reap_status read_columns(load *l) {
  reap_status status = REAP_OK;
  for (unsigned i = 0; i < REAP_COLUMN_COUNT && status == REAP_OK; i++) {
    const reap_column *column = reap_column_at(i);
    reap_range range = {0};
    if (column->rows != REAP_ROWS_RANGE && column->rows != REAP_ROWS_PARALLEL) continue;
    status = read_rows(l, i, json_object_get(l->object, column->name), &range);
    if (status == REAP_OK && column->rows == REAP_ROWS_RANGE)
      memcpy((char *)&l->citation + column->range_offset, &range, sizeof range);
  }
  return status;
}

static reap_status read_citation(load *l) {
  l->column = "citation";
  if (!json_is_object(l->object)) return reap_fail(l->error, REAP_EINPUT, "the line is not a JSON object");
  count_rows(l);
  reap_status status = read_fields(l, reap_column_at(REAP_COLUMN_INDEX_citations), l->object, &l->citation);
  if (status == REAP_OK) status = read_columns(l);
  l->column = "citation";
  if (status == REAP_OK) status = check_parallel(l);
  const char *misplaced = status == REAP_OK ? reap_batch_check(l->batch, &l->citation) : NULL;
  if (misplaced) status = reap_fail(l->error, REAP_EINPUT, "%s", misplaced);
  if (status == REAP_OK) *reap_push(&l->batch->citations) = l->citation;
  return status;
}

reap_status reap_batch_load(reap_batch *batch, reap_str line, reap_error *error) {
  json_error_t place;
  json_t *object = json_loadb(line.ptr, line.len, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, &place);
  if (!object)
    return reap_fail(error, REAP_EINPUT, "the line is not JSON: %.*s (column %d)", 200, place.text, place.column);
  load l = {.batch = batch, .object = object, .error = error};
  reap_status status = read_citation(&l);
  json_decref(object);
  return status;
}
