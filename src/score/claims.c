/* SPDX-License-Identifier: MIT */
#include "score/claims.h"

#include <math.h>
#include <strings.h>

static double number_of(const json_t *object, const char *key) {
  const json_t *value = json_object_get(object, key);
  return json_is_number(value) ? json_number_value(value) : NAN;
}
static const char *string_of(const json_t *object, const char *key) {
  return json_string_value(json_object_get(object, key));
}

static reap_claim *add(reap_claims *out, const char *kind, const json_t *placed) {
  reap_claim *claim = reap_push(out);
  claim->kind = kind;
  claim->numbers[0] = claim->numbers[1] = claim->numbers[2] = NAN;
  const json_t *start = json_object_get(placed, "start"), *end = json_object_get(placed, "end");
  claim->has_place = json_is_integer(start) && json_is_integer(end);
  if (claim->has_place) {
    claim->start = (long)json_integer_value(start);
    claim->end = (long)json_integer_value(end);
  }
  claim->words = string_of(placed, "text");
  if (!claim->words) claim->words = string_of(placed, "label");
  claim->rule = string_of(placed, "rule");
  return claim;
}

/* "quantity mean": the names live as long as the program. */
static const char *quantity_kind(const char *kind) {
  static const char *const names[] = {"quantity p_value",
                                      "quantity sample_size",
                                      "quantity count",
                                      "quantity percent",
                                      "quantity mean",
                                      "quantity sd",
                                      "quantity se",
                                      "quantity median",
                                      "quantity quartiles",
                                      "quantity range",
                                      "quantity confidence_interval",
                                      "quantity effect",
                                      "quantity rate",
                                      "quantity change",
                                      "quantity age",
                                      "quantity duration",
                                      "quantity dose",
                                      "quantity statistic"};
  for (size_t i = 0; kind && i < sizeof names / sizeof *names; i++)
    if (strcmp(names[i] + sizeof "quantity", kind) == 0) return names[i];
  return "quantity other";
}

static void claim_quantities(const json_t *record, reap_claims *out) {
  size_t i;
  const json_t *q, *total = NULL;
  json_array_foreach(json_object_get(record, "quantities"), i, q) {
    reap_claim *claim = add(out, quantity_kind(string_of(q, "kind")), q);
    claim->numbers[0] = number_of(q, "value");
    if (isnan(claim->numbers[0])) {
      claim->numbers[1] = number_of(q, "low");
      claim->numbers[2] = number_of(q, "high");
    }
    claim->label = string_of(q, "relation");
    const char *role = string_of(q, "role"), *kind = string_of(q, "kind");
    if (role && kind && strcmp(kind, "sample_size") == 0 && strcmp(role, "total") == 0 &&
        (!total || number_of(q, "value") > number_of(total, "value")))
      total = q;
  }
  if (!total) return;
  reap_claim *claim = add(out, "n_total", NULL);
  claim->numbers[0] = number_of(total, "value");
}

static void claim_arms(const json_t *record, reap_claims *out) {
  size_t i;
  const json_t *arm;
  json_array_foreach(json_object_get(record, "arms"), i, arm) {
    add(out, "arm", NULL)->arm = string_of(arm, "id");
    if (isnan(number_of(arm, "n"))) continue;
    reap_claim *claim = add(out, "arm_n", NULL);
    claim->arm = string_of(arm, "id");
    claim->numbers[0] = number_of(arm, "n");
  }
}

static const json_t *outcome_of(const json_t *record, const char *id) {
  size_t i;
  const json_t *outcome;
  json_array_foreach(json_object_get(record, "outcomes"), i, outcome) {
    const char *own = string_of(outcome, "id");
    if (id && own && strcmp(own, id) == 0) return outcome;
  }
  return NULL;
}

static reap_claim *add_linked(reap_claims *out, const char *kind, const json_t *outcome, const json_t *finding) {
  reap_claim *claim = add(out, kind, outcome);
  claim->rule = string_of(finding, "rule");
  claim->linked = true;
  return claim;
}

