/* SPDX-License-Identifier: MIT */
#include "lexicon/import.h"

#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>

#include "base/buf.h"
#include "base/vec.h"
#include "lexicon/import_format.h"
#include "text/fold.h"

static const long MAX_SOURCE_BYTES = 1L << 30;

/* A concept of the source; those that turn out to have the same id are written as one. */
typedef struct {
  reap_str id, name, xref;
  uint32_t order; /* of its row in the source */
  uint8_t type;
} import_concept;

typedef struct {
  reap_str id, text;
  uint64_t key;   /* of its folded tokens: names with the same key match the same prose */
  uint32_t order; /* of its concept, then of the name in the row */
  uint8_t type, match;
  bool preferred;
} import_name;

/* A name of the vocabulary imported before. */
typedef struct {
  uint64_t key;
  reap_str id;
} known_name;

typedef struct {
  const reap_import_format *format;
  reap_arena arena;
  reap_tokenizer *tokenizer;
  REAP_VEC(reap_token) tokens;
  REAP_VEC(import_concept) concepts;
  REAP_VEC(import_name) names;
  REAP_VEC(known_name) known; /* sorted by key */
  uint32_t dropped, bad_rows;
} importer;

static int compare_str(reap_str a, reap_str b) {
  int order = memcmp(a.ptr, b.ptr, a.len < b.len ? a.len : b.len);
  return order ? order : (a.len > b.len) - (a.len < b.len);
}

static uint64_t key_of(importer *import, reap_str name) {
  reap_vec_reset(&import->tokens);
  reap_tokenize(import->tokenizer, name, (reap_span){0, name.len}, (reap_token_vec *)&import->tokens);
  uint64_t key = 0;
  for (uint32_t i = 0; i < import->tokens.count; i++) {
    const reap_token *token = &import->tokens.at[i];
    uint64_t part = token->hash ? token->hash : (unsigned char)name.ptr[token->span.beg];
    key = (key ^ part) * 0x9E3779B97F4A7C15u;
    key ^= key >> 31;
  }
  return key;
}

static reap_status io_fault(const char *path, const char *what, reap_error *error) {
  reap_fail(error, REAP_EIO, "cannot %s: %s", what, strerror(errno));
  reap_error_set_source(error, path);
  return REAP_EIO;
}

static reap_status read_source(reap_arena *arena, const char *path, reap_str *bytes, reap_error *error) {
  FILE *file = fopen(path, "rb");
  if (!file) return io_fault(path, "open the file", error);
  reap_status status = REAP_OK;
  long size = fseek(file, 0, SEEK_END) ? -1 : ftell(file);
  if (size < 0 || fseek(file, 0, SEEK_SET)) {
    status = io_fault(path, "read the file", error);
  } else if (size > MAX_SOURCE_BYTES) {
    status = reap_fail(error, REAP_ELIMIT, "the table is larger than 1 GiB: import it in parts");
    reap_error_set_source(error, path);
  } else {
    char *memory = reap_arena_alloc(arena, (size_t)size + 1);
    if (fread(memory, 1, (size_t)size, file) != (size_t)size) status = io_fault(path, "read the file", error);
    *bytes = (reap_str){memory, (uint32_t)size};
  }
  fclose(file);
  return status;
}

/* The part of `cell` before the | at or after *at. */
static bool next_value(reap_str cell, uint32_t *at, reap_str *value) {
  if (*at >= cell.len) return false;
  const char *beg = cell.ptr + *at, *end = memchr(beg, '|', cell.len - *at);
  if (!end) end = cell.ptr + cell.len;
  *value = (reap_str){beg, (uint32_t)(end - beg)};
  *at += value->len + 1;
  return true;
}

static int by_key(const void *a, const void *b) {
  const known_name *left = a, *right = b;
  if (left->key != right->key) return left->key < right->key ? -1 : 1;
  return compare_str(left->id, right->id);
}

