/* SPDX-License-Identifier: MIT */
/* What a trial tests, as its title says: "randomized trial of |A plus B| versus |C|", "effect of |A| on X", "|A| for
 * X". In a trial these phrases and the arms' names are its interventions; any other treatment is background. */
#include "7_assemble/phrases/phrases.h"

enum { TITLE_MAX = 80, TREATMENT_MAX = 16, TREATMENTS_MAX = 8 };

#define IN(a, token, words) reap_word_in((a), (token), (words), sizeof(words) / sizeof *(words))

/* ---- the grammar of titles ---- */

/* Nouns whose "of" leads to the treatment. */
static bool leads_with_of(const reap_assembler *a, uint32_t token) {
  static const char *const nouns[] = {
      "trial",      "trials",        "study",     "studies",        "comparison",  "evaluation",  "effect",
      "effects",    "impact",        "efficacy",  "effectiveness",  "safety",      "role",        "use",
      "benefit",    "benefits",      "influence", "administration", "feasibility", "addition",    "tolerability",
      "assessment", "acceptability", "value",     "augmentation",   "usefulness",  "application", "combination",
      "advantages", "doses",         "schedules", "levels",         "regimens",    "courses",     "cycles",
      "adding",     "outcomes",      "outcome",   "experience"};
  return IN(a, token, nouns);
}

/* Words right behind which the treatment stands. */
static bool leads(const reap_assembler *a, uint32_t token) {
  static const char *const words[] = {"comparing", "evaluating", "testing",   "investigating", "using",   "examining",
                                      "adding",    "combining",  "assessing", "compare",       "evaluate"};
  return IN(a, token, words);
}

/* Words that go on with a second treatment. */
static uint32_t joins_treatments(const reap_assembler *a, uint32_t token, uint32_t end) {
  static const char *const words[] = {"plus", "and", "or", "with", "without", "combined", "followed", "added"};
  if (reap_mark_at(a, token) == '+') return token + 1;
  if (reap_word_is(a, token, "in") && token + 2 < end &&
      (reap_word_is(a, token + 1, "combination") || reap_word_is(a, token + 1, "addition")))
    return token + 3;
  if (!IN(a, token, words)) return 0;
  token++;
  while (token < end &&
         (reap_word_is(a, token, "with") || reap_word_is(a, token, "by") || reap_word_is(a, token, "to") ||
          reap_word_is(a, token, "without") || reap_word_is(a, token, "or") || reap_word_is(a, token, "and")))
    token++;
  return token;
}

static bool holds_type(const reap_assembler *a, reap_run run, reap_type type) {
  reap_span span = reap_run_span(a, run);
  reap_range rows = a->citation->mentions;
  for (uint32_t i = reap_first_mention(a, span.beg); i < rows.first + rows.count; i++) {
    const reap_mention *m = &a->batch->mentions.at[i];
    if (m->span.beg >= span.end) break;
    if (m->type == type && reap_span_overlap(m->span, span)) return true;
  }
  return false;
}

/* Nouns of what is done to people. */
static bool is_treatment_noun(const reap_assembler *a, uint32_t token) {
  static const char *const nouns[] = {"therapy",
                                      "treatment",
                                      "training",
                                      "program",
                                      "programme",
                                      "intervention",
                                      "interventions",
                                      "exercise",
                                      "exercises",
                                      "counseling",
                                      "counselling",
                                      "surgery",
                                      "block",
                                      "device",
                                      "massage",
                                      "supplementation",
                                      "injection",
                                      "irradiation",
                                      "radiotherapy",
                                      "chemotherapy",
                                      "diet",
                                      "education",
                                      "aid",
                                      "application",
                                      "app",
                                      "vaccine",
                                      "vaccination",
                                      "anesthesia",
                                      "anaesthesia",
                                      "acupuncture",
                                      "infusion",
                                      "gel",
                                      "cream",
                                      "management",
                                      "rehabilitation",
                                      "regimen",
                                      "message",
                                      "messages",
                                      "leaflet",
                                      "video",
                                      "screening",
                                      "support",
                                      "system",
                                      "technique",
                                      "method",
                                      "resection",
                                      "stimulation",
                                      "drainage",
                                      "care",
                                      "coaching",
                                      "yoga",
                                      "compound",
                                      "extract",
                                      "preservation",
                                      "blockade"};
  return IN(a, token, nouns);
}

