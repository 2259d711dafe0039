/* SPDX-License-Identifier: MIT */
#include <getopt.h>
#include <libsmartcols.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/json_out.h"
#include "cli/options.h"
#include "registry/compare.h"
#include "registry/ctgov.h"
#include "store/store.h"

static const char usage[] =
    "usage: reap compare DB [NCT...]\n"
    "\n"
    "Holds the reports of trials against their registrations: enrollment, phase, allocation, masking, arms,\n"
    "primary outcomes (missing, added, switched) and time frames. Both must be in the store: reap run -o DB,\n"
    "reap load trials -o DB. Without ids, all trials that have a report there. An abstract does not say\n"
    "everything: what is missing from it may stand in the paper.\n"
    "\n"
    "  -f, --format NAME   table, csv or ndjson; default: table\n"
    "\n"
    "Exit status: 0; 1 a trial is not registered in the store; 2 the store cannot be read; 64 wrong usage.\n";

typedef enum { FORMAT_TABLE, FORMAT_CSV, FORMAT_NDJSON } format;
static const char *const columns[] = {"trial", "pmid", "field", "registered", "reported", "verdict"};
enum { COLUMNS = sizeof columns / sizeof *columns };

typedef struct {
  format format;
  struct libscols_table *table;
  reap_buf line;
  bool failed;
} writer;

/* ---- rows ---- */

static void add_table_row(writer *w, const char *const cells[COLUMNS]) {
  struct libscols_line *line = scols_table_new_line(w->table, NULL);
  for (size_t i = 0; line && i < COLUMNS; i++) scols_line_set_data(line, i, cells[i]);
}

/* RFC 4180: what holds a comma, a quote or a line end is quoted. */
static void add_csv_row(writer *w, const char *const cells[COLUMNS]) {
  for (size_t i = 0; i < COLUMNS; i++) {
    if (i) reap_buf_addc(&w->line, ',');
    bool quoted = strpbrk(cells[i], ",\"\r\n") != NULL;
    if (quoted) reap_buf_addc(&w->line, '"');
    for (const char *c = cells[i]; *c; c++) {
      if (*c == '"') reap_buf_addc(&w->line, '"');
      reap_buf_addc(&w->line, *c);
    }
    if (quoted) reap_buf_addc(&w->line, '"');
  }
  reap_buf_addc(&w->line, '\n');
}

static void add_ndjson_row(writer *w, const reap_comparison *row) {
  reap_json json = reap_json_to(&w->line);
  reap_json_open(&json, '{');
  reap_json_key(&json, "trial");
  reap_json_cstr(&json, row->trial_id);
  if (row->pmid) {
    reap_json_key(&json, "pmid");
    reap_json_int(&json, row->pmid);
  }
  const char *const texts[][2] = {{"field", row->field},
                                  {"registered", row->registered},
                                  {"reported", row->reported},
                                  {"verdict", reap_verdict_name(row->verdict)}};
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
    if (!texts[i][1]) continue;
    reap_json_key(&json, texts[i][0]);
    reap_json_cstr(&json, texts[i][1]);
  }
  reap_json_close(&json, '}');
  reap_buf_addc(&w->line, '\n');
}

static void on_row(void *context, const reap_comparison *row) {
  writer *w = context;
  char pmid[24] = "";
  if (row->pmid) snprintf(pmid, sizeof pmid, "%lld", row->pmid);
  const char *const cells[COLUMNS] = {row->trial_id,
                                      pmid,
                                      row->field,
                                      row->registered ? row->registered : "",
                                      row->reported ? row->reported : "",
                                      reap_verdict_name(row->verdict)};
  reap_buf_reset(&w->line);
  if (w->format == FORMAT_TABLE)
    add_table_row(w, cells);
  else if (w->format == FORMAT_CSV)
    add_csv_row(w, cells);
  else
    add_ndjson_row(w, row);
  fwrite(w->line.ptr, 1, w->line.len, stdout);
}

/* ---- the whole ---- */

