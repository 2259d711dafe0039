/* SPDX-License-Identifier: MIT */
/* Which of the treatments that a trial names are its own. Its interventions are what the arms, the title and the
 * methods' "received ..." name. Each is reported under the names that stand there; another name of it (a short form, a
 * synonym) is an `alias`, a drug of a combination or a part of a longer name a `component`, and every other treatment
 * (what patients had before or beside, what a symptom came from) is `background`. */
#include "7_assemble/phrases/phrases.h"

enum { NAMES_MAX = 64 };

typedef struct {
  reap_str id;
  uint8_t type;
} standing;

/* What is known of the citation's treatments. */
typedef struct {
  uint64_t mains[NAMES_MAX]; /* surfaces of labels and phrases */
  standing own[NAMES_MAX];   /* concepts that are the trial's own, with the type of their further names */
  uint32_t main_count, own_count;
} settlement;

/* FNV-1a. "Text messages" is another name than "text message". */
uint64_t reap_surface_of(const reap_assembler *a, reap_span span) {
  reap_str text = reap_slice(a->citation->text, span);
  uint64_t hash = 14695981039346656037u;
  for (uint32_t i = 0; i < text.len; i++) {
    unsigned char c = (unsigned char)text.ptr[i];
    hash = (hash ^ (c >= 'A' && c <= 'Z' ? c + 32u : c)) * 1099511628211u;
  }
  return hash;
}

static bool is_main(const settlement *s, uint64_t surface) {
  for (uint32_t i = 0; i < s->main_count; i++)
    if (s->mains[i] == surface) return true;
  return false;
}

static void note_main(settlement *s, uint64_t surface) {
  if (s->main_count < NAMES_MAX && !is_main(s, surface)) s->mains[s->main_count++] = surface;
}

static standing *own_of(settlement *s, reap_str id) {
  for (uint32_t i = 0; i < s->own_count; i++)
    if (reap_str_equal(s->own[i].id, id)) return &s->own[i];
  return NULL;
}

static void note_own(settlement *s, reap_str id, reap_type type) {
  standing *known = own_of(s, id);
  if (known)
    known->type = type == REAP_COMPONENT ? REAP_COMPONENT : known->type;
  else if (s->own_count < NAMES_MAX)
    s->own[s->own_count++] = (standing){.id = id, .type = (uint8_t)type};
}

/* The treatments inside a label or phrase: it is the main name, what fills only a part of it is a component. With
 * `each` they are main names themselves. */
static void note_phrase(const reap_assembler *a, settlement *s, reap_span phrase, bool each) {
  reap_range names = a->citation->mentions;
  if (!each) note_main(s, reap_surface_of(a, phrase));
  for (uint32_t i = reap_first_mention(a, phrase.beg); i < names.first + names.count; i++) {
    const reap_mention *name = &a->batch->mentions.at[i];
    if (name->span.beg >= phrase.end) break;
    if (name->type != REAP_INTERVENTION || !reap_span_holds(phrase, name->span)) continue;
    bool whole = each || reap_span_same(name->span, phrase);
    note_own(s, name->id, whole ? REAP_ALIAS : REAP_COMPONENT);
    if (each) note_main(s, reap_surface_of(a, name->span));
  }
}

/* Where an arm is named, by whatever name: another name of it, its only one where the label tells no treatment. */
static void note_hits(const reap_assembler *a, settlement *s) {
  reap_range names = a->citation->mentions;
  for (uint32_t i = names.first, hit = 0; i < names.first + names.count; i++) {
    const reap_mention *name = &a->batch->mentions.at[i];
    if (name->type != REAP_INTERVENTION) continue;
    while (hit < a->hits.count) {
      reap_run run = {a->hits.at[hit].token, a->hits.at[hit].count};
      if (reap_run_span(a, run).end > name->span.beg) break;
      hit++;
    }
    if (hit == a->hits.count || reap_token_at(a, a->hits.at[hit].token)->span.beg >= name->span.end) continue;
    uint32_t arm = a->hits.at[hit].arm;
    note_own(s, name->id, REAP_ALIAS);
    if (arm != REAP_NONE &&
        reap_is_generic(a, reap_run_of_span(a, a->batch->arms.at[a->citation->arms.first + arm].label)))
      note_main(s, reap_surface_of(a, name->span));
  }
}

/* Whether an arm under test has a name that says more than its side. */
static bool names_tested(const reap_assembler *a) {
  for (uint32_t i = 0; i < a->arm_count; i++)
    if (reap_arm_is_tested(a, i) &&
        !reap_is_generic(a, reap_run_of_span(a, a->batch->arms.at[a->citation->arms.first + i].label)))
      return true;
  return false;
}

/* With nothing better the title's treatments are the trial's. */
static void note_title(const reap_assembler *a, settlement *s) {
  reap_range names = a->citation->mentions;
  for (uint32_t i = names.first; i < names.first + names.count; i++) {
    const reap_mention *name = &a->batch->mentions.at[i];
    if (name->type != REAP_INTERVENTION || name->sentence != a->citation->sentences.first) continue;
    note_own(s, name->id, REAP_ALIAS);
    note_main(s, reap_surface_of(a, name->span));
  }
}

