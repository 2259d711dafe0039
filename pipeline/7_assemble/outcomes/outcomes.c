/* SPDX-License-Identifier: MIT */
/* What was measured, found by its place in the clause: the subject of a result ("X was higher"), what changed
 * ("reduction in X", "fewer X", "reduced X"), what was had ("developed X", "no X"), and what is coordinated with it. */
#include "7_assemble/outcomes/outcome_phrases.h"
#include "7_assemble/outcomes/outcome_scan.h"

/* A bracket that begins with a number told of what stands before it. */
static bool opens_values(const reap_outcome_scan *s, uint32_t i) {
  const reap_assembler *a = s->a;
  if (i + 1 >= s->end || a->items.at[i].kind != REAP_ITEM_MARK || a->items.at[i].sub != '(') return false;
  uint8_t kind = a->items.at[i + 1].kind;
  if (kind == REAP_ITEM_ARM && i + 2 < s->end) kind = a->items.at[i + 2].kind; /* "(placebo 12%" */
  return kind == REAP_ITEM_VALUE || kind == REAP_ITEM_P || kind == REAP_ITEM_EFFECT;
}

/* "The most common events": what follows "were" is a list of them. */
static bool ranks(const reap_outcome_scan *s, uint32_t i) {
  static const char *const words[] = {"most", "common", "commonest", "frequent", "commonly", "frequently", "main"};
  for (uint32_t back = 1; back <= 24 && back <= i; back++) {
    const reap_item *item = &s->a->items.at[i - back];
    for (uint32_t t = item->token; t < item->token + item->tokens; t++)
      if (reap_word_in(s->a, t, words, sizeof words / sizeof *words)) return true;
  }
  return false;
}

/* "were X (12%)", ": X (12%)", "including X (12%)", "and X (12%)": one of a list. */
static bool lists(const reap_outcome_scan *s, uint32_t i) {
  if (i == 0) return false;
  const reap_item *before = &s->a->items.at[i - 1];
  if (before->kind == REAP_ITEM_MARK) return before->sub == ':' || before->sub == ',';
  return before->kind == REAP_ITEM_WORD &&
         (before->bits & REAP_W_AND || (before->bits & REAP_W_BE && ranks(s, i - 1)) ||
          reap_word_is(s->a, before->token, "including") || reap_word_is(s->a, before->token, "included"));
}

/* "60 min plasma insulin": the duration is part of the name, unless it tells when. */
static bool measured_at(const reap_outcome_scan *s, uint32_t i) {
  const reap_assembler *a = s->a;
  if (i == 0 || a->items.at[i - 1].kind != REAP_ITEM_TIME || a->items.at[i].depth != a->items.at[i - 1].depth)
    return false;
  uint32_t k = i - 1; /* "at 6 and |12 months pain": the first of the times */
  while (k >= 2 && a->items.at[k - 2].kind == REAP_ITEM_TIME &&
         (a->items.at[k - 1].kind == REAP_ITEM_MARK || a->items.at[k - 1].bits & REAP_W_AND))
    k -= 2;
  return k == 0 || a->items.at[k - 1].kind == REAP_ITEM_MARK || !(a->items.at[k - 1].bits & REAP_W_PREPOSITION);
}

/* "All ulcers reached closure", "most eyes had pain": who, in other units than people. */
static bool counts_heads(const reap_outcome_scan *s, reap_run run, uint32_t next) {
  static const char *const words[] = {"all", "most", "each", "every", "half", "both"};
  const reap_assembler *a = s->a;
  if (!s->subject || run.first == a->citation->tokens.first || next >= s->end) return false;
  bool quantified = reap_word_in(a, run.first - 1, words, sizeof words / sizeof *words);
  return quantified && a->items.at[next].kind == REAP_ITEM_WORD && a->items.at[next].bits & REAP_W_GAIN;
}

