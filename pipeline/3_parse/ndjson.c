/* SPDX-License-Identifier: MIT */
/* Documents from elsewhere, one JSON object a line: {"id","text"} or {"id"|"pmid","title","sections":[...]}. Their text
 * is taken letter for letter, so that offsets given elsewhere hold. */
#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "3_parse/reader.h"
#include "base/memory.h"

enum { LINE_MAX_BYTES = REAP_CITATION_MAX, STRANGE_LINES = 8 };

typedef struct {
  reap_line_reader lines;
  unsigned strange; /* lines that are not JSON, with no good one before them */
  bool any;         /* a line was JSON */
} ndjson;

static reap_str string_of(const json_t *value) {
  if (!json_is_string(value)) return (reap_str){"", 0};
  return (reap_str){json_string_value(value), (uint32_t)json_string_length(value)};
}
static reap_str member(const json_t *object, const char *key) { return string_of(json_object_get(object, key)); }

/* An id may be a string or an integer. */
static reap_str id_of(const json_t *value, char scratch[32]) {
  if (!json_is_integer(value)) return string_of(value);
  int length = snprintf(scratch, 32, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
  return (reap_str){scratch, (uint32_t)length};
}

/* false: it is there, but no PMID. */
static bool read_pmid(const json_t *value, uint32_t *pmid) {
  char scratch[32];
  reap_str digits = id_of(value, scratch);
  *pmid = 0;
  if (!value || json_is_null(value)) return true;
  if (!digits.len || digits.len > 9) return false;
  for (uint32_t i = 0; i < digits.len; i++) {
    if (!reap_is_digit(digits.ptr[i])) return false;
    *pmid = *pmid * 10 + (uint32_t)(digits.ptr[i] - '0');
  }
  return *pmid > 0;
}

static bool has_section_texts(const json_t *sections) {
  size_t index;
  json_t *section;
  json_array_foreach(sections, index, section) if (!json_is_string(json_object_get(section, "text"))) return false;
  return json_is_array(sections);
}

/* Unlike elsewhere an empty section keeps its newline: the text is the document's, letter for letter. */
static void add_sections(reap_draft *draft, const json_t *sections) {
  size_t index;
  json_t *section;
  reap_buf *body = &draft->body.bytes;
  json_array_foreach(sections, index, section) {
    reap_str label = member(section, "label"), category = member(section, "category");
    if (index) reap_buf_addc(body, '\n');
    uint32_t beg = (uint32_t)body->len;
    reap_buf_str(body, member(section, "text"));
    if (!reap_draft_row(draft)) return;
    *reap_push(&draft->rows.sections) = (reap_section){.span = {beg, (uint32_t)body->len},
                                                       .kind = (uint8_t)reap_section_kind_of(label, category),
                                                       .label = reap_draft_keep(draft, label),
                                                       .category = reap_draft_keep(draft, category)};
  }
}

/* NULL when the document is fine, else what is wrong with it. */
static const char *take_document(reap_draft *draft, const json_t *document) {
  char scratch[32];
  if (!json_is_object(document)) return "is not a JSON object";
  reap_citation *citation = &draft->citation;
  const json_t *text = json_object_get(document, "text"), *sections = json_object_get(document, "sections");
  if (!read_pmid(json_object_get(document, "pmid"), &citation->pmid)) return "has a \"pmid\" that is no PMID";
  citation->id = reap_draft_keep(draft, id_of(json_object_get(document, "id"), scratch));
  if (!citation->id.len && !citation->pmid) return "has neither \"id\" nor \"pmid\"";
  if (json_is_string(text)) {
    citation->plain_text = true;
    reap_buf_str(&draft->title.bytes, string_of(text));
    return NULL;
  }
  bool title = json_is_string(json_object_get(document, "title")), parts = has_section_texts(sections);
  if (sections && !json_is_null(sections) && !parts) return "has \"sections\" that are not a list of {\"text\": ...}";
  if (!title && !parts) return "has neither \"text\" nor \"title\" and \"sections\"";
  reap_buf_str(&draft->title.bytes, member(document, "title"));
  add_sections(draft, sections);
  return NULL;
}

static void report(reap_parser *parser, const ndjson *reader, reap_status status, const char *what,
                   const char *detail) {
  reap_error fault;
  reap_fail(&fault, status, "this document is skipped: it %s%s", what, detail);
  reap_error_set_line(&fault, reader->lines.number);
  reap_error_set_byte(&fault, reader->lines.begin);
  fault.pmid = parser->draft.citation.pmid;
  reap_parser_report(parser, &fault);
}

static bool blank(reap_str line) {
  for (uint32_t i = 0; i < line.len; i++)
    if (!reap_is_space(line.ptr[i])) return false;
  return true;
}

static bool draft_too_large(const reap_draft *draft) {
  return draft->too_large || draft->title.bytes.full || draft->body.bytes.full ||
         draft->title.bytes.len + draft->body.bytes.len > REAP_TEXT_MAX;
}

static void take_line(reap_parser *parser, ndjson *reader, reap_str line) {
  reap_draft *draft = &parser->draft;
  json_error_t fault;
  reap_draft_reset(draft);
  reap_parser_number_record(parser);
  json_t *document = json_loadb(line.ptr, line.len, JSON_DECODE_ANY, &fault);
  const char *wrong = document ? take_document(draft, document) : NULL;
  reader->any = reader->any || document;
  reader->strange += !reader->any;
  if (!document)
    report(parser, reader, REAP_EINPUT, "is not JSON: ", fault.text);
  else if (wrong)
    report(parser, reader, REAP_EINPUT, wrong, "");
  else if (draft_too_large(draft))
    report(parser, reader, REAP_ELIMIT, "has more than 1 MiB of text", "");
  else
    reap_parser_emit(parser);
  json_decref(document);
}

static reap_status ndjson_step(reap_parser *parser, reap_error *error) {
  ndjson *reader = parser->state;
  reap_str line;
  if (!reap_line_next(&reader->lines, &line)) {
    if (parser->window.ended != REAP_END) *error = parser->window.end_error;
    return parser->window.ended;
  }
  if (reader->lines.too_long)
    report(parser, reader, REAP_ELIMIT, "has more than 32 MiB in one line", "");
  else if (!blank(line))
    take_line(parser, reader, line);
  if (reader->strange < STRANGE_LINES) return REAP_OK;
  reap_fail(error, REAP_EINPUT, "is not NDJSON, one document a line: reading stops here");
  reap_error_set_line(error, reader->lines.number);
  return REAP_EINPUT;
}

static reap_status ndjson_open(reap_parser *parser, uint64_t begin, uint64_t line, reap_error *error) {
  (void)error;
  ndjson *reader = reap_alloc(sizeof *reader);
  parser->state = reader;
  reader->lines =
      (reap_line_reader){.window = &parser->window, .next = begin, .number = line - 1, .cap = LINE_MAX_BYTES};
  reader->lines.joined.cap = LINE_MAX_BYTES;
  return REAP_OK;
}

static void ndjson_close(reap_parser *parser) {
  ndjson *reader = parser->state;
  if (reader) reap_buf_free(&reader->lines.joined);
  free(reader);
}

const reap_reader reap_ndjson_reader = {ndjson_open, ndjson_step, ndjson_close};
