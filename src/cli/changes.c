/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "cli/feed.h"
#include "cli/options.h"
#include "cli/rows.h"
#include "registry/changes.h"
#include "registry/ctgov.h"
#include "store/store.h"

static const char usage[] =
    "usage: reap changes DB --since DATE [--condition NAME | --trial NCT...] [OPTIONS]\n"
    "\n"
    "Lists what became of a store's citations and registered trials since a day, oldest first: citations added,\n"
    "revised, retracted, withdrawn; trials registered (first seen here) and updated, and each field that differs\n"
    "from the state before. The store learns of changes when it is loaded: reap sync DB, reap load trials.\n"
    "\n"
    "      --since DATE       YYYY-MM-DD, or a time: YYYY-MM-DDThh:mm:ssZ (UTC)\n"
    "      --condition NAME   only what is about it, or about a kind of it; also the id of a concept\n"
    "      --trial NCT        only this trial, and its reports (repeatable)\n"
    "  -f, --format NAME      table (long texts are cut), csv or ndjson; default: table\n"
    "      --feed FILE        write an Atom feed instead: feed readers tell what is new\n"
    "      --lexicon DIR      lay the names in DIR on top of the default lexicon (repeatable)\n"
    "      --lexicon-image F  use another compiled lexicon\n"
    "  -q, --quiet            no summary\n"
    "\n"
    "Exit status: 0; 1 the store knows nothing of a trial; 2 the store cannot be read, or the feed not be\n"
    "written; 64 wrong usage.\n";

enum { MOST_TRIALS = 1000, CELL = 120 /* code points of a text in a table */ };

typedef struct {
  const char *store, *since, *condition, *feed_name;
  const char *trials[MOST_TRIALS];
  char ids[MOST_TRIALS][12];
  size_t trial_count, counts[REAP_CHANGES];
  bool quiet;
  reap_cli_lexicon lexicon;
  reap_rows_format format;
  reap_rows rows;
  reap_feed *feed;
} settings;

/* ---- rows ---- */

static const reap_rows_column columns[] = {{.name = "when"},
                                           {.name = "id"},
                                           {.name = "change"},
                                           {.name = "number", .number = true},
                                           {.name = "field"},
                                           {.name = "item", .wraps = true},
                                           {.name = "from", .wraps = true},
                                           {.name = "to", .wraps = true},
                                           {.name = "title", .wraps = true}};

/* A text as a table shows it: without line ends, and of a long one what follows code point `start`. */
static const char *shorten(const settings *s, reap_buf *out, const char *text, uint32_t start) {
  reap_str all = reap_str_of(text);
  reap_buf_reset(out);
  if (!text || s->format != REAP_ROWS_TABLE) return text;
  if (reap_utf8_count(all) <= CELL) start = 0;
  if (start) reap_buf_puts(out, "…");
  uint32_t number = 0;
  for (uint32_t at = 0, length; at < all.len && number < start + CELL; at += length, number++) {
    uint32_t code_point;
    length = reap_utf8_decode(all, at, &code_point);
    if (number >= start) reap_buf_str(out, code_point < ' ' ? REAP_STR(" ") : (reap_str){all.ptr + at, length});
  }
  if (number == start + CELL && number < reap_utf8_count(all)) reap_buf_puts(out, "…");
  reap_buf_addc(out, '\0');
  return out->ptr;
}

/* Some words before the place where two texts part. */
static uint32_t parting(const char *a, const char *b) {
  uint32_t at = 0, before = 20;
  if (!a || !b) return 0;
  while (a[at] && a[at] == b[at]) at++;
  uint32_t count = reap_utf8_count((reap_str){a, at});
  return count > before ? count - before : 0;
}

static void add_row(settings *s, const reap_change *change, const reap_difference *difference) {
  static const reap_difference none = {0};
  const reap_difference *d = difference ? difference : &none;
  char id[160] = "", number[16] = "";
  reap_buf from = {0}, to = {0}, item = {0}, title = {0};
  uint32_t start = parting(d->from, d->to);
  if (change->pmid)
    snprintf(id, sizeof id, "%lld", change->pmid);
  else
    snprintf(id, sizeof id, "%.150s", change->id ? change->id : "");
  if (change->number) snprintf(number, sizeof number, "%d", change->number);
  const char *const cells[] = {change->when,
                               id,
                               reap_change_name(change->kind),
                               number,
                               d->field,
                               shorten(s, &item, d->item, 0),
                               shorten(s, &from, d->from, start),
                               shorten(s, &to, d->to, start),
                               shorten(s, &title, change->title, 0)};
  reap_rows_add(&s->rows, cells);
  reap_buf_free(&from);
  reap_buf_free(&to);
  reap_buf_free(&item);
  reap_buf_free(&title);
}

