/* SPDX-License-Identifier: MIT */
#include "registry/infer.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/memory.h"
#include "base/vec.h"
#include "registry/linkage.h"
#include "store/store.h"

enum { MOST_CANDIDATES = 200, MOST_STATED = 2000, FEW_STATED = 20 };
static const double FIRST_TEMPERATURE = 0.5; /* until there are cases to fit it on */

enum { REPORT, CANDIDATES, STATED, UNSTATED, STATEMENTS };
static const char *const sql[STATEMENTS] = {
    [REPORT] = "SELECT title, text, date, "
               "(SELECT group_concat(name, char(10)) FROM (SELECT text AS name FROM arm_names WHERE citation_id = ?1 "
               "UNION SELECT label FROM arms WHERE citation_id = ?1 UNION SELECT coalesce(name, text) FROM mentions "
               "WHERE citation_id = ?1 AND type IN ('intervention', 'alias', 'component') AND NOT negated)), "
               "(SELECT group_concat(text, char(10)) FROM outcomes WHERE citation_id = ?1), "
               "phase, allocation, masking, n_total, coalesce(pmid, document_id) "
               "FROM citations WHERE citation_id = ?1",
    [CANDIDATES] =
        "SELECT r.trial_id, coalesce(brief_title, '') || char(10) || coalesce(official_title, ''), acronym, "
        "(SELECT group_concat(name || coalesce(char(10) || replace(other_names, '; ', char(10)), ''), char(10)) "
        "FROM registered_interventions i WHERE i.trial_id = r.trial_id), "
        "(SELECT group_concat(measure, char(10)) FROM registered_outcomes o WHERE o.trial_id = r.trial_id "
        "AND o.kind = 'primary'), start_date, coalesce(completion_date, primary_completion_date), "
        "(SELECT group_concat(name, char(10)) FROM registered_sponsors p WHERE p.trial_id = r.trial_id "
        "AND p.kind = 'lead'), phase, allocation, masking, enrollment "
        "FROM (SELECT trial_id, count(DISTINCT concept) AS shared FROM registered_conditions WHERE concept IN "
        "(SELECT concept FROM mentions WHERE citation_id = ?1 AND type = 'condition' AND NOT negated) "
        "GROUP BY trial_id) JOIN registered_trials r USING (trial_id) "
        "WHERE coalesce(substr(start_date, 1, 4) <= substr(?4, 1, 4), 1) "
        "ORDER BY shared DESC, abs(enrollment - ?2), r.trial_id LIMIT ?3",
    [STATED] = "SELECT citation_id, min(trial_id) FROM trial_links JOIN registered_trials USING (trial_id) "
               "WHERE grade <= 3 GROUP BY citation_id HAVING count(*) = 1 ORDER BY citation_id LIMIT ?1",
    [UNSTATED] = "SELECT citation_id FROM current_citations c WHERE (n_total NOTNULL OR EXISTS "
                 "(SELECT 1 FROM arms a WHERE a.citation_id = c.citation_id)) AND coalesce(design, '') NOT IN "
                 "('review', 'systematic review', 'meta-analysis') AND citation_id NOT IN "
                 "(SELECT citation_id FROM trial_links) ORDER BY citation_id"};

typedef struct {
  char trial_id[16];
  reap_agreement pair;
} candidate;
typedef REAP_VEC(candidate) candidate_list;

/* A report whose trial is stated: its part of `known`, and which of them is true (REAP_NONE: not among them). */
typedef struct {
  uint32_t first, count, truth;
} known_report;

typedef struct {
  sqlite3 *db;
  sqlite3_stmt *statements[STATEMENTS];
  reap_tokenizer *tokenizer;
  reap_linkage linkage;
  candidate_list known, candidates;
  REAP_VEC(known_report) reports;
  REAP_VEC(double) weights;
  reap_buf reasons;
} inference;

/* ---- reading the store ---- */

static const char *text_at(sqlite3_stmt *row, int column) { return (const char *)sqlite3_column_text(row, column); }

static reap_linked_report report_of(sqlite3_stmt *row) {
  return (reap_linked_report){.title = text_at(row, 0),
                              .text = text_at(row, 1),
                              .date = text_at(row, 2),
                              .treatments = text_at(row, 3),
                              .outcomes = text_at(row, 4),
                              .phase = text_at(row, 5),
                              .allocation = text_at(row, 6),
                              .masking = text_at(row, 7),
                              .n = sqlite3_column_double(row, 8)};
}

static reap_linked_trial trial_of(sqlite3_stmt *row) {
  return (reap_linked_trial){.titles = text_at(row, 1),
                             .acronym = text_at(row, 2),
                             .treatments = text_at(row, 3),
                             .primary_outcomes = text_at(row, 4),
                             .start = text_at(row, 5),
                             .end = text_at(row, 6),
                             .sponsors = text_at(row, 7),
                             .phase = text_at(row, 8),
                             .allocation = text_at(row, 9),
                             .masking = text_at(row, 10),
                             .enrollment = sqlite3_column_double(row, 11)};
}

