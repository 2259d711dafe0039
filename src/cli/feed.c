/* SPDX-License-Identifier: MIT */
#include "cli/feed.h"

#include <libxml/xmlwriter.h>
#include <md5.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "base/version.h"

#define ATOM "http://www.w3.org/2005/Atom"
#define XHTML "http://www.w3.org/1999/xhtml"

struct reap_feed {
  reap_partial *file;
  xmlBufferPtr entries; /* they come before the time of the latest is known, which stands above them */
  xmlTextWriterPtr writer;
  reap_buf text;
  char *subject, *link;
  char updated[32];
  bool failed; /* sticky */
};

/* ---- XML ---- */

static void note(reap_feed *feed, int result) { feed->failed |= result < 0; }

/* What XML 1.0 may hold; anything else becomes U+FFFD. */
static bool is_allowed(uint32_t c) {
  return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD) ||
         c >= 0x10000;
}

static const xmlChar *clean(reap_feed *feed, const char *text) {
  reap_str all = reap_str_of(text);
  reap_buf_reset(&feed->text);
  for (uint32_t at = 0, length; at < all.len; at += length) {
    uint32_t code_point;
    length = reap_utf8_decode(all, at, &code_point);
    char *place = reap_buf_reserve(&feed->text, 4);
    if (place) feed->text.len += reap_utf8_encode(is_allowed(code_point) ? code_point : 0xFFFD, place);
  }
  reap_buf_addc(&feed->text, '\0');
  feed->failed |= feed->text.full;
  return feed->text.full ? BAD_CAST "" : BAD_CAST feed->text.ptr;
}

static void begin(reap_feed *feed, const char *name) {
  note(feed, xmlTextWriterStartElement(feed->writer, BAD_CAST name));
}
static void end(reap_feed *feed) { note(feed, xmlTextWriterEndElement(feed->writer)); }
static void attribute(reap_feed *feed, const char *name, const char *value) {
  note(feed, xmlTextWriterWriteAttribute(feed->writer, BAD_CAST name, clean(feed, value)));
}
static void text(reap_feed *feed, const char *value) {
  note(feed, xmlTextWriterWriteString(feed->writer, clean(feed, value)));
}
static void element(reap_feed *feed, const char *name, const char *value) {
  begin(feed, name);
  text(feed, value);
  end(feed);
}
static void alternate(reap_feed *feed, const char *link) {
  begin(feed, "link");
  attribute(feed, "rel", "alternate");
  attribute(feed, "href", link);
  end(feed);
}

/* A name-based UUID (RFC 4122, version 3, over URLs): the same name always gives the same id. */
static void write_id(reap_feed *feed, const char *name) {
  static const unsigned char urls[16] = {0x6b, 0xa7, 0xb8, 0x11, 0x9d, 0xad, 0x11, 0xd1,
                                         0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8};
  unsigned char h[MD5_DIGEST_LENGTH];
  char id[64];
  MD5_CTX sum;
  MD5Init(&sum);
  MD5Update(&sum, urls, sizeof urls);
  MD5Update(&sum, (const unsigned char *)name, strlen(name));
  MD5Final(h, &sum);
  h[6] = (unsigned char)((h[6] & 0x0f) | 0x30);
  h[8] = (unsigned char)((h[8] & 0x3f) | 0x80);
  snprintf(id, sizeof id, "urn:uuid:%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x", h[0], h[1],
           h[2], h[3], h[4], h[5], h[6], h[7], h[8], h[9], h[10], h[11], h[12], h[13], h[14], h[15]);
  element(feed, "id", id);
}

/* ---- entries ---- */

static bool is_trial(const reap_change *change) { return change->kind >= REAP_CHANGE_REGISTERED; }

/* Where one reads on; "" for a document that has no page. */
static void link_of(const reap_change *change, char link[200]) {
  link[0] = '\0';
  if (is_trial(change))
    snprintf(link, 200, "https://clinicaltrials.gov/study/%.100s", change->id);
  else if (change->pmid)
    snprintf(link, 200, "https://pubmed.ncbi.nlm.nih.gov/%lld/", change->pmid);
}

static const char *or_empty(const char *text) { return text ? text : ""; }

static void write_title(reap_feed *feed, const reap_change *change) {
  begin(feed, "title");
  char number[48];
  snprintf(number, sizeof number, "PMID %lld", change->pmid);
  if (is_trial(change) || !change->pmid)
    text(feed, or_empty(change->id));
  else
    text(feed, number);
  text(feed, " ");
  text(feed, reap_change_name(change->kind));
  if (change->title) {
    text(feed, ": ");
    text(feed, change->title);
  }
  end(feed);
}

static void write_difference(reap_feed *feed, const reap_difference *difference) {
  begin(feed, "li");
  text(feed, difference->field);
  if (difference->item) {
    text(feed, " of “");
    text(feed, difference->item);
    text(feed, "”");
  }
  text(feed, ": ");
  if (difference->from) element(feed, "del", difference->from);
  if (difference->from && difference->to) text(feed, " → ");
  if (difference->to) element(feed, "ins", difference->to);
  end(feed);
}

