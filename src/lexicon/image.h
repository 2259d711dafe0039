/* SPDX-License-Identifier: MIT */
#ifndef REAP_LEXICON_IMAGE_H
#define REAP_LEXICON_IMAGE_H

#include "lexicon/lexicon.h"

/* The layout of a compiled lexicon: a header, then arrays at offsets from the start, each on a 64-byte boundary. What
 * lies on disk is what is looked up: nothing is parsed, no pointer is fixed. Numbers are in the byte order of the
 * machine that wrote it; a machine of the other order refuses the image.
 *
 * A name is found by the hash of its tokens (reap_image_key, token by token). The tables of a layer hold an entry for
 * every name and for every beginning of a name, so that a walk ends at the first miss. The first tokens have a table of
 * their own: it is small, and asked at every word. What is not in a table is mostly known without touching it: a bit
 * set over its keys lies before it, and each entry has a bit set over the tokens that may follow. */

#define REAP_IMAGE_MAGIC "REAPLEX"
enum {
  REAP_IMAGE_LAYOUT = 3,
  REAP_IMAGE_BYTE_ORDER = 0x01020304,
  REAP_IMAGE_ALIGNMENT = 64,
  REAP_IMAGE_MAX_TOKENS = 32 /* of one name */
};

typedef struct {
  uint32_t at, len; /* in the section of strings */
} reap_image_string;

typedef struct {
  reap_image_string folder, title, version, licence;
  int32_t priority;
  uint32_t unused;
} reap_image_vocabulary;

/* What every mention asks for: 32 bytes, so that no row lies on two lines of the cache. */
typedef struct {
  reap_image_string id, name, value;
  uint32_t same; /* the first of the concepts that mean the same (equal id, cross reference): no ambiguity among them */
  uint8_t type;  /* reap_type */
  uint8_t unused[3];
} reap_image_concept;

/* What is seldom asked, row by row beside the concepts. */
typedef struct {
  reap_image_string parents; /* ids of the concepts that it is a kind of, separated by | */
  uint32_t vocabulary;
} reap_image_origin;

typedef enum {
  REAP_NAME_FOLD,  /* case, hyphens, plural s make no difference */
  REAP_NAME_CASE,  /* the case of the letters must agree */
  REAP_NAME_EXACT, /* byte for byte */
  REAP_NAME_BLOCK, /* no name: a rule that forbids the names of this group, here and in the images below */
  REAP_NAME_ALLOW  /* no name: a rule that lifts the rules below it and lets short names match */
} reap_name_match;

enum {
  REAP_NAME_PREFERRED = 1, /* the concept's own name */
  REAP_NAME_SHORT = 2,     /* under three letters or without a letter: matches only when allowed */
  REAP_NAME_LAST = 4,      /* the last row of its group */
  REAP_NAME_AMBIGUOUS = 8  /* first row of a group: others in it mean something else */
};

/* One name, or one rule. The names that fold alike are a group: rows next to each other, rules first, then the names,
 * the winner first. */
typedef struct {
  reap_image_string text; /* as written in the source */
  uint32_t concept;       /* of a name; of a rule the row of its condition, or REAP_NONE */
  uint8_t match;          /* reap_name_match */
  uint8_t flags;
  uint16_t unused;
} reap_image_name;

/* A word or two beside a name that tell of which type it is: "serum cholesterol" is measured, not given. */
typedef struct {
  uint64_t key; /* of the words, in the order of the text, as of a name */
  uint8_t type; /* reap_type */
  uint8_t side; /* 0: they stand before the name, 1: behind */
  uint8_t words;
  uint8_t unused[5];
} reap_image_context;
enum { REAP_IMAGE_CONTEXT_WORDS = 2 };

/* The words that must stand beside a name for a rule to hold: hashes of folded spellings, 0 for any. */
typedef struct {
  uint64_t left, right;
} reap_image_condition;

typedef struct reap_image_entry {
  uint64_t key;   /* 0: empty slot */
  uint32_t names; /* first row of the group that ends here, REAP_NONE: only a beginning of names. With the bit
                     REAP_IMAGE_PLAIN nothing can speak against its names, and it is the winner's concept (with the bit
                     REAP_IMAGE_AMBIGUOUS when others bear the name too): no row need be read. */
  uint32_t next;  /* bit reap_image_next_bit(hash) is set for every token that may follow */
} reap_image_entry;

enum { REAP_IMAGE_PLAIN = 1u << 31, REAP_IMAGE_AMBIGUOUS = 1u << 30 };

/* Two tables a layer: the first tokens of names, and longer beginnings. */
enum { REAP_IMAGE_TABLES = 2 * REAP_LAYER_COUNT };
static inline int reap_image_table_of(reap_layer layer, bool first) { return 2 * (int)layer + !first; }

typedef enum {
  REAP_IMAGE_STRINGS,
  REAP_IMAGE_VOCABULARIES,
  REAP_IMAGE_CONCEPTS,
  REAP_IMAGE_ORIGINS, /* of the concepts */
  REAP_IMAGE_BY_ID,   /* concept numbers in the order of their ids */
  REAP_IMAGE_NAMES,
  REAP_IMAGE_CONDITIONS,
  REAP_IMAGE_CONTEXTS,                                        /* sorted by key and side */
  REAP_IMAGE_ENTRIES,                                         /* one section a table */
  REAP_IMAGE_FILTER = REAP_IMAGE_ENTRIES + REAP_IMAGE_TABLES, /* likewise; 64-bit words, a power of two of them */
  REAP_IMAGE_ROWS = REAP_IMAGE_FILTER + REAP_IMAGE_TABLES,    /* likewise; of each entry, its first row of names */
  REAP_IMAGE_SECTIONS = REAP_IMAGE_ROWS + REAP_IMAGE_TABLES
} reap_image_section;

