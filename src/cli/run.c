/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "1_fetch/fetch.h"
#include "8_emit/emit.h"
#include "base/memory.h"
#include "base/version.h"
#include "cli/options.h"
#include "cli/progress.h"
#include "cli/signals.h"

static const char usage[] =
    "usage: reap run [OPTIONS] INPUT...\n"
    "       reap run [OPTIONS] --search QUERY\n"
    "\n"
    "Reads citations and writes evidence records. INPUT is a file, a URL (http, https) or - for stdin;\n"
    "PubMed XML (gzip or plain), the MEDLINE text format (.nbib) or NDJSON documents: the content decides.\n"
    "\n"
    "  -o, --output FILE      write to FILE (.csv, .tsv, .db tell the format); default: stdout\n"
    "  -f, --format NAME      ndjson, csv, tsv or sqlite\n"
    "      --search QUERY     read what PubMed finds, while it is downloaded (repeatable; see reap help fetch)\n"
    "      --from NAME        read every INPUT as pubmed, medline or ndjson\n"
    "  -t, --threads N        worker threads; default: the number of processors\n"
    "      --lexicon DIR      lay the names in DIR on top of the default lexicon (repeatable)\n"
    "      --lexicon-image F  use another compiled lexicon\n"
    "      --no-text          leave the text out of the records\n"
    "      --batch N          citations a batch (the output does not depend on it)\n"
    "      --stats            print counters as JSON on stderr at the end\n"
    "  -q, --quiet            no progress, no list of faults\n"
    "\n"
    "Exit status: 0 all good; 1 some input was bad or could not be fetched (one line each on stderr; all\n"
    "good citations were written); 2 disk, database or lexicon trouble (nothing is left under FILE);\n"
    "64 wrong usage; 130 interrupted.\n";

enum { MOST_SEARCHES = 16 };

typedef struct {
  reap_run_options run;
  reap_cli_lexicon lexicon;
  const char *format_name;
  bool quiet, stats;
  reap_progress progress;
  char *searches[MOST_SEARCHES]; /* as inputs: "search:QUERY" */
  size_t search_count;
  const char **inputs; /* the searches, then what the command line names */
} settings;

static void on_fault(void *context, const reap_error *fault) {
  settings *s = context;
  if (s->quiet) return;
  reap_progress_clear(&s->progress);
  char line[1200];
  fprintf(stderr, "reap: %s\n", reap_error_text(fault, line, sizeof line));
}

static void on_progress(void *context, const reap_counters *now) {
  settings *s = context;
  reap_progress_update(&s->progress, now);
}

enum { OPT_FROM = 256, OPT_SEARCH, OPT_LEXICON, OPT_IMAGE, OPT_NO_TEXT, OPT_BATCH, OPT_STATS };
static const struct option long_options[] = {{"output", required_argument, NULL, 'o'},
                                             {"format", required_argument, NULL, 'f'},
                                             {"from", required_argument, NULL, OPT_FROM},
                                             {"threads", required_argument, NULL, 't'},
                                             {"search", required_argument, NULL, OPT_SEARCH},
                                             {"lexicon", required_argument, NULL, OPT_LEXICON},
                                             {"lexicon-image", required_argument, NULL, OPT_IMAGE},
                                             {"no-text", no_argument, NULL, OPT_NO_TEXT},
                                             {"batch", required_argument, NULL, OPT_BATCH},
                                             {"stats", no_argument, NULL, OPT_STATS},
                                             {"quiet", no_argument, NULL, 'q'},
                                             {NULL, 0, NULL, 0}};

static int add_search(settings *s, const char *query) {
  if (!*query) return reap_cli_usage(&reap_run_command, "--search wants a query, in quotes");
  if (s->search_count == MOST_SEARCHES) return reap_cli_usage(&reap_run_command, "too many searches");
  size_t size = sizeof REAP_SEARCH_SCHEME + strlen(query);
  char *input = reap_alloc(size);
  snprintf(input, size, REAP_SEARCH_SCHEME "%s", query);
  s->searches[s->search_count++] = input;
  return 0;
}

