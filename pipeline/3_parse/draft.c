/* SPDX-License-Identifier: MIT */
#include "3_parse/draft.h"

enum { ROW_COST = 64, KEEP_CAPACITY = 1024 * 1024 };

/* A buffer that one absurd citation blew up is not kept for the others. */
static void shed(reap_buf *buf) {
  if (buf->capacity > KEEP_CAPACITY) reap_buf_free(buf);
  buf->cap = REAP_TEXT_MAX;
  reap_buf_reset(buf);
}

static void reset_marked(reap_marked *text) {
  shed(&text->bytes);
  reap_vec_reset(&text->marks);
}

static void free_marked(reap_marked *text) {
  reap_buf_free(&text->bytes);
  reap_vec_free(&text->marks);
}

void reap_draft_reset(reap_draft *draft) {
  if (draft->spent > KEEP_CAPACITY) reap_batch_free(&draft->rows);
  reap_batch_reset(&draft->rows);
  draft->citation = (reap_citation){.version = 1};
  reset_marked(&draft->title);
  reset_marked(&draft->book_title);
  reset_marked(&draft->body);
  draft->spent = 0;
  draft->too_large = false;
}

void reap_draft_free(reap_draft *draft) {
  reap_batch_free(&draft->rows);
  free_marked(&draft->title);
  free_marked(&draft->book_title);
  free_marked(&draft->body);
}

static bool spend(reap_draft *draft, size_t cost) {
  draft->spent += cost;
  if (draft->spent > REAP_CITATION_MAX) draft->too_large = true;
  return !draft->too_large;
}

reap_str reap_draft_keep(reap_draft *draft, reap_str text) {
  if (!text.len || !spend(draft, text.len)) return (reap_str){"", 0};
  return reap_arena_copy(&draft->rows.arena, text);
}

bool reap_draft_row(reap_draft *draft) { return spend(draft, ROW_COST); }

void reap_draft_open_section(reap_draft *draft) {
  if (draft->body.bytes.len) reap_buf_addc(&draft->body.bytes, '\n');
}

static uint32_t sections_end(const reap_draft *draft) {
  uint32_t count = draft->rows.sections.count;
  return count ? draft->rows.sections.at[count - 1].span.end + 1 : 0;
}

void reap_draft_close_section(reap_draft *draft, reap_str label, reap_str category) {
  uint32_t beg = sections_end(draft), end = (uint32_t)draft->body.bytes.len;
  if (end <= beg || !reap_draft_row(draft)) {
    if (draft->rows.sections.count) draft->body.bytes.len = beg - 1; /* the newline goes too */
    return;
  }
  reap_section *section = reap_push(&draft->rows.sections);
  *section = (reap_section){.span = {beg, end}, .label = label, .category = category};
  section->kind = (uint8_t)reap_section_kind_of(label, category);
}

static void add_marks(reap_batch *rows, const reap_marked *text, uint32_t shift) {
  for (uint32_t i = 0; i < text->marks.count; i++) {
    reap_markup mark = text->marks.at[i];
    mark.span.beg += shift;
    mark.span.end += shift;
    *reap_push(&rows->markups) = mark;
  }
}

/* Puts the title's row before the sections and moves these behind the title. */
static void place_sections(reap_draft *draft, uint32_t title_len) {
  reap_batch *rows = &draft->rows;
  uint32_t count = rows->sections.count;
  (void)reap_push(&rows->sections);
  memmove(rows->sections.at + 1, rows->sections.at, count * sizeof *rows->sections.at);
  rows->sections.at[0] = (reap_section){.span = {0, title_len},
                                        .kind = draft->citation.plain_text ? REAP_SECTION_UNKNOWN : REAP_SECTION_TITLE};
  for (uint32_t i = 1; i <= count; i++) {
    rows->sections.at[i].span.beg += title_len + 1;
    rows->sections.at[i].span.end += title_len + 1;
  }
}

void reap_draft_finish(reap_draft *draft) {
  reap_batch *rows = &draft->rows;
  reap_citation *citation = &draft->citation;
  const reap_marked *title = draft->title.bytes.len ? &draft->title : &draft->book_title;
  uint32_t title_len = (uint32_t)title->bytes.len, body_len = (uint32_t)draft->body.bytes.len;
  uint32_t newline = rows->sections.count ? 1 : 0;
  char *text = reap_arena_alloc(&rows->arena, (size_t)title_len + newline + body_len + 1);
  if (title_len) memcpy(text, title->bytes.ptr, title_len);
  if (newline) text[title_len] = '\n';
  if (body_len) memcpy(text + title_len + newline, draft->body.bytes.ptr, body_len);
  citation->text = (reap_str){text, title_len + newline + body_len};
  citation->title = (reap_span){0, title_len};
  if (citation->op == REAP_OP_PUT) place_sections(draft, title_len);
  add_marks(rows, title, 0);
  add_marks(rows, &draft->body, title_len + 1);
#define RANGE(column) citation->column = (reap_range){0, rows->column.count};
  RANGE(authors)
  RANGE(languages)
  RANGE(publication_types)
  RANGE(mesh)
  RANGE(links)
  RANGE(accessions)
  RANGE(keywords)
  RANGE(other_texts)
  RANGE(sections)
  RANGE(markups)
#undef RANGE
  *reap_push(&rows->citations) = *citation;
}

static void move_string(reap_arena *arena, reap_str *text) { *text = reap_arena_copy(arena, *text); }

void reap_citation_copy(const reap_batch *from, uint32_t index, reap_batch *to) {
  reap_arena *arena = &to->arena;
  reap_citation citation = from->citations.at[index];
  reap_str *const strings[] = {&citation.id,    &citation.source,           &citation.doi,
                               &citation.pmcid, &citation.journal,          &citation.issn,
                               &citation.date,  &citation.vernacular_title, &citation.text};
  for (size_t i = 0; i < sizeof strings / sizeof *strings; i++)
    if (strings[i]->len && strings[i] != &citation.source) move_string(arena, strings[i]);
#define COPY(column, ...)                                                                                              \
  {                                                                                                                    \
    reap_range range = citation.column;                                                                                \
    citation.column.first = to->column.count;                                                                          \
    for (uint32_t i = 0; i < range.count; i++) {                                                                       \
      __typeof__(*to->column.at) row = from->column.at[range.first + i];                                               \
      __VA_ARGS__;                                                                                                     \
      *reap_push(&to->column) = row;                                                                                   \
    }                                                                                                                  \
  }
  COPY(authors, move_string(arena, &row.last), move_string(arena, &row.initials), move_string(arena, &row.collective))
  COPY(languages, move_string(arena, &row.text))
  COPY(publication_types, move_string(arena, &row.text))
  COPY(mesh, move_string(arena, &row.ui), move_string(arena, &row.name))
  COPY(links, move_string(arena, &row.type))
  COPY(accessions, move_string(arena, &row.bank), move_string(arena, &row.number))
  COPY(keywords, move_string(arena, &row.text))
  COPY(other_texts, move_string(arena, &row.type), move_string(arena, &row.language), move_string(arena, &row.text))
  COPY(sections, move_string(arena, &row.label), move_string(arena, &row.category))
  COPY(markups, (void)0)
#undef COPY
  *reap_push(&to->citations) = citation;
}
