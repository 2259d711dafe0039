/* SPDX-License-Identifier: MIT */
/* What was read out of the abstract, as tables. */
#include <libsmartcols.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>

#include "base/json_out.h"
#include "base/utf8.h"
#include "cli/explain_view.h"

enum { MAX_COLUMNS = 12, LEAST_WIDTH = 8 };

typedef struct {
  const reap_view *view;
  const reap_batch *batch;
  const reap_citation *citation;
  reap_buf *out;
  const char *const *headings;
  size_t columns;
  REAP_VEC(uint32_t) cells; /* where each cell of the table starts in `text`, row by row */
  reap_buf text;            /* cells, each with a NUL behind it */
  reap_buf cell;            /* being put together */
} tables;

static bool in_range(reap_range range, uint32_t row) { return row >= range.first && row - range.first < range.count; }

/* ---- laying out ---- */

static size_t columns_of(const char *text) {
  size_t columns = 0;
  reap_str all = reap_str_of(text);
  for (uint32_t i = 0; i < all.len;) {
    uint32_t c;
    i += reap_utf8_decode(all, i, &c);
    int width = wcwidth((wchar_t)c);
    columns += width > 0 ? (size_t)width : 0;
  }
  return columns;
}

static void begin_table(tables *t, const char *title, const char *const *headings, size_t columns) {
  t->headings = headings;
  t->columns = columns;
  reap_vec_reset(&t->cells);
  reap_buf_reset(&t->text);
  reap_buf_addc(t->out, '\n');
  reap_view_put(t->view, REAP_STYLE_BOLD, reap_str_of(title), t->out);
  reap_buf_addc(t->out, '\n');
}

/* Puts what is in t->cell into the next column. */
static void end_cell(tables *t) {
  *reap_push(&t->cells) = (uint32_t)t->text.len;
  reap_buf_str(&t->text, reap_buf_view(&t->cell));
  reap_buf_addc(&t->text, '\0');
  reap_buf_reset(&t->cell);
}

/* As wide as the content wants; where that is too much, the widest columns give way. */
static void fit(const tables *t, size_t *widths) {
  size_t total = t->columns - 1;
  for (size_t i = 0; i < t->columns; i++) widths[i] = columns_of(t->headings[i]);
  for (uint32_t i = 0; i < t->cells.count; i++) {
    size_t width = columns_of(t->text.ptr + t->cells.at[i]), *most = &widths[i % t->columns];
    if (width > *most) *most = width;
  }
  for (size_t i = 0; i < t->columns; i++) total += widths[i];
  while (total > t->view->width) {
    size_t widest = 0;
    for (size_t i = 1; i < t->columns; i++)
      if (widths[i] > widths[widest]) widest = i;
    if (widths[widest] <= LEAST_WIDTH) return;
    widths[widest]--;
    total--;
  }
}

/* Breaks a cell into lines at its spaces; words that are wider than the column are left to libsmartcols. */
static void wrap(char *text, size_t width) {
  char *line = text, *space = NULL;
  for (char *c = text; *c; c++) {
    if (*c != ' ') continue;
    *c = '\0';
    bool fits = columns_of(line) <= width;
    *c = ' ';
    if (!fits && space) {
      *space = '\n';
      line = space + 1;
    }
    space = c;
  }
  if (space && space >= line && columns_of(line) > width) *space = '\n';
}

/* Cells are padded to their column's width: that is of no use at the end of a line. */
static void put_trimmed(const char *text, reap_buf *out) {
  for (const char *line = text; *line;) {
    size_t length = strcspn(line, "\n"), kept = length;
    while (kept && line[kept - 1] == ' ') kept--;
    reap_buf_add(out, line, kept);
    reap_buf_addc(out, '\n');
    line += length + (line[length] == '\n');
  }
}

static void end_table(tables *t) {
  size_t widths[MAX_COLUMNS];
  if (!t->columns) return;
  fit(t, widths);
  struct libscols_table *table = scols_new_table();
  scols_table_set_termforce(table, SCOLS_TERMFORCE_NEVER); /* the cells fit already */
  for (size_t i = 0; i < t->columns; i++) {
    struct libscols_column *column = scols_table_new_column(table, t->headings[i], (double)widths[i], SCOLS_FL_WRAP);
    scols_column_set_wrapfunc(column, scols_wrapnl_chunksize, scols_wrapnl_nextchunk, NULL);
    scols_column_set_safechars(column, "\n");
  }
  struct libscols_line *line = NULL;
  for (uint32_t i = 0; i < t->cells.count; i++) {
    char *text = t->text.ptr + t->cells.at[i];
    wrap(text, widths[i % t->columns]);
    if (i % t->columns == 0) line = scols_table_new_line(table, NULL);
    scols_line_set_data(line, i % t->columns, text);
  }
  char *text = NULL;
  if (scols_print_table_to_string(table, &text) == 0 && text) put_trimmed(text, t->out);
  free(text);
  scols_unref_table(table);
}