static int set_option(void *context, int option, const char *value) {
  settings *s = context;
  const reap_command *me = &reap_run_command;
  switch (option) {
  case 'o':
    if (!*value) return reap_cli_usage(me, "-o wants the name of a file");
    s->run.target.path = strcmp(value, "-") == 0 ? NULL : value;
    return 0;
  case 'f':
    s->format_name = value;
    return 0;
  case 't':
    return reap_cli_number(value, 256, &s->run.threads) ? 0 : reap_cli_usage(me, "--threads wants 1 to 256");
  case 'q':
    s->quiet = true;
    return 0;
  case OPT_SEARCH:
    return add_search(s, value);
  case OPT_FROM:
    return reap_input_format_from_name(value, &s->run.format)
               ? 0
               : reap_cli_usage(me, "--from wants pubmed, medline or ndjson, not '%s'", value);
  case OPT_LEXICON:
    return reap_cli_add_folder(&s->lexicon, value) ? 0 : reap_cli_usage(me, "too many --lexicon folders");
  case OPT_IMAGE:
    s->lexicon.image = value;
    return 0;
  case OPT_NO_TEXT:
    s->run.target.no_text = true;
    return 0;
  case OPT_BATCH:
    return reap_cli_number(value, 100000, &s->run.limits.citations) ? 0
                                                                    : reap_cli_usage(me, "--batch wants 1 to 100000");
  case OPT_STATS:
    s->stats = true;
    return 0;
  default:
    return reap_cli_usage(me, "wrong option");
  }
}

/* The input that the output would replace, NULL when there is none: "-o *.xml" names one. */
static const char *input_at_output(const reap_run_options *run) {
  struct stat output, input;
  if (!run->target.path || stat(run->target.path, &output) != 0 || !S_ISREG(output.st_mode)) return NULL;
  for (size_t i = 0; i < run->input_count; i++)
    if (stat(run->inputs[i], &input) == 0 && input.st_dev == output.st_dev && input.st_ino == output.st_ino)
      return run->inputs[i];
  return NULL;
}

static void collect_inputs(settings *s, int argc, char **argv) {
  size_t named = (size_t)(argc - optind);
  s->inputs = reap_alloc((s->search_count + named) * sizeof *s->inputs);
  for (size_t i = 0; i < s->search_count; i++) s->inputs[i] = s->searches[i];
  for (size_t i = 0; i < named; i++) s->inputs[s->search_count + i] = argv[(size_t)optind + i];
  s->run.inputs = s->inputs;
  s->run.input_count = s->search_count + named;
}

static int parse_arguments(settings *s, int argc, char **argv) {
  s->run.threads = reap_cli_processors();
  int code = reap_cli_each_option(&reap_run_command, argc, argv, ":o:f:t:q", long_options, set_option, s);
  if (code) return code;
  if (optind == argc && s->search_count == 0)
    return reap_cli_usage(&reap_run_command, "name at least one input (a file, a URL, or - for stdin)");
  collect_inputs(s, argc, argv);
  s->run.sink = reap_sink_for(s->format_name, s->run.target.path);
  if (!s->run.sink) return reap_cli_usage(&reap_run_command, "there is no format '%s'", s->format_name);
  if (s->run.sink == &reap_sqlite_sink && !s->run.target.path)
    return reap_cli_usage(&reap_run_command, "SQLite needs a file: -o evidence.db");
  const char *replaced = input_at_output(&s->run);
  if (replaced) return reap_cli_usage(&reap_run_command, "the output would replace the input %s", replaced);
  return 0;
}

static int run_with_lexicon(settings *s, reap_lexicon *lexicon) {
  s->run.shared.lexicon = lexicon;
  s->run.target.program = REAP_VERSION;
  s->run.target.lexicon_hash = reap_lexicon_hash(lexicon);
  s->run.target.lexicon = lexicon;
  s->run.on_fault = on_fault;
  s->run.on_progress = on_progress;
  s->run.context = s;
  s->run.cancel = reap_cli_catch_signals();
  reap_progress_start(&s->progress, !s->quiet);
  reap_counters counters = {0};
  reap_error error = {0};
  reap_status status = reap_run(&s->run, &counters, &error);
  reap_progress_clear(&s->progress);
  if (s->stats)
    reap_stats_print(stderr, &counters, reap_progress_seconds(&s->progress), s->run.threads,
                     s->run.target.lexicon_hash);
  if (status != REAP_OK) return reap_cli_fail(&error);
  return counters.bad_inputs || counters.bad_citations ? REAP_EXIT_BAD_INPUT : REAP_EXIT_OK;
}

static int run(int argc, char **argv) {
  settings s = {0};
  reap_lexicon *lexicon = NULL;
  reap_error error = {0};
  int code = parse_arguments(&s, argc, argv);
  if (!code && reap_cli_open_lexicon(&lexicon, &s.lexicon, &error) != REAP_OK) code = reap_cli_fail(&error);
  if (!code) code = run_with_lexicon(&s, lexicon);
  reap_lexicon_free(lexicon);
  for (size_t i = 0; i < s.search_count; i++) free(s.searches[i]);
  free(s.inputs);
  return code;
}

const reap_command reap_run_command = {"run", "read citations, write evidence records", usage, run};
