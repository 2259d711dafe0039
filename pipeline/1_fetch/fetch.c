/* SPDX-License-Identifier: MIT */
#include "1_fetch/fetch.h"

#include <string.h>
#include <strings.h>

#include "1_fetch/citations.h"
#include "1_fetch/sources.h"

static bool has_scheme(const char *name, const char *scheme) { return strncasecmp(name, scheme, strlen(scheme)) == 0; }

static reap_status open_search(reap_bytes **out, const char *query) {
  reap_eutils service;
  reap_eutils_default(&service);
  reap_citations_open(out, &service, query, NULL);
  return REAP_OK;
}

static reap_status open_by_name(reap_bytes **out, const char *name, reap_error *error) {
  if (has_scheme(name, REAP_SEARCH_SCHEME)) return open_search(out, name + strlen(REAP_SEARCH_SCHEME));
  if (has_scheme(name, "https://") || has_scheme(name, "http://"))
    return reap_http_open(out, name, &reap_net_default_limits, error);
  if (strstr(name, "://"))
    return reap_fail(error, REAP_ENET,
                     "this kind of address cannot be read: give an http:// or https:// URL, or a file");
  return reap_local_open(out, name, error);
}

reap_status reap_fetch_open(reap_bytes **out, const char *name, reap_error *error) {
  *out = NULL;
  reap_status status = open_by_name(out, name, error);
  if (status != REAP_OK) reap_error_set_source(error, name);
  return status;
}
