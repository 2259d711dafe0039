/* SPDX-License-Identifier: MIT */
#include "score/tally.h"

reap_tally_row *reap_tally_at(reap_tally *tally, const char *name) {
  for (uint32_t i = 0; i < tally->count; i++)
    if (strcmp(tally->at[i].name, name) == 0) return &tally->at[i];
  reap_tally_row *row = reap_push(tally);
  snprintf(row->name, sizeof row->name, "%s", name);
  return row;
}

static double share(unsigned part, unsigned rest) { return part + rest ? (double)part / (part + rest) : 0; }

double reap_tally_precision(const reap_tally_row *row) { return share(row->right, row->wrong); }
double reap_tally_recall(const reap_tally_row *row) { return share(row->right, row->missed); }
double reap_tally_f1(const reap_tally_row *row) {
  double p = reap_tally_precision(row), r = reap_tally_recall(row);
  return p + r > 0 ? 2 * p * r / (p + r) : 0;
}

void reap_tally_print(const reap_tally *tally, const char *title, FILE *out) {
  fprintf(out, "%-34s %7s %7s %7s %7s %7s %7s\n", title, "P", "R", "F1", "right", "wrong", "missed");
  for (uint32_t i = 0; i < tally->count; i++) {
    const reap_tally_row *row = &tally->at[i];
    fprintf(out, "%-34s %7.3f %7.3f %7.3f %7u %7u %7u\n", row->name, reap_tally_precision(row), reap_tally_recall(row),
            reap_tally_f1(row), row->right, row->wrong, row->missed);
  }
}
