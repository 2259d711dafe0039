/* SPDX-License-Identifier: MIT */
#include "lexicon/import_source.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>

#include "base/memory.h"
#include "base/utf8.h"

enum { FIRST_BYTES = 1 << 16, MAX_LINE_BYTES = 1 << 24 };

void reap_import_row_reset(reap_import_row *row) {
  row->id = row->name = row->trees = (reap_str){"", 0};
  row->type = -1;
  reap_vec_reset(&row->synonyms);
  reap_vec_reset(&row->acronyms);
  reap_vec_reset(&row->xrefs);
  reap_vec_reset(&row->parents);
}

void reap_import_row_free(reap_import_row *row) {
  reap_vec_free(&row->synonyms);
  reap_vec_free(&row->acronyms);
  reap_vec_free(&row->xrefs);
  reap_vec_free(&row->parents);
}

static reap_status read_fault(const reap_import_source *source, reap_error *error) {
  int code = Z_OK;
  const char *what = gzerror(source->file, &code);
  if (code == Z_ERRNO)
    reap_fail(error, REAP_EIO, "cannot read the file: %s", strerror(errno));
  else
    reap_fail(error, REAP_EINPUT, "the gzip data are damaged or cut short (%s): get the file again", what);
  reap_error_set_source(error, source->path);
  return code == Z_ERRNO ? REAP_EIO : REAP_EINPUT;
}

/* Reads more behind what is in memory. */
static reap_status fill(reap_import_source *source, reap_error *error) {
  if (source->at) memmove(source->bytes, source->bytes + source->at, source->end - source->at);
  source->end -= source->at;
  source->at = 0;
  if (source->end == source->capacity) {
    source->capacity *= 2;
    source->bytes = reap_realloc(source->bytes, source->capacity);
  }
  int got = gzread(source->file, source->bytes + source->end, (unsigned)(source->capacity - source->end));
  int code = Z_OK;
  gzerror(source->file, &code);
  if (got < 0 || (got == 0 && code != Z_OK && code != Z_STREAM_END)) return read_fault(source, error);
  source->end += (size_t)got;
  source->ended = got == 0;
  return REAP_OK;
}

reap_status reap_import_source_open(reap_import_source *source, const char *path, reap_error *error) {
  source->path = path;
  source->at = source->end = 0;
  source->line = 0;
  source->ended = false;
  errno = 0;
  source->file = gzopen(path, "rb");
  if (!source->file) {
    reap_fail(error, REAP_EIO, "cannot open the file: %s", strerror(errno ? errno : ENOMEM));
    reap_error_set_source(error, path);
    return REAP_EIO;
  }
  source->capacity = FIRST_BYTES;
  source->bytes = reap_alloc(source->capacity);
  reap_status status = fill(source, error);
  if (!status && source->end >= 3 && memcmp(source->bytes, "\xEF\xBB\xBF", 3) == 0) source->at = 3;
  return status;
}

void reap_import_source_close(reap_import_source *source) {
  if (source->file) gzclose(source->file);
  free(source->bytes);
  source->file = NULL;
  source->bytes = NULL;
}

reap_str reap_import_source_head(const reap_import_source *source) {
  return (reap_str){source->bytes + source->at, (uint32_t)(source->end - source->at)};
}

reap_status reap_import_source_line(reap_import_source *source, reap_str *line, reap_error *error) {
  for (size_t seen = 0;;) {
    char *beg = source->bytes + source->at, *end = memchr(beg + seen, '\n', source->end - source->at - seen);
    if (!end && !source->ended) {
      seen = source->end - source->at;
      reap_status status =
          seen > MAX_LINE_BYTES ? reap_fail(error, REAP_ELIMIT, "a line is longer than 16 MiB") : fill(source, error);
      if (!status) continue;
      reap_error_set_source(error, source->path);
      reap_error_set_line(error, source->line + 1);
      return status;
    }
    if (!end && source->at == source->end) return REAP_END;
    size_t length = end ? (size_t)(end - beg) : source->end - source->at;
    source->at += length + (end != NULL);
    source->line++;
    while (length && beg[length - 1] == '\r') length--;
    *line = (reap_str){beg, (uint32_t)length};
    return REAP_OK;
  }
}

int reap_import_source_read(reap_import_source *source, char *out, int capacity, reap_error *error) {
  if (source->at == source->end && !source->ended && fill(source, error)) return -1;
  size_t count = source->end - source->at;
  if (count > (size_t)capacity) count = (size_t)capacity;
  memcpy(out, source->bytes + source->at, count);
  source->at += count;
  return (int)count;
}

void reap_import_source_fault(reap_import_source *source, uint64_t line, const char *format, ...) {
  reap_error error;
  char message[sizeof error.message];
  va_list args;
  va_start(args, format);
  vsnprintf(message, sizeof message, format, args);
  va_end(args);
  source->bad_rows++;
  reap_lexicon_fault fault = {source->path, (uint32_t)(line ? line : source->line), REAP_LEXICON_ERROR, message};
  if (source->report) source->report(source->report_context, &fault);
}

bool reap_import_next_value(reap_str cell, reap_str separator, uint32_t *at, reap_str *value) {
  while (*at < cell.len) {
    uint32_t beg = *at, end = beg;
    while (end < cell.len &&
           (cell.len - end < separator.len || memcmp(cell.ptr + end, separator.ptr, separator.len) != 0))
      end++;
    *at = end < cell.len ? end + separator.len : cell.len;
    while (beg < end && cell.ptr[beg] == ' ') beg++;
    while (end > beg && cell.ptr[end - 1] == ' ') end--;
    *value = (reap_str){cell.ptr + beg, end - beg};
    if (value->len) return true;
  }
  return false;
}
