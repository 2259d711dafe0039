/* SPDX-License-Identifier: MIT */
#ifndef REAP_NET_HTTP_H
#define REAP_NET_HTTP_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "net/easy.h"

/* One request and its answer; when to try again; how often a service may be asked. Any thread; nothing is shared. */

typedef struct {
  const char *url;
  const char *form;                    /* the body of a POST (application/x-www-form-urlencoded); NULL: GET */
  uint64_t from;                       /* ask for the bytes from here on; 0: the whole */
  reap_net_limits limits;              /* the stall in whole seconds, rounded up */
  const volatile sig_atomic_t *cancel; /* NULL, or non-zero ends the transfer with REAP_ECANCELED */
} reap_http_request;

typedef struct {
  long status;        /* HTTP status, 0 when there was no answer */
  long retry_after_s; /* what the server asks for; 0 when it does not say */
  uint64_t begins_at; /* where in the whole the body begins: `from`, or 0 when the server sends it all */
  uint64_t total;     /* bytes of the whole, 0 when not said */
  char type[64];      /* media type without parameters, "" when not said */
} reap_http_answer;

/* Takes the next piece of a body that came with status 200 or 206. Anything but REAP_OK ends the transfer and is what
 * reap_http_send() returns. */
typedef reap_status (*reap_http_take)(void *context, const reap_http_answer *answer, const char *bytes, size_t count,
                                      reap_error *error);

/* A taker that appends to a reap_buf (the context); REAP_ELIMIT when the answer is larger than the buffer's cap. */
reap_status reap_http_take_all(void *context, const reap_http_answer *answer, const char *bytes, size_t count,
                               reap_error *error);

/* Sends one request and waits for its end. REAP_ENET for an unreachable host, a cut or silent transfer and any status
 * but 200 and 206; *answer (never NULL) is filled as far as it came. */
REAP_MUST_USE reap_status reap_http_send(const reap_http_request *request, reap_http_take take, void *context,
                                         reap_http_answer *answer, reap_error *error);

/* ---- trying again ---- */

/* Hears that what failed will be tried again after `wait_ms`. */
typedef void (*reap_http_again)(void *context, const reap_error *fault, unsigned wait_ms);

typedef struct {
  unsigned attempts;                   /* in all, at least 1 */
  unsigned first_ms;                   /* the first wait; each later one is twice as long, give or take a quarter */
  unsigned most_ms;                    /* no wait is longer; a server that asks for more is not asked again */
  const volatile sig_atomic_t *cancel; /* NULL, or non-zero ends the waiting */
  reap_http_again on_again;            /* NULL: nobody listens */
  void *listener;                      /* for on_again */
  unsigned tried;                      /* attempts made so far */
  unsigned wait_ms;                    /* what reap_patience_again() found */
} reap_patience;

/* After a failed attempt: is another one worth while? Network errors, cut bodies and the statuses 408, 425, 429 and
 * 500 to 599 are; the others will not change. Retry-After is honoured. */
bool reap_patience_again(reap_patience *patience, reap_status failed, const reap_http_answer *answer);

/* One attempt: fills *answer (zeroed before each) as far as it came. */
typedef reap_status (*reap_http_attempt)(void *context, reap_http_answer *answer, reap_error *error);

/* Attempts until one succeeds, or reap_patience_again() finds no use in another: then the last fault is the error.
 * REAP_ECANCELED as soon as *cancel is set between two attempts. */
REAP_MUST_USE reap_status reap_http_patiently(reap_patience patience, reap_http_attempt attempt, void *context,
                                              reap_error *error);

/* Sleeps; REAP_ECANCELED as soon as *cancel is set. */
REAP_MUST_USE reap_status reap_net_sleep(unsigned ms, const volatile sig_atomic_t *cancel, reap_error *error);

/* ---- pace ---- */

/* Waits until the service `name` (a plain word) may be asked again: at most once in `interval_ms`, counted over all
 * processes of the machine by a small file in /tmp. Where that file cannot be used, over this process's own waits:
 * every call then waits the whole interval. REAP_ECANCELED as soon as *cancel is set. */
REAP_MUST_USE reap_status reap_pace(const char *name, unsigned interval_ms, const volatile sig_atomic_t *cancel,
                                    reap_error *error);

#endif
