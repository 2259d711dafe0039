/* SPDX-License-Identifier: MIT */
#include "net/http.h"

#include <stdio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "test.h"

static void test_worth_another_attempt(void **state) {
  (void)state;
  static const struct {
    reap_status failed;
    long http_status, retry_after_s;
    bool again;
  } cases[] = {
      {REAP_ENET, 0, 0, true},   {REAP_ENET, 200, 0, true},     {REAP_ENET, 429, 0, true},
      {REAP_ENET, 429, 7, true}, {REAP_ENET, 429, 3600, false}, {REAP_ENET, 500, 0, true},
      {REAP_ENET, 503, 0, true}, {REAP_ENET, 404, 0, false},    {REAP_ENET, 403, 0, false},
      {REAP_EIO, 200, 0, false}, {REAP_ECANCELED, 0, 0, false}, {REAP_ELIMIT, 200, 0, false},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    reap_patience patience = {.attempts = 2, .first_ms = 1000, .most_ms = 60000};
    reap_http_answer answer = {.status = cases[i].http_status, .retry_after_s = cases[i].retry_after_s};
    assert_int_equal(reap_patience_again(&patience, cases[i].failed, &answer), cases[i].again);
    if (cases[i].again && cases[i].retry_after_s) assert_int_equal(patience.wait_ms, cases[i].retry_after_s * 1000);
    assert_false(reap_patience_again(&patience, REAP_ENET, &answer));
  }
}

/* Twice as long each time, give or take a quarter, and never longer than the most. */
static void test_waits_grow(void **state) {
  (void)state;
  reap_patience patience = {.attempts = 12, .first_ms = 100, .most_ms = 5000};
  reap_http_answer answer = {.status = 503};
  double expected = 100;
  for (unsigned i = 1; i < 12; i++) {
    assert_true(reap_patience_again(&patience, REAP_ENET, &answer));
    assert_true(patience.wait_ms >= expected * 0.74 && patience.wait_ms <= expected * 1.26);
    expected = expected * 2 < 5000 ? expected * 2 : 5000;
  }
  assert_false(reap_patience_again(&patience, REAP_ENET, &answer));
}

/* A server that fails so often, with such a status, before it answers. */
typedef struct {
  unsigned failures, asked, heard;
  long http_status;
} server;

static reap_status attempt(void *context, reap_http_answer *answer, reap_error *error) {
  server *s = context;
  assert_int_equal(answer->status, 0);
  answer->status = s->asked++ < s->failures ? s->http_status : 200;
  return answer->status == 200 ? REAP_OK : reap_fail(error, REAP_ENET, "failure %u", s->asked);
}

static void hear(void *context, const reap_error *fault, unsigned wait_ms) {
  char expected[32];
  snprintf(expected, sizeof expected, "failure %u", ++((server *)context)->heard);
  assert_string_equal(fault->message, expected);
  assert_true(wait_ms <= 2);
}

static void test_patiently(void **state) {
  (void)state;
  static const struct {
    unsigned failures;
    long http_status;
    reap_status status;
    unsigned asked, heard;
    const char *message;
  } cases[] = {{0, 0, REAP_OK, 1, 0, ""},
               {2, 503, REAP_OK, 3, 2, ""},
               {9, 503, REAP_ENET, 3, 2, "failure 3"},
               {9, 404, REAP_ENET, 1, 0, "failure 1"}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    server s = {.failures = cases[i].failures, .http_status = cases[i].http_status};
    reap_patience patience = {.attempts = 3, .first_ms = 1, .most_ms = 1, .on_again = hear, .listener = &s};
    reap_error error = {0};
    assert_int_equal(reap_http_patiently(patience, attempt, &s, &error), cases[i].status);
    assert_int_equal(s.asked, cases[i].asked);
    assert_int_equal(s.heard, cases[i].heard);
    assert_string_equal(error.message, cases[i].message);
  }
}

static int64_t now_ms(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Two processes that ask at once get the turns that one would get: eleven turns last ten intervals. */
static void test_pace_is_shared(void **state) {
  (void)state;
  char name[64];
  snprintf(name, sizeof name, "test-%d", (int)getpid());
  int64_t start = now_ms();
  pid_t child = fork();
  for (int i = 0; i < 5; i++)
    if (reap_pace(name, 20, NULL, NULL) != REAP_OK) _exit(1);
  if (child == 0) _exit(0);
  int status;
  assert_int_equal(waitpid(child, &status, 0), child);
  assert_int_equal(status, 0);
  assert_int_equal(reap_pace(name, 20, NULL, NULL), REAP_OK);
  assert_true(now_ms() - start >= 10 * 20 - 2);
  char path[128];
  snprintf(path, sizeof path, "/tmp/reap-pace-%s", name);
  unlink(path);
}

static void test_cancel(void **state) {
  (void)state;
  const volatile sig_atomic_t cancel = 1;
  int64_t start = now_ms();
  assert_int_equal(reap_net_sleep(60000, &cancel, NULL), REAP_ECANCELED);
  assert_true(now_ms() - start < 5000);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_worth_another_attempt), cmocka_unit_test(test_waits_grow), cmocka_unit_test(test_patiently),
      cmocka_unit_test(test_pace_is_shared),        cmocka_unit_test(test_cancel),
  };
  return cmocka_run_group_tests_name("http", tests, NULL, NULL);
}
