/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "registry/json_path.h"
#include "registry/registry.h"
#include "registry/rows.h"
#include "store/store.h"
#include "text/fold.h"

enum { FIND, ADD_VERSION, TOUCH, CONDITIONS, SET_CONCEPT, STATEMENTS };

static const char *const sql[STATEMENTS] = {
    [FIND] = "SELECT coalesce(t.last_update_posted, ''), coalesce(v.fingerprint, 0), coalesce(t.versions, 0), "
             "(SELECT count(*) FROM registered_versions e WHERE e.trial_id = t.trial_id AND e.fingerprint = ?2) "
             "FROM registered_trials t LEFT JOIN registered_versions v ON v.trial_id = t.trial_id "
             "AND v.number = t.versions WHERE t.trial_id = ?1",
    [ADD_VERSION] = "INSERT INTO registered_versions VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    [TOUCH] = "UPDATE registered_trials SET source = ?2, first_seen = coalesce(first_seen, ?3), last_changed = ?3, "
              "versions = ?4 WHERE trial_id = ?1",
    [CONDITIONS] = "SELECT kind, position, name FROM registered_conditions WHERE trial_id = ?",
    [SET_CONCEPT] = "UPDATE registered_conditions SET concept = ?4, concept_name = ?5 "
                    "WHERE trial_id = ?1 AND kind = ?2 AND position = ?3"};

typedef REAP_VEC(reap_token) token_vec;

struct reap_trial_loader {
  sqlite3 *db;
  const reap_lexicon *lexicon;
  reap_tokenizer *tokenizer;
  token_vec tokens;
  char *now;
  reap_trial_rows *tables;
  sqlite3_stmt *statements[STATEMENTS];
};

reap_status reap_trials_open(reap_trial_loader **out, sqlite3 *db, const reap_lexicon *lexicon, const char *now,
                             reap_error *error) {
  reap_trial_loader *loader = reap_alloc(sizeof *loader);
  *loader = (reap_trial_loader){.db = db, .lexicon = lexicon, .now = reap_strdup(now)};
  loader->tables = reap_alloc(reap_trial_table_count * sizeof *loader->tables);
  reap_status status = reap_tokenizer_open(&loader->tokenizer, error);
  for (size_t i = 0; status == REAP_OK && i < reap_trial_table_count; i++)
    status = reap_trial_rows_open(&loader->tables[i], db, &reap_trial_tables[i], error);
  for (int i = 0; status == REAP_OK && i < STATEMENTS; i++)
    if (sqlite3_prepare_v2(db, sql[i], -1, &loader->statements[i], NULL) != SQLITE_OK)
      status = reap_store_fail(db, "prepare", error);
  *out = status == REAP_OK ? loader : NULL;
  if (status != REAP_OK) reap_trials_close(loader);
  return status;
}

void reap_trials_close(reap_trial_loader *loader) {
  if (!loader) return;
  for (size_t i = 0; i < reap_trial_table_count; i++) reap_trial_rows_close(&loader->tables[i]);
  for (int i = 0; i < STATEMENTS; i++) sqlite3_finalize(loader->statements[i]);
  reap_tokenizer_close(loader->tokenizer);
  reap_vec_free(&loader->tokens);
  free(loader->tables);
  free(loader->now);
  free(loader);
}

/* ---- what is kept of a record ---- */

/* FNV-1a over the record without what the registry itself changes every night. */
static int64_t fingerprint_of(json_t *study) {
  json_t *rest = json_copy(study);
  json_object_del(rest, "derivedSection");
  char *text = json_dumps(rest, JSON_COMPACT | JSON_SORT_KEYS);
  uint64_t hash = 14695981039346656037u;
  for (const char *c = text; c && *c; c++) hash = (hash ^ (unsigned char)*c) * 1099511628211u;
  free(text);
  json_decref(rest);
  return (int64_t)hash;
}

/* ---- steps ---- */

typedef struct {
  const char *id;
  const char *posted; /* when the registry last posted an update, "" when it does not say */
  int64_t fingerprint, versions;
  bool from_tables; /* made of AACT's: of the same day, the registry's own record says more */
} state;

