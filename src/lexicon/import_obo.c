/* SPDX-License-Identifier: MIT */
/* Ontologies in the OBO format (1.2 and 1.4): stanzas of "tag: value" lines. */
#include "lexicon/import_format.h"

/* Kinds of synonyms that are no names: formulas, and what the publisher is about to remove. */
static const char *const no_names[] = {"FORMULA", "SMILES",   "InChI",      "DEPRECATED",
                                       "EXCLUDE", "obsolete", "misspelling"};
static const char *const short_forms[] = {"ABBREVIATION", "ACRONYM"};

/* Other ways of writing the prefixes that cross references have here. */
static const struct {
  const char *written, *prefix;
} spellings[] = {{"MESH:", "MESH:"},     {"MSH:", "MESH:"},     {"DrugBank:", "DRUGBANK:"},
                 {"DOID:", "DOID:"},     {"MONDO:", "MONDO:"},  {"CHEBI:", "CHEBI:"},
                 {"RxNorm:", "RXNORM:"}, {"RXCUI:", "RXNORM:"}, {"RxCUI:", "RXNORM:"}};

typedef struct {
  reap_import_source *source;
  const char *scopes;
  reap_import_row row;
  reap_arena arena; /* strings of the stanza at hand */
  uint64_t line;    /* where it began */
  bool is_term, obsolete, inside;
} stanza;

static reap_str trim(reap_str text) {
  while (text.len && reap_is_space(*text.ptr)) text.ptr++, text.len--;
  while (text.len && reap_is_space(text.ptr[text.len - 1])) text.len--;
  return text;
}

/* Cuts the comment (" ! name of it") and the modifiers ("{source=...}") off the end of a value. */
static reap_str bare(reap_str value) {
  bool quoted = false;
  for (uint32_t i = 0; i < value.len; i++) {
    if (value.ptr[i] == '\\')
      i++;
    else if (value.ptr[i] == '"')
      quoted = !quoted;
    else if (!quoted && i && value.ptr[i - 1] == ' ' && (value.ptr[i] == '!' || value.ptr[i] == '{'))
      value.len = i;
  }
  return trim(value);
}

/* Undoes the format's escapes. */
static reap_str plain(reap_arena *arena, reap_str text) {
  if (!text.len || !memchr(text.ptr, '\\', text.len)) return reap_arena_copy(arena, text);
  char *out = reap_arena_alloc(arena, text.len);
  uint32_t length = 0;
  for (uint32_t i = 0; i < text.len; i++) {
    char c = text.ptr[i];
    if (c == '\\' && i + 1 < text.len) {
      c = text.ptr[++i];
      if (c == 'n' || c == 't' || c == 'W') c = ' ';
    }
    out[length++] = c;
  }
  return (reap_str){out, length};
}

static bool names_one(reap_str text, const char *const *words, size_t count) {
  for (size_t i = 0; i < count; i++)
    if (reap_str_find_nocase(text, words[i]) != REAP_NONE) return true;
  return false;
}
#define NAMES_ONE(text, words) names_one(text, words, sizeof words / sizeof *words)

/* Where the string in quotes that starts `value` ends; REAP_NONE when it does not. */
static uint32_t closing_quote(reap_str value) {
  if (!value.len || *value.ptr != '"') return REAP_NONE;
  for (uint32_t i = 1; i < value.len; i++) {
    if (value.ptr[i] == '\\')
      i++;
    else if (value.ptr[i] == '"')
      return i;
  }
  return REAP_NONE;
}

/* synonym: "text" SCOPE TYPE [references] {modifiers}; without a scope it is RELATED. */
static void take_synonym(stanza *s, reap_str value) {
  uint32_t close = closing_quote(value);
  if (close == REAP_NONE) {
    reap_import_source_fault(s->source, 0, "the synonym has no text in quotes: it is left out");
    return;
  }
  reap_str text = trim((reap_str){value.ptr + 1, close - 1}), rest = {value.ptr + close + 1, value.len - close - 1};
  const char *bracket = memchr(rest.ptr, '[', rest.len);
  reap_str kind = trim((reap_str){rest.ptr, bracket ? (uint32_t)(bracket - rest.ptr) : rest.len}), scope = kind;
  for (uint32_t i = 0; i < kind.len; i++)
    if (kind.ptr[i] == ' ') scope.len = i, i = kind.len;
  const char *word = reap_arena_cstr(&s->arena, scope.len ? scope : REAP_STR("RELATED"));
  if (!text.len || reap_str_find_nocase(reap_str_of(s->scopes), word) == REAP_NONE) return;
  if (NAMES_ONE(kind, no_names)) return;
  if (NAMES_ONE(kind, short_forms))
    *reap_push(&s->row.acronyms) = plain(&s->arena, text);
  else
    *reap_push(&s->row.synonyms) = plain(&s->arena, text);
}

