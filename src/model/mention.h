/* SPDX-License-Identifier: MIT */
#ifndef REAP_MODEL_MENTION_H
#define REAP_MODEL_MENTION_H

#include "base/str.h"

/* What a name in a lexicon can be. Entities are reported; cues are words that the later stages work with.
 * The names in lexicon files (column `type`) are those of reap_type_name(). */
typedef enum {
  /* entities */
  REAP_CONDITION,    /* disease, symptom, injury: what participants have */
  REAP_INTERVENTION, /* drug, biological, device, procedure, behaviour: what is done */
  REAP_OUTCOME,      /* what is measured */
  REAP_POPULATION,   /* who is treated */
  REAP_OTHER,        /* known, but none of these: anatomy, organisms, methods */
  REAP_ENTITY_TYPES, /* count of the above */
  /* what 7_assemble makes of interventions in a trial; no lexicon has them */
  REAP_ALIAS = 8,  /* another name of one of the trial's interventions: a short form, a synonym */
  REAP_COMPONENT,  /* a part of one: a drug of a combination */
  REAP_BACKGROUND, /* a treatment that the trial names but does not test */
  /* cues: the id names the meaning, the value what goes with it */
  REAP_CUE_MEASURE = 16, /* effect measures: id OR RR HR RD ARR NNT MD SMD ROM IRR beta r ... */
  REAP_CUE_STATISTIC,    /* id mean median sd se ci iqr range percent rate change p_value p_trend p_interaction ... */
  REAP_CUE_UNIT,         /* id canonical unit (week, mg, mmHg, %); value its dimension (time, mass, volume, ...) */
  REAP_CUE_NUMBER,       /* number words: value = 24; id word | half | dozen ... */
  REAP_CUE_PEOPLE,     /* patients, women, boys ...: id person male female child; or unit of analysis: eye tooth ... */
  REAP_CUE_SIZE_ROLE,  /* id total screened enrolled randomized analyzed completed lost */
  REAP_CUE_ARM,        /* words that make an arm of the words before or after: group, arm, cohort; treated, controls */
  REAP_CUE_COMPARATOR, /* id placebo sham standard_care no_treatment waiting_list baseline ...; value = arm role */
  REAP_CUE_VERSUS,     /* versus, compared with, than, relative to */
  REAP_CUE_DIRECTION,  /* id higher lower no_difference; improved worsened different */
  REAP_CUE_NEGATION,   /* no, not, without, absence of ...; id pre | post | pseudo */
  REAP_CUE_HYPOTHETICAL, /* may, could, to assess, aimed to */
  REAP_CUE_SIGNIFICANCE, /* id significant not_significant */
  REAP_CUE_TIME,         /* id timepoint followup duration baseline; "at", "after", "follow-up of" */
  REAP_CUE_DESIGN,       /* id field:value such as allocation:randomized, masking:double, type:review, phase:2 */
  REAP_CUE_REGISTRY,     /* id of the registry: NCT ISRCTN ... */
  REAP_CUE_PRIMARY,      /* primary | secondary end point words */
  REAP_CUE_ROUTE,        /* oral, intravenous, perilesional ... */
  REAP_CUE_SCHEDULE,     /* twice daily, weekly ... */
  REAP_CUE_SUBGROUP,     /* words that open a subgroup */
  REAP_CUE_END
} reap_type;

/* "condition", "intervention", ..., "cue_measure", ...; NULL for an unused number. */
const char *reap_type_name(reap_type type);
/* The type of that name, or -1. */
int reap_type_from_name(reap_str name);
static inline bool reap_type_is_cue(uint8_t type) { return type >= REAP_CUE_MEASURE; }

/* How a mention was found: a name, a short form of one, a rule of 7_assemble, its linear tagger. */
typedef enum { REAP_VIA_LEXICON, REAP_VIA_ABBREVIATION, REAP_VIA_PATTERN, REAP_VIA_TAGGER } reap_via;

typedef enum {
  REAP_MENTION_NEGATED = 1,      /* said to be absent: "no recurrence" */
  REAP_MENTION_HYPOTHETICAL = 2, /* wished, planned or possible, not reported */
  REAP_MENTION_AMBIGUOUS = 4     /* the lexicon knows the name as several things; concept is the best of them */
} reap_mention_flag;

/* A name found in the text: a row of batch.mentions (entities), batch.cues, or batch.phrases (found by their place in
 * the sentence). Rows of a citation are in text order; entities do not overlap each other, nor do cues, but a cue may
 * lie inside an entity, and a phrase may hold entities. 7_assemble may set the type of an entity to REAP_OTHER,
 * of an intervention to REAP_ALIAS, REAP_COMPONENT or REAP_BACKGROUND. */
typedef struct {
  reap_span span;
  uint32_t sentence; /* row in batch.sentences */
  uint32_t concept;  /* for reap_lexicon_concept(); REAP_NONE for a pattern without one */
  uint8_t type;      /* reap_type */
  uint8_t via;       /* reap_via */
  uint8_t flags;     /* reap_mention_flag */
  reap_str id;       /* of the concept, borrowed from the lexicon: "MESH:D017719", or of a cue: "HR" */
  reap_str name;     /* preferred name; of a cue its value ("time" for the unit week) */
} reap_mention;

/* A short form defined in the text, with its long form. */
typedef struct {
  reap_span short_form, long_form;
  uint32_t concept; /* of the long form, or REAP_NONE */
} reap_abbreviation;

#endif
