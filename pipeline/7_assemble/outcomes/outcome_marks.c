/* SPDX-License-Identifier: MIT */
/* Marks the items of a clause as outcomes. */
#include "7_assemble/outcomes/outcome_phrases.h"
#include "7_assemble/outcomes/outcome_scan.h"

enum { OUTCOMES_MAX = 200 }; /* a citation's; each new one is compared with all before it */

void reap_outcome_mark(reap_outcome_scan *s, uint32_t i, reap_run run) {
  reap_assembler *a = s->a;
  if (a->citation->outcomes.count >= OUTCOMES_MAX) return;
  uint32_t row = reap_outcome_row(a, run), end = run.first + run.count;
  bool first = true;
  for (; i < s->end && a->items.at[i].token < end; i++) {
    reap_item *item = &a->items.at[i];
    if (item->token < run.first) continue;
    item->bits = 0;
    if (first) {
      item->kind = REAP_ITEM_OUTCOME;
      item->row = row;
      item->span = reap_run_span(a, run);
      item->tokens = run.count;
    } else {
      item->kind = REAP_ITEM_SKIP;
    }
    first = false;
  }
  s->found++;
}

/* The item after the tokens of `run`. */
uint32_t reap_scan_after(const reap_outcome_scan *s, uint32_t i, reap_run run) {
  while (i < s->end && s->a->items.at[i].token < run.first + run.count) i++;
  return i;
}

uint32_t reap_scan_limit(const reap_outcome_scan *s, uint32_t i) {
  const reap_assembler *a = s->a;
  uint32_t k = i;
  while (k < s->end && (a->items.at[k].kind == REAP_ITEM_WORD || a->items.at[k].kind == REAP_ITEM_MARK)) k++;
  return k < s->end ? a->items.at[k].token : a->items.at[s->end - 1].token + a->items.at[s->end - 1].tokens;
}

uint32_t reap_scan_bracket_end(const reap_outcome_scan *s, uint32_t i) {
  uint8_t depth = s->a->items.at[i].depth;
  i++;
  while (i < s->end && s->a->items.at[i].depth > depth) i++;
  return i;
}

/* The verb at item i with its object, "discontinued treatment", as an outcome. */
uint32_t reap_outcome_mark_deed(reap_outcome_scan *s, uint32_t i) {
  const reap_item *item = &s->a->items.at[i];
  reap_run run = {item->token, 1};
  if (i + 1 < s->end && s->a->items.at[i + 1].kind == REAP_ITEM_WORD) {
    reap_run more = reap_noun_phrase(s->a, item->token + 1, reap_scan_limit(s, i + 1));
    if (more.count) run.count = more.first + more.count - run.first;
  }
  uint32_t next = reap_scan_after(s, i + 1, run);
  reap_outcome_mark(s, i, run);
  s->expect = s->open_change = false;
  s->chained = true;
  return next;
}

/* "Fisher test, p = .01": how it was tested. */
static bool names_test(const reap_assembler *a, reap_run run) {
  static const char *const words[] = {"test",     "tests",   "anova",  "ancova",   "whitney",   "rank",     "fisher",
                                      "wilcoxon", "chi",     "square", "tailed",   "analysis",  "adjusted", "corrected",
                                      "kruskal",  "student", "trend",  "log-rank", "bonferroni"};
  for (uint32_t t = run.first; t < run.first + run.count; t++)
    if (reap_word_in(a, t, words, sizeof words / sizeof *words)) return true;
  return false;
}

/* The phrase at item k of a bracket as a label before a number, "PCS: 6.8", "sleep, P = .02"; count 0 when it is none.
 */
