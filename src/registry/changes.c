/* SPDX-License-Identifier: MIT */
#include "registry/changes.h"

#include <stdlib.h>
#include <string.h>

#include "registry/json_path.h"
#include "store/store.h"

const char *reap_change_name(reap_change_kind kind) {
  static const char *const names[REAP_CHANGES] = {"added",     "revised",    "retracted",
                                                  "withdrawn", "registered", "updated"};
  return names[kind];
}

/* What a row is about, by what was asked: ?2 is 1 for a condition, ?3 is 1 for trials (in the table wanted). */
#define CITATION_WANTED                                                                                                \
  "AND (NOT ?2 OR EXISTS (SELECT 1 FROM mentions m WHERE m.citation_id = c.citation_id AND m.type = 'condition' "      \
  "AND NOT m.negated AND of_condition(m.concept, m.text)) "                                                            \
  "OR EXISTS (SELECT 1 FROM mesh h WHERE h.citation_id = c.citation_id AND of_condition('MESH:' || h.ui, h.name))) "   \
  "AND (NOT ?3 OR EXISTS (SELECT 1 FROM trials t WHERE t.citation_id = c.citation_id AND t.trial_id IN wanted) "       \
  "OR EXISTS (SELECT 1 FROM registered_references r WHERE r.pmid = c.pmid AND r.type IN ('RESULT', 'DERIVED') "        \
  "AND r.trial_id IN wanted)) "
#define CITATION_ROW "c.pmid, c.version, c.document_id, c.title, c.journal, c.date FROM citations c "

static const char all_changes[] =
    "SELECT 0 AS kind, c.first_seen AS at, " CITATION_ROW
    "WHERE c.last_changed >= ?1 AND c.first_seen >= ?1 " CITATION_WANTED
    "UNION ALL SELECT 1, c.last_changed, " CITATION_ROW "WHERE c.last_changed >= ?1 "
    "AND c.last_changed <> c.first_seen AND c.last_changed IS NOT c.retracted_since " CITATION_WANTED
    "UNION ALL SELECT 2, c.retracted_since, " CITATION_ROW
    "WHERE c.last_changed >= ?1 AND c.retracted_since >= ?1 " CITATION_WANTED
    "UNION ALL SELECT 3, d.seen, d.pmid, d.version, NULL, d.title, NULL, NULL FROM deletions d WHERE d.seen >= ?1 "
    "AND (NOT ?2 OR EXISTS (SELECT 1 FROM json_each(d.conditions) j "
    "WHERE of_condition(json_extract(j.value, '$[0]'), json_extract(j.value, '$[1]')))) "
    "AND (NOT ?3 OR EXISTS (SELECT 1 FROM json_each(d.trials) j WHERE j.value IN wanted)) "
    "UNION ALL SELECT CASE v.number WHEN 1 THEN 4 ELSE 5 END, v.seen, 0, v.number, v.trial_id, t.brief_title, NULL, "
    "NULL FROM registered_versions v JOIN registered_trials t USING (trial_id) "
    "WHERE t.last_changed >= ?1 AND v.seen >= ?1 "
    "AND (NOT ?2 OR EXISTS (SELECT 1 FROM registered_conditions r WHERE r.trial_id = v.trial_id "
    "AND of_condition(r.concept, r.name))) AND (NOT ?3 OR v.trial_id IN wanted) "
    "ORDER BY at, kind, pmid, document_id, version";

static const char state_sql[] = "SELECT document FROM registered_versions WHERE trial_id = ?1 AND number = ?2";

/* A trial by the id that it has now, when it is known by that or by an older one. */
static const char wanted_sql[] =
    "INSERT INTO wanted SELECT ?1 WHERE EXISTS (SELECT 1 FROM registered_trials WHERE trial_id = ?1) "
    "OR EXISTS (SELECT 1 FROM trials WHERE trial_id = ?1) "
    "OR EXISTS (SELECT 1 FROM deletions d, json_each(d.trials) j WHERE j.value = ?1) "
    "UNION SELECT trial_id FROM registered_ids WHERE id = ?1 AND kind = 'alias' "
    "UNION SELECT id FROM registered_ids WHERE trial_id = ?1";

