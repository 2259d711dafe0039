/* SPDX-License-Identifier: MIT */
/* The clean name of an arm: "treatment with |A|", "subcutaneous |A| 20 mg daily", "|A and B| group". A label is cut
 * back to its treatments' names; how they were given stays in the text. */
#include "7_assemble/phrases/phrases.h"

#define IN(a, token, words) reap_word_in((a), (token), (words), sizeof(words) / sizeof *(words))

/* Whether a treatment that the lexicon knows covers the token. */
static bool in_treatment(const reap_assembler *a, uint32_t token) {
  reap_span span = reap_token_at(a, token)->span;
  reap_range rows = a->citation->mentions;
  uint32_t row = reap_first_mention(a, span.beg);
  return row < rows.first + rows.count && a->batch->mentions.at[row].type == REAP_INTERVENTION &&
         reap_span_overlap(a->batch->mentions.at[row].span, span);
}

static bool is_amount(const reap_assembler *a, uint32_t token) {
  uint32_t row = reap_quantity_of(a, token);
  return row != REAP_NONE &&
         (a->batch->quantities.at[row].kind == REAP_Q_DOSE || a->batch->quantities.at[row].kind == REAP_Q_DURATION);
}

/* "treatment with", "six courses of", "a combination of": the token behind, `token` when nothing leads on. */
static uint32_t led_by(const reap_assembler *a, uint32_t token, uint32_t end) {
  static const char *const nouns[] = {
      "treatment", "therapy",     "administration",  "use",    "injection", "injections",
      "addition",  "combination", "supplementation", "course", "courses",   "cycles",
      "weeks",     "months",      "years",           "doses",  "infusion",  "regimen"};
  static const char *const joints[] = {"of", "with", "by"};
  return token + 2 < end && IN(a, token, nouns) && IN(a, token + 1, joints) ? token + 2 : token;
}

static bool opens(const reap_assembler *a, uint32_t token) {
  static const char *const routes[] = {"subcutaneous", "intravenous", "intramuscular", "oral",
                                       "orally",       "topical",     "intranasal",    "inhaled",
                                       "iv",           "matching",    "matched"};
  if (reap_bits_at(a, token + 1) & REAP_W_AND || reap_token_at(a, token + 1)->flags & REAP_TOKEN_HYPHEN) return false;
  return reap_bits_at(a, token) & REAP_W_DETERMINER || is_amount(a, token) || IN(a, token, routes);
}

static bool closes(const reap_assembler *a, uint32_t token) {
  static const char *const ways[] = {"daily", "weekly", "monthly", "once", "twice", "orally", "effects", "effect"};
  static const char *const nouns[] = {"treatment", "therapy", "supplementation", "administration", "intervention",
                                      "use",       "regimen", "regimens",        "injection",      "injections"};
  if (reap_token_at(a, token)->flags & REAP_TOKEN_HYPHEN) return false;
  if (reap_bits_at(a, token) & (REAP_W_GROUP | REAP_W_PEOPLE) || is_amount(a, token) || IN(a, token, ways)) return true;
  return IN(a, token, nouns) && in_treatment(a, token - 1);
}

/* The treatments of the label without what leads to them and what follows; the label when none is known. */
static reap_run cleaned(const reap_assembler *a, reap_run label) {
  uint32_t first = label.first, end = label.first + label.count;
  for (uint32_t t = first; t < end && !in_treatment(a, t) && !(reap_bits_at(a, t) & REAP_W_NOT); t++) {
    uint32_t next = led_by(a, t, end);
    if (next > t) first = next;
  }
  while (first + 1 < end && !in_treatment(a, first) && opens(a, first)) first++;
  while (end > first + 1 && !in_treatment(a, end - 1) && closes(a, end - 1)) end--;
  for (uint32_t t = first; t < end; t++)
    if (in_treatment(a, t)) return (reap_run){first, end - first};
  return label;
}

