/* SPDX-License-Identifier: MIT */
/* Sizes of arms that have no word for people of their own: parts that add up to a number of people before them, "72 to
 * placebo", "zinc (34) or placebo (17)". */
#include "6_quantify/size_context.h"

enum { PARTS_MAX = 8 };

/* A size, or a count of people with something, that stands at the atom. */
static bool is_known(const reading *r, uint32_t i) {
  const uint32_t row = atom_at(r, i)->row;
  if (row == REAP_NONE) return false;
  const reap_quantity *q = &r->rows.at[row];
  if (q->role == REAP_ROLE_MALE || q->role == REAP_ROLE_FEMALE) return false; /* they add up to any group */
  return (q->kind == REAP_Q_SAMPLE_SIZE && q->about == REAP_NONE) || (q->kind == REAP_Q_COUNT && isnan(q->of));
}

static bool is_bare(const reading *r, uint32_t i) {
  reap_unit unit;
  if (is(r, i + 1, M_OPEN) && is(r, i + 2, W_N)) return false; /* "three (n = 25) times a week" */
  return is_whole(r, i) && !has_flag(r, i, ATOM_HYPHENATED) && read_unit(r, i + 1, &unit) == i + 1;
}

/* Whole numbers behind atom i that add up to its value: their atoms in parts[]; returns how many, 0 when there are
 * none. `bare`: numbers that nothing is known of may be parts too. */
static uint32_t find_parts(const reading *r, uint32_t i, bool bare, uint32_t parts[PARTS_MAX]) {
  const double total = value_at(r, i);
  double sum = 0;
  uint32_t count = 0;
  for (uint32_t k = i + 1; k < i + REACH && k < r->atoms.count && count < PARTS_MAX; k++) {
    if (atom_at(r, k)->type != ATOM_NUMBER) continue;
    if (!is_known(r, k) && !(bare && is_bare(r, k))) continue;
    size_context c = {.said = SAID_NOTHING};
    const uint32_t verb = k + 1 + (is(r, k + 1, W_WAS) || is(r, k + 1, W_HAD));
    if (set_said(r, verb, &c) && c.said == SAID_SIZE && c.role != REAP_ROLE_TOTAL) return 0; /* "76 completed" */
    sum += value_at(r, k);
    parts[count++] = k;
    if (value_at(r, k) < 2 && total > 9) return 0;
    if (sum == total && count > 1) return count;
    if (sum >= total) return 0;
  }
  return 0;
}

/* "in 53 patients (24 randomised to A and 29 to B)": who were given something are no events. */
static bool tells_groups(const reading *r, uint32_t first, uint32_t last) {
  for (uint32_t k = first + 1; k < last + 3; k++)
    if (is(r, k, W_RANDOMIZED) || is(r, k, W_RECEIVED)) return true;
  return false;
}

/* "144 patients were randomised (72 zinc, 72 placebo)", "169 patients (arm A 87, arm B 82)", "18 participants had pain
 * (10 A and 8 B)": numbers that add up to the one before them are its parts. */
static void read_parts(reading *r, uint32_t i) {
  const uint32_t whole = atom_at(r, i)->row;
  if (whole == REAP_NONE || value_at(r, i) < 4) return;
  const reap_quantity q = r->rows.at[whole];
  bool size = q.kind == REAP_Q_SAMPLE_SIZE && q.role != REAP_ROLE_LOST && q.about == REAP_NONE;
  const bool count = q.kind == REAP_Q_COUNT && isnan(q.of) && q.role == REAP_ROLE_EVENTS;
  uint32_t parts[PARTS_MAX];
  if (!size && !count) return;
  uint32_t found = find_parts(r, i, true, parts);
  if (!found) found = find_parts(r, i, false, parts);
  if (!found) return;
  if (count && q.people.len && tells_groups(r, parts[0], parts[found - 1])) {
    size = true;
    r->rows.at[whole].kind = REAP_Q_SAMPLE_SIZE;
    r->rows.at[whole].count = NAN;
    r->rows.at[whole].rule = "sample_size.whole";
  }
  for (uint32_t k = 0; k < found; k++) {
    const uint32_t row = atom_at(r, parts[k])->row;
    const reap_quantity_role role = size ? REAP_ROLE_ARM : REAP_ROLE_EVENTS;
    if (row == REAP_NONE)
      write_size(r, parts[k], parts[k], parts[k], REAP_NONE, role, q.stage, size ? "sample_size.part" : "count.part");
    else if (size && r->rows.at[row].kind == REAP_Q_SAMPLE_SIZE) {
      r->rows.at[row].role = REAP_ROLE_ARM;
      if (r->rows.at[row].stage == REAP_STAGE_NONE) r->rows.at[row].stage = q.stage;
    }
  }
  if (size && (q.role == REAP_ROLE_ARM || count)) r->rows.at[whole].role = REAP_ROLE_NONE;
  if (size && q.role == REAP_ROLE_NONE) r->rows.at[whole].role = REAP_ROLE_TOTAL; /* total.c judges its magnitude */
}

