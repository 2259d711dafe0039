/* SPDX-License-Identifier: MIT */
/* MeSH descriptors and supplementary concepts as NLM gives them out: XML of several hundred megabytes, read one record
 * at a time; and tables made of them. */
#include <libxml/xmlreader.h>

#include "lexicon/import_format.h"

typedef struct {
  const char *root, *record, *ui, *name; /* names of the elements */
  bool supplementary;
} mesh_kind;

static const mesh_kind descriptors = {"DescriptorRecordSet", "DescriptorRecord", "DescriptorUI", "DescriptorName",
                                      false};
static const mesh_kind supplementaries = {"SupplementalRecordSet", "SupplementalRecord", "SupplementalRecordUI",
                                          "SupplementalRecordName", true};

/* What the classes of supplementary concepts are: chemicals, protocols, diseases, organisms ... */
static const int class_types[] = {-1,         REAP_INTERVENTION, REAP_INTERVENTION, REAP_CONDITION,
                                  REAP_OTHER, REAP_POPULATION,   REAP_OTHER};
enum { CLASSES = sizeof class_types / sizeof *class_types, CHEMICALS = 1, MAX_DEPTH = 12 };

typedef struct {
  reap_import_source *source;
  const mesh_kind *kind;
  reap_import_row row;
  reap_arena arena; /* strings of the record at hand */
  reap_error error; /* of reading the bytes */
  bool unread;
  char message[256]; /* what libxml2 said first */
  uint64_t line;
} mesh_reading;

static bool is_element(const xmlNode *node, const char *name) {
  return node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0;
}

static const xmlNode *child(const xmlNode *node, const char *name) {
  for (const xmlNode *at = node ? node->children : NULL; at; at = at->next)
    if (is_element(at, name)) return at;
  return NULL;
}

static reap_str text_of(mesh_reading *reading, const xmlNode *node) {
  reap_str text = {"", 0};
  for (const xmlNode *at = node ? node->children : NULL; at; at = at->next) {
    if (at->type != XML_TEXT_NODE && at->type != XML_CDATA_SECTION_NODE) continue;
    reap_str part = reap_str_of((const char *)at->content);
    text = text.len ? reap_arena_printf(&reading->arena, "%.*s%.*s", (int)text.len, text.ptr, (int)part.len, part.ptr)
                    : part;
  }
  while (text.len && reap_is_space(*text.ptr)) text.ptr++, text.len--;
  while (text.len && reap_is_space(text.ptr[text.len - 1])) text.len--;
  return text;
}

static bool has_value(const xmlNode *node, const char *attribute, const char *value) {
  for (const xmlAttr *at = node->properties; at; at = at->next)
    if (strcmp((const char *)at->name, attribute) == 0)
      return at->children && at->children->content && strcmp((const char *)at->children->content, value) == 0;
  return false;
}

/* A term that is neither a turned-round form of another one (the importer turns them itself) nor marked as a code. */
static void take_term(mesh_reading *reading, const xmlNode *term) {
  if (!is_element(term, "Term") || has_value(term, "IsPermutedTermYN", "Y")) return;
  reap_str name = text_of(reading, child(term, "String"));
  bool acronym = has_value(term, "LexicalTag", "ABB") || has_value(term, "LexicalTag", "ABX") ||
                 has_value(term, "LexicalTag", "ACR") || has_value(term, "LexicalTag", "ACX");
  if (!name.len || has_value(term, "LexicalTag", "LAB") || reap_str_equal(name, reading->row.name)) return;
  if (acronym)
    *reap_push(&reading->row.acronyms) = name;
  else
    *reap_push(&reading->row.synonyms) = name;
}

static void take_terms(mesh_reading *reading, const xmlNode *record) {
  const xmlNode *concepts = child(record, "ConceptList");
  for (const xmlNode *concept = concepts ? concepts->children : NULL; concept; concept = concept->next) {
    const xmlNode *terms = child(concept, "TermList");
    for (const xmlNode *term = terms ? terms->children : NULL; term; term = term->next) take_term(reading, term);
  }
}

static void take_trees(mesh_reading *reading, const xmlNode *record) {
  const xmlNode *list = child(record, "TreeNumberList");
  for (const xmlNode *at = list ? list->children : NULL; at; at = at->next) {
    reap_str number = text_of(reading, at), before = reading->row.trees;
    if (!is_element(at, "TreeNumber") || !number.len) continue;
    reading->row.trees = before.len ? reap_arena_printf(&reading->arena, "%.*s|%.*s", (int)before.len, before.ptr,
                                                        (int)number.len, number.ptr)
                                    : number;
  }
}

/* The headings that a supplementary concept is indexed with: it is one of them. "*" marks the main ones. */
static void take_headings(mesh_reading *reading, const xmlNode *record) {
  const xmlNode *list = child(record, "HeadingMappedToList");
  for (const xmlNode *at = list ? list->children : NULL; at; at = at->next) {
    reap_str ui = text_of(reading, child(child(at, "DescriptorReferredTo"), "DescriptorUI"));
    if (ui.len && *ui.ptr == '*') ui.ptr++, ui.len--;
    if (ui.len) *reap_push(&reading->row.parents) = ui;
  }
}

static int class_of(const xmlNode *record) {
  for (int i = 1; i < CLASSES; i++)
    if (has_value(record, "SCRClass", (const char[]){(char)('0' + i), 0})) return i;
  return 0;
}

