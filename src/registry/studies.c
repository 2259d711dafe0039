/* SPDX-License-Identifier: MIT */
/* Where studies come from: files, folders and archives of JSON. */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <zip.h>

#include "base/buf.h"
#include "base/memory.h"
#include "registry/aact.h"
#include "registry/registry.h"

enum { MOST_DOCUMENT_BYTES = 256 * 1024 * 1024, MOST_DEPTH = 3 };

typedef struct {
  reap_study_fn take;
  void (*fault)(void *context, const reap_error *error);
  void *context;
} reading;

static reap_status tell(const reading *r, const reap_error *error) {
  r->fault(r->context, error);
  return REAP_OK;
}

static reap_status tell_fault(const reading *r, const char *source, reap_status status, const char *what) {
  reap_error error = {0};
  (void)!reap_fail(&error, status, "%s", what);
  reap_error_set_source(&error, source);
  return tell(r, &error);
}

/* One study; a bad one costs only itself. */
static reap_status take_one(const reading *r, json_t *study, const char *source, const char *place, reap_error *error) {
  reap_status status = r->take(r->context, study, source, error);
  if (status != REAP_EINPUT) return status;
  reap_error_set_source(error, place);
  return tell(r, error);
}

static reap_status take_document(const reading *r, json_t *root, const char *source, reap_error *error) {
  json_t *list = json_is_array(root) ? root : json_object_get(root, "studies");
  if (!list) return take_one(r, root, source, source, error);
  reap_status status = REAP_OK;
  size_t i;
  json_t *study;
  json_array_foreach(list, i, study) {
    char place[512];
    snprintf(place, sizeof place, "%.480s, study %zu", source, i + 1);
    status = take_one(r, study, source, place, error);
    if (status != REAP_OK) break;
  }
  return status;
}

static reap_status take_text(const reading *r, const char *text, size_t size, const char *source, reap_error *error) {
  json_error_t where;
  json_t *root = json_loadb(text, size, 0, &where);
  if (!root) {
    reap_error fault = {0};
    (void)!reap_fail(&fault, REAP_EINPUT, "no JSON: %.200s: download it again", where.text);
    reap_error_set_source(&fault, source);
    reap_error_set_line(&fault, (uint64_t)(where.line > 0 ? where.line : 0));
    return tell(r, &fault);
  }
  reap_status status = take_document(r, root, source, error);
  json_decref(root);
  return status;
}

/* ---- archives ---- */

static reap_status take_entry(const reading *r, zip_t *archive, zip_uint64_t index, const char *path,
                              reap_error *error) {
  zip_stat_t about;
  char source[512];
  if (zip_stat_index(archive, index, 0, &about) != 0 || !(about.valid & ZIP_STAT_NAME)) return REAP_OK;
  size_t length = strlen(about.name);
  if (length < 5 || strcmp(about.name + length - 5, ".json") != 0) return REAP_OK;
  snprintf(source, sizeof source, "%.250s:%.250s", path, about.name);
  if (about.size > MOST_DOCUMENT_BYTES)
    return tell_fault(r, source, REAP_ELIMIT, "larger than a record of a study can be: it is left out");
  char *text = reap_alloc((size_t)about.size + 1);
  zip_file_t *file = zip_fopen_index(archive, index, 0);
  zip_int64_t got = file ? zip_fread(file, text, about.size) : -1;
  reap_status status = got == (zip_int64_t)about.size
                           ? take_text(r, text, (size_t)about.size, source, error)
                           : tell_fault(r, source, REAP_EINPUT, "damaged in the archive: download it again");
  if (file) zip_fclose(file);
  free(text);
  return status;
}

static reap_status take_archive(const reading *r, const char *path, reap_error *error) {
  int code;
  zip_t *archive = zip_open(path, ZIP_RDONLY, &code);
  if (!archive) return tell_fault(r, path, REAP_EINPUT, "the archive is damaged: download it again");
  reap_status status = REAP_OK;
  if (reap_aact_is_there(NULL, archive)) {
    status = reap_aact_read(path, archive, r->take, r->fault, r->context, error);
    zip_discard(archive);
    return status;
  }
  zip_int64_t count = zip_get_num_entries(archive, 0);
  for (zip_int64_t i = 0; i < count && status == REAP_OK; i++)
    status = take_entry(r, archive, (zip_uint64_t)i, path, error);
  zip_discard(archive);
  return status;
}

