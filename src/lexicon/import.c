/* SPDX-License-Identifier: MIT */
#include "lexicon/import.h"

#include "lexicon/importer.h"
#include "lexicon/tsv.h"

static uint64_t key_of(reap_importer *import, reap_str name) {
  reap_vec_reset(&import->tokens);
  reap_tokenize(import->tokenizer, name, (reap_span){0, name.len}, &import->tokens);
  uint64_t key = 0;
  for (uint32_t i = 0; i < import->tokens.count; i++) {
    const reap_token *token = &import->tokens.at[i];
    uint64_t part = token->hash ? token->hash : (unsigned char)name.ptr[token->span.beg];
    key = (key ^ part) * 0x9E3779B97F4A7C15u;
    key ^= key >> 31;
  }
  return key;
}

/* ---- vocabularies imported before ---- */

static int by_key(const void *a, const void *b) {
  const reap_import_known *left = a, *right = b;
  if (left->key != right->key) return left->key < right->key ? -1 : 1;
  return reap_import_compare(left->id, right->id);
}

/* The first known name with that key, or REAP_NONE. */
static uint32_t find_known(const reap_importer *import, uint64_t key) {
  uint32_t low = 0, high = import->known.count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (import->known.at[middle].key < key)
      low = middle + 1;
    else
      high = middle;
  }
  return low < import->known.count && import->known.at[low].key == key ? low : REAP_NONE;
}

static bool knows(const reap_importer *import, uint64_t key, reap_str id) {
  for (uint32_t i = find_known(import, key); i < import->known.count && import->known.at[i].key == key; i++)
    if (reap_str_equal(import->known.at[i].id, id)) return true;
  return false;
}

static void take_known(void *context, const reap_import_row *row) {
  reap_importer *import = context;
  *reap_push(&import->known) = (reap_import_known){key_of(import, row->name), reap_arena_copy(&import->arena, row->id)};
}

static reap_status read_known(reap_importer *import, const char *folder, const char *file, reap_error *error) {
  static const reap_lexicon_import_job plain = {.columns = "id=id,name=name,type=-,synonyms=-,xrefs=-,parent=-"};
  reap_str path = reap_arena_printf(&import->arena, "%s/%s", folder, file);
  reap_import_source source = {.take = take_known, .context = import};
  reap_import_vocabulary unused = {0};
  reap_status status = reap_import_source_open(&source, reap_arena_cstr(&import->arena, path), error);
  if (!status) status = reap_import_read_table(&source, &plain, &unused, &import->arena, error);
  reap_import_source_close(&source);
  return status;
}

static reap_status read_known_folders(reap_importer *import, reap_error *error) {
  reap_status status = REAP_OK;
  for (size_t i = 0; i < REAP_IMPORT_KNOWN && import->job->known[i] && !status; i++) {
    status = read_known(import, import->job->known[i], "concepts.tsv", error);
    if (!status) status = read_known(import, import->job->known[i], "names.tsv", error);
  }
  if (import->known.count) qsort(import->known.at, import->known.count, sizeof *import->known.at, by_key);
  return status;
}

/* The known concept that bears the name, or else all those synonyms which are known at all. */
static reap_str known_id(reap_importer *import, const reap_import_row *row) {
  uint32_t known = find_known(import, key_of(import, row->name));
  if (known != REAP_NONE) return import->known.at[known].id;
  reap_str found = {"", 0};
  for (uint32_t i = 0; i < row->synonyms.count; i++) {
    known = find_known(import, key_of(import, row->synonyms.at[i]));
    if (known == REAP_NONE) continue;
    if (found.len && !reap_str_equal(found, import->known.at[known].id)) return (reap_str){"", 0};
    found = import->known.at[known].id;
  }
  return found;
}

/* ---- rows ---- */

/* How the row told of a name. */
typedef enum { PREFERRED, SYNONYM, ACRONYM, WAITING } name_kind;

static void take_name(reap_importer *import, reap_str id, reap_str raw, name_kind kind) {
  reap_str text;
  bool preferred = kind == PREFERRED;
  reap_import_match match =
      reap_import_clean_name(&import->arena, raw, import->vocabulary.inverted && !preferred, preferred, &text);
  uint64_t key = key_of(import, text);
  if (match == REAP_IMPORT_DROP)
    import->dropped++;
  else if (!knows(import, key, id))
    *reap_push(&import->names) = (reap_import_name){.id = id,
                                                    .text = reap_arena_copy(&import->arena, text),
                                                    .key = key,
                                                    .order = import->names.count,
                                                    .match = (uint8_t)(kind == ACRONYM ? REAP_IMPORT_CASE : match),
                                                    .preferred = preferred,
                                                    .waiting = kind == WAITING};
}

