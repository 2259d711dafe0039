/* SPDX-License-Identifier: MIT */
/* The MEDLINE text format of PubMed's "Save" button: lines "TAG - value", continuation lines indented by six spaces. */
#include <stdlib.h>

#include "3_parse/reader.h"
#include "base/memory.h"
#include "base/utf8.h"

enum { LINE_MAX_BYTES = 16 * 1024 * 1024, TAG_BYTES = 6 };

typedef struct {
  reap_line_reader lines;
  char tag[5];
  reap_buf value; /* of the field in progress, its continuation lines joined */
  uint64_t value_line, value_byte;
  uint64_t record_line, record_byte;
  bool open;         /* a record is in progress */
  const char *wrong; /* what makes the record in progress unusable */
  uint64_t wrong_line, wrong_byte;
  reap_str journal_short, place_doi;
  bool full_author; /* the last AU repeats the FAU before it */
} medline;

typedef void (*take_field)(reap_parser *, medline *, reap_str value, const char *argument);

static void spoil(medline *m, const char *what) {
  if (m->wrong) return;
  m->wrong = what;
  m->wrong_line = m->value_line;
  m->wrong_byte = m->value_byte;
}

/* Position of `part` in text, REAP_NONE when it is not there. */
static uint32_t find(reap_str text, const char *part) {
  const char *place = text.len ? memmem(text.ptr, text.len, part, strlen(part)) : NULL;
  return place ? (uint32_t)(place - text.ptr) : REAP_NONE;
}
static reap_str before(reap_str text, uint32_t end) { return (reap_str){text.ptr, end < text.len ? end : text.len}; }
static reap_str from(reap_str text, uint32_t beg) {
  return beg < text.len ? (reap_str){text.ptr + beg, text.len - beg} : (reap_str){"", 0};
}

static uint32_t read_pmid(reap_str text) {
  uint64_t value = 0;
  for (uint32_t i = 0; i < text.len && reap_is_digit(text.ptr[i]) && value < UINT32_MAX; i++)
    value = value * 10 + (uint64_t)(text.ptr[i] - '0');
  return value < UINT32_MAX ? (uint32_t)value : 0;
}

/* ---- fields ---- */

static void take_pmid(reap_parser *parser, medline *m, reap_str value, const char *argument) {
  (void)argument;
  parser->draft.citation.pmid = read_pmid(value);
  if (!parser->draft.citation.pmid) spoil(m, "its PMID is not a number");
}

static void take_title(reap_parser *parser, medline *m, reap_str value, const char *argument) {
  (void)m, (void)argument;
  if (!parser->draft.title.bytes.len) reap_buf_str(&parser->draft.title.bytes, value);
}

static void take_book_title(reap_parser *parser, medline *m, reap_str value, const char *argument) {
  (void)m, (void)argument;
  parser->draft.citation.is_book = true;
  if (!parser->draft.book_title.bytes.len) reap_buf_str(&parser->draft.book_title.bytes, value);
}

static void add_section(reap_draft *draft, reap_str label, reap_str text) {
  while (text.len && text.ptr[0] == ' ') text = from(text, 1);
  while (text.len && text.ptr[text.len - 1] == ' ') text.len--;
  reap_draft_open_section(draft);
  reap_buf_str(&draft->body.bytes, text);
  reap_draft_close_section(draft, reap_draft_keep(draft, label), (reap_str){"", 0});
}

static bool label_letter(char c) {
  return (c >= 'A' && c <= 'Z') || reap_is_digit(c) || (c && strchr(" /&,-()'.", c) != NULL);
}

/* Length of a section label at text[at] ("MATERIALS AND METHODS"), its colon not counted; 0 when there is none. Only
 * capitals, and only words that abstracts use as labels: "DNA: ..." begins no section. */
