/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "8_emit/record.h"
#include "cli/input.h"
#include "cli/options.h"
#include "model/batch_json.h"
#include "pipeline/pipeline.h"

static const char usage[] =
    "usage: reap stage NAME [OPTIONS] [FILE]\n"
    "\n"
    "Runs one stage alone. What passes between stages is NDJSON, one citation a line with all its columns, so that\n"
    "stages can be piped, and a line cut out and run again:\n"
    "\n"
    "  reap stage parse pubmed.xml | reap stage segment | reap stage tag | reap stage quantify |\n"
    "    reap stage assemble | reap stage emit\n"
    "\n"
    "  parse                  reads PubMed XML, the MEDLINE format or NDJSON documents, writes columns\n"
    "  segment tag quantify assemble\n"
    "                         read columns, write them with their own added\n"
    "  emit                   reads columns, writes evidence records\n"
    "\n"
    "FILE defaults to stdin. Spans are bytes in `text`; row numbers count from the citation's first row.\n"
    "\n"
    "      --from NAME        parse: read the input as pubmed, medline or ndjson\n"
    "      --lexicon DIR      lay the names in DIR on top of the lexicon (repeatable)\n"
    "      --lexicon-image F  use another compiled lexicon; 'none' for an empty one\n"
    "\n"
    "Exit status: 0; 1 bad input; 2 lexicon or output trouble; 64 wrong usage.\n";

typedef struct {
  const char *name, *file;
  reap_input_format format;
  reap_cli_lexicon choice;
  reap_lexicon *lexicon;
  reap_worker *worker; /* NULL for emit */
  reap_batch batch;
  reap_buf out;
  unsigned faults;
} job;

enum { OPT_FROM = 256, OPT_LEXICON, OPT_IMAGE };
static const struct option long_options[] = {{"from", required_argument, NULL, OPT_FROM},
                                             {"lexicon", required_argument, NULL, OPT_LEXICON},
                                             {"lexicon-image", required_argument, NULL, OPT_IMAGE},
                                             {NULL, 0, NULL, 0}};

static bool known_stage(const char *name) {
  size_t count = 0;
  const reap_stage *const *chain = reap_chain(&count);
  for (size_t i = 0; i < count; i++)
    if (strcmp(chain[i]->name, name) == 0) return true;
  return strcmp(name, "parse") == 0 || strcmp(name, "emit") == 0;
}

static int set_option(void *context, int option, const char *value) {
  job *j = context;
  switch (option) {
  case OPT_FROM:
    return reap_input_format_from_name(value, &j->format)
               ? 0
               : reap_cli_usage(&reap_stage_command, "--from wants pubmed, medline or ndjson, not '%s'", value);
  case OPT_LEXICON:
    return reap_cli_add_folder(&j->choice, value) ? 0
                                                  : reap_cli_usage(&reap_stage_command, "too many --lexicon folders");
  case OPT_IMAGE:
    j->choice.image = value;
    return 0;
  default:
    return reap_cli_usage(&reap_stage_command, "wrong option");
  }
}

static int parse_arguments(job *j, int argc, char **argv) {
  int code = reap_cli_each_option(&reap_stage_command, argc, argv, ":", long_options, set_option, j);
  if (code) return code;
  if (optind == argc) return reap_cli_usage(&reap_stage_command, "name a stage");
  if (argc - optind > 2) return reap_cli_usage(&reap_stage_command, "one FILE at a time");
  j->name = argv[optind];
  j->file = optind + 1 < argc ? argv[optind + 1] : "-";
  return known_stage(j->name) ? 0 : reap_cli_usage(&reap_stage_command, "there is no stage '%s'", j->name);
}

static reap_status dump_batch(job *j, reap_error *error) {
  for (uint32_t i = 0; i < j->batch.citations.count; i++) reap_batch_dump(&j->batch, i, &j->out);
  return reap_cli_write(&j->out, error);
}