static bool at_arm(const reap_assembler *a, reap_run run) {
  for (uint32_t t = run.first; t < run.first + run.count; t++)
    if (reap_names_arm_at(a, t)) return true;
  return false;
}

bool reap_is_treatment(const reap_assembler *a, reap_run run, bool sure) {
  if (!run.count) return false;
  uint32_t last = run.first + run.count - 1;
  if (reap_bits_at(a, last) & (REAP_W_PEOPLE | REAP_W_GROUP)) return false;
  if (reap_word_is(a, last, "trial") || reap_word_is(a, last, "study")) return false;
  static const char *const causes[] = {"induced", "related", "associated"}; /* "A-induced hypotension" */
  static const char *const results[] = {"levels",     "level",      "incidence", "reversal",
                                        "prevention", "antagonism", "increase",  "reduction"};
  for (uint32_t t = run.first; t <= last; t++) {
    if (IN(a, t, causes)) return false;
    bool of = t < last && reap_bits_at(a, t + 1) & REAP_W_OF; /* "prevention of X" */
    if ((of || (t == last && !sure)) && IN(a, t, results)) return false;
  }
  if (at_arm(a, run) || holds_type(a, run, REAP_INTERVENTION) || is_treatment_noun(a, last)) return true;
  if (!sure) return false;
  for (uint32_t t = run.first; t <= last; t++)
    if (leads_with_of(a, t)) return false;
  return !holds_type(a, run, REAP_CONDITION) && !holds_type(a, run, REAP_OUTCOME) &&
         !(reap_bits_at(a, last) & REAP_W_TIME);
}

static uint32_t skip_opening(const reap_assembler *a, uint32_t token, uint32_t end) {
  while (token < end && (reap_bits_at(a, token) & (REAP_W_DETERMINER | REAP_W_SEVERAL) ||
                         reap_word_is(a, token, "adding") || reap_word_is(a, token, "using")))
    token++;
  return token;
}

/* The treatment phrase from `token` on; `sure` when the words before it lead to one. */
static reap_run treatment_from(const reap_assembler *a, uint32_t token, uint32_t end, bool sure) {
  uint32_t t = skip_opening(a, token, end);
  while (t + 2 < end && leads_with_of(a, t) && reap_bits_at(a, t + 1) & REAP_W_OF) /* "the effects of |A" */
    t = skip_opening(a, t + 2, end);
  reap_run whole = reap_before_verb(a, reap_noun_phrase(a, t, end));
  if (!reap_is_treatment(a, whole, sure)) return (reap_run){t, 0};
  for (;;) {
    uint32_t next = whole.first + whole.count;
    if (next < end && reap_mark_at(a, next) == '(') { /* "stress reduction (MBSR) plus ..." */
      uint32_t close = next;
      while (close < end && reap_mark_at(a, close) != ')') close++;
      if (close + 1 < end && joins_treatments(a, close + 1, end)) next = close + 1;
    }
    uint32_t more = next < end ? joins_treatments(a, next, end) : 0;
    if (!more || more >= end || more - whole.first > TREATMENT_MAX) break;
    more = skip_opening(a, more, end);
    reap_run second = more < end ? reap_noun_phrase(a, more, end) : (reap_run){more, 0};
    if (!second.count || !reap_is_treatment(a, second, false)) break;
    whole.count = second.first + second.count - whole.first;
  }
  return whole;
}

/* ---- the title's treatments ---- */

typedef struct {
  reap_run at[TREATMENTS_MAX];
  uint32_t count;
  bool beside; /* found behind "after", "receiving" ... only: it may be what else patients had */
} treatments;

static void note(treatments *list, reap_run run) {
  if (run.count && list->count < TREATMENTS_MAX) list->at[list->count++] = run;
}

/* "X versus |Y": what it is compared with. */
static void note_compared(const reap_assembler *a, treatments *list, uint32_t end) {
  for (uint32_t t = list->at[0].first + list->at[0].count; t < end; t++) {
    if (!(reap_bits_at(a, t) & REAP_W_VERSUS) && !reap_word_is(a, t, "compared")) continue;
    if (reap_word_is(a, t, "compared") && t + 1 < end) t++;
    reap_run run = treatment_from(a, t + 1, end, true);
    note(list, run);
    if (run.count) t = run.first + run.count - 1;
  }
}