/* "who received |two doses of X": what was given when it is no arm's. */
static uint32_t on_given(reap_outcome_scan *s, uint32_t i) {
  const reap_assembler *a = s->a;
  if (i + 1 >= s->end || a->items.at[i + 1].kind != REAP_ITEM_WORD) return i;
  const reap_run run = reap_phrase_trimmed(a, reap_noun_phrase(a, a->items.at[i + 1].token, reap_scan_limit(s, i + 1)));
  if (!run.count || reap_phrase_within_arm(a, run) || reap_phrase_is_people(a, run) ||
      !reap_phrase_names(a, run, false))
    return i;
  const uint32_t next = reap_scan_following(s, reap_scan_after(s, i + 1, run));
  reap_str word = reap_word_at(a, a->items.at[i].token);
  bool doing = word.len > 5 && memcmp(word.ptr + word.len - 3, "ing", 3) == 0;
  bool goes_on = doing || (next != REAP_NONE && reap_item_is_verb(&a->items.at[next]));
  if (goes_on && !reap_tells_amount(s, reap_scan_after(s, i + 1, run))) return i; /* "those taking A |were cured" */
  reap_outcome_mark(s, i + 1, run);
  s->expect = s->open_change = false;
  return reap_scan_after(s, i + 1, run);
}

/* What people do or have, from item i on: behind a verb of having the next noun phrase, else the verb itself. */
static uint32_t on_deed(reap_outcome_scan *s, uint32_t i) {
  static const char *const having[] = {"have",         "had",     "having",     "report",     "reporting", "experience",
                                       "experiencing", "develop", "developing", "achieve",    "achieving", "attain",
                                       "attaining",    "reach",   "reaching",   "require",    "requiring", "need",
                                       "needing",      "show",    "showing",    "suffer",     "suffering", "exhibit",
                                       "exhibiting",   "sustain", "reported",   "presenting", "meeting",   "meet"};
  const reap_assembler *a = s->a;
  while (i < s->end && a->items.at[i].kind == REAP_ITEM_WORD &&
         a->items.at[i].bits & (REAP_W_ADVERB | REAP_W_BE | REAP_W_AUXILIARY | REAP_W_NOT))
    i++;
  if (i >= s->end) return i;
  const reap_item *item = &a->items.at[i];
  if (item->kind == REAP_ITEM_DIRECTION && item->tokens == 1 && item->bits & REAP_W_SHIFT &&
      !(item->bits & REAP_W_CHANGE))
    return reap_outcome_mark_deed(s, i); /* "who improved" */
  if (item->kind != REAP_ITEM_WORD || reap_mark_at(a, item->token)) return i;
  if (item->bits & REAP_W_GAIN || reap_word_in(a, item->token, having, sizeof having / sizeof *having)) {
    s->expect = true;
    return i + 1;
  }
  if (item->bits & (REAP_W_ALLOCATE | REAP_W_PREPOSITION | REAP_W_CLAUSE | REAP_W_AND)) return i;
  if (item->bits & REAP_W_TREAT) return on_given(s, i);
  return reap_outcome_mark_deed(s, i);
}

/* A verb follows the noun phrase at item i. */
static bool predicated(const reap_outcome_scan *s, uint32_t i) {
  const reap_assembler *a = s->a;
  reap_run run = reap_noun_phrase(a, a->items.at[i].token, reap_scan_limit(s, i));
  uint32_t k = reap_scan_after(s, i, run);
  while (k < s->end && (a->items.at[k].kind == REAP_ITEM_TIME ||
                        (a->items.at[k].kind == REAP_ITEM_WORD && a->items.at[k].bits & REAP_W_PREPOSITION)))
    k++;
  return run.count && k < s->end && reap_item_is_verb(&a->items.at[k]);
}

/* "The proportion of patients who recovered", "more patients with X", "the number of women reporting X": behind counted
 * people, what they are counted for. Returns the next item, `next` when nothing follows. */
static uint32_t on_counted_people(reap_outcome_scan *s, uint32_t i, reap_run run, uint32_t next) {
  const reap_assembler *a = s->a;
  bool counted = reap_bits_at(a, run.first) & REAP_W_ALONE || (i > 0 && a->items.at[i - 1].kind == REAP_ITEM_DIRECTION);
  if (!counted) return next;
  uint32_t k = next;
  while (k < s->end && k < next + 5 &&
         (a->items.at[k].kind == REAP_ITEM_ARM || a->items.at[k].kind == REAP_ITEM_GROUPS ||
          (a->items.at[k].kind == REAP_ITEM_WORD && a->items.at[k].bits & (REAP_W_DETERMINER | REAP_W_PREPOSITION) &&
           !reap_word_is(a, a->items.at[k].token, "with"))))
    k++;
  if (k + 1 >= s->end || a->items.at[k].kind != REAP_ITEM_WORD) return next;
  uint32_t token = a->items.at[k].token;
  if (reap_word_is(a, token, "who") || reap_word_is(a, token, "that")) return on_deed(s, k + 1);
  reap_str word = reap_word_at(a, token);
  bool doing = word.len > 5 && memcmp(word.ptr + word.len - 3, "ing", 3) == 0;
  if (doing) return on_deed(s, k);
  bool state = reap_is_nominal(a, token) && !(reap_bits_at(a, token) & REAP_W_TIME) &&
               (reap_word_is(a, token - 1, "in") || reap_word_is(a, token - 1, "of")) && predicated(s, k);
  if (state) { /* "the share of patients in remission was" */
    s->expect = true;
    return k;
  }
  if (!reap_word_is(a, token, "with") || a->items.at[k + 1].kind != REAP_ITEM_WORD) return next;
  s->expect = true;
  return k + 1;
}

