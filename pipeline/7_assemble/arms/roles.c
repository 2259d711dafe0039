/* SPDX-License-Identifier: MIT */
/* The part that each arm plays. */
#include "7_assemble/assembler.h"

static const struct {
  const char *value;
  uint8_t role;
} role_values[] = {{"placebo", REAP_ARM_PLACEBO},
                   {"standard care", REAP_ARM_STANDARD},
                   {"no treatment", REAP_ARM_NO_TREATMENT},
                   {"active comparator", REAP_ARM_ACTIVE}};

static uint8_t role_of_value(reap_str value) {
  for (size_t i = 0; i < sizeof role_values / sizeof *role_values; i++)
    if (reap_str_equal(value, reap_str_of(role_values[i].value))) return role_values[i].role;
  return REAP_ARM_UNKNOWN;
}

/* The comparator cue that lies in the name, if that is what the name is about: "placebo add-on to X", not "X plus
 * standard care", whose first words name a treatment. */
static uint8_t cued_role(const reap_assembler *a, reap_run name) {
  reap_span span = reap_run_span(a, name);
  reap_range cues = a->citation->cues;
  for (uint32_t i = cues.first; i < cues.first + cues.count; i++) {
    const reap_mention *cue = &a->batch->cues.at[i];
    if (cue->span.beg >= span.end) break;
    if (cue->type != REAP_CUE_COMPARATOR || !reap_span_overlap(cue->span, span)) continue;
    if (cue->span.beg > span.beg + 12) continue;
    return role_of_value(cue->name);
  }
  return REAP_ARM_UNKNOWN;
}

/* The name is a dose: "125 mg" of "A 100 mg or 125 mg". */
static bool is_dose(const reap_assembler *a, uint32_t arm) {
  uint32_t q = reap_quantity_of(a, a->arms[arm].names[0].first);
  return q != REAP_NONE && a->batch->quantities.at[q].kind == REAP_Q_DOSE &&
         a->batch->quantities.at[q].span.end >= reap_run_span(a, a->arms[arm].names[0]).end;
}

/* The weekly of "3-weekly": another schedule, nothing that is added. */
static bool is_counted(const reap_assembler *a, uint32_t t) {
  return reap_token_at(a, t)->flags & REAP_TOKEN_HYPHEN && reap_token_at(a, t - 1)->flags & REAP_TOKEN_NUMBER;
}

/* Whether another arm's name is wholly inside this one: "probiotic soy milk" adds to "soy milk". */
static bool holds_other(const reap_assembler *a, uint32_t arm) {
  for (uint32_t i = 0; i < a->arm_count; i++) {
    if (i == arm || is_dose(a, i)) continue;
    reap_run small = a->arms[i].names[0], big = a->arms[arm].names[0];
    uint32_t shared = 0;
    for (uint32_t k = 0; k < small.count; k++)
      for (uint32_t j = 0; j < big.count; j++)
        if (reap_token_at(a, small.first + k)->hash == reap_token_at(a, big.first + j)->hash &&
            !is_counted(a, big.first + j)) {
          shared++;
          break;
        }
    if (shared == small.count && big.count > small.count) return true;
  }
  return false;
}

static uint8_t first_guess(const reap_assembler *a, uint32_t arm) {
  const reap_arm_draft *draft = &a->arms[arm];
  if (reap_bits_at(a, draft->names[0].first) & REAP_W_NOT) return REAP_ARM_NO_TREATMENT;
  for (uint32_t k = 0; k < draft->name_count; k++) {
    uint8_t role = cued_role(a, draft->names[k]);
    if (role != REAP_ARM_UNKNOWN && !(k == 0 && holds_other(a, arm))) return role;
  }
  for (uint32_t k = 0; k < draft->name_count; k++)
    for (uint32_t t = 0; t < draft->names[k].count; t++) {
      uint32_t bits = reap_bits_at(a, draft->names[k].first + t);
      if (!(bits & REAP_W_CONTROL)) continue;
      if (reap_word_is(a, draft->names[k].first + t, "control") ||
          reap_word_is(a, draft->names[k].first + t, "controls"))
        return REAP_ARM_NO_TREATMENT;
      if (reap_word_is(a, draft->names[k].first + t, "placebo") || reap_word_is(a, draft->names[k].first + t, "sham"))
        return REAP_ARM_PLACEBO;
      if (reap_word_is(a, draft->names[k].first + t, "untreated")) return REAP_ARM_NO_TREATMENT;
      if (t == 0 && !holds_other(a, arm)) return REAP_ARM_STANDARD;
    }
  return REAP_ARM_UNKNOWN;
}

