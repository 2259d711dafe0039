/* SPDX-License-Identifier: MIT */
#ifndef REAP_QUANTIFY_CONTEXT_H
#define REAP_QUANTIFY_CONTEXT_H

#include "6_quantify/reading.h"

/* The words around a number that say what it is. */

typedef enum { GOV_NONE, GOV_MEAN, GOV_MEDIAN, GOV_CHANGE, GOV_RATE, GOV_PERCENT, GOV_AGE, GOV_SURVIVAL } governor;

/* The statistic that governs the number at atom i: the nearest word of its kind before it in the clause, or in a
 * bracket or behind it ("(mean ± SD)"). "mean change" is a change. */
governor find_governor(const reading *r, uint32_t i);

/* "vs", "versus" or "vs." right before the atom. */
bool behind_versus(const reading *r, uint32_t i);

/* "(zinc, 8.5 months; placebo, 7.4)", "placebo: 45.5": the value of the arm before it, in a bracket. */
bool in_arm_list(const reading *r, uint32_t i);

/* True when the number tells by how much something changed: "fell by 3.2", "a reduction of 3.2". */
bool tells_change(const reading *r, uint32_t i, uint32_t behind);

/* People phrase behind a number: "adult patients", "breast cancer survivors", "women". Returns the atom of the people
 * word, REAP_NONE when the number counts no people (or eyes, lesions ...). */
uint32_t find_people(const reading *r, uint32_t i);
/* The atom itself is such a word: a cue of the lexicon or one of the closed list. */
bool is_people(const reading *r, uint32_t i);
/* Of a people word: such are counted as participants, not visits or centers. */
bool is_counted(const reading *r, uint32_t i);
/* What was counted ("person", "female", "eye"), and the atom behind the word. */
reap_str people_name(const reading *r, uint32_t i);
uint32_t people_end(const reading *r, uint32_t i);

/* "deaths", "adverse events", "recurrences" behind a number: the atom of that word, REAP_NONE. */
uint32_t find_events(const reading *r, uint32_t i);

bool is_results(const reading *r); /* results or conclusions, or a text without sections */
/* The same, but of a text without sections only the part from its first p-value, effect or interval on. */
bool tells_results(const reading *r);

#endif
