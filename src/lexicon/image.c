/* SPDX-License-Identifier: MIT */
#include "lexicon/image.h"

#include <inttypes.h>
#include <unicode/uvernum.h>

#include "text/fold.h"

_Static_assert(sizeof(reap_image_entry) == 16 && sizeof(reap_image_name) == 16, "the layout has no hidden padding");
_Static_assert(sizeof(reap_image_concept) == 32 && sizeof(reap_image_vocabulary) == 40, "likewise");
_Static_assert(sizeof(reap_image_origin) == 12 && sizeof(reap_image_context) == 16, "likewise");
_Static_assert(sizeof(reap_image_header) == 112 + 16 * REAP_IMAGE_SECTIONS, "likewise");

/* The elements of each section. */
static const uint32_t element_bytes[REAP_IMAGE_ENTRIES] = {
    [REAP_IMAGE_STRINGS] = 1,
    [REAP_IMAGE_VOCABULARIES] = sizeof(reap_image_vocabulary),
    [REAP_IMAGE_CONCEPTS] = sizeof(reap_image_concept),
    [REAP_IMAGE_ORIGINS] = sizeof(reap_image_origin),
    [REAP_IMAGE_BY_ID] = sizeof(uint32_t),
    [REAP_IMAGE_NAMES] = sizeof(reap_image_name),
    [REAP_IMAGE_CONDITIONS] = sizeof(reap_image_condition),
    [REAP_IMAGE_CONTEXTS] = sizeof(reap_image_context),
};

static uint32_t bytes_of_element(int section) {
  if (section >= REAP_IMAGE_ROWS) return sizeof(uint32_t);
  if (section >= REAP_IMAGE_FILTER) return sizeof(uint64_t);
  return section >= REAP_IMAGE_ENTRIES ? sizeof(reap_image_entry) : element_bytes[section];
}

static reap_status refuse(const char *source, reap_error *error, const char *what) {
  reap_fail(error, REAP_ELEXICON, "%s: make it anew with `reap lexicon build`", what);
  reap_error_set_source(error, source);
  return REAP_ELEXICON;
}

static uint64_t stir(uint64_t sum, uint64_t word) {
  sum = (sum ^ word) * 0x9E3779B97F4A7C15u;
  return sum ^ sum >> 32;
}

/* Four sums side by side, so that the processor multiplies while it waits: a CRC-32 takes ten times the instructions,
 * which was half the time of opening an image. Each step is one-to-one in both operands, so that no single damaged word
 * goes unseen before the sums are folded into 32 bits. */
static uint64_t sum_of(uint64_t seed, const char *bytes, size_t size) {
  uint64_t sums[4] = {seed, seed + 1, seed + 2, seed + 3}, words[4];
  for (; size >= sizeof words; bytes += sizeof words, size -= sizeof words) {
    memcpy(words, bytes, sizeof words);
    for (int i = 0; i < 4; i++) sums[i] = stir(sums[i], words[i]);
  }
  memset(words, 0, sizeof words);
  memcpy(words, bytes, size);
  uint64_t sum = size;
  for (int i = 0; i < 4; i++) sum = stir(sum, stir(sums[i], words[i]));
  return sum;
}

uint32_t reap_image_checksum(const void *bytes, size_t size) {
  reap_image_header header;
  memcpy(&header, bytes, sizeof header);
  header.checksum = 0;
  uint64_t sum = sum_of(0, (const char *)&header, sizeof header);
  sum = sum_of(sum, (const char *)bytes + sizeof header, size - sizeof header);
  return (uint32_t)(sum ^ sum >> 32);
}

static bool sections_fit(const reap_image_header *header, size_t size) {
  for (int i = 0; i < REAP_IMAGE_SECTIONS; i++) {
    uint64_t at = header->sections[i].at, count = header->sections[i].count;
    if (at % REAP_IMAGE_ALIGNMENT || at > size || count > (size - at) / bytes_of_element(i) || count > UINT32_MAX)
      return false;
  }
  for (int table = 0; table < REAP_IMAGE_TABLES; table++) {
    uint64_t words = header->sections[REAP_IMAGE_FILTER + table].count;
    if (!words || (words & (words - 1))) return false;
    if (header->sections[REAP_IMAGE_ROWS + table].count != header->sections[REAP_IMAGE_ENTRIES + table].count)
      return false;
  }
  return header->sections[REAP_IMAGE_ORIGINS].count == header->sections[REAP_IMAGE_CONCEPTS].count;
}

