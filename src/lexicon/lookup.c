/* SPDX-License-Identifier: MIT */
/* The walk from a token through the tables of all images, and the verdict on the names it meets. */
#include "lexicon/layers.h"

enum {
  MAX_BEARERS = 64 /* of one name that are looked at */
};

typedef struct {
  reap_str text;
  const reap_token *tokens;
  uint32_t count;
  uint32_t at, end; /* the tokens of the name */
} token_place;

typedef struct {
  const reap_image *image;
  const reap_image *lowest; /* its words of context count for the images above it too */
  bool blocked, allowed;    /* what the rules of this group, or of the images above, say */
} group_judgement;

static bool is_inside_word(const reap_token *token) {
  return (token->flags & REAP_TOKEN_GLUED) && !(token->flags & REAP_TOKEN_PUNCT);
}

/* "PD" is not meant in "PD-1", nor "FU" in "5-FU": capitals and a number joined by a hyphen are one name. */
static bool makes_one_name(const reap_token *capitals, const reap_token *number, const reap_token *second) {
  return (capitals->flags & REAP_TOKEN_UPPER) && (number->flags & REAP_TOKEN_NUMBER) &&
         (second->flags & REAP_TOKEN_HYPHEN);
}

/* Entities start and end at the borders of words. A unit may follow its number directly: "5mg". */
static bool may_start(reap_layer layer, const token_place *place) {
  if (place->at == 0) return true;
  const reap_token *token = &place->tokens[place->at], *before = token - 1;
  if (layer == REAP_LAYER_CUE)
    return !is_inside_word(token) || (before->flags & (REAP_TOKEN_NUMBER | REAP_TOKEN_PUNCT));
  return !is_inside_word(token) && !makes_one_name(token, before, token);
}
static bool may_end(reap_layer layer, const token_place *place) {
  if (place->end == place->count) return true;
  const reap_token *after = &place->tokens[place->end], *last = after - 1;
  if (is_inside_word(after) && !(last->flags & REAP_TOKEN_PUNCT)) return false;
  return layer == REAP_LAYER_CUE || !makes_one_name(last, after, after);
}

static bool condition_holds(const reap_image *image, uint32_t condition, const token_place *place) {
  if (condition == REAP_NONE) return true;
  if (condition >= image->count[REAP_IMAGE_CONDITIONS]) return false;
  const reap_image_condition *beside = &image->conditions[condition];
  uint64_t left = place->at ? reap_image_token_hash(place->text, &place->tokens[place->at - 1]) : 0;
  uint64_t right = place->end < place->count ? reap_image_token_hash(place->text, &place->tokens[place->end]) : 0;
  return (!beside->left || beside->left == left) && (!beside->right || beside->right == right);
}

/* The next ASCII letter at or after *at, 0 at the end; *gap tells whether anything else stood before it. */
static char next_letter(reap_str text, uint32_t *at, bool *gap) {
  *gap = false;
  while (*at < text.len && !reap_is_alpha(text.ptr[*at])) {
    *gap = true;
    ++*at;
  }
  return *at < text.len ? text.ptr[(*at)++] : 0;
}

/* Whether the letters agree in case, whatever hyphens and spaces do. A plural s more or less at the end of a word is
 * forgiven: folding has made sure that the words are the same. */
static bool case_agrees(reap_str written, reap_str printed) {
  uint32_t w = 0, p = 0;
  for (;;) {
    bool written_gap, printed_gap;
    uint32_t w_before = w, p_before = p;
    char a = next_letter(written, &w, &written_gap), b = next_letter(printed, &p, &printed_gap);
    if (a == b && !a) return true;
    if (a == b) continue;
    if (b == 's' && !printed_gap && (written_gap || !a))
      w = w_before;
    else if (a == 's' && !written_gap && (printed_gap || !b))
      p = p_before;
    else
      return false;
  }
}

