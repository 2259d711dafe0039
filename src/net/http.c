/* SPDX-License-Identifier: MIT */
#include "net/http.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

typedef struct {
  CURL *easy;
  const reap_http_request *request;
  reap_http_answer *answer;
  reap_http_take take;
  void *context;
  reap_error *error;
  reap_status status; /* of the taker */
  bool known;         /* *answer is filled */
} transfer;

/* "bytes 100-199/200": where the part begins, and the size of the whole. */
static void read_content_range(reap_http_answer *answer, CURL *easy) {
  struct curl_header *header;
  if (curl_easy_header(easy, "Content-Range", 0, CURLH_HEADER, -1, &header) != CURLHE_OK) return;
  const char *at = header->value;
  if (strncasecmp(at, "bytes ", 6) != 0) return;
  char *end;
  answer->begins_at = strtoull(at + 6, &end, 10);
  const char *slash = strchr(end, '/');
  if (slash && slash[1] >= '0' && slash[1] <= '9') answer->total = strtoull(slash + 1, NULL, 10);
}

static void read_head(transfer *t) {
  reap_http_answer *answer = t->answer;
  curl_off_t length = -1, after = 0;
  char *type = NULL;
  curl_easy_getinfo(t->easy, CURLINFO_RESPONSE_CODE, &answer->status);
  if (curl_easy_getinfo(t->easy, CURLINFO_RETRY_AFTER, &after) == CURLE_OK && after > 0)
    answer->retry_after_s = after < 1000000 ? (long)after : 1000000;
  curl_easy_getinfo(t->easy, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &length);
  if (answer->status == 206)
    read_content_range(answer, t->easy);
  else if (length > 0)
    answer->total = (uint64_t)length;
  curl_easy_getinfo(t->easy, CURLINFO_CONTENT_TYPE, &type);
  size_t size = type ? strcspn(type, "; ") : 0;
  if (size < sizeof answer->type && size) memcpy(answer->type, type, size);
  t->known = true;
}

static bool is_good(const reap_http_answer *answer) { return answer->status == 200 || answer->status == 206; }

static size_t on_body(char *bytes, size_t size, size_t count, void *context) {
  transfer *t = context;
  if (!t->known) read_head(t);
  if (!is_good(t->answer)) return size * count; /* an error's page: let it pass, the status says enough */
  t->status = t->take(t->context, t->answer, bytes, size * count, t->error);
  return t->status == REAP_OK ? size * count : 0;
}

static int on_progress(void *context, curl_off_t total, curl_off_t now, curl_off_t up_total, curl_off_t up_now) {
  (void)total, (void)now, (void)up_total, (void)up_now;
  const transfer *t = context;
  return t->request->cancel && *t->request->cancel;
}

static bool configure(transfer *t, char *range, size_t range_size) {
  const reap_http_request *request = t->request;
  CURLcode bad = CURLE_OK;
#define SET(option, value) bad = bad ? bad : curl_easy_setopt(t->easy, option, value)
  SET(CURLOPT_WRITEFUNCTION, on_body);
  SET(CURLOPT_WRITEDATA, t);
  SET(CURLOPT_NOPROGRESS, 0L);
  SET(CURLOPT_XFERINFOFUNCTION, on_progress);
  SET(CURLOPT_XFERINFODATA, t);
  SET(CURLOPT_LOW_SPEED_LIMIT, 1L);
  SET(CURLOPT_LOW_SPEED_TIME, (request->limits.stall_ms + 999) / 1000);
  if (request->form) SET(CURLOPT_POSTFIELDS, request->form);
  if (request->from) {
    snprintf(range, range_size, "%llu-", (unsigned long long)request->from);
    SET(CURLOPT_RANGE, range);
  }
#undef SET
  return bad == CURLE_OK;
}

static reap_status conclude(transfer *t, CURLcode result, const char *detail, reap_error *error) {
  if (t->status != REAP_OK) return t->status;
  if (result == CURLE_ABORTED_BY_CALLBACK) return reap_fail(error, REAP_ECANCELED, "interrupted");
  if (result != CURLE_OK) return reap_net_tell(result, detail, error);
  if (!t->known) read_head(t);
  return is_good(t->answer) ? REAP_OK : reap_net_tell_status(t->answer->status, error);
}

reap_status reap_http_send(const reap_http_request *request, reap_http_take take, void *context,
                           reap_http_answer *answer, reap_error *error) {
  char detail[CURL_ERROR_SIZE], range[32];
  *answer = (reap_http_answer){0};
  transfer t = {.request = request, .answer = answer, .take = take, .context = context, .error = error};
  t.easy = reap_net_easy(request->url, &request->limits, detail);
  if (!t.easy || !configure(&t, range, sizeof range)) {
    curl_easy_cleanup(t.easy);
    return reap_fail(error, REAP_ENET, "this URL cannot be used: check it");
  }
  CURLcode result = curl_easy_perform(t.easy);
  reap_status status = conclude(&t, result, detail, error);
  curl_easy_cleanup(t.easy);
  return status;
}

reap_status reap_http_take_all(void *context, const reap_http_answer *answer, const char *bytes, size_t count,
                               reap_error *error) {
  (void)answer;
  reap_buf *body = context;
  reap_buf_add(body, bytes, count);
  return body->full ? reap_fail(error, REAP_ELIMIT, "the answer is far larger than it can be: check the URL") : REAP_OK;
}
