/* SPDX-License-Identifier: MIT */
#ifndef REAP_FETCH_SOURCES_H
#define REAP_FETCH_SOURCES_H

#include "1_fetch/fetch.h"

/* Time-outs of a download, in milliseconds. */
typedef struct {
  long connect_ms; /* to reach the host, TLS handshake included */
  long stall_ms;   /* without a single byte */
} reap_http_limits;

/* A path or "-". Reads with plain read(2). */
REAP_MUST_USE reap_status reap_local_open(reap_bytes **out, const char *path, reap_error *error);

/* An http(s) URL. Returns when the answer has begun: an unreachable host, a refused certificate or an HTTP error status
 * is told here (REAP_ENET). A cut or stalled body is told by read(), after the bytes that did arrive. Redirects: at
 * most 10, to http or https only, never from https down to http. curl_global_init must have been called. */
REAP_MUST_USE reap_status reap_http_open(reap_bytes **out, const char *url, const reap_http_limits *limits,
                                         reap_error *error);

#endif
