/* SPDX-License-Identifier: MIT */
/* Stops at every run of digits that may be (part of) a registry's number and looks back for the registry's name. Digits
 * are rare in prose, and what lies between name and number is bounded, so the time is linear. */
#include "7_assemble/trials/trial_scan.h"

#include <stdio.h>

#include "7_assemble/trials/trial_registries.h"

enum { MAX_DIGITS = 16, MIN_DIGITS = 3, MAX_FILLERS = 12, MAX_SEPARATORS = 6, CONTEXT = 90 };

/* Words that may stand between a registry's name and the number. */
static const char *const fillers[] = {"registry",
                                      "register",
                                      "registration",
                                      "registered",
                                      "registering",
                                      "trial",
                                      "trials",
                                      "clinical",
                                      "number",
                                      "numbers",
                                      "no",
                                      "nr",
                                      "num",
                                      "id",
                                      "ids",
                                      "identifier",
                                      "identification",
                                      "identity",
                                      "reference",
                                      "ref",
                                      "code",
                                      "as",
                                      "is",
                                      "was",
                                      "under",
                                      "with",
                                      "the",
                                      "of",
                                      "for",
                                      "by",
                                      "center",
                                      "centre",
                                      "ctr",
                                      "ctrid",
                                      "org",
                                      "ir",
                                      "study",
                                      "unique",
                                      "network",
                                      "in",
                                      "controlled",
                                      "randomised",
                                      "randomized",
                                      "studies",
                                      "nummer",
                                      "database",
                                      "access",
                                      "protocol",
                                      "national",
                                      "primary"};

static bool is_register_word(reap_str word) {
  return reap_str_starts_nocase(word, REAP_STR("regist")) || reap_str_equal_nocase(word, REAP_STR("ctr"));
}
static bool is_number_word(reap_str word) {
  static const char *const words[] = {"number", "no", "nr", "id", "identifier", "code", "as"};
  for (uint32_t i = 0; i < sizeof words / sizeof *words; i++)
    if (reap_str_is_nocase(word, words[i])) return true;
  return false;
}

uint32_t reap_trial_separator_before(reap_str text, uint32_t at) {
  const unsigned char *p = (const unsigned char *)text.ptr;
  if (at == 0) return 0;
  if (p[at - 1] < 0x80) return strchr(" \t\n\r-:#=/_.,;()[]'\"", p[at - 1]) && p[at - 1] ? 1 : 0;
  if (at >= 2 && p[at - 2] == 0xC2) /* no-break space, soft hyphen, ordinal signs, degree sign */
    return p[at - 1] == 0xA0 || p[at - 1] == 0xAD || p[at - 1] == 0xBA || p[at - 1] == 0xB0 ? 2 : 0;
  if (at < 3) return 0;
  const unsigned char a = p[at - 3], b = p[at - 2], c = p[at - 1];
  bool general = a == 0xE2 && b == 0x80 && (c <= 0x9F || c == 0xAF); /* U+2000..U+201F, U+202F */
  bool minus = a == 0xE2 && b == 0x88 && c == 0x92;
  bool numero = a == 0xE2 && b == 0x84 && c == 0x96;
  bool wide = (a == 0xEF && b == 0xBC && (c == 0x9A || c == 0x88 || c == 0x89)) ||
              (a == 0xE3 && b == 0x80 && c == 0x80) ||
              (a == 0xEF && b == 0xBB && c == 0xBF); /* full-width colon and brackets, wide space, BOM */
  return general || minus || numero || wide ? 3 : 0;
}

uint32_t reap_trial_dash_at(reap_str text, uint32_t at, bool *slash) {
  const unsigned char *p = (const unsigned char *)text.ptr;
  uint32_t i = at;
  if (i < text.len && p[i] == ' ') i++;
  if (i < text.len && (p[i] == '-' || p[i] == '/')) {
    *slash |= p[i] == '/';
    i++;
  } else if (i + 2 < text.len && p[i] == 0xE2 &&
             ((p[i + 1] == 0x80 && p[i + 2] >= 0x90 && p[i + 2] <= 0x95) || (p[i + 1] == 0x88 && p[i + 2] == 0x92))) {
    i += 3;
  } else {
    return 0;
  }
  if (i < text.len && p[i] == ' ') i++;
  return i - at;
}

static uint32_t skip_back(reap_str text, uint32_t at, uint32_t *count) {
  uint32_t step;
  *count = 0;
  while (*count < MAX_SEPARATORS && (step = reap_trial_separator_before(text, at))) at -= step, ++*count;
  return at;
}

/* Where the words begin if the text before `end` ends with them, REAP_NONE if not. Inside a longer word only a change
 * from small to capital letters is a border: "numberNCT", not "ALBUMIN". */