static void claim_data(const json_t *outcome, const json_t *finding, reap_claims *out) {
  size_t i;
  const json_t *datum;
  json_array_foreach(json_object_get(finding, "data"), i, datum) {
    reap_claim *claim = add_linked(out, "finding value", outcome, finding);
    claim->arm = string_of(datum, "arm");
    claim->label = string_of(datum, "kind");
    claim->numbers[0] = number_of(datum, "value");
    if (isnan(claim->numbers[0])) {
      claim->numbers[1] = number_of(datum, "low");
      claim->numbers[2] = number_of(datum, "high");
    }
  }
}

static void claim_finding(const json_t *record, const json_t *finding, reap_claims *out) {
  const json_t *outcome = outcome_of(record, string_of(finding, "outcome"));
  add_linked(out, "finding outcome", outcome, finding)->linked = false;
  const json_t *p = json_object_get(finding, "p"), *effect = json_object_get(finding, "effect");
  if (!isnan(number_of(p, "value"))) {
    reap_claim *claim = add_linked(out, "finding p", outcome, finding);
    claim->label = string_of(p, "relation");
    claim->numbers[0] = number_of(p, "value");
  }
  if (!isnan(number_of(effect, "value"))) {
    reap_claim *claim = add_linked(out, "finding effect", outcome, finding);
    claim->label = string_of(effect, "measure");
    claim->numbers[0] = number_of(effect, "value");
    claim->numbers[1] = number_of(effect, "low");
    claim->numbers[2] = number_of(effect, "high");
  }
  claim_data(outcome, finding, out);
  const char *direction = string_of(finding, "direction");
  if (direction && strcmp(direction, "not stated") != 0) {
    reap_claim *claim = add_linked(out, "finding direction", outcome, finding);
    claim->label = direction;
    claim->arm = string_of(finding, "arm");
    claim->comparator = string_of(finding, "comparator");
  }
}

void reap_claims_of(const json_t *record, reap_claims *out) {
  size_t i;
  const json_t *finding;
  claim_quantities(record, out);
  claim_arms(record, out);
  json_array_foreach(json_object_get(record, "findings"), i, finding) claim_finding(record, finding, out);
}

static bool same_number(double a, double b) {
  if (isnan(a) || isnan(b)) return isnan(a) && isnan(b);
  return fabs(a - b) <= 1e-9 * fmax(1, fabs(a));
}
static bool same_label(const char *a, const char *b) { return a && b ? strcmp(a, b) == 0 : a == b; }
/* A gold effect of measure "other" has no name of its own: any will do. */
static bool same_kind_of(const reap_claim *gold, const reap_claim *output) {
  bool any = strcmp(gold->kind, "finding effect") == 0 && gold->label && strcmp(gold->label, "other") == 0;
  return any || same_label(gold->label, output->label);
}
static bool same_words(const char *a, const char *b) { return a && b && strcasecmp(a, b) == 0; }

bool reap_claims_agree(const reap_claim *gold, const reap_claim *output) {
  if (strcmp(gold->kind, output->kind) != 0 || !same_kind_of(gold, output)) return false;
  for (int i = 0; i < 3; i++)
    if (!same_number(gold->numbers[i], output->numbers[i])) return false;
  if (!gold->has_place && !output->has_place) return true;
  bool overlap = gold->has_place && output->has_place && gold->start < output->end && output->start < gold->end;
  return overlap || (strncmp(gold->kind, "finding", 7) == 0 && same_words(gold->words, output->words));
}

const json_t *reap_arm_of(const json_t *record, const char *id) {
  size_t i;
  const json_t *arm;
  json_array_foreach(json_object_get(record, "arms"), i, arm) {
    const char *own = string_of(arm, "id");
    if (id && own && strcmp(own, id) == 0) return arm;
  }
  return NULL;
}

/* Whether the words name the arm: its label or one of its names. */
static bool is_name_of(const json_t *arm, const char *words) {
  if (same_words(string_of(arm, "label"), words)) return true;
  size_t i;
  const json_t *name;
  json_array_foreach(json_object_get(arm, "names"), i,
                     name) if (same_words(string_of(name, "text"), words)) return true;
  return false;
}

bool reap_arms_agree(const json_t *gold_arm, const json_t *output_arm) {
  if (is_name_of(gold_arm, string_of(output_arm, "label")) || is_name_of(output_arm, string_of(gold_arm, "label")))
    return true;
  double a = number_of(gold_arm, "start"), b = number_of(gold_arm, "end");
  return a < number_of(output_arm, "end") && number_of(output_arm, "start") < b;
}
