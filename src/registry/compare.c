/* SPDX-License-Identifier: MIT */
#include "registry/compare.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/vec.h"
#include "registry/likeness.h"
#include "store/store.h"

const char *reap_verdict_name(reap_verdict verdict) {
  static const char *const names[] = {"same", "differs", "missing", "added", "switched", "unknown"};
  return names[verdict];
}

typedef struct {
  sqlite3 *db;
  const char *trial_id;
  long long citation, pmid; /* the report in hand */
  reap_tokenizer *tokenizer;
  void (*each)(void *context, const reap_comparison *row);
  void *context;
} comparer;

static void tell(const comparer *c, const char *field, const char *registered, const char *reported,
                 reap_verdict verdict) {
  reap_comparison row = {c->trial_id, c->pmid, field, registered, reported, verdict};
  c->each(c->context, &row);
}

/* ---- lists of texts out of the store ---- */

typedef struct {
  char *text, *kind; /* kind: of an outcome; of an arm, its other names, a line each. NULL where there is none */
  bool taken;
} item;
typedef REAP_VEC(item) item_list;

static void free_items(item_list *list) {
  for (uint32_t i = 0; i < list->count; i++) {
    free(list->at[i].text);
    free(list->at[i].kind);
  }
  reap_vec_free(list);
}

static char *column_text(sqlite3_stmt *row, int column) {
  const char *text = (const char *)sqlite3_column_text(row, column);
  return text ? reap_strdup(text) : NULL;
}

/* Rows of (text, kind) for the trial (?1) and the citation (?2). */
static reap_status read_items(const comparer *c, const char *sql, item_list *list, reap_error *error) {
  sqlite3_stmt *rows = NULL;
  int code = sqlite3_prepare_v2(c->db, sql, -1, &rows, NULL);
  if (code != SQLITE_OK) return reap_store_fail(c->db, "read", error);
  sqlite3_bind_text(rows, 1, c->trial_id, -1, SQLITE_STATIC);
  sqlite3_bind_int64(rows, 2, c->citation);
  while ((code = sqlite3_step(rows)) == SQLITE_ROW) {
    if (sqlite3_column_type(rows, 0) == SQLITE_NULL) continue;
    *reap_push(list) =
        (item){column_text(rows, 0), sqlite3_column_count(rows) > 1 ? column_text(rows, 1) : NULL, false};
  }
  reap_status status = code == SQLITE_DONE ? REAP_OK : reap_store_fail(c->db, "read", error);
  sqlite3_finalize(rows);
  return status;
}

static double outcome_likeness(const comparer *c, const char *text, const item *other) {
  return reap_likeness(c->tokenizer, reap_str_of(text), reap_str_of(other->text));
}

/* Of an arm the likest of its names counts. */
static double arm_likeness(const comparer *c, const char *text, const item *other) {
  double best = outcome_likeness(c, text, other);
  for (const char *name = other->kind; name && *name;) {
    size_t length = strcspn(name, "\n");
    double likeness = reap_likeness(c->tokenizer, reap_str_of(text), (reap_str){name, (uint32_t)length});
    if (likeness > best) best = likeness;
    name += length + (name[length] == '\n');
  }
  return best;
}

typedef double (*likeness_fn)(const comparer *c, const char *text, const item *other);

/* The item of `list` that is most alike and not taken yet; REAP_NONE when none is alike enough. */
static uint32_t most_alike(const comparer *c, likeness_fn alike, const char *text, const item_list *list) {
  double best = REAP_LIKENESS_PERCENT / 100.0;
  uint32_t found = REAP_NONE;
  for (uint32_t i = 0; i < list->count; i++) {
    double likeness = list->at[i].taken ? 0 : alike(c, text, &list->at[i]);
    if (likeness < best || (found != REAP_NONE && likeness == best)) continue;
    best = likeness;
    found = i;
  }
  return found;
}

/* ---- single values ---- */

