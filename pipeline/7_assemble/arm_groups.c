/* SPDX-License-Identifier: MIT */
/* Arms that are named as groups: "group A: ...", "the A group", "A (B)". */
#include "7_assemble/assembler.h"

/* One letter, digit or roman numeral: what names "group A". */
static bool is_label(const reap_assembler *a, uint32_t token) {
  const reap_token *t = reap_token_at(a, token);
  reap_str word = reap_slice(a->citation->text, t->span);
  if (t->flags & REAP_TOKEN_PUNCT) return false;
  if (t->flags & REAP_TOKEN_NUMBER) return word.len == 1;
  if (!(t->flags & REAP_TOKEN_UPPER)) return false;
  if (word.len <= 2) return true;
  return word.len <= 4 && strspn(word.ptr, "IVX") >= word.len;
}

/* "Group A": the run of both tokens; count 0 otherwise. A word that goes on behind a hyphen is no label. */
static reap_run labelled_at(const reap_assembler *a, uint32_t token, uint32_t end) {
  reap_run none = {token, 0};
  if (!(reap_bits_at(a, token) & REAP_W_GROUP)) return none;
  uint32_t label = token + 1;
  if (label < end && reap_mark_at(a, label) == '-') label++;
  if (label >= end || !is_label(a, label)) return none;
  if (label + 1 < end && reap_token_at(a, label + 1)->flags & (REAP_TOKEN_HYPHEN | REAP_TOKEN_GLUED) &&
      !reap_mark_at(a, label + 1))
    return none;
  return (reap_run){token, label + 1 - token};
}

static bool has_result_at(const reap_assembler *a, uint32_t t, uint32_t end) {
  uint32_t q = t < end ? reap_quantity_of(a, t) : REAP_NONE;
  if (q == REAP_NONE) return false;
  uint8_t kind = a->batch->quantities.at[q].kind;
  return kind == REAP_Q_PERCENT || kind == REAP_Q_COUNT || kind == REAP_Q_MEAN || kind == REAP_Q_MEDIAN;
}

/* What a label stands for: the noun phrase behind ":", ",", "(", "received" ... */
static reap_run described(const reap_assembler *a, uint32_t t, uint32_t end) {
  bool led = false, sized = false;
  uint32_t limit = end < t + 14 ? end : t + 14;
  while (t < limit) {
    uint32_t bits = reap_bits_at(a, t);
    char mark = reap_mark_at(a, t);
    uint32_t q = reap_quantity_of(a, t);
    if (bits & REAP_W_GROUP) return (reap_run){t, 0};
    bool goes_on = sized && t + 1 < limit && reap_bits_at(a, t + 1) & (REAP_W_TREAT | REAP_W_BE);
    if (mark == '.' || mark == ';' || (mark == ')' && !goes_on)) return (reap_run){t, 0};
    sized |= q != REAP_NONE; /* "group A (n = 20) received" */
    bool unit = bits & REAP_W_TIME && t + 1 < end && reap_bits_at(a, t + 1) & REAP_W_OF; /* "200 ml / day of" */
    if (mark || unit || q != REAP_NONE ||
        bits & (REAP_W_TREAT | REAP_W_BE | REAP_W_PEOPLE | REAP_W_PREPOSITION | REAP_W_DETERMINER | REAP_W_ADVERB |
                REAP_W_ALLOCATE | REAP_W_HAVE | REAP_W_AND)) {
      led |= mark || bits & REAP_W_TREAT;
      t++;
      continue;
    }
    break;
  }
  if (t >= limit || !led || reap_bits_at(a, t) & REAP_W_COMPARATIVE) return (reap_run){t, 0};
  reap_run name = reap_noun_phrase(a, t, end);
  for (uint32_t i = 0; i < name.count; i++) /* the dose is not part of the name */
    if (i && reap_quantity_of(a, name.first + i) != REAP_NONE) name.count = i;
  while (name.count > 1 && reap_bits_at(a, name.first + name.count - 1) & REAP_W_GROUP) name.count--;
  if (has_result_at(a, name.first + name.count, end)) name.count = 0; /* "arm A (fatigue 31%, pain 11%)" */
  return name;
}

