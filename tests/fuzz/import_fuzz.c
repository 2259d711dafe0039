/* SPDX-License-Identifier: MIT */
/* Any bytes as a vocabulary to be imported: its rows can be read to their ends, faults have a line, and reading ends.
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/arena.h"
#include "lexicon/import_format.h"

static void require(bool truth) {
  if (!truth) abort();
}

static volatile unsigned char last;

static void touch(reap_str text) {
  for (uint32_t i = 0; i < text.len; i++) last = (unsigned char)text.ptr[i];
}

static void take(void *context, const reap_import_row *row) {
  reap_str out;
  reap_import_vocabulary *known = context;
  require(row->id.len > 0);
  touch(row->id);
  touch(row->trees);
  if (known->type_of) (void)known->type_of(row);
  const reap_str_vec *lists[] = {&row->synonyms, &row->acronyms, &row->xrefs, &row->parents};
  reap_arena arena = {0};
  for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
    for (uint32_t k = 0; k < lists[i]->count; k++) {
      touch(lists[i]->at[k]);
      if (reap_import_clean_name(&arena, lists[i]->at[k], true, false, &out) != REAP_IMPORT_DROP) touch(out);
    }
  reap_arena_free(&arena);
}

static void report(void *context, const reap_lexicon_fault *fault) {
  (void)context;
  require(fault->message[0] && fault->file[0]);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  char path[64];
  int file = memfd_create("import", 0);
  if (file < 0 || write(file, data, size) != (ssize_t)size) abort();
  snprintf(path, sizeof path, "/proc/self/fd/%d", file);
  reap_error error = {0};
  reap_arena arena = {0};
  reap_lexicon_import_job job = {0};
  reap_import_vocabulary known = {0};
  reap_import_source source = {.report = report, .take = take, .context = &known};
  reap_status status = reap_import_source_open(&source, path, &error);
  const reap_import_format *format = status ? NULL : reap_import_format_find(NULL, reap_import_source_head(&source));
  if (format) {
    known = reap_import_vocabulary_find(format->name, reap_import_table_first_id(reap_import_source_head(&source)));
    status = format->read(&source, &job, &known, &arena, &error);
    require(!status || error.message[0]);
  }
  reap_import_source_close(&source);
  reap_arena_free(&arena);
  close(file);
  return 0;
}
