/* SPDX-License-Identifier: MIT */
#include "lexicon/entries.h"

#include "base/utf8.h"
#include "text/fold.h"

enum { MIN_LETTERS = 3, TWIN_REACH = 64 };

/* What is at hand while names are folded. */
typedef struct {
  reap_entries *entries;
  const reap_sources *sources;
  reap_faults *faults;
  reap_tokenizer *tokenizer;
  REAP_VEC(reap_token) tokens;
} name_making;

#define SHOWN(text) (int)((text).len < 80 ? (text).len : 80), (text).ptr

static bool is_mark(const name_making *making, uint32_t token) {
  return making->tokens.at[token].flags & REAP_TOKEN_PUNCT;
}

static char first_byte(const name_making *making, reap_str text, uint32_t token) {
  return text.ptr[making->tokens.at[token].span.beg];
}

/* The token of `range` where the bracket that opens at its first token closes; REAP_NONE when it does not. */
static uint32_t closing_of(const name_making *making, reap_str text, reap_range range) {
  char open = first_byte(making, text, range.first), close = open == '(' ? ')' : open == '[' ? ']' : 0;
  int depth = 0;
  for (uint32_t i = range.first; close && i < range.first + range.count; i++) {
    if (first_byte(making, text, i) == open) depth++;
    if (first_byte(making, text, i) == close && --depth == 0) return i;
  }
  return REAP_NONE;
}

/* The closing bracket at `last` belongs to the name when its opening one does: "Ca(2+)". */
static bool closes_bracket(const name_making *making, reap_str text, uint32_t first, uint32_t last) {
  for (uint32_t i = first; i < last; i++)
    if (closing_of(making, text, (reap_range){i, last + 1 - i}) == last) return true;
  return false;
}

/* The tokens of a name: cues keep the marks at their ends ("%", "vs."), entities keep those inside, and brackets that
 * hold a part of the name ("(R)-lipoic acid"). */
static reap_range name_tokens(name_making *making, reap_str text, reap_layer layer) {
  reap_vec_reset(&making->tokens);
  reap_tokenize(making->tokenizer, text, (reap_span){0, text.len}, (reap_token_vec *)&making->tokens);
  uint32_t first = 0, end = making->tokens.count;
  if (end > 4 * REAP_IMAGE_MAX_TOKENS) return (reap_range){0, end}; /* far too long for a name */
  while (layer == REAP_LAYER_ENTITY && first < end && is_mark(making, first)) {
    uint32_t closing = closing_of(making, text, (reap_range){first, end - first});
    if (closing != REAP_NONE && closing + 1 < end) break;
    if (closing != REAP_NONE) end--;
    first++;
  }
  while (layer == REAP_LAYER_ENTITY && end > first && is_mark(making, end - 1) &&
         !closes_bracket(making, text, first, end - 1))
    end--;
  return (reap_range){first, end - first};
}

static uint64_t add_prefixes(name_making *making, reap_str text, reap_range tokens, reap_layer layer) {
  uint64_t key = 0;
  for (uint32_t i = 0; i < tokens.count; i++) {
    const reap_token *token = &making->tokens.at[tokens.first + i];
    uint64_t hash = reap_image_token_hash(text, token);
    if (i) making->entries->prefixes.at[making->entries->prefixes.count - 1].next = reap_image_next_bit(hash);
    key = i ? reap_image_key(key, hash) : hash;
    *reap_push(&making->entries->prefixes) =
        (reap_entry_prefix){.key = key, .table = (uint8_t)reap_image_table_of(layer, i == 0)};
  }
  return key;
}

/* Under three letters and digits, or no letter at all: too likely to be something else. */
static bool is_short(const name_making *making, reap_str text, reap_range tokens) {
  uint32_t characters = 0;
  bool letters = false;
  for (uint32_t i = tokens.first; i < tokens.first + tokens.count; i++) {
    if (is_mark(making, i)) continue;
    characters += reap_utf8_count(reap_slice(text, making->tokens.at[i].span));
    letters = letters || !(making->tokens.at[i].flags & REAP_TOKEN_NUMBER);
  }
  return !letters || characters < MIN_LETTERS;
}

static void warn(name_making *making, reap_source_place place, const char *message, reap_str text) {
  reap_faults_add(making->faults, making->sources, place, REAP_LEXICON_WARNING, message, SHOWN(text));
}

