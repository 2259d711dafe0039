/* SPDX-License-Identifier: MIT */
#ifndef REAP_QUANTIFY_READING_H
#define REAP_QUANTIFY_READING_H

#include <math.h>

#include "6_quantify/atom.h"

/* One sentence being read, and what the citation's other sentences taught. A reader is a function that looks for its
 * kind of expression among the atoms, appends rows and claims the numbers it used; readers run in order of precedence.
 * Every loop forward or backward is bounded by REACH, so that reading stays linear in the text. */

enum { REACH = 40 };

typedef REAP_VEC(reap_quantity) reap_quantity_vec;

typedef struct {
  reap_word_table words;
  reap_atoms atoms;
  reap_quantity_vec rows, sorted;    /* rows of the citation so far; `about` counts in this vector */
  REAP_VEC(uint32_t) order, scratch; /* for sorting */
  const reap_batch *batch;
  const reap_citation *citation;
  uint32_t sentence;                           /* row in batch.sentences */
  uint32_t first_row;                          /* first row of this sentence */
  uint8_t section;                             /* reap_section_kind */
  bool said_iqr, said_range, said_se, said_sd; /* somewhere in the citation so far, this sentence included */
  bool results_begun;                          /* a p-value, effect or interval was read: what follows tells results */
  double level;                                /* the last printed confidence level, NaN */
} reading;

/* ---- looking ---- */

extern const reap_atom reap_no_atom; /* what stands outside the sentence */