/* The sentence tells of forming groups, not of what befell them. */
static bool tells_allocation(const reading *r) {
  return sees(r, W_RANDOMIZED) || sees(r, W_ENROLLED) || sees(r, W_RECEIVED);
}

/* What stands behind "28 enrolled", "201 agreed" and not behind the adjective of "three randomised trials". */
static bool ends_verb(const reading *r, uint32_t i) {
  static const uint16_t words[] = {W_IN, W_TO, W_AND, W_AFTER, W_FOR, W_AT, W_BETWEEN, W_FROM, W_DURING, W_WHILE};
  if (i >= r->atoms.count) return true;
  const reap_atom *a = atom_at(r, i);
  if (a->word == M_COMMA) return is(r, i + 1, W_AND) || is_number(r, i + 1); /* not "three randomised, blind trials" */
  if (a->type == ATOM_MARK) return a->word == M_STOP || a->word == M_SEMICOLON || a->word == M_OPEN;
  for (size_t k = 0; k < sizeof words / sizeof *words; k++)
    if (a->word == words[k]) return true;
  return false;
}

/* "76 completed the study", "4 were lost", "96 were randomised": the verb right behind the number. */
static bool read_verb(reading *r, uint32_t i) {
  size_context c = {.said = SAID_NOTHING};
  uint32_t k = i + 1;
  const bool bracket = is(r, k, M_OPEN) && atom_at(r, k)->partner != REAP_NONE;
  if (bracket) k = atom_at(r, k)->partner + 1; /* "764 (zinc, 380; placebo, 384) completed" */
  if (bracket && is_people(r, k)) k = people_end(r, k);
  if (is(r, k, W_THAT)) k++;
  if (is(r, k, W_WAS) || is(r, k, W_HAD)) k++;
  uint32_t parts[PARTS_MAX];
  if (bracket && !find_parts(r, i, true, parts)) return false;
  if (!set_said(r, k, &c) || (c.said != SAID_SIZE && c.said != SAID_RECEIVED)) return false;
  if (c.role == REAP_ROLE_TOTAL && k == i + 1 && !ends_verb(r, k + 1)) return false; /* "three randomised trials" */
  if (bracket && c.said == SAID_RECEIVED) {                                          /* their parts are the arms */
    write_size(r, i, i, i, REAP_NONE, REAP_ROLE_NONE, REAP_STAGE_NONE, "sample_size.whole");
    return true;
  }
  const bool arm = c.said == SAID_RECEIVED || joins_one_group(r, k);
  write_size(r, i, i, i, REAP_NONE, arm ? REAP_ROLE_ARM : c.role, c.stage, arm ? "sample_size.allocated" : c.rule);
  return true;
}

/* "72 to placebo", "45 in the control group": no people word and no verb of their own. */
static bool is_allocated(const reading *r, uint32_t i, bool *in_group) {
  const uint32_t k = i + 1;
  *in_group = false;
  if (!is(r, k, W_TO) && !is(r, k, W_IN) && !is(r, k, W_WITH) && !is(r, k, W_ON)) return false;
  for (uint32_t n = k + 1; n < k + 9 && n < r->atoms.count; n++) {
    const reap_atom *a = atom_at(r, n);
    if (a->type == ATOM_NUMBER || (a->type == ATOM_MARK && a->word != M_DASH && a->word != M_PLUS)) return false;
    if (!names_arm(r, n)) continue;
    *in_group = !is(r, k, W_TO);
    return true;
  }
  return false;
}

/* A size of an arm of like magnitude stands before it: "674 were analysed in the zinc group, 673 in the iron group". */
static bool beside_arm(const reading *r, uint32_t i) {
  for (uint32_t row = r->rows.count; row > r->first_row && r->rows.count - row < 8; row--) {
    const reap_quantity *q = &r->rows.at[row - 1];
    if (q->kind == REAP_Q_SAMPLE_SIZE && q->about == REAP_NONE && q->role == REAP_ROLE_ARM &&
        q->stage != REAP_STAGE_NONE)
      return value_at(r, i) < 3 * q->value && q->value < 3 * value_at(r, i);
  }
  return false;
}

