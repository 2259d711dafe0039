/* SPDX-License-Identifier: MIT */
#ifndef REAP_CLI_FETCH_H
#define REAP_CLI_FETCH_H

/* The parts of `reap fetch`; argv[0] is the word that chose the part. They print, and return the exit status. */
int reap_cli_fetch_files(int argc, char **argv);     /* baseline, updates */
int reap_cli_fetch_citations(int argc, char **argv); /* search, pmids */
int reap_cli_fetch_trials(int argc, char **argv);    /* trials */

#endif
