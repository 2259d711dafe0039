/* SPDX-License-Identifier: MIT */
#include <getopt.h>
#include <stdio.h>

#include "cli/options.h"
#include "cli/rows.h"
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

static const reap_rows_column columns[] = {{.name = "trial"},
                                           {.name = "pmid", .number = true},
                                           {.name = "field"},
                                           {.name = "registered", .wraps = true},
                                           {.name = "reported", .wraps = true},
                                           {.name = "verdict"}};

static void on_row(void *context, const reap_comparison *row) {
  char pmid[24] = "";
  if (row->pmid) snprintf(pmid, sizeof pmid, "%lld", row->pmid);
  const char *const cells[] = {row->trial_id,   pmid,          row->field,
                               row->registered, row->reported, reap_verdict_name(row->verdict)};
  reap_rows_add(context, cells);
}

static const char ALL[] =
    "SELECT DISTINCT trial_id FROM registered_trials JOIN trial_links USING (trial_id) ORDER BY trial_id";

static reap_status compare_all(sqlite3 *db, reap_rows *rows, reap_error *error) {
  sqlite3_stmt *trials = NULL;
  reap_status status = REAP_OK;
  unsigned reports;
  int code = sqlite3_prepare_v2(db, ALL, -1, &trials, NULL);
  while (code == SQLITE_OK || (status == REAP_OK && code == SQLITE_ROW))
    if ((code = sqlite3_step(trials)) == SQLITE_ROW)
      status = reap_compare_trial(db, (const char *)sqlite3_column_text(trials, 0), on_row, rows, &reports, error);
  if (status == REAP_OK && code != SQLITE_DONE) status = reap_store_fail(db, "read", error);
  sqlite3_finalize(trials);
  return status;
}

static int compare_some(sqlite3 *db, reap_rows *rows, char *const *ids, int count) {
  int worst = REAP_EXIT_OK;
  for (int i = 0; i < count; i++) {
    char id[12];
    unsigned reports = 0;
    reap_error error = {0};
    if (!reap_ctgov_id(id, ids[i]))
      return reap_cli_usage(&reap_compare_command, "'%s' is no id of a trial: NCT and eight digits", ids[i]);
    reap_status status = reap_compare_trial(db, id, on_row, rows, &reports, &error);
    if (status != REAP_OK) worst = reap_cli_fail(&error);
    if (status == REAP_OK && !reports) fprintf(stderr, "reap: the store has no report of %s\n", id);
  }
  return worst;
}

static int parse_arguments(reap_rows_format *format, int argc, char **argv) {
  static const struct option long_options[] = {{"format", required_argument, NULL, 'f'}, {NULL, 0, NULL, 0}};
  const reap_command *me = &reap_compare_command;
  opterr = 0;
  optind = 1;
  for (int option; (option = getopt_long(argc, argv, ":f:", long_options, NULL)) != -1;) {
    if (option == '?' || option == ':') return reap_cli_bad_option(me, option, argv);
    if (!reap_rows_format_from_name(optarg, format))
      return reap_cli_usage(me, "there is no format '%s': table, csv or ndjson", optarg);
  }
  return optind < argc ? 0 : reap_cli_usage(me, "name the store");
}

static int run(int argc, char **argv) {
  reap_rows_format format = REAP_ROWS_TABLE;
  reap_rows rows;
  sqlite3 *db = NULL;
  reap_error error = {0};
  int code = parse_arguments(&format, argc, argv);
  if (code) return code;
  if (reap_store_open(&db, argv[optind], 0, &error) != REAP_OK) return reap_cli_fail(&error);
  reap_rows_begin(&rows, format, columns, sizeof columns / sizeof *columns);
  if (optind + 1 < argc)
    code = compare_some(db, &rows, argv + optind + 1, argc - optind - 1);
  else if (compare_all(db, &rows, &error) != REAP_OK)
    code = reap_cli_fail(&error);
  reap_rows_end(&rows);
  sqlite3_close(db);
  return code;
}

const reap_command reap_compare_command = {"compare", "hold reports against the registrations of their trials", usage,
                                           run};
