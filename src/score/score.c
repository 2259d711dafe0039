/* SPDX-License-Identifier: MIT */
#include "score/score.h"

#include <errno.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "score/claims.h"
#include "score/tally.h"

typedef struct {
  const reap_score_request *request;
  reap_tally kinds, rules;
  unsigned errors_left;
} scorer;

/* ---- reading ---- */

static reap_status read_records(const char *path, json_t **out, reap_error *error) {
  FILE *file = fopen(path, "r");
  if (!file) {
    reap_fail(error, REAP_EIO, "cannot open: %s", strerror(errno));
    reap_error_set_source(error, path);
    return REAP_EIO;
  }
  *out = json_array();
  char *line = NULL;
  size_t capacity = 0;
  reap_status status = REAP_OK;
  uint64_t number = 0;
  for (ssize_t length; status == REAP_OK && (length = getline(&line, &capacity, file)) > 0;) {
    number++;
    if (line[0] == '\n') continue;
    json_error_t fault;
    json_t *record = json_loadb(line, (size_t)length, 0, &fault);
    if (record) {
      json_array_append_new(*out, record);
      continue;
    }
    status = reap_fail(error, REAP_EINPUT, "not a JSON record: %s", fault.text);
    reap_error_set_source(error, path);
    reap_error_set_line(error, number);
  }
  free(line);
  fclose(file);
  return status;
}

static bool same_document(const json_t *a, const json_t *b) {
  const char *keys[] = {"id", "pmid"};
  for (size_t i = 0; i < 2; i++) {
    const json_t *x = json_object_get(a, keys[i]), *y = json_object_get(b, keys[i]);
    if (!x || !y) continue;
    const json_t *v = json_object_get(a, "version"), *w = json_object_get(b, "version");
    return json_equal(x, y) && (!v || !w || json_equal(v, w));
  }
  return false;
}

static const json_t *find_document(const json_t *records, const json_t *wanted) {
  size_t i;
  const json_t *record;
  json_array_foreach(records, i, record) if (same_document(record, wanted)) return record;
  return NULL;
}

/* ---- comparing ---- */

/* The words around a claim, for the list of errors. */
static void show(scorer *s, const char *what, const reap_claim *claim, const json_t *document) {
  if (!s->errors_left) return;
  s->errors_left--;
  const json_t *id = json_object_get(document, "id");
  fprintf(s->request->out, "  %-6s %-22s ", what, claim->kind);
  if (json_is_string(id))
    fprintf(s->request->out, "%s", json_string_value(id));
  else
    fprintf(s->request->out, "PMID %lld", (long long)json_integer_value(json_object_get(document, "pmid")));
  fprintf(s->request->out, "  %s", claim->words ? claim->words : "");
  for (int i = 0; i < 3; i++)
    if (claim->numbers[i] == claim->numbers[i]) fprintf(s->request->out, "  %g", claim->numbers[i]);
  fprintf(s->request->out, "  %s%s%s  %s\n", claim->label ? claim->label : "", claim->arm ? " of " : "",
          claim->arm ? claim->arm : "", claim->rule ? claim->rule : "");
}

static bool arm_ids_agree(const json_t *gold, const json_t *output, const char *a, const char *b) {
  if (!a || !b) return a == b;
  if (strcmp(a, "baseline") == 0 || strcmp(b, "baseline") == 0) return strcmp(a, b) == 0;
  const json_t *x = reap_arm_of(gold, a), *y = reap_arm_of(output, b);
  return x && y && reap_arms_agree(x, y);
}

static bool match_as_said(const json_t *gold, const json_t *output, const reap_claim *g, const reap_claim *o) {
  return reap_claims_agree(g, o) && arm_ids_agree(gold, output, g->arm, o->arm) &&
         arm_ids_agree(gold, output, g->comparator, o->comparator);
}

/* A higher than B is B lower than A. */
static bool claims_match(const json_t *gold, const json_t *output, const reap_claim *g, const reap_claim *o) {
  if (match_as_said(gold, output, g, o)) return true;
  if (strcmp(o->kind, "finding direction") != 0 || !o->arm || !o->comparator) return false;
  reap_claim turned = *o;
  turned.arm = o->comparator;
  turned.comparator = o->arm;
  if (strcmp(o->label, "higher") == 0) turned.label = "lower";
  if (strcmp(o->label, "lower") == 0) turned.label = "higher";
  return match_as_said(gold, output, g, &turned);
}

