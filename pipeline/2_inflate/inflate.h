/* SPDX-License-Identifier: MIT */
#ifndef REAP_INFLATE_H
#define REAP_INFLATE_H

#include "pipeline/stage.h"

/* Wraps a source: gzip (any number of members) is inflated, anything else passes through unchanged; the first bytes
 * decide. Takes ownership of `inner`, also when it fails. read() gives REAP_EINPUT for a damaged or truncated member
 * after all good bytes before the damage were handed out; the error holds the byte offset in the compressed input. */
REAP_MUST_USE reap_status reap_inflate_open(reap_bytes **out, reap_bytes *inner, reap_error *error);

#endif
