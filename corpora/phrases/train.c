/* SPDX-License-Identifier: MIT */
/* Trains the tagger of phrases on the abstracts of this folder, tells how good it is on those it has not seen, and
 * shows what it has learned of a word. `make tagger` builds and runs it. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "4_segment/segment.h"
#include "5_tag/tag.h"
#include "6_quantify/quantify.h"
#include "7_assemble/assemble.h"
#include "7_assemble/phrases/tagger_learn.h"
#include "base/memory.h"
#include "text/fold.h"

static const char usage[] =
    "usage: train --lexicon IMAGE --clusters FILE [--out MODEL | --folds N | --word WORD] ABSTRACTS...\n"
    "       train --blank MODEL\n"
    "\n"
    "  --out MODEL  train on all abstracts and write the model\n"
    "  --folds N    train on all but every Nth abstract, N times, and tell how right the rest of each file is tagged\n"
    "  --word WORD  train and print what was learned of the word, seen from each place\n"
    "  --blank MODEL  write a model that knows nothing, to build a program that can train one of a new layout\n";

static const reap_linear_plan default_plan = {.rounds = 6, .documents_min = 3, .rate = 0.02, .decay = 1e-5};

static const reap_stage *const stages[] = {&reap_segment_stage, &reap_tag_stage, &reap_quantify_stage,
                                           &reap_assemble_stage};
enum { STAGES = sizeof stages / sizeof *stages };

typedef struct {
  const char *path;
  uint32_t end; /* its last document + 1 */
} input;

typedef struct {
  const char *lexicon_path, *clusters_path, *out_path, *word, *blank;
  unsigned folds;
  reap_lexicon *lexicon;
  reap_tokenizer *tokenizer;
  void *workers[STAGES];
  reap_batch batch;
  reap_linear_set set;
  REAP_VEC(reap_tagger_group) groups;
  REAP_VEC(reap_view) views; /* of all sentences, with those around them: see reap_tagger_views() */
  uint32_t documents, skipped;
  REAP_VEC(input) inputs;
} job;

static void fail(const char *what, const char *why) {
  fprintf(stderr, "train: %s: %s\n", what, why);
  exit(1);
}

static char *read_file(const char *path) {
  FILE *in = fopen(path, "rb");
  if (!in) fail(path, strerror(errno));
  reap_buf bytes = {0};
  char part[1 << 16];
  for (size_t got; (got = fread(part, 1, sizeof part, in)) > 0;) reap_buf_add(&bytes, part, got);
  if (ferror(in)) fail(path, "cannot be read");
  fclose(in);
  reap_buf_addc(&bytes, '\0');
  return bytes.ptr;
}

/* ---- clusters ---- */

static int by_key(const void *a, const void *b) {
  const uint32_t *x = a, *y = b; /* keys alone, or the first of a group */
  return *x < *y ? -1 : *x > *y;
}

