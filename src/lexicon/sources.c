/* SPDX-License-Identifier: MIT */
#include "lexicon/sources.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sha256.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lexicon/tsv.h"

enum { MAX_DEPTH = 16, MAX_PRIORITY = 1000000 };
static const off_t MAX_FILE_BYTES = (off_t)1 << 30;

/* What a tree is read into. */
typedef struct {
  reap_sources *sources;
  reap_faults *faults;
  const reap_lexicon *below;
  REAP_VEC(const char *) folders; /* of the vocabularies, as opened */
  uint32_t vocabulary;            /* the one being read */
  SHA2_CTX hash;
} tree_reading;

void reap_faults_add(reap_faults *faults, const reap_sources *sources, reap_source_place place,
                     reap_lexicon_severity severity, const char *format, ...) {
  reap_error error;
  char message[sizeof error.message];
  va_list args;
  va_start(args, format);
  vsnprintf(message, sizeof message, format, args);
  va_end(args);
  const char *file = sources->files.at[place.file];
  if (severity == REAP_LEXICON_ERROR && !faults->errors++) {
    reap_fail(&faults->first, REAP_ELEXICON, "%s", message);
    reap_error_set_source(&faults->first, file);
    reap_error_set_line(&faults->first, place.line);
  }
  if (severity == REAP_LEXICON_WARNING) faults->warnings++;
  reap_lexicon_fault fault = {file, place.line, severity, message};
  if (faults->report) faults->report(faults->context, &fault);
}

#define SHOWN(text) (int)((text).len < 80 ? (text).len : 80), (text).ptr

static void take_property(tree_reading *reading, const reap_str *cells, reap_source_place place) {
  reap_source_vocabulary *vocabulary = &reading->sources->vocabularies.at[reading->vocabulary];
  reap_str key = cells[0], value = cells[1];
  if (reap_str_equal(key, REAP_STR("title"))) vocabulary->title = value;
  if (reap_str_equal(key, REAP_STR("version"))) vocabulary->version = value;
  if (reap_str_equal(key, REAP_STR("licence"))) vocabulary->licence = value;
  if (!reap_str_equal(key, REAP_STR("priority"))) return;
  char digits[16] = "", *end = digits;
  if (value.len && value.len < sizeof digits) memcpy(digits, value.ptr, value.len);
  long priority = strtol(digits, &end, 10);
  if (end == digits || *end || priority < -MAX_PRIORITY || priority > MAX_PRIORITY)
    reap_faults_add(reading->faults, reading->sources, place, REAP_LEXICON_ERROR,
                    "the priority \"%.*s\" is no whole number up to a million: write one", SHOWN(value));
  else
    vocabulary->priority = (int32_t)priority;
}

/* -1 when the word is none of the matches. */
static int match_of(reap_str word) {
  if (!word.len || reap_str_equal(word, REAP_STR("fold"))) return REAP_NAME_FOLD;
  if (reap_str_equal(word, REAP_STR("case"))) return REAP_NAME_CASE;
  if (reap_str_equal(word, REAP_STR("exact"))) return REAP_NAME_EXACT;
  return -1;
}

static void add_name(reap_sources *sources, reap_str text, uint32_t concept, int match, bool preferred,
                     reap_source_place place) {
  *reap_push(&sources->names) = (reap_source_name){text, concept, (uint8_t)match, preferred, place};
}

