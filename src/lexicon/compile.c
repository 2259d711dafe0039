/* SPDX-License-Identifier: MIT */
#include "lexicon/compile.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "lexicon/entries.h"

enum { MIN_FILTER_WORDS = 16, MAX_FILTER_WORDS = 1 << 20 };
static const size_t MAX_IMAGE_BYTES = (size_t)4 << 30;

/* The image being written: the header is filled section by section and put in place at the end. */
typedef struct {
  reap_buf *out;
  size_t start; /* of the image in *out */
  reap_image_header header;
  reap_buf strings;
} image_writing;

static void pad(image_writing *writing) {
  static const char zeros[REAP_IMAGE_ALIGNMENT] = {0};
  size_t over = (writing->out->len - writing->start) % REAP_IMAGE_ALIGNMENT;
  if (over) reap_buf_add(writing->out, zeros, REAP_IMAGE_ALIGNMENT - over);
}

static void add_section(image_writing *writing, int section, const void *rows, uint64_t count, size_t row_bytes) {
  pad(writing);
  writing->header.sections[section].at = writing->out->len - writing->start;
  writing->header.sections[section].count = count;
  reap_buf_add(writing->out, rows, (size_t)count * row_bytes);
}

static reap_image_string add_string(image_writing *writing, reap_str text) {
  reap_image_string string = {(uint32_t)writing->strings.len, text.len};
  reap_buf_str(&writing->strings, text);
  return string;
}

static void add_vocabularies(image_writing *writing, const reap_sources *sources) {
  size_t bytes = sources->vocabularies.count * sizeof(reap_image_vocabulary);
  reap_image_vocabulary *rows = reap_alloc(bytes + 1);
  for (uint32_t i = 0; i < sources->vocabularies.count; i++) {
    const reap_source_vocabulary *source = &sources->vocabularies.at[i];
    rows[i] = (reap_image_vocabulary){.folder = add_string(writing, source->folder),
                                      .title = add_string(writing, source->title),
                                      .version = add_string(writing, source->version),
                                      .licence = add_string(writing, source->licence),
                                      .priority = source->priority};
  }
  add_section(writing, REAP_IMAGE_VOCABULARIES, rows, sources->vocabularies.count, sizeof *rows);
  free(rows);
}

static void add_origins(image_writing *writing, const reap_sources *sources) {
  reap_image_origin *rows = reap_alloc(sources->concepts.count * sizeof *rows + 1);
  for (uint32_t i = 0; i < sources->concepts.count; i++)
    rows[i] =
        (reap_image_origin){add_string(writing, sources->concepts.at[i].parents), sources->concepts.at[i].vocabulary};
  add_section(writing, REAP_IMAGE_ORIGINS, rows, sources->concepts.count, sizeof *rows);
  free(rows);
}

/* Adds the concepts and returns their rows, which the caller frees. */
static reap_image_concept *add_concepts(image_writing *writing, const reap_sources *sources) {
  reap_image_concept *rows = reap_alloc(sources->concepts.count * sizeof *rows + 1);
  for (uint32_t i = 0; i < sources->concepts.count; i++) {
    const reap_source_concept *source = &sources->concepts.at[i];
    rows[i] = (reap_image_concept){.id = add_string(writing, source->id),
                                   .name = add_string(writing, source->name),
                                   .value = add_string(writing, source->value),
                                   .same = source->same,
                                   .type = source->type};
  }
  add_section(writing, REAP_IMAGE_CONCEPTS, rows, sources->concepts.count, sizeof *rows);
  add_origins(writing, sources);
  add_section(writing, REAP_IMAGE_BY_ID, sources->by_id.at, sources->by_id.count, sizeof(uint32_t));
  return rows;
}

static void add_names(image_writing *writing, const reap_sources *sources, const reap_entries *entries) {
  reap_image_concept *concepts = add_concepts(writing, sources);
  reap_image_name *rows = reap_alloc(entries->rows.count * sizeof *rows + 1);
  for (uint32_t i = 0; i < entries->rows.count; i++) {
    const reap_entry_row *row = &entries->rows.at[i];
    rows[i] = (reap_image_name){.match = row->match, .flags = row->flags};
    if (i + 1 == entries->rows.count || !reap_same_group(row, row + 1)) rows[i].flags |= REAP_NAME_LAST;
    if (row->match >= REAP_NAME_BLOCK) {
      rows[i].text = add_string(writing, sources->rules.at[row->source].name);
      rows[i].concept = row->condition;
    } else {
      const reap_source_name *name = &sources->names.at[row->source];
      rows[i].text = name->preferred ? concepts[name->concept].name : add_string(writing, name->text);
      rows[i].concept = name->concept;
      writing->header.name_count++;
    }
  }
  add_section(writing, REAP_IMAGE_NAMES, rows, entries->rows.count, sizeof *rows);
  add_section(writing, REAP_IMAGE_CONDITIONS, entries->conditions.at, entries->conditions.count,
              sizeof(reap_image_condition));
  add_section(writing, REAP_IMAGE_CONTEXTS, entries->contexts.at, entries->contexts.count, sizeof(reap_image_context));
  free(concepts);
  free(rows);
}

