/* SPDX-License-Identifier: MIT */
#include "8_emit/sqlite_rows.h"

#include <math.h>
#include <stdio.h>

#include "store/store.h"
#include "text/code_points.h"

enum {
  CITATIONS,
  AUTHORS,
  LANGUAGES,
  PUBLICATION_TYPES,
  KEYWORDS,
  MESH,
  LINKS,
  ACCESSIONS,
  OTHER_ABSTRACTS,
  SECTIONS,
  MARKUPS,
  TRIALS,
  ABBREVIATIONS,
  MENTIONS,
  ARMS,
  ARM_NAMES,
  ARM_INTERVENTIONS,
  OUTCOMES,
  QUANTITIES,
  FINDINGS,
  DATA,
  CHECKS,
  TABLES
};
_Static_assert((int)TABLES == (int)REAP_ROW_TABLES, "a statement for each table");

/* The values are bound in the order of schema.sql. */
static const struct {
  const char *table, *columns;
  int values;
} tables[TABLES] = {
    [CITATIONS] =
        {"citations",
         "(citation_id, pmid, version, document_id, source_id, lexicon_id, ordinal, fingerprint, first_seen, "
         "last_changed, retracted_since, doi, pmcid, journal, issn, date, retracted, book, vernacular_title, text, "
         "title_end, abstract_at, design, phase, allocation, masking, centers, n_total, n_total_quantity)",
         29},
    [AUTHORS] = {"authors", "", 5},
    [LANGUAGES] = {"languages", "", 3},
    [PUBLICATION_TYPES] = {"publication_types", "", 3},
    [KEYWORDS] = {"keywords", "", 3},
    [MESH] = {"mesh", "", 5},
    [LINKS] = {"links", "", 4},
    [ACCESSIONS] = {"accessions", "", 4},
    [OTHER_ABSTRACTS] = {"other_abstracts", "", 5},
    [SECTIONS] = {"sections", "", 6},
    [MARKUPS] = {"markups", "", 5},
    [TRIALS] = {"trials", "", 8},
    [ABBREVIATIONS] = {"abbreviations", "", 8},
    [MENTIONS] = {"mentions", "", 12},
    [ARMS] = {"arms", "", 8},
    [ARM_NAMES] = {"arm_names", "", 6},
    [ARM_INTERVENTIONS] = {"arm_interventions", "", 4},
    [OUTCOMES] = {"outcomes", "", 8},
    [QUANTITIES] = {"quantities", "", 28},
    [FINDINGS] = {"findings", "", 18},
    [DATA] = {"data", "", 16},
    [CHECKS] = {"checks", "", 6}};

/* One citation being written: the values of a row are put one after the other, then the row is added. */
typedef struct {
  const reap_row_writer *writer;
  const reap_batch *batch;
  const reap_citation *citation;
  int64_t citation_id;
  reap_code_points map;
  sqlite3_stmt *statement;
  int at;
  bool failed; /* sticky: nothing more is written */
} rows;

static void begin(rows *r, int table) {
  r->statement = r->writer->insert[table];
  r->at = 0;
  sqlite3_reset(r->statement);
  sqlite3_clear_bindings(r->statement);
}

static void put_int(rows *r, int64_t value) { sqlite3_bind_int64(r->statement, ++r->at, value); }
static void put_null(rows *r) { r->at++; } /* bindings were cleared */

static void put_real(rows *r, double value) {
  if (isfinite(value))
    sqlite3_bind_double(r->statement, ++r->at, value);
  else
    put_null(r);
}

static void put_str(rows *r, reap_str text) {
  if (text.len)
    sqlite3_bind_text(r->statement, ++r->at, text.ptr, (int)text.len, SQLITE_STATIC);
  else
    put_null(r);
}

static void put_cstr(rows *r, const char *text) { put_str(r, reap_str_of(text)); }

static void put_slice(rows *r, reap_span span) {
  put_str(r, reap_span_known(span) ? reap_text_at(r->citation, span) : (reap_str){0});
}

static void put_place(rows *r, reap_span span) {
  if (reap_span_known(span)) {
    put_int(r, reap_code_point_at(&r->map, span.beg));
    put_int(r, reap_code_point_at(&r->map, span.end));
  } else {
    put_null(r);
    put_null(r);
  }
}

/* The number of a row within the citation, from 1. */
static void put_row(rows *r, reap_range range, uint32_t row) {
  if (row >= range.first && row - range.first < range.count)
    put_int(r, row - range.first + 1);
  else
    put_null(r);
}

static void put_arm(rows *r, uint32_t arm) {
  if (arm == REAP_BASELINE)
    put_int(r, 0);
  else
    put_row(r, r->citation->arms, arm);
}

static void put_quantity(rows *r, uint32_t row) { put_row(r, r->citation->quantities, row); }

