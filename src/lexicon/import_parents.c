/* SPDX-License-Identifier: MIT */
/* Who is a kind of whom among the concepts of an import. */
#include "lexicon/importer.h"

int reap_import_compare(reap_str a, reap_str b) {
  int order = memcmp(a.ptr, b.ptr, a.len < b.len ? a.len : b.len);
  return order ? order : (a.len > b.len) - (a.len < b.len);
}

static int by_both(const void *a, const void *b) {
  const reap_import_pair *left = a, *right = b;
  int order = reap_import_compare(left->from, right->from);
  return order ? order : reap_import_compare(left->to, right->to);
}

static void sort(reap_import_pair_vec *pairs) {
  if (pairs->count) qsort(pairs->at, pairs->count, sizeof *pairs->at, by_both);
}

/* What the first pair from `from` leads to; "" when there is none. */
static reap_str find(const reap_import_pair_vec *pairs, reap_str from) {
  uint32_t low = 0, high = pairs->count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (reap_import_compare(pairs->at[middle].from, from) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return low < pairs->count && reap_str_equal(pairs->at[low].from, from) ? pairs->at[low].to : (reap_str){"", 0};
}

void reap_import_finish_names(reap_importer *import) {
  sort(&import->finals);
  for (uint32_t i = 0; i < import->names.count; i++)
    if (import->names.at[i].waiting) import->names.at[i].id = find(&import->finals, import->names.at[i].id);
}

/* The next imported concept above each place in the tree: "C17.800.893" is below "C17.800". */
static void add_tree_parents(reap_importer *import) {
  sort(&import->trees);
  for (uint32_t i = 0; i < import->trees.count; i++) {
    reap_str place = import->trees.at[i].from, above = {"", 0};
    while (place.len && !above.len) {
      while (place.len && place.ptr[place.len - 1] != '.') place.len--;
      if (place.len) place.len--;
      above = find(&import->trees, place);
    }
    if (above.len) *reap_push(&import->parents) = (reap_import_pair){import->trees.at[i].to, above};
  }
}

/* Brings the pairs from the ids of the source to those that the concepts have now. */
static void finish_ids(reap_importer *import) {
  for (uint32_t i = 0; i < import->parents.count; i++) {
    reap_import_pair *pair = &import->parents.at[i];
    pair->from = find(&import->finals, pair->from);
    pair->to = find(&import->finals, pair->to);
  }
}

static bool is_imported(const reap_importer *import, reap_str id) {
  uint32_t low = 0, high = import->concepts.count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (reap_import_compare(import->concepts.at[middle].id, id) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return low < import->concepts.count && reap_str_equal(import->concepts.at[low].id, id);
}

void reap_import_link_parents(reap_importer *import) {
  add_tree_parents(import);
  finish_ids(import);
  sort(&import->parents);
  uint32_t concept = 0;
  for (uint32_t i = 0; i < import->parents.count; i++) {
    const reap_import_pair *pair = &import->parents.at[i];
    if (!pair->from.len || !pair->to.len || reap_str_equal(pair->from, pair->to)) continue;
    if (i && by_both(pair, pair - 1) == 0) continue;
    while (concept < import->concepts.count && reap_import_compare(import->concepts.at[concept].id, pair->from) < 0)
    concept ++;
    if (concept == import->concepts.count) return;
    reap_import_concept *child = &import->concepts.at[concept];
    if (!reap_str_equal(child->id, pair->from) || !is_imported(import, pair->to)) continue;
    child->parents = child->parents.len ? reap_arena_printf(&import->arena, "%.*s|%.*s", (int)child->parents.len,
                                                            child->parents.ptr, (int)pair->to.len, pair->to.ptr)
                                        : pair->to;
  }
}
