/* SPDX-License-Identifier: MIT */
#include "8_emit/textfile.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"

struct reap_textfile {
  int fd;
  char *name;    /* as messages call it */
  char *path;    /* final name, links resolved; NULL for stdout, devices and pipes */
  char *partial; /* where the bytes go until commit; NULL once renamed */
};

static reap_status fail(const char *name, int code, const char *doing, reap_error *error) {
  const char *advice = code == ENOSPC || code == EDQUOT                   ? ": free some space and run again"
                       : code == EPIPE                                    ? ": the reader of the output went away"
                       : code == EROFS || code == EACCES || code == EPERM ? ": choose another place with -o"
                                                                          : "";
  char reason[128];
  const char *text = strerror_r(code, reason, sizeof reason);
  reap_status status = reap_fail(error, REAP_EIO, "cannot %s the output: %s%s", doing, text, advice);
  reap_error_set_source(error, name);
  return status;
}

static char *joined(const char *a, const char *b) {
  size_t size = strlen(a) + strlen(b) + 1;
  char *text = reap_alloc(size);
  snprintf(text, size, "%s%s", a, b);
  return text;
}

/* Opens PATH.partial empty, refusing while another run writes it. */
static reap_status open_partial(reap_textfile *file, mode_t mode, reap_error *error) {
  file->partial = joined(file->path, ".partial");
  file->fd = open(file->partial, O_WRONLY | O_CREAT | O_CLOEXEC, mode);
  if (file->fd < 0) {
    int code = errno;
    free(file->partial);
    file->partial = NULL;
    return fail(file->name, code, "create", error);
  }
  if (flock(file->fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) {
    free(file->partial); /* it is the other run's: not ours to remove */
    file->partial = NULL;
    reap_status status =
        reap_fail(error, REAP_EIO, "another run is writing this output: wait for it or choose another");
    reap_error_set_source(error, file->name);
    return status;
  }
  return ftruncate(file->fd, 0) == 0 ? REAP_OK : fail(file->name, errno, "write", error);
}

static reap_status open_path(reap_textfile *file, reap_error *error) {
  struct stat about;
  bool exists = stat(file->name, &about) == 0;
  if (exists && S_ISDIR(about.st_mode)) return fail(file->name, EISDIR, "write", error);
  if (exists && !S_ISREG(about.st_mode)) {
    file->fd = open(file->name, O_WRONLY | O_CLOEXEC);
    return file->fd >= 0 ? REAP_OK : fail(file->name, errno, "open", error);
  }
  if (exists && access(file->name, W_OK) != 0) return fail(file->name, errno, "replace", error);
  file->path = exists ? realpath(file->name, NULL) : reap_strdup(file->name);
  if (!file->path) return fail(file->name, errno, "find", error);
  return open_partial(file, exists ? about.st_mode & 0777 : 0666, error);
}

reap_status reap_textfile_open(const reap_target *target, void **sink, reap_error *error) {
  bool to_stdout = !target->path || strcmp(target->path, "-") == 0;
  reap_textfile *file = reap_alloc(sizeof *file);
  file->name = reap_strdup(to_stdout ? "stdout" : target->path);
  file->fd = to_stdout ? STDOUT_FILENO : -1;
  reap_status status = to_stdout ? REAP_OK : open_path(file, error);
  if (status == REAP_OK)
    *sink = file;
  else
    reap_textfile_close(file);
  return status;
}

reap_status reap_textfile_write(void *sink, const reap_batch *batch, reap_str bytes, reap_error *error) {
  (void)batch;
  reap_textfile *file = sink;
  for (size_t at = 0; at < bytes.len;) {
    ssize_t wrote = write(file->fd, bytes.ptr + at, bytes.len - at);
    if (wrote < 0 && errno != EINTR) return fail(file->name, errno, "write", error);
    if (wrote > 0) at += (size_t)wrote;
  }
  return REAP_OK;
}

reap_status reap_textfile_mark(void *sink, const reap_file_mark *mark, reap_error *error) {
  (void)sink, (void)mark, (void)error; /* a text file keeps no ledger */
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

reap_status reap_textfile_commit(void *sink, reap_error *error) {
  reap_textfile *file = sink;
  if (!file->partial) return REAP_OK;
  if (fsync(file->fd) != 0) return fail(file->name, errno, "write", error);
  if (rename(file->partial, file->path) != 0) return fail(file->name, errno, "rename", error);
  free(file->partial);
  file->partial = NULL;
  sync_folder(file->path);
  return REAP_OK;
}

void reap_textfile_close(void *sink) {
  reap_textfile *file = sink;
  if (!file) return;
  if (file->partial) unlink(file->partial);
  if (file->fd >= 0 && file->fd != STDOUT_FILENO) close(file->fd);
  free(file->name);
  free(file->path);
  free(file->partial);
  free(file);
}