/* "the intervention group received ...": the role word and the word group, when a verb of treatment follows at once. */
static reap_run generic_group_at(const reap_assembler *a, uint32_t t, uint32_t end) {
  reap_run none = {t, 0};
  if (t + 3 >= end || !(reap_bits_at(a, t) & (REAP_W_TESTED | REAP_W_CONTROL)) ||
      !(reap_bits_at(a, t + 1) & REAP_W_GROUP))
    return none;
  for (uint32_t k = t + 2; k < end && k < t + 6; k++) {
    uint32_t bits = reap_bits_at(a, k);
    if (bits & REAP_W_TREAT && !(bits & REAP_W_ALLOCATE)) return (reap_run){t, 2};
    if (!(bits & (REAP_W_BE | REAP_W_PEOPLE | REAP_W_ADVERB))) return none;
  }
  return none;
}

static void note_label(reap_assembler *a, reap_run label, reap_range sentence) {
  uint32_t known = reap_arm_resembling(a, label);
  if (known != REAP_NONE && a->arms[known].name_count > 1) return;
  uint32_t behind = label.first + label.count, end = sentence.first + sentence.count;
  bool led =
      label.first > sentence.first && reap_word_is(a, label.first - 1, "in"); /* "In group 1, canals were filled" */
  if (led && behind < end && reap_mark_at(a, behind) == ',') return;
  reap_run name = described(a, behind, end);
  if (name.count == 0 || reap_token_at(a, name.first)->flags & REAP_TOKEN_NUMBER) return;
  uint32_t like = reap_arm_resembling(a, name); /* "placebo laser" of group II is not the "laser" of group I */
  bool taken = false;
  for (uint32_t k = 0; like != REAP_NONE && k < a->arms[like].name_count; k++)
    taken |= (reap_bits_at(a, a->arms[like].names[k].first) & REAP_W_GROUP) != 0;
  uint32_t arm = known != REAP_NONE ? known : reap_arm_note(a, name, REAP_ARM_LABELLED, taken);
  if (arm == REAP_NONE) return;
  reap_arm_add_name(a, arm, label);
  reap_arm_add_name(a, arm, name);
}

void reap_arms_from_labels(reap_assembler *a) {
  reap_range sentences = a->citation->sentences;
  for (uint32_t i = sentences.first; i < sentences.first + sentences.count; i++) {
    reap_range tokens = a->batch->sentences.at[i].tokens;
    uint32_t kind = a->batch->sections.at[a->batch->sentences.at[i].section].kind;
    if (kind == REAP_SECTION_RESULTS || kind == REAP_SECTION_CONCLUSIONS) continue;
    for (uint32_t t = tokens.first; t < tokens.first + tokens.count; t++) {
      if (!(reap_bits_at(a, t) & (REAP_W_GROUP | REAP_W_TESTED | REAP_W_CONTROL))) continue; /* most words */
      reap_run label = labelled_at(a, t, tokens.first + tokens.count);
      if (!label.count) label = generic_group_at(a, t, tokens.first + tokens.count);
      if (label.count) note_label(a, label, tokens);
    }
  }
}

static char label_letter(const reap_assembler *a, reap_run label) {
  return reap_lower(reap_word_at(a, label.first + label.count - 1).ptr[0]);
}

static bool begins_with(const reap_assembler *a, uint32_t arm, char letter) {
  return reap_lower(reap_word_at(a, a->arms[arm].names[0].first).ptr[0]) == letter;
}

/* Every label is the first letter of an arm: "groups T and C". "A" and "B" only count. */
static bool are_initials(const reap_assembler *a, const reap_run *labels, uint32_t count) {
  for (uint32_t i = 0; i < count; i++) {
    bool found = false;
    for (uint32_t k = 0; k < a->arm_count; k++) found |= begins_with(a, k, label_letter(a, labels[i]));
    if (!found) return false;
  }
  return true;
}

