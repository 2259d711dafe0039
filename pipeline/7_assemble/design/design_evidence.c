/* SPDX-License-Identifier: MIT */
/* What speaks for a design: publication types, and design words that the authors say of their own study: in the title
 * and the methods, not in the background, nor as a wish ("randomized trials are warranted"), nor of other people's
 * studies ("randomized trials have shown"). */
#include "7_assemble/design/design_evidence.h"

const char *const reap_study_names[REAP_STUDY_TYPES] = {
    [REAP_STUDY_PROTOCOL] = "protocol",
    [REAP_STUDY_META_ANALYSIS] = "meta-analysis",
    [REAP_STUDY_SYSTEMATIC_REVIEW] = "systematic review",
    [REAP_STUDY_CASE_REPORT] = "case report",
    [REAP_STUDY_CLUSTER] = "cluster randomized trial",
    [REAP_STUDY_CROSSOVER] = "crossover trial",
    [REAP_STUDY_RANDOMIZED] = "randomized controlled trial",
    [REAP_STUDY_NON_RANDOMIZED] = "non-randomized trial",
    [REAP_STUDY_CONTROLLED] = "controlled clinical trial",
    [REAP_STUDY_SINGLE_ARM] = "single-arm trial",
    [REAP_STUDY_CASE_CONTROL] = "case-control study",
    [REAP_STUDY_CROSS_SECTIONAL] = "cross-sectional study",
    [REAP_STUDY_COHORT] = "cohort study",
    [REAP_STUDY_DIAGNOSTIC] = "diagnostic accuracy study",
    [REAP_STUDY_CASE_SERIES] = "case series",
    [REAP_STUDY_ECONOMIC] = "economic evaluation",
    [REAP_STUDY_QUALITATIVE] = "qualitative study",
    [REAP_STUDY_SURVEY] = "survey",
    [REAP_STUDY_GUIDELINE] = "guideline",
    [REAP_STUDY_REVIEW] = "review",
    [REAP_STUDY_CLINICAL_TRIAL] = "clinical trial",
    [REAP_STUDY_PILOT] = "pilot study",
    [REAP_STUDY_OBSERVATIONAL] = "observational study",
    [REAP_STUDY_EDITORIAL] = "editorial",
    [REAP_STUDY_ANIMAL] = "animal study",
    [REAP_STUDY_LABORATORY] = "laboratory study",
};

/* PubMed's publication types and what they say. */
static const struct {
  const char *publication_type;
  uint8_t type; /* reap_study_type; REAP_STUDY_TYPES: none */
  const char *phase, *centers;
} publication_types[] = {
    {"Clinical Trial Protocol", REAP_STUDY_PROTOCOL, NULL, NULL},
    {"Meta-Analysis", REAP_STUDY_META_ANALYSIS, NULL, NULL},
    {"Network Meta-Analysis", REAP_STUDY_META_ANALYSIS, NULL, NULL},
    {"Systematic Review", REAP_STUDY_SYSTEMATIC_REVIEW, NULL, NULL},
    {"Scoping Review", REAP_STUDY_SYSTEMATIC_REVIEW, NULL, NULL},
    {"Case Reports", REAP_STUDY_CASE_REPORT, NULL, NULL},
    {"Randomized Controlled Trial", REAP_STUDY_RANDOMIZED, NULL, NULL},
    {"Randomized Controlled Trial, Veterinary", REAP_STUDY_RANDOMIZED, NULL, NULL},
    {"Equivalence Trial", REAP_STUDY_RANDOMIZED, NULL, NULL},
    {"Controlled Clinical Trial", REAP_STUDY_CONTROLLED, NULL, NULL},
    {"Clinical Trial", REAP_STUDY_CLINICAL_TRIAL, NULL, NULL},
    {"Clinical Trial, Veterinary", REAP_STUDY_CLINICAL_TRIAL, NULL, NULL},
    {"Pragmatic Clinical Trial", REAP_STUDY_CLINICAL_TRIAL, NULL, NULL},
    {"Adaptive Clinical Trial", REAP_STUDY_CLINICAL_TRIAL, NULL, NULL},
    {"Clinical Trial, Phase I", REAP_STUDY_CLINICAL_TRIAL, "1", NULL},
    {"Clinical Trial, Phase II", REAP_STUDY_CLINICAL_TRIAL, "2", NULL},
    {"Clinical Trial, Phase III", REAP_STUDY_CLINICAL_TRIAL, "3", NULL},
    {"Clinical Trial, Phase IV", REAP_STUDY_CLINICAL_TRIAL, "4", NULL},
    {"Multicenter Study", REAP_STUDY_TYPES, NULL, "multicenter"},
    {"Observational Study", REAP_STUDY_OBSERVATIONAL, NULL, NULL},
    {"Observational Study, Veterinary", REAP_STUDY_OBSERVATIONAL, NULL, NULL},
    {"Practice Guideline", REAP_STUDY_GUIDELINE, NULL, NULL},
    {"Guideline", REAP_STUDY_GUIDELINE, NULL, NULL},
    {"Review", REAP_STUDY_REVIEW, NULL, NULL},
    {"Editorial", REAP_STUDY_EDITORIAL, NULL, NULL},
};

