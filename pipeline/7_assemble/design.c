/* SPDX-License-Identifier: MIT */
/* What kind of study a citation reports. Two witnesses: the publication types, given by indexers, and design words that
 * the authors say of their own study: in the title and the methods, not in the background, nor as a wish ("randomized
 * trials are warranted"), nor of other people's studies ("randomized trials have shown"). */
#include "7_assemble/assembler.h"

/* How much a design word weighs by its place; 0: not of this study. */
enum { NOWHERE = 0, IN_RESULTS = 1, IN_TEXT = 2, IN_METHODS = 3, IN_TITLE = 4, IN_FIELD = 5 };

/* The types that can be told apart, the most telling first: a randomized trial that crosses over is a crossover trial.
 */
typedef enum {
  PROTOCOL,
  META_ANALYSIS,
  SYSTEMATIC_REVIEW,
  CASE_REPORT,
  CLUSTER,
  CROSSOVER,
  RANDOMIZED,
  NON_RANDOMIZED,
  CONTROLLED,
  SINGLE_ARM,
  CASE_CONTROL,
  CROSS_SECTIONAL,
  COHORT,
  DIAGNOSTIC,
  CASE_SERIES,
  ECONOMIC,
  QUALITATIVE,
  SURVEY,
  GUIDELINE,
  REVIEW,
  CLINICAL_TRIAL,
  PILOT,
  OBSERVATIONAL,
  EDITORIAL,
  ANIMAL,
  LABORATORY,
  TYPES
} study_type;

static const char *const type_names[TYPES] = {
    [PROTOCOL] = "protocol",
    [META_ANALYSIS] = "meta-analysis",
    [SYSTEMATIC_REVIEW] = "systematic review",
    [CASE_REPORT] = "case report",
    [CLUSTER] = "cluster randomized trial",
    [CROSSOVER] = "crossover trial",
    [RANDOMIZED] = "randomized controlled trial",
    [NON_RANDOMIZED] = "non-randomized trial",
    [CONTROLLED] = "controlled clinical trial",
    [SINGLE_ARM] = "single-arm trial",
    [CASE_CONTROL] = "case-control study",
    [CROSS_SECTIONAL] = "cross-sectional study",
    [COHORT] = "cohort study",
    [DIAGNOSTIC] = "diagnostic accuracy study",
    [CASE_SERIES] = "case series",
    [ECONOMIC] = "economic evaluation",
    [QUALITATIVE] = "qualitative study",
    [SURVEY] = "survey",
    [GUIDELINE] = "guideline",
    [REVIEW] = "review",
    [CLINICAL_TRIAL] = "clinical trial",
    [PILOT] = "pilot study",
    [OBSERVATIONAL] = "observational study",
    [EDITORIAL] = "editorial",
    [ANIMAL] = "animal study",
    [LABORATORY] = "laboratory study",
};

/* PubMed's publication types and what they say. */
static const struct {
  const char *publication_type;
  uint8_t type; /* study_type; TYPES: none */
  const char *phase, *centers;
} publication_types[] = {
    {"Clinical Trial Protocol", PROTOCOL, NULL, NULL},
    {"Meta-Analysis", META_ANALYSIS, NULL, NULL},
    {"Network Meta-Analysis", META_ANALYSIS, NULL, NULL},
    {"Systematic Review", SYSTEMATIC_REVIEW, NULL, NULL},
    {"Scoping Review", SYSTEMATIC_REVIEW, NULL, NULL},
    {"Case Reports", CASE_REPORT, NULL, NULL},
    {"Randomized Controlled Trial", RANDOMIZED, NULL, NULL},
    {"Randomized Controlled Trial, Veterinary", RANDOMIZED, NULL, NULL},
    {"Equivalence Trial", RANDOMIZED, NULL, NULL},
    {"Controlled Clinical Trial", CONTROLLED, NULL, NULL},
    {"Clinical Trial", CLINICAL_TRIAL, NULL, NULL},
    {"Clinical Trial, Veterinary", CLINICAL_TRIAL, NULL, NULL},
    {"Pragmatic Clinical Trial", CLINICAL_TRIAL, NULL, NULL},
    {"Adaptive Clinical Trial", CLINICAL_TRIAL, NULL, NULL},
    {"Clinical Trial, Phase I", CLINICAL_TRIAL, "1", NULL},
    {"Clinical Trial, Phase II", CLINICAL_TRIAL, "2", NULL},
    {"Clinical Trial, Phase III", CLINICAL_TRIAL, "3", NULL},
    {"Clinical Trial, Phase IV", CLINICAL_TRIAL, "4", NULL},
    {"Multicenter Study", TYPES, NULL, "multicenter"},
    {"Observational Study", OBSERVATIONAL, NULL, NULL},
    {"Observational Study, Veterinary", OBSERVATIONAL, NULL, NULL},
    {"Practice Guideline", GUIDELINE, NULL, NULL},
    {"Guideline", GUIDELINE, NULL, NULL},
    {"Review", REVIEW, NULL, NULL},
    {"Editorial", EDITORIAL, NULL, NULL},
};

