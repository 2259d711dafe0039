/* SPDX-License-Identifier: MIT */
#ifndef REAP_QUANTIFY_CONTEXT_H
#define REAP_QUANTIFY_CONTEXT_H

#include "6_quantify/reading.h"

/* The words around a number that say what it is. */

typedef enum { GOV_NONE, GOV_MEAN, GOV_MEDIAN, GOV_CHANGE, GOV_RATE, GOV_PERCENT, GOV_AGE, GOV_SURVIVAL } governor;

/* The statistic that governs the number at atom i: the nearest word of its kind before it in the clause, or in a
 * bracket or behind it ("(mean ± SD)"). "mean change" is a change. */
governor find_governor(const reading *r, uint32_t i);

/* True when the number tells by how much something changed: "fell by 3.2", "a reduction of 3.2". */
bool tells_change(const reading *r, uint32_t i, uint32_t behind);

/* People phrase behind a number: "adult patients", "breast cancer survivors", "women". Returns the atom of the people
 * word, REAP_NONE when the number counts no people (or eyes, lesions ...). */
uint32_t find_people(const reading *r, uint32_t i);

bool is_results(const reading *r); /* results or conclusions, or a text without sections */

#endif
