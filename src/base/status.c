/* SPDX-License-Identifier: MIT */
#include "base/status.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

reap_status reap_fail(reap_error *error, reap_status status, const char *format, ...) {
  if (error) {
    memset(error, 0, sizeof *error);
    error->status = status;
    va_list args;
    va_start(args, format);
    vsnprintf(error->message, sizeof error->message, format, args);
    va_end(args);
    for (char *c = error->message; *c; c++)
      if (*c == '\n' || *c == '\r') *c = ' ';
  }
  return status;
}

void reap_error_set_source(reap_error *error, const char *source) {
  if (error) snprintf(error->source, sizeof error->source, "%s", source ? source : "");
}

void reap_error_set_byte(reap_error *error, uint64_t byte) {
  if (!error) return;
  error->byte = byte;
  error->has_byte = 1;
}

void reap_error_set_line(reap_error *error, uint64_t line) {
  if (error) error->line = line;
}

const char *reap_error_text(const reap_error *error, char *buffer, unsigned capacity) {
  char place[64] = "", tail[96] = "";
  if (error->line) snprintf(place, sizeof place, ":%" PRIu64, error->line);
  if (error->has_byte && error->pmid)
    snprintf(tail, sizeof tail, " (byte %" PRIu64 ", PMID %" PRIu32 ")", error->byte, error->pmid);
  else if (error->has_byte)
    snprintf(tail, sizeof tail, " (byte %" PRIu64 ")", error->byte);
  else if (error->pmid)
    snprintf(tail, sizeof tail, " (PMID %" PRIu32 ")", error->pmid);
  snprintf(buffer, capacity, "%s%s%s%s%s", error->source, place, error->source[0] ? ": " : "", error->message, tail);
  return buffer;
}

const char *reap_status_name(reap_status status) {
  static const char *const names[] = {"ok",          "end",           "malformed input", "limit reached",
                                      "i/o error",   "network error", "database error",  "lexicon error",
                                      "usage error", "interrupted",   "internal error"};
  return (unsigned)status < sizeof names / sizeof *names ? names[status] : "unknown status";
}
