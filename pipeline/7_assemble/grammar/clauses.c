/* SPDX-License-Identifier: MIT */
/* Which sentences tell results, and where their clauses part. */
#include "7_assemble/assembler.h"

typedef struct {
  uint32_t values, tests, directions, arms, versus, allocations, baselines;
  bool denial;
} profile;

static profile profile_of(const reap_assembler *a, reap_range items) {
  uint32_t kinds[REAP_ITEM_KINDS] = {0}, allocations = 0, denials = 0;
  for (uint32_t i = 0; i < items.count; i++) {
    const reap_item *item = &a->items.at[items.first + i];
    kinds[item->kind]++;
    if (item->kind != REAP_ITEM_WORD) continue;
    allocations += (item->bits & REAP_W_ALLOCATE) != 0;
    denials += item->bits & REAP_W_NOT && i + 1 < items.count;
  }
  return (profile){.values = kinds[REAP_ITEM_VALUE],
                   .tests = kinds[REAP_ITEM_P] + kinds[REAP_ITEM_EFFECT],
                   .directions = kinds[REAP_ITEM_DIRECTION],
                   .arms = kinds[REAP_ITEM_ARM] + kinds[REAP_ITEM_GROUPS],
                   .versus = kinds[REAP_ITEM_VERSUS],
                   .baselines = kinds[REAP_ITEM_BASELINE],
                   .allocations = allocations,
                   .denial = denials || kinds[REAP_ITEM_SIGNIFICANT]};
}

/* "may", "suggests": of the cues that make a disease hypothetical ("risk of", "to prevent") only these doubt a report.
 */
static bool doubts(const reap_assembler *a, reap_span span) {
  static const char *const stems[] = {"may",      "might",   "could",     "can",       "appear", "seem",
                                      "suggest",  "should",  "potential", "possib",    "probab", "promis",
                                      "hypothes", "perhaps", "likely",    "uncertain", "unclear"};
  uint32_t t = reap_token_of_byte(a, span.beg);
  for (size_t i = 0; i < sizeof stems / sizeof *stems; i++)
    if (reap_word_starts(a, t, stems[i])) return true;
  return false;
}

/* "to assess whether", "was to compare", "are warranted": no report, whatever stands in it. */
static bool hypothetical(const reap_assembler *a, const reap_sentence *sentence, bool any) {
  reap_range cues = a->citation->cues;
  for (uint32_t i = reap_first_cue(a, sentence->span.beg); i < cues.first + cues.count; i++) {
    const reap_mention *cue = &a->batch->cues.at[i];
    if (cue->span.beg >= sentence->span.end) break;
    if (cue->type != REAP_CUE_HYPOTHETICAL) continue;
    if (reap_str_equal(cue->id, REAP_STR("aim")) || (any && doubts(a, cue->span))) return true;
  }
  return false;
}

static bool starts_with(const reap_assembler *a, const reap_sentence *sentence, const char *word) {
  return reap_str_begins_nocase(reap_slice(a->citation->text, sentence->span), word);
}

bool reap_heads_section(const reap_assembler *a, uint32_t token, uint32_t end) {
  static const char *const words[] = {"results",    "methods",   "conclusions", "conclusion", "discussion",
                                      "background", "objective", "objectives",  "aims",       "aim",
                                      "purpose",    "findings",  "introduction"};
  if (token + 1 >= end || !(reap_token_at(a, token + 1)->flags & REAP_TOKEN_CAPITAL)) return false;
  return reap_token_at(a, token)->flags & REAP_TOKEN_CAPITAL &&
         reap_word_in(a, token, words, sizeof words / sizeof *words);
}