/* The treatment that a noun or verb leads to; with `trial` only "trial of |A". */
static reap_run led(const reap_assembler *a, uint32_t first, uint32_t end, bool trial) {
  static const char *const trials[] = {"trial", "trials", "study", "comparison"};
  reap_run found = {first, 0};
  for (uint32_t t = first; t + 2 < end && !found.count; t++) {
    if (reap_bits_at(a, t) & REAP_W_PREPOSITION && !reap_mark_at(a, t)) continue;
    bool between = reap_word_is(a, t, "comparison") && reap_word_is(a, t + 1, "between");
    if ((trial ? IN(a, t, trials) : leads_with_of(a, t)) && (between || reap_bits_at(a, t + 1) & REAP_W_OF))
      found = treatment_from(a, t + 2, end, true);
    else if (!trial && leads(a, t))
      found = treatment_from(a, t + 1, end, true);
  }
  return found;
}

static void read_title(const reap_assembler *a, reap_range tokens, treatments *list) {
  uint32_t end = tokens.first + (tokens.count < TITLE_MAX ? tokens.count : TITLE_MAX);
  reap_run found = {0, 0};
  found = led(a, tokens.first, end, true);
  if (!found.count) found = led(a, tokens.first, end, false);
  uint32_t first = tokens.first;
  while (first < end && reap_mark_at(a, first)) first++;
  bool acronym =
      first + 2 < end && reap_token_at(a, first)->flags & REAP_TOKEN_UPPER && reap_mark_at(a, first + 1) == ':';
  if (!found.count && !acronym) found = treatment_from(a, first, end, false);
  for (uint32_t t = first; t + 1 < end && !found.count; t++) /* "ACRONYM: |A for X" */
    if (reap_mark_at(a, t) == ':') found = treatment_from(a, t + 1, end, false);
  for (uint32_t t = first; t < end && !found.count; t++) { /* "in patients receiving |A" */
    static const char *const words[] = {"receiving", "with", "by", "after", "of", "treated", "given"};
    if (IN(a, t, words)) found = treatment_from(a, t + 1, end, false);
    list->beside = true;
  }
  note(list, found);
  if (list->count) note_compared(a, list, end);
}

/* ---- the rest of the text ---- */

bool reap_is_trial(const reap_assembler *a) {
  static const char *const types[] = {"cluster randomized trial", "crossover trial", "randomized controlled trial",
                                      "non-randomized trial", "controlled clinical trial"};
  if (!a->citation->designs.count) return false;
  const reap_design *design = &a->batch->designs.at[a->citation->designs.first];
  if (reap_str_equal(design->allocation, REAP_STR("randomized"))) return true;
  for (size_t i = 0; i < sizeof types / sizeof *types; i++)
    if (reap_str_equal(design->type, reap_str_of(types[i]))) return true;
  return false;
}

/* What tells no arms apart. */
enum { FILLER = REAP_W_MANNER | REAP_W_DETERMINER | REAP_W_PREPOSITION | REAP_W_GROUP | REAP_W_PEOPLE | REAP_W_AND };

uint32_t reap_shared_words(const reap_assembler *a, reap_run of, reap_run in, uint32_t filler, uint32_t *telling) {
  uint32_t shared = 0;
  *telling = 0;
  for (uint32_t t = of.first; t < of.first + of.count; t++) {
    if (!reap_token_at(a, t)->hash || reap_bits_at(a, t) & filler) continue;
    ++*telling;
    for (uint32_t k = in.first; k < in.first + in.count; k++)
      if (reap_token_at(a, k)->hash == reap_token_at(a, t)->hash) {
        shared++;
        break;
      }
  }
  return shared;
}

static bool holds_name(const reap_assembler *a, reap_run phrase, const reap_arm_draft *arm) {
  for (uint32_t k = 0; k < arm->name_count; k++) {
    uint32_t telling, shared = reap_shared_words(a, arm->names[k], phrase, FILLER, &telling);
    if (telling && shared == telling) return true;
  }
  return false;
}

