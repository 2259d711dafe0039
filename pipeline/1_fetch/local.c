/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "1_fetch/sources.h"
#include "base/memory.h"

typedef struct {
  reap_bytes base;
  int fd;
} local;

/* A pipe or a terminal may be silent for ever: look up now and then whether the user wants to stop. */
static reap_status wait_for_bytes(const local *file, reap_error *error) {
  struct pollfd ready = {.fd = file->fd, .events = POLLIN};
  while (file->base.cancel && poll(&ready, 1, 200) <= 0)
    if (*file->base.cancel) return reap_fail(error, REAP_ECANCELED, "interrupted");
  return REAP_OK;
}

static reap_status local_read(reap_bytes *self, void *dst, size_t cap, size_t *got, reap_error *error) {
  local *file = (local *)self;
  *got = 0;
  reap_status status = file->base.raw_total ? REAP_OK : wait_for_bytes(file, error);
  if (status != REAP_OK) return status;
  ssize_t count;
  do count = read(file->fd, dst, cap);
  while (count < 0 && errno == EINTR);
  if (count < 0) {
    int reason = errno;
    reap_fail(error, REAP_EIO, "cannot read: %s", strerror(reason));
    reap_error_set_byte(error, self->raw_bytes);
    return REAP_EIO;
  }
  if (count == 0) return REAP_END;
  *got = (size_t)count;
  self->raw_bytes += (uint64_t)count;
  return REAP_OK;
}

static void local_close(reap_bytes *self) {
  local *file = (local *)self;
  if (file->fd != STDIN_FILENO) close(file->fd);
  free(file);
}

static reap_status open_path(const char *path, int *fd, reap_error *error) {
  *fd = strcmp(path, "-") == 0 ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
  if (*fd >= 0) return REAP_OK;
  int reason = errno;
  if (reason == ENOENT) return reap_fail(error, REAP_EIO, "there is no such file: check the path");
  return reap_fail(error, REAP_EIO, "cannot open: %s", strerror(reason));
}

reap_status reap_local_open(reap_bytes **out, const char *path, reap_error *error) {
  int fd;
  *out = NULL;
  reap_status status = open_path(path, &fd, error);
  if (status != REAP_OK) return status;
  struct stat about;
  if (fstat(fd, &about) == 0 && S_ISDIR(about.st_mode)) {
    if (fd != STDIN_FILENO) close(fd);
    return reap_fail(error, REAP_EIO, "is a folder: name the files in it, for instance with *.xml.gz");
  }
  local *file = reap_alloc(sizeof *file);
  file->base = (reap_bytes){.read = local_read, .close = local_close};
  if (S_ISREG(about.st_mode)) file->base.raw_total = (uint64_t)about.st_size;
  file->fd = fd;
  *out = &file->base;
  return REAP_OK;
}
