/* SPDX-License-Identifier: MIT */
#ifndef REAP_REGISTRY_CTGOV_REQUEST_H
#define REAP_REGISTRY_CTGOV_REQUEST_H

#include "base/buf.h"
#include "registry/ctgov.h"

/* Single requests, and the records that were had before. Internal to this folder. */

/* Appends "name=value", escaped, to a query that begins with '?'. */
void reap_ctgov_parameter(reap_buf *path, const char *name, const char *value);

/* GETs `path` (behind the service's address, terminated) with patience and parses the answer. The caller owns *out;
 * NULL with REAP_OK when the registry knows no such thing (*http_status 404) or refuses the question (400). REAP_ENET,
 * REAP_ECANCELED. */
REAP_MUST_USE reap_status reap_ctgov_get(const reap_ctgov *service, const char *path, json_t **out, long *http_status,
                                         reap_error *error);

/* The record of `id` in the cache, if it is of the registry's state `stamp`; the caller owns it. NULL: none. */
json_t *reap_ctgov_cached(const reap_ctgov *service, const char *id, const char *stamp);

/* Keeps a record under `id`; a cache that cannot be written costs nothing but requests. */
void reap_ctgov_keep(const reap_ctgov *service, const char *id, const char *stamp, json_t *study);

#endif