static void add_name(name_making *making, uint32_t number) {
  const reap_source_name *name = &making->sources->names.at[number];
  reap_layer layer =
      reap_type_is_cue(making->sources->concepts.at[name->concept].type) ? REAP_LAYER_CUE : REAP_LAYER_ENTITY;
  reap_range tokens = name_tokens(making, name->text, layer);
  if (!tokens.count) {
    warn(making, name->place, "nothing of the name \"%.*s\" is left after folding: remove it", name->text);
  } else if (tokens.count > REAP_IMAGE_MAX_TOKENS) {
    warn(making, name->place, "the name \"%.*s\" has more than 32 words and is left out: shorten it", name->text);
  } else {
    uint8_t flags = name->preferred ? REAP_NAME_PREFERRED : 0;
    if (layer == REAP_LAYER_ENTITY && is_short(making, name->text, tokens)) flags |= REAP_NAME_SHORT;
    uint64_t key = add_prefixes(making, name->text, tokens, layer);
    *reap_push(&making->entries->rows) =
        (reap_entry_row){.key = key,
                         .source = number,
                         .condition = REAP_NONE,
                         .table = (uint8_t)reap_image_table_of(layer, tokens.count == 1),
                         .match = name->match,
                         .flags = flags};
  }
}

/* The hash of the one word beside a name that a rule asks for; 0 when it asks for none. */
static uint64_t beside(name_making *making, const reap_source_rule *rule, reap_str word) {
  if (!word.len) return 0;
  reap_range tokens = name_tokens(making, word, REAP_LAYER_CUE);
  if (tokens.count != 1)
    reap_faults_add(making->faults, making->sources, rule->place, REAP_LEXICON_ERROR,
                    "\"%.*s\" is not one word: left and right take a single word", SHOWN(word));
  return tokens.count ? reap_image_token_hash(word, &making->tokens.at[0]) : 0;
}

static void add_rule(name_making *making, uint32_t number, reap_layer layer) {
  const reap_source_rule *rule = &making->sources->rules.at[number];
  uint64_t left = beside(making, rule, rule->left), right = beside(making, rule, rule->right);
  uint32_t condition = REAP_NONE;
  if (left || right) {
    condition = making->entries->conditions.count;
    *reap_push(&making->entries->conditions) = (reap_image_condition){left, right};
  }
  reap_range tokens = name_tokens(making, rule->name, layer);
  if (!tokens.count || tokens.count > REAP_IMAGE_MAX_TOKENS) {
    warn(making, rule->place, "no name can fold to \"%.*s\": remove the rule", rule->name);
    return;
  }
  uint64_t key = add_prefixes(making, rule->name, tokens, layer);
  *reap_push(&making->entries->rows) = (reap_entry_row){.key = key,
                                                        .source = number,
                                                        .condition = condition,
                                                        .table = (uint8_t)reap_image_table_of(layer, tokens.count == 1),
                                                        .match = rule->allow ? REAP_NAME_ALLOW : REAP_NAME_BLOCK};
}

/* Rules hold for the layers of the vocabulary that states them; for entities when it has no concepts. */
static void add_rules(name_making *making) {
  for (uint32_t i = 0; i < making->sources->rules.count; i++) {
    const bool *has_layer = making->sources->vocabularies.at[making->sources->rules.at[i].vocabulary].has_layer;
    if (has_layer[REAP_LAYER_ENTITY] || !has_layer[REAP_LAYER_CUE]) add_rule(making, i, REAP_LAYER_ENTITY);
    if (has_layer[REAP_LAYER_CUE]) add_rule(making, i, REAP_LAYER_CUE);
  }
}

typedef struct {
  reap_image_context row;
  int32_t priority;
} ranked_context;

static int by_words(const void *left, const void *right) {
  const ranked_context *a = left, *b = right;
  if (a->row.key != b->row.key) return a->row.key < b->row.key ? -1 : 1;
  if (a->row.side != b->row.side) return a->row.side < b->row.side ? -1 : 1;
  if (a->priority != b->priority) return a->priority > b->priority ? -1 : 1;
  return (a->row.type > b->row.type) - (a->row.type < b->row.type);
}

/* Of several rows for the same words, that of the vocabulary of highest priority counts. */
static void add_contexts(name_making *making) {
  REAP_VEC(ranked_context) all = {0};
  for (uint32_t i = 0; i < making->sources->contexts.count; i++) {
    const reap_source_context *source = &making->sources->contexts.at[i];
    reap_range tokens = name_tokens(making, source->words, REAP_LAYER_CUE);
    if (!tokens.count || tokens.count > REAP_IMAGE_CONTEXT_WORDS) {
      reap_faults_add(making->faults, making->sources, source->place, REAP_LEXICON_ERROR,
                      "\"%.*s\" is not one word or two", SHOWN(source->words));
      continue;
    }
    uint64_t key = reap_image_token_hash(source->words, &making->tokens.at[0]);
    if (tokens.count == 2) key = reap_image_key(key, reap_image_token_hash(source->words, &making->tokens.at[1]));
    *reap_push(&all) = (ranked_context){{key, source->type, source->side, (uint8_t)tokens.count, {0}},
                                        making->sources->vocabularies.at[source->vocabulary].priority};
  }
  if (all.count) qsort(all.at, all.count, sizeof *all.at, by_words);
  for (uint32_t i = 0; i < all.count; i++)
    if (!i || all.at[i].row.key != all.at[i - 1].row.key || all.at[i].row.side != all.at[i - 1].row.side)
      *reap_push(&making->entries->contexts) = all.at[i].row;
  reap_vec_free(&all);
}

