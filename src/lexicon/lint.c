/* SPDX-License-Identifier: MIT */
/* What only the editors of lexicons care about, on top of the faults that stop or thin a compilation. */
#include "lexicon/entries.h"

#define SHOWN(text) (int)((text).len < 80 ? (text).len : 80), (text).ptr

enum { REACH = 64 }; /* rows that one is compared with: keeps hostile sources from costing a square of their size */

typedef struct {
  const reap_sources *sources;
  const reap_entries *entries;
  reap_faults *faults;
} lint_state;

static bool is_rule(const reap_entry_row *row) { return row->match >= REAP_NAME_BLOCK; }

static const reap_source_name *name_of(const lint_state *lint, const reap_entry_row *row) {
  return &lint->sources->names.at[row->source];
}
static const reap_source_concept *concept_of(const lint_state *lint, const reap_entry_row *row) {
  return &lint->sources->concepts.at[name_of(lint, row)->concept];
}
static const char *file_of(const lint_state *lint, reap_source_place place) {
  return lint->sources->files.at[place.file];
}

static void lint_rule(const lint_state *lint, const reap_entry_row *group, uint32_t count, uint32_t at) {
  const reap_entry_row *row = &group[at];
  const reap_source_rule *rule = &lint->sources->rules.at[row->source];
  if (is_rule(&group[count - 1]))
    reap_faults_add(lint->faults, lint->sources, rule->place, REAP_LEXICON_WARNING,
                    "no name here folds like \"%.*s\": the rule only concerns lexicons below; else remove it",
                    SHOWN(rule->name));
  for (uint32_t i = at > REACH ? at - REACH : 0; i < at; i++) {
    const reap_source_rule *other = &lint->sources->rules.at[group[i].source];
    if (!reap_str_equal(other->left, rule->left) || !reap_str_equal(other->right, rule->right)) continue;
    reap_faults_add(lint->faults, lint->sources, rule->place, REAP_LEXICON_WARNING,
                    group[i].match == row->match ? "\"%.*s\" has this rule at %s:%u already: remove one"
                                                 : "\"%.*s\" is blocked and allowed, see %s:%u: remove one",
                    SHOWN(rule->name), file_of(lint, other->place), other->place.line);
    return;
  }
}

/* Two names of one folding clash unless their letters keep them apart. */
static bool clash(const reap_source_name *a, const reap_source_name *b) {
  return a->match == REAP_NAME_FOLD || b->match == REAP_NAME_FOLD || reap_str_equal(a->text, b->text);
}

static void lint_name(const lint_state *lint, const reap_entry_row *group, uint32_t at, bool allowed) {
  const reap_entry_row *row = &group[at];
  const reap_source_name *name = name_of(lint, row);
  if ((row->flags & REAP_NAME_SHORT) && !allowed)
    reap_faults_add(lint->faults, lint->sources, name->place, REAP_LEXICON_WARNING,
                    "the name \"%.*s\" has under three letters or no letter and is left out: allow it in block.tsv or "
                    "remove it",
                    SHOWN(name->text));
  for (uint32_t i = at > REACH ? at - REACH : 0; i < at; i++) {
    if (is_rule(&group[i]) || concept_of(lint, &group[i])->vocabulary != concept_of(lint, row)->vocabulary ||
        concept_of(lint, &group[i])->same == concept_of(lint, row)->same || !clash(name_of(lint, &group[i]), name))
      continue;
    const reap_source_name *other = name_of(lint, &group[i]);
    const reap_source_concept *bearer = concept_of(lint, &group[i]);
    reap_faults_add(lint->faults, lint->sources, name->place, REAP_LEXICON_WARNING,
                    "\"%.*s\" is also a name of %.*s, %s:%u, which comes first: remove one of them", SHOWN(name->text),
                    SHOWN(bearer->id), file_of(lint, other->place), other->place.line);
    return;
  }
}

static void lint_group(const lint_state *lint, const reap_entry_row *group, uint32_t count) {
  bool allowed = false;
  for (uint32_t i = 0; i < count; i++) {
    allowed = allowed || group[i].match == REAP_NAME_ALLOW;
    if (is_rule(&group[i]))
      lint_rule(lint, group, count, i);
    else
      lint_name(lint, group, i, allowed);
  }
}