static void read_clusters(job *j) {
  char *bytes = read_file(j->clusters_path), *rest = NULL, folded[1024];
  for (char *line = strtok_r(bytes, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
    if (*line == '#') continue;
    char *end = strchr(line, ' '), *behind;
    if (!end || end - line > 200) fail(j->clusters_path, line);
    unsigned long coarse = strtoul(end, &behind, 10), fine = strtoul(behind, &behind, 10);
    if (*behind || !fine) fail(j->clusters_path, line);
    uint32_t len = reap_fold(j->tokenizer, (reap_str){line, (uint32_t)(end - line)}, folded);
    *reap_push(&j->groups) =
        (reap_tagger_group){reap_tagger_key(reap_fold_hash(folded, len)), (uint16_t)fine, (uint16_t)coarse};
  }
  free(bytes);
  qsort(j->groups.at, j->groups.count, sizeof *j->groups.at, by_key);
}

/* ---- marked abstracts ---- */

/* Copies the text without its marks, {P ...} {I ...} {O ...}; labels[i] is the label of byte i. */
static void unmark(const char *from, const char *end, reap_buf *text, reap_buf *labels) {
  char label = 0;
  for (; from < end; from++) {
    const char *kind = *from == '{' && end - from > 3 && from[2] == ' ' ? strchr("PIO", from[1]) : NULL;
    if (kind) {
      label = from[1] == 'P' ? 1 : from[1] == 'I' ? 2 : 3;
      from += 2;
    } else if (*from == '}') {
      label = 0;
    } else {
      reap_buf_addc(text, *from);
      reap_buf_addc(labels, label);
    }
  }
}

static reap_tagger_groups groups_of(const job *j) { return (reap_tagger_groups){j->groups.at, j->groups.count}; }

static void add_sentence(job *j, reap_assembler *a, uint32_t sentence, const char *labels) {
  reap_range tokens = a->batch->sentences.at[sentence].tokens;
  reap_range *row = reap_push(&j->set.sentences);
  *row = (reap_range){j->set.tokens.count, tokens.count};
  uint64_t features[REAP_TAGGER_FEATURES_MAX];
  const reap_view *views = reap_tagger_views(a->tagger, a, sentence);
  for (uint32_t i = 0; i < tokens.count; i++) {
    uint32_t at = REAP_VIEW_FIRST + i, count = reap_tagger_features(views, at, groups_of(j), features);
    reap_linear_example *example = reap_push(&j->set.tokens);
    *example = (reap_linear_example){.first = j->set.features.count,
                                     .count = count,
                                     .document = j->documents,
                                     .edge = (uint8_t)reap_tagger_edge(&views[at]),
                                     .label = (uint8_t)labels[reap_token_at(a, tokens.first + i)->span.beg]};
    for (uint32_t k = 0; k < count; k++) *reap_push(&j->set.features) = features[k];
  }
  for (uint32_t i = 0; i < tokens.count + 2 * REAP_VIEW_FIRST; i++) *reap_push(&j->views) = views[i];
}

/* The text as a citation of the batch: a title and one section. */
static reap_citation *put(job *j, reap_str text, uint32_t title) {
  reap_batch_reset(&j->batch);
  reap_citation *citation = reap_push(&j->batch.citations);
  citation->text = text;
  citation->title = (reap_span){0, title};
  citation->sections = (reap_range){0, 2};
  *reap_push(&j->batch.sections) = (reap_section){.span = {0, title}, .kind = REAP_SECTION_TITLE};
  *reap_push(&j->batch.sections) = (reap_section){.span = {title + 1, text.len}};
  return citation;
}

static void read_abstract(job *j, const char *title, const char *title_end, const char *body, const char *body_end) {
  reap_buf text = {0}, labels = {0};
  reap_error error = {0};
  unmark(title, title_end, &text, &labels);
  uint32_t title_len = (uint32_t)text.len;
  unmark("\n", "\n" + 1, &text, &labels);
  unmark(body, body_end, &text, &labels);
  const reap_citation *citation = put(j, reap_buf_view(&text), title_len);
  for (size_t i = 0; i < STAGES; i++)
    if (stages[i]->run(j->workers[i], &j->batch, &error) != REAP_OK) fail("stage", error.message);
  reap_assembler *a = j->workers[STAGES - 1];
  if (!reap_tagger_has_looked(a->tagger)) j->skipped++;
  for (uint32_t i = 0; reap_tagger_has_looked(a->tagger) && i < citation->sentences.count; i++)
    add_sentence(j, a, citation->sentences.first + i, labels.ptr);
  j->documents++;
  reap_buf_free(&text);
  reap_buf_free(&labels);
}

/* A file holds abstracts with an empty line between them: a line with the title, a line with the abstract. */
static void read_abstracts(job *j, const char *path) {
  char *bytes = read_file(path);
  for (char *at = bytes; *at;) {
    char *title_end = strchr(at, '\n');
    if (title_end == at) {
      at++;
      continue;
    }
    if (!title_end) fail(path, "a title without an abstract");
    char *body_end = strchrnul(title_end + 1, '\n');
    read_abstract(j, at, title_end, title_end + 1, body_end);
    at = body_end;
  }
  *reap_push(&j->inputs) = (input){path, j->documents};
  free(bytes);
}

static void open_chain(job *j) {
  reap_error error = {0};
  reap_shared shared = {0};
  if (reap_lexicon_open(&j->lexicon, j->lexicon_path, &error) != REAP_OK) fail(j->lexicon_path, error.message);
  if (reap_tokenizer_open(&j->tokenizer, &error) != REAP_OK) fail("tokenizer", error.message);
  shared.lexicon = j->lexicon;
  for (size_t i = 0; i < STAGES; i++)
    if (stages[i]->open && stages[i]->open(&shared, &j->workers[i], &error) != REAP_OK) fail("stage", error.message);
}

static void close_chain(job *j) {
  for (size_t i = 0; i < STAGES; i++)
    if (stages[i]->close) stages[i]->close(j->workers[i]);
  reap_tokenizer_close(j->tokenizer);
  reap_lexicon_free(j->lexicon);
  reap_batch_free(&j->batch);
  reap_linear_set_free(&j->set);
  reap_vec_free(&j->inputs);
  reap_vec_free(&j->groups);
  reap_vec_free(&j->views);
}

/* ---- measuring ---- */

typedef struct {
  uint32_t right, wrong, missed;
} tally;
typedef struct {
  tally of[REAP_LINEAR_LABELS];
} tallies;

/* What is learned with the plan, as a model opened from `bytes`. */
static void train(const job *j, const reap_linear_plan *plan, reap_buf *bytes, reap_linear *model) {
  reap_linear_learned learned;
  reap_error error = {0};
  uint32_t *keys = reap_alloc(((size_t)j->views.count + 1) * sizeof *keys);
  for (uint32_t i = 0; i < j->views.count; i++) keys[i] = j->views.at[i].key;
  qsort(keys, j->views.count, sizeof *keys, by_key);
  reap_linear_train(&j->set, plan, &learned);
  reap_tagger_fold(&learned, groups_of(j), keys, j->views.count, bytes);
  if (reap_linear_open(model, bytes->ptr, bytes->len, &error) != REAP_OK) fail("model", error.message);
  reap_linear_learned_free(&learned);
  free(keys);
}

static void tag(const job *j, const reap_linear *model, uint32_t sentence, reap_linear_node *nodes) {
  uint32_t count = j->set.sentences.at[sentence].count, all = count + 2 * REAP_VIEW_FIRST;
  const reap_view *views = j->views.at + j->set.sentences.at[sentence].first + 2 * REAP_VIEW_FIRST * sentence;
  const reap_linear_word **words = reap_alloc(all * sizeof *words);
  for (uint32_t i = 0; i < all; i++) words[i] = reap_linear_word_of(model, views[i].key);
  for (uint32_t i = 0; i < count; i++) {
    uint32_t at = REAP_VIEW_FIRST + i;
    nodes[i].edge = reap_tagger_edge(&views[at]);
    reap_linear_emit(model, reap_tagger_sum(model, views, words, at), REAP_SETS, &nodes[i]);
  }
  reap_linear_chain(&model->steps, nodes, count);
  free(words);
}

/* Adds to the tallies of each input. */
static void measure(const job *j, const reap_linear *model, const reap_linear_plan *plan, tallies *inputs) {
  REAP_VEC(reap_linear_node) nodes = {0};
  for (uint32_t s = 0; s < j->set.sentences.count; s++) {
    reap_range sentence = j->set.sentences.at[s];
    if (!sentence.count) continue;
    uint32_t document = j->set.tokens.at[sentence.first].document, file = 0;
    if (document % plan->folds != plan->fold) continue;
    while (document >= j->inputs.at[file].end) file++;
    reap_vec_resize(&nodes, sentence.count);
    tag(j, model, s, nodes.at);
    for (uint32_t i = 0; i < sentence.count; i++)
      for (unsigned l = 1; l < REAP_LINEAR_LABELS; l++) {
        bool said = reap_linear_marginal(&nodes.at[i], l) > 0.5, is = j->set.tokens.at[sentence.first + i].label == l;
        inputs[file].of[l].right += said && is;
        inputs[file].of[l].wrong += said && !is;
        inputs[file].of[l].missed += !said && is;
      }
  }
  reap_vec_free(&nodes);
}

/* A line: precision, recall and F1 of each label, and the mean of the F1. */
static void tell(const char *name, const tallies *row) {
  double sum = 0;
  printf("%-28s", name);
  for (unsigned l = 1; l < REAP_LINEAR_LABELS; l++) {
    tally t = row->of[l];
    double f1 = 2.0 * t.right / (2.0 * t.right + t.wrong + t.missed);
    printf("  %.3f %.3f %.3f", t.right / (double)(t.right + t.wrong), t.right / (double)(t.right + t.missed), f1);
    sum += f1;
  }
  printf("  %.3f\n", sum / (REAP_LINEAR_LABELS - 1));
}

static void cross_validate(const job *j) {
  tallies *inputs = reap_alloc(j->inputs.count * sizeof *inputs);
  reap_linear_plan plan = default_plan;
  plan.folds = j->folds;
  for (plan.fold = 0; plan.fold < plan.folds; plan.fold++) {
    reap_buf bytes = {0};
    reap_linear model;
    train(j, &plan, &bytes, &model);
    measure(j, &model, &plan, inputs);
    reap_buf_free(&bytes);
  }
  printf("%u abstracts, %u folds: precision, recall, F1 of tokens\n%-28s  %-17s  %-17s  %-17s  mean F1\n",
         j->documents - j->skipped, j->folds, "", "P", "I", "O");
  for (uint32_t i = 0; i < j->inputs.count; i++) tell(j->inputs.at[i].path, &inputs[i]);
  free(inputs);
}

static void write_model(const job *j, reap_str bytes) {
  FILE *out = fopen(j->out_path, "wb");
  if (!out || fwrite(bytes.ptr, 1, bytes.len, out) != bytes.len || fclose(out) != 0) fail(j->out_path, strerror(errno));
  printf("%s: %u bytes from %u abstracts (%u of them with nothing for the tagger), %u tokens\n", j->out_path, bytes.len,
         j->documents, j->skipped, j->set.tokens.count);
}

/* What the model says of the word, by where it stands. */
static void show_word(const job *j, const reap_linear *model) {
  static const char *const where[REAP_PLACES] = {"second before", "before",      "here",     "behind", "second behind",
                                                 "lead to it",    "before that", "the verb", "first"};
  char folded[1024];
  uint32_t len = reap_fold(j->tokenizer, reap_str_of(j->word), folded);
  const reap_linear_word *word = reap_linear_word_of(model, reap_tagger_key(reap_fold_hash(folded, len)));
  printf("%s%s\n%-14s %7s %7s %7s\n", j->word, word == model->words ? ": not known" : "", "the word is", "P", "I", "O");
  for (unsigned p = 0; p < REAP_PLACES; p++) {
    printf("%-14s", where[p]);
    for (unsigned l = 0; l < REAP_LINEAR_CLASSES; l++)
      printf(" %7.2f", (word->at[p].of[l] - REAP_LINEAR_ZERO) / model->scale);
    putchar('\n');
  }
}

/* A model that knows nothing. */
static void write_blank(job *j) {
  reap_linear_learned learned;
  reap_buf bytes = {0};
  reap_linear_train(&(reap_linear_set){0}, &default_plan, &learned);
  reap_tagger_fold(&learned, (reap_tagger_groups){0}, NULL, 0, &bytes);
  write_model(j, reap_buf_view(&bytes));
  reap_linear_learned_free(&learned);
  reap_buf_free(&bytes);
}

static int parse(job *j, int argc, char **argv) {
  int i = 1;
  for (; i + 1 < argc && strncmp(argv[i], "--", 2) == 0; i += 2) {
    if (strcmp(argv[i], "--lexicon") == 0)
      j->lexicon_path = argv[i + 1];
    else if (strcmp(argv[i], "--clusters") == 0)
      j->clusters_path = argv[i + 1];
    else if (strcmp(argv[i], "--out") == 0)
      j->out_path = argv[i + 1];
    else if (strcmp(argv[i], "--word") == 0)
      j->word = argv[i + 1];
    else if (strcmp(argv[i], "--blank") == 0)
      j->blank = j->out_path = argv[i + 1];
    else if (strcmp(argv[i], "--folds") == 0)
      j->folds = (unsigned)strtoul(argv[i + 1], NULL, 10);
  }
  if (j->blank) return i;
  bool asked = j->out_path || j->word || j->folds > 1;
  return i < argc && j->lexicon_path && j->clusters_path && asked ? i : -1;
}

int main(int argc, char **argv) {
  job j = {0};
  int first = parse(&j, argc, argv);
  if (first < 0) {
    fputs(usage, stderr);
    return 64;
  }
  if (j.blank) {
    write_blank(&j);
    return 0;
  }
  open_chain(&j);
  read_clusters(&j);
  for (int i = first; i < argc; i++) read_abstracts(&j, argv[i]);
  if (j.folds > 1) {
    cross_validate(&j);
  } else {
    reap_linear model;
    reap_buf bytes = {0};
    train(&j, &default_plan, &bytes, &model);
    if (j.out_path) write_model(&j, reap_buf_view(&bytes));
    if (j.word) show_word(&j, &model);
    reap_buf_free(&bytes);
  }
  close_chain(&j);
  return 0;
}
