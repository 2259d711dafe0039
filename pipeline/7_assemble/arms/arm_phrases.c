/* SPDX-License-Identifier: MIT */
/* Arms that are named as treatments: "A versus B", "placebo", "A (n = 30) and B (n = 31)", a title. */
#include "7_assemble/assembler.h"

/* The phrase that ends right before `token`: back to the last function word. */
reap_run reap_phrase_before(const reap_assembler *a, uint32_t token, uint32_t begin) {
  uint32_t first = token;
  if (first > begin && reap_mark_at(a, first - 1) == ')') first = reap_before_bracket(a, first, begin);
  uint32_t end = first;
  while (first > begin && end - first < 8) {
    bool held = first < end && reap_token_at(a, first)->flags & (REAP_TOKEN_HYPHEN | REAP_TOKEN_GLUED);
    if (!held && !reap_is_nominal(a, first - 1)) break;
    first--;
  }
  while (first < end && reap_bits_at(a, first) & (REAP_W_CHANGE | REAP_W_VAGUE) && first + 1 < end) first++;
  return (reap_run){first, end - first};
}

static bool is_versus(const reap_assembler *a, uint32_t t, uint32_t end, uint32_t *behind) {
  if (reap_bits_at(a, t) & REAP_W_VERSUS && !reap_word_is(a, t, "than")) return *behind = t + 1, true;
  if (t + 1 < end && reap_word_is(a, t, "compared") && (reap_word_is(a, t + 1, "with") || reap_word_is(a, t + 1, "to")))
    return *behind = t + 2, true;
  return false;
}

void reap_arm_note_pair(reap_assembler *a, reap_run first, reap_run second) {
  while (second.count > 1 && reap_bits_at(a, second.first + second.count - 1) & REAP_W_GROUP) second.count--;
  if (!reap_names_treatment(a, first) || !reap_names_treatment(a, second)) return;
  if (reap_names_condition(a, first) || reap_names_condition(a, second)) return;
  if (reap_bits_at(a, first.first + first.count - 1) & REAP_W_PEOPLE ||
      reap_bits_at(a, second.first + second.count - 1) & REAP_W_PEOPLE)
    return;
  reap_arm_note(a, first, REAP_ARM_VERSUS, true);
  reap_arm_note(a, second, REAP_ARM_VERSUS, true);
}

/* Behind "60 mg iv every 3 months", "(n = 30)", "given daily": how the first treatment is given. */
static uint32_t behind_schedule(const reap_assembler *a, uint32_t t, uint32_t end) {
  enum { MANNER = REAP_W_TIME | REAP_W_DETERMINER | REAP_W_TREAT | REAP_W_ADVERB | REAP_W_MANNER };
  for (uint32_t limit = end < t + 24 ? end : t + 24; t < limit; t++) {
    if (reap_mark_at(a, t) == '(') {
      while (t + 1 < limit && reap_mark_at(a, t) != ')') t++;
      continue;
    }
    bool joint = reap_word_is(a, t, "with") || reap_word_is(a, t, "and") || reap_word_is(a, t, "to") ||
                 reap_bits_at(a, t) & REAP_W_VERSUS;
    bool roman = reap_word_is(a, t, "iv") || reap_word_is(a, t, "im") || reap_word_is(a, t, "sc");
    if (joint || reap_mark_at(a, t)) return t;
    if (!roman && reap_quantity_of(a, t) == REAP_NONE && !(reap_bits_at(a, t) & MANNER)) return t;
  }
  return t;
}

/* "sensory attributes and efficacy of oral |A": what is compared of the treatments stands before them; else `k`. */
static uint32_t behind_what(const reap_assembler *a, uint32_t k, uint32_t end) {
  enum { WHAT_MAX = 12, SKIP = REAP_W_DETERMINER | REAP_W_MANNER };
  for (uint32_t t = k; t + 1 < end && t < k + WHAT_MAX; t++) {
    if (reap_mark_at(a, t) || reap_word_is(a, t, "with") || reap_bits_at(a, t) & REAP_W_VERSUS) return k;
    if (!(reap_bits_at(a, t) & REAP_W_OF) || t == k || reap_word_is(a, t - 1, "combination")) continue;
    uint32_t name = t + 1;
    while (name + 1 < end && reap_bits_at(a, name) & SKIP && !reap_treatment_begins(a, name)) name++;
    if (reap_treatment_begins(a, name)) return t + 1;
  }
  return k;
}

