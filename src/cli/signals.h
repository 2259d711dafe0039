/* SPDX-License-Identifier: MIT */
#ifndef REAP_CLI_SIGNALS_H
#define REAP_CLI_SIGNALS_H

#include <signal.h>

/* From here on SIGINT, SIGTERM and SIGHUP (unless ignored) set the returned flag instead of ending the process; a
 * second one ends it at once. SIGPIPE is ignored: a closed pipe is an ordinary write error. Call it once, from main's
 * thread, before others start. */
const volatile sig_atomic_t *reap_cli_catch_signals(void);

#endif