/* "1.3 |procedures": counted, so no setting. */
static bool valued_by(const reap_outcome_scan *s, uint32_t i) {
  return i > 0 && s->a->items.at[i - 1].kind == REAP_ITEM_VALUE;
}

/* A noun phrase at item i: an outcome if one is expected. Returns the next item. */
static uint32_t on_phrase(reap_outcome_scan *s, uint32_t i) {
  reap_assembler *a = s->a;
  reap_run run = reap_noun_phrase(a, a->items.at[i].token, reap_scan_limit(s, i));
  if (run.count == 0) return i + 1;
  run = reap_phrase_before_people(a, run);
  uint32_t next = reap_scan_after(s, i, run);
  bool valued = !s->expect && opens_values(s, next) && (!s->found || lists(s, i));
  if ((reap_phrase_is_analysis(a, run) && !(s->chained && s->expect)) ||
      (reap_phrase_is_setting(a, run) && !valued_by(s, i)) || counts_heads(s, run, next))
    return next;
  if (s->subject && reap_phrase_measures(a, run) == run.count) { /* "hazard ratios for X" */
    s->expect = s->open_change = true;
    return next;
  }
  if (!s->expect && !valued) return next;
  run = reap_phrase_trimmed(a, run);
  if (reap_phrase_is_people(a, run)) {
    reap_run thing = reap_phrase_of_people(a, run);
    if (!thing.count) {
      s->expect = false;
      s->chained = false;
      return on_counted_people(s, i, run, next);
    }
    run = thing;
  }
  if (s->subject && ((reap_phrase_within_arm(a, run) && !reap_tells_amount(s, next)) || reap_is_agent(s, run, next)))
    return next; /* who, again */
  if (!reap_phrase_names(a, run, s->lenient)) {
    if (next < s->end && reap_word_is(a, a->items.at[next].token, "for")) return next + 1; /* "ratings for X" */
    if (next < s->end && reap_item_is_verb(&a->items.at[next])) s->expect = false;
    return next;
  }
  run = reap_phrase_without_head(a, run);
  if (measured_at(s, i)) i--, run.count += run.first - a->items.at[i].token, run.first = a->items.at[i].token;
  reap_outcome_mark(s, i, run);
  s->expect = false;
  s->chained = true;
  s->open_change = false;
  return next;
}

/* "between", "among": what follows differs, or does not; in what is still to come. */
static bool parts_sides(const reap_assembler *a, uint32_t token) {
  return reap_word_is(a, token, "between") || reap_word_is(a, token, "among");
}

static uint32_t on_direction(reap_outcome_scan *s, uint32_t i) {
  const reap_item *item = &s->a->items.at[i];
  uint32_t k = i + 1;
  while (k < s->end && s->a->items.at[k].kind == REAP_ITEM_WORD && s->a->items.at[k].bits & REAP_W_ADVERB) k++;
  const reap_item *next = k < s->end ? &s->a->items.at[k] : NULL;
  bool preposition = next && next->kind == REAP_ITEM_WORD && next->bits & REAP_W_PREPOSITION;
  s->chained = false;
  if (preposition && reap_word_is(s->a, next->token, "to") &&
      reap_word_is(s->a, item->token + item->tokens - 1, "likely"))
    return on_deed(s, k + 1);          /* "more likely to report X" */
  if (reap_item_favours(s->a, item)) { /* whom, not what */
    s->expect = false;
    return i + 1;
  }
  if (reap_bits_at(s->a, item->token + item->tokens - 1) & REAP_W_PREPOSITION &&
      item->tokens > 1) { /* "reduction in" */
    s->open_change = s->expect = true;
    return i + 1;
  }
  if (item->bits & REAP_W_CHANGE) {
    static const char *const causes[] = {"effect",  "effects",  "impact",   "influence",
                                         "benefit", "benefits", "advantage"};
    s->open_change = true;
    s->expect = preposition;
    if (preposition && next->bits & REAP_W_OF &&
        reap_word_in(s->a, item->token + item->tokens - 1, causes, sizeof causes / sizeof *causes)) {
      s->expect = false; /* "no effect of A |on X" */
      return k + 1;
    }
    if (preposition && parts_sides(s->a, next->token)) {
      s->expect = false;
      return k; /* "difference |between X" */
    }
    return preposition && !(next->bits & REAP_W_VERSUS) ? k + 1 : i + 1;
  }
  s->expect = !preposition;
  s->open_change = s->found == 0;
  return i + 1;
}