static bool is_rule(const reap_entry_row *row) { return row->match >= REAP_NAME_BLOCK; }
static int descending(int64_t a, int64_t b) { return (a < b) - (a > b); }

static int compare_ids(reap_str a, reap_str b) {
  int order = memcmp(a.ptr, b.ptr, a.len < b.len ? a.len : b.len);
  return order ? order : (a.len > b.len) - (a.len < b.len);
}

/* The order inside a group: rules by priority, those with a condition first, a block before an allow of the same; then
 * names: priority, preferred name, smaller id. */
static int in_group(const reap_entry_row *a, const reap_entry_row *b, const reap_sources *sources) {
  if (is_rule(a) != is_rule(b)) return is_rule(a) ? -1 : 1;
  if (is_rule(a)) {
    int order = descending(sources->vocabularies.at[sources->rules.at[a->source].vocabulary].priority,
                           sources->vocabularies.at[sources->rules.at[b->source].vocabulary].priority);
    if (!order) order = (a->condition == REAP_NONE) - (b->condition == REAP_NONE);
    if (!order) order = (a->match > b->match) - (a->match < b->match);
    return order ? order : (a->source > b->source) - (a->source < b->source);
  }
  const reap_source_concept *one = &sources->concepts.at[sources->names.at[a->source].concept],
                            *two = &sources->concepts.at[sources->names.at[b->source].concept];
  int order = descending(sources->vocabularies.at[one->vocabulary].priority,
                         sources->vocabularies.at[two->vocabulary].priority);
  if (!order) order = descending(a->flags & REAP_NAME_PREFERRED, b->flags & REAP_NAME_PREFERRED);
  if (!order) order = compare_ids(one->id, two->id);
  return order ? order : (a->source > b->source) - (a->source < b->source);
}

static int by_key(const void *left, const void *right, void *context) {
  const reap_entry_row *a = left, *b = right;
  if (a->table != b->table) return a->table < b->table ? -1 : 1;
  if (a->key != b->key) return a->key < b->key ? -1 : 1;
  return in_group(a, b, context);
}

static int by_prefix(const void *left, const void *right) {
  const reap_entry_prefix *a = left, *b = right;
  if (a->table != b->table) return a->table < b->table ? -1 : 1;
  return (a->key > b->key) - (a->key < b->key);
}

static void merge_prefixes(reap_entries *entries) {
  if (!entries->prefixes.count) return;
  qsort(entries->prefixes.at, entries->prefixes.count, sizeof *entries->prefixes.at, by_prefix);
  uint32_t kept = 0;
  for (uint32_t i = 1; i < entries->prefixes.count; i++) {
    reap_entry_prefix *last = &entries->prefixes.at[kept], *now = &entries->prefixes.at[i];
    if (by_prefix(last, now) == 0)
      last->next |= now->next;
    else
      entries->prefixes.at[++kept] = *now;
  }
  entries->prefixes.count = kept + 1;
}

/* Drops the second row of one concept under one key: "ulcer" and "ulcers" fold alike. Looks back a few rows only, so
 * that a name which a million concepts bear costs no square of that. */
static void drop_twins(reap_entries *entries, const reap_sources *sources) {
  uint32_t kept = 0;
  for (uint32_t i = 0; i < entries->rows.count; i++) {
    const reap_entry_row *row = &entries->rows.at[i];
    bool twin = false;
    for (uint32_t back = 1; back <= kept && back <= TWIN_REACH && row->match == REAP_NAME_FOLD && !twin; back++) {
      const reap_entry_row *other = &entries->rows.at[kept - back];
      if (!reap_same_group(other, row) || is_rule(other)) break;
      twin = other->match == REAP_NAME_FOLD &&
             sources->names.at[other->source].concept == sources->names.at[row->source].concept;
    }
    if (!twin) entries->rows.at[kept++] = *row;
  }
  entries->rows.count = kept;
}

static uint32_t meaning(const reap_sources *sources, const reap_entry_row *row) {
  return sources->concepts.at[sources->names.at[row->source].concept].same;
}

static uint32_t root(const reap_sources *sources, uint32_t concept) {
  while (sources->concepts.at[concept].same != concept) concept = sources->concepts.at[concept].same;
  return concept;
}

static void unite(reap_sources *sources, uint32_t a, uint32_t b) {
  a = root(sources, a);
  b = root(sources, b);
  if (a < b) sources->concepts.at[b].same = a;
  if (b < a) sources->concepts.at[a].same = b;
}

