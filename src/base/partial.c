/* SPDX-License-Identifier: MIT */
#include "base/partial.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"

reap_status reap_partial_fail(const reap_partial *file, int code, const char *doing, reap_error *error) {
  const char *advice = code == ENOSPC || code == EDQUOT                   ? ": free some space and run again"
                       : code == EPIPE                                    ? ": the reader of the output went away"
                       : code == EROFS || code == EACCES || code == EPERM ? ": choose another place with -o"
                                                                          : "";
  char reason[128];
  const char *text = strerror_r(code, reason, sizeof reason);
  reap_status status = reap_fail(error, REAP_EIO, "cannot %s the output: %s%s", doing, text, advice);
  reap_error_set_source(error, file->name);
  return status;
}

static char *joined(const char *a, const char *b) {
  size_t size = strlen(a) + strlen(b) + 1;
  char *text = reap_alloc(size);
  snprintf(text, size, "%s%s", a, b);
  return text;
}

/* Opens PATH.partial empty, refusing while another run writes it. */
static reap_status open_partial(reap_partial *file, mode_t mode, reap_error *error) {
  file->partial = joined(file->path, ".partial");
  file->fd = open(file->partial, O_WRONLY | O_CREAT | O_CLOEXEC, mode);
  if (file->fd < 0) {
    int code = errno;
    free(file->partial);
    file->partial = NULL;
    return reap_partial_fail(file, code, "create", error);
  }
  if (flock(file->fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
    free(file->partial); /* it is the other run's: not ours to remove */
    file->partial = NULL;
    reap_status status =
        reap_fail(error, REAP_EIO, "another run is writing this output: wait for it or choose another");
    reap_error_set_source(error, file->name);
    return status;
  }
  return ftruncate(file->fd, 0) == 0 ? REAP_OK : reap_partial_fail(file, errno, "write", error);
}

static reap_status open_path(reap_partial *file, reap_error *error) {
  struct stat about;
  bool exists = stat(file->name, &about) == 0;
  if (exists && S_ISDIR(about.st_mode)) return reap_partial_fail(file, EISDIR, "write", error);
  if (exists && !S_ISREG(about.st_mode)) {
    file->fd = open(file->name, O_WRONLY | O_CLOEXEC);
    return file->fd >= 0 ? REAP_OK : reap_partial_fail(file, errno, "open", error);
  }
  if (exists && access(file->name, W_OK) != 0) return reap_partial_fail(file, errno, "replace", error);
  file->path = exists ? realpath(file->name, NULL) : reap_strdup(file->name);
  if (!file->path) return reap_partial_fail(file, errno, "find", error);
  return open_partial(file, exists ? about.st_mode & 0777 : 0666, error);
}

reap_status reap_partial_open(reap_partial *file, const char *name, reap_error *error) {
  bool to_stdout = !name || strcmp(name, "-") == 0;
  *file = (reap_partial){.fd = to_stdout ? STDOUT_FILENO : -1, .name = reap_strdup(to_stdout ? "stdout" : name)};
  return to_stdout ? REAP_OK : open_path(file, error);
}

reap_status reap_partial_write(reap_partial *file, const char *bytes, size_t count, reap_error *error) {
  for (size_t at = 0; at < count;) {
    ssize_t wrote = write(file->fd, bytes + at, count - at);
    if (wrote < 0 && errno != EINTR) return reap_partial_fail(file, errno, "write", error);
    if (wrote > 0) at += (size_t)wrote;
  }
  return REAP_OK;
}

/* Makes the rename itself durable. */
static void sync_folder(const char *path) {
  char *folder = reap_strdup(path), *slash = strrchr(folder, '/');
  if (slash) slash[slash == folder ? 1 : 0] = '\0';
  int fd = open(slash ? folder : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd >= 0) {
    (void)!fsync(fd); /* some file systems cannot; the data itself is synced */
    close(fd);
  }
  free(folder);
}

reap_status reap_partial_commit(reap_partial *file, reap_error *error) {
  if (!file->partial) return REAP_OK;
  if (fsync(file->fd) != 0) return reap_partial_fail(file, errno, "write", error);
  if (rename(file->partial, file->path) != 0) return reap_partial_fail(file, errno, "rename", error);
  free(file->partial);
  file->partial = NULL;
  sync_folder(file->path);
  return REAP_OK;
}

void reap_partial_close(reap_partial *file) {
  if (file->partial) unlink(file->partial);
  if (file->fd >= 0 && file->fd != STDOUT_FILENO) close(file->fd);
  free(file->name);
  free(file->path);
  free(file->partial);
}
