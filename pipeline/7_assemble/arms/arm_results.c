/* SPDX-License-Identifier: MIT */
/* Arms that only their results name: "71% with A and 70% with B", "1 and 2 for A and B, respectively", "(A: 1; B: 2)",
 * "A had more X than B". The last resort. */
#include "7_assemble/assembler.h"

enum { NAMES_MAX = 4 };

static bool is_value_at(const reap_assembler *a, uint32_t t) {
  uint32_t q = t < a->citation->tokens.first + a->citation->tokens.count ? reap_quantity_of(a, t) : REAP_NONE;
  if (q == REAP_NONE) return false;
  uint8_t kind = a->batch->quantities.at[q].kind;
  return kind == REAP_Q_PERCENT || kind == REAP_Q_MEAN || kind == REAP_Q_MEDIAN || kind == REAP_Q_COUNT ||
         kind == REAP_Q_RATE || kind == REAP_Q_CHANGE;
}

static uint32_t behind_quantity(const reap_assembler *a, uint32_t t, uint32_t end) {
  uint32_t stop = a->batch->quantities.at[reap_quantity_of(a, t)].span.end;
  while (t < end && reap_token_at(a, t)->span.beg < stop) t++;
  return t;
}

static bool could_be_arm(const reap_assembler *a, reap_run name) {
  return name.count && name.count <= 6 && reap_names_treatment(a, name) && !reap_names_condition(a, name) &&
         !(reap_bits_at(a, name.first + name.count - 1) & REAP_W_TIME);
}

static void note_all(reap_assembler *a, const reap_run *names, uint32_t count) {
  for (uint32_t i = 0; count >= 2 && i < count; i++) reap_arm_note(a, names[i], REAP_ARM_PLACED, false);
}

/* The tagger knows a treatment in the run. */
static bool is_known(const reap_assembler *a, reap_run run) {
  reap_span span = reap_run_span(a, run);
  uint32_t end = a->citation->mentions.first + a->citation->mentions.count;
  for (uint32_t m = reap_first_mention(a, span.beg); m < end; m++) {
    if (a->batch->mentions.at[m].span.beg >= span.end) return false;
    if (a->batch->mentions.at[m].type == REAP_INTERVENTION) return true;
  }
  return false;
}

/* Where a whole abstract could have told its arms, names in its results must be treatments. */
static void note_known(reap_assembler *a, const reap_run *names, uint32_t count) {
  for (uint32_t i = 0; a->citation->sentences.count > 2 && i < count; i++)
    if (!is_known(a, names[i])) return;
  note_all(a, names, count);
}

/* "71% with A and 70% with B": the same preposition behind two values. */
static void values_in(reap_assembler *a, reap_range tokens) {
  uint32_t end = tokens.first + tokens.count, values = 0, count = 0;
  reap_run names[NAMES_MAX];
  for (uint32_t t = tokens.first; t < end && count < NAMES_MAX; t++) {
    if (reap_quantity_of(a, t) != REAP_NONE) {
      values += is_value_at(a, t);
      t = behind_quantity(a, t, end) - 1;
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
      if (could_be_arm(a, name)) names[count++] = name;
    }
  }
  note_all(a, names, count);
}

/* "were 12% and 15% for A and B, respectively": as many names as joined values. */
static void respectively_in(reap_assembler *a, reap_range tokens) {
  uint32_t end = tokens.first + tokens.count, values = 0;
  for (uint32_t t = tokens.first; t < end; t++) {
    if (reap_quantity_of(a, t) != REAP_NONE) {
      values += is_value_at(a, t);
      t = behind_quantity(a, t, end) - 1;
      continue;
    }
    uint32_t bits = reap_bits_at(a, t);
    if (values < 2 || !(bits & REAP_W_PREPOSITION) || bits & (REAP_W_OF | REAP_W_VERSUS)) continue;
    reap_run names[NAMES_MAX];
    uint32_t count = 0, k = t + 1;
    while (k < end && count < NAMES_MAX) {
      while (k < end && reap_bits_at(a, k) & REAP_W_DETERMINER) k++;
      reap_run name = k < end ? reap_noun_phrase(a, k, end) : (reap_run){k, 0};
      if (!could_be_arm(a, name)) break;
      names[count++] = name;
      k = name.first + name.count;
      if (k < end && reap_mark_at(a, k) == ',') k++;
      if (k >= end || reap_word_is(a, k, "respectively")) break;
      if (reap_bits_at(a, k) & (REAP_W_AND | REAP_W_VERSUS)) k++;
    }
    if (count < 2 || k >= end || !reap_word_is(a, k, "respectively")) continue;
    note_known(a, names, count);
    return;
  }
}

/* "(A: 35.0%; B: 33.6%)", "A = 4, B = 2": a value behind each name's colon. */
static void colons_in(reap_assembler *a, reap_range tokens) {
  uint32_t end = tokens.first + tokens.count, count = 0;
  reap_run names[NAMES_MAX];
  for (uint32_t t = tokens.first + 1; t + 1 < end && count < NAMES_MAX; t++) {
    if (reap_mark_at(a, t) != ':' && reap_mark_at(a, t) != '=') continue;
    if (!is_value_at(a, t + 1)) continue;
    uint32_t first = t;
    while (first > tokens.first && t - first < 5 && reap_is_nominal(a, first - 1) &&
           reap_quantity_of(a, first - 1) == REAP_NONE)
      first--;
    reap_run name = {first, t - first};
    if (could_be_arm(a, name) && !reap_names_other(a, name)) names[count++] = name;
  }
  note_known(a, names, count);
}

