/* SPDX-License-Identifier: MIT */
/* What the tagger sees of each token. */
#include "7_assemble/phrases/tagger_look.h"

#include <stdlib.h>

#include "7_assemble/phrases/phrases.h"
#include "7_assemble/phrases/tagger_state.h"

/* ---- looks at one token alone ---- */

/* Words by their folded spelling, numbers by how many digits they have, marks by their bytes. */
static uint32_t key_of(const reap_assembler *a, const reap_token *token) {
  enum { DIGITS_MAX = 3, MARK = 4 };
  uint32_t len = token->span.end - token->span.beg, key = 1;
  if (token->flags & REAP_TOKEN_NUMBER) return len < DIGITS_MAX ? len : DIGITS_MAX;
  if (token->hash) return reap_tagger_key(token->hash);
  for (uint32_t i = 0; i < len && i < 3; i++) key = key << 8 | (uint8_t)a->citation->text.ptr[token->span.beg + i];
  return MARK + key;
}

/* The grammatical class that each bit of REAP_W_ tells; of several the first (lowest) holds. Classes that say much of
 * what stands beside them come first. */
enum {
  OUTSIDE,
  OF,
  PREPOSITION,
  DETERMINER,
  AND,
  CLAUSE,
  RELATIVE,
  BE,
  HAVE,
  NOT,
  VERSUS,
  PEOPLE,
  GROUP,
  ALLOCATE,
  TREAT,
  SHIFT,
  GAIN,
  OCCUR,
  VERB,
  CHANGE,
  COMPARATIVE,
  STATISTIC,
  TIME,
  VAGUE,
  NAMED,
  ADVERB,
  COMMA,
  OPEN,
  CLOSE,
  MARK,
  NUMBER,
  WORD,
  CLASSES
};
_Static_assert(CLASSES == (int)REAP_VALUES_CLASS, "a value for each");

static const uint8_t class_of_bit[32] = {
    DETERMINER, OF,    PREPOSITION, AND,    CLAUSE, RELATIVE, BE,        HAVE,   HAVE,   NOT,         VERB,
    GAIN,       OCCUR, ADVERB,      PEOPLE, GROUP,  VAGUE,    STATISTIC, TIME,   CHANGE, COMPARATIVE, SHIFT,
    ALLOCATE,   WORD,  WORD,        TREAT,  NAMED,  NAMED,    VAGUE,     VERSUS, WORD,   WORD};

static uint8_t class_of(const reap_assembler *a, uint32_t token) {
  char mark = reap_mark_at(a, token);
  if (mark) return mark == ',' ? COMMA : mark == '(' || mark == '[' ? OPEN : mark == ')' || mark == ']' ? CLOSE : MARK;
  if (reap_token_at(a, token)->flags & REAP_TOKEN_NUMBER) return NUMBER;
  uint8_t class = WORD;
  for (uint32_t bits = reap_bits_at(a, token); bits; bits &= bits - 1) {
    uint8_t told = class_of_bit[__builtin_ctz(bits)];
    class = told < class ? told : class;
  }
  return class;
}

/* ---- looks at what earlier steps found ---- */

/* Calls `note` for each token that each row covers; rows are in text order. */
static void note_rows(reap_tagger *tagger, const reap_assembler *a, const reap_mention *rows, reap_range range,
                      void (*note)(reap_noted *noted, const reap_mention *row, bool begins)) {
  uint32_t first = a->citation->tokens.first, token = first, end = token + a->citation->tokens.count;
  for (uint32_t i = range.first; i < range.first + range.count; i++) {
    while (token < end && reap_token_at(a, token)->span.end <= rows[i].span.beg) token++;
    for (uint32_t t = token; t < end && reap_token_at(a, t)->span.beg < rows[i].span.end; t++)
      note(&tagger->noted.at[t - first], &rows[i], reap_token_at(a, t)->span.beg <= rows[i].span.beg);
  }
}

/* Values of REAP_LOOK_NAME: two a type of names, then one a kind of quantities that have no role, then one a role. */
enum {
  NAME_TYPES = REAP_BACKGROUND + 1,
  NAME_KIND = 1 + 2 * NAME_TYPES,
  NAME_ROLE = NAME_KIND + REAP_Q_KINDS,
  NAME_END = NAME_ROLE + REAP_ROLES - 1
};
_Static_assert(NAME_END <= (int)REAP_VALUES_NAME, "a value for each");
_Static_assert(1 << REAP_ENTITY_TYPES <= (int)REAP_VALUES_RULES, "a bit for each");

static void note_name(reap_noted *noted, const reap_mention *row, bool begins) {
  if (row->type < NAME_TYPES) noted->name = (uint8_t)(1 + row->type * 2 + begins);
}

static void note_rule(reap_noted *noted, const reap_mention *row, bool begins) {
  (void)begins;
  if (row->type < REAP_ENTITY_TYPES) noted->rules |= (uint8_t)(1 << row->type);
}

static uint8_t name_of(const reap_assembler *a, uint32_t token, uint8_t name) {
  uint32_t row = reap_quantity_of(a, token);
  if (name || row == REAP_NONE) return name;
  const reap_quantity *q = &a->batch->quantities.at[row];
  return (uint8_t)(q->role ? NAME_ROLE + q->role - 1 : NAME_KIND + q->kind);
}

/* ---- looks at the whole citation ---- */

/* Finds the word among those of the citation, or adds it. */
static reap_word_use *use_of(reap_tagger *tagger, uint32_t key) {
  uint32_t mask = tagger->uses.count - 1, slot = reap_linear_hash(key) >> 8 & mask;
  while (tagger->uses.at[slot].key && tagger->uses.at[slot].key != key) slot = (slot + 1) & mask;
  reap_word_use *use = &tagger->uses.at[slot];
  if (!use->key) {
    use->key = key;
    use->word = reap_linear_word_number(&tagger->model, key);
    __builtin_prefetch(&tagger->model.words[use->word]);
  }
  return use;
}

