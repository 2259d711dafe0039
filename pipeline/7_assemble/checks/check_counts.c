/* SPDX-License-Identifier: MIT */
/* Checks of counts: percents against k/N, arms and sexes against the total, means of whole numbers. */
#include "7_assemble/checks/checker.h"
#include <stdio.h>

static bool contains_word(reap_str text, const char *word) { return reap_str_find_nocase(text, word) != REAP_NONE; }

static void percent_of_count(const reap_checker *c, const reap_quantity *q, uint32_t row) {
  if (!(q->value >= 0) || !isfinite(q->count) || !(q->of > 0) || q->relation > REAP_REL_EQ) return;
  reap_bounds printed = reap_check_value(c, q);
  double percent = 100 * q->count / q->of;
  reap_check_add(c, "percent_of_count", row, reap_bounds_meet(printed, (reap_bounds){percent, percent}),
                 "%.15g/%.15g is %.*f %%, printed %.15g %%", q->count, q->of,
                 1 + (int)reap_printed_decimals(reap_check_show(c, q->numeral)), percent, q->value);
}

/* A share of people cannot pass 100; a change, a ratio or a percent of what was expected can. */
static void percent_over_100(const reap_checker *c, const reap_quantity *q, uint32_t row) {
  static const char *const shares[] = {"patients",    "participants", "adherence",  "compliance", "survival",
                                       "sensitivity", "specificity",  "prevalence", "mortality"};
  if (!(q->value > 100) || q->relation == REAP_REL_GT || q->relation == REAP_REL_GE || q->sentence == REAP_NONE) return;
  bool share = isfinite(q->of) || q->people.len > 0 || q->role == REAP_ROLE_EVENTS;
  uint32_t first = c->batch->sentences.at[q->sentence].span.beg;
  uint32_t beg = q->span.beg > first + 40 ? q->span.beg - 40 : first;
  reap_str before = reap_text_at(c->citation, (reap_span){beg, q->span.beg});
  for (uint32_t i = 0; i < sizeof shares / sizeof *shares; i++) share |= contains_word(before, shares[i]);
  if (share && !contains_word(before, "increase") && !contains_word(before, "change"))
    reap_check_add(c, "percent_over_100", row, false, "%.15g %% is over 100 %%", q->value);
}

/* Sums that miss the total by more than a tenth (or two people) are of other people: an arm that was not found, or the
 * sexes of one group. Only a near miss is a discrepancy of what was printed. */
static bool is_near(double sum, double total) { return fabs(sum - total) <= fmax(2, 0.1 * total); }

/* The sentence in which all arms' sizes stand, when it holds no size of a further arm; REAP_NONE otherwise. */
static uint32_t sentence_of_arms(const reap_checker *c) {
  const reap_citation *citation = c->citation;
  uint32_t sentence = REAP_NONE, sizes = 0;
  for (uint32_t i = 0; i < citation->arms.count; i++) {
    const reap_quantity *n = reap_check_row(c, c->batch->arms.at[citation->arms.first + i].n_quantity);
    if (!n || n->kind != REAP_Q_SAMPLE_SIZE || n->sentence == REAP_NONE) return REAP_NONE;
    if (i > 0 && n->sentence != sentence) return REAP_NONE;
    sentence = n->sentence;
  }
  for (uint32_t i = 0; i < citation->quantities.count; i++) {
    const reap_quantity *q = &c->batch->quantities.at[citation->quantities.first + i];
    sizes += q->kind == REAP_Q_SAMPLE_SIZE && q->role == REAP_ROLE_ARM && q->sentence == sentence;
  }
  return sizes <= citation->arms.count ? sentence : REAP_NONE;
}

/* Whether a printed size is just that many: people who completed or were analyzed are counted too. */
static bool is_printed_size(const reap_checker *c, double n, uint32_t sentence) {
  for (uint32_t i = 0; i < c->citation->quantities.count; i++) {
    const reap_quantity *q = &c->batch->quantities.at[c->citation->quantities.first + i];
    if (q->kind == REAP_Q_SAMPLE_SIZE && q->value == n && (sentence == REAP_NONE || q->sentence == sentence))
      return true;
  }
  return false;
}

/* A sentence that says how people were allocated. Elsewhere fewer than the total may be those who were analyzed. */
static bool allocates(const reap_checker *c, uint32_t sentence) {
  static const char *const words[] = {"random", "assigned", "allocat", "divided", "enrol"};
  reap_str text = reap_text_at(c->citation, c->batch->sentences.at[sentence].span);
  for (uint32_t i = 0; i < sizeof words / sizeof *words; i++)
    if (contains_word(text, words[i])) return !contains_word(text, "analy") && !contains_word(text, "completed");
  return false;
}

/* The stage at which the arms were counted; NONE when it is not said, or not the same of all. */
static uint8_t stage_of_arms(const reap_checker *c) {
  const reap_citation *citation = c->citation;
  uint8_t stage = REAP_STAGE_NONE;
  for (uint32_t i = 0; i < citation->arms.count; i++) {
    const reap_quantity *n = reap_check_row(c, c->batch->arms.at[citation->arms.first + i].n_quantity);
    if (!n || (i > 0 && n->stage != stage)) return REAP_STAGE_NONE;
    stage = n->stage;
  }
  return stage;
}

/* The number of all participants that the arms' sizes are to add up to: the one at their stage. NULL when only numbers
 * of other stages are printed. */