/* Reads the report and appends its candidates; the report's row stays until the next call. */
static reap_status find_candidates(inference *in, int64_t citation, candidate_list *out, reap_error *error) {
  sqlite3_stmt *report = in->statements[REPORT], *rows = in->statements[CANDIDATES];
  sqlite3_reset(report);
  sqlite3_reset(rows);
  sqlite3_bind_int64(report, 1, citation);
  if (sqlite3_step(report) != SQLITE_ROW) return reap_store_fail(in->db, "read", error);
  reap_linked_report side = report_of(report);
  sqlite3_bind_int64(rows, 1, citation);
  sqlite3_bind_double(rows, 2, side.n);
  sqlite3_bind_int(rows, 3, MOST_CANDIDATES);
  sqlite3_bind_text(rows, 4, side.date, -1, SQLITE_STATIC);
  int code;
  while ((code = sqlite3_step(rows)) == SQLITE_ROW) {
    reap_linked_trial trial = trial_of(rows);
    candidate *row = reap_push(out);
    snprintf(row->trial_id, sizeof row->trial_id, "%s", text_at(rows, 0));
    row->pair = reap_agreement_of(in->tokenizer, &side, &trial);
  }
  return code == SQLITE_DONE ? REAP_OK : reap_store_fail(in->db, "read", error);
}

/* ---- learning from what is stated ---- */

static reap_status read_stated(inference *in, reap_error *error) {
  sqlite3_stmt *rows = in->statements[STATED];
  reap_status status = REAP_OK;
  int code = SQLITE_DONE;
  sqlite3_bind_int(rows, 1, MOST_STATED);
  while (status == REAP_OK && (code = sqlite3_step(rows)) == SQLITE_ROW) {
    known_report *report = reap_push(&in->reports);
    report->first = in->known.count;
    report->truth = REAP_NONE;
    status = find_candidates(in, sqlite3_column_int64(rows, 0), &in->known, error);
    report->count = in->known.count - report->first;
    for (uint32_t i = 0; i < report->count; i++) {
      const candidate *row = &in->known.at[report->first + i];
      bool is_true = strcmp(row->trial_id, text_at(rows, 1)) == 0;
      if (is_true) report->truth = i;
      reap_linkage_count(&in->linkage, in->reports.count - 1, &row->pair, is_true);
    }
  }
  return status != REAP_OK || code == SQLITE_DONE ? status : reap_store_fail(in->db, "read", error);
}

/* The probabilities of a report's candidates, into in->weights. */
static void weigh(inference *in, const candidate *rows, uint32_t count, int but_fold, double temperature) {
  reap_vec_resize(&in->weights, count);
  for (uint32_t i = 0; i < count; i++) in->weights.at[i] = reap_linkage_weight(&in->linkage, but_fold, &rows[i].pair);
  reap_linkage_probabilities(temperature, in->weights.at, count);
}

static void weigh_known(inference *in, uint32_t report, double temperature) {
  const known_report *known = &in->reports.at[report];
  weigh(in, in->known.at + known->first, known->count, (int)(report % REAP_LINKAGE_FOLDS), temperature);
}

/* The mean surprise at what is true, each report judged by what the others teach. */
static double log_loss(inference *in, double temperature) {
  double sum = 0;
  for (uint32_t i = 0; i < in->reports.count; i++) {
    const known_report *report = &in->reports.at[i];
    double none = 1;
    weigh_known(in, i, temperature);
    for (uint32_t j = 0; j < report->count; j++) none -= in->weights.at[j];
    double truth = report->truth == REAP_NONE ? none : in->weights.at[report->truth];
    sum -= log(truth > 1e-9 ? truth : 1e-9);
  }
  return sum / in->reports.count;
}

static void fit_temperature(inference *in) {
  enum { STEPS = 10 };
  double best = INFINITY;
  in->linkage.temperature = FIRST_TEMPERATURE;
  for (int i = 1; in->reports.count >= FEW_STATED && i <= STEPS; i++) {
    double temperature = (double)i / STEPS, loss = log_loss(in, temperature);
    if (loss >= best) continue;
    best = loss;
    in->linkage.temperature = temperature;
  }
}

static uint32_t best_of(const double *weights, uint32_t count) {
  uint32_t best = 0;
  for (uint32_t i = 1; i < count; i++)
    if (weights[i] > weights[best]) best = i;
  return count ? best : REAP_NONE;
}

