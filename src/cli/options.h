/* SPDX-License-Identifier: MIT */
#ifndef REAP_CLI_OPTIONS_H
#define REAP_CLI_OPTIONS_H

#include <getopt.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/status.h"
#include "cli/command.h"
#include "lexicon/lexicon.h"

/* What the commands share. These print and decide exit statuses; nothing outside src/cli does. */

/* Prints "reap: <where>: <what>" on stderr and returns the exit status that belongs to the error. */
int reap_cli_fail(const reap_error *error);

/* Prints "reap NAME: message; see 'reap help NAME'" on stderr and returns REAP_EXIT_USAGE. */
int reap_cli_usage(const reap_command *command, const char *format, ...) REAP_PRINTF(2, 3);

enum { REAP_CLI_MAX_FOLDERS = 16 };

/* The lexicon that the user chose: --lexicon-image FILE, and any --lexicon DIR laid on top of it. */
typedef struct {
  const char *image; /* NULL: $REAP_LEXICON, else lexicons/default.lex beside the program, else ../share/reap */
  const char *folders[REAP_CLI_MAX_FOLDERS];
  size_t folder_count;
} reap_cli_lexicon;

/* Opens it. The caller frees *out with reap_lexicon_free(); it is NULL after a failure. REAP_ELEXICON when there is no
 * image anywhere (the message says how to build one). */
REAP_MUST_USE reap_status reap_cli_open_lexicon(reap_lexicon **out, const reap_cli_lexicon *choice, reap_error *error);

/* Prints what is wrong with the option that getopt_long, called with a list that begins with ':', just stumbled over
 * (it returned '?' or ':'), and returns REAP_EXIT_USAGE. */
int reap_cli_bad_option(const reap_command *command, int returned, char *const *argv);

/* Takes one option; its answer is 0 or an exit status, told already. */
typedef int (*reap_cli_set)(void *settings, int option, const char *value);

/* Gives each option of the command line, as getopt_long finds it by `letters` (which begin with ':') and `names`, to
 * `set`. 0 with optind at the first operand, or the exit status of what was wrong. */
int reap_cli_each_option(const reap_command *command, int argc, char **argv, const char *letters,
                         const struct option *names, reap_cli_set set, void *settings);

/* Remembers another --lexicon folder; false when there are too many. */
bool reap_cli_add_folder(reap_cli_lexicon *choice, const char *dir);

/* A whole number from 1 to `most` in *out; false for anything else. */
bool reap_cli_number(const char *text, unsigned long most, unsigned *out);

/* How many worker threads to start when the user does not say: one a processor. */
unsigned reap_cli_processors(void);

#endif
