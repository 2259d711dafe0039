/* SPDX-License-Identifier: MIT */
#include "6_quantify/reading.h"

const reap_atom reap_no_atom = {.span = {REAP_NONE, REAP_NONE},
                                .cue = REAP_NONE,
                                .row = REAP_NONE,
                                .partner = REAP_NONE,
                                .type = ATOM_MARK,
                                .flags = ATOM_SPACED};

uint32_t cue_end(const reading *r, uint32_t i) {
  const uint32_t cue = atom_at(r, i)->cue;
  if (cue == REAP_NONE) return i;
  while (atom_at(r, i)->cue == cue) i++;
  return i;
}

/* ---- relations ---- */

static const struct {
  uint16_t mark;
  uint8_t relation;
} relation_marks[] = {{M_LESS, REAP_REL_LT},
                      {M_LESS_EQUAL, REAP_REL_LE},
                      {M_GREATER, REAP_REL_GT},
                      {M_GREATER_EQUAL, REAP_REL_GE},
                      {M_EQUAL, REAP_REL_EQ}};

static reap_relation mark_relation(const reading *r, uint32_t i) {
  for (size_t k = 0; k < sizeof relation_marks / sizeof *relation_marks; k++)
    if (is(r, i, (word_class)relation_marks[k].mark)) return (reap_relation)relation_marks[k].relation;
  return REAP_REL_NONE;
}

/* "< or =", "less than or equal to": the second half of a worded bound. */
static uint32_t or_equal(const reading *r, uint32_t i) {
  uint32_t k = i;
  if (is(r, k, M_SLASH) || is(r, k, W_OR)) k++;
  if (k == i || !(is(r, k, M_EQUAL) || is(r, k, W_EQUAL))) return i;
  k++;
  return is(r, k, W_TO) ? k + 1 : k;
}

uint32_t read_relation(const reading *r, uint32_t i, reap_relation *relation) {
  *relation = REAP_REL_NONE;
  if (is(r, i, W_NONE)) return i; /* most atoms */
  *relation = mark_relation(r, i);
  uint32_t next = i + 1, behind;
  if (*relation == REAP_REL_NONE) {
    if (is(r, i, W_AT) && is(r, i + 1, W_LEAST)) i++; /* "at least", "at most" */
    if (is(r, i, W_UP) && is(r, i + 1, W_TO)) {
      *relation = REAP_REL_LE;
      return i + 2;
    }
    next = i + 1;
    if (is(r, i, W_LEAST)) {
      *relation = is_text(r, i, REAP_STR("least")) ? REAP_REL_GE : REAP_REL_LE;
    } else if ((is(r, i, W_LESS) || is(r, i, W_MORE)) && is(r, i + 1, W_THAN)) {
      *relation = is(r, i, W_LESS) ? REAP_REL_LT : REAP_REL_GT;
      next = i + 2;
    } else if ((is_text(r, i, REAP_STR("below")) || is_text(r, i, REAP_STR("above"))) && is_number(r, i + 1)) {
      *relation = is(r, i, W_LESS) ? REAP_REL_LT : REAP_REL_GT;
      next = i + 1;
    } else if (is(r, i, W_EQUAL)) {
      *relation = REAP_REL_EQ;
      next = i + 1 + is(r, i + 1, W_TO);
    } else {
      return i;
    }
  }
  if ((*relation == REAP_REL_LT || *relation == REAP_REL_GT) && (behind = or_equal(r, next)) != next) {
    *relation = *relation == REAP_REL_LT ? REAP_REL_LE : REAP_REL_GE;
    next = behind;
  } else if (*relation == REAP_REL_LT && is(r, next, M_EQUAL)) {
    *relation = REAP_REL_LE;
    next++;
  } else if (*relation == REAP_REL_GT && is(r, next, M_EQUAL)) {
    *relation = REAP_REL_GE;
    next++;
  }
  return next;
}

/* What the words and marks of a bound may begin with. */
static bool opens_bound(word_class word) {
  switch (word) {
  case M_LESS:
  case M_LESS_EQUAL:
  case M_GREATER:
  case M_GREATER_EQUAL:
  case W_AT:
  case W_UP:
  case W_LEAST:
  case W_LESS:
  case W_MORE:
    return true;
  default:
    return false;
  }
}

