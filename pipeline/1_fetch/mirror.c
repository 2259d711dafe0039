/* SPDX-License-Identifier: MIT */
#include "1_fetch/mirror.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "1_fetch/mirror_file.h"

/* ---- the folder ---- */

static reap_status fail_io(const char *doing, const char *what, int code, reap_error *error) {
  char reason[128];
  reap_status status = reap_fail(error, REAP_EIO, "cannot %s: %s", doing, strerror_r(code, reason, sizeof reason));
  reap_error_set_source(error, what);
  return status;
}

/* Opens the folder, makes it where it is missing, and locks it until *lock is closed. */
static reap_status open_folder(mirror *m, int *lock, reap_error *error) {
  const char *into = m->options->into;
  if (mkdir(into, 0777) != 0 && errno != EEXIST) return fail_io("make the folder", into, errno, error);
  m->folder = open(into, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (m->folder < 0) return fail_io("open the folder", into, errno, error);
  *lock = openat(m->folder, ".reap-fetch.lock", O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  if (*lock < 0) return fail_io("write in the folder", into, errno, error);
  if (flock(*lock, LOCK_EX | LOCK_NB) == 0) return REAP_OK;
  reap_status status =
      reap_fail(error, REAP_EIO, "another reap fetch is at work in this folder: wait for it, or choose another --into");
  reap_error_set_source(error, into);
  return status;
}

/* Files of earlier years, which a new baseline replaces. */
static size_t count_older(int folder, unsigned year) {
  size_t older = 0;
  int fd = dup(folder);
  DIR *dir = fd >= 0 ? fdopendir(fd) : NULL;
  if (!dir) return 0;
  rewinddir(dir);
  reap_listed row;
  for (struct dirent *entry; (entry = readdir(dir));)
    older += reap_listed_from_name(entry->d_name, &row) && row.year < year;
  closedir(dir);
  return older;
}

/* ---- what is there ---- */

typedef struct {
  mirror *m;
  reap_listing *list;
} lister;

/* A page without files is tried again: a server that is busy or refuses sends such pages with status 200. */
static reap_status list_once(void *context, reap_http_answer *answer, reap_error *error) {
  lister *l = context;
  reap_buf page;
  reap_buf_init(&page, MOST_PAGE_BYTES);
  reap_status status = reap_mirror_page(l->m, "", &page, answer, error);
  if (status == REAP_OK) status = reap_listing_read(l->list, reap_buf_view(&page), error);
  reap_buf_free(&page);
  return status;
}

static reap_status list_server(mirror *m, reap_listing *list, reap_error *error) {
  enum { MOST_ATTEMPTS = 3 }; /* a wrong address gives such a page as well: tell it soon */
  lister l = {m, list};
  unsigned attempts = m->options->attempts < MOST_ATTEMPTS ? m->options->attempts : MOST_ATTEMPTS;
  m->name = "the list of files";
  reap_status status = reap_mirror_patiently(m, attempts, list_once, &l, error);
  if (status != REAP_OK) reap_error_set_source(error, m->options->url);
  return status;
}

/* After the yearly change both years' files can be listed for a while: only the newest year is whole. */
static void keep_newest_year(reap_listing *list) {
  unsigned year = list->rows[list->count - 1].year;
  size_t first = 0;
  while (list->rows[first].year != year) first++;
  list->count -= first;
  memmove(list->rows, list->rows + first, list->count * sizeof *list->rows);
}

/* Moves what is missing to the front; returns how many. */
static size_t select_missing(mirror *m, reap_listing *list, reap_mirror_counts *counts) {
  size_t missing = 0;
  counts->listed = list->count;
  for (size_t i = 0; i < list->count; i++)
    if (reap_mirror_has(m, list->rows[i].name))
      counts->present++;
    else
      list->rows[missing++] = list->rows[i];
  return missing;
}

static reap_status fetch_missing(mirror *m, const reap_listing *list, size_t missing, reap_error *error) {
  reap_status status = REAP_OK;
  m->count = missing;
  for (m->index = 0; m->index < missing && status == REAP_OK; m->index++) {
    m->name = list->rows[m->index].name;
    if (m->options->dry_run)
      reap_mirror_tell(m, (reap_mirror_event){.what = REAP_MIRROR_WANTED});
    else
      status = reap_mirror_file(m, error);
  }
  return status;
}

reap_status reap_mirror(const reap_mirror_options *options, reap_mirror_counts *counts, reap_error *error) {
  *counts = (reap_mirror_counts){0};
  mirror m = {.options = options, .counts = counts, .folder = -1};
  reap_listing list = {0};
  int lock = -1;
  reap_status status = open_folder(&m, &lock, error);
  if (status == REAP_OK) status = list_server(&m, &list, error);
  if (status == REAP_OK) {
    keep_newest_year(&list);
    counts->older = count_older(m.folder, list.rows[0].year);
    size_t missing = select_missing(&m, &list, counts);
    status = fetch_missing(&m, &list, missing, error);
  }
  free(list.rows);
  if (lock >= 0) close(lock);
  if (m.folder >= 0) close(m.folder);
  return status;
}
