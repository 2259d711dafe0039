/* SPDX-License-Identifier: MIT */
/* Which way an outcome went: by the words about it, else by printed numbers with a printed test. */
#include <math.h>

#include "7_assemble/assembler.h"

static bool is_filler(const reap_item *item) {
  if (item->kind == REAP_ITEM_SKIP || item->kind == REAP_ITEM_SIGNIFICANT) return true;
  return item->kind == REAP_ITEM_WORD &&
         item->bits & (REAP_W_PREPOSITION | REAP_W_DETERMINER | REAP_W_ADVERB | REAP_W_STATISTIC) &&
         !(item->bits & REAP_W_VERSUS);
}

/* The outcome that a direction word leads to ("fewer X", "reduction in X"), REAP_NONE when it stands behind its
 * outcome. */
static uint32_t led_outcome(const reap_assembler *a, uint32_t i, uint32_t end) {
  for (uint32_t k = i + 1; k < end && k < i + 9; k++) {
    const reap_item *item = &a->items.at[k];
    if (item->kind == REAP_ITEM_OUTCOME) return k;
    if (item->kind == REAP_ITEM_ARM || item->kind == REAP_ITEM_GROUPS) {
      if (!(a->items.at[i].bits & REAP_W_CHANGE)) return REAP_NONE;
      continue;
    }
    if (item->kind == REAP_ITEM_DIRECTION) continue;
    if (a->items.at[i].bits & REAP_W_CHANGE && item->kind == REAP_ITEM_WORD &&
        (item->bits & (REAP_W_AND | REAP_W_GROUP | REAP_W_SEVERAL | REAP_W_VAGUE)))
      continue;
    if (!is_filler(item)) return REAP_NONE;
  }
  return REAP_NONE;
}

/* Outcomes between which only "and", commas and brackets stand share what is said of one. */
static bool coordinated(const reap_assembler *a, uint32_t x, uint32_t y) {
  for (uint32_t i = x + 1; i < y; i++) {
    const reap_item *item = &a->items.at[i];
    if (item->depth || item->kind == REAP_ITEM_OUTCOME || item->kind == REAP_ITEM_SKIP || item->kind == REAP_ITEM_MARK)
      continue;
    if (item->kind == REAP_ITEM_VALUE || item->kind == REAP_ITEM_P || item->kind == REAP_ITEM_EFFECT ||
        item->kind == REAP_ITEM_TIME || item->kind == REAP_ITEM_NUMBER)
      continue;
    if (item->kind == REAP_ITEM_WORD && item->bits & (REAP_W_AND | REAP_W_PREPOSITION | REAP_W_DETERMINER |
                                                      REAP_W_ADVERB | REAP_W_STATISTIC | REAP_W_TIME))
      continue;
    if (item->kind == REAP_ITEM_WORD && reap_is_nominal(a, item->token)) continue;
    return false;
  }
  return true;
}

static bool subject_before(const reap_assembler *a, uint32_t i, uint32_t first) {
  while (i > first) {
    uint8_t kind = a->items.at[--i].kind;
    if (kind == REAP_ITEM_OUTCOME || kind == REAP_ITEM_ARM || kind == REAP_ITEM_GROUPS) return true;
  }
  return false;
}

static bool arm_before(const reap_assembler *a, uint32_t i, uint32_t first) {
  for (uint32_t back = 1; back <= 8 && i >= first + back; back++) {
    const reap_item *item = &a->items.at[i - back];
    if (item->kind == REAP_ITEM_ARM) /* "the A group raised X": a group changes, a treatment causes */
      return !(item->bits & (REAP_W_GROUP | REAP_W_PEOPLE));
    if (item->kind == REAP_ITEM_OUTCOME || item->kind == REAP_ITEM_MARK) return false;
  }
  return false;
}

/* "difference", "similar": words that set groups side by side, not a time against an earlier one. */
static bool tells_groups_apart(const reap_assembler *a, const reap_item *item) {
  static const char *const stems[] = {"differ",   "similar",     "compar",    "equival", "same",      "inferior",
                                      "superior", "noninferior", "advantage", "equal",   "effect",    "affect",
                                      "influenc", "impact",      "benefit",   "favo",    "outperform"};
  for (uint32_t t = item->token; t < item->token + item->tokens; t++)
    for (size_t i = 0; i < sizeof stems / sizeof *stems; i++)
      if (reap_word_starts(a, t, stems[i])) return true;
  return false;
}

