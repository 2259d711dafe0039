/* SPDX-License-Identifier: MIT */
#include "5_tag/negation.h"

void reap_mark_negation(reap_batch *batch, const reap_citation *citation) { (void)batch, (void)citation; }
