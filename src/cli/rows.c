/* SPDX-License-Identifier: MIT */
#include "cli/rows.h"

#include <libsmartcols.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/json_out.h"

bool reap_rows_format_from_name(const char *name, reap_rows_format *out) {
  static const char *const names[] = {"table", "csv", "ndjson"};
  for (int i = 0; i < 3; i++)
    if (strcmp(name, names[i]) == 0) {
      *out = (reap_rows_format)i;
      return true;
    }
  return false;
}

/* What holds a comma, a quote or a line end is quoted. */
static void add_csv_cell(reap_buf *line, const char *cell) {
  bool quoted = strpbrk(cell, ",\"\r\n") != NULL;
  if (quoted) reap_buf_addc(line, '"');
  for (; *cell; cell++) {
    if (*cell == '"') reap_buf_addc(line, '"');
    reap_buf_addc(line, *cell);
  }
  if (quoted) reap_buf_addc(line, '"');
}

static void add_csv_line(reap_rows *rows, const char *const *cells) {
  for (size_t i = 0; i < rows->count; i++) {
    if (i) reap_buf_addc(&rows->line, ',');
    add_csv_cell(&rows->line, cells[i] ? cells[i] : "");
  }
  reap_buf_addc(&rows->line, '\n');
}

static void add_object(reap_rows *rows, const char *const *cells) {
  reap_json json = reap_json_to(&rows->line);
  reap_json_open(&json, '{');
  for (size_t i = 0; i < rows->count; i++) {
    if (!cells[i] || !*cells[i]) continue;
    reap_json_key(&json, rows->columns[i].name);
    if (rows->columns[i].number) {
      reap_buf_puts(&rows->line, cells[i]);
      reap_json_end_value(&json);
    } else
      reap_json_cstr(&json, cells[i]);
  }
  reap_json_close(&json, '}');
  reap_buf_addc(&rows->line, '\n');
}

static void print_line(reap_rows *rows) {
  if (rows->line.len) fwrite(rows->line.ptr, 1, rows->line.len, stdout);
  reap_buf_reset(&rows->line);
}

void reap_rows_begin(reap_rows *rows, reap_rows_format format, const reap_rows_column *columns, size_t count) {
  *rows = (reap_rows){.format = format, .columns = columns, .count = count};
  if (format == REAP_ROWS_TABLE) rows->table = scols_new_table();
  for (size_t i = 0; i < count; i++) {
    if (rows->table) scols_table_new_column(rows->table, columns[i].name, 0.1, columns[i].wraps ? SCOLS_FL_WRAP : 0);
    if (format != REAP_ROWS_CSV) continue;
    if (i) reap_buf_addc(&rows->line, ',');
    add_csv_cell(&rows->line, columns[i].name);
  }
  if (format == REAP_ROWS_CSV) reap_buf_addc(&rows->line, '\n');
  print_line(rows);
}

void reap_rows_add(reap_rows *rows, const char *const *cells) {
  struct libscols_line *line = rows->table ? scols_table_new_line(rows->table, NULL) : NULL;
  for (size_t i = 0; line && i < rows->count; i++) scols_line_set_data(line, i, cells[i] ? cells[i] : "");
  if (rows->format == REAP_ROWS_CSV) add_csv_line(rows, cells);
  if (rows->format == REAP_ROWS_NDJSON) add_object(rows, cells);
  print_line(rows);
}

void reap_rows_end(reap_rows *rows) {
  if (rows->table) {
    if (!isatty(STDOUT_FILENO)) scols_table_set_termforce(rows->table, SCOLS_TERMFORCE_NEVER);
    if (scols_table_get_nlines(rows->table)) scols_print_table(rows->table);
    scols_unref_table(rows->table);
  }
  reap_buf_free(&rows->line);
}
