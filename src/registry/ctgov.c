/* SPDX-License-Identifier: MIT */
#include "registry/ctgov.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "registry/ctgov_request.h"
#include "registry/json_path.h"
#include "registry/registry.h"

enum { PACE_MS = 1000, OTHER_PACE_MS = 100 }; /* of the public service, and of any other */
enum { IDS_A_REQUEST = 100, STUDIES_A_PAGE = 200, MOST_PAGES = 10000, MOST_BEGINNINGS = 3 };

void reap_ctgov_default(reap_ctgov *out) {
  const char *url = getenv("REAP_CTGOV_URL");
  *out = (reap_ctgov){
      .url = url && *url ? url : "https://clinicaltrials.gov/api/v2", .attempts = 6, .limits = reap_net_default_limits};
}

bool reap_ctgov_id(char out[12], const char *text) {
  if (strncasecmp(text, "NCT", 3) != 0 || strlen(text) != 11 || strspn(text + 3, "0123456789") != 8) return false;
  memcpy(out, "NCT", 3);
  memcpy(out + 3, text + 3, 9);
  return strcmp(out, "NCT00000000") != 0;
}

static const char *id_of(json_t *study) {
  return reap_json_text_at(study, "protocolSection.identificationModule.nctId");
}

/* ---- pages ---- */

static reap_status refused(long http_status, reap_error *error) {
  reap_status status = http_status != 400 ? reap_net_tell_status(http_status, error)
                                          : reap_fail(error, REAP_ENET,
                                                      "the registry refuses the question (HTTP status 400): check "
                                                      "the words of the condition, or try again later");
  reap_error_set_source(error, "ClinicalTrials.gov");
  return status;
}

/* Asks for the page behind `token` (NULL: the first), gives its studies and leaves the next token, NULL at the end.
 * *used_up when the registry no longer knows the token. */
static reap_status one_page(const reap_ctgov *service, reap_str query, json_t **token, bool *used_up,
                            reap_ctgov_take take, void *context, reap_error *error) {
  reap_buf path = {0};
  json_t *answer = NULL, *study;
  long http_status = 0;
  size_t i;
  reap_buf_str(&path, query);
  if (*token) reap_ctgov_parameter(&path, "pageToken", json_string_value(*token));
  reap_buf_addc(&path, '\0');
  reap_status status = reap_ctgov_get(service, path.ptr, &answer, &http_status, error);
  reap_buf_free(&path);
  *used_up = status == REAP_OK && !answer && *token && http_status == 400;
  if (status == REAP_OK && !answer && !*used_up) status = refused(http_status, error);
  json_array_foreach(json_object_get(answer, "studies"), i, study) {
    if (status == REAP_OK) status = take(context, study, error);
  }
  json_t *next = json_object_get(answer, "nextPageToken");
  json_decref(*token);
  *token = json_is_string(next) ? json_incref(next) : NULL;
  json_decref(answer);
  return status;
}

/* Gives the studies of all pages that `query` leads to, some perhaps twice. Every page repeats the query; an empty page
 * is not the last. When a token is used up, as happens to a slow reader, the listing begins anew. */
static reap_status each_page(const reap_ctgov *service, reap_str query, reap_ctgov_take take, void *context,
                             reap_error *error) {
  json_t *token = NULL;
  reap_status status = REAP_OK;
  bool again = true;
  for (int page = 0, begun = 0; page < MOST_PAGES && status == REAP_OK && again; page++) {
    bool used_up = false;
    status = one_page(service, query, &token, &used_up, take, context, error);
    if (used_up && ++begun == MOST_BEGINNINGS) status = refused(400, error);
    again = token || used_up;
  }
  json_decref(token);
  return status;
}

/* ---- by id ---- */

typedef struct {
  const reap_ctgov *service;
  const char *stamp;  /* of the registry's present state */
  const char *fields; /* only these of each record; NULL: whole */
  json_t *wanted;     /* ids that are still to be had: an object, for its look-up */
  reap_ctgov_take take;
  void *context;
} order;

static reap_status deliver(void *context, json_t *study, reap_error *error) {
  order *o = context;
  const char *id = id_of(study);
  if (!id || json_object_del(o->wanted, id) != 0) return REAP_OK; /* not asked for, or there twice */
  reap_trial_remove_people(study);
  if (!o->fields) reap_ctgov_keep(o->service, id, o->stamp, study);
  return o->take(o->context, study, error);
}

static reap_status take_cached(order *o, reap_error *error) {
  reap_status status = REAP_OK;
  const char *id;
  json_t *mark;
  void *next;
  json_object_foreach_safe(o->wanted, next, id, mark) {
    json_t *study = status == REAP_OK ? reap_ctgov_cached(o->service, id, o->stamp) : NULL;
    if (!study) continue;
    json_object_del(o->wanted, id);
    status = o->take(o->context, study, error);
    json_decref(study);
  }
  return status;
}

static reap_status ask_batch(order *o, reap_buf *ids, reap_error *error) {
  reap_buf query = {0};
  reap_buf_addc(ids, '\0');
  reap_buf_puts(&query, "/studies");
  reap_ctgov_parameter(&query, "filter.ids", ids->ptr);
  if (o->fields) reap_ctgov_parameter(&query, "fields", o->fields);
  reap_ctgov_parameter(&query, "pageSize", "1000");
  reap_status status = each_page(o->service, reap_buf_view(&query), deliver, o, error);
  reap_buf_free(&query);
  reap_buf_reset(ids);
  return status;
}

