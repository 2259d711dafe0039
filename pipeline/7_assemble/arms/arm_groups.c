/* SPDX-License-Identifier: MIT */
/* Arms that are named as groups: "the A group", "controls", "A (B)". */
#include "7_assemble/assembler.h"

/* The name before the word group at `token`: "the low-dose insulin group". */
static reap_run name_before(const reap_assembler *a, uint32_t token, uint32_t begin) {
  uint32_t first = token, dose = token > begin ? reap_quantity_of(a, token - 1) : REAP_NONE;
  uint8_t kind = dose == REAP_NONE ? REAP_Q_OTHER : a->batch->quantities.at[dose].kind;
  bool hyphened = reap_token_at(a, token - (token > begin))->flags & REAP_TOKEN_HYPHEN;
  if (kind == REAP_Q_DOSE || (kind == REAP_Q_DURATION && hyphened)) { /* "the 20 mg arm", "the every-3-weeks arm" */
    while (first > begin && reap_quantity_of(a, first - 1) == dose) first--;
    if (first > begin && reap_word_is(a, first - 1, "every")) first--;
    for (uint32_t limit = first; kind == REAP_Q_DOSE && first > begin && limit - first < 3;
         first--) /* "A 20-mg group" */
      if (!reap_is_nominal(a, first - 1) || reap_bits_at(a, first - 1) & REAP_W_SEVERAL ||
          reap_quantity_of(a, first - 1) != REAP_NONE)
        break;
    return (reap_run){first, token - first};
  }
  while (first > begin && token - first < 6) {
    uint32_t bits = reap_bits_at(a, first - 1);
    bool held = reap_token_at(a, first)->flags & (REAP_TOKEN_HYPHEN | REAP_TOKEN_GLUED);
    if (held && first < token) {
      first--;
      continue;
    }
    if (!reap_is_nominal(a, first - 1) || bits & REAP_W_SEVERAL) break;
    if (reap_quantity_of(a, first - 1) != REAP_NONE) break;
    first--;
  }
  return (reap_run){first, token - first};
}

/* "the A and B groups": the member before "and". */
static reap_run member_before(const reap_assembler *a, reap_run last, uint32_t begin) {
  uint32_t t = last.first;
  if (t > begin && reap_bits_at(a, t - 1) & REAP_W_DETERMINER) t--;
  if (t <= begin + 1 || reap_word_is(a, t - 1, "than") ||
      !(reap_bits_at(a, t - 1) & (REAP_W_AND | REAP_W_VERSUS) || reap_mark_at(a, t - 1) == ','))
    return (reap_run){t, 0};
  t--;
  if (reap_mark_at(a, t - 1) == ',') t--;
  if (reap_mark_at(a, t - 1) == ')') { /* "intervention (n = 11) or control (n = 9) group" */
    while (t > begin && reap_mark_at(a, t - 1) != '(') t--;
    if (t > begin) t--;
  }
  return name_before(a, t, begin);
}

/* "the Japan Clinical Oncology Group": who ran the trial. */
static bool is_organisation(const reap_assembler *a, reap_run name, uint32_t token) {
  if (!(reap_token_at(a, token)->flags & REAP_TOKEN_CAPITAL) || name.count < 2) return false;
  for (uint32_t i = 0; i < name.count; i++)
    if (!(reap_token_at(a, name.first + i)->flags & (REAP_TOKEN_CAPITAL | REAP_TOKEN_UPPER))) return false;
  return true;
}

/* "the two treatment groups", "the overall study group": all participants. */
static bool is_everybody(const reap_assembler *a, reap_run name, uint32_t token, uint32_t begin) {
  static const char *const all[] = {"overall", "entire", "whole", "total", "complete", "full"};
  if (!name.count || reap_bits_at(a, name.first + name.count - 1) & REAP_W_CONTROL || !reap_is_generic(a, name))
    return false;
  uint32_t before = name.first;
  if (reap_is_plural(a, token)) return before == begin || !(reap_bits_at(a, before - 1) & (REAP_W_AND | REAP_W_VERSUS));
  return before > begin && reap_word_in(a, before - 1, all, sizeof all / sizeof *all);
}

/* "normal arm function", "persistent arm swelling": a part of the body. */
static bool is_limb(const reap_assembler *a, uint32_t token) {
  uint32_t next = token + 1;
  return reap_word_is(a, token, "arm") && next < a->citation->tokens.first + a->citation->tokens.count &&
         reap_is_nominal(a, next) && !(reap_bits_at(a, next) & (REAP_W_PEOPLE | REAP_W_SHIFT | REAP_W_TREAT)) &&
         reap_quantity_of(a, next) == REAP_NONE && !(reap_token_at(a, next)->flags & REAP_TOKEN_UPPER) &&
         reap_word_at(a, next).len > 1;
}

/* "two age- and stage-matched groups", "parallel groups": what the groups are like. */
static bool is_design_word(const reap_assembler *a, reap_run name) {
  static const char *const words[] = {"matched",  "parallel", "equal",    "respective",  "separate",
                                      "distinct", "unequal",  "balanced", "independent", "consecutive"};
  return name.count && reap_word_in(a, name.first + name.count - 1, words, sizeof words / sizeof *words);
}

