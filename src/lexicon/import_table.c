/* SPDX-License-Identifier: MIT */
/* Tables with a header row: tab-separated as they are, or separated by comma or semicolon with quotes (RFC 4180). */
#include "base/utf8.h"
#include "lexicon/import_format.h"

enum {
  ID,
  NAME,
  SYNONYMS,
  XREFS,
  PARENTS,
  TREES,
  TYPE,
  LANGUAGE,
  OBSOLETE,
  ROLES,
  MAX_CELLS = 256,
  MAX_RECORD = 1 << 20
};

/* What publishers call their columns. */
static const struct {
  const char *role;     /* as in --columns */
  const char *names[8]; /* compared without case */
} roles[ROLES] = {
    [ID] = {"id", {"id", "ui", "drugbank id", "code", "class id", "identifier", "concept_id", "curie"}},
    [NAME] = {"name", {"name", "common name", "preferred label", "preferred_label", "preferred name", "term", "label"}},
    [SYNONYMS] = {"synonyms", {"synonyms", "entry_terms", "synonym", "alternative names", "aliases"}},
    [XREFS] = {"xrefs", {"xrefs", "xref", "mappings"}},
    [PARENTS] = {"parent", {"parent", "parents", "is_a", "parent_id"}},
    [TREES] = {"trees", {"tree_numbers"}},
    [TYPE] = {"type", {"type"}},
    [LANGUAGE] = {"language", {"language", "lang"}},
    [OBSOLETE] = {"obsolete", {"obsolete", "is_obsolete", "deprecated", "suppress"}},
};

typedef struct {
  reap_import_source *source;
  char delimiter;
  uint32_t cell_of[ROLES]; /* 1-based, 0: the table lacks it */
  uint32_t header_cells;
  reap_buf record; /* the row at hand with its quotes undone: cells ended by NUL */
  uint64_t line;   /* where it began */
  reap_str cells[MAX_CELLS];
  uint32_t count;
} table;

/* The delimiter of a header row: a tab when there is one, else what is more frequent. */
static char delimiter_of(reap_str line) {
  uint32_t commas = 0, semicolons = 0;
  for (uint32_t i = 0; i < line.len; i++) {
    if (line.ptr[i] == '\t') return '\t';
    commas += line.ptr[i] == ',';
    semicolons += line.ptr[i] == ';';
  }
  return semicolons > commas ? ';' : ',';
}

static reap_str trim(reap_str text) {
  while (text.len && reap_is_space(*text.ptr)) text.ptr++, text.len--;
  while (text.len && reap_is_space(text.ptr[text.len - 1])) text.len--;
  return text;
}

/* Appends the line's cells to the record. *quoted tells on the way in and out whether a quoted cell is open. */
static void add_cells(table *t, reap_str line, bool *quoted) {
  bool fresh = !*quoted;
  for (uint32_t i = 0; i < line.len; i++) {
    char c = line.ptr[i];
    if (*quoted && c == '"' && i + 1 < line.len && line.ptr[i + 1] == '"')
      reap_buf_addc(&t->record, line.ptr[i++]);
    else if (*quoted && c == '"')
      *quoted = false;
    else if (!*quoted && c == t->delimiter)
      reap_buf_addc(&t->record, 0);
    else if (!*quoted && fresh && c == '"' && t->delimiter != '\t')
      *quoted = true;
    else
      reap_buf_addc(&t->record, c ? c : ' ');
    fresh = !*quoted && c == t->delimiter;
  }
}

/* The next row that is neither blank nor a comment, cut into cells. Faulty ones are told of and left out. */
static reap_status next_row(table *t, reap_error *error) {
  reap_str line;
  for (;;) {
    bool quoted = false;
    reap_buf_reset(&t->record);
    do {
      reap_status status = reap_import_source_line(t->source, &line, error);
      if (status == REAP_END && quoted)
        reap_import_source_fault(t->source, t->line, "the quote is never closed: nothing behind it was read");
      if (status) return status;
      if (!quoted) t->line = t->source->line;
      if (quoted) reap_buf_addc(&t->record, ' ');
      if (!quoted && line.len && *line.ptr == '#') line.len = 0;
      add_cells(t, line, &quoted);
    } while (quoted && t->record.len < MAX_RECORD);
    reap_str record = reap_buf_view(&t->record);
    if (quoted) {
      reap_import_source_fault(t->source, t->line, "the quote is not closed within 1 MiB: the row is left out");
    } else if (record.len && reap_utf8_first_bad(record) != REAP_NONE) {
      reap_import_source_fault(t->source, t->line, "the row is not UTF-8: save the file as UTF-8");
    } else if (trim(record).len) {
      break;
    }
  }
  t->count = 0;
  for (size_t beg = 0, i = 0; i <= t->record.len; i++) {
    if (i < t->record.len && t->record.ptr[i]) continue;
    if (t->count < MAX_CELLS) t->cells[t->count] = trim((reap_str){t->record.ptr + beg, (uint32_t)(i - beg)});
    t->count++;
    beg = i + 1;
  }
  return REAP_OK;
}

