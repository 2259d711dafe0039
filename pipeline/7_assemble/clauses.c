/* SPDX-License-Identifier: MIT */
/* Which sentences tell results, and where their clauses part. */
#include "7_assemble/assembler.h"

typedef struct {
  uint32_t values, tests, directions, arms, versus, allocations, baselines;
  bool denial;
} profile;

static profile profile_of(const reap_assembler *a, reap_range items) {
  profile p = {0};
  for (uint32_t i = items.first; i < items.first + items.count; i++) {
    const reap_item *item = &a->items.at[i];
    p.values += item->kind == REAP_ITEM_VALUE;
    p.tests += item->kind == REAP_ITEM_P || item->kind == REAP_ITEM_EFFECT;
    p.directions += item->kind == REAP_ITEM_DIRECTION;
    p.arms += item->kind == REAP_ITEM_ARM || item->kind == REAP_ITEM_GROUPS;
    p.versus += item->kind == REAP_ITEM_VERSUS;
    p.baselines += item->kind == REAP_ITEM_BASELINE;
    if (item->kind == REAP_ITEM_WORD) {
      p.allocations += (item->bits & REAP_W_ALLOCATE) != 0;
      p.denial |= item->bits & REAP_W_NOT && i + 1 < items.first + items.count;
    }
  }
  return p;
}

/* "to assess whether", "was to compare", "are warranted": no report, whatever stands in it. */
static bool hypothetical(const reap_assembler *a, const reap_sentence *sentence, bool any) {
  reap_range cues = a->citation->cues;
  for (uint32_t i = cues.first; i < cues.first + cues.count; i++) {
    const reap_mention *cue = &a->batch->cues.at[i];
    if (cue->span.beg >= sentence->span.end) break;
    if (cue->span.beg < sentence->span.beg || cue->type != REAP_CUE_HYPOTHETICAL) continue;
    if (any || reap_str_equal(cue->id, REAP_STR("aim"))) return true;
  }
  return false;
}

static bool starts_with(const reap_assembler *a, const reap_sentence *sentence, const char *word) {
  return reap_str_starts_nocase(reap_slice(a->citation->text, sentence->span), reap_str_of(word));
}

bool reap_tells_results(const reap_assembler *a, uint32_t sentence, bool *conclusion) {
  const reap_sentence *row = &a->batch->sentences.at[a->citation->sentences.first + sentence];
  uint8_t section = a->batch->sections.at[row->section].kind;
  profile p = profile_of(a, a->item_ranges.at[sentence]);
  *conclusion = section == REAP_SECTION_CONCLUSIONS || starts_with(a, row, "conclusion") ||
                starts_with(a, row, "in conclusion") || starts_with(a, row, "these results") ||
                starts_with(a, row, "these findings") || starts_with(a, row, "this study ");
  switch (section) {
  case REAP_SECTION_RESULTS:
    return p.values || p.tests || p.directions || p.denial;
  case REAP_SECTION_CONCLUSIONS: return p.directions && !hypothetical(a, row, true);
  case REAP_SECTION_METHODS: return p.tests && p.directions && !hypothetical(a, row, false);
  case REAP_SECTION_UNKNOWN:
    if (hypothetical(a, row, *conclusion) || (p.allocations && !p.tests)) return false;
    if (sentence == 0 && a->citation->sentences.count > 1 && !p.tests) return false;
    return p.tests || (p.values && (p.arms || p.directions || p.baselines || sentence * 3 >= a->citation->sentences.count)) ||
           (p.directions && (p.arms || p.versus || p.baselines)) || (p.denial && sentence * 2 >= a->citation->sentences.count);
  default: return false;
  }
}

uint32_t reap_clause_end(const reap_assembler *a, uint32_t first, uint32_t end) {
  for (uint32_t i = first + 1; i < end; i++) {
    const reap_item *item = &a->items.at[i];
    if (item->depth) continue;
    if (item->kind == REAP_ITEM_MARK && item->sub == ';') return i;
    if (item->kind == REAP_ITEM_WORD && item->bits & REAP_W_CLAUSE && i > first + 2) return i;
  }
  return end;
}
