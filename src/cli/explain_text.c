/* SPDX-License-Identifier: MIT */
/* The abstract itself, wrapped, with its names and numbers in colour, and a legend that says the same in words. */
#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>

#include "base/memory.h"
#include "base/utf8.h"
#include "cli/explain_view.h"

static const char *const escapes[REAP_STYLES] = {
    [REAP_STYLE_PLAIN] = "",           [REAP_STYLE_CONDITION] = "\033[31m",  [REAP_STYLE_INTERVENTION] = "\033[36m",
    [REAP_STYLE_OUTCOME] = "\033[32m", [REAP_STYLE_POPULATION] = "\033[35m", [REAP_STYLE_NUMBER] = "\033[1;33m",
    [REAP_STYLE_TRIAL] = "\033[4m",    [REAP_STYLE_BOLD] = "\033[1m"};

static void put_code_point(reap_str text, uint32_t at, uint32_t length, uint32_t c, reap_buf *out) {
  if (c < 0x20 || (c >= 0x7F && c < 0xA0))
    reap_buf_addc(out, ' ');
  else if (c == 0xFFFD && length == 1)
    reap_buf_puts(out, "\xEF\xBF\xBD");
  else
    reap_buf_add(out, text.ptr + at, length);
}

void reap_view_put(const reap_view *view, reap_style style, reap_str text, reap_buf *out) {
  bool colored = view->color && style != REAP_STYLE_PLAIN && text.len;
  if (colored) reap_buf_puts(out, escapes[style]);
  for (uint32_t i = 0; i < text.len;) {
    uint32_t c, length = reap_utf8_decode(text, i, &c);
    put_code_point(text, i, length, c, out);
    i += length;
  }
  if (colored) reap_buf_puts(out, "\033[0m");
}

static reap_style style_of_type(uint8_t type) {
  static const reap_style styles[REAP_ENTITY_TYPES] = {[REAP_CONDITION] = REAP_STYLE_CONDITION,
                                                       [REAP_INTERVENTION] = REAP_STYLE_INTERVENTION,
                                                       [REAP_OUTCOME] = REAP_STYLE_OUTCOME,
                                                       [REAP_POPULATION] = REAP_STYLE_POPULATION,
                                                       [REAP_OTHER] = REAP_STYLE_PLAIN};
  return type < REAP_ENTITY_TYPES ? styles[type] : REAP_STYLE_PLAIN;
}

static void paint(uint8_t *styles, reap_span span, reap_style style) {
  if (reap_span_known(span)) memset(styles + span.beg, (int)style, span.end - span.beg);
}

/* A style for each byte of the text; numbers win over names. The caller frees. */
static uint8_t *styles_of(const reap_batch *batch, const reap_citation *citation) {
  uint8_t *styles = reap_alloc((size_t)citation->text.len + 1);
  for (uint32_t i = 0; i < citation->mentions.count; i++) {
    const reap_mention *mention = &batch->mentions.at[citation->mentions.first + i];
    paint(styles, mention->span, style_of_type(mention->type));
  }
  for (uint32_t i = 0; i < citation->trials.count; i++)
    paint(styles, batch->trials.at[citation->trials.first + i].span, REAP_STYLE_TRIAL);
  for (uint32_t i = 0; i < citation->quantities.count; i++)
    paint(styles, batch->quantities.at[citation->quantities.first + i].span, REAP_STYLE_NUMBER);
  return styles;
}

/* ---- wrapping ---- */

typedef struct {
  const reap_view *view;
  reap_str text;
  const uint8_t *styles;
  reap_buf *out;
  unsigned column;
  uint8_t style; /* in force at the end of `out` */
} writer;

static void set_style(writer *w, uint8_t style) {
  if (!w->view->color || style == w->style) return;
  if (w->style) reap_buf_puts(w->out, "\033[0m");
  reap_buf_puts(w->out, escapes[style]);
  w->style = style;
}

static void new_line(writer *w) {
  set_style(w, REAP_STYLE_PLAIN);
  reap_buf_addc(w->out, '\n');
  w->column = 0;
}

static unsigned columns_of(reap_str text, reap_span word) {
  unsigned columns = 0;
  for (uint32_t i = word.beg; i < word.end;) {
    uint32_t c;
    i += reap_utf8_decode(text, i, &c);
    int width = wcwidth((wchar_t)c);
    columns += width > 0 ? (unsigned)width : 0;
  }
  return columns;
}

static void put_word(writer *w, reap_span word) {
  unsigned columns = columns_of(w->text, word);
  if (w->column && w->column + 1 + columns > w->view->width) new_line(w);
  if (w->column) {
    set_style(w, word.beg ? w->styles[word.beg - 1] : REAP_STYLE_PLAIN);
    reap_buf_addc(w->out, ' ');
    w->column++;
  }
  for (uint32_t i = word.beg; i < word.end;) {
    uint32_t c, length = reap_utf8_decode(w->text, i, &c);
    set_style(w, w->styles[i]);
    put_code_point(w->text, i, length, c, w->out);
    i += length;
  }
  w->column += columns;
}

/* A part of the text, wrapped at its spaces. */
static void put_wrapped(const reap_view *view, reap_str text, const uint8_t *styles, reap_span part, reap_buf *out) {
  writer w = {.view = view, .text = text, .styles = styles, .out = out};
  for (uint32_t i = part.beg; i < part.end;) {
    while (i < part.end && reap_is_space(text.ptr[i])) {
      if (text.ptr[i] == '\n' && w.column) new_line(&w);
      i++;
    }
    reap_span word = {i, i};
    while (word.end < part.end && !reap_is_space(text.ptr[word.end])) word.end++;
    if (reap_span_len(word)) put_word(&w, word);
    i = word.end;
  }
  new_line(&w);
}