/* Eight to sixteen bits a key, of which two are set: a wrong yes for one key in thirty. */
static void add_filter(image_writing *writing, const reap_entries *entries, int table, reap_range prefixes) {
  uint64_t words = MIN_FILTER_WORDS;
  while (words < MAX_FILTER_WORDS && words * 64 < (uint64_t)prefixes.count * 8) words *= 2;
  uint64_t *bits = reap_alloc(words * sizeof *bits);
  for (uint32_t i = 0; i < prefixes.count; i++) {
    uint64_t key = entries->prefixes.at[prefixes.first + i].key;
    bits[key & (words - 1)] |= reap_image_filter_bits(key);
  }
  add_section(writing, REAP_IMAGE_FILTER + table, bits, words, sizeof *bits);
  free(bits);
}

static uint64_t insert(reap_image_entry *table, uint64_t slots, reap_image_entry entry) {
  uint64_t at = reap_image_slot(entry.key, slots);
  while (table[at].key) at = at + 1 == slots ? 0 : at + 1;
  table[at] = entry;
  return at;
}

/* Whether the names of the group that starts at `row` match whatever stands around them and however they are spelt, and
 * mean things of one type. */
static bool is_plain(const reap_sources *sources, const reap_entries *entries, uint32_t row) {
  const reap_entry_row *first = &entries->rows.at[row];
  for (uint32_t i = row; i < entries->rows.count && reap_same_group(&entries->rows.at[i], first); i++) {
    const reap_entry_row *other = &entries->rows.at[i];
    if (other->match != REAP_NAME_FOLD || (other->flags & REAP_NAME_SHORT)) return false;
    if (sources->concepts.at[sources->names.at[other->source].concept].type !=
        sources->concepts.at[sources->names.at[first->source].concept].type)
      return false;
  }
  return true;
}

/* What the entry of the group that starts at `row` says of it. */
static uint32_t told_of_group(const reap_sources *sources, const reap_entries *entries, uint32_t row) {
  if (!is_plain(sources, entries, row)) return row;
  const reap_entry_row *winner = &entries->rows.at[row];
  uint32_t ambiguous = winner->flags & REAP_NAME_AMBIGUOUS ? REAP_IMAGE_AMBIGUOUS : 0;
  return sources->names.at[winner->source].concept | ambiguous | REAP_IMAGE_PLAIN;
}

/* A table: its prefixes in [prefix, end), joined with its groups of names. Filled to 60 %. */
static void add_table(image_writing *writing, const reap_sources *sources, const reap_entries *entries, int table) {
  uint32_t first = 0, end = entries->prefixes.count, row = 0;
  while (first < end && entries->prefixes.at[first].table < table) first++;
  while (end > first && entries->prefixes.at[end - 1].table > table) end--;
  while (row < entries->rows.count && entries->rows.at[row].table < table) row++;
  uint64_t slots = end > first ? (uint64_t)(end - first) * 5 / 3 + 1 : 0;
  reap_image_entry *slot = reap_alloc(slots * sizeof *slot + 1);
  uint32_t *first_row = reap_alloc(slots * sizeof *first_row + 1);
  memset(first_row, 0xff, slots * sizeof *first_row);
  for (uint32_t i = first; i < end; i++) {
    const reap_entry_prefix *now = &entries->prefixes.at[i];
    reap_image_entry entry = {now->key, REAP_NONE, now->next};
    if (row < entries->rows.count && entries->rows.at[row].table == table && entries->rows.at[row].key == now->key)
      entry.names = told_of_group(sources, entries, row);
    uint32_t begins = entry.names == REAP_NONE ? REAP_NONE : row;
    while (row < entries->rows.count && entries->rows.at[row].table == table && entries->rows.at[row].key == now->key)
      row++;
    first_row[insert(slot, slots, entry)] = begins;
  }
  add_section(writing, REAP_IMAGE_ENTRIES + table, slot, slots, sizeof *slot);
  add_section(writing, REAP_IMAGE_ROWS + table, first_row, slots, sizeof *first_row);
  free(slot);
  free(first_row);
  add_filter(writing, entries, table, (reap_range){first, end - first});
}

