/* SPDX-License-Identifier: MIT */
/* How many: "n = 24", "(n = 12, 13 and 11)", "Ten adult patients", "144 patients were randomised", "72 to placebo".
 * Which of the sizes is the total is decided over the whole citation (total.c); here a size that may be it has role
 * TOTAL when the words say so (randomised, enrolled, a total of), NONE when they say nothing. */
#include "6_quantify/context.h"

/* Roles that words give to the people counted before them. */
static reap_quantity_role word_role(const reading *r, uint32_t i, bool *event) {
  static const struct {
    const char *id;
    uint8_t role;
  } ids[] = {{"screened", REAP_ROLE_SCREENED}, {"enrolled", REAP_ROLE_TOTAL},      {"randomized", REAP_ROLE_TOTAL},
             {"analyzed", REAP_ROLE_ANALYZED}, {"completed", REAP_ROLE_COMPLETED}, {"lost", REAP_ROLE_LOST}};
  if (has_cue(r, i, REAP_CUE_SIZE_ROLE)) {
    const reap_str id = cue_of(r, i)->id;
    for (size_t k = 0; k < sizeof ids / sizeof *ids; k++)
      if (reap_str_equal(id, reap_str_of(ids[k].id))) return (reap_quantity_role)ids[k].role;
    if (reap_str_equal(id, REAP_STR("died"))) *event = true;
  }
  switch (atom_at(r, i)->word) {
  case W_RANDOMIZED:
  case W_ENROLLED:
    return REAP_ROLE_TOTAL;
  case W_SCREENED:
    return REAP_ROLE_SCREENED;
  case W_ANALYZED:
    return REAP_ROLE_ANALYZED;
  case W_COMPLETED:
    return REAP_ROLE_COMPLETED;
  case W_LOST:
    return REAP_ROLE_LOST;
  case W_EVENT_VERB:
  case W_HAD:
    *event = true;
    return REAP_ROLE_NONE;
  default:
    return REAP_ROLE_NONE;
  }
}

typedef struct {
  reap_quantity_role role;
  bool event;  /* something happened to them: a count */
  bool of_arm; /* "in group A", "received X", "per group", "to placebo" */
  bool of_each;
} size_context;

static bool names_arm(const reading *r, uint32_t i) {
  return is(r, i, W_GROUP) || has_cue(r, i, REAP_CUE_ARM) || has_cue(r, i, REAP_CUE_COMPARATOR) ||
         atom_at(r, i)->entity == REAP_INTERVENTION + 1;
}

/* "per group", "in each arm", "each". */
static bool says_each(const reading *r, uint32_t i) {
  uint32_t k = i;
  if (is(r, k, M_COMMA)) k++;
  while (is(r, k, W_IN) || is(r, k, W_FOR) || has_cue(r, k, REAP_CUE_PEOPLE)) k++;
  if (is(r, k, M_SLASH)) return is(r, k + 1, W_GROUP);
  return is(r, k, W_EACH) || is(r, k, W_PER) || is(r, k, W_BOTH)
             ? is(r, k, W_EACH) || is(r, k + 1, W_GROUP) || is(r, k + 2, W_GROUP)
             : false;
}

/* Reads on from the people phrase to the next number or the end of the clause. */
static size_context look_ahead(const reading *r, uint32_t i) {
  size_context c = {REAP_ROLE_NONE, false, false, says_each(r, i)};
  bool to = false, in = false;
  for (uint32_t k = i; k < i + 24 && k < r->atoms.count; k++) {
    const reap_atom *a = atom_at(r, k);
    if (a->word == M_SEMICOLON ||
        (a->type == ATOM_NUMBER && !(a->flags & ATOM_CLAIMED) && find_people(r, k) != REAP_NONE))
      break;
    if (a->word == M_OPEN && a->partner != REAP_NONE) {
      k = a->partner;
      continue;
    }
    if (a->word == M_CLOSE) break;
    bool event = false;
    const reap_quantity_role role = word_role(r, k, &event);
    if (c.role == REAP_ROLE_NONE && !c.event) {
      c.role = role;
      c.event = event;
    }
    if (a->word == W_RECEIVED && c.role == REAP_ROLE_NONE && !c.event) c.of_arm = true;
    if (a->word == W_TO) to = true;
    if (a->word == W_IN) in = true;
    if ((to || in) && (is(r, k, W_GROUP) || has_cue(r, k, REAP_CUE_ARM)) && !is(r, k - 1, W_BOTH) &&
        !is(r, k - 1, W_EACH) && !(atom_at(r, k - 1)->type == ATOM_NUMBER) &&
        !(reading_text(r, k).len > 5 && is(r, k, W_GROUP)))
      c.of_arm = true;
  }
  return c;
}

