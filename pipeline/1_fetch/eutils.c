/* SPDX-License-Identifier: MIT */
#include "1_fetch/eutils.h"

#include <stdlib.h>
#include <string.h>

#include "1_fetch/eutils_request.h"
#include "base/memory.h"

void reap_eutils_default(reap_eutils *out) {
  const char *url = getenv("REAP_EUTILS_URL");
  const char *key = getenv("NCBI_API_KEY"), *email = getenv("EMAIL");
  *out = (reap_eutils){.url = url && *url ? url : "https://eutils.ncbi.nlm.nih.gov/entrez/eutils/",
                       .key = key && *key ? key : NULL,
                       .email = email && *email ? email : NULL,
                       .attempts = 6,
                       .limits = reap_net_default_limits};
}

void reap_pmids_add(reap_pmids *ids, uint32_t pmid) {
  if (ids->count == ids->room) {
    ids->room = ids->room ? ids->room * 2 : 256;
    ids->rows = reap_realloc(ids->rows, ids->room * sizeof *ids->rows);
  }
  ids->rows[ids->count++] = pmid;
}

static int by_number(const void *a, const void *b) {
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  return (x > y) - (x < y);
}

void reap_pmids_sort(reap_pmids *ids) {
  if (ids->count == 0) return;
  qsort(ids->rows, ids->count, sizeof *ids->rows, by_number);
  size_t kept = 1;
  for (size_t i = 1; i < ids->count; i++)
    if (ids->rows[i] != ids->rows[kept - 1]) ids->rows[kept++] = ids->rows[i];
  ids->count = kept;
}

/* ---- search ---- */

enum { MOST_OF_A_QUERY = 9999, LAST_PMID = (1 << 27) - 1, MOST_IDS = 50 * 1000 * 1000 };

static reap_status search_range(const reap_eutils *service, const char *query, uint32_t first, uint32_t last,
                                reap_pmids *ids, reap_error *error) {
  size_t before = ids->count;
  uint64_t found = 0;
  reap_status status = reap_eutils_esearch(service, query, first, last, ids, &found, error);
  if (status != REAP_OK) return status;
  if (found <= MOST_OF_A_QUERY || first == last) {
    if (ids->count - before == found) return REAP_OK;
    return reap_fail(error, REAP_ENET, "the search says that it found %llu citations and lists %zu: try again later",
                     (unsigned long long)found, ids->count - before);
  }
  ids->count = before;
  if (found + before > MOST_IDS) return reap_fail(error, REAP_ELIMIT, "the search finds too much: use the baseline");
  uint32_t middle = first + (last - first) / 2;
  status = search_range(service, query, first, middle, ids, error);
  return status == REAP_OK ? search_range(service, query, middle + 1, last, ids, error) : status;
}

reap_status reap_eutils_search(const reap_eutils *service, const char *query, reap_pmids *ids, reap_error *error) {
  reap_status status = search_range(service, query, 1, LAST_PMID, ids, error);
  if (status == REAP_OK) reap_pmids_sort(ids);
  return status;
}

/* ---- citations ---- */

static bool holds(const reap_pmids *ids, uint32_t pmid) {
  return ids->count && bsearch(&pmid, ids->rows, ids->count, sizeof *ids->rows, by_number);
}

/* One request; what was asked and not given is added to `missing`. */
static reap_status ask(const reap_eutils *service, const uint32_t *pmids, size_t count, reap_buf *xml,
                       reap_pmids *missing, reap_error *error) {
  reap_pmids given = {0};
  reap_status status = reap_eutils_efetch(service, pmids, count, xml, &given, error);
  if (status == REAP_OK) {
    reap_pmids_sort(&given);
    for (size_t i = 0; i < count; i++)
      if (!holds(&given, pmids[i])) reap_pmids_add(missing, pmids[i]);
  }
  free(given.rows);
  return status;
}

reap_status reap_eutils_citations(const reap_eutils *service, const uint32_t *pmids, size_t count, reap_buf *xml,
                                  reap_pmids *missing, reap_error *error) {
  reap_pmids left = {0};
  reap_status status = ask(service, pmids, count, xml, &left, error);
  if (status == REAP_OK && left.count) status = ask(service, left.rows, left.count, xml, missing, error);
  free(left.rows);
  return status;
}