/* What the registry's words mean in the words of a record; a registered value may stand for several. */
static const struct {
  const char *field, *registered, *reported;
} meanings[] = {
    {"phase", "EARLY_PHASE1", "1"},
    {"phase", "PHASE1", "1"},
    {"phase", "PHASE1; PHASE2", "1/2"},
    {"phase", "PHASE2", "2"},
    {"phase", "PHASE2; PHASE3", "2/3"},
    {"phase", "PHASE3", "3"},
    {"phase", "PHASE4", "4"},
    {"allocation", "RANDOMIZED", "randomized"},
    {"allocation", "NON_RANDOMIZED", "non-randomized"},
    {"masking", "NONE", "open label"},
    {"masking", "SINGLE", "single-blind"},
    {"masking", "SINGLE", "assessor-blind"},
    {"masking", "SINGLE", "blinded"},
    {"masking", "DOUBLE", "double-blind"},
    {"masking", "DOUBLE", "blinded"},
    {"masking", "TRIPLE", "double-blind"},
    {"masking", "TRIPLE", "triple-blind"},
    {"masking", "TRIPLE", "blinded"},
    {"masking", "QUADRUPLE", "double-blind"},
    {"masking", "QUADRUPLE", "triple-blind"},
    {"masking", "QUADRUPLE", "quadruple-blind"},
    {"masking", "QUADRUPLE", "blinded"},
};

reap_verdict reap_hold_value(const char *field, const char *registered, const char *reported) {
  if (!registered || !reported || strcmp(registered, "NA") == 0) return REAP_VERDICT_UNKNOWN;
  for (size_t i = 0; i < sizeof meanings / sizeof *meanings; i++)
    if (strcmp(meanings[i].field, field) == 0 && strcmp(meanings[i].registered, registered) == 0 &&
        strcmp(meanings[i].reported, reported) == 0)
      return REAP_VERDICT_SAME;
  return REAP_VERDICT_DIFFERS;
}

static void compare_enrollment(const comparer *c, sqlite3_stmt *row) {
  char registered[64] = "", reported[32] = "";
  const char *type = (const char *)sqlite3_column_text(row, 1);
  bool both = sqlite3_column_type(row, 0) != SQLITE_NULL && sqlite3_column_type(row, 2) != SQLITE_NULL;
  if (sqlite3_column_type(row, 0) != SQLITE_NULL)
    snprintf(registered, sizeof registered, "%lld%s", sqlite3_column_int64(row, 0),
             !type                         ? ""
             : strcmp(type, "ACTUAL") == 0 ? " (actual)"
                                           : " (anticipated)");
  if (sqlite3_column_type(row, 2) != SQLITE_NULL)
    snprintf(reported, sizeof reported, "%lld", sqlite3_column_int64(row, 2));
  tell(c, "enrollment", *registered ? registered : NULL, *reported ? reported : NULL,
       !both                                                          ? REAP_VERDICT_UNKNOWN
       : sqlite3_column_int64(row, 0) == sqlite3_column_int64(row, 2) ? REAP_VERDICT_SAME
                                                                      : REAP_VERDICT_DIFFERS);
}

static reap_status compare_values(const comparer *c, reap_error *error) {
  static const char *const fields[] = {"phase", "allocation", "masking"};
  static const char sql[] =
      "SELECT r.enrollment, r.enrollment_type, c.n_total, r.phase, c.phase, r.allocation, c.allocation, "
      "r.masking, c.masking FROM registered_trials r, citations c "
      "WHERE r.trial_id = ?1 AND c.citation_id = ?2";
  sqlite3_stmt *row = NULL;
  int code = sqlite3_prepare_v2(c->db, sql, -1, &row, NULL);
  if (code == SQLITE_OK) {
    sqlite3_bind_text(row, 1, c->trial_id, -1, SQLITE_STATIC);
    sqlite3_bind_int64(row, 2, c->citation);
    code = sqlite3_step(row);
  }
  if (code == SQLITE_ROW) {
    compare_enrollment(c, row);
    for (int i = 0; i < 3; i++) {
      const char *registered = (const char *)sqlite3_column_text(row, 3 + 2 * i);
      const char *reported = (const char *)sqlite3_column_text(row, 4 + 2 * i);
      tell(c, fields[i], registered, reported, reap_hold_value(fields[i], registered, reported));
    }
  }
  reap_status status = code == SQLITE_ROW ? REAP_OK : reap_store_fail(c->db, "read", error);
  sqlite3_finalize(row);
  return status;
}

/* ---- arms and outcomes ---- */

