/* SPDX-License-Identifier: MIT */
#include "3_parse/parse.h"

#include <stdlib.h>

#include "3_parse/reader.h"
#include "base/memory.h"

static const reap_batch_limits DEFAULT_LIMITS = {.citations = 256, .text_bytes = 1024 * 1024};

bool reap_input_format_from_name(const char *name, reap_input_format *out) {
  static const char *const names[] = {[REAP_FROM_AUTO] = "auto",
                                      [REAP_FROM_PUBMED] = "pubmed",
                                      [REAP_FROM_MEDLINE] = "medline",
                                      [REAP_FROM_NDJSON] = "ndjson"};
  for (size_t i = REAP_FROM_PUBMED; i < sizeof names / sizeof *names; i++)
    if (strcmp(name, names[i]) == 0) {
      *out = (reap_input_format)i;
      return true;
    }
  return false;
}

static const reap_reader *reader_of(reap_input_format format) {
  static const reap_reader *const readers[] = {[REAP_FROM_PUBMED] = &reap_pubmed_reader,
                                               [REAP_FROM_MEDLINE] = &reap_medline_reader,
                                               [REAP_FROM_NDJSON] = &reap_ndjson_reader};
  return readers[format];
}

typedef struct {
  uint8_t len;
  const char *bytes;
  reap_input_format format; /* AUTO: recognised, and not readable */
  const char *name;
} signature;

static const signature signatures[] = {
    {14, "<!DOCTYPE html", REAP_FROM_AUTO, "a web page: check where it was downloaded from"},
    {5, "<html", REAP_FROM_AUTO, "a web page: check where it was downloaded from"},
    {1, "<", REAP_FROM_PUBMED, ""},
    {1, "{", REAP_FROM_NDJSON, ""},
    {5, "PMID-", REAP_FROM_MEDLINE, ""},
    {4, "\xFE\xFF\0<", REAP_FROM_PUBMED, ""}, /* UTF-16: libxml2 knows what to do */
    {3, "\xFF\xFE<", REAP_FROM_PUBMED, ""},
    {2, "\0<", REAP_FROM_PUBMED, ""},
    {2, "\xFE\xFF", REAP_FROM_AUTO, "UTF-16 text: convert it to UTF-8"},
    {2, "\xFF\xFE", REAP_FROM_AUTO, "UTF-16 text: convert it to UTF-8"},
    {4, "PK\3\4", REAP_FROM_AUTO, "a ZIP archive: unpack it first"},
    {3, "BZh", REAP_FROM_AUTO, "bzip2 data: unpack it first"},
    {4,
     "\xFD"
     "7zX",
     REAP_FROM_AUTO, "xz data: unpack it first"},
    {4, "\x28\xB5\x2F\xFD", REAP_FROM_AUTO, "zstd data: unpack it first"},
    {2, "\x1F\x8B", REAP_FROM_AUTO, "gzip inside gzip: unpack it once"},
    {5, "%PDF-", REAP_FROM_AUTO, "a PDF file: reap reads PubMed records, not papers"},
    {1, "[", REAP_FROM_AUTO, "a JSON array: reap reads NDJSON, one document a line"},
    {16, "SQLite format 3", REAP_FROM_AUTO, "an SQLite database"},
};

static const signature *recognise(reap_str head) {
  for (size_t i = 0; i < sizeof signatures / sizeof *signatures; i++)
    if (reap_str_starts_nocase(head, (reap_str){signatures[i].bytes, signatures[i].len})) return &signatures[i];
  return NULL;
}

/* Skips a UTF-8 BOM and white space; false when nothing else is there. */
static bool find_content(reap_window *window, uint64_t *at, uint64_t *line) {
  *at = 0;
  *line = 1;
  while (window->len < 32 && reap_window_more(window)) {
  }
  if (window->len >= 3 && memcmp(window->data, "\xEF\xBB\xBF", 3) == 0) *at = 3;
  for (;; ++*at) {
    if (*at == reap_window_end(window) && !reap_window_more(window)) return false;
    char c = *reap_window_at(window, *at);
    if (!reap_is_space(c)) break;
    *line += c == '\n';
  }
  while (reap_window_end(window) - *at < 32 && reap_window_more(window)) {
  }
  return true;
}

static reap_status place(reap_status status, reap_error *error, uint64_t at, uint64_t line) {
  reap_error_set_byte(error, at);
  reap_error_set_line(error, line);
  return status;
}

