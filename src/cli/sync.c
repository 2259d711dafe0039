/* SPDX-License-Identifier: MIT */
#include <dirent.h>
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "1_fetch/mirror.h"
#include "8_emit/emit.h"
#include "base/memory.h"
#include "base/version.h"
#include "cli/options.h"
#include "cli/progress.h"
#include "cli/signals.h"
#include "pipeline/pipeline.h"
#include "registry/refresh.h"
#include "store/store.h"

static const char usage[] =
    "usage: reap sync DB [--into DIR] [OPTIONS]\n"
    "\n"
    "Brings an evidence store up to date: downloads PubMed's new update files into DIR (as reap fetch updates\n"
    "does) and loads those that the store has not seen, in their order, each once: new citations, revisions,\n"
    "versions, deletions. Run again, it goes on where it ended; all of a run's files are loaded or none.\n"
    "Then the registered trials of the store are asked for anew where ClinicalTrials.gov has a newer state.\n"
    "\n"
    "      --into DIR         the folder of the update files; default: the present one\n"
    "      --no-fetch         load what is in DIR, download nothing\n"
    "      --no-trials        leave the registered trials as they are\n"
    "      --linked           also load the trials that citations name and the store has not\n"
    "      --url URL          fetch from another server's folder\n"
    "      --pause MS         between two requests; default: 1000\n"
    "  -t, --threads N        worker threads; default: the number of processors\n"
    "      --lexicon DIR      lay the names in DIR on top of the default lexicon (repeatable)\n"
    "      --lexicon-image F  use another compiled lexicon\n"
    "  -q, --quiet            no progress, no list of faults\n"
    "\n"
    "Exit status: 0 up to date; 1 a file or trial could not be had, or some input was bad (told); 2 disk, database,\n"
    "lexicon or server trouble (the store is as it was); 64 wrong usage; 130 interrupted.\n";

typedef struct {
  const char *store;
  reap_mirror_options mirror;
  reap_cli_lexicon lexicon;
  unsigned threads;
  bool no_fetch, no_trials, linked, quiet;
  reap_progress progress;
  reap_listed newest; /* that the store has loaded; year 0: none */
  reap_listing files; /* in the folder, whole, in order; then those to load */
} settings;

static void on_fault(void *context, const reap_error *fault) {
  settings *s = context;
  char line[1200];
  reap_progress_clear(&s->progress);
  if (!s->quiet) fprintf(stderr, "reap: %s\n", reap_error_text(fault, line, sizeof line));
}

static void on_progress(void *context, const reap_counters *now) {
  settings *s = context;
  reap_progress_update(&s->progress, now);
}

static void on_event(void *context, const reap_mirror_event *event) {
  if (event->what == REAP_MIRROR_FAILED) on_fault(context, event->fault);
}

/* ---- which files ---- */

/* The files of the folder that are whole: a checksum lies beside them. */
static reap_status list_folder(settings *s, reap_error *error) {
  DIR *folder = opendir(s->mirror.into);
  if (!folder) {
    char reason[128];
    reap_fail(error, REAP_EIO, "cannot open the folder: %s", strerror_r(errno, reason, sizeof reason));
    reap_error_set_source(error, s->mirror.into);
    return REAP_EIO;
  }
  size_t room = 0;
  reap_listed row;
  for (struct dirent *entry; (entry = readdir(folder));) {
    char sum[64];
    if (!reap_listed_from_name(entry->d_name, &row)) continue;
    snprintf(sum, sizeof sum, "%s.md5", row.name);
    if (faccessat(dirfd(folder), sum, R_OK, 0) != 0) continue;
    if (s->files.count == room) {
      room = room ? room * 2 : 256;
      s->files.rows = reap_realloc(s->files.rows, room * sizeof row);
    }
    s->files.rows[s->files.count++] = row;
  }
  closedir(folder);
  if (s->files.count) qsort(s->files.rows, s->files.count, sizeof row, reap_listed_compare);
  return REAP_OK;
}

/* Keeps the files that the store has not loaded whole. A file that is older than one that it has cannot be loaded any
 * more: what it says was overtaken, and the store takes the file loaded last for the newest. */
static reap_status keep_new(settings *s, sqlite3 *db, reap_error *error) {
  sqlite3_stmt *loaded = NULL;
  reap_listed row;
  int code = sqlite3_prepare_v2(db, "SELECT name FROM sources WHERE complete", -1, &loaded, NULL);
  while (code == SQLITE_OK || code == SQLITE_ROW)
    if ((code = sqlite3_step(loaded)) == SQLITE_ROW &&
        reap_listed_from_name((const char *)sqlite3_column_text(loaded, 0), &row) &&
        reap_listed_compare(&row, &s->newest) > 0)
      s->newest = row;
  sqlite3_finalize(loaded);
  if (code != SQLITE_DONE) return reap_store_fail(db, "read", error);
  size_t kept = 0;
  for (size_t i = 0; i < s->files.count; i++)
    if (reap_listed_compare(&s->files.rows[i], &s->newest) > 0) s->files.rows[kept++] = s->files.rows[i];
  s->files.count = kept;
  return REAP_OK;
}