/* The arms with the other names that the abstract has for them, its abbreviations among them. */
static const char REPORTED_ARMS[] =
    "SELECT a.label, (SELECT group_concat(name, char(10)) FROM ("
    "SELECT text AS name FROM arm_names n WHERE n.citation_id = a.citation_id AND n.arm = a.arm "
    "UNION SELECT short FROM abbreviations b WHERE b.citation_id = a.citation_id AND lower(long) = lower(a.label) "
    "UNION SELECT long FROM abbreviations b WHERE b.citation_id = a.citation_id AND short = a.label)) "
    "FROM arms a WHERE ?1 NOTNULL AND a.citation_id = ?2 ORDER BY arm";

static reap_status compare_arms(const comparer *c, reap_error *error) {
  item_list registered = {0}, reported = {0};
  reap_status status = read_items(c, "SELECT label FROM registered_arms WHERE trial_id = ?1 AND ?2 ORDER BY position",
                                  &registered, error);
  if (status == REAP_OK) status = read_items(c, REPORTED_ARMS, &reported, error);
  for (uint32_t i = 0; status == REAP_OK && i < registered.count; i++) {
    uint32_t match = most_alike(c, arm_likeness, registered.at[i].text, &reported);
    if (match != REAP_NONE) reported.at[match].taken = true;
    tell(c, "arm", registered.at[i].text, match != REAP_NONE ? reported.at[match].text : NULL,
         match != REAP_NONE ? REAP_VERDICT_SAME : REAP_VERDICT_MISSING);
  }
  for (uint32_t i = 0; status == REAP_OK && i < reported.count; i++)
    if (!reported.at[i].taken) tell(c, "arm", NULL, reported.at[i].text, REAP_VERDICT_ADDED);
  free_items(&registered);
  free_items(&reported);
  return status;
}

/* Each registered primary outcome in the report; then what the report calls primary and the registration does not. */
static void hold_outcomes(const comparer *c, const item_list *primary, const item_list *others, item_list *reported) {
  for (uint32_t i = 0; i < primary->count; i++) {
    uint32_t match = most_alike(c, outcome_likeness, primary->at[i].text, reported);
    const item *found = match == REAP_NONE ? NULL : &reported->at[match];
    if (found) reported->at[match].taken = true;
    bool demoted = found && found->kind && strcmp(found->kind, "secondary") == 0;
    tell(c, "primary outcome", primary->at[i].text, found ? found->text : NULL,
         !found    ? REAP_VERDICT_MISSING
         : demoted ? REAP_VERDICT_SWITCHED
                   : REAP_VERDICT_SAME);
  }
  for (uint32_t i = 0; i < reported->count; i++) {
    const item *found = &reported->at[i];
    if (found->taken || !found->kind || strcmp(found->kind, "primary") != 0) continue;
    uint32_t match = most_alike(c, outcome_likeness, found->text, others);
    tell(c, "primary outcome", match == REAP_NONE ? NULL : others->at[match].text, found->text,
         match == REAP_NONE ? REAP_VERDICT_ADDED : REAP_VERDICT_SWITCHED);
  }
}

static reap_status compare_outcomes(const comparer *c, reap_error *error) {
  item_list primary = {0}, others = {0}, reported = {0};
  reap_status status = read_items(
      c, "SELECT measure FROM registered_outcomes WHERE trial_id = ?1 AND ?2 AND kind = 'primary' ORDER BY position",
      &primary, error);
  if (status == REAP_OK)
    status =
        read_items(c,
                   "SELECT measure, kind FROM registered_outcomes WHERE trial_id = ?1 AND ?2 AND kind <> 'primary' "
                   "ORDER BY kind DESC, position",
                   &others, error);
  if (status == REAP_OK)
    status = read_items(c,
                        "SELECT text, CASE is_primary WHEN 1 THEN 'primary' WHEN 0 THEN 'secondary' END FROM outcomes "
                        "WHERE ?1 NOTNULL AND citation_id = ?2 ORDER BY outcome",
                        &reported, error);
  if (status == REAP_OK) hold_outcomes(c, &primary, &others, &reported);
  free_items(&primary);
  free_items(&others);
  free_items(&reported);
  return status;
}

/* ---- time frames ---- */

/* The first duration of a text in days ("24 months", "1 year"); 0 when there is none. */
static double days_of(const char *text) {
  static const struct {
    const char *unit;
    double days;
  } units[] = {{"hour", 1 / 24.0}, {"day", 1}, {"week", 7}, {"month", 30.4375}, {"year", 365.25}};
  for (const char *at = text; *at; at++) {
    if (!reap_is_digit(*at) || (at > text && (reap_is_digit(at[-1]) || reap_is_alpha(at[-1])))) continue;
    char *end;
    double value = strtod(at, &end);
    while (*end == ' ' || *end == '-') end++;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++)
      if (reap_str_begins_nocase(reap_str_of(end), units[i].unit)) return value * units[i].days;
  }
  return 0;
}

