/* SPDX-License-Identifier: MIT */
#ifndef REAP_QUANTIFY_ATOM_H
#define REAP_QUANTIFY_ATOM_H

#include "model/batch.h"

/* A sentence as the readers of numbers see it: numbers, words and marks in order, each with the cue that covers it.
 * Lexed from the sentence's bytes, because tokens cut "0·001" and "10-5" apart. */

typedef enum { ATOM_WORD, ATOM_NUMBER, ATOM_MARK } atom_type;

typedef enum {
  ATOM_CLAIMED = 1,     /* the number is read, or is known to mean nothing (a date, a name) */
  ATOM_SPACED = 2,      /* white space stands before it */
  ATOM_WORDS = 4,       /* a number spelled out */
  ATOM_INTEGER = 8,     /* a number printed without decimals */
  ATOM_HYPHENATED = 16, /* a hyphen joins the number to the word behind it: "12-week" */
  ATOM_SIGNED = 32,     /* a sign is printed */
  ATOM_GROUPED = 64,    /* "1,234" */
  ATOM_RAISED = 128     /* printed raised or lowered */
} atom_flag;

/* Closed classes of words and marks that rules are tied to. Open classes (people, units, measures) are cues. */
/* clang-format off */
typedef enum {
  W_NONE,
  /* marks */
  M_OPEN, M_CLOSE, M_COMMA, M_SEMICOLON, M_COLON, M_STOP, M_DASH, M_MINUS, M_PLUS, M_PLUSMINUS, M_PERCENT, M_SLASH,
  M_LESS, M_LESS_EQUAL, M_GREATER, M_GREATER_EQUAL, M_EQUAL, M_ABOUT, M_TIMES, M_OTHER,
  /* statistics */
  W_NUMBER, W_P, W_VALUE, W_CI, W_CONFIDENCE, W_INTERVAL, W_LIMITS, W_MEAN, W_MEDIAN, W_SD, W_SE, W_STANDARD, W_DEVIATION,
  W_ERROR, W_IQR, W_INTERQUARTILE, W_QUARTILE, W_RANGE, W_AVERAGE, W_N, W_DF, W_STATISTIC, W_CHI, W_SQUARE, W_TREND,
  W_INTERACTION, W_NONINFERIORITY, W_ONE_SIDED, W_SIDED, W_NS, W_ALPHA, W_POWER, W_LEVEL, W_SIGNIFICANCE,
  W_SIGNIFICANT, W_CONSIDERED, W_MARGIN, W_RATIO, W_DIFFERENCE, W_ADJUSTED, W_FOLD, W_CORRELATION, W_BETA,
  /* forms */
  W_PERCENT_WORD, W_PER, W_CENT, W_POINTS, W_OF, W_OUT, W_AND, W_OR, W_TO, W_VERSUS, W_THAN, W_COMPARED, W_BETWEEN,
  W_FROM, W_RESPECTIVELY, W_EACH, W_BOTH, W_EVERY, W_ALL, W_IN, W_WITH, W_BY, W_AT, W_AFTER, W_FOR, W_WITHIN,
  W_AMONG, W_DURING, W_UNTIL, W_OVER, W_ON, W_THE, W_WAS, W_HAD, W_THAT, W_NOT, W_NO, W_ONLY, W_LESS, W_MORE,
  W_EQUAL, W_LEAST, W_UP, W_ABOUT, W_REMAINING, W_WHILE,
  /* people and sizes */
  W_TOTAL, W_SAMPLE, W_RANDOMIZED, W_ENROLLED, W_SCREENED, W_ANALYZED, W_COMPLETED, W_LOST, W_RECEIVED, W_PERSON,
  W_EVENTS, W_EVENT_VERB, W_GROUP, W_AGED, W_AGE, W_OLD, W_OLDER, W_MALE, W_FEMALE, W_ELIGIBLE, W_PLANNED, W_PREMISE, W_NEEDED,
  /* changes */
  W_CHANGE, W_CHANGED, W_HIGHER, W_RATE, W_SURVIVAL, W_SCORE,
  /* time and labels */
  W_FOLLOWUP, W_FOLLOW, W_MONTH_NAME, W_LABEL, W_TIME_LABEL, W_SINCE, W_DAY_PERIOD, W_BASELINE, W_DURATION,
  /* doses */
  W_DAILY, W_DOSE, W_CLASSES
} word_class;
/* clang-format on */

typedef struct {
  reap_span span;
  double value;     /* of a number */
  uint32_t cue;     /* row of batch.cues that covers it, or REAP_NONE */
  uint32_t partner; /* of a bracket: the other one; else REAP_NONE */
  uint32_t row;     /* of a number: the row that has it as its value, or REAP_NONE */
  uint16_t word;    /* word_class */
  uint8_t type;     /* atom_type */
  uint8_t flags;    /* atom_flag */
  uint8_t cue_type; /* reap_type of the cue, 0 when none */
  uint8_t entity;   /* reap_type + 1 of the entity it lies in, 0 when none */
  uint8_t depth;    /* open brackets around it, at most 255 */
} reap_atom;

/* The atoms of one sentence (a REAP_VEC with more): which of them are numbers, which classes and cue types occur at
 * all, so that a reader that has nothing to find is not run. */
typedef struct {
  reap_atom *at;
  uint32_t count, capacity;
  REAP_VEC(uint32_t) numbers;
  uint64_t words[(W_CLASSES + 63) / 64]; /* bit: word_class */
  uint64_t cues;                         /* bit: reap_type */
} reap_atoms;

void reap_atoms_free(reap_atoms *atoms);

/* Open addressing over the hashes of the closed-class words; built once a worker. */
enum { WORD_SLOTS = 2048 };
typedef struct {
  uint32_t hash[WORD_SLOTS];
  uint16_t word[WORD_SLOTS]; /* row of the word list + 1, 0 = empty */
} reap_word_table;

/* Fills the table with the words of the list; *table is overwritten. */
void reap_words_build(reap_word_table *table);
/* The class of a word (ASCII case is folded), W_NONE when it has none. */
word_class reap_words_find(const reap_word_table *table, reap_str word);

/* Cuts text[sentence] into atoms (the vector is emptied first; at most ATOMS_MAX). `markups` are the citation's rows.
 * Returns true when one of them is a number that is not part of a name. */
enum { ATOMS_MAX = 20000 };
bool reap_atoms_lex(const reap_word_table *table, reap_str text, reap_span sentence, const reap_markup *markups,
                    uint32_t markup_count, reap_atoms *out);

/* Lays cue rows (in text order) over the atoms of their sentence; a number inside a name of an entity is claimed. */
void reap_atoms_lay_cues(reap_atoms *atoms, const reap_mention *cues, uint32_t first_row, uint32_t count);
void reap_atoms_claim_names(reap_atoms *atoms, const reap_mention *mentions, uint32_t count);

#endif
