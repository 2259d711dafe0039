/* SPDX-License-Identifier: MIT */
#ifndef REAP_SEGMENT_EXCEPTIONS_H
#define REAP_SEGMENT_EXCEPTIONS_H

#include "base/str.h"

/* A full stop (or ? or !) in a sentence of clinical prose. */
typedef struct {
  reap_str text;      /* cut at the end of the section */
  uint32_t beg;       /* where the sentence began */
  uint32_t at, after; /* the terminator and the byte behind it */
} reap_stop;

/* True when the sentence goes on although Unicode's rules would end it before `next`: "vs. Placebo", "J. Smith",
 * "no. 5", "1. Introduction". */
bool reap_stop_is_inside(const reap_stop *stop, uint32_t next);

/* Where the next sentence begins although Unicode's rules see none: "(p<.05).The", "were healed. 23 patients",
 * "in mice. mTOR"; else REAP_NONE. */
uint32_t reap_stop_splits(const reap_stop *stop);

#endif