/* ---- the legend ---- */

enum { LISTED = 24 }; /* distinct names of a type that the legend lists */

typedef struct {
  const reap_mention *mention;
  uint32_t count;
} entry;

static uint32_t collect(const reap_batch *batch, const reap_citation *citation, uint8_t type, entry *entries,
                        bool *more) {
  uint32_t count = 0;
  for (uint32_t i = 0; i < citation->mentions.count; i++) {
    const reap_mention *mention = &batch->mentions.at[citation->mentions.first + i];
    if (mention->type != type) continue;
    reap_str text = reap_text_at(citation, mention->span);
    uint32_t k = 0;
    while (k < count && !reap_str_equal_nocase(text, reap_text_at(citation, entries[k].mention->span))) k++;
    if (k == LISTED) {
      *more = true;
      continue;
    }
    if (k == count) entries[count++] = (entry){mention, 0};
    entries[k].count++;
  }
  return count;
}

/* Text being put together with a style for each byte. */
typedef struct {
  reap_buf text, styles;
} styled;

static void add(styled *line, reap_style style, reap_str text) {
  reap_buf_str(&line->text, text);
  for (uint32_t i = 0; i < text.len; i++) reap_buf_addc(&line->styles, (char)style);
}

static void add_plain(styled *line, const char *text) { add(line, REAP_STYLE_PLAIN, reap_str_of(text)); }

static void add_entry(styled *line, const reap_citation *citation, const entry *e) {
  char count[32];
  reap_str text = reap_text_at(citation, e->mention->span), name = e->mention->name;
  add(line, style_of_type(e->mention->type), text);
  if (name.len && !reap_str_equal_nocase(name, text)) {
    add_plain(line, " = ");
    add(line, REAP_STYLE_PLAIN, name);
  }
  snprintf(count, sizeof count, " (%u times)", e->count);
  if (e->count > 1) add_plain(line, count);
  if (e->mention->flags & REAP_MENTION_NEGATED) add_plain(line, " (absent)");
}

enum { INDENT = 14 };

/* "condition     " and then what follows, wrapped behind it. */
static void put_item(const reap_view *view, reap_style style, const char *name, const styled *line, reap_buf *out) {
  char heading[INDENT + 1];
  unsigned indent = name ? INDENT : 0;
  snprintf(heading, sizeof heading, "%-*s", INDENT, name ? name : "");
  reap_view narrow = *view;
  narrow.width = view->width > 2 * indent ? view->width - indent : indent;
  reap_buf wrapped = {0};
  reap_str text = reap_buf_view(&line->text);
  put_wrapped(&narrow, text, (const uint8_t *)line->styles.ptr, (reap_span){0, text.len}, &wrapped);
  for (size_t i = 0; i < wrapped.len;) {
    const char *end = memchr(wrapped.ptr + i, '\n', wrapped.len - i);
    size_t length = end ? (size_t)(end - wrapped.ptr) - i + 1 : wrapped.len - i;
    if (i == 0)
      reap_view_put(view, style, (reap_str){heading, indent}, out);
    else
      reap_buf_printf(out, "%*s", (int)indent, "");
    reap_buf_add(out, wrapped.ptr + i, length);
    i += length;
  }
  reap_buf_free(&wrapped);
}

static void free_styled(styled *line) {
  reap_buf_free(&line->text);
  reap_buf_free(&line->styles);
}

void reap_view_item(const reap_view *view, reap_style style, const char *heading, reap_str text, reap_buf *out) {
  styled line = {0};
  add(&line, REAP_STYLE_PLAIN, text);
  put_item(view, style, heading, &line, out);
  free_styled(&line);
}

static void put_legend(const reap_view *view, const reap_batch *batch, const reap_citation *citation, uint8_t type,
                       reap_buf *out) {
  entry entries[LISTED];
  bool more = false;
  uint32_t count = collect(batch, citation, type, entries, &more);
  if (!count) return;
  styled line = {0};
  for (uint32_t i = 0; i < count; i++) {
    if (i) add_plain(&line, "; ");
    add_entry(&line, citation, &entries[i]);
  }
  if (more) add_plain(&line, "; ...");
  put_item(view, style_of_type(type), reap_type_name((reap_type)type), &line, out);
  free_styled(&line);
}

static void put_number_legend(const reap_view *view, const reap_citation *citation, reap_buf *out) {
  if (!citation->quantities.count) return;
  reap_view_put(view, REAP_STYLE_NUMBER, REAP_STR("number        "), out);
  reap_buf_printf(out, "%u read%s\n", citation->quantities.count, view->numbers ? "" : " (--numbers lists them)");
}

void reap_view_text(const reap_view *view, const reap_batch *batch, const reap_citation *citation, reap_buf *out) {
  uint8_t *styles = styles_of(batch, citation);
  for (uint32_t i = 0; i < citation->sections.count; i++) {
    const reap_section *section = &batch->sections.at[citation->sections.first + i];
    if (section->label.len) {
      reap_view_put(view, REAP_STYLE_BOLD, section->label, out);
      reap_buf_addc(out, '\n');
    }
    put_wrapped(view, citation->text, styles, section->span, out);
    if (section->kind == REAP_SECTION_TITLE && citation->sections.count > 1) reap_buf_addc(out, '\n');
  }
  free(styles);
  reap_buf_addc(out, '\n');
  static const uint8_t shown[] = {REAP_CONDITION, REAP_POPULATION, REAP_INTERVENTION, REAP_OUTCOME};
  for (size_t i = 0; i < sizeof shown; i++) put_legend(view, batch, citation, shown[i], out);
  put_number_legend(view, citation, out);
}
