/* SPDX-License-Identifier: MIT */
#include "1_fetch/citations.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/memory.h"

static const char HEAD[] = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                           "<!DOCTYPE PubmedArticleSet PUBLIC \"-//NLM//DTD PubMedArticle, 1st January 2025//EN\" "
                           "\"https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd\">\n"
                           "<PubmedArticleSet>\n";
static const char FOOT[] = "</PubmedArticleSet>\n";
enum { MOST_CHUNK_BYTES = 512 * 1024 * 1024 };

typedef struct {
  reap_bytes base;
  reap_eutils service;
  char *query; /* NULL: pmids are given */
  reap_pmids pmids, missing;
  pthread_t thread;
  bool started;
  volatile sig_atomic_t stop; /* the service's cancel */

  pthread_mutex_t lock; /* for what follows */
  pthread_cond_t changed;
  reap_buf next; /* what the thread has ready */
  bool ready;    /* ... and the reader has not taken */
  bool over;     /* the thread is at its end, in `status` */
  reap_status status;
  reap_error error;
  size_t asked, done;

  reap_buf now; /* what the reader is at */
  size_t taken; /* of now */
} citations;

/* ---- the thread that asks ---- */

/* Hands `next` over to the reader; false when nobody reads any more. */
static bool hand_over(citations *c, size_t done) {
  pthread_mutex_lock(&c->lock);
  c->done = done;
  c->ready = true;
  pthread_cond_broadcast(&c->changed);
  while (c->ready && !c->stop) pthread_cond_wait(&c->changed, &c->lock);
  pthread_mutex_unlock(&c->lock);
  return !c->stop;
}

static reap_status deliver(citations *c) {
  pthread_mutex_lock(&c->lock);
  c->asked = c->pmids.count;
  pthread_mutex_unlock(&c->lock);
  reap_buf_puts(&c->next, HEAD);
  for (size_t at = 0; at < c->pmids.count; at += REAP_EUTILS_CHUNK) {
    size_t left = c->pmids.count - at, count = left < REAP_EUTILS_CHUNK ? left : REAP_EUTILS_CHUNK;
    reap_status status =
        reap_eutils_citations(&c->service, c->pmids.rows + at, count, &c->next, &c->missing, &c->error);
    if (status != REAP_OK) return status;
    if (!hand_over(c, at + count)) return REAP_ECANCELED;
  }
  reap_buf_puts(&c->next, FOOT);
  return hand_over(c, c->pmids.count) ? REAP_END : REAP_ECANCELED;
}

static reap_status tell_missing(citations *c) {
  reap_buf list;
  reap_buf_init(&list, 200);
  for (size_t i = 0; i < c->missing.count && i < 10; i++) reap_buf_printf(&list, i ? ", %u" : "%u", c->missing.rows[i]);
  reap_fail(&c->error, REAP_ENET, "PubMed gave %zu of %zu citations; missing: %.*s%s", c->asked - c->missing.count,
            c->asked, (int)list.len, list.ptr, c->missing.count > 10 ? ", ..." : "");
  reap_buf_free(&list);
  reap_error_set_source(&c->error, "E-utilities");
  return REAP_ENET;
}

static void *run(void *context) {
  citations *c = context;
  reap_status status = c->query ? reap_eutils_search(&c->service, c->query, &c->pmids, &c->error) : REAP_OK;
  if (status == REAP_OK) status = deliver(c);
  if (status == REAP_END && c->missing.count) status = tell_missing(c);
  pthread_mutex_lock(&c->lock);
  c->status = status;
  c->over = true;
  pthread_cond_broadcast(&c->changed);
  pthread_mutex_unlock(&c->lock);
  return NULL;
}

/* ---- the reader ---- */

/* Waits for the thread, and looks now and then whether the run was cancelled. */
static reap_status wait_for_more(citations *c, reap_error *error) {
  pthread_mutex_lock(&c->lock);
  while (!c->ready && !c->over) {
    if (c->base.cancel && *c->base.cancel) c->stop = 1;
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_nsec += 100 * 1000 * 1000;
    until.tv_sec += until.tv_nsec / 1000000000;
    until.tv_nsec %= 1000000000;
    pthread_cond_timedwait(&c->changed, &c->lock, &until);
  }
  reap_status status = REAP_OK;
  if (c->ready) {
    reap_buf taken = c->now;
    c->now = c->next;
    c->next = taken;
    reap_buf_reset(&c->next);
    c->taken = 0;
    c->ready = false;
    pthread_cond_broadcast(&c->changed);
  } else {
    status = c->status;
    if (status != REAP_END && error) *error = c->error;
  }
  pthread_mutex_unlock(&c->lock);
  return status;
}

static reap_status citations_read(reap_bytes *self, void *dst, size_t cap, size_t *got, reap_error *error) {
  citations *c = (citations *)self;
  *got = 0;
  while (c->taken == c->now.len) {
    reap_status status = wait_for_more(c, error);
    if (status != REAP_OK) return status;
  }
  size_t left = c->now.len - c->taken;
  *got = left < cap ? left : cap;
  memcpy(dst, c->now.ptr + c->taken, *got);
  c->taken += *got;
  self->raw_bytes += *got;
  return REAP_OK;
}

static void citations_close(reap_bytes *self) {
  citations *c = (citations *)self;
  pthread_mutex_lock(&c->lock);
  c->stop = 1;
  pthread_cond_broadcast(&c->changed);
  pthread_mutex_unlock(&c->lock);
  if (c->started) pthread_join(c->thread, NULL);
  pthread_mutex_destroy(&c->lock);
  pthread_cond_destroy(&c->changed);
  reap_buf_free(&c->now);
  reap_buf_free(&c->next);
  free(c->pmids.rows);
  free(c->missing.rows);
  free(c->query);
  free(c);
}

void reap_citations_open(reap_bytes **out, const reap_eutils *service, const char *query, const reap_pmids *pmids) {
  citations *c = reap_alloc(sizeof *c);
  c->base = (reap_bytes){.read = citations_read, .close = citations_close};
  c->service = *service;
  c->service.cancel = &c->stop;
  c->query = query ? reap_strdup(query) : NULL;
  for (size_t i = 0; !query && i < pmids->count; i++) reap_pmids_add(&c->pmids, pmids->rows[i]);
  reap_buf_init(&c->now, MOST_CHUNK_BYTES);
  reap_buf_init(&c->next, MOST_CHUNK_BYTES);
  pthread_mutex_init(&c->lock, NULL);
  pthread_cond_init(&c->changed, NULL);
  c->started = pthread_create(&c->thread, NULL, run, c) == 0;
  if (!c->started) {
    c->over = true;
    c->status = reap_fail(&c->error, REAP_ENET, "no thread can be started for the search");
  }
  *out = &c->base;
}

void reap_citations_progress(reap_bytes *self, size_t *asked, size_t *done) {
  citations *c = (citations *)self;
  pthread_mutex_lock(&c->lock);
  *asked = c->asked;
  *done = c->done;
  pthread_mutex_unlock(&c->lock);
}

const reap_pmids *reap_citations_missing(const reap_bytes *self) { return &((const citations *)self)->missing; }
