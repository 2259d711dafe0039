/* SPDX-License-Identifier: MIT */
/* Preloaded into reap: makes the N-th call of one libc function fail. REAP_FAULT="write:3" fails the third write()
 * with ENOSPC and all after it; "malloc:100" returns NULL from the 100th allocation on for a while. */
#include <dlfcn.h>
#include <errno.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static atomic_long calls;

/* True when this call of `name` is to fail: the N-th and later ones. */
static int strikes(const char *name) {
  static const char *plan;
  static size_t length;
  static long at;
  if (!plan) {
    const char *given = getenv("REAP_FAULT");
    const char *colon = given ? strchr(given, ':') : NULL;
    length = colon ? (size_t)(colon - given) : 0;
    at = colon ? strtol(colon + 1, NULL, 10) : 0;
    plan = given ? given : "";
  }
  if (!length || strlen(name) != length || memcmp(plan, name, length) != 0) return 0;
  return atomic_fetch_add(&calls, 1) + 1 >= at;
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

ssize_t write(int fd, const void *bytes, size_t count) {
  if (fd != STDERR_FILENO && strikes("write")) {
    errno = ENOSPC;
    return -1;
  }
  return REAL(write)(fd, bytes, count);
}

ssize_t pwrite(int fd, const void *bytes, size_t count, off_t at) {
  if (strikes("pwrite")) {
    errno = ENOSPC;
    return -1;
  }
  return REAL(pwrite)(fd, bytes, count, at);
}
ssize_t pwrite64(int fd, const void *bytes, size_t count, off64_t at) {
  if (strikes("pwrite")) {
    errno = ENOSPC;
    return -1;
  }
  return REAL(pwrite64)(fd, bytes, count, at);
}

ssize_t read(int fd, void *bytes, size_t count) {
  if (strikes("read")) {
    errno = EIO;
    return -1;
  }
  return REAL(read)(fd, bytes, count);
}

int fsync(int fd) {
  if (strikes("fsync")) {
    errno = EIO;
    return -1;
  }
  return REAL(fsync)(fd);
}

int rename(const char *from, const char *to) {
  if (strikes("rename")) {
    errno = EACCES;
    return -1;
  }
  return REAL(rename)(from, to);
}

extern void *__libc_malloc(size_t bytes);
extern void *__libc_realloc(void *memory, size_t bytes);
extern void *__libc_calloc(size_t count, size_t bytes);

void *malloc(size_t bytes) { return strikes("malloc") ? NULL : __libc_malloc(bytes); }
void *realloc(void *memory, size_t bytes) { return strikes("malloc") ? NULL : __libc_realloc(memory, bytes); }
void *calloc(size_t count, size_t bytes) { return strikes("malloc") ? NULL : __libc_calloc(count, bytes); }
