/* SPDX-License-Identifier: MIT */
/* How many: "n = 24", "(n = 12, 13 and 11)", "Ten adult patients", "144 patients were randomised", "72 to placebo".
 * Which of the sizes is the total is decided over the whole citation (total.c); here a size that may be it has role
 * TOTAL when the words say so (randomised, enrolled, a total of), NONE when they say nothing. */
#include "6_quantify/context.h"

/* What the verb behind a number of people says happened to them. */
typedef enum { SAID_NOTHING, SAID_SIZE, SAID_EVENT, SAID_RECEIVED } said_kind;

typedef struct {
  said_kind said;
  reap_quantity_role role; /* of SAID_SIZE */
  const char *rule;
  bool of_arm;       /* "in group A", "in the placebo arm" right behind the people */
  bool each;         /* "per group", "in each arm", "each" */
  bool relative_arm; /* "who received zinc" */
} size_context;

static const struct {
  uint16_t word;
  uint8_t said, role;
  const char *rule;
} verbs[] = {{W_RANDOMIZED, SAID_SIZE, REAP_ROLE_TOTAL, "sample_size.randomized"},
             {W_ENROLLED, SAID_SIZE, REAP_ROLE_TOTAL, "sample_size.enrolled"},
             {W_SCREENED, SAID_SIZE, REAP_ROLE_SCREENED, "sample_size.screened"},
             {W_ANALYZED, SAID_SIZE, REAP_ROLE_ANALYZED, "sample_size.analyzed"},
             {W_COMPLETED, SAID_SIZE, REAP_ROLE_COMPLETED, "sample_size.completed"},
             {W_LOST, SAID_SIZE, REAP_ROLE_LOST, "sample_size.lost"},
             {W_RECEIVED, SAID_RECEIVED, REAP_ROLE_NONE, "sample_size.received"},
             {W_EVENT_VERB, SAID_EVENT, REAP_ROLE_EVENTS, "count.people"},
             {W_HAD, SAID_EVENT, REAP_ROLE_EVENTS, "count.people"}};

/* Cues of several words that the closed list does not hold. */
static const struct {
  const char *id;
  uint16_t word;
} role_cues[] = {{"analyzed", W_ANALYZED}, {"completed", W_COMPLETED}, {"lost", W_LOST}, {"died", W_EVENT_VERB}};

static uint16_t verb_at(const reading *r, uint32_t i) {
  if (has_cue(r, i, REAP_CUE_SIZE_ROLE))
    for (size_t k = 0; k < sizeof role_cues / sizeof *role_cues; k++)
      if (reap_str_equal(cue_of(r, i)->id, reap_str_of(role_cues[k].id))) return role_cues[k].word;
  if (is_text(r, i, REAP_STR("assessed"))) return is(r, i + 2, W_ELIGIBLE) ? W_SCREENED : W_ANALYZED;
  return atom_at(r, i)->word;
}

static bool set_said(const reading *r, uint32_t i, size_context *c) {
  const uint16_t word = verb_at(r, i);
  for (size_t k = 0; k < sizeof verbs / sizeof *verbs; k++)
    if (verbs[k].word == word) {
      c->said = (said_kind)verbs[k].said;
      c->role = (reap_quantity_role)verbs[k].role;
      c->rule = verbs[k].rule;
      return true;
    }
  return false;
}

static bool names_arm(const reading *r, uint32_t i) {
  return is(r, i, W_GROUP) || has_cue(r, i, REAP_CUE_ARM) || has_cue(r, i, REAP_CUE_COMPARATOR) ||
         atom_at(r, i)->entity == REAP_INTERVENTION + 1;
}

/* "per group", "in each arm", "each", "/group". */
static bool says_each(const reading *r, uint32_t i) {
  uint32_t k = i;
  if (is(r, k, M_COMMA)) k++;
  while (is(r, k, W_IN) || is(r, k, W_FOR) || is_people(r, k)) k++;
  if (is(r, k, M_SLASH)) return is(r, k + 1, W_GROUP);
  if (is(r, k, W_EACH)) return true;
  return is(r, k, W_PER) && (is(r, k + 1, W_GROUP) || is(r, k + 2, W_GROUP));
}

