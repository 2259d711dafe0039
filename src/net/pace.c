/* SPDX-License-Identifier: MIT */
/* The file holds the time from which the next request may leave. A process that wants to ask takes that time, moves it
 * on by one interval while it holds the lock, and sleeps until its own turn without it. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "net/http.h"

enum { MOST_AHEAD_MS = 60 * 1000 }; /* a turn further away is a broken clock or a damaged file */

static int64_t now_ms(void) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now); /* the one clock that all processes share across a reboot */
  return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static int open_shared(const char *name) {
  char path[128];
  if (snprintf(path, sizeof path, "/tmp/reap-pace-%s", name) >= (int)sizeof path) return -1;
  int fd = open(path, O_RDWR | O_NOFOLLOW | O_CLOEXEC);
  if (fd < 0 && errno == ENOENT) {
    fd = open(path, O_RDWR | O_NOFOLLOW | O_CLOEXEC | O_CREAT | O_EXCL, 0666);
    if (fd >= 0) (void)!fchmod(fd, 0666); /* other users ask the same service from this address */
    if (fd < 0 && errno == EEXIST) fd = open(path, O_RDWR | O_NOFOLLOW | O_CLOEXEC);
  }
  struct stat about;
  if (fd >= 0 && fstat(fd, &about) == 0 && S_ISREG(about.st_mode)) return fd;
  if (fd >= 0) close(fd);
  return -1;
}

/* Takes a turn: how long to wait for it, or -1 when the file cannot be used. */
static int64_t take_turn(int fd, unsigned interval_ms) {
  int64_t next = 0, now;
  if (flock(fd, LOCK_EX) != 0) return -1;
  now = now_ms();
  if (pread(fd, &next, sizeof next, 0) != sizeof next || next < now || next > now + MOST_AHEAD_MS) next = now;
  int64_t after = next + interval_ms;
  ssize_t written = pwrite(fd, &after, sizeof after, 0);
  flock(fd, LOCK_UN);
  return written == sizeof after ? next - now : -1;
}

reap_status reap_pace(const char *name, unsigned interval_ms, const volatile sig_atomic_t *cancel, reap_error *error) {
  int fd = open_shared(name);
  int64_t wait = fd >= 0 ? take_turn(fd, interval_ms) : -1;
  if (fd >= 0) close(fd);
  return reap_net_sleep(wait >= 0 ? (unsigned)wait : interval_ms, cancel, error);
}