/* "Results.", "METHODS:" at the head of a sentence in an abstract that has no labelled sections. */
static uint8_t inline_label(const reap_assembler *a, const reap_sentence *sentence) {
  static const struct {
    const char *word;
    uint8_t kind;
  } labels[] = {{"result", REAP_SECTION_RESULTS},
                {"finding", REAP_SECTION_RESULTS},
                {"method", REAP_SECTION_METHODS},
                {"material", REAP_SECTION_METHODS},
                {"patients", REAP_SECTION_METHODS},
                {"design", REAP_SECTION_METHODS},
                {"conclusion", REAP_SECTION_CONCLUSIONS},
                {"discussion", REAP_SECTION_CONCLUSIONS},
                {"interpretation", REAP_SECTION_CONCLUSIONS},
                {"background", REAP_SECTION_BACKGROUND},
                {"introduction", REAP_SECTION_BACKGROUND},
                {"objective", REAP_SECTION_OBJECTIVE},
                {"aim", REAP_SECTION_OBJECTIVE},
                {"purpose", REAP_SECTION_OBJECTIVE}};
  uint32_t t = sentence->tokens.first, end = t + (sentence->tokens.count < 6 ? sentence->tokens.count : 6);
  bool capital = t < end && reap_token_at(a, t)->flags & (REAP_TOKEN_CAPITAL | REAP_TOKEN_UPPER);
  if (!capital) return REAP_SECTION_UNKNOWN;
  uint32_t mark = t + 1;
  while (mark < end && !reap_mark_at(a, mark)) mark++;
  bool closed = mark < end ? strchr(".:;", reap_mark_at(a, mark)) != NULL : sentence->tokens.count <= 3;
  closed |= reap_heads_section(a, t, end);
  bool shouted = t < end && reap_token_at(a, t)->flags & REAP_TOKEN_UPPER; /* "RESULTS Pain fell" */
  if (!closed && !shouted) return REAP_SECTION_UNKNOWN;
  for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
    if (reap_word_starts(a, t, labels[i].word)) return labels[i].kind;
  return REAP_SECTION_UNKNOWN;
}

/* "Ten adults (7 men, 3 women; mean age, 52.2 years) were enrolled": who took part, in so many words. */
static bool describes_participants(const reap_assembler *a, uint32_t sentence) {
  const reap_sentence *row = &a->batch->sentences.at[a->citation->sentences.first + sentence];
  reap_range quantities = a->citation->quantities;
  bool total = false, person = false;
  for (uint32_t i = quantities.first; i < quantities.first + quantities.count; i++) {
    const reap_quantity *q = &a->batch->quantities.at[i];
    if (q->span.beg >= row->span.end) break;
    if (q->span.beg < row->span.beg) continue;
    total |= q->kind == REAP_Q_SAMPLE_SIZE && q->role == REAP_ROLE_TOTAL;
    person |= q->kind == REAP_Q_AGE || q->role == REAP_ROLE_MALE || q->role == REAP_ROLE_FEMALE;
  }
  return total && person;
}

static void mark_background(reap_assembler *a, uint32_t end) {
  for (uint32_t k = 0; k < end; k++)
    if (a->kinds.at[k] == REAP_SECTION_UNKNOWN && profile_of(a, a->item_ranges.at[k]).tests == 0)
      a->kinds.at[k] = REAP_SECTION_BACKGROUND;
}

/* In an abstract without labels nothing is a result up to the sentence that says who took part, nor before the first
 * one that states an aim. */
static void find_background(reap_assembler *a) {
  uint32_t first = 0, count = a->kinds.count;
  while (first < count && a->kinds.at[first] == REAP_SECTION_TITLE) first++;
  for (uint32_t i = first; i < count; i++) {
    if (a->kinds.at[i] != REAP_SECTION_UNKNOWN) return;
    if (i * 3 >= count * 2 || !describes_participants(a, i)) continue;
    mark_background(a, i + 1);
    return;
  }
  for (uint32_t i = first; i * 2 <= count && i < count; i++)
    if (hypothetical(a, &a->batch->sentences.at[a->citation->sentences.first + i], false)) {
      mark_background(a, i + 1);
      return;
    }
}

static bool prints_number(const reap_assembler *a, reap_range items) {
  for (uint32_t i = items.first; i < items.first + items.count; i++)
    if (a->items.at[i].kind >= REAP_ITEM_VALUE && a->items.at[i].kind <= REAP_ITEM_NUMBER) return true;
  return false;
}

/* In an abstract without labels the last sentences that print no number sum up what was found. */
static void find_conclusions(reap_assembler *a) {
  enum { CONCLUSIONS_MAX = 4 };
  uint32_t count = a->kinds.count, first = count;
  while (first > 0 && count - first < CONCLUSIONS_MAX && a->kinds.at[first - 1] == REAP_SECTION_UNKNOWN) {
    if (prints_number(a, a->item_ranges.at[first - 1])) break;
    first--;
  }
  if (first == 0 || count - first == CONCLUSIONS_MAX) return;
  for (uint32_t i = first; i < count; i++) a->kinds.at[i] = REAP_SECTION_CONCLUSIONS;
}

/* An abstract with labels, but none for the results: in what it calls background or aim, results begin with the first
 * sentence that prints a p-value. */
