/* SPDX-License-Identifier: MIT */
/* What kind of study a citation reports, from the evidence that design_evidence.c gathers. */
#include "7_assemble/assembler.h"
#include "7_assemble/design/design_evidence.h"

static bool has_results(const reap_batch *batch, const reap_citation *citation) {
  for (uint32_t i = 0; i < citation->sections.count; i++)
    if (batch->sections.at[citation->sections.first + i].kind == REAP_SECTION_RESULTS) return true;
  for (uint32_t i = 0; i < citation->quantities.count; i++)
    if (batch->quantities.at[citation->quantities.first + i].kind == REAP_Q_P_VALUE) return true;
  return false;
}

static bool is_randomized(const reap_design_evidence *e) {
  return reap_str_equal(e->allocation.value, REAP_STR("randomized"));
}

/* "Pretest-posttest design": may be done in two groups as well. */
static bool is_before_after(const reap_citation *citation, reap_span cue) {
  if (!reap_span_known(cue)) return false;
  reap_str text = reap_text_at(citation, cue);
  return reap_str_find_nocase(text, "pre") != REAP_NONE || reap_str_find_nocase(text, "before") != REAP_NONE;
}

/* The least weight that a type needs; 0 is any. */
static const uint8_t least[REAP_STUDY_TYPES] = {
    [REAP_STUDY_META_ANALYSIS] = REAP_IN_TEXT, [REAP_STUDY_SYSTEMATIC_REVIEW] = REAP_IN_TEXT,
    [REAP_STUDY_CASE_REPORT] = REAP_IN_TEXT,   [REAP_STUDY_CLUSTER] = REAP_IN_TEXT,
    [REAP_STUDY_CROSSOVER] = REAP_IN_TEXT,     [REAP_STUDY_CONTROLLED] = REAP_IN_TEXT,
    [REAP_STUDY_SINGLE_ARM] = REAP_IN_TEXT,    [REAP_STUDY_CASE_CONTROL] = REAP_IN_TEXT,
    [REAP_STUDY_COHORT] = REAP_IN_TEXT,        [REAP_STUDY_CROSS_SECTIONAL] = REAP_IN_TEXT,
    [REAP_STUDY_CASE_SERIES] = REAP_IN_TEXT,   [REAP_STUDY_DIAGNOSTIC] = REAP_IN_TEXT,
    [REAP_STUDY_REVIEW] = REAP_IN_TEXT,        [REAP_STUDY_ECONOMIC] = REAP_IN_TITLE,
    [REAP_STUDY_ANIMAL] = REAP_IN_TEXT,        [REAP_STUDY_QUALITATIVE] = REAP_IN_METHODS,
    [REAP_STUDY_GUIDELINE] = REAP_IN_TITLE,    [REAP_STUDY_LABORATORY] = REAP_IN_METHODS,
    [REAP_STUDY_EDITORIAL] = REAP_IN_TITLE};

/* Whether what was gathered is enough for that type, none of the more telling ones being it. */
static bool is_type(const reap_design_evidence *e, reap_study_type type, const reap_batch *batch,
                    const reap_citation *citation, uint32_t total) {
  const uint8_t *weight = e->type_weight;
  bool said = weight[type] > 0 && weight[type] >= least[type];
  bool blind = reap_str_equal(e->masking.value, REAP_STR("double-blind")) ||
               reap_str_equal(e->masking.value, REAP_STR("triple-blind"));
  bool open_label = reap_str_equal(e->masking.value, REAP_STR("open label"));
  bool trial =
      weight[REAP_STUDY_CLINICAL_TRIAL] >= (open_label ? REAP_IN_TEXT : REAP_IN_METHODS) || e->phase.value.len > 0;
  bool by_field = weight[REAP_STUDY_RANDOMIZED] == REAP_IN_FIELD,
       not_random = e->allocation.value.len && !is_randomized(e);
  switch (type) {
  case REAP_STUDY_PROTOCOL:
    return weight[type] >= REAP_IN_TITLE || (weight[type] >= REAP_IN_TEXT && !has_results(batch, citation));
  case REAP_STUDY_META_ANALYSIS:
  case REAP_STUDY_SYSTEMATIC_REVIEW:
  case REAP_STUDY_CASE_REPORT:
    return said && !by_field;
  case REAP_STUDY_CROSSOVER: /* the bare word may speak of patients who changed arms */
    return said && (is_randomized(e) || trial || by_field || weight[type] >= REAP_IN_METHODS || blind ||
                    weight[REAP_STUDY_CONTROLLED] > 0 || reap_span_len(e->type_span[type]) > sizeof "crossed over");
  case REAP_STUDY_RANDOMIZED:
    return !not_random && (weight[type] >= REAP_IN_TEXT || is_randomized(e));
  case REAP_STUDY_NON_RANDOMIZED:
    return not_random;
  case REAP_STUDY_CONTROLLED: /* only what is compared can be double-blind */
    return said || (e->masking.weight >= REAP_IN_TEXT && blind);
  case REAP_STUDY_SINGLE_ARM: /* a trial in which nothing is compared */
    if (e->compares_groups) return said && !is_before_after(citation, e->type_span[type]);
    return said || (trial && total != REAP_NONE);
  default:
    return said;
  }
}