/* "eyes treated with A had more X than those treated with B". */
static void treated_in(reap_assembler *a, reap_range tokens) {
  uint32_t end = tokens.first + tokens.count, count = 0;
  reap_run names[NAMES_MAX];
  bool against = false;
  for (uint32_t t = tokens.first; t + 1 < end && count < NAMES_MAX; t++) {
    uint32_t bits = reap_bits_at(a, t);
    against |= count == 1 && (bits & REAP_W_VERSUS || reap_word_is(a, t, "compared"));
    if (!(bits & REAP_W_TREAT) || bits & REAP_W_ALLOCATE) continue;
    uint32_t k = t + 1;
    while (k < end && reap_bits_at(a, k) & (REAP_W_PREPOSITION | REAP_W_DETERMINER) && !reap_mark_at(a, k)) k++;
    reap_run name = k < end ? reap_noun_phrase(a, k, end) : (reap_run){k, 0};
    if (could_be_arm(a, name) && (count == 0 || against)) names[count++] = name;
  }
  note_known(a, names, count);
}

/* "A reduced X by 7.1, whereas B reduced it by 5.2". */
static void whereas_in(reap_assembler *a, reap_range tokens) {
  uint32_t end = tokens.first + tokens.count;
  for (uint32_t t = tokens.first + 3; t + 2 < end; t++) {
    if (!reap_word_is(a, t, "whereas") && !reap_word_is(a, t, "while")) continue;
    reap_run names[2] = {reap_noun_phrase(a, tokens.first, t), reap_noun_phrase(a, t + 1, end)};
    bool alike = true;
    for (int i = 0; i < 2; i++) {
      uint32_t verb = names[i].first + names[i].count;
      alike &= could_be_arm(a, names[i]) && verb < end &&
               (reap_bits_at(a, verb) & (REAP_W_SHIFT | REAP_W_VERB | REAP_W_GAIN)) != 0;
    }
    if (alike) note_known(a, names, 2);
    return;
  }
}

/* The first noun phrase of the sentence. */
static reap_run opening_of(const reap_assembler *a, uint32_t t, uint32_t end) {
  while (t < end && (reap_mark_at(a, t) || reap_bits_at(a, t) & (REAP_W_CLAUSE | REAP_W_ADVERB | REAP_W_VAGUE))) t++;
  return reap_noun_phrase(a, t, end);
}

/* Who had more than `other`: the phrase before the nearest verb where treatments are compared, else the sentence's
 * first. */
static reap_run subject_of(const reap_assembler *a, uint32_t begin, uint32_t end, reap_run other) {
  bool control = other.count && reap_bits_at(a, other.first) & REAP_W_CONTROL;
  for (uint32_t t = end; t > begin + 1; t--)
    if (reap_bits_at(a, t - 1) & (REAP_W_BE | REAP_W_HAVE)) {
      reap_run subject = reap_phrase_before(a, t - 1, begin);
      if (subject.count && (control || is_known(a, subject)) && !reap_is_generic(a, subject)) return subject;
      break;
    }
  return opening_of(a, begin, end);
}

/* "more frequent on A than on B", "A had more X than B": the last resort. */
static void than_in(reap_assembler *a, reap_range tokens) {
  uint32_t end = tokens.first + tokens.count;
  for (uint32_t t = tokens.first + 1; t + 1 < end; t++) {
    if (!reap_word_is(a, t, "than")) continue;
    reap_run first = reap_phrase_before(a, t, tokens.first);
    bool outcome = first.count && first.first > tokens.first && reap_bits_at(a, first.first - 1) & REAP_W_COMPARATIVE;
    uint32_t behind = t + 1;
    while (behind < end && reap_bits_at(a, behind) & (REAP_W_PREPOSITION | REAP_W_DETERMINER)) behind++;
    reap_run other = reap_noun_phrase(a, behind, end);
    if (outcome) first = subject_of(a, tokens.first, t, other);
    reap_arm_note_pair(a, first, other);
    return;
  }
}

/* What a reader needs to find in a sentence. */
static const struct {
  void (*read)(reap_assembler *, reap_range);
  uint32_t bits;
  bool number, title;
} readers[] = {{than_in, REAP_W_VERSUS, false, false},
               {values_in, REAP_W_PREPOSITION, true, true},
               {respectively_in, REAP_W_PREPOSITION, true, true},
               {colons_in, 0, true, true},
               {treated_in, REAP_W_TREAT, false, true},
               {whereas_in, REAP_W_CLAUSE, false, true}};

/* One reader after the other goes over the sentences until two arms are named. */
void reap_arms_from_values(reap_assembler *a) {
  reap_range sentences = a->citation->sentences;
  for (size_t k = 0; k < sizeof readers / sizeof *readers; k++)
    for (uint32_t i = sentences.first; i < sentences.first + sentences.count && a->arm_count < 2; i++) {
      if (!readers[k].title && sentences.count >= 3 && i == sentences.first) continue;
      if (readers[k].number && !reap_sentence_is_numbered(a, i)) continue;
      if (!readers[k].bits || reap_sentence_has(a, i, readers[k].bits))
        readers[k].read(a, a->batch->sentences.at[i].tokens);
    }
}
