/* SPDX-License-Identifier: MIT */
/* How many: "n = 24", "(n = 12, 13 and 11)", "Ten adult patients", "144 patients were randomised", "72 to placebo".
 * Which of the sizes is the total is decided over the whole citation (total.c); here a size that may be it has role
 * TOTAL when the words say so (randomised, enrolled, a total of), NONE when they say nothing. */
#include "6_quantify/size_context.h"

/* ---- n = 24 ---- */

static bool largest_known(const reading *r, double value) {
  const uint32_t beg = r->rows.count > 64 ? r->rows.count - 64 : 0;
  for (uint32_t row = beg; row < r->rows.count; row++)
    if (r->rows.at[row].kind == REAP_Q_SAMPLE_SIZE && r->rows.at[row].about == REAP_NONE &&
        r->rows.at[row].value > value)
      return false;
  return true;
}

/* Less than a sixth of the largest size so far: rather a number of events than of a group. */
static bool is_small(const reading *r, double value) { return !largest_known(r, 6 * value); }

static uint32_t count_n(const reading *r) {
  uint32_t count = 0;
  for (uint32_t i = 0; i < r->atoms.count; i++)
    count += is(r, i, W_N) && (is(r, i + 1, M_EQUAL) || is(r, i + 1, M_COLON));
  return count;
}

/* One arm ends at the atom: "the control group", "placebo", "group 1", "arm B". */
static bool ends_arm(const reading *r, uint32_t i) {
  if (has_cue(r, i, REAP_CUE_COMPARATOR)) return !cue_is(r, i, REAP_CUE_COMPARATOR, REAP_STR("baseline"));
  const reap_str text = reading_text(r, is(r, i, W_GROUP) ? i : i - 1);
  if (!is(r, i, W_GROUP) && !(is(r, i - 1, W_GROUP) && reap_span_len(atom_at(r, i)->span) < 4)) return false;
  return text.len > 0 && reap_lower(text.ptr[text.len - 1]) != 's' &&
         !is(r, i - 1, W_PER); /* "8 per group (n = 160)" */
}

/* Whom "(n = 24)" sizes is what stands before its bracket. */
static reap_quantity_role role_of_n(const reading *r, uint32_t n, uint32_t behind, uint8_t *stage) {
  const uint32_t member = read_joint(r, n + 3);
  if (member != n + 3 && is_whole(r, member) && !is(r, member + 1, W_N)) return REAP_ROLE_ARM; /* a list */
  if (says_each(r, behind)) return REAP_ROLE_ARM;
  uint32_t open = n;
  while (open > 0 && n - open < 12 && !is(r, open, M_OPEN)) open--;
  const bool bracket = is(r, open, M_OPEN);
  if ((bracket && open == 0) || n == 0) return REAP_ROLE_NONE;
  const uint32_t before = bracket ? open - 1 : n - 1;
  size_context c;
  if (is(r, before, W_TOTAL) || is(r, before - 1, W_TOTAL)) return REAP_ROLE_TOTAL;
  if (is_people(r, before) && is_counted(r, before) && !is(r, before - 1, W_GROUP)) {
    if (is_arm_word(r, before)) return REAP_ROLE_ARM; /* "controls (n = 34)" */
    for (uint32_t k = before; k > 0 && before - k < 4; k--)
      if (names_arm(r, k - 1)) return REAP_ROLE_ARM;
    if (!look_behind(r, before, &c)) return REAP_ROLE_NONE;
    *stage = c.stage;
    return c.role;
  }
  const bool small = tells_results(r) && bracket && is_small(r, value_at(r, n + 2));
  for (uint32_t k = n; bracket && !small && k > open; k--) /* "(test arm, n = 774)" */
    if (is_arm_word(r, k)) return REAP_ROLE_ARM;
  if (!small && ends_arm(r, before)) return REAP_ROLE_ARM;
  if (set_said(r, before, &c) && c.said == SAID_SIZE) {
    *stage = c.stage;
    return c.role;
  }
  if (!tells_results(r) && count_n(r) == 1 && largest_known(r, value_at(r, n + 2))) return REAP_ROLE_NONE;
  for (uint32_t k = before, steps = 0; steps < 6 && k < r->atoms.count; k--, steps++) {
    if (names_arm(r, k)) return REAP_ROLE_ARM;
    if (is(r, k, M_COMMA) || is(r, k, M_CLOSE) || atom_at(r, k)->type == ATOM_NUMBER) break;
  }
  return small ? REAP_ROLE_EVENTS : REAP_ROLE_ARM;
}

