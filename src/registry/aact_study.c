/* SPDX-License-Identifier: MIT */
#include "registry/aact_study.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"

enum { MOST_NAME = 64, MOST_WORD = 96, MOST_LOOKED_BACK = 4096 };

void reap_aact_study_begin(reap_aact_study *study) {
  /* Of the same day the registry's own record says more than AACT's tables: the loader asks for this mark. */
  *study = (reap_aact_study){json_pack("{s:b}", "aact", 1), json_object()};
}

void reap_aact_study_end(reap_aact_study *study) {
  json_decref(study->root);
  json_decref(study->elements);
}

/* ---- values ---- */

/* As the API writes the words of its enumerations; AACT had the words of the registry's pages until 2023. */
static const struct {
  const char *shown, *word;
} words[] = {
    {"ANTICIPATED", "ESTIMATED"},
    {"PARALLEL_ASSIGNMENT", "PARALLEL"},
    {"CROSSOVER_ASSIGNMENT", "CROSSOVER"},
    {"SINGLE_GROUP_ASSIGNMENT", "SINGLE_GROUP"},
    {"FACTORIAL_ASSIGNMENT", "FACTORIAL"},
    {"SEQUENTIAL_ASSIGNMENT", "SEQUENTIAL"},
    {"NONE_OPEN_LABEL", "NONE"},
    {"NOT_APPLICABLE", "NA"},
    {"N_A", "NA"},
    {"EARLY_PHASE_1", "EARLY_PHASE1"},
    {"PHASE_1", "PHASE1"},
    {"PHASE_2", "PHASE2"},
    {"PHASE_3", "PHASE3"},
    {"PHASE_4", "PHASE4"},
    {"RESULTS_REFERENCE", "RESULT"},
    {"REFERENCE", "BACKGROUND"},
};

/* "Active, not recruiting" as ACTIVE_NOT_RECRUITING: letters and digits, a '_' for whatever stands between. */
static const char *to_word(const char *text, size_t length, char word[MOST_WORD]) {
  size_t used = 0;
  for (size_t i = 0; i < length && used < MOST_WORD - 2; i++) {
    char c = text[i];
    if (reap_is_alpha(c) || reap_is_digit(c))
      word[used++] = c >= 'a' && c <= 'z' ? (char)(c - 32) : c;
    else if (used && word[used - 1] != '_')
      word[used++] = '_';
  }
  while (used && word[used - 1] == '_') used--;
  word[used] = '\0';
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (strcmp(word, words[i].shown) == 0) return words[i].word;
  return word;
}

static json_t *word_list(const char *text) {
  char word[MOST_WORD];
  if (strcasecmp(text, "n/a") == 0) return json_pack("[s]", "NA");
  json_t *list = json_array();
  for (const char *at = text; *at;) {
    size_t length = strcspn(at, "/");
    json_array_append_new(list, json_string(to_word(at, length, word)));
    at += length + (at[length] == '/');
  }
  return list;
}

/* "2010-03-05" and "2010-03" as they are, "March 2010" and "March 5, 2010" as them; NULL for anything else. */
static json_t *date_of(const char *text) {
  static const char *const months[] = {"January", "February", "March",     "April",   "May",      "June",
                                       "July",    "August",   "September", "October", "November", "December"};
  int day, year;
  if (reap_is_digit(text[0])) return json_stringn(text, strcspn(text, " T"));
  for (int i = 0; i < 12; i++) {
    size_t length = strlen(months[i]);
    if (strncasecmp(text, months[i], length) != 0 || text[length] != ' ') continue;
    char *end;
    day = (int)strtol(text + length, &end, 10);
    year = *end == ',' ? (int)strtol(end + 1, NULL, 10) : day;
    if (*end == ',') return json_sprintf("%04d-%02d-%02d", year, i + 1, day);
    return json_sprintf("%04d-%02d", year, i + 1);
  }
  return NULL;
}

