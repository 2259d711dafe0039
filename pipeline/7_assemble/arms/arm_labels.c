/* SPDX-License-Identifier: MIT */
/* Arms that have a letter or a part to play: "group A: ...", "X in group I", "the experimental group received X". */
#include "7_assemble/assembler.h"

/* A digit, a few capitals, a roman numeral: what names "group A", "group CBT". */
static bool is_label(const reap_assembler *a, uint32_t token) {
  const reap_token *t = reap_token_at(a, token);
  reap_str word = reap_slice(a->citation->text, t->span);
  if (t->flags & REAP_TOKEN_PUNCT) return false;
  if (t->flags & REAP_TOKEN_NUMBER) return word.len == 1;
  if (!(t->flags & REAP_TOKEN_UPPER)) return false;
  if (word.len <= 2 || (word.len <= 4 && strspn(word.ptr, "IVX") >= word.len)) return true;
  uint32_t group = token - 1; /* "Group MED", "in group MED"; not "randomized to group CBT" */
  bool led = reap_token_at(a, group)->flags & REAP_TOKEN_CAPITAL ||
             (group > a->citation->tokens.first && reap_word_is(a, group - 1, "in"));
  return word.len <= 4 && led && !reap_treatment_begins(a, token) && !reap_word_is(a, token, "rct");
}

/* "Group A": the run of both tokens; count 0 otherwise. A word that goes on behind a hyphen is no label. */
reap_run reap_arm_label_at(const reap_assembler *a, uint32_t token, uint32_t end) {
  reap_run none = {token, 0};
  if (!(reap_bits_at(a, token) & REAP_W_GROUP)) return none;
  uint32_t label = token + 1;
  if (label < end && reap_mark_at(a, label) == '-') label++;
  if (label >= end || !is_label(a, label)) return none;
  if (label + 1 < end && !reap_mark_at(a, label + 1) &&
      reap_token_at(a, label + 1)->flags & (REAP_TOKEN_HYPHEN | REAP_TOKEN_GLUED))
    return none;
  if (label + 1 < end && reap_mark_at(a, label + 1) == '/') return none; /* "groups AB/C and AB/D" */
  return (reap_run){token, label + 1 - token};
}

static bool has_result_at(const reap_assembler *a, uint32_t t, uint32_t end) {
  uint32_t q = t < end ? reap_quantity_of(a, t) : REAP_NONE;
  if (q == REAP_NONE) return false;
  uint8_t kind = a->batch->quantities.at[q].kind;
  return kind == REAP_Q_PERCENT || kind == REAP_Q_COUNT || kind == REAP_Q_MEAN || kind == REAP_Q_MEDIAN;
}

/* The token behind the bracket at `t` when a verb follows there, else `t`. */
static uint32_t behind_bracket(const reap_assembler *a, uint32_t t, uint32_t limit) {
  uint32_t k = t + 1;
  while (k < limit && reap_mark_at(a, k) != ')') k++;
  return k + 1 < limit && reap_bits_at(a, k + 1) & (REAP_W_TREAT | REAP_W_BE) ? k + 1 : t;
}

/* The next label: "A received X and |group B received Y". */
static uint32_t next_label(const reap_assembler *a, uint32_t t, uint32_t end) {
  while (t < end && !reap_arm_label_at(a, t, end).count) t++;
  return t;
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
    if (mark == '(' && behind_bracket(a, t, limit) > t) { /* "group A (n = 18, mean age 47 years) underwent" */
      t = behind_bracket(a, t, limit);
      continue;
    }
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
  reap_run name = reap_arm_phrase(a, t, next_label(a, t, end));
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
    if (!(bits & (REAP_W_BE | REAP_W_PEOPLE | REAP_W_ADVERB | REAP_W_AND))) return none;
  }
  return none;
}

static bool ends_in_group(const reap_assembler *a, reap_run name) {
  return ((reap_bits_at(a, name.first) | reap_bits_at(a, name.first + name.count - 1)) & REAP_W_GROUP) != 0;
}