static void add(rows *r) {
  if (!r->failed) r->failed = sqlite3_step(r->statement) != SQLITE_DONE;
}

/* Begins a row of a table whose key is the citation and a number from 1. */
static void begin_numbered(rows *r, int table, uint32_t index) {
  begin(r, table);
  put_int(r, r->citation_id);
  put_int(r, (int64_t)index + 1);
}

#define EACH(r, column, i, type, row)                                                                                  \
  for (uint32_t i = 0; i < (r)->citation->column.count && !(r)->failed; i++)                                           \
    for (const type *row = &(r)->batch->column.at[(r)->citation->column.first + i]; row; row = NULL)

static void add_design(rows *r) {
  static const reap_design none = {.n_total = REAP_NONE};
  const reap_citation *citation = r->citation;
  const reap_design *design = citation->designs.count ? &r->batch->designs.at[citation->designs.first] : &none;
  put_str(r, design->type);
  put_str(r, design->phase);
  put_str(r, design->allocation);
  put_str(r, design->masking);
  put_str(r, design->centers);
  bool counted = design->n_total >= citation->quantities.first &&
                 design->n_total - citation->quantities.first < citation->quantities.count;
  put_real(r, counted ? r->batch->quantities.at[design->n_total].value : NAN);
  put_quantity(r, design->n_total);
}

static void add_citation(rows *r, const reap_row_identity *identity) {
  const reap_citation *c = r->citation;
  begin(r, CITATIONS);
  put_int(r, identity->citation_id);
  if (c->pmid) {
    put_int(r, c->pmid);
    put_int(r, c->version ? c->version : 1);
  } else {
    put_null(r);
    put_null(r);
  }
  put_str(r, c->id);
  put_int(r, identity->source_id);
  put_int(r, identity->lexicon_id);
  put_int(r, c->ordinal);
  put_int(r, identity->fingerprint);
  put_cstr(r, identity->first_seen);
  put_cstr(r, identity->last_changed);
  put_cstr(r, identity->retracted_since);
  put_str(r, c->doi);
  put_str(r, c->pmcid);
  put_str(r, c->journal);
  put_str(r, c->issn);
  put_str(r, c->date);
  put_int(r, c->retracted);
  put_int(r, c->is_book);
  put_str(r, c->vernacular_title);
  put_str(r, r->writer->no_text ? (reap_str){0} : c->text);
  uint32_t title_end = c->plain_text ? 0 : c->title.end;
  bool newline = title_end < c->text.len && c->text.ptr[title_end] == '\n' && !c->plain_text;
  put_int(r, reap_code_point_at(&r->map, title_end));
  put_int(r, reap_code_point_at(&r->map, title_end + newline));
  add_design(r);
  add(r);
}

static void add_strings(rows *r, int table, const reap_text_row *all, reap_range range) {
  for (uint32_t i = 0; i < range.count; i++) {
    begin_numbered(r, table, i);
    put_str(r, all[range.first + i].text);
    add(r);
  }
}

static void add_bibliography(rows *r) {
  EACH(r, authors, i, reap_author, author) {
    begin_numbered(r, AUTHORS, i);
    put_str(r, author->last);
    put_str(r, author->initials);
    put_str(r, author->collective);
    add(r);
  }
  add_strings(r, LANGUAGES, r->batch->languages.at, r->citation->languages);
  add_strings(r, PUBLICATION_TYPES, r->batch->publication_types.at, r->citation->publication_types);
  add_strings(r, KEYWORDS, r->batch->keywords.at, r->citation->keywords);
  EACH(r, mesh, i, reap_mesh, heading) {
    begin_numbered(r, MESH, i);
    put_str(r, heading->ui);
    put_str(r, heading->name);
    put_int(r, heading->major);
    add(r);
  }
  EACH(r, links, i, reap_link, link) {
    begin_numbered(r, LINKS, i);
    put_str(r, link->type);
    if (link->pmid) put_int(r, link->pmid);
    add(r);
  }
  EACH(r, accessions, i, reap_accession, accession) {
    begin_numbered(r, ACCESSIONS, i);
    put_str(r, accession->bank);
    put_str(r, accession->number);
    add(r);
  }
  EACH(r, other_texts, i, reap_other_text, other) {
    begin_numbered(r, OTHER_ABSTRACTS, i);
    put_str(r, other->type);
    put_str(r, other->language);
    put_str(r, other->text);
    add(r);
  }
}

static void add_sections(rows *r) {
  uint32_t number = 0;
  EACH(r, sections, i, reap_section, section) {
    if (section->kind == REAP_SECTION_TITLE || r->citation->plain_text) continue;
    begin_numbered(r, SECTIONS, number++);
    put_str(r, section->label);
    put_str(r, section->category);
    put_place(r, section->span);
    add(r);
  }
}