/* "maintained", "remained unchanged", "no change": what was before is still there. */
static bool tells_persistence(const reap_assembler *a, const reap_item *item) {
  static const char *const stems[] = {"maintain", "unchang", "stable", "constant", "preserv", "change", "unaffect"};
  for (uint32_t t = item->token; t < item->token + item->tokens; t++)
    for (size_t i = 0; i < sizeof stems / sizeof *stems; i++)
      if (reap_word_starts(a, t, stems[i])) return true;
  return false;
}

static void take(const reap_assembler *a, reap_statement *s, uint32_t i, uint32_t first, bool leads) {
  const reap_item *item = &a->items.at[i];
  s->sense = item->sub;
  s->negated = item->negated;
  s->shift = (item->bits & (REAP_W_SHIFT | REAP_W_CHANGE)) != 0;
  s->comparative = item->bits & REAP_W_COMPARATIVE && !(item->bits & REAP_W_CHANGE);
  if (item->bits & REAP_W_SHIFT && item->bits & REAP_W_COMPARATIVE) { /* "reduced": with an arm as its subject a verb */
    uint32_t before = i;
    while (before > first && a->items.at[before - 1].kind == REAP_ITEM_SIGNIFICANT) before--;
    bool adjective =
        leads && before > first && a->items.at[before - 1].kind == REAP_ITEM_WORD &&
        a->items.at[before - 1].bits & (REAP_W_HAVE | REAP_W_DETERMINER | REAP_W_GAIN | REAP_W_PREPOSITION);
    s->comparative = adjective;
    s->shift = !adjective;
  }
  if (item->sub == REAP_SENSE_SAME && tells_persistence(a, item)) s->shift = true, s->comparative = false;
  if (tells_groups_apart(a, item)) s->shift = false, s->comparative = true;
  s->causal =
      leads && s->shift && !(item->bits & REAP_W_CHANGE) && (arm_before(a, i, first) || !subject_before(a, i, first));
}

/* "X (12%) increased": a verb of change right behind the outcome. */
static uint32_t next_verb(const reap_assembler *a, uint32_t outcome, uint32_t end) {
  for (uint32_t i = outcome + 1; i < end && i < outcome + 24; i++) {
    const reap_item *item = &a->items.at[i];
    if (item->depth || item->kind == REAP_ITEM_SKIP || item->kind == REAP_ITEM_SIGNIFICANT) continue;
    if (item->kind == REAP_ITEM_DIRECTION)
      return item->bits & REAP_W_SHIFT && !(item->bits & REAP_W_CHANGE) ? i : REAP_NONE;
    if (item->kind == REAP_ITEM_MARK && (item->sub == '(' || item->sub == ')' || item->sub == '[' || item->sub == ']'))
      continue;
    if (item->kind != REAP_ITEM_WORD || !(item->bits & (REAP_W_BE | REAP_W_ADVERB | REAP_W_HAVE))) return REAP_NONE;
  }
  return REAP_NONE;
}

/* The words of direction around an outcome, by how they reach it; REAP_NONE. */
typedef struct {
  uint32_t direct, inherited, behind, before;
} reached;

/* The bracket around item i tells a result, "(reduced by 12%, P = .01)", and no definition, "(a fall of 25%)". */
static bool tells_result(const reap_assembler *a, uint32_t i, uint32_t first, uint32_t end) {
  while (i > first && a->items.at[i - 1].depth) i--;
  for (; i < end && a->items.at[i].depth; i++) {
    const uint8_t kind = a->items.at[i].kind;
    if (kind == REAP_ITEM_P || kind == REAP_ITEM_EFFECT || kind == REAP_ITEM_ARM || kind == REAP_ITEM_VERSUS ||
        kind == REAP_ITEM_GROUPS)
      return true;
  }
  return false;
}