static uint32_t words_before(reap_str text, uint32_t end, const char *words) {
  uint32_t at = end, ignored;
  for (size_t i = strlen(words); i-- > 0;) {
    if (words[i] == ' ') {
      at = skip_back(text, at, &ignored);
      continue;
    }
    if (at == 0 || reap_lower(text.ptr[at - 1]) != words[i]) return REAP_NONE;
    at--;
  }
  if (at == 0 || !reap_is_alpha(text.ptr[at - 1])) return at;
  bool small_before = reap_lower(text.ptr[at - 1]) == text.ptr[at - 1];
  bool capital = reap_lower(text.ptr[at]) != text.ptr[at];
  return small_before && capital ? at : REAP_NONE;
}

static uint32_t any_name_before(reap_str text, uint32_t end, const char *const *names) {
  for (; *names; names++) {
    uint32_t beg = words_before(text, end, *names);
    if (beg != REAP_NONE) return beg;
  }
  return REAP_NONE;
}

static reap_str word_before(reap_str text, uint32_t end) {
  uint32_t beg = end;
  while (beg > 0 && end - beg < 20 && reap_is_alpha(text.ptr[beg - 1])) beg--;
  return (reap_str){text.ptr + beg, end - beg};
}

static bool is_filler(reap_str word) {
  for (uint32_t i = 0; i < sizeof fillers / sizeof *fillers; i++)
    if (reap_str_is_nocase(word, fillers[i])) return true;
  return false;
}

/* Whether "trial" or "regist" stands shortly before: what makes few digits after "NTR" or "NL" an id. */
static bool speaks_of_registration(reap_str text, uint32_t at) {
  for (uint32_t i = at > CONTEXT ? at - CONTEXT : 0; i + 5 < at; i++) {
    reap_str rest = {text.ptr + i, at - i};
    if (reap_str_starts_nocase(rest, REAP_STR("regist")) || reap_str_starts_nocase(rest, REAP_STR("trial")))
      return true;
  }
  return false;
}

/* What lies between a name and the number. */
typedef struct {
  uint32_t name_beg, place_beg;
  bool glued, direct, has_register, has_number_word, has_stop;
} approach;

static bool short_number_fits(reap_str text, reap_span number, const reap_trial_registry *registry,
                              const approach *way) {
  uint32_t len = reap_span_len(number);
  bool is_dutch_plan = registry->prefix[1] == 'L'; /* NL: two common letters */
  if (way->glued) return (!is_dutch_plan && len >= 3) || speaks_of_registration(text, way->name_beg);
  if (is_dutch_plan || way->has_stop) return false;
  bool like_year =
      len == 4 && (memcmp(text.ptr + number.beg, "19", 2) == 0 || memcmp(text.ptr + number.beg, "20", 2) == 0);
  if (way->direct) return len >= 3 && speaks_of_registration(text, way->name_beg);
  return len >= 3 && way->has_register && (!like_year || way->has_number_word);
}

/* Looks for one of the registry's names before the number, over separators and filler words. */
static bool find_name(reap_str text, const reap_trial_registry *registry, reap_span number, approach *way) {
  uint32_t at = number.beg;
  *way = (approach){.place_beg = REAP_NONE, .direct = true};
  for (uint32_t step = 0; step < MAX_FILLERS; step++) {
    uint32_t count, before = at;
    at = skip_back(text, at, &count);
    if (count == MAX_SEPARATORS) return false;
    way->glued = step == 0 && count == 0;
    reap_str word = word_before(text, at);
    way->has_stop |= before != at && memchr(text.ptr + at, '.', before - at) && !is_number_word(word);
    way->name_beg = any_name_before(text, at, registry->names);
    if (way->name_beg != REAP_NONE) return true;
    uint32_t place = registry->places ? any_name_before(text, at, registry->places) : REAP_NONE;
    if (place != REAP_NONE) way->place_beg = place;
    if (place == REAP_NONE && !is_filler(word)) return false;
    way->direct = false;
    way->has_register |= is_register_word(word);
    way->has_number_word |= is_number_word(word);
    if (way->has_register && way->place_beg != REAP_NONE) {
      way->name_beg = way->place_beg;
      return true;
    }
    at -= word.len;
  }
  return false;
}

/* "NCT01234567 and 01234568": only separators and "and" since the last id. */
static bool continues_list(const reap_trial_scan *scan, uint32_t number_beg) {
  uint32_t count, at = skip_back(scan->text, number_beg, &count);
  if (count == 0 || scan->last_end == 0) return false;
  if (at > scan->last_end) {
    reap_str word = word_before(scan->text, at);
    if (!reap_str_equal_nocase(word, REAP_STR("and")) && !reap_str_equal_nocase(word, REAP_STR("or"))) return false;
    at = skip_back(scan->text, at - word.len, &count);
  }
  return at == scan->last_end;
}

static bool try_registry(const reap_trial_scan *scan, uint8_t row, reap_span run, reap_trial_hit *hit) {
  const reap_trial_registry *registry = &reap_trial_registries[row];
  uint32_t len = reap_span_len(run);
  if (len < registry->min_digits || len > registry->max_digits) return false;
  reap_trial_number found = {.sure = false};
  if (!registry->read(registry, scan->text, run, &found)) return false;
  approach way = {0};
  bool named = find_name(scan->text, registry, found.number, &way);
  if (registry->is_short && (!named || !short_number_fits(scan->text, found.number, registry, &way))) return false;
  if (!named && !found.sure) {
    if (registry->is_short || row != scan->last_registry || !continues_list(scan, found.number.beg)) return false;
  }
  hit->span = found.number;
  if (named && way.direct) hit->span.beg = way.name_beg;
  hit->registry = registry->registry;
  memcpy(hit->id, found.id, sizeof hit->id);
  return true;
}