/* "In the ILI group |weight loss was": up to the group's word, a label behind it included. */
static reap_run within_group(const reap_assembler *a, reap_run run) {
  for (uint32_t i = 1; i + 1 < run.count; i++) {
    if (!(reap_bits_at(a, run.first + i) & REAP_W_GROUP)) continue;
    const reap_token *next = reap_token_at(a, run.first + i + 1);
    if (next->flags & (REAP_TOKEN_HYPHEN | REAP_TOKEN_GLUED | REAP_TOKEN_NUMBER | REAP_TOKEN_UPPER) ||
        reap_bits_at(a, run.first + i + 1) & REAP_W_OF || reap_word_at(a, run.first + i + 1).len < 3)
      continue;
    return (reap_run){run.first, i + 1};
  }
  return run;
}

/* "in", "for", "on", "regarding": what differs follows. */
static bool leads_on(const reap_outcome_scan *s, uint32_t i) {
  static const char *const words[] = {"in", "for", "on", "regarding", "concerning", "with"};
  return i < s->end && s->a->items.at[i].kind == REAP_ITEM_WORD &&
         reap_word_in(s->a, s->a->items.at[i].token, words, sizeof words / sizeof *words);
}

/* "between the X |of the two groups": what differs stands where the groups should. */
static bool of_groups(const reap_outcome_scan *s, uint32_t i) {
  if (i + 1 >= s->end || s->a->items.at[i].kind != REAP_ITEM_WORD || !(s->a->items.at[i].bits & REAP_W_PREPOSITION))
    return false;
  for (uint32_t k = i + 1; k < s->end && k < i + 3; k++) {
    const reap_item *item = &s->a->items.at[k];
    if (item->kind == REAP_ITEM_ARM || item->kind == REAP_ITEM_GROUPS) return true;
    if (item->kind != REAP_ITEM_WORD || !(item->bits & REAP_W_DETERMINER)) return false;
  }
  return false;
}

/* "(...), with |X lower in A": a noun phrase right before an adjective of comparison, which tells of it. */
static bool is_told_apart(const reap_outcome_scan *s, uint32_t i) {
  const reap_assembler *a = s->a;
  if (i >= s->end || i < 2 || a->items.at[i].kind != REAP_ITEM_WORD ||
      !reap_word_is(a, a->items.at[i - 1].token, "with") || a->items.at[i - 2].bits & REAP_W_PEOPLE)
    return false; /* "patients with ulcers larger than 5 mm" */
  const reap_run run = reap_noun_phrase(a, a->items.at[i].token, reap_scan_limit(s, i));
  uint32_t k = reap_scan_after(s, i, run);
  if (!run.count || reap_phrase_is_people(a, run) || reap_phrase_within_arm(a, run) ||
      !reap_phrase_names(a, reap_phrase_trimmed(a, run), false))
    return false;
  while (k < s->end && (a->items.at[k].kind == REAP_ITEM_SIGNIFICANT || a->items.at[k].bits & REAP_W_ADVERB)) k++;
  if (k >= s->end || a->items.at[k].kind != REAP_ITEM_DIRECTION) return false;
  return (a->items.at[k].sub == REAP_SENSE_HIGHER || a->items.at[k].sub == REAP_SENSE_LOWER) &&
         a->items.at[k].bits & REAP_W_COMPARATIVE && !(a->items.at[k].bits & (REAP_W_SHIFT | REAP_W_CHANGE)) &&
         !reap_object_follows(s, k + 1);
}