/* The arm without a label yet whose name begins with the label's letter, else the one that is named first. */
static uint32_t arm_for_label(const reap_assembler *a, reap_run label, uint32_t taken, bool initials) {
  uint32_t best = REAP_NONE;
  for (uint32_t i = 0; i < a->arm_count; i++) {
    if (taken >> i & 1) continue;
    if (initials && begins_with(a, i, label_letter(a, label))) return i;
    if (best == REAP_NONE || reap_arm_first_named(a, i) < reap_arm_first_named(a, best)) best = i;
  }
  return best;
}

static void give_labels(reap_assembler *a, const reap_run *labels, uint32_t count) {
  if (count < 2 || (a->arm_count > 1 && a->arm_count != count)) return;
  if (a->arm_count < 2) {
    a->arm_count = 0;
    for (uint32_t i = 0; i < count; i++) reap_arm_note(a, labels[i], REAP_ARM_LABELLED, true);
    return;
  }
  bool initials = are_initials(a, labels, count);
  for (uint32_t i = 0, taken = 0; i < count; i++) {
    uint32_t arm = arm_for_label(a, labels[i], taken, initials);
    taken |= (uint32_t)1 << arm;
    reap_arm_add_name(a, arm, labels[i]);
  }
}

void reap_arms_take_labels(reap_assembler *a) {
  reap_run labels[REAP_ARMS_MAX];
  uint32_t count = 0, end = a->citation->tokens.first + a->citation->tokens.count;
  for (uint32_t t = a->citation->tokens.first; t < end && count < REAP_ARMS_MAX; t++) {
    if (!(reap_bits_at(a, t) & REAP_W_GROUP)) continue;
    reap_run label = labelled_at(a, t, end);
    if (!label.count) continue;
    uint64_t hash = reap_token_at(a, label.first + label.count - 1)->hash;
    bool known = false;
    for (uint32_t i = 0; i < count; i++) known |= reap_token_at(a, labels[i].first + labels[i].count - 1)->hash == hash;
    for (uint32_t i = 0; i < a->arm_count; i++)
      for (uint32_t k = 0; k < a->arms[i].name_count; k++) {
        reap_run name = a->arms[i].names[k];
        if (reap_bits_at(a, name.first) & REAP_W_GROUP && reap_token_at(a, name.first + name.count - 1)->hash == hash)
          return;
      }
    if (!known) labels[count++] = label;
  }
  give_labels(a, labels, count);
}

