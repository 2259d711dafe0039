/* SPDX-License-Identifier: MIT */
/* Parses a text in memory and writes what came out, one line a citation or fault, for comparison in tests. */
#ifndef REAP_TEST_PARSE_DUMP_H
#define REAP_TEST_PARSE_DUMP_H

#include "3_parse/parse.h"
#include "memory_source.h"

static void dump_str(reap_buf *out, const char *name, reap_str value) {
  if (value.len) reap_buf_printf(out, " %s=%.*s", name, (int)value.len, value.ptr);
}

static inline void dump_rows(reap_buf *out, const reap_batch *b, const reap_citation *c) {
  for (uint32_t i = 0; i < c->authors.count; i++) {
    const reap_author *a = &b->authors.at[c->authors.first + i];
    reap_buf_printf(out, " author=%.*s,%.*s%.*s", (int)a->last.len, a->last.ptr, (int)a->initials.len, a->initials.ptr,
                    (int)a->collective.len, a->collective.ptr);
  }
#define TEXTS(column, name)                                                                                            \
  for (uint32_t i = 0; i < c->column.count; i++) dump_str(out, name, b->column.at[c->column.first + i].text);
  TEXTS(languages, "language")
  TEXTS(publication_types, "type")
  TEXTS(keywords, "keyword")
#undef TEXTS
  for (uint32_t i = 0; i < c->mesh.count; i++) {
    const reap_mesh *m = &b->mesh.at[c->mesh.first + i];
    reap_buf_printf(out, " mesh=%.*s:%.*s%s", (int)m->ui.len, m->ui.ptr, (int)m->name.len, m->name.ptr,
                    m->major ? "*" : "");
  }
  for (uint32_t i = 0; i < c->links.count; i++) {
    const reap_link *l = &b->links.at[c->links.first + i];
    reap_buf_printf(out, " link=%.*s:%u", (int)l->type.len, l->type.ptr, l->pmid);
  }
  for (uint32_t i = 0; i < c->accessions.count; i++) {
    const reap_accession *a = &b->accessions.at[c->accessions.first + i];
    reap_buf_printf(out, " accession=%.*s:%.*s", (int)a->bank.len, a->bank.ptr, (int)a->number.len, a->number.ptr);
  }
  for (uint32_t i = 0; i < c->other_texts.count; i++) {
    const reap_other_text *o = &b->other_texts.at[c->other_texts.first + i];
    reap_buf_printf(out, " other=%.*s/%.*s/%.*s", (int)o->type.len, o->type.ptr, (int)o->language.len, o->language.ptr,
                    (int)o->text.len, o->text.ptr);
  }
}

static inline void dump_text(reap_buf *out, const reap_batch *b, const reap_citation *c) {
  static const char *const kinds[] = {"?",       "title",   "background",  "objective",
                                      "methods", "results", "conclusions", "registration"};
  for (uint32_t i = 0; i < c->sections.count; i++) {
    const reap_section *s = &b->sections.at[c->sections.first + i];
    reap_str text = reap_text_at(c, s->span);
    reap_buf_printf(out, " [%s", kinds[s->kind]);
    if (s->label.len || s->category.len)
      reap_buf_printf(out, " %.*s/%.*s", (int)s->label.len, s->label.ptr, (int)s->category.len, s->category.ptr);
    reap_buf_printf(out, "]%.*s", (int)text.len, text.ptr);
  }
  for (uint32_t i = 0; i < c->markups.count; i++) {
    const reap_markup *m = &b->markups.at[c->markups.first + i];
    reap_str text = reap_text_at(c, m->span);
    reap_buf_printf(out, " %s(%.*s)", m->kind == REAP_MARKUP_SUP ? "sup" : "sub", (int)text.len, text.ptr);
  }
}

static inline void dump_citation(reap_buf *out, const reap_batch *b, const reap_citation *c) {
  reap_buf_printf(out, "%u.%u", c->pmid, c->version);
  if (c->op == REAP_OP_DELETE) reap_buf_puts(out, " delete");
  if (c->retracted) reap_buf_puts(out, " retracted");
  if (c->is_book) reap_buf_puts(out, " book");
  if (c->plain_text) reap_buf_puts(out, " plain");
  dump_str(out, "id", c->id);
  dump_str(out, "doi", c->doi);
  dump_str(out, "pmcid", c->pmcid);
  dump_str(out, "journal", c->journal);
  dump_str(out, "issn", c->issn);
  dump_str(out, "date", c->date);
  dump_str(out, "vernacular", c->vernacular_title);
  dump_rows(out, b, c);
  dump_text(out, b, c);
  reap_buf_addc(out, '\n');
}

static inline void dump_error(reap_buf *out, const char *what, const reap_error *error) {
  reap_buf_printf(out, "%s line %u", what, (unsigned)error->line);
  if (error->has_byte) reap_buf_printf(out, " byte %u", (unsigned)error->byte);
  if (error->pmid) reap_buf_printf(out, " pmid %u", error->pmid);
  reap_buf_printf(out, ": %s\n", error->message);
}

static inline void dump_fault(void *context, const reap_error *fault) { dump_error(context, "fault", fault); }

/* Everything that `bytes` (taken over) gives, batches of at most `limit` citations. Terminated. */
static inline void dump_source(reap_buf *out, reap_bytes *bytes, uint32_t limit) {
  reap_parser *parser = NULL;
  reap_error error = {0};
  reap_batch batch = {0};
  const reap_batch_limits limits = {.citations = limit};
  reap_status status = reap_parser_open(&parser, bytes, "in", REAP_FROM_AUTO, dump_fault, out, &error);
  while (status == REAP_OK && (status = reap_parser_next(parser, &batch, &limits, &error)) == REAP_OK) {
    for (uint32_t i = 0; i < batch.citations.count; i++) dump_citation(out, &batch, &batch.citations.at[i]);
    if (batch.citations.count > limit) reap_buf_puts(out, "TOO MANY\n");
    reap_batch_reset(&batch);
  }
  if (status != REAP_END) dump_error(out, "end", &error);
  reap_parser_close(parser);
  reap_batch_free(&batch);
  reap_buf_addc(out, 0);
  out->len--;
}

static inline void dump_text_of(reap_buf *out, const char *text, size_t count, size_t piece, uint32_t limit) {
  dump_source(out, memory_open(text, count, piece, REAP_END), limit);
}

#endif