/* Whether the cell of the header plays the role: as --columns says ("id=Code,name=Term"), or by its usual names. */
static bool plays(const reap_lexicon_import_job *job, int role, reap_str cell) {
  reap_str choice, columns = reap_str_of(job ? job->columns : NULL), comma = REAP_STR(",");
  uint32_t length = (uint32_t)strlen(roles[role].role);
  for (uint32_t at = 0; reap_import_next_value(columns, comma, &at, &choice);)
    if (choice.len > length && choice.ptr[length] == '=' && reap_str_begins_nocase(choice, roles[role].role))
      return reap_str_equal_nocase(cell, (reap_str){choice.ptr + length + 1, choice.len - length - 1});
  for (size_t i = 0; i < sizeof roles[role].names / sizeof *roles[role].names && roles[role].names[i]; i++)
    if (reap_str_is_nocase(cell, roles[role].names[i])) return true;
  return false;
}

static reap_status read_header(table *t, const reap_lexicon_import_job *job, reap_error *error) {
  reap_str head = reap_import_source_head(t->source), line = {0};
  for (uint32_t at = 0; at < head.len; at += line.len + 1) { /* the first line that is no comment */
    const char *end = memchr(head.ptr + at, '\n', head.len - at);
    line = (reap_str){head.ptr + at, end ? (uint32_t)(end - head.ptr) - at : head.len - at};
    if (line.len && *line.ptr != '#') break;
  }
  t->delimiter = delimiter_of(line);
  reap_status status = next_row(t, error);
  if (status && status != REAP_END) return status;
  t->header_cells = status ? 0 : t->count;
  for (uint32_t i = 0; i < t->header_cells && i < MAX_CELLS; i++)
    for (int role = 0; role < ROLES; role++)
      if (!t->cell_of[role] && plays(job, role, t->cells[i])) t->cell_of[role] = i + 1;
  if (t->cell_of[NAME] && t->header_cells <= MAX_CELLS) return REAP_OK;
  reap_fail(error, REAP_EINPUT,
            t->header_cells > MAX_CELLS ? "more than 256 columns"
                                        : "no column of the header row is known to hold the names: say which with "
                                          "--columns name=HEADING,id=HEADING");
  reap_error_set_source(error, t->source->path);
  reap_error_set_line(error, t->line);
  return REAP_EINPUT;
}

static reap_str cell(const table *t, int role) {
  uint32_t number = t->cell_of[role];
  return number && number <= t->count ? t->cells[number - 1] : (reap_str){"", 0};
}

static void add_values(const reap_lexicon_import_job *job, reap_str cell, reap_str_vec *out) {
  reap_str separator = reap_str_of(job->separator && *job->separator ? job->separator : "|"), value;
  for (uint32_t at = 0; reap_import_next_value(cell, separator, &at, &value);) *reap_push(out) = value;
}

static bool is_unwanted(const table *t, const reap_lexicon_import_job *job) {
  reap_str obsolete = cell(t, OBSOLETE), language = cell(t, LANGUAGE);
  if (obsolete.len && (reap_str_begins_nocase(obsolete, "t") || reap_str_begins_nocase(obsolete, "y") ||
                       reap_str_equal(obsolete, REAP_STR("1"))))
    return true;
  return language.len && !reap_str_begins_nocase(language, job->language ? job->language : "en");
}