static void sum_up(inference *in, reap_infer_summary *summary) {
  summary->stated = in->reports.count;
  for (uint32_t i = 0; i < in->reports.count; i++) {
    const known_report *report = &in->reports.at[i];
    summary->out_of_reach += report->truth == REAP_NONE;
    weigh_known(in, i, in->linkage.temperature);
    uint32_t best = best_of(in->weights.at, report->count);
    if (best == REAP_NONE) continue;
    unsigned bin = (unsigned)(in->weights.at[best] * REAP_INFER_BINS);
    if (bin >= REAP_INFER_BINS) bin = REAP_INFER_BINS - 1;
    summary->bins[bin].best++;
    summary->bins[bin].right += best == report->truth;
  }
}

/* ---- telling ---- */

static const char *reasons_of(inference *in, const reap_agreement *pair) {
  reap_buf_reset(&in->reasons);
  for (int field = 0; field < REAP_AGREEMENTS; field++) {
    const reap_agreement_table *table = &reap_agreement_tables[field];
    unsigned level = pair->level[field];
    if (!table->level[level].speaks_for) continue;
    reap_buf_printf(&in->reasons, "%s%s %s", in->reasons.len ? "; " : "", table->name, table->level[level].name);
  }
  reap_buf_addc(&in->reasons, '\0');
  return in->reasons.ptr;
}

typedef struct {
  const reap_infer_options *options;
  void (*each)(void *context, const reap_inferred_link *link);
  void *context;
} teller;

static bool is_wanted(const reap_infer_options *options, const char *trial_id) {
  for (size_t i = 0; i < options->trial_count; i++)
    if (strcmp(options->trials[i], trial_id) == 0) return true;
  return options->trial_count == 0;
}

/* Tells the candidates that are likely enough, the likeliest first. */
static void tell_likely(inference *in, const teller *to) {
  char year[5];
  sqlite3_stmt *report = in->statements[REPORT];
  const char *date = text_at(report, 2), *title = text_at(report, 0);
  snprintf(year, sizeof year, "%s", date ? date : "");
  weigh(in, in->candidates.at, in->candidates.count, REAP_LINKAGE_ALL, in->linkage.temperature);
  for (uint32_t best; (best = best_of(in->weights.at, in->candidates.count)) != REAP_NONE;) {
    const candidate *row = &in->candidates.at[best];
    double score = in->weights.at[best];
    if (score < to->options->least || score < 0) return;
    in->weights.at[best] = -1; /* told */
    if (!is_wanted(to->options, row->trial_id)) continue;
    reap_inferred_link link = {row->trial_id,      text_at(report, 9),         year,
                               title ? title : "", reasons_of(in, &row->pair), score};
    to->each(to->context, &link);
  }
}

static reap_status infer_unstated(inference *in, const teller *to, unsigned *reports, reap_error *error) {
  sqlite3_stmt *rows = in->statements[UNSTATED];
  reap_status status = REAP_OK;
  int code = SQLITE_DONE;
  while (status == REAP_OK && (code = sqlite3_step(rows)) == SQLITE_ROW) {
    ++*reports;
    reap_vec_reset(&in->candidates);
    status = find_candidates(in, sqlite3_column_int64(rows, 0), &in->candidates, error);
    if (status == REAP_OK) tell_likely(in, to);
  }
  return status != REAP_OK || code == SQLITE_DONE ? status : reap_store_fail(in->db, "read", error);
}

static reap_status prepare(inference *in, reap_error *error) {
  for (int i = 0; i < STATEMENTS; i++)
    if (sqlite3_prepare_v2(in->db, sql[i], -1, &in->statements[i], NULL) != SQLITE_OK)
      return reap_store_fail(in->db, "read", error);
  return reap_tokenizer_open(&in->tokenizer, error);
}

static void close_all(inference *in) {
  for (int i = 0; i < STATEMENTS; i++) sqlite3_finalize(in->statements[i]);
  if (in->tokenizer) reap_tokenizer_close(in->tokenizer);
  reap_vec_free(&in->known);
  reap_vec_free(&in->candidates);
  reap_vec_free(&in->reports);
  reap_vec_free(&in->weights);
  reap_buf_free(&in->reasons);
  free(in);
}

reap_status reap_infer_links(sqlite3 *db, const reap_infer_options *options,
                             void (*each)(void *context, const reap_inferred_link *link), void *context,
                             reap_infer_summary *summary, reap_error *error) {
  inference *in = reap_alloc(sizeof *in);
  teller to = {options, each, context};
  *summary = (reap_infer_summary){0};
  in->db = db;
  reap_status status = prepare(in, error);
  if (status == REAP_OK) status = read_stated(in, error);
  if (status == REAP_OK) {
    fit_temperature(in);
    sum_up(in, summary);
    status = infer_unstated(in, &to, &summary->reports, error);
  }
  close_all(in);
  return status;
}