/* Those that stand no deeper in brackets than `depth`, or else in a bracket that tells a result. */
static reached reach(const reap_assembler *a, uint32_t outcome, uint32_t first, uint32_t end, bool deeper) {
  const uint8_t depth = a->items.at[outcome].depth;
  reached r = {REAP_NONE, REAP_NONE, REAP_NONE, REAP_NONE};
  for (uint32_t i = first; i < end; i++) {
    if (a->items.at[i].kind != REAP_ITEM_DIRECTION) continue;
    if (a->items.at[i].depth > depth && !(deeper && tells_result(a, i, first, end))) continue;
    uint32_t led = led_outcome(a, i, end);
    if (led == outcome)
      r.direct = i;
    else if (led != REAP_NONE && led < outcome && coordinated(a, led, outcome))
      r.inherited = i;
    else if (led == REAP_NONE && i > outcome && r.behind == REAP_NONE)
      r.behind = i;
    else if (i < outcome && led == REAP_NONE)
      r.before = i;
  }
  return r;
}

/* The direction word for the outcome: the nearest one that leads to it, one that leads to what it is coordinated with,
 * the first one behind it, the last one before it. What stands in brackets counts where nothing else is said. */
static uint32_t governing(const reap_assembler *a, uint32_t outcome, uint32_t first, uint32_t end, bool *leads) {
  reached r = reach(a, outcome, first, end, false);
  if (r.direct == REAP_NONE && r.inherited == REAP_NONE && r.behind == REAP_NONE && r.before == REAP_NONE)
    r = reach(a, outcome, first, end, true);
  const uint32_t direct = r.direct, inherited = r.inherited, behind = r.behind, before = r.before;
  uint32_t verb = outcome >= first ? next_verb(a, outcome, end) : REAP_NONE;
  *leads = direct != REAP_NONE || (inherited != REAP_NONE && verb == REAP_NONE);
  bool open = direct != REAP_NONE && a->items.at[direct].sub == REAP_SENSE_DIFFERENT && !a->items.at[direct].negated;
  bool degree = open && behind != REAP_NONE && !tells_groups_apart(a, &a->items.at[direct]) &&
                a->items.at[behind].bits & REAP_W_COMPARATIVE && !a->items.at[behind].negated &&
                !(a->items.at[behind].bits & (REAP_W_CHANGE | REAP_W_SHIFT)) &&
                (a->items.at[behind].sub == REAP_SENSE_HIGHER || a->items.at[behind].sub == REAP_SENSE_LOWER);
  if (open && behind != REAP_NONE && !degree) return behind; /* "changes in X were greater" */
  if (open && before != REAP_NONE && !degree) return before; /* "no difference between A and B in the change in X" */
  if (direct != REAP_NONE) return direct;
  if (verb != REAP_NONE) return verb;
  if (inherited != REAP_NONE) return inherited;
  return behind != REAP_NONE ? behind : before;
}

/* What a smaller change comes to. */
static const uint8_t turned[] = {[REAP_SENSE_HIGHER] = REAP_SENSE_LOWER, [REAP_SENSE_LOWER] = REAP_SENSE_HIGHER,
                                 [REAP_SENSE_BETTER] = REAP_SENSE_WORSE, [REAP_SENSE_WORSE] = REAP_SENSE_BETTER,
                                 [REAP_SENSE_SAME] = REAP_SENSE_SAME,    [REAP_SENSE_DIFFERENT] = REAP_SENSE_DIFFERENT};

/* "greater reduction", "less improvement": an adjective before a noun of change sets groups side by side, and turns the
 * change round when it makes it smaller. */
