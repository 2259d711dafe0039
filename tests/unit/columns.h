/* SPDX-License-Identifier: MIT */
/* Batches for tests, from files of dumped columns (tests run in the repository's root). */
#ifndef REAP_TEST_COLUMNS_H
#define REAP_TEST_COLUMNS_H

#include <stdio.h>
#include <stdlib.h>

#include "model/batch_json.h"
#include "test.h"

#define FULL_COLUMNS "tests/golden/emit/full/in.ndjson"
#define INPUT_KINDS_COLUMNS "tests/golden/emit/kinds_of_input/in.ndjson"

static inline char *file_text(const char *path) { /* the caller frees */
  FILE *file = fopen(path, "rb");
  assert_non_null(file);
  char *text = calloc(1, 1 << 20);
  size_t length = fread(text, 1, (1 << 20) - 1, file);
  text[length] = '\0';
  fclose(file);
  return text;
}

static inline void load_columns(reap_batch *batch, const char *path) {
  char *text = file_text(path);
  for (char *line = text, *end; (end = strchr(line, '\n')); line = end + 1) {
    reap_error error = {0};
    if (reap_batch_load(batch, (reap_str){line, (uint32_t)(end - line)}, &error) != REAP_OK)
      fail_msg("%s", error.message);
  }
  free(text);
}

#endif