/* "compare A with B", "comparison of A and B", "comparing A to B". */
static void note_comparison(reap_assembler *a, uint32_t t, uint32_t end) {
  uint32_t k = t + 1;
  while (k < end &&
         reap_bits_at(a, k) & (REAP_W_PREPOSITION | REAP_W_DETERMINER | REAP_W_CHANGE | REAP_W_AND | REAP_W_VAGUE))
    k++;
  k = behind_what(a, k, end);
  reap_run first = reap_noun_phrase(a, k, end);
  if (!reap_names_treatment(a, first)) first = reap_arm_phrase(a, k, end); /* "two years of A" */
  k = behind_schedule(a, first.first + first.count, end);
  if (k >= end || !(reap_word_is(a, k, "with") || reap_word_is(a, k, "and") || reap_word_is(a, k, "to") ||
                    reap_bits_at(a, k) & REAP_W_VERSUS))
    return;
  if (reap_word_is(a, k - 1, "combined") || reap_word_is(a, k - 1, "together")) return; /* "A combined with B" */
  if (reap_word_is(a, k, "and") && !reap_word_is(a, t, "comparing") && !reap_word_is(a, t, "comparison")) return;
  uint32_t j = k + 1;
  while (j < end && reap_bits_at(a, j) & (REAP_W_PREPOSITION | REAP_W_DETERMINER)) j++;
  reap_arm_note_pair(a, first, reap_noun_phrase(a, j, end));
}

static void versus_in(reap_assembler *a, reap_range tokens) {
  uint32_t end = tokens.first + tokens.count, behind;
  for (uint32_t t = tokens.first; t < end && a->arm_count < 2; t++) {
    const bool compares = reap_word_starts(a, t, "compar");
    if (!compares && !(reap_bits_at(a, t) & REAP_W_VERSUS)) continue; /* most words */
    if (t > tokens.first && is_versus(a, t, end, &behind)) {
      while (behind < end && reap_bits_at(a, behind) & (REAP_W_PREPOSITION | REAP_W_DETERMINER)) behind++;
      reap_arm_note_pair(a, reap_phrase_before(a, t, tokens.first), reap_noun_phrase(a, behind, end));
    } else if (compares) {
      note_comparison(a, t, end);
    }
  }
}

void reap_arms_from_versus(reap_assembler *a) {
  reap_range sentences = a->citation->sentences;
  for (uint32_t i = sentences.first; i < sentences.first + sentences.count && a->arm_count < 2; i++) {
    uint8_t kind = a->batch->sections.at[a->batch->sentences.at[i].section].kind;
    if (kind == REAP_SECTION_BACKGROUND && i > sentences.first) continue;
    versus_in(a, a->batch->sentences.at[i].tokens);
  }
}

/* "or usual care", "versus no treatment", "compared with standard care": an alternative, not a remark on care. */
static bool stands_as_alternative(const reap_assembler *a, uint32_t token) {
  static const char *const leaders[] = {"compared",   "comparison", "relative", "randomized",
                                        "randomised", "assigned",   "allocated"};
  uint32_t begin = a->citation->tokens.first;
  while (token > begin && reap_bits_at(a, token - 1) & (REAP_W_DETERMINER | REAP_W_TREAT)) token--;
  if (token < begin + 2) return false;
  if (reap_bits_at(a, token - 1) & REAP_W_VERSUS || reap_word_is(a, token - 1, "or")) return true;
  return reap_word_in(a, token - 2, leaders, sizeof leaders / sizeof *leaders);
}

/* "metformin, pioglitazone and |placebo": what joins it to an arm's name makes it one more, the only comparator. */
static bool joins_arms(const reap_assembler *a, uint32_t token) {
  uint32_t t = token, begin = a->citation->tokens.first;
  for (uint32_t i = 0; i < a->arm_count; i++)
    if (reap_arm_is_comparator(a, i)) return false;
  if (!reap_word_is(a, token, "placebo")) return false;
  if (t < begin + 3 || !(reap_bits_at(a, t - 1) & REAP_W_AND)) return false;
  t--;
  if (reap_mark_at(a, t - 1) == ',') t--;
  for (uint32_t i = 0; i < a->arm_count; i++)
    for (uint32_t k = 0; k < a->arms[i].name_count; k++) {
      reap_run name = a->arms[i].names[k];
      bool same = t >= begin + name.count;
      for (uint32_t j = 0; same && j < name.count; j++)
        same = reap_token_at(a, t - 1 - j)->hash == reap_token_at(a, name.first + name.count - 1 - j)->hash;
      if (same) return true;
    }
  return false;
}