static void heed_degree(const reap_assembler *a, reap_statement *s, uint32_t i, uint32_t first) {
  const reap_item *before = i > first ? &a->items.at[i - 1] : NULL;
  bool more =
      before && before->kind == REAP_ITEM_DIRECTION && before->bits & REAP_W_SHIFT && !(before->bits & REAP_W_CHANGE);
  if (more && a->items.at[i].bits & REAP_W_COMPARATIVE &&
      !(a->items.at[i].bits & REAP_W_CHANGE)) { /* "reduced more X" */
    s->sense = s->sense == REAP_SENSE_LOWER ? turned[before->sub] : before->sub;
    s->comparative = true;
    s->shift = s->causal = false;
    return;
  }
  if (!(a->items.at[i].bits & REAP_W_CHANGE)) return;
  for (uint32_t back = 1; back <= 3 && i >= first + back; back++) {
    const reap_item *item = &a->items.at[i - back];
    if (item->kind == REAP_ITEM_DIRECTION && item->bits & REAP_W_COMPARATIVE) {

      if (item->sub == REAP_SENSE_LOWER) s->sense = turned[s->sense];
      if (item->sub == REAP_SENSE_SAME) {
        s->alike = s->sense;
        s->sense = REAP_SENSE_SAME;
      }
      if (item->sub == REAP_SENSE_SAME || item->sub == REAP_SENSE_HIGHER || item->sub == REAP_SENSE_LOWER) {
        s->comparative = true;
        s->shift = false;
      }
      s->negated |= item->negated;
      return;
    }
    if (item->kind != REAP_ITEM_SIGNIFICANT && item->kind != REAP_ITEM_OUTCOME && item->kind != REAP_ITEM_SKIP) return;
  }
}

/* "Improvements in X were greater", "the change in X was smaller": a comparison behind the outcome of a noun of change.
 * "Change" itself has no way to go: numbers tell, else more of it is better. */
static void heed_predicate(const reap_assembler *a, reap_statement *s, uint32_t i, uint32_t outcome, uint32_t end) {
  if (!(a->items.at[i].bits & REAP_W_CHANGE) || outcome < i || s->negated || tells_groups_apart(a, &a->items.at[i]))
    return;
  for (uint32_t k = outcome + 1; k < end; k++) {
    const reap_item *item = &a->items.at[k];
    if (item->kind == REAP_ITEM_VALUE || item->kind == REAP_ITEM_P || item->kind == REAP_ITEM_EFFECT) return;
    if (item->kind != REAP_ITEM_DIRECTION) continue;
    if (item->negated || !(item->bits & REAP_W_COMPARATIVE) || item->bits & (REAP_W_CHANGE | REAP_W_SHIFT)) return;
    if (item->sub != REAP_SENSE_HIGHER && item->sub != REAP_SENSE_LOWER) return;
    if (s->sense == REAP_SENSE_DIFFERENT) s->sense = REAP_SENSE_BETTER;
    if (item->sub == REAP_SENSE_LOWER) s->sense = turned[s->sense];
    s->comparative = true;
    s->shift = s->causal = false;
    return;
  }
}

/* "not associated with an increased risk of X", "no evidence of a lower X": what is denied is the direction. */
static void heed_denial(const reap_assembler *a, reap_statement *s, uint32_t i, uint32_t first) {
  for (uint32_t back = 1; back <= 5 && i >= first + back; back++) {
    const reap_item *item = &a->items.at[i - back];
    if (item->kind == REAP_ITEM_DIRECTION) {
      bool denies = false;
      for (uint32_t t = item->token; t < item->token + item->tokens; t++)
        denies |= reap_bits_at(a, t) & REAP_W_NOT || reap_word_starts(a, t, "fail");
      if (item->sub != REAP_SENSE_SAME || !denies) return;
      s->sense = REAP_SENSE_SAME;
      s->comparative = true;
      s->shift = s->causal = false;
      return;
    }
    bool passes =
        item->kind == REAP_ITEM_SIGNIFICANT ||
        (item->kind == REAP_ITEM_WORD && item->bits & (REAP_W_DETERMINER | REAP_W_PREPOSITION | REAP_W_ADVERB) &&
         !(item->bits & REAP_W_VERSUS));
    if (!passes) return;
  }
}

static bool is_gerund(const reap_assembler *a, const reap_item *item) {
  reap_str word = reap_word_at(a, item->token);
  return item->tokens == 1 && word.len > 5 && memcmp(word.ptr + word.len - 3, "ing", 3) == 0;
}

/* "as effective as A in reducing X", "inferior to A at improving X", "not superior in lowering X": the words before
 * tell how far the arm did what the gerund says. */
