/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <sys/random.h>
#include <time.h>

#include "net/http.h"

static bool may_change(reap_status failed, const reap_http_answer *answer) {
  if (failed != REAP_ENET) return false;
  long code = answer->status;
  return code < 400 || code == 408 || code == 425 || code == 429 || code >= 500;
}

/* Give or take a quarter, so that many clients that failed together do not come back together. */
static unsigned jittered(unsigned ms) {
  uint16_t noise = 0;
  if (getrandom(&noise, sizeof noise, GRND_NONBLOCK) != sizeof noise) noise = 32768;
  return (unsigned)((double)ms * (0.75 + 0.5 * noise / 65536));
}

bool reap_patience_again(reap_patience *patience, reap_status failed, const reap_http_answer *answer) {
  unsigned doubled = patience->first_ms;
  for (unsigned i = 0; i < patience->tried && doubled < patience->most_ms; i++) doubled *= 2;
  patience->tried++;
  if (patience->tried >= patience->attempts || !may_change(failed, answer)) return false;
  if ((unsigned long)answer->retry_after_s * 1000 > patience->most_ms) return false;
  patience->wait_ms = jittered(doubled < patience->most_ms ? doubled : patience->most_ms);
  if (answer->retry_after_s > 0) patience->wait_ms = (unsigned)answer->retry_after_s * 1000;
  return true;
}

reap_status reap_http_patiently(reap_patience patience, reap_http_attempt attempt, void *context, reap_error *error) {
  for (;;) {
    reap_http_answer answer = {0};
    reap_error fault = {0};
    reap_status status = attempt(context, &answer, &fault);
    if (status == REAP_OK) return status;
    if (!reap_patience_again(&patience, status, &answer)) {
      if (error) *error = fault;
      return status;
    }
    if (patience.on_again) patience.on_again(patience.listener, &fault, patience.wait_ms);
    status = reap_net_sleep(patience.wait_ms, patience.cancel, error);
    if (status != REAP_OK) return status;
  }
}

reap_status reap_net_sleep(unsigned ms, const volatile sig_atomic_t *cancel, reap_error *error) {
  enum { SLICE_MS = 100 }; /* how soon a cancel is seen */
  while (ms && !(cancel && *cancel)) {
    unsigned slice = ms < SLICE_MS ? ms : SLICE_MS;
    struct timespec wait = {.tv_nsec = (long)slice * 1000000};
    nanosleep(&wait, NULL);
    ms -= slice;
  }
  return cancel && *cancel ? reap_fail(error, REAP_ECANCELED, "interrupted") : REAP_OK;
}