typedef struct {
  sqlite3 *db;
  const reap_changes_query *query;
  reap_tokenizer *tokenizer;
  reap_str concept; /* of the condition; empty when the lexicon knows none */
  reap_arena arena;
  reap_differences differences;
  sqlite3_stmt *rows, *state;
} finder;

/* ---- conditions ---- */

/* The concept whose name or id the condition is, as a whole. */
static reap_str concept_of(const finder *f) {
  const reap_lexicon *lexicon = f->query->lexicon;
  reap_str name = reap_str_of(f->query->condition), none = {0};
  if (!lexicon || !name.len) return none;
  uint32_t found = reap_lexicon_find(lexicon, name), at = 0;
  REAP_VEC(reap_token) tokens = {0};
  reap_tokenize(f->tokenizer, name, (reap_span){0, name.len}, (reap_token_vec *)&tokens);
  reap_lexicon_match match;
  if (found == REAP_NONE && reap_lexicon_next(lexicon, REAP_LAYER_ENTITY, name, tokens.at, tokens.count, &at, &match) &&
      match.tokens == tokens.count)
  found = match.concept;
  reap_vec_free(&tokens);
  return found == REAP_NONE ? none : reap_lexicon_concept(lexicon, found).id;
}

/* of_condition(concept, text): is it the condition that was asked for, or a kind of it? */
static void of_condition(sqlite3_context *answer, int count, sqlite3_value **values) {
  (void)count;
  const finder *f = sqlite3_user_data(answer);
  reap_str concept = reap_str_of((const char *)sqlite3_value_text(values[0]));
  reap_str text = reap_str_of((const char *)sqlite3_value_text(values[1]));
  bool same = text.len && reap_str_find_nocase(text, f->query->condition) != REAP_NONE;
  if (!same && concept.len && f->concept.len) {
    uint32_t number = reap_lexicon_find(f->query->lexicon, concept);
    same = reap_str_equal(concept, f->concept) ||
           (number != REAP_NONE && reap_lexicon_is_a(f->query->lexicon, number, f->concept));
  }
  sqlite3_result_int(answer, same);
}

/* ---- trials ---- */

static reap_status want_trials(const finder *f, reap_error *error) {
  sqlite3_stmt *add = NULL;
  reap_status status = reap_store_run(f->db,
                                      "PRAGMA temp_store = MEMORY; DROP TABLE IF EXISTS temp.wanted; "
                                      "CREATE TEMP TABLE wanted (trial_id TEXT)",
                                      error);
  if (status == REAP_OK && sqlite3_prepare_v2(f->db, wanted_sql, -1, &add, NULL) != SQLITE_OK)
    status = reap_store_fail(f->db, "read", error);
  for (size_t i = 0; i < f->query->trial_count && status == REAP_OK; i++) {
    sqlite3_reset(add);
    sqlite3_bind_text(add, 1, f->query->trials[i], -1, SQLITE_STATIC);
    if (sqlite3_step(add) != SQLITE_DONE)
      status = reap_store_fail(f->db, "read", error);
    else if (!sqlite3_changes(f->db))
      status = reap_fail(error, REAP_EINPUT,
                         "the store knows nothing of %s: reap fetch trials %s | reap load trials - -o DB",
                         f->query->trials[i], f->query->trials[i]);
  }
  sqlite3_finalize(add);
  return status;
}

/* ---- states of a trial ---- */

static reap_status read_state(finder *f, const char *trial, int number, json_t **out, reap_error *error) {
  sqlite3_reset(f->state);
  sqlite3_bind_text(f->state, 1, trial, -1, SQLITE_STATIC);
  sqlite3_bind_int(f->state, 2, number);
  int code = sqlite3_step(f->state);
  const char *text = code == SQLITE_ROW ? (const char *)sqlite3_column_text(f->state, 0) : NULL;
  *out = text ? json_loads(text, 0, NULL) : NULL;
  bool broken = code != SQLITE_ROW && code != SQLITE_DONE;
  sqlite3_reset(f->state);
  if (broken) return reap_store_fail(f->db, "read", error);
  return *out ? REAP_OK : reap_fail(error, REAP_EDB, "state %d of %s is not in the store", number, trial);
}