static reap_run label_at(const reap_outcome_scan *s, uint32_t k, uint32_t end, bool *by_comma) {
  const reap_assembler *a = s->a;
  const reap_run none = {0, 0};
  const reap_item *before = &a->items.at[k - 1];
  if (a->items.at[k].kind != REAP_ITEM_WORD || before->kind != REAP_ITEM_MARK || !strchr("([;,", before->sub))
    return none;
  reap_run run = reap_noun_phrase(a, a->items.at[k].token, reap_scan_limit(s, k));
  if (!run.count) return none;
  const uint32_t mark = reap_scan_after(s, k, run);
  if (mark + 1 >= end || a->items.at[mark].kind != REAP_ITEM_MARK) return none;
  const uint8_t number = a->items.at[mark + 1].kind;
  const bool test = number == REAP_ITEM_P || number == REAP_ITEM_EFFECT;
  *by_comma = a->items.at[mark].sub == ',';
  if (*by_comma ? !test || before->sub == ',' : a->items.at[mark].sub != ':' || !(test || number == REAP_ITEM_VALUE))
    return none;
  run = reap_phrase_trimmed(a, run);
  bool names = reap_phrase_names(a, run, false) && !reap_phrase_within_arm(a, run) && !reap_phrase_is_people(a, run) &&
               !names_test(a, run);
  return names ? run : none;
}

/* The noun phrase at item k of a bracket that lists names, "(Barthel Index and Rankin scale)"; count 0 when it is none.
 */
static reap_run member_at(const reap_outcome_scan *s, uint32_t k, uint32_t end) {
  const reap_assembler *a = s->a;
  const reap_run none = {0, 0};
  if (k >= end || a->items.at[k].kind != REAP_ITEM_WORD) return none;
  const reap_run run = reap_phrase_trimmed(a, reap_noun_phrase(a, a->items.at[k].token, reap_scan_limit(s, k)));
  if (!run.count || !reap_phrase_names(a, run, false) || reap_phrase_within_arm(a, run) ||
      reap_phrase_is_people(a, run) || names_test(a, run))
    return none;
  const bool named = run.count > 1 || reap_token_at(a, run.first)->flags & (REAP_TOKEN_CAPITAL | REAP_TOKEN_UPPER);
  return named ? run : none;
}

/* "quality of life (the Barthel Index and Rankin scale)": a bracket right behind an outcome that holds nothing but
 * names joined by "and" tells what was measured. Marks them in place of it. */
static bool mark_members(reap_outcome_scan *s, uint32_t i, uint32_t end) {
  enum { MEMBERS_MAX = 8 };
  reap_assembler *a = s->a;
  uint32_t at[MEMBERS_MAX], count = 0, k = i + 1, whole = i;
  reap_run runs[MEMBERS_MAX];
  bool joined = false;
  while (whole > 0 && a->items.at[whole - 1].kind == REAP_ITEM_SKIP) whole--;
  if (!whole || a->items.at[whole - 1].kind != REAP_ITEM_OUTCOME) return false;
  while (k < end && count < MEMBERS_MAX) {
    const reap_run run = member_at(s, k, end);
    if (!run.count) return false;
    at[count] = k;
    runs[count++] = run;
    k = reap_scan_after(s, k, run);
    if (k < end && a->items.at[k].kind == REAP_ITEM_MARK && a->items.at[k].sub == ',') k++;
    if (k < end && a->items.at[k].kind == REAP_ITEM_WORD && reap_word_is(a, a->items.at[k].token, "and"))
      k++, joined = true;
  }
  if (k < end || count < 2 || !joined) return false;
  a->items.at[whole - 1].kind = REAP_ITEM_SKIP;
  s->found--;
  for (uint32_t m = 0; m < count; m++) reap_outcome_mark(s, at[m], runs[m]);
  return true;
}

uint32_t reap_outcomes_in_bracket(reap_outcome_scan *s, uint32_t i) {
  const uint32_t end = reap_scan_bracket_end(s, i);
  uint32_t listed = 0; /* one test is no list */
  bool by_comma = false;
  if (mark_members(s, i, end)) return end;
  for (uint32_t k = i + 1; k + 1 < end; k++) listed += label_at(s, k, end, &by_comma).count && by_comma;
  for (uint32_t k = i + 1; k + 1 < end; k++) {
    const reap_run run = label_at(s, k, end, &by_comma);
    if (run.count && (!by_comma || listed > 1)) reap_outcome_mark(s, k, run);
  }
  return end;
}
