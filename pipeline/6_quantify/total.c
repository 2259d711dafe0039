/* SPDX-License-Identifier: MIT */
/* Which printed size is the number of participants: randomised before enrolled before the first group of people that is
 * named; never those screened, lost or in one arm. The one chosen (wherever it is printed) has role TOTAL, what else
 * was thought to be one becomes an arm or a part. */
#include "6_quantify/reading.h"

typedef struct {
  double arms; /* sum of the arm sizes of one sentence */
  uint32_t members;
} arm_sum;

/* Denominators (about a proportion) have no say in the total. */
static bool is_size(const reap_quantity *q) { return q->kind == REAP_Q_SAMPLE_SIZE && q->about == REAP_NONE; }

/* Sums of arm sizes sentence by sentence: a size that equals one is very likely the total. */
static bool equals_sum(const reading *r, double value) {
  arm_sum sum = {0, 0};
  uint32_t sentence = REAP_NONE;
  for (uint32_t i = 0; i < r->rows.count; i++) {
    const reap_quantity *q = &r->rows.at[i];
    if (!is_size(q) || q->value >= value || (q->role != REAP_ROLE_ARM && q->role != REAP_ROLE_NONE)) continue;
    if (q->sentence != sentence) sum = (arm_sum){0, 0};
    sentence = q->sentence;
    sum.arms += q->value;
    sum.members++;
    if (sum.members > 1 && sum.arms == value) return true;
  }
  return false;
}

static uint8_t section_of(const reading *r, const reap_quantity *q) {
  if (r->citation->plain_text) return REAP_SECTION_UNKNOWN;
  const reap_sentence *sentence = &r->batch->sentences.at[q->sentence];
  return r->batch->sections.at[sentence->section].kind;
}

static bool is_candidate(const reap_quantity *q) {
  return is_size(q) && (q->role == REAP_ROLE_TOTAL || q->role == REAP_ROLE_NONE || q->role == REAP_ROLE_ANALYZED ||
                        q->role == REAP_ROLE_COMPLETED || q->role == REAP_ROLE_SCREENED);
}

/* What the rule that found a size is worth as the total. */
static const struct {
  const char *rule;
  double points;
} rule_points[] = {{"sample_size.randomized", 50}, {"sample_size.enrolled", 45},  {"sample_size.total_of", 45},
                   {"sample_size.analyzed", -5},   {"sample_size.completed", -8}, {"sample_size.screened", -25},
                   {"sample_size.planned", -30},   {"sample_size.offered", -30},  {"sample_size.n", 5}};

static bool counts_people(const reap_quantity *q) {
  static const char *const people[] = {"person", "female", "male", "child", "animal"};
  for (size_t i = 0; i < sizeof people / sizeof *people; i++)
    if (reap_str_equal(q->people, reap_str_of(people[i]))) return true;
  return q->people.len == 0;
}

static bool largest(const reading *r, const reap_quantity *q) {
  if (q->role == REAP_ROLE_SCREENED) return false;
  for (uint32_t i = 0; i < r->rows.count; i++)
    if (is_size(&r->rows.at[i]) && r->rows.at[i].value > q->value && r->rows.at[i].role != REAP_ROLE_SCREENED)
      return false;
  return true;
}

static bool is_an_arm(const reading *r, double value) {
  for (uint32_t i = 0; i < r->rows.count; i++)
    if (is_size(&r->rows.at[i]) && r->rows.at[i].role == REAP_ROLE_ARM && r->rows.at[i].value == value) return true;
  return false;
}

static double score(const reading *r, const reap_quantity *q) {
  double points = 0;
  for (size_t i = 0; i < sizeof rule_points / sizeof *rule_points; i++)
    if (strcmp(q->rule, rule_points[i].rule) == 0) points += rule_points[i].points;
  if (q->role == REAP_ROLE_TOTAL && strcmp(q->rule, "sample_size.n") == 0) points += 30;
  if (equals_sum(r, q->value)) points += 30;
  if (largest(r, q)) points += 18;
  switch (section_of(r, q)) {
  case REAP_SECTION_TITLE:
    points -= 5;
    break;
  case REAP_SECTION_BACKGROUND:
    points -= 60;
    break;
  case REAP_SECTION_OBJECTIVE:
    points -= 10;
    break;
  case REAP_SECTION_CONCLUSIONS:
    points -= 40;
    break;
  default:
    break;
  }
  if (q->value < 4) points -= 50;
  if (q->role == REAP_ROLE_NONE && q->stage == REAP_STAGE_NONE && is_an_arm(r, q->value)) points -= 30;
  if (!counts_people(q)) points -= 15;
  for (uint32_t i = 0; i < r->rows.count; i++) {
    const reap_quantity *other = &r->rows.at[i];
    if (!is_size(other) || other->value <= q->value) continue;
    if (other->role == REAP_ROLE_ARM) points -= 30; /* smaller than one of its arms */
    if (other->role == REAP_ROLE_ANALYZED || other->role == REAP_ROLE_COMPLETED) points -= 25;
  }
  return points;
}

/* Without a printed total, the arms of one sentence, or its males and females, add up to it. The row is marked derived
 * and covers the text from the first part to the last. */