static reap_status step_to_end(reap_trial_loader *loader, int which, reap_error *error) {
  int code = sqlite3_step(loader->statements[which]);
  sqlite3_reset(loader->statements[which]);
  return code == SQLITE_DONE ? REAP_OK : reap_store_fail(loader->db, "write to", error);
}

/* A record that was posted before the one that the store has, or that it had before and not been posted again. */
static bool is_overtaken(const state *now, const char *known, bool seen_before) {
  const char *posted = now->posted;
  if (!known || !*known || !*posted) return seen_before;
  int order = strcmp(posted, known);
  return order < 0 || (order == 0 && (seen_before || now->from_tables));
}

/* What the store has to say about the study: new, changed, the same, or overtaken. */
static reap_status look_up(reap_trial_loader *loader, state *now, reap_trial_result *result, reap_error *error) {
  sqlite3_stmt *find = loader->statements[FIND];
  sqlite3_reset(find);
  sqlite3_bind_text(find, 1, now->id, -1, SQLITE_STATIC);
  sqlite3_bind_int64(find, 2, now->fingerprint);
  int code = sqlite3_step(find);
  *result = REAP_TRIAL_ADDED;
  if (code == SQLITE_ROW) {
    const char *posted = (const char *)sqlite3_column_text(find, 0);
    now->versions = sqlite3_column_int64(find, 2);
    *result = sqlite3_column_int64(find, 1) == now->fingerprint              ? REAP_TRIAL_SAME
              : is_overtaken(now, posted, sqlite3_column_int64(find, 3) > 0) ? REAP_TRIAL_OLDER
                                                                             : REAP_TRIAL_CHANGED;
    code = SQLITE_DONE;
  }
  sqlite3_reset(find);
  return code == SQLITE_DONE ? REAP_OK : reap_store_fail(loader->db, "read", error);
}

static reap_status add_version(reap_trial_loader *loader, const state *now, json_t *study, reap_error *error) {
  sqlite3_stmt *add = loader->statements[ADD_VERSION];
  const char *version = reap_json_text_at(study, "derivedSection.miscInfoModule.versionHolder");
  char *document = json_dumps(study, JSON_COMPACT);
  sqlite3_bind_text(add, 1, now->id, -1, SQLITE_STATIC);
  sqlite3_bind_int64(add, 2, now->versions + 1);
  sqlite3_bind_text(add, 3, version, -1, SQLITE_STATIC);
  sqlite3_bind_text(add, 4, loader->now, -1, SQLITE_STATIC);
  sqlite3_bind_int64(add, 5, now->fingerprint);
  sqlite3_bind_text(add, 6, document, -1, SQLITE_STATIC);
  reap_status status = step_to_end(loader, ADD_VERSION, error);
  free(document);
  return status;
}

static reap_status touch(reap_trial_loader *loader, const state *now, const char *source, reap_error *error) {
  sqlite3_stmt *update = loader->statements[TOUCH];
  sqlite3_bind_text(update, 1, now->id, -1, SQLITE_STATIC);
  sqlite3_bind_text(update, 2, source, -1, SQLITE_STATIC);
  sqlite3_bind_text(update, 3, loader->now, -1, SQLITE_STATIC);
  sqlite3_bind_int64(update, 4, now->versions + 1);
  return step_to_end(loader, TOUCH, error);
}

/* ---- concepts of conditions ---- */

/* The condition that a registered name is: the longest that the lexicon finds in it, the last of equals (the head of an
 * English noun phrase stands at its end). */
static uint32_t concept_of(reap_trial_loader *loader, reap_str name) {
  uint32_t best = REAP_NONE, best_tokens = 0, at = 0;
  loader->tokens.count = 0;
  reap_tokenize(loader->tokenizer, name, (reap_span){0, name.len}, (reap_token_vec *)&loader->tokens);
  reap_lexicon_match match;
  for (; reap_lexicon_next(loader->lexicon, REAP_LAYER_ENTITY, name, loader->tokens.at, loader->tokens.count, &at,
                           &match);
       at += match.tokens) {
    if (reap_lexicon_concept(loader->lexicon, match.concept).type != REAP_CONDITION || match.tokens < best_tokens)
      continue;
    best = match.concept;
    best_tokens = match.tokens;
  }
  return best;
}