/* "in the placebo group", "in group A", "of the zinc arm", "on placebo" right behind the people word. */
static bool in_an_arm(const reading *r, uint32_t i) {
  if (!is(r, i, W_IN) && !is(r, i, W_ON) && !is(r, i, W_OF) && !is(r, i, W_FROM)) return false;
  for (uint32_t k = i + 1; k < i + 9 && k < r->atoms.count; k++) {
    const reap_atom *a = atom_at(r, k);
    if (is(r, k, W_BOTH) || is(r, k, W_EACH) || is(r, k, W_ALL)) return false;
    if (is(r, k, W_GROUP)) return reading_text(r, k).ptr[reading_text(r, k).len - 1] != 's';
    if (a->type == ATOM_NUMBER || (a->type == ATOM_MARK && a->word != M_DASH && a->word != M_PLUS)) return false;
    if (is(r, k, W_WAS) || is(r, k, W_HAD) || is(r, k, W_THAT) || is(r, k, W_WITH)) return false;
  }
  return false;
}

/* Reads on from the people phrase to the first verb that tells, the next people or the end of the clause. */
static size_context look_ahead(const reading *r, uint32_t i) {
  size_context c = {SAID_NOTHING, REAP_ROLE_NONE, NULL, in_an_arm(r, i), says_each(r, i), false};
  for (uint32_t k = i; k < i + 26 && k < r->atoms.count; k++) {
    const reap_atom *a = atom_at(r, k);
    if (a->word == M_SEMICOLON || a->word == M_CLOSE) break;
    if (is_number(r, k) && (find_people(r, k) != REAP_NONE || is(r, k - 1, M_COMMA) || is(r, k - 1, W_AND))) break;
    if (a->word == M_OPEN && a->partner != REAP_NONE) {
      k = a->partner;
      continue;
    }
    /* "the group that underwent", "patients who had": a relative clause tells which people, not what happened */
    const bool relative =
        (is(r, k - 1, W_THAT) && k > i + 1) || (is(r, k, W_RECEIVED) && !is(r, k - 1, W_WAS) && k == i);
    if (!relative && set_said(r, k, &c)) {
      if (c.said == SAID_EVENT && is(r, k, W_HAD) && (is(r, k + 1, W_COMPLETED) || is(r, k + 1, W_RECEIVED)))
        set_said(r, k + 1, &c);
      break;
    }
  }
  return c;
}

static bool look_behind(const reading *r, uint32_t i, size_context *c) {
  for (uint32_t k = i, steps = 0; k > 0 && steps < 12; steps++) {
    k--;
    const reap_atom *a = atom_at(r, k);
    if (a->word == M_SEMICOLON || a->word == M_CLOSE || is_number(r, k)) return false;
    if (verb_at(r, k) != W_HAD && verb_at(r, k) != W_RECEIVED && set_said(r, k, c)) return c->said == SAID_SIZE;
  }
  return false;
}

static void write_size(reading *r, uint32_t number, uint32_t first, uint32_t last, uint32_t people,
                       reap_quantity_role role, const char *rule) {
  const bool count = role == REAP_ROLE_EVENTS;
  reap_quantity *q = add_quantity(r, count ? REAP_Q_COUNT : REAP_Q_SAMPLE_SIZE, number, first, last, rule);
  q->role = (uint8_t)role;
  if (count) q->count = q->value;
  if (people != REAP_NONE) q->people = people_name(r, people);
}

/* ---- n = 24 ---- */

static bool largest_known(const reading *r, double value) {
  const uint32_t beg = r->rows.count > 64 ? r->rows.count - 64 : 0;
  for (uint32_t row = beg; row < r->rows.count; row++)
    if (r->rows.at[row].kind == REAP_Q_SAMPLE_SIZE && r->rows.at[row].value > value) return false;
  return true;
}

