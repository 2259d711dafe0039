/* SPDX-License-Identifier: MIT */
/* Reading citations back as they were parsed. */
#include "base/utf8.h"
#include "store/store.h"

/* A walk through a text that turns code points into bytes; it only goes back when asked for an earlier place. */
typedef struct {
  reap_str text;
  uint32_t code_point, byte;
} place;

static uint32_t byte_at(place *at, int64_t code_point) {
  if (code_point < 0 || code_point > UINT32_MAX) return at->text.len;
  if (code_point < at->code_point) at->code_point = at->byte = 0;
  while (at->code_point < code_point && at->byte < at->text.len) {
    uint32_t unused;
    at->byte += reap_utf8_decode(at->text, at->byte, &unused);
    at->code_point++;
  }
  return at->byte;
}

typedef struct {
  sqlite3 *db;
  reap_batch *batch;
  reap_citation *citation;
  place at;
  bool lacks_text; /* it was written without */
} reading;

static reap_str text_of(reading *r, sqlite3_stmt *row, int column) {
  const char *text = (const char *)sqlite3_column_text(row, column);
  if (!text) return (reap_str){"", 0};
  return reap_arena_copy(&r->batch->arena, (reap_str){text, (uint32_t)sqlite3_column_bytes(row, column)});
}

static reap_span span_of(reading *r, sqlite3_stmt *row, int column) {
  uint32_t beg = byte_at(&r->at, sqlite3_column_int64(row, column));
  return (reap_span){beg, byte_at(&r->at, sqlite3_column_int64(row, column + 1))};
}

static void take_citation(reading *r, sqlite3_stmt *row) {
  reap_citation *c = reap_push(&r->batch->citations);
  r->citation = c;
  c->pmid = (uint32_t)sqlite3_column_int64(row, 0);
  c->version = (uint16_t)sqlite3_column_int(row, 1);
  c->id = text_of(r, row, 2);
  c->ordinal = (uint32_t)sqlite3_column_int64(row, 3);
  reap_str *const strings[] = {&c->doi, &c->pmcid, &c->journal, &c->issn, &c->date, &c->vernacular_title, &c->text};
  for (int i = 0; i < 7; i++) *strings[i] = text_of(r, row, 4 + i);
  c->retracted = sqlite3_column_int(row, 11) != 0;
  c->is_book = sqlite3_column_int(row, 12) != 0;
  int64_t title_end = sqlite3_column_int64(row, 13), abstract_at = sqlite3_column_int64(row, 14);
  r->lacks_text = !c->text.len && (title_end || abstract_at || !c->pmid);
  c->source = text_of(r, row, 15);
  if (c->source.len > 1 && c->source.ptr[0] == '-' && c->source.ptr[1] == '#') c->source.len = 1; /* stdin again */
  r->at = (place){.text = c->text};
  c->plain_text = c->text.len && !title_end && !abstract_at;
  c->title = (reap_span){0, c->plain_text ? c->text.len : byte_at(&r->at, title_end)};
  *reap_push(&r->batch->sections) = (reap_section){.span = c->title,
                                                   .kind = c->plain_text ? REAP_SECTION_UNKNOWN : REAP_SECTION_TITLE,
                                                   .label = {"", 0},
                                                   .category = {"", 0}};
}

static void take_author(reading *r, sqlite3_stmt *row) {
  *reap_push(&r->batch->authors) = (reap_author){text_of(r, row, 0), text_of(r, row, 1), text_of(r, row, 2)};
}
static void take_language(reading *r, sqlite3_stmt *row) { reap_push(&r->batch->languages)->text = text_of(r, row, 0); }
static void take_publication_type(reading *r, sqlite3_stmt *row) {
  reap_push(&r->batch->publication_types)->text = text_of(r, row, 0);
}
static void take_keyword(reading *r, sqlite3_stmt *row) { reap_push(&r->batch->keywords)->text = text_of(r, row, 0); }
static void take_mesh(reading *r, sqlite3_stmt *row) {
  *reap_push(&r->batch->mesh) = (reap_mesh){text_of(r, row, 0), text_of(r, row, 1), sqlite3_column_int(row, 2) != 0};
}
static void take_link(reading *r, sqlite3_stmt *row) {
  *reap_push(&r->batch->links) = (reap_link){text_of(r, row, 0), (uint32_t)sqlite3_column_int64(row, 1)};
}
static void take_accession(reading *r, sqlite3_stmt *row) {
  *reap_push(&r->batch->accessions) = (reap_accession){text_of(r, row, 0), text_of(r, row, 1)};
}
static void take_other_text(reading *r, sqlite3_stmt *row) {
  *reap_push(&r->batch->other_texts) = (reap_other_text){text_of(r, row, 0), text_of(r, row, 1), text_of(r, row, 2)};
}
static void take_section(reading *r, sqlite3_stmt *row) {
  *reap_push(&r->batch->sections) =
      (reap_section){.span = span_of(r, row, 2), .label = text_of(r, row, 0), .category = text_of(r, row, 1)};
}
static void take_markup(reading *r, sqlite3_stmt *row) {
  *reap_push(&r->batch->markups) = (reap_markup){span_of(r, row, 1), (uint8_t)sqlite3_column_int(row, 0)};
}