static reap_status write_image(const reap_sources *sources, const reap_entries *entries, reap_buf *image,
                               reap_error *error) {
  image_writing writing = {.out = image, .start = image->len, .strings = {.cap = MAX_IMAGE_BYTES}};
  reap_image_header *header = &writing.header;
  reap_status status = reap_image_folding(&header->folding, error);
  if (status) return status;
  memcpy(header->magic, REAP_IMAGE_MAGIC, sizeof header->magic);
  memcpy(header->sources, sources->hash, sizeof sources->hash);
  header->byte_order = REAP_IMAGE_BYTE_ORDER;
  header->layout = REAP_IMAGE_LAYOUT;
  reap_buf_add(image, header, sizeof *header);
  add_vocabularies(&writing, sources);
  add_names(&writing, sources, entries);
  for (int table = 0; table < REAP_IMAGE_TABLES; table++) add_table(&writing, sources, entries, table);
  add_section(&writing, REAP_IMAGE_STRINGS, writing.strings.ptr, writing.strings.len, 1);
  bool full = image->full || writing.strings.full || writing.strings.len > UINT32_MAX;
  reap_buf_free(&writing.strings);
  if (full || entries->rows.count >= REAP_IMAGE_PLAIN || sources->concepts.count >= REAP_IMAGE_AMBIGUOUS)
    return reap_fail(error, REAP_ELIMIT, "the lexicon is too large: leave vocabularies out");
  header->bytes = image->len - writing.start;
  memcpy(image->ptr + writing.start, header, sizeof *header);
  header->checksum = reap_image_checksum(image->ptr + writing.start, header->bytes);
  memcpy(image->ptr + writing.start, header, sizeof *header);
  return REAP_OK;
}

reap_status reap_lexicon_compile(const char *const *dirs, size_t dir_count, const reap_lexicon *below, reap_buf *image,
                                 reap_lexicon_stats *stats, reap_lexicon_fault_fn report, void *context,
                                 reap_error *error) {
  reap_sources sources = {0};
  reap_entries entries = {0};
  reap_faults faults = {.report = report, .context = context};
  size_t before = image->len;
  if (!image->cap) image->cap = MAX_IMAGE_BYTES;
  reap_status status = reap_sources_read(&sources, dirs, dir_count, below, &faults, error);
  if (!status) status = reap_entries_make(&entries, &sources, &faults, error);
  if (!status && faults.errors) {
    if (error) *error = faults.first;
    status = REAP_ELEXICON;
  }
  if (!status) status = write_image(&sources, &entries, image, error);
  *stats = reap_entries_stats(&entries, &sources, &faults);
  stats->bytes = image->len - before;
  reap_entries_free(&entries);
  reap_sources_free(&sources);
  return status;
}

static reap_status write_fault(const char *path, reap_error *error) {
  reap_fail(error, REAP_EIO, "cannot write the lexicon: %s", strerror(errno));
  reap_error_set_source(error, path);
  return REAP_EIO;
}

reap_status reap_lexicon_write(const reap_buf *image, const char *path, reap_error *error) {
  char temporary[4096];
  struct stat about;
  if (stat(path, &about) == 0 && !S_ISREG(about.st_mode)) { /* the rename would put a file in a device's place */
    reap_status refused = reap_fail(error, REAP_EIO, "cannot write the lexicon: this is no ordinary file");
    reap_error_set_source(error, path);
    return refused;
  }
  if (snprintf(temporary, sizeof temporary, "%s.XXXXXX", path) >= (int)sizeof temporary)
    return reap_fail(error, REAP_EIO, "the path of the lexicon is too long");
  int file = mkostemp(temporary, O_CLOEXEC);
  if (file < 0) return write_fault(path, error);
  size_t done = 0;
  for (ssize_t part = 1; part > 0 && done < image->len; done += (size_t)(part > 0 ? part : 0))
    part = write(file, image->ptr + done, image->len - done);
  bool good = done == image->len && fchmod(file, 0644) == 0 && fsync(file) == 0;
  int reason = errno;
  good = close(file) == 0 && good;
  if (good && rename(temporary, path) == 0) return REAP_OK;
  if (!good) errno = reason;
  reap_status status = write_fault(path, error);
  unlink(temporary);
  return status;
}