/* A cross reference of a vocabulary that lexicons here have ids of. Mondo marks those that mean the same. */
static void take_xref(stanza *s, reap_str value) {
  bool marked = reap_str_find_nocase(value, "source=\"MONDO:") != REAP_NONE;
  if (marked && reap_str_find_nocase(value, "MONDO:equivalentTo") == REAP_NONE) return;
  reap_str id = bare(value);
  for (uint32_t i = 0; i < id.len; i++)
    if (id.ptr[i] == ' ') id.len = i; /* ChEBI: a description in quotes */
  for (size_t i = 0; i < sizeof spellings / sizeof *spellings; i++) {
    uint32_t length = (uint32_t)strlen(spellings[i].written);
    if (!reap_str_begins_nocase(id, spellings[i].written)) continue;
    *reap_push(&s->row.xrefs) =
        reap_arena_printf(&s->arena, "%s%.*s", spellings[i].prefix, (int)(id.len - length), id.ptr + length);
    return;
  }
}

static void take_line(stanza *s, reap_str tag, reap_str value) {
  if (reap_str_equal(tag, REAP_STR("id")))
    s->row.id = plain(&s->arena, bare(value));
  else if (reap_str_equal(tag, REAP_STR("name")))
    s->row.name = plain(&s->arena, bare(value));
  else if (reap_str_equal(tag, REAP_STR("synonym")))
    take_synonym(s, value);
  else if (reap_str_equal(tag, REAP_STR("alt_id")))
    *reap_push(&s->row.xrefs) = plain(&s->arena, bare(value));
  else if (reap_str_equal(tag, REAP_STR("xref")))
    take_xref(s, value);
  else if (reap_str_equal(tag, REAP_STR("is_a")))
    *reap_push(&s->row.parents) = plain(&s->arena, bare(value));
  else if (reap_str_equal(tag, REAP_STR("is_obsolete")))
    s->obsolete = reap_str_begins_nocase(value, "true");
}

static void end_stanza(stanza *s) {
  if (s->is_term && !s->obsolete) {
    if (!s->row.id.len)
      reap_import_source_fault(s->source, s->line, "the term has no id: it is left out");
    else if (!s->row.name.len)
      reap_import_source_fault(s->source, s->line, "the term %.*s has no name: it is left out",
                               (int)(s->row.id.len < 80 ? s->row.id.len : 80), s->row.id.ptr);
    else
      s->source->take(s->source->context, &s->row);
  }
  reap_import_row_reset(&s->row);
  reap_arena_reset(&s->arena);
  s->is_term = s->obsolete = false;
}

static bool split(reap_str line, reap_str *tag, reap_str *value) {
  const char *colon = memchr(line.ptr, ':', line.len);
  if (!colon) return false;
  *tag = trim((reap_str){line.ptr, (uint32_t)(colon - line.ptr)});
  *value = trim((reap_str){colon + 1, (uint32_t)(line.ptr + line.len - colon - 1)});
  return tag->len > 0;
}

/* Lines before the first stanza: which release it is. */
static void take_header(reap_import_vocabulary *known, reap_arena *arena, reap_str tag, reap_str value) {
  if (reap_str_equal(tag, REAP_STR("data-version")) && value.len) known->version = reap_arena_cstr(arena, value);
}

static reap_status read_obo(reap_import_source *source, const reap_lexicon_import_job *job,
                            reap_import_vocabulary *known, reap_arena *arena, reap_error *error) {
  (void)job;
  stanza s = {.source = source, .scopes = known->scopes ? known->scopes : "EXACT"};
  reap_status status;
  reap_str line, tag, value;
  reap_import_row_reset(&s.row);
  while (!(status = reap_import_source_line(source, &line, error))) {
    line = trim(line);
    if (line.len && *line.ptr == '[') {
      end_stanza(&s);
      s.line = source->line;
      s.inside = true;
      s.is_term = reap_str_equal(line, REAP_STR("[Term]"));
    } else if (!line.len || *line.ptr == '!') {
      continue;
    } else if (!split(line, &tag, &value)) {
      reap_import_source_fault(source, 0, "this is no \"tag: value\" line: it is left out");
    } else if (!s.inside) {
      take_header(known, arena, tag, value);
    } else if (s.is_term) {
      take_line(&s, tag, value);
    }
  }
  end_stanza(&s);
  reap_import_row_free(&s.row);
  reap_arena_free(&s.arena);
  return status == REAP_END ? REAP_OK : status;
}

static bool is_obo(reap_str head) {
  return reap_str_begins_nocase(head, "format-version:") || reap_str_begins_nocase(head, "[Term]") ||
         (reap_str_find_nocase(head, "\n[Term]") != REAP_NONE && reap_str_find_nocase(head, "\nid:") != REAP_NONE);
}

const reap_import_format reap_import_obo = {"obo", is_obo, read_obo};
