/* SPDX-License-Identifier: MIT */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "1_fetch/mirror.h"
#include "cli/fetch.h"
#include "cli/options.h"
#include "cli/signals.h"

static const struct {
  const char *name, *url;
} folders[] = {
    {"baseline", "https://ftp.ncbi.nlm.nih.gov/pubmed/baseline/"},
    {"updates", "https://ftp.ncbi.nlm.nih.gov/pubmed/updatefiles/"},
};

typedef struct {
  reap_mirror_options mirror;
  bool quiet, shown, line_open;
  struct timespec drawn;
} settings;

/* ---- what is said on the way ---- */

static void clear_line(settings *s) {
  if (s->line_open) fputs("\r\033[K", stderr);
  s->line_open = false;
}

static void draw(settings *s, const reap_mirror_event *event) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  double since = (double)(now.tv_sec - s->drawn.tv_sec) + (double)(now.tv_nsec - s->drawn.tv_nsec) * 1e-9;
  if (!s->shown || since < 0.2) return;
  s->drawn = now;
  fprintf(stderr, "\r\033[K%zu of %zu  %s  %.1f", event->index + 1, event->count, event->name,
          (double)event->done / 1e6);
  if (event->total) fprintf(stderr, " of %.1f", (double)event->total / 1e6);
  fputs(" MB", stderr);
  fflush(stderr);
  s->line_open = true;
}

static void say_fault(settings *s, const reap_mirror_event *event) {
  if (s->quiet) return;
  char line[1200];
  clear_line(s);
  if (event->what == REAP_MIRROR_FAILED)
    fprintf(stderr, "reap: %s\n", reap_error_text(event->fault, line, sizeof line));
  else if (s->shown)
    fprintf(stderr, "%s: %s (again in %u s)\n", event->name, event->fault->message, (event->wait_ms + 999) / 1000);
}

static void on_event(void *context, const reap_mirror_event *event) {
  settings *s = context;
  if (event->what == REAP_MIRROR_WANTED)
    printf("%s\n", event->name);
  else if (event->fault)
    say_fault(s, event);
  else
    draw(s, event);
}

static void say_result(const settings *s, const reap_mirror_counts *counts) {
  if (s->quiet) return;
  fprintf(stderr, "%zu listed, %zu here already", counts->listed, counts->present);
  if (s->mirror.dry_run)
    fprintf(stderr, ", %zu missing\n", counts->listed - counts->present);
  else
    fprintf(stderr, ", %zu fetched (%.1f MB), %zu failed\n", counts->fetched, (double)counts->bytes / 1e6,
            counts->failed);
  if (counts->older)
    fprintf(stderr, "%zu files of an earlier year lie in the folder: the new baseline replaces them all\n",
            counts->older);
}

/* ---- the command line ---- */

enum { OPT_INTO = 256, OPT_VERIFY, OPT_ATTEMPTS, OPT_PAUSE, OPT_TIMEOUT, OPT_URL };
static const struct option long_options[] = {{"into", required_argument, NULL, OPT_INTO},
                                             {"dry-run", no_argument, NULL, 'n'},
                                             {"verify", no_argument, NULL, OPT_VERIFY},
                                             {"attempts", required_argument, NULL, OPT_ATTEMPTS},
                                             {"pause", required_argument, NULL, OPT_PAUSE},
                                             {"timeout", required_argument, NULL, OPT_TIMEOUT},
                                             {"url", required_argument, NULL, OPT_URL},
                                             {"quiet", no_argument, NULL, 'q'},
                                             {NULL, 0, NULL, 0}};

static int set_option(void *context, int option, const char *value) {
  settings *s = context;
  const reap_command *me = &reap_fetch_command;
  unsigned seconds;
  switch (option) {
  case OPT_INTO:
    if (!*value) return reap_cli_usage(me, "--into wants the name of a folder");
    s->mirror.into = value;
    return 0;
  case OPT_URL:
    s->mirror.url = value;
    return 0;
  case OPT_ATTEMPTS:
    return reap_cli_number(value, 100, &s->mirror.attempts) ? 0 : reap_cli_usage(me, "--attempts wants 1 to 100");
  case OPT_PAUSE:
    return reap_cli_number(value, 60000, &s->mirror.pause_ms) ? 0 : reap_cli_usage(me, "--pause wants 1 to 60000 (ms)");
  case OPT_TIMEOUT:
    if (!reap_cli_number(value, 3600, &seconds)) return reap_cli_usage(me, "--timeout wants 1 to 3600 (seconds)");
    s->mirror.limits.stall_ms = (long)seconds * 1000;
    return 0;
  case OPT_VERIFY:
    s->mirror.verify = true;
    return 0;
  case 'n':
    s->mirror.dry_run = true;
    return 0;
  case 'q':
    s->quiet = true;
    return 0;
  default:
    return reap_cli_usage(me, "wrong option");
  }
}

static int parse_arguments(settings *s, int argc, char **argv) {
  s->mirror = (reap_mirror_options){.into = ".", .pause_ms = 1000, .attempts = 6, .limits = reap_net_default_limits};
  int code = reap_cli_each_option(&reap_fetch_command, argc, argv, ":nq", long_options, set_option, s);
  if (code) return code;
  if (optind != argc) return reap_cli_usage(&reap_fetch_command, "cannot make sense of '%s'", argv[optind]);
  for (size_t i = 0; !s->mirror.url && i < sizeof folders / sizeof *folders; i++)
    if (strcmp(argv[0], folders[i].name) == 0) s->mirror.url = folders[i].url;
  return 0;
}

int reap_cli_fetch_files(int argc, char **argv) {
  settings s = {0};
  int code = parse_arguments(&s, argc, argv);
  if (code) return code;
  s.shown = !s.quiet && isatty(STDERR_FILENO);
  s.mirror.on_event = on_event;
  s.mirror.context = &s;
  s.mirror.cancel = reap_cli_catch_signals();
  reap_mirror_counts counts;
  reap_error error = {0};
  reap_status status = reap_mirror(&s.mirror, &counts, &error);
  clear_line(&s);
  if (counts.listed) say_result(&s, &counts);
  if (status != REAP_OK) return reap_cli_fail(&error);
  return counts.failed ? REAP_EXIT_BAD_INPUT : REAP_EXIT_OK;
}