static bool same_words(const reap_assembler *a, reap_run x, reap_run y) {
  if (x.count != y.count) return false;
  for (uint32_t i = 0; i < x.count; i++)
    if (reap_token_at(a, x.first + i)->hash != reap_token_at(a, y.first + i)->hash) return false;
  return true;
}

/* The full name of the treatment that the label shortens ("T-DM1"), where the text has it; else the label. */
static reap_run full_name(const reap_assembler *a, reap_run label) {
  enum { SHORT_MAX = 8 };
  reap_range rows = a->citation->mentions;
  reap_span span = reap_run_span(a, label);
  uint32_t row = reap_first_mention(a, span.beg);
  if (row == rows.first + rows.count || reap_span_len(span) > SHORT_MAX ||
      !(reap_token_at(a, label.first)->flags & REAP_TOKEN_UPPER))
    return label;
  const reap_mention *m = &a->batch->mentions.at[row];
  if (m->span.beg != span.beg || m->span.end != span.end || !m->id.len) return label;
  for (uint32_t i = rows.first; i < rows.first + rows.count; i++) {
    const reap_mention *other = &a->batch->mentions.at[i];
    if (other->via == REAP_VIA_LEXICON && other->type == m->type && reap_str_equal(other->id, m->id) &&
        reap_span_len(other->span) >= 2 * reap_span_len(span))
      return reap_run_of_span(a, other->span);
  }
  return label;
}

reap_run reap_spelled_out(const reap_assembler *a, reap_run label) {
  reap_range rows = a->citation->abbreviations;
  for (uint32_t i = rows.first; i < rows.first + rows.count; i++) {
    reap_run form = reap_run_of_span(a, a->batch->abbreviations.at[i].short_form);
    if (same_words(a, form, label)) return reap_run_of_span(a, a->batch->abbreviations.at[i].long_form);
  }
  return full_name(a, label);
}

/* How often the words of the run stand in the text. */
static uint32_t times_in_text(const reap_assembler *a, reap_run run) {
  uint32_t times = 0, end = a->citation->tokens.first + a->citation->tokens.count;
  for (uint32_t t = a->citation->tokens.first; t + run.count <= end; t++)
    times +=
        reap_token_at(a, t)->hash == reap_token_at(a, run.first)->hash && same_words(a, run, (reap_run){t, run.count});
  return times;
}

/* The only treatment that the run holds, count 0 when it holds several or none. */
static reap_run only_treatment(const reap_assembler *a, reap_run run, reap_str *id) {
  reap_span span = reap_run_span(a, run);
  reap_range rows = a->citation->mentions;
  reap_run only = {run.first, 0};
  for (uint32_t i = reap_first_mention(a, span.beg); i < rows.first + rows.count; i++) {
    const reap_mention *m = &a->batch->mentions.at[i];
    if (m->span.beg >= span.end) break;
    if (m->type != REAP_INTERVENTION || !reap_span_holds(span, m->span)) continue;
    if (only.count && !reap_str_equal(*id, m->id)) return (reap_run){run.first, 0};
    if (!only.count) only = reap_run_of_span(a, m->span), *id = m->id;
  }
  return only;
}

reap_run reap_usual_name(const reap_assembler *a, reap_run run) {
  reap_str id = {NULL, 0};
  reap_run only = only_treatment(a, run, &id);
  if (!only.count || only.count == run.count || reap_bits_at(a, run.first) & REAP_W_NOT) return run;
  enum { JOINED = REAP_TOKEN_HYPHEN | REAP_TOKEN_GLUED }; /* the CEF of "P-CEF" is another regimen */
  uint32_t behind = only.first + only.count;
  if (only.first > run.first && reap_token_at(a, only.first)->flags & JOINED) return run;
  if (behind < run.first + run.count && reap_token_at(a, behind)->flags & JOINED) return run;
  return times_in_text(a, only) > 2 * times_in_text(a, run) ? only : run; /* the longer holds the shorter */
}

