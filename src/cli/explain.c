/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "2_inflate/inflate.h"
#include "base/json_out.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "cli/explain_view.h"
#include "cli/input.h"
#include "cli/options.h"
#include "pipeline/pipeline.h"

static const char usage[] =
    "usage: reap explain [OPTIONS] [PMID] FILE\n"
    "       reap explain [OPTIONS] -\n"
    "\n"
    "Shows the abstracts of FILE, or the one with that PMID, with their names and numbers in colour, and what was\n"
    "read out of them as tables. FILE is what `reap run` takes: PubMed XML, the MEDLINE format or NDJSON documents.\n"
    "With -, stdin may also be an abstract pasted as plain text (end it with Ctrl-D).\n"
    "\n"
    "  -n, --numbers          list every number with its kind, role and the rule that read it\n"
    "      --color WHEN       auto (default: on a terminal, unless NO_COLOR is set), always or never\n"
    "      --width N          columns; default: the terminal's, 100 in a pipe\n"
    "      --from NAME        read the input as pubmed, medline or ndjson\n"
    "      --lexicon DIR      lay the names in DIR on top of the default lexicon (repeatable)\n"
    "      --lexicon-image F  use another compiled lexicon\n"
    "\n"
    "Exit status: 0; 1 bad input or no such PMID; 2 lexicon or output trouble; 64 wrong usage.\n";

typedef struct {
  const char *file;
  unsigned long pmid; /* 0: all citations */
  unsigned long shown;
  const char *color;
  reap_view view;
  reap_input_format format;
  reap_cli_lexicon choice;
  reap_lexicon *lexicon;
  reap_worker *worker;
  reap_parser *parser;
  reap_batch batch;
  reap_buf out;
  unsigned faults;
} job;

/* ---- options ---- */

enum { OPT_COLOR = 256, OPT_WIDTH, OPT_FROM, OPT_LEXICON, OPT_IMAGE };
static const struct option long_options[] = {{"numbers", no_argument, NULL, 'n'},
                                             {"color", required_argument, NULL, OPT_COLOR},
                                             {"width", required_argument, NULL, OPT_WIDTH},
                                             {"from", required_argument, NULL, OPT_FROM},
                                             {"lexicon", required_argument, NULL, OPT_LEXICON},
                                             {"lexicon-image", required_argument, NULL, OPT_IMAGE},
                                             {NULL, 0, NULL, 0}};

static int set_option(void *context, int option, const char *value) {
  job *j = context;
  const reap_command *me = &reap_explain_command;
  switch (option) {
  case 'n':
    j->view.numbers = true;
    return 0;
  case OPT_COLOR:
    j->color = value;
    return strcmp(value, "auto") == 0 || strcmp(value, "always") == 0 || strcmp(value, "never") == 0
               ? 0
               : reap_cli_usage(me, "--color wants auto, always or never, not '%s'", value);
  case OPT_WIDTH:
    return reap_cli_number(value, 1000, &j->view.width) ? 0 : reap_cli_usage(me, "--width wants 1 to 1000");
  case OPT_FROM:
    return reap_input_format_from_name(value, &j->format)
               ? 0
               : reap_cli_usage(me, "--from wants pubmed, medline or ndjson, not '%s'", value);
  case OPT_LEXICON:
    return reap_cli_add_folder(&j->choice, value) ? 0 : reap_cli_usage(me, "too many --lexicon folders");
  case OPT_IMAGE:
    j->choice.image = value;
    return 0;
  default:
    return reap_cli_usage(me, "wrong option");
  }
}

static int take_operands(job *j, int count, char **operands) {
  if (count < 1 || count > 2) return reap_cli_usage(&reap_explain_command, "name a FILE, or a PMID and a FILE");
  j->file = operands[count - 1];
  if (count == 1) return 0;
  char *end = NULL;
  j->pmid = strtoul(operands[0], &end, 10);
  if (*end || !j->pmid || j->pmid > UINT32_MAX || !reap_is_digit(operands[0][0]))
    return reap_cli_usage(&reap_explain_command, "'%s' is no PMID", operands[0]);
  return 0;
}

static int parse_arguments(job *j, int argc, char **argv) {
  int code = reap_cli_each_option(&reap_explain_command, argc, argv, ":n", long_options, set_option, j);
  if (code) return code;
  return take_operands(j, argc - optind, argv + optind);
}

static void look_at_terminal(job *j) {
  bool terminal = isatty(STDOUT_FILENO);
  const char *no_color = getenv("NO_COLOR");
  struct winsize size;
  j->view.color = j->color && strcmp(j->color, "auto") != 0 ? strcmp(j->color, "always") == 0
                                                            : terminal && !(no_color && *no_color);
  if (!j->view.width && terminal && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0) j->view.width = size.ws_col;
  if (!j->view.width) j->view.width = 100;
  if (j->view.width < 40) j->view.width = 40;
}

