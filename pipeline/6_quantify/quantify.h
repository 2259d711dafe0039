/* SPDX-License-Identifier: MIT */
#ifndef REAP_QUANTIFY_H
#define REAP_QUANTIFY_H

#include "pipeline/stage.h"

/* Reads the numbers with a meaning: sizes, p-values, intervals, effects, group values. */
extern const reap_stage reap_quantify_stage;

#endif
