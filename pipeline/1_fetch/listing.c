/* SPDX-License-Identifier: MIT */
#include "1_fetch/listing.h"

#include <libxml/HTMLparser.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

/* The number that `digits` digits make; moves *at behind them. */
static unsigned read_digits(const char **at, size_t digits) {
  unsigned value = 0;
  for (; digits; digits--) value = value * 10 + (unsigned)(*(*at)++ - '0');
  return value;
}

bool reap_listed_from_name(const char *name, reap_listed *out) {
  static const char prefix[] = "pubmed", ending[] = ".xml.gz";
  const size_t length = sizeof prefix - 1;
  *out = (reap_listed){0};
  if (strncmp(name, prefix, length) != 0 || strlen(name) >= sizeof out->name) return false;
  const char *at = name + length;
  if (strspn(at, "0123456789") != 2 || at[2] != 'n') return false;
  size_t digits = strspn(at + 3, "0123456789");
  if (digits < 4 || digits > 5 || strcmp(at + 3 + digits, ending) != 0) return false;
  out->year = read_digits(&at, 2);
  at++;
  out->number = read_digits(&at, digits);
  memcpy(out->name, name, strlen(name) + 1);
  return true;
}

typedef struct {
  reap_listing *list;
  size_t room;
} collector;

static void on_element(void *context, const xmlChar *name, const xmlChar **attributes) {
  collector *c = context;
  if (strcmp((const char *)name, "a") != 0 || !attributes) return;
  for (; attributes[0]; attributes += 2) {
    if (strcmp((const char *)attributes[0], "href") != 0 || !attributes[1]) continue;
    const char *target = (const char *)attributes[1], *slash = strrchr(target, '/');
    reap_listed row;
    if (!reap_listed_from_name(slash ? slash + 1 : target, &row)) continue;
    if (c->list->count == c->room) {
      c->room = c->room ? c->room * 2 : 256;
      c->list->rows = reap_realloc(c->list->rows, c->room * sizeof row);
    }
    c->list->rows[c->list->count++] = row;
  }
}

int reap_listed_compare(const void *a, const void *b) {
  const reap_listed *x = a, *y = b;
  if (x->year != y->year) return x->year < y->year ? -1 : 1;
  return (x->number > y->number) - (x->number < y->number);
}

reap_status reap_listing_read(reap_listing *out, reap_str html, reap_error *error) {
  *out = (reap_listing){0};
  collector c = {.list = out};
  htmlSAXHandler handler = {.startElement = on_element};
  htmlParserCtxtPtr parser = htmlCreatePushParserCtxt(&handler, &c, NULL, 0, NULL, XML_CHAR_ENCODING_UTF8);
  if (parser) {
    htmlCtxtUseOptions(parser, HTML_PARSE_RECOVER | HTML_PARSE_NONET | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING);
    htmlParseChunk(parser, html.ptr, (int)html.len, 1);
    htmlFreeParserCtxt(parser);
  }
  if (out->count == 0)
    return reap_fail(error, REAP_ENET, "the page lists no pubmedYYnNNNN.xml.gz: check the address of the folder");
  qsort(out->rows, out->count, sizeof *out->rows, reap_listed_compare);
  size_t kept = 1;
  for (size_t i = 1; i < out->count; i++)
    if (reap_listed_compare(&out->rows[i], &out->rows[kept - 1]) != 0) out->rows[kept++] = out->rows[i];
  out->count = kept;
  return REAP_OK;
}
