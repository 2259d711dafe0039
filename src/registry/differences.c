/* SPDX-License-Identifier: MIT */
#include "registry/differences.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "registry/likeness.h"
#include "registry/rows.h"

enum { MOST_RENAMED = 64 }; /* rows of a table that are compared word by word, each with each */

/* A row of one of the states. */
typedef struct {
  const char **cells; /* a text a field, NULL where nothing is said */
  uint32_t number;
  bool same, paired;
  uint32_t partner; /* number of the row of the other state that it is paired with */
} row;
typedef REAP_VEC(row) row_list;

typedef struct {
  const reap_trial_table *table;
  size_t name; /* field that tells rows apart */
  reap_arena *arena;
  reap_tokenizer *tokenizer;
  reap_differences *out;
  row_list rows[2];                /* before and after, in their order */
  REAP_VEC(const row *) sorted[2]; /* those that are not paired yet, by their cells */
} comparer;

static void tell(const comparer *c, const char *field, const char *item, const char *from, const char *to) {
  *reap_push(c->out) = (reap_difference){field, item, from, to};
}

/* ---- reading ---- */

static const char *text_of(reap_arena *arena, const json_t *value) {
  if (json_is_string(value)) return json_string_value(value);
  if (json_is_integer(value)) return reap_arena_printf(arena, "%lld", (long long)json_integer_value(value)).ptr;
  if (json_is_real(value)) return reap_arena_printf(arena, "%.12g", json_real_value(value)).ptr;
  if (json_is_boolean(value)) return json_is_true(value) ? "yes" : "no";
  if (!json_is_array(value) || !json_array_size(value)) return NULL;
  reap_buf list = {0};
  reap_trial_list_text(&list, value);
  const char *text = list.len ? reap_arena_cstr(arena, reap_buf_view(&list)) : NULL;
  reap_buf_free(&list);
  return text;
}

typedef struct {
  const comparer *c;
  row_list *rows;
} reading;

static reap_status take_row(void *context, const reap_trial_row *found, reap_error *error) {
  (void)error;
  const reading *r = context;
  const reap_trial_table *table = r->c->table;
  row *new = reap_push(r->rows);
  new->number = r->rows->count - 1;
  new->cells = reap_arena_alloc(r->c->arena, table->field_count * sizeof *new->cells);
  for (size_t i = 0; i < table->field_count; i++)
    new->cells[i] = text_of(r->c->arena, reap_trial_row_value(found, &table->fields[i]));
  return REAP_OK;
}

static reap_status read_rows(comparer *c, json_t *const states[2], reap_error *error) {
  reap_status status = REAP_OK;
  for (int i = 0; i < 2 && status == REAP_OK; i++) {
    reading r = {c, &c->rows[i]};
    reap_vec_reset(&c->rows[i]);
    status = reap_trial_rows_each(c->table, states[i], take_row, &r, error);
  }
  return status;
}

/* ---- which row is which ---- */

static int compare_cell(const char *a, const char *b) { return a && b ? strcmp(a, b) : (a != NULL) - (b != NULL); }

static int compare_names(const comparer *c, const row *a, const row *b) {
  return compare_cell(a->cells[c->name], b->cells[c->name]);
}

static int compare_rows(const comparer *c, const row *a, const row *b) {
  int order = compare_names(c, a, b);
  for (size_t i = 0; order == 0 && i < c->table->field_count; i++) order = compare_cell(a->cells[i], b->cells[i]);
  return order;
}

static int by_cells(const void *a, const void *b, void *context) {
  const row *left = *(const row *const *)a, *right = *(const row *const *)b;
  int order = compare_rows(context, left, right);
  return order ? order : (left->number > right->number) - (left->number < right->number);
}

static void sort_unpaired(comparer *c) {
  for (int i = 0; i < 2; i++) {
    reap_vec_reset(&c->sorted[i]);
    for (uint32_t k = 0; k < c->rows[i].count; k++)
      if (!c->rows[i].at[k].paired) *reap_push(&c->sorted[i]) = &c->rows[i].at[k];
    if (c->sorted[i].count) qsort_r(c->sorted[i].at, c->sorted[i].count, sizeof(row *), by_cells, c);
  }
}

static void join(comparer *c, const row *before, const row *after, bool same) {
  row *a = &c->rows[0].at[before->number], *b = &c->rows[1].at[after->number];
  a->paired = b->paired = true;
  a->same = b->same = same;
  a->partner = b->number;
  b->partner = a->number;
}

/* Pairs rows that are equal in the eyes of `compare`, in their order. */
static void pair_equal(comparer *c, int (*compare)(const comparer *c, const row *a, const row *b), bool same) {
  sort_unpaired(c);
  for (uint32_t i = 0, k = 0; i < c->sorted[0].count && k < c->sorted[1].count;) {
    const row *before = c->sorted[0].at[i], *after = c->sorted[1].at[k];
    int order = compare(c, before, after);
    if (order == 0) join(c, before, after, same);
    i += order <= 0;
    k += order >= 0;
  }
}