static reap_status ask_batches(order *o, reap_error *error) {
  reap_buf ids = {0};
  reap_status status = REAP_OK;
  size_t count = 0;
  const char *id;
  json_t *mark, *asked = json_copy(o->wanted); /* what arrives is taken out of `wanted` meanwhile */
  json_object_foreach(asked, id, mark) {
    if (ids.len) reap_buf_addc(&ids, ',');
    reap_buf_puts(&ids, id);
    if (++count % IDS_A_REQUEST == 0 && status == REAP_OK) status = ask_batch(o, &ids, error);
  }
  if (ids.len && status == REAP_OK) status = ask_batch(o, &ids, error);
  reap_buf_free(&ids);
  json_decref(asked);
  return status;
}

/* What no batch gave may be an older id: asked for alone, the registry leads on to the present one. */
static reap_status ask_singly(order *o, json_t *missing, reap_error *error) {
  reap_status status = REAP_OK;
  const char *id;
  json_t *mark;
  json_object_foreach(o->wanted, id, mark) {
    char path[64];
    json_t *study = NULL;
    long http_status = 0;
    snprintf(path, sizeof path, "/studies/%s", id);
    status = reap_ctgov_get(o->service, path, &study, &http_status, error);
    if (status == REAP_OK && study) {
      reap_trial_remove_people(study);
      reap_ctgov_keep(o->service, id, o->stamp, study);
      status = o->take(o->context, study, error);
    } else if (status == REAP_OK) {
      json_array_append_new(missing, json_string(id));
    }
    json_decref(study);
    if (status != REAP_OK) break;
  }
  return status;
}

reap_status reap_ctgov_state(const reap_ctgov *service, char *state, size_t capacity, reap_error *error) {
  json_t *version = NULL;
  long http_status = 0;
  reap_status status = reap_ctgov_get(service, "/version", &version, &http_status, error);
  const char *stamp = reap_json_text_at(version, "dataTimestamp");
  snprintf(state, capacity, "%s", stamp ? stamp : "unknown");
  json_decref(version);
  return status;
}

static void want(order *o, const char *const *ids, size_t count, json_t *missing) {
  for (size_t i = 0; i < count; i++) {
    char id[12];
    if (reap_ctgov_id(id, ids[i]))
      json_object_set_new(o->wanted, id, json_true());
    else if (missing)
      json_array_append_new(missing, json_string(ids[i]));
  }
}

reap_status reap_ctgov_dates(const reap_ctgov *service, const char *const *ids, size_t count, reap_ctgov_take take,
                             void *context, reap_error *error) {
  order o = {.service = service,
             .fields = "NCTId,LastUpdatePostDate",
             .wanted = json_object(),
             .take = take,
             .context = context};
  want(&o, ids, count, NULL);
  reap_status status = ask_batches(&o, error);
  json_decref(o.wanted);
  return status;
}

reap_status reap_ctgov_fetch(const reap_ctgov *service, const char *const *ids, size_t count, reap_ctgov_take take,
                             void *context, json_t *missing, reap_error *error) {
  char state[64];
  reap_status status = REAP_OK;
  if (!service->state) status = reap_ctgov_state(service, state, sizeof state, error);
  order o = {.service = service,
             .stamp = service->state ? service->state : state,
             .wanted = json_object(),
             .take = take,
             .context = context};
  want(&o, ids, count, missing);
  if (status == REAP_OK && strcmp(o.stamp, "unknown") != 0) status = take_cached(&o, error);
  if (status == REAP_OK) status = ask_batches(&o, error);
  if (status == REAP_OK) status = ask_singly(&o, missing, error);
  json_decref(o.wanted);
  return status;
}

/* ---- by condition ---- */

typedef struct {
  json_t *seen; /* ids: pages can overlap while the registry changes */
  reap_ctgov_take take;
  void *context;
} listing;

static reap_status take_once(void *context, json_t *study, reap_error *error) {
  listing *l = context;
  const char *id = id_of(study);
  if (!id || json_object_get(l->seen, id)) return REAP_OK;
  json_object_set_new(l->seen, id, json_true());
  reap_trial_remove_people(study);
  return l->take(l->context, study, error);
}

reap_status reap_ctgov_search(const reap_ctgov *service, const char *condition, reap_ctgov_take take, void *context,
                              reap_error *error) {
  reap_buf query = {0};
  char size[16];
  listing l = {json_object(), take, context};
  snprintf(size, sizeof size, "%d", STUDIES_A_PAGE);
  reap_buf_puts(&query, "/studies");
  reap_ctgov_parameter(&query, "query.cond", condition);
  reap_ctgov_parameter(&query, "sort", "LastUpdatePostDate"); /* the order is not stable without one */
  reap_ctgov_parameter(&query, "pageSize", size);
  reap_status status = each_page(service, reap_buf_view(&query), take_once, &l, error);
  reap_buf_free(&query);
  json_decref(l.seen);
  return status;
}
