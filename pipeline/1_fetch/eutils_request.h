/* SPDX-License-Identifier: MIT */
#ifndef REAP_FETCH_EUTILS_REQUEST_H
#define REAP_FETCH_EUTILS_REQUEST_H

#include "1_fetch/eutils.h"

/* Single requests to the service, with patience, and the reading of their answers. Internal to this folder. */

/* Adds the PMIDs from `first` to `last` that the query finds, 9,999 at most; *found is how many there are in all. */
REAP_MUST_USE reap_status reap_eutils_esearch(const reap_eutils *service, const char *query, uint32_t first,
                                              uint32_t last, reap_pmids *ids, uint64_t *found, reap_error *error);

/* Appends the citations of the PMIDs to `xml` (the inside of the PubmedArticleSet) and the PMIDs they have to `given`.
 */
REAP_MUST_USE reap_status reap_eutils_efetch(const reap_eutils *service, const uint32_t *pmids, size_t count,
                                             reap_buf *xml, reap_pmids *given, reap_error *error);

/* What the answers say; REAP_ENET when they are something else (errors come under status 200), REAP_EINPUT when the
 * query is refused. Public for tests and fuzzers. */
REAP_MUST_USE reap_status reap_eutils_read_search(const reap_eutils *service, reap_str json, reap_pmids *ids,
                                                  uint64_t *found, reap_error *error);
REAP_MUST_USE reap_status reap_eutils_read_citations(reap_str answer, reap_str *inside, reap_pmids *given,
                                                     reap_error *error);

#endif
