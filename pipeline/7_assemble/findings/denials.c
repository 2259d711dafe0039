/* SPDX-License-Identifier: MIT */
/* "No recurrence was seen": an event that happened to nobody. Zero is a number that will be pooled, so it is given only
 * to what happens to people and is counted, and said of all of it. */
#include "7_assemble/findings/denials.h"

enum { BEFORE = 5 };

/* The word that denies the outcome at item i: the item, REAP_NONE when another word stands between. */
static uint32_t denying_word(const reap_assembler *a, uint32_t i, uint32_t first) {
  for (uint32_t back = 1; back <= BEFORE && i >= first + back; back++) {
    const reap_item *item = &a->items.at[i - back];
    if (item->kind == REAP_ITEM_SIGNIFICANT && !item->sub) return i - back; /* "no significant" */
    if (item->kind == REAP_ITEM_SIGNIFICANT || item->kind == REAP_ITEM_SKIP) continue;
    if (item->kind != REAP_ITEM_WORD) return REAP_NONE;
    if (item->bits & REAP_W_NOT) return i - back;
    if (item->bits & (REAP_W_CLAUSE | REAP_W_BE | REAP_W_VERB)) return REAP_NONE;
  }
  return REAP_NONE;
}

bool reap_is_denied(const reap_assembler *a, uint32_t i, uint32_t first) {
  const uint32_t no = denying_word(a, i, first);
  return no != REAP_NONE &&
         (a->items.at[no].kind == REAP_ITEM_SIGNIFICANT || reap_word_is(a, a->items.at[no].token, "no") ||
          reap_word_is(a, a->items.at[no].token, "without"));
}

/* The last word of the name proper: "recurrence |of ulcers", "events |attributable to". */
static uint32_t head_of(const reap_assembler *a, reap_run run) {
  uint32_t head = run.first;
  for (uint32_t t = run.first + 1; t < run.first + run.count; t++) {
    if (reap_bits_at(a, t) & (REAP_W_PREPOSITION | REAP_W_OF) || reap_mark_at(a, t)) break;
    if (reap_word_starts(a, t, "attributable") || (reap_word_is(a, t, "related") && reap_word_is(a, t + 1, "to")))
      break;
    head = t;
  }
  return head;
}

/* Nouns of what happens to people, and of their reports. */
static bool is_event_noun(const reap_assembler *a, uint32_t token) {
  static const char *const nouns[] = {"event",
                                      "complication",
                                      "death",
                                      "recurrence",
                                      "relapse",
                                      "withdrawal",
                                      "dropout",
                                      "drop-out",
                                      "reoperation",
                                      "infection",
                                      "reaction",
                                      "toxicity",
                                      "failure",
                                      "bleeding",
                                      "hemorrhage",
                                      "haemorrhage",
                                      "leak",
                                      "leakage",
                                      "readmission",
                                      "conversion",
                                      "discontinuation",
                                      "amputation",
                                      "rejection",
                                      "thrombosis",
                                      "rehospitalization",
                                      "aes",
                                      "saes",
                                      "ae",
                                      "sae",
                                      "toxicities",
                                      "seizure",
                                      "fracture",
                                      "stroke",
                                      "mortality",
                                      "perforation",
                                      "dehiscence",
                                      "revision",
                                      "transfusion",
                                      "hospitalization",
                                      "morbidity",
                                      "fatality",
                                      "fatalities",
                                      "hypoglycemia",
                                      "hypoglycaemia",
                                      "symptom",
                                      "progression",
                                      "dislocation",
                                      "malformation",
                                      "exacerbation",
                                      "rupture",
                                      "injury"};
  static const char *const of_harm[] = {"side", "adverse", "ill", "unwanted", "toxic", "untoward"};
  if (reap_word_starts(a, token, "effect") && token > a->citation->tokens.first)
    return reap_word_in(a, token - 1, of_harm, sizeof of_harm / sizeof *of_harm) ||
           (reap_mark_at(a, token - 1) == '-' && reap_word_is(a, token - 2, "side"));
  if (reap_word_in(a, token, nouns, sizeof nouns / sizeof *nouns)) return true;
  reap_str word = reap_word_at(a, token);
  if (word.len < 4 || (word.ptr[word.len - 1] | 32) != 's') return false;
  for (size_t i = 0; i < sizeof nouns / sizeof *nouns; i++)
    if (reap_str_is_nocase((reap_str){word.ptr, word.len - 1}, nouns[i])) return true;
  return false;
}