static uint32_t label_at(reap_str text, uint32_t at) {
  enum { LABEL_MAX = 80 };
  uint32_t end = at, letters = 0;
  for (; end < text.len && end - at < LABEL_MAX && label_letter(text.ptr[end]); end++)
    letters += reap_is_alpha(text.ptr[end]);
  if (letters < 3 || end + 1 >= text.len || text.ptr[end] != ':' || text.ptr[end + 1] != ' ') return 0;
  return reap_section_label_known((reap_str){text.ptr + at, end - at}) ? end - at : 0;
}

static bool ends_sentence(char c) { return c == '.' || c == '?' || c == '!' || c == ')' || c == ';' || c == ']'; }

/* Start of the next label after a sentence's end, text.len when there is none. */
static uint32_t next_label(reap_str text, uint32_t at) {
  for (; at + 2 < text.len; at++)
    if (ends_sentence(text.ptr[at]) && text.ptr[at + 1] == ' ' && label_at(text, at + 2)) return at + 2;
  return text.len;
}

/* PubMed writes a structured abstract as one paragraph: "BACKGROUND: ... METHODS: ...". */
static void take_abstract(reap_parser *parser, medline *m, reap_str value, const char *argument) {
  (void)m, (void)argument;
  if (!label_at(value, 0)) {
    add_section(&parser->draft, (reap_str){"", 0}, value);
    return;
  }
  for (uint32_t at = 0; at < value.len;) {
    uint32_t length = label_at(value, at), end = next_label(value, at + length + 1);
    reap_str label = {value.ptr + at, length};
    add_section(&parser->draft, label, (reap_str){value.ptr + at + length + 1, end - (at + length + 1)});
    at = end;
  }
}

static void take_other_abstract(reap_parser *parser, medline *m, reap_str value, const char *argument) {
  (void)m, (void)argument;
  reap_draft *draft = &parser->draft;
  if (reap_draft_row(draft))
    *reap_push(&draft->rows.other_texts) = (reap_other_text){.text = reap_draft_keep(draft, value)};
}
static void take_other_language(reap_parser *parser, medline *m, reap_str value, const char *argument) {
  (void)m, (void)argument;
  reap_batch *rows = &parser->draft.rows;
  if (rows->other_texts.count)
    rows->other_texts.at[rows->other_texts.count - 1].language = reap_draft_keep(&parser->draft, value);
}

static void take_vernacular(reap_parser *parser, medline *m, reap_str value, const char *argument) {
  (void)m, (void)argument;
  parser->draft.citation.vernacular_title = reap_draft_keep(&parser->draft, value);
}

/* "Smith, Jane A" -> last name and initials. */
static void take_full_author(reap_parser *parser, medline *m, reap_str value, const char *argument) {
  (void)argument;
  reap_draft *draft = &parser->draft;
  uint32_t comma = find(value, ", ");
  m->full_author = value.len > 0;
  if (!value.len || !reap_draft_row(draft)) return;
  *reap_push(&draft->rows.authors) = (reap_author){.last = reap_draft_keep(draft, before(value, comma))};
}

/* "Smith JA": gives the initials of the FAU before it, or an author of its own in old files. */
static void take_author(reap_parser *parser, medline *m, reap_str value, const char *argument) {
  (void)argument;
  reap_draft *draft = &parser->draft;
  reap_batch *rows = &draft->rows;
  const char *space = value.len ? memrchr(value.ptr, ' ', value.len) : NULL;
  uint32_t split = space ? (uint32_t)(space - value.ptr) : value.len;
  if (!value.len) return;
  if (!m->full_author && reap_draft_row(draft))
    *reap_push(&rows->authors) = (reap_author){.last = reap_draft_keep(draft, before(value, split))};
  if (rows->authors.count && split < value.len)
    rows->authors.at[rows->authors.count - 1].initials = reap_draft_keep(draft, from(value, split + 1));
  m->full_author = false;
}
static void take_collective(reap_parser *parser, medline *m, reap_str value, const char *argument) {
  (void)m, (void)argument;
  if (value.len && reap_draft_row(&parser->draft))
    *reap_push(&parser->draft.rows.authors) = (reap_author){.collective = reap_draft_keep(&parser->draft, value)};
}