static bool spelling_agrees(const reap_image *image, const reap_image_name *name, const token_place *place) {
  if (name->match == REAP_NAME_FOLD) return true;
  reap_str written = reap_image_text(image, name->text);
  reap_str printed =
      reap_slice(place->text, (reap_span){place->tokens[place->at].span.beg, place->tokens[place->end - 1].span.end});
  return name->match == REAP_NAME_EXACT ? reap_str_equal(written, printed) : case_agrees(written, printed);
}

/* What the words say that stand on one side of the name, two before one; -1 when they say nothing. */
static int type_beside(const reap_image *image, const token_place *place, uint8_t side) {
  for (uint32_t words = REAP_IMAGE_CONTEXT_WORDS; words > 0; words--) {
    if (side ? place->count - place->end < words : place->at < words) continue;
    const reap_token *first = &place->tokens[side ? place->end : place->at - words];
    uint64_t key = reap_image_token_hash(place->text, first);
    for (uint32_t i = 1; i < words; i++) key = reap_image_key(key, reap_image_token_hash(place->text, first + i));
    uint64_t low = 0, high = image->count[REAP_IMAGE_CONTEXTS];
    while (low < high) {
      uint64_t middle = low + (high - low) / 2;
      const reap_image_context *row = &image->contexts[middle];
      if (row->key == key && row->side == side && row->words == words) return row->type;
      if (row->key < key || (row->key == key && row->side < side))
        low = middle + 1;
      else
        high = middle;
    }
  }
  return -1;
}

/* The type that the words around the name tell of: those behind it first, for there stands the head of the phrase. */
static int told_type(const group_judgement *judgement, const token_place *place) {
  const reap_image *images[] = {judgement->image, judgement->lowest};
  for (int i = 0; i < 2 && (i == 0 || images[1] != images[0]); i++)
    for (uint8_t side = 2; side-- > 0;) {
      int type = images[i] ? type_beside(images[i], place, side) : -1;
      if (type >= 0) return type;
    }
  return -1;
}

/* The first rule of the group that applies decides, unless an image above has decided already. */
static uint32_t judge_rules(group_judgement *judgement, uint32_t row, const token_place *place) {
  const reap_image *image = judgement->image;
  for (; row < image->count[REAP_IMAGE_NAMES] && image->names[row].match >= REAP_NAME_BLOCK; row++) {
    const reap_image_name *rule = &image->names[row];
    if (!judgement->blocked && !judgement->allowed && condition_holds(image, rule->concept, place)) {
      judgement->blocked = rule->match == REAP_NAME_BLOCK;
      judgement->allowed = !judgement->blocked;
    }
    if (rule->flags & REAP_NAME_LAST) return REAP_NONE;
  }
  return row;
}

/* What the rules and the spelling say about a name of the group; TAKEN when nothing speaks against it. */
static reap_lexicon_verdict judge_name(const group_judgement *judgement, const reap_image_name *name,
                                       const token_place *place) {
  if (judgement->blocked) return REAP_LEXICON_BLOCKED;
  if ((name->flags & REAP_NAME_SHORT) && !judgement->allowed) return REAP_LEXICON_SHORT;
  if (!spelling_agrees(judgement->image, name, place)) return REAP_LEXICON_SPELLING;
  return REAP_LEXICON_TAKEN;
}

/* The winner among the names of a group from `row` on: the first, unless the text tells of another's type. */
static bool winner(const group_judgement *judgement, uint32_t row, const token_place *place, reap_lexicon_match *out) {
  const reap_image *image = judgement->image;
  enum { UNASKED = -2 };
  const reap_image_concept *best = NULL;
  int told = UNASKED;
  for (uint32_t last = row + MAX_BEARERS; row < image->count[REAP_IMAGE_NAMES] && row < last; row++) {
    const reap_image_name *name = &image->names[row];
    if (name->concept < image->count[REAP_IMAGE_CONCEPTS] && judge_name(judgement, name, place) == REAP_LEXICON_TAKEN) {
      const reap_image_concept *concept = &image->concepts[name->concept];
      bool differs = best && concept->type != best->type && !reap_type_is_cue(concept->type);
      if (differs && told == UNASKED) told = told_type(judgement, place);
      bool better = differs && concept->type == told && best->type != told;
      bool ambiguous = best && (out->ambiguous || concept->same != best->same);
      if (!best || better) {
        *out = (reap_lexicon_match){.concept = name->concept, .tokens = place->end - place->at};
        best = concept;
      }
      out->ambiguous = ambiguous;
    }
    if (name->flags & REAP_NAME_LAST) break;
  }
  if (best) out->told = best->type == told;
  return best;
}