static reap_quantity_role look_behind(const reading *r, uint32_t i) {
  for (uint32_t k = i, steps = 0; k > 0 && steps < 12; steps++) {
    k--;
    const reap_atom *a = atom_at(r, k);
    if (a->word == M_SEMICOLON || a->word == M_CLOSE || (a->type == ATOM_NUMBER && !(a->flags & ATOM_CLAIMED))) break;
    bool event;
    const reap_quantity_role role = word_role(r, k, &event);
    if (role != REAP_ROLE_NONE) return role;
  }
  return REAP_ROLE_NONE;
}

static void write_size(reading *r, uint32_t number, uint32_t first, uint32_t last, uint32_t people,
                       reap_quantity_role role, const char *rule) {
  const bool count = role == REAP_ROLE_EVENTS;
  reap_quantity *q = add_quantity(r, count ? REAP_Q_COUNT : REAP_Q_SAMPLE_SIZE, number, first, last, rule);
  q->role = (uint8_t)role;
  if (count) q->count = q->value;
  if (people != REAP_NONE) q->people = cue_of(r, people)->id;
}

/* ---- n = 24 ---- */

/* Whom "(n = 24)" sizes is what stands before its bracket. */
static reap_quantity_role role_of_n(const reading *r, uint32_t n, uint32_t behind) {
  if (says_each(r, behind)) return REAP_ROLE_ARM;
  uint32_t open = n;
  while (open > 0 && n - open < 12 && !is(r, open, M_OPEN)) open--;
  const bool bracket = is(r, open, M_OPEN);
  const uint32_t before = bracket ? open - 1 : n - 1;
  if ((bracket && open == 0) || before >= r->atoms.count) return REAP_ROLE_NONE;
  if (has_cue(r, before, REAP_CUE_PEOPLE) && !is(r, before - 1, W_GROUP)) {
    const reap_quantity_role role = look_behind(r, before);
    return role;
  }
  if (is(r, before, W_TOTAL)) return REAP_ROLE_TOTAL;
  bool event;
  const reap_quantity_role said = word_role(r, before, &event);
  if (said != REAP_ROLE_NONE) return said;
  for (uint32_t k = before, steps = 0; steps < 6 && k < r->atoms.count; k--, steps++) {
    if (names_arm(r, k)) return REAP_ROLE_ARM;
    if (is(r, k, M_COMMA) || is(r, k, M_CLOSE) || atom_at(r, k)->type == ATOM_NUMBER) break;
  }
  if (reading_text(r, n).ptr[0] == 'N') return REAP_ROLE_NONE;
  if (r->section == REAP_SECTION_RESULTS) return REAP_ROLE_EVENTS;
  return REAP_ROLE_ARM;
}

