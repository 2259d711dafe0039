/* SPDX-License-Identifier: MIT */
#include "1_fetch/mirror_file.h"

#include <errno.h>
#include <fcntl.h>
#include <md5.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/checksum.h"

static const uint64_t MOST_FILE_BYTES = (uint64_t)4 << 30;
enum { NAME_SIZE = 64, MOST_WAIT_MS = 60 * 1000 };

void reap_mirror_tell(const mirror *m, reap_mirror_event event) {
  event.name = m->name;
  event.index = m->index;
  event.count = m->count;
  if (m->options->on_event) m->options->on_event(m->options->context, &event);
}

/* ---- requests ---- */

/* All files come from one server and share one pace. */
static reap_status send_paced(const mirror *m, const char *name, uint64_t from, reap_http_take take, void *context,
                              reap_http_answer *answer, reap_error *error) {
  char url[1024];
  const char *folder = m->options->url;
  const char *slash = *folder && folder[strlen(folder) - 1] == '/' ? "" : "/";
  *answer = (reap_http_answer){0};
  if (snprintf(url, sizeof url, "%s%s%s", folder, slash, name) >= (int)sizeof url)
    return reap_fail(error, REAP_EUSAGE, "the address of the folder is too long");
  reap_status status = reap_pace("pubmed-files", m->options->pause_ms, m->options->cancel, error);
  if (status != REAP_OK) return status;
  reap_http_request request = {.url = url, .from = from, .limits = m->options->limits, .cancel = m->options->cancel};
  return reap_http_send(&request, take, context, answer, error);
}

reap_status reap_mirror_page(const mirror *m, const char *name, reap_buf *page, reap_http_answer *answer,
                             reap_error *error) {
  reap_buf_reset(page);
  return send_paced(m, name, 0, reap_http_take_all, page, answer, error);
}

static void tell_again(void *context, const reap_error *fault, unsigned wait_ms) {
  reap_mirror_tell(context, (reap_mirror_event){REAP_MIRROR_AGAIN, .wait_ms = wait_ms, .fault = fault});
}

reap_status reap_mirror_patiently(mirror *m, unsigned attempts, reap_http_attempt attempt, void *context,
                                  reap_error *error) {
  reap_patience patience = {.attempts = attempts,
                            .first_ms = m->options->pause_ms,
                            .most_ms = MOST_WAIT_MS,
                            .cancel = m->options->cancel,
                            .on_again = tell_again,
                            .listener = m};
  return reap_http_patiently(patience, attempt, context, error);
}

/* ---- files ---- */

static const char *with(char buffer[NAME_SIZE], const char *name, const char *ending) {
  snprintf(buffer, NAME_SIZE, "%s%s", name, ending);
  return buffer;
}

static reap_status fail_io(const mirror *m, const char *doing, reap_error *error) {
  char reason[128];
  int code = errno;
  reap_status status =
      reap_fail(error, REAP_EIO, "cannot %s %s: %s%s", doing, m->name, strerror_r(code, reason, sizeof reason),
                code == ENOSPC || code == EDQUOT ? ": free some space and run again" : "");
  reap_error_set_source(error, m->options->into);
  return status;
}

/* The checksum of an open file, from its beginning. */
static bool checksum_of(int fd, char digits[33]) {
  static const char hex[] = "0123456789abcdef";
  MD5_CTX state;
  unsigned char bytes[64 * 1024], sum[MD5_DIGEST_LENGTH];
  ssize_t got;
  MD5Init(&state);
  for (off_t at = 0; (got = pread(fd, bytes, sizeof bytes, at)) > 0; at += got) MD5Update(&state, bytes, (size_t)got);
  MD5Final(sum, &state);
  for (size_t i = 0; i < sizeof sum; i++) {
    digits[2 * i] = hex[sum[i] >> 4];
    digits[2 * i + 1] = hex[sum[i] & 15];
  }
  digits[32] = '\0';
  return got == 0;
}

static bool agrees(int fd, const char *digits) {
  char found[33];
  return checksum_of(fd, found) && strcmp(found, digits) == 0;
}