uint32_t bound_before(const reading *r, uint32_t i, reap_relation *relation) {
  for (uint32_t back = 1; back <= 5 && back <= i; back++)
    if (opens_bound((word_class)atom_at(r, i - back)->word) && read_relation(r, i - back, relation) == i &&
        *relation != REAP_REL_EQ && *relation != REAP_REL_NONE) {
      const bool at = i - back > 0 && is(r, i - back - 1, W_AT) && is(r, i - back, W_LEAST);
      return i - back - at;
    }
  *relation = REAP_REL_NONE;
  return i;
}

/* ---- units ---- */

static const reap_unit percent_unit = {{"%", 1}, {"ratio", 5}};
static const reap_unit point_unit = {{"percentage point", 16}, {"ratio", 5}};

/* Units that were glued to their number ("5mg") have no cue. */
static const struct {
  reap_str print;
  reap_unit unit;
} glued[] = {
    {{"mg", 2}, {{"mg", 2}, {"mass", 4}}},        {{"g", 1}, {{"g", 1}, {"mass", 4}}},
    {{"kg", 2}, {{"kg", 2}, {"mass", 4}}},        {{"mcg", 3}, {{"ug", 2}, {"mass", 4}}},
    {{"ug", 2}, {{"ug", 2}, {"mass", 4}}},        {{"µg", 3}, {{"ug", 2}, {"mass", 4}}},
    {{"μg", 3}, {{"ug", 2}, {"mass", 4}}},        {{"ng", 2}, {{"ng", 2}, {"mass", 4}}},
    {{"ml", 2}, {{"mL", 2}, {"volume", 6}}},      {{"mL", 2}, {{"mL", 2}, {"volume", 6}}},
    {{"cc", 2}, {{"mL", 2}, {"volume", 6}}},      {{"mm", 2}, {{"mm", 2}, {"length", 6}}},
    {{"cm", 2}, {{"cm", 2}, {"length", 6}}},      {{"h", 1}, {{"hour", 4}, {"time", 4}}},
    {{"hr", 2}, {{"hour", 4}, {"time", 4}}},      {{"hrs", 3}, {{"hour", 4}, {"time", 4}}},
    {{"min", 3}, {{"minute", 6}, {"time", 4}}},   {{"mins", 4}, {{"minute", 6}, {"time", 4}}},
    {{"sec", 3}, {{"second", 6}, {"time", 4}}},   {{"s", 1}, {{"second", 6}, {"time", 4}}},
    {{"d", 1}, {{"day", 3}, {"time", 4}}},        {{"days", 4}, {{"day", 3}, {"time", 4}}},
    {{"wk", 2}, {{"week", 4}, {"time", 4}}},      {{"wks", 3}, {{"week", 4}, {"time", 4}}},
    {{"weeks", 5}, {{"week", 4}, {"time", 4}}},   {{"mo", 2}, {{"month", 5}, {"time", 4}}},
    {{"months", 6}, {{"month", 5}, {"time", 4}}}, {{"yr", 2}, {{"year", 4}, {"time", 4}}},
    {{"yrs", 3}, {{"year", 4}, {"time", 4}}},     {{"years", 5}, {{"year", 4}, {"time", 4}}},
    {{"y", 1}, {{"year", 4}, {"time", 4}}},       {{"mmHg", 4}, {{"mmHg", 4}, {"pressure", 8}}},
    {{"IU", 2}, {{"IU", 2}, {"activity", 8}}},    {{"Gy", 2}, {{"Gy", 2}, {"dose", 4}}},
    {{"month", 5}, {{"month", 5}, {"time", 4}}},  {{"week", 4}, {{"week", 4}, {"time", 4}}},
    {{"day", 3}, {{"day", 3}, {"time", 4}}},      {{"year", 4}, {{"year", 4}, {"time", 4}}},
};

static uint32_t read_glued_unit(const reading *r, uint32_t i, reap_unit *unit) {
  const reap_atom *a = atom_at(r, i);
  if (a->type != ATOM_WORD || (a->flags & ATOM_SPACED) || atom_at(r, i - 1)->type != ATOM_NUMBER) return i;
  const reap_str print = reading_text(r, i);
  for (size_t k = 0; k < sizeof glued / sizeof *glued; k++)
    if (reap_str_equal(print, glued[k].print)) {
      *unit = glued[k].unit;
      return i + 1;
    }
  return i;
}

