/* SPDX-License-Identifier: MIT */
#ifndef REAP_SCORE_TALLY_H
#define REAP_SCORE_TALLY_H

#include <stdio.h>

#include "base/vec.h"

/* Right, wrong and missed claims under a name. */
typedef struct {
  char name[96];
  unsigned right, wrong, missed;
} reap_tally_row;

typedef REAP_VEC(reap_tally_row) reap_tally;

/* The row of that name, made when it is new; valid until the next call. */
reap_tally_row *reap_tally_at(reap_tally *tally, const char *name);
double reap_tally_precision(const reap_tally_row *row); /* 0..1; 0 when nothing was claimed */
double reap_tally_recall(const reap_tally_row *row);
double reap_tally_f1(const reap_tally_row *row);
/* A line a row: name, P, R, F1 and the counts. */
void reap_tally_print(const reap_tally *tally, const char *title, FILE *out);

#endif