/* "group A", "arm 2": a letter or number for a name. */
static bool is_lettered(const reap_assembler *a, reap_run name) {
  for (uint32_t t = name.first; t < name.first + name.count; t++)
    if (!(reap_bits_at(a, t) & REAP_W_GROUP) && reap_word_at(a, t).len > 2) return false;
  return true;
}

/* The arm's name tells nothing of a treatment: "intervention", "arm B"; unless `strict`, the name of a programme too.
 */
static bool is_vague(const reap_assembler *a, const reap_arm_draft *arm, bool strict) {
  if (reap_is_generic(a, arm->names[0]) || is_lettered(a, arm->names[0])) return true;
  if (strict) return false;
  for (uint32_t k = 0; k < arm->name_count; k++)
    if (holds_type(a, arm->names[k], REAP_INTERVENTION)) return false;
  return true;
}

/* The only arm that the phrase can be the full name of, else REAP_NONE. `several` when it names more than one. The
 * title's `main` phrase names the arm under test, whatever that is called. */
static uint32_t arm_of_phrase(const reap_assembler *a, reap_run phrase, bool main, bool beside, bool *several) {
  uint32_t held = REAP_NONE, held_count = 0, vague = REAP_NONE, vague_count = 0;
  for (uint32_t i = 0; i < a->arm_count; i++) {
    const reap_arm_draft *arm = &a->arms[i];
    if (holds_name(a, phrase, arm)) held = i, held_count++;
    if (reap_arm_is_tested(a, i) && is_vague(a, arm, beside)) vague = i, vague_count++;
  }
  *several = held_count > 1;
  if (held_count) return held_count == 1 ? held : REAP_NONE;
  return main && vague_count == 1 ? vague : REAP_NONE;
}

/* "A with B", where B alone is the comparator: the title speaks of the other arm. */
static bool adds_to_comparator(const reap_assembler *a, reap_run phrase, uint32_t arm) {
  if (reap_arm_is_tested(a, arm) || a->arm_count < 2) return false;
  uint32_t end = phrase.first + phrase.count;
  for (uint32_t t = phrase.first + 1; t + 1 < end; t++)
    if (!(reap_bits_at(a, t) & REAP_W_VERSUS) && joins_treatments(a, t, end) && !reap_names_arm_at(a, phrase.first))
      return true;
  return false;
}

static void set_label(reap_assembler *a, uint32_t arm, reap_run label) {
  a->batch->arms.at[a->citation->arms.first + arm].label = reap_run_span(a, label);
}

/* The arm under test whose label has all words of the phrase: "yoga" of "weekly Hatha yoga". */
static bool is_part_of_label(const reap_assembler *a, reap_run phrase) {
  for (uint32_t i = 0; i < a->arm_count; i++) {
    reap_run label = reap_run_of_span(a, a->batch->arms.at[a->citation->arms.first + i].label);
    uint32_t telling, shared = reap_shared_words(a, phrase, label, FILLER, &telling);
    if (reap_arm_is_tested(a, i) && telling && shared == telling) return true;
  }
  return false;
}

/* The title's phrase is the best label of the arm that it speaks of; what no arm takes is a mention of its own. */
void reap_treatment_phrases(reap_assembler *a) {
  for (uint32_t i = 0; i < a->arm_count; i++) set_label(a, i, reap_spelled_out(a, a->arms[i].names[0]));
  if (!reap_is_trial(a) || !a->citation->sentences.count) return;
  reap_given_phrases(a);
  treatments list = {.count = 0};
  uint32_t first = a->citation->sentences.first;
  read_title(a, a->batch->sentences.at[first].tokens, &list);
  for (uint32_t i = 0; i < list.count; i++) {
    bool several;
    uint32_t arm = arm_of_phrase(a, list.at[i], i == 0, list.beside, &several);
    if (i == 0 && arm != REAP_NONE && adds_to_comparator(a, list.at[i], arm)) continue;
    if (arm != REAP_NONE)
      set_label(a, arm, list.at[i]);
    else if (!several && !list.beside && !is_part_of_label(a, list.at[i]))
      reap_phrase_add(a, first, REAP_INTERVENTION, REAP_VIA_PATTERN, reap_run_span(a, reap_usual_name(a, list.at[i])));
  }
}