static uint32_t read_percent(const reading *r, uint32_t i, reap_unit *unit) {
  uint32_t next = i;
  if (is(r, i, M_PERCENT))
    next = i + 1;
  else if (is(r, i, W_PERCENT_WORD))
    next = i + 1;
  else if (is(r, i, W_PER) && is(r, i + 1, W_CENT))
    next = i + 2;
  if (next == i) return i;
  *unit = percent_unit;
  if (is(r, next, W_POINTS)) {
    *unit = point_unit;
    next++;
  } else if (is(r, next, M_DASH) && !has_flag(r, next, ATOM_SPACED) && is(r, next + 1, W_POINTS)) {
    *unit = point_unit;
    next += 2;
  }
  return next;
}

uint32_t read_time_word(const reading *r, uint32_t i, reap_unit *unit) {
  static const reap_str units[] = {{"day", 3}, {"month", 5}, {"year", 4}, {"hour", 4}, {"minute", 6}};
  if (!is(r, i, W_TIME_LABEL)) return i;
  const reap_str text = reading_text(r, i);
  *unit = (reap_unit){REAP_STR("week"), REAP_STR("time")};
  for (size_t k = 0; k < sizeof units / sizeof *units; k++)
    if (reap_lower(text.ptr[0]) == units[k].ptr[0] &&
        (units[k].ptr[0] != 'm' || reap_lower(text.ptr[1]) == units[k].ptr[1]))
      unit->unit = units[k];
  return i + 1;
}

/* "m(2)", "L(-1)": the bracket prints what was raised. */
static uint32_t skip_power(const reading *r, uint32_t i) {
  const bool power = is(r, i, M_OPEN) && !has_flag(r, i, ATOM_SPACED) && is(r, i + 2, M_CLOSE) &&
                     atom_at(r, i + 1)->type == ATOM_NUMBER && fabs(value_at(r, i + 1)) <= 3;
  return power ? i + 3 : i;
}

static bool may_be_unit(const reap_atom *a) {
  if (a->cue_type == REAP_CUE_UNIT) return true;
  if (a->type != ATOM_WORD) return a->word == M_PERCENT;
  return !(a->flags & ATOM_SPACED) || a->word == W_PERCENT_WORD || a->word == W_PER || a->word == W_TIME_LABEL;
}

uint32_t read_unit(const reading *r, uint32_t i, reap_unit *unit) {
  const reap_atom *a = atom_at(r, i);
  *unit = (reap_unit){{"", 0}, {"", 0}};
  if (!may_be_unit(a)) return i; /* most atoms */
  uint32_t next = read_percent(r, i, unit);
  if (next != i) return next;
  if ((next = read_glued_unit(r, i, unit)) != i) return next;
  if (!has_cue(r, i, REAP_CUE_UNIT) || is(r, i, W_IN)) return read_time_word(r, i, unit); /* "in" is no inch */
  const reap_mention *cue = cue_of(r, i);
  *unit = (reap_unit){cue->id, cue->name};
  next = cue_end(r, i);
  next = skip_power(r, next);
  while (is(r, next, M_SLASH) && (has_cue(r, next + 1, REAP_CUE_UNIT) || is_text(r, next + 1, REAP_STR("m"))))
    next = skip_power(r, has_cue(r, next + 1, REAP_CUE_UNIT) ? cue_end(r, next + 1) : next + 2);
  if (atom_at(r, next - 1)->span.end > cue->span.end) { /* a compound that the lexicon does not hold: as printed */
    const reap_span print = {cue->span.beg, atom_at(r, next - 1)->span.end};
    *unit = (reap_unit){reap_slice(r->citation->text, print), REAP_STR("compound")};
  }
  return next;
}

/* ---- pairs and lists ---- */

/* "about", a spaced plus, the sign of a currency. */
static uint32_t skip_about(const reading *r, uint32_t i) {
  if (is(r, i, W_ABOUT) || is(r, i, M_ABOUT) || is(r, i, M_PLUS)) return i + 1;
  if (!is(r, i, M_OTHER)) return i;
  const reap_str print = reading_text(r, i);
  const bool money = (print.len == 1 && print.ptr[0] == '$') || reap_str_equal(print, REAP_STR("£")) ||
                     reap_str_equal(print, REAP_STR("€"));
  return money ? i + 1 : i;
}

/* The sign between the two ends of a range. A comma or semicolon only parts them inside brackets or behind a cue of an
 * interval, which is for the caller to know. */
