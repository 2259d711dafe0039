/* SPDX-License-Identifier: MIT */
/* Which names of a public vocabulary can be met in prose, and in which order of words. */
#include "lexicon/import_format.h"

enum { MAX_PARTS = 4, MAX_NAME_BYTES = 80, MIN_LETTERS = 3, ACRONYM_LETTERS = 6, CODE_LETTERS = 3 };

/* Names that only make sense inside a classification. */
static const char *const never_written[] = {" nos",
                                            "unspecified",
                                            "not otherwise specified",
                                            "not elsewhere",
                                            "obsolete",
                                            "other specified",
                                            "[",
                                            "]",
                                            "(disorder)",
                                            "(finding)",
                                            "(morphologic",
                                            " nec",
                                            "(qualifier",
                                            "(diagnosis)",
                                            "(procedure)",
                                            "(situation)",
                                            "non-specific",
                                            "(physical finding)"};

/* A part that starts with one of these follows what is before it: "Burns, Chemical and Thermal" may turn round,
 * "Wounds, and Injuries" may not. */
static const char *const follows[] = {"and ", "or ", "with ", "without ",    "due ", "in ", "of ", "by ",
                                      "not ", "to ", "from ", "associated ", "for ", "as ", "on ", "including "};

static bool holds_nocase(reap_str text, const char *part) {
  uint32_t length = (uint32_t)strlen(part);
  for (uint32_t i = 0; i + length <= text.len; i++)
    if (reap_str_starts_nocase((reap_str){text.ptr + i, text.len - i}, (reap_str){part, length})) return true;
  return false;
}

static bool is_never_written(reap_str name) {
  for (size_t i = 0; i < sizeof never_written / sizeof *never_written; i++)
    if (holds_nocase(name, never_written[i])) return true;
  return false;
}

static bool must_follow(reap_str part) {
  for (size_t i = 0; i < sizeof follows / sizeof *follows; i++)
    if (reap_str_begins_nocase(part, follows[i])) return true;
  return false;
}

/* Cuts at comma and space; 0 when there are too many parts or one that cannot go first. */
static uint32_t cut(reap_str name, reap_str parts[MAX_PARTS]) {
  uint32_t count = 0, from = 0;
  for (uint32_t i = 0; i <= name.len; i++) {
    bool end = i == name.len;
    if (!end && !(name.ptr[i] == ',' && i + 1 < name.len && name.ptr[i + 1] == ' ')) continue;
    if (count == MAX_PARTS) return 0;
    parts[count] = (reap_str){name.ptr + from, i - from};
    if (count && must_follow(parts[count])) return 0;
    count++;
    from = i + 2;
  }
  return count;
}

static reap_str turn_round(reap_arena *arena, const reap_str *parts, uint32_t count) {
  reap_str turned = {"", 0};
  for (uint32_t i = count; i-- > 0;)
    turned = turned.len
                 ? reap_arena_printf(arena, "%.*s %.*s", (int)turned.len, turned.ptr, (int)parts[i].len, parts[i].ptr)
                 : parts[i];
  return turned;
}

reap_import_match reap_import_clean_name(reap_arena *arena, reap_str raw, bool inverted, bool preferred,
                                         reap_str *out) {
  *out = raw;
  if (raw.len > MAX_NAME_BYTES || is_never_written(raw)) return REAP_IMPORT_DROP;
  if (inverted && holds_nocase(raw, ", ")) {
    reap_str parts[MAX_PARTS];
    uint32_t count = cut(raw, parts);
    if (!count) return REAP_IMPORT_DROP;
    *out = turn_round(arena, parts, count);
  }
  uint32_t letters = 0, small = 0;
  for (uint32_t i = 0; i < out->len; i++) {
    char c = out->ptr[i];
    letters += reap_is_alpha(c) || ((unsigned char)c & 0xC0) == 0xC0;
    small += c >= 'a' && c <= 'z';
  }
  if (letters < MIN_LETTERS) return REAP_IMPORT_DROP;
  bool acronym = small == 0 && letters <= ACRONYM_LETTERS, code = !preferred && letters <= CODE_LETTERS; /* "Met" */
  return acronym || code ? REAP_IMPORT_CASE : REAP_IMPORT_FOLD;
}
