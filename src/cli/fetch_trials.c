/* SPDX-License-Identifier: MIT */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/partial.h"
#include "cli/fetch.h"
#include "cli/options.h"
#include "cli/signals.h"
#include "registry/ctgov.h"
#include "store/store.h"

typedef struct {
  const char *output, *condition, *linked; /* linked: the store whose citations name the trials */
  bool quiet, no_cache;
  char cache[1024];
  const char **ids;
  size_t id_count, id_room;
  reap_partial file;
  size_t written;
} settings;

/* ---- which trials ---- */

static void add_id(settings *s, const char *id) {
  if (s->id_count == s->id_room) {
    s->id_room = s->id_room ? s->id_room * 2 : 64;
    s->ids = reap_realloc(s->ids, s->id_room * sizeof *s->ids);
  }
  s->ids[s->id_count++] = reap_strdup(id);
}

static reap_status add_linked(settings *s, reap_error *error) {
  static const char sql[] = "SELECT DISTINCT trial_id FROM trials JOIN current_citations USING (citation_id) "
                            "WHERE trial_id GLOB 'NCT[0-9]*' ORDER BY trial_id";
  sqlite3 *db = NULL;
  sqlite3_stmt *rows = NULL;
  reap_status status = reap_store_open(&db, s->linked, 0, error);
  if (status != REAP_OK) return status;
  int code = sqlite3_prepare_v2(db, sql, -1, &rows, NULL);
  while (code == SQLITE_OK || code == SQLITE_ROW)
    if ((code = sqlite3_step(rows)) == SQLITE_ROW) add_id(s, (const char *)sqlite3_column_text(rows, 0));
  if (code != SQLITE_DONE) status = reap_store_fail(db, "read", error);
  sqlite3_finalize(rows);
  sqlite3_close(db);
  return status;
}

/* ---- writing ---- */

static reap_status on_study(void *context, json_t *study, reap_error *error) {
  settings *s = context;
  const char *before = s->written++ ? ",\n" : "";
  char *text = json_dumps(study, JSON_COMPACT);
  if (!text) return reap_fail(error, REAP_ENET, "a record of the registry cannot be written down");
  reap_status status = reap_partial_write(&s->file, before, strlen(before), error);
  if (status == REAP_OK) status = reap_partial_write(&s->file, text, strlen(text), error);
  free(text);
  return status;
}

static void say_missing(const settings *s, const json_t *missing) {
  if (s->quiet) return;
  size_t i;
  json_t *id;
  fprintf(stderr, "reap: ClinicalTrials.gov does not know:");
  json_array_foreach(missing, i, id) fprintf(stderr, " %s", json_string_value(id));
  fputc('\n', stderr);
}

static reap_status fetch(settings *s, json_t *missing, reap_error *error) {
  reap_ctgov service;
  reap_ctgov_default(&service);
  service.cache = s->no_cache || !s->cache[0] ? NULL : s->cache;
  service.cancel = reap_cli_catch_signals();
  reap_status status = reap_partial_write(&s->file, "{\"studies\":[\n", 13, error);
  if (status == REAP_OK && s->condition)
    status = reap_ctgov_search(&service, s->condition, on_study, s, error);
  else if (status == REAP_OK)
    status = reap_ctgov_fetch(&service, s->ids, s->id_count, on_study, s, missing, error);
  if (status == REAP_OK) status = reap_partial_write(&s->file, "\n]}\n", 4, error);
  return status == REAP_OK ? reap_partial_commit(&s->file, error) : status;
}

/* ---- the command line ---- */

enum { OPT_CONDITION = 256, OPT_LINKED, OPT_NO_CACHE, OPT_CACHE };
static const struct option long_options[] = {{"output", required_argument, NULL, 'o'},
                                             {"condition", required_argument, NULL, OPT_CONDITION},
                                             {"linked", required_argument, NULL, OPT_LINKED},
                                             {"cache", required_argument, NULL, OPT_CACHE},
                                             {"no-cache", no_argument, NULL, OPT_NO_CACHE},
                                             {"quiet", no_argument, NULL, 'q'},
                                             {NULL, 0, NULL, 0}};

/* $XDG_CACHE_HOME/reap, else ~/.cache/reap. */
static void choose_cache(settings *s) {
  const char *base = getenv("XDG_CACHE_HOME"), *home = getenv("HOME");
  if (base && *base)
    snprintf(s->cache, sizeof s->cache, "%s/reap", base);
  else if (home && *home)
    snprintf(s->cache, sizeof s->cache, "%s/.cache/reap", home);
}

static int set_option(settings *s, int option, const char *value) {
  switch (option) {
  case 'o':
    s->output = value;
    return 0;
  case OPT_CONDITION:
    s->condition = value;
    return 0;
  case OPT_LINKED:
    s->linked = value;
    return 0;
  case OPT_CACHE:
    snprintf(s->cache, sizeof s->cache, "%s", value);
    return 0;
  case OPT_NO_CACHE:
    s->no_cache = true;
    return 0;
  default:
    s->quiet = true;
    return 0;
  }
}

static int parse_arguments(settings *s, int argc, char **argv) {
  const reap_command *me = &reap_fetch_command;
  opterr = 0;
  optind = 1;
  choose_cache(s);
  for (int option; (option = getopt_long(argc, argv, ":o:q", long_options, NULL)) != -1;) {
    if (option == '?' || option == ':') return reap_cli_bad_option(me, option, argv);
    set_option(s, option, optarg);
  }
  for (int i = optind; i < argc; i++) {
    char id[12];
    if (!reap_ctgov_id(id, argv[i]))
      return reap_cli_usage(me, "'%s' is no id of a trial: NCT and eight digits", argv[i]);
    add_id(s, id);
  }
  int ways = (s->id_count > 0) + (s->condition != NULL) + (s->linked != NULL);
  return ways == 1 ? 0 : reap_cli_usage(me, "trials wants ids (NCT01234567 ...), --condition WORDS or --linked DB");
}

int reap_cli_fetch_trials(int argc, char **argv) {
  settings s = {0};
  reap_error error = {0};
  json_t *missing = json_array();
  int code = parse_arguments(&s, argc, argv);
  if (!code) {
    reap_status status = s.linked ? add_linked(&s, &error) : REAP_OK;
    if (status == REAP_OK) status = reap_partial_open(&s.file, s.output, &error);
    if (status == REAP_OK) status = fetch(&s, missing, &error);
    if (s.file.name) reap_partial_close(&s.file);
    if (status != REAP_OK) code = reap_cli_fail(&error);
  }
  if (!code && json_array_size(missing)) {
    say_missing(&s, missing);
    code = REAP_EXIT_BAD_INPUT;
  }
  for (size_t i = 0; i < s.id_count; i++) free((char *)s.ids[i]);
  free(s.ids);
  json_decref(missing);
  return code;
}