static uint32_t read_range_sign(const reading *r, uint32_t i) {
  if (is(r, i, M_DASH) || is(r, i, M_MINUS)) {
    if (is(r, i + 1, M_DASH) || is(r, i + 1, M_MINUS)) return i + 2;
    return i + 1;
  }
  if (is(r, i, W_TO) || is(r, i, M_COMMA) || is(r, i, M_SEMICOLON)) return i + 1;
  if (is(r, i, M_COLON)) return i + 1;
  if (is(r, i, W_AND) || is(r, i, W_UNTIL)) return i + 1;
  if (is_number(r, i) && has_flag(r, i, ATOM_SIGNED) && has_flag(r, i, ATOM_SPACED)) return i; /* "-1.2 -0.3" */
  return REAP_NONE;
}

uint32_t read_pair(const reading *r, uint32_t i, reap_pair *pair) {
  if (!is_number(r, i)) return i;
  reap_unit first, second;
  uint32_t next = read_unit(r, i + 1, &first);
  next = read_range_sign(r, next);
  if (next == REAP_NONE || !is_number(r, skip_about(r, next))) return i;
  next = skip_about(r, next);
  pair->low = i;
  pair->high = next;
  next = read_unit(r, next + 1, &second);
  pair->unit = second.unit.len ? second : first;
  return next;
}

uint32_t read_bracket_pair(const reading *r, uint32_t i, reap_pair *pair) {
  const uint32_t close = atom_at(r, i)->partner;
  if (!is(r, i, M_OPEN) || close == REAP_NONE || close - i > REACH) return i;
  for (uint32_t k = i + 1; k < close; k++) {
    if (atom_at(r, k)->type != ATOM_NUMBER) continue;
    const uint32_t next = read_pair(r, k, pair); /* nothing when the bracket's first number is read already */
    return next != k && next <= close ? close + 1 : i;
  }
  return i;
}

uint32_t read_joint(const reading *r, uint32_t i) {
  uint32_t k = i;
  if (is(r, k, M_COMMA) || is(r, k, M_SEMICOLON)) k++;
  if (is(r, k, W_AND) || is(r, k, W_OR))
    k++;
  else if (is(r, k, W_VERSUS))
    k += 1 + (is(r, k + 1, M_STOP) && !has_flag(r, k + 1, ATOM_SPACED));
  else if (is(r, k, W_COMPARED) && (is(r, k + 1, W_WITH) || is(r, k + 1, W_TO)))
    k += 2;
  else if (is(r, k, M_SLASH))
    k++;
  return k;
}

/* ---- rows ---- */

void claim_atom(reading *r, uint32_t i) {
  if (i < r->atoms.count) r->atoms.at[i].flags |= ATOM_CLAIMED;
}

static reap_quantity *add_row(reading *r, reap_quantity_kind kind, uint32_t first, uint32_t last, const char *rule) {
  reap_quantity *q = reap_push(&r->rows);
  reap_quantity_clear(q);
  q->kind = (uint8_t)kind;
  q->sentence = r->sentence;
  q->span = (reap_span){atom_at(r, first)->span.beg, atom_at(r, last)->span.end};
  q->rule = rule;
  return q;
}

reap_quantity *add_quantity(reading *r, reap_quantity_kind kind, uint32_t number, uint32_t first, uint32_t last,
                            const char *rule) {
  reap_quantity *q = add_row(r, kind, first, last, rule);
  q->numeral = atom_at(r, number)->span;
  q->value = value_at(r, number);
  if (has_flag(r, number, ATOM_WORDS)) q->flags |= REAP_Q_WORDS;
  if (first > 0 && (is(r, first - 1, W_ABOUT) || is(r, first - 1, M_ABOUT))) q->flags |= REAP_Q_ABOUT;
  claim_atom(r, number);
  r->atoms.at[number].row = last_row(r);
  return q;
}

reap_quantity *add_pair(reading *r, reap_quantity_kind kind, const reap_pair *pair, uint32_t first, uint32_t last,
                        const char *rule) {
  reap_quantity *q = add_row(r, kind, first, last, rule);
  q->low_numeral = atom_at(r, pair->low)->span;
  q->high_numeral = atom_at(r, pair->high)->span;
  q->low = value_at(r, pair->low);
  q->high = value_at(r, pair->high);
  q->unit = pair->unit.unit;
  claim_atom(r, pair->low);
  claim_atom(r, pair->high);
  return q;
}
