/* SPDX-License-Identifier: MIT */
/* RxNorm's RRF files: cells ended by |, no header, one name (RXNCONSO) or one relation (RXNREL) a line. */
#include "lexicon/import_format.h"

enum { CONSO_CELLS = 18, RELATION_CELLS = 16, MAX_CELLS = CONSO_CELLS };

/* Columns of RXNCONSO.RRF and RXNREL.RRF, from 0. */
enum { RXCUI = 0, LANGUAGE = 1, SOURCE = 11, TERM_TYPE = 12, STRING = 14, SUPPRESS = 16 };
enum { FIRST = 0, SECOND = 4, RELATION = 7, RELATION_SOURCE = 10 };

/* Names of substances and brands; the others are doses and packages ("aspirin 81 MG Oral Tablet"). */
static const struct {
  const char *type;
  bool preferred;
} term_types[] = {{"IN", true}, {"PIN", true}, {"MIN", true}, {"BN", true}, {"SY", false}, {"TMSY", false}};

/* What the second concept of a relation is to the first: a row tells that one is a kind of the other. */
static const struct {
  const char *relation;
  bool second_is_child;
} relations[] = {{"tradename_of", true}, {"has_tradename", false}, {"form_of", true}, {"has_form", false}};

static uint32_t cut(reap_str line, reap_str *cells) {
  uint32_t count = 0;
  for (uint32_t beg = 0, i = 0; i <= line.len; i++) {
    if (i < line.len ? line.ptr[i] != '|' : beg == i) continue;
    if (count < MAX_CELLS) cells[count] = (reap_str){line.ptr + beg, i - beg};
    count++;
    beg = i + 1;
  }
  return count;
}

static bool is_other_language(const reap_lexicon_import_job *job, reap_str language) {
  const char *wanted = job->language ? job->language : "ENG";
  return !reap_str_begins_nocase(language, wanted);
}

static void take_name(reap_import_source *source, const reap_lexicon_import_job *job, const reap_str *cells,
                      reap_import_row *row) {
  bool suppressed = cells[SUPPRESS].len && *cells[SUPPRESS].ptr != 'N';
  if (suppressed || !reap_str_equal(cells[SOURCE], REAP_STR("RXNORM")) || is_other_language(job, cells[LANGUAGE]))
    return;
  for (size_t i = 0; i < sizeof term_types / sizeof *term_types; i++) {
    if (!reap_str_equal(cells[TERM_TYPE], reap_str_of(term_types[i].type))) continue;
    reap_import_row_reset(row);
    row->id = cells[RXCUI];
    if (term_types[i].preferred)
      row->name = cells[STRING];
    else
      *reap_push(&row->synonyms) = cells[STRING];
    source->take(source->context, row);
  }
}

static void take_relation(reap_import_source *source, const reap_str *cells, reap_import_row *row) {
  if (!reap_str_equal(cells[RELATION_SOURCE], REAP_STR("RXNORM"))) return;
  if (!cells[FIRST].len || !cells[SECOND].len) return; /* a relation of atoms, not of concepts */
  for (size_t i = 0; i < sizeof relations / sizeof *relations; i++) {
    if (!reap_str_equal(cells[RELATION], reap_str_of(relations[i].relation))) continue;
    reap_import_row_reset(row);
    row->id = cells[relations[i].second_is_child ? SECOND : FIRST];
    *reap_push(&row->parents) = cells[relations[i].second_is_child ? FIRST : SECOND];
    source->take(source->context, row);
  }
}

static reap_status read_rxnorm(reap_import_source *source, const reap_lexicon_import_job *job,
                               reap_import_vocabulary *known, reap_arena *arena, reap_error *error) {
  (void)known;
  (void)arena;
  reap_import_row row = {0};
  reap_str line, cells[MAX_CELLS];
  reap_status status;
  while (!(status = reap_import_source_line(source, &line, error))) {
    if (!line.len) continue;
    uint32_t count = cut(line, cells);
    if (count == CONSO_CELLS && cells[RXCUI].len && cells[STRING].len)
      take_name(source, job, cells, &row);
    else if (count == RELATION_CELLS)
      take_relation(source, cells, &row);
    else
      reap_import_source_fault(source, 0, "%s: the row is left out",
                               count == CONSO_CELLS ? "RXCUI or STR is empty"
                                                    : "neither the 18 cells of RXNCONSO nor the 16 of RXNREL");
  }
  reap_import_row_free(&row);
  return status == REAP_END ? REAP_OK : status;
}

static bool is_rxnorm(reap_str head) {
  const char *end = memchr(head.ptr, '\n', head.len);
  reap_str cells[MAX_CELLS], line = {head.ptr, end ? (uint32_t)(end - head.ptr) : head.len};
  uint32_t count = cut(line, cells);
  return count == CONSO_CELLS || count == RELATION_CELLS;
}

const reap_import_format reap_import_rxnorm = {"rxnorm", is_rxnorm, read_rxnorm};