/* ---- files and folders ---- */

static reap_status fail_path(const char *path, reap_error *error) {
  char reason[128];
  reap_status status = reap_fail(error, REAP_EIO, "cannot be read: %s", strerror_r(errno, reason, sizeof reason));
  reap_error_set_source(error, path);
  return status;
}

static reap_status take_file(const reading *r, const char *path, const struct stat *about, reap_error *error) {
  FILE *file = fopen(path, "rb");
  if (!file) return fail_path(path, error);
  unsigned char mark[4] = {0};
  size_t got = fread(mark, 1, sizeof mark, file);
  if (got == 4 && memcmp(mark, "PK\003\004", 4) == 0) {
    fclose(file);
    return take_archive(r, path, error);
  }
  if (about->st_size > MOST_DOCUMENT_BYTES) {
    fclose(file);
    return tell_fault(r, path, REAP_ELIMIT, "larger than 256 MiB: give the registry's zip, or single records");
  }
  rewind(file);
  size_t size = (size_t)about->st_size;
  char *text = reap_alloc(size + 1);
  size = fread(text, 1, size, file);
  fclose(file);
  reap_status status = take_text(r, text, size, path, error);
  free(text);
  return status;
}

static reap_status take_path(const reading *r, const char *path, int depth, reap_error *error);

static int only_visible(const struct dirent *entry) { return entry->d_name[0] != '.'; }

/* In the order of the names, so that of two states of a trial the same comes last on every machine. */
static reap_status take_folder(const reading *r, const char *path, int depth, reap_error *error) {
  struct dirent **entries = NULL;
  if (reap_aact_is_there(path, NULL)) return reap_aact_read(path, NULL, r->take, r->fault, r->context, error);
  int count = scandir(path, &entries, only_visible, alphasort);
  if (count < 0) return fail_path(path, error);
  reap_status status = REAP_OK;
  for (int i = 0; i < count; i++) {
    size_t length = strlen(path) + strlen(entries[i]->d_name) + 2;
    char *name = reap_alloc(length);
    snprintf(name, length, "%s/%s", path, entries[i]->d_name);
    if (status == REAP_OK) status = take_path(r, name, depth + 1, error);
    free(name);
    free(entries[i]);
  }
  free(entries);
  return status;
}

static reap_status take_stdin(const reading *r, reap_error *error) {
  reap_buf text;
  size_t got;
  reap_buf_init(&text, MOST_DOCUMENT_BYTES);
  for (char *place; (place = reap_buf_reserve(&text, 65536)) && (got = fread(place, 1, 65536, stdin)) > 0;)
    text.len += got;
  reap_status status = text.full ? tell_fault(r, "-", REAP_ELIMIT, "larger than 256 MiB: give files")
                                 : take_text(r, text.ptr ? text.ptr : "", text.len, "-", error);
  reap_buf_free(&text);
  return status;
}

static reap_status take_path(const reading *r, const char *path, int depth, reap_error *error) {
  struct stat about;
  if (strcmp(path, "-") == 0 && depth == 0) return take_stdin(r, error);
  if (stat(path, &about) != 0) return fail_path(path, error);
  if (S_ISDIR(about.st_mode)) return depth < MOST_DEPTH ? take_folder(r, path, depth, error) : REAP_OK;
  if (!S_ISREG(about.st_mode)) return tell_fault(r, path, REAP_EINPUT, "no file: give a file, a zip or a folder");
  return take_file(r, path, &about, error);
}

reap_status reap_studies_read(const char *path, reap_study_fn take,
                              void (*fault)(void *context, const reap_error *error), void *context, reap_error *error) {
  const reading r = {take, fault, context};
  return take_path(&r, path, 0, error);
}