/* The best value of one field so far. */
typedef struct {
  reap_str value;
  reap_span span;
  uint8_t weight, rank;
} choice;

typedef struct {
  uint8_t type_weight[TYPES];
  reap_span type_span[TYPES];
  choice allocation, masking, phase, centers;
  bool has_phase_field;
} evidence;

static uint32_t find_in(reap_str text, reap_str part) {
  for (uint32_t i = 0; i + part.len <= text.len; i++)
    if (reap_str_starts_nocase((reap_str){text.ptr + i, text.len - i}, part)) return i;
  return REAP_NONE;
}
static bool contains(reap_str text, const char *part) { return find_in(text, reap_str_of(part)) != REAP_NONE; }

/* The text up to `count` bytes after or before a span, inside the sentence. */
static reap_str after(const reap_citation *citation, reap_span sentence, reap_span span, uint32_t count) {
  uint32_t end = span.end + count < sentence.end ? span.end + count : sentence.end;
  return reap_text_at(citation, (reap_span){span.end, end});
}
static reap_str before(const reap_citation *citation, reap_span sentence, reap_span span, uint32_t count) {
  uint32_t beg = span.beg > sentence.beg + count ? span.beg - count : sentence.beg;
  return reap_text_at(citation, (reap_span){beg, span.beg});
}

/* A sentence that wishes for studies: "Larger randomized trials are warranted". */
static bool is_wish(const reap_batch *batch, const reap_citation *citation, uint32_t cue) {
  static const char *const words[] = {"warrant", "need", "required", "further", "future", "more research"};
  const reap_mention *rows = batch->cues.at;
  uint32_t sentence = rows[cue].sentence, first = citation->cues.first, end = first + citation->cues.count;
  uint32_t i = cue;
  while (i > first && rows[i - 1].sentence == sentence) i--;
  for (; i < end && rows[i].sentence == sentence; i++) {
    if (rows[i].type != REAP_CUE_HYPOTHETICAL) continue;
    for (uint32_t w = 0; w < sizeof words / sizeof *words; w++)
      if (contains(reap_text_at(citation, rows[i].span), words[w])) return true;
  }
  return false;
}

/* Several studies are other people's: "randomized trials", "randomized controlled studies". */
static bool is_plural(const reap_citation *citation, reap_span sentence, reap_span cue) {
  static const char *const words[] = {"trials", "studies", "RCTs"};
  for (uint32_t w = 0; w < sizeof words / sizeof *words; w++)
    if (contains(reap_text_at(citation, cue), words[w]) || contains(after(citation, sentence, cue, 30), words[w]))
      return true;
  return false;
}

static uint8_t weight_of(const reap_batch *batch, const reap_citation *citation, uint32_t cue) {
  const reap_sentence *sentence = &batch->sentences.at[batch->cues.at[cue].sentence];
  if (batch->cues.at[cue].flags & REAP_MENTION_NEGATED || is_wish(batch, citation, cue)) return NOWHERE;
  switch (batch->sections.at[sentence->section].kind) {
  case REAP_SECTION_TITLE:
    return IN_TITLE;
  case REAP_SECTION_METHODS:
  case REAP_SECTION_OBJECTIVE:
    return IN_METHODS;
  case REAP_SECTION_UNKNOWN:
    return IN_TEXT;
  case REAP_SECTION_RESULTS:
  case REAP_SECTION_REGISTRATION:
    return IN_RESULTS;
  default:
    return NOWHERE;
  }
}