void reap_arms_from_cues(reap_assembler *a) {
  reap_range cues = a->citation->cues;
  for (uint32_t i = cues.first; i < cues.first + cues.count; i++) {
    const reap_mention *cue = &a->batch->cues.at[i];
    if (cue->type != REAP_CUE_COMPARATOR || reap_str_equal(cue->id, REAP_STR("baseline"))) continue;
    if (!reap_str_equal(cue->name, REAP_STR("placebo")) && !reap_str_equal(cue->name, REAP_STR("standard care")) &&
        !reap_str_equal(cue->name, REAP_STR("no treatment")))
      continue;
    reap_run name = reap_run_of_span(a, cue->span);
    if (name.count == 0) continue;
    if (a->arm_count >= 2 && reap_arm_resembling(a, name) == REAP_NONE && !joins_arms(a, name.first)) continue;
    if (!reap_str_equal(cue->name, REAP_STR("placebo")) && !stands_as_alternative(a, name.first)) continue;
    uint32_t arm = reap_arm_note(a, name, REAP_ARM_CUED, false);
    if (arm != REAP_NONE && a->arm_count >= 2) return;
  }
}

static bool is_arm_size_at(const reap_assembler *a, uint32_t t, uint32_t *q) {
  *q = reap_quantity_of(a, t);
  return *q != REAP_NONE && a->batch->quantities.at[*q].kind == REAP_Q_SAMPLE_SIZE &&
         a->batch->quantities.at[*q].role != REAP_ROLE_TOTAL;
}

/* The phrase with its doses that ends at `end`: "arzoxifene 20 mg". */
static reap_run dosed_phrase_before(const reap_assembler *a, uint32_t end, uint32_t begin) {
  uint32_t first = end;
  while (first > begin && end - first < 10) {
    bool held = first < end && reap_token_at(a, first)->flags & (REAP_TOKEN_HYPHEN | REAP_TOKEN_GLUED);
    uint32_t q = reap_quantity_of(a, first - 1);
    bool dose = q != REAP_NONE && a->batch->quantities.at[q].kind == REAP_Q_DOSE;
    if (!held && !dose && !reap_is_nominal(a, first - 1)) break;
    first--;
  }
  return (reap_run){first, end - first};
}

/* "30 patients received X and 31 Y", "A (n = 30) and B (n = 31)": two sizes in a sentence, each with its treatment. */
static void sizes_in(reap_assembler *a, reap_range tokens) {
  uint32_t end = tokens.first + tokens.count, q, count = 0;
  reap_run names[6];
  for (uint32_t t = tokens.first + 1; t < end && count < 6; t++) {
    if (!is_arm_size_at(a, t, &q)) continue;
    uint32_t stop = a->batch->quantities.at[q].span.end, last = t;
    while (last + 1 < end && reap_token_at(a, last + 1)->span.beg < stop) last++;
    reap_run name = {t, 0};
    if (reap_mark_at(a, t - 1) == '(' || reap_mark_at(a, t - 1) == '[') {
      name = dosed_phrase_before(a, t - 1, tokens.first);
    } else {
      uint32_t k = last + 1;
      while (k < end && k < last + 8 &&
             reap_bits_at(a, k) & (REAP_W_PEOPLE | REAP_W_BE | REAP_W_TREAT | REAP_W_PREPOSITION | REAP_W_DETERMINER |
                                   REAP_W_RELATIVE) &&
             !reap_mark_at(a, k))
        k++;
      if (k > last + 1 && k < end) name = reap_arm_phrase(a, k, end);
    }
    while (name.count > 1 && reap_bits_at(a, name.first + name.count - 1) & REAP_W_GROUP) name.count--;
    uint32_t dose = name.count ? reap_quantity_of(a, name.first) : REAP_NONE;
    bool dosed = count > 0 && dose != REAP_NONE && a->batch->quantities.at[dose].kind == REAP_Q_DOSE;
    if ((dosed || reap_names_treatment(a, name)) && !reap_names_condition(a, name) &&
        !(reap_bits_at(a, name.first + name.count - 1) & REAP_W_PEOPLE))
      names[count++] = name;
    t = last;
  }
  for (uint32_t i = 0; count >= 2 && i < count; i++) reap_arm_note(a, names[i], REAP_ARM_LISTED, true);
}

void reap_arms_from_sizes(reap_assembler *a) {
  reap_range sentences = a->citation->sentences;
  for (uint32_t i = sentences.first; i < sentences.first + sentences.count && a->arm_count < 2; i++)
    if (reap_sentence_is_numbered(a, i)) sizes_in(a, a->batch->sentences.at[i].tokens);
}

