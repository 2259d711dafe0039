/* SPDX-License-Identifier: MIT */
#ifndef REAP_ASSEMBLE_H
#define REAP_ASSEMBLE_H

#include "pipeline/stage.h"

/* Puts together arms, outcomes, findings, trial ids, the design, and the arithmetic checks. */
extern const reap_stage reap_assemble_stage;

#endif
