/* SPDX-License-Identifier: MIT */
#ifndef REAP_PARSE_H
#define REAP_PARSE_H

#include "pipeline/stage.h"

typedef enum { REAP_FROM_AUTO, REAP_FROM_PUBMED, REAP_FROM_MEDLINE, REAP_FROM_NDJSON } reap_input_format;

typedef struct reap_parser reap_parser;

/* Starts reading citations from `bytes` (plain, not gzip; taken over, also on failure). AUTO looks at the first bytes:
 * '<' is PubMed XML, '{' NDJSON, "PMID-" the MEDLINE text format. `source` (not NULL, copied) goes into citations and
 * errors. Faults of single citations go to on_fault (may be NULL) and are skipped. The caller closes *out. */
REAP_MUST_USE reap_status reap_parser_open(reap_parser **out, reap_bytes *bytes, const char *source,
                                           reap_input_format format, reap_fault_fn on_fault, void *context,
                                           reap_error *error);

/* Appends citations to the (reset) batch until a limit is reached or the input ends. REAP_OK: at least one citation.
 * REAP_END: none left. REAP_EINPUT, REAP_EIO, ...: the input ends here; what came before was handed out by earlier
 * calls, so nothing good is lost. The error names source, line or byte, and the PMID if known. */
REAP_MUST_USE reap_status reap_parser_next(reap_parser *parser, reap_batch *batch, const reap_batch_limits *limits,
                                           reap_error *error);
void reap_parser_close(reap_parser *parser); /* NULL is fine */

/* "pubmed", "medline", "ndjson" -> format; false for another word. */
bool reap_input_format_from_name(const char *name, reap_input_format *out);

#endif