static bool contains(reap_str text, const char *part) { return reap_str_find_nocase(text, part) != REAP_NONE; }

static bool contains_any(reap_str text, const char *const *words, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (contains(text, words[i])) return true;
  return false;
}
#define CONTAINS_ANY(text, words) contains_any((text), (words), sizeof(words) / sizeof *(words))

/* A cue with what is around it. */
typedef struct {
  const reap_mention *cue;
  reap_str text, before, after; /* of the cue, and up to AROUND bytes of its sentence on either side */
  uint8_t weight;
} place;
enum { AROUND = 80 };

static reap_str last(reap_str text, uint32_t count) {
  uint32_t len = text.len < count ? text.len : count;
  return (reap_str){text.ptr + text.len - len, len};
}
static reap_str first(reap_str text, uint32_t count) {
  return (reap_str){text.ptr, text.len < count ? text.len : count};
}

static uint8_t weight_of(uint8_t section) {
  switch (section) {
  case REAP_SECTION_TITLE:
    return REAP_IN_TITLE;
  case REAP_SECTION_METHODS:
  case REAP_SECTION_OBJECTIVE:
    return REAP_IN_METHODS;
  case REAP_SECTION_UNKNOWN:
    return REAP_IN_TEXT;
  case REAP_SECTION_RESULTS:
  case REAP_SECTION_REGISTRATION:
    return REAP_IN_RESULTS;
  default:
    return REAP_NOWHERE;
  }
}

static uint8_t weight_at(const reap_batch *batch, const reap_mention *cue) {
  if (cue->flags & REAP_MENTION_NEGATED) return REAP_NOWHERE;
  return weight_of(batch->sections.at[batch->sentences.at[cue->sentence].section].kind);
}

static place look(const reap_batch *batch, const reap_citation *citation, const reap_mention *cue) {
  const reap_sentence *sentence = &batch->sentences.at[cue->sentence];
  reap_span span = cue->span;
  uint32_t beg = span.beg > sentence->span.beg + AROUND ? span.beg - AROUND : sentence->span.beg;
  uint32_t end = span.end + AROUND < sentence->span.end ? span.end + AROUND : sentence->span.end;
  return (place){cue, reap_text_at(citation, span), reap_text_at(citation, (reap_span){beg, span.beg}),
                 reap_text_at(citation, (reap_span){span.end, end}), weight_at(batch, cue)};
}

/* Several studies are other people's: "randomized trials", "randomized controlled studies". */
static bool is_plural(const place *p) {
  static const char *const words[] = {"trials", "studies", "RCTs", "reports"};
  const reap_str near = {p->text.ptr, p->text.len + first(p->after, 30).len}; /* the cue and what follows it */
  return CONTAINS_ANY(near, words);
}

/* The higher rank wins, then the weightier place, then the first. */
static void choose(reap_design_choice *best, reap_str value, reap_span span, uint8_t weight, uint8_t rank) {
  bool better = rank > best->rank || (rank == best->rank && weight > best->weight);
  if (best->value.len > 0 && !better) return;
  *best = (reap_design_choice){value, span, weight, rank};
}

/* "Not randomized" outranks "randomized" in the same kind of place. */
static void choose_allocation(reap_design_evidence *e, reap_str value, reap_span span, uint8_t weight) {
  bool randomized = reap_str_equal(value, REAP_STR("randomized"));
  choose(&e->allocation, value, span, weight, (uint8_t)(2 * weight + !randomized));
}

