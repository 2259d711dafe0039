/* SPDX-License-Identifier: MIT */
#include "registry/refresh.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/memory.h"
#include "base/vec.h"
#include "registry/json_path.h"
#include "store/store.h"

enum { TRIALS_A_STEP = 100 }; /* asked for, loaded and kept together */

typedef struct {
  char id[12], posted[12]; /* posted: the day of the state that the store has, "" when it has none */
  bool held;               /* the store has it */
} trial;

typedef struct {
  const reap_refresh *refresh;
  reap_refresh_counts *counts;
  reap_ctgov service; /* with the stamp of its present state */
  char stamp[64], now[32];
  REAP_VEC(trial) trials;
  REAP_VEC(const char *) wanted; /* of the step at hand */
  json_t *studies;               /* fetched in it */
} refreshing;

/* ---- which trials ---- */

/* Those that may have changed: all, when the registry has (?1 is its state), else those that came since it was asked;
 * and with ?2 those that citations name. */
static const char trials_sql[] =
    "WITH checked AS (SELECT (SELECT value FROM meta WHERE key = 'registry') IS ?1 AS same, "
    "coalesce((SELECT value FROM meta WHERE key = 'registry_checked'), '') AS at, "
    "(SELECT value FROM meta WHERE key = 'registry_linked') IS ?1 AS same_linked, "
    "coalesce((SELECT value FROM meta WHERE key = 'registry_linked_checked'), '') AS linked_at) "
    "SELECT trial_id, coalesce(last_update_posted, ''), 1 FROM registered_trials, checked "
    "WHERE NOT same OR last_changed > at UNION ALL "
    "SELECT DISTINCT t.trial_id, '', 0 FROM trials t JOIN current_citations c USING (citation_id), checked "
    "WHERE ?2 AND (NOT same_linked OR c.last_changed > linked_at) AND t.trial_id GLOB 'NCT[0-9]*' "
    "AND t.trial_id NOT IN (SELECT trial_id FROM registered_trials) "
    "AND t.trial_id NOT IN (SELECT id FROM registered_ids WHERE kind = 'alias') ORDER BY 1";

/* Whether there can be any: the registry is not asked for its state in vain. */
static const char any_sql[] = "SELECT EXISTS (SELECT 1 FROM registered_trials) OR "
                              "(?1 AND EXISTS (SELECT 1 FROM trials WHERE trial_id GLOB 'NCT[0-9]*'))";

static reap_status has_trials(const refreshing *r, sqlite3 *db, bool *has, reap_error *error) {
  sqlite3_stmt *any = NULL;
  int code = sqlite3_prepare_v2(db, any_sql, -1, &any, NULL);
  if (code == SQLITE_OK) {
    sqlite3_bind_int(any, 1, r->refresh->linked);
    code = sqlite3_step(any);
  }
  *has = code == SQLITE_ROW && sqlite3_column_int(any, 0);
  sqlite3_finalize(any);
  return code == SQLITE_ROW ? REAP_OK : reap_store_fail(db, "read", error);
}

static reap_status list_trials(refreshing *r, sqlite3 *db, reap_error *error) {
  sqlite3_stmt *rows = NULL;
  int code = sqlite3_prepare_v2(db, trials_sql, -1, &rows, NULL);
  if (code == SQLITE_OK) {
    sqlite3_bind_text(rows, 1, r->stamp, -1, SQLITE_STATIC);
    sqlite3_bind_int(rows, 2, r->refresh->linked);
  }
  while (code == SQLITE_OK || code == SQLITE_ROW)
    if ((code = sqlite3_step(rows)) == SQLITE_ROW) {
      trial *new = reap_push(&r->trials);
      new->held = sqlite3_column_int(rows, 2) != 0;
      snprintf(new->posted, sizeof new->posted, "%s", (const char *)sqlite3_column_text(rows, 1));
      if (!reap_ctgov_id(new->id, (const char *)sqlite3_column_text(rows, 0))) r->trials.count--;
    }
  sqlite3_finalize(rows);
  return code == SQLITE_DONE ? REAP_OK : reap_store_fail(db, "read", error);
}

/* The store is open only while it is read, so that others may write to it while the registry is asked. */
static reap_status read_store(refreshing *r, bool *has, reap_error *error) {
  sqlite3 *db = NULL;
  reap_status status = reap_store_open(&db, r->refresh->store, 0, error);
  if (status == REAP_OK) status = r->stamp[0] ? list_trials(r, db, error) : has_trials(r, db, has, error);
  sqlite3_close(db);
  return status;
}

/* ---- a step ---- */

static int by_id(const void *key, const void *row) { return strcmp(key, ((const trial *)row)->id); }