static uint32_t count_n(const reading *r) {
  uint32_t count = 0;
  for (uint32_t i = 0; i < r->atoms.count; i++)
    count += is(r, i, W_N) && (is(r, i + 1, M_EQUAL) || is(r, i + 1, M_COLON));
  return count;
}

/* Whom "(n = 24)" sizes is what stands before its bracket. */
static reap_quantity_role role_of_n(const reading *r, uint32_t n, uint32_t behind) {
  if (says_each(r, behind)) return REAP_ROLE_ARM;
  uint32_t open = n;
  while (open > 0 && n - open < 12 && !is(r, open, M_OPEN)) open--;
  const bool bracket = is(r, open, M_OPEN);
  if ((bracket && open == 0) || n == 0) return REAP_ROLE_NONE;
  const uint32_t before = bracket ? open - 1 : n - 1;
  size_context c;
  if (is(r, before, W_TOTAL) || is(r, before - 1, W_TOTAL)) return REAP_ROLE_TOTAL;
  if (is_people(r, before) && !is(r, before - 1, W_GROUP)) {
    for (uint32_t k = before; k > 0 && before - k < 4; k--)
      if (names_arm(r, k - 1)) return REAP_ROLE_ARM;
    return look_behind(r, before, &c) ? c.role : REAP_ROLE_NONE;
  }
  if (set_said(r, before, &c) && c.said == SAID_SIZE) return c.role;
  if (!tells_results(r) && count_n(r) == 1 && largest_known(r, value_at(r, n + 2))) return REAP_ROLE_NONE;
  for (uint32_t k = before, steps = 0; steps < 6 && k < r->atoms.count; k--, steps++) {
    if (names_arm(r, k)) return REAP_ROLE_ARM;
    if (is(r, k, M_COMMA) || is(r, k, M_CLOSE) || atom_at(r, k)->type == ATOM_NUMBER) break;
  }
  return tells_results(r) && bracket ? REAP_ROLE_EVENTS : REAP_ROLE_ARM;
}

static void read_n(reading *r, uint32_t i) {
  uint32_t k = i + 1;
  if (!is(r, k, M_EQUAL) && !is(r, k, M_COLON)) return;
  k++;
  if (!is_whole(r, k)) return;
  reap_unit unit;
  if (read_unit(r, k + 1, &unit) != k + 1 && unit_is_percent(&unit)) return;
  uint32_t people = find_people(r, k);
  uint32_t behind = people == REAP_NONE ? k + 1 : people_end(r, people);
  const reap_quantity_role role = role_of_n(r, i, behind);
  write_size(r, k, i, k, people, role, role == REAP_ROLE_EVENTS ? "count.n" : "sample_size.n");
  for (uint32_t member = 0; member < 8; member++) { /* "n = 12, 13 and 11" */
    const uint32_t next = read_joint(r, k + 1);
    if (next == k + 1 || !is_whole(r, next)) return;
    if (read_unit(r, next + 1, &unit) != next + 1 || is(r, next + 1, M_OPEN)) return;
    write_size(r, next, next, next, REAP_NONE, role == REAP_ROLE_NONE ? REAP_ROLE_ARM : role, "sample_size.n_list");
    k = next;
  }
}

/* ---- 144 patients ---- */

static bool said_total(const reading *r, uint32_t i) { /* "a total of 144", "altogether 144", "in total, 144" */
  if (i == 0) return false;
  if (is(r, i - 1, W_TOTAL)) return true;
  if (i < 2) return false;
  return (is(r, i - 1, W_OF) && (is(r, i - 2, W_TOTAL) || is(r, i - 2, W_SAMPLE))) ||
         (is(r, i - 1, M_COMMA) && is(r, i - 2, W_TOTAL)) || (is(r, i - 1, W_OF) && is(r, i - 2, W_SAMPLE));
}

