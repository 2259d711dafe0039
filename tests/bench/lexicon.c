/* SPDX-License-Identifier: MIT */
/* Time of the stages segment and tag: lexicon IMAGE TEXTS, one document a line. Prints names, mentions and cues a
 * document, and the best of some rounds in us a document. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/buf.h"
#include "pipeline/pipeline.h"

enum { ROUNDS = 7, BATCH = 256, MAX_BATCHES = 4096 };

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static int fail(const reap_error *error) {
  char line[1200];
  fprintf(stderr, "%s\n", reap_error_text(error, line, sizeof line));
  return 1;
}

static void add_document(reap_batch *batch, const char *line, size_t length) {
  reap_citation *citation = reap_push(&batch->citations);
  citation->text = reap_arena_copy(&batch->arena, (reap_str){line, (uint32_t)length});
  citation->plain_text = true;
  citation->sections = (reap_range){batch->sections.count, 1};
  reap_push(&batch->sections)->span = (reap_span){0, (uint32_t)length};
}

static size_t read_documents(FILE *file, reap_batch *batches) {
  char *line = NULL;
  size_t capacity = 0, count = 0;
  for (ssize_t length; (length = getline(&line, &capacity, file)) > 0; count++)
    if (count < (size_t)MAX_BATCHES * BATCH) add_document(&batches[count / BATCH], line, (size_t)length - 1);
  free(line);
  return count;
}

static const char *const stages[2] = {"segment", "tag"};

/* Empties what the two stages write. */
static void forget(reap_batch *batch) {
  reap_vec_reset(&batch->sentences);
  reap_vec_reset(&batch->tokens);
  reap_vec_reset(&batch->mentions);
  reap_vec_reset(&batch->cues);
  reap_vec_reset(&batch->abbreviations);
}

int main(int argc, char **argv) {
  reap_error error;
  reap_lexicon *lexicon;
  reap_worker *worker;
  if (argc != 3) return fprintf(stderr, "usage: lexicon IMAGE TEXTS\n"), 64;
  double start = now();
  if (reap_lexicon_open(&lexicon, argv[1], &error)) return fail(&error);
  double opened = now() - start;
  FILE *file = fopen(argv[2], "r");
  if (!file) return perror(argv[2]), 2;
  reap_batch *batches = calloc(MAX_BATCHES, sizeof *batches);
  size_t documents = read_documents(file, batches), count = (documents + BATCH - 1) / BATCH;
  fclose(file);
  reap_shared shared = {.lexicon = lexicon};
  if (reap_worker_open(&worker, &shared, &error)) return fail(&error);
  double best[2] = {1e9, 1e9};
  uint64_t mentions = 0, cues = 0;
  for (int round = 0; round < ROUNDS; round++) {
    double spent[2] = {0};
    for (size_t b = 0; b < count; b++) {
      forget(&batches[b]);
      for (int stage = 0; stage < 2; stage++) {
        start = now();
        if (reap_worker_run_stage(worker, stages[stage], &batches[b], &error)) return fail(&error);
        spent[stage] += now() - start;
      }
    }
    for (int stage = 0; stage < 2; stage++)
      if (spent[stage] < best[stage]) best[stage] = spent[stage];
  }
  for (size_t b = 0; b < count; b++) {
    mentions += batches[b].mentions.count;
    cues += batches[b].cues.count;
    reap_batch_free(&batches[b]);
  }
  printf("%u names, opened in %.1f ms; %zu documents, %.1f mentions and %.1f cues each; segment %.2f us, tag %.2f us a "
         "document\n",
         reap_lexicon_names(lexicon), opened * 1e3, documents, (double)mentions / (double)documents,
         (double)cues / (double)documents, best[0] * 1e6 / (double)documents, best[1] * 1e6 / (double)documents);
  free(batches);
  reap_worker_close(worker);
  reap_lexicon_free(lexicon);
  return 0;
}