static void read_n(reading *r, uint32_t i) {
  uint32_t k = i + 1;
  if (!is(r, k, M_EQUAL) && !is(r, k, M_COLON)) return;
  k++;
  if (!is_whole(r, k)) return;
  reap_unit unit;
  if (read_unit(r, k + 1, &unit) != k + 1 && unit_is_percent(&unit)) return;
  if (is(r, i - 1, M_OPEN) && i >= 2 && is(r, i - 2, M_PERCENT)) return;
  uint32_t people = find_people(r, k);
  uint32_t behind = people == REAP_NONE ? k + 1 : cue_end(r, people);
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

static bool many_follow(const reading *r, uint32_t i) { /* "a total of 144", "altogether 144" */
  return i > 0 && (is(r, i - 1, W_TOTAL) || (is(r, i - 1, W_OF) && (is(r, i - 2, W_TOTAL) || is(r, i - 2, W_SAMPLE))) ||
                   (i > 1 && is(r, i - 1, M_COMMA) && is(r, i - 2, W_TOTAL)));
}

static bool largest_known(const reading *r, double value) {
  for (uint32_t row = 0; row < r->rows.count; row++)
    if (r->rows.at[row].kind == REAP_Q_SAMPLE_SIZE && r->rows.at[row].value > value) return false;
  return true;
}

static bool planned(const reading *r, uint32_t i) {
  for (uint32_t k = i > 12 ? i - 12 : 0; k < i + 14 && k < r->atoms.count; k++)
    if (is(r, k, W_NEEDED) || (is(r, k, W_PLANNED) && r->section != REAP_SECTION_RESULTS)) return true;
  return false;
}

/* One of the people before this one stood in the same list: "72 patients to A and 70 (patients) to B". */
static void read_people(reading *r, uint32_t i) {
  const uint32_t people = find_people(r, i);
  if (people == REAP_NONE || has_flag(r, i, ATOM_HYPHENATED)) return;
  const uint32_t behind = cue_end(r, people);
  size_context c = look_ahead(r, behind);
  const bool total = many_follow(r, i);
  reap_quantity_role role = c.role;
  if (c.of_each)
    role = REAP_ROLE_ARM;
  else if (total && role != REAP_ROLE_SCREENED && role != REAP_ROLE_LOST)
    role = role == REAP_ROLE_NONE ? REAP_ROLE_TOTAL : role;
  else if (c.of_arm && (role == REAP_ROLE_NONE || role == REAP_ROLE_TOTAL))
    role = REAP_ROLE_ARM;
  if (role == REAP_ROLE_NONE && !c.event) {
    role = look_behind(r, i);
    if (role == REAP_ROLE_TOTAL && !largest_known(r, value_at(r, i))) role = REAP_ROLE_ARM;
  }
  const bool results = r->section == REAP_SECTION_RESULTS || r->section == REAP_SECTION_CONCLUSIONS;
  const bool small = !largest_known(r, value_at(r, i));
  if (c.event && !total && (results || small)) role = REAP_ROLE_EVENTS;
  if (role == REAP_ROLE_NONE && results && small) role = REAP_ROLE_EVENTS;
  if (role == REAP_ROLE_ARM && c.event) role = REAP_ROLE_EVENTS;
  if (value_at(r, i) < 2 && role != REAP_ROLE_LOST) role = REAP_ROLE_EVENTS;
  if (role == REAP_ROLE_EVENTS && !results && r->section != REAP_SECTION_UNKNOWN) role = REAP_ROLE_NONE;
  if (planned(r, i) && (role == REAP_ROLE_NONE || role == REAP_ROLE_TOTAL)) {
    claim_atom(r, i);
    return;
  }
  uint32_t first = i;
  write_size(r, i, first, behind - 1, people, role,
             role == REAP_ROLE_EVENTS ? "count.people"
             : total                  ? "sample_size.total_of"
                                      : "sample_size.people");
}

/* "72 to placebo and 70 to zinc", "45 in the control group and 21 in the treated group": no people word of their own.
 */
static void read_allocated(reading *r, uint32_t i) {
  if (!is_whole(r, i) || value_at(r, i) < 2 || has_flag(r, i, ATOM_HYPHENATED)) return;
  const uint32_t k = i + 1;
  bool allocated = false;
  if (is(r, k, W_RECEIVED) ||
      ((is(r, k, W_WAS) || is(r, k, W_HAD)) && (is(r, k + 1, W_RANDOMIZED) || is(r, k + 1, W_RECEIVED))))
    allocated = true;
  else if (is(r, k, W_TO) || is(r, k, W_IN) || is(r, k, W_WITH) || is(r, k, W_ON)) {
    for (uint32_t n = k + 1; n < k + 8 && n < r->atoms.count; n++) {
      const reap_atom *a = atom_at(r, n);
      if (a->type == ATOM_NUMBER || (a->type == ATOM_MARK && a->word != M_DASH && a->word != M_PLUS)) break;
      if (names_arm(r, n)) allocated = true;
    }
    if (!is(r, k, W_TO)) {
      const bool results = r->section == REAP_SECTION_RESULTS || r->section == REAP_SECTION_CONCLUSIONS;
      allocated = allocated && !results && look_behind(r, i) != REAP_ROLE_LOST;
    }
  }
  if (!allocated) return;
  if (is(r, k, W_TO)) { /* "from 12 to 9" is no allocation */
    for (uint32_t b = i > 3 ? i - 3 : 0; b < i; b++)
      if (is(r, b, W_FROM)) return;
  }
  write_size(r, i, i, i, REAP_NONE, REAP_ROLE_ARM, "sample_size.allocated");
}

void read_sizes(reading *r) {
  for (uint32_t i = 0; i < r->atoms.count; i++)
    if (is(r, i, W_N)) read_n(r, i);
  for (uint32_t i = 0; i < r->atoms.count; i++)
    if (is_whole(r, i)) read_people(r, i);
  for (uint32_t i = 0; i < r->atoms.count; i++)
    if (is_whole(r, i)) read_allocated(r, i);
}
