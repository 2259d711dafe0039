/* SPDX-License-Identifier: MIT */
#ifndef REAP_QUANTIFY_RELATIVE_H
#define REAP_QUANTIFY_RELATIVE_H

#include "6_quantify/reading.h"

/* Reads the percent at i, whose sign ends before atom `behind`, as a change of a group or as an effect between groups;
 * false (and nothing is claimed) when it is neither. */
bool read_relative(reading *r, uint32_t i, uint32_t behind);

/* "compared with placebo", "versus placebo", "than the controls" from atom `behind` on, without a value of that group
 * and not with an earlier time. */
bool compared_without_value(const reading *r, uint32_t behind);

#endif