/* A plain name: taken unless an image above forbids it. No row is read, so that nothing waits for memory here. */
static inline bool take_plain(const reap_image *image, uint32_t told, uint32_t tokens, reap_lexicon_match *out) {
  uint32_t concept = told & ~(uint32_t)(REAP_IMAGE_PLAIN | REAP_IMAGE_AMBIGUOUS);
  if (concept >= image->count[REAP_IMAGE_CONCEPTS]) return false;
  __builtin_prefetch(&image->concepts[concept]);
  *out = (reap_lexicon_match){.concept = concept, .tokens = tokens, .ambiguous = told & REAP_IMAGE_AMBIGUOUS};
  return true;
}

/* What the names of the group say that ends at place->end; the concept is counted in its image. */
static inline bool take_names(group_judgement *judgement, uint32_t group, const token_place *place,
                              reap_lexicon_match *out) {
  if (group & REAP_IMAGE_PLAIN) return take_plain(judgement->image, group, place->end - place->at, out);
  uint32_t row = judge_rules(judgement, group, place);
  return !judgement->blocked && row != REAP_NONE && winner(judgement, row, place, out);
}

/* Whether a name may begin with the token. The one mark that an entity may begin with is a bracket: "(R)-lipoic acid".
 */
static inline bool may_begin(reap_layer layer, reap_str text, const reap_token *token) {
  if (token->hash || layer == REAP_LAYER_CUE) return true;
  char mark = text.ptr[token->span.beg];
  return mark == '(' || mark == '[';
}

/* The entry that a name goes on to from `entry` with a token of that hash, whose key with it is `key`. */
static inline const reap_image_entry *follow(const reap_image_table *longer, const reap_image_entry *entry,
                                             uint64_t hash, uint64_t key) {
  if (!(entry->next & reap_image_next_bit(hash)) || !reap_image_may_hold(longer, key)) return NULL;
  return reap_image_find(longer, key);
}

static uint32_t last_end(const token_place *place) {
  return place->count - place->at > REAP_IMAGE_MAX_TOKENS ? place->at + REAP_IMAGE_MAX_TOKENS : place->count;
}

/* The longest name from `entry` on, which is that of the first token. */
static bool longest_in_one(const reap_image *image, reap_layer layer, token_place *place, const reap_image_entry *entry,
                           reap_lexicon_match *out) {
  const reap_image_table *longer = &image->tables[reap_image_table_of(layer, false)];
  uint64_t key = entry->key;
  bool found = false;
  if (!may_start(layer, place)) return false;
  for (uint32_t end = place->at + 1;; end++) {
    place->end = end;
    if (entry->names != REAP_NONE && may_end(layer, place)) {
      group_judgement judgement = {.image = image};
      found = take_names(&judgement, entry->names, place, out) || found;
    }
    if (!entry->next || end == place->count || end - place->at == REAP_IMAGE_MAX_TOKENS) return found;
    uint64_t hash = reap_image_token_hash(place->text, &place->tokens[end]);
    key = reap_image_key(key, hash);
    if (!(entry = follow(longer, entry, hash, key))) return found;
  }
}

/* The key of the entry that a name may go on to from `entry` with a token of that hash; 0 when none does. */
static inline uint64_t goes_on(const reap_image_table *longer, const reap_image_entry *entry, uint64_t hash) {
  if (!(entry->next & reap_image_next_bit(hash))) return 0;
  uint64_t key = reap_image_key(entry->key, hash);
  return reap_image_may_hold(longer, key) ? key : 0;
}

/* Looks up the tokens of the next block all at once, in passes. A large lexicon lies in no cache, and a text asks for
 * it all over: so the reads of many tokens overlap, and what the first two tokens together will read comes meanwhile.
 */
