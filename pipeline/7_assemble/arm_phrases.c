/* SPDX-License-Identifier: MIT */
/* Arms that are named one by one: "group A: ...", "the A group", "A versus B", "placebo", "12% with A". */
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
  uint32_t first = token;
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

/* Words before group that make no arm: "age group", "same group", "study groups". */
static bool names_arm(const reap_assembler *a, reap_run name) {
  if (name.count == 0) return false;
  for (uint32_t i = 0; i < name.count; i++) {
    uint32_t bits = reap_bits_at(a, name.first + i);
    if (bits & (REAP_W_TESTED | REAP_W_CONTROL)) return true;
    if (bits & REAP_W_ALLOCATE) return false;
    if (!(bits & (REAP_W_MANNER | REAP_W_VAGUE | REAP_W_PEOPLE | REAP_W_TIME | REAP_W_COMPARATIVE | REAP_W_STATISTIC |
                  REAP_W_ADVERB | REAP_W_VERB)) &&
        reap_token_at(a, name.first + i)->hash && !(reap_token_at(a, name.first + i)->flags & REAP_TOKEN_NUMBER))
      return true;
  }
  return false;
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

static bool is_quote(char mark) { return mark == '"' || mark == '\'' || mark == (char)0xE2; }

/* The same before a bracket or a quotation mark: "control (n = 9) group", "the 'closure' group". */
static uint32_t before_bracket(const reap_assembler *a, uint32_t token, uint32_t begin) {
  while (token > begin && is_quote(reap_mark_at(a, token - 1))) token--;
  if (token <= begin || reap_mark_at(a, token - 1) != ')') return token;
  uint32_t t = token - 1;
  while (t > begin && token - t < 12 && reap_mark_at(a, t) != '(') t--;
  return reap_mark_at(a, t) == '(' ? t : token;
}

/* A disease is no arm. */
static bool is_condition(const reap_assembler *a, reap_run run) {
  reap_span span = reap_run_span(a, run);
  reap_range rows = a->citation->mentions;
  for (uint32_t i = reap_first_mention(a, span.beg); i < rows.first + rows.count; i++) {
    const reap_mention *m = &a->batch->mentions.at[i];
    if (m->span.beg >= span.end) break;
    if ((m->type == REAP_CONDITION || m->type == REAP_POPULATION) && reap_span_overlap(m->span, span)) return true;
  }
  return false;
}

/* "the Japan Clinical Oncology Group": who ran the trial. */
static bool is_organisation(const reap_assembler *a, reap_run name, uint32_t token) {
  if (!(reap_token_at(a, token)->flags & REAP_TOKEN_CAPITAL) || name.count < 2) return false;
  for (uint32_t i = 0; i < name.count; i++)
    if (!(reap_token_at(a, name.first + i)->flags & (REAP_TOKEN_CAPITAL | REAP_TOKEN_UPPER))) return false;
  return true;
}

static void note_group(reap_assembler *a, uint32_t token, uint32_t begin, bool enough) {
  reap_run name = name_before(a, before_bracket(a, token, begin), begin);
  if (is_organisation(a, name, token)) return;
  if (!names_arm(a, name) || is_condition(a, name)) return;
  if (!enough || reap_arm_resembling(a, name) != REAP_NONE) reap_arm_note(a, name, REAP_ARM_GROUPED, false);
  for (uint32_t i = 0; i < 4; i++) {
    name = member_before(a, name, begin);
    if (!names_arm(a, name)) return;
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
  if (name.count && names_arm(a, name)) reap_arm_note(a, name, REAP_ARM_GROUPED, false);
}

void reap_arms_from_groups(reap_assembler *a) {
  bool enough = a->arm_count >= 2;
  reap_range sentences = a->citation->sentences;
  for (uint32_t i = sentences.first; i < sentences.first + sentences.count; i++) {
    reap_range tokens = a->batch->sentences.at[i].tokens;
    for (uint32_t t = tokens.first + 1; t < tokens.first + tokens.count; t++)
      if (reap_bits_at(a, t) & REAP_W_GROUP && labelled_at(a, t, tokens.first + tokens.count).count == 0)
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

/* The phrase that ends right before `token`: back to the last function word. */
static reap_run phrase_before(const reap_assembler *a, uint32_t token, uint32_t begin) {
  uint32_t first = token;
  if (first > begin && reap_mark_at(a, first - 1) == ')') first = before_bracket(a, first, begin);
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

static bool is_treatment(const reap_assembler *a, reap_run name) {
  if (name.count && reap_token_at(a, name.first)->flags & REAP_TOKEN_NUMBER &&
      !(name.count > 1 && reap_token_at(a, name.first + 1)->flags & (REAP_TOKEN_HYPHEN | REAP_TOKEN_GLUED)))
    return false;
  for (uint32_t i = 0; i < name.count; i++)
    if (reap_bits_at(a, name.first + i) & REAP_W_COMPARATIVE) return false;
  if (!name.count || !names_arm(a, name) || reap_bits_at(a, name.first) & REAP_W_TIME) return false;
  uint32_t last = reap_bits_at(a, name.first + name.count - 1);
  return !(last & (REAP_W_VAGUE | REAP_W_TIME)) || last & (REAP_W_CONTROL | REAP_W_TESTED | REAP_W_MANNER);
}

static void note_pair(reap_assembler *a, reap_run first, reap_run second) {
  while (second.count > 1 && reap_bits_at(a, second.first + second.count - 1) & REAP_W_GROUP) second.count--;
  if (!is_treatment(a, first) || !is_treatment(a, second)) return;
  if (is_condition(a, first) || is_condition(a, second)) return;
  if (reap_bits_at(a, first.first + first.count - 1) & REAP_W_PEOPLE ||
      reap_bits_at(a, second.first + second.count - 1) & REAP_W_PEOPLE)
    return;
  reap_arm_note(a, first, REAP_ARM_VERSUS, true);
  reap_arm_note(a, second, REAP_ARM_VERSUS, true);
}

/* "compare A with B", "comparison of A and B", "comparing A to B". */
static void note_comparison(reap_assembler *a, uint32_t t, uint32_t end) {
  uint32_t k = t + 1;
  while (k < end &&
         reap_bits_at(a, k) & (REAP_W_PREPOSITION | REAP_W_DETERMINER | REAP_W_CHANGE | REAP_W_AND | REAP_W_VAGUE))
    k++;
  reap_run first = reap_noun_phrase(a, k, end);
  k = first.first + first.count;
  if (k < end && reap_mark_at(a, k) == '(')
    while (k < end && reap_mark_at(a, k) != ')') k++;
  if (k < end && reap_mark_at(a, k) == ')') k++;
  if (k >= end || !(reap_word_is(a, k, "with") || reap_word_is(a, k, "and") || reap_word_is(a, k, "to") ||
                    reap_bits_at(a, k) & REAP_W_VERSUS))
    return;
  if (reap_word_is(a, k, "and") && !reap_word_is(a, t, "comparing") && !reap_word_is(a, t, "comparison")) return;
  uint32_t j = k + 1;
  while (j < end && reap_bits_at(a, j) & (REAP_W_PREPOSITION | REAP_W_DETERMINER)) j++;
  note_pair(a, first, reap_noun_phrase(a, j, end));
}

static void versus_in(reap_assembler *a, reap_range tokens) {
  uint32_t end = tokens.first + tokens.count, behind;
  for (uint32_t t = tokens.first + 1; t < end && a->arm_count < 2; t++) {
    if (is_versus(a, t, end, &behind)) {
      while (behind < end && reap_bits_at(a, behind) & (REAP_W_PREPOSITION | REAP_W_DETERMINER)) behind++;
      note_pair(a, phrase_before(a, t, tokens.first), reap_noun_phrase(a, behind, end));
    } else if (reap_word_starts(a, t, "compar")) {
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
    if (a->arm_count >= 2 && reap_arm_resembling(a, name) == REAP_NONE) continue;
    if (!reap_str_equal(cue->name, REAP_STR("placebo")) && !stands_as_alternative(a, name.first)) continue;
    uint32_t arm = reap_arm_note(a, name, REAP_ARM_CUED, false);
    if (arm != REAP_NONE && a->arm_count >= 2) return;
  }
}

/* "71% with A and 70% with B": the same preposition behind two values. */
static void values_in(reap_assembler *a, reap_range tokens) {
  uint32_t end = tokens.first + tokens.count, values = 0;
  reap_run names[4];
  uint32_t count = 0;
  for (uint32_t t = tokens.first; t < end && count < 4; t++) {
    uint32_t q = reap_quantity_of(a, t);
    if (q != REAP_NONE) {
      uint8_t kind = a->batch->quantities.at[q].kind;
      values += kind == REAP_Q_PERCENT || kind == REAP_Q_MEAN || kind == REAP_Q_MEDIAN || kind == REAP_Q_COUNT ||
                kind == REAP_Q_RATE || kind == REAP_Q_CHANGE;
      while (t + 1 < end && reap_token_at(a, t + 1)->span.beg < a->batch->quantities.at[q].span.end) t++;
      continue;
    }
    uint32_t bits = reap_bits_at(a, t);
    if (reap_mark_at(a, t) == '(') { /* what stands in brackets is no list of results */
      while (t + 1 < end && reap_mark_at(a, t) != ')') t++;
      continue;
    }
    if (values > count && bits & REAP_W_PREPOSITION && !(bits & REAP_W_VERSUS) && t + 1 < end) {
      reap_run name = reap_noun_phrase(a, t + 1, end);
      bool people =
          name.count > 1 && reap_bits_at(a, name.first + name.count - 1) & REAP_W_PEOPLE; /* "73% of 1-site eyes" */
      if (people) name.count--;
      if (bits & REAP_W_OF && !people) continue;
      if (is_treatment(a, name) && !is_condition(a, name) &&
          !(reap_bits_at(a, name.first + name.count - 1) & REAP_W_TIME) && name.count <= 6)
        names[count++] = name;
    }
  }
  if (count < 2) return;
  for (uint32_t i = 0; i < count; i++) reap_arm_note(a, names[i], REAP_ARM_PLACED, false);
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
      if (k > last + 1 && k < end) name = reap_noun_phrase(a, k, end);
    }
    while (name.count > 1 && reap_bits_at(a, name.first + name.count - 1) & REAP_W_GROUP) name.count--;
    if (is_treatment(a, name) && !is_condition(a, name) &&
        !(reap_bits_at(a, name.first + name.count - 1) & REAP_W_PEOPLE))
      names[count++] = name;
    t = last;
  }
  for (uint32_t i = 0; count >= 2 && i < count; i++) reap_arm_note(a, names[i], REAP_ARM_LISTED, true);
}

void reap_arms_from_sizes(reap_assembler *a) {
  reap_range sentences = a->citation->sentences;
  for (uint32_t i = sentences.first; i < sentences.first + sentences.count && a->arm_count < 2; i++)
    sizes_in(a, a->batch->sentences.at[i].tokens);
}

void reap_arms_from_values(reap_assembler *a) {
  reap_range sentences = a->citation->sentences;
  for (uint32_t i = sentences.first; i < sentences.first + sentences.count && a->arm_count < 2; i++)
    values_in(a, a->batch->sentences.at[i].tokens);
}

/* Whether the mention is one of a treatment that an arm could be named for: not "drug", "intervention". */
static reap_run treatment_of(const reap_assembler *a, const reap_mention *m) {
  reap_run run = reap_run_of_span(a, m->span);
  bool inside = m->type == REAP_INTERVENTION && run.count && is_treatment(a, run) && !reap_is_generic(a, run);
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
    if (is_treatment(a, name) && reap_arm_resembling(a, name) == REAP_NONE) return name;
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
  if (head.count && behind + 1 < title.first + title.count && is_treatment(a, head) && !is_condition(a, head) &&
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

void reap_arms_single(reap_assembler *a) {
  bool tested = false;
  for (uint32_t i = 0; i < a->arm_count; i++)
    tested |= a->arms[i].evidence != REAP_ARM_CUED && !reap_is_generic(a, a->arms[i].names[0]);
  if (tested) return;
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