static reap_status choose_reader(reap_parser *parser, reap_input_format format, reap_error *error) {
  uint64_t at, line;
  reap_window *window = &parser->window;
  if (!find_content(window, &at, &line)) {
    if (window->ended != REAP_END) {
      if (error) *error = window->end_error;
      return window->ended;
    }
    reap_fail(error, REAP_EINPUT, "the %s: there is nothing to read", at ? "input is blank" : "input is empty");
    return place(REAP_EINPUT, error, at, line);
  }
  if (format == REAP_FROM_AUTO) {
    const signature *found =
        recognise((reap_str){reap_window_at(window, at), (uint32_t)(reap_window_end(window) - at)});
    if (found) format = found->format;
    if (format == REAP_FROM_AUTO) {
      reap_fail(error, REAP_EINPUT, "is %s",
                found ? found->name
                      : "not PubMed XML, MEDLINE text or NDJSON: nothing was read (--from says which it is)");
      return place(REAP_EINPUT, error, at, line);
    }
  }
  parser->reader = reader_of(format);
  return parser->reader->open(parser, at, line, error);
}

reap_status reap_parser_open(reap_parser **out, reap_bytes *bytes, const char *source, reap_input_format format,
                             reap_fault_fn on_fault, void *context, reap_error *error) {
  reap_parser *parser = reap_alloc(sizeof *parser);
  parser->source = reap_strdup(source);
  parser->window.bytes = bytes;
  parser->window.data = reap_alloc(REAP_WINDOW_BYTES);
  parser->on_fault = on_fault;
  parser->context = context;
  reap_draft_reset(&parser->draft);
  *out = NULL;
  reap_status status = choose_reader(parser, format, error);
  if (status != REAP_OK) {
    reap_error_set_source(error, source);
    reap_parser_close(parser);
    return status;
  }
  *out = parser;
  return REAP_OK;
}

void reap_parser_close(reap_parser *parser) {
  if (!parser) return;
  if (parser->reader) parser->reader->close(parser);
  parser->window.bytes->close(parser->window.bytes);
  reap_draft_free(&parser->draft);
  reap_batch_free(&parser->spill);
  free(parser->window.data);
  free(parser->source);
  free(parser);
}

void reap_parser_number_record(reap_parser *parser) { parser->draft.citation.ordinal = ++parser->ordinal; }

static bool batch_full(const reap_parser *parser) {
  return parser->batch->citations.count >= parser->limits.citations || parser->text_bytes >= parser->limits.text_bytes;
}

/* A citation that comes when the batch is full waits in spill: the XML parser cannot be stopped within a chunk. */
static void hand_out(reap_parser *parser, const reap_batch *from, uint32_t index) {
  bool full = batch_full(parser);
  reap_batch *to = full ? &parser->spill : parser->batch;
  reap_citation_copy(from, index, to);
  reap_citation *citation = &to->citations.at[to->citations.count - 1];
  if (full) return;
  citation->source = reap_arena_copy(&to->arena, reap_str_of(parser->source));
  parser->text_bytes += citation->text.len;
}

void reap_parser_emit(reap_parser *parser) {
  reap_draft_finish(&parser->draft);
  hand_out(parser, &parser->draft.rows, 0);
}

void reap_parser_report(reap_parser *parser, reap_error *fault) {
  reap_error_set_source(fault, parser->source);
  if (parser->on_fault) parser->on_fault(parser->context, fault);
}

static void drain_spill(reap_parser *parser) {
  reap_batch *spill = &parser->spill;
  while (parser->spill_next < spill->citations.count && !batch_full(parser))
    hand_out(parser, spill, parser->spill_next++);
  if (parser->spill_next < spill->citations.count) return;
  reap_batch_reset(spill);
  parser->spill_next = 0;
}

reap_status reap_parser_next(reap_parser *parser, reap_batch *batch, const reap_batch_limits *limits,
                             reap_error *error) {
  parser->batch = batch;
  parser->limits = limits ? *limits : DEFAULT_LIMITS;
  if (!parser->limits.citations) parser->limits.citations = DEFAULT_LIMITS.citations;
  if (!parser->limits.text_bytes) parser->limits.text_bytes = DEFAULT_LIMITS.text_bytes;
  parser->text_bytes = 0;
  drain_spill(parser);
  while (parser->ended == REAP_OK && !batch_full(parser))
    parser->ended = parser->reader->step(parser, &parser->end_error);
  parser->batch = NULL;
  if (batch->citations.count) return REAP_OK;
  if (parser->ended != REAP_END) {
    reap_error_set_source(&parser->end_error, parser->source);
    if (error) *error = parser->end_error;
  }
  return parser->ended;
}
