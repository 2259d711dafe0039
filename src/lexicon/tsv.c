/* SPDX-License-Identifier: MIT */
#include "lexicon/tsv.h"

#include "base/utf8.h"

/* Adds the place to a fault; what it quotes is cut at 80 bytes. */
static reap_status placed(const reap_tsv *tsv, reap_error *error) {
  reap_error_set_source(error, tsv->file);
  reap_error_set_line(error, tsv->line);
  return REAP_EINPUT;
}
#define FAULT(...) (reap_fail(error, REAP_EINPUT, __VA_ARGS__), placed(tsv, error))
#define SHOWN(text) (int)((text).len < 80 ? (text).len : 80), (text).ptr

static reap_str trimmed(const char *beg, const char *end) {
  while (beg < end && *beg == ' ') beg++;
  while (end > beg && end[-1] == ' ') end--;
  return (reap_str){beg, (uint32_t)(end - beg)};
}

static bool is_blank(reap_str line) {
  for (uint32_t i = 0; i < line.len; i++)
    if (!reap_is_space(line.ptr[i])) return false;
  return true;
}

/* The next line that is neither blank nor a comment, without its line end. */
static bool next_line(reap_tsv *tsv, reap_str *line) {
  while (tsv->at < tsv->bytes.len) {
    const char *beg = tsv->bytes.ptr + tsv->at, *end = memchr(beg, '\n', tsv->bytes.len - tsv->at);
    if (!end) end = tsv->bytes.ptr + tsv->bytes.len;
    tsv->at = (uint32_t)(end - tsv->bytes.ptr) + (end < tsv->bytes.ptr + tsv->bytes.len);
    tsv->line++;
    if (end > beg && end[-1] == '\r') end--;
    *line = (reap_str){beg, (uint32_t)(end - beg)};
    if (line->len && *beg != '#' && !is_blank(*line)) return true;
  }
  return false;
}

static reap_status check_line(const reap_tsv *tsv, reap_str line, reap_error *error) {
  if (reap_utf8_first_bad(line) != REAP_NONE) return FAULT("the line is not UTF-8: save the file as UTF-8");
  for (uint32_t i = 0; i < line.len; i++)
    if ((unsigned char)line.ptr[i] < ' ' && line.ptr[i] != '\t')
      return FAULT("there is a control character in the line: remove it (lines end in LF or CRLF)");
  return REAP_OK;
}

/* Cuts the cell that starts at *at; false when the line is used up. */
static bool next_cell(reap_str line, uint32_t *at, reap_str *cell) {
  if (*at > line.len) return false;
  const char *beg = line.ptr + *at, *end = memchr(beg, '\t', line.len - *at);
  if (!end) end = line.ptr + line.len;
  *cell = trimmed(beg, end);
  *at = (uint32_t)(end - line.ptr) + 1;
  return true;
}

reap_status reap_tsv_open(reap_tsv *tsv, const char *file, reap_str bytes, const reap_tsv_column *columns,
                          uint32_t column_count, reap_error *error) {
  *tsv = (reap_tsv){.file = file, .bytes = bytes, .columns = columns, .column_count = column_count};
  if (bytes.len >= 3 && memcmp(bytes.ptr, "\xEF\xBB\xBF", 3) == 0) tsv->at = 3;
  reap_str line, cell;
  if (!next_line(tsv, &line)) return REAP_END;
  reap_status status = check_line(tsv, line, error);
  if (status) return status;
  for (uint32_t at = 0; next_cell(line, &at, &cell);) {
    if (++tsv->header_cells > UINT8_MAX) return FAULT("more than 255 columns");
    for (uint32_t i = 0; i < column_count; i++) {
      if (!reap_str_equal_nocase(cell, reap_str_of(columns[i].name))) continue;
      if (tsv->cell_of_column[i]) return FAULT("the column %.*s is there twice: remove one", SHOWN(cell));
      tsv->cell_of_column[i] = (uint8_t)tsv->header_cells;
    }
  }
  for (uint32_t i = 0; i < column_count; i++)
    if (columns[i].required && !tsv->cell_of_column[i])
      return FAULT("the header row lacks the column \"%s\": add it", columns[i].name);
  return REAP_OK;
}

reap_status reap_tsv_next(reap_tsv *tsv, reap_str *cells, reap_error *error) {
  reap_str line, cell;
  if (!next_line(tsv, &line)) return REAP_END;
  reap_status status = check_line(tsv, line, error);
  if (status) return status;
  for (uint32_t i = 0; i < tsv->column_count; i++) cells[i] = (reap_str){line.ptr, 0};
  uint32_t number = 0;
  for (uint32_t at = 0; next_cell(line, &at, &cell);) {
    number++;
    if (number > tsv->header_cells && cell.len)
      return FAULT("\"%.*s\" stands in a column without a header: remove it or the tab before it", SHOWN(cell));
    for (uint32_t i = 0; i < tsv->column_count; i++)
      if (tsv->cell_of_column[i] == number) cells[i] = cell;
  }
  for (uint32_t i = 0; i < tsv->column_count; i++)
    if (tsv->columns[i].required && !cells[i].len)
      return FAULT("the cell \"%s\" is empty: fill it or remove the line", tsv->columns[i].name);
  return REAP_OK;
}
