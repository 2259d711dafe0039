/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "3_parse/pubmed_elements.h"

/* libxml2 interns names, so that the address of a name tells it: one look instead of a search. Names lie next to each
 * other: the product scatters them, lest two that are frequent drive each other out. */
static uint8_t element_of(reap_walk *walk, const unsigned char *name) {
  uint64_t key = (uint64_t)(uintptr_t)name * 0x9E3779B97F4A7C15u;
  reap_walk_name *cached = &walk->names[(key >> 32) % REAP_WALK_NAMES];
  if (cached->name != name) *cached = (reap_walk_name){name, reap_pubmed_element((const char *)name)};
  return cached->element;
}

/* ---- texts ---- */

static void capture_into(reap_walk *walk, reap_buf *out, reap_marked *marked) {
  walk->flow = reap_flow_into(out);
  walk->marked = marked;
  walk->capturing = !walk->draft->too_large;
}

static void begin_text(reap_walk *walk, uint8_t state) {
  reap_draft *draft = walk->draft;
  walk->inline_depth = 0;
  if (state == S_SECTION) {
    reap_draft_open_section(draft);
    capture_into(walk, &draft->body.bytes, &draft->body);
  } else if (state == S_TITLE && draft->title.bytes.len == 0) {
    capture_into(walk, &draft->title.bytes, &draft->title);
  } else if (state == S_BOOK_TITLE && draft->book_title.bytes.len == 0) {
    capture_into(walk, &draft->book_title.bytes, &draft->book_title);
  } else {
    reap_buf_reset(&walk->field);
    capture_into(walk, &walk->field, NULL);
  }
}

/* <sup>, <sub>, and the raised or lowered child of a MathML script. */
static uint8_t inline_kind(reap_walk *walk, uint8_t element) {
  if (element == E_sup) return REAP_MARKUP_SUP + 1;
  if (element == E_sub) return REAP_MARKUP_SUB + 1;
  if (!walk->inline_depth || walk->inline_depth > REAP_WALK_DEPTH) return 0;
  reap_inline *parent = &walk->inlines[walk->inline_depth - 1];
  uint16_t child = parent->children < 9 ? parent->children++ : 9;
  if (child == 1 && parent->element == E_msup) return REAP_MARKUP_SUP + 1;
  if (child == 1 && (parent->element == E_msub || parent->element == E_msubsup)) return REAP_MARKUP_SUB + 1;
  if (child == 2 && parent->element == E_msubsup) return REAP_MARKUP_SUP + 1;
  return 0;
}

static void begin_inline(reap_walk *walk, uint8_t element) {
  uint8_t kind = inline_kind(walk, element);
  if (walk->inline_depth < REAP_WALK_DEPTH)
    walk->inlines[walk->inline_depth] = (reap_inline){kind, element, 0, (uint32_t)walk->flow.out->len};
  walk->inline_depth++;
}

static void end_inline(reap_walk *walk) {
  if (--walk->inline_depth >= REAP_WALK_DEPTH || !walk->marked || !walk->capturing) return;
  const reap_inline *level = &walk->inlines[walk->inline_depth];
  const reap_buf *out = walk->flow.out;
  uint32_t beg = level->beg, end = (uint32_t)out->len;
  if (!level->kind || beg >= end || !reap_draft_row(walk->draft)) return;
  if (out->ptr[beg] == ' ') beg++; /* a space that stood before the tag */
  *reap_push(&walk->marked->marks) = (reap_markup){.span = {beg, end}, .kind = (uint8_t)(level->kind - 1)};
}

static void end_text(reap_walk *walk, uint8_t state) {
  const reap_state_rule *rule = &reap_pubmed_rules[state];
  reap_draft *draft = walk->draft;
  reap_str text = reap_flow_text(&walk->flow);
  if (walk->flow.out->full || draft->title.bytes.len + draft->body.bytes.len > REAP_TEXT_MAX) draft->too_large = true;
  walk->capturing = false;
  if (rule->end)
    rule->end(walk, text);
  else if (rule->slot && !walk->slots[rule->slot].len)
    reap_pubmed_set(walk, (enum slot)rule->slot, text);
}

void reap_walk_mute(reap_walk *walk) { walk->capturing = false; }

static bool is_record_state(uint8_t state) { return state == S_RECORD || state == S_MEDLINE || state == S_BOOK; }

static reap_walk_event begin_record(reap_walk *walk, const unsigned char *name) {
  walk->record_depth = walk->depth;
  walk->record_name = name;
  walk->doi_rank = walk->pmcid_rank = 0;
  reap_pubmed_clear_all(walk);
  return REAP_WALK_BEGIN;
}

static reap_walk_event enter(reap_walk *walk, uint8_t state, const unsigned char *name, reap_attributes list) {
  reap_walk_event event = REAP_WALK_ON;
  walk->states[walk->depth++] = state;
  if (is_record_state(state) && !walk->record_depth) {
    event = begin_record(walk, name);
    reap_draft_reset(walk->draft);
  }
  if (reap_pubmed_rules[state].begin) reap_pubmed_rules[state].begin(walk, list);
  if (state >= S_PMID) begin_text(walk, state);
  return event;
}

reap_walk_event reap_walk_start(reap_walk *walk, const unsigned char *name, const unsigned char **attributes,
                                int count) {
  if (name == walk->record_name && walk->record_depth) return REAP_WALK_UNCLOSED;
  uint8_t current = walk->states[walk->depth - 1];
  if (walk->skip || current == S_IGNORED) {
    walk->skip++;
    return REAP_WALK_ON;
  }
  uint8_t element = element_of(walk, name);
  if (current >= S_PMID) {
    begin_inline(walk, element);
    return REAP_WALK_ON;
  }
  uint8_t state = element < E_COUNT ? reap_pubmed_next[current][element] : S_IGNORED;
  if (current == S_DOCUMENT) {
    if (state == S_IGNORED) return REAP_WALK_FOREIGN;
    walk->root = element;
  }
  if (state == S_IGNORED || walk->depth == REAP_WALK_DEPTH) {
    walk->skip++;
    return REAP_WALK_ON;
  }
  return enter(walk, state, name, (reap_attributes){attributes, count});
}

static reap_walk_event leave(reap_walk *walk) {
  uint8_t state = walk->states[--walk->depth];
  if (state >= S_PMID)
    end_text(walk, state);
  else if (reap_pubmed_rules[state].end)
    reap_pubmed_rules[state].end(walk, (reap_str){"", 0});
  if (state == S_DELETE_PMID) return REAP_WALK_DELETE;
  if (walk->depth < walk->record_depth) {
    walk->record_depth = 0;
    reap_pubmed_complete(walk);
    return REAP_WALK_END;
  }
  return walk->depth == 1 ? REAP_WALK_CLOSED : REAP_WALK_ON;
}

reap_walk_event reap_walk_end(reap_walk *walk) {
  if (walk->skip) {
    walk->skip--;
    return REAP_WALK_ON;
  }
  if (walk->states[walk->depth - 1] >= S_PMID && walk->inline_depth) {
    end_inline(walk);
    return REAP_WALK_ON;
  }
  return leave(walk);
}

void reap_walk_init(reap_walk *walk, reap_draft *draft) {
  reap_buf field = walk->field;
  *walk = (reap_walk){.draft = draft, .field = field};
  walk->field.cap = REAP_CITATION_MAX;
  reap_buf_reset(&walk->field);
  walk->states[walk->depth++] = S_DOCUMENT;
}

void reap_walk_free(reap_walk *walk) { reap_buf_free(&walk->field); }