static void on_change(void *context, const reap_change *change) {
  settings *s = context;
  s->counts[change->kind]++;
  if (s->feed) {
    reap_feed_add(s->feed, change);
    return;
  }
  for (size_t i = 0; i < change->difference_count; i++) add_row(s, change, &change->differences[i]);
  if (!change->difference_count) add_row(s, change, NULL);
}

/* ---- the two ways out ---- */

static reap_status list_changes(settings *s, sqlite3 *db, const reap_changes_query *query, reap_error *error) {
  reap_rows_begin(&s->rows, s->format, columns, sizeof columns / sizeof *columns);
  reap_status status = reap_changes_find(db, query, on_change, s, error);
  reap_rows_end(&s->rows);
  return status;
}

static reap_status write_feed(settings *s, sqlite3 *db, const reap_changes_query *query, reap_error *error) {
  reap_partial file = {0};
  char since[32], link[80];
  reap_buf subject = {0};
  if (s->condition) reap_buf_puts(&subject, s->condition);
  for (size_t i = 0; i < s->trial_count; i++) reap_buf_printf(&subject, "%s%s", i ? " " : "", s->trials[i]);
  reap_buf_addc(&subject, '\0');
  snprintf(since, sizeof since, "%s%s", s->since, strlen(s->since) == 10 ? "T00:00:00Z" : "");
  if (s->trial_count == 1) snprintf(link, sizeof link, "https://clinicaltrials.gov/study/%s", s->trials[0]);
  reap_status status = reap_partial_open(&file, s->feed_name, error);
  if (status == REAP_OK)
    status = reap_feed_open(&s->feed, &file, subject.ptr, s->trial_count == 1 ? link : NULL, since, error);
  if (status == REAP_OK) status = reap_changes_find(db, query, on_change, s, error);
  if (status == REAP_OK) status = reap_feed_finish(s->feed, error);
  if (status == REAP_OK) status = reap_partial_commit(&file, error);
  reap_feed_close(s->feed);
  if (file.name) reap_partial_close(&file);
  reap_buf_free(&subject);
  return status;
}

static reap_status find_changes(settings *s, reap_error *error) {
  sqlite3 *db = NULL;
  reap_lexicon *lexicon = NULL;
  reap_status status = reap_store_open(&db, s->store, 0, error);
  if (status == REAP_OK && s->condition) status = reap_cli_open_lexicon(&lexicon, &s->lexicon, error);
  if (status == REAP_OK) {
    reap_changes_query query = {s->since, s->trials, s->trial_count, s->condition, lexicon};
    status = s->feed_name ? write_feed(s, db, &query, error) : list_changes(s, db, &query, error);
  }
  reap_lexicon_free(lexicon);
  sqlite3_close(db);
  return status;
}

static void say_counts(const settings *s) {
  size_t total = 0;
  if (s->quiet) return;
  for (int i = 0; i < REAP_CHANGES; i++) total += s->counts[i];
  if (!total) {
    fprintf(stderr, "nothing changed since %s\n", s->since);
    return;
  }
  fprintf(stderr,
          "since %s: citations: %zu added, %zu revised, %zu retracted, %zu withdrawn; trials: %zu registered, "
          "%zu updates\n",
          s->since, s->counts[REAP_CHANGE_ADDED], s->counts[REAP_CHANGE_REVISED], s->counts[REAP_CHANGE_RETRACTED],
          s->counts[REAP_CHANGE_WITHDRAWN], s->counts[REAP_CHANGE_REGISTERED], s->counts[REAP_CHANGE_UPDATED]);
}

/* ---- the command line ---- */

static int digits(const char *text, int count) {
  int value = 0;
  for (int i = 0; i < count; i++) value = reap_is_digit(text[i]) ? value * 10 + (text[i] - '0') : 10000;
  return value;
}