static void add_markups(rows *r) {
  EACH(r, markups, i, reap_markup, markup) {
    begin_numbered(r, MARKUPS, i);
    put_int(r, markup->kind == REAP_MARKUP_SUB);
    put_place(r, markup->span);
    add(r);
  }
}

static void add_mention(rows *r, uint32_t number, const reap_mention *mention) {
  static const char *const via[] = {"lexicon", "abbreviation", "pattern", "tagger"};
  begin_numbered(r, MENTIONS, number);
  put_cstr(r, reap_type_name(mention->type));
  put_place(r, mention->span);
  put_slice(r, mention->span);
  put_str(r, mention->id);
  put_str(r, mention->name);
  put_cstr(r, mention->via < sizeof via / sizeof *via ? via[mention->via] : NULL);
  put_int(r, (mention->flags & REAP_MENTION_NEGATED) != 0);
  put_int(r, (mention->flags & REAP_MENTION_HYPOTHETICAL) != 0);
  put_int(r, (mention->flags & REAP_MENTION_AMBIGUOUS) != 0);
  add(r);
}

static void add_names(rows *r) {
  EACH(r, trials, i, reap_trial, trial) {
    begin_numbered(r, TRIALS, i);
    put_str(r, trial->id);
    put_str(r, trial->registry);
    put_int(r, (trial->via & REAP_TRIAL_DATABANK) != 0);
    put_int(r, (trial->via & REAP_TRIAL_TEXT) != 0);
    put_place(r, trial->span);
    add(r);
  }
  EACH(r, abbreviations, i, reap_abbreviation, row) {
    begin_numbered(r, ABBREVIATIONS, i);
    put_slice(r, row->short_form);
    put_slice(r, row->long_form);
    put_place(r, row->short_form);
    put_place(r, row->long_form);
    add(r);
  }
  EACH(r, mentions, i, reap_mention, mention) { add_mention(r, i, mention); }
  EACH(r, phrases, i, reap_mention, phrase) { add_mention(r, r->citation->mentions.count + i, phrase); }
}

static void add_arms(rows *r) {
  EACH(r, arms, i, reap_arm, arm) {
    begin_numbered(r, ARMS, i);
    put_slice(r, arm->label);
    put_place(r, arm->described);
    put_cstr(r, reap_arm_role_name(arm->role));
    put_real(r, arm->n);
    put_quantity(r, arm->n_quantity);
    add(r);
    for (uint32_t k = 0; k < arm->names.count; k++) {
      reap_span name = r->batch->arm_names.at[arm->names.first + k].span;
      begin_numbered(r, ARM_NAMES, i);
      put_int(r, k + 1);
      put_place(r, name);
      put_slice(r, name);
      add(r);
    }
    for (uint32_t k = 0; k < arm->interventions.count; k++) {
      begin_numbered(r, ARM_INTERVENTIONS, i);
      put_int(r, k + 1);
      put_row(r, r->citation->mentions, r->batch->arm_mentions.at[arm->interventions.first + k].mention);
      add(r);
    }
  }
}

static void add_outcomes(rows *r) {
  reap_range mentions = r->citation->mentions;
  EACH(r, outcomes, i, reap_outcome, outcome) {
    begin_numbered(r, OUTCOMES, i);
    put_place(r, outcome->span);
    put_slice(r, outcome->span);
    put_str(r, outcome->concept);
    bool named = outcome->mention >= mentions.first && outcome->mention - mentions.first < mentions.count;
    put_str(r, named ? r->batch->mentions.at[outcome->mention].name : (reap_str){0});
    if (outcome->primary) put_int(r, outcome->primary == 1);
    add(r);
  }
}

static void add_quantity(rows *r, uint32_t i, const reap_quantity *q) {
  uint32_t row = r->citation->quantities.first + i;
  begin_numbered(r, QUANTITIES, i);
  put_place(r, q->span);
  put_slice(r, q->span);
  put_cstr(r, reap_quantity_kind_name(q->kind));
  put_cstr(r, reap_relation_name(q->relation));
  put_real(r, q->value);
  put_slice(r, q->numeral);
  put_real(r, q->low);
  put_slice(r, q->low_numeral);
  put_real(r, q->high);
  put_slice(r, q->high_numeral);
  put_real(r, q->level);
  put_str(r, q->measure);
  put_str(r, q->unit);
  put_real(r, q->count);
  put_real(r, q->of);
  put_real(r, q->df1);
  put_real(r, q->df2);
  put_cstr(r, reap_quantity_role_name(q->role));
  put_cstr(r, reap_trial_stage_name(q->stage));
  put_str(r, q->people);
  bool attributed = row < r->batch->attributions.count;
  put_arm(r, attributed ? r->batch->attributions.at[row].arm : REAP_NONE);
  put_row(r, r->citation->outcomes, attributed ? r->batch->attributions.at[row].outcome : REAP_NONE);
  put_quantity(r, q->about);
  put_int(r, q->flags);
  put_cstr(r, q->rule);
  add(r);
}