static uint32_t on_preposition(reap_outcome_scan *s, uint32_t i) {
  const reap_assembler *a = s->a;
  bool respect = i + 2 < s->end && reap_word_is(a, a->items.at[i].token, "with") &&
                 (reap_word_starts(a, a->items.at[i + 1].token, "respect") ||
                  reap_word_starts(a, a->items.at[i + 1].token, "regard"));
  if (respect && !s->found) { /* "with respect to X" */
    s->expect = true;
    return i + 3;
  }
  if (s->open_change) {
    bool leads = reap_word_is(a, a->items.at[i].token, "in") || reap_word_is(a, a->items.at[i].token, "on") ||
                 reap_word_is(a, a->items.at[i].token, "for") || reap_word_is(a, a->items.at[i].token, "regarding") ||
                 reap_word_is(a, a->items.at[i].token, "concerning");
    s->expect = leads;
    if (parts_sides(a, a->items.at[i].token) && i + 1 < s->end && a->items.at[i + 1].kind == REAP_ITEM_WORD) {
      const reap_run sides = reap_noun_phrase(a, a->items.at[i + 1].token, reap_scan_limit(s, i + 1));
      const uint32_t behind = reap_scan_after(s, i + 1, sides);
      if (sides.count && of_groups(s, behind)) {
        s->expect = true;
        return i + 1;
      }
      if (sides.count && leads_on(s, behind)) return behind; /* "between lens types |for X" */
    }
    return i + 1;
  }
  bool counted = i > 0 && (a->items.at[i - 1].kind == REAP_ITEM_TIME || a->items.at[i - 1].kind == REAP_ITEM_NUMBER);
  if (s->expect && counted && a->items.at[i].bits & REAP_W_OF) return i + 1; /* "120 min of X" */
  if (is_told_apart(s, i + 1)) {
    s->expect = true;
    return i + 1;
  }
  /* what hangs on a preposition modifies: it is passed over, and what was expected stays so */
  uint32_t k = i + 1;
  if (reap_word_is(a, a->items.at[i].token, "including")) return k;
  if (k < s->end && a->items.at[k].kind == REAP_ITEM_WORD && !(a->items.at[k].bits & REAP_W_PREPOSITION)) {
    reap_run run = reap_noun_phrase(a, a->items.at[k].token, reap_scan_limit(s, k));
    if (s->subject && !s->found) run = within_group(a, run);
    if (run.count) return reap_scan_after(s, k, run);
  }
  return k;
}

/* "we found |that X was higher": a report begins. */
static bool reports(const reap_outcome_scan *s, uint32_t i) {
  static const char *const verbs[] = {"found", "observed", "noted",    "showed",    "shown",
                                      "show",  "reported", "revealed", "indicated", "demonstrated"};
  const reap_assembler *a = s->a;
  return i > 0 && !s->found && reap_word_is(a, a->items.at[i].token, "that") &&
         reap_word_in(a, a->items.at[i - 1].token, verbs, sizeof verbs / sizeof *verbs);
}

static uint32_t on_word(reap_outcome_scan *s, uint32_t i) {
  const reap_item *item = &s->a->items.at[i];
  uint32_t bits = item->bits;
  bool nominal = reap_is_nominal(s->a, item->token);
  if (nominal) return on_phrase(s, i);
  if (bits & REAP_W_DETERMINER && !(bits & REAP_W_PREPOSITION)) return i + 1;
  if (bits & REAP_W_NOT) {
    bool who = i > 0 && s->a->items.at[i - 1].bits & REAP_W_PEOPLE; /* "patients without X" */
    if (reap_word_is(s->a, item->token, "no") || reap_word_is(s->a, item->token, "neither") ||
        (reap_word_is(s->a, item->token, "without") && !who))
      s->expect = true;
    return i + 1;
  }
  if (bits & REAP_W_GAIN) {
    s->subject = false;
    s->expect = true;
    s->chained = false;
    return i + 1;
  }
  if (bits & (REAP_W_BE | REAP_W_AUXILIARY | REAP_W_VERB)) {
    bool there = i > 0 && reap_word_is(s->a, item->token - 1, "there");
    s->expect = there;
    s->subject = false;
    s->chained = false;
    return i + 1;
  }
  if (i + 3 < s->end && reap_word_is(s->a, item->token, "as") && reap_word_is(s->a, item->token + 1, "well") &&
      reap_word_is(s->a, item->token + 2, "as")) {
    if (s->chained || reap_subject_follows(s, i + 3)) s->expect = true;
    return i + 3;
  }
  if (bits & REAP_W_PREPOSITION) return on_preposition(s, i);
  if (bits & REAP_W_AND) {
    if (s->chained || reap_subject_follows(s, i + 1)) s->expect = true;
    return i + 1;
  }
  if (bits & REAP_W_RELATIVE) s->subject = s->expect |= reports(s, i);
  return i + 1;
}

