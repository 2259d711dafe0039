/* SPDX-License-Identifier: MIT */
/* The words that the output uses for the model's enumerations. */
#include <math.h>

#include "model/finding.h"
#include "model/mention.h"
#include "model/quantity.h"

#define NAME_OF(names, index) ((unsigned)(index) < sizeof(names) / sizeof *(names) ? (names)[index] : NULL)

static const char *const type_names[REAP_CUE_END] = {
    [REAP_CONDITION] = "condition",
    [REAP_INTERVENTION] = "intervention",
    [REAP_OUTCOME] = "outcome",
    [REAP_POPULATION] = "population",
    [REAP_OTHER] = "other",
    [REAP_ALIAS] = "alias",
    [REAP_COMPONENT] = "component",
    [REAP_BACKGROUND] = "background",
    [REAP_CUE_MEASURE] = "cue_measure",
    [REAP_CUE_STATISTIC] = "cue_statistic",
    [REAP_CUE_UNIT] = "cue_unit",
    [REAP_CUE_NUMBER] = "cue_number",
    [REAP_CUE_PEOPLE] = "cue_people",
    [REAP_CUE_SIZE_ROLE] = "cue_size_role",
    [REAP_CUE_ARM] = "cue_arm",
    [REAP_CUE_COMPARATOR] = "cue_comparator",
    [REAP_CUE_VERSUS] = "cue_versus",
    [REAP_CUE_DIRECTION] = "cue_direction",
    [REAP_CUE_NEGATION] = "cue_negation",
    [REAP_CUE_HYPOTHETICAL] = "cue_hypothetical",
    [REAP_CUE_SIGNIFICANCE] = "cue_significance",
    [REAP_CUE_TIME] = "cue_time",
    [REAP_CUE_DESIGN] = "cue_design",
    [REAP_CUE_REGISTRY] = "cue_registry",
    [REAP_CUE_PRIMARY] = "cue_primary",
    [REAP_CUE_ROUTE] = "cue_route",
    [REAP_CUE_SCHEDULE] = "cue_schedule",
    [REAP_CUE_SUBGROUP] = "cue_subgroup",
};

const char *reap_type_name(reap_type type) { return NAME_OF(type_names, type); }

int reap_type_from_name(reap_str name) {
  for (int i = 0; i < REAP_CUE_END; i++)
    if (type_names[i] && reap_str_equal(name, reap_str_of(type_names[i]))) return i;
  return -1;
}

const char *reap_quantity_kind_name(reap_quantity_kind kind) {
  static const char *const names[REAP_Q_KINDS] = {
      "other",     "p_value", "sample_size",         "count",  "percent", "mean",   "sd",  "se",       "median",
      "quartiles", "range",   "confidence_interval", "effect", "rate",    "change", "age", "duration", "dose",
      "statistic"};
  return NAME_OF(names, kind);
}

const char *reap_relation_name(reap_relation relation) {
  static const char *const names[] = {NULL, "=", "<", "<=", ">", ">="};
  return NAME_OF(names, relation);
}

const char *reap_quantity_role_name(reap_quantity_role role) {
  static const char *const names[REAP_ROLES] = {NULL,        "total",     "arm",      "screened", "analyzed",
                                                "completed", "lost",      "male",     "female",   "events",
                                                "followup",  "timepoint", "baseline", "margin"};
  return NAME_OF(names, role);
}

const char *reap_trial_stage_name(reap_trial_stage stage) {
  static const char *const names[REAP_TRIAL_STAGES] = {NULL,       "screened",  "enrolled", "randomized",
                                                       "analyzed", "completed", "lost"};
  return NAME_OF(names, stage);
}

const char *reap_arm_role_name(reap_arm_role role) {
  static const char *const names[REAP_ARM_ROLES] = {
      NULL, "experimental", "active comparator", "placebo", "standard care", "no treatment", "single"};
  return NAME_OF(names, role);
}

const char *reap_direction_name(reap_direction direction) {
  static const char *const names[REAP_DIRECTIONS] = {"not stated", "higher", "lower", "no difference"};
  return NAME_OF(names, direction);
}

const char *reap_missing_name(unsigned bit) {
  static const char *const names[] = {"arm n", "comparator n", "sd", "comparator value", "interval", "value"};
  return NAME_OF(names, bit);
}

void reap_quantity_clear(reap_quantity *q) {
  *q = (reap_quantity){.span = REAP_NO_SPAN,
                       .numeral = REAP_NO_SPAN,
                       .low_numeral = REAP_NO_SPAN,
                       .high_numeral = REAP_NO_SPAN,
                       .value = NAN,
                       .low = NAN,
                       .high = NAN,
                       .count = NAN,
                       .of = NAN,
                       .df1 = NAN,
                       .df2 = NAN,
                       .level = NAN,
                       .sentence = REAP_NONE,
                       .about = REAP_NONE};
}

bool reap_measure_is_ratio(reap_str measure) {
  static const char *const ratios[] = {"OR", "RR", "HR", "IRR", "ROM", "SIR", "SMR", "TR", "WR"};
  for (size_t i = 0; i < sizeof ratios / sizeof *ratios; i++)
    if (reap_str_equal(measure, reap_str_of(ratios[i]))) return true;
  return false;
}