/* Pairs rows whose names are alike: an outcome that was worded anew. */
static void pair_renamed(comparer *c) {
  sort_unpaired(c);
  if (c->sorted[0].count > MOST_RENAMED || c->sorted[1].count > MOST_RENAMED) return;
  for (uint32_t i = 0; i < c->sorted[0].count; i++) {
    const row *before = c->sorted[0].at[i], *likest = NULL;
    double best = REAP_LIKENESS_PERCENT / 100.0;
    for (uint32_t k = 0; before->cells[c->name] && k < c->sorted[1].count; k++) {
      const row *after = c->sorted[1].at[k];
      if (after->paired || !after->cells[c->name]) continue;
      double likeness =
          reap_likeness(c->tokenizer, reap_str_of(before->cells[c->name]), reap_str_of(after->cells[c->name]));
      if (likeness < best || (likest && likeness == best)) continue;
      best = likeness;
      likest = after;
    }
    if (likest) join(c, before, likest, false);
  }
}

/* ---- telling ---- */

static bool is_derived(const char *path) { return path && strncmp(path, "derivedSection", 14) == 0; }

/* By what a row is called: its name, else the first thing that it says. */
static const char *title_of(const comparer *c, const row *r) {
  if (r->cells[c->name]) return r->cells[c->name];
  for (size_t i = 0; i < c->table->field_count; i++)
    if (r->cells[i]) return r->cells[i];
  return "";
}

static void tell_fields(const comparer *c, const row *before, const row *after) {
  const reap_trial_table *table = c->table;
  const char *item = table->rows ? title_of(c, after) : NULL;
  for (size_t i = 0; i < table->field_count; i++) {
    const char *field = table->fields[i].column;
    if (is_derived(table->fields[i].path) || compare_cell(before->cells[i], after->cells[i]) == 0) continue;
    if (!table->rows)
      tell(c, field, NULL, before->cells[i], after->cells[i]);
    else if (i == c->name)
      tell(c, table->label, NULL, before->cells[i], after->cells[i]);
    else
      tell(c, reap_arena_printf(c->arena, "%s %s", table->label, field).ptr, item, before->cells[i], after->cells[i]);
  }
}

static void tell_rows(const comparer *c) {
  for (uint32_t i = 0; i < c->rows[0].count; i++) {
    const row *before = &c->rows[0].at[i];
    if (!before->paired)
      tell(c, c->table->label, NULL, title_of(c, before), NULL);
    else if (!before->same)
      tell_fields(c, before, &c->rows[1].at[before->partner]);
  }
  for (uint32_t i = 0; i < c->rows[1].count; i++)
    if (!c->rows[1].at[i].paired) tell(c, c->table->label, NULL, NULL, title_of(c, &c->rows[1].at[i]));
}

static const char *rows_text(const comparer *c, int state) {
  return reap_arena_printf(c->arena, "%u row%s", c->rows[state].count, c->rows[state].count == 1 ? "" : "s").ptr;
}

/* Of rows without a name only their number is told, and how many differ. */
static void tell_count(comparer *c) {
  sort_unpaired(c);
  uint32_t changed = c->sorted[1].count;
  if (!c->sorted[0].count && !changed) return;
  tell(c, c->table->label, NULL, c->rows[0].count ? rows_text(c, 0) : NULL,
       changed            ? reap_arena_printf(c->arena, "%u rows, %u of them new", c->rows[1].count, changed).ptr
       : c->rows[1].count ? rows_text(c, 1)
                          : NULL);
}

static size_t name_field(const reap_trial_table *table) {
  for (size_t i = 0; table->name && i < table->field_count; i++)
    if (strcmp(table->fields[i].column, table->name) == 0) return i;
  return 0;
}

static void compare_table(comparer *c) {
  if (!c->table->rows) {
    tell_fields(c, &c->rows[0].at[0], &c->rows[1].at[0]);
    return;
  }
  pair_equal(c, compare_rows, true);
  if (!c->table->name) {
    tell_count(c);
    return;
  }
  pair_equal(c, compare_names, false);
  pair_renamed(c);
  tell_rows(c);
}

reap_status reap_differences_find(json_t *before, json_t *after, reap_tokenizer *tokenizer, reap_arena *arena,
                                  reap_differences *out, reap_error *error) {
  json_t *const states[] = {before, after};
  comparer c = {.arena = arena, .tokenizer = tokenizer, .out = out};
  reap_status status = REAP_OK;
  for (size_t i = 0; i < reap_trial_table_count && status == REAP_OK; i++) {
    c.table = &reap_trial_tables[i];
    if (is_derived(c.table->rows)) continue;
    c.name = name_field(c.table);
    status = read_rows(&c, states, error);
    if (status == REAP_OK) compare_table(&c);
  }
  for (int i = 0; i < 2; i++) {
    reap_vec_free(&c.rows[i]);
    reap_vec_free(&c.sorted[i]);
  }
  return status;
}