/* "two deaths", "473 adverse events": a count right before a noun that is not people. */
static bool counts_things(const reap_outcome_scan *s, uint32_t i) {
  const reap_item *item = &s->a->items.at[i];
  const reap_quantity *q = &s->a->batch->quantities.at[item->row];
  uint32_t k = reap_scan_following(s, i + 1);
  if (k == REAP_NONE || s->a->items.at[k].kind != REAP_ITEM_WORD) return false;
  bool counted = q->kind == REAP_Q_COUNT || q->kind == REAP_Q_PERCENT || (q->kind == REAP_Q_OTHER && s->expect);
  return counted && reap_is_nominal(s->a, s->a->items.at[k].token);
}

static uint32_t step(reap_outcome_scan *s, uint32_t i) {
  const reap_item *item = &s->a->items.at[i];
  switch (item->kind) {
  case REAP_ITEM_WORD:
    return on_word(s, i);
  case REAP_ITEM_DIRECTION:
    return on_direction(s, i);
  case REAP_ITEM_MARK:
    if (item->sub == '(' || item->sub == '[') return reap_outcomes_in_bracket(s, i);
    if (item->sub == ',' && (s->chained || reap_subject_follows(s, i + 1))) s->expect = true;
    if (item->sub == ',' && s->subject && !s->found) s->expect = true;
    return i + 1;
  case REAP_ITEM_VALUE:
    s->expect = counts_things(s, i);
    s->chained = false;
    return i + 1;
  case REAP_ITEM_ARM:
  case REAP_ITEM_GROUPS:
    if (!s->subject || s->found) s->expect = false;
    s->chained = false;
    return i + 1;
  case REAP_ITEM_VERSUS:
    s->expect = s->chained = false;
    return i + 1;
  case REAP_ITEM_BASELINE: /* "changes from baseline |X were" */
    if (s->open_change && i > 0 && s->a->items.at[i - 1].kind == REAP_ITEM_DIRECTION && i + 1 < s->end &&
        s->a->items.at[i + 1].kind == REAP_ITEM_WORD && reap_is_nominal(s->a, s->a->items.at[i + 1].token))
      s->expect = true;
    return i + 1;
  case REAP_ITEM_SIGNIFICANT: /* "the interaction was significant in X" */
    if (!s->found && i + 1 < s->end &&
        (reap_word_is(s->a, s->a->items.at[i + 1].token, "in") ||
         reap_word_is(s->a, s->a->items.at[i + 1].token, "for")))
      s->open_change = true;
    return i + 1;
  default:
    return i + 1;
  }
}

/* "Regarding pain, there was no difference": where nothing else is named, the topic at the clause's head is it. */
static void topic_outcome(reap_outcome_scan *s, uint32_t i) {
  static const char *const words[] = {"regarding", "concerning", "for"};
  const reap_assembler *a = s->a;
  if (i + 2 >= s->end || !reap_word_in(a, a->items.at[i].token, words, sizeof words / sizeof *words)) return;
  if (a->items.at[++i].kind != REAP_ITEM_WORD) return;
  reap_run run = reap_noun_phrase(a, a->items.at[i].token, reap_scan_limit(s, i));
  if (!run.count || reap_phrase_is_people(a, run) || reap_phrase_is_setting(a, run) ||
      reap_phrase_is_analysis(a, run) || reap_phrase_within_arm(a, run))
    return;
  const uint32_t comma = reap_scan_following(s, reap_scan_after(s, i, run));
  run = reap_phrase_trimmed(a, run);
  if (comma == REAP_NONE || a->items.at[comma].kind != REAP_ITEM_MARK || a->items.at[comma].sub != ',' ||
      !reap_phrase_names(a, run, false) || reap_word_is(a, run.first, "example"))
    return;
  reap_outcome_mark(s, i, run);
}

uint32_t reap_outcomes_in_clause(reap_assembler *a, uint32_t first, uint32_t end, bool lenient) {
  reap_outcome_scan s = {.a = a, .end = end, .expect = true, .subject = true, .lenient = lenient};
  for (uint32_t i = first; i < end;) {
    uint32_t next = step(&s, i);
    i = next > i ? next : i + 1;
  }
  if (!s.found && !lenient) topic_outcome(&s, first);
  return s.found;
}