static const reap_quantity *total_of_arms(const reap_checker *c, const reap_design *design) {
  const reap_quantity *total = reap_check_row(c, design->n_total);
  uint8_t stage = stage_of_arms(c);
  if (!total || stage == REAP_STAGE_NONE || total->stage == REAP_STAGE_NONE || stage == total->stage) return total;
  for (uint32_t i = 0; i < c->citation->quantities.count; i++) {
    const reap_quantity *q = &c->batch->quantities.at[c->citation->quantities.first + i];
    if (q->kind == REAP_Q_SAMPLE_SIZE && q->role == REAP_ROLE_TOTAL && q->stage == stage) return q;
  }
  return NULL;
}

/* The arms' sizes against the total. Crossover and split designs give every arm all participants. */
static void arms_sum(const reap_checker *c) {
  const reap_citation *citation = c->citation;
  if (citation->designs.count == 0 || citation->arms.count < 2) return;
  uint32_t sentence = sentence_of_arms(c);
  const reap_design *design = &c->batch->designs.at[citation->designs.first];
  const reap_quantity *total = total_of_arms(c, design);
  bool crossover = reap_str_equal(design->type, REAP_STR("crossover trial"));
  if (sentence == REAP_NONE || !total || total->flags & (REAP_Q_DERIVED | REAP_Q_ABOUT) || crossover) return;
  char terms[128] = "";
  size_t len = 0;
  double sum = 0;
  for (uint32_t i = 0; i < citation->arms.count; i++) {
    const reap_arm *arm = &c->batch->arms.at[citation->arms.first + i];
    sum += arm->n;
    int added = snprintf(terms + len, sizeof terms - len, "%s%.15g", i ? " + " : "", arm->n);
    if (added < 0 || (len += (size_t)added) >= sizeof terms) return;
  }
  bool ok = is_printed_size(c, sum, REAP_NONE);
  if (!ok && (!is_near(sum, total->value) || (sum < total->value && !allocates(c, sentence)))) return;
  reap_check_add(c, "arms_sum", REAP_NONE, ok, "%s is %.15g, printed %.15g", terms, sum, ok ? sum : total->value);
}

/* Whom the sexes are counted in: the last size before them in their sentence, else the study's total. */
static const reap_quantity *people_of(const reap_checker *c, const reap_quantity *sex) {
  const reap_citation *citation = c->citation;
  const reap_quantity *found = NULL;
  for (uint32_t i = 0; i < citation->quantities.count; i++) {
    const reap_quantity *q = &c->batch->quantities.at[citation->quantities.first + i];
    if (q->kind == REAP_Q_SAMPLE_SIZE && q->sentence == sex->sentence && q->span.beg < sex->span.beg) found = q;
  }
  if (found || citation->designs.count == 0) return found;
  return reap_check_row(c, c->batch->designs.at[citation->designs.first].n_total);
}

/* Men and women against the total, when just one of each is printed, together. */
static void sexes_sum(const reap_checker *c) {
  const reap_citation *citation = c->citation;
  const reap_quantity *sexes[2] = {NULL, NULL};
  for (uint32_t i = 0; i < citation->quantities.count; i++) {
    const reap_quantity *q = &c->batch->quantities.at[citation->quantities.first + i];
    bool male = q->role == REAP_ROLE_MALE;
    if ((!male && q->role != REAP_ROLE_FEMALE) || !isfinite(q->count) || q->flags & REAP_Q_DERIVED) continue;
    if (sexes[male]) return;
    sexes[male] = q;
  }
  if (!sexes[0] || !sexes[1] || sexes[0]->sentence != sexes[1]->sentence) return;
  const reap_quantity *total = people_of(c, sexes[sexes[1]->span.beg < sexes[0]->span.beg]);
  if (!total || total->flags & (REAP_Q_DERIVED | REAP_Q_ABOUT)) return;
  double sum = sexes[0]->count + sexes[1]->count;
  if (!is_near(sum, total->value)) return;
  reap_check_add(c, "sexes_sum", REAP_NONE, sum == total->value, "%.15g + %.15g is %.15g, printed %.15g",
                 sexes[1]->count, sexes[0]->count, sum, total->value);
}

/* The mean of n whole numbers is a whole number over n: GRIM, Brown and Heathers, Soc Psychol Personal Sci 2017;8:363.
 * Made only for points of a scale and for numbers of things, and for n small enough to tell. */
static void grim(const reap_checker *c, const reap_datum *datum) {
  const reap_quantity *q = reap_check_row(c, datum->quantity);
  if (!q || q->kind != REAP_Q_MEAN || datum->arm == REAP_NONE || datum->arm == REAP_BASELINE) return;
  const reap_arm *arm = &c->batch->arms.at[datum->arm];
  uint32_t decimals = reap_printed_decimals(reap_check_show(c, q->numeral));
  bool whole = reap_str_equal(q->unit, REAP_STR("point")) || reap_str_equal(q->unit, REAP_STR("points"));
  if (!whole || decimals == 0 || !isfinite(arm->n) || !(arm->n > 0) || !(arm->n < pow(10, decimals))) return;
  reap_bounds printed = reap_check_value(c, q);
  double nearest = round(q->value * arm->n) / arm->n;
  reap_check_add(c, "grim", datum->quantity, nearest >= printed.low && nearest <= printed.high,
                 "the nearest mean of %.15g whole numbers is %.*f, printed %.15g", arm->n, (int)decimals + 1, nearest,
                 q->value);
}

void reap_check_counts(const reap_checker *c) {
  const reap_citation *citation = c->citation;
  arms_sum(c);
  sexes_sum(c);
  for (uint32_t i = 0; i < citation->quantities.count; i++) {
    uint32_t row = citation->quantities.first + i;
    const reap_quantity *q = &c->batch->quantities.at[row];
    if (q->kind != REAP_Q_PERCENT) continue;
    percent_of_count(c, q, row);
    percent_over_100(c, q, row);
  }
  for (uint32_t i = 0; i < citation->data.count; i++) grim(c, &c->batch->data.at[citation->data.first + i]);
}