/* The arm that the label and the name stand for; "placebo laser" of group II is not the "laser" of group I. */
static void name_label(reap_assembler *a, reap_run label, reap_run name, reap_run whole) {
  uint32_t known = reap_arm_resembling(a, label), like = reap_arm_resembling(a, name);
  bool taken = false;
  for (uint32_t k = 0; like != REAP_NONE && k < a->arms[like].name_count; k++)
    taken |= ends_in_group(a, a->arms[like].names[k]);
  if (known == REAP_NONE && taken && reap_arm_equals(a, like, name)) { /* the same words for another group */
    bool differs = whole.count > name.count && !reap_arm_equals(a, like, whole);
    known = reap_arm_note(a, differs ? whole : label, REAP_ARM_LABELLED, true);
    if (known != REAP_NONE) reap_arm_add_name(a, known, label);
    return;
  }
  bool control = reap_bits_at(a, label.first) & REAP_W_CONTROL; /* stays "control", whatever it was given */
  reap_run role = {label.first, 1};
  uint32_t arm = known != REAP_NONE ? known : reap_arm_note(a, control ? role : name, REAP_ARM_LABELLED, taken);
  if (arm == REAP_NONE) return;
  reap_arm_add_name(a, arm, label);
  reap_arm_add_name(a, arm, name);
}

/* The name with what stands around it: "single injection of |A| 20 mg". */
static reap_run with_manner(const reap_assembler *a, reap_run name, uint32_t begin, uint32_t end) {
  uint32_t first = name.first, t = name.first + name.count;
  while (first > begin && name.first - first < 6 && !(reap_bits_at(a, first - 1) & REAP_W_TREAT) &&
         (reap_is_nominal(a, first - 1) || reap_bits_at(a, first - 1) & REAP_W_OF))
    first--;
  while (first < name.first && reap_bits_at(a, first) & REAP_W_OF) first++;
  uint32_t dose = t < end ? reap_quantity_of(a, t) : REAP_NONE;
  while (dose != REAP_NONE && t < end && reap_quantity_of(a, t) == dose) t++;
  return (reap_run){first, t - first};
}

static void note_label(reap_assembler *a, reap_run label, reap_range sentence) {
  uint32_t known = reap_arm_resembling(a, label);
  if (known != REAP_NONE && a->arms[known].name_count > 1) return;
  uint32_t behind = label.first + label.count, end = sentence.first + sentence.count;
  bool led =
      label.first > sentence.first && reap_word_is(a, label.first - 1, "in"); /* "In group 1, canals were filled" */
  if (led && behind < end && reap_mark_at(a, behind) == ',') return;
  reap_run name = described(a, behind, end);
  if (!reap_names_arm(a, name) || reap_token_at(a, name.first)->flags & REAP_TOKEN_NUMBER) return;
  name_label(a, label, name, with_manner(a, name, behind, end));
}

/* "X in group I, Y in group II", "X (group 1)": the treatment that stands before the label. */
static void note_label_behind(reap_assembler *a, reap_run label, uint32_t from, bool led, bool enough) {
  if (label.first <= from + 1 || reap_arm_resembling(a, label) != REAP_NONE) return;
  uint32_t end = label.first - 1;
  bool bracket = reap_mark_at(a, end) == '(' || reap_mark_at(a, end) == '[';
  if (!bracket && !(led && reap_word_is(a, end, "in"))) return;
  for (uint32_t t = from; !bracket && t < end; t++) /* "was 76% in group 1"; but "0.5% bupivacaine" */
    if (has_result_at(a, t, end) && !(t + 2 < end && reap_is_nominal(a, t + 1) && reap_is_nominal(a, t + 2))) return;
  if (!led) {
    uint32_t first = end;
    while (first > from && end - first < 8 &&
           (reap_is_nominal(a, first - 1) || (first < end && reap_token_at(a, first)->flags & REAP_TOKEN_HYPHEN)))
      first--;
    if (first > from && reap_bits_at(a, first - 1) & REAP_W_NOT) return;
    from = first;
  }
  for (uint32_t t = from; t < end; t++) /* "the treatment arms: X (group A)" */
    if (reap_mark_at(a, t) == ':') from = t + 1;
  reap_run name = reap_arm_phrase(a, from, end);
  if (!name.count || !reap_names_treatment(a, name) || reap_names_other(a, name)) return;
  if (reap_bits_at(a, name.first + name.count - 1) & REAP_W_PEOPLE) return;
  uint32_t like = enough ? reap_arm_resembling(a, name) : REAP_NONE;
  if (like != REAP_NONE)
    reap_arm_add_name(a, like, label);
  else if (!enough)
    name_label(a, label, name, (reap_run){name.first, end - name.first});
}

static bool tells_results(const reap_assembler *a, uint32_t sentence) {
  uint32_t kind = a->batch->sections.at[a->batch->sentences.at[sentence].section].kind;
  return kind == REAP_SECTION_RESULTS || kind == REAP_SECTION_CONCLUSIONS;
}

