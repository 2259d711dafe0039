/* SPDX-License-Identifier: MIT */
#include "score/score.h"

#include <getopt.h>
#include <string.h>

#include "cli/options.h"

static const char usage[] =
    "usage: reap score [OPTIONS] GOLD OUTPUT\n"
    "\n"
    "Compares records (NDJSON, as `reap run` writes them) with gold records of the same documents: precision,\n"
    "recall and F1 by kind of claim, and the precision of each rule.\n"
    "\n"
    "      --errors N         list N errors first\n"
    "      --floors FILE      fail when an F1 lies below FILE's (TSV: what, F1 in percent)\n"
    "      --precision FILE   write the precision of the rules to FILE (TSV)\n"
    "\n"
    "Exit status: 0; 1 a floor was not reached, or a file is no list of records; 2 a file cannot be read.\n";

enum { OPT_ERRORS = 256, OPT_FLOORS, OPT_PRECISION };

static int score(reap_score_request *request, const char *precision) {
  FILE *out = precision ? fopen(precision, "w") : NULL;
  if (precision && !out) {
    perror(precision);
    return REAP_EXIT_ENVIRONMENT;
  }
  request->precision_out = out;
  request->out = stdout;
  bool held = true;
  reap_error error = {0};
  reap_status status = reap_score(request, &held, &error);
  if (out && fclose(out) != 0) status = reap_fail(&error, REAP_EIO, "cannot write %s", precision);
  if (status != REAP_OK) return reap_cli_fail(&error);
  return held ? REAP_EXIT_OK : REAP_EXIT_BAD_INPUT;
}

static int run(int argc, char **argv) {
  static const struct option options[] = {{"errors", required_argument, NULL, OPT_ERRORS},
                                          {"floors", required_argument, NULL, OPT_FLOORS},
                                          {"precision", required_argument, NULL, OPT_PRECISION},
                                          {NULL, 0, NULL, 0}};
  reap_score_request request = {0};
  const char *precision = NULL;
  opterr = 0;
  optind = 1;
  for (int option; (option = getopt_long(argc, argv, ":", options, NULL)) != -1;) {
    if (option == OPT_ERRORS && !reap_cli_number(optarg, 1000000, &request.errors))
      return reap_cli_usage(&reap_score_command, "--errors wants a number");
    if (option == OPT_FLOORS) request.floors_path = optarg;
    if (option == OPT_PRECISION) precision = optarg;
    if (option == '?' || option == ':') return reap_cli_bad_option(&reap_score_command, option, argv);
  }
  if (argc - optind != 2) return reap_cli_usage(&reap_score_command, "name the gold records and the output");
  request.gold_path = argv[optind];
  request.output_path = argv[optind + 1];
  return score(&request, precision);
}

const reap_command reap_score_command = {"score", "compare records with gold records", usage, run};