/* "2026-05-01" or "2026-05-01T09:30:00Z", a day of the calendar. */
static bool is_time(const char *text) {
  static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  size_t length = strlen(text);
  if ((length != 10 && length != 20) || text[4] != '-' || text[7] != '-') return false;
  int year = digits(text, 4), month = digits(text + 5, 2), day = digits(text + 8, 2);
  bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  if (year > 9999 || month < 1 || month > 12 || day < 1 || day > days[month - 1] + (month == 2 && leap)) return false;
  if (length == 10) return true;
  return text[10] == 'T' && text[13] == ':' && text[16] == ':' && text[19] == 'Z' && digits(text + 11, 2) < 24 &&
         digits(text + 14, 2) < 60 && digits(text + 17, 2) < 60;
}

enum { OPT_SINCE = 256, OPT_CONDITION, OPT_TRIAL, OPT_FEED, OPT_LEXICON, OPT_IMAGE };
static const struct option long_options[] = {{"since", required_argument, NULL, OPT_SINCE},
                                             {"condition", required_argument, NULL, OPT_CONDITION},
                                             {"trial", required_argument, NULL, OPT_TRIAL},
                                             {"format", required_argument, NULL, 'f'},
                                             {"feed", required_argument, NULL, OPT_FEED},
                                             {"lexicon", required_argument, NULL, OPT_LEXICON},
                                             {"lexicon-image", required_argument, NULL, OPT_IMAGE},
                                             {"quiet", no_argument, NULL, 'q'},
                                             {NULL, 0, NULL, 0}};

static int add_trial(settings *s, const char *text) {
  const reap_command *me = &reap_changes_command;
  if (s->trial_count == MOST_TRIALS) return reap_cli_usage(me, "at most %d trials at a time", MOST_TRIALS);
  if (!reap_ctgov_id(s->ids[s->trial_count], text))
    return reap_cli_usage(me, "'%s' is no id of a trial: NCT and eight digits", text);
  s->trials[s->trial_count] = s->ids[s->trial_count];
  s->trial_count++;
  return 0;
}

static int set_option(void *context, int option, const char *value) {
  settings *s = context;
  const reap_command *me = &reap_changes_command;
  switch (option) {
  case OPT_SINCE:
    s->since = value;
    return is_time(value) ? 0 : reap_cli_usage(me, "'%s' is no day: --since 2026-05-01", value);
  case OPT_CONDITION:
    s->condition = value;
    return *value ? 0 : reap_cli_usage(me, "--condition wants a name");
  case OPT_TRIAL:
    return add_trial(s, value);
  case 'f':
    return reap_rows_format_from_name(value, &s->format)
               ? 0
               : reap_cli_usage(me, "there is no format '%s': table, csv or ndjson", value);
  case OPT_FEED:
    s->feed_name = value;
    return 0;
  case OPT_LEXICON:
    return reap_cli_add_folder(&s->lexicon, value) ? 0 : reap_cli_usage(me, "too many --lexicon folders");
  case OPT_IMAGE:
    s->lexicon.image = value;
    return 0;
  default:
    s->quiet = true;
    return 0;
  }
}

static int parse_arguments(settings *s, int argc, char **argv) {
  const reap_command *me = &reap_changes_command;
  int code = reap_cli_each_option(me, argc, argv, ":f:q", long_options, set_option, s);
  if (code) return code;
  if (optind == argc) return reap_cli_usage(me, "name the store");
  s->store = argv[optind];
  for (int i = optind + 1; i < argc; i++) { /* --trial NCT1 NCT2 */
    code = s->trial_count ? add_trial(s, argv[i]) : reap_cli_usage(me, "name one store");
    if (code) return code;
  }
  if (!s->since) return reap_cli_usage(me, "since when? --since 2026-05-01");
  if (s->condition && s->trial_count) return reap_cli_usage(me, "either --condition or --trial");
  return 0;
}

static int run(int argc, char **argv) {
  settings *s = reap_alloc(sizeof *s);
  reap_error error = {0};
  int code = parse_arguments(s, argc, argv);
  if (!code) {
    if (find_changes(s, &error) == REAP_OK)
      say_counts(s);
    else
      code = reap_cli_fail(&error);
  }
  free(s);
  return code;
}

const reap_command reap_changes_command = {"changes", "list what changed in a store since a day, or write a feed",
                                           usage, run};