static void choose(choice *best, reap_str value, reap_span span, uint8_t weight, uint8_t rank) {
  bool better = rank > best->rank || (rank == best->rank && weight > best->weight);
  if (best->value.len > 0 && !better) return;
  *best = (choice){value, span, weight, rank};
}

/* "Randomly" and "at random" say how people were selected as often as how they were allocated. */
static bool is_allocation(const reap_citation *citation, reap_span sentence, reap_span cue) {
  static const char *const verbs[] = {"assign", "alloc", "divid", "distribut", "split", "receiv", "order", "group"};
  reap_str word = reap_text_at(citation, cue);
  if (contains(before(citation, sentence, cue, 12), "mendelian")) return false;
  if (!reap_str_equal_nocase(word, REAP_STR("randomly")) && !reap_str_equal_nocase(word, REAP_STR("at random")))
    return true;
  for (uint32_t v = 0; v < sizeof verbs / sizeof *verbs; v++)
    if (contains(after(citation, sentence, cue, 30), verbs[v]) ||
        contains(before(citation, sentence, cue, 30), verbs[v]))
      return true;
  return false;
}

/* Phases of a trial, not of a cycle or of a programme: "trial" or "study" stands near. */
static bool is_trial_phase(const reap_citation *citation, reap_span sentence, reap_span cue) {
  reap_str next = after(citation, sentence, cue, 80), last = before(citation, sentence, cue, 60);
  return contains(next, "trial") || contains(next, "stud") || contains(last, "trial") || contains(last, "study");
}

static uint8_t masking_rank(reap_str value) {
  static const char *const rising[] = {"blinded",      "assessor-blind", "open label",
                                       "single-blind", "double-blind",   "triple-blind"};
  for (uint8_t i = 0; i < sizeof rising / sizeof *rising; i++)
    if (reap_str_equal(value, reap_str_of(rising[i]))) return (uint8_t)(i + 1);
  return 0;
}

static void note_type(evidence *e, study_type type, uint8_t weight, reap_span span) {
  if (weight <= e->type_weight[type]) return;
  e->type_weight[type] = weight;
  e->type_span[type] = span;
}