static void add_data(rows *r, uint32_t finding, reap_range range) {
  for (uint32_t i = 0; i < range.count; i++) {
    const reap_datum *datum = &r->batch->data.at[range.first + i];
    begin_numbered(r, DATA, finding);
    put_int(r, i + 1);
    put_arm(r, datum->arm);
    put_quantity(r, datum->quantity);
    put_cstr(r, reap_quantity_kind_name(datum->kind));
    put_cstr(r, reap_relation_name(datum->relation));
    put_real(r, datum->value);
    put_real(r, datum->sd);
    put_real(r, datum->se);
    put_real(r, datum->low);
    put_real(r, datum->high);
    put_real(r, datum->count);
    put_real(r, datum->of);
    put_str(r, datum->unit);
    put_int(r, datum->derived);
    add(r);
  }
}

/* The names of the bits, joined; in a buffer that lives until the row is added. */
static void put_missing(rows *r, uint8_t missing, char *text, size_t capacity) {
  size_t length = 0;
  for (unsigned bit = 0; bit < 8; bit++)
    if (missing >> bit & 1 && reap_missing_name(bit) && length < capacity)
      length += (size_t)snprintf(text + length, capacity - length, "%s%s", length ? "; " : "", reap_missing_name(bit));
  put_str(r, (reap_str){text, (uint32_t)(length < capacity ? length : capacity - 1)});
}

static void add_finding(rows *r, uint32_t i, const reap_finding *finding) {
  char missing[128];
  begin_numbered(r, FINDINGS, i);
  put_row(r, r->citation->outcomes, finding->outcome);
  put_arm(r, finding->arm);
  put_arm(r, finding->comparator);
  put_quantity(r, finding->timepoint);
  put_slice(r, finding->subgroup);
  put_quantity(r, finding->effect);
  put_quantity(r, finding->interval);
  put_quantity(r, finding->p);
  put_cstr(r, reap_direction_name(finding->direction));
  if (finding->significant >= 0)
    put_int(r, finding->significant);
  else
    put_null(r);
  if (finding->noninferior >= 0)
    put_int(r, finding->noninferior);
  else
    put_null(r);
  put_place(r, finding->span);
  put_missing(r, finding->missing, missing, sizeof missing);
  put_real(r, round((double)finding->confidence * 1e4) / 1e4);
  put_cstr(r, finding->rule);
  add(r);
  add_data(r, i, finding->data);
}

static void add_evidence(rows *r) {
  add_arms(r);
  add_outcomes(r);
  EACH(r, quantities, i, reap_quantity, quantity) add_quantity(r, i, quantity);
  EACH(r, findings, i, reap_finding, finding) add_finding(r, i, finding);
  EACH(r, checks, i, reap_check, check) {
    begin_numbered(r, CHECKS, i);
    put_cstr(r, check->rule);
    put_row(r, r->citation->findings, check->finding);
    put_int(r, check->ok);
    put_str(r, check->message);
    add(r);
  }
}

reap_status reap_rows_insert(reap_row_writer *writer, const reap_batch *batch, const reap_citation *citation,
                             const reap_row_identity *identity, reap_error *error) {
  rows r = {.writer = writer, .batch = batch, .citation = citation, .citation_id = identity->citation_id};
  reap_code_points_set(&r.map, citation->text);
  add_citation(&r, identity);
  if (!r.failed) add_bibliography(&r);
  if (!r.failed) add_sections(&r);
  if (!r.failed && !writer->no_text) add_markups(&r);
  if (!r.failed) add_names(&r);
  if (!r.failed) add_evidence(&r);
  return r.failed ? reap_store_fail(writer->db, "write to", error) : REAP_OK;
}

reap_status reap_rows_open(reap_row_writer *writer, sqlite3 *db, bool no_text, reap_error *error) {
  *writer = (reap_row_writer){.db = db, .no_text = no_text};
  for (int i = 0; i < TABLES; i++) {
    char sql[512];
    int length = snprintf(sql, sizeof sql, "INSERT INTO %s%s VALUES (?", tables[i].table, tables[i].columns);
    for (int k = 1; k < tables[i].values; k++) length += snprintf(sql + length, sizeof sql - (size_t)length, ",?");
    snprintf(sql + length, sizeof sql - (size_t)length, ")");
    if (sqlite3_prepare_v3(db, sql, -1, SQLITE_PREPARE_PERSISTENT, &writer->insert[i], NULL) != SQLITE_OK)
      return reap_store_fail(db, "prepare", error);
  }
  return REAP_OK;
}

void reap_rows_close(reap_row_writer *writer) {
  for (int i = 0; i < TABLES; i++) sqlite3_finalize(writer->insert[i]);
}