static void take_date(reap_parser *parser, medline *m, reap_str value, const char *argument) {
  (void)m, (void)argument;
  char date[16];
  reap_date_from_text(value, date);
  parser->draft.citation.date = reap_draft_keep(&parser->draft, reap_str_of(date));
}

static void take_journal(reap_parser *parser, medline *m, reap_str value, const char *argument) {
  (void)m, (void)argument;
  parser->draft.citation.journal = reap_draft_keep(&parser->draft, value);
}
static void take_journal_short(reap_parser *parser, medline *m, reap_str value, const char *argument) {
  (void)argument;
  m->journal_short = reap_draft_keep(&parser->draft, value);
}
static void take_issn(reap_parser *parser, medline *m, reap_str value, const char *argument) {
  (void)m, (void)argument;
  reap_citation *citation = &parser->draft.citation;
  if (!citation->issn.len) citation->issn = reap_draft_keep(&parser->draft, before(value, find(value, " ")));
}

#define TEXT_ROW(function, column)                                                                                     \
  static void function(reap_parser *parser, medline *m, reap_str value, const char *argument) {                        \
    (void)m, (void)argument;                                                                                           \
    if (value.len && reap_draft_row(&parser->draft))                                                                   \
      *reap_push(&parser->draft.rows.column) = (reap_text_row){reap_draft_keep(&parser->draft, value)};                \
  }
TEXT_ROW(take_language, languages)
TEXT_ROW(keep_type, publication_types)
TEXT_ROW(keep_keyword, keywords)

static void take_type(reap_parser *parser, medline *m, reap_str value, const char *argument) {
  keep_type(parser, m, value, argument);
  if (reap_str_equal_nocase(value, REAP_STR("Retracted Publication"))) parser->draft.citation.retracted = true;
}
static void take_keyword(reap_parser *parser, medline *m, reap_str value, const char *argument) {
  keep_keyword(parser, m, value.len && value.ptr[0] == '*' ? from(value, 1) : value, argument);
}

/* "*Diabetic Foot/therapy": the descriptor; major where any part has the star. */
static void take_mesh(reap_parser *parser, medline *m, reap_str value, const char *argument) {
  (void)m, (void)argument;
  reap_draft *draft = &parser->draft;
  bool major = find(value, "*") != REAP_NONE;
  reap_str name = before(value, find(value, "/"));
  if (name.len && name.ptr[0] == '*') name = from(name, 1);
  if (!name.len || !reap_draft_row(draft)) return;
  *reap_push(&draft->rows.mesh) = (reap_mesh){.name = reap_draft_keep(draft, name), .major = major};
}

/* "10.1000/x [doi]" */
static void take_id(reap_parser *parser, medline *m, reap_str value, const char *argument) {
  (void)argument;
  uint32_t kind = find(value, " [doi]");
  bool own_list = strcmp(m->tag, "AID ") == 0;
  if (kind == REAP_NONE) return;
  reap_str doi = reap_draft_keep(&parser->draft, before(value, kind));
  reap_str *field = own_list ? &parser->draft.citation.doi : &m->place_doi;
  if (!field->len) *field = doi;
}
static void take_pmcid(reap_parser *parser, medline *m, reap_str value, const char *argument) {
  (void)m, (void)argument;
  parser->draft.citation.pmcid = reap_draft_keep(&parser->draft, before(value, find(value, " ")));
}

/* "ClinicalTrials.gov/NCT00000000" */
static void take_accession(reap_parser *parser, medline *m, reap_str value, const char *argument) {
  (void)m, (void)argument;
  reap_draft *draft = &parser->draft;
  uint32_t slash = find(value, "/");
  if (slash == REAP_NONE || !reap_draft_row(draft)) return;
  *reap_push(&draft->rows.accessions) =
      (reap_accession){reap_draft_keep(draft, before(value, slash)), reap_draft_keep(draft, from(value, slash + 1))};
}

