/* SPDX-License-Identifier: MIT */
#ifndef REAP_CLI_COMMAND_H
#define REAP_CLI_COMMAND_H

/* One sub-command: a file of its own (src/cli/<name>.c) exports one of these, main.c lists them. */
typedef struct {
  const char *name;
  const char *one_line;              /* for the list of commands */
  const char *usage;                 /* what `reap help NAME` prints, ending in a newline */
  int (*run)(int argc, char **argv); /* argv[0] is the command's name; returns the exit status */
} reap_command;

/* Each defined in its own file. */
extern const reap_command reap_changes_command, reap_compare_command, reap_explain_command, reap_fetch_command,
    reap_lexicon_command, reap_link_command, reap_load_command, reap_retag_command, reap_run_command,
    reap_score_command, reap_stage_command, reap_sync_command, reap_version_command;

/* Exit statuses, documented in README.md and reap(1). */
enum {
  REAP_EXIT_OK = 0,
  REAP_EXIT_BAD_INPUT = 1,   /* some input was bad or could not be fetched; everything good was written */
  REAP_EXIT_ENVIRONMENT = 2, /* disk, database or lexicon; nothing was left under the output's name */
  REAP_EXIT_USAGE = 64,
  REAP_EXIT_INTERRUPTED = 130
};

#endif