/* ---- text from memory: what was pasted ---- */

typedef struct {
  reap_bytes base;
  reap_buf content;
  size_t at;
} memory_bytes;

static reap_status read_memory(reap_bytes *self, void *dst, size_t cap, size_t *got, reap_error *error) {
  (void)error;
  memory_bytes *memory = (memory_bytes *)self;
  size_t left = memory->content.len - memory->at;
  *got = left < cap ? left : cap;
  if (!*got) return REAP_END;
  memcpy(dst, memory->content.ptr + memory->at, *got);
  memory->at += *got;
  return REAP_OK;
}

static void close_memory(reap_bytes *self) {
  reap_buf_free(&((memory_bytes *)self)->content);
  free(self);
}

enum { PASTE_LIMIT = 64 << 20 };

static reap_status read_stdin(reap_buf *text, reap_error *error) {
  reap_buf_init(text, PASTE_LIMIT);
  for (;;) {
    char *place = reap_buf_reserve(text, 65536);
    if (!place) return reap_fail(error, REAP_ELIMIT, "stdin holds over 64 MiB: save it in a file and explain that");
    size_t got = fread(place, 1, 65536, stdin);
    text->len += got;
    if (!got) return ferror(stdin) ? reap_fail(error, REAP_EIO, "cannot read it: %s", strerror(errno)) : REAP_OK;
  }
}

/* Lines of one paragraph were broken to fit a page: they become one line. A blank line stays as a line end. */
static void join_paragraphs(reap_str text, reap_buf *out) {
  uint32_t line_ends = 0;
  for (uint32_t i = 0; i < text.len;) {
    uint32_t c, length = reap_utf8_decode(text, i, &c);
    if (c == '\n' || c == '\r' || c == ' ' || c == '\t') {
      line_ends += c == '\n';
      if (out->len && out->ptr[out->len - 1] != ' ') reap_buf_addc(out, ' ');
    } else {
      if (line_ends > 1 && out->len) out->ptr[out->len - 1] = '\n';
      line_ends = 0;
      if (c == 0xFFFD)
        reap_buf_puts(out, "\xEF\xBF\xBD");
      else
        reap_buf_add(out, text.ptr + i, length);
    }
    i += length;
  }
}

/* A pasted abstract becomes the NDJSON document that says the same. */
static void as_document(reap_buf *text) {
  reap_buf joined = {0}, document = {0};
  join_paragraphs(reap_buf_view(text), &joined);
  reap_json w = reap_json_to(&document);
  reap_json_open(&w, '{');
  reap_json_key(&w, "id");
  reap_json_cstr(&w, "pasted text");
  reap_json_key(&w, "text");
  reap_json_str(&w, reap_buf_view(&joined));
  reap_json_close(&w, '}');
  reap_buf_free(&joined);
  reap_buf_free(text);
  *text = document;
}

static bool looks_like_records(const reap_buf *text) {
  size_t at = 0;
  if (text->len >= 3 && memcmp(text->ptr, "\xEF\xBB\xBF", 3) == 0) at = 3;
  while (at < text->len && reap_is_space(text->ptr[at])) at++;
  if (at == text->len || text->ptr[at] == '<' || text->ptr[at] == '{') return true;
  if (text->len >= 2 && memcmp(text->ptr, "\x1f\x8b", 2) == 0) return true; /* gzip */
  return text->len - at > 5 && memcmp(text->ptr + at, "PMID-", 5) == 0;
}

static reap_status open_pasted(job *j, reap_error *error) {
  memory_bytes *memory = reap_alloc(sizeof *memory);
  memory->base = (reap_bytes){.read = read_memory, .close = close_memory};
  reap_status status = read_stdin(&memory->content, error);
  if (status != REAP_OK) {
    close_memory(&memory->base);
    return status;
  }
  if (j->format == REAP_FROM_AUTO && !looks_like_records(&memory->content)) {
    as_document(&memory->content);
    j->format = REAP_FROM_NDJSON;
  }
  reap_bytes *plain = NULL;
  status = reap_inflate_open(&plain, &memory->base, error);
  return reap_cli_open_bytes(&j->parser, status, plain, "-", j->format, &j->faults, error);
}

/* ---- showing ---- */

static void put_item(const reap_view *view, reap_str text, const char *separator, reap_buf *out) {
  if (!text.len) return;
  reap_buf_puts(out, separator);
  reap_view_put(view, REAP_STYLE_PLAIN, text, out);
}

