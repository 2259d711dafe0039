/* SPDX-License-Identifier: MIT */
/* A server of files on the loopback that speaks like PubMed's and misbehaves as it is told, for the tests of what is
 * fetched:
 *
 *   server FOLDER CONTROL
 *
 * serves FOLDER (a folder's page lists its files, sizes and Range as usual), writes its port to CONTROL/port and a line
 * a request to CONTROL/log: milliseconds, method, path, first byte asked for, form. /esearch.fcgi and /efetch.fcgi are
 * NCBI's E-utilities over citations of its own, /api is ClinicalTrials.gov's (server.h). Before each answer it reads
 * CONTROL/faults, lines of "PATTERN KIND [VALUE]": the first whose PATTERN is part of the path is used and removed.
 * KIND: status CODE, say TEXT (at status 200), busy SECONDS (429 with Retry-After), page (HTML at status 200), cut
 * BYTES (the connection closes after so many), stall BYTES (silence after so many), flip (the first byte is wrong),
 * away URL (a redirect), whole (Range is not heeded). Ends when CONTROL/port is removed, or after ten minutes. */
#include <dirent.h>
#include <fcntl.h>
#include <inttypes.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "server.h"

enum { LONGEST_S = 600 };

static const char *folder, *control;
static pthread_mutex_t one_at_a_time = PTHREAD_MUTEX_INITIALIZER;

typedef struct {
  char kind[16], value[256];
} fault;

static int64_t now_ms(void) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void in_control(char path[PATH_SIZE], const char *name) { snprintf(path, PATH_SIZE, "%s/%s", control, name); }

static void log_request(const char *method, const char *path, uint64_t from, const char *form) {
  char name[PATH_SIZE];
  in_control(name, "log");
  FILE *log = fopen(name, "a");
  if (!log) return;
  fprintf(log, "%" PRId64 " %s %s %" PRIu64 "%s%s\n", now_ms(), method, path, from, *form ? " " : "", form);
  fclose(log);
}

/* Takes the first fault that is meant for `path` out of the list. */
static bool take_fault(const char *path, fault *out) {
  char name[PATH_SIZE], line[600], pattern[300], rest[64 * 1024] = "";
  bool found = false;
  in_control(name, "faults");
  FILE *list = fopen(name, "r");
  if (!list) return false;
  while (fgets(line, sizeof line, list)) {
    fault f = {"", ""};
    if (!found && sscanf(line, "%299s %15s %255s", pattern, f.kind, f.value) >= 2 && strstr(path, pattern)) {
      *out = f;
      found = true;
    } else if (strlen(rest) + strlen(line) < sizeof rest) {
      strcat(rest, line);
    }
  }
  fclose(list);
  if (found && (list = fopen(name, "w"))) {
    fputs(rest, list);
    fclose(list);
  }
  return found;
}

/* ---- bodies ---- */

typedef struct {
  int fd;
  uint64_t offset;  /* of the body in the file */
  uint64_t ends_at; /* of the body: what a cut or a stall leaves of it; UINT64_MAX: whole */
  bool stall, flip;
} body;

static ssize_t read_body(void *context, uint64_t at, char *bytes, size_t most) {
  body *b = context;
  if (at >= b->ends_at) {
    if (b->stall) sleep(5);
    return MHD_CONTENT_READER_END_WITH_ERROR;
  }
  if (most > b->ends_at - at) most = (size_t)(b->ends_at - at);
  if (most > 4096) most = 4096; /* many small pieces, so that a kill falls between them */
  ssize_t got = pread(b->fd, bytes, most, (off_t)(b->offset + at));
  if (got > 0 && b->flip && b->offset + at == 0) bytes[0] ^= 1;
  return got > 0 ? got : MHD_CONTENT_READER_END_WITH_ERROR;
}

static void free_body(void *context) {
  body *b = context;
  close(b->fd);
  free(b);
}

enum MHD_Result send_text(struct MHD_Connection *to, unsigned code, const char *type, const char *text,
                          const char *header, const char *value) {
  struct MHD_Response *response = MHD_create_response_from_buffer(strlen(text), (void *)text, MHD_RESPMEM_MUST_COPY);
  MHD_add_response_header(response, "Content-Type", type);
  if (header) MHD_add_response_header(response, header, value);
  enum MHD_Result result = MHD_queue_response(to, code, response);
  MHD_destroy_response(response);
  return result;
}

static enum MHD_Result send_listing(struct MHD_Connection *to, const char *path) {
  char page[256 * 1024] = "<html><head><title>Index</title></head><body><pre><a href=\"../\">../</a>\n";
  DIR *dir = opendir(path);
  if (!dir) return send_text(to, 404, "text/plain", "no such folder\n", NULL, NULL);
  for (struct dirent *entry; (entry = readdir(dir));) {
    size_t length = strlen(page);
    if (entry->d_name[0] != '.' && length + 700 < sizeof page)
      snprintf(page + length, sizeof page - length, "<a href=\"%s\">%s</a>  2026-01-02 03:04  1K\n", entry->d_name,
               entry->d_name);
  }
  closedir(dir);
  return send_text(to, 200, "text/html; charset=UTF-8", page, NULL, NULL);
}

