/* SPDX-License-Identifier: MIT */
#ifndef REAP_MODEL_BATCH_JSON_H
#define REAP_MODEL_BATCH_JSON_H

#include "base/buf.h"
#include "base/status.h"
#include "model/batch.h"

/* Any columns of a batch as NDJSON, one citation a line, for `reap stage`, goldens and debugging. A line stands alone:
 * row numbers count from the citation's first row, spans are [first byte, past the last byte] in `text`. Absent values
 * are left out. A row with a short span shows its text under "#", which reading ignores. Lexicon concept numbers are
 * not written, since they mean nothing to another image: `id` and `name` are. */

/* Appends one line for citation number `index` of the batch, with its newline. */
void reap_batch_dump(const reap_batch *batch, uint32_t index, reap_buf *out);

/* Appends the citation on `line` (without its newline) to the batch. Foreign bytes: every span, row number and word is
 * checked. REAP_EINPUT says what is wrong where; the batch must then be reset. Concepts become REAP_NONE. */
REAP_MUST_USE reap_status reap_batch_load(reap_batch *batch, reap_str line, reap_error *error);

/* NULL when rows of the citation lie as the stages write them: sentences, tokens and names in text order without
 * overlap, tokens, names and quantities inside their sentences; else what is wrong. Done by reap_batch_load(). */
const char *reap_batch_check(const reap_batch *batch, const reap_citation *citation);

#endif
