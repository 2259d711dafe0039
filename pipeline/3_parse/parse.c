/* SPDX-License-Identifier: MIT */
#include "3_parse/parse.h"

reap_status reap_parser_open(reap_parser **out, reap_bytes *bytes, const char *source, reap_input_format format,
                             reap_fault_fn on_fault, void *context, reap_error *error) {
  (void)out, (void)bytes, (void)source, (void)format, (void)on_fault, (void)context;
  return reap_fail(error, REAP_EBUG, "cannot parse yet");
}
reap_status reap_parser_next(reap_parser *parser, reap_batch *batch, const reap_batch_limits *limits,
                             reap_error *error) {
  (void)parser, (void)batch, (void)limits, (void)error;
  return REAP_END;
}
void reap_parser_close(reap_parser *parser) { (void)parser; }
bool reap_input_format_from_name(const char *name, reap_input_format *out) {
  (void)name, (void)out;
  return false;
}
