/* SPDX-License-Identifier: MIT */
#include <curl/curl.h>
#include <errno.h>
#include <libxml/parser.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/version.h"
#include "cli/command.h"

static const reap_command *const commands[] = {
    &reap_run_command,   &reap_fetch_command, &reap_sync_command,    &reap_changes_command, &reap_load_command,
    &reap_retag_command, &reap_link_command,  &reap_compare_command, &reap_explain_command, &reap_lexicon_command,
    &reap_score_command, &reap_stage_command, &reap_version_command};
enum { COMMAND_COUNT = sizeof commands / sizeof *commands };

static const reap_command *find(const char *name) {
  for (size_t i = 0; i < COMMAND_COUNT; i++)
    if (strcmp(commands[i]->name, name) == 0) return commands[i];
  return NULL;
}

static int list_commands(FILE *out) {
  fprintf(out,
          "reap %s: Records of Evidence from Abstracts of PubMed\n\n"
          "usage: reap COMMAND [ARGUMENTS]\n\n",
          REAP_VERSION);
  for (size_t i = 0; i < COMMAND_COUNT; i++) fprintf(out, "  %-9s %s\n", commands[i]->name, commands[i]->one_line);
  fprintf(out,
          "  %-9s explain a command: reap help run\n\n"
          "For example:  reap run pubmed26n0001.xml.gz -o evidence.db\n",
          "help");
  return out == stdout ? REAP_EXIT_OK : REAP_EXIT_USAGE;
}

static int unknown(const char *name) {
  fprintf(stderr, "reap: there is no command '%s'; 'reap help' lists them\n", name);
  return REAP_EXIT_USAGE;
}

static int help(const char *name) {
  if (!name || strcmp(name, "help") == 0) return list_commands(stdout);
  const reap_command *command = find(name);
  if (!command) return unknown(name);
  printf("%s: %s\n\n%s", command->name, command->one_line, command->usage);
  return REAP_EXIT_OK;
}

static bool is(const char *word, const char *a, const char *b, const char *c) {
  return strcmp(word, a) == 0 || strcmp(word, b) == 0 || strcmp(word, c) == 0;
}

static int dispatch(int argc, char **argv) {
  if (argc < 2) return list_commands(stderr);
  if (is(argv[1], "help", "--help", "-h")) return help(argc > 2 ? argv[2] : NULL);
  if (is(argv[1], "version", "--version", "-V")) argv[1] = "version";
  const reap_command *command = find(argv[1]);
  if (!command) return unknown(argv[1]);
  if (argc > 2 && is(argv[2], "help", "--help", "-h")) return help(command->name);
  /* Process-wide set-up of libraries that are not safe to set up in threads. */
  xmlInitParser();
  curl_global_init(CURL_GLOBAL_DEFAULT);
  int code = command->run(argc - 1, argv + 1);
  curl_global_cleanup();
  xmlCleanupParser();
  return code;
}

int main(int argc, char **argv) {
  int code = dispatch(argc, argv);
  /* A full disk may show only when the last bytes leave. A command that failed has said why. */
  bool written = fflush(stdout) == 0 && !ferror(stdout);
  if (written || code != REAP_EXIT_OK) return code;
  fprintf(stderr, "reap: cannot write to stdout: %s\n", strerror(errno));
  return REAP_EXIT_ENVIRONMENT;
}