/* Of a trial that the store has, its newer state is wanted. */
static reap_status on_date(void *context, json_t *study, reap_error *error) {
  (void)error;
  refreshing *r = context;
  const char *id = reap_json_text_at(study, "protocolSection.identificationModule.nctId");
  const char *posted = reap_json_text_at(study, "protocolSection.statusModule.lastUpdatePostDateStruct.date");
  const trial *known = id ? bsearch(id, r->trials.at, r->trials.count, sizeof *known, by_id) : NULL;
  if (known && known->held && posted && strcmp(posted, known->posted) > 0) *reap_push(&r->wanted) = known->id;
  return REAP_OK;
}

static reap_status on_study(void *context, json_t *study, reap_error *error) {
  (void)error;
  refreshing *r = context;
  json_array_append(r->studies, study);
  return REAP_OK;
}

static reap_status ask(refreshing *r, const trial *first, size_t count, reap_error *error) {
  const char *held[TRIALS_A_STEP];
  size_t held_count = 0;
  reap_vec_reset(&r->wanted);
  for (size_t i = 0; i < count; i++) {
    if (first[i].held)
      held[held_count++] = first[i].id;
    else
      *reap_push(&r->wanted) = first[i].id;
  }
  r->counts->asked += count;
  reap_status status = held_count ? reap_ctgov_dates(&r->service, held, held_count, on_date, r, error) : REAP_OK;
  if (status != REAP_OK || !r->wanted.count) return status;
  return reap_ctgov_fetch(&r->service, r->wanted.at, r->wanted.count, on_study, r, r->counts->missing, error);
}

static reap_status put_all(refreshing *r, sqlite3 *db, reap_error *error) {
  reap_trial_loader *loader = NULL;
  reap_status status = reap_trials_open(&loader, db, r->refresh->lexicon, r->now, error);
  size_t i;
  json_t *study;
  json_array_foreach(r->studies, i, study) {
    reap_trial_result result;
    if (status != REAP_OK) break;
    status = reap_trials_put(loader, study, "clinicaltrials.gov", &result, error);
    if (status == REAP_OK) r->counts->results[result]++;
  }
  reap_trials_close(loader);
  return status;
}

/* Ends with the registry's state in the store, when all was asked. */
static reap_status set_checked(const refreshing *r, sqlite3 *db, reap_error *error) {
  char *sql = sqlite3_mprintf("INSERT OR REPLACE INTO meta VALUES ('registry', %Q), ('registry_checked', %Q); "
                              "INSERT OR REPLACE INTO meta SELECT 'registry_linked', %Q WHERE %d; "
                              "INSERT OR REPLACE INTO meta SELECT 'registry_linked_checked', %Q WHERE %d",
                              r->stamp, r->now, r->stamp, r->refresh->linked, r->now, r->refresh->linked);
  reap_status status = reap_store_run(db, sql, error);
  sqlite3_free(sql);
  return status;
}

static reap_status keep(refreshing *r, bool last, reap_error *error) {
  reap_store_writer writer = {0};
  reap_status status = reap_store_writer_open(&writer, r->refresh->store, error);
  if (status == REAP_OK) status = put_all(r, writer.db, error);
  if (status == REAP_OK && last) status = set_checked(r, writer.db, error);
  if (status == REAP_OK) status = reap_store_writer_commit(&writer, error);
  if (status != REAP_OK) reap_error_set_source(error, r->refresh->store);
  reap_store_writer_close(&writer);
  json_array_clear(r->studies);
  return status;
}

static reap_status refresh_all(refreshing *r, reap_error *error) {
  reap_status status = REAP_OK;
  for (size_t i = 0; i < r->trials.count && status == REAP_OK; i += TRIALS_A_STEP) {
    size_t left = r->trials.count - i, count = left < TRIALS_A_STEP ? left : TRIALS_A_STEP;
    status = ask(r, &r->trials.at[i], count, error);
    if (status == REAP_OK && (json_array_size(r->studies) || count == left)) status = keep(r, count == left, error);
  }
  return status;
}

reap_status reap_trials_refresh(const reap_refresh *refresh, reap_refresh_counts *counts, reap_error *error) {
  refreshing r = {.refresh = refresh, .counts = counts, .service = *refresh->service, .studies = json_array()};
  bool has = false;
  *counts = (reap_refresh_counts){.missing = json_array()};
  reap_now_text(r.now);
  reap_status status = read_store(&r, &has, error);
  if (status == REAP_OK && has) {
    status = reap_ctgov_state(&r.service, r.stamp, sizeof r.stamp, error);
    r.service.state = r.stamp;
    if (status == REAP_OK) status = read_store(&r, &has, error);
    if (status == REAP_OK) status = refresh_all(&r, error);
  }
  json_decref(r.studies);
  reap_vec_free(&r.trials);
  reap_vec_free(&r.wanted);
  return status;
}
