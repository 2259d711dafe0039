/* SPDX-License-Identifier: MIT */
#include "lexicon/lexicon.h"

#include <errno.h>
#include <fcntl.h>
#include <sha256.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "lexicon/compile.h"
#include "lexicon/layers.h"

enum { MAX_ANCESTORS = 256 };

reap_status reap_lexicon_open_empty(reap_lexicon **out, reap_error *error) {
  reap_lexicon *lexicon = reap_alloc(sizeof *lexicon);
  *out = NULL;
  reap_status status = reap_image_folding(&lexicon->folding, error);
  if (status)
    free(lexicon);
  else
    *out = lexicon;
  return status;
}

static void release(void *memory, size_t mapped_bytes) {
  if (mapped_bytes)
    munmap(memory, mapped_bytes);
  else
    free(memory);
}

/* The hash of one image is that of its sources; of several, the hash of their hashes. */
static void name_sources(reap_lexicon *lexicon) {
  if (lexicon->layer_count == 1) {
    memcpy(lexicon->hash, lexicon->layers[0].image.header->sources, 65);
    return;
  }
  SHA2_CTX hash;
  SHA256Init(&hash);
  for (uint32_t i = 0; i < lexicon->layer_count; i++)
    SHA256Update(&hash, (const uint8_t *)lexicon->layers[i].image.header->sources, 64);
  SHA256End(&hash, lexicon->hash);
}

reap_status reap_lexicon_add_image(reap_lexicon *lexicon, void *memory, size_t bytes, bool mapped, const char *source,
                                   reap_error *error) {
  reap_status status = REAP_OK;
  reap_lexicon_layer layer = {.memory = memory, .mapped_bytes = mapped ? bytes : 0, .first_concept = lexicon->concepts};
  if (lexicon->layer_count == REAP_LEXICON_MAX_IMAGES)
    status = reap_fail(error, REAP_ELIMIT, "more than %d lexicons: put some into one folder", REAP_LEXICON_MAX_IMAGES);
  else
    status = reap_image_view(&layer.image, memory, bytes, lexicon->folding, source, error);
  if (!status && layer.image.count[REAP_IMAGE_CONCEPTS] >= REAP_NONE - lexicon->concepts)
    status = reap_fail(error, REAP_ELIMIT, "the lexicons have too many concepts: leave vocabularies out");
  if (status || !layer.image.header) {
    release(memory, layer.mapped_bytes);
    return status;
  }
  lexicon->layers[lexicon->layer_count++] = layer;
  lexicon->concepts += (uint32_t)layer.image.count[REAP_IMAGE_CONCEPTS];
  lexicon->names += layer.image.header->name_count;
  name_sources(lexicon);
  return REAP_OK;
}

static reap_status io_fault(const char *path, reap_error *error) {
  reap_fail(error, REAP_EIO, "cannot open the lexicon: %s", strerror(errno));
  reap_error_set_source(error, path);
  return REAP_EIO;
}

/* Maps a whole regular file; *bytes is 0 (and *memory NULL) for an empty one. */
static reap_status map_file(const char *path, void **memory, size_t *bytes, reap_error *error) {
  struct stat info;
  reap_status status = REAP_OK;
  *memory = NULL;
  *bytes = 0;
  int file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0) return io_fault(path, error);
  if (fstat(file, &info)) {
    status = io_fault(path, error);
  } else if (!S_ISREG(info.st_mode)) {
    status = reap_fail(error, REAP_EIO, "this is no file: give a lexicon image");
    reap_error_set_source(error, path);
  } else if (info.st_size) {
    void *map = mmap(NULL, (size_t)info.st_size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, file, 0);
    if (map == MAP_FAILED) {
      status = io_fault(path, error);
    } else {
      *memory = map;
      *bytes = (size_t)info.st_size;
    }
  }
  close(file);
  return status;
}

reap_status reap_lexicon_open(reap_lexicon **out, const char *path, reap_error *error) {
  reap_lexicon *lexicon = NULL;
  void *memory;
  size_t bytes;
  *out = NULL;
  reap_status status = reap_lexicon_open_empty(&lexicon, error);
  if (!status) status = map_file(path, &memory, &bytes, error);
  if (!status) status = reap_lexicon_add_image(lexicon, memory, bytes, bytes > 0, path, error);
  if (status)
    reap_lexicon_free(lexicon);
  else
    *out = lexicon;
  return status;
}

reap_status reap_lexicon_add_folder(reap_lexicon *lexicon, const char *dir, reap_error *error) {
  reap_buf image = {0};
  reap_lexicon_stats stats;
  reap_status status = reap_lexicon_compile(&dir, 1, lexicon, &image, &stats, NULL, NULL, error);
  if (status) {
    reap_buf_free(&image);
    return status;
  }
  return reap_lexicon_add_image(lexicon, image.ptr, image.len, false, dir, error);
}

void reap_lexicon_free(reap_lexicon *lexicon) {
  if (!lexicon) return;
  for (uint32_t i = 0; i < lexicon->layer_count; i++)
    release(lexicon->layers[i].memory, lexicon->layers[i].mapped_bytes);
  free(lexicon);
}

static bool is_type(uint8_t type) {
  return type < REAP_ENTITY_TYPES || (type >= REAP_CUE_MEASURE && type < REAP_CUE_END);
}