static reap_status map_condition(reap_trial_loader *loader, const char *id, sqlite3_stmt *row, reap_error *error) {
  const char *name = (const char *)sqlite3_column_text(row, 2);
  uint32_t found = name ? concept_of(loader, reap_str_of(name)) : REAP_NONE;
  if (found == REAP_NONE) return REAP_OK;
  reap_concept concept = reap_lexicon_concept(loader->lexicon, found);
  sqlite3_stmt *set = loader->statements[SET_CONCEPT];
  sqlite3_bind_text(set, 1, id, -1, SQLITE_STATIC);
  sqlite3_bind_value(set, 2, sqlite3_column_value(row, 0));
  sqlite3_bind_int(set, 3, sqlite3_column_int(row, 1));
  sqlite3_bind_text(set, 4, concept.id.ptr, (int)concept.id.len, SQLITE_STATIC);
  sqlite3_bind_text(set, 5, concept.name.ptr, (int)concept.name.len, SQLITE_STATIC);
  return step_to_end(loader, SET_CONCEPT, error);
}

static reap_status map_conditions(reap_trial_loader *loader, const char *id, reap_error *error) {
  sqlite3_stmt *rows = loader->statements[CONDITIONS];
  reap_status status = REAP_OK;
  int code = SQLITE_DONE;
  sqlite3_bind_text(rows, 1, id, -1, SQLITE_STATIC);
  while (status == REAP_OK && (code = sqlite3_step(rows)) == SQLITE_ROW)
    status = map_condition(loader, id, rows, error);
  if (status == REAP_OK && code != SQLITE_DONE) status = reap_store_fail(loader->db, "read", error);
  sqlite3_reset(rows);
  return status;
}

reap_status reap_trials_map_again(reap_trial_loader *loader, reap_error *error) {
  sqlite3_stmt *trials = NULL;
  reap_status status = reap_store_run(loader->db,
                                      "UPDATE registered_conditions SET concept = NULL, concept_name = NULL "
                                      "WHERE concept IS NOT NULL",
                                      error);
  if (status == REAP_OK &&
      sqlite3_prepare_v2(loader->db, "SELECT trial_id FROM registered_trials", -1, &trials, NULL) != SQLITE_OK)
    status = reap_store_fail(loader->db, "read", error);
  int code = SQLITE_DONE;
  while (status == REAP_OK && (code = sqlite3_step(trials)) == SQLITE_ROW)
    status = map_conditions(loader, (const char *)sqlite3_column_text(trials, 0), error);
  if (status == REAP_OK && code != SQLITE_DONE) status = reap_store_fail(loader->db, "read", error);
  sqlite3_finalize(trials);
  return status;
}

/* ---- a study ---- */

static bool is_trial_id(const char *id) {
  return id && strncmp(id, "NCT", 3) == 0 && strlen(id) > 3 && strspn(id + 3, "0123456789") == strlen(id + 3);
}

static reap_status write_all(reap_trial_loader *loader, const state *now, json_t *study, const char *source,
                             reap_error *error) {
  reap_status status = REAP_OK;
  for (size_t i = 0; status == REAP_OK && i < reap_trial_table_count; i++)
    status = reap_trial_rows_write(&loader->tables[i], now->id, study, error);
  if (status == REAP_OK) status = map_conditions(loader, now->id, error);
  if (status == REAP_OK) status = add_version(loader, now, study, error);
  return status == REAP_OK ? touch(loader, now, source, error) : status;
}

reap_status reap_trials_put(reap_trial_loader *loader, json_t *study, const char *source, reap_trial_result *result,
                            reap_error *error) {
  state now = {.id = reap_json_text_at(study, "protocolSection.identificationModule.nctId"),
               .posted = reap_json_text_at(study, "protocolSection.statusModule.lastUpdatePostDateStruct.date")};
  if (!is_trial_id(now.id))
    return reap_fail(error, REAP_EINPUT, "no record of a study: it has no NCT number in its identification module");
  if (!now.posted) now.posted = "";
  now.from_tables = json_is_true(json_object_get(study, "aact"));
  reap_trial_remove_people(study);
  now.fingerprint = fingerprint_of(study);
  reap_status status = look_up(loader, &now, result, error);
  bool wanted = *result == REAP_TRIAL_ADDED || *result == REAP_TRIAL_CHANGED;
  return status == REAP_OK && wanted ? write_all(loader, &now, study, source, error) : status;
}
