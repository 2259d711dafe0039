/* SPDX-License-Identifier: MIT */
#include "registry/agreement.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "registry/compare.h"
#include "registry/likeness.h"

const reap_agreement_table reap_agreement_tables[REAP_AGREEMENTS] = {
    [REAP_AGREES_TITLE] = {"title",
                           {{"", 0, 0, false},
                            {"unlike", .15, .93, false},
                            {"somewhat alike", .30, .060, true},
                            {"alike", .35, .009, true},
                            {"nearly the same", .20, .001, true}}},
    [REAP_AGREES_ACRONYM] = {"acronym", {{"", 0, 0, false}, {"absent", .55, .998, false}, {"named", .45, .002, true}}},
    [REAP_AGREES_INTERVENTION] =
        {"intervention",
         {{"", 0, 0, false}, {"another", .10, .80, false}, {"alike", .10, .08, true}, {"same", .80, .12, true}}},
    [REAP_AGREES_OUTCOME] = {"primary outcome",
                             {{"", 0, 0, false}, {"absent", .35, .85, false}, {"reported", .65, .15, true}}},
    [REAP_AGREES_ENROLLMENT] = {"enrollment",
                                {{"", 0, 0, false},
                                 {"differs", .35, .930, false},
                                 {"within 10 %", .20, .055, true},
                                 {"equal", .45, .015, true}}},
    [REAP_AGREES_TIME] = {"dates",
                          {{"", 0, 0, false}, {"long after the end", .10, .30, false}, {"fit", .90, .70, true}}},
    [REAP_AGREES_SPONSOR] = {"sponsor", {{"", 0, 0, false}, {"absent", .85, .985, false}, {"named", .15, .015, true}}},
    [REAP_AGREES_PHASE] = {"phase", {{"", 0, 0, false}, {"differs", .05, .60, false}, {"same", .95, .40, true}}},
    [REAP_AGREES_ALLOCATION] = {"allocation",
                                {{"", 0, 0, false}, {"differs", .05, .35, false}, {"same", .95, .65, true}}},
    [REAP_AGREES_MASKING] = {"masking", {{"", 0, 0, false}, {"differs", .20, .60, false}, {"same", .80, .40, true}}},
};

/* ---- lists ---- */

/* Takes the next line off *list. */
static reap_str next_line(const char **list) {
  while (**list == '\n') ++*list;
  reap_str line = {*list, (uint32_t)strcspn(*list, "\n")};
  *list += line.len;
  return line;
}

/* The likeness of the two lines that are most alike. What any trial may have says nothing. */
static double best_likeness(reap_tokenizer *tokenizer, const char *list, const char *other) {
  static const char *const common[] = {"placebo", "control", "usual care", "standard of care", "sham", "no treatment"};
  double best = 0;
  for (reap_str a; (a = next_line(&list)).len;) {
    bool idle = false;
    for (size_t i = 0; i < sizeof common / sizeof *common; i++)
      idle = idle || reap_str_find_nocase(a, common[i]) != REAP_NONE;
    const char *rest = other;
    for (reap_str b; !idle && best < 1 && (b = next_line(&rest)).len;) {
      double likeness = reap_likeness(tokenizer, a, b);
      if (likeness > best) best = likeness;
    }
  }
  return best;
}

/* Whether the words stand in the text as they are, between borders of words. */
static bool has_words(const char *text, reap_str words) {
  for (const char *at = text; (at = memmem(at, strlen(at), words.ptr, words.len)); at++) {
    bool begins = at == text || !isalnum((unsigned char)at[-1]);
    if (begins && !isalnum((unsigned char)at[words.len])) return true;
  }
  return false;
}

/* ---- fields ---- */

static uint8_t level_of_titles(reap_tokenizer *tokenizer, const char *title, const char *titles) {
  if (!title || !titles) return REAP_AGREEMENT_UNKNOWN;
  double likeness = best_likeness(tokenizer, titles, title);
  return likeness >= .75 ? 4 : likeness >= .5 ? 3 : likeness >= .3 ? 2 : 1;
}

