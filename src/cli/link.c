/* SPDX-License-Identifier: MIT */
#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include "cli/options.h"
#include "cli/rows.h"
#include "registry/ctgov.h"
#include "store/store.h"

static const char usage[] =
    "usage: reap link DB [NCT...]\n"
    "\n"
    "Lists which reports in a store belong to which registered trial, and how surely; the reports of a trial\n"
    "stand together, so that nothing need be counted twice. Grades: 1 the registry names the report as a result\n"
    "(RESULT, or DERIVED); 2 the report's data bank list; 3 its title or abstract; 4 another id of the trial\n"
    "there. BACKGROUND references are no links. `others` are trials that the same report is linked to as well.\n"
    "\n"
    "  -f, --format NAME   table, csv or ndjson; default: table\n"
    "\n"
    "Exit status: 0; 2 the store cannot be read; 64 wrong usage.\n";

static const char sql[] =
    "SELECT l.trial_id, coalesce(l.pmid, c.document_id), l.grade, l.evidence, substr(c.date, 1, 4), c.title, "
    "(SELECT count(*) FROM trial_links s WHERE s.trial_id = l.trial_id), "
    "(SELECT group_concat(o.trial_id, ' ') FROM trial_links o WHERE o.citation_id = l.citation_id AND o.trial_id <> "
    "l.trial_id) "
    "FROM trial_links l JOIN citations c USING (citation_id) WHERE ?1 IS NULL OR l.trial_id = ?1 "
    "ORDER BY l.trial_id, l.grade, c.date, l.pmid";

static const reap_rows_column columns[] = {{.name = "trial"},
                                           {.name = "report"},
                                           {.name = "grade", .number = true},
                                           {.name = "evidence", .wraps = true},
                                           {.name = "year", .number = true},
                                           {.name = "title", .wraps = true},
                                           {.name = "reports", .number = true},
                                           {.name = "others", .wraps = true}};
enum { COLUMNS = sizeof columns / sizeof *columns };

/* The links of one trial, or of all (NULL). */
static reap_status list_links(sqlite3 *db, const char *trial, reap_rows *rows, reap_error *error) {
  sqlite3_stmt *links = NULL;
  int code = sqlite3_prepare_v2(db, sql, -1, &links, NULL);
  if (code == SQLITE_OK && trial) sqlite3_bind_text(links, 1, trial, -1, SQLITE_STATIC);
  while (code == SQLITE_OK || code == SQLITE_ROW) {
    const char *cells[COLUMNS];
    code = sqlite3_step(links);
    for (int i = 0; code == SQLITE_ROW && i < COLUMNS; i++) cells[i] = (const char *)sqlite3_column_text(links, i);
    if (code == SQLITE_ROW) reap_rows_add(rows, cells);
  }
  reap_status status = code == SQLITE_DONE ? REAP_OK : reap_store_fail(db, "read", error);
  sqlite3_finalize(links);
  return status;
}

static int run(int argc, char **argv) {
  static const struct option long_options[] = {{"format", required_argument, NULL, 'f'}, {NULL, 0, NULL, 0}};
  const reap_command *me = &reap_link_command;
  reap_rows_format format = REAP_ROWS_TABLE;
  opterr = 0;
  optind = 1;
  for (int option; (option = getopt_long(argc, argv, ":f:", long_options, NULL)) != -1;) {
    if (option == '?' || option == ':') return reap_cli_bad_option(me, option, argv);
    if (!reap_rows_format_from_name(optarg, &format))
      return reap_cli_usage(me, "there is no format '%s': table, csv or ndjson", optarg);
  }
  if (optind == argc) return reap_cli_usage(me, "name the store");
  char id[12];
  for (int i = optind + 1; i < argc; i++)
    if (!reap_ctgov_id(id, argv[i]))
      return reap_cli_usage(me, "'%s' is no id of a trial: NCT and eight digits", argv[i]);
  sqlite3 *db = NULL;
  reap_error error = {0};
  reap_rows rows;
  if (reap_store_open(&db, argv[optind], 0, &error) != REAP_OK) return reap_cli_fail(&error);
  reap_rows_begin(&rows, format, columns, COLUMNS);
  reap_status status = optind + 1 == argc ? list_links(db, NULL, &rows, &error) : REAP_OK;
  for (int i = optind + 1; i < argc && status == REAP_OK; i++)
    if (reap_ctgov_id(id, argv[i])) status = list_links(db, id, &rows, &error);
  reap_rows_end(&rows);
  sqlite3_close(db);
  return status == REAP_OK ? REAP_EXIT_OK : reap_cli_fail(&error);
}

const reap_command reap_link_command = {"link", "list the reports of each trial, by how sure the link is", usage, run};