/* ---- cells ---- */

static void add_text(tables *t, reap_str text) {
  reap_view plain = {.width = t->view->width};
  reap_view_put(&plain, REAP_STYLE_PLAIN, text, &t->cell);
}

static void add_slice(tables *t, reap_span span) {
  if (reap_span_known(span)) add_text(t, reap_text_at(t->citation, span));
}

static void add_id(tables *t, char letter, reap_range range, uint32_t row) {
  if (in_range(range, row)) reap_buf_printf(&t->cell, "%c%u", letter, row - range.first + 1);
}

static void add_arm(tables *t, uint32_t arm) {
  if (arm == REAP_BASELINE)
    reap_buf_puts(&t->cell, "baseline");
  else
    add_id(t, 'A', t->citation->arms, arm);
}

/* "A1 saline": the arm with its name. */
static void add_arm_name(tables *t, uint32_t arm) {
  add_arm(t, arm);
  if (!in_range(t->citation->arms, arm)) return;
  reap_buf_addc(&t->cell, ' ');
  add_slice(t, t->batch->arms.at[arm].label);
}

static void add_quantity(tables *t, uint32_t row) {
  if (in_range(t->citation->quantities, row)) add_slice(t, t->batch->quantities.at[row].span);
}

static void add_number(tables *t, double value) {
  if (isfinite(value)) reap_buf_double(&t->cell, value);
}

/* A value as it was printed, or as it follows from others. */
static void add_datum(tables *t, const reap_datum *datum) {
  if (datum->arm != REAP_NONE) {
    add_arm(t, datum->arm);
    reap_buf_puts(&t->cell, ": ");
  }
  if (in_range(t->citation->quantities, datum->quantity)) {
    add_quantity(t, datum->quantity);
    return;
  }
  add_number(t, datum->value);
  if (isfinite(datum->of)) reap_buf_puts(&t->cell, " of ");
  add_number(t, datum->of);
  if (datum->derived) reap_buf_puts(&t->cell, " (derived)");
}

/* ---- the tables ---- */

static void show_arms(tables *t) {
  static const char *const columns[] = {"arm", "name", "role", "n", "interventions"};
  if (!t->citation->arms.count) return;
  begin_table(t, "ARMS", columns, 5);
  for (uint32_t i = 0; i < t->citation->arms.count; i++) {
    const reap_arm *arm = &t->batch->arms.at[t->citation->arms.first + i];
    add_arm(t, t->citation->arms.first + i);
    end_cell(t);
    add_slice(t, arm->label);
    end_cell(t);
    const char *role = reap_arm_role_name(arm->role);
    add_text(t, reap_str_of(role ? role : ""));
    end_cell(t);
    add_number(t, arm->n);
    end_cell(t);
    for (uint32_t k = 0; k < arm->interventions.count; k++) {
      uint32_t mention = t->batch->arm_mentions.at[arm->interventions.first + k].mention;
      if (!in_range(t->citation->mentions, mention)) continue;
      if (t->cell.len) reap_buf_puts(&t->cell, "; ");
      add_slice(t, t->batch->mentions.at[mention].span);
    }
    end_cell(t);
  }
  end_table(t);
}

/* Whether the printed text of one quantity contains that of the other: "RR 2.1 (95% CI 1.2 to 3.6)" and its interval.
 */
static bool holds(const tables *t, uint32_t outer, uint32_t inner) {
  const reap_quantity *rows = t->batch->quantities.at;
  return in_range(t->citation->quantities, outer) && reap_span_holds(rows[outer].span, rows[inner].span);
}

static void show_finding(tables *t, const reap_finding *finding) {
  if (in_range(t->citation->outcomes, finding->outcome)) add_slice(t, t->batch->outcomes.at[finding->outcome].span);
  end_cell(t);
  add_arm_name(t, finding->arm);
  end_cell(t);
  add_arm_name(t, finding->comparator);
  end_cell(t);
  add_quantity(t, finding->timepoint);
  if (reap_span_known(finding->subgroup) && reap_span_len(finding->subgroup)) {
    if (t->cell.len) reap_buf_puts(&t->cell, ", ");
    add_slice(t, finding->subgroup);
  }
  end_cell(t);
  for (uint32_t i = 0; i < finding->data.count; i++) {
    if (i) reap_buf_puts(&t->cell, "; ");
    add_datum(t, &t->batch->data.at[finding->data.first + i]);
  }
  end_cell(t);
  add_quantity(t, finding->effect);
  if (in_range(t->citation->quantities, finding->interval) && !holds(t, finding->effect, finding->interval)) {
    if (t->cell.len) reap_buf_puts(&t->cell, ", ");
    add_quantity(t, finding->interval);
  }
  end_cell(t);
  add_quantity(t, finding->p);
  end_cell(t);
  if (finding->direction != REAP_DIR_NOT_STATED) add_text(t, reap_str_of(reap_direction_name(finding->direction)));
  end_cell(t);
}

