/* SPDX-License-Identifier: MIT */
#include "cli/input.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "1_fetch/fetch.h"
#include "2_inflate/inflate.h"
#include "cli/options.h"

static void on_fault(void *context, const reap_error *fault) {
  unsigned *faults = context;
  (*faults)++;
  reap_cli_fail(fault);
}

static reap_status end_of(const char *name, unsigned *faults, reap_error *error) {
  if (!error->source[0]) reap_error_set_source(error, name);
  on_fault(faults, error);
  return REAP_END;
}

reap_status reap_cli_open_bytes(reap_parser **out, reap_status opened, reap_bytes *bytes, const char *name,
                                reap_input_format format, unsigned *faults, reap_error *error) {
  *out = NULL;
  if (opened == REAP_OK) opened = reap_parser_open(out, bytes, name, format, on_fault, faults, error);
  return opened == REAP_OK ? REAP_OK : end_of(name, faults, error);
}

reap_status reap_cli_open_input(reap_parser **out, const char *name, reap_input_format format, unsigned *faults,
                                reap_error *error) {
  reap_bytes *raw = NULL, *plain = NULL;
  reap_status status = reap_fetch_open(&raw, name, error);
  if (status == REAP_OK) status = reap_inflate_open(&plain, raw, error);
  return reap_cli_open_bytes(out, status, plain, name, format, faults, error);
}

reap_status reap_cli_next_batch(reap_parser *parser, reap_batch *batch, const reap_batch_limits *limits,
                                unsigned *faults, reap_error *error) {
  reap_status status = reap_parser_next(parser, batch, limits, error);
  return status == REAP_OK || status == REAP_END ? status : end_of("", faults, error);
}

reap_status reap_cli_write(reap_buf *bytes, reap_error *error) {
  if (bytes->full) return reap_fail(error, REAP_ELIMIT, "the output of one batch is too large");
  bool good = !bytes->len || fwrite(bytes->ptr, 1, bytes->len, stdout) == bytes->len;
  good = fflush(stdout) == 0 && good;
  reap_buf_reset(bytes);
  return good ? REAP_OK : reap_fail(error, REAP_EIO, "cannot write to stdout: %s", strerror(errno));
}
