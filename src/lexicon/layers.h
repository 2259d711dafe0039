/* SPDX-License-Identifier: MIT */
#ifndef REAP_LEXICON_LAYERS_H
#define REAP_LEXICON_LAYERS_H

#include "lexicon/image.h"

/* What a lexicon is inside: images on top of each other. */

enum { REAP_LEXICON_MAX_IMAGES = 17 /* one below, and as many folders as the command line takes */ };

typedef struct {
  reap_image image;
  uint32_t first_concept; /* number of its concept 0 in the whole lexicon */
  void *memory;           /* what holds the image */
  size_t mapped_bytes;    /* 0: memory comes from malloc */
} reap_lexicon_layer;

struct reap_lexicon {
  reap_lexicon_layer layers[REAP_LEXICON_MAX_IMAGES]; /* the lowest first */
  uint32_t layer_count;
  uint32_t names, concepts;
  uint64_t folding;
  char hash[65];
};

/* Lays an image in memory on top; takes `memory` over, also when it fails: from mmap() or from malloc(). `source` names
 * it in messages. */
REAP_MUST_USE reap_status reap_lexicon_add_image(reap_lexicon *lexicon, void *memory, size_t bytes, bool mapped,
                                                 const char *source, reap_error *error);

#endif
