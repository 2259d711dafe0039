/* SPDX-License-Identifier: MIT */
/* Any bytes as a TSV file: every cell lies inside the file, and reading ends. */
#include <stdlib.h>

#include "base/utf8.h"
#include "lexicon/tsv.h"

static const reap_tsv_column columns[] = {{"id", true}, {"name", true}, {"match", false}, {"note", false}};
enum { COLUMNS = sizeof columns / sizeof *columns };

static void require(bool truth) {
  if (!truth) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  reap_tsv tsv;
  reap_error error;
  reap_str cells[COLUMNS], bytes = {(const char *)data, (uint32_t)size};
  if (reap_tsv_open(&tsv, "fuzz.tsv", bytes, columns, COLUMNS, &error)) return 0;
  uint32_t line = tsv.line;
  for (reap_status status; (status = reap_tsv_next(&tsv, cells, &error)) != REAP_END;) {
    require(tsv.line > line);
    line = tsv.line;
    if (status) {
      require(status == REAP_EINPUT && error.line == line && error.message[0]);
      continue;
    }
    require(cells[0].len && cells[1].len);
    for (int i = 0; i < COLUMNS; i++) {
      require(cells[i].ptr >= bytes.ptr && cells[i].ptr + cells[i].len <= bytes.ptr + size);
      require(reap_utf8_first_bad(cells[i]) == REAP_NONE);
    }
  }
  return 0;
}