bool reap_arm_is_comparator(const reap_assembler *a, uint32_t arm) { return first_guess(a, arm) != REAP_ARM_UNKNOWN; }

/* "or without |B", "adding |B". */
static bool is_added_at(const reap_assembler *a, uint32_t t) {
  return (reap_word_is(a, t - 1, "without") && reap_word_is(a, t - 2, "or")) || reap_word_is(a, t - 1, "adding");
}

bool reap_arm_roles_ask_for_places(const reap_assembler *a) {
  uint32_t unknown = 0;
  for (uint32_t i = 0; i < a->arm_count; i++) unknown += first_guess(a, i) == REAP_ARM_UNKNOWN;
  if (a->arm_count < 2 || !unknown) return false;
  if (a->arm_count == 2 && unknown == 2) return true;
  reap_range tokens = a->citation->tokens;
  for (uint32_t t = tokens.first + 3; t < tokens.first + tokens.count; t++)
    if (reap_bits_at(a, t - 1) & (REAP_W_NOT | REAP_W_MANNER) && is_added_at(a, t)) return true;
  return false;
}

/* "A with or without B", "adding B to A", "A alone": what is added is under test, what stands alone is not. */
static bool is_added(const reap_assembler *a, uint32_t arm) {
  if (a->arms[arm].evidence & REAP_ARM_ADDED) return true;
  for (uint32_t i = 0; i < a->hits.count; i++) {
    uint32_t t = a->hits.at[i].token;
    if (a->hits.at[i].arm != arm || t < a->citation->tokens.first + 3) continue;
    if (is_added_at(a, t)) return true;
  }
  return false;
}

/* "than A", "versus A", "compared with A": what another arm is measured against. */
static bool is_measure(const reap_assembler *a, uint32_t token) {
  uint32_t begin = a->citation->tokens.first;
  for (uint32_t t = token; t > begin && token - t < 7; t--) {
    uint32_t bits = reap_bits_at(a, t - 1);
    if (bits & REAP_W_VERSUS) return true;
    if (t > begin + 1 && (reap_word_is(a, t - 1, "with") || reap_word_is(a, t - 1, "to")) &&
        (reap_word_is(a, t - 2, "compared") || reap_word_is(a, t - 2, "relative") ||
         reap_word_is(a, t - 2, "superior")))
      return true;
    if (reap_mark_at(a, t - 1) ||
        !(bits & (REAP_W_PREPOSITION | REAP_W_DETERMINER | REAP_W_PEOPLE | REAP_W_TREAT | REAP_W_GROUP)))
      return false;
  }
  return false;
}

/* "versus A alone", "or A alone"; not "fewer symptoms with A alone". */
static bool stands_alone(const reap_assembler *a, uint32_t arm) {
  for (uint32_t i = 0; i < a->hits.count; i++) {
    const reap_arm_hit *hit = &a->hits.at[i];
    if (hit->arm != arm || hit->count < 2 || !reap_word_is(a, hit->token + hit->count - 1, "alone")) continue;
    bool alternative = hit->token > a->citation->tokens.first && reap_word_is(a, hit->token - 1, "or");
    if (alternative || is_measure(a, hit->token)) return true;
  }
  return false;
}

static uint32_t end_of_title(const reap_assembler *a) {
  if (!a->citation->sentences.count) return 0;
  reap_range title = a->batch->sentences.at[a->citation->sentences.first].tokens;
  return title.first + title.count;
}

/* Of two arms, the one that is named first in [begin, end); REAP_NONE unless both are, where `both` are asked for. */
static uint32_t named_first(const reap_assembler *a, uint32_t begin, uint32_t end, bool both) {
  uint32_t place[2] = {REAP_NONE, REAP_NONE};
  for (uint32_t i = a->hits.count; i > 0; i--) {
    const reap_arm_hit *hit = &a->hits.at[i - 1];
    if (hit->arm < 2 && hit->token >= begin && hit->token < end) place[hit->arm] = hit->token;
  }
  if (place[0] == place[1] || (both && (place[0] == REAP_NONE || place[1] == REAP_NONE))) return REAP_NONE;
  return place[1] < place[0];
}