static void derive_total(reading *r) {
  for (uint32_t i = 0; i < r->rows.count; i++) {
    const reap_quantity *first = &r->rows.at[i];
    const bool arms = is_size(first) && first->role == REAP_ROLE_ARM;
    const bool sexes =
        first->kind == REAP_Q_COUNT && (first->role == REAP_ROLE_MALE || first->role == REAP_ROLE_FEMALE);
    if (!arms && !sexes) continue;
    double sum = 0;
    uint32_t members = 0, last = i;
    for (uint32_t k = i; k < r->rows.count && members <= 6 && r->rows.at[k].sentence == first->sentence; k++) {
      const reap_quantity *q = &r->rows.at[k];
      if (arms ? !(is_size(q) && q->role == REAP_ROLE_ARM)
               : !(q->kind == REAP_Q_COUNT && (q->role == REAP_ROLE_MALE || q->role == REAP_ROLE_FEMALE)))
        continue;
      if (members && !reap_str_equal(q->people, first->people) && arms && q->people.len)
        continue; /* lesions of patients */
      sum += q->value;
      members++;
      last = k;
    }
    if (members < 2 || members > (sexes ? 2 : 6) || section_of(r, first) == REAP_SECTION_BACKGROUND) continue;
    if (sexes && is_an_arm(r, sum)) continue; /* men and women of one arm */
    const reap_span span = {first->span.beg, r->rows.at[last].span.end};
    const uint32_t sentence = first->sentence;
    reap_quantity *q = reap_push(&r->rows);
    reap_quantity_clear(q);
    q->kind = REAP_Q_SAMPLE_SIZE;
    q->role = REAP_ROLE_TOTAL;
    q->flags = REAP_Q_DERIVED;
    q->value = sum;
    q->span = span;
    q->sentence = sentence;
    q->rule = arms ? "sample_size.sum_of_arms" : "sample_size.sum_of_sexes";
    return;
  }
}

static double largest_arm(const reading *r) {
  double largest = 0;
  for (uint32_t i = 0; i < r->rows.count; i++)
    if (is_size(&r->rows.at[i]) && r->rows.at[i].role == REAP_ROLE_ARM) largest = fmax(largest, r->rows.at[i].value);
  return largest;
}

/* Beside the number chosen, the same people at another stage: those enrolled before, analyzed or left at the end. */
static bool is_of_all(const reading *r, const reap_quantity *q, double total, double arm) {
  const uint8_t section = section_of(r, q);
  if (q->value == total) return true;
  if (section == REAP_SECTION_BACKGROUND || q->stage == REAP_STAGE_SCREENED) return false;
  if (q->value <= arm || 2 * q->value < total) return false;
  const bool entered = q->stage == REAP_STAGE_ENROLLED || q->stage == REAP_STAGE_RANDOMIZED;
  if (q->value > total) return entered && q->role == REAP_ROLE_TOTAL;
  return q->role == REAP_ROLE_TOTAL || q->stage != REAP_STAGE_NONE;
}

/* A count of people in an arm that may turn out to be all of the arm's. */
static bool is_in_group(const reap_quantity *q) {
  return q->kind == REAP_Q_COUNT && q->role == REAP_ROLE_EVENTS && isnan(q->of) &&
         (strcmp(q->rule, "count.in_group") == 0 || strcmp(q->rule, "count.had") == 0);
}

/* "They formed two groups: 21 in the zinc group and 20 in the control group" of 41 participants: counts of one sentence
 * that add up to a total are its arms. */
static void read_arms_of_total(reading *r) {
  for (uint32_t i = 0, end; i < r->rows.count; i = end) {
    double sum = 0;
    uint32_t members = 0, least = 2; /* "30 had pain and 70 had none" are no arms */
    for (end = i; end < r->rows.count && r->rows.at[end].sentence == r->rows.at[i].sentence; end++) {
      if (!is_in_group(&r->rows.at[end])) continue;
      sum += r->rows.at[end].value;
      members++;
      if (strcmp(r->rows.at[end].rule, "count.had") == 0) least = 3;
    }
    bool total = false;
    for (uint32_t k = 0; members >= least && k < r->rows.count && !total; k++)
      total = is_size(&r->rows.at[k]) && r->rows.at[k].role == REAP_ROLE_TOTAL && r->rows.at[k].value == sum;
    for (uint32_t k = i; total && k < end; k++) {
      reap_quantity *q = &r->rows.at[k];
      if (!is_in_group(q)) continue;
      q->kind = REAP_Q_SAMPLE_SIZE;
      q->role = REAP_ROLE_ARM;
      q->count = NAN;
      q->rule = "sample_size.part";
    }
  }
}

void choose_total(reading *r) {
  enum { CANDIDATES = 64 }; /* more sizes than that are a table, not an abstract */
  uint32_t best = REAP_NONE, seen = 0;
  double best_score = -45;
  for (uint32_t i = 0; i < r->rows.count && seen < CANDIDATES; i++) {
    const reap_quantity *q = &r->rows.at[i];
    if (!is_candidate(q)) continue;
    const double points = score(r, q) - 0.5 * seen++;
    if (points > best_score) best_score = points, best = i;
  }
  const double total = best == REAP_NONE ? NAN : r->rows.at[best].value;
  const double arm = largest_arm(r);
  for (uint32_t i = 0; i < r->rows.count; i++) {
    reap_quantity *q = &r->rows.at[i];
    if (!is_candidate(q)) continue;
    if (i == best || (best != REAP_NONE && is_of_all(r, q, total, arm)))
      q->role = REAP_ROLE_TOTAL;
    else if (q->role == REAP_ROLE_TOTAL)
      q->role = REAP_ROLE_NONE;
  }
  if (best == REAP_NONE) derive_total(r);
  read_arms_of_total(r);
  for (uint32_t i = 0; i < r->rows.count; i++) { /* a denominator as large as the trial is no arm */
    reap_quantity *q = &r->rows.at[i];
    if (q->kind == REAP_Q_SAMPLE_SIZE && q->about != REAP_NONE && q->value >= total) q->role = REAP_ROLE_NONE;
  }
}
