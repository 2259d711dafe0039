/* SPDX-License-Identifier: MIT */
#include "lexicon/digest.h"

#include "lexicon/layers.h"
#include "text/fold.h"

/* A record: key (8 bytes), fingerprint (4), count (1), words (4 each); all in the machine's byte order, sorted by
 * key. */
enum { HEAD_BYTES = 13, MAX_WORDS = REAP_IMAGE_MAX_TOKENS };

typedef struct {
  uint64_t key, print;
  uint32_t first_word, layer;
  uint8_t words;
} digest_row;

typedef struct {
  reap_tokenizer *tokenizer;
  reap_token_vec tokens;
  REAP_VEC(digest_row) rows;
  REAP_VEC(uint32_t) words;
} digesting;

static uint64_t stir(uint64_t sum, uint64_t value) { return reap_image_key(sum, value * 2 + 1); }

static uint64_t stir_text(uint64_t sum, const reap_image *image, reap_image_string string) {
  reap_str text = reap_image_text(image, string);
  return stir(sum, reap_fold_hash(text.ptr, text.len));
}

/* The words of context decide among names of several types only. */
static uint64_t context_print(const reap_image *image) {
  uint64_t sum = 1;
  for (uint64_t i = 0; i < image->count[REAP_IMAGE_CONTEXTS]; i++) {
    const reap_image_context *row = &image->contexts[i];
    sum = stir(stir(sum, row->key), (uint64_t)row->type << 16 | (uint64_t)row->side << 8 | row->words);
  }
  return sum;
}

static uint64_t rule_print(uint64_t sum, const reap_image *image, const reap_image_name *rule) {
  if (rule->concept >= image->count[REAP_IMAGE_CONDITIONS]) return sum;
  const reap_image_condition *condition = &image->conditions[rule->concept];
  return stir(stir(sum, condition->left), condition->right);
}

static uint64_t name_print(uint64_t sum, const reap_image *image, const reap_image_name *name) {
  if (name->match != REAP_NAME_FOLD) sum = stir_text(sum, image, name->text);
  if (name->concept >= image->count[REAP_IMAGE_CONCEPTS]) return sum;
  const reap_image_concept *concept = &image->concepts[name->concept];
  sum = stir_text(stir_text(stir_text(sum, image, concept->id), image, concept->name), image, concept->value);
  uint32_t vocabulary = image->origins[name->concept].vocabulary;
  if (vocabulary < image->count[REAP_IMAGE_VOCABULARIES])
    sum = stir_text(sum, image, image->vocabularies[vocabulary].folder);
  return stir(sum, concept->type);
}

/* Everything that the rows of a group say, in their order; which of them mean the same counts, not their numbers. */
static uint64_t group_print(const reap_image *image, uint32_t first, uint64_t contexts) {
  enum { MAX_COMPARED = 64 };
  uint64_t sum = 1;
  int types = 0;
  uint32_t sames[MAX_COMPARED], compared = 0;
  for (uint32_t row = first; row < image->count[REAP_IMAGE_NAMES]; row++) {
    const reap_image_name *name = &image->names[row];
    sum = stir(sum, (uint64_t)name->match << 8 | name->flags);
    if (name->match >= REAP_NAME_BLOCK) {
      sum = rule_print(sum, image, name);
    } else if (name->concept < image->count[REAP_IMAGE_CONCEPTS]) {
      const reap_image_concept *concept = &image->concepts[name->concept];
      uint32_t equal = 0;
      while (equal < compared && sames[equal] != concept->same) equal++;
      if (equal == compared && compared < MAX_COMPARED) sames[compared++] = concept->same;
      sum = name_print(stir(sum, equal), image, name);
      types |= 1 << (concept->type & 15);
    }
    if (name->flags & REAP_NAME_LAST) break;
  }
  return types & (types - 1) ? stir(sum, contexts) : sum;
}

/* The words of a name; its marks when it has none. */
static void add_words(digesting *making, reap_str text, digest_row *row) {
  row->first_word = making->words.count;
  reap_vec_reset(&making->tokens);
  reap_tokenize(making->tokenizer, text, (reap_span){0, text.len}, &making->tokens);
  for (int marks = 0; marks < 2 && making->words.count == row->first_word; marks++)
    for (uint32_t i = 0; i < making->tokens.count && making->words.count - row->first_word < MAX_WORDS; i++) {
      const reap_token *token = &making->tokens.at[i];
      if ((token->hash == 0) == (marks == 1))
        *reap_push(&making->words) = reap_digest_word(reap_image_token_hash(text, token));
    }
  row->words = (uint8_t)(making->words.count - row->first_word);
}