/* Of two treatments without a word for the comparator: votes for the one that stands first in the title, in the text
 * behind it and in the list of the arms, and for the one that is not measured against the other. The title is the
 * surest. */
static uint32_t tested_of_two(const reap_assembler *a) {
  enum { TITLE = 3, TEXT = 2, LIST = 2, MEASURED = 1, OFTEN = 3 };
  uint32_t measures[2] = {0, 0}, votes[2] = {LIST, 0}, title_end = end_of_title(a); /* draft 0 is first on its list */
  for (uint32_t i = 0; i < a->hits.count; i++) {
    const reap_arm_hit *hit = &a->hits.at[i];
    if (hit->arm < 2) measures[hit->arm] += is_measure(a, hit->token);
  }
  uint32_t title = named_first(a, 0, title_end, true), text = named_first(a, title_end, REAP_NONE, false);
  if (title != REAP_NONE) votes[title] += TITLE;
  if (text != REAP_NONE) votes[text] += TEXT;
  for (uint32_t i = 0; i < 2; i++)
    if (measures[i] < measures[1 - i]) votes[i] += measures[i] + OFTEN <= measures[1 - i] ? 2 * MEASURED : MEASURED;
  if (votes[0] != votes[1]) return votes[1] > votes[0];
  if (measures[0] != measures[1]) return measures[0] > measures[1];
  return title != REAP_NONE ? title : 0;
}

static bool is_called(const reap_assembler *a, uint32_t arm, const char *word) {
  return reap_word_is(a, a->arms[arm].names[0].first, word);
}

/* "The observation group" beside "the control group" is under test: it is what was observed. */
static void turn_observation(reap_assembler *a) {
  for (uint32_t i = 0; a->arm_count == 2 && i < 2; i++)
    if (is_called(a, i, "observation") && is_called(a, 1 - i, "control")) a->arms[i].role = REAP_ARM_EXPERIMENTAL;
}

void reap_arm_roles(reap_assembler *a) {
  uint32_t comparators = 0, first = REAP_NONE, first_place = REAP_NONE, holder = REAP_NONE;
  uint32_t title_end = end_of_title(a);
  bool titled = true; /* all arms stand in the title */
  for (uint32_t i = 0; i < a->arm_count; i++) {
    a->arms[i].role = first_guess(a, i);
    comparators += a->arms[i].role != REAP_ARM_UNKNOWN;
    if (a->arms[i].role == REAP_ARM_UNKNOWN && holder == REAP_NONE && holds_other(a, i)) holder = i;
    uint32_t place = reap_arm_first_named(a, i);
    if (place >= title_end) titled = false;
    if (a->arms[i].role == REAP_ARM_UNKNOWN && holder == REAP_NONE && a->arm_count > 1 && is_added(a, i)) holder = i;
    if (place < first_place) first = i, first_place = place;
  }
  if (!titled && a->arms[0].evidence & REAP_ARM_ALLOCATED) first = 0; /* the title names a part of the arms */
  if (a->arm_count == 1) {
    if (a->arms[0].role == REAP_ARM_UNKNOWN) a->arms[0].role = REAP_ARM_SINGLE;
    return;
  }
  turn_observation(a);
  if (holder != REAP_NONE)
    first = holder;
  else if (a->arm_count == 2 && !comparators && stands_alone(a, first) && !stands_alone(a, 1 - first))
    first = 1 - first;
  else if (a->arm_count == 2 && !comparators)
    first = tested_of_two(a);
  bool none_tested = comparators == a->arm_count;
  if (none_tested && a->arm_count == 2 && is_called(a, first, "placebo") && !is_called(a, 1 - first, "placebo"))
    first = 1 - first;
  for (uint32_t i = 0; i < a->arm_count; i++) {
    if (none_tested && i == first) a->arms[i].role = REAP_ARM_EXPERIMENTAL;
    if (a->arms[i].role != REAP_ARM_UNKNOWN) continue;
    bool further = i && is_dose(a, i) && !is_dose(a, a->arm_count - 1); /* one more dose of the drug before */
    a->arms[i].role = further                     ? a->arms[i - 1].role
                      : comparators || i == first ? REAP_ARM_EXPERIMENTAL
                                                  : REAP_ARM_ACTIVE;
  }
}