static void note_type_cue(evidence *e, reap_str value, uint8_t weight, reap_span span) {
  for (uint32_t t = 0; t < TYPES; t++)
    if (reap_str_equal(value, reap_str_of(type_names[t]))) note_type(e, (study_type)t, weight, span);
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

static void read_inner_words(evidence *e, const reap_citation *citation, reap_span cue, uint8_t weight) {
  reap_str text = reap_text_at(citation, cue);
  bool seen[INNER_FIELDS] = {false};
  for (uint32_t i = 0; i < sizeof inner_words / sizeof *inner_words; i++) {
    uint8_t field = inner_words[i].field;
    reap_str stem = reap_str_of(inner_words[i].stem), value = reap_str_of(inner_words[i].value);
    uint32_t at = seen[field] ? REAP_NONE : find_in(text, stem);
    if (at == REAP_NONE) continue;
    seen[field] = true;
    reap_span span = {cue.beg + at, cue.beg + at + stem.len};
    while (span.end < cue.end && reap_is_alpha(citation->text.ptr[span.end])) span.end++;
    if (field == INNER_ALLOCATION) choose(&e->allocation, value, span, weight, *value.ptr == 'r' ? 1 : 2);
    if (field == INNER_MASKING) choose(&e->masking, value, span, weight, masking_rank(value));
    if (field == INNER_PHASE) choose(&e->phase, value, span, weight, weight);
    if (field == INNER_CENTERS) choose(&e->centers, value, span, weight, weight);
  }
}

/* Patients who may cross over to the other arm do not make a crossover trial. */
static bool is_crossing_of_patients(const reap_citation *citation, reap_span sentence, reap_span cue) {
  static const char *const words[] = {"allow", "permit", "at progression", "to receive", " from "};
  for (uint32_t w = 0; w < sizeof words / sizeof *words; w++)
    if (contains(after(citation, sentence, cue, 25), words[w])) return true;
  return false;
}

static void read_type_cue(evidence *e, const reap_citation *citation, reap_span sentence, reap_span cue, reap_str value,
                          uint8_t weight) {
  bool of_studies =
      reap_str_equal(value, REAP_STR("meta-analysis")) || reap_str_equal(value, REAP_STR("systematic review"));
  if (!of_studies && is_plural(citation, sentence, cue)) return;
  bool crossover = reap_str_equal(value, reap_str_of(type_names[CROSSOVER]));
  if (crossover && is_crossing_of_patients(citation, sentence, cue)) return;
  note_type_cue(e, value, weight, cue);
  read_inner_words(e, citation, cue, weight);
}

/* Cues of sizes and arms hold the word too: "were randomly divided", "randomized to". */
static void read_other_cue(evidence *e, const reap_batch *batch, const reap_citation *citation, uint32_t row) {
  const reap_mention *cue = &batch->cues.at[row];
  reap_span sentence = batch->sentences.at[cue->sentence].span;
  uint8_t weight = weight_of(batch, citation, row);
  if (weight == NOWHERE || !contains(reap_text_at(citation, cue->span), "random")) return;
  if (!is_plural(citation, sentence, cue->span)) choose(&e->allocation, REAP_STR("randomized"), cue->span, weight, 1);
}

static void read_cue(evidence *e, const reap_batch *batch, const reap_citation *citation, uint32_t row) {
  const reap_mention *cue = &batch->cues.at[row];
  reap_span sentence = batch->sentences.at[cue->sentence].span;
  const char *colon = memchr(cue->id.ptr, ':', cue->id.len);
  if (!colon) return;
  reap_str field = {cue->id.ptr, (uint32_t)(colon - cue->id.ptr)};
  reap_str value = {colon + 1, cue->id.len - field.len - 1};
  uint8_t weight = weight_of(batch, citation, row);
  if (weight == NOWHERE) return;
  if (reap_str_equal(field, REAP_STR("type"))) {
    read_type_cue(e, citation, sentence, cue->span, value, weight);
  } else if (reap_str_equal(field, REAP_STR("allocation"))) {
    if (!is_plural(citation, sentence, cue->span) && is_allocation(citation, sentence, cue->span))
      choose(&e->allocation, value, cue->span, weight, reap_str_equal(value, REAP_STR("randomized")) ? 1 : 2);
  } else if (reap_str_equal(field, REAP_STR("masking"))) {
    if (!is_plural(citation, sentence, cue->span)) choose(&e->masking, value, cue->span, weight, masking_rank(value));
  } else if (reap_str_equal(field, REAP_STR("phase"))) {
    if (is_trial_phase(citation, sentence, cue->span)) choose(&e->phase, value, cue->span, weight, weight);
  } else if (reap_str_equal(field, REAP_STR("centers"))) {
    if (!is_plural(citation, sentence, cue->span)) choose(&e->centers, value, cue->span, weight, weight);
  }
}

/* Two phases in the fields are a trial of both: 1 and 2 give "1/2". */
static void note_phase_field(evidence *e, const char *phase) {
  if (reap_span_known(e->phase.span) && e->phase.value.len > 0) return;
  reap_str value = reap_str_of(phase);
  if (e->has_phase_field && reap_str_equal(e->phase.value, REAP_STR("1")) && *phase == '2') value = REAP_STR("1/2");
  if (e->has_phase_field && reap_str_equal(e->phase.value, REAP_STR("2")) && *phase == '3') value = REAP_STR("2/3");
  e->phase = (choice){value, REAP_NO_SPAN, IN_FIELD, IN_FIELD};
  e->has_phase_field = true;
}

static void read_fields(evidence *e, const reap_batch *batch, const reap_citation *citation) {
  for (uint32_t i = 0; i < citation->publication_types.count; i++) {
    reap_str text = batch->publication_types.at[citation->publication_types.first + i].text;
    for (uint32_t t = 0; t < sizeof publication_types / sizeof *publication_types; t++) {
      if (!reap_str_equal(text, reap_str_of(publication_types[t].publication_type))) continue;
      if (publication_types[t].type != TYPES) note_type(e, publication_types[t].type, IN_FIELD, REAP_NO_SPAN);
      if (publication_types[t].phase) note_phase_field(e, publication_types[t].phase);
      if (publication_types[t].centers && e->centers.value.len == 0)
        e->centers = (choice){reap_str_of(publication_types[t].centers), REAP_NO_SPAN, IN_FIELD, IN_FIELD};
    }
  }
}

static bool has_results(const reap_batch *batch, const reap_citation *citation) {
  for (uint32_t i = 0; i < citation->sections.count; i++)
    if (batch->sections.at[citation->sections.first + i].kind == REAP_SECTION_RESULTS) return true;
  for (uint32_t i = 0; i < citation->quantities.count; i++)
    if (batch->quantities.at[citation->quantities.first + i].kind == REAP_Q_P_VALUE) return true;
  return false;
}

/* Whether groups are set against each other: then a trial is not a single-arm one. What patients had failed before
 * ("refractory to standard care") is no comparison. */
static bool compares_groups(const reap_batch *batch, const reap_citation *citation) {
  for (uint32_t i = 0; i < citation->quantities.count; i++) {
    const reap_quantity *q = &batch->quantities.at[citation->quantities.first + i];
    if (q->kind == REAP_Q_SAMPLE_SIZE && q->role == REAP_ROLE_ARM) return true;
  }
  for (uint32_t i = 0; i < citation->cues.count; i++) {
    uint32_t row = citation->cues.first + i;
    const reap_mention *cue = &batch->cues.at[row];
    if (weight_of(batch, citation, row) == NOWHERE) continue;
    bool placebo = cue->type == REAP_CUE_COMPARATOR &&
                   (reap_str_equal(cue->id, REAP_STR("placebo")) || reap_str_equal(cue->id, REAP_STR("sham")));
    bool versus = cue->type == REAP_CUE_VERSUS &&
                  (reap_str_equal(cue->id, REAP_STR("versus")) || reap_str_equal(cue->id, REAP_STR("between")) ||
                   reap_str_equal(cue->id, REAP_STR("compared with")));
    bool group = cue->type == REAP_CUE_ARM && !reap_str_equal(cue->id, REAP_STR("recipients")) &&
                 !reap_str_equal(cue->id, REAP_STR("treated")) && !reap_str_equal(cue->id, REAP_STR("regimen")) &&
                 !reap_str_equal(cue->id, REAP_STR("phase")) && !reap_str_equal(cue->id, REAP_STR("cohort"));
    if (placebo || versus || group) return true;
  }
  return false;
}

/* The first type, in the order of study_type, that is well enough witnessed. */
static study_type decide(const evidence *e, const reap_batch *batch, const reap_citation *citation) {
  static const uint8_t least[TYPES] = {[META_ANALYSIS] = IN_TEXT, [SYSTEMATIC_REVIEW] = IN_TEXT,
                                       [CASE_REPORT] = IN_TEXT,   [CLUSTER] = IN_TEXT,
                                       [CROSSOVER] = IN_TEXT,     [NON_RANDOMIZED] = IN_TEXT,
                                       [CONTROLLED] = IN_TEXT,    [SINGLE_ARM] = IN_TEXT,
                                       [CASE_CONTROL] = IN_TEXT,  [CROSS_SECTIONAL] = IN_TEXT,
                                       [COHORT] = IN_TEXT,        [CASE_SERIES] = IN_TEXT,
                                       [DIAGNOSTIC] = IN_TEXT,    [REVIEW] = IN_TEXT,
                                       [ECONOMIC] = IN_TITLE,     [QUALITATIVE] = IN_METHODS,
                                       [ANIMAL] = IN_TEXT,        [LABORATORY] = IN_METHODS,
                                       [GUIDELINE] = IN_TITLE,    [EDITORIAL] = IN_TITLE};
  const uint8_t *weight = e->type_weight;
  bool randomized = weight[RANDOMIZED] >= IN_TEXT || weight[CLUSTER] >= IN_TEXT ||
                    (e->allocation.rank == 1 && e->allocation.weight >= IN_RESULTS);
  bool by_field = weight[RANDOMIZED] == IN_FIELD;
  bool plan = weight[PROTOCOL] >= IN_TITLE || (weight[PROTOCOL] >= IN_TEXT && !has_results(batch, citation));
  if (plan) return PROTOCOL;
  for (uint32_t t = META_ANALYSIS; t < TYPES; t++) {
    bool enough = weight[t] > 0 && weight[t] >= least[t];
    switch (t) {
    case META_ANALYSIS:
    case SYSTEMATIC_REVIEW:
    case CASE_REPORT:
      enough = enough && !by_field;
      break;
    case CROSSOVER:
      enough = enough && (randomized || weight[t] >= IN_METHODS || weight[CLINICAL_TRIAL] > 0);
      break;
    case RANDOMIZED:
      enough = randomized && e->allocation.rank != 2;
      break;
    case NON_RANDOMIZED:
      enough = e->allocation.rank == 2;
      break;
    case SINGLE_ARM:
      enough = enough || ((weight[CLINICAL_TRIAL] >= IN_TEXT || weight[PILOT] >= IN_TITLE || e->phase.value.len > 0) &&
                          citation->quantities.count > 0 && !compares_groups(batch, citation));
      break;
    default:
      break;
    }
    if (enough) return (study_type)t;
  }
  return TYPES;
}

/* The number of participants: a total stated where people were randomized, else the first total. */
static uint32_t find_total(const reap_batch *batch, const reap_citation *citation) {
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
    uint32_t score = 1;
    if (kind == REAP_SECTION_BACKGROUND || kind == REAP_SECTION_CONCLUSIONS) score = 0;
    if (contains(sentence, "random") || contains(sentence, "assigned") || contains(sentence, "allocated")) score += 2;
    bool larger = best != REAP_NONE && q->value > batch->quantities.at[best].value;
    if (best == REAP_NONE || score > best_score || (score == best_score && larger)) best = row, best_score = score;
  }
  return best;
}

