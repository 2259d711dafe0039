/* SPDX-License-Identifier: MIT */
#ifndef REAP_CLI_FEED_H
#define REAP_CLI_FEED_H

#include "base/partial.h"
#include "registry/changes.h"

/* Changes as an Atom feed (RFC 4287), for feed readers: the same changes give the same bytes. One thread. */
typedef struct reap_feed reap_feed;

/* Begins a feed that is about `subject` (a condition, trials; "" for all) and goes to the file, which is borrowed until
 * the feed is closed. `link` is a page about the subject, or NULL; `updated` the time when nothing has changed since.
 * The caller closes *out. REAP_EIO. */
REAP_MUST_USE reap_status reap_feed_open(reap_feed **out, reap_partial *file, const char *subject, const char *link,
                                         const char *updated, reap_error *error);
void reap_feed_close(reap_feed *feed);

/* Adds an entry. Whatever the texts hold, the feed stays well-formed. */
void reap_feed_add(reap_feed *feed, const reap_change *change);

/* Writes the feed. REAP_EIO, also for what went wrong before. */
REAP_MUST_USE reap_status reap_feed_finish(reap_feed *feed, reap_error *error);

#endif
