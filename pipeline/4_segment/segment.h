/* SPDX-License-Identifier: MIT */
#ifndef REAP_SEGMENT_H
#define REAP_SEGMENT_H

#include "pipeline/stage.h"

/* Cuts each citation's text into sentences and tokens (ICU, with the exceptions of clinical prose). */
extern const reap_stage reap_segment_stage;

#endif