static void read_allocated(reading *r, uint32_t i, bool allocation) {
  bool in_group;
  reap_unit unit;
  if (has_flag(r, i, ATOM_HYPHENATED) || (i > 0 && is(r, i - 1, W_FROM)) || read_unit(r, i + 1, &unit) != i + 1) return;
  for (uint32_t k = i > 4 ? i - 4 : 0; k < i; k++)
    if (is(r, k, W_FROM) || is(r, k, W_MEAN) || is(r, k, W_MEDIAN) || is(r, k, W_SCORE)) return; /* "from 12 to 9" */
  if (read_verb(r, i) || !is_allocated(r, i, &in_group)) return;
  allocation |= beside_arm(r, i);
  if (!allocation && !is_results(r)) return;
  if (!allocation && has_flag(r, i, ATOM_WORDS) && !in_group) return;
  const reap_quantity_role role = allocation || !in_group ? REAP_ROLE_ARM : REAP_ROLE_EVENTS;
  if (role == REAP_ROLE_ARM && value_at(r, i) < 2) return; /* "two groups: one with zinc" */
  const bool randomized = sees(r, W_RANDOMIZED) && !in_group;
  write_size(r, i, i, i, REAP_NONE, role, randomized ? REAP_STAGE_RANDOMIZED : REAP_STAGE_NONE,
             role == REAP_ROLE_ARM ? "sample_size.allocated" : "count.in_group");
}

/* "randomised to zinc (34) or placebo (17)": a number alone in the bracket behind an arm. */
static void read_lone_bracket(reading *r, uint32_t i) {
  if (i < 2 || !is(r, i - 1, M_OPEN) || !is(r, i + 1, M_CLOSE) || value_at(r, i) < 5) return; /* "(2)" counts items */
  for (uint32_t k = i - 1; k > 0 && i - k < 4; k--)
    if (names_arm(r, k - 1)) {
      write_size(r, i, i, i, REAP_NONE, REAP_ROLE_ARM, REAP_STAGE_NONE, "sample_size.lone_bracket");
      return;
    }
}

static bool same_rule(const reap_quantity *a, const reap_quantity *b) {
  if (strcmp(a->rule, "sample_size.enrolled") == 0) return false; /* "130 were enrolled and 128 included" */
  return strcmp(a->rule, b->rule) == 0 || strcmp(b->rule, "sample_size.allocated") == 0;
}

static bool parted_by_bracket(const reading *r, const reap_quantity *a, const reap_quantity *b) {
  const char *text = r->citation->text.ptr;
  uint32_t depth = 0;
  for (uint32_t p = a->span.end; p < b->span.beg && p < a->span.end + 200; p++) {
    if (text[p] == '(' || text[p] == '[') depth++;
    if (depth && (text[p] == ')' || text[p] == ']')) depth--;
  }
  return depth > 0;
}

/* Two sizes of like magnitude in one sentence are two arms: "43 patients were randomised to A and 50 to B". */
static void settle_pairs(reading *r) {
  for (uint32_t i = r->first_row; i < r->rows.count && i < r->first_row + 32; i++) {
    reap_quantity *q = &r->rows.at[i];
    if (q->kind != REAP_Q_SAMPLE_SIZE || (q->role != REAP_ROLE_TOTAL && q->role != REAP_ROLE_NONE)) continue;
    for (uint32_t k = r->first_row; k < r->rows.count && k < r->first_row + 32; k++) {
      const reap_quantity *other = &r->rows.at[k];
      if (k > i && parted_by_bracket(r, q, other)) continue; /* "66 patients (45 in group A ...)" */
      if (k == i || other->kind != REAP_Q_SAMPLE_SIZE || other->about != REAP_NONE || !same_rule(q, other)) continue;
      if (other->value > 1.8 * q->value || q->value > 1.8 * other->value || other->value == 0) continue;
      if (!reap_str_equal(other->people, q->people) && other->people.len) continue;
      q->role = REAP_ROLE_ARM;
    }
  }
}

void read_size_parts(reading *r) {
  const bool allocation = tells_allocation(r);
  EACH_NUMBER(r, i) read_parts(r, i);
  EACH_NUMBER(r, i)
  if (is_whole(r, i)) read_allocated(r, i, allocation);
  EACH_NUMBER(r, i)
  if (allocation && is_whole(r, i)) read_lone_bracket(r, i);
  EACH_NUMBER(r, i) read_parts(r, i); /* of the sizes found since */
  read_size_lists(r);
  settle_pairs(r);
}
