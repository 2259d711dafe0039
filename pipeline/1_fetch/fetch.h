/* SPDX-License-Identifier: MIT */
#ifndef REAP_FETCH_H
#define REAP_FETCH_H

#include "pipeline/stage.h"

#define REAP_SEARCH_SCHEME "search:"

/* Opens one input as a source of raw bytes: a path, "-" for stdin, an http(s) URL that is streamed through libcurl
 * without touching the disk, or "search:QUERY", the citations that PubMed finds (its failures are told by read()). The
 * caller owns *out and closes it through its close(). REAP_EIO when a file cannot be opened or is a folder, REAP_ENET
 * when a host does not answer; the error names the input. */
REAP_MUST_USE reap_status reap_fetch_open(reap_bytes **out, const char *name, reap_error *error);

#endif
