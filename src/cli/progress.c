/* SPDX-License-Identifier: MIT */
#include "cli/progress.h"

#include <inttypes.h>
#include <time.h>
#include <unistd.h>

#include "base/json_out.h"
#include "base/version.h"

static double now_seconds(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

void reap_progress_start(reap_progress *progress, bool wanted) {
  *progress = (reap_progress){.shown = wanted && isatty(STDERR_FILENO), .started = now_seconds()};
}

double reap_progress_seconds(const reap_progress *progress) { return now_seconds() - progress->started; }

static void draw_eta(const reap_counters *now, double seconds) {
  if (!now->raw_total || !now->raw_bytes || now->raw_bytes > now->raw_total) return;
  double left = seconds * ((double)now->raw_total / (double)now->raw_bytes - 1);
  fprintf(stderr, "  %3.0f %%  %u:%02u left", 100 * (double)now->raw_bytes / (double)now->raw_total,
          (unsigned)(left / 60), (unsigned)left % 60);
}

void reap_progress_update(reap_progress *progress, const reap_counters *now) {
  if (!progress->shown) return;
  double t = now_seconds();
  if (t - progress->drawn < 0.2) return;
  progress->drawn = t;
  double seconds = t - progress->started;
  fprintf(stderr, "\r\033[K%" PRIu64 " citations  %.1f MB/s", now->citations,
          seconds > 0 ? (double)now->raw_bytes / seconds / 1e6 : 0);
  draw_eta(now, seconds);
  fflush(stderr);
  progress->line_open = true;
}

void reap_progress_clear(reap_progress *progress) {
  if (!progress->line_open) return;
  fputs("\r\033[K", stderr);
  progress->line_open = false;
}

void reap_stats_print(FILE *out, const reap_counters *c, double seconds, unsigned threads, const char *lexicon_hash) {
  const struct {
    const char *name;
    uint64_t value;
  } rows[] = {{"inputs", c->inputs},         {"bad_inputs", c->bad_inputs},
              {"citations", c->citations},   {"bad_citations", c->bad_citations},
              {"findings", c->findings},     {"quantities", c->quantities},
              {"mentions", c->mentions},     {"raw_bytes", c->raw_bytes},
              {"text_bytes", c->text_bytes}, {"threads", threads}};
  reap_buf buf = {0};
  reap_json w = reap_json_to(&buf);
  reap_json_open(&w, '{');
  reap_json_key(&w, "reap");
  reap_json_cstr(&w, REAP_VERSION);
  reap_json_key(&w, "lexicon");
  reap_json_cstr(&w, lexicon_hash);
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    reap_json_key(&w, rows[i].name);
    reap_json_uint(&w, rows[i].value);
  }
  reap_json_key(&w, "seconds");
  reap_json_number(&w, (double)(uint64_t)(seconds * 1000) / 1000);
  reap_json_close(&w, '}');
  fprintf(out, "%.*s\n", (int)buf.len, buf.ptr);
  reap_buf_free(&buf);
}
