/* SPDX-License-Identifier: MIT */
/* The walk from a token through the tables of all images, and the verdict on the names it meets. */
#include "lexicon/layers.h"

typedef struct {
  reap_str text;
  const reap_token *tokens;
  uint32_t count;
  uint32_t at, end; /* the tokens of the name */
} token_place;

typedef struct {
  const reap_image *image;
  bool blocked, allowed; /* what the rules of this group, or of the images above, say */
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

/* The winner among the names of a group from `row` on. */
static bool winner(const group_judgement *judgement, uint32_t row, const token_place *place, reap_lexicon_match *out) {
  const reap_image *image = judgement->image;
  bool found = false;
  for (; row < image->count[REAP_IMAGE_NAMES]; row++) {
    const reap_image_name *name = &image->names[row];
    if (name->concept < image->count[REAP_IMAGE_CONCEPTS] && judge_name(judgement, name, place) == REAP_LEXICON_TAKEN) {
      if (found && image->concepts[name->concept].same != image->concepts[out->concept].same) {
        out->ambiguous = true;
        return true;
      }
      if (!found) *out = (reap_lexicon_match){.concept = name->concept, .tokens = place->end - place->at};
      found = true;
    }
    if (name->flags & REAP_NAME_LAST) break;
  }
  return found;
}

/* A walk through all images at once, a token a step. What is inlined here runs at every word of every text, most often
 * with one image: `images` is then the constant 1, and the walk lives in registers. */
#define INLINED static inline __attribute__((always_inline))

typedef struct {
  uint64_t key;
  uint32_t live;                           /* bit i: image i still knows names that begin so */
  uint32_t next[REAP_LEXICON_MAX_IMAGES];  /* of its last entry */
  uint32_t group[REAP_LEXICON_MAX_IMAGES]; /* names that end here, or REAP_NONE */
} name_walk;

/* The images that may know names which begin with a token of that hash: bit i for image i. */
INLINED uint32_t beginners(const reap_lexicon *lexicon, uint32_t images, reap_layer layer, uint64_t hash) {
  uint32_t live = 0;
  for (uint32_t i = 0; i < images; i++)
    live |= (uint32_t)reap_image_may_hold(&lexicon->layers[i].image.tables[reap_image_table_of(layer, true)], hash)
            << i;
  return live;
}

/* Takes the next token; walk->live is 0 when no image knows names that go on so. True when names end here. */
INLINED bool step(const reap_lexicon *lexicon, uint32_t images, reap_layer layer, name_walk *walk, uint64_t hash,
                  bool first) {
  uint32_t bit = reap_image_next_bit(hash);
  bool groups = false;
  walk->key = first ? hash : reap_image_key(walk->key, hash);
  for (uint32_t i = 0; i < images; i++) {
    if (!(walk->live >> i & 1)) continue;
    const reap_image_table *table = &lexicon->layers[i].image.tables[reap_image_table_of(layer, first)];
    bool possible = first || ((walk->next[i] & bit) && reap_image_may_hold(table, walk->key));
    const reap_image_entry *entry = possible ? reap_image_find(table, walk->key) : NULL;
    if (entry) {
      walk->next[i] = entry->next;
      walk->group[i] = entry->names;
      groups = groups || entry->names != REAP_NONE;
    } else {
      walk->live &= ~(1u << i);
    }
  }
  return groups;
}

/* A plain name: taken unless an image above forbids it. Nothing branches on what is read here, so that the processor
 * need not wait for it. */
INLINED bool take_plain(const reap_image *image, uint32_t row, uint32_t tokens, reap_lexicon_match *out) {
  if (row >= image->count[REAP_IMAGE_NAMES] || image->names[row].concept >= image->count[REAP_IMAGE_CONCEPTS])
    return false;
  *out = (reap_lexicon_match){image->names[row].concept, tokens, image->names[row].flags & REAP_NAME_AMBIGUOUS};
  return true;
}

static bool take_group(group_judgement *judgement, uint32_t group, const token_place *place, reap_lexicon_match *out) {
  uint32_t row = judge_rules(judgement, group, place);
  return !judgement->blocked && row != REAP_NONE && winner(judgement, row, place, out);
}

/* The uppermost image that knows the name, or forbids it, decides. */
INLINED bool decide(const reap_lexicon *lexicon, uint32_t images, const name_walk *walk, const token_place *place,
                    reap_lexicon_match *out) {
  group_judgement judgement = {0};
  for (uint32_t i = images; i-- > 0 && !judgement.blocked;) {
    uint32_t group = walk->group[i];
    if (!(walk->live >> i & 1) || group == REAP_NONE) continue;
    judgement.image = &lexicon->layers[i].image;
    if (group & REAP_IMAGE_PLAIN ? !take_plain(judgement.image, group & ~REAP_IMAGE_PLAIN, place->end - place->at, out)
                                 : !take_group(&judgement, group, place, out))
      continue;
    out->concept += lexicon->layers[i].first_concept;
    return true;
  }
  return false;
}

/* Asks for the memory that the words ahead will need: the tables are larger than the caches. Five words are about the
 * time that memory takes. */
INLINED void look_ahead(const reap_lexicon *lexicon, uint32_t images, reap_layer layer, const reap_token *tokens) {
  uint64_t hash = tokens[0].hash, key = reap_image_key(hash, tokens[1].hash);
  for (uint32_t i = 0; i < images; i++) {
    const reap_image_table *first = &lexicon->layers[i].image.tables[reap_image_table_of(layer, true)],
                           *longer = &lexicon->layers[i].image.tables[reap_image_table_of(layer, false)];
    __builtin_prefetch(&first->entries[reap_image_slot(hash, first->slots)]);
    __builtin_prefetch(&longer->filter[(key & longer->filter_mask) / 64]);
  }
}

/* The longest name that starts at place->at, whose token has that hash. */
INLINED bool longest_from(const reap_lexicon *lexicon, uint32_t images, reap_layer layer, token_place place,
                          uint64_t hash, uint32_t live, reap_lexicon_match *out) {
  name_walk walk;
  walk.key = 0;
  walk.live = live;
  for (uint32_t i = 0; i < images; i++) walk.next[i] = 0; /* only for the compiler's peace */
  bool found = false;
  uint32_t limit = place.count - place.at > REAP_IMAGE_MAX_TOKENS ? place.at + REAP_IMAGE_MAX_TOKENS : place.count;
  for (uint32_t end = place.at; end < limit && walk.live;) {
    if (end > place.at) hash = reap_image_token_hash(place.text, &place.tokens[end]);
    bool groups = step(lexicon, images, layer, &walk, hash, end == place.at);
    place.end = ++end;
    if (groups && may_end(layer, &place)) found = decide(lexicon, images, &walk, &place, out) || found;
  }
  return found;
}

/* The one mark that an entity may begin with: "(R)-lipoic acid". */
INLINED bool is_bracket(reap_str text, const reap_token *mark) {
  return text.ptr[mark->span.beg] == '(' || text.ptr[mark->span.beg] == '[';
}

INLINED bool next_name(const reap_lexicon *lexicon, uint32_t images, reap_layer layer, token_place place, uint32_t *at,
                       reap_lexicon_match *out) {
  for (; place.at < place.count; place.at++) {
    uint64_t hash = place.tokens[place.at].hash;
    if (place.at + 5 < place.count) look_ahead(lexicon, images, layer, &place.tokens[place.at + 4]);
    if (!hash && layer == REAP_LAYER_ENTITY && !is_bracket(place.text, &place.tokens[place.at])) continue;
    if (!hash) hash = reap_image_token_hash(place.text, &place.tokens[place.at]);
    uint32_t live = beginners(lexicon, images, layer, hash);
    if (!live || !may_start(layer, &place)) continue; /* most words end here */
    if (!longest_from(lexicon, images, layer, place, hash, live, out)) continue;
    *at = place.at;
    return true;
  }
  return false;
}

bool reap_lexicon_next(const reap_lexicon *lexicon, reap_layer layer, reap_str text, const reap_token *tokens,
                       uint32_t count, uint32_t *at, reap_lexicon_match *out) {
  token_place place = {text, tokens, count, *at, *at};
  return lexicon->layer_count == 1 ? next_name(lexicon, 1, layer, place, at, out)
                                   : next_name(lexicon, lexicon->layer_count, layer, place, at, out);
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
  uint32_t concept = layer->first_concept + name->concept, vocabulary = image->concepts[name->concept].vocabulary;
  reap_lexicon_candidate candidate = {.name = reap_image_text(image, name->text),
                                      .concept = reap_lexicon_concept(tell->lexicon, concept),
                                      .vocabulary = REAP_STR(""),
                                      .title = REAP_STR(""),
                                      .tokens = tell->place.end - tell->place.at,
                                      .verdict = verdict_on(tell, judgement, name, concept)};
  if (vocabulary < image->count[REAP_IMAGE_VOCABULARIES]) {
    candidate.vocabulary = reap_image_text(image, image->vocabularies[vocabulary].folder);
    candidate.title = reap_image_text(image, image->vocabularies[vocabulary].title);
    candidate.priority = image->vocabularies[vocabulary].priority;
  }
  tell->each(tell->context, &candidate);
}

/* All names that end here, those of the uppermost image first. */
static void tell_groups(const telling *tell, const name_walk *walk) {
  group_judgement judgement = {0};
  for (uint32_t i = tell->lexicon->layer_count; i-- > 0;) {
    if (!(walk->live >> i & 1) || walk->group[i] == REAP_NONE) continue;
    const reap_lexicon_layer *layer = &tell->lexicon->layers[i];
    judgement.image = &layer->image;
    uint32_t row = judge_rules(&judgement, walk->group[i] & ~REAP_IMAGE_PLAIN, &tell->place);
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
  uint32_t images = lexicon->layer_count, next = at;
  telling tell = {lexicon, layer, {text, tokens, count, at, at}, {0}, each, context};
  if (!reap_lexicon_next(lexicon, layer, text, tokens, count, &next, &tell.longest) || next != at)
    tell.longest = (reap_lexicon_match){.concept = REAP_NONE};
  uint64_t hash = reap_image_token_hash(text, &tokens[at]);
  name_walk walk = {.live = beginners(lexicon, images, layer, hash)};
  while (walk.live && tell.place.end < count && tell.place.end - at < REAP_IMAGE_MAX_TOKENS) {
    hash = reap_image_token_hash(text, &tokens[tell.place.end]);
    bool groups = step(lexicon, images, layer, &walk, hash, tell.place.end == at);
    tell.place.end++;
    if (groups) tell_groups(&tell, &walk);
  }
}