static void look_up_block(reap_lexicon_walk *walk, const reap_image *image) {
  const reap_image_table *first = &image->tables[reap_image_table_of(walk->layer, true)],
                         *longer = &image->tables[reap_image_table_of(walk->layer, false)];
  uint32_t rest = walk->count - walk->block_end, count = rest < REAP_LEXICON_BLOCK ? rest : REAP_LEXICON_BLOCK;
  const reap_token *tokens = walk->tokens + walk->block_end;
  uint64_t hashes[REAP_LEXICON_BLOCK + 1], starts = 0;
  for (uint32_t i = 0; i < count; i++) hashes[i] = reap_image_token_hash(walk->text, &tokens[i]);
  for (uint32_t i = 0; i < count; i++) { /* without a branch: a wrong guess would hold up the reads behind it */
    uint64_t may = reap_image_may_hold(first, hashes[i]);
    may &= may_begin(walk->layer, walk->text, &tokens[i]);
    starts |= may << i;
  }
  hashes[count] = count < rest ? reap_image_token_hash(walk->text, &tokens[count]) : 0;
  for (uint64_t left = starts; left; left &= left - 1) reap_image_fetch(first, hashes[__builtin_ctzll(left)]);
  for (uint64_t left = starts; left; left &= left - 1) {
    uint32_t i = (uint32_t)__builtin_ctzll(left);
    const reap_image_entry *entry = walk->entries[i] = reap_image_find(first, hashes[i]);
    uint64_t key = entry ? goes_on(longer, entry, hashes[i + 1]) : 0;
    if (key) reap_image_fetch(longer, key);
    if (!key && (!entry || entry->names == REAP_NONE)) starts ^= left & (0 - left);
  }
  walk->block = walk->block_end;
  walk->block_end += count;
  walk->starts = starts;
}

/* One image is the usual case, and this the innermost loop of tagging: it runs for every word of every text. */
static bool next_in_one(reap_lexicon_walk *walk, token_place *place, reap_lexicon_match *out) {
  const reap_image *image = &walk->lexicon->layers[0].image;
  for (;;) {
    for (; walk->starts; walk->starts &= walk->starts - 1) {
      uint32_t i = (uint32_t)__builtin_ctzll(walk->starts);
      place->at = walk->block + i;
      if (place->at >= walk->at && longest_in_one(image, walk->layer, place, walk->entries[i], out)) return true;
    }
    if (walk->block_end >= walk->count) return false;
    look_up_block(walk, image);
  }
}

/* A walk through several images at once, a token a step. */
typedef struct {
  const reap_lexicon *lexicon;
  reap_layer layer;
  uint64_t key;
  uint32_t live;                                            /* bit i: image i still knows names that begin so */
  const reap_image_entry *entries[REAP_LEXICON_MAX_IMAGES]; /* where they stand */
} name_walk;

/* Starts a walk with a token; false when no image knows names that begin so. */
static bool start(name_walk *walk, const reap_lexicon *lexicon, reap_layer layer, reap_str text,
                  const reap_token *token) {
  uint64_t hash = reap_image_token_hash(text, token);
  if (!may_begin(layer, text, token)) return false;
  walk->lexicon = lexicon;
  walk->layer = layer;
  walk->key = hash;
  walk->live = 0;
  for (uint32_t i = 0; i < lexicon->layer_count; i++) {
    const reap_image_table *first = &lexicon->layers[i].image.tables[reap_image_table_of(layer, true)];
    if (reap_image_may_hold(first, hash) && (walk->entries[i] = reap_image_find(first, hash))) walk->live |= 1u << i;
  }
  return walk->live != 0;
}

static bool go_on(name_walk *walk, uint64_t hash) {
  walk->key = reap_image_key(walk->key, hash);
  for (uint32_t i = 0; i < walk->lexicon->layer_count; i++) {
    if (!(walk->live >> i & 1)) continue;
    const reap_image_table *longer = &walk->lexicon->layers[i].image.tables[reap_image_table_of(walk->layer, false)];
    if (!(walk->entries[i] = follow(longer, walk->entries[i], hash, walk->key))) walk->live &= ~(1u << i);
  }
  return walk->live != 0;
}