void reap_find_design(reap_assembler *a, reap_batch *batch, reap_citation *citation) {
  (void)a;
  const choice none = {{NULL, 0}, REAP_NO_SPAN, 0, 0};
  evidence e = {.allocation = none, .masking = none, .phase = none, .centers = none};
  for (uint32_t t = 0; t < TYPES; t++) e.type_span[t] = REAP_NO_SPAN;
  for (uint32_t i = 0; i < citation->cues.count; i++) {
    uint8_t type = batch->cues.at[citation->cues.first + i].type;
    if (type == REAP_CUE_DESIGN) read_cue(&e, batch, citation, citation->cues.first + i);
    if (type == REAP_CUE_SIZE_ROLE || type == REAP_CUE_ARM)
      read_other_cue(&e, batch, citation, citation->cues.first + i);
  }
  read_fields(&e, batch, citation);
  study_type type = decide(&e, batch, citation);
  bool randomized = type == RANDOMIZED || type == CLUSTER || (type == CROSSOVER && e.type_weight[RANDOMIZED] > 0);
  if (e.allocation.value.len == 0 && randomized)
    e.allocation = (choice){REAP_STR("randomized"), e.type_span[RANDOMIZED], IN_FIELD, 1};

  citation->designs = (reap_range){batch->designs.count, 1};
  reap_design *design = reap_push(&batch->designs);
  if (type != TYPES) design->type = reap_str_of(type_names[type]);
  design->type_span = type != TYPES ? e.type_span[type] : REAP_NO_SPAN;
  if (type == RANDOMIZED && !reap_span_known(design->type_span)) design->type_span = e.allocation.span;
  design->allocation = e.allocation.value, design->allocation_span = e.allocation.span;
  design->masking = e.masking.value, design->masking_span = e.masking.span;
  design->phase = e.phase.value, design->phase_span = e.phase.span;
  design->centers = e.centers.value, design->centers_span = e.centers.span;
  design->n_total = find_total(batch, citation);
}
