/* SPDX-License-Identifier: MIT */
#include "1_fetch/fetch.h"

#include "test.h"
#include <arpa/inet.h>
#include <curl/curl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "1_fetch/sources.h"
#include "base/buf.h"

enum { BIG = 3 * 1024 * 1024 };

/* ---- a server on the loopback: one canned answer a path ---- */

static int listener = -1;
static char address[64];

static void answer(int client, const char *head, const char *body, size_t count) {
  if (send(client, head, strlen(head), MSG_NOSIGNAL) < 0) return;
  for (size_t sent = 0; sent < count;) {
    ssize_t now = send(client, body + sent, count - sent, MSG_NOSIGNAL);
    if (now <= 0) return;
    sent += (size_t)now;
  }
}

static void answer_big(int client) {
  char *body = malloc(BIG), head[100];
  for (size_t i = 0; i < BIG; i++) body[i] = (char)('a' + i % 23);
  snprintf(head, sizeof head, "HTTP/1.1 200 OK\r\nContent-Length: %d\r\nConnection: close\r\n\r\n", BIG);
  answer(client, head, body, BIG);
  free(body);
}

/* true: the connection stays open, without another byte, until the client leaves. */
static bool serve(int client, const char *path) {
  static const struct {
    const char *path, *head, *body;
    bool stall;
  } answers[] = {
      {"/ok", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\n", "hello", false},
      {"/chunked", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n",
       "3\r\nabc\r\n4\r\ndefg\r\n0\r\n\r\n", false},
      {"/empty", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", "", false},
      {"/moved", "HTTP/1.1 302 Found\r\nLocation: /ok\r\nContent-Length: 4\r\nConnection: close\r\n\r\n", "gone",
       false},
      {"/loop", "HTTP/1.1 302 Found\r\nLocation: /loop\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", "", false},
      {"/away",
       "HTTP/1.1 302 Found\r\nLocation: file:///etc/hostname\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", "",
       false},
      {"/cut", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\nConnection: close\r\n\r\n", "only this", false},
      {"/stall", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n", "then nothing", true},
      {"/silent", "", "", true},
      {"/busy", "HTTP/1.1 503 Later\r\nContent-Length: 3\r\nConnection: close\r\n\r\n", "no!", false},
  };
  if (strcmp(path, "/big") == 0) answer_big(client);
  for (size_t i = 0; i < sizeof answers / sizeof *answers; i++)
    if (strcmp(path, answers[i].path) == 0) {
      answer(client, answers[i].head, answers[i].body, strlen(answers[i].body));
      return answers[i].stall;
    }
  answer(client, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", "", 0);
  return false;
}

static void *run_server(void *unused) {
  for (int client; (client = accept(listener, NULL, NULL)) >= 0; close(client)) {
    char request[2000], path[100] = "";
    ssize_t count = recv(client, request, sizeof request - 1, 0);
    if (count <= 0) continue;
    request[count] = 0;
    sscanf(request, "GET %99s", path);
    if (serve(client, path)) count = recv(client, request, sizeof request, 0);
  }
  return unused;
}

static pthread_t server;

static int start_server(void **state) {
  (void)state;
  struct sockaddr_in place = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t size = sizeof place;
  listener = socket(AF_INET, SOCK_STREAM, 0);
  if (bind(listener, (struct sockaddr *)&place, size) || listen(listener, 8)) return -1;
  getsockname(listener, (struct sockaddr *)&place, &size);
  snprintf(address, sizeof address, "http://127.0.0.1:%d", ntohs(place.sin_port));
  setenv("no_proxy", "*", 1);
  curl_global_init(CURL_GLOBAL_DEFAULT);
  return pthread_create(&server, NULL, run_server, NULL);
}

static int stop_server(void **state) {
  (void)state;
  shutdown(listener, SHUT_RDWR);
  pthread_join(server, NULL);
  close(listener);
  curl_global_cleanup();
  return 0;
}

/* ---- the tests ---- */

static reap_status open_path(reap_bytes **bytes, const char *path, reap_error *error) {
  const reap_net_limits limits = {.connect_ms = 2000, .stall_ms = 250};
  char url[200];
  snprintf(url, sizeof url, "%s%s", address, path);
  return reap_http_open(bytes, url, &limits, error);
}

static reap_status read_all(reap_bytes *bytes, size_t window, reap_buf *out, reap_error *error) {
  reap_status status;
  size_t got;
  do {
    status = bytes->read(bytes, reap_buf_reserve(out, window), window, &got, error);
    out->len += got;
  } while (status == REAP_OK);
  return status;
}

static void test_bodies(void **state) {
  (void)state;
  static const struct {
    const char *path, *want;
    reap_status ends;
    const char *says;
  } cases[] = {
      {"/ok", "hello", REAP_END, ""},
      {"/chunked", "abcdefg", REAP_END, ""},
      {"/empty", "", REAP_END, ""},
      {"/moved", "hello", REAP_END, ""},
      {"/cut", "only this", REAP_ENET, "closed before the end"},
      {"/stall", "then nothing", REAP_ENET, "silent for too long"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    reap_bytes *bytes;
    reap_buf out = {0};
    reap_error error = {0};
    assert_int_equal(open_path(&bytes, cases[i].path, &error), REAP_OK);
    assert_int_equal(read_all(bytes, 4, &out, &error), cases[i].ends);
    reap_buf_addc(&out, 0);
    assert_string_equal(out.ptr, cases[i].want);
    assert_int_equal(bytes->raw_bytes, strlen(cases[i].want));
    assert_non_null(strstr(error.message, cases[i].says));
    bytes->close(bytes);
    reap_buf_free(&out);
  }
}

static void test_refusals(void **state) {
  (void)state;
  static const struct {
    const char *path, *says;
  } cases[] = {
      {"/nothing-here", "HTTP status 404: there is no such file"},
      {"/busy", "HTTP status 503"},
      {"/loop", "redirects"},
      {"/away", "not allowed"},
      {"/silent", "silent for too long"},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    reap_bytes *bytes;
    reap_error error = {0};
    assert_int_equal(open_path(&bytes, cases[i].path, &error), REAP_ENET);
    assert_null(bytes);
    assert_non_null(strstr(error.message, cases[i].says));
  }
}

/* Larger than any buffer: the transfer is paused again and again, and nothing is lost. */
static void test_big_body(void **state) {
  (void)state;
  reap_bytes *bytes;
  reap_buf out = {0};
  reap_error error = {0};
  assert_int_equal(open_path(&bytes, "/big", &error), REAP_OK);
  assert_int_equal(bytes->raw_total, BIG);
  assert_int_equal(read_all(bytes, 10000, &out, &error), REAP_END);
  assert_int_equal(out.len, BIG);
  for (size_t i = 0; i < BIG; i++)
    if (out.ptr[i] != (char)('a' + i % 23)) fail_msg("byte %zu differs", i);
  bytes->close(bytes);
  reap_buf_free(&out);
}

static void test_left_early(void **state) {
  (void)state;
  reap_bytes *bytes;
  char some[10];
  size_t got;
  assert_int_equal(open_path(&bytes, "/big", NULL), REAP_OK);
  assert_int_equal(bytes->read(bytes, some, sizeof some, &got, NULL), REAP_OK);
  bytes->close(bytes);
}

static void test_nobody_listens(void **state) {
  (void)state;
  reap_bytes *bytes;
  reap_error error = {0};
  assert_int_equal(reap_fetch_open(&bytes, "http://127.0.0.1:9/x.xml.gz", &error), REAP_ENET);
  assert_string_equal(error.source, "http://127.0.0.1:9/x.xml.gz");
  assert_non_null(strstr(error.message, "does not answer"));
}

static void test_files(void **state) {
  (void)state;
  char path[] = "/tmp/reap_fetch_XXXXXX";
  int fd = mkstemp(path);
  reap_bytes *bytes;
  reap_buf out = {0};
  assert_int_equal(write(fd, "0123456789", 10), 10);
  close(fd);
  assert_int_equal(reap_fetch_open(&bytes, path, NULL), REAP_OK);
  assert_int_equal(bytes->raw_total, 10);
  assert_int_equal(read_all(bytes, 3, &out, NULL), REAP_END);
  assert_int_equal(out.len, 10);
  assert_int_equal(bytes->raw_bytes, 10);
  bytes->close(bytes);
  reap_buf_free(&out);
  unlink(path);
}

static void test_file_refusals(void **state) {
  (void)state;
  static const struct {
    const char *name, *says;
    reap_status status;
  } cases[] = {
      {"/nonexistent/pubmed.xml", "no such file", REAP_EIO},
      {"/tmp", "is a folder", REAP_EIO},
      {"ftp://host/file", "http:// or https://", REAP_ENET},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    reap_bytes *bytes;
    reap_error error = {0};
    assert_int_equal(reap_fetch_open(&bytes, cases[i].name, &error), cases[i].status);
    assert_string_equal(error.source, cases[i].name);
    assert_non_null(strstr(error.message, cases[i].says));
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_bodies),        cmocka_unit_test(test_refusals),       cmocka_unit_test(test_big_body),
      cmocka_unit_test(test_left_early),    cmocka_unit_test(test_nobody_listens), cmocka_unit_test(test_files),
      cmocka_unit_test(test_file_refusals),
  };
  return cmocka_run_group_tests_name("fetch", tests, start_server, stop_server);
}
