/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "store/store.h"

static bool has_content(const char *path) {
  struct stat about;
  return stat(path, &about) == 0 && about.st_size > 0;
}

static reap_status open_new(reap_store_writer *writer, const char *path, reap_error *error) {
  writer->is_new = true;
  reap_status status = reap_partial_open(&writer->file, path, error);
  if (status == REAP_OK && !writer->file.partial)
    status = reap_partial_fail(&writer->file, ENOTSUP, "make a database of", error);
  return status == REAP_OK ? reap_store_create(&writer->db, writer->file.partial, error) : status;
}

reap_status reap_store_writer_open(reap_store_writer *writer, const char *path, reap_error *error) {
  memset(writer, 0, sizeof *writer);
  reap_status status = has_content(path) ? reap_store_open(&writer->db, path, 1, error) : open_new(writer, path, error);
  if (status == REAP_OK) status = reap_store_run(writer->db, "PRAGMA foreign_keys = ON; BEGIN IMMEDIATE", error);
  return status;
}

reap_status reap_store_writer_commit(reap_store_writer *writer, reap_error *error) {
  reap_status status = reap_store_run(writer->db, "COMMIT", error);
  if (status != REAP_OK || !writer->is_new) return status;
  sqlite3_close(writer->db);
  writer->db = NULL;
  return reap_partial_commit(&writer->file, error);
}

void reap_store_writer_close(reap_store_writer *writer) {
  sqlite3_close(writer->db);
  writer->db = NULL;
  if (writer->is_new) reap_partial_close(&writer->file);
  writer->is_new = false;
}