static void take_concept(tree_reading *reading, const reap_str *cells, reap_source_place place) {
  reap_sources *sources = reading->sources;
  int type = reap_type_from_name(cells[1]);
  bool unmatched = reap_str_equal(cells[5], REAP_STR("none"));
  int match = unmatched ? REAP_NAME_FOLD : match_of(cells[5]);
  if (type < 0)
    reap_faults_add(reading->faults, sources, place, REAP_LEXICON_ERROR,
                    "there is no type \"%.*s\": use condition, intervention, outcome, population, other or a cue_ type",
                    SHOWN(cells[1]));
  else if (match < 0)
    reap_faults_add(reading->faults, sources, place, REAP_LEXICON_ERROR,
                    "there is no match \"%.*s\": use fold, case, exact or none", SHOWN(cells[5]));
  else {
    uint32_t vocabulary = reading->vocabulary, number = sources->concepts.count;
    sources->vocabularies.at[vocabulary]
        .has_layer[reap_type_is_cue((uint8_t)type) ? REAP_LAYER_CUE : REAP_LAYER_ENTITY] = true;
    *reap_push(&sources->concepts) = (reap_source_concept){.id = cells[0],
                                                           .name = cells[2],
                                                           .value = cells[3],
                                                           .xrefs = cells[4],
                                                           .parents = cells[6],
                                                           .vocabulary = vocabulary,
                                                           .same = number,
                                                           .type = (uint8_t)type,
                                                           .place = place};
    if (!unmatched) add_name(sources, cells[2], number, match, true, place);
  }
}

static void take_rule(tree_reading *reading, const reap_str *cells, reap_source_place place) {
  bool allow = reap_str_equal(cells[1], REAP_STR("allow"));
  if (!allow && !reap_str_equal(cells[1], REAP_STR("block"))) {
    reap_faults_add(reading->faults, reading->sources, place, REAP_LEXICON_ERROR,
                    "there is no action \"%.*s\": use block or allow", SHOWN(cells[1]));
    return;
  }
  *reap_push(&reading->sources->rules) = (reap_source_rule){.name = cells[0],
                                                            .left = cells[2],
                                                            .right = cells[3],
                                                            .vocabulary = reading->vocabulary,
                                                            .allow = allow,
                                                            .place = place};
}

static void take_context(tree_reading *reading, const reap_str *cells, reap_source_place place) {
  int type = reap_type_from_name(cells[2]);
  bool behind = reap_str_equal(cells[1], REAP_STR("after"));
  if (!behind && !reap_str_equal(cells[1], REAP_STR("before")))
    reap_faults_add(reading->faults, reading->sources, place, REAP_LEXICON_ERROR,
                    "there is no side \"%.*s\": use before or after (the name)", SHOWN(cells[1]));
  else if (type < 0 || reap_type_is_cue((uint8_t)type))
    reap_faults_add(reading->faults, reading->sources, place, REAP_LEXICON_ERROR,
                    "there is no type \"%.*s\": use condition, intervention, outcome, population or other",
                    SHOWN(cells[2]));
  else
    *reap_push(&reading->sources->contexts) = (reap_source_context){
        .words = cells[0], .type = (uint8_t)type, .side = behind, .vocabulary = reading->vocabulary, .place = place};
}

static int compare(reap_str a, reap_str b) {
  int order = memcmp(a.ptr, b.ptr, a.len < b.len ? a.len : b.len);
  return order ? order : (a.len > b.len) - (a.len < b.len);
}