static json_t *boolean_of(const char *text) {
  static const char *const yes[] = {"t", "true", "yes", "y", "1", "Accepts Healthy Volunteers"};
  static const char *const no[] = {"f", "false", "no", "n", "0"};
  for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
    if (strcasecmp(text, yes[i]) == 0) return json_true();
  for (size_t i = 0; i < sizeof no / sizeof *no; i++)
    if (strcasecmp(text, no[i]) == 0) return json_false();
  return NULL;
}

static json_t *value_of(const reap_aact_field *field, const char *prefix, const char *text) {
  char word[MOST_WORD], *end;
  long long number;
  switch (field->how) {
  case REAP_AACT_INTEGER:
    number = strtoll(text, &end, 10);
    return end != text && !*end ? json_integer(number) : json_string(text);
  case REAP_AACT_BOOLEAN:
  case REAP_AACT_MARK:
    return boolean_of(text);
  case REAP_AACT_WORD:
    return json_string(to_word(text, strlen(text), word));
  case REAP_AACT_WORDS:
    return word_list(text);
  case REAP_AACT_DATE:
    return date_of(text);
  default:
    return json_sprintf("%s%s", prefix, text);
  }
}

/* ---- places ---- */

static json_t *member(json_t *object, const char *name, bool list) {
  json_t *value = json_object_get(object, name);
  if (value) return value;
  value = list ? json_array() : json_object();
  json_object_set_new(object, name, value);
  return value;
}

/* Sets what `path` leads to, unless something is there; a mark is added to the list there. */
static void set_at(json_t *object, const char *path, json_t *value, const reap_aact_field *field) {
  char name[MOST_NAME];
  for (size_t length; (length = strcspn(path, "."), path[length]); path += length + 1) {
    snprintf(name, sizeof name, "%.*s", (int)length, path);
    object = member(object, name, false);
  }
  if (field->how == REAP_AACT_MARK) {
    if (json_is_true(value)) json_array_append_new(member(object, path, true), json_string(field->word));
  } else if (!json_object_get(object, path)) {
    json_object_set(object, path, value);
  }
}

static bool has_text(json_t *element, const char *name, const char *text) {
  const char *has = json_string_value(json_object_get(element, name));
  return strcmp(has ? has : "", text) == 0;
}

/* Goes through "a=column,b=column]": whether the element has those texts, or gives it to them. */
static bool match_keys(json_t *element, const char *keys, bool give, const void *row, reap_aact_cell cell) {
  while (*keys && *keys != ']') {
    char name[MOST_NAME], column[MOST_NAME];
    size_t name_length = strcspn(keys, "="), column_length = strcspn(keys + name_length + 1, ",]");
    snprintf(name, sizeof name, "%.*s", (int)name_length, keys);
    snprintf(column, sizeof column, "%.*s", (int)column_length, keys + name_length + 1);
    const char *text = cell(row, column);
    if (give && *text) json_object_set_new(element, name, json_string(text));
    if (!give && !has_text(element, name, text)) return false;
    keys += name_length + 1 + column_length;
    keys += *keys == ',';
  }
  return true;
}

static json_t *append(json_t *list) {
  json_t *element = json_object();
  json_array_append_new(list, element);
  return element;
}

/* Rows of one element mostly follow one another: the last is looked at first, and not all of a long list. */
static json_t *find_or_append(json_t *list, const char *keys, const void *row, reap_aact_cell cell) {
  size_t size = json_array_size(list), first = size > MOST_LOOKED_BACK ? size - MOST_LOOKED_BACK : 0;
  for (size_t i = size; i-- > first;)
    if (match_keys(json_array_get(list, i), keys, false, row, cell)) return json_array_get(list, i);
  json_t *element = append(list);
  (void)match_keys(element, keys, true, row, cell);
  return element;
}

