/* SPDX-License-Identifier: MIT */
#ifndef REAP_CLI_INPUT_H
#define REAP_CLI_INPUT_H

#include "3_parse/parse.h"

/* Reading citations one batch at a time, outside the engine. As in `reap run` whatever is wrong with the input, a
 * single citation or all of it, is printed on stderr and counted in *faults: it is no error, and an input that cannot
 * be read (on) gives REAP_END. */

/* Opens a file, URL or "-". The caller closes *out, which may be NULL. */
REAP_MUST_USE reap_status reap_cli_open_input(reap_parser **out, const char *name, reap_input_format format,
                                              unsigned *faults, reap_error *error);

/* The same for bytes (taken over) that were opened, or were not, with `opened`. */
REAP_MUST_USE reap_status reap_cli_open_bytes(reap_parser **out, reap_status opened, reap_bytes *bytes,
                                              const char *name, reap_input_format format, unsigned *faults,
                                              reap_error *error);

/* reap_parser_next() with the faults counted and told. */
REAP_MUST_USE reap_status reap_cli_next_batch(reap_parser *parser, reap_batch *batch, const reap_batch_limits *limits,
                                              unsigned *faults, reap_error *error);

/* Writes the bytes to stdout and empties the buffer. REAP_EIO when stdout is full or closed. */
REAP_MUST_USE reap_status reap_cli_write(reap_buf *bytes, reap_error *error);

#endif