/* Whether the mention is one of a treatment that an arm could be named for: not "drug", "intervention". */
static reap_run treatment_of(const reap_assembler *a, const reap_mention *m) {
  reap_run run = reap_run_of_span(a, m->span);
  bool inside = m->type == REAP_INTERVENTION && run.count && reap_names_treatment(a, run) && !reap_is_generic(a, run);
  if (inside && m->span.end - m->span.beg <= 4 && !(reap_token_at(a, run.first)->flags & REAP_TOKEN_UPPER))
    inside = false;
  if (!inside || reap_arm_resembling(a, run) != REAP_NONE) run.count = 0;
  return run;
}

/* "effect of A on", "efficacy of A": the title's treatment by its place. */
static reap_run titled_treatment(const reap_assembler *a, reap_range tokens) {
  static const char *const leads[] = {"effect", "effects",       "efficacy", "safety", "impact",
                                      "use",    "effectiveness", "trial",    "study"};
  uint32_t end = tokens.first + tokens.count;
  for (uint32_t t = tokens.first; t + 2 < end && t < tokens.first + 16; t++) {
    bool lead = false;
    for (size_t i = 0; i < sizeof leads / sizeof *leads; i++) lead |= reap_word_is(a, t, leads[i]);
    if (!lead || !(reap_bits_at(a, t + 1) & REAP_W_OF)) continue;
    reap_run name = reap_noun_phrase(a, t + 2, end);
    if (reap_names_treatment(a, name) && reap_arm_resembling(a, name) == REAP_NONE) return name;
  }
  return (reap_run){0, 0};
}

/* The treatment that the title names by its place, or that a lexicon knows in the title, else in the methods. */
static reap_run main_treatment(const reap_assembler *a) {
  if (a->citation->sentences.count == 0) return (reap_run){0, 0};
  reap_range title = a->batch->sentences.at[a->citation->sentences.first].tokens;
  reap_run name = titled_treatment(a, title);
  if (name.count) return name;
  reap_run head = reap_noun_phrase(a, title.first, title.first + title.count); /* "A in treating ...", "A for ..." */
  uint32_t behind = head.first + head.count;
  bool study = head.count && (reap_word_is(a, behind - 1, "study") || reap_word_is(a, behind - 1, "trial"));
  if (head.count && !study && behind + 1 < title.first + title.count && reap_names_treatment(a, head) &&
      !reap_names_condition(a, head) &&
      (reap_word_is(a, behind, "for") || (reap_word_is(a, behind, "in") && reap_word_starts(a, behind + 1, "treat"))) &&
      reap_arm_resembling(a, head) == REAP_NONE)
    return head;
  reap_range mentions = a->citation->mentions;
  uint32_t title_end = a->batch->sentences.at[a->citation->sentences.first].span.end;
  for (uint32_t i = mentions.first; i < mentions.first + mentions.count; i++) {
    const reap_mention *m = &a->batch->mentions.at[i];
    if (m->span.beg >= title_end && !a->arm_count) break;
    name = treatment_of(a, m);
    if (name.count) return name;
  }
  return (reap_run){0, 0};
}

/* A placebo and other comparators: what was tested is still to be found. */
static bool only_controls(const reap_assembler *a) {
  bool placebo = false;
  for (uint32_t i = 0; i < a->arm_count; i++) {
    if (!reap_arm_is_comparator(a, i)) return false;
    placebo |= reap_word_is(a, a->arms[i].names[0].first, "placebo");
  }
  return placebo;
}

void reap_arms_single(reap_assembler *a) {
  bool tested = false;
  for (uint32_t i = 0; i < a->arm_count; i++)
    tested |= a->arms[i].evidence != REAP_ARM_CUED && !reap_is_generic(a, a->arms[i].names[0]) &&
              !(reap_bits_at(a, a->arms[i].names[0].first) & (REAP_W_NOT | REAP_W_CONTROL)) &&
              !(a->arm_count == 1 && reap_arm_is_comparator(a, i));
  if (tested && !only_controls(a)) return;
  reap_run name = main_treatment(a);
  if (name.count == 0) return;
  for (uint32_t i = 0; i < a->arm_count; i++) { /* "the intervention group" is the group that had it */
    reap_arm_draft *arm = &a->arms[i];
    if (reap_bits_at(a, arm->names[0].first) & REAP_W_TESTED && reap_is_generic(a, arm->names[0])) {
      reap_arm_add_name(a, i, name);
      return;
    }
  }
  reap_arm_note(a, name, REAP_ARM_TITLED, true);
}