/* The row's id with the prefix of the vocabulary: "D012345" is "MESH:D012345". */
static reap_str own_id(reap_importer *import, reap_str id) {
  const char *prefix = import->prefix;
  if (reap_str_begins_nocase(id, prefix)) return reap_arena_copy(&import->arena, id);
  return reap_arena_printf(&import->arena, "%s%.*s", prefix, (int)id.len, id.ptr);
}

static reap_str preferred_xref(const reap_importer *import, const reap_import_row *row) {
  const char *preferred = import->vocabulary.preferred;
  for (uint32_t i = 0; preferred && i < row->xrefs.count; i++)
    if (reap_str_begins_nocase(row->xrefs.at[i], preferred)) return row->xrefs.at[i];
  return (reap_str){"", 0};
}

/* References to vocabularies that lexicons here have ids of, and to the source's own numbers. Several references to one
 * vocabulary are vague: they would unite what they name. */
static reap_str kept_xrefs(reap_importer *import, const reap_import_row *row, reap_str own, reap_str id) {
  static const char *const kept[] = {"DRUGBANK:", "CHEBI:", "DOID:", "MONDO:", "RXNORM:"};
  reap_str joined = reap_str_equal(own, id) ? (reap_str){"", 0} : own;
  for (uint32_t i = 0; i < row->xrefs.count; i++) {
    bool keep = false, alone = true;
    for (size_t k = 0; k < sizeof kept / sizeof *kept; k++) keep |= reap_str_begins_nocase(row->xrefs.at[i], kept[k]);
    bool alias = *import->prefix && reap_str_begins_nocase(row->xrefs.at[i], import->prefix);
    const char *colon = memchr(row->xrefs.at[i].ptr, ':', row->xrefs.at[i].len);
    reap_str prefix = {row->xrefs.at[i].ptr, colon ? (uint32_t)(colon - row->xrefs.at[i].ptr) : 0};
    for (uint32_t k = 0; k < row->xrefs.count && k < 64; k++)
      alone &= k == i || !reap_str_starts_nocase(row->xrefs.at[k], prefix);
    if (!alias && !(keep && alone)) continue;
    if (reap_str_equal(row->xrefs.at[i], id)) continue;
    joined = reap_arena_printf(&import->arena, "%.*s%s%.*s", (int)joined.len, joined.ptr, joined.len ? "|" : "",
                               (int)row->xrefs.at[i].len, row->xrefs.at[i].ptr);
  }
  return joined;
}

static int type_of(const reap_importer *import, const reap_import_row *row) {
  if (import->type >= 0) return import->type;
  if (row->type >= 0) return row->type;
  return import->vocabulary.type_of ? import->vocabulary.type_of(row) : import->vocabulary.type;
}

static void take_concept(reap_importer *import, const reap_import_row *row, reap_str own) {
  int type = type_of(import, row);
  if (type < 0 || reap_type_is_cue((uint8_t)type)) return;
  reap_str id = reap_arena_copy(&import->arena, preferred_xref(import, row));
  if (!id.len) id = known_id(import, row);
  if (!id.len) id = own;
  reap_str name = reap_arena_copy(&import->arena, row->name), tree;
  *reap_push(&import->concepts) = (reap_import_concept){.id = id,
                                                        .name = name,
                                                        .xrefs = kept_xrefs(import, row, own, id),
                                                        .parents = {"", 0},
                                                        .order = import->concepts.count,
                                                        .type = (uint8_t)type};
  *reap_push(&import->finals) = (reap_import_pair){own, id};
  for (uint32_t at = 0; reap_import_next_value(row->trees, REAP_STR("|"), &at, &tree);)
    *reap_push(&import->trees) = (reap_import_pair){reap_arena_copy(&import->arena, tree), own};
  take_name(import, id, name, PREFERRED);
  if (import->vocabulary.inverted) take_name(import, id, name, SYNONYM);
  for (uint32_t i = 0; i < row->synonyms.count; i++) take_name(import, id, row->synonyms.at[i], SYNONYM);
  for (uint32_t i = 0; i < row->acronyms.count; i++) take_name(import, id, row->acronyms.at[i], ACRONYM);
}