static void heed_main(const reap_assembler *a, reap_statement *s, uint32_t i, uint32_t first) {
  if (!is_gerund(a, &a->items.at[i])) return;
  for (uint32_t k = i; k > first && i - k < 16; k--) {
    const reap_item *item = &a->items.at[k - 1];
    if (item->kind == REAP_ITEM_OUTCOME) return;
    if (item->kind != REAP_ITEM_DIRECTION || is_gerund(a, item)) continue;
    if (item->sub != REAP_SENSE_SAME && item->sub != REAP_SENSE_BETTER && item->sub != REAP_SENSE_WORSE) return;
    if (item->sub == REAP_SENSE_SAME) s->sense = REAP_SENSE_SAME;
    if (item->sub == REAP_SENSE_WORSE) s->sense = turned[s->sense];
    s->negated |= item->negated;
    s->comparative = true;
    s->shift = s->causal = false;
    return;
  }
}

/* "50% lower", "a reduction of 3 points": the word lies inside the number's expression. */
static uint8_t sense_of_numbers(const reap_assembler *a, uint32_t first, uint32_t end) {
  static const struct {
    const char *stem;
    uint8_t sense;
  } stems[] = {{"lower", REAP_SENSE_LOWER},   {"reduc", REAP_SENSE_LOWER},    {"decreas", REAP_SENSE_LOWER},
               {"less", REAP_SENSE_LOWER},    {"fewer", REAP_SENSE_LOWER},    {"declin", REAP_SENSE_LOWER},
               {"higher", REAP_SENSE_HIGHER}, {"increas", REAP_SENSE_HIGHER}, {"greater", REAP_SENSE_HIGHER},
               {"more", REAP_SENSE_HIGHER},   {"improve", REAP_SENSE_BETTER}};
  for (uint32_t i = first; i < end; i++) {
    const reap_item *item = &a->items.at[i];
    if (item->kind != REAP_ITEM_EFFECT && item->kind != REAP_ITEM_VALUE) continue;
    for (uint32_t t = item->token; t < item->token + item->tokens; t++)
      for (size_t k = 0; k < sizeof stems / sizeof *stems; k++)
        if (reap_word_starts(a, t, stems[k].stem)) return stems[k].sense;
  }
  return REAP_SENSE_NONE;
}

/* "The reduction in X with A |was 20": the value is what the noun comes to. */
static bool equals_value(const reap_assembler *a, uint32_t i, uint32_t end) {
  for (; i + 1 < end; i++) {
    if (a->items.at[i].kind == REAP_ITEM_VALUE) return false;
    if (a->items.at[i].kind == REAP_ITEM_WORD && a->items.at[i].bits & REAP_W_BE)
      return a->items.at[i + 1].kind == REAP_ITEM_VALUE;
  }
  return false;
}

/* "X rose without significant changes in |Y": the word at item i is told of an outcome behind the one in question. */
static bool leads_elsewhere(const reap_assembler *a, uint32_t i, uint32_t outcome, uint32_t end) {
  enum { REACH = 6 };
  if (i < outcome) return false;
  for (uint32_t k = i + 1; k < end && k < i + REACH; k++) {
    const uint8_t kind = a->items.at[k].kind;
    if (kind == REAP_ITEM_OUTCOME) return true;
    if (kind != REAP_ITEM_WORD && kind != REAP_ITEM_DIRECTION) return false;
  }
  return false;
}

