/* SPDX-License-Identifier: MIT */
#include "pipeline/retag.h"

#include <getopt.h>
#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

#include "base/version.h"
#include "cli/options.h"
#include "cli/signals.h"
#include "registry/registry.h"

static const char usage[] =
    "usage: reap retag DB [options]\n"
    "\n"
    "Brings an evidence store up to date with a changed lexicon, without its inputs: the result is that of a\n"
    "full run with this lexicon. Only citations that hold all words of a name which was added, removed or\n"
    "changed are read anew, from the text in the store; the others cannot differ. One transaction: until it\n"
    "ends, readers see the old state, and an interrupted run changes nothing. The conditions of registered\n"
    "trials get their concepts anew too.\n"
    "\n"
    "      --lexicon DIR      lay the names in DIR on top of the default lexicon (repeatable)\n"
    "      --lexicon-image F  use another compiled lexicon\n"
    "      --all              read all citations anew\n"
    "  -q, --quiet            neither progress nor summary\n"
    "\n"
    "All citations are also read anew when another version of reap wrote them. Stores written with --no-text\n"
    "cannot be retagged.\n"
    "\n"
    "Exit status: 0 all good; 2 disk, database or lexicon trouble (the store is as it was); 64 wrong usage;\n"
    "130 interrupted (the store is as it was).\n";

enum { OPT_LEXICON = 256, OPT_IMAGE, OPT_ALL };
static const struct option long_options[] = {{"lexicon", required_argument, NULL, OPT_LEXICON},
                                             {"lexicon-image", required_argument, NULL, OPT_IMAGE},
                                             {"all", no_argument, NULL, OPT_ALL},
                                             {"quiet", no_argument, NULL, 'q'},
                                             {NULL, 0, NULL, 0}};

typedef struct {
  reap_retag_options retag;
  reap_cli_lexicon lexicon;
  bool quiet;
} settings;

static int parse_arguments(settings *s, int argc, char **argv) {
  const reap_command *me = &reap_retag_command;
  opterr = 0;
  optind = 1;
  for (int option; (option = getopt_long(argc, argv, ":q", long_options, NULL)) != -1;) {
    if (option == '?' || option == ':') return reap_cli_bad_option(me, option, argv);
    if (option == 'q') s->quiet = true;
    if (option == OPT_ALL) s->retag.all = true;
    if (option == OPT_IMAGE) s->lexicon.image = optarg;
    if (option == OPT_LEXICON && !reap_cli_add_folder(&s->lexicon, optarg))
      return reap_cli_usage(me, "too many --lexicon folders");
  }
  if (argc - optind != 1) return reap_cli_usage(me, "name one evidence store");
  s->retag.path = argv[optind];
  return 0;
}

static void on_progress(void *context, uint64_t done, uint64_t total) {
  (void)context;
  fprintf(stderr, "\r%" PRIu64 " of %" PRIu64 " citations%s", done, total, done == total ? "\n" : "");
}

/* Registered trials name conditions too. */
static reap_status map_trials(void *context, sqlite3 *db, reap_error *error) {
  const settings *s = context;
  reap_trial_loader *loader = NULL;
  reap_status status = reap_trials_open(&loader, db, s->retag.shared.lexicon, "", error);
  if (status == REAP_OK) status = reap_trials_map_again(loader, error);
  reap_trials_close(loader);
  return status;
}

static int run(int argc, char **argv) {
  settings s = {0};
  reap_error error = {0};
  reap_lexicon *lexicon = NULL;
  int code = parse_arguments(&s, argc, argv);
  if (code) return code;
  if (reap_cli_open_lexicon(&lexicon, &s.lexicon, &error) != REAP_OK) return reap_cli_fail(&error);
  s.retag.shared.lexicon = lexicon;
  s.retag.program = REAP_VERSION;
  s.retag.cancel = reap_cli_catch_signals();
  s.retag.finish = map_trials;
  s.retag.context = &s;
  if (!s.quiet && isatty(STDERR_FILENO)) s.retag.on_progress = on_progress;
  reap_retag_counts counts;
  reap_status status = reap_retag(&s.retag, &counts, &error);
  reap_lexicon_free(lexicon);
  if (status != REAP_OK) return reap_cli_fail(&error);
  if (s.quiet) return REAP_EXIT_OK;
  fprintf(
      stderr, "%s: %" PRIu64 " names differ; %s%" PRIu64 " of %" PRIu64 " citations read anew, %" PRIu64 " changed\n",
      s.retag.path, counts.names, counts.whole ? "all, that is " : "", counts.read, counts.citations, counts.changed);
  return REAP_EXIT_OK;
}

const reap_command reap_retag_command = {"retag", "bring a store up to date with a changed lexicon", usage, run};