/* Further names wait under the source's own id until all concepts are known. */
static void take_row(void *context, const reap_import_row *row) {
  reap_importer *import = context;
  reap_str own = own_id(import, row->id);
  if (row->name.len)
    take_concept(import, row, own);
  else
    for (uint32_t i = 0; i < row->synonyms.count; i++) take_name(import, own, row->synonyms.at[i], WAITING);
  for (uint32_t i = 0; i < row->parents.count; i++)
    *reap_push(&import->parents) = (reap_import_pair){own, own_id(import, row->parents.at[i])};
}

/* ---- settling ---- */

static int by_concept(const void *a, const void *b) {
  const reap_import_concept *left = a, *right = b;
  int order = reap_import_compare(left->id, right->id);
  return order ? order : (left->order > right->order) - (left->order < right->order);
}

static int by_concept_and_key(const void *a, const void *b) {
  const reap_import_name *left = a, *right = b;
  int order = reap_import_compare(left->id, right->id);
  if (order) return order;
  if (left->key != right->key) return left->key < right->key ? -1 : 1;
  return (left->order > right->order) - (left->order < right->order);
}

static int by_concept_and_text(const void *a, const void *b) {
  const reap_import_name *left = a, *right = b;
  int order = reap_import_compare(left->id, right->id);
  return order ? order : reap_import_compare(left->text, right->text);
}

/* One name a folded spelling of a concept. */
static void unite_names(reap_importer *import) {
  qsort(import->names.at, import->names.count, sizeof *import->names.at, by_concept_and_key);
  uint32_t kept = 0;
  for (uint32_t i = 0; i < import->names.count; i++) {
    const reap_import_name *name = &import->names.at[i], *last = kept ? &import->names.at[kept - 1] : NULL;
    if (last && last->key == name->key && reap_str_equal(last->id, name->id)) continue;
    import->names.at[kept++] = *name;
  }
  import->names.count = kept;
  qsort(import->names.at, import->names.count, sizeof *import->names.at, by_concept_and_text);
}

/* One row a concept; names that match nothing new are gone, and concepts left without. */
static void settle(reap_importer *import) {
  if (!import->names.count || !import->concepts.count) {
    import->concepts.count = import->names.count = 0;
    return;
  }
  qsort(import->concepts.at, import->concepts.count, sizeof *import->concepts.at, by_concept);
  reap_import_finish_names(import);
  unite_names(import);
  uint32_t concepts = 0, names = 0;
  for (uint32_t i = 0, name = 0; i < import->concepts.count; i++) {
    reap_import_concept concept = import->concepts.at[i];
    if (concepts && reap_str_equal(import->concepts.at[concepts - 1].id, concept.id)) continue;
    while (name < import->names.count && reap_import_compare(import->names.at[name].id, concept.id) < 0) name++;
    bool named = false;
    for (; name < import->names.count && reap_str_equal(import->names.at[name].id, concept.id); name++) {
      import->names.at[names++] = import->names.at[name];
      named = true;
    }
    if (named) import->concepts.at[concepts++] = concept;
  }
  import->concepts.count = concepts;
  import->names.count = names;
  reap_import_link_parents(import);
}

/* ---- the job ---- */

static reap_status no_format(const char *path, const char *name, reap_error *error) {
  reap_status status = REAP_EUSAGE;
  if (name)
    reap_fail(error, status,
              "there is no import format \"%s\": say mesh, mesh_supplementary, obo, rxnorm, drugbank or "
              "table",
              name);
  else
    status = reap_fail(error, REAP_EINPUT,
                       "the file is in none of the formats that can be imported: see 'reap help "
                       "lexicon'");
  if (!name) reap_error_set_source(error, path);
  return status;
}

/* The first id of an ontology or a table tells which one it is. */
static reap_str first_id(reap_str head) {
  static const char mark[] = "\nid: ";
  uint32_t at = reap_str_find_nocase(head, mark), length = sizeof mark - 1;
  if (at == REAP_NONE) return reap_import_table_first_id(head);
  return (reap_str){head.ptr + at + length, head.len - at - length};
}

