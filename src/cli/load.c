/* SPDX-License-Identifier: MIT */
#include <getopt.h>
#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "cli/options.h"
#include "registry/registry.h"
#include "store/store.h"

static const char usage[] =
    "usage: reap load trials PATH... -o DB\n"
    "\n"
    "Loads registered trials into an evidence store: records of ClinicalTrials.gov as its API gives them (JSON\n"
    "of one study, of a list or of a page), the registry's zip of all studies, or folders of such files; or AACT's\n"
    "pipe-delimited files (zip or folder, with studies.txt in it; sorted on disk, in TMPDIR). A trial that is\n"
    "loaded again is compared: what differs becomes its present state, and the one before is kept in\n"
    "registered_versions. Names and addresses of people are never kept.\n"
    "\n"
    "  -o, --output DB        the store (made when it is missing)\n"
    "      --lexicon DIR      lay the names in DIR on top of the default lexicon (repeatable)\n"
    "      --lexicon-image F  use another compiled lexicon\n"
    "  -q, --quiet            no summary, no list of faults\n"
    "\n"
    "Exit status: 0 all good; 1 some records were bad (one line each on stderr; the others are loaded);\n"
    "2 disk, database or lexicon trouble (the store is as it was); 64 wrong usage.\n";

typedef struct {
  const char *path; /* of the store */
  reap_cli_lexicon lexicon;
  bool quiet;
  reap_store_writer store;
  reap_trial_loader *loader;
  size_t faults, results[REAP_TRIAL_RESULTS];
} settings;

/* ---- loading ---- */

static void on_fault(void *context, const reap_error *fault) {
  settings *s = context;
  char line[1200];
  s->faults++;
  if (!s->quiet) fprintf(stderr, "reap: %s\n", reap_error_text(fault, line, sizeof line));
}

static reap_status on_study(void *context, json_t *study, const char *source, reap_error *error) {
  settings *s = context;
  reap_trial_result result;
  reap_status status = reap_trials_put(s->loader, study, source, &result, error);
  if (status == REAP_OK) s->results[result]++;
  return status;
}

static reap_status load(settings *s, const reap_lexicon *lexicon, char *const *paths, int count, reap_error *error) {
  char now[32];
  reap_status status = reap_store_writer_open(&s->store, s->path, error);
  if (status == REAP_OK) status = reap_trials_open(&s->loader, s->store.db, lexicon, reap_now_text(now), error);
  for (int i = 0; status == REAP_OK && i < count; i++) {
    status = reap_studies_read(paths[i], on_study, on_fault, s, error);
    if (status == REAP_EIO && strcmp(error->source, s->path) != 0) { /* this path alone cannot be opened */
      on_fault(s, error);
      status = REAP_OK;
    }
  }
  reap_trials_close(s->loader);
  if (status == REAP_OK) status = reap_store_writer_commit(&s->store, error);
  if (status != REAP_OK) reap_error_set_source(error, s->path);
  reap_store_writer_close(&s->store);
  return status;
}

static void say_result(const settings *s) {
  if (s->quiet) return;
  fprintf(stderr, "%zu trials added, %zu changed, %zu the same, %zu older states left out\n",
          s->results[REAP_TRIAL_ADDED], s->results[REAP_TRIAL_CHANGED], s->results[REAP_TRIAL_SAME],
          s->results[REAP_TRIAL_OLDER]);
}

/* ---- the command line ---- */

enum { OPT_LEXICON = 256, OPT_IMAGE };
static const struct option long_options[] = {{"output", required_argument, NULL, 'o'},
                                             {"lexicon", required_argument, NULL, OPT_LEXICON},
                                             {"lexicon-image", required_argument, NULL, OPT_IMAGE},
                                             {"quiet", no_argument, NULL, 'q'},
                                             {NULL, 0, NULL, 0}};

static int parse_arguments(settings *s, int argc, char **argv) {
  const reap_command *me = &reap_load_command;
  opterr = 0;
  optind = 1;
  for (int option; (option = getopt_long(argc, argv, ":o:q", long_options, NULL)) != -1;) {
    if (option == '?' || option == ':') return reap_cli_bad_option(me, option, argv);
    if (option == 'o') s->path = optarg;
    if (option == 'q') s->quiet = true;
    if (option == OPT_IMAGE) s->lexicon.image = optarg;
    if (option == OPT_LEXICON && !reap_cli_add_folder(&s->lexicon, optarg))
      return reap_cli_usage(me, "too many --lexicon folders");
  }
  if (!s->path || !*s->path || strcmp(s->path, "-") == 0) return reap_cli_usage(me, "name the store: -o evidence.db");
  return optind < argc ? 0 : reap_cli_usage(me, "name at least one file, zip or folder of trials");
}

static int run(int argc, char **argv) {
  if (argc < 2 || strcmp(argv[1], "trials") != 0)
    return reap_cli_usage(&reap_load_command, "what is loaded are trials: reap load trials PATH... -o DB");
  settings s = {0};
  int code = parse_arguments(&s, argc - 1, argv + 1);
  if (code) return code;
  reap_lexicon *lexicon = NULL;
  reap_error error = {0};
  if (reap_cli_open_lexicon(&lexicon, &s.lexicon, &error) != REAP_OK) return reap_cli_fail(&error);
  reap_status status = load(&s, lexicon, argv + 1 + optind, argc - 1 - optind, &error);
  reap_lexicon_free(lexicon);
  if (status != REAP_OK) {
    code = reap_cli_fail(&error);
    return code == REAP_EXIT_BAD_INPUT ? REAP_EXIT_ENVIRONMENT : code;
  }
  say_result(&s);
  return s.faults ? REAP_EXIT_BAD_INPUT : REAP_EXIT_OK;
}

const reap_command reap_load_command = {"load", "load registered trials into an evidence store", usage, run};
