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

/* Entities start and end at the borders of words. A unit may follow its number directly: "5mg". */
static bool may_start(reap_layer layer, const token_place *place) {
  if (place->at == 0 || !is_inside_word(&place->tokens[place->at])) return true;
  uint32_t before = place->tokens[place->at - 1].flags;
  return (before & REAP_TOKEN_PUNCT) || (layer == REAP_LAYER_CUE && (before & REAP_TOKEN_NUMBER));
}
static bool may_end(const token_place *place) {
  return place->end == place->count || !is_inside_word(&place->tokens[place->end]) ||
         (place->tokens[place->end - 1].flags & REAP_TOKEN_PUNCT);
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

/* A walk through all images at once, a token a step. */
typedef struct {
  const reap_lexicon *lexicon;
  reap_layer layer;
  token_place place;
  uint64_t key;
  uint32_t live;                           /* bit i: image i still knows names that begin so */
  uint32_t next[REAP_LEXICON_MAX_IMAGES];  /* of its last entry */
  uint32_t group[REAP_LEXICON_MAX_IMAGES]; /* names that end here, or REAP_NONE */
} name_walk;

/* Takes the next token. False when no image knows such a name; then `groups` is meaningless. */
static bool step(name_walk *walk, bool *groups) {
  if (walk->place.end == walk->place.count || walk->place.end - walk->place.at == REAP_IMAGE_MAX_TOKENS) return false;
  uint64_t hash = reap_image_token_hash(walk->place.text, &walk->place.tokens[walk->place.end]);
  uint32_t bit = reap_image_next_bit(hash);
  walk->key = reap_image_key(walk->key, hash);
  *groups = false;
  for (uint32_t i = 0; i < walk->lexicon->layer_count; i++) {
    if (!(walk->live & 1u << i)) continue;
    const reap_image *image = &walk->lexicon->layers[i].image;
    bool possible = walk->place.end == walk->place.at ? reap_image_may_start(image, walk->layer, walk->key)
                                                      : (walk->next[i] & bit) != 0;
    const reap_image_entry *entry = possible ? reap_image_find(image, walk->layer, walk->key) : NULL;
    if (!entry) walk->live &= ~(1u << i);
    walk->next[i] = entry ? entry->next : 0;
    walk->group[i] = entry ? entry->names : REAP_NONE;
    *groups = *groups || walk->group[i] != REAP_NONE;
  }
  walk->place.end++;
  return walk->live != 0;
}

static name_walk walk_from(const reap_lexicon *lexicon, reap_layer layer, reap_str text, const reap_token *tokens,
                           uint32_t count, uint32_t at) {
  name_walk walk;
  walk.lexicon = lexicon;
  walk.layer = layer;
  walk.place = (token_place){text, tokens, count, at, at};
  walk.key = 0;
  walk.live = (1u << lexicon->layer_count) - 1;
  return walk;
}

/* The uppermost image that knows the name, or forbids it, decides. */
static bool decide(const name_walk *walk, reap_lexicon_match *out) {
  group_judgement judgement = {0};
  for (uint32_t i = walk->lexicon->layer_count; i-- > 0;) {
    if (!(walk->live & 1u << i) || walk->group[i] == REAP_NONE) continue;
    judgement.image = &walk->lexicon->layers[i].image;
    uint32_t row = judge_rules(&judgement, walk->group[i], &walk->place);
    if (judgement.blocked) return false;
    if (row == REAP_NONE || !winner(&judgement, row, &walk->place, out)) continue;
    out->concept += walk->lexicon->layers[i].first_concept;
    return true;
  }
  return false;
}

bool reap_lexicon_longest(const reap_lexicon *lexicon, reap_layer layer, reap_str text, const reap_token *tokens,
                          uint32_t count, uint32_t at, reap_lexicon_match *out) {
  name_walk walk = walk_from(lexicon, layer, text, tokens, count, at);
  bool found = false, groups;
  if (!may_start(layer, &walk.place)) return false;
  while (step(&walk, &groups))
    if (groups && may_end(&walk.place)) found = decide(&walk, out) || found;
  return found;
}

/* Tells of the names of one group. */
static void tell_group(const name_walk *walk, uint32_t layer_number, group_judgement *judgement,
                       reap_lexicon_match longest, bool found,
                       void (*each)(void *context, const reap_lexicon_candidate *candidate), void *context) {
  const reap_lexicon_layer *layer = &walk->lexicon->layers[layer_number];
  uint32_t row = judge_rules(judgement, walk->group[layer_number], &walk->place);
  uint32_t tokens = walk->place.end - walk->place.at;
  for (; row != REAP_NONE && row < layer->image.count[REAP_IMAGE_NAMES]; row++) {
    const reap_image_name *name = &layer->image.names[row];
    if (name->concept < layer->image.count[REAP_IMAGE_CONCEPTS]) {
      uint32_t number = layer->first_concept + name->concept;
      uint32_t vocabulary = layer->image.concepts[name->concept].vocabulary;
      reap_lexicon_candidate candidate = {.name = reap_image_text(&layer->image, name->text),
                                          .concept = reap_lexicon_concept(walk->lexicon, number),
                                          .tokens = tokens,
                                          .verdict = judge_name(judgement, name, &walk->place)};
      if (vocabulary < layer->image.count[REAP_IMAGE_VOCABULARIES]) {
        candidate.vocabulary = reap_image_text(&layer->image, layer->image.vocabularies[vocabulary].folder);
        candidate.title = reap_image_text(&layer->image, layer->image.vocabularies[vocabulary].title);
        candidate.priority = layer->image.vocabularies[vocabulary].priority;
      }
      if (!may_start(walk->layer, &walk->place) || !may_end(&walk->place))
        candidate.verdict = REAP_LEXICON_INSIDE;
      else if (candidate.verdict == REAP_LEXICON_TAKEN && found && longest.tokens > tokens)
        candidate.verdict = REAP_LEXICON_COVERED;
      else if (candidate.verdict == REAP_LEXICON_TAKEN && longest.concept != number)
        candidate.verdict = REAP_LEXICON_OUTRANKED;
      each(context, &candidate);
    }
    if (name->flags & REAP_NAME_LAST) break;
  }
}

void reap_lexicon_candidates(const reap_lexicon *lexicon, reap_layer layer, reap_str text, const reap_token *tokens,
                             uint32_t count, uint32_t at,
                             void (*each)(void *context, const reap_lexicon_candidate *candidate), void *context) {
  reap_lexicon_match longest = {.concept = REAP_NONE};
  bool groups, found = reap_lexicon_longest(lexicon, layer, text, tokens, count, at, &longest);
  name_walk walk = walk_from(lexicon, layer, text, tokens, count, at);
  while (step(&walk, &groups)) {
    group_judgement judgement = {0};
    for (uint32_t i = lexicon->layer_count; i-- > 0;) {
      if (!(walk.live & 1u << i) || walk.group[i] == REAP_NONE) continue;
      judgement.image = &lexicon->layers[i].image;
      tell_group(&walk, i, &judgement, longest, found, each, context);
    }
  }
}