/* Each distinct registered time frame with a duration: is a time of that length in the report? */
static reap_status compare_times(const comparer *c, reap_error *error) {
  item_list frames = {0}, times = {0};
  reap_status status = read_items(c,
                                  "SELECT DISTINCT time_frame FROM registered_outcomes WHERE trial_id = ?1 AND ?2 "
                                  "AND kind = 'primary' ORDER BY position",
                                  &frames, error);
  if (status == REAP_OK)
    status =
        read_items(c,
                   "SELECT DISTINCT text FROM quantities WHERE ?1 NOTNULL AND citation_id = ?2 AND kind = 'duration' "
                   "ORDER BY quantity",
                   &times, error);
  for (uint32_t i = 0; status == REAP_OK && i < frames.count; i++) {
    double days = days_of(frames.at[i].text);
    const char *found = NULL;
    for (uint32_t j = 0; j < times.count && !found; j++) {
      double reported = days_of(times.at[j].text);
      if (days > 0 && reported > days * 0.95 && reported < days * 1.05) found = times.at[j].text;
    }
    tell(c, "time frame", frames.at[i].text, found,
         days <= 0 ? REAP_VERDICT_UNKNOWN
         : found   ? REAP_VERDICT_SAME
                   : REAP_VERDICT_MISSING);
  }
  free_items(&frames);
  free_items(&times);
  return status;
}

/* ---- reports of a trial ---- */

static const char REPORTS[] =
    "SELECT citation_id, coalesce(pmid, 0) FROM trial_links WHERE trial_id = ?1 ORDER BY pmid, citation_id";

static reap_status compare_report(const comparer *c, reap_error *error) {
  reap_status status = compare_values(c, error);
  if (status == REAP_OK) status = compare_arms(c, error);
  if (status == REAP_OK) status = compare_outcomes(c, error);
  return status == REAP_OK ? compare_times(c, error) : status;
}

static reap_status check_registered(sqlite3 *db, const char *trial_id, reap_error *error) {
  sqlite3_stmt *row = NULL;
  int code = sqlite3_prepare_v2(db, "SELECT 1 FROM registered_trials WHERE trial_id = ?", -1, &row, NULL);
  if (code == SQLITE_OK) {
    sqlite3_bind_text(row, 1, trial_id, -1, SQLITE_STATIC);
    code = sqlite3_step(row);
  }
  sqlite3_finalize(row);
  if (code == SQLITE_ROW) return REAP_OK;
  return code != SQLITE_DONE
             ? reap_store_fail(db, "read", error)
             : reap_fail(error, REAP_EINPUT,
                         "the store has no registration of %s: reap fetch trials %s | reap load trials - -o DB",
                         trial_id, trial_id);
}

reap_status reap_compare_trial(sqlite3 *db, const char *trial_id,
                               void (*each)(void *context, const reap_comparison *row), void *context,
                               unsigned *reports, reap_error *error) {
  comparer c = {.db = db, .trial_id = trial_id, .each = each, .context = context};
  sqlite3_stmt *rows = NULL;
  *reports = 0;
  reap_status status = check_registered(db, trial_id, error);
  if (status == REAP_OK) status = reap_tokenizer_open(&c.tokenizer, error);
  if (status == REAP_OK && sqlite3_prepare_v2(db, REPORTS, -1, &rows, NULL) != SQLITE_OK)
    status = reap_store_fail(db, "read", error);
  if (rows) sqlite3_bind_text(rows, 1, trial_id, -1, SQLITE_STATIC);
  int code = SQLITE_DONE;
  while (status == REAP_OK && (code = sqlite3_step(rows)) == SQLITE_ROW) {
    c.citation = sqlite3_column_int64(rows, 0);
    c.pmid = sqlite3_column_int64(rows, 1);
    ++*reports;
    status = compare_report(&c, error);
  }
  if (status == REAP_OK && code != SQLITE_DONE) status = reap_store_fail(db, "read", error);
  sqlite3_finalize(rows);
  reap_tokenizer_close(c.tokenizer);
  return status;
}