/* The first known name with that key, or REAP_NONE. */
static uint32_t find_known(const importer *import, uint64_t key) {
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

static bool knows(const importer *import, uint64_t key, reap_str id) {
  for (uint32_t i = find_known(import, key); i < import->known.count && import->known.at[i].key == key; i++)
    if (reap_str_equal(import->known.at[i].id, id)) return true;
  return false;
}

static reap_status read_known(importer *import, const char *folder, const char *file, uint32_t name_column,
                              reap_error *error) {
  static const reap_tsv_column columns[] = {{"id", true}, {"name", true}};
  reap_str bytes = {0}, cells[2], path = reap_arena_printf(&import->arena, "%s/%s", folder, file);
  const char *name = reap_arena_cstr(&import->arena, path);
  reap_tsv tsv;
  reap_status status = read_source(&import->arena, name, &bytes, error);
  if (!status) status = reap_tsv_open(&tsv, name, bytes, columns, 2, error);
  while (!status && !(status = reap_tsv_next(&tsv, cells, error)))
    *reap_push(&import->known) = (known_name){key_of(import, cells[name_column]), cells[0]};
  return status == REAP_END ? REAP_OK : status;
}

static reap_status read_known_folder(importer *import, const char *folder, reap_error *error) {
  reap_status status = read_known(import, folder, "concepts.tsv", 1, error);
  return status ? status : read_known(import, folder, "names.tsv", 1, error);
}

static reap_str preferred_xref(const importer *import, reap_str xrefs) {
  reap_str value;
  for (uint32_t at = 0; import->format->preferred && next_value(xrefs, &at, &value);)
    if (reap_str_begins_nocase(value, import->format->preferred)) return value;
  return (reap_str){"", 0};
}

/* The known concept that bears the name, or else all those synonyms which are known at all. */
static reap_str known_id(importer *import, const reap_str *cells) {
  uint32_t row = find_known(import, key_of(import, cells[REAP_IMPORT_NAME]));
  if (row != REAP_NONE) return import->known.at[row].id;
  reap_str found = {"", 0}, synonym;
  for (uint32_t at = 0; next_value(cells[REAP_IMPORT_SYNONYMS], &at, &synonym);) {
    row = find_known(import, key_of(import, synonym));
    if (row == REAP_NONE) continue;
    if (found.len && !reap_str_equal(found, import->known.at[row].id)) return (reap_str){"", 0};
    found = import->known.at[row].id;
  }
  return found;
}

static void take_name(importer *import, const import_concept *concept, reap_str raw, bool preferred) {
  reap_str text;
  reap_import_match match =
      reap_import_clean_name(&import->arena, raw, import->format->inverted && !preferred, preferred, &text);
  uint64_t key = key_of(import, text);
  if (match == REAP_IMPORT_DROP)
    import->dropped++;
  else if (!knows(import, key, concept->id))
    *reap_push(&import->names) = (import_name){.id = concept->id,
                                               .text = text,
                                               .key = key,
                                               .order = import->names.count,
                                               .type = concept->type,
                                               .match = (uint8_t)match,
                                               .preferred = preferred};
}

static void take_row(importer *import, const reap_str *cells) {
  int type = import->format->type(cells);
  if (type < 0) return;
  reap_str own = reap_arena_printf(&import->arena, "%s%.*s", import->format->prefix, (int)cells[REAP_IMPORT_ID].len,
                                   cells[REAP_IMPORT_ID].ptr);
  import_concept *concept = reap_push(&import->concepts);
  *concept = (import_concept){.id = preferred_xref(import, cells[REAP_IMPORT_XREFS]),
                              .name = cells[REAP_IMPORT_NAME],
                              .order = import->concepts.count,
                              .type = (uint8_t)type};
  if (!concept->id.len) concept->id = known_id(import, cells);
  if (concept->id.len)
  concept->xref = own;
  else concept->id = own;
  take_name(import, concept, concept->name, true);
  if (import->format->inverted) take_name(import, concept, concept->name, false);
  reap_str synonym;
  for (uint32_t at = 0; next_value(cells[REAP_IMPORT_SYNONYMS], &at, &synonym);)
    take_name(import, concept, synonym, false);
}

static reap_status read_rows(importer *import, const char *path, reap_error *error) {
  reap_str bytes = {0}, cells[REAP_IMPORT_COLUMNS];
  reap_tsv tsv;
  reap_status status = read_source(&import->arena, path, &bytes, error);
  if (!status) status = reap_tsv_open(&tsv, path, bytes, import->format->columns, REAP_IMPORT_COLUMNS, error);
  if (status) return status;
  while ((status = reap_tsv_next(&tsv, cells, error)) != REAP_END) {
    if (status)
      import->bad_rows++;
    else
      take_row(import, cells);
  }
  return REAP_OK;
}

static int by_concept(const void *a, const void *b) {
  const import_concept *left = a, *right = b;
  int order = compare_str(left->id, right->id);
  return order ? order : (left->order > right->order) - (left->order < right->order);
}

static int by_concept_and_key(const void *a, const void *b) {
  const import_name *left = a, *right = b;
  int order = compare_str(left->id, right->id);
  if (order) return order;
  if (left->key != right->key) return left->key < right->key ? -1 : 1;
  return (left->order > right->order) - (left->order < right->order);
}

static int by_concept_and_text(const void *a, const void *b) {
  const import_name *left = a, *right = b;
  int order = compare_str(left->id, right->id);
  return order ? order : compare_str(left->text, right->text);
}

/* One row a concept, one name a folded spelling; names that match nothing new are gone, and concepts left without. */
static void settle(importer *import) {
  if (!import->names.count) return;
  qsort(import->concepts.at, import->concepts.count, sizeof *import->concepts.at, by_concept);
  qsort(import->names.at, import->names.count, sizeof *import->names.at, by_concept_and_key);
  uint32_t kept = 0;
  for (uint32_t i = 0; i < import->names.count; i++) {
    const import_name *name = &import->names.at[i], *last = kept ? &import->names.at[kept - 1] : NULL;
    if (last && last->key == name->key && reap_str_equal(last->id, name->id)) continue;
    import->names.at[kept++] = *name;
  }
  import->names.count = kept;
  qsort(import->names.at, import->names.count, sizeof *import->names.at, by_concept_and_text);
  kept = 0;
  for (uint32_t i = 0, name = 0; i < import->concepts.count; i++) {
    import_concept concept = import->concepts.at[i];
    if (kept && reap_str_equal(import->concepts.at[kept - 1].id, concept.id)) continue;
    while (name < import->names.count && compare_str(import->names.at[name].id, concept.id) < 0) name++;
    if (name < import->names.count && reap_str_equal(import->names.at[name].id, concept.id))
      import->concepts.at[kept++] = concept;
  }
  import->concepts.count = kept;
}

static reap_status write_file(importer *import, const char *folder, const char *file, reap_buf *text,
                              reap_error *error) {
  reap_str joined = reap_arena_printf(&import->arena, "%s/%s", folder, file);
  const char *path = reap_arena_cstr(&import->arena, joined);
  FILE *out = fopen(path, "wb");
  if (!out) return io_fault(path, "write the file", error);
  bool written = fwrite(text->ptr, 1, text->len, out) == text->len;
  if (fclose(out) || !written) return io_fault(path, "write the file", error);
  reap_buf_reset(text);
  return REAP_OK;
}

static void put_concepts(const importer *import, int type, reap_buf *text) {
  reap_buf_puts(text, "id\ttype\tname\tvalue\tparent\txrefs\tmatch\n");
  uint32_t name = 0;
  for (uint32_t i = 0; i < import->concepts.count; i++) {
    const import_concept *concept = &import->concepts.at[i];
    if (concept->type != type) continue;
    const char *match = "none"; /* the preferred name cannot be met in prose, or is known already */
    while (name < import->names.count && compare_str(import->names.at[name].id, concept->id) < 0) name++;
    for (uint32_t n = name; n < import->names.count && reap_str_equal(import->names.at[n].id, concept->id); n++)
      if (import->names.at[n].preferred && reap_str_equal(import->names.at[n].text, concept->name))
        match = import->names.at[n].match == REAP_IMPORT_CASE ? "case" : "";
    reap_buf_str(text, concept->id);
    reap_buf_printf(text, "\t%s\t%.*s\t\t\t%.*s\t%s\n", reap_type_name(concept->type), (int)concept->name.len,
                    concept->name.ptr, (int)concept->xref.len, concept->xref.ptr ? concept->xref.ptr : "", match);
  }
}

static void put_names(const importer *import, int type, reap_buf *text) {
  reap_buf_puts(text, "id\tname\tmatch\tnote\n");
  uint32_t concept = 0;
  for (uint32_t i = 0; i < import->names.count; i++) {
    const import_name *name = &import->names.at[i];
    while (compare_str(import->concepts.at[concept].id, name->id) < 0) concept ++;
    const import_concept *owner = &import->concepts.at[concept];
    if (owner->type != type || (name->preferred && reap_str_equal(owner->name, name->text))) continue;
    reap_buf_str(text, name->id);
    reap_buf_printf(text, "\t%.*s\t%s\t\n", (int)name->text.len, name->text.ptr,
                    name->match == REAP_IMPORT_CASE ? "case" : "");
  }
}

static reap_status make_folder(const char *path, reap_error *error) {
  return mkdir(path, 0777) && errno != EEXIST ? io_fault(path, "make the folder", error) : REAP_OK;
}

/* Writes what is of that type as one vocabulary. */
static reap_status write_vocabulary(importer *import, int type, const char *folder, int priority, reap_buf *text,
                                    reap_error *error) {
  const reap_import_format *format = import->format;
  reap_status status = make_folder(folder, error);
  if (status) return status;
  put_concepts(import, type, text);
  status = write_file(import, folder, "concepts.tsv", text, error);
  if (status) return status;
  put_names(import, type, text);
  status = write_file(import, folder, "names.tsv", text, error);
  if (status) return status;
  reap_buf_printf(text, "key\tvalue\ntitle\t%s: %ss\nsource\t%s\nversion\t%s\nlicence\t%s\nattribution\t%s\n",
                  format->title, reap_type_name((reap_type)type), format->source, format->version, format->licence,
                  format->attribution);
  reap_buf_printf(text, "priority\t%d\n", priority);
  return write_file(import, folder, "vocabulary.tsv", text, error);
}

static reap_status write_about(importer *import, const char *folder, reap_buf *text, reap_error *error) {
  const reap_import_format *format = import->format;
  reap_buf_printf(text,
                  "# %s\n\nMade by `reap lexicon import %s`: correct names in a vocabulary of higher priority or in "
                  "block.tsv, not here.\n\n- Source: %s\n- Version: %s\n- Licence: %s\n- Attribution: %s\n- Concepts: "
                  "%u, names: %u\n\nChanged: columns chosen, inverted names turned round, names that prose never uses "
                  "left out.\n",
                  format->title, format->name, format->source, format->version, format->licence, format->attribution,
                  import->concepts.count, import->names.count);
  return write_file(import, folder, "ABOUT.md", text, error);
}

static reap_status write_all(importer *import, const char *out, reap_error *error) {
  static const char *const folders[REAP_ENTITY_TYPES] = {"conditions", "interventions", "outcomes", "populations",
                                                         "other"};
  const reap_import_format *format = import->format;
  reap_buf text = {0};
  reap_status status = make_folder(out, error);
  if (!status && !format->by_type)
    status = write_vocabulary(import, format->type(NULL), out, format->priorities[0], &text, error);
  for (int type = 0; type < REAP_ENTITY_TYPES && format->by_type && !status; type++) {
    bool any = false;
    for (uint32_t i = 0; i < import->concepts.count && !any; i++) any = import->concepts.at[i].type == type;
    reap_str folder = reap_arena_printf(&import->arena, "%s/%s", out, folders[type]);
    if (any)
      status = write_vocabulary(import, type, reap_arena_cstr(&import->arena, folder), format->priorities[type], &text,
                                error);
  }
  if (!status) status = write_about(import, out, &text, error);
  reap_buf_free(&text);
  return status;
}

reap_status reap_lexicon_import(const reap_lexicon_import_job *job, reap_lexicon_import_counts *counts,
                                reap_error *error) {
  importer import = {.format = reap_import_format_find(job->format)};
  if (!import.format)
    return reap_fail(error, REAP_EUSAGE,
                     "there is no import format \"%s\": say mesh, mesh_supplementary, "
                     "disease_ontology or drugbank",
                     job->format);
  reap_status status = reap_tokenizer_open(&import.tokenizer, error);
  for (size_t i = 0; i < REAP_IMPORT_KNOWN && job->known[i] && !status; i++)
    status = read_known_folder(&import, job->known[i], error);
  if (import.known.count) qsort(import.known.at, import.known.count, sizeof *import.known.at, by_key);
  if (!status) status = read_rows(&import, job->source, error);
  if (!status) {
    settle(&import);
    status = write_all(&import, job->out, error);
  }
  if (counts)
    *counts = (reap_lexicon_import_counts){import.concepts.count, import.names.count, import.dropped, import.bad_rows};
  reap_tokenizer_close(import.tokenizer);
  reap_vec_free(&import.tokens);
  reap_vec_free(&import.concepts);
  reap_vec_free(&import.names);
  reap_vec_free(&import.known);
  reap_arena_free(&import.arena);
  return status;
}

const char *const *reap_lexicon_import_formats(void) { return reap_import_format_names(); }
