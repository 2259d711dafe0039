/* SPDX-License-Identifier: MIT */
#ifndef REAP_NET_EASY_H
#define REAP_NET_EASY_H

#include <curl/curl.h>

#include "base/status.h"

/* What every transfer has in common, whether it is pulled (pipeline/1_fetch) or pushed (http.h): schemes, redirects,
 * time-outs, certificates, and how failures are told. */

/* Time-outs of a transfer, in milliseconds. */
typedef struct {
  long connect_ms; /* to reach the host, TLS handshake included */
  long stall_ms;   /* without a single byte */
} reap_net_limits;

extern const reap_net_limits reap_net_default_limits; /* 30 s to connect, 60 s without a byte */

enum { REAP_NET_MAX_REDIRECTS = 10 };

/* A handle for `url`: http or https only, at most 10 redirects, never from https down to http, certificates verified.
 * `detail` takes libcurl's own words and must outlive the handle. NULL when the URL cannot be used. The caller frees it
 * with curl_easy_cleanup(). curl_global_init must have been called. */
CURL *reap_net_easy(const char *url, const reap_net_limits *limits, char detail[CURL_ERROR_SIZE]);

/* Tells in one line what a result or an HTTP status (400 and above) means and what to do; returns REAP_ENET. URLs and
 * their parameters are not repeated: they may hold a key. */
reap_status reap_net_tell(CURLcode result, const char *detail, reap_error *error);
reap_status reap_net_tell_status(long http_status, reap_error *error);

#endif