/* "80 patients were needed to detect", "power ... with 40 patients": sizes of the calculation. */
static bool calculated(const reading *r, uint32_t i) {
  for (uint32_t k = i > 14 ? i - 14 : 0; k < i + 16 && k < r->atoms.count; k++)
    if ((is(r, k, W_NEEDED) && k > 0 && is(r, k - 1, W_WAS)) || is(r, k, W_POWER) || is_text(r, k, REAP_STR("detect")))
      return true;
  return false;
}

static reap_quantity_role decide(const reading *r, uint32_t i, size_context *c) {
  const bool total = said_total(r, i), small = !largest_known(r, value_at(r, i)), results = tells_results(r);
  if (c->each) return REAP_ROLE_ARM;
  if (c->relative_arm && c->said == SAID_EVENT) return total && !small ? REAP_ROLE_TOTAL : REAP_ROLE_ARM;
  if (c->said == SAID_EVENT && !total && (results || small)) return REAP_ROLE_EVENTS;
  if (c->of_arm && c->said != SAID_EVENT)
    return results && small && c->said == SAID_NOTHING ? REAP_ROLE_EVENTS : REAP_ROLE_ARM;
  if (c->said == SAID_SIZE) {
    if (c->role == REAP_ROLE_TOTAL && small && results) return REAP_ROLE_ARM;
    return c->role;
  }
  if (total) {
    c->rule = "sample_size.total_of";
    return REAP_ROLE_TOTAL;
  }
  size_context behind = *c;
  if (c->said != SAID_EVENT && look_behind(r, i, &behind)) {
    c->rule = behind.rule;
    return behind.role;
  }
  if (c->said == SAID_RECEIVED && small) return REAP_ROLE_ARM;
  if (c->said != SAID_RECEIVED && results && small) return REAP_ROLE_EVENTS;
  return REAP_ROLE_NONE;
}

static void read_people(reading *r, uint32_t i) {
  const uint32_t people = find_people(r, i);
  if (people == REAP_NONE || has_flag(r, i, ATOM_HYPHENATED)) return;
  if (i > 0 && (is(r, i - 1, W_PER) || is(r, i - 1, M_SLASH))) return; /* "per 1000 women" */
  const uint32_t behind = people_end(r, people);
  size_context c = look_ahead(r, behind);
  reap_quantity_role role = decide(r, i, &c);
  if (value_at(r, i) < 2 && role != REAP_ROLE_LOST) role = REAP_ROLE_EVENTS;
  if (calculated(r, i) && (role == REAP_ROLE_NONE || role == REAP_ROLE_TOTAL || role == REAP_ROLE_ARM)) {
    claim_atom(r, i);
    return;
  }
  const char *rule = role == REAP_ROLE_EVENTS ? "count.people" : c.rule ? c.rule : "sample_size.people";
  write_size(r, i, i, behind - 1, people, role, rule);
}

/* "16 serious adverse events", "126 deaths": counted events. */
static void read_events(reading *r, uint32_t i) {
  const uint32_t events = find_events(r, i);
  if (events == REAP_NONE || has_flag(r, i, ATOM_HYPHENATED) || !is_results(r)) return;
  reap_quantity *q = add_quantity(r, REAP_Q_COUNT, i, i, events, "count.events");
  q->role = REAP_ROLE_EVENTS;
  q->count = q->value;
}

/* "103 had a primary event", "12 died": who had something, without a word for people. */
static void read_had(reading *r, uint32_t i) {
  if (has_flag(r, i, ATOM_HYPHENATED) || !is_results(r) || !(is(r, i + 1, W_EVENT_VERB) || is(r, i + 1, W_HAD))) return;
  if (i > 0 &&
      (is(r, i - 1, W_VERSUS) || is(r, i - 1, M_PLUSMINUS) || has_cue(r, i - 1, REAP_CUE_ARM) || is(r, i - 1, W_GROUP)))
    return;
  write_size(r, i, i, i, REAP_NONE, REAP_ROLE_EVENTS, "count.had");
}