/* Short acronyms are words of other meanings too often. */
static uint8_t level_of_acronym(const char *text, const char *acronym) {
  enum { SHORTEST = 4 };
  if (!text || !acronym || strlen(acronym) < SHORTEST) return REAP_AGREEMENT_UNKNOWN;
  return has_words(text, reap_str_of(acronym)) ? 2 : 1;
}

static uint8_t level_of_treatments(reap_tokenizer *tokenizer, const char *reported, const char *registered) {
  if (!reported || !registered) return REAP_AGREEMENT_UNKNOWN;
  double likeness = best_likeness(tokenizer, registered, reported);
  return likeness >= .75 ? 3 : likeness >= .5 ? 2 : 1;
}

static uint8_t level_of_outcomes(reap_tokenizer *tokenizer, const char *reported, const char *registered) {
  if (!reported || !registered) return REAP_AGREEMENT_UNKNOWN;
  return best_likeness(tokenizer, registered, reported) >= REAP_LIKENESS_PERCENT / 100.0 ? 2 : 1;
}

static uint8_t level_of_numbers(double n, double enrollment) {
  if (n <= 0 || enrollment <= 0) return REAP_AGREEMENT_UNKNOWN;
  double off = fabs(n - enrollment);
  return off < 0.5 ? 3 : off <= 0.1 * enrollment ? 2 : 1;
}

/* A date in years; 0 when there is none. */
static double years_of(const char *date) {
  if (!date || strlen(date) < 4) return 0;
  double year = (double)strtol(date, NULL, 10);
  return strlen(date) >= 7 ? year + ((double)strtol(date + 5, NULL, 10) - 1) / 12.0 : year;
}

static uint8_t level_of_dates(const char *reported, const char *start, const char *end) {
  enum { MOST_YEARS = 6 }; /* from the end of a trial to a report of it */
  double at = years_of(reported), from = years_of(start), to = years_of(end);
  if (!at || !from) return REAP_AGREEMENT_UNKNOWN;
  return at > (to ? to : from) + MOST_YEARS ? 1 : 2;
}

static uint8_t level_of_sponsors(const char *text, const char *sponsors) {
  if (!text || !sponsors) return REAP_AGREEMENT_UNKNOWN;
  for (reap_str name; (name = next_line(&sponsors)).len;)
    if (has_words(text, name)) return 2;
  return 1;
}

static uint8_t level_of_value(const char *field, const char *registered, const char *reported) {
  reap_verdict verdict = reap_hold_value(field, registered, reported);
  return verdict == REAP_VERDICT_SAME ? 2 : verdict == REAP_VERDICT_DIFFERS ? 1 : REAP_AGREEMENT_UNKNOWN;
}

reap_agreement reap_agreement_of(reap_tokenizer *tokenizer, const reap_linked_report *report,
                                 const reap_linked_trial *trial) {
  return (reap_agreement){
      {[REAP_AGREES_TITLE] = level_of_titles(tokenizer, report->title, trial->titles),
       [REAP_AGREES_ACRONYM] = level_of_acronym(report->text, trial->acronym),
       [REAP_AGREES_INTERVENTION] = level_of_treatments(tokenizer, report->treatments, trial->treatments),
       [REAP_AGREES_OUTCOME] = level_of_outcomes(tokenizer, report->outcomes, trial->primary_outcomes),
       [REAP_AGREES_ENROLLMENT] = level_of_numbers(report->n, trial->enrollment),
       [REAP_AGREES_TIME] = level_of_dates(report->date, trial->start, trial->end),
       [REAP_AGREES_SPONSOR] = level_of_sponsors(report->text, trial->sponsors),
       [REAP_AGREES_PHASE] = level_of_value("phase", trial->phase, report->phase),
       [REAP_AGREES_ALLOCATION] = level_of_value("allocation", trial->allocation, report->allocation),
       [REAP_AGREES_MASKING] = level_of_value("masking", trial->masking, report->masking)}};
}
