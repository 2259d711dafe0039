/* SPDX-License-Identifier: MIT */
#include "net/easy.h"

#include <strings.h>

#include "base/version.h"

const reap_net_limits reap_net_default_limits = {.connect_ms = 30 * 1000, .stall_ms = 60 * 1000};

CURL *reap_net_easy(const char *url, const reap_net_limits *limits, char detail[CURL_ERROR_SIZE]) {
  const char *onward = strncasecmp(url, "https:", 6) == 0 ? "https" : "http,https";
  CURL *easy = curl_easy_init();
  if (!easy) return NULL;
  detail[0] = '\0';
  CURLcode bad = CURLE_OK;
#define SET(option, value) bad = bad ? bad : curl_easy_setopt(easy, option, value)
  SET(CURLOPT_URL, url);
  SET(CURLOPT_PROTOCOLS_STR, "http,https");
  SET(CURLOPT_REDIR_PROTOCOLS_STR, onward);
  SET(CURLOPT_FOLLOWLOCATION, 1L);
  SET(CURLOPT_MAXREDIRS, (long)REAP_NET_MAX_REDIRECTS);
  SET(CURLOPT_CONNECTTIMEOUT_MS, limits->connect_ms);
  SET(CURLOPT_NOSIGNAL, 1L);
  SET(CURLOPT_USERAGENT, "reap/" REAP_VERSION);
  SET(CURLOPT_ERRORBUFFER, detail);
#undef SET
  if (bad == CURLE_OK) return easy;
  curl_easy_cleanup(easy);
  return NULL;
}

reap_status reap_net_tell_status(long code, reap_error *error) {
  const char *advice = code == 404 || code == 410   ? "there is no such file: check the URL"
                       : code == 401 || code == 403 ? "access is refused"
                       : code == 429                ? "too many requests: wait a while, then try again"
                       : code >= 500                ? "the server has a problem: try again later"
                                                    : "check the URL";
  return reap_fail(error, REAP_ENET, "the server answered with HTTP status %ld: %s", code, advice);
}

reap_status reap_net_tell(CURLcode result, const char *detail, reap_error *error) {
  static const struct {
    CURLcode code;
    const char *text;
  } known[] = {
      {CURLE_COULDNT_RESOLVE_HOST, "the host is not known: check the URL and the network"},
      {CURLE_COULDNT_CONNECT, "the host does not answer: check the URL and the network"},
      {CURLE_OPERATION_TIMEDOUT, "the server was silent for too long: try again"},
      {CURLE_PARTIAL_FILE, "the connection was closed before the end of the file: try again"},
      {CURLE_RECV_ERROR, "the connection was closed before the end of the file: try again"},
      {CURLE_GOT_NOTHING, "the server closed the connection without an answer: try again"},
      {CURLE_TOO_MANY_REDIRECTS, "more than 10 redirects: check the URL"},
      {CURLE_UNSUPPORTED_PROTOCOL,
       "the server redirects to an address that is not allowed (http or https, and https stays https)"},
      {CURLE_PEER_FAILED_VERIFICATION, "the server's certificate cannot be verified: nothing was read"},
  };
  for (size_t i = 0; i < sizeof known / sizeof *known; i++)
    if (known[i].code == result) return reap_fail(error, REAP_ENET, "%s", known[i].text);
  return reap_fail(error, REAP_ENET, "download failed: %s: check the URL",
                   detail && *detail ? detail : curl_easy_strerror(result));
}