/* ---- parts of a number of people ---- */

static uint32_t row_of(const reading *r, uint32_t i) {
  for (uint32_t row = r->rows.count; row > r->first_row; row--)
    if (r->rows.at[row - 1].numeral.beg == atom_at(r, i)->span.beg) return row - 1;
  return REAP_NONE;
}

enum { PARTS_MAX = 8 };

/* Whole numbers behind atom i that add up to `total`: their atoms in parts[]; returns how many, 0 when there are none.
 */
static uint32_t find_parts(const reading *r, uint32_t i, double total, uint32_t parts[PARTS_MAX]) {
  double sum = 0;
  uint32_t count = 0;
  for (uint32_t k = i + 1; k < i + REACH && k < r->atoms.count && count < PARTS_MAX; k++) {
    if (atom_at(r, k)->type != ATOM_NUMBER) continue;
    const uint32_t row = row_of(r, k);
    const bool known = row != REAP_NONE && (r->rows.at[row].kind == REAP_Q_SAMPLE_SIZE ||
                                            (r->rows.at[row].kind == REAP_Q_COUNT && isnan(r->rows.at[row].of)));
    reap_unit unit;
    if (!known) {
      if (!is_whole(r, k) || has_flag(r, k, ATOM_HYPHENATED)) continue;
      if (read_unit(r, k + 1, &unit) != k + 1) continue;
    }
    sum += value_at(r, k);
    parts[count++] = k;
    if (value_at(r, k) < 2 && total > 9) return 0;
    if (sum == total && count > 1) return count;
    if (sum >= total) return 0;
  }
  return 0;
}

/* "144 patients were randomised (72 zinc, 72 placebo)", "169 patients (arm A 87, arm B 82)", "18 participants had pain
 * (10 A and 8 B)": numbers that add up to the one before them are its parts. */
static void read_parts(reading *r, uint32_t i) {
  const uint32_t whole = row_of(r, i);
  if (whole == REAP_NONE || value_at(r, i) < 4) return;
  const reap_quantity q = r->rows.at[whole];
  const bool size = q.kind == REAP_Q_SAMPLE_SIZE && q.role != REAP_ROLE_LOST;
  const bool count = q.kind == REAP_Q_COUNT && isnan(q.of) && q.role == REAP_ROLE_EVENTS;
  uint32_t parts[PARTS_MAX];
  if (!size && !count) return;
  const uint32_t found = find_parts(r, i, q.value, parts);
  for (uint32_t k = 0; k < found; k++) {
    const uint32_t row = row_of(r, parts[k]);
    const reap_quantity_role role = size ? REAP_ROLE_ARM : REAP_ROLE_EVENTS;
    if (row == REAP_NONE)
      write_size(r, parts[k], parts[k], parts[k], REAP_NONE, role, size ? "sample_size.part" : "count.part");
    else if (size && r->rows.at[row].kind == REAP_Q_SAMPLE_SIZE)
      r->rows.at[row].role = REAP_ROLE_ARM;
  }
  if (found && size && r->rows.at[whole].role == REAP_ROLE_ARM) r->rows.at[whole].role = REAP_ROLE_NONE;
}

/* The sentence tells of forming groups, not of what befell them. */
static bool tells_allocation(const reading *r) {
  for (uint32_t i = 0; i < r->atoms.count && i < 200; i++)
    if (is(r, i, W_RANDOMIZED) || is(r, i, W_ENROLLED) || is(r, i, W_RECEIVED)) return true;
  return false;
}