/* In this order; the citation itself first. */
static const struct {
  const char *sql;
  void (*take)(reading *r, sqlite3_stmt *row);
} parts[REAP_STORE_READS] = {
    {"SELECT pmid, version, document_id, ordinal, doi, pmcid, journal, issn, date, vernacular_title, text, retracted, "
     "book, title_end, abstract_at, name FROM citations JOIN sources USING (source_id) WHERE citation_id = ?",
     take_citation},
    {"SELECT last, initials, collective FROM authors WHERE citation_id = ? ORDER BY author", take_author},
    {"SELECT name FROM languages WHERE citation_id = ? ORDER BY position", take_language},
    {"SELECT name FROM publication_types WHERE citation_id = ? ORDER BY position", take_publication_type},
    {"SELECT name FROM keywords WHERE citation_id = ? ORDER BY position", take_keyword},
    {"SELECT ui, name, major FROM mesh WHERE citation_id = ? ORDER BY position", take_mesh},
    {"SELECT type, pmid FROM links WHERE citation_id = ? ORDER BY position", take_link},
    {"SELECT bank, number FROM accessions WHERE citation_id = ? ORDER BY position", take_accession},
    {"SELECT type, language, text FROM other_abstracts WHERE citation_id = ? ORDER BY position", take_other_text},
    {"SELECT label, category, start_at, end_at FROM sections WHERE citation_id = ? ORDER BY section", take_section},
    {"SELECT lowered, start_at, end_at FROM markups WHERE citation_id = ? ORDER BY position", take_markup},
};

reap_status reap_store_reader_open(reap_store_reader *reader, sqlite3 *db, reap_error *error) {
  *reader = (reap_store_reader){.db = db};
  for (int i = 0; i < REAP_STORE_READS; i++)
    if (sqlite3_prepare_v3(db, parts[i].sql, -1, SQLITE_PREPARE_PERSISTENT, &reader->reads[i], NULL) != SQLITE_OK)
      return reap_store_fail(db, "prepare", error);
  return REAP_OK;
}

void reap_store_reader_close(reap_store_reader *reader) {
  for (int i = 0; i < REAP_STORE_READS; i++) {
    sqlite3_finalize(reader->reads[i]);
    reader->reads[i] = NULL;
  }
}

reap_status reap_store_read(reap_store_reader *reader, int64_t citation_id, reap_batch *batch, reap_error *error) {
  reading r = {.db = reader->db, .batch = batch};
#define FIRST(column) const uint32_t first_##column = batch->column.count;
#define EACH_COLUMN(X)                                                                                                 \
  X(authors)                                                                                                           \
  X(languages)                                                                                                         \
  X(publication_types) X(keywords) X(mesh) X(links) X(accessions) X(other_texts) X(sections) X(markups)
  EACH_COLUMN(FIRST)
  for (int i = 0; i < REAP_STORE_READS; i++) {
    sqlite3_stmt *row = reader->reads[i];
    sqlite3_reset(row);
    sqlite3_bind_int64(row, 1, citation_id);
    int code;
    while ((code = sqlite3_step(row)) == SQLITE_ROW) parts[i].take(&r, row);
    sqlite3_reset(row);
    if (code != SQLITE_DONE) return reap_store_fail(reader->db, "read", error);
    if (!r.citation) return reap_fail(error, REAP_EDB, "the store has no citation %lld", (long long)citation_id);
    if (r.lacks_text)
      return reap_fail(error, REAP_EDB, "the store has no texts (--no-text): write a new one from the inputs");
  }
#define RANGE(column) r.citation->column = (reap_range){first_##column, batch->column.count - first_##column};
  EACH_COLUMN(RANGE)
  return REAP_OK;
}