static enum MHD_Result send_file(struct MHD_Connection *to, const char *path, uint64_t from, const fault *f) {
  struct stat about;
  int fd = open(path, O_RDONLY);
  if (fd < 0 || fstat(fd, &about) != 0 || !S_ISREG(about.st_mode)) {
    if (fd >= 0) close(fd);
    return send_text(to, 404, "text/plain", "no such file\n", NULL, NULL);
  }
  uint64_t size = (uint64_t)about.st_size;
  if (strcmp(f->kind, "whole") == 0) from = 0;
  if (from >= size && from) {
    close(fd);
    return send_text(to, 416, "text/plain", "no such range\n", NULL, NULL);
  }
  body *b = calloc(1, sizeof *b);
  bool stall = strcmp(f->kind, "stall") == 0, cut = stall || strcmp(f->kind, "cut") == 0;
  *b = (body){fd, from, cut ? strtoull(f->value, NULL, 10) : UINT64_MAX, stall, strcmp(f->kind, "flip") == 0};
  struct MHD_Response *response = MHD_create_response_from_callback(size - from, 8192, read_body, b, free_body);
  char range[100];
  snprintf(range, sizeof range, "bytes %" PRIu64 "-%" PRIu64 "/%" PRIu64, from, size - 1, size);
  if (from) MHD_add_response_header(response, "Content-Range", range);
  MHD_add_response_header(response, "Content-Type", "application/x-gzip");
  enum MHD_Result result = MHD_queue_response(to, from ? 206 : 200, response);
  MHD_destroy_response(response);
  return result;
}

static enum MHD_Result answer(struct MHD_Connection *to, const char *path, uint64_t from, const char *form,
                              const fault *f) {
  char file[1024];
  if (strcmp(f->kind, "status") == 0)
    return send_text(to, (unsigned)atoi(f->value), "text/plain", "as asked\n", NULL, NULL);
  if (strcmp(f->kind, "busy") == 0)
    return send_text(to, 429, "application/json",
                     "{\"error\":\"API rate limit exceeded\",\"count\":\"4\",\"limit\":\"3\"}", "Retry-After",
                     f->value);
  if (strcmp(f->kind, "page") == 0)
    return send_text(to, 200, "text/html", "<html><body>blocked for possible abuse</body></html>", NULL, NULL);
  if (strcmp(f->kind, "away") == 0) return send_text(to, 302, "text/plain", "", "Location", f->value);
  if (strcmp(f->kind, "say") == 0) return send_text(to, 200, "application/json", f->value, NULL, NULL);
  if (strcmp(path, "/esearch.fcgi") == 0) return send_esearch(to, form);
  if (strcmp(path, "/efetch.fcgi") == 0) return send_efetch(to, form);
  if (strncmp(path, "/api/", 5) == 0) return send_ctgov(to, path + 4);
  snprintf(file, sizeof file, "%s%s", folder, path);
  if (strstr(path, "..")) return send_text(to, 404, "text/plain", "no\n", NULL, NULL);
  return path[strlen(path) - 1] == '/' ? send_listing(to, file) : send_file(to, file, from, f);
}

/* The body of a POST, as it arrives. */
typedef struct {
  char text[16 * 1024];
  size_t length;
} upload;

static enum MHD_Result on_request(void *context, struct MHD_Connection *to, const char *path, const char *method,
                                  const char *version, const char *bytes, size_t *count, void **state) {
  (void)context, (void)version;
  if (!*state) {
    *state = calloc(1, sizeof(upload));
    return *state ? MHD_YES : MHD_NO;
  }
  upload *form = *state;
  if (*count) {
    size_t room = sizeof form->text - 1 - form->length, taken = *count < room ? *count : room;
    memcpy(form->text + form->length, bytes, taken);
    form->length += taken;
    *count = 0;
    return MHD_YES;
  }
  const char *range = MHD_lookup_connection_value(to, MHD_HEADER_KIND, "Range");
  uint64_t from = range && strncmp(range, "bytes=", 6) == 0 ? strtoull(range + 6, NULL, 10) : 0;
  fault f = {"", ""};
  pthread_mutex_lock(&one_at_a_time);
  log_request(method, path, from, form->text);
  take_fault(path, &f);
  pthread_mutex_unlock(&one_at_a_time);
  return answer(to, path, from, form->text, &f);
}

static void on_completed(void *context, struct MHD_Connection *to, void **state, enum MHD_RequestTerminationCode why) {
  (void)context, (void)to, (void)why;
  free(*state);
}

static bool write_port(struct MHD_Daemon *daemon) {
  char name[PATH_SIZE], partial[PATH_SIZE];
  in_control(name, "port");
  in_control(partial, "port.part");
  FILE *file = fopen(partial, "w");
  if (!file) return false;
  fprintf(file, "%u\n", MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_BIND_PORT)->port);
  return fclose(file) == 0 && rename(partial, name) == 0;
}

int main(int argc, char **argv) {
  if (argc != 3) return 64;
  folder = argv[1];
  control = argv[2];
  struct sockaddr_in place = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  struct MHD_Daemon *daemon =
      MHD_start_daemon(MHD_USE_THREAD_PER_CONNECTION | MHD_USE_INTERNAL_POLLING_THREAD, 0, NULL, NULL, on_request, NULL,
                       MHD_OPTION_SOCK_ADDR, &place, MHD_OPTION_NOTIFY_COMPLETED, on_completed, NULL, MHD_OPTION_END);
  if (!daemon || !write_port(daemon)) return 2;
  char port[PATH_SIZE];
  in_control(port, "port");
  for (int i = 0; i < LONGEST_S * 20 && access(port, F_OK) == 0; i++) usleep(50 * 1000);
  MHD_stop_daemon(daemon);
  return 0;
}
