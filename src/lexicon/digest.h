/* SPDX-License-Identifier: MIT */
#ifndef REAP_LEXICON_DIGEST_H
#define REAP_LEXICON_DIGEST_H

#include "base/buf.h"
#include "lexicon/lexicon.h"

/* What a lexicon says, name by name, in a few bytes each: kept beside what was made with it, it tells later which names
 * another lexicon treats otherwise. */

/* The number that stands for a token in digests and in the index of words: 32 bits of its hash. */
static inline uint32_t reap_digest_word(uint64_t token_hash) { return (uint32_t)(token_hash ^ token_hash >> 32); }

/* Appends the digest of all layers to *out: for each folded spelling its key, a fingerprint of everything that matching
 * says of it (names, concepts, rules, precedence, words of context) and its words. The same lexicon gives the same
 * bytes. REAP_EBUG when ICU's data cannot be opened. Not while the lexicon changes. */
REAP_MUST_USE reap_status reap_lexicon_digest(const reap_lexicon *lexicon, reap_buf *out, reap_error *error);

/* A spelling that two lexicons treat differently can only matter to a text that holds all of `words`. */
typedef reap_status (*reap_digest_change_fn)(void *context, const uint32_t *words, uint32_t count, reap_error *error);

/* Tells `each` of every spelling that was added, removed or changed between the digests, and stops when it fails.
 * REAP_EINPUT when one of them is no digest. */
REAP_MUST_USE reap_status reap_digest_compare(reap_str before, reap_str after, reap_digest_change_fn each,
                                              void *context, reap_error *error);

#endif