static void write_content(reap_feed *feed, const reap_change *change) {
  begin(feed, "content");
  attribute(feed, "type", "xhtml");
  note(feed, xmlTextWriterSetIndent(feed->writer, 0)); /* blanks would show */
  note(feed, xmlTextWriterStartElementNS(feed->writer, NULL, BAD_CAST "div", BAD_CAST XHTML));
  begin(feed, "p");
  text(feed, is_trial(change) ? "Registered trial, state " : "Citation ");
  char number[32];
  snprintf(number, sizeof number, "%d", change->number);
  text(feed, is_trial(change) ? number : reap_change_name(change->kind));
  if (change->place || change->date) text(feed, ": ");
  text(feed, or_empty(change->place));
  if (change->place && change->date) text(feed, ", ");
  text(feed, or_empty(change->date));
  end(feed);
  if (change->difference_count) {
    begin(feed, "ul");
    for (size_t i = 0; i < change->difference_count; i++) write_difference(feed, &change->differences[i]);
    end(feed);
  }
  end(feed);
  end(feed);
  note(feed, xmlTextWriterSetIndent(feed->writer, 1));
}

void reap_feed_add(reap_feed *feed, const reap_change *change) {
  char name[400], link[200];
  const char *when = or_empty(change->when);
  link_of(change, link);
  snprintf(name, sizeof name, "%.100s%.100s/%d/%s/%.32s", link, link[0] ? "" : or_empty(change->id), change->number,
           reap_change_name(change->kind), is_trial(change) ? "" : when);
  begin(feed, "entry");
  write_id(feed, name);
  write_title(feed, change);
  element(feed, "updated", when);
  if (link[0]) alternate(feed, link);
  write_content(feed, change);
  end(feed);
  if (strcmp(when, feed->updated) > 0) snprintf(feed->updated, sizeof feed->updated, "%s", when);
}

/* ---- the feed ---- */

reap_status reap_feed_open(reap_feed **out, reap_partial *file, const char *subject, const char *link,
                           const char *updated, reap_error *error) {
  reap_feed *feed = *out = reap_alloc(sizeof *feed);
  *feed = (reap_feed){.file = file, .subject = reap_strdup(subject), .link = link ? reap_strdup(link) : NULL};
  snprintf(feed->updated, sizeof feed->updated, "%s", updated);
  feed->entries = xmlBufferCreate();
  feed->writer = feed->entries ? xmlNewTextWriterMemory(feed->entries, 0) : NULL;
  if (!feed->writer) return reap_fail(error, REAP_EIO, "there is no memory for the feed");
  note(feed, xmlTextWriterSetIndent(feed->writer, 1));
  return REAP_OK;
}

void reap_feed_close(reap_feed *feed) {
  if (!feed) return;
  if (feed->writer) xmlFreeTextWriter(feed->writer);
  if (feed->entries) xmlBufferFree(feed->entries);
  reap_buf_free(&feed->text);
  free(feed->subject);
  free(feed->link);
  free(feed);
}

/* What stands above the entries, into a buffer of its own. */
static void write_head(reap_feed *feed) {
  char name[600];
  note(feed, xmlTextWriterStartDocument(feed->writer, NULL, "UTF-8", NULL));
  note(feed, xmlTextWriterStartElementNS(feed->writer, NULL, BAD_CAST "feed", BAD_CAST ATOM));
  snprintf(name, sizeof name, "reap:changes:%.500s", feed->subject);
  write_id(feed, name);
  begin(feed, "title");
  text(feed, feed->subject[0] ? "What changed: " : "What changed");
  text(feed, feed->subject);
  end(feed);
  element(feed, "updated", feed->updated);
  begin(feed, "author");
  element(feed, "name", "reap");
  end(feed);
  begin(feed, "generator");
  attribute(feed, "version", REAP_VERSION);
  text(feed, "reap");
  end(feed);
  if (feed->link) alternate(feed, feed->link);
}

reap_status reap_feed_finish(reap_feed *feed, reap_error *error) {
  xmlBufferPtr entries = feed->entries;
  note(feed, xmlTextWriterFlush(feed->writer));
  xmlFreeTextWriter(feed->writer);
  feed->entries = xmlBufferCreate();
  feed->writer = feed->entries ? xmlNewTextWriterMemory(feed->entries, 0) : NULL;
  if (feed->writer) {
    note(feed, xmlTextWriterSetIndent(feed->writer, 1));
    write_head(feed);
    note(feed, xmlTextWriterWriteRaw(feed->writer, BAD_CAST "\n"));
    note(feed, xmlTextWriterWriteRaw(feed->writer, xmlBufferContent(entries)));
    note(feed, xmlTextWriterEndDocument(feed->writer));
    note(feed, xmlTextWriterFlush(feed->writer));
  }
  xmlBufferFree(entries);
  if (!feed->writer || feed->failed) return reap_fail(error, REAP_EIO, "the feed cannot be written: memory ran out");
  return reap_partial_write(feed->file, (const char *)xmlBufferContent(feed->entries),
                            (size_t)xmlBufferLength(feed->entries), error);
}
