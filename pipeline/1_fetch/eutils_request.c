/* SPDX-License-Identifier: MIT */
#include "1_fetch/eutils_request.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

enum { MOST_ANSWER_BYTES = 256 * 1024 * 1024, FIRST_WAIT_MS = 1000, MOST_WAIT_MS = 60 * 1000 };
enum { PACE_MS = 340, PACE_WITH_KEY_MS = 110 };

/* ---- forms ---- */

static void add_escaped(reap_buf *form, const char *text) {
  for (const char *at = text; *at; at++) {
    unsigned char c = (unsigned char)*at;
    if (reap_is_alpha(*at) || reap_is_digit(*at) || strchr("-._~", *at))
      reap_buf_addc(form, *at);
    else
      reap_buf_printf(form, "%%%02X", c);
  }
}

static void add_field(reap_buf *form, const char *name, const char *value) {
  if (!value) return;
  if (form->len) reap_buf_addc(form, '&');
  reap_buf_puts(form, name);
  reap_buf_addc(form, '=');
  add_escaped(form, value);
}

static void begin_form(reap_buf *form, const reap_eutils *service) {
  add_field(form, "db", "pubmed");
  add_field(form, "tool", "reap");
  add_field(form, "email", service->email);
  add_field(form, "api_key", service->key);
}

/* ---- requests ---- */

/* Reads a body that came with status 200; what it makes of it decides whether the request was a good one. */
typedef reap_status (*reader)(void *context, reap_str body, reap_error *error);

typedef struct {
  const reap_eutils *service;
  const char *utility, *form;
  reap_buf body;
  reader read;
  void *context; /* of `read` */
} question;

static reap_status ask_once(void *context, reap_http_answer *answer, reap_error *error) {
  question *q = context;
  const reap_eutils *service = q->service;
  char url[1024];
  const char *slash = *service->url && service->url[strlen(service->url) - 1] == '/' ? "" : "/";
  if (snprintf(url, sizeof url, "%s%s%s", service->url, slash, q->utility) >= (int)sizeof url)
    return reap_fail(error, REAP_EUSAGE, "the address of the service is too long");
  reap_status status = reap_pace("eutils", service->key ? PACE_WITH_KEY_MS : PACE_MS, service->cancel, error);
  reap_http_request request = {.url = url, .form = q->form, .limits = service->limits, .cancel = service->cancel};
  reap_buf_reset(&q->body);
  if (status == REAP_OK) status = reap_http_send(&request, reap_http_take_all, &q->body, answer, error);
  return status == REAP_OK ? q->read(q->context, reap_buf_view(&q->body), error) : status;
}

static reap_status ask_patiently(const reap_eutils *service, const char *utility, reap_buf *form, reader read,
                                 void *context, reap_error *error) {
  reap_patience patience = {
      .attempts = service->attempts, .first_ms = FIRST_WAIT_MS, .most_ms = MOST_WAIT_MS, .cancel = service->cancel};
  reap_buf_addc(form, '\0');
  question q = {.service = service, .utility = utility, .form = form->ptr, .read = read, .context = context};
  reap_buf_init(&q.body, MOST_ANSWER_BYTES);
  reap_status status = reap_http_patiently(patience, ask_once, &q, error);
  reap_buf_free(&q.body);
  if (status != REAP_OK && error && !error->source[0]) reap_error_set_source(error, "E-utilities");
  return status;
}

typedef struct {
  const reap_eutils *service;
  reap_pmids *ids;
  uint64_t *found;
} search;

static reap_status read_search(void *context, reap_str body, reap_error *error) {
  search *s = context;
  return reap_eutils_read_search(s->service, body, s->ids, s->found, error);
}

reap_status reap_eutils_esearch(const reap_eutils *service, const char *query, uint32_t first, uint32_t last,
                                reap_pmids *ids, uint64_t *found, reap_error *error) {
  reap_buf form = {0}, term = {0};
  reap_buf_printf(&term, "(%s) AND %u:%u[UID]", query, first, last);
  reap_buf_addc(&term, '\0');
  begin_form(&form, service);
  add_field(&form, "retmode", "json");
  add_field(&form, "retmax", "9999");
  add_field(&form, "term", term.ptr);
  search s = {service, ids, found};
  reap_status status = ask_patiently(service, "esearch.fcgi", &form, read_search, &s, error);
  reap_buf_free(&form);
  reap_buf_free(&term);
  return status;
}

typedef struct {
  reap_buf *xml;
  reap_pmids *given;
} delivery;

static reap_status read_citations(void *context, reap_str body, reap_error *error) {
  delivery *d = context;
  reap_str inside;
  reap_status status = reap_eutils_read_citations(body, &inside, d->given, error);
  if (status != REAP_OK) return status;
  reap_buf_str(d->xml, inside);
  return d->xml->full ? reap_fail(error, REAP_ELIMIT, "the citations are larger than they can be") : REAP_OK;
}

reap_status reap_eutils_efetch(const reap_eutils *service, const uint32_t *pmids, size_t count, reap_buf *xml,
                               reap_pmids *given, reap_error *error) {
  reap_buf form = {0};
  begin_form(&form, service);
  add_field(&form, "retmode", "xml");
  reap_buf_puts(&form, "&id=");
  for (size_t i = 0; i < count; i++) reap_buf_printf(&form, i ? ",%u" : "%u", pmids[i]);
  delivery d = {xml, given};
  reap_status status = ask_patiently(service, "efetch.fcgi", &form, read_citations, &d, error);
  reap_buf_free(&form);
  return status;
}