/* "in a heterogeneous group of women": a description, no name. */
static bool describes_people(const reap_assembler *a, reap_run name, uint32_t token, uint32_t begin) {
  if (!name.count || name.first == begin || reap_is_generic(a, name)) return false;
  if (token + 1 >= a->citation->tokens.first + a->citation->tokens.count || !(reap_bits_at(a, token + 1) & REAP_W_OF))
    return false;
  return reap_word_is(a, name.first - 1, "a") || reap_word_is(a, name.first - 1, "an");
}

static bool has_comparator(const reap_assembler *a) {
  for (uint32_t i = 0; i < a->arm_count; i++)
    if (reap_arm_is_comparator(a, i)) return true;
  return false;
}

/* "A and B in comparison to a control group", "healthy controls": one more group; not "B served as a control group". */
static bool is_further_control(const reap_assembler *a, reap_run name, uint32_t begin) {
  static const char *const kinds[] = {"healthy", "normal", "third"};
  bool controls = reap_word_is(a, name.first, "controls");
  if (name.count != 1 || !(controls || reap_word_is(a, name.first, "control")) || name.first < begin + 2) return false;
  uint32_t before = name.first - 1;
  bool kind = reap_word_in(a, before, kinds, sizeof kinds / sizeof *kinds);
  if (!kind && (controls || !reap_word_is(a, before, "a"))) return false;
  return !reap_word_is(a, before - 1, "as") && !reap_word_is(a, before - 2, "as") && !has_comparator(a);
}

static void note_group(reap_assembler *a, uint32_t token, uint32_t begin, bool enough) {
  reap_run name = name_before(a, reap_before_bracket(a, token, begin), begin);
  if (describes_people(a, name, token, begin) || is_limb(a, token) || is_design_word(a, name)) return;
  if (is_organisation(a, name, token) || is_everybody(a, name, token, begin)) return;
  if (!reap_names_arm(a, name) || reap_names_condition(a, name)) return;
  if (!enough || reap_arm_resembling(a, name) != REAP_NONE || is_further_control(a, name, begin))
    reap_arm_note(a, name, REAP_ARM_GROUPED, false);
  for (uint32_t i = 0; i < 4; i++) {
    name = member_before(a, name, begin);
    if (!reap_names_arm(a, name)) return;
    if (!enough || reap_arm_resembling(a, name) != REAP_NONE) reap_arm_note(a, name, REAP_ARM_GROUPED, false);
  }
}

/* "166 control and 169 intervention", "(30 yoga, 31 control)". */
static bool is_counted_control(const reap_assembler *a, uint32_t t, uint32_t begin) {
  uint32_t next = t + 1;
  if (!reap_word_is(a, t, "control") || t == begin || !(reap_token_at(a, t - 1)->flags & REAP_TOKEN_NUMBER))
    return false;
  return next < a->citation->tokens.first + a->citation->tokens.count &&
         (reap_mark_at(a, next) || reap_bits_at(a, next) & REAP_W_AND);
}

/* "intervention participants", "control subjects", "controls": groups without the word. */
static bool is_people_group(const reap_assembler *a, uint32_t t, uint32_t begin) {
  if (reap_word_is(a, t, "controls") || is_counted_control(a, t, begin)) return true;
  if (!(reap_bits_at(a, t) & REAP_W_PEOPLE) || t == begin) return false;
  return reap_word_is(a, t - 1, "intervention") || reap_word_is(a, t - 1, "control") ||
         reap_word_is(a, t - 1, "placebo") || reap_word_is(a, t - 1, "experimental") ||
         reap_word_is(a, t - 1, "treated");
}

static void note_people(reap_assembler *a, uint32_t t, uint32_t begin) {
  bool itself = reap_word_is(a, t, "controls") || is_counted_control(a, t, begin);
  reap_run name = itself ? (reap_run){t, 1} : (reap_run){t - 1, 1};
  if (reap_word_is(a, name.first, "treated") && name.first > begin && reap_is_nominal(a, name.first - 1))
    name = name_before(a, name.first, begin);
  if (name.count && reap_names_arm(a, name)) reap_arm_note(a, name, REAP_ARM_GROUPED, false);
}

void reap_arms_from_groups(reap_assembler *a) {
  enum { GROUPS = REAP_W_GROUP, NAMED = REAP_W_GROUP | REAP_W_PEOPLE | REAP_W_CONTROL };
  bool enough = a->arm_count >= 2;
  reap_range sentences = a->citation->sentences;
  for (uint32_t i = sentences.first; i < sentences.first + sentences.count; i++) {
    if (!reap_sentence_has(a, i, enough ? GROUPS : NAMED)) continue;
    reap_range tokens = a->batch->sentences.at[i].tokens;
    for (uint32_t t = tokens.first + 1; t < tokens.first + tokens.count; t++)
      if (!(reap_bits_at(a, t) & NAMED))
        continue; /* most words */
      else if (reap_bits_at(a, t) & REAP_W_GROUP && reap_arm_label_at(a, t, tokens.first + tokens.count).count == 0)
        note_group(a, t, tokens.first, enough);
      else if (enough && reap_word_is(a, t, "controls") && is_further_control(a, (reap_run){t, 1}, tokens.first))
        note_people(a, t, tokens.first);
      else if (!enough && (a->arm_count < 2 || (reap_word_is(a, t, "controls") && !has_comparator(a))) &&
               is_people_group(a, t, tokens.first))
        note_people(a, t, tokens.first);
  }
}