reap_statement reap_statement_about(const reap_assembler *a, uint32_t outcome, uint32_t first, uint32_t end) {
  reap_statement s = {.sense = REAP_SENSE_NONE, .significant = -1};
  bool leads = false;
  uint32_t i = governing(a, outcome, first, end, &leads);
  if (i != REAP_NONE) {
    if (i + 1 < end && a->items.at[i].bits & REAP_W_COMPARATIVE && !(a->items.at[i].bits & REAP_W_CHANGE) &&
        a->items.at[i + 1].kind == REAP_ITEM_DIRECTION && a->items.at[i + 1].bits & REAP_W_CHANGE)
      i++; /* "more |decrease": the noun, by degree */
    take(a, &s, i, first, leads);
    heed_degree(a, &s, i, first);
    heed_denial(a, &s, i, first);
    if (leads) heed_predicate(a, &s, i, outcome, end);
    heed_main(a, &s, i, first);
    s.sized = a->items.at[i].bits & REAP_W_CHANGE && leads && equals_value(a, i, end) && !s.comparative && !s.negated &&
              (s.sense == REAP_SENSE_HIGHER || s.sense == REAP_SENSE_LOWER);
  }
  if (i == REAP_NONE) s.sense = sense_of_numbers(a, first, end);
  for (uint32_t k = first; k < end; k++) {
    const reap_item *item = &a->items.at[k];
    if (item->kind != REAP_ITEM_SIGNIFICANT) continue;
    bool denies = item->sub == 0 || item->negated;
    if (item->depth || (denies && leads_elsewhere(a, k, outcome, end))) { /* "(12% vs 15%, NS)" */
      if (item->sub == 0 && s.significant < 0) s.significant = 0, s.aside = true;
      continue;
    }
    s.aside = false;
    s.significant = item->sub == REAP_SIGNIFICANT_TREND ? -1 : item->sub && !item->negated;
    if (i != REAP_NONE && k < i && i - k < 3) break; /* "not significantly higher": the word beside the direction */
  }
  return s;
}

/* 1 a good thing, -1 a bad one, by the words of its name. */
static int worth(const reap_assembler *a, reap_span span) {
  static const char *const good[] = {"control",  "relief",    "function",     "quality",    "satisfaction", "survival",
                                     "recovery", "tolerance", "tolerability", "management", "free"};
  reap_run run = reap_run_of_span(a, span);
  for (uint32_t i = 0; i < run.count; i++)
    if (reap_word_in(a, run.first + i, good, sizeof good / sizeof *good)) return 1;
  if (run.count > 2 && reap_word_is(a, run.first, "time") &&
      (reap_word_is(a, run.first + 1, "to") || reap_word_is(a, run.first + 1, "until")))
    return -worth(a, (reap_span){reap_token_at(a, run.first + 2)->span.beg, span.end}); /* "time to relapse" */
  for (uint32_t i = 0; i < run.count; i++)
    if (reap_bits_at(a, run.first + i) & REAP_W_BAD) return -1;
  return 1;
}

static double value_of(const reap_assembler *a, const reap_finding *f, uint32_t arm) {
  for (uint32_t i = f->data.first; i < f->data.first + f->data.count; i++)
    if (a->batch->data.at[i].arm == arm && arm != REAP_NONE) return a->batch->data.at[i].value;
  return NAN;
}

static uint8_t by_numbers(const reap_assembler *a, const reap_finding *f) {
  double x = value_of(a, f, f->arm), y = value_of(a, f, f->comparator);
  if (isnan(x) || isnan(y)) return REAP_DIR_NOT_STATED;
  if (x > y) return REAP_DIR_HIGHER;
  return x < y ? REAP_DIR_LOWER : REAP_DIR_NO_DIFFERENCE;
}

static bool is_difference(const reap_quantity *effect) {
  return reap_str_equal(effect->measure, REAP_STR("MD")) || reap_str_equal(effect->measure, REAP_STR("SMD")) ||
         reap_str_equal(effect->measure, REAP_STR("RD"));
}

/* Which way an effect points: a ratio from 1, a difference (the arm's value less the comparator's) from 0. */
static uint8_t by_effect(const reap_assembler *a, const reap_finding *f) {
  if (f->effect == REAP_NONE || f->arm == REAP_NONE || f->comparator == REAP_NONE) return REAP_DIR_NOT_STATED;
  const reap_quantity *effect = &a->batch->quantities.at[f->effect];
  bool difference = is_difference(effect);
  if (!(difference || reap_measure_is_ratio(effect->measure)) || isnan(effect->value)) return REAP_DIR_NOT_STATED;
  double none = difference ? 0 : 1;
  if (effect->value == none) return REAP_DIR_NOT_STATED;
  return effect->value > none ? REAP_DIR_HIGHER : REAP_DIR_LOWER;
}

/* "improved (-35%)", "improvements in X (mean difference 4.1)": the sign of a printed change or difference, 0 when
 * there is none. A change without a sign tells nothing. */