static bool is_about_animals(const reap_assembler *a) {
  enum { ANIMALS = 2 };
  uint32_t animals = 0;
  reap_range cues = a->citation->cues;
  for (uint32_t i = cues.first; i < cues.first + cues.count; i++)
    animals +=
        a->batch->cues.at[i].type == REAP_CUE_PEOPLE && reap_str_equal(a->batch->cues.at[i].id, REAP_STR("animal"));
  return animals >= ANIMALS;
}

/* Whether the study is of a kind that compares people, or tells no kind and has as many people as trials have. */
static bool has_people_to_compare(const reap_assembler *a, double people) {
  static const char *const types[] = {"clinical trial", "pilot study",         "protocol",
                                      "cohort study",   "observational study", "case-control study"};
  enum { MANY = 100 };
  reap_str type =
      a->citation->designs.count ? a->batch->designs.at[a->citation->designs.first].type : (reap_str){NULL, 0};
  if (type.len == 0) return people >= MANY;
  for (size_t i = 0; i < sizeof types / sizeof *types; i++)
    if (reap_str_equal(type, reap_str_of(types[i]))) return true;
  return false;
}

bool reap_compares_people(const reap_assembler *a) {
  if (!a->arm_count || is_about_animals(a)) return false;
  if (reap_is_trial(a)) return true;
  double people = 0;
  for (uint32_t i = 0; i < a->arm_count; i++)
    if (a->arms[i].n_quantity != REAP_NONE) people += a->arms[i].n;
  return a->arm_count > 1 && people > 0 && has_people_to_compare(a, people);
}

/* "neuroleptic malignant syndrome", "analgesic effect": what kind of thing the next word is. */
static bool describes(const reap_assembler *a, uint32_t token) {
  static const char *const words[] = {"neuroleptic",       "analgesic",       "antibiotic",  "antipsychotic",
                                      "convulsant",        "diuretic",        "antiviral",   "opiate",
                                      "antiparkinsonian",  "antioxidant",     "opioid",      "anticoagulant",
                                      "sedative",          "anticonvulsant",  "vasodilator", "cytostatic",
                                      "immunosuppressant", "antiinflammatory"};
  return token + 1 < a->citation->tokens.first + a->citation->tokens.count && reap_is_nominal(a, token + 1) &&
         reap_word_in(a, token, words, sizeof words / sizeof *words);
}

/* Where nobody is given to arms, a word for a whole class of treatments and what controls got is background. */
static void settle_classes(reap_assembler *a) {
  static const char *const words[] = {"chemotherapy", "radiotherapy",    "irradiation", "surgery",  "anesthesia",
                                      "anaesthesia",  "transplantation", "screening",   "exercise", "diet",
                                      "diets",        "monotherapy",     "placebo",     "placebos", "saline",
                                      "vehicle",      "resuscitation",   "intubation"};
  reap_range names = a->citation->mentions;
  for (uint32_t i = names.first; i < names.first + names.count; i++) {
    reap_mention *name = &a->batch->mentions.at[i];
    if (name->type != REAP_INTERVENTION || name->via != REAP_VIA_LEXICON) continue;
    reap_run run = reap_run_of_span(a, name->span);
    uint32_t last = run.first + run.count - 1;
    bool saline = run.count == 2 && reap_word_is(a, last, "saline");
    if (saline ||
        (run.count == 1 && (reap_word_in(a, last, words, sizeof words / sizeof *words) || describes(a, last))))
      name->type = REAP_BACKGROUND;
  }
}

static void settle_names(reap_assembler *a) {
  settlement s = {.main_count = 0};
  for (uint32_t i = 0; i < a->citation->arms.count; i++)
    note_phrase(a, &s, a->batch->arms.at[a->citation->arms.first + i].label, false);
  for (uint32_t i = 0; i < a->citation->phrases.count; i++) {
    const reap_mention *phrase = &a->batch->phrases.at[a->citation->phrases.first + i];
    if (phrase->type == REAP_INTERVENTION && !is_main(&s, reap_surface_of(a, phrase->span)))
      note_phrase(a, &s, phrase->span, phrase->sentence != a->citation->sentences.first);
  }
  note_hits(a, &s);
  if (!s.own_count && !names_tested(a)) note_title(a, &s);
  reap_range names = a->citation->mentions;
  for (uint32_t i = names.first; i < names.first + names.count; i++) {
    reap_mention *name = &a->batch->mentions.at[i];
    if (name->type != REAP_INTERVENTION) continue;
    const standing *own = own_of(&s, name->id);
    if (!own)
      name->type = REAP_BACKGROUND;
    else if (!is_main(&s, reap_surface_of(a, name->span)) &&
             a->kinds.at[name->sentence - a->citation->sentences.first] != REAP_SECTION_METHODS)
      name->type = own->type;
  }
}

void reap_settle_interventions(reap_assembler *a) {
  if (!a->citation->sentences.count) return;
  if (reap_compares_people(a))
    settle_names(a);
  else
    settle_classes(a);
}