/* How many of the new files can be loaded: until a gap in the numbers (what a missing file says would come too late),
 * or a new year (whose baseline replaces the store). *fault says why when not all can. */
static size_t until_gap(const settings *s, reap_error *fault) {
  reap_listed before = s->newest;
  for (size_t i = 0; i < s->files.count; before = s->files.rows[i++]) {
    const reap_listed *now = &s->files.rows[i];
    if (!before.year || (now->year == before.year && now->number == before.number + 1)) continue;
    if (now->year == before.year)
      reap_fail(fault, REAP_EINPUT, "files are missing between %s and %s: fetch them, then run reap sync again",
                before.name, now->name);
    else
      reap_fail(fault, REAP_EINPUT, "with %s a new year begins: make a new store from its baseline", now->name);
    reap_error_set_source(fault, s->mirror.into);
    return i;
  }
  return s->files.count;
}

static reap_status choose_files(settings *s, reap_error *error) {
  sqlite3 *db = NULL;
  reap_status status = list_folder(s, error);
  if (status == REAP_OK) status = reap_store_open(&db, s->store, 0, error);
  if (status == REAP_OK) status = keep_new(s, db, error);
  sqlite3_close(db);
  return status;
}

/* ---- loading ---- */

static reap_status load(settings *s, reap_lexicon *lexicon, reap_counters *counters, reap_error *error) {
  const char **inputs = reap_alloc(s->files.count * sizeof *inputs);
  for (size_t i = 0; i < s->files.count; i++) {
    size_t size = strlen(s->mirror.into) + sizeof s->files.rows[i].name + 2;
    char *path = reap_alloc(size);
    snprintf(path, size, "%s/%s", s->mirror.into, s->files.rows[i].name);
    inputs[i] = path;
  }
  reap_run_options run = {
      .inputs = inputs,
      .input_count = s->files.count,
      .shared.lexicon = lexicon,
      .sink = &reap_sqlite_sink,
      .target = {.path = s->store, .program = REAP_VERSION, .lexicon_hash = reap_lexicon_hash(lexicon)},
      .threads = s->threads,
      .on_fault = on_fault,
      .on_progress = on_progress,
      .context = s,
      .cancel = s->mirror.cancel};
  reap_progress_start(&s->progress, !s->quiet);
  reap_status status = reap_run(&run, counters, error);
  reap_progress_clear(&s->progress);
  for (size_t i = 0; i < s->files.count; i++) free((char *)inputs[i]);
  free(inputs);
  return status;
}

static void say_result(const settings *s, const reap_counters *counters) {
  if (s->quiet) return;
  if (s->files.count)
    fprintf(stderr, "%zu files loaded, to %s: %" PRIu64 " citations\n", s->files.count,
            s->files.rows[s->files.count - 1].name, counters->citations);
  else
    fprintf(stderr, "nothing new\n");
}

/* ---- trials ---- */

static void say_missing(const settings *s, const json_t *missing) {
  size_t i;
  json_t *id;
  if (s->quiet || !json_array_size(missing)) return;
  fprintf(stderr, "reap: ClinicalTrials.gov does not know:");
  json_array_foreach(missing, i, id) fprintf(stderr, " %s", json_string_value(id));
  fputc('\n', stderr);
}

/* A registry that cannot be reached costs only itself: *failed says so. */
static reap_status refresh_trials(settings *s, const reap_lexicon *lexicon, bool *failed, reap_error *error) {
  reap_ctgov service;
  reap_refresh_counts counts;
  reap_ctgov_default(&service);
  service.cancel = s->mirror.cancel;
  const reap_refresh refresh = {s->store, &service, lexicon, s->linked};
  reap_status status = reap_trials_refresh(&refresh, &counts, error);
  if (counts.asked && !s->quiet)
    fprintf(stderr, "%zu trials asked for: %zu added, %zu changed\n", counts.asked, counts.results[REAP_TRIAL_ADDED],
            counts.results[REAP_TRIAL_CHANGED]);
  say_missing(s, counts.missing);
  json_decref(counts.missing);
  if (status != REAP_ENET) return status;
  on_fault(s, error);
  *failed = true;
  return REAP_OK;
}