static void count(scorer *s, const reap_claim *claim, unsigned right, unsigned wrong, unsigned missed) {
  const char *const names[] = {claim->kind, "linked"};
  for (size_t i = 0; i < 1 + (size_t)claim->linked; i++) {
    reap_tally_row *row = reap_tally_at(&s->kinds, names[i]);
    row->right += right;
    row->wrong += wrong;
    row->missed += missed;
  }
  /* A finding is judged by its linked claims: its outcome alone is no evidence. */
  bool judged = claim->linked || strncmp(claim->kind, "finding", 7) != 0;
  if (!claim->rule || missed || !judged) return;
  reap_tally_row *row = reap_tally_at(&s->rules, claim->rule);
  row->right += right;
  row->wrong += wrong;
}

static void compare(scorer *s, const json_t *gold, const json_t *output) {
  reap_claims wanted = {0}, made = {0};
  reap_claims_of(gold, &wanted);
  if (output) reap_claims_of(output, &made);
  bool *taken = reap_alloc(wanted.count * sizeof *taken);
  for (uint32_t i = 0; i < made.count; i++) {
    uint32_t k = 0;
    while (k < wanted.count && (taken[k] || !claims_match(gold, output, &wanted.at[k], &made.at[i]))) k++;
    bool right = k < wanted.count;
    if (right)
      taken[k] = true;
    else
      show(s, "wrong", &made.at[i], gold);
    count(s, &made.at[i], right, !right, 0);
  }
  for (uint32_t k = 0; k < wanted.count; k++) {
    if (taken[k]) continue;
    show(s, "missed", &wanted.at[k], gold);
    count(s, &wanted.at[k], 0, 0, 1);
  }
  free(taken);
  reap_vec_free(&wanted);
  reap_vec_free(&made);
}

/* ---- floors and tables ---- */

static reap_status check_floors(scorer *s, bool *held, reap_error *error) {
  FILE *file = fopen(s->request->floors_path, "r");
  if (!file) return reap_fail(error, REAP_EIO, "cannot open %s: %s", s->request->floors_path, strerror(errno));
  char line[256];
  while (fgets(line, sizeof line, file)) {
    char *tab = strchr(line, '\t'), *end = NULL;
    if (!tab) continue;
    *tab = 0;
    const char *name = line;
    double floor = strtod(tab + 1, &end);
    if (end == tab + 1) continue;
    double f1 = 100 * reap_tally_f1(reap_tally_at(&s->kinds, name));
    if (f1 + 1e-9 >= floor) continue;
    fprintf(s->request->out, "below its floor: %s has F1 %.1f, wanted %.1f\n", name, f1, floor);
    *held = false;
  }
  fclose(file);
  return REAP_OK;
}

static int by_name(const void *a, const void *b) {
  return strcmp(((const reap_tally_row *)a)->name, ((const reap_tally_row *)b)->name);
}

static void print_precision(scorer *s, FILE *out) {
  fputs("rule\tright\twrong\tprecision\n", out);
  for (uint32_t i = 0; i < s->rules.count; i++) {
    const reap_tally_row *row = &s->rules.at[i];
    fprintf(out, "%s\t%u\t%u\t%.3f\n", row->name, row->right, row->wrong, reap_tally_precision(row));
  }
}

static void print_tables(scorer *s) {
  if (s->kinds.count) qsort(s->kinds.at, s->kinds.count, sizeof *s->kinds.at, by_name);
  if (s->rules.count) qsort(s->rules.at, s->rules.count, sizeof *s->rules.at, by_name);
  reap_tally_print(&s->kinds, "what", s->request->out);
  fputc('\n', s->request->out);
  reap_tally_print(&s->rules, "rule (precision only)", s->request->out);
  if (s->request->precision_out) print_precision(s, s->request->precision_out);
}

reap_status reap_score(const reap_score_request *request, bool *floors_held, reap_error *error) {
  scorer s = {.request = request, .errors_left = request->errors};
  json_t *gold = NULL, *output = NULL;
  *floors_held = true;
  reap_status status = read_records(request->gold_path, &gold, error);
  if (status == REAP_OK) status = read_records(request->output_path, &output, error);
  if (status == REAP_OK) {
    size_t i;
    const json_t *document;
    json_array_foreach(gold, i, document) compare(&s, document, find_document(output, document));
    print_tables(&s);
    if (request->floors_path) status = check_floors(&s, floors_held, error);
  }
  json_decref(gold);
  json_decref(output);
  reap_vec_free(&s.kinds);
  reap_vec_free(&s.rules);
  return status;
}
