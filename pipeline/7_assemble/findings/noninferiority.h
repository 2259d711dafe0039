/* SPDX-License-Identifier: MIT */
#ifndef REAP_ASSEMBLE_NONINFERIORITY_H
#define REAP_ASSEMBLE_NONINFERIORITY_H

#include "7_assemble/assembler.h"

/* What the sentence (row of batch.sentences) says of non-inferiority: 1 shown, 0 not shown, -1 nothing. Plans ("a
 * noninferiority trial") say nothing. */
int8_t reap_noninferiority_in(const reap_assembler *a, uint32_t sentence);

/* Gives each finding that compares two arms the verdict of its own test of non-inferiority, else of its sentence. */
void reap_judge_noninferiority(reap_assembler *a);

#endif
