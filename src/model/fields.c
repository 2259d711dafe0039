/* SPDX-License-Identifier: MIT */
#include "model/fields.h"

#define FIELD(type, member, field_kind)                                                                                \
  { .name = #member, .offset = offsetof(type, member), .kind = (field_kind) }
#define WORD(type, member, words)                                                                                      \
  { .name = #member, .offset = offsetof(type, member), .kind = REAP_FIELD_WORD, .word = (words) }
#define ROWS(type, member, field_kind, of)                                                                             \
  { .name = #member, .offset = offsetof(type, member), .kind = (field_kind), .column = REAP_COLUMN_INDEX_##of }
#define WORD_AT(words, i) ((i) < sizeof(words) / sizeof *(words) ? (words)[i] : NULL)

static const char *op_word(unsigned i) {
  static const char *const words[] = {"put", "delete"};
  return WORD_AT(words, i);
}
static const char *section_word(unsigned i) {
  static const char *const words[] = {"unknown", "title",   "background",  "objective",
                                      "methods", "results", "conclusions", "registration"};
  return WORD_AT(words, i);
}
static const char *markup_word(unsigned i) {
  static const char *const words[] = {"sup", "sub"};
  return WORD_AT(words, i);
}
static const char *via_word(unsigned i) {
  static const char *const words[] = {"lexicon", "abbreviation", "pattern", "tagger"};
  return WORD_AT(words, i);
}
static const char *type_word(unsigned i) { return reap_type_name((reap_type)i); }
static const char *kind_word(unsigned i) { return reap_quantity_kind_name((reap_quantity_kind)i); }
static const char *relation_word(unsigned i) { return reap_relation_name((reap_relation)i); }
static const char *role_word(unsigned i) { return reap_quantity_role_name((reap_quantity_role)i); }
static const char *stage_word(unsigned i) { return reap_trial_stage_name((reap_trial_stage)i); }
static const char *arm_role_word(unsigned i) { return reap_arm_role_name((reap_arm_role)i); }
static const char *direction_word(unsigned i) { return reap_direction_name((reap_direction)i); }

static const reap_field citations_fields[] = {FIELD(reap_citation, pmid, REAP_FIELD_U32),
                                              FIELD(reap_citation, version, REAP_FIELD_U16),
                                              WORD(reap_citation, op, op_word),
                                              FIELD(reap_citation, retracted, REAP_FIELD_BOOL),
                                              FIELD(reap_citation, plain_text, REAP_FIELD_BOOL),
                                              FIELD(reap_citation, is_book, REAP_FIELD_BOOL),
                                              FIELD(reap_citation, ordinal, REAP_FIELD_U32),
                                              FIELD(reap_citation, id, REAP_FIELD_STR),
                                              FIELD(reap_citation, source, REAP_FIELD_STR),
                                              FIELD(reap_citation, doi, REAP_FIELD_STR),
                                              FIELD(reap_citation, pmcid, REAP_FIELD_STR),
                                              FIELD(reap_citation, journal, REAP_FIELD_STR),
                                              FIELD(reap_citation, issn, REAP_FIELD_STR),
                                              FIELD(reap_citation, date, REAP_FIELD_STR),
                                              FIELD(reap_citation, vernacular_title, REAP_FIELD_STR),
                                              FIELD(reap_citation, text, REAP_FIELD_STR),
                                              FIELD(reap_citation, title, REAP_FIELD_SPAN)};
static const reap_field authors_fields[] = {FIELD(reap_author, last, REAP_FIELD_STR),
                                            FIELD(reap_author, initials, REAP_FIELD_STR),
                                            FIELD(reap_author, collective, REAP_FIELD_STR)};
static const reap_field text_fields[] = {FIELD(reap_text_row, text, REAP_FIELD_STR)};
static const reap_field mesh_fields[] = {FIELD(reap_mesh, ui, REAP_FIELD_STR), FIELD(reap_mesh, name, REAP_FIELD_STR),
                                         FIELD(reap_mesh, major, REAP_FIELD_BOOL)};
static const reap_field links_fields[] = {FIELD(reap_link, type, REAP_FIELD_STR),
                                          FIELD(reap_link, pmid, REAP_FIELD_U32)};
static const reap_field accessions_fields[] = {FIELD(reap_accession, bank, REAP_FIELD_STR),
                                               FIELD(reap_accession, number, REAP_FIELD_STR)};
static const reap_field other_texts_fields[] = {FIELD(reap_other_text, type, REAP_FIELD_STR),
                                                FIELD(reap_other_text, language, REAP_FIELD_STR),
                                                FIELD(reap_other_text, text, REAP_FIELD_STR)};
static const reap_field sections_fields[] = {
    FIELD(reap_section, span, REAP_FIELD_SPAN), WORD(reap_section, kind, section_word),
    FIELD(reap_section, label, REAP_FIELD_STR), FIELD(reap_section, category, REAP_FIELD_STR)};
static const reap_field markups_fields[] = {FIELD(reap_markup, span, REAP_FIELD_SPAN),
                                            WORD(reap_markup, kind, markup_word)};
static const reap_field sentences_fields[] = {FIELD(reap_sentence, span, REAP_FIELD_SPAN),
                                              ROWS(reap_sentence, section, REAP_FIELD_ROW, sections),
                                              ROWS(reap_sentence, tokens, REAP_FIELD_RANGE, tokens)};
static const reap_field tokens_fields[] = {FIELD(reap_token, span, REAP_FIELD_SPAN),
                                           FIELD(reap_token, hash, REAP_FIELD_HASH),
                                           FIELD(reap_token, flags, REAP_FIELD_U32)};
static const reap_field mentions_fields[] = {
    FIELD(reap_mention, span, REAP_FIELD_SPAN), ROWS(reap_mention, sentence, REAP_FIELD_ROW, sentences),
    WORD(reap_mention, type, type_word),        WORD(reap_mention, via, via_word),
    FIELD(reap_mention, flags, REAP_FIELD_U8),  FIELD(reap_mention, id, REAP_FIELD_STR),
    FIELD(reap_mention, name, REAP_FIELD_STR)};
static const reap_field abbreviations_fields[] = {FIELD(reap_abbreviation, short_form, REAP_FIELD_SPAN),
                                                  FIELD(reap_abbreviation, long_form, REAP_FIELD_SPAN)};
static const reap_field quantities_fields[] = {FIELD(reap_quantity, span, REAP_FIELD_SPAN),
                                               WORD(reap_quantity, kind, kind_word),
                                               WORD(reap_quantity, relation, relation_word),
                                               WORD(reap_quantity, role, role_word),
                                               WORD(reap_quantity, stage, stage_word),
                                               FIELD(reap_quantity, value, REAP_FIELD_DOUBLE),
                                               FIELD(reap_quantity, low, REAP_FIELD_DOUBLE),
                                               FIELD(reap_quantity, high, REAP_FIELD_DOUBLE),
                                               FIELD(reap_quantity, level, REAP_FIELD_DOUBLE),
                                               FIELD(reap_quantity, count, REAP_FIELD_DOUBLE),
                                               FIELD(reap_quantity, of, REAP_FIELD_DOUBLE),
                                               FIELD(reap_quantity, df1, REAP_FIELD_DOUBLE),
                                               FIELD(reap_quantity, df2, REAP_FIELD_DOUBLE),
                                               FIELD(reap_quantity, measure, REAP_FIELD_STR),
                                               FIELD(reap_quantity, unit, REAP_FIELD_STR),
                                               FIELD(reap_quantity, people, REAP_FIELD_STR),
                                               FIELD(reap_quantity, numeral, REAP_FIELD_SPAN_MAYBE),
                                               FIELD(reap_quantity, low_numeral, REAP_FIELD_SPAN_MAYBE),
                                               FIELD(reap_quantity, high_numeral, REAP_FIELD_SPAN_MAYBE),
                                               ROWS(reap_quantity, sentence, REAP_FIELD_ROW, sentences),
                                               ROWS(reap_quantity, about, REAP_FIELD_ROW_MAYBE, quantities),
                                               FIELD(reap_quantity, flags, REAP_FIELD_U8),
                                               FIELD(reap_quantity, rule, REAP_FIELD_CSTR)};
static const reap_field designs_fields[] = {FIELD(reap_design, type, REAP_FIELD_STR),
                                            FIELD(reap_design, phase, REAP_FIELD_STR),
                                            FIELD(reap_design, allocation, REAP_FIELD_STR),
                                            FIELD(reap_design, masking, REAP_FIELD_STR),
                                            FIELD(reap_design, centers, REAP_FIELD_STR),
                                            FIELD(reap_design, type_span, REAP_FIELD_SPAN_MAYBE),
                                            FIELD(reap_design, phase_span, REAP_FIELD_SPAN_MAYBE),
                                            FIELD(reap_design, allocation_span, REAP_FIELD_SPAN_MAYBE),
                                            FIELD(reap_design, masking_span, REAP_FIELD_SPAN_MAYBE),
                                            FIELD(reap_design, centers_span, REAP_FIELD_SPAN_MAYBE),
                                            ROWS(reap_design, n_total, REAP_FIELD_ROW_MAYBE, quantities)};
static const reap_field trials_fields[] = {
    FIELD(reap_trial, id, REAP_FIELD_STR), FIELD(reap_trial, registry, REAP_FIELD_STR),
    FIELD(reap_trial, via, REAP_FIELD_U8), FIELD(reap_trial, span, REAP_FIELD_SPAN_MAYBE)};
static const reap_field arms_fields[] = {FIELD(reap_arm, label, REAP_FIELD_SPAN_MAYBE),
                                         FIELD(reap_arm, described, REAP_FIELD_SPAN_MAYBE),
                                         WORD(reap_arm, role, arm_role_word),
                                         FIELD(reap_arm, n, REAP_FIELD_DOUBLE),
                                         ROWS(reap_arm, n_quantity, REAP_FIELD_ROW_MAYBE, quantities),
                                         ROWS(reap_arm, names, REAP_FIELD_OWNED, arm_names),
                                         ROWS(reap_arm, interventions, REAP_FIELD_OWNED, arm_mentions)};
static const reap_field arm_names_fields[] = {FIELD(reap_arm_name, span, REAP_FIELD_SPAN)};
static const reap_field arm_mentions_fields[] = {ROWS(reap_arm_mention, mention, REAP_FIELD_ROW, mentions)};
static const reap_field outcomes_fields[] = {
    FIELD(reap_outcome, span, REAP_FIELD_SPAN), ROWS(reap_outcome, mention, REAP_FIELD_ROW_MAYBE, mentions),
    FIELD(reap_outcome, concept, REAP_FIELD_STR), FIELD(reap_outcome, primary, REAP_FIELD_U8)};
static const reap_field data_fields[] = {
    ROWS(reap_datum, arm, REAP_FIELD_ARM, arms), ROWS(reap_datum, quantity, REAP_FIELD_ROW_MAYBE, quantities),
    WORD(reap_datum, kind, kind_word),           WORD(reap_datum, relation, relation_word),
    FIELD(reap_datum, derived, REAP_FIELD_BOOL), FIELD(reap_datum, value, REAP_FIELD_DOUBLE),
    FIELD(reap_datum, sd, REAP_FIELD_DOUBLE),    FIELD(reap_datum, se, REAP_FIELD_DOUBLE),
    FIELD(reap_datum, low, REAP_FIELD_DOUBLE),   FIELD(reap_datum, high, REAP_FIELD_DOUBLE),
    FIELD(reap_datum, count, REAP_FIELD_DOUBLE), FIELD(reap_datum, of, REAP_FIELD_DOUBLE),
    FIELD(reap_datum, unit, REAP_FIELD_STR)};
static const reap_field findings_fields[] = {FIELD(reap_finding, span, REAP_FIELD_SPAN),
                                             ROWS(reap_finding, sentence, REAP_FIELD_ROW, sentences),
                                             ROWS(reap_finding, outcome, REAP_FIELD_ROW_MAYBE, outcomes),
                                             ROWS(reap_finding, arm, REAP_FIELD_ARM, arms),
                                             ROWS(reap_finding, comparator, REAP_FIELD_ARM, arms),
                                             ROWS(reap_finding, timepoint, REAP_FIELD_ROW_MAYBE, quantities),
                                             FIELD(reap_finding, subgroup, REAP_FIELD_SPAN_MAYBE),
                                             ROWS(reap_finding, data, REAP_FIELD_RANGE, data),
                                             ROWS(reap_finding, effect, REAP_FIELD_ROW_MAYBE, quantities),
                                             ROWS(reap_finding, interval, REAP_FIELD_ROW_MAYBE, quantities),
                                             ROWS(reap_finding, p, REAP_FIELD_ROW_MAYBE, quantities),
                                             WORD(reap_finding, direction, direction_word),
                                             FIELD(reap_finding, significant, REAP_FIELD_I8),
                                             FIELD(reap_finding, noninferior, REAP_FIELD_I8),
                                             FIELD(reap_finding, missing, REAP_FIELD_U8),
                                             FIELD(reap_finding, confidence, REAP_FIELD_FLOAT),
                                             FIELD(reap_finding, rule, REAP_FIELD_CSTR)};
static const reap_field checks_fields[] = {
    FIELD(reap_check, rule, REAP_FIELD_CSTR), ROWS(reap_check, finding, REAP_FIELD_ROW_MAYBE, findings),
    FIELD(reap_check, ok, REAP_FIELD_BOOL), FIELD(reap_check, message, REAP_FIELD_STR)};
static const reap_field attributions_fields[] = {ROWS(reap_attribution, arm, REAP_FIELD_ARM, arms),
                                                 ROWS(reap_attribution, outcome, REAP_FIELD_ROW_MAYBE, outcomes)};

#define ACCESS(column, type)                                                                                           \
  static uint32_t count_##column(const reap_batch *batch) { return batch->column.count; }                              \
  static const void *at_##column(const reap_batch *batch, uint32_t row) { return &batch->column.at[row]; }             \
  static void *push_##column(reap_batch *batch) { return reap_push(&batch->column); }
REAP_COLUMNS(ACCESS)

#define COLUMN(column, table, row_kind, offset)                                                                        \
  [REAP_COLUMN_INDEX_##column] = {.name = #column,                                                                     \
                                  .fields = (table),                                                                   \
                                  .field_count = sizeof(table) / sizeof *(table),                                      \
                                  .rows = (row_kind),                                                                  \
                                  .range_offset = (offset),                                                            \
                                  .count = count_##column,                                                             \
                                  .at = at_##column,                                                                   \
                                  .push = push_##column}
#define RANGED(column, table) COLUMN(column, table, REAP_ROWS_RANGE, offsetof(reap_citation, column))

const reap_column *reap_column_at(unsigned index) {
  static const reap_column columns[REAP_COLUMN_COUNT] = {
      COLUMN(citations, citations_fields, REAP_ROWS_CITATIONS, 0),
      RANGED(authors, authors_fields),
      RANGED(languages, text_fields),
      RANGED(publication_types, text_fields),
      RANGED(mesh, mesh_fields),
      RANGED(links, links_fields),
      RANGED(accessions, accessions_fields),
      RANGED(keywords, text_fields),
      RANGED(other_texts, other_texts_fields),
      RANGED(sections, sections_fields),
      RANGED(markups, markups_fields),
      RANGED(sentences, sentences_fields),
      RANGED(tokens, tokens_fields),
      RANGED(mentions, mentions_fields),
      RANGED(cues, mentions_fields),
      RANGED(abbreviations, abbreviations_fields),
      RANGED(quantities, quantities_fields),
      RANGED(designs, designs_fields),
      RANGED(trials, trials_fields),
      RANGED(arms, arms_fields),
      COLUMN(arm_names, arm_names_fields, REAP_ROWS_OWNED, 0),
      COLUMN(arm_mentions, arm_mentions_fields, REAP_ROWS_OWNED, 0),
      RANGED(outcomes, outcomes_fields),
      RANGED(data, data_fields),
      RANGED(findings, findings_fields),
      RANGED(checks, checks_fields),
      COLUMN(attributions, attributions_fields, REAP_ROWS_PARALLEL, offsetof(reap_citation, quantities)),
      RANGED(phrases, mentions_fields),
  };
  return &columns[index];
}
