/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "1_fetch/citations.h"
#include "base/partial.h"
#include "cli/fetch.h"
#include "cli/options.h"
#include "cli/signals.h"

typedef struct {
  const char *output, *wanted; /* a file, NULL: stdout; a query or the file of PMIDs */
  bool is_query, ids_only, quiet, shown, line_open;
  double drawn;
} settings;

/* ---- what is said on the way ---- */

static void clear_line(settings *s) {
  if (s->line_open) fputs("\r\033[K", stderr);
  s->line_open = false;
}

static void draw(settings *s, reap_bytes *source) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  double seconds = (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
  if (!s->shown || seconds - s->drawn < 0.2) return;
  size_t asked, done;
  reap_citations_progress(source, &asked, &done);
  s->drawn = seconds;
  fprintf(stderr, "\r\033[K%zu of %zu citations  %.1f MB", done, asked, (double)source->raw_bytes / 1e6);
  fflush(stderr);
  s->line_open = true;
}

static void on_note(void *context, const char *text) {
  settings *s = context;
  if (s->quiet) return;
  clear_line(s);
  fprintf(stderr, "reap: %s\n", text);
}

/* ---- the list of PMIDs ---- */

/* Reads the words of a line; false when one is no PMID (told). */
static bool read_line(const settings *s, char *line, unsigned number, reap_pmids *ids) {
  bool good = true;
  char *rest = NULL;
  for (char *word = strtok_r(line, " \t\r\n,;", &rest); word; word = strtok_r(NULL, " \t\r\n,;", &rest)) {
    unsigned pmid;
    if (strspn(word, "0123456789") == strlen(word) && reap_cli_number(word, 999999999, &pmid)) {
      reap_pmids_add(ids, pmid);
      continue;
    }
    if (!s->quiet)
      fprintf(stderr, "reap: %s:%u: '%.40s' is no PMID: give numbers, between blanks or commas\n", s->wanted, number,
              word);
    good = false;
  }
  return good;
}

static int read_pmids(const settings *s, reap_pmids *ids) {
  const char *path = s->wanted ? s->wanted : "-";
  bool is_stdin = strcmp(path, "-") == 0, good = true;
  FILE *in = is_stdin ? stdin : fopen(path, "r");
  char *line = NULL;
  size_t room = 0;
  unsigned number = 0;
  while (in && getline(&line, &room, in) >= 0) good &= read_line(s, line, ++number, ids);
  bool failed = !in || ferror(in);
  if (failed) fprintf(stderr, "reap: %s: cannot be read: %s\n", path, strerror(errno));
  free(line);
  if (in && !is_stdin) fclose(in);
  reap_pmids_sort(ids);
  return failed ? REAP_EXIT_ENVIRONMENT : good ? REAP_EXIT_OK : REAP_EXIT_BAD_INPUT;
}

/* ---- the transfer ---- */

static reap_status copy(settings *s, reap_bytes *source, reap_partial *file, reap_error *error) {
  char bytes[64 * 1024];
  size_t got;
  reap_status status;
  while ((status = source->read(source, bytes, sizeof bytes, &got, error)) == REAP_OK) {
    status = reap_partial_write(file, bytes, got, error);
    if (status != REAP_OK) return status;
    draw(s, source);
  }
  return status;
}

static void say_missing(const settings *s, const reap_pmids *missing) {
  if (s->quiet) return;
  fprintf(stderr, "reap: PubMed did not give %zu of the citations:", missing->count);
  for (size_t i = 0; i < missing->count; i++) fprintf(stderr, " %u", missing->rows[i]);
  fputc('\n', stderr);
}

static int transfer(settings *s, const reap_pmids *ids) {
  reap_eutils service;
  reap_eutils_default(&service);
  service.on_note = on_note;
  service.context = s;
  reap_partial file;
  reap_error error = {0};
  reap_status status = reap_partial_open(&file, s->output, &error);
  int code = REAP_EXIT_OK;
  if (status == REAP_OK) {
    reap_bytes *source;
    reap_citations_open(&source, &service, s->is_query ? s->wanted : NULL, ids);
    source->cancel = reap_cli_catch_signals();
    status = copy(s, source, &file, &error);
    clear_line(s);
    const reap_pmids *missing = reap_citations_missing(source);
    if (status == REAP_ENET && missing->count) {
      say_missing(s, missing);
      code = REAP_EXIT_BAD_INPUT;
      status = REAP_END;
    }
    if (status == REAP_END) status = reap_partial_commit(&file, &error);
    source->close(source);
  }
  reap_partial_close(&file);
  return status == REAP_OK ? code : reap_cli_fail(&error);
}

/* Only what the search finds. */
static int list_ids(settings *s) {
  reap_eutils service;
  reap_eutils_default(&service);
  service.on_note = on_note;
  service.context = s;
  service.cancel = reap_cli_catch_signals();
  reap_partial file;
  reap_pmids ids = {0};
  reap_buf list = {0};
  reap_error error = {0};
  reap_status status = reap_partial_open(&file, s->output, &error);
  if (status == REAP_OK) status = reap_eutils_search(&service, s->wanted, &ids, &error);
  for (size_t i = 0; status == REAP_OK && i < ids.count; i++) reap_buf_printf(&list, "%u\n", ids.rows[i]);
  if (status == REAP_OK) status = reap_partial_write(&file, list.ptr, list.len, &error);
  if (status == REAP_OK) status = reap_partial_commit(&file, &error);
  reap_partial_close(&file);
  reap_buf_free(&list);
  free(ids.rows);
  return status == REAP_OK ? REAP_EXIT_OK : reap_cli_fail(&error);
}

/* ---- the command line ---- */

enum { OPT_IDS = 256 };
static const struct option long_options[] = {{"output", required_argument, NULL, 'o'},
                                             {"ids", no_argument, NULL, OPT_IDS},
                                             {"quiet", no_argument, NULL, 'q'},
                                             {NULL, 0, NULL, 0}};

static int parse_arguments(settings *s, int argc, char **argv) {
  const reap_command *me = &reap_fetch_command;
  opterr = 0;
  optind = 1;
  s->is_query = strcmp(argv[0], "search") == 0;
  for (int option; (option = getopt_long(argc, argv, ":o:q", long_options, NULL)) != -1;) {
    if (option == '?' || option == ':') return reap_cli_bad_option(me, option, argv);
    if (option == 'q') s->quiet = true;
    if (option == OPT_IDS) s->ids_only = true;
    if (option == 'o') s->output = optarg;
  }
  if (optind != argc - 1 || !*argv[optind])
    return reap_cli_usage(me,
                          s->is_query ? "search wants one query, in quotes" : "pmids wants one file, or - for stdin");
  s->wanted = argv[optind];
  return 0;
}

int reap_cli_fetch_citations(int argc, char **argv) {
  settings s = {0};
  int code = parse_arguments(&s, argc, argv);
  if (code) return code;
  s.shown = !s.quiet && isatty(STDERR_FILENO);
  if (s.is_query && s.ids_only) return list_ids(&s);
  reap_pmids ids = {0};
  int list = s.is_query ? REAP_EXIT_OK : read_pmids(&s, &ids);
  if (list == REAP_EXIT_ENVIRONMENT || (!s.is_query && ids.count == 0 && list))
    code = list;
  else
    code = transfer(&s, &ids);
  free(ids.rows);
  return code ? code : list;
}