reap_concept reap_lexicon_concept(const reap_lexicon *lexicon, uint32_t concept) {
  for (uint32_t i = lexicon->layer_count; i-- > 0;) {
    const reap_lexicon_layer *layer = &lexicon->layers[i];
    if (concept < layer->first_concept) continue;
    uint32_t row = concept - layer->first_concept;
    if (row >= layer->image.count[REAP_IMAGE_CONCEPTS]) break;
    const reap_image_concept *found = &layer->image.concepts[row];
    return (reap_concept){.id = reap_image_text(&layer->image, found->id),
                          .name = reap_image_text(&layer->image, found->name),
                          .value = reap_image_text(&layer->image, found->value),
                          .type = is_type(found->type) ? found->type : (uint8_t)REAP_OTHER};
  }
  return (reap_concept){.id = REAP_STR(""), .name = REAP_STR(""), .value = REAP_STR(""), .type = REAP_OTHER};
}

static int compare(reap_str a, reap_str b) {
  int order = memcmp(a.ptr, b.ptr, a.len < b.len ? a.len : b.len);
  return order ? order : (a.len > b.len) - (a.len < b.len);
}

/* The row at a place of the list that is sorted by id, if it has that id; else REAP_NONE. */
static uint32_t row_of(const reap_image *image, uint64_t place, reap_str id) {
  uint32_t row = place < image->count[REAP_IMAGE_BY_ID] ? image->by_id[place] : REAP_NONE;
  if (row >= image->count[REAP_IMAGE_CONCEPTS]) return REAP_NONE;
  return reap_str_equal(reap_image_text(image, image->concepts[row].id), id) ? row : REAP_NONE;
}

/* The place of the first concept with that id in that list, or where it would stand. */
static uint64_t find_in_image(const reap_image *image, reap_str id) {
  uint64_t low = 0, high = image->count[REAP_IMAGE_BY_ID];
  while (low < high) {
    uint64_t middle = low + (high - low) / 2;
    uint32_t row = image->by_id[middle];
    if (row >= image->count[REAP_IMAGE_CONCEPTS]) return high;
    if (compare(reap_image_text(image, image->concepts[row].id), id) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

uint32_t reap_lexicon_find(const reap_lexicon *lexicon, reap_str id) {
  for (uint32_t i = lexicon->layer_count; i-- > 0;) {
    const reap_image *image = &lexicon->layers[i].image;
    uint32_t row = row_of(image, find_in_image(image, id), id);
    if (row != REAP_NONE) return lexicon->layers[i].first_concept + row;
  }
  return REAP_NONE;
}

reap_str reap_lexicon_parents(const reap_lexicon *lexicon, uint32_t concept) {
  for (uint32_t i = lexicon->layer_count; i-- > 0;) {
    const reap_lexicon_layer *layer = &lexicon->layers[i];
    if (concept < layer->first_concept) continue;
    uint32_t row = concept - layer->first_concept;
    if (row >= layer->image.count[REAP_IMAGE_CONCEPTS]) break;
    return reap_image_text(&layer->image, layer->image.origins[row].parents);
  }
  return REAP_STR("");
}

/* Adds the parents of a concept to those yet to be looked at. */
static uint32_t add_parents(const reap_lexicon *lexicon, uint32_t concept, uint32_t *line, uint32_t count) {
  reap_str parents = reap_lexicon_parents(lexicon, concept);
  for (uint32_t beg = 0, end; beg < parents.len && count < MAX_ANCESTORS; beg = end + 1) {
    for (end = beg; end < parents.len && parents.ptr[end] != '|';) end++;
    uint32_t parent = reap_lexicon_find(lexicon, (reap_str){parents.ptr + beg, end - beg});
    bool seen = parent == REAP_NONE;
    for (uint32_t i = 0; i < count && !seen; i++) seen = line[i] == parent;
    if (!seen) line[count++] = parent;
  }
  return count;
}

/* The same for all concepts of one id: what one vocabulary does not know of a disease another does. */
static uint32_t add_parents_of_id(const reap_lexicon *lexicon, reap_str id, uint32_t *line, uint32_t count) {
  for (uint32_t i = 0; i < lexicon->layer_count; i++) {
    const reap_image *image = &lexicon->layers[i].image;
    uint64_t place = find_in_image(image, id);
    for (uint32_t row; (row = row_of(image, place, id)) != REAP_NONE; place++)
      count = add_parents(lexicon, lexicon->layers[i].first_concept + row, line, count);
  }
  return count;
}

bool reap_lexicon_is_a(const reap_lexicon *lexicon, uint32_t concept, reap_str id) {
  uint32_t line[MAX_ANCESTORS] = {concept}, count = 1;
  for (uint32_t i = 0; i < count; i++) {
    reap_str of = reap_lexicon_concept(lexicon, line[i]).id;
    if (reap_str_equal(of, id)) return true;
    count = add_parents_of_id(lexicon, of, line, count);
  }
  return false;
}

uint32_t reap_lexicon_names(const reap_lexicon *lexicon) { return lexicon->names; }
uint32_t reap_lexicon_concepts(const reap_lexicon *lexicon) { return lexicon->concepts; }
const char *reap_lexicon_hash(const reap_lexicon *lexicon) { return lexicon->hash; }