static void choose_masking(reap_design_evidence *e, reap_str value, reap_span span, uint8_t weight) {
  static const char *const rising[] = {"blinded",      "assessor-blind", "open label",
                                       "single-blind", "double-blind",   "triple-blind"};
  uint8_t rank = 0;
  for (uint32_t i = 0; i < sizeof rising / sizeof *rising; i++)
    if (reap_str_equal(value, reap_str_of(rising[i]))) rank = (uint8_t)(i + 1);
  choose(&e->masking, value, span, weight, rank);
}

/* "Randomly" and "at random" say how people were selected as often as how they were allocated. */
static bool is_allocation(const place *p) {
  static const char *const verbs[] = {"assign", "alloc", "divid", "distribut", "split", "receiv", "order", "group"};
  static const char *const drawn[] = {"select", "sampl", "chosen", "drawn"};
  if (contains(last(p->before, 12), "mendelian")) return false;
  if (CONTAINS_ANY(p->text, drawn) && !contains(p->text, "group")) return false;
  if (!reap_str_equal_nocase(p->text, REAP_STR("randomly")) && !reap_str_equal_nocase(p->text, REAP_STR("at random")))
    return true;
  return CONTAINS_ANY(first(p->after, 30), verbs) || CONTAINS_ANY(last(p->before, 30), verbs);
}

/* Phases of a trial, not of a cycle or of a programme: "trial" or "study" stands near. */
static bool is_trial_phase(const place *p) {
  static const char *const words[] = {"trial", "study", "studies"};
  return CONTAINS_ANY(p->after, words) || CONTAINS_ANY(last(p->before, 60), words);
}

static void note_type(reap_design_evidence *e, reap_study_type type, uint8_t weight, reap_span span) {
  if (weight <= e->type_weight[type]) return;
  e->type_weight[type] = weight;
  e->type_span[type] = span;
}

/* A long design name holds others: "randomized, double-blind trial" also says how it was masked. */
enum { INNER_ALLOCATION, INNER_MASKING, INNER_PHASE, INNER_CENTERS, INNER_FIELDS };
static const struct {
  const char *stem;
  uint8_t field;
  const char *value;
} inner_words[] = {
    {"non-randomi", INNER_ALLOCATION, "non-randomized"},
    {"nonrandomi", INNER_ALLOCATION, "non-randomized"},
    {"randomi", INNER_ALLOCATION, "randomized"},
    {"triple-blind", INNER_MASKING, "triple-blind"},
    {"double-blind", INNER_MASKING, "double-blind"},
    {"double blind", INNER_MASKING, "double-blind"},
    {"single-blind", INNER_MASKING, "single-blind"},
    {"open-label", INNER_MASKING, "open label"},
    {"open randomi", INNER_MASKING, "open label"},
    {"phase 2", INNER_PHASE, "2"},
    {"phase 3", INNER_PHASE, "3"},
    {"phase III", INNER_PHASE, "3"},
    {"phase II", INNER_PHASE, "2"},
    {"multicent", INNER_CENTERS, "multicenter"},
};

static void read_inner_words(reap_design_evidence *e, const place *p) {
  if (p->text.len < sizeof "phase 2" - 1) return; /* no stem is shorter */
  bool seen[INNER_FIELDS] = {false};
  for (uint32_t i = 0; i < sizeof inner_words / sizeof *inner_words; i++) {
    uint8_t field = inner_words[i].field;
    reap_str value = reap_str_of(inner_words[i].value);
    uint32_t at = seen[field] ? REAP_NONE : reap_str_find_nocase(p->text, inner_words[i].stem), end = at;
    if (at == REAP_NONE) continue;
    seen[field] = true;
    for (end += (uint32_t)strlen(inner_words[i].stem); end < p->text.len && reap_is_alpha(p->text.ptr[end]);) end++;
    reap_span span = {p->cue->span.beg + at, p->cue->span.beg + end};
    if (field == INNER_ALLOCATION) choose_allocation(e, value, span, p->weight);
    if (field == INNER_MASKING) choose_masking(e, value, span, p->weight);
    if (field == INNER_PHASE) choose(&e->phase, value, span, p->weight, p->weight);
    if (field == INNER_CENTERS) choose(&e->centers, value, span, p->weight, p->weight);
  }
}