/* The names of image i that end here; REAP_NONE when there are none. */
static uint32_t group_of(const name_walk *walk, uint32_t i) {
  return walk->live >> i & 1 ? walk->entries[i]->names : REAP_NONE;
}

/* Their first row. */
static uint32_t row_of(const name_walk *walk, uint32_t i, const token_place *place) {
  if (group_of(walk, i) == REAP_NONE) return REAP_NONE;
  bool first = place->end == place->at + 1;
  const reap_image_table *table = &walk->lexicon->layers[i].image.tables[reap_image_table_of(walk->layer, first)];
  return table->rows[walk->entries[i] - table->entries];
}

/* What the rules of all images say, the uppermost first: a block holds for names above it too, until an `allow` lifts
 * it. */
static void judge_all_rules(group_judgement *judgement, const name_walk *walk, const token_place *place) {
  for (uint32_t i = walk->lexicon->layer_count; i-- > 0 && !judgement->blocked && !judgement->allowed;) {
    uint32_t group = group_of(walk, i);
    judgement->image = &walk->lexicon->layers[i].image;
    if (group != REAP_NONE && !(group & REAP_IMAGE_PLAIN)) judge_rules(judgement, group, place);
  }
}

/* The uppermost image that knows the name decides. */
static bool decide(const name_walk *walk, const token_place *place, reap_lexicon_match *out) {
  group_judgement judgement = {.lowest = &walk->lexicon->layers[0].image};
  judge_all_rules(&judgement, walk, place);
  for (uint32_t i = walk->lexicon->layer_count; i-- > 0 && !judgement.blocked;) {
    judgement.image = &walk->lexicon->layers[i].image;
    if (group_of(walk, i) == REAP_NONE || !take_names(&judgement, group_of(walk, i), place, out)) continue;
    out->concept += walk->lexicon->layers[i].first_concept;
    return true;
  }
  return false;
}

static bool next_in_all(const reap_lexicon *lexicon, reap_layer layer, token_place *place, reap_lexicon_match *out) {
  for (; place->at < place->count; place->at++) {
    const reap_token *token = &place->tokens[place->at];
    name_walk walk;
    bool found = false;
    if (!may_start(layer, place) || !start(&walk, lexicon, layer, place->text, token)) continue;
    for (uint32_t end = place->at + 1, last = last_end(place);; end++) {
      place->end = end;
      if (may_end(layer, place)) found = decide(&walk, place, out) || found;
      if (end == last || !go_on(&walk, reap_image_token_hash(place->text, &place->tokens[end]))) break;
    }
    if (found) return true;
  }
  return false;
}

void reap_lexicon_walk_from(reap_lexicon_walk *walk, const reap_lexicon *lexicon, reap_layer layer, reap_str text,
                            const reap_token *tokens, uint32_t count, uint32_t at) {
  walk->lexicon = lexicon;
  walk->layer = layer;
  walk->text = text;
  walk->tokens = tokens;
  walk->count = count;
  walk->at = walk->block = walk->block_end = at;
  walk->starts = 0;
}

bool reap_lexicon_walk_on(reap_lexicon_walk *walk, reap_lexicon_match *out) {
  token_place place = {walk->text, walk->tokens, walk->count, walk->at, walk->at};
  if (walk->lexicon->layer_count == 1 ? !next_in_one(walk, &place, out)
                                      : !next_in_all(walk->lexicon, walk->layer, &place, out))
    return false;
  out->at = place.at;
  walk->at = place.at + out->tokens;
  return true;
}

bool reap_lexicon_next(const reap_lexicon *lexicon, reap_layer layer, reap_str text, const reap_token *tokens,
                       uint32_t count, uint32_t *at, reap_lexicon_match *out) {
  reap_lexicon_walk walk;
  reap_lexicon_walk_from(&walk, lexicon, layer, text, tokens, count, *at);
  if (!reap_lexicon_walk_on(&walk, out)) return false;
  *at = out->at;
  return true;
}