static void put_design(const reap_view *view, const reap_batch *batch, const reap_citation *citation, reap_buf *out) {
  if (!citation->designs.count) return;
  const reap_design *design = &batch->designs.at[citation->designs.first];
  const reap_str parts[] = {design->type, design->phase, design->allocation, design->masking, design->centers};
  reap_buf line = {0};
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
    if (!parts[i].len) continue;
    if (line.len) reap_buf_puts(&line, ", ");
    if (i == 1) reap_buf_puts(&line, "phase ");
    reap_buf_str(&line, parts[i]);
  }
  if (line.len) reap_view_item(view, REAP_STYLE_PLAIN, NULL, reap_buf_view(&line), out);
  reap_buf_free(&line);
}

static void put_head(const reap_view *view, const reap_batch *batch, const reap_citation *citation, reap_buf *out) {
  char name[32];
  snprintf(name, sizeof name, "PMID %u", citation->pmid);
  reap_view_put(view, REAP_STYLE_BOLD, citation->pmid ? reap_str_of(name) : citation->id, out);
  put_item(view, citation->date, "  ", out);
  put_item(view, citation->journal, "  ", out);
  if (citation->op == REAP_OP_DELETE) reap_buf_puts(out, "  deleted by PubMed");
  if (citation->retracted) {
    reap_buf_puts(out, "  ");
    reap_view_put(view, REAP_STYLE_CONDITION, REAP_STR("RETRACTED"), out);
  }
  reap_buf_addc(out, '\n');
  put_design(view, batch, citation, out);
  for (uint32_t i = 0; i < citation->trials.count; i++) {
    reap_buf_puts(out, i ? ", " : "");
    reap_view_put(view, REAP_STYLE_TRIAL, batch->trials.at[citation->trials.first + i].id, out);
  }
  if (citation->trials.count) reap_buf_addc(out, '\n');
  reap_buf_addc(out, '\n');
}

void reap_view_citation(const reap_view *view, const reap_batch *batch, const reap_citation *citation, reap_buf *out) {
  put_head(view, batch, citation, out);
  if (citation->op == REAP_OP_DELETE) return;
  reap_view_text(view, batch, citation, out);
  reap_view_tables(view, batch, citation, out);
}

static void put_rule(job *j) {
  for (unsigned i = 0; i < j->view.width; i++) reap_buf_puts(&j->out, "\xE2\x94\x80");
  reap_buf_puts(&j->out, "\n");
}

static reap_status show_batch(job *j, reap_error *error) {
  reap_status status = reap_worker_run(j->worker, &j->batch, error);
  for (uint32_t i = 0; i < j->batch.citations.count && status == REAP_OK; i++) {
    const reap_citation *citation = &j->batch.citations.at[i];
    if (j->pmid && citation->pmid != j->pmid) continue;
    if (j->shown++) put_rule(j);
    reap_view_citation(&j->view, &j->batch, citation, &j->out);
  }
  return status == REAP_OK ? reap_cli_write(&j->out, error) : status;
}

static reap_status show_all(job *j, reap_error *error) {
  static const reap_batch_limits limits = {.citations = 16, .text_bytes = 1 << 16};
  reap_status status = strcmp(j->file, "-") == 0
                           ? open_pasted(j, error)
                           : reap_cli_open_input(&j->parser, j->file, j->format, &j->faults, error);
  while (status == REAP_OK) {
    reap_batch_reset(&j->batch);
    status = reap_cli_next_batch(j->parser, &j->batch, &limits, &j->faults, error);
    if (status == REAP_OK) status = show_batch(j, error);
  }
  if (status == REAP_END && j->pmid && !j->shown && !j->faults)
    return reap_fail(error, REAP_EINPUT, "it holds no citation with PMID %lu", j->pmid);
  return status == REAP_END ? REAP_OK : status;
}

static int run(int argc, char **argv) {
  job j = {0};
  reap_error error = {0};
  int code = parse_arguments(&j, argc, argv);
  if (code) return code;
  setlocale(LC_CTYPE, "C.UTF-8"); /* how wide a character is; output is UTF-8 in any case */
  look_at_terminal(&j);
  reap_status status = reap_cli_open_lexicon(&j.lexicon, &j.choice, &error);
  if (status == REAP_OK) status = reap_worker_open(&j.worker, &(reap_shared){.lexicon = j.lexicon}, &error);
  if (status == REAP_OK) {
    status = show_all(&j, &error);
    if (status != REAP_OK && !error.source[0]) reap_error_set_source(&error, j.file);
  }
  reap_parser_close(j.parser);
  reap_worker_close(j.worker);
  reap_lexicon_free(j.lexicon);
  reap_batch_free(&j.batch);
  reap_buf_free(&j.out);
  if (status != REAP_OK) return reap_cli_fail(&error);
  return j.faults ? REAP_EXIT_BAD_INPUT : REAP_EXIT_OK;
}

const reap_command reap_explain_command = {"explain", "show an abstract with what was read out of it", usage, run};