/* The words for a comparator that end right before the token: "standard of care |(A)". */
static reap_run comparator_before(const reap_assembler *a, uint32_t token) {
  uint32_t byte = reap_token_at(a, token - 1)->span.end;
  uint32_t next = reap_first_cue(a, byte);
  const reap_mention *cue = next > a->citation->cues.first ? &a->batch->cues.at[next - 1] : NULL;
  bool found = cue && cue->type == REAP_CUE_COMPARATOR && cue->span.end == byte;
  return found ? reap_run_of_span(a, cue->span) : (reap_run){token, 0};
}

/* "than placebo (BDI, 9 vs 14)", "surgery (ABC Study 8)": an outcome's or a study's name. */
static bool holds_results(const reap_assembler *a, reap_run inside, uint32_t close, uint32_t end) {
  enum { REACH = 16 };
  for (uint32_t i = 0; i < inside.count; i++)
    if (reap_word_is(a, inside.first + i, "study") || reap_word_is(a, inside.first + i, "trial")) return true;
  for (uint32_t t = close; t < end && t < close + REACH && reap_mark_at(a, t) != ')'; t++) {
    uint32_t row = reap_quantity_of(a, t);
    if (reap_bits_at(a, t) & REAP_W_VERSUS) return true;
    if (row == REAP_NONE) continue;
    uint8_t kind = a->batch->quantities.at[row].kind;
    if (kind == REAP_Q_P_VALUE || kind == REAP_Q_PERCENT) return true;
  }
  return false;
}

/* "strengthening exercises (STRE)": what stands before the bracket and in it are names of one arm. */
static void note_bracket(reap_assembler *a, uint32_t t, uint32_t begin, uint32_t end) {
  uint32_t close = t + 1;
  while (close < end && close < t + 6 && !strchr("),;]", reap_mark_at(a, close) ? reap_mark_at(a, close) : ' '))
    close++;
  if (close >= end || close == t + 1 || !reap_mark_at(a, close)) return;
  bool capitals = reap_token_at(a, t + 1)->flags & REAP_TOKEN_UPPER;
  reap_run inside = {t + 1, close - t - 1}, cue = comparator_before(a, t);
  if ((!capitals && !cue.count) || holds_results(a, inside, close, end)) return;
  uint32_t first = t;
  while (first > begin && t - first < 7 &&
         (reap_is_nominal(a, first - 1) ||
          (first < t && reap_token_at(a, first)->flags & (REAP_TOKEN_HYPHEN | REAP_TOKEN_GLUED))))
    first--;
  reap_run before = {first, t - first};
  while (before.count > 1 && reap_bits_at(a, before.first) & (REAP_W_CHANGE | REAP_W_VAGUE))
    before.first++, before.count--;
  if (!before.count || reap_bits_at(a, before.first + before.count - 1) & (REAP_W_PEOPLE | REAP_W_TIME)) return;
  if (cue.count > before.count) before = cue;
  for (uint32_t i = 0; i < a->arm_count; i++)
    for (uint32_t k = 0; k < a->arms[i].name_count; k++) {
      reap_run name = a->arms[i].names[k];
      if (name.first == inside.first) return; /* the list has given it: "A plus B (AB)", where B is an arm too */
      if (name.count == inside.count && reap_token_at(a, name.first)->hash == reap_token_at(a, inside.first)->hash &&
          reap_token_at(a, name.first + name.count - 1)->hash ==
              reap_token_at(a, inside.first + inside.count - 1)->hash) {
        uint32_t known = reap_arm_resembling(a, before); /* "than placebo [NLV, 8 of 16, ...]": another arm's name */
        if (known == REAP_NONE || known == i) reap_arm_add_name(a, i, before);
        return;
      }
    }
  uint32_t arm = reap_arm_resembling(a, before);
  if (capitals && arm != REAP_NONE && inside.count <= 3) reap_arm_add_name(a, arm, inside);
}

void reap_arms_from_brackets(reap_assembler *a) {
  reap_range sentences = a->citation->sentences;
  for (uint32_t i = sentences.first; a->arm_count && i < sentences.first + sentences.count; i++) {
    reap_range tokens = a->batch->sentences.at[i].tokens;
    for (uint32_t t = tokens.first + 1; t + 2 < tokens.first + tokens.count; t++)
      if (reap_mark_at(a, t) == '(' || reap_mark_at(a, t) == '[')
        note_bracket(a, t, tokens.first, tokens.first + tokens.count);
  }
}