/* "planned for 250 patients", "a target of 92 patients", "74 of the planned 92 patients": nobody was counted yet. */
static bool is_planned(const reading *r, uint32_t i) {
  if (i > 2 && is(r, i - 1, W_OF) && is_text(r, i - 2, REAP_STR("size")) && is(r, i - 3, W_SAMPLE)) return true;
  for (uint32_t k = i; k > 0 && i - k < 5; k--) {
    if (is(r, k - 1, W_PLANNED)) return true;
    const reap_atom *a = atom_at(r, k - 1);
    if (a->type == ATOM_NUMBER ||
        (a->type == ATOM_MARK && a->word != M_OPEN && a->word != M_COLON && a->word != M_EQUAL))
      return false;
  }
  return false;
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
  uint8_t stage = REAP_STAGE_NONE;
  if ((is(r, k + 1, W_TO) || is(r, k + 1, M_DASH)) && is_whole(r, k + 2)) { /* "n = 15 to 17 per group" */
    claim_atom(r, k);
    claim_atom(r, k + 2);
    return;
  }
  if (is_planned(r, i)) {
    write_size(r, k, i, k, people, REAP_ROLE_NONE, stage, "sample_size.planned");
    return;
  }
  const reap_quantity_role role = role_of_n(r, i, behind, &stage);
  write_size(r, k, i, k, people, role, stage, role == REAP_ROLE_EVENTS ? "count.n" : "sample_size.n");
  for (uint32_t member = 0; member < 8; member++) { /* "n = 12, 13 and 11" */
    const uint32_t next = read_joint(r, k + 1);
    if (next == k + 1 || !is_whole(r, next)) return;
    if (read_unit(r, next + 1, &unit) != next + 1 || is(r, next + 1, M_OPEN)) return;
    if (is(r, next + 1, M_DASH)) return; /* "n = 253; 50-59 years, n = 289" */
    write_size(r, next, next, next, REAP_NONE, role == REAP_ROLE_NONE ? REAP_ROLE_ARM : role, stage,
               "sample_size.n_list");
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

/* "In each part, 46 subjects were randomised". */
static bool in_each(const reading *r, uint32_t i) {
  if (i == 0 || !is(r, i - 1, M_COMMA)) return false;
  for (uint32_t k = i - 1; k > 0 && i - k < 5; k--)
    if (is(r, k - 1, W_EACH)) return k > 1 ? is(r, k - 2, W_IN) || is(r, k - 2, W_FOR) : false;
  return false;
}

/* An arm right before the number has it: "the weekly arm had 52 patients", "a control group of 174 patients". */
static bool arm_has(const reading *r, uint32_t i) {
  uint32_t k = i;
  if (i > 2 && is(r, i - 2, W_GROUP) && is(r, i - 3, W_EACH)) return true; /* "each group contained 36 patients" */
  while (k > 0 && (is(r, k - 1, W_OF) || is(r, k - 1, W_HAD) || is(r, k - 1, W_ENROLLED) || is(r, k - 1, W_WAS))) k--;
  if (k == i || k == 0) return false;
  if (k > 1 && atom_at(r, k - 1)->type == ATOM_NUMBER && is(r, k - 2, W_GROUP))
    return true; /* "cohort 2 enrolled 99" */
  if (!is(r, k - 1, W_GROUP)) return false;
  const reap_str text = reading_text(r, k - 1);
  if (reap_lower(text.ptr[text.len - 1]) == 's') return false;
  if (is(r, i - 1, W_HAD)) return true;
  return k > 1 && is_arm_word(r, k - 2) && !is_text(r, k - 2, REAP_STR("study")); /* the study group is everybody */
}

static reap_quantity_role decide(const reading *r, uint32_t i, size_context *c) {
  const bool all = i > 0 && is(r, i - 1, W_ALL) && !(i > 1 && is(r, i - 2, W_OF)) && !c->of_arm; /* "All 80 women" */
  const bool total = said_total(r, i) || all, small = !largest_known(r, value_at(r, i)), results = tells_results(r);
  if (c->each && results && !largest_known(r, 6 * value_at(r, i))) return REAP_ROLE_EVENTS; /* "two in each arm died" */
  if (c->each || c->one_group || arm_has(r, i) || in_each(r, i)) return REAP_ROLE_ARM;
  const bool base = is_base(r, i);
  const bool half = largest_known(r, 2 * value_at(r, i)) && !results; /* too many for an event */
  const bool befell = i > 0 && is(r, i - 1, W_IN) && is_results(r) && !half;
  size_context behind = *c;
  const bool formed = befell && look_behind(r, i, &behind); /* "randomization was carried out in 390 patients" */
  if (befell && !formed && (results || small) && !total && !base && c->said != SAID_SIZE)
    return REAP_ROLE_EVENTS; /* "recurred in 4 patients" */
  if (i > 1 && is(r, i - 1, W_OF) && is(r, i - 2, W_GROUP) &&
      reading_text(r, i - 2).ptr[reading_text(r, i - 2).len - 1] == 's')
    return REAP_ROLE_ARM; /* "two groups of 20 rats" */
  if (c->said == SAID_EVENT && !total && !base && (results || small)) return REAP_ROLE_EVENTS;
  if (base && small) return c->of_arm ? REAP_ROLE_ARM : REAP_ROLE_NONE;
  if (c->of_arm && c->said != SAID_EVENT)
    return results && small && c->said == SAID_NOTHING ? REAP_ROLE_EVENTS : REAP_ROLE_ARM;
  if (c->said == SAID_SIZE) {
    if (c->role == REAP_ROLE_TOTAL && small && results) return REAP_ROLE_NONE;
    return c->role;
  }
  if (total) {
    c->rule = "sample_size.total_of";
    return REAP_ROLE_TOTAL;
  }
  behind = *c;
  if (c->said != SAID_EVENT && look_behind(r, i, &behind)) {
    c->rule = behind.rule;
    c->stage = behind.stage;
    return behind.role;
  }
  if (c->said == SAID_RECEIVED && small)
    return results && !largest_known(r, 6 * value_at(r, i)) ? REAP_ROLE_EVENTS : REAP_ROLE_ARM;
  if (c->said != SAID_RECEIVED && results && small) return REAP_ROLE_EVENTS;
  return REAP_ROLE_NONE;
}

/* What the words between the number and its people say: "98 enrolled women" is a stage, "655 control women" an arm.
 * "Enrolled" tells of them all only while no verb tells something else. */
static void read_modifiers(const reading *r, uint32_t i, uint32_t people, size_context *c) {
  for (uint32_t k = i + 1; k <= people; k++) {
    size_context told = {.said = SAID_NOTHING};
    if (is_arm_word(r, k)) c->of_arm = true;
    if (c->said == SAID_NOTHING && atom_at(r, k)->type == ATOM_WORD && set_said(r, k, &told) &&
        told.said == SAID_SIZE && told.role != REAP_ROLE_LOST) {
      c->said = SAID_SIZE;
      c->role = told.role;
      c->stage = told.stage;
      c->rule = told.rule;
    }
  }
}

/* "346 of these patients", "12 of the women": the people of whom the number is a part. */
static uint32_t find_people_of(const reading *r, uint32_t i) {
  if (!is(r, i + 1, W_OF) || !is(r, i + 2, W_THE)) return REAP_NONE;
  for (uint32_t k = i + 3; k < i + 6 && atom_at(r, k)->type == ATOM_WORD; k++)
    if (is_people(r, k) && is_counted(r, k)) return k;
  return REAP_NONE;
}

static void read_people(reading *r, uint32_t i) {
  uint32_t people = find_people(r, i);
  if (people == REAP_NONE) people = find_people_of(r, i);
  if (people == REAP_NONE || has_flag(r, i, ATOM_HYPHENATED)) return;
  if (i > 0 && (is(r, i - 1, W_PER) || is(r, i - 1, M_SLASH))) return; /* "per 1000 women" */
  const uint32_t behind = people_end(r, people);
  size_context c = look_ahead(r, behind);
  read_modifiers(r, i, people, &c);
  reap_quantity_role role = in_own_bracket(r, i, behind) ? REAP_ROLE_ARM : decide(r, i, &c);
  if (role == REAP_ROLE_ARM && c.of_arm && value_at(r, i) < 4) role = REAP_ROLE_EVENTS;
  if (value_at(r, i) < 2 && role != REAP_ROLE_LOST) role = REAP_ROLE_EVENTS;
  if (role == REAP_ROLE_EVENTS && !is_results(r)) {
    if (value_at(r, i) < 2) { /* "one eye of each patient was treated": no size of anything */
      claim_atom(r, i);
      return;
    }
    role = REAP_ROLE_NONE;
  }
  reap_relation relation;
  const uint32_t bound_at = bound_before(r, i, &relation); /* "at least one patient", "in more than 50 patients" */
  const bool bound = bound_at != i && !is(r, bound_at, W_UP);
  if (bound || (calculated(r, i) && role != REAP_ROLE_LOST && role != REAP_ROLE_COMPLETED)) {
    claim_atom(r, i);
    return;
  }
  if (is_planned(r, i)) {
    write_size(r, i, i, behind - 1, people, REAP_ROLE_NONE, REAP_STAGE_NONE, "sample_size.planned");
    return;
  }
  const char *rule = role == REAP_ROLE_EVENTS         ? "count.people"
                     : c.rule && c.said != SAID_EVENT ? c.rule
                                                      : "sample_size.people";
  write_size(r, i, i, behind - 1, people, role, c.stage, rule);
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
  write_size(r, i, i, i, REAP_NONE, REAP_ROLE_EVENTS, REAP_STAGE_NONE, "count.had");
}

/* "241 Latinas were randomised": a noun that no list knows, but the verb tells. */
static void read_told(reading *r, uint32_t i) {
  reap_unit unit;
  if (has_flag(r, i, ATOM_HYPHENATED) || value_at(r, i) < 5 || read_unit(r, i + 1, &unit) != i + 1) return;
  if (i > 0 && (is(r, i - 1, M_DASH) || is(r, i - 1, W_TO))) return; /* "a 0-10 scale" */
  if (atom_at(r, i + 1)->type != ATOM_WORD || atom_at(r, i + 1)->word != W_NONE) return;
  for (uint32_t k = i + 1; k < i + 16 && k < r->atoms.count; k++) {
    const reap_atom *a = atom_at(r, k);
    if (a->word == M_OPEN && a->partner != REAP_NONE) {
      k = a->partner;
      continue;
    }
    if (k < i + 3 && has_cue(r, k, REAP_CUE_PEOPLE) && !is_counted(r, k)) return; /* "31 centers were divided" */
    if (is_number(r, k) || a->word == M_SEMICOLON || a->word == W_P || a->word == M_COMMA || is(r, k, W_EVENTS)) return;
    if (!is(r, k, W_WAS)) continue;
    size_context c = {.said = SAID_NOTHING};
    const bool told = set_said(r, k + 1, &c) || (atom_at(r, k + 1)->word == W_NONE && set_said(r, k + 2, &c));
    if (told && c.said == SAID_SIZE) write_size(r, i, i, i, REAP_NONE, c.role, c.stage, c.rule);
    return;
  }
}

void read_sizes(reading *r) {
  if (sees(r, W_N))
    for (uint32_t i = 0; i < r->atoms.count; i++)
      if (is(r, i, W_N)) read_n(r, i);
  EACH_NUMBER(r, i)
  if (is_whole(r, i)) read_people(r, i);
  read_size_pairs(r);
  EACH_NUMBER(r, i) {
    if (is_whole(r, i)) read_events(r, i);
    if (is_whole(r, i)) read_had(r, i);
    if (is_whole(r, i)) read_told(r, i);
  }
  read_size_parts(r);
}
