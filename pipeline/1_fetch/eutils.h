/* SPDX-License-Identifier: MIT */
#ifndef REAP_FETCH_EUTILS_H
#define REAP_FETCH_EUTILS_H

#include "base/buf.h"
#include "net/http.h"

/* NCBI's E-utilities: searches of PubMed, and citations by PMID. Requests keep the limits of the service (3 a second,
 * 10 with a key) over all processes of the machine, say who asks, and are tried again when the service is busy or says
 * something else under status 200. */

typedef struct {
  const char *url;   /* of the service */
  const char *key;   /* NULL: none. Never part of a message */
  const char *email; /* NULL: not said */
  unsigned attempts; /* for each request */
  reap_net_limits limits;
  void (*on_note)(void *context, const char *text); /* NULL, or takes what PubMed says of the query (unknown words) */
  void *context;
  const volatile sig_atomic_t *cancel;
} reap_eutils;

/* The service, with NCBI_API_KEY and EMAIL from the environment (the names that EDirect uses) and, for tests and
 * mirrors, REAP_EUTILS_URL in place of NCBI's address. What is read stays the environment's. */
void reap_eutils_default(reap_eutils *out);

typedef struct {
  uint32_t *rows;
  size_t count, room;
} reap_pmids;

/* A list that grows: at its end; the caller frees rows with free(). */
void reap_pmids_add(reap_pmids *ids, uint32_t pmid);
void reap_pmids_sort(reap_pmids *ids); /* ascending, each once */

/* All PMIDs that a query finds, ascending. PubMed gives no more than 9,999 of a query, so larger ones are cut in halves
 * by PMID until they fit. The caller frees ids->rows. REAP_EINPUT when PubMed refuses the query, REAP_ENET when the
 * service cannot be reached or makes no sense, REAP_ECANCELED. */
REAP_MUST_USE reap_status reap_eutils_search(const reap_eutils *service, const char *query, reap_pmids *ids,
                                             reap_error *error);

enum { REAP_EUTILS_CHUNK = 200 }; /* PMIDs a request */

/* Appends the citations of up to REAP_EUTILS_CHUNK PMIDs, as the elements that stand in a PubmedArticleSet, to `xml`,
 * and the PMIDs that the service did not give, though asked twice, to `missing`. REAP_ENET, REAP_ECANCELED. */
REAP_MUST_USE reap_status reap_eutils_citations(const reap_eutils *service, const uint32_t *pmids, size_t count,
                                                reap_buf *xml, reap_pmids *missing, reap_error *error);

#endif