static int sign_of_change(const reap_assembler *a, const reap_finding *f) {
  for (uint32_t i = f->data.first; i < f->data.first + f->data.count; i++)
    if (a->batch->data.at[i].value < 0 && a->batch->data.at[i].kind != REAP_Q_OTHER) return -1;
  if (f->effect == REAP_NONE) return 0;
  const reap_quantity *effect = &a->batch->quantities.at[f->effect];
  return is_difference(effect) && effect->value < 0 ? -1 : 0;
}

int reap_p_tells(const reap_quantity *p) {
  if (p->relation == REAP_REL_GT || p->relation == REAP_REL_GE) return p->value >= 0.05 ? 0 : -1;
  return p->value < 0.05 || (p->value <= 0.05 && p->relation == REAP_REL_LT);
}

int reap_tested(const reap_assembler *a, const reap_finding *f) {
  const bool of_margin = f->p != REAP_NONE && a->batch->quantities.at[f->p].flags & REAP_Q_NONINFERIORITY;
  if (f->p != REAP_NONE && !of_margin) return reap_p_tells(&a->batch->quantities.at[f->p]);
  if (f->interval == REAP_NONE || f->effect == REAP_NONE) return -1;
  const reap_quantity *interval = &a->batch->quantities.at[f->interval], *e = &a->batch->quantities.at[f->effect];
  double none = reap_measure_is_ratio(e->measure) ? 1 : 0;
  if (isnan(interval->low) || isnan(interval->high)) return -1;
  return interval->low > none || interval->high < none;
}

/* "The reduction in X was 20 in A and 15 in B": sizes of a change, side by side. The greater one carries X further, if
 * the test says so. */
static uint8_t by_size(const reap_assembler *a, const reap_statement *s, const reap_finding *f, uint8_t numbers) {
  int test = reap_tested(a, f);
  if (test == 0 || numbers == REAP_DIR_NO_DIFFERENCE) return REAP_DIR_NO_DIFFERENCE;
  if (test != 1 && s->significant != 1) return REAP_DIR_NOT_STATED;
  bool more = (numbers == REAP_DIR_HIGHER) == (value_of(a, f, f->arm) >= 0); /* "-7 and -5": signs are printed */
  return more == (s->sense == REAP_SENSE_HIGHER) ? REAP_DIR_HIGHER : REAP_DIR_LOWER;
}

uint8_t reap_direction_of(const reap_assembler *a, const reap_statement *s, const reap_finding *f) {
  if (s->sense == REAP_SENSE_SAME && !s->negated) return REAP_DIR_NO_DIFFERENCE;
  if (s->negated || (s->significant == 0 && !(s->aside && reap_tested(a, f) == 1))) return REAP_DIR_NO_DIFFERENCE;
  uint8_t numbers = by_numbers(a, f);
  if (s->sized && numbers != REAP_DIR_NOT_STATED) return by_size(a, s, f, numbers);
  switch (s->sense) {
  case REAP_SENSE_HIGHER:
    return REAP_DIR_HIGHER;
  case REAP_SENSE_LOWER:
    return REAP_DIR_LOWER;
  case REAP_SENSE_BETTER:
  case REAP_SENSE_WORSE: {
    if (numbers != REAP_DIR_NOT_STATED) return numbers;
    int sign = sign_of_change(a, f);
    if (sign) return (sign > 0) == (s->sense == REAP_SENSE_BETTER) ? REAP_DIR_HIGHER : REAP_DIR_LOWER;
    int good = f->outcome == REAP_NONE ? 1 : worth(a, a->batch->outcomes.at[f->outcome].span);
    if (s->sense == REAP_SENSE_WORSE) good = -good;
    return good > 0 ? REAP_DIR_HIGHER : REAP_DIR_LOWER;
  }
  default:
    break;
  }
  if (f->effect != REAP_NONE && reap_str_equal(a->batch->quantities.at[f->effect].measure, REAP_STR("r")))
    return REAP_DIR_NOT_STATED;
  int test = reap_tested(a, f);
  if (test == 0) return REAP_DIR_NO_DIFFERENCE;
  if (numbers == REAP_DIR_NO_DIFFERENCE) return numbers;
  if (test != 1 && s->significant != 1) return REAP_DIR_NOT_STATED;
  return numbers != REAP_DIR_NOT_STATED ? numbers : by_effect(a, f);
}
