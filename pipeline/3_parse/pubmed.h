/* SPDX-License-Identifier: MIT */
#ifndef REAP_PARSE_PUBMED_H
#define REAP_PARSE_PUBMED_H

#include "3_parse/draft.h"

/* Private to 3_parse: the way through a PubMed document, element by element. Knows nothing of libxml2 but the layout of
 * SAX2 attributes. */

enum { REAP_WALK_DEPTH = 300, REAP_WALK_NAMES = 2048, REAP_WALK_SLOTS = 24 };

typedef enum {
  REAP_WALK_ON,
  REAP_WALK_FOREIGN,  /* the root element is not PubMed's */
  REAP_WALK_BEGIN,    /* a citation begins */
  REAP_WALK_UNCLOSED, /* a citation begins inside another one */
  REAP_WALK_END,      /* a citation is complete in the draft */
  REAP_WALK_DELETE,   /* the draft is a deletion */
  REAP_WALK_CLOSED    /* the root element ends */
} reap_walk_event;

typedef struct {
  uint8_t kind; /* 0, REAP_MARKUP_SUP + 1 or REAP_MARKUP_SUB + 1 */
  uint8_t element;
  uint16_t children;
  uint32_t beg;
} reap_inline;

typedef struct {
  const unsigned char *name; /* as interned by libxml2 */
  uint8_t element;
} reap_walk_name;

typedef struct {
  reap_draft *draft;
  uint8_t states[REAP_WALK_DEPTH];
  uint32_t depth;        /* open elements that have a state */
  uint32_t skip;         /* open elements below an ignored one */
  uint32_t inline_depth; /* open elements inside a text */
  reap_inline inlines[REAP_WALK_DEPTH];
  uint32_t record_depth; /* depth at which the open citation began, 0: none is open */
  const unsigned char *record_name;
  uint8_t root; /* index for reap_walk_landmarks */
  bool capturing;
  reap_flow flow;
  reap_marked *marked; /* where flow writes, when its markup counts */
  reap_buf field;
  reap_str slots[REAP_WALK_SLOTS]; /* strings of the citation or of the row in progress */
  uint8_t doi_rank, pmcid_rank;
  bool major, valid; /* of the MeSH heading, of the ELocationID in progress */
  uint32_t pmid;
  reap_walk_name names[REAP_WALK_NAMES]; /* cache; valid for one libxml2 dictionary */
} reap_walk;

void reap_walk_init(reap_walk *walk, reap_draft *draft); /* before each document */
void reap_walk_free(reap_walk *walk);
/* attributes: libxml2's array of five pointers each. */
reap_walk_event reap_walk_start(reap_walk *walk, const unsigned char *name, const unsigned char **attributes,
                                int count);
reap_walk_event reap_walk_end(reap_walk *walk);
static inline void reap_walk_text(reap_walk *walk, const char *bytes, size_t count) {
  if (walk->capturing) reap_flow_add(&walk->flow, bytes, count);
}
/* Stops keeping text until the open citation ends. */
void reap_walk_mute(reap_walk *walk);

/* Names of the elements at which reading can go on after an error under this root; NULL-terminated, the root first. */
const char *const *reap_walk_landmarks(uint8_t root);

#endif