/* The name before the word group at `token`: "the low-dose insulin group". */
static reap_run name_before(const reap_assembler *a, uint32_t token, uint32_t begin) {
  uint32_t first = token, dose = token > begin ? reap_quantity_of(a, token - 1) : REAP_NONE;
  if (dose != REAP_NONE && a->batch->quantities.at[dose].kind == REAP_Q_DOSE) { /* "the 20 mg arm" */
    while (first > begin && reap_quantity_of(a, first - 1) == dose) first--;
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
  if (reap_is_plural(a, token))
    return before == begin || !(reap_bits_at(a, before - 1) & (REAP_W_AND | REAP_W_VERSUS));
  return before > begin && reap_word_in(a, before - 1, all, sizeof all / sizeof *all);
}

static void note_group(reap_assembler *a, uint32_t token, uint32_t begin, bool enough) {
  reap_run name = name_before(a, reap_before_bracket(a, token, begin), begin);
  if (is_organisation(a, name, token) || is_everybody(a, name, token, begin)) return;
  if (!reap_names_arm(a, name) || reap_names_condition(a, name)) return;
  if (!enough || reap_arm_resembling(a, name) != REAP_NONE) reap_arm_note(a, name, REAP_ARM_GROUPED, false);
  for (uint32_t i = 0; i < 4; i++) {
    name = member_before(a, name, begin);
    if (!reap_names_arm(a, name)) return;
    if (!enough || reap_arm_resembling(a, name) != REAP_NONE) reap_arm_note(a, name, REAP_ARM_GROUPED, false);
  }
}

/* "intervention participants", "control subjects", "controls": groups without the word. */
static bool is_people_group(const reap_assembler *a, uint32_t t, uint32_t begin) {
  if (reap_word_is(a, t, "controls")) return true;
  if (!(reap_bits_at(a, t) & REAP_W_PEOPLE) || t == begin) return false;
  return reap_word_is(a, t - 1, "intervention") || reap_word_is(a, t - 1, "control") ||
         reap_word_is(a, t - 1, "placebo") || reap_word_is(a, t - 1, "experimental") ||
         reap_word_is(a, t - 1, "treated");
}

static void note_people(reap_assembler *a, uint32_t t, uint32_t begin) {
  reap_run name = reap_word_is(a, t, "controls") ? (reap_run){t, 1} : (reap_run){t - 1, 1};
  if (reap_word_is(a, name.first, "treated") && name.first > begin && reap_is_nominal(a, name.first - 1))
    name = name_before(a, name.first, begin);
  if (name.count && reap_names_arm(a, name)) reap_arm_note(a, name, REAP_ARM_GROUPED, false);
}

void reap_arms_from_groups(reap_assembler *a) {
  bool enough = a->arm_count >= 2;
  reap_range sentences = a->citation->sentences;
  for (uint32_t i = sentences.first; i < sentences.first + sentences.count; i++) {
    reap_range tokens = a->batch->sentences.at[i].tokens;
    for (uint32_t t = tokens.first + 1; t < tokens.first + tokens.count; t++)
      if (!(reap_bits_at(a, t) & (REAP_W_GROUP | REAP_W_PEOPLE | REAP_W_CONTROL)))
        continue; /* most words */
      else if (reap_bits_at(a, t) & REAP_W_GROUP && labelled_at(a, t, tokens.first + tokens.count).count == 0)
        note_group(a, t, tokens.first, enough);
      else if (!enough && a->arm_count < 2 && is_people_group(a, t, tokens.first))
        note_people(a, t, tokens.first);
  }
}

/* "strengthening exercises (STRE)": what stands before the bracket and in it are names of one arm. */
static void note_bracket(reap_assembler *a, uint32_t t, uint32_t begin, uint32_t end) {
  uint32_t close = t + 1;
  while (close < end && close < t + 6 && !strchr("),;]", reap_mark_at(a, close) ? reap_mark_at(a, close) : ' '))
    close++;
  if (close >= end || close == t + 1 || !reap_mark_at(a, close) || !(reap_token_at(a, t + 1)->flags & REAP_TOKEN_UPPER))
    return;
  reap_run inside = {t + 1, close - t - 1};
  uint32_t first = t;
  while (first > begin && t - first < 7 &&
         (reap_is_nominal(a, first - 1) ||
          (first < t && reap_token_at(a, first)->flags & (REAP_TOKEN_HYPHEN | REAP_TOKEN_GLUED))))
    first--;
  reap_run before = {first, t - first};
  while (before.count > 1 && reap_bits_at(a, before.first) & (REAP_W_CHANGE | REAP_W_VAGUE))
    before.first++, before.count--;
  if (!before.count || reap_bits_at(a, before.first + before.count - 1) & (REAP_W_PEOPLE | REAP_W_TIME)) return;
  for (uint32_t i = 0; i < a->arm_count; i++)
    for (uint32_t k = 0; k < a->arms[i].name_count; k++) {
      reap_run name = a->arms[i].names[k];
      if (name.count == inside.count && name.first != inside.first &&
          reap_token_at(a, name.first)->hash == reap_token_at(a, inside.first)->hash &&
          reap_token_at(a, name.first + name.count - 1)->hash ==
              reap_token_at(a, inside.first + inside.count - 1)->hash) {
        reap_arm_add_name(a, i, before);
        return;
      }
    }
  uint32_t arm = reap_arm_resembling(a, before);
  if (arm != REAP_NONE && inside.count <= 3) reap_arm_add_name(a, arm, inside);
}

void reap_arms_from_brackets(reap_assembler *a) {
  reap_range sentences = a->citation->sentences;
  for (uint32_t i = sentences.first; i < sentences.first + sentences.count; i++) {
    reap_range tokens = a->batch->sentences.at[i].tokens;
    for (uint32_t t = tokens.first + 1; t + 2 < tokens.first + tokens.count; t++)
      if (reap_mark_at(a, t) == '(' || reap_mark_at(a, t) == '[')
        note_bracket(a, t, tokens.first, tokens.first + tokens.count);
  }
}