/* RBR-8wt2fy may hold no digit at all: found by its B. Without a hyphen it must hold a letter and a digit. */
static bool try_brazil(reap_str text, uint32_t b, reap_trial_hit *hit) {
  if (b < 1 || b + 2 >= text.len || reap_lower(text.ptr[b - 1]) != 'r' || reap_lower(text.ptr[b + 1]) != 'r')
    return false;
  if (b > 1 && reap_is_alpha(text.ptr[b - 2])) return false;
  bool slash = false, has_digit = false, has_letter = false;
  uint32_t beg = b + 2 + reap_trial_dash_at(text, b + 2, &slash), hyphen = beg - (b + 2);
  if (hyphen == 0 && text.ptr[beg] == ' ') beg++;
  uint32_t end = beg;
  for (; end < text.len && (reap_is_alpha(text.ptr[end]) || reap_is_digit(text.ptr[end])); end++) {
    has_digit |= reap_is_digit(text.ptr[end]);
    has_letter |= reap_is_alpha(text.ptr[end]);
  }
  if (slash || end - beg < 6 || end - beg > 8 || (hyphen == 0 && !(has_digit && has_letter))) return false;
  hit->span = (reap_span){b - 1, end};
  hit->registry = "ReBEC";
  memcpy(hit->id, "RBR-", 4);
  for (uint32_t i = beg; i < end; i++) hit->id[4 + i - beg] = reap_lower(text.ptr[i]);
  hit->id[4 + end - beg] = '\0';
  return true;
}

static uint32_t find_byte(reap_str text, uint32_t at, char c) {
  const char *found = at < text.len ? memchr(text.ptr + at, c, text.len - at) : NULL;
  return found ? (uint32_t)(found - text.ptr) : text.len;
}

/* The next b or B from `at` on; the text's length when there is none. What was found of the other case is kept. */
static uint32_t next_b(reap_trial_scan *scan, uint32_t at) {
  if (scan->small_b < at || at == 0) scan->small_b = find_byte(scan->text, at, 'b');
  if (scan->large_b < at || at == 0) scan->large_b = find_byte(scan->text, at, 'B');
  return scan->small_b < scan->large_b ? scan->small_b : scan->large_b;
}

/* The next run of MIN_DIGITS or more digits from `at` on. Every third byte is looked at: such a run cannot hide. Four
 * of them at once while there is none. */
static reap_span next_run(reap_str text, uint32_t at) {
  for (uint32_t i = at + MIN_DIGITS - 1; i < text.len; i += MIN_DIGITS) {
    const char *bytes = text.ptr + i;
    while (i + 4 * MIN_DIGITS < text.len &&
           !(reap_is_digit(bytes[0]) | reap_is_digit(bytes[MIN_DIGITS]) | reap_is_digit(bytes[2 * MIN_DIGITS]) |
             reap_is_digit(bytes[3 * MIN_DIGITS])))
      bytes += 4 * MIN_DIGITS, i += 4 * MIN_DIGITS;
    if (!reap_is_digit(*bytes)) continue;
    reap_span run = {i, i + 1};
    while (run.beg > at && reap_is_digit(text.ptr[run.beg - 1])) run.beg--;
    while (run.end < text.len && reap_is_digit(text.ptr[run.end])) run.end++;
    if (reap_span_len(run) >= MIN_DIGITS) return run;
    i = run.end;
  }
  return (reap_span){text.len, text.len};
}

static bool try_run(reap_trial_scan *scan, reap_span run, reap_trial_hit *hit) {
  if (reap_span_len(run) > MAX_DIGITS) return false;
  for (uint8_t row = 0; row < reap_trial_registry_count; row++) {
    if (!try_registry(scan, row, run, hit)) continue;
    scan->last_registry = row;
    scan->last_end = hit->span.end;
    return true;
  }
  return false;
}

bool reap_trial_scan_next(reap_trial_scan *scan, reap_trial_hit *hit) {
  reap_str text = scan->text;
  if (!scan->started) {
    scan->started = true;
    scan->next_b = next_b(scan, 0);
  }
  while (scan->at < text.len) {
    reap_span run = next_run(text, scan->at);
    while (scan->next_b < run.beg) {
      bool found = try_brazil(text, scan->next_b, hit);
      scan->next_b = next_b(scan, found ? hit->span.end : scan->next_b + 1);
      if (!found) continue;
      scan->at = hit->span.end;
      return true;
    }
    scan->at = run.end;
    if (run.beg == text.len || !try_run(scan, run, hit)) continue;
    if (hit->span.end > scan->at) scan->at = hit->span.end;
    return true;
  }
  return false;
}