static reap_status run_parse(job *j, reap_error *error) {
  static const reap_batch_limits limits = {.citations = 64, .text_bytes = 1 << 18};
  reap_parser *parser = NULL;
  reap_status status = reap_cli_open_input(&parser, j->file, j->format, &j->faults, error);
  while (status == REAP_OK) {
    reap_batch_reset(&j->batch);
    status = reap_cli_next_batch(parser, &j->batch, &limits, &j->faults, error);
    if (status == REAP_OK) status = dump_batch(j, error);
  }
  reap_parser_close(parser);
  return status == REAP_END ? REAP_OK : status;
}

/* Citations do not influence each other, so a batch of one gives the same as any other. */
static reap_status run_line(job *j, reap_str line, reap_error *error) {
  reap_batch_reset(&j->batch);
  reap_status status = reap_batch_load(&j->batch, line, error);
  if (status != REAP_OK) return status;
  if (j->worker) {
    status = reap_worker_run_stage(j->worker, j->name, &j->batch, error);
    return status == REAP_OK ? dump_batch(j, error) : status;
  }
  reap_record_write(&(reap_target){0}, &j->batch, &j->batch.citations.at[0], &j->out);
  reap_buf_addc(&j->out, '\n');
  return reap_cli_write(&j->out, error);
}

static reap_status run_lines(job *j, reap_error *error) {
  bool from_stdin = strcmp(j->file, "-") == 0;
  FILE *in = from_stdin ? stdin : fopen(j->file, "r");
  char *line = NULL;
  size_t capacity = 0;
  ssize_t length;
  reap_status status = in ? REAP_OK : reap_fail(error, REAP_EINPUT, "cannot open it: %s", strerror(errno));
  for (uint64_t number = 1; status == REAP_OK && (length = getline(&line, &capacity, in)) > 0; number++) {
    if (line[length - 1] == '\n') length--;
    if (length == 0) continue;
    status = length > 1 << 30 ? reap_fail(error, REAP_ELIMIT, "the line is longer than 1 GiB")
                              : run_line(j, (reap_str){line, (uint32_t)length}, error);
    if (status == REAP_EINPUT || status == REAP_ELIMIT) reap_error_set_line(error, number);
  }
  if (status == REAP_OK && ferror(in)) status = reap_fail(error, REAP_EINPUT, "cannot read it: %s", strerror(errno));
  free(line);
  if (in && !from_stdin) fclose(in);
  if (status != REAP_OK && !error->source[0]) reap_error_set_source(error, j->file);
  return status;
}

/* Splitting needs no names, and writing only takes those that came in: these work without a compiled lexicon. */
static reap_status open_lexicon(job *j, reap_error *error) {
  bool nameless = strcmp(j->name, "segment") == 0 || strcmp(j->name, "emit") == 0;
  if (nameless || (j->choice.image && strcmp(j->choice.image, "none") == 0)) {
    reap_status status = reap_lexicon_open_empty(&j->lexicon, error);
    for (size_t i = 0; status == REAP_OK && i < j->choice.folder_count; i++)
      status = reap_lexicon_add_folder(j->lexicon, j->choice.folders[i], error);
    return status;
  }
  return reap_cli_open_lexicon(&j->lexicon, &j->choice, error);
}

static reap_status run_stage(job *j, reap_error *error) {
  reap_status status = open_lexicon(j, error);
  if (status == REAP_OK && strcmp(j->name, "emit") != 0)
    status = reap_worker_open(&j->worker, &(reap_shared){.lexicon = j->lexicon}, error);
  if (status == REAP_OK) status = run_lines(j, error);
  reap_worker_close(j->worker);
  reap_lexicon_free(j->lexicon);
  return status;
}

static int run(int argc, char **argv) {
  job j = {0};
  reap_error error = {0};
  int code = parse_arguments(&j, argc, argv);
  if (code || !j.name) return code;
  reap_status status = strcmp(j.name, "parse") == 0 ? run_parse(&j, &error) : run_stage(&j, &error);
  reap_batch_free(&j.batch);
  reap_buf_free(&j.out);
  if (status != REAP_OK) return reap_cli_fail(&error);
  return j.faults ? REAP_EXIT_BAD_INPUT : REAP_EXIT_OK;
}

const reap_command reap_stage_command = {"stage", "run one stage on dumped columns", usage, run};
