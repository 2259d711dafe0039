/* SPDX-License-Identifier: MIT */
#include "cli/options.h"

#include <errno.h>
#include <getopt.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int reap_cli_fail(const reap_error *error) {
  char line[1200];
  fprintf(stderr, "reap: %s\n", reap_error_text(error, line, sizeof line));
  switch (error->status) {
  case REAP_EUSAGE:
    return REAP_EXIT_USAGE;
  case REAP_EINPUT:
  case REAP_ELIMIT:
    return REAP_EXIT_BAD_INPUT;
  case REAP_ECANCELED:
    return REAP_EXIT_INTERRUPTED;
  default:
    return REAP_EXIT_ENVIRONMENT;
  }
}

int reap_cli_usage(const reap_command *command, const char *format, ...) {
  va_list args;
  va_start(args, format);
  fprintf(stderr, "reap %s: ", command->name);
  vfprintf(stderr, format, args);
  fprintf(stderr, "; see 'reap help %s'\n", command->name);
  va_end(args);
  return REAP_EXIT_USAGE;
}

int reap_cli_bad_option(const reap_command *command, int returned, char *const *argv) {
  const char *word = argv[optind - 1];
  if (returned == ':') return reap_cli_usage(command, "%s wants a value", word);
  /* In a group of short ones getopt has not gone past the word yet. */
  if (optopt > 0 && optopt < 256 && strncmp(word, "--", 2) != 0)
    return reap_cli_usage(command, "cannot make sense of '-%c'", optopt);
  return reap_cli_usage(command, "cannot make sense of '%s'", word);
}

int reap_cli_each_option(const reap_command *command, int argc, char **argv, const char *letters,
                         const struct option *names, reap_cli_set set, void *settings) {
  opterr = 0;
  optind = 1;
  for (int option; (option = getopt_long(argc, argv, letters, names, NULL)) != -1;) {
    if (option == '?' || option == ':') return reap_cli_bad_option(command, option, argv);
    int code = set(settings, option, optarg);
    if (code) return code;
  }
  return 0;
}

/* The folder of the running program, without a slash at its end; "." when it cannot be told. */
static void program_folder(char *out, size_t capacity) {
  ssize_t length = readlink("/proc/self/exe", out, capacity - 1);
  if (length < 0) length = 0;
  out[length] = 0;
  char *slash = strrchr(out, '/');
  if (slash)
    *slash = 0;
  else
    snprintf(out, capacity, ".");
}

static bool default_image(char *out, size_t capacity) {
  static const char *const places[] = {"lexicons/default.lex", "../lexicons/default.lex", "../share/reap/default.lex"};
  char folder[2048];
  program_folder(folder, sizeof folder);
  for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
    snprintf(out, capacity, "%s/%s", folder, places[i]);
    if (access(out, R_OK) == 0) return true;
  }
  return false;
}

reap_status reap_cli_open_lexicon(reap_lexicon **out, const reap_cli_lexicon *choice, reap_error *error) {
  char path[4096];
  const char *image = choice->image ? choice->image : getenv("REAP_LEXICON");
  if (!image) {
    if (!default_image(path, sizeof path))
      return reap_fail(error, REAP_ELEXICON,
                       "there is no lexicon image; build one with 'make lexicons', or name one with --lexicon-image");
    image = path;
  }
  reap_status status = reap_lexicon_open(out, image, error);
  for (size_t i = 0; status == REAP_OK && i < choice->folder_count; i++) {
    status = reap_lexicon_add_folder(*out, choice->folders[i], error);
    if (status != REAP_OK) {
      reap_lexicon_free(*out);
      *out = NULL;
    }
  }
  return status;
}

bool reap_cli_add_folder(reap_cli_lexicon *choice, const char *dir) {
  if (choice->folder_count == REAP_CLI_MAX_FOLDERS) return false;
  choice->folders[choice->folder_count++] = dir;
  return true;
}

bool reap_cli_number(const char *text, unsigned long most, unsigned *out) {
  char *end = NULL;
  errno = 0;
  unsigned long value = strtoul(text, &end, 10);
  if (errno || end == text || *end || text[0] == '-' || value < 1 || value > most) return false;
  *out = (unsigned)value;
  return true;
}

unsigned reap_cli_processors(void) {
  long count = sysconf(_SC_NPROCESSORS_ONLN);
  return count > 0 && count < 256 ? (unsigned)count : 1;
}