/* Loads the files, then the trials that changed. */
static reap_status load_new(settings *s, reap_counters *counters, bool *failed, reap_error *error) {
  reap_lexicon *lexicon = NULL;
  reap_status status = reap_cli_open_lexicon(&lexicon, &s->lexicon, error);
  if (status == REAP_OK && s->files.count) status = load(s, lexicon, counters, error);
  if (status == REAP_OK) say_result(s, counters);
  if (status == REAP_OK && !s->no_fetch && !s->no_trials) status = refresh_trials(s, lexicon, failed, error);
  reap_lexicon_free(lexicon);
  return status;
}

/* ---- the command line ---- */

enum { OPT_INTO = 256, OPT_NO_FETCH, OPT_NO_TRIALS, OPT_LINKED, OPT_URL, OPT_PAUSE, OPT_LEXICON, OPT_IMAGE };
static const struct option long_options[] = {{"into", required_argument, NULL, OPT_INTO},
                                             {"no-fetch", no_argument, NULL, OPT_NO_FETCH},
                                             {"no-trials", no_argument, NULL, OPT_NO_TRIALS},
                                             {"linked", no_argument, NULL, OPT_LINKED},
                                             {"url", required_argument, NULL, OPT_URL},
                                             {"pause", required_argument, NULL, OPT_PAUSE},
                                             {"threads", required_argument, NULL, 't'},
                                             {"lexicon", required_argument, NULL, OPT_LEXICON},
                                             {"lexicon-image", required_argument, NULL, OPT_IMAGE},
                                             {"quiet", no_argument, NULL, 'q'},
                                             {NULL, 0, NULL, 0}};

static int set_option(void *context, int option, const char *value) {
  settings *s = context;
  const reap_command *me = &reap_sync_command;
  switch (option) {
  case OPT_INTO:
    s->mirror.into = value;
    return 0;
  case OPT_NO_FETCH:
    s->no_fetch = true;
    return 0;
  case OPT_NO_TRIALS:
    s->no_trials = true;
    return 0;
  case OPT_LINKED:
    s->linked = true;
    return 0;
  case OPT_URL:
    s->mirror.url = value;
    return 0;
  case OPT_PAUSE:
    return reap_cli_number(value, 60000, &s->mirror.pause_ms) ? 0 : reap_cli_usage(me, "--pause wants 1 to 60000 (ms)");
  case 't':
    return reap_cli_number(value, 256, &s->threads) ? 0 : reap_cli_usage(me, "--threads wants 1 to 256");
  case OPT_LEXICON:
    return reap_cli_add_folder(&s->lexicon, value) ? 0 : reap_cli_usage(me, "too many --lexicon folders");
  case OPT_IMAGE:
    s->lexicon.image = value;
    return 0;
  default:
    s->quiet = true;
    return 0;
  }
}

static int parse_arguments(settings *s, int argc, char **argv) {
  const reap_command *me = &reap_sync_command;
  int code = reap_cli_each_option(me, argc, argv, ":t:q", long_options, set_option, s);
  if (code) return code;
  if (argc - optind != 1) return reap_cli_usage(me, "name one evidence store");
  if (s->linked && (s->no_trials || s->no_fetch))
    return reap_cli_usage(me, "--linked fetches trials: leave out --no-fetch and --no-trials");
  s->store = argv[optind];
  return 0;
}

static int sync_store(settings *s) {
  reap_mirror_counts fetched = {0};
  reap_counters counters = {0};
  reap_error error = {0}, gap = {0};
  bool failed = false;
  s->mirror.on_event = on_event;
  s->mirror.context = s;
  s->mirror.cancel = reap_cli_catch_signals();
  reap_status status = s->no_fetch ? REAP_OK : reap_mirror(&s->mirror, &fetched, &error);
  if (status == REAP_OK) status = choose_files(s, &error);
  if (status == REAP_OK) s->files.count = until_gap(s, &gap);
  if (status == REAP_OK) status = load_new(s, &counters, &failed, &error);
  if (status != REAP_OK) return reap_cli_fail(&error);
  if (gap.status) on_fault(s, &gap);
  return gap.status || failed || fetched.failed || counters.bad_inputs || counters.bad_citations ? REAP_EXIT_BAD_INPUT
                                                                                                 : REAP_EXIT_OK;
}

static int run(int argc, char **argv) {
  settings s = {.threads = reap_cli_processors(),
                .mirror = {.into = ".",
                           .url = "https://ftp.ncbi.nlm.nih.gov/pubmed/updatefiles/",
                           .pause_ms = 1000,
                           .attempts = 6,
                           .limits = reap_net_default_limits}};
  int code = parse_arguments(&s, argc, argv);
  if (!code) code = sync_store(&s);
  free(s.files.rows);
  return code;
}

const reap_command reap_sync_command = {"sync", "bring a store up to date with PubMed's update files", usage, run};