static void lint_groups(const lint_state *lint) {
  const reap_entry_row *rows = lint->entries->rows.at;
  uint32_t count = lint->entries->rows.count;
  for (uint32_t first = 0, end; first < count; first = end) {
    for (end = first; end < count && reap_same_group(&rows[end], &rows[first]);) end++;
    lint_group(lint, rows + first, end - first);
  }
}

static int by_text(const void *left, const void *right, void *context) {
  const reap_sources *sources = context;
  uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
  const reap_source_name *one = &sources->names.at[a], *two = &sources->names.at[b];
  if (one->concept != two->concept) return one->concept < two->concept ? -1 : 1;
  uint32_t shorter = one->text.len < two->text.len ? one->text.len : two->text.len;
  int order = memcmp(one->text.ptr, two->text.ptr, shorter);
  if (!order) order = (one->text.len > two->text.len) - (one->text.len < two->text.len);
  return order ? order : (a > b) - (a < b);
}

/* Rows that say the same twice, letter for letter. */
static void lint_duplicates(const lint_state *lint, reap_sources *sources) {
  REAP_VEC(uint32_t) order = {0};
  for (uint32_t i = 0; i < sources->names.count; i++) *reap_push(&order) = i;
  if (order.count) qsort_r(order.at, order.count, sizeof *order.at, by_text, sources);
  for (uint32_t i = 1; i < order.count; i++) {
    const reap_source_name *one = &sources->names.at[order.at[i - 1]], *two = &sources->names.at[order.at[i]];
    if (one->concept == two->concept && one->match == two->match && reap_str_equal(one->text, two->text))
      reap_faults_add(lint->faults, sources, two->place, REAP_LEXICON_WARNING,
                      "\"%.*s\" is a name of this concept already, %s:%u: remove one", SHOWN(two->text),
                      file_of(lint, one->place), one->place.line);
  }
  reap_vec_free(&order);
}

/* Faults are gathered, and told in the order of files and lines. */
typedef struct {
  reap_lexicon_fault fault;
  uint32_t number;
} gathered_fault;
typedef struct {
  REAP_VEC(gathered_fault) faults;
  reap_arena arena;
} gathering;

static void gather(void *context, const reap_lexicon_fault *fault) {
  gathering *all = context;
  gathered_fault *copy = reap_push(&all->faults);
  *copy = (gathered_fault){*fault, all->faults.count};
  copy->fault.file = reap_arena_cstr(&all->arena, reap_str_of(fault->file));
  copy->fault.message = reap_arena_cstr(&all->arena, reap_str_of(fault->message));
}

static int by_place(const void *left, const void *right) {
  const gathered_fault *a = left, *b = right;
  int order = strcmp(a->fault.file, b->fault.file);
  if (!order) order = (a->fault.line > b->fault.line) - (a->fault.line < b->fault.line);
  return order ? order : (a->number > b->number) - (a->number < b->number);
}

reap_status reap_lexicon_lint(const char *const *dirs, size_t dir_count, reap_lexicon_stats *stats,
                              reap_lexicon_fault_fn report, void *context, reap_error *error) {
  reap_sources sources = {0};
  reap_entries entries = {0};
  gathering all = {0};
  reap_faults faults = {.report = gather, .context = &all};
  reap_status status = reap_sources_read(&sources, dirs, dir_count, NULL, &faults, error);
  if (!status) status = reap_entries_make(&entries, &sources, &faults, error);
  if (!status) {
    lint_state lint = {&sources, &entries, &faults};
    lint_groups(&lint);
    lint_duplicates(&lint, &sources);
  }
  if (all.faults.count) qsort(all.faults.at, all.faults.count, sizeof *all.faults.at, by_place);
  for (uint32_t i = 0; i < all.faults.count && report && !status; i++) report(context, &all.faults.at[i].fault);
  *stats = reap_entries_stats(&entries, &sources, &faults);
  reap_vec_free(&all.faults);
  reap_arena_free(&all.arena);
  reap_entries_free(&entries);
  reap_sources_free(&sources);
  return status;
}