/* What one candidate's verdict depends on. */
typedef struct {
  const reap_lexicon *lexicon;
  reap_layer layer;
  token_place place;
  reap_lexicon_match longest; /* tokens 0: there is none */
  void (*each)(void *context, const reap_lexicon_candidate *candidate);
  void *context;
} telling;

static reap_lexicon_verdict verdict_on(const telling *tell, const group_judgement *judgement,
                                       const reap_image_name *name, uint32_t concept) {
  if (!may_start(tell->layer, &tell->place) || !may_end(tell->layer, &tell->place)) return REAP_LEXICON_INSIDE;
  reap_lexicon_verdict verdict = judge_name(judgement, name, &tell->place);
  if (verdict != REAP_LEXICON_TAKEN) return verdict;
  if (tell->longest.tokens > tell->place.end - tell->place.at) return REAP_LEXICON_COVERED;
  return tell->longest.concept == concept ? REAP_LEXICON_TAKEN : REAP_LEXICON_OUTRANKED;
}

static void tell_name(const telling *tell, const reap_lexicon_layer *layer, const group_judgement *judgement,
                      const reap_image_name *name) {
  const reap_image *image = &layer->image;
  uint32_t concept = layer->first_concept + name->concept;
  reap_lexicon_candidate candidate = {.name = reap_image_text(image, name->text),
                                      .concept = reap_lexicon_concept(tell->lexicon, concept),
                                      .vocabulary = REAP_STR(""),
                                      .title = REAP_STR(""),
                                      .tokens = tell->place.end - tell->place.at,
                                      .verdict = verdict_on(tell, judgement, name, concept)};
  uint32_t vocabulary = image->origins[name->concept].vocabulary;
  if (vocabulary < image->count[REAP_IMAGE_VOCABULARIES]) {
    candidate.vocabulary = reap_image_text(image, image->vocabularies[vocabulary].folder);
    candidate.title = reap_image_text(image, image->vocabularies[vocabulary].title);
    candidate.priority = image->vocabularies[vocabulary].priority;
  }
  tell->each(tell->context, &candidate);
}

/* All names that end here, those of the uppermost image first. */
static void tell_groups(const telling *tell, const name_walk *walk) {
  group_judgement judgement = {.lowest = &tell->lexicon->layers[0].image};
  judge_all_rules(&judgement, walk, &tell->place);
  for (uint32_t i = tell->lexicon->layer_count; i-- > 0;) {
    const reap_lexicon_layer *layer = &tell->lexicon->layers[i];
    uint32_t row = row_of(walk, i, &tell->place);
    if (row == REAP_NONE) continue;
    judgement.image = &layer->image;
    row = judge_rules(&judgement, row, &tell->place);
    for (; row != REAP_NONE && row < layer->image.count[REAP_IMAGE_NAMES]; row++) {
      const reap_image_name *name = &layer->image.names[row];
      if (name->concept < layer->image.count[REAP_IMAGE_CONCEPTS]) tell_name(tell, layer, &judgement, name);
      if (name->flags & REAP_NAME_LAST) break;
    }
  }
}

void reap_lexicon_candidates(const reap_lexicon *lexicon, reap_layer layer, reap_str text, const reap_token *tokens,
                             uint32_t count, uint32_t at,
                             void (*each)(void *context, const reap_lexicon_candidate *candidate), void *context) {
  telling tell = {lexicon, layer, {text, tokens, count, at, at}, {0}, each, context};
  uint32_t next = at;
  if (!reap_lexicon_next(lexicon, layer, text, tokens, count, &next, &tell.longest) || next != at)
    tell.longest = (reap_lexicon_match){.concept = REAP_NONE};
  name_walk walk;
  if (!start(&walk, lexicon, layer, text, &tokens[at])) return;
  for (uint32_t end = at + 1, last = last_end(&tell.place);; end++) {
    tell.place.end = end;
    tell_groups(&tell, &walk);
    if (end == last || !go_on(&walk, reap_image_token_hash(text, &tokens[end]))) return;
  }
}
