/* SPDX-License-Identifier: MIT */
/* The engine. No reader thread, no writer thread, no queues: each worker repeats
 *   take a free lane -> read a batch of it -> run the stages and encode -> put it in the lane's ring -> write what is
 * next under one mutex that guards bookkeeping only. A lane is one open input with its own numbered batches; the output
 * takes the lanes in input order, so that the bytes do not depend on threads. The lane whose turn it is to be written
 * may always read on, hence no deadlock; the windows are the back-pressure; spare batches are reused, hence bounded
 * memory. */
#include "pipeline/pipeline.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "1_fetch/fetch.h"
#include "2_inflate/inflate.h"
#include "base/memory.h"

/* A batch stays in one stage long enough to keep that stage's code in the cache: 5 % faster than 64 citations. */
enum { DEFAULT_CITATIONS = 256, DEFAULT_TEXT_BYTES = 256 * 1024 };

/* A batch with the bytes that the sink made of it. */
typedef struct work {
  reap_batch batch;
  reap_buf bytes;
  struct work *next_spare;
} work;

typedef struct {
  reap_bytes *bytes; /* borrowed from the parser, for the progress counters */
  reap_parser *parser;
  work **ring;       /* finished batches waiting for their turn, at number % window */
  uint64_t raw_seen; /* of bytes->raw_bytes already counted */
  uint64_t next_read, next_write;
  uint64_t citations;
  bool reading, ended, complete;
} lane;

typedef struct {
  const reap_run_options *options;
  reap_batch_limits limits;
  pthread_mutex_t lock;       /* guards everything below */
  pthread_cond_t changed;     /* a batch was finished or written, a lane ended, or the run stopped */
  pthread_mutex_t fault_lock; /* one on_fault call at a time */
  lane *lanes;
  size_t cursor; /* the lane whose batches are being written */
  size_t window; /* batches of a lane between reading and writing */
  size_t ahead;  /* batches held by lanes behind the cursor's */
  size_t ahead_limit;
  work *spare;
  void *sink;
  reap_counters counters;
  reap_error error; /* the first that stops the run */
  bool stopped, writing;
} engine;

static bool cancelled(const engine *e) { return e->options->cancel && *e->options->cancel; }

/* Keeps the first error and wakes everybody up. The caller holds the lock. */
static void stop(engine *e, const reap_error *error) {
  if (!e->stopped) {
    e->stopped = true;
    e->error = *error;
  }
  pthread_cond_broadcast(&e->changed);
}

static void tell_fault(engine *e, const reap_error *fault) {
  pthread_mutex_lock(&e->fault_lock);
  if (e->options->on_fault) e->options->on_fault(e->options->context, fault);
  pthread_mutex_unlock(&e->fault_lock);
}

static void on_bad_citation(void *context, const reap_error *fault) {
  engine *e = context;
  pthread_mutex_lock(&e->lock);
  e->counters.bad_citations++;
  pthread_mutex_unlock(&e->lock);
  tell_fault(e, fault);
}

static work *take_spare(engine *e) {
  work *w = e->spare;
  if (!w) return reap_alloc(sizeof *w);
  e->spare = w->next_spare;
  return w;
}

static void give_back(engine *e, work *w) {
  reap_batch_reset(&w->batch);
  reap_buf_reset(&w->bytes);
  w->next_spare = e->spare;
  e->spare = w;
}

static void free_work(work *w) {
  reap_batch_free(&w->batch);
  reap_buf_free(&w->bytes);
  free(w);
}

/* ---- reading ---- */

static reap_status open_lane(engine *e, size_t index, reap_error *error) {
  lane *l = &e->lanes[index];
  const char *name = e->options->inputs[index];
  reap_bytes *raw = NULL, *plain = NULL;
  reap_status status = reap_fetch_open(&raw, name, error);
  if (status == REAP_OK) {
    raw->cancel = e->options->cancel;
    status = reap_inflate_open(&plain, raw, error);
  }
  if (status == REAP_OK) {
    l->bytes = plain;
    status = reap_parser_open(&l->parser, plain, name, e->options->format, on_bad_citation, e, error);
    if (status != REAP_OK) l->bytes = NULL;
  }
  if (status != REAP_OK && !error->source[0]) reap_error_set_source(error, name);
  return status;
}

static reap_status read_batch(engine *e, size_t index, work *w, reap_error *error) {
  lane *l = &e->lanes[index];
  reap_status status = l->parser ? REAP_OK : open_lane(e, index, error);
  return status == REAP_OK ? reap_parser_next(l->parser, &w->batch, &e->limits, error) : status;
}