/* Whether another arm's name has the words too. */
static bool is_shared(const reap_assembler *a, const reap_run *names, uint32_t arm, reap_run name) {
  for (uint32_t k = 0; k < a->arm_count; k++)
    for (uint32_t t = names[k].first; k != arm && t + name.count <= names[k].first + names[k].count; t++)
      if (same_words(a, (reap_run){t, name.count}, name)) return true;
  return false;
}

/* Whether two arms would bear the same name. */
static bool has_twin(const reap_assembler *a, const reap_run *names, uint32_t arm) {
  for (uint32_t k = 0; k < a->arm_count; k++)
    if (k != arm && same_words(a, names[k], names[arm])) return true;
  return false;
}

void reap_clean_labels(reap_assembler *a) {
  reap_run names[REAP_ARMS_MAX], clean[REAP_ARMS_MAX], full[REAP_ARMS_MAX];
  reap_arm *arms = a->batch->arms.at + a->citation->arms.first;
  for (uint32_t i = 0; i < a->arm_count; i++) {
    names[i] = reap_run_of_span(a, arms[i].label);
    clean[i] = cleaned(a, names[i]);
  }
  for (uint32_t i = 0; i < a->arm_count; i++) {
    reap_run usual = reap_usual_name(a, clean[i]);
    full[i] = has_twin(a, clean, i) ? names[i] : is_shared(a, names, i, usual) ? clean[i] : usual;
    if (full[i].count) full[i] = reap_spelled_out(a, full[i]);
  }
  for (uint32_t i = 0; i < a->arm_count; i++) {
    if (full[i].count && !has_twin(a, full, i)) arms[i].label = reap_run_span(a, full[i]); /* else they keep the dose */
    arms[i].described = arms[i].label;
  }
}

/* Whether the name is only a letter, a number, or the side of the trial. */
static bool says_little(const reap_assembler *a, reap_run name) {
  for (uint32_t t = name.first; t < name.first + name.count; t++)
    if (!(reap_bits_at(a, t) & REAP_W_GROUP) && reap_word_at(a, t).len > 2) return reap_is_generic(a, name);
  return true;
}

/* Whether the runs are printed the same, ASCII case ignored. */
static bool reads_alike(const reap_assembler *a, reap_run x, reap_run y) {
  return reap_str_equal_nocase(reap_slice(a->citation->text, reap_run_span(a, x)),
                               reap_slice(a->citation->text, reap_run_span(a, y)));
}

/* Whether the comparator's name has a word of a tested arm's: "A plus placebo" would be taken for A. */
static bool shares_word(const reap_assembler *a, reap_run name) {
  for (uint32_t i = 0; i < a->arm_count; i++) {
    reap_run other = reap_run_of_span(a, a->batch->arms.at[a->citation->arms.first + i].label);
    for (uint32_t t = name.first; reap_arm_is_tested(a, i) && t < name.first + name.count; t++)
      for (uint32_t k = other.first; k < other.first + other.count; k++)
        if (reap_token_at(a, t)->hash && reap_token_at(a, t)->hash == reap_token_at(a, k)->hash) return true;
  }
  return false;
}

void reap_label_places(reap_assembler *a) {
  for (uint32_t i = 0; i < a->arm_count; i++) {
    reap_run name = reap_run_of_span(a, a->batch->arms.at[a->citation->arms.first + i].label);
    if (!name.count || says_little(a, name) || (!reap_arm_is_tested(a, i) && shares_word(a, name))) continue;
    for (uint32_t s = 0; s < a->citation->sentences.count; s++) {
      uint32_t row = a->citation->sentences.first + s;
      reap_range tokens = a->batch->sentences.at[row].tokens;
      for (uint32_t t = tokens.first; t + name.count <= tokens.first + tokens.count; t++)
        if (reap_token_at(a, t)->hash == reap_token_at(a, name.first)->hash &&
            reads_alike(a, name, (reap_run){t, name.count}))
          reap_phrase_add(a, row, REAP_INTERVENTION, REAP_VIA_PATTERN, reap_run_span(a, (reap_run){t, name.count}));
    }
  }
}
