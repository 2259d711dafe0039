/* SPDX-License-Identifier: MIT */
/* What an import has gathered, as the files of a vocabulary. */
#include <errno.h>
#include <stdio.h>
#include <sys/stat.h>

#include "lexicon/importer.h"

static reap_status io_fault(const char *path, const char *what, reap_error *error) {
  reap_fail(error, REAP_EIO, "cannot %s: %s", what, strerror(errno));
  reap_error_set_source(error, path);
  return REAP_EIO;
}

static reap_status write_file(reap_importer *import, const char *folder, const char *file, reap_buf *text,
                              reap_error *error) {
  reap_str joined = reap_arena_printf(&import->arena, "%s/%s", folder, file);
  const char *path = reap_arena_cstr(&import->arena, joined);
  if (text->full) return reap_fail(error, REAP_ELIMIT, "the vocabulary is larger than 1 GiB: import it in parts");
  FILE *out = fopen(path, "wb");
  if (!out) return io_fault(path, "write the file", error);
  bool written = fwrite(text->ptr, 1, text->len, out) == text->len;
  if (fclose(out) || !written) return io_fault(path, "write the file", error);
  reap_buf_reset(text);
  return REAP_OK;
}

/* A cell holds no tab or line end. */
static void put_cell(reap_buf *text, reap_str cell) {
  for (uint32_t i = 0; i < cell.len; i++) reap_buf_addc(text, (unsigned char)cell.ptr[i] < ' ' ? ' ' : cell.ptr[i]);
}

static void put_concepts(const reap_importer *import, int type, reap_buf *text) {
  reap_buf_puts(text, "id\ttype\tname\tvalue\tparent\txrefs\tmatch\n");
  uint32_t name = 0;
  for (uint32_t i = 0; i < import->concepts.count; i++) {
    const reap_import_concept *concept = &import->concepts.at[i];
    if (concept->type != type) continue;
    const char *match = "none"; /* the preferred name cannot be met in prose, or is known already */
    while (name < import->names.count && reap_import_compare(import->names.at[name].id, concept->id) < 0) name++;
    for (uint32_t n = name; n < import->names.count && reap_str_equal(import->names.at[n].id, concept->id); n++)
      if (import->names.at[n].preferred && reap_str_equal(import->names.at[n].text, concept->name))
        match = import->names.at[n].match == REAP_IMPORT_CASE ? "case" : "";
    put_cell(text, concept->id);
    reap_buf_printf(text, "\t%s\t", reap_type_name(concept->type));
    put_cell(text, concept->name);
    reap_buf_puts(text, "\t\t");
    put_cell(text, concept->parents);
    reap_buf_addc(text, '\t');
    put_cell(text, concept->xrefs);
    reap_buf_printf(text, "\t%s\n", match);
  }
}

static void put_names(const reap_importer *import, int type, reap_buf *text) {
  reap_buf_puts(text, "id\tname\tmatch\tnote\n");
  uint32_t concept = 0;
  for (uint32_t i = 0; i < import->names.count; i++) {
    const reap_import_name *name = &import->names.at[i];
    while (reap_import_compare(import->concepts.at[concept].id, name->id) < 0) concept ++;
    const reap_import_concept *owner = &import->concepts.at[concept];
    if (owner->type != type || (name->preferred && reap_str_equal(owner->name, name->text))) continue;
    put_cell(text, name->id);
    reap_buf_addc(text, '\t');
    put_cell(text, name->text);
    reap_buf_printf(text, "\t%s\t\n", name->match == REAP_IMPORT_CASE ? "case" : "");
  }
}

static reap_status make_folder(const char *path, reap_error *error) {
  return mkdir(path, 0777) && errno != EEXIST ? io_fault(path, "make the folder", error) : REAP_OK;
}

static const char *version_of(const reap_importer *import) {
  return import->vocabulary.version ? import->vocabulary.version : "not stated";
}

/* Writes what is of that type as one vocabulary. */
static reap_status write_vocabulary(reap_importer *import, int type, const char *folder, int priority, reap_buf *text,
                                    reap_error *error) {
  const reap_import_vocabulary *known = &import->vocabulary;
  reap_status status = make_folder(folder, error);
  if (status) return status;
  put_concepts(import, type, text);
  status = write_file(import, folder, "concepts.tsv", text, error);
  if (status) return status;
  put_names(import, type, text);
  status = write_file(import, folder, "names.tsv", text, error);
  if (status) return status;
  reap_buf_printf(text, "key\tvalue\ntitle\t%s: %ss\nsource\t%s\nversion\t%s\nlicence\t%s\nattribution\t%s\n",
                  known->title, reap_type_name((reap_type)type), known->source, version_of(import), known->licence,
                  known->attribution);
  if (import->job->priority)
    reap_buf_printf(text, "priority\t%s\n", import->job->priority);
  else
    reap_buf_printf(text, "priority\t%d\n", priority);
  return write_file(import, folder, "vocabulary.tsv", text, error);
}

static reap_status write_about(reap_importer *import, const char *folder, reap_buf *text, reap_error *error) {
  const reap_import_vocabulary *known = &import->vocabulary;
  reap_buf_printf(text,
                  "# %s\n\nMade by `reap lexicon import` (format %s): correct names in a vocabulary of higher priority "
                  "or in block.tsv, not here.\n\n- Source: %s\n- Version: %s\n- Licence: %s\n- Attribution: %s\n- "
                  "Concepts: %u, names: %u\n\nChanged: columns chosen, inverted names turned round, names that prose "
                  "never uses left out.\n",
                  known->title, known->name, known->source, version_of(import), known->licence, known->attribution,
                  import->concepts.count, import->names.count);
  return write_file(import, folder, "ABOUT.md", text, error);
}

static bool holds_type(const reap_importer *import, int type) {
  for (uint32_t i = 0; i < import->concepts.count; i++)
    if (import->concepts.at[i].type == type) return true;
  return false;
}

/* One type: that is the vocabulary. Several: a folder for each. */
reap_status reap_import_write(reap_importer *import, reap_error *error) {
  static const char *const folders[REAP_ENTITY_TYPES] = {"conditions", "interventions", "outcomes", "populations",
                                                         "other"};
  const reap_import_vocabulary *known = &import->vocabulary;
  const char *out = import->job->out;
  reap_buf text = {0};
  uint32_t types = 0;
  for (int type = 0; type < REAP_ENTITY_TYPES; type++) types += holds_type(import, type);
  bool split = types > 1 || (known->by_type && import->type < 0);
  reap_status status = make_folder(out, error);
  for (int type = 0; type < REAP_ENTITY_TYPES && !status; type++) {
    if (!holds_type(import, type)) continue;
    reap_str folder = reap_arena_printf(&import->arena, "%s/%s", out, folders[type]);
    status = write_vocabulary(import, type, split ? reap_arena_cstr(&import->arena, folder) : out,
                              known->priorities[known->by_type ? type : 0], &text, error);
  }
  if (!status) status = write_about(import, out, &text, error);
  reap_buf_free(&text);
  return status;
}
