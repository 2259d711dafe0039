/* SPDX-License-Identifier: MIT */
/* Streams a URL: libcurl's multi interface is driven from read(), so that nothing is stored beyond one buffer. When
 * that is full the transfer is paused, and the sender waits. */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "1_fetch/sources.h"
#include "base/buf.h"
#include "base/memory.h"

enum { HIGH_WATER = 256 * 1024 };

typedef struct {
  reap_bytes base;
  CURLM *multi;
  CURL *easy;
  reap_buf waiting; /* arrived and not yet read */
  size_t taken;     /* of waiting */
  reap_net_limits limits;
  CURLcode result;
  bool paused, done;
  char detail[CURL_ERROR_SIZE];
} http;

static size_t on_body(char *bytes, size_t size, size_t count, void *context) {
  http *h = context;
  if (h->waiting.len >= HIGH_WATER) {
    h->paused = true;
    return CURL_WRITEFUNC_PAUSE;
  }
  reap_buf_add(&h->waiting, bytes, size * count);
  return h->waiting.full ? 0 : size * count;
}

static reap_status tell_result(http *h, reap_error *error) {
  if (h->result != CURLE_HTTP_RETURNED_ERROR) return reap_net_tell(h->result, h->detail, error);
  long code = 0;
  curl_easy_getinfo(h->easy, CURLINFO_RESPONSE_CODE, &code);
  return reap_net_tell_status(code, error);
}

static void look_for_end(http *h) {
  int left;
  for (CURLMsg *message; (message = curl_multi_info_read(h->multi, &left));)
    if (message->msg == CURLMSG_DONE) {
      h->done = true;
      h->result = message->data.result;
    }
}

static long now_ms(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (long)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void give_up_if_stalled(http *h, long since) {
  if (h->done || h->waiting.len || now_ms() - since < h->limits.stall_ms) return;
  h->done = true;
  h->result = CURLE_OPERATION_TIMEDOUT;
}

/* Lets libcurl work until bytes are waiting or the transfer is over. */
static reap_status pump(http *h, reap_error *error) {
  long since = now_ms();
  int patience = h->limits.stall_ms < 200 ? (int)h->limits.stall_ms : 200; /* also how soon a cancel is seen */
  while (!h->done && h->waiting.len == 0) {
    if (h->base.cancel && *h->base.cancel) return reap_fail(error, REAP_ECANCELED, "interrupted");
    int running;
    CURLMcode code = curl_multi_perform(h->multi, &running);
    if (code == CURLM_OK) look_for_end(h);
    give_up_if_stalled(h, since);
    if (code == CURLM_OK && !h->done && h->waiting.len == 0) code = curl_multi_poll(h->multi, NULL, 0, patience, NULL);
    if (code != CURLM_OK) return reap_fail(error, REAP_ENET, "download failed: %s", curl_multi_strerror(code));
  }
  return REAP_OK;
}

static reap_status http_read(reap_bytes *self, void *dst, size_t cap, size_t *got, reap_error *error) {
  http *h = (http *)self;
  *got = 0;
  if (h->taken == h->waiting.len) {
    reap_buf_reset(&h->waiting);
    h->taken = 0;
    if (h->paused) {
      h->paused = false;
      curl_easy_pause(h->easy, CURLPAUSE_CONT);
    }
    reap_status status = pump(h, error);
    if (status != REAP_OK) return status;
  }
  size_t left = h->waiting.len - h->taken;
  if (left == 0 && h->result == CURLE_OK) return REAP_END;
  if (left == 0) {
    tell_result(h, error);
    reap_error_set_byte(error, self->raw_bytes);
    return REAP_ENET;
  }
  *got = left < cap ? left : cap;
  memcpy(dst, h->waiting.ptr + h->taken, *got);
  h->taken += *got;
  self->raw_bytes += *got;
  return REAP_OK;
}

static void http_close(reap_bytes *self) {
  http *h = (http *)self;
  if (h->multi && h->easy) curl_multi_remove_handle(h->multi, h->easy);
  if (h->easy) curl_easy_cleanup(h->easy);
  if (h->multi) curl_multi_cleanup(h->multi);
  reap_buf_free(&h->waiting);
  free(h);
}

static bool configure(http *h, const char *url) {
  h->multi = curl_multi_init();
  h->easy = reap_net_easy(url, &h->limits, h->detail);
  return h->multi && h->easy && curl_easy_setopt(h->easy, CURLOPT_FAILONERROR, 1L) == CURLE_OK &&
         curl_easy_setopt(h->easy, CURLOPT_WRITEFUNCTION, on_body) == CURLE_OK &&
         curl_easy_setopt(h->easy, CURLOPT_WRITEDATA, h) == CURLE_OK &&
         curl_multi_add_handle(h->multi, h->easy) == CURLM_OK;
}

reap_status reap_http_open(reap_bytes **out, const char *url, const reap_net_limits *limits, reap_error *error) {
  *out = NULL;
  http *h = reap_alloc(sizeof *h);
  h->base = (reap_bytes){.read = http_read, .close = http_close};
  h->limits = *limits;
  reap_status status = REAP_OK;
  if (!configure(h, url)) status = reap_fail(error, REAP_ENET, "this URL cannot be used: check it");
  if (status == REAP_OK) status = pump(h, error);
  if (status == REAP_OK && h->waiting.len == 0 && h->result != CURLE_OK) status = tell_result(h, error);
  if (status != REAP_OK) {
    http_close(&h->base);
    return status;
  }
  curl_off_t length = -1;
  curl_easy_getinfo(h->easy, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &length);
  if (length > 0) h->base.raw_total = (uint64_t)length;
  *out = &h->base;
  return REAP_OK;
}