static inline const reap_atom *atom_at(const reading *r, uint32_t i) {
  return i < r->atoms.count ? &r->atoms.at[i] : &reap_no_atom;
}
/* A word of the class, or a cue of the type, stands in the sentence at all. */
static inline bool sees(const reading *r, word_class word) { return r->atoms.words[word / 64] >> word % 64 & 1; }
static inline bool sees_cue(const reading *r, reap_type type) { return r->atoms.cues >> type % 64 & 1; }
/* Loops over the numbers of the sentence, claimed or not; i is the atom. */
#define EACH_NUMBER(r, i)                                                                                              \
  for (uint32_t i##_at = 0, i; i##_at < (r)->atoms.numbers.count && (i = (r)->atoms.numbers.at[i##_at], true); i##_at++)

static inline bool is(const reading *r, uint32_t i, word_class word) { return atom_at(r, i)->word == word; }
static inline bool is_number(const reading *r, uint32_t i) {
  const reap_atom *a = atom_at(r, i);
  return a->type == ATOM_NUMBER && !(a->flags & ATOM_CLAIMED);
}
static inline bool has_cue(const reading *r, uint32_t i, reap_type type) { return atom_at(r, i)->cue_type == type; }
static inline bool has_flag(const reading *r, uint32_t i, uint8_t flag) { return (atom_at(r, i)->flags & flag) != 0; }
static inline double value_at(const reading *r, uint32_t i) { return atom_at(r, i)->value; }
/* The bytes of an atom as printed. */
static inline reap_str reading_text(const reading *r, uint32_t i) {
  const reap_atom *a = atom_at(r, i);
  return a == &reap_no_atom ? (reap_str){"", 0} : reap_slice(r->citation->text, a->span);
}
/* The cue row of an atom that has one. */
static inline const reap_mention *cue_of(const reading *r, uint32_t i) {
  return &r->batch->cues.at[atom_at(r, i)->cue];
}
static inline bool cue_is(const reading *r, uint32_t i, reap_type type, reap_str id) {
  return has_cue(r, i, type) && reap_str_equal(cue_of(r, i)->id, id);
}
/* First atom behind the cue that covers atom i. */
uint32_t cue_end(const reading *r, uint32_t i);
/* ASCII case folded. */
static inline bool is_text(const reading *r, uint32_t i, reap_str word) {
  return reap_str_equal_nocase(reading_text(r, i), word);
}
/* A word of no class and without a cue of the type: most atoms are, and few readers want them. */
static inline bool is_plain(const reap_atom *a, reap_type cue) {
  return a->type == ATOM_WORD && a->word == W_NONE && a->cue_type != cue;
}
/* An unclaimed whole number without a sign. */
static inline bool is_whole(const reading *r, uint32_t i) {
  return is_number(r, i) && (atom_at(r, i)->flags & (ATOM_INTEGER | ATOM_SIGNED)) == ATOM_INTEGER;
}

/* ---- small grammar: each returns the first atom behind what it read, or `i` when nothing is there ---- */

/* "<", "less than", "of at least", "<= or =": *relation is REAP_REL_NONE when nothing is there. */
uint32_t read_relation(const reading *r, uint32_t i, reap_relation *relation);
/* The first atom of the bound ("<", "at least", "up to") that ends right before the number at i; i and REAP_REL_NONE
 * when there is none; "=" is none. */
uint32_t bound_before(const reading *r, uint32_t i, reap_relation *relation);

typedef struct {
  reap_str unit;      /* canonical id, "%" for percent; empty when none */
  reap_str dimension; /* "time", "mass", ...; "ratio" for percent */
} reap_unit;
uint32_t read_unit(const reading *r, uint32_t i, reap_unit *unit);
/* "weeks", "yrs": a word of the closed list, without a cue. */
uint32_t read_time_word(const reading *r, uint32_t i, reap_unit *unit);
static inline bool unit_is_percent(const reap_unit *u) { return u->unit.len == 1 && u->unit.ptr[0] == '%'; }
static inline bool unit_is_time(const reap_unit *u) { return reap_str_equal(u->dimension, REAP_STR("time")); }

/* Two numbers with a range sign between them: "0.5-0.9", "0.5 to 0.9", "-1.2, 3.4", "5% to 9%". */
typedef struct {
  uint32_t low, high; /* atoms */
  reap_unit unit;
} reap_pair;
uint32_t read_pair(const reading *r, uint32_t i, reap_pair *pair);
/* The pair inside the brackets that open at atom i, alone or behind words; returns the atom behind the closing one. */
uint32_t read_bracket_pair(const reading *r, uint32_t i, reap_pair *pair);

/* "and", ",", ", and", "vs", "versus", "or", "compared with": what stands between the members of a list of values. */
uint32_t read_joint(const reading *r, uint32_t i);

/* ---- writing ---- */

/* Appends a row for the number at atom `number`, whose expression covers atoms first..last; claims the number. Valid
 * until the next row is added. */
reap_quantity *add_quantity(reading *r, reap_quantity_kind kind, uint32_t number, uint32_t first, uint32_t last,
                            const char *rule);
/* The same for two numbers without a central one. */
reap_quantity *add_pair(reading *r, reap_quantity_kind kind, const reap_pair *pair, uint32_t first, uint32_t last,
                        const char *rule);
void claim_atom(reading *r, uint32_t i);
static inline uint32_t last_row(const reading *r) { return r->rows.count - 1; }

/* ---- the readers, one file each ---- */

void read_labels(reading *r);      /* labels.c: dates, ids, names with digits: claimed, never written */
void read_criteria(reading *r);    /* criteria.c: cut-offs, premises: claimed, never written */
void read_p_values(reading *r);    /* pvalue.c */
void read_statistics(reading *r);  /* statistic.c */
void read_intervals(reading *r);   /* interval.c */
void read_effects(reading *r);     /* effect.c */
void read_carried(reading *r);     /* carried.c: effects whose measure was said before */
void read_folds(reading *r);       /* fold.c: "a 2.3-fold increase" */
void read_margins(reading *r);     /* margin.c: margins of non-inferiority */
void read_sizes(reading *r);       /* sample_size.c: "n = 24", "144 patients" */
void read_proportions(reading *r); /* proportion.c: 12/40 (30%), 30% */
void read_ages(reading *r);        /* demography.c: ages; sexes */
void read_sexes(reading *r);
void read_spreads(reading *r);     /* mean.c: 4.2 ± 1.1, 4.2 (SD 1.1), 4.2 [3.1-5.6] */
void read_time_labels(reading *r); /* time.c: "week 12" */
void read_rates(reading *r);       /* rate.c: 0.57 per patient-year */
void read_counts(reading *r);      /* count.c: none, counts of conditions, counts before an arm */
void read_times(reading *r);       /* time.c: follow-up, timepoints, durations */
bool followup_near(const reading *r, uint32_t i,
                   uint32_t behind); /* time.c: words of follow-up around atoms i..behind */
void read_doses(reading *r);         /* dose.c */
void read_values(reading *r); /* value.c: what is left: means, medians, changes, rates and others by their words */

/* The measure that holds for the number at an atom, whose interval is low..high, because an effect before it or the
 * sentence has named one (carried.c). */
bool find_carried_measure(const reading *r, uint32_t number, double low, double high, reap_str unit, reap_str *measure,
                          uint8_t *flags);
/* The ratio measure of the effect before, in this sentence or the last one, when value and bounds look like a ratio. */
bool find_carried_ratio(const reading *r, uint32_t number, double low, double high, reap_str *measure);

/* ---- of the whole citation ---- */

void choose_total(reading *r);    /* total.c */
void link_quantities(reading *r); /* link.c: intervals to what they qualify */

#endif