/* Steps along the path of a rule; `as_list` stops at the list of its end. */
static json_t *place_of(json_t *from, const char *path, bool as_list, const void *row, reap_aact_cell cell) {
  while (*path) {
    char name[MOST_NAME];
    size_t length = strcspn(path, ".[");
    snprintf(name, sizeof name, "%.*s", (int)length, path);
    path += length;
    bool list = *path == '[';
    from = member(from, name, list);
    if (list) {
      const char *keys = path + 1;
      path += strcspn(path, "]") + 1;
      if (as_list && !*path) return from;
      from = *keys == ']' ? append(from) : find_or_append(from, keys, row, cell);
    }
    path += *path == '.';
  }
  return from;
}

/* ---- rows ---- */

static json_t *element_of(const reap_aact_study *study, const char *file, const char *id) {
  char key[2 * MOST_NAME];
  snprintf(key, sizeof key, "%s/%.60s", file, id);
  return json_object_get(study->elements, key);
}

static void remember(reap_aact_study *study, const char *file, const char *id, json_t *element) {
  char key[2 * MOST_NAME];
  snprintf(key, sizeof key, "%s/%.60s", file, id);
  if (*id) json_object_set(study->elements, key, element);
}

static void set_fields(json_t *element, const reap_aact_rule *rule, const void *row, reap_aact_cell cell) {
  const char *prefix = "";
  for (size_t i = 0; i < rule->field_count; i++) {
    const reap_aact_field *field = &rule->fields[i];
    const char *text = cell(row, field->column);
    if (field->how == REAP_AACT_PREFIX) {
      prefix = text;
      continue;
    }
    json_t *value = *text ? value_of(field, prefix, text) : NULL;
    if (value) set_at(element, field->path, value, field);
    json_decref(value);
    prefix = "";
  }
}

/* "DIETARY_SUPPLEMENT", "Zinc" is "Dietary Supplement: Zinc" among the interventions of an arm. */
static json_t *intervention_name(json_t *intervention) {
  const char *type = json_string_value(json_object_get(intervention, "type"));
  const char *name = json_string_value(json_object_get(intervention, "name"));
  char shown[MOST_WORD] = "";
  for (size_t i = 0; type && type[i] && i < sizeof shown - 1; i++)
    shown[i] = type[i] == '_' ? ' ' : i && type[i - 1] != '_' ? reap_lower(type[i]) : type[i];
  return json_sprintf("%s%s%s", shown, *shown ? ": " : "", name ? name : "");
}

static void join(json_t *arm, json_t *intervention) {
  json_t *label = json_object_get(arm, "label"), *name = intervention_name(intervention);
  if (label) json_array_append(member(intervention, "armGroupLabels", true), label);
  if (name) json_array_append_new(member(arm, "interventionNames", true), name);
}

static bool is_text_row(const reap_aact_rule *rule) { return rule->field_count == 1 && !*rule->fields[0].path; }

void reap_aact_study_add(reap_aact_study *study, const reap_aact_rule *rule, const void *row, reap_aact_cell cell) {
  if (rule->is && strncasecmp(cell(row, rule->when), rule->is, strlen(rule->is)) != 0) return;
  json_t *from = rule->parent ? element_of(study, rule->parent, cell(row, rule->parent_column)) : study->root;
  json_t *other = rule->copy ? element_of(study, rule->copy, cell(row, rule->copy_column)) : NULL;
  if (!from) return;
  if (rule->joins) {
    if (other) join(from, other);
  } else if (is_text_row(rule)) {
    const char *text = cell(row, rule->fields[0].column);
    if (*text) json_array_append_new(place_of(from, rule->path, true, row, cell), json_string(text));
  } else {
    json_t *element = rule->path ? json_incref(place_of(from, rule->path, false, row, cell)) : json_object();
    set_fields(element, rule, row, cell);
    if (other) json_object_update_missing(element, other);
    remember(study, rule->file, cell(row, "id"), element);
    json_decref(element);
  }
}
