/* SPDX-License-Identifier: MIT */
#ifndef REAP_MODEL_BATCH_H
#define REAP_MODEL_BATCH_H

#include "base/arena.h"
#include "base/vec.h"
#include "model/citation.h"
#include "model/finding.h"
#include "model/mention.h"
#include "model/quantity.h"
#include "model/token.h"

/* The columns of a batch: X(name of the column, type of its rows). Everything that walks all columns (reset, free, the
 * JSON dump) is generated from this list, so that a new column is added in one place.
 * A column named in a citation's reap_range holds that citation's rows next to each other, in citation order. */
#define REAP_COLUMNS(X)                                                                                                \
  X(citations, reap_citation)                                                                                          \
  X(authors, reap_author)                                                                                              \
  X(languages, reap_text_row)                                                                                          \
  X(publication_types, reap_text_row)                                                                                  \
  X(mesh, reap_mesh)                                                                                                   \
  X(links, reap_link)                                                                                                  \
  X(accessions, reap_accession)                                                                                        \
  X(keywords, reap_text_row)                                                                                           \
  X(other_texts, reap_other_text)                                                                                      \
  X(sections, reap_section)                                                                                            \
  X(markups, reap_markup)                                                                                              \
  X(sentences, reap_sentence)                                                                                          \
  X(tokens, reap_token)                                                                                                \
  X(mentions, reap_mention)                                                                                            \
  X(cues, reap_mention)                                                                                                \
  X(abbreviations, reap_abbreviation)                                                                                  \
  X(quantities, reap_quantity)                                                                                         \
  X(designs, reap_design)                                                                                              \
  X(trials, reap_trial)                                                                                                \
  X(arms, reap_arm)                                                                                                    \
  X(arm_names, reap_arm_name)                                                                                          \
  X(arm_mentions, reap_arm_mention)                                                                                    \
  X(outcomes, reap_outcome)                                                                                            \
  X(data, reap_datum)                                                                                                  \
  X(findings, reap_finding)                                                                                            \
  X(checks, reap_check)                                                                                                \
  X(attributions, reap_attribution)                                                                                    \
  X(phrases, reap_mention)

/* Some hundred citations moving through the stages together: flat columns and one arena for their bytes. Reset keeps
 * all memory, so a warmed-up batch costs no allocation. One thread at a time; handed from worker to worker. */
typedef struct reap_batch {
#define REAP_COLUMN_FIELD(name, type) REAP_VEC(type) name;
  REAP_COLUMNS(REAP_COLUMN_FIELD)
#undef REAP_COLUMN_FIELD
  reap_arena arena; /* texts and strings of the rows; valid until reset */
} reap_batch;

/* Column bits, for the contract of stages (stage.h): REAP_COL_citations, REAP_COL_tokens, ... */
enum {
#define REAP_COLUMN_INDEX(name, type) REAP_COLUMN_INDEX_##name,
  REAP_COLUMNS(REAP_COLUMN_INDEX)
#undef REAP_COLUMN_INDEX
      REAP_COLUMN_COUNT
};
#define REAP_COL(name) ((uint32_t)1 << REAP_COLUMN_INDEX_##name)

void reap_batch_reset(reap_batch *batch); /* empties it; rows and strings become invalid, memory is kept */
void reap_batch_free(reap_batch *batch);  /* frees what it holds, not the struct */

/* Convenience for loops: the text of a citation's span. */
static inline reap_str reap_text_at(const reap_citation *citation, reap_span span) {
  return reap_slice(citation->text, span);
}

#endif
