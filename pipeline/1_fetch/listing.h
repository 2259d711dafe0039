/* SPDX-License-Identifier: MIT */
#ifndef REAP_FETCH_LISTING_H
#define REAP_FETCH_LISTING_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/status.h"

/* The files of a PubMed distribution folder: pubmedYYnNNNN.xml.gz. */

typedef struct {
  unsigned year, number; /* of production; numbers start again each year, so that order is by year, then by number */
  char name[40];
} reap_listed;

typedef struct {
  reap_listed *rows;
  size_t count;
} reap_listing;

/* A name of that form, alone, in *out; false for any other (checksums and statistics lie beside the files). */
bool reap_listed_from_name(const char *name, reap_listed *out);

/* The order of two files for qsort(): by year, then by number. */
int reap_listed_compare(const void *a, const void *b);

/* Reads the HTML page that the server makes of the folder: the links of that form, each once, in order. Any HTML will
 * do. The caller frees out->rows with free(). REAP_ENET when the page has no such link. */
REAP_MUST_USE reap_status reap_listing_read(reap_listing *out, reap_str html, reap_error *error);

#endif