typedef struct {
  char magic[8];
  uint32_t byte_order, layout;
  uint64_t bytes;      /* of the whole image */
  uint64_t folding;    /* reap_image_folding() of the program that wrote it */
  uint32_t checksum;   /* reap_image_checksum() of the image with this field as 0 */
  uint32_t name_count; /* of names proper, without rules */
  char sources[72];    /* SHA-256 of the sources, 64 hex digits and NULs */
  struct {
    uint64_t at, count; /* offset in bytes, number of elements */
  } sections[REAP_IMAGE_SECTIONS];
} reap_image_header;

typedef struct {
  const reap_image_entry *entries;
  uint64_t slots;
  const uint64_t *filter;
  uint64_t filter_mask; /* words - 1 */
  const uint32_t *rows; /* of the entries; REAP_NONE: only a beginning of names */
} reap_image_table;

/* An image in memory: typed views of its sections. */
typedef struct {
  const reap_image_header *header;
  const char *strings;
  const reap_image_vocabulary *vocabularies;
  const reap_image_concept *concepts;
  const reap_image_origin *origins;
  const uint32_t *by_id;
  const reap_image_name *names;
  const reap_image_condition *conditions;
  const reap_image_context *contexts;
  reap_image_table tables[REAP_IMAGE_TABLES];
  uint64_t count[REAP_IMAGE_SECTIONS];
} reap_image;

/* Checks header and checksum and fills the views. `bytes` must be 8-aligned and outlive *image; `source` names it in
 * messages. REAP_ELEXICON when it is no image, damaged, or of another version. Row numbers inside the arrays are not
 * trusted even so: the readers below check them. */
REAP_MUST_USE reap_status reap_image_view(reap_image *image, const void *bytes, size_t size, uint64_t folding,
                                          const char *source, reap_error *error);
/* The checksum that belongs into the header. */
uint32_t reap_image_checksum(const void *bytes, size_t size);

/* Names the behaviour of tokenising and folding (and the version of ICU): an image only fits the same. */
REAP_MUST_USE reap_status reap_image_folding(uint64_t *out, reap_error *error);

/* The key of a name of one token is the token's hash; each further token is mixed in by this. Never 0. */
static inline uint64_t reap_image_key(uint64_t key, uint64_t token_hash) {
  uint64_t mixed = (key ^ token_hash >> 1) * 0x9E3779B97F4A7C15u;
  mixed = (mixed ^ mixed >> 29 ^ token_hash) * 0xBF58476D1CE4E5B9u;
  mixed ^= mixed >> 32;
  return mixed ? mixed : 1;
}
static inline uint32_t reap_image_next_bit(uint64_t token_hash) {
  return (uint32_t)1 << (token_hash * 0x9E3779B97F4A7C15u >> 59);
}
/* Where the key's probe starts in a table of `slots`. */
static inline uint64_t reap_image_slot(uint64_t key, uint64_t slots) {
  return (uint64_t)((unsigned __int128)key * slots >> 64);
}
/* The bits that the filter has for the key, in word `key & filter_mask`: two, so that one load tells. */
static inline uint64_t reap_image_filter_bits(uint64_t key) {
  return (uint64_t)1 << (key >> 58) | (uint64_t)1 << (key >> 52 & 63);
}
/* False: the table surely lacks the key. */
static inline bool reap_image_may_hold(const reap_image_table *table, uint64_t key) {
  uint64_t bits = reap_image_filter_bits(key);
  return (table->filter[key & table->filter_mask] & bits) == bits;
}

/* Fetches the memory that a search for the key will read first. */
static inline void reap_image_fetch(const reap_image_table *table, uint64_t key) {
  if (table->slots) __builtin_prefetch(&table->entries[reap_image_slot(key, table->slots)]);
}

/* The entry of that key, NULL when there is none. */
static inline const reap_image_entry *reap_image_find(const reap_image_table *table, uint64_t key) {
  if (!table->slots) return NULL;
  /* Counting the steps ends the search in a damaged table that has no empty slot. */
  for (uint64_t at = reap_image_slot(key, table->slots), steps = table->slots; steps; steps--) {
    const reap_image_entry *entry = &table->entries[at];
    if (entry->key == key) return entry;
    if (!entry->key) return NULL;
    if (++at == table->slots) at = 0;
  }
  return NULL;
}
/* The bytes of a string, "" when it lies outside. */
static inline reap_str reap_image_text(const reap_image *image, reap_image_string string) {
  uint64_t bytes = image->count[REAP_IMAGE_STRINGS];
  if (string.at > bytes || string.len > bytes - string.at) return REAP_STR("");
  return (reap_str){image->strings + string.at, string.len};
}

/* The hash of a mark, which may stand inside names and at the ends of cues; one for all apostrophes. Never 0. */
static inline uint64_t reap_image_mark_hash_of_code(uint64_t code) { return reap_image_key(0x3C6EF372FE94F82Bu, code); }
uint64_t reap_image_mark_hash(reap_str mark);

/* What a token counts as in names: the hash of its folded spelling, or of the mark itself. */
static inline uint64_t reap_image_token_hash(reap_str text, const reap_token *token) {
  if (token->hash) return token->hash;
  unsigned char mark = (unsigned char)text.ptr[token->span.beg];
  return mark < 0x80 && mark != '`' ? reap_image_mark_hash_of_code(mark)
                                    : reap_image_mark_hash(reap_slice(text, token->span));
}

#endif
