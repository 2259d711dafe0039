/* SPDX-License-Identifier: MIT */
#ifndef REAP_TAG_H
#define REAP_TAG_H

#include "pipeline/stage.h"

/* Finds lexicon names (entities and cues), document-wide abbreviations, negation and hypotheticals. */
extern const reap_stage reap_tag_stage;

#endif