static void take_record(mesh_reading *reading, const xmlNode *record, uint64_t line) {
  reap_import_row *row = &reading->row;
  reap_import_row_reset(row);
  reap_arena_reset(&reading->arena);
  row->id = text_of(reading, child(record, reading->kind->ui));
  row->name = text_of(reading, child(child(record, reading->kind->name), "String"));
  if (!row->id.len || !row->name.len) {
    reap_import_source_fault(reading->source, line, "the record has no %s: it is left out",
                             row->id.len ? reading->kind->name : reading->kind->ui);
    return;
  }
  int class = reading->kind->supplementary ? class_of(record) : 0;
  row->type = class_types[class];
  if (class == CHEMICALS && reap_str_find_nocase(row->name, "protein") != REAP_NONE) return; /* a gene's product */
  take_terms(reading, record);
  take_trees(reading, record);
  if (reading->kind->supplementary) take_headings(reading, record);
  reading->source->take(reading->source->context, row);
}

static int read_bytes(void *context, char *out, int capacity) {
  mesh_reading *reading = context;
  int got = reap_import_source_read(reading->source, out, capacity, &reading->error);
  reading->unread = got < 0;
  return got;
}

static void hear_fault(void *context, const char *message, xmlParserSeverities severity, xmlTextReaderLocatorPtr at) {
  mesh_reading *reading = context;
  (void)severity;
  if (reading->message[0]) return;
  reading->line = (uint64_t)xmlTextReaderLocatorLineNumber(at);
  strncpy(reading->message, message, sizeof reading->message - 1);
  reading->message[strcspn(reading->message, "\n")] = 0;
}

static void read_records(mesh_reading *reading, xmlTextReaderPtr reader) {
  int more = xmlTextReaderRead(reader);
  while (more == 1) {
    bool record = xmlTextReaderNodeType(reader) == XML_READER_TYPE_ELEMENT &&
                  strcmp((const char *)xmlTextReaderConstName(reader), reading->kind->record) == 0;
    uint64_t line = (uint64_t)xmlTextReaderGetParserLineNumber(reader);
    const xmlNode *node = record ? xmlTextReaderExpand(reader) : NULL;
    if (node) take_record(reading, node, line);
    if (record && !node) break; /* the error has been heard */
    more = record ? xmlTextReaderNext(reader) : xmlTextReaderRead(reader);
  }
}

/* The year of the release stands in the name of its DTD: "nlmdescriptorrecordset_20240101.dtd". */
static void take_version(reap_import_vocabulary *known, reap_arena *arena, reap_str head) {
  static const char mark[] = "recordset_";
  uint32_t at = reap_str_find_nocase(head, mark), length = sizeof mark - 1;
  if (at == REAP_NONE || head.len - at < length + 4) return;
  reap_str year = {head.ptr + at + length, 4};
  for (uint32_t i = 0; i < year.len; i++)
    if (!reap_is_digit(year.ptr[i])) return;
  known->version = reap_arena_cstr(arena, year);
}

static reap_status read_xml(reap_import_source *source, const mesh_kind *kind, reap_import_vocabulary *known,
                            reap_arena *arena, reap_error *error) {
  mesh_reading reading = {.source = source, .kind = kind};
  take_version(known, arena, reap_import_source_head(source));
  xmlTextReaderPtr reader = xmlReaderForIO(read_bytes, NULL, &reading, source->path, NULL, XML_PARSE_NONET);
  if (!reader) return reap_fail(error, REAP_EBUG, "cannot start an XML reader");
  xmlTextReaderSetErrorHandler(reader, hear_fault, &reading);
  read_records(&reading, reader);
  xmlFreeTextReader(reader);
  reap_status status = REAP_OK;
  if (reading.unread) {
    if (error) *error = reading.error;
    status = reading.error.status;
  } else if (reading.message[0]) {
    reap_import_source_fault(source, reading.line, "%s: what follows was not read", reading.message);
  }
  reap_import_row_free(&reading.row);
  reap_arena_free(&reading.arena);
  return status;
}

static bool is_xml(reap_str head, const char *root) {
  while (head.len && reap_is_space(*head.ptr)) head.ptr++, head.len--;
  return head.len && *head.ptr == '<' && (!root || reap_str_find_nocase(head, root) != REAP_NONE);
}

static reap_status read_mesh(reap_import_source *source, const reap_lexicon_import_job *job,
                             reap_import_vocabulary *known, reap_arena *arena, reap_error *error) {
  if (is_xml(reap_import_source_head(source), supplementaries.root))
    return read_xml(source, &supplementaries, known, arena, error);
  if (is_xml(reap_import_source_head(source), NULL)) return read_xml(source, &descriptors, known, arena, error);
  return reap_import_read_table(source, job, known, arena, error);
}

/* Tables have NLM's name of the number, and descriptors a place in the tree. */
static bool is_mesh(reap_str head) {
  return is_xml(head, descriptors.root) ||
         (reap_import_table_has(head, "ui") && reap_import_table_has(head, "tree_numbers"));
}

static bool is_supplementary(reap_str head) {
  return is_xml(head, supplementaries.root) ||
         (reap_import_table_has(head, "ui") && !reap_import_table_has(head, "tree_numbers"));
}

const reap_import_format reap_import_mesh = {"mesh", is_mesh, read_mesh};
const reap_import_format reap_import_mesh_supplementary = {"mesh_supplementary", is_supplementary, read_mesh};