bool reap_mirror_has(const mirror *m, const char *name) {
  char other[NAME_SIZE], text[MOST_CHECKSUM_BYTES], digits[33];
  struct stat about;
  if (fstatat(m->folder, name, &about, 0) != 0 || !S_ISREG(about.st_mode)) return false;
  int fd = openat(m->folder, with(other, name, ".md5"), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return false;
  ssize_t size = read(fd, text, sizeof text);
  close(fd);
  if (size < 0 || !reap_checksum_read(digits, (reap_str){text, (uint32_t)size}, name)) return false;
  if (!m->options->verify) return true;
  fd = openat(m->folder, name, O_RDONLY | O_CLOEXEC);
  bool good = fd >= 0 && agrees(fd, digits);
  if (fd >= 0) close(fd);
  return good;
}

/* ---- one file ---- */

typedef struct {
  mirror *m;
  int fd;          /* NAME.part */
  uint64_t here;   /* bytes in it */
  bool resumed;    /* some of them came with an earlier attempt */
  char digits[33]; /* what its checksum must be */
} part;

static reap_status start_over(part *p, reap_error *error) {
  p->here = 0;
  p->resumed = false;
  return ftruncate(p->fd, 0) == 0 ? REAP_OK : fail_io(p->m, "write", error);
}

static reap_status take_part(void *context, const reap_http_answer *answer, const char *bytes, size_t count,
                             reap_error *error) {
  part *p = context;
  if (strcmp(answer->type, "text/html") == 0)
    return reap_fail(error, REAP_ENET, "the server sent a web page in place of the file");
  if (answer->begins_at == 0 && p->resumed) { /* it sends the whole again */
    reap_status status = start_over(p, error);
    if (status != REAP_OK) return status;
  }
  if (answer->begins_at > p->here) return reap_fail(error, REAP_ENET, "the server sent another part than asked for");
  if (p->here + count > MOST_FILE_BYTES) return reap_fail(error, REAP_ELIMIT, "the file is larger than 4 GiB");
  while (count) {
    ssize_t written = pwrite(p->fd, bytes, count, (off_t)p->here);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return fail_io(p->m, "write", error);
    bytes += written;
    count -= (size_t)written;
    p->here += (size_t)written;
    p->m->counts->bytes += (size_t)written;
  }
  reap_mirror_tell(p->m, (reap_mirror_event){REAP_MIRROR_BYTES, .done = p->here, .total = answer->total});
  return REAP_OK;
}

static reap_status want_checksum(part *p, reap_http_answer *answer, reap_error *error) {
  char name[NAME_SIZE];
  reap_buf text;
  reap_buf_init(&text, MOST_CHECKSUM_BYTES);
  reap_status status = reap_mirror_page(p->m, with(name, p->m->name, ".md5"), &text, answer, error);
  if (status == REAP_OK && !reap_checksum_read(p->digits, reap_buf_view(&text), p->m->name))
    status = reap_fail(error, REAP_ENET, "its checksum file holds no MD5 of it: try again later");
  reap_buf_free(&text);
  return status;
}

/* Nothing of the part can be used: the next attempt begins at the first byte. */
static reap_status discard(part *p, reap_http_answer *answer, const char *why, reap_error *error) {
  answer->status = 0; /* worth another attempt, whatever the server called this one */
  reap_status status = start_over(p, error);
  return status != REAP_OK ? status : reap_fail(error, REAP_ENET, "%s: try again later", why);
}

/* The checksum, what is missing, and do they agree? A file that was put together from two attempts may have changed
 * between them: it is fetched anew. */
static reap_status attempt(void *context, reap_http_answer *answer, reap_error *error) {
  part *p = context;
  reap_status status = p->digits[0] ? REAP_OK : want_checksum(p, answer, error);
  if (status != REAP_OK) return status;
  p->resumed = p->here > 0;
  if (p->resumed && agrees(p->fd, p->digits)) return REAP_OK; /* an earlier run ended just before the rename */
  status = send_paced(p->m, p->m->name, p->here, take_part, p, answer, error);
  if (status == REAP_ENET && answer->status == 416)
    return discard(p, answer, "the part that was here is longer than the file", error);
  if (status != REAP_OK || agrees(p->fd, p->digits)) return status;
  return discard(p, answer, "what arrived does not agree with its checksum", error);
}

/* The file under its name first, the checksum after it: who sees the checksum can trust the file. */
static reap_status publish(part *p, reap_error *error) {
  mirror *m = p->m;
  char from[NAME_SIZE], to[NAME_SIZE], text[128];
  int size = snprintf(text, sizeof text, "MD5(%s)= %s\n", m->name, p->digits);
  if (fsync(p->fd) != 0 || renameat(m->folder, with(from, m->name, ".part"), m->folder, m->name) != 0)
    return fail_io(m, "write", error);
  int fd = openat(m->folder, with(from, m->name, ".md5.part"), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  bool good = fd >= 0 && write(fd, text, (size_t)size) == size && fsync(fd) == 0;
  if (fd >= 0) close(fd);
  if (!good || renameat(m->folder, from, m->folder, with(to, m->name, ".md5")) != 0)
    return fail_io(m, "write the checksum of", error);
  (void)!fsync(m->folder); /* some file systems cannot; the data itself is synced */
  return REAP_OK;
}

/* A file without a checksum beside it is no better than a part: it is taken for one, and kept when it agrees. */
static reap_status open_part(part *p, reap_error *error) {
  char name[NAME_SIZE];
  mirror *m = p->m;
  with(name, m->name, ".part");
  if (faccessat(m->folder, name, F_OK, 0) != 0) (void)!renameat(m->folder, m->name, m->folder, name);
  struct stat about;
  p->fd = openat(m->folder, name, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (p->fd < 0 || fstat(p->fd, &about) != 0) return fail_io(m, "write", error);
  p->here = (uint64_t)about.st_size;
  return REAP_OK;
}

reap_status reap_mirror_file(mirror *m, reap_error *error) {
  part p = {.m = m, .fd = -1};
  reap_error fault = {0};
  reap_status status = open_part(&p, &fault);
  reap_mirror_tell(m, (reap_mirror_event){REAP_MIRROR_BEGUN, .done = p.here});
  if (status == REAP_OK) status = reap_mirror_patiently(m, m->options->attempts, attempt, &p, &fault);
  if (status == REAP_OK) status = publish(&p, &fault);
  if (p.fd >= 0) close(p.fd);
  if (status == REAP_OK) {
    m->counts->fetched++;
    reap_mirror_tell(m, (reap_mirror_event){REAP_MIRROR_DONE, .done = p.here});
    return REAP_OK;
  }
  if (status != REAP_ENET && status != REAP_ELIMIT) {
    if (error) *error = fault;
    return status;
  }
  m->counts->failed++;
  reap_error_set_source(&fault, m->name);
  reap_mirror_tell(m, (reap_mirror_event){REAP_MIRROR_FAILED, .fault = &fault});
  return REAP_OK;
}