static void count_raw_bytes(engine *e, lane *l) {
  if (!l->bytes) return;
  if (!l->raw_seen) e->counters.raw_total += l->bytes->raw_total;
  e->counters.raw_bytes += l->bytes->raw_bytes - l->raw_seen;
  l->raw_seen = l->bytes->raw_bytes;
}

static void end_lane(engine *e, lane *l, reap_status status) {
  l->ended = true;
  l->complete = status == REAP_END;
  reap_parser_close(l->parser);
  l->parser = NULL;
  l->bytes = NULL;
  e->counters.inputs++;
  e->counters.bad_inputs += !l->complete;
}

/* The first lane from the cursor on that may read another batch; the count of lanes when there is none. */
static size_t free_lane(const engine *e) {
  size_t count = e->options->input_count;
  size_t last = e->cursor + e->options->threads + 1 < count ? e->cursor + e->options->threads + 1 : count;
  for (size_t i = e->cursor; i < last; i++) {
    const lane *l = &e->lanes[i];
    if (l->reading || l->ended || l->next_read - l->next_write >= e->window) continue;
    if (i == e->cursor || e->ahead < e->ahead_limit) return i;
  }
  return count;
}

/* ---- writing ---- */

static void count_batch(reap_counters *c, const reap_batch *batch) {
  c->citations += batch->citations.count;
  c->findings += batch->findings.count;
  c->quantities += batch->quantities.count;
  c->mentions += batch->mentions.count;
  for (uint32_t i = 0; i < batch->citations.count; i++) c->text_bytes += batch->citations.at[i].text.len;
}

/* Writes one batch of the cursor's lane. The caller holds the lock and has set `writing`; it is released meanwhile. */
static void write_one(engine *e, lane *l) {
  work *w = l->ring[l->next_write % e->window];
  l->ring[l->next_write % e->window] = NULL;
  pthread_mutex_unlock(&e->lock);
  reap_error error = {0};
  reap_status status = e->options->sink->write(e->sink, &w->batch, reap_buf_view(&w->bytes), &error);
  pthread_mutex_lock(&e->lock);
  if (status != REAP_OK) stop(e, &error);
  l->next_write++;
  l->citations += w->batch.citations.count;
  count_batch(&e->counters, &w->batch);
  give_back(e, w);
  if (e->options->on_progress) e->options->on_progress(e->options->context, &e->counters);
}

static void mark_lane(engine *e, const lane *l) {
  reap_file_mark mark = {
      .name = e->options->inputs[e->cursor], .ordinal = e->cursor, .citations = l->citations, .complete = l->complete};
  reap_error error = {0};
  if (e->options->sink->mark && e->options->sink->mark(e->sink, &mark, &error) != REAP_OK) stop(e, &error);
}

/* Writes everything that is next in order. Whoever is writing already will see what we just added. */
static void drain(engine *e) {
  if (e->writing) return;
  e->writing = true;
  while (!e->stopped && e->cursor < e->options->input_count) {
    lane *l = &e->lanes[e->cursor];
    if (l->ring[l->next_write % e->window]) {
      write_one(e, l);
    } else if (l->ended && l->next_read == l->next_write) {
      mark_lane(e, l);
      e->cursor++;
      if (e->cursor < e->options->input_count) /* what the new lane holds is no longer ahead of its turn */
        e->ahead -= e->lanes[e->cursor].next_read - e->lanes[e->cursor].next_write + e->lanes[e->cursor].reading;
    } else {
      break;
    }
    pthread_cond_broadcast(&e->changed);
  }
  e->writing = false;
}

/* ---- a worker ---- */

static reap_status process(engine *e, reap_worker *worker, work *w, reap_error *error) {
  reap_status status = reap_worker_run(worker, &w->batch, error);
  const reap_sink *sink = e->options->sink;
  if (status == REAP_OK && sink->encode)
    status = sink->encode(&e->options->target, &e->options->shared, &w->batch, &w->bytes, error);
  if (status == REAP_OK && w->bytes.full) status = reap_fail(error, REAP_ELIMIT, "a batch makes over 1 GiB of output");
  return status;
}