/* The first row of by_id whose id is not before `id`. */
static uint32_t lower_bound(const reap_sources *sources, reap_str id) {
  uint32_t low = 0, high = sources->by_id.count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (compare(sources->concepts.at[sources->by_id.at[middle]].id, id) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

uint32_t reap_sources_find(const reap_sources *sources, reap_str id) {
  uint32_t at = lower_bound(sources, id);
  if (at == sources->by_id.count) return REAP_NONE;
  return reap_str_equal(sources->concepts.at[sources->by_id.at[at]].id, id) ? sources->by_id.at[at] : REAP_NONE;
}

/* The concept that `id` means in a vocabulary: its own before that of the vocabulary of highest priority. REAP_NONE
 * when there is none; *several when two cues of the same rank bear the id, which their values tell apart. */
static uint32_t concept_of(const reap_sources *sources, reap_str id, uint32_t vocabulary, bool *several) {
  uint32_t best = REAP_NONE;
  int64_t best_rank = INT64_MIN;
  *several = false;
  for (uint32_t i = lower_bound(sources, id); i < sources->by_id.count; i++) {
    const reap_source_concept *concept = &sources->concepts.at[sources->by_id.at[i]];
    if (!reap_str_equal(concept->id, id)) break;
    int64_t rank =
        concept->vocabulary == vocabulary ? INT64_MAX : sources->vocabularies.at[concept->vocabulary].priority;
    if (rank > best_rank) {
      best = sources->by_id.at[i];
      best_rank = rank;
      *several = false;
    } else if (rank == best_rank && reap_type_is_cue(concept->type)) {
      *several = true;
    }
  }
  return best;
}

/* A concept of the lexicon below, copied into the vocabulary that gives it names. */
static uint32_t borrow_concept(tree_reading *reading, reap_str id, reap_source_place place) {
  uint32_t number = reading->below ? reap_lexicon_find(reading->below, id) : REAP_NONE;
  if (number == REAP_NONE) return REAP_NONE;
  reap_concept found = reap_lexicon_concept(reading->below, number);
  reap_sources *sources = reading->sources;
  uint32_t own = sources->concepts.count;
  *reap_push(&sources->concepts) = (reap_source_concept){.id = found.id,
                                                         .name = found.name,
                                                         .value = found.value,
                                                         .parents = reap_lexicon_parents(reading->below, number),
                                                         .vocabulary = reading->vocabulary,
                                                         .same = own,
                                                         .type = found.type,
                                                         .place = place};
  reading->sources->vocabularies.at[reading->vocabulary]
      .has_layer[reap_type_is_cue(found.type) ? REAP_LAYER_CUE : REAP_LAYER_ENTITY] = true;
  return own;
}

static void take_name(tree_reading *reading, const reap_str *cells, reap_source_place place) {
  reap_sources *sources = reading->sources;
  bool several;
  int match = match_of(cells[2]);
  uint32_t concept = concept_of(sources, cells[0], reading->vocabulary, &several);
  if (concept == REAP_NONE) concept = borrow_concept(reading, cells[0], place);
  if (match < 0)
    reap_faults_add(reading->faults, sources, place, REAP_LEXICON_ERROR,
                    "there is no match \"%.*s\": use fold, case or exact", SHOWN(cells[2]));
  else if (concept == REAP_NONE)
    reap_faults_add(reading->faults, sources, place, REAP_LEXICON_ERROR,
                    "no concept has the id \"%.*s\": add it to concepts.tsv or correct the id", SHOWN(cells[0]));
  else if (several)
    reap_faults_add(reading->faults, sources, place, REAP_LEXICON_ERROR,
                    "several concepts have the id \"%.*s\": write this name as a row of concepts.tsv", SHOWN(cells[0]));
  else
    add_name(sources, cells[1], concept, match, false, place);
}

/* The files of a vocabulary and their columns. Names are read when the concepts of all vocabularies are known. */
static const struct {
  const char *name;
  void (*take)(tree_reading *reading, const reap_str *cells, reap_source_place place);
  uint32_t column_count;
  reap_tsv_column columns[7];
} kinds[] = {
    {"vocabulary.tsv", take_property, 2, {{"key", true}, {"value", false}}},
    {"concepts.tsv",
     take_concept,
     7,
     {{"id", true},
      {"type", true},
      {"name", true},
      {"value", false},
      {"xrefs", false},
      {"match", false},
      {"parent", false}}},
    {"block.tsv", take_rule, 4, {{"name", true}, {"action", true}, {"left", false}, {"right", false}}},
    {"context.tsv", take_context, 3, {{"words", true}, {"side", true}, {"type", true}}},
    {"names.tsv", take_name, 3, {{"id", true}, {"name", true}, {"match", false}}},
};
enum { KINDS = sizeof kinds / sizeof *kinds, NAMES_KIND = KINDS - 1 };

static reap_status io_fault(const char *path, const char *what, reap_error *error) {
  reap_fail(error, REAP_EIO, "cannot %s: %s", what, strerror(errno));
  reap_error_set_source(error, path);
  return REAP_EIO;
}

/* Reads a file into the arena. REAP_END when there is none of that name. */
static reap_status read_file(reap_arena *arena, const char *path, reap_str *bytes, reap_error *error) {
  reap_status status = REAP_OK;
  struct stat info;
  size_t got = 0;
  int file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0) return errno == ENOENT || errno == ENOTDIR ? REAP_END : io_fault(path, "open the file", error);
  if (fstat(file, &info)) {
    status = io_fault(path, "read the file", error);
  } else if (info.st_size > MAX_FILE_BYTES) {
    status = reap_fail(error, REAP_ELIMIT, "the file is larger than 1 GiB: split it into two vocabularies");
    reap_error_set_source(error, path);
  } else {
    char *memory = reap_arena_alloc(arena, (size_t)info.st_size + 1);
    for (ssize_t part = 1; part > 0 && got < (size_t)info.st_size; got += (size_t)(part > 0 ? part : 0))
      if ((part = read(file, memory + got, (size_t)info.st_size - got)) < 0)
        status = io_fault(path, "read the file", error);
    *bytes = (reap_str){memory, (uint32_t)got};
  }
  close(file);
  return status;
}

static void add_to_hash(SHA2_CTX *hash, reap_str bytes) {
  uint64_t length = bytes.len;
  SHA256Update(hash, (const uint8_t *)&length, sizeof length);
  SHA256Update(hash, (const uint8_t *)bytes.ptr, bytes.len);
}

static void take_fault(tree_reading *reading, uint32_t file, const reap_error *fault) {
  reap_faults_add(reading->faults, reading->sources, (reap_source_place){file, (uint32_t)fault->line},
                  REAP_LEXICON_ERROR, "%s", fault->message);
}

/* Reads one file of the vocabulary at hand, if it is there. */
static reap_status read_kind(tree_reading *reading, size_t kind, reap_error *error) {
  reap_sources *sources = reading->sources;
  reap_str path =
      reap_arena_printf(&sources->arena, "%s/%s", reading->folders.at[reading->vocabulary], kinds[kind].name);
  const char *name = reap_arena_cstr(&sources->arena, path);
  reap_str bytes = {0}, cells[REAP_TSV_COLUMNS];
  reap_status status = read_file(&sources->arena, name, &bytes, error);
  if (status) return status == REAP_END ? REAP_OK : status;
  add_to_hash(&reading->hash, sources->vocabularies.at[reading->vocabulary].folder);
  add_to_hash(&reading->hash, reap_str_of(kinds[kind].name));
  add_to_hash(&reading->hash, bytes);

  uint32_t file = sources->files.count;
  *reap_push(&sources->files) = name;
  reap_tsv tsv;
  reap_error fault;
  status = reap_tsv_open(&tsv, name, bytes, kinds[kind].columns, kinds[kind].column_count, &fault);
  if (status == REAP_EINPUT) take_fault(reading, file, &fault);
  if (status) return REAP_OK;
  while ((status = reap_tsv_next(&tsv, cells, &fault)) != REAP_END) {
    if (status == REAP_EINPUT)
      take_fault(reading, file, &fault);
    else
      kinds[kind].take(reading, cells, (reap_source_place){file, tsv.line});
  }
  return REAP_OK;
}

static bool is_vocabulary(const char *folder, reap_arena *arena) {
  for (size_t i = 1; i < KINDS; i++) {
    reap_str path = reap_arena_printf(arena, "%s/%s", folder, kinds[i].name);
    if (access(reap_arena_cstr(arena, path), F_OK) == 0) return true;
  }
  return false;
}

static int by_name(const struct dirent **a, const struct dirent **b) { return strcmp((*a)->d_name, (*b)->d_name); }
static int visible(const struct dirent *entry) { return entry->d_name[0] != '.'; }

/* Lists the vocabularies of a tree in the order of their paths, byte by byte: no locale may change the image. */
static reap_status find_vocabularies(tree_reading *reading, const char *folder, const char *relative, int depth,
                                     reap_error *error) {
  reap_sources *sources = reading->sources;
  struct dirent **entries = NULL;
  struct stat info;
  reap_status status = REAP_OK;
  int count = scandir(folder, &entries, visible, by_name);
  if (count < 0) return io_fault(folder, "read the folder", error);
  if (is_vocabulary(folder, &sources->arena)) {
    *reap_push(&reading->folders) = folder;
    reap_push(&sources->vocabularies)->folder = reap_str_of(*relative ? relative : ".");
  }
  for (int i = 0; i < count && !status; i++) {
    const char *name = entries[i]->d_name;
    const char *path = reap_arena_cstr(&sources->arena, reap_arena_printf(&sources->arena, "%s/%s", folder, name));
    if (stat(path, &info) || !S_ISDIR(info.st_mode)) continue;
    reap_str inner = reap_arena_printf(&sources->arena, "%s%s%s", relative, *relative ? "/" : "", name);
    if (depth < MAX_DEPTH)
      status = find_vocabularies(reading, path, reap_arena_cstr(&sources->arena, inner), depth + 1, error);
  }
  for (int i = 0; i < count; i++) free(entries[i]);
  free(entries);
  return status;
}

static int by_id(const void *a, const void *b, void *context) {
  const reap_sources *sources = context;
  uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;
  int order = compare(sources->concepts.at[left].id, sources->concepts.at[right].id);
  return order ? order : (left > right) - (left < right);
}

static void index_by_id(reap_sources *sources) {
  reap_vec_reset(&sources->by_id);
  for (uint32_t i = 0; i < sources->concepts.count; i++) *reap_push(&sources->by_id) = i;
  if (sources->by_id.count) qsort_r(sources->by_id.at, sources->by_id.count, sizeof(uint32_t), by_id, sources);
}

/* Within a vocabulary an id names one thing; cues may share it when their values tell them apart. */
static void check_duplicate_ids(tree_reading *reading) {
  const reap_sources *sources = reading->sources;
  for (uint32_t i = 1; i < sources->by_id.count; i++) {
    const reap_source_concept *one = &sources->concepts.at[sources->by_id.at[i - 1]],
                              *two = &sources->concepts.at[sources->by_id.at[i]];
    if (one->vocabulary == two->vocabulary && !reap_type_is_cue(two->type) && reap_str_equal(one->id, two->id))
      reap_faults_add(reading->faults, sources, two->place, REAP_LEXICON_ERROR,
                      "the id \"%.*s\" stands on line %u already: remove one of them or give it an id of its own",
                      SHOWN(two->id), one->place.line);
  }
}

reap_status reap_sources_read(reap_sources *sources, const char *const *dirs, size_t dir_count,
                              const reap_lexicon *below, reap_faults *faults, reap_error *error) {
  tree_reading reading = {.sources = sources, .faults = faults, .below = below};
  reap_status status = REAP_OK;
  SHA256Init(&reading.hash);
  for (size_t i = 0; i < dir_count && !status; i++) status = find_vocabularies(&reading, dirs[i], "", 0, error);
  if (!status && !sources->vocabularies.count)
    status = reap_fail(error, REAP_ELEXICON,
                       "no vocabulary in %s: a vocabulary is a folder with names.tsv, concepts.tsv or block.tsv",
                       dir_count ? dirs[0] : "no folder");
  for (uint32_t v = 0; v < sources->vocabularies.count; v++)
    for (size_t kind = 0; kind < NAMES_KIND && !status; kind++) {
      reading.vocabulary = v;
      status = read_kind(&reading, kind, error);
    }
  index_by_id(sources);
  check_duplicate_ids(&reading);
  for (uint32_t v = 0; v < sources->vocabularies.count && !status; v++) {
    reading.vocabulary = v;
    status = read_kind(&reading, NAMES_KIND, error);
  }
  index_by_id(sources); /* with what was borrowed */
  SHA256End(&reading.hash, sources->hash);
  reap_vec_free(&reading.folders);
  return status;
}

void reap_sources_free(reap_sources *sources) {
  reap_vec_free(&sources->files);
  reap_vec_free(&sources->vocabularies);
  reap_vec_free(&sources->concepts);
  reap_vec_free(&sources->names);
  reap_vec_free(&sources->rules);
  reap_vec_free(&sources->contexts);
  reap_vec_free(&sources->by_id);
  reap_arena_free(&sources->arena);
}