static void find_unlabelled_results(reap_assembler *a) {
  uint8_t section = REAP_SECTION_UNKNOWN;
  bool results = false;
  for (uint32_t i = 0; i < a->kinds.count; i++)
    if (a->kinds.at[i] == REAP_SECTION_RESULTS) return;
  for (uint32_t i = 0; i < a->kinds.count; i++) {
    const uint8_t kind = a->kinds.at[i];
    if (kind != section) results = false;
    section = kind;
    if (kind != REAP_SECTION_BACKGROUND && kind != REAP_SECTION_OBJECTIVE) continue;
    results |= reap_sentence_holds(a, i, REAP_ITEM_P);
    if (results) a->kinds.at[i] = REAP_SECTION_UNKNOWN;
  }
}

void reap_sections_read(reap_assembler *a) {
  reap_vec_reset(&a->kinds);
  uint8_t running = REAP_SECTION_UNKNOWN;
  for (uint32_t i = 0; i < a->citation->sentences.count; i++) {
    const reap_sentence *sentence = &a->batch->sentences.at[a->citation->sentences.first + i];
    uint8_t kind = a->citation->plain_text ? REAP_SECTION_UNKNOWN : a->batch->sections.at[sentence->section].kind;
    if (kind == REAP_SECTION_UNKNOWN) {
      uint8_t label = inline_label(a, sentence);
      if (label != REAP_SECTION_UNKNOWN) running = label;
      kind = running;
    }
    *reap_push(&a->kinds) = kind;
  }
  if (a->citation->plain_text && running != REAP_SECTION_UNKNOWN && a->kinds.at[0] == REAP_SECTION_UNKNOWN)
    a->kinds.at[0] = REAP_SECTION_TITLE; /* what stands before the labels */
  find_unlabelled_results(a);
  find_background(a);
  find_conclusions(a);
}

/* Advice and outlook, not a report. */
static bool is_advice(const reap_assembler *a, const reap_sentence *sentence) {
  static const char *const words[] = {"future",   "further",   "larger",    "needed",      "required",
                                      "requires", "warranted", "recommend", "recommended", "should",
                                      "evidence", "author",    "authors"};
  for (uint32_t t = sentence->tokens.first; t < sentence->tokens.first + sentence->tokens.count; t++)
    if (reap_word_in(a, t, words, sizeof words / sizeof *words)) return true;
  return false;
}

/* "will be recruited", "we expect", "is expected to": a plan. */
static bool is_planned(const reap_assembler *a, const reap_sentence *sentence) {
  uint32_t end = sentence->tokens.first + sentence->tokens.count;
  for (uint32_t t = sentence->tokens.first; t < end; t++) {
    if (reap_word_is(a, t, "will") || reap_word_is(a, t, "expect")) return true;
    if (reap_word_is(a, t, "expected") && t + 1 < end && reap_word_is(a, t + 1, "to")) return true;
  }
  return false;
}

/* What a title or background holds is no result, nor what methods hold without a test. */
static bool may_tell(const reap_assembler *a, uint32_t sentence) {
  switch (a->kinds.at[sentence]) {
  case REAP_SECTION_METHODS:
    return reap_sentence_holds(a, sentence, REAP_ITEM_P) || reap_sentence_holds(a, sentence, REAP_ITEM_EFFECT);
  case REAP_SECTION_RESULTS:
  case REAP_SECTION_CONCLUSIONS:
  case REAP_SECTION_UNKNOWN:
    return true;
  default:
    return false;
  }
}

static bool tells_results(const reap_assembler *a, uint32_t sentence, bool *conclusion) {
  const reap_sentence *row = &a->batch->sentences.at[a->citation->sentences.first + sentence];
  uint8_t section = a->kinds.at[sentence];
  *conclusion = section == REAP_SECTION_CONCLUSIONS || starts_with(a, row, "conclusion") ||
                starts_with(a, row, "in conclusion") || starts_with(a, row, "these results") ||
                starts_with(a, row, "these findings") || starts_with(a, row, "this study ");
  if (!may_tell(a, sentence)) return false;
  profile p = profile_of(a, a->item_ranges.at[sentence]);
  switch (section) {
  case REAP_SECTION_RESULTS:
    return p.values || p.tests || p.directions || p.denial;
  case REAP_SECTION_CONCLUSIONS:
    return p.directions && !hypothetical(a, row, true) && !is_advice(a, row);
  case REAP_SECTION_METHODS:
    return p.tests && (p.directions || p.values >= 2) && !hypothetical(a, row, false);
  case REAP_SECTION_UNKNOWN:
    if (!p.tests && is_planned(a, row)) return false;
    if (p.values >= 2 && p.arms && !p.allocations) return true;
    if ((*conclusion && is_advice(a, row)) || hypothetical(a, row, *conclusion) || (p.allocations && !p.tests))
      return false;
    if (sentence == 0 && a->citation->sentences.count > 1 && !p.tests) return false;
    return p.tests ||
           (p.values && (p.arms || p.directions || p.baselines || sentence * 3 + 1 >= a->citation->sentences.count)) ||
           (p.directions && (p.arms || p.versus || p.baselines)) ||
           (p.denial && sentence * 5 >= a->citation->sentences.count * 2);
  default:
    return false;
  }
}