/* Whether the cue says of this study that it is of that type. */
static bool says_type(const place *p, reap_study_type type) {
  static const char *const crossing[] = {"allow", "permit", "at progression", "to receive", " from "};
  static const char *const done[] = {"perform", "conduct", "this ", "carried", "undert", "did a"};
  bool of_studies = type == REAP_STUDY_META_ANALYSIS || type == REAP_STUDY_SYSTEMATIC_REVIEW;
  if (!of_studies && is_plural(p)) return false;
  switch (type) {
  case REAP_STUDY_CROSSOVER: /* patients who may cross over to the other arm do not make a crossover trial */
    return !CONTAINS_ANY(first(p->after, 25), crossing);
  case REAP_STUDY_META_ANALYSIS: /* others are cited: "a meta-analysis suggests" */
    if (contains(first(p->after, 40), "not ") || contains(last(p->before, 30), "unable")) return false;
    return p->weight >= REAP_IN_METHODS || CONTAINS_ANY(first(p->after, 40), done) ||
           CONTAINS_ANY(last(p->before, 40), done);
  case REAP_STUDY_REVIEW: /* charts are reviewed too */
    return p->weight == REAP_IN_TITLE || !reap_str_equal_nocase(p->text, REAP_STR("review"));
  case REAP_STUDY_PROTOCOL:
    return p->weight == REAP_IN_TITLE || !reap_str_equal_nocase(p->text, REAP_STR("trial protocol"));
  default:
    return true;
  }
}

static void read_type(reap_design_evidence *e, const place *p, reap_str value) {
  for (uint32_t t = 0; t < REAP_STUDY_TYPES; t++) {
    if (!reap_str_equal(value, reap_str_of(reap_study_names[t])) || !says_type(p, (reap_study_type)t)) continue;
    note_type(e, (reap_study_type)t, p->weight, p->cue->span);
    read_inner_words(e, p);
  }
}

static void read_design_cue(reap_design_evidence *e, const place *p) {
  reap_str id = p->cue->id;
  const char *colon = memchr(id.ptr, ':', id.len);
  if (!colon) return;
  reap_str field = {id.ptr, (uint32_t)(colon - id.ptr)};
  reap_str value = {colon + 1, id.len - field.len - 1};
  reap_span span = p->cue->span;
  if (reap_str_equal(field, REAP_STR("type"))) {
    read_type(e, p, value);
  } else if (reap_str_equal(field, REAP_STR("phase"))) {
    if (is_trial_phase(p)) choose(&e->phase, value, span, p->weight, p->weight);
  } else if (!is_plural(p)) {
    if (reap_str_equal(field, REAP_STR("allocation")) && is_allocation(p)) choose_allocation(e, value, span, p->weight);
    if (reap_str_equal(field, REAP_STR("masking"))) choose_masking(e, value, span, p->weight);
    if (reap_str_equal(field, REAP_STR("centers"))) choose(&e->centers, value, span, p->weight, p->weight);
    if (reap_str_equal(field, REAP_STR("control"))) note_type(e, REAP_STUDY_CONTROLLED, p->weight, span);
  }
}

/* Cues that set groups against each other. What patients had failed before ("refractory to standard care"), and what a
 * single group was given, are no comparison. */
static const struct {
  uint8_t type;
  reap_str id;
} comparisons[] = {
    {REAP_CUE_COMPARATOR, {"placebo", 7}},
    {REAP_CUE_COMPARATOR, {"sham", 4}},
    {REAP_CUE_VERSUS, {"versus", 6}},
    {REAP_CUE_VERSUS, {"between", 7}},
    {REAP_CUE_VERSUS, {"compared with", 13}},
    {REAP_CUE_ARM, {"arm", 3}},
    {REAP_CUE_ARM, {"group", 5}},
    {REAP_CUE_ARM, {"control group", 13}},
    {REAP_CUE_ARM, {"controls", 8}},
    {REAP_CUE_ARM, {"label", 5}},
    {REAP_CUE_ARM, {"side", 4}},
    {REAP_CUE_ARM, {"users", 5}},
};

static bool is_comparison(const reap_mention *cue) {
  for (uint32_t i = 0; i < sizeof comparisons / sizeof *comparisons; i++)
    if (cue->type == comparisons[i].type && reap_str_equal(cue->id, comparisons[i].id)) return true;
  return false;
}