/* "72 to placebo", "45 in the control group", "208 received zinc": no people word of their own. */
static bool is_allocated(const reading *r, uint32_t i, bool *in_group) {
  const uint32_t k = i + 1;
  *in_group = false;
  if (is(r, k, W_RECEIVED)) return true;
  if ((is(r, k, W_WAS) || is(r, k, W_HAD)) && (is(r, k + 1, W_RANDOMIZED) || is(r, k + 1, W_RECEIVED))) return true;
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

static void read_allocated(reading *r, uint32_t i, bool allocation) {
  bool in_group;
  reap_unit unit;
  if (has_flag(r, i, ATOM_HYPHENATED) || (i > 0 && is(r, i - 1, W_FROM)) || read_unit(r, i + 1, &unit) != i + 1) return;
  if (!is_allocated(r, i, &in_group)) return;
  for (uint32_t k = i > 4 ? i - 4 : 0; k < i; k++)
    if (is(r, k, W_FROM) || is(r, k, W_MEAN) || is(r, k, W_MEDIAN) || is(r, k, W_SCORE)) return; /* "from 12 to 9" */
  if (!allocation && !is_results(r)) return;
  if (!allocation && has_flag(r, i, ATOM_WORDS) && !in_group) return;
  const reap_quantity_role role = allocation || !in_group ? REAP_ROLE_ARM : REAP_ROLE_EVENTS;
  write_size(r, i, i, i, REAP_NONE, role, role == REAP_ROLE_ARM ? "sample_size.allocated" : "count.in_group");
}

/* "randomised to zinc (34) or placebo (17)": a number alone in the bracket behind an arm. */
static void read_lone_bracket(reading *r, uint32_t i) {
  if (i < 2 || !is(r, i - 1, M_OPEN) || !is(r, i + 1, M_CLOSE) || value_at(r, i) < 2) return;
  for (uint32_t k = i - 1; k > 0 && i - k < 4; k--)
    if (names_arm(r, k - 1)) {
      write_size(r, i, i, i, REAP_NONE, REAP_ROLE_ARM, "sample_size.lone_bracket");
      return;
    }
}

static bool same_rule(const reap_quantity *a, const reap_quantity *b) {
  return strcmp(a->rule, b->rule) == 0 || strcmp(b->rule, "sample_size.allocated") == 0;
}

/* Two sizes of like magnitude in one sentence are two arms: "43 patients were randomised to A and 50 to B". */
static void settle_pairs(reading *r) {
  for (uint32_t i = r->first_row; i < r->rows.count && i < r->first_row + 32; i++) {
    reap_quantity *q = &r->rows.at[i];
    if (q->kind != REAP_Q_SAMPLE_SIZE || (q->role != REAP_ROLE_TOTAL && q->role != REAP_ROLE_NONE)) continue;
    for (uint32_t k = r->first_row; k < r->rows.count && k < r->first_row + 32; k++) {
      const reap_quantity *other = &r->rows.at[k];
      if (k == i || other->kind != REAP_Q_SAMPLE_SIZE || !same_rule(q, other)) continue;
      if (other->value > 1.8 * q->value || q->value > 1.8 * other->value || !other->value) continue;
      if (!reap_str_equal(other->people, q->people) && other->people.len) continue;
      q->role = REAP_ROLE_ARM;
    }
  }
}

void read_sizes(reading *r) {
  const uint32_t count = r->atoms.count;
  for (uint32_t i = 0; i < count; i++)
    if (is(r, i, W_N)) read_n(r, i);
  for (uint32_t i = 0; i < count; i++)
    if (is_whole(r, i)) read_people(r, i);
  for (uint32_t i = 0; i < count; i++)
    if (is_whole(r, i)) {
      read_events(r, i);
      if (is_whole(r, i)) read_had(r, i);
    }
  for (uint32_t i = 0; i < count; i++)
    if (atom_at(r, i)->type == ATOM_NUMBER) read_parts(r, i);
  const bool allocation = tells_allocation(r);
  for (uint32_t i = 0; i < count; i++)
    if (is_whole(r, i)) read_allocated(r, i, allocation);
  for (uint32_t i = 0; i < count; i++)
    if (allocation && is_whole(r, i)) read_lone_bracket(r, i);
  settle_pairs(r);
}