/* What the first file is decides for the vocabulary. */
static reap_status describe(reap_importer *import, const reap_import_format *format, reap_str head, reap_error *error) {
  const reap_lexicon_import_job *job = import->job;
  reap_import_vocabulary *known = &import->vocabulary;
  *known = reap_import_vocabulary_find(format->name, first_id(head));
  known->name = format->name;
  import->type = job->type ? reap_type_from_name(reap_str_of(job->type)) : -1;
  if (job->type && (import->type < 0 || reap_type_is_cue((uint8_t)import->type)))
    return reap_fail(error, REAP_EUSAGE,
                     "there is no type \"%s\": say condition, intervention, outcome, population or other", job->type);
  bool told = known->type_of || known->type >= 0 || job->type || reap_import_table_has(head, "type") ||
              (job->columns && strstr(job->columns, "type="));
  if (!told)
    return reap_fail(error, REAP_EUSAGE,
                     "nothing is known about this vocabulary: say with --type what it holds (condition, intervention, "
                     "outcome, population or other)");
  import->prefix = job->prefix ? job->prefix : known->prefix;
  return REAP_OK;
}

/* What the user says of the vocabulary goes before what is known of it and what its files say. */
static void override(reap_importer *import) {
  const reap_lexicon_import_job *job = import->job;
  reap_import_vocabulary *known = &import->vocabulary;
  if (job->title) known->title = job->title;
  if (job->version) known->version = job->version;
  if (job->licence) known->licence = job->licence;
}

static reap_status read_source(reap_importer *import, const char *path, bool first, reap_lexicon_import_counts *counts,
                               reap_error *error) {
  const reap_lexicon_import_job *job = import->job;
  reap_import_source source = {
      .report = job->report, .report_context = job->context, .take = take_row, .context = import};
  reap_status status = reap_import_source_open(&source, path, error);
  if (!status) {
    reap_str head = reap_import_source_head(&source);
    const reap_import_format *format = reap_import_format_find(job->format, head);
    if (!format) status = no_format(path, job->format, error);
    if (format && first) status = describe(import, format, head, error);
    if (format && first) counts->format = format->name;
    if (format && !first) { /* descriptors and supplementary concepts may go into one vocabulary */
      reap_import_vocabulary other = reap_import_vocabulary_find(format->name, first_id(head));
      import->vocabulary.type_of = other.type_of;
      import->vocabulary.type = other.type;
    }
    uint32_t before = import->concepts.count;
    reap_error cut;
    if (format && !status) {
      status = format->read(&source, job, &import->vocabulary, &import->arena, &cut);
      if (status && error) *error = cut;
    }
    if (status == REAP_EINPUT && import->concepts.count > before) { /* what came before a damage is good */
      reap_import_source_fault(&source, cut.line, "%s: what follows was not read", cut.message);
      status = REAP_OK;
    }
  }
  counts->bad_rows += source.bad_rows;
  reap_import_source_close(&source);
  return status;
}

static reap_status import_all(reap_importer *import, reap_lexicon_import_counts *counts, reap_error *error) {
  const reap_lexicon_import_job *job = import->job;
  reap_status status = reap_tokenizer_open(&import->tokenizer, error);
  if (!status) status = read_known_folders(import, error);
  for (size_t i = 0; i < REAP_IMPORT_SOURCES && job->sources[i] && !status; i++)
    status = read_source(import, job->sources[i], i == 0, counts, error);
  if (status) return status;
  override(import);
  settle(import);
  counts->concepts = import->concepts.count;
  counts->names = import->names.count;
  counts->dropped = import->dropped;
  if (import->concepts.count) return reap_import_write(import, error);
  reap_fail(error, REAP_EINPUT, "no concept of use was found: nothing is written");
  reap_error_set_source(error, job->sources[0]);
  return REAP_EINPUT;
}

reap_status reap_lexicon_import(const reap_lexicon_import_job *job, reap_lexicon_import_counts *counts,
                                reap_error *error) {
  reap_importer import = {.job = job};
  reap_lexicon_import_counts unused, *told = counts ? counts : &unused;
  *told = (reap_lexicon_import_counts){0};
  reap_status status = import_all(&import, told, error);
  reap_tokenizer_close(import.tokenizer);
  reap_vec_free(&import.tokens);
  reap_vec_free(&import.concepts);
  reap_vec_free(&import.names);
  reap_vec_free(&import.known);
  reap_vec_free(&import.finals);
  reap_vec_free(&import.parents);
  reap_vec_free(&import.trees);
  reap_arena_free(&import.arena);
  return status;
}