static void take_row(table *t, const reap_lexicon_import_job *job, reap_arena *arena, reap_import_row *row) {
  reap_import_row_reset(row);
  reap_arena_reset(arena);
  row->id = cell(t, ID);
  row->name = cell(t, NAME);
  if (t->cell_of[TYPE] && !job->type) row->type = reap_type_from_name(cell(t, TYPE));
  for (uint32_t i = t->header_cells; i < t->count && i < MAX_CELLS; i++)
    if (t->cells[i].len) {
      reap_import_source_fault(t->source, t->line, "\"%.*s\" stands in a column without a header: the row is left out",
                               (int)(t->cells[i].len < 80 ? t->cells[i].len : 80), t->cells[i].ptr);
      return;
    }
  if (!row->name.len || (t->cell_of[ID] && !row->id.len)) {
    reap_import_source_fault(t->source, t->line, "the %s is empty: the row is left out", row->name.len ? "id" : "name");
  } else if (t->cell_of[TYPE] && cell(t, TYPE).len && !job->type && row->type < 0) {
    reap_import_source_fault(t->source, t->line, "there is no type \"%.*s\": the row is left out",
                             (int)(cell(t, TYPE).len < 80 ? cell(t, TYPE).len : 80), cell(t, TYPE).ptr);
  } else if (!is_unwanted(t, job)) {
    if (!row->id.len) { /* a mere list of names: each is its own id */
      char *id = reap_arena_alloc(arena, row->name.len);
      for (uint32_t i = 0; i < row->name.len; i++) id[i] = row->name.ptr[i] == ' ' ? '-' : reap_lower(row->name.ptr[i]);
      row->id = (reap_str){id, row->name.len};
    }
    add_values(job, cell(t, SYNONYMS), &row->synonyms);
    add_values(job, cell(t, XREFS), &row->xrefs);
    add_values(job, cell(t, PARENTS), &row->parents);
    row->trees = cell(t, TREES);
    t->source->take(t->source->context, row);
  }
}

reap_status reap_import_read_table(reap_import_source *source, const reap_lexicon_import_job *job,
                                   reap_import_vocabulary *known, reap_arena *arena, reap_error *error) {
  (void)known;
  (void)arena;
  table t = {.source = source};
  reap_import_row row = {0};
  reap_arena scratch = {0};
  reap_status status = read_header(&t, job, error);
  if (!status)
    while (!(status = next_row(&t, error))) take_row(&t, job, &scratch, &row);
  reap_buf_free(&t.record);
  reap_import_row_free(&row);
  reap_arena_free(&scratch);
  return status == REAP_END ? REAP_OK : status;
}

/* ---- telling what a table is ---- */

/* Cell `number` of the line, from 1, without quotes; false when there are fewer. */
static bool cell_of_line(reap_str line, uint32_t number, reap_str *out) {
  char delimiter = delimiter_of(line);
  uint32_t beg = 0;
  for (uint32_t i = 0; i <= line.len; i++) {
    if (i < line.len && line.ptr[i] != delimiter) continue;
    if (--number == 0) {
      *out = trim((reap_str){line.ptr + beg, i - beg});
      if (out->len > 1 && *out->ptr == '"') *out = (reap_str){out->ptr + 1, out->len - 2};
      return true;
    }
    beg = i + 1;
  }
  return false;
}

/* Line `number` of the head that is no comment, from 0. */
static reap_str line_of(reap_str head, uint32_t number) {
  for (uint32_t at = 0; at < head.len;) {
    const char *end = memchr(head.ptr + at, '\n', head.len - at);
    reap_str line = {head.ptr + at, end ? (uint32_t)(end - head.ptr) - at : head.len - at};
    if (line.len && *line.ptr != '#' && number-- == 0) return trim(line);
    at += line.len + 1;
  }
  return (reap_str){"", 0};
}

bool reap_import_table_has(reap_str head, const char *column) {
  reap_str cell;
  for (uint32_t number = 1; cell_of_line(line_of(head, 0), number, &cell); number++)
    if (reap_str_is_nocase(cell, column)) return true;
  return false;
}

reap_str reap_import_table_first_id(reap_str head) {
  reap_str cell;
  for (uint32_t number = 1; cell_of_line(line_of(head, 0), number, &cell); number++)
    if (plays(NULL, ID, cell)) return cell_of_line(line_of(head, 1), number, &cell) ? cell : (reap_str){"", 0};
  return (reap_str){"", 0};
}

static bool is_table(reap_str head) {
  reap_str header = line_of(head, 0);
  return header.len && *header.ptr != '<' && *header.ptr != '{' && reap_utf8_first_bad(header) == REAP_NONE;
}

/* DrugBank's own CSV, or a table with its numbers. */
static bool is_drugbank(reap_str head) {
  if (!is_table(head)) return false;
  reap_str id = reap_import_table_first_id(head);
  return reap_import_table_has(head, "DrugBank ID") ||
         (id.len == 7 && reap_str_begins_nocase(id, "DB") && reap_is_digit(id.ptr[2]) && reap_is_digit(id.ptr[6]));
}

const reap_import_format reap_import_drugbank = {"drugbank", is_drugbank, reap_import_read_table};
const reap_import_format reap_import_table = {"table", is_table, reap_import_read_table};