/* "Although X did not change, Y rose": the first clause ends at the comma behind its verb. */
static bool opens_subordinate(const reap_assembler *a, uint32_t first) {
  const reap_item *item = &a->items.at[first];
  return item->kind == REAP_ITEM_WORD && item->bits & REAP_W_CLAUSE;
}

/* "with no difference between groups": a statement of its own. */
static bool denies_difference(const reap_assembler *a, uint32_t i, uint32_t end) {
  bool same = false;
  for (uint32_t k = i; k < end && k < i + 7; k++) {
    const reap_item *item = &a->items.at[k];
    same |= item->kind == REAP_ITEM_DIRECTION &&
            (item->sub == REAP_SENSE_SAME || (item->sub == REAP_SENSE_DIFFERENT && item->negated));
    if (item->kind == REAP_ITEM_GROUPS) return same;
    if (item->kind == REAP_ITEM_MARK) return false;
  }
  return false;
}

/* "did not", "had no", or a cue that holds them: "did not differ", "was not significant". */
static bool begins_denied(const reap_assembler *a, uint32_t i, uint32_t end) {
  const reap_item *item = &a->items.at[i];
  if (item->kind != REAP_ITEM_WORD) {
    bool same = item->kind == REAP_ITEM_DIRECTION && item->sub == REAP_SENSE_SAME;
    return same || (item->kind == REAP_ITEM_SIGNIFICANT && !item->sub);
  }
  return i + 1 < end && reap_bits_at(a, a->items.at[i + 1].token) & REAP_W_NOT;
}

uint32_t reap_clause_end(const reap_assembler *a, uint32_t first, uint32_t end) {
  enum { TELLS = REAP_W_BE | REAP_W_VERB | REAP_W_HAVE | REAP_W_CLAUSE | REAP_W_AND | REAP_W_PREPOSITION };
  enum { CLAUSE_ITEMS_MAX = 400 }; /* what is said of each outcome is looked for in all of its clause */
  bool subordinate = opens_subordinate(a, first), verb = false;
  if (end - first > CLAUSE_ITEMS_MAX) end = first + CLAUSE_ITEMS_MAX;
  for (uint32_t i = first + 1; i < end; i++) {
    const reap_item *item = &a->items.at[i];
    if (item->depth || (item->kind == REAP_ITEM_WORD && !(item->bits & TELLS))) continue; /* most items */
    if (item->kind == REAP_ITEM_MARK && (item->sub == ';' || (item->sub == ',' && subordinate && verb))) return i;
    verb |= item->kind == REAP_ITEM_DIRECTION;
    if (item->kind != REAP_ITEM_WORD) continue;
    verb |= (item->bits & (REAP_W_BE | REAP_W_VERB | REAP_W_HAVE)) != 0;
    if (i <= first + 2) continue;
    if (item->bits & REAP_W_CLAUSE) return i;
    if (item->bits & REAP_W_AND && i + 1 < end && a->items.at[i + 1].kind == REAP_ITEM_WORD &&
        reap_word_is(a, a->items.at[i + 1].token, "there"))
      return i; /* ", and there was no difference between the groups" */
    if (item->bits & REAP_W_AND && verb && a->items.at[i - 1].kind == REAP_ITEM_MARK && i + 1 < end &&
        reap_bits_at(a, a->items.at[i + 1].token) & REAP_W_NOT)
      return i; /* "..., and no adverse events occurred" */
    if (item->bits & REAP_W_AND && verb && i + 2 < end &&
        reap_bits_at(a, a->items.at[i + 1].token) & (REAP_W_AUXILIARY | REAP_W_BE | REAP_W_HAVE) &&
        begins_denied(a, i + 1, end))
      return i; /* "... and did not affect X" */
    if (item->bits & REAP_W_PREPOSITION && reap_word_is(a, item->token, "with") && denies_difference(a, i + 1, end))
      return i;
  }
  return end;
}

void reap_tellings_read(reap_assembler *a) {
  reap_vec_reset(&a->tells);
  for (uint32_t i = 0; i < a->citation->sentences.count; i++) {
    bool conclusion = false, tells = tells_results(a, i, &conclusion);
    *reap_push(&a->tells) = !tells ? REAP_TELLS_NOTHING : conclusion ? REAP_TELLS_CONCLUSION : REAP_TELLS_RESULTS;
  }
}