static bool begin(writer *w) {
  if (w->format == FORMAT_CSV) printf("trial,pmid,field,registered,reported,verdict\n");
  if (w->format != FORMAT_TABLE) return true;
  w->table = scols_new_table();
  for (size_t i = 0; w->table && i < COLUMNS; i++)
    if (!scols_table_new_column(w->table, columns[i], 0.1, i == 3 || i == 4 ? SCOLS_FL_WRAP : 0)) return false;
  return w->table != NULL;
}

static void end(writer *w) {
  if (w->table) {
    if (!isatty(STDOUT_FILENO)) scols_table_set_termforce(w->table, SCOLS_TERMFORCE_NEVER);
    if (scols_table_get_nlines(w->table)) scols_print_table(w->table);
    scols_unref_table(w->table);
  }
  reap_buf_free(&w->line);
}

static const char ALL[] =
    "SELECT trial_id FROM registered_trials r WHERE EXISTS (SELECT 1 FROM trials t WHERE t.trial_id = "
    "r.trial_id) OR EXISTS (SELECT 1 FROM registered_references f JOIN citations c USING (pmid) WHERE "
    "f.trial_id = r.trial_id AND f.type IN ('RESULT', 'DERIVED')) ORDER BY trial_id";

static reap_status compare_all(sqlite3 *db, writer *w, reap_error *error) {
  sqlite3_stmt *rows = NULL;
  reap_status status = REAP_OK;
  unsigned reports;
  int code = sqlite3_prepare_v2(db, ALL, -1, &rows, NULL);
  while (code == SQLITE_OK || (status == REAP_OK && code == SQLITE_ROW))
    if ((code = sqlite3_step(rows)) == SQLITE_ROW)
      status = reap_compare_trial(db, (const char *)sqlite3_column_text(rows, 0), on_row, w, &reports, error);
  if (status == REAP_OK && code != SQLITE_DONE) status = reap_store_fail(db, "read", error);
  sqlite3_finalize(rows);
  return status;
}

static int compare_some(sqlite3 *db, writer *w, char *const *ids, int count) {
  int worst = REAP_EXIT_OK;
  for (int i = 0; i < count; i++) {
    char id[12];
    unsigned reports = 0;
    reap_error error = {0};
    if (!reap_ctgov_id(id, ids[i]))
      return reap_cli_usage(&reap_compare_command, "'%s' is no id of a trial: NCT and eight digits", ids[i]);
    reap_status status = reap_compare_trial(db, id, on_row, w, &reports, &error);
    if (status != REAP_OK) worst = reap_cli_fail(&error);
    if (status == REAP_OK && !reports) fprintf(stderr, "reap: the store has no report of %s\n", id);
  }
  return worst;
}

static int parse_arguments(writer *w, int argc, char **argv) {
  static const struct option long_options[] = {{"format", required_argument, NULL, 'f'}, {NULL, 0, NULL, 0}};
  static const char *const formats[] = {"table", "csv", "ndjson"};
  const reap_command *me = &reap_compare_command;
  opterr = 0;
  optind = 1;
  for (int option; (option = getopt_long(argc, argv, ":f:", long_options, NULL)) != -1;) {
    if (option == '?' || option == ':') return reap_cli_bad_option(me, option, argv);
    int which = 0;
    while (which < 3 && strcmp(optarg, formats[which]) != 0) which++;
    if (which == 3) return reap_cli_usage(me, "there is no format '%s': table, csv or ndjson", optarg);
    w->format = (format)which;
  }
  return optind < argc ? 0 : reap_cli_usage(me, "name the store");
}

static int run(int argc, char **argv) {
  writer w = {0};
  sqlite3 *db = NULL;
  reap_error error = {0};
  int code = parse_arguments(&w, argc, argv);
  if (code) return code;
  if (reap_store_open(&db, argv[optind], 0, &error) != REAP_OK) return reap_cli_fail(&error);
  if (!begin(&w))
    fprintf(stderr, "reap: no table can be made\n");
  else if (optind + 1 < argc)
    code = compare_some(db, &w, argv + optind + 1, argc - optind - 1);
  else if (compare_all(db, &w, &error) != REAP_OK)
    code = reap_cli_fail(&error);
  end(&w);
  sqlite3_close(db);
  return code;
}

const reap_command reap_compare_command = {"compare", "hold reports against the registrations of their trials", usage,
                                           run};