static void add_table(digesting *making, const reap_lexicon *lexicon, uint32_t layer, int table, uint64_t contexts) {
  const reap_image *image = &lexicon->layers[layer].image;
  const reap_image_table *entries = &image->tables[table];
  for (uint64_t i = 0; i < entries->slots; i++) {
    uint32_t first = entries->rows[i];
    if (!entries->entries[i].key || first >= image->count[REAP_IMAGE_NAMES]) continue;
    digest_row *row = reap_push(&making->rows);
    row->key = stir(entries->entries[i].key, (uint64_t)table);
    row->print = group_print(image, first, contexts);
    row->layer = layer;
    add_words(making, reap_image_text(image, image->names[first].text), row);
  }
}

static int by_key(const void *a, const void *b) {
  const digest_row *left = a, *right = b;
  if (left->key != right->key) return left->key < right->key ? -1 : 1;
  return (left->layer > right->layer) - (left->layer < right->layer);
}

static void write_row(const digesting *making, const digest_row *row, uint64_t print, reap_buf *out) {
  uint32_t short_print = (uint32_t)(print ^ print >> 32);
  reap_buf_add(out, &row->key, sizeof row->key);
  reap_buf_add(out, &short_print, sizeof short_print);
  reap_buf_addc(out, (char)row->words);
  reap_buf_add(out, making->words.at + row->first_word, row->words * sizeof(uint32_t));
}

reap_status reap_lexicon_digest(const reap_lexicon *lexicon, reap_buf *out, reap_error *error) {
  digesting making = {0};
  reap_status status = reap_tokenizer_open(&making.tokenizer, error);
  if (status) return status;
  uint64_t contexts = 1;
  for (uint32_t layer = 0; layer < lexicon->layer_count; layer++) {
    contexts = stir(contexts, context_print(&lexicon->layers[layer].image));
    for (int table = 0; table < REAP_IMAGE_TABLES; table++) add_table(&making, lexicon, layer, table, contexts);
  }
  if (making.rows.count) qsort(making.rows.at, making.rows.count, sizeof *making.rows.at, by_key);
  for (uint32_t i = 0, next; i < making.rows.count; i = next) { /* what several layers say of a name is one record */
    uint64_t print = 1;
    for (next = i; next < making.rows.count && making.rows.at[next].key == making.rows.at[i].key; next++)
      print = stir(print, making.rows.at[next].print);
    write_row(&making, &making.rows.at[i], print, out);
  }
  reap_tokenizer_close(making.tokenizer);
  reap_vec_free(&making.tokens);
  reap_vec_free(&making.rows);
  reap_vec_free(&making.words);
  return REAP_OK;
}

/* ---- comparing ---- */

typedef struct {
  reap_str rest;
  uint64_t key;
  uint32_t print, count, words[UINT8_MAX];
  bool ended;
} digest_reader;

/* Reads the next record; behind the last one the key is UINT64_MAX. False when the bytes are cut. */
static bool next(digest_reader *reader) {
  reader->count = 0;
  reader->key = UINT64_MAX;
  reader->ended = !reader->rest.len;
  if (reader->ended) return true;
  if (reader->rest.len < HEAD_BYTES) return false;
  uint32_t count = (unsigned char)reader->rest.ptr[HEAD_BYTES - 1];
  uint32_t bytes = HEAD_BYTES + count * (uint32_t)sizeof *reader->words;
  if (reader->rest.len < bytes) return false;
  memcpy(&reader->key, reader->rest.ptr, sizeof reader->key);
  memcpy(&reader->print, reader->rest.ptr + sizeof reader->key, sizeof reader->print);
  memcpy(reader->words, reader->rest.ptr + HEAD_BYTES, bytes - HEAD_BYTES);
  reader->count = count;
  reader->rest = (reap_str){reader->rest.ptr + bytes, reader->rest.len - bytes};
  return true;
}

reap_status reap_digest_compare(reap_str before, reap_str after, reap_digest_change_fn each, void *context,
                                reap_error *error) {
  digest_reader old = {.rest = before}, new = {.rest = after};
  bool whole = next(&old) && next(&new);
  reap_status status = REAP_OK;
  while (whole && !status && !(old.ended && new.ended)) {
    bool same = old.key == new.key && !old.ended && !new.ended;
    bool step_old = !old.ended && (new.ended || old.key <= new.key), step_new = same || !step_old;
    const digest_reader *first = step_old ? &old : &new;
    if (!same || old.print != new.print) status = each(context, first->words, first->count, error);
    if (step_old) whole = next(&old);
    if (step_new && whole) whole = next(&new);
  }
  return whole ? status : reap_fail(error, REAP_EINPUT, "what is known of a lexicon is damaged");
}
