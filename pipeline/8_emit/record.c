/* SPDX-License-Identifier: MIT */
#include "8_emit/record.h"

/* Opens the list `key` of the citation's rows of `column`, if it has any, and walks them as `row`. */
#define EACH(r, column, type, row)                                                                                     \
  for (const type *row = (r)->batch->column.at + (r)->citation->column.first, *const end_##row =                       \
                                                                                  row + (r)->citation->column.count;   \
       row < end_##row; row++)

reap_str reap_record_source_name(reap_str path) {
  for (uint32_t i = path.len; i > 0; i--)
    if (path.ptr[i - 1] == '/') return (reap_str){path.ptr + i, path.len - i};
  return path;
}

static void put_source(reap_record *r) {
  open_object(r, "source");
  put_str(r, "file", reap_record_source_name(r->citation->source));
  put_uint(r, "ordinal", r->citation->ordinal);
  reap_json_close(r->w, '}');
}

static void put_identity(reap_record *r) {
  const reap_citation *citation = r->citation;
  if (citation->pmid) {
    put_uint(r, "pmid", citation->pmid);
    put_uint(r, "version", citation->version ? citation->version : 1);
  }
  put_cstr(r, "op", citation->op == REAP_OP_DELETE ? "delete" : "put");
  put_str(r, "id", citation->id);
  put_source(r);
}

static void put_authors(reap_record *r) {
  if (!r->citation->authors.count) return;
  open_list(r, "authors");
  EACH(r, authors, reap_author, author) {
    reap_json_open(r->w, '{');
    put_str(r, "last", author->last);
    put_str(r, "initials", author->initials);
    put_str(r, "collective", author->collective);
    reap_json_close(r->w, '}');
  }
  reap_json_close(r->w, ']');
}

static void put_strings(reap_record *r, const char *key, const reap_text_row *rows, reap_range range) {
  if (!range.count) return;
  open_list(r, key);
  for (uint32_t i = 0; i < range.count; i++) reap_json_str(r->w, rows[range.first + i].text);
  reap_json_close(r->w, ']');
}

/* A string for the one language that nearly all citations have, a list for several. */
static void put_language(reap_record *r) {
  reap_range range = r->citation->languages;
  const reap_text_row *rows = r->batch->languages.at;
  if (range.count == 1)
    put_str(r, "language", rows[range.first].text);
  else
    put_strings(r, "language", rows, range);
}

static void put_mesh(reap_record *r) {
  if (!r->citation->mesh.count) return;
  open_list(r, "mesh");
  EACH(r, mesh, reap_mesh, heading) {
    reap_json_open(r->w, '{');
    put_str(r, "ui", heading->ui);
    put_str(r, "name", heading->name);
    put_bool(r, "major", heading->major);
    reap_json_close(r->w, '}');
  }
  reap_json_close(r->w, ']');
}

static void put_links(reap_record *r) {
  if (!r->citation->links.count) return;
  open_list(r, "links");
  EACH(r, links, reap_link, link) {
    reap_json_open(r->w, '{');
    put_str(r, "type", link->type);
    if (link->pmid) put_uint(r, "pmid", link->pmid);
    reap_json_close(r->w, '}');
  }
  reap_json_close(r->w, ']');
}

static void put_other_abstracts(reap_record *r) {
  if (!r->citation->other_texts.count) return;
  open_list(r, "other_abstracts");
  EACH(r, other_texts, reap_other_text, other) {
    reap_json_open(r->w, '{');
    put_str(r, "type", other->type);
    put_str(r, "language", other->language);
    put_str(r, "text", other->text);
    reap_json_close(r->w, '}');
  }
  reap_json_close(r->w, ']');
}

static void put_bibliography(reap_record *r) {
  const reap_citation *citation = r->citation;
  put_str(r, "doi", citation->doi);
  put_str(r, "pmcid", citation->pmcid);
  put_authors(r);
  put_str(r, "journal", citation->journal);
  put_str(r, "issn", citation->issn);
  put_str(r, "date", citation->date);
  put_language(r);
  put_strings(r, "publication_types", r->batch->publication_types.at, citation->publication_types);
  put_mesh(r);
  put_strings(r, "keywords", r->batch->keywords.at, citation->keywords);
  put_true(r, "retracted", citation->retracted);
  put_true(r, "book", citation->is_book);
  put_links(r);
  put_str(r, "vernacular_title", citation->vernacular_title);
  put_other_abstracts(r);
}

/* The title is the text before the first section, so it has no row here; plain documents have no sections. */
static void put_sections(reap_record *r) {
  bool open = false;
  if (r->citation->plain_text) return;
  EACH(r, sections, reap_section, section) {
    if (section->kind == REAP_SECTION_TITLE) continue;
    if (!open) open_list(r, "sections");
    open = true;
    reap_json_open(r->w, '{');
    put_str(r, "label", section->label);
    put_str(r, "category", section->category);
    put_place(r, section->span);
    reap_json_close(r->w, '}');
  }
  if (open) reap_json_close(r->w, ']');
}

static void put_said_by(reap_record *r, const char *key, reap_str value, reap_span span) {
  if (!value.len) return;
  open_object(r, key);
  if (reap_span_known(span))
    put_span(r, span);
  else
    put_cstr(r, "field", "publication_types");
  reap_json_close(r->w, '}');
}

static void put_design(reap_record *r) {
  if (!r->citation->designs.count) return;
  const reap_design *design = &r->batch->designs.at[r->citation->designs.first];
  const struct {
    const char *key;
    reap_str value;
    reap_span span;
  } parts[] = {{"type", design->type, design->type_span},
               {"phase", design->phase, design->phase_span},
               {"allocation", design->allocation, design->allocation_span},
               {"masking", design->masking, design->masking_span},
               {"centers", design->centers, design->centers_span}};
  enum { PARTS = sizeof parts / sizeof *parts };
  bool any = false;
  for (int i = 0; i < PARTS; i++) any |= parts[i].value.len > 0;
  reap_range quantities = r->citation->quantities;
  bool counted = design->n_total >= quantities.first && design->n_total - quantities.first < quantities.count;
  if (!any && !counted) return;
  open_object(r, "design");
  for (int i = 0; i < PARTS; i++) put_str(r, parts[i].key, parts[i].value);
  if (counted) {
    put_number(r, "n_total", r->batch->quantities.at[design->n_total].value);
    put_quantity(r, "n_total_quantity", design->n_total);
  }
  if (any) {
    open_object(r, "said_by");
    for (int i = 0; i < PARTS; i++) put_said_by(r, parts[i].key, parts[i].value, parts[i].span);
    reap_json_close(r->w, '}');
  }
  reap_json_close(r->w, '}');
}

static void put_trials(reap_record *r) {
  if (!r->citation->trials.count) return;
  open_list(r, "trials");
  EACH(r, trials, reap_trial, trial) {
    reap_json_open(r->w, '{');
    put_str(r, "id", trial->id);
    put_str(r, "registry", trial->registry);
    open_list(r, "via");
    if (trial->via & REAP_TRIAL_DATABANK) reap_json_cstr(r->w, "databank");
    if (trial->via & REAP_TRIAL_TEXT) reap_json_cstr(r->w, "text");
    reap_json_close(r->w, ']');
    put_span(r, trial->span);
    reap_json_close(r->w, '}');
  }
  reap_json_close(r->w, ']');
}

static void put_abbreviations(reap_record *r) {
  if (!r->citation->abbreviations.count) return;
  open_list(r, "abbreviations");
  EACH(r, abbreviations, reap_abbreviation, row) {
    reap_json_open(r->w, '{');
    put_slice(r, "short", row->short_form);
    put_slice(r, "long", row->long_form);
    put_uint(r, "short_start", reap_code_point_at(&r->map, row->short_form.beg));
    put_uint(r, "short_end", reap_code_point_at(&r->map, row->short_form.end));
    put_uint(r, "long_start", reap_code_point_at(&r->map, row->long_form.beg));
    put_uint(r, "long_end", reap_code_point_at(&r->map, row->long_form.end));
    reap_json_close(r->w, '}');
  }
  reap_json_close(r->w, ']');
}

static void put_mention(reap_record *r, const reap_mention *mention) {
  static const char *const via[] = {"lexicon", "abbreviation", "pattern", "tagger"};
  reap_json_open(r->w, '{');
  put_cstr(r, "type", reap_type_name(mention->type));
  put_span(r, mention->span);
  put_str(r, "concept", mention->id);
  put_str(r, "name", mention->name);
  if (mention->via < sizeof via / sizeof *via) put_cstr(r, "via", via[mention->via]);
  put_true(r, "negated", mention->flags & REAP_MENTION_NEGATED);
  put_true(r, "hypothetical", mention->flags & REAP_MENTION_HYPOTHETICAL);
  put_true(r, "ambiguous", mention->flags & REAP_MENTION_AMBIGUOUS);
  reap_json_close(r->w, '}');
}

/* Names and phrases in one list, in text order. */
static void put_mentions(reap_record *r) {
  const reap_citation *c = r->citation;
  if (!c->mentions.count && !c->phrases.count) return;
  const reap_mention *names = r->batch->mentions.at, *phrases = r->batch->phrases.at;
  uint32_t name = c->mentions.first, names_end = name + c->mentions.count;
  uint32_t phrase = c->phrases.first, phrases_end = phrase + c->phrases.count;
  enum { AHEAD = 4 }; /* a large lexicon lies in no cache: its strings are asked for some mentions before their turn */
  open_list(r, "mentions");
  while (name < names_end || phrase < phrases_end) {
    if (names_end - name > AHEAD) __builtin_prefetch(names[name + AHEAD].name.ptr);
    bool next = phrase == phrases_end || (name < names_end && names[name].span.beg < phrases[phrase].span.beg);
    put_mention(r, next ? &names[name++] : &phrases[phrase++]);
  }
  reap_json_close(r->w, ']');
}

void reap_record_write(const reap_target *target, const reap_batch *batch, const reap_citation *citation,
                       reap_buf *out) {
  reap_json w = reap_json_to(out);
  reap_record r = {.w = &w, .target = target, .batch = batch, .citation = citation};
  reap_json_open(&w, '{');
  put_identity(&r);
  if (citation->op != REAP_OP_DELETE) {
    reap_code_points_set(&r.map, citation->text);
    put_bibliography(&r);
    if (!target->no_text) put_str(&r, "text", citation->text);
    put_sections(&r);
    put_design(&r);
    put_trials(&r);
    put_abbreviations(&r);
    put_mentions(&r);
    reap_record_evidence(&r);
  }
  reap_json_close(&w, '}');
}