reap_status reap_image_view(reap_image *image, const void *bytes, size_t size, uint64_t folding, const char *source,
                            reap_error *error) {
  const reap_image_header *header = bytes;
  if (size < sizeof header->magic || memcmp(header->magic, REAP_IMAGE_MAGIC, sizeof header->magic) != 0)
    return refuse(source, error, "this is no lexicon image");
  if (size < sizeof *header) return refuse(source, error, "the lexicon image is cut short");
  if (header->byte_order != REAP_IMAGE_BYTE_ORDER)
    return refuse(source, error, "the lexicon image is from a machine of another byte order");
  if (header->layout != REAP_IMAGE_LAYOUT)
    return refuse(source, error, "the lexicon image is of another version of reap");
  if (header->bytes > size) return refuse(source, error, "the lexicon image is cut short");
  if (header->bytes < size || header->sources[64] || !sections_fit(header, size) ||
      header->checksum != reap_image_checksum(bytes, size))
    return refuse(source, error, "the lexicon image is damaged");
  if (header->folding != folding)
    return refuse(source, error, "the lexicon image was made with another folding of text or version of ICU");

  const char *base = bytes;
  *image = (reap_image){.header = header};
  for (int i = 0; i < REAP_IMAGE_SECTIONS; i++) image->count[i] = header->sections[i].count;
#define SECTION(i) ((const void *)(base + header->sections[i].at))
  image->strings = SECTION(REAP_IMAGE_STRINGS);
  image->vocabularies = SECTION(REAP_IMAGE_VOCABULARIES);
  image->concepts = SECTION(REAP_IMAGE_CONCEPTS);
  image->origins = SECTION(REAP_IMAGE_ORIGINS);
  image->by_id = SECTION(REAP_IMAGE_BY_ID);
  image->names = SECTION(REAP_IMAGE_NAMES);
  image->conditions = SECTION(REAP_IMAGE_CONDITIONS);
  image->contexts = SECTION(REAP_IMAGE_CONTEXTS);
  for (int i = 0; i < REAP_IMAGE_TABLES; i++)
    image->tables[i] = (reap_image_table){.entries = SECTION(REAP_IMAGE_ENTRIES + i),
                                          .slots = image->count[REAP_IMAGE_ENTRIES + i],
                                          .filter = SECTION(REAP_IMAGE_FILTER + i),
                                          .rows = SECTION(REAP_IMAGE_ROWS + i),
                                          .filter_mask = image->count[REAP_IMAGE_FILTER + i] - 1};
#undef SECTION
  return REAP_OK;
}

/* Rather than a version number that someone must remember to raise: the hash of what tokeniser and folding make of a
 * text that shows what they do. */
reap_status reap_image_folding(uint64_t *out, reap_error *error) {
  static const char probe[] = "The \xCE\xB1-Tocopherols, na\xC3\xAFve \xEF\xAC\x81"
                              "bres; IL6 IL-6 Crohn's diseases "
                              "\xC5\x93"
                              "dema \xEF\xBC\xB6itamin D\xE2\x82\x83 1,25(OH)2 studies class analysis mg/kg";
  reap_tokenizer *tokenizer = NULL;
  reap_status status = reap_tokenizer_open(&tokenizer, error);
  if (status) return status;
  REAP_VEC(reap_token) tokens = {0};
  reap_str text = reap_str_of(probe);
  reap_tokenize(tokenizer, text, (reap_span){0, text.len}, (reap_token_vec *)&tokens);
  uint64_t hash = reap_image_key(0, U_ICU_VERSION_MAJOR_NUM * 100 + U_ICU_VERSION_MINOR_NUM);
  for (uint32_t i = 0; i < tokens.count; i++) {
    hash = reap_image_key(hash, reap_image_token_hash(text, &tokens.at[i]));
    hash = reap_image_key(hash, tokens.at[i].span.beg << 8 | tokens.at[i].flags);
  }
  reap_vec_free(&tokens);
  reap_tokenizer_close(tokenizer);
  *out = hash;
  return REAP_OK;
}

uint64_t reap_token_key(reap_str text, const reap_token *token) { return reap_image_token_hash(text, token); }

uint64_t reap_image_mark_hash(reap_str mark) {
  static const reap_str apostrophes[] = {{"\xE2\x80\x99", 3}, {"\xE2\x80\xB2", 3}, {"\xCA\xBC", 2}, {"`", 1}};
  uint64_t code = mark.len ? (unsigned char)mark.ptr[0] : 0;
  for (uint32_t i = 1; i < mark.len && i < 4; i++) code = code << 8 | (unsigned char)mark.ptr[i];
  for (size_t i = 0; (code > 127 || code == '`') && i < sizeof apostrophes / sizeof *apostrophes; i++)
    if (reap_str_equal(mark, apostrophes[i])) code = '\'';
  return reap_image_mark_hash_of_code(code);
}
