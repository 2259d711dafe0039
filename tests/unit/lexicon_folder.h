/* SPDX-License-Identifier: MIT */
/* Folders of lexicon sources for tests, and lexicons made of them. */
#ifndef REAP_TEST_LEXICON_FOLDER_H
#define REAP_TEST_LEXICON_FOLDER_H

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lexicon/compile.h"

typedef struct {
  char path[64];
} test_folder;

static inline test_folder folder_make(void) {
  test_folder folder = {"/tmp/reap-lexicon-test-XXXXXX"};
  if (!mkdtemp(folder.path)) abort();
  return folder;
}

static inline int folder_unlink(const char *path, const struct stat *info, int kind, struct FTW *walk) {
  (void)info, (void)kind, (void)walk;
  return remove(path);
}
static inline void folder_remove(const test_folder *folder) {
  nftw(folder->path, folder_unlink, 8, FTW_DEPTH | FTW_PHYS);
}

/* Writes `text` to a file of the folder; `name` may have one sub-folder in it, which is made. '|' stands for a tab. */
static inline void folder_write(const test_folder *folder, const char *name, const char *text) {
  char path[256];
  snprintf(path, sizeof path, "%s/%s", folder->path, name);
  char *slash = strrchr(path, '/');
  *slash = 0;
  mkdir(path, 0755);
  *slash = '/';
  FILE *file = fopen(path, "wb");
  if (!file) abort();
  for (; *text; text++) fputc(*text == '|' ? '\t' : *text, file);
  fclose(file);
}

/* The lexicon of one vocabulary "v" with these concepts, names and rules (without their header rows; NULL: no file). */
static inline reap_lexicon *lexicon_of(const char *concepts, const char *names, const char *rules) {
  test_folder folder = folder_make();
  char text[8192];
  snprintf(text, sizeof text, "id|type|name|value|xrefs|match\n%s", concepts ? concepts : "");
  folder_write(&folder, "v/concepts.tsv", text);
  snprintf(text, sizeof text, "id|name|match\n%s", names ? names : "");
  folder_write(&folder, "v/names.tsv", text);
  snprintf(text, sizeof text, "name|action|left|right\n%s", rules ? rules : "");
  folder_write(&folder, "v/block.tsv", text);
  reap_lexicon *lexicon;
  reap_error error;
  if (reap_lexicon_open_empty(&lexicon, &error) || reap_lexicon_add_folder(lexicon, folder.path, &error)) {
    fprintf(stderr, "%s:%d: %s\n", error.source, (int)error.line, error.message);
    abort();
  }
  folder_remove(&folder);
  return lexicon;
}

#endif