/* "J Example. 2020 Jan;1(1):1. doi: 10.1000/x. PMID: 12345678"; argument: PubMed's RefType in the XML. */
static void take_link(reap_parser *parser, medline *m, reap_str value, const char *argument) {
  (void)m;
  reap_draft *draft = &parser->draft;
  uint32_t at = find(value, "PMID: ");
  if (!reap_draft_row(draft)) return;
  *reap_push(&draft->rows.links) =
      (reap_link){reap_str_of(argument), at == REAP_NONE ? 0 : read_pmid(from(value, at + 6))};
  if (strcmp(argument, "RetractionIn") == 0) draft->citation.retracted = true;
}

static const struct {
  char tag[5];
  take_field take;
  const char *argument;
} fields[] = {
    {"PMID", take_pmid, NULL},
    {"TI  ", take_title, NULL},
    {"BTI ", take_book_title, NULL},
    {"AB  ", take_abstract, NULL},
    {"OAB ", take_other_abstract, NULL},
    {"OABL", take_other_language, NULL},
    {"TT  ", take_vernacular, NULL},
    {"FAU ", take_full_author, NULL},
    {"AU  ", take_author, NULL},
    {"CN  ", take_collective, NULL},
    {"DP  ", take_date, NULL},
    {"JT  ", take_journal, NULL},
    {"TA  ", take_journal_short, NULL},
    {"IS  ", take_issn, NULL},
    {"LA  ", take_language, NULL},
    {"PT  ", take_type, NULL},
    {"MH  ", take_mesh, NULL},
    {"OT  ", take_keyword, NULL},
    {"AID ", take_id, NULL},
    {"LID ", take_id, NULL},
    {"PMC ", take_pmcid, NULL},
    {"SI  ", take_accession, NULL},
    {"RIN ", take_link, "RetractionIn"},
    {"ROF ", take_link, "RetractionOf"},
    {"PRIN", take_link, "PartialRetractionIn"},
    {"PROF", take_link, "PartialRetractionOf"},
    {"ECI ", take_link, "ExpressionOfConcernIn"},
    {"ECF ", take_link, "ExpressionOfConcernFor"},
    {"EIN ", take_link, "ErratumIn"},
    {"EFR ", take_link, "ErratumFor"},
    {"CRI ", take_link, "CorrectedandRepublishedIn"},
    {"CRF ", take_link, "CorrectedandRepublishedFrom"},
    {"RRI ", take_link, "RetractedandRepublishedIn"},
    {"RRF ", take_link, "RetractedandRepublishedFrom"},
    {"RPI ", take_link, "RepublishedIn"},
    {"RPF ", take_link, "RepublishedFrom"},
    {"UIN ", take_link, "UpdateIn"},
    {"UOF ", take_link, "UpdateOf"},
};

/* ---- records ---- */

static void end_field(reap_parser *parser, medline *m) {
  reap_str value = reap_buf_view(&m->value);
  if (m->value.full) spoil(m, "it has more than 1 MiB in one field");
  uint32_t bad = reap_utf8_first_bad(value);
  if (bad != REAP_NONE) spoil(m, "it holds bytes that are not UTF-8");
  for (size_t i = 0; m->tag[0] && !m->wrong && i < sizeof fields / sizeof *fields; i++)
    if (memcmp(fields[i].tag, m->tag, 4) == 0) {
      fields[i].take(parser, m, value, fields[i].argument);
      break;
    }
  m->tag[0] = 0;
  reap_buf_reset(&m->value);
}

static void complete(reap_parser *parser, medline *m) {
  reap_draft *draft = &parser->draft;
  reap_citation *citation = &draft->citation;
  if (!citation->doi.len) citation->doi = m->place_doi;
  if (!citation->journal.len) citation->journal = m->journal_short;
  if (citation->is_book) citation->journal = reap_draft_keep(draft, reap_buf_view(&draft->book_title.bytes));
  if (draft->title.bytes.full || draft->title.bytes.len + draft->body.bytes.len > REAP_TEXT_MAX)
    draft->too_large = true;
  if (draft->too_large) spoil(m, "it is longer than 1 MiB");
}

