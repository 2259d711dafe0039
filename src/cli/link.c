/* SPDX-License-Identifier: MIT */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/memory.h"
#include "cli/options.h"
#include "cli/rows.h"
#include "registry/ctgov.h"
#include "registry/infer.h"
#include "store/store.h"

static const char usage[] =
    "usage: reap link DB [NCT...]\n"
    "       reap link DB --infer [--min P] [NCT...]\n"
    "\n"
    "Lists which reports in a store belong to which registered trial, and how surely; the reports of a trial\n"
    "stand together, so that nothing need be counted twice. Grades: 1 the registry names the report as a result\n"
    "(RESULT, or DERIVED); 2 the report's data bank list; 3 its title or abstract; 4 another id of the trial\n"
    "there. BACKGROUND references are no links. `others` are trials that the same report is linked to as well.\n"
    "\n"
    "  -f, --format NAME   table, csv or ndjson; default: table\n"
    "      --infer         list instead which trials in the store the reports may belong to that name none:\n"
    "                      trials that share a condition and began before, by how title, intervention, outcome,\n"
    "                      enrollment, dates, sponsor and design agree. The score is a probability, calibrated on\n"
    "                      the links that the store states (how well, is told on stderr). Such pairs are guesses:\n"
    "                      nothing is stored.\n"
    "      --min P         with --infer: pairs with at least this score, 0 to 1; default: 0.5\n"
    "  -q, --quiet         with --infer: tell nothing about the calibration\n"
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

/* ---- inferred links ---- */

static const reap_rows_column inferred_columns[] = {{.name = "report"},
                                                    {.name = "trial"},
                                                    {.name = "score", .number = true},
                                                    {.name = "reasons", .wraps = true},
                                                    {.name = "year", .number = true},
                                                    {.name = "title", .wraps = true}};
enum { INFERRED_COLUMNS = sizeof inferred_columns / sizeof *inferred_columns };

static void add_inferred(void *rows, const reap_inferred_link *link) {
  char score[16];
  snprintf(score, sizeof score, "%.3f", link->score);
  const char *cells[INFERRED_COLUMNS] = {link->report, link->trial_id, score, link->reasons, link->year, link->title};
  reap_rows_add(rows, cells);
}

/* How far the scores held where the truth is stated. */
static void say_calibration(const reap_infer_summary *summary) {
  fprintf(stderr, "%u reports name no trial; calibrated on %u that name one", summary->reports, summary->stated);
  if (summary->out_of_reach) fprintf(stderr, " (%u share no condition with it)", summary->out_of_reach);
  fprintf(stderr, "\n");
  for (int i = REAP_INFER_BINS; i-- > 0;)
    if (summary->bins[i].best)
      fprintf(stderr, "  score %.1f to %.1f: %u of %u right\n", (double)i / REAP_INFER_BINS,
              (i + 1.0) / REAP_INFER_BINS, summary->bins[i].right, summary->bins[i].best);
}

/* ---- the command line ---- */

typedef struct {
  reap_rows_format format;
  bool infer, quiet;
  double least;       /* score; below 0: not said */
  char (*trials)[12]; /* wanted; none: all */
  size_t trial_count;
} settings;

static reap_status list_stated(const settings *s, sqlite3 *db, reap_error *error) {
  reap_rows rows;
  reap_rows_begin(&rows, s->format, columns, COLUMNS);
  reap_status status = s->trial_count ? REAP_OK : list_links(db, NULL, &rows, error);
  for (size_t i = 0; i < s->trial_count && status == REAP_OK; i++) status = list_links(db, s->trials[i], &rows, error);
  reap_rows_end(&rows);
  return status;
}

static reap_status list_inferred(const settings *s, sqlite3 *db, reap_error *error) {
  reap_rows rows;
  reap_infer_summary summary;
  reap_infer_options options = {
      .least = s->least < 0 ? 0.5 : s->least, .trials = (const char(*)[12])s->trials, .trial_count = s->trial_count};
  reap_rows_begin(&rows, s->format, inferred_columns, INFERRED_COLUMNS);
  reap_status status = reap_infer_links(db, &options, add_inferred, &rows, &summary, error);
  reap_rows_end(&rows);
  if (status == REAP_OK && !s->quiet) say_calibration(&summary);
  return status;
}

enum { OPT_INFER = 256, OPT_MIN };
static const struct option long_options[] = {{"format", required_argument, NULL, 'f'},
                                             {"infer", no_argument, NULL, OPT_INFER},
                                             {"min", required_argument, NULL, OPT_MIN},
                                             {"quiet", no_argument, NULL, 'q'},
                                             {NULL, 0, NULL, 0}};

static int parse_arguments(settings *s, int argc, char **argv) {
  const reap_command *me = &reap_link_command;
  char *end;
  opterr = 0;
  optind = 1;
  for (int option; (option = getopt_long(argc, argv, ":f:q", long_options, NULL)) != -1;) {
    if (option == '?' || option == ':') return reap_cli_bad_option(me, option, argv);
    if (option == OPT_INFER) s->infer = true;
    if (option == 'q') s->quiet = true;
    if (option == 'f' && !reap_rows_format_from_name(optarg, &s->format))
      return reap_cli_usage(me, "there is no format '%s': table, csv or ndjson", optarg);
    if (option != OPT_MIN) continue;
    s->least = strtod(optarg, &end);
    if (end == optarg || *end || !(s->least >= 0 && s->least <= 1))
      return reap_cli_usage(me, "--min takes a number from 0 to 1, not '%s'", optarg);
  }
  if (optind == argc) return reap_cli_usage(me, "name the store");
  if (!s->infer && (s->least >= 0 || s->quiet)) return reap_cli_usage(me, "--min and --quiet go with --infer");
  s->trials = reap_alloc((size_t)argc * sizeof *s->trials);
  for (int i = optind + 1; i < argc; i++)
    if (!reap_ctgov_id(s->trials[s->trial_count++], argv[i]))
      return reap_cli_usage(me, "'%s' is no id of a trial: NCT and eight digits", argv[i]);
  return REAP_EXIT_OK;
}

static int list(const settings *s, const char *store) {
  sqlite3 *db = NULL;
  reap_error error = {0};
  if (reap_store_open(&db, store, 0, &error) != REAP_OK) return reap_cli_fail(&error);
  reap_status status = s->infer ? list_inferred(s, db, &error) : list_stated(s, db, &error);
  sqlite3_close(db);
  return status == REAP_OK ? REAP_EXIT_OK : reap_cli_fail(&error);
}

static int run(int argc, char **argv) {
  settings s = {.format = REAP_ROWS_TABLE, .least = -1};
  int status = parse_arguments(&s, argc, argv);
  if (status == REAP_EXIT_OK) status = list(&s, argv[optind]);
  free(s.trials);
  return status;
}

const reap_command reap_link_command = {"link", "list the reports of each trial, by how sure the link is", usage, run};