/* Counts the words of the citation: where each stands and how often. */
static void note_words(reap_tagger *tagger, const reap_assembler *a) {
  uint32_t count = a->citation->tokens.count, first = a->citation->tokens.first, size = 64;
  while (size < count * 2) size *= 2;
  reap_vec_resize(&tagger->uses, size);
  memset(tagger->uses.at, 0, size * sizeof *tagger->uses.at);
  for (uint32_t i = 0; i < count; i++) {
    tagger->noted.at[i].key = key_of(a, reap_token_at(a, first + i));
    reap_linear_fetch(&tagger->model, tagger->noted.at[i].key);
  }
  for (uint32_t i = 0; i < count; i++) {
    reap_noted *noted = &tagger->noted.at[i];
    reap_word_use *use = use_of(tagger, noted->key);
    if (use->count < UINT16_MAX) use->count++;
    use->titled |= reap_token_at(a, first + i)->span.beg < a->citation->title.end;
    use->rules |= noted->rules;
    noted->use = (uint32_t)(use - tagger->uses.at);
  }
}

static uint8_t elsewhere_of(const reap_word_use *use) {
  if (!(use->key >> 31)) return 0; /* numbers and marks stand everywhere */
  unsigned often = use->count < 2 ? 0 : use->count < 3 ? 1 : use->count < 6 ? 2 : 3;
  unsigned rules = (use->rules >> REAP_POPULATION & 1) | (use->rules >> REAP_INTERVENTION & 1) << 1 |
                   (use->rules >> REAP_OUTCOME & 1) << 2;
  return (uint8_t)(often | rules << 2 | use->titled << 5);
}

/* ---- looks at the sentence ---- */

/* The section of the sentence with that number in the citation, and where it stands. */
static uint8_t part_of(const reap_assembler *a, uint32_t number) {
  enum { TITLE, SECOND, EARLY, LATE, LAST_BUT_ONE, LAST, PLACES };
  _Static_assert((REAP_SECTION_REGISTRATION + 1) * PLACES <= REAP_VALUES_PART, "a value for each");
  uint32_t count = a->citation->sentences.count;
  unsigned place = number == 0           ? TITLE
                   : number == 1         ? SECOND
                   : number + 1 == count ? LAST
                   : number + 2 == count ? LAST_BUT_ONE
                   : number * 2 < count  ? EARLY
                                         : LATE;
  return (uint8_t)(a->kinds.at[number] * PLACES + place);
}

const reap_view *reap_tagger_views(reap_tagger *tagger, const reap_assembler *a, uint32_t sentence) {
  enum { VERBS = REAP_W_VERB | REAP_W_BE | REAP_W_TREAT | REAP_W_ALLOCATE | REAP_W_SHIFT | REAP_W_GAIN | REAP_W_OCCUR };
  reap_range tokens = a->batch->sentences.at[sentence].tokens;
  const reap_noted *noted = &tagger->noted.at[tokens.first - a->citation->tokens.first];
  uint32_t lead = 0, head = 0, verb = 0;
  uint8_t part = part_of(a, sentence - a->citation->sentences.first);
  reap_vec_resize(&tagger->views, tokens.count + 2 * REAP_VIEW_FIRST);
  reap_view *views = tagger->views.at;
  for (uint32_t i = 0; i < REAP_VIEW_FIRST; i++)
    views[i] = views[REAP_VIEW_FIRST + tokens.count + i] = (reap_view){.word = tagger->outside};
  for (uint32_t i = 0; i < tokens.count; i++) {
    uint32_t bits = reap_bits_at(a, tokens.first + i), at = REAP_VIEW_FIRST + i;
    const reap_word_use *use = &tagger->uses.at[noted[i].use];
    views[at] = (reap_view){.key = use->key, .word = use->word, .lead = lead, .head = head, .verb = verb};
    views[at].look[REAP_LOOK_NAME] = name_of(a, tokens.first + i, noted[i].name);
    views[at].look[REAP_LOOK_CLASS] = class_of(a, tokens.first + i);
    views[at].look[REAP_LOOK_RULES] = noted[i].rules;
    views[at].look[REAP_LOOK_ELSEWHERE] = elsewhere_of(use);
    views[at].look[REAP_LOOK_PART] = part;
    if (bits & REAP_W_PREPOSITION) lead = at, head = i ? at - 1 : 0;
    if (bits & VERBS) verb = at, lead = head = 0;
  }
  return views;
}

/* How many took part is told. */
static bool counts_participants(const reap_assembler *a) {
  return a->citation->designs.count && a->batch->designs.at[a->citation->designs.first].n_total != REAP_NONE;
}

bool reap_tagger_look(reap_tagger *tagger, const reap_assembler *a) {
  const reap_citation *citation = a->citation;
  tagger->looked = citation->tokens.count && (reap_is_trial(a) || a->arm_count > 1 || counts_participants(a));
  if (!tagger->looked) return false;
  reap_vec_resize(&tagger->noted, citation->tokens.count);
  memset(tagger->noted.at, 0, citation->tokens.count * sizeof *tagger->noted.at);
  note_rows(tagger, a, a->batch->mentions.at, citation->mentions, note_name);
  note_rows(tagger, a, a->batch->phrases.at, citation->phrases, note_rule);
  tagger->outside = reap_linear_word_number(&tagger->model, 0);
  note_words(tagger, a);
  return true;
}

bool reap_tagger_has_looked(const reap_tagger *tagger) { return tagger->looked; }