static reap_status find_differences(finder *f, const char *trial, int number, json_t *states[2], reap_error *error) {
  reap_status status = read_state(f, trial, number, &states[1], error);
  if (status == REAP_OK && number > 1) status = read_state(f, trial, number - 1, &states[0], error);
  if (status != REAP_OK || !states[0]) return status;
  return reap_differences_find(states[0], states[1], f->tokenizer, &f->arena, &f->differences, error);
}

/* ---- rows ---- */

static const char *text_at(const finder *f, int column) { return (const char *)sqlite3_column_text(f->rows, column); }

static reap_status give_change(finder *f, void (*each)(void *context, const reap_change *change), void *context,
                               reap_error *error) {
  reap_change change = {.kind = (reap_change_kind)sqlite3_column_int(f->rows, 0),
                        .when = text_at(f, 1),
                        .pmid = sqlite3_column_int64(f->rows, 2),
                        .number = sqlite3_column_int(f->rows, 3),
                        .id = text_at(f, 4),
                        .title = text_at(f, 5),
                        .place = text_at(f, 6),
                        .date = text_at(f, 7)};
  json_t *states[2] = {NULL, NULL};
  reap_status status = REAP_OK;
  reap_arena_reset(&f->arena);
  reap_vec_reset(&f->differences);
  if (change.kind >= REAP_CHANGE_REGISTERED) {
    status = find_differences(f, change.id, change.number, states, error);
    change.date = reap_json_text_at(states[1], "protocolSection.statusModule.lastUpdatePostDateStruct.date");
    change.differences = f->differences.at;
    change.difference_count = f->differences.count;
  }
  if (status == REAP_OK) each(context, &change);
  json_decref(states[0]);
  json_decref(states[1]);
  return status;
}

static reap_status prepare(finder *f, reap_error *error) {
  reap_status status = reap_tokenizer_open(&f->tokenizer, error);
  if (status == REAP_OK) status = want_trials(f, error);
  if (status != REAP_OK) return status;
  f->concept = concept_of(f);
  if (sqlite3_create_function(f->db, "of_condition", 2, SQLITE_UTF8, f, of_condition, NULL, NULL) != SQLITE_OK ||
      sqlite3_prepare_v2(f->db, all_changes, -1, &f->rows, NULL) != SQLITE_OK ||
      sqlite3_prepare_v2(f->db, state_sql, -1, &f->state, NULL) != SQLITE_OK)
    return reap_store_fail(f->db, "read", error);
  sqlite3_bind_text(f->rows, 1, f->query->since, -1, SQLITE_STATIC);
  sqlite3_bind_int(f->rows, 2, f->query->condition != NULL);
  sqlite3_bind_int(f->rows, 3, f->query->trial_count > 0);
  return REAP_OK;
}

reap_status reap_changes_find(sqlite3 *db, const reap_changes_query *query,
                              void (*each)(void *context, const reap_change *change), void *context,
                              reap_error *error) {
  finder f = {.db = db, .query = query};
  reap_status status = prepare(&f, error);
  int code = SQLITE_DONE;
  while (status == REAP_OK && (code = sqlite3_step(f.rows)) == SQLITE_ROW)
    status = give_change(&f, each, context, error);
  if (status == REAP_OK && code != SQLITE_DONE) status = reap_store_fail(db, "read", error);
  sqlite3_finalize(f.rows);
  sqlite3_finalize(f.state);
  (void)sqlite3_create_function(db, "of_condition", 2, SQLITE_UTF8, NULL, NULL, NULL, NULL);
  reap_tokenizer_close(f.tokenizer);
  reap_vec_free(&f.differences);
  reap_arena_free(&f.arena);
  return status;
}
