/* SPDX-License-Identifier: MIT */
#ifndef REAP_BASE_STATUS_H
#define REAP_BASE_STATUS_H

#include <stdint.h>

/* What every fallible function returns. REAP_END is no error: a source has nothing left. */
typedef enum {
  REAP_OK = 0,
  REAP_END,
  REAP_EINPUT,    /* the input is malformed; other input is not affected */
  REAP_ELIMIT,    /* a size cap was reached (hostile or absurd input) */
  REAP_EIO,       /* a read or write failed */
  REAP_ENET,      /* a download failed */
  REAP_EDB,       /* SQLite refused */
  REAP_ELEXICON,  /* a lexicon image or its sources are unusable */
  REAP_EUSAGE,    /* the command line is wrong */
  REAP_ECANCELED, /* interrupted by the user */
  REAP_EBUG       /* a broken promise inside reap */
} reap_status;

#define REAP_MUST_USE __attribute__((warn_unused_result))
#define REAP_PRINTF(format_index, first_arg) __attribute__((format(printf, format_index, first_arg)))

/* The caller's account of a failure: filled once, where it happens; callers may add the source's name or the PMID. */
typedef struct {
  reap_status status;
  uint32_t pmid; /* 0 when unknown */
  uint64_t line; /* 1-based, 0 when unknown */
  uint64_t byte; /* offset in the (inflated) source; meaningful when has_byte */
  uint8_t has_byte;
  char source[512];  /* file name, URL or "-"; "" when unknown */
  char message[512]; /* what is wrong and what to do, one line, no newline */
} reap_error;

/* Fills *error (may be NULL) with a printf-style message and returns `status`, so that a failing function can
 * `return reap_fail(error, REAP_EIO, ...)`. Position and source are cleared. Thread-safe. */
reap_status reap_fail(reap_error *error, reap_status status, const char *format, ...) REAP_PRINTF(3, 4);

/* The position variants fill in what they name; `error` may be NULL. */
void reap_error_set_source(reap_error *error, const char *source);
void reap_error_set_byte(reap_error *error, uint64_t byte);
void reap_error_set_line(reap_error *error, uint64_t line);

/* Writes "source:line: message (byte N, PMID P)" with the parts that are known; returns `buffer`. */
const char *reap_error_text(const reap_error *error, char *buffer, unsigned capacity);

/* Short constant name of a status ("malformed input", ...). */
const char *reap_status_name(reap_status status);

#endif
