/* SPDX-License-Identifier: MIT */
#include "7_assemble/assembler.h"

void reap_find_arms(reap_assembler *a, reap_batch *batch, reap_citation *citation) { (void)a, (void)batch, (void)citation; }
