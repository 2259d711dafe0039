/* SPDX-License-Identifier: MIT */
#include "cli/signals.h"

#include <stddef.h>

static volatile sig_atomic_t interrupted;

static void on_signal(int number) {
  interrupted = 1;
  signal(number, SIG_DFL); /* a second one ends the process at once */
}

const volatile sig_atomic_t *reap_cli_catch_signals(void) {
  static const int numbers[] = {SIGINT, SIGTERM, SIGHUP};
  struct sigaction action = {.sa_handler = on_signal}, before;
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
    if (sigaction(numbers[i], NULL, &before) == 0 && before.sa_handler != SIG_IGN) /* nohup and the like stay so */
      sigaction(numbers[i], &action, NULL);
  signal(SIGPIPE, SIG_IGN);
  return &interrupted;
}
