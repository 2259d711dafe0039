/* SPDX-License-Identifier: MIT */
#ifndef REAP_FETCH_CITATIONS_H
#define REAP_FETCH_CITATIONS_H

#include "1_fetch/eutils.h"
#include "pipeline/stage.h"

/* Opens the citations that a search finds (query), or those of a list (pmids, ascending, copied; query NULL), as a
 * source: one PubmedArticleSet, in the order of the PMIDs. A thread of its own asks the service, one request ahead of
 * the reader. *service is copied, what it points to must outlive the source; its cancel is not heeded, the source's is.
 * The caller closes *out.
 *
 * read() gives REAP_ENET or REAP_EINPUT where the service fails for good or refuses the query, and, after everything
 * that was given, REAP_ENET when citations were asked for and not given. */
void reap_citations_open(reap_bytes **out, const reap_eutils *service, const char *query, const reap_pmids *pmids);

/* How far such a source is: citations asked for in all (0: the search still runs), and done, given or not. */
void reap_citations_progress(reap_bytes *self, size_t *asked, size_t *done);

/* What was asked for and not given, ascending; valid after the end was read, until the source is closed. */
const reap_pmids *reap_citations_missing(const reap_bytes *self);

#endif