static void end_record(reap_parser *parser, medline *m) {
  if (!m->open) return;
  end_field(parser, m);
  complete(parser, m);
  m->open = false;
  if (!m->wrong) {
    reap_parser_emit(parser);
    return;
  }
  reap_error fault;
  reap_fail(&fault, REAP_EINPUT, "this citation is skipped: %s", m->wrong);
  reap_error_set_line(&fault, m->wrong_line);
  reap_error_set_byte(&fault, m->wrong_byte);
  fault.pmid = parser->draft.citation.pmid;
  reap_parser_report(parser, &fault);
}

static void begin_record(reap_parser *parser, medline *m) {
  reap_draft_reset(&parser->draft);
  reap_parser_number_record(parser);
  m->open = true;
  m->wrong = NULL;
  m->full_author = false;
  m->journal_short = m->place_doi = (reap_str){"", 0};
}

/* "TI  - Text": four characters of tag, a hyphen, a space (absent when the value is empty). */
static bool is_field(reap_str line) {
  if (line.len < 5 || line.ptr[4] != '-' || line.ptr[0] < 'A' || line.ptr[0] > 'Z') return false;
  for (int i = 1; i < 4; i++) {
    char c = line.ptr[i];
    if (c != ' ' && !reap_is_digit(c) && (c < 'A' || c > 'Z')) return false;
  }
  return line.len == 5 || line.ptr[5] == ' ';
}

static void add_value(medline *m, reap_str text) {
  reap_flow flow = {&m->value, 0, m->value.len > 0};
  reap_flow_add(&flow, text.ptr, text.len);
}

static void take_line(reap_parser *parser, medline *m, reap_str line) {
  bool field = is_field(line), blank = true;
  for (uint32_t i = 0; i < line.len && blank; i++) blank = reap_is_space(line.ptr[i]);
  if (blank) return;
  if (field && memcmp(line.ptr, "PMID", 4) == 0) {
    end_record(parser, m);
    begin_record(parser, m);
  }
  if (field) {
    end_field(parser, m);
    memcpy(m->tag, line.ptr, 4);
    m->value_line = m->lines.number;
    m->value_byte = m->lines.begin;
    add_value(m, from(line, TAG_BYTES));
  } else if (line.ptr[0] == ' ') {
    add_value(m, line);
  } else if (m->open) {
    m->value_line = m->lines.number;
    m->value_byte = m->lines.begin;
    spoil(m, "a line is neither a field (\"TI  - ...\") nor the indented rest of one");
  }
}

static reap_status medline_step(reap_parser *parser, reap_error *error) {
  medline *m = parser->state;
  reap_str line;
  if (reap_line_next(&m->lines, &line)) {
    if (m->lines.too_long && m->open) spoil(m, "it has more than 16 MiB in one line");
    if (!m->lines.too_long) take_line(parser, m, line);
    return REAP_OK;
  }
  reap_status ended = parser->window.ended;
  if (ended == REAP_END) {
    end_record(parser, m);
    if (parser->ordinal) return REAP_END;
    return reap_fail(error, REAP_EINPUT, "is not MEDLINE text: no line begins with \"PMID- \"");
  }
  *error = parser->window.end_error;
  reap_error_set_line(error, m->lines.number);
  error->pmid = m->open ? parser->draft.citation.pmid : 0;
  return ended;
}

static reap_status medline_open(reap_parser *parser, uint64_t begin, uint64_t line, reap_error *error) {
  (void)error;
  medline *m = reap_alloc(sizeof *m);
  parser->state = m;
  m->lines = (reap_line_reader){.window = &parser->window, .next = begin, .number = line - 1, .cap = LINE_MAX_BYTES};
  m->lines.joined.cap = LINE_MAX_BYTES;
  m->value.cap = REAP_TEXT_MAX;
  return REAP_OK;
}

static void medline_close(reap_parser *parser) {
  medline *m = parser->state;
  if (!m) return;
  reap_buf_free(&m->lines.joined);
  reap_buf_free(&m->value);
  free(m);
}

const reap_reader reap_medline_reader = {medline_open, medline_step, medline_close};