/* The next of the ids in a cell of cross references, which are separated by |, ; or spaces. */
static bool next_reference(reap_str *cell, reap_str *id) {
  uint32_t at = 0, end;
  while (at < cell->len && strchr("|; ,", cell->ptr[at])) at++;
  for (end = at; end < cell->len && !strchr("|; ,", cell->ptr[end]);) end++;
  *id = (reap_str){cell->ptr + at, end - at};
  *cell = (reap_str){cell->ptr + end, cell->len - end};
  return id->len > 0;
}

/* Entities of the same id (from several vocabularies), and concepts that refer to each other, mean the same. Cues share
 * ids: there type and value must agree too. */
static void mark_same(reap_sources *sources) {
  for (uint32_t i = 1; i < sources->by_id.count; i++) {
    uint32_t a = sources->by_id.at[i - 1], b = sources->by_id.at[i];
    const reap_source_concept *one = &sources->concepts.at[a], *two = &sources->concepts.at[b];
    bool cues = reap_type_is_cue(one->type) || reap_type_is_cue(two->type);
    if (reap_str_equal(one->id, two->id) &&
        (!cues || (one->type == two->type && reap_str_equal(one->value, two->value))))
      unite(sources, a, b);
  }
  for (uint32_t i = 0; i < sources->concepts.count; i++) {
    reap_str cell = sources->concepts.at[i].xrefs, id;
    while (next_reference(&cell, &id)) {
      uint32_t other = reap_sources_find(sources, id);
      if (other != REAP_NONE) unite(sources, i, other);
    }
  }
}

/* So do concepts of one type whose own names fold alike, from two vocabularies: they seldom refer to each other
 * completely. */
static void mark_same_names(const reap_entries *entries, reap_sources *sources) {
  const reap_entry_row *preferred = NULL;
  for (uint32_t i = 0; i < entries->rows.count; i++) {
    const reap_entry_row *row = &entries->rows.at[i];
    if (is_rule(row) || !(row->flags & REAP_NAME_PREFERRED)) continue;
    uint32_t concept = sources->names.at[row->source].concept;
    if (preferred && reap_same_group(preferred, row)) {
      uint32_t other = sources->names.at[preferred->source].concept;
      const reap_source_concept *one = &sources->concepts.at[other], *two = &sources->concepts.at[concept];
      if (one->type == two->type && !reap_type_is_cue(two->type) && one->vocabulary != two->vocabulary)
        unite(sources, other, concept);
    }
    preferred = row;
  }
  for (uint32_t i = 0; i < sources->concepts.count; i++) sources->concepts.at[i].same = root(sources, i);
}

static void mark_ambiguous(reap_entries *entries, const reap_sources *sources) {
  for (uint32_t first = 0, i = 0; i < entries->rows.count; i++) {
    reap_entry_row *row = &entries->rows.at[i], *winner = &entries->rows.at[first];
    if (is_rule(row)) continue;
    if (is_rule(winner) || !reap_same_group(winner, row))
      first = i;
    else if (meaning(sources, winner) != meaning(sources, row))
      winner->flags |= REAP_NAME_AMBIGUOUS;
  }
}

reap_status reap_entries_make(reap_entries *entries, reap_sources *sources, reap_faults *faults, reap_error *error) {
  name_making making = {.entries = entries, .sources = sources, .faults = faults};
  reap_status status = reap_tokenizer_open(&making.tokenizer, error);
  if (status) return status;
  mark_same(sources);
  for (uint32_t i = 0; i < sources->names.count; i++) add_name(&making, i);
  add_rules(&making);
  add_contexts(&making);
  if (entries->rows.count) qsort_r(entries->rows.at, entries->rows.count, sizeof *entries->rows.at, by_key, sources);
  drop_twins(entries, sources);
  mark_same_names(entries, sources);
  mark_ambiguous(entries, sources);
  merge_prefixes(entries);
  reap_vec_free(&making.tokens);
  reap_tokenizer_close(making.tokenizer);
  return REAP_OK;
}

reap_lexicon_stats reap_entries_stats(const reap_entries *entries, const reap_sources *sources,
                                      const reap_faults *faults) {
  reap_lexicon_stats stats = {.vocabularies = sources->vocabularies.count,
                              .concepts = sources->concepts.count,
                              .rules = sources->rules.count,
                              .errors = faults->errors,
                              .warnings = faults->warnings};
  for (uint32_t i = 0; i < entries->rows.count; i++) stats.names += !is_rule(&entries->rows.at[i]);
  return stats;
}

void reap_entries_free(reap_entries *entries) {
  reap_vec_free(&entries->rows);
  reap_vec_free(&entries->prefixes);
  reap_vec_free(&entries->conditions);
  reap_vec_free(&entries->contexts);
}