void reap_arms_from_labels_behind(reap_assembler *a) {
  bool enough = a->arm_count >= 2;
  reap_range sentences = a->citation->sentences;
  for (uint32_t i = sentences.first; i < sentences.first + sentences.count; i++) {
    if (!reap_sentence_has(a, i, REAP_W_GROUP) || tells_results(a, i)) continue;
    reap_range tokens = a->batch->sentences.at[i].tokens;
    bool led = false;             /* a verb of treatment or a label stands before */
    uint32_t from = tokens.first; /* behind it */
    for (uint32_t t = tokens.first; t < tokens.first + tokens.count; t++) {
      uint32_t bits = reap_bits_at(a, t);
      if (bits & REAP_W_TREAT && !(bits & REAP_W_ALLOCATE)) led = true, from = t + 1;
      reap_run label = reap_arm_label_at(a, t, tokens.first + tokens.count);
      if (!label.count) continue;
      note_label_behind(a, label, from, led, enough);
      led = true, from = label.first + label.count;
    }
  }
}

void reap_arms_from_labels(reap_assembler *a) {
  reap_range sentences = a->citation->sentences;
  for (uint32_t i = sentences.first; i < sentences.first + sentences.count; i++) {
    reap_range tokens = a->batch->sentences.at[i].tokens;
    if (!reap_sentence_has(a, i, REAP_W_GROUP) || tells_results(a, i)) continue;
    for (uint32_t t = tokens.first; t < tokens.first + tokens.count; t++) {
      if (!(reap_bits_at(a, t) & (REAP_W_GROUP | REAP_W_TESTED | REAP_W_CONTROL))) continue; /* most words */
      reap_run label = reap_arm_label_at(a, t, tokens.first + tokens.count);
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

static bool has_label(const reap_assembler *a, uint32_t arm) {
  for (uint32_t k = 0; k < a->arms[arm].name_count; k++)
    if (reap_bits_at(a, a->arms[arm].names[k].first) & REAP_W_GROUP) return true;
  return false;
}

/* Labels without an arm go to the arms without a label, in their order; when all arms have one, each is an arm more. */
static void give_labels(reap_assembler *a, const reap_run *labels, uint32_t count) {
  uint32_t taken = 0, bare = 0;
  for (uint32_t i = 0; i < a->arm_count; i++)
    if (has_label(a, i))
      taken |= (uint32_t)1 << i;
    else
      bare++;
  if (bare == a->arm_count && count < 2) return;
  if (bare < count || a->arm_count < 2) {
    if (bare && a->arm_count < 2) a->arm_count = 0;
    for (uint32_t i = 0; i < count; i++) reap_arm_note(a, labels[i], REAP_ARM_LABELLED, true);
    return;
  }
  if (bare != count) return;
  bool initials = are_initials(a, labels, count);
  for (uint32_t i = 0; i < count; i++) {
    uint32_t arm = arm_for_label(a, labels[i], taken, initials);
    taken |= (uint32_t)1 << arm;
    reap_arm_add_name(a, arm, labels[i]);
  }
}

static bool label_is_known(const reap_assembler *a, uint64_t hash) {
  for (uint32_t i = 0; i < a->arm_count; i++)
    for (uint32_t k = 0; k < a->arms[i].name_count; k++) {
      reap_run name = a->arms[i].names[k];
      if (reap_bits_at(a, name.first) & REAP_W_GROUP && reap_token_at(a, name.first + name.count - 1)->hash == hash)
        return true;
    }
  return false;
}

typedef struct {
  reap_run at[REAP_ARMS_MAX];
  uint32_t count;
} label_list;

/* Adds the labels of the sentence that no arm has yet. */
static void list_labels(const reap_assembler *a, reap_range tokens, label_list *list) {
  uint32_t end = tokens.first + tokens.count;
  for (uint32_t t = tokens.first; t < end && list->count < REAP_ARMS_MAX; t++) {
    reap_run label = reap_arm_label_at(a, t, end);
    if (!label.count) continue;
    uint64_t hash = reap_token_at(a, label.first + label.count - 1)->hash;
    bool known = label_is_known(a, hash);
    for (uint32_t i = 0; i < list->count; i++)
      known |= reap_token_at(a, list->at[i].first + list->at[i].count - 1)->hash == hash;
    if (!known) list->at[list->count++] = label;
  }
}

void reap_arms_take_labels(reap_assembler *a) {
  label_list labels = {.count = 0};
  reap_range sentences = a->citation->sentences;
  for (uint32_t i = sentences.first; i < sentences.first + sentences.count; i++)
    if (reap_sentence_has(a, i, REAP_W_GROUP)) list_labels(a, a->batch->sentences.at[i].tokens, &labels);
  give_labels(a, labels.at, labels.count);
}
