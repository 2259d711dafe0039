/* SPDX-License-Identifier: MIT */
#ifndef REAP_CLI_INPUT_H
#define REAP_CLI_INPUT_H

#include "3_parse/parse.h"

/* Opens a file, URL or "-" for reading citations one batch at a time, outside the engine. Faults of single citations
 * are printed on stderr, and counted in *faults. The caller closes *out. */
REAP_MUST_USE reap_status reap_cli_open_input(reap_parser **out, const char *name, reap_input_format format,
                                              unsigned *faults, reap_error *error);

/* Writes the bytes to stdout and empties the buffer. REAP_EIO when stdout is full or closed. */
REAP_MUST_USE reap_status reap_cli_write(reap_buf *bytes, reap_error *error);

#endif
