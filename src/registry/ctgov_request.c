/* SPDX-License-Identifier: MIT */
#include "registry/ctgov_request.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "registry/json_path.h"

enum { FIRST_WAIT_MS = 1000, MOST_WAIT_MS = 60 * 1000, MOST_ANSWER_BYTES = 512 * 1024 * 1024 };

void reap_ctgov_parameter(reap_buf *path, const char *name, const char *value) {
  reap_buf_printf(path, "%c%s=", memchr(path->ptr, '?', path->len) ? '&' : '?', name);
  for (; *value; value++)
    if (reap_is_alpha(*value) || reap_is_digit(*value) || strchr("-._~,:", *value))
      reap_buf_addc(path, *value);
    else
      reap_buf_printf(path, "%%%02X", (unsigned char)*value);
}

/* ---- requests ---- */

typedef struct {
  const reap_ctgov *service;
  const char *path;
  reap_buf body;
  json_t **out;
  long http_status; /* of the last answer */
} question;

static reap_status get_once(void *context, reap_http_answer *answer, reap_error *error) {
  question *q = context;
  const reap_ctgov *service = q->service;
  reap_buf url = {0};
  reap_buf_printf(&url, "%s%s", service->url, q->path);
  reap_buf_addc(&url, '\0');
  reap_buf_reset(&q->body);
  reap_status status = reap_pace("ctgov", service->pace_ms, service->cancel, error);
  reap_http_request request = {.url = url.ptr, .limits = service->limits, .cancel = service->cancel};
  if (status == REAP_OK) status = reap_http_send(&request, reap_http_take_all, &q->body, answer, error);
  reap_buf_free(&url);
  q->http_status = answer->status;
  if (answer->status == 404 || answer->status == 400)
    return REAP_OK; /* answers too: the caller knows what to make of them */
  if (status != REAP_OK) return status;
  json_t *value = json_loadb(q->body.ptr ? q->body.ptr : "", q->body.len, 0, NULL);
  if (json_is_object(value)) {
    *q->out = value;
    return REAP_OK;
  }
  json_decref(value);
  return reap_fail(error, REAP_ENET, "the registry's answer is not JSON: try again later");
}

reap_status reap_ctgov_get(const reap_ctgov *service, const char *path, json_t **out, long *http_status,
                           reap_error *error) {
  reap_patience patience = {
      .attempts = service->attempts, .first_ms = FIRST_WAIT_MS, .most_ms = MOST_WAIT_MS, .cancel = service->cancel};
  question q = {.service = service, .path = path, .out = out};
  reap_buf_init(&q.body, MOST_ANSWER_BYTES);
  *out = NULL;
  reap_status status = reap_http_patiently(patience, get_once, &q, error);
  reap_buf_free(&q.body);
  *http_status = q.http_status;
  if (status != REAP_OK && error && !error->source[0]) reap_error_set_source(error, "ClinicalTrials.gov");
  return status;
}

/* ---- records that were had before ---- */

static bool cache_path(const reap_ctgov *service, const char *id, char path[1024]) {
  return service->cache && snprintf(path, 1024, "%s/%s.json", service->cache, id) < 1024;
}

json_t *reap_ctgov_cached(const reap_ctgov *service, const char *id, const char *stamp) {
  char path[1024];
  if (!cache_path(service, id, path)) return NULL;
  json_t *kept = json_load_file(path, 0, NULL), *study = NULL;
  const char *of = reap_json_text_at(kept, "dataTimestamp");
  if (of && strcmp(of, stamp) == 0) study = json_incref(json_object_get(kept, "study"));
  json_decref(kept);
  return study;
}

/* Makes a folder and those above it. */
static void make_folders(const char *path) {
  char part[1024];
  for (const char *end = path; *end; end++) {
    if (end == path || (*end != '/' && end[1])) continue;
    size_t length = (size_t)(end - path) + (*end != '/');
    if (length >= sizeof part) return;
    memcpy(part, path, length);
    part[length] = '\0';
    (void)!mkdir(part, 0777); /* most are there; what is missing in the end shows when the file is written */
  }
}

void reap_ctgov_keep(const reap_ctgov *service, const char *id, const char *stamp, json_t *study) {
  char path[1024], partial[1100];
  if (!cache_path(service, id, path)) return;
  make_folders(service->cache);
  snprintf(partial, sizeof partial, "%s.%d.part", path, (int)getpid());
  json_t *kept = json_pack("{s:s, s:O}", "dataTimestamp", stamp, "study", study);
  if (!kept || json_dump_file(kept, partial, JSON_COMPACT) != 0 || rename(partial, path) != 0) unlink(partial);
  json_decref(kept);
}