/* A mention of a condition ends with the head: "no |deep vein thrombosis". */
static bool is_condition(const reap_assembler *a, uint32_t head) {
  const uint32_t byte = reap_token_at(a, head)->span.beg;
  const uint32_t end = a->citation->mentions.first + a->citation->mentions.count;
  for (uint32_t m = reap_first_mention(a, byte); m < end && a->batch->mentions.at[m].span.beg <= byte; m++)
    if (a->batch->mentions.at[m].type == REAP_CONDITION &&
        a->batch->mentions.at[m].span.end == reap_token_at(a, head)->span.end)
      return true;
  return false;
}

/* "No X occurred", "there was no X", "we observed no X", "no case of X". */
static bool is_observed(const reap_assembler *a, uint32_t no, uint32_t i, uint32_t first, uint32_t end) {
  static const char *const instances[] = {"case",     "cases",     "episode",   "episodes",
                                          "incident", "incidents", "occurrence"};
  if (no > first && a->items.at[no - 1].kind == REAP_ITEM_WORD &&
      a->items.at[no - 1].bits & (REAP_W_BE | REAP_W_OCCUR | REAP_W_GAIN))
    return true;
  for (uint32_t k = no + 1; k < i; k++)
    if (reap_word_in(a, a->items.at[k].token, instances, sizeof instances / sizeof *instances)) return true;
  for (uint32_t k = i + 1; k < end && k < i + 1 + BEFORE; k++)
    if (a->items.at[k].kind == REAP_ITEM_WORD && a->items.at[k].bits & REAP_W_OCCUR) return true;
  return false;
}

/* Said of some only, or of what is not new: "most had no pain", "patients with no pain", "of whom no", "no other". */
static bool is_partial(const reap_assembler *a, uint32_t no, uint32_t i, uint32_t first) {
  static const char *const some[] = {"majority", "most", "except", "apart", "whom", "that", "if", "when", "half"};
  static const char *const further[] = {"other", "further", "additional", "more", "longer", "new"};
  for (uint32_t k = first; k < no; k++)
    if (a->items.at[k].kind == REAP_ITEM_WORD &&
        reap_word_in(a, a->items.at[k].token, some, sizeof some / sizeof *some))
      return true;
  for (uint32_t t = a->items.at[no].token + 1; t < a->items.at[i].token; t++)
    if (reap_word_in(a, t, further, sizeof further / sizeof *further)) return true;
  return no >= first + 2 && reap_word_is(a, a->items.at[no - 1].token, "with") &&
         a->items.at[no - 2].bits & REAP_W_PEOPLE;
}

/* The word behind the head takes the name on, "no |device| or ...", or makes it an influence: "adverse effects on". */
static bool goes_on(const reap_assembler *a, reap_run run, uint32_t head) {
  const uint32_t next = head + 1;
  if (next >= a->citation->tokens.first + a->citation->tokens.count) return false;
  if (reap_word_is(a, next, "on")) return true;
  return next == run.first + run.count && reap_is_nominal(a, next) &&
         !(reap_bits_at(a, next) & (REAP_W_OCCUR | REAP_W_VERB));
}

bool reap_denies_event(const reap_assembler *a, uint32_t i, uint32_t first, uint32_t end) {
  const uint32_t no = denying_word(a, i, first);
  if (no == REAP_NONE || !reap_word_is(a, a->items.at[no].token, "no") || is_partial(a, no, i, first)) return false;
  const reap_run run = reap_run_of_span(a, a->batch->outcomes.at[a->items.at[i].row].span);
  const uint32_t head = head_of(a, run);
  if (goes_on(a, run, head)) return false;
  return is_event_noun(a, head) || (is_condition(a, head) && is_observed(a, no, i, first, end));
}