static void read_cue(reap_design_evidence *e, const reap_batch *batch, const reap_citation *citation,
                     const reap_mention *cue) {
  const bool design = cue->type == REAP_CUE_DESIGN, comparison = is_comparison(cue);
  if (!design && cue->type != REAP_CUE_SIZE_ROLE && !comparison && cue->type != REAP_CUE_ARM) return;
  if (weight_at(batch, cue) == REAP_NOWHERE) return;
  e->compares_groups |= comparison;
  const bool random = !design && contains(reap_text_at(citation, cue->span), "random");
  if (!design && !random) return; /* most cues */
  place p = look(batch, citation, cue);
  if (design)
    read_design_cue(e, &p);
  else if (!is_plural(&p) && is_allocation(&p)) /* "were randomly divided", "randomized to" */
    choose_allocation(e, REAP_STR("randomized"), cue->span, p.weight);
}

/* A sentence that wishes for studies: "Larger randomized trials are warranted". */
static bool is_wish(const reap_citation *citation, const reap_mention *cues, uint32_t count) {
  static const char *const words[] = {"warrant", "need", "required", "further", "future", "more research"};
  for (uint32_t i = 0; i < count; i++)
    if (cues[i].type == REAP_CUE_HYPOTHETICAL && CONTAINS_ANY(reap_text_at(citation, cues[i].span), words)) return true;
  return false;
}

/* Two phases in the fields are a trial of both: 1 and 2 give "1/2". */
static void note_phase_field(reap_design_evidence *e, const char *phase) {
  if (reap_span_known(e->phase.span) && e->phase.value.len > 0) return;
  reap_str value = reap_str_of(phase);
  if (reap_str_equal(e->phase.value, REAP_STR("1")) && *phase == '2') value = REAP_STR("1/2");
  if (reap_str_equal(e->phase.value, REAP_STR("2")) && *phase == '3') value = REAP_STR("2/3");
  e->phase = (reap_design_choice){value, REAP_NO_SPAN, REAP_IN_FIELD, REAP_IN_FIELD};
}

static void read_field(reap_design_evidence *e, reap_str text) {
  for (uint32_t t = 0; t < sizeof publication_types / sizeof *publication_types; t++) {
    if (!reap_str_equal(text, reap_str_of(publication_types[t].publication_type))) continue;
    uint8_t type = publication_types[t].type;
    if (type != REAP_STUDY_TYPES) note_type(e, (reap_study_type)type, REAP_IN_FIELD, REAP_NO_SPAN);
    if (publication_types[t].phase) note_phase_field(e, publication_types[t].phase);
    if (publication_types[t].centers && e->centers.value.len == 0)
      e->centers =
          (reap_design_choice){reap_str_of(publication_types[t].centers), REAP_NO_SPAN, REAP_IN_FIELD, REAP_IN_FIELD};
  }
}

void reap_design_gather(const reap_batch *batch, const reap_citation *citation, reap_design_evidence *out) {
  const reap_design_choice none = {{NULL, 0}, REAP_NO_SPAN, 0, 0};
  *out = (reap_design_evidence){.allocation = none, .masking = none, .phase = none, .centers = none};
  for (uint32_t t = 0; t < REAP_STUDY_TYPES; t++) out->type_span[t] = REAP_NO_SPAN;
  const reap_mention *cues = batch->cues.at + citation->cues.first;
  for (uint32_t i = 0, count; i < citation->cues.count; i += count) {
    for (count = 1; i + count < citation->cues.count && cues[i + count].sentence == cues[i].sentence;) count++;
    if (is_wish(citation, cues + i, count)) continue;
    for (uint32_t k = i; k < i + count; k++) read_cue(out, batch, citation, &cues[k]);
  }
  for (uint32_t i = 0; i < citation->publication_types.count; i++)
    read_field(out, batch->publication_types.at[citation->publication_types.first + i].text);
  for (uint32_t i = 0; i < citation->quantities.count; i++) {
    const reap_quantity *q = &batch->quantities.at[citation->quantities.first + i];
    out->compares_groups |= q->kind == REAP_Q_SAMPLE_SIZE && q->role == REAP_ROLE_ARM;
  }
}