static reap_study_type decide(const reap_design_evidence *e, const reap_batch *batch, const reap_citation *citation,
                              uint32_t total) {
  for (uint32_t t = 0; t < REAP_STUDY_TYPES; t++)
    if (is_type(e, (reap_study_type)t, batch, citation, total)) return (reap_study_type)t;
  return REAP_STUDY_TYPES;
}

/* Randomized before enrolled before analyzed. Where no verb tells the stage, the sentence may: "100 people in this
 * randomized trial". */
static uint32_t rank_of_stage(const reap_quantity *q, reap_str sentence) {
  static const uint8_t ranks[REAP_TRIAL_STAGES] = {
      [REAP_STAGE_NONE] = 3,       [REAP_STAGE_SCREENED] = 0, [REAP_STAGE_ENROLLED] = 4,
      [REAP_STAGE_RANDOMIZED] = 5, [REAP_STAGE_ANALYZED] = 2, [REAP_STAGE_COMPLETED] = 1};
  if (q->stage == REAP_STAGE_NONE && (reap_str_find_nocase(sentence, "random") != REAP_NONE ||
                                      reap_str_find_nocase(sentence, "assigned") != REAP_NONE ||
                                      reap_str_find_nocase(sentence, "allocated") != REAP_NONE))
    return ranks[REAP_STAGE_RANDOMIZED];
  return ranks[q->stage];
}

/* The number of participants: of the totals the one at the stage that says most; of several there, the largest. */
static uint32_t find_total(const reap_batch *batch, const reap_citation *citation) {
  enum { MAIN_TEXT = 10 }; /* totals of the background and the conclusions come last */
  uint32_t best = REAP_NONE, best_score = 0;
  for (uint32_t i = 0; i < citation->quantities.count; i++) {
    uint32_t row = citation->quantities.first + i;
    const reap_quantity *q = &batch->quantities.at[row];
    if (q->kind != REAP_Q_SAMPLE_SIZE || q->role != REAP_ROLE_TOTAL) continue;
    uint8_t kind = REAP_SECTION_UNKNOWN;
    reap_str sentence = {"", 0};
    if (q->sentence != REAP_NONE) {
      kind = batch->sections.at[batch->sentences.at[q->sentence].section].kind;
      sentence = reap_text_at(citation, batch->sentences.at[q->sentence].span);
    }
    bool main_text = kind != REAP_SECTION_BACKGROUND && kind != REAP_SECTION_CONCLUSIONS;
    uint32_t score = rank_of_stage(q, sentence) + (main_text ? MAIN_TEXT : 0);
    bool larger = best != REAP_NONE && q->value > batch->quantities.at[best].value;
    if (best == REAP_NONE || score > best_score || (score == best_score && larger)) best = row, best_score = score;
  }
  return best;
}

/* The words that say the type; those from which it was inferred when none says it. REAP_NO_SPAN: a field says it. */
static reap_span span_of_type(const reap_design_evidence *e, reap_study_type type) {
  reap_span said = e->type_span[type];
  if (reap_span_known(said)) return said;
  switch (type) {
  case REAP_STUDY_RANDOMIZED:
  case REAP_STUDY_NON_RANDOMIZED:
    return e->allocation.span;
  case REAP_STUDY_CONTROLLED:
    return e->type_weight[type] ? said : e->masking.span;
  case REAP_STUDY_SINGLE_ARM:
    return reap_span_known(e->type_span[REAP_STUDY_CLINICAL_TRIAL]) ? e->type_span[REAP_STUDY_CLINICAL_TRIAL]
                                                                    : e->phase.span;
  default:
    return said;
  }
}

void reap_find_design(reap_assembler *a, reap_batch *batch, reap_citation *citation) {
  (void)a;
  reap_design_evidence e;
  reap_design_gather(batch, citation, &e);
  uint32_t total = find_total(batch, citation);
  reap_study_type type = decide(&e, batch, citation, total);
  bool randomized = type == REAP_STUDY_RANDOMIZED || type == REAP_STUDY_CLUSTER ||
                    (type == REAP_STUDY_CROSSOVER && e.type_weight[REAP_STUDY_RANDOMIZED] > 0);
  if (e.allocation.value.len == 0 && randomized) {
    e.allocation.value = REAP_STR("randomized");
    e.allocation.span = e.type_span[REAP_STUDY_RANDOMIZED];
  }
  citation->designs = (reap_range){batch->designs.count, 1};
  reap_design *design = reap_push(&batch->designs);
  design->type = reap_str_of(type == REAP_STUDY_TYPES ? NULL : reap_study_names[type]);
  design->type_span = type == REAP_STUDY_TYPES ? REAP_NO_SPAN : span_of_type(&e, type);
  design->allocation = e.allocation.value, design->allocation_span = e.allocation.span;
  design->masking = e.masking.value, design->masking_span = e.masking.span;
  design->phase = e.phase.value, design->phase_span = e.phase.span;
  design->centers = e.centers.value, design->centers_span = e.centers.span;
  design->n_total = total;
}