static void show_findings(tables *t) {
  static const char *const columns[] = {"outcome", "arm", "compared with", "when", "values",
                                        "effect",  "p",   "direction"};
  if (!t->citation->findings.count) {
    reap_buf_puts(t->out, "\nNo findings.\n");
    return;
  }
  begin_table(t, "FINDINGS", columns, 8);
  for (uint32_t i = 0; i < t->citation->findings.count; i++)
    show_finding(t, &t->batch->findings.at[t->citation->findings.first + i]);
  end_table(t);
}

static void show_numbers(tables *t) {
  static const char *const columns[] = {"number", "text", "kind",    "value", "role",
                                        "stage",  "arm",  "outcome", "about", "rule"};
  if (!t->citation->quantities.count) return;
  begin_table(t, "NUMBERS", columns, 10);
  for (uint32_t i = 0; i < t->citation->quantities.count; i++) {
    uint32_t row = t->citation->quantities.first + i;
    const reap_quantity *q = &t->batch->quantities.at[row];
    const reap_attribution *to = row < t->batch->attributions.count ? &t->batch->attributions.at[row] : NULL;
    add_id(t, 'Q', t->citation->quantities, row);
    end_cell(t);
    add_slice(t, q->span);
    end_cell(t);
    add_text(t, reap_str_of(reap_quantity_kind_name(q->kind)));
    end_cell(t);
    add_number(t, q->value);
    if (isfinite(q->low) && isfinite(q->high)) {
      if (t->cell.len) reap_buf_addc(&t->cell, ' ');
      add_number(t, q->low);
      reap_buf_puts(&t->cell, " to ");
      add_number(t, q->high);
    }
    end_cell(t);
    const char *role = reap_quantity_role_name(q->role), *stage = reap_trial_stage_name(q->stage);
    add_text(t, reap_str_of(role ? role : ""));
    end_cell(t);
    add_text(t, reap_str_of(stage ? stage : ""));
    end_cell(t);
    if (to) add_arm(t, to->arm);
    end_cell(t);
    if (to) add_id(t, 'O', t->citation->outcomes, to->outcome);
    end_cell(t);
    add_id(t, 'Q', t->citation->quantities, q->about);
    end_cell(t);
    add_text(t, reap_str_of(q->rule ? q->rule : ""));
    end_cell(t);
  }
  end_table(t);
}

static void show_checks(tables *t) {
  if (!t->citation->checks.count) return;
  reap_buf_addc(t->out, '\n');
  reap_view_put(t->view, REAP_STYLE_BOLD, REAP_STR("CHECKS"), t->out);
  reap_buf_addc(t->out, '\n');
  for (uint32_t i = 0; i < t->citation->checks.count; i++) {
    const reap_check *check = &t->batch->checks.at[t->citation->checks.first + i];
    reap_view_item(t->view, check->ok ? REAP_STYLE_OUTCOME : REAP_STYLE_CONDITION, check->ok ? "agrees" : "DISAGREES",
                   check->message, t->out);
  }
}

/* Who took part: the numbers of people and their ages, as printed. */
static void show_participants(tables *t) {
  enum { LISTED = 8 };
  static const char *const heading[] = {"\n", "; "};
  unsigned shown = 0;
  const reap_citation *citation = t->citation;
  uint32_t total = citation->designs.count ? t->batch->designs.at[citation->designs.first].n_total : REAP_NONE;
  for (uint32_t i = 0; i < citation->quantities.count && shown < LISTED; i++) {
    uint32_t row = citation->quantities.first + i;
    const reap_quantity *q = &t->batch->quantities.at[row];
    if (row != total && q->role != REAP_ROLE_MALE && q->role != REAP_ROLE_FEMALE && q->kind != REAP_Q_AGE) continue;
    if (!shown) {
      reap_buf_addc(t->out, '\n');
      reap_view_put(t->view, REAP_STYLE_BOLD, REAP_STR("PARTICIPANTS"), t->out);
    }
    reap_buf_puts(t->out, heading[shown++ > 0]);
    reap_view_put(t->view, REAP_STYLE_PLAIN, reap_text_at(citation, q->span), t->out);
  }
  if (shown) reap_buf_addc(t->out, '\n');
}

void reap_view_tables(const reap_view *view, const reap_batch *batch, const reap_citation *citation, reap_buf *out) {
  tables t = {.view = view, .batch = batch, .citation = citation, .out = out};
  show_participants(&t);
  show_arms(&t);
  show_findings(&t);
  if (view->numbers) show_numbers(&t);
  show_checks(&t);
  reap_buf_free(&t.cell);
  reap_buf_free(&t.text);
  reap_vec_free(&t.cells);
}
