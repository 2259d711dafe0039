/* SPDX-License-Identifier: MIT */
#ifndef REAP_FETCH_SOURCES_H
#define REAP_FETCH_SOURCES_H

#include "1_fetch/fetch.h"
#include "net/easy.h"

/* A path or "-". Reads with plain read(2). */
REAP_MUST_USE reap_status reap_local_open(reap_bytes **out, const char *path, reap_error *error);

/* An http(s) URL. Returns when the answer has begun: an unreachable host, a refused certificate or an HTTP error status
 * is told here (REAP_ENET). A cut or stalled body is told by read(), after the bytes that did arrive. Redirects: at
 * most 10, to http or https only, never from https down to http. curl_global_init must have been called. */
REAP_MUST_USE reap_status reap_http_open(reap_bytes **out, const char *url, const reap_net_limits *limits,
                                         reap_error *error);

#endif