/* Reads a batch of the lane and takes it through the stages. The caller holds the lock; it is released meanwhile. */
static void take_turn(engine *e, size_t index, reap_worker *worker) {
  lane *l = &e->lanes[index];
  work *w = take_spare(e);
  reap_error error = {0};
  l->reading = true;
  if (index != e->cursor) e->ahead++;
  pthread_mutex_unlock(&e->lock);
  reap_status status = read_batch(e, index, w, &error);
  if (status != REAP_OK && status != REAP_END && status != REAP_ECANCELED) tell_fault(e, &error);
  pthread_mutex_lock(&e->lock);
  l->reading = false;
  count_raw_bytes(e, l);
  if (status == REAP_ECANCELED) stop(e, &error);
  if (status != REAP_OK) {
    if (index != e->cursor) e->ahead--;
    give_back(e, w);
    end_lane(e, l, status);
    drain(e);
    pthread_cond_broadcast(&e->changed);
    return;
  }
  uint64_t number = l->next_read++;
  pthread_cond_broadcast(&e->changed); /* the lane is free for another reader */
  pthread_mutex_unlock(&e->lock);
  status = process(e, worker, w, &error);
  pthread_mutex_lock(&e->lock);
  if (status != REAP_OK) stop(e, &error);
  l->ring[number % e->window] = w;
  drain(e);
}

static void *work_until_done(void *context) {
  engine *e = context;
  reap_worker *worker = NULL;
  reap_error error = {0};
  reap_status status = reap_worker_open(&worker, &e->options->shared, &error);
  pthread_mutex_lock(&e->lock);
  if (status != REAP_OK) stop(e, &error);
  while (!e->stopped && e->cursor < e->options->input_count) {
    if (cancelled(e)) {
      reap_fail(&error, REAP_ECANCELED, "interrupted");
      stop(e, &error);
      break;
    }
    size_t index = free_lane(e);
    if (index < e->options->input_count)
      take_turn(e, index, worker);
    else
      pthread_cond_wait(&e->changed, &e->lock);
  }
  pthread_mutex_unlock(&e->lock);
  reap_worker_close(worker);
  return NULL;
}

/* ---- the run ---- */

static void run_workers(engine *e, unsigned threads) {
  pthread_t *others = reap_alloc(threads * sizeof *others);
  unsigned started = 0;
  while (started + 1 < threads && pthread_create(&others[started], NULL, work_until_done, e) == 0) started++;
  work_until_done(e); /* the calling thread is one of them */
  for (unsigned i = 0; i < started; i++) pthread_join(others[i], NULL);
  free(others);
}

static void free_engine(engine *e) {
  for (size_t i = 0; i < e->options->input_count; i++) {
    lane *l = &e->lanes[i];
    reap_parser_close(l->parser);
    for (size_t k = 0; l->ring && k < e->window; k++)
      if (l->ring[k]) free_work(l->ring[k]);
    free(l->ring);
  }
  free(e->lanes);
  for (work *w = e->spare, *next; w; w = next) {
    next = w->next_spare;
    free_work(w);
  }
  pthread_cond_destroy(&e->changed);
  pthread_mutex_destroy(&e->lock);
  pthread_mutex_destroy(&e->fault_lock);
}

static void init_engine(engine *e, const reap_run_options *options) {
  e->options = options;
  e->limits.citations = options->limits.citations ? options->limits.citations : DEFAULT_CITATIONS;
  e->limits.text_bytes = options->limits.text_bytes ? options->limits.text_bytes : DEFAULT_TEXT_BYTES;
  e->window = options->threads + 2;
  e->ahead_limit = 2 * (size_t)options->threads;
  e->lanes = reap_alloc(options->input_count * sizeof *e->lanes);
  for (size_t i = 0; i < options->input_count; i++) e->lanes[i].ring = reap_alloc(e->window * sizeof(work *));
  pthread_mutex_init(&e->lock, NULL);
  pthread_mutex_init(&e->fault_lock, NULL);
  pthread_cond_init(&e->changed, NULL);
}

reap_status reap_run(const reap_run_options *given, reap_counters *counters, reap_error *error) {
  reap_run_options options = *given;
  if (!options.threads) options.threads = 1;
  reap_status status = reap_chain_check(error);
  if (status != REAP_OK) return status;
  engine e = {0};
  init_engine(&e, &options);
  status = options.sink->open(&options.target, &e.sink, error);
  if (status == REAP_OK) {
    run_workers(&e, options.threads);
    status = e.stopped ? e.error.status : options.sink->commit(e.sink, &e.error);
    if (status != REAP_OK) *error = e.error;
    options.sink->close(e.sink);
  }
  *counters = e.counters;
  free_engine(&e);
  return status;
}
