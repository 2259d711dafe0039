/* SPDX-License-Identifier: MIT */
/* Arms that are listed: "randomized to A (n = 30) or B", "received A or B", "three groups: A, B and C". */
#include "7_assemble/assembler.h"

enum { LIST_TOKENS_MAX = 140, MEMBERS_MAX = 6, NAME_TOKENS_MAX = 14, REGIMEN_TOKENS_MAX = 80 };

typedef struct {
  uint32_t begin, end; /* tokens of one member */
} member;

typedef struct {
  member members[MEMBERS_MAX];
  uint32_t count;
  bool strong; /* joined by or, versus: surely alternatives */
} member_list;

/* Words that end what can be listed. */
static bool ends_list(const reap_assembler *a, uint32_t token) {
  uint32_t bits = reap_bits_at(a, token);
  if (reap_word_is(a, token, "until")) return true;
  return bits & (REAP_W_BE | REAP_W_AUXILIARY | REAP_W_CLAUSE) && !(bits & REAP_W_TREAT);
}

/* "versus"; not the than of "no more than six cycles". */
static bool is_versus(const reap_assembler *a, uint32_t token) {
  return reap_bits_at(a, token) & REAP_W_VERSUS && !reap_word_is(a, token, "than");
}

static bool is_or_to(const reap_assembler *a, uint32_t token, uint32_t end) {
  return token + 1 < end && reap_word_is(a, token, "or") && reap_word_is(a, token + 1, "to");
}

static bool separates(const reap_assembler *a, uint32_t token, bool by_or) {
  char mark = reap_mark_at(a, token);
  uint32_t q = reap_quantity_of(a, token); /* the comma of "1,000 mg" */
  if (mark == ',' && q != REAP_NONE && a->batch->quantities.at[q].span.end > reap_token_at(a, token)->span.end)
    return false;
  if (mark) return mark == ',' || mark == ';';
  uint32_t bits = reap_bits_at(a, token);
  if (is_versus(a, token)) return true;
  return bits & REAP_W_AND && (reap_word_is(a, token, "or") || (!by_or && reap_word_is(a, token, "and")));
}

static uint32_t list_end(const reap_assembler *a, uint32_t begin, uint32_t end, bool *by_or) {
  int depth = 0;
  *by_or = false;
  uint32_t t = begin;
  for (; t < end; t++) {
    char mark = reap_mark_at(a, t);
    depth = reap_depth_behind(a, t, begin, depth);
    if (depth < 0) break;
    if (depth) continue;
    if (mark == '.' || mark == ':') {
      if (t + 1 < end && reap_quantity_of(a, t) != REAP_NONE &&
          reap_token_at(a, t)->span.end == reap_token_at(a, t + 1)->span.beg)
        continue; /* the point of "2.5 g" */
      if (t > begin) break;
      continue;
    }
    if (ends_list(a, t)) break;
    if (!mark && (reap_word_is(a, t, "or") || is_versus(a, t))) *by_or = true;
  }
  return t;
}

/* The last "or" outside brackets. */
static uint32_t last_alternative(const reap_assembler *a, uint32_t begin, uint32_t end) {
  uint32_t last = end;
  int depth = 0;
  for (uint32_t t = begin; t < end; t++) {
    char mark = reap_mark_at(a, t);
    depth = reap_depth_behind(a, t, begin, depth);
    if (!depth && !mark && (reap_word_is(a, t, "or") || is_versus(a, t))) last = t;
  }
  return last;
}

/* "to a course for shame or grief or to usual care": "or to" alone parts two members. */
static bool parted_by_or_to(const reap_assembler *a, uint32_t begin, uint32_t end) {
  int depth = 0;
  uint32_t alternatives = 0, others = 0;
  for (uint32_t t = begin; t < end; t++) {
    depth = reap_depth_behind(a, t, begin, depth);
    if (depth || reap_mark_at(a, t)) continue;
    alternatives += is_or_to(a, t, end);
    others += reap_word_is(a, t, "or") && !is_or_to(a, t, end);
  }
  return alternatives == 1 && others > 0;
}

/* "subcutaneous injections of either A or B": the alternatives begin behind "either". */
static uint32_t behind_either(const reap_assembler *a, uint32_t begin, uint32_t end) {
  uint32_t limit = end < begin + 16 ? end : begin + 16;
  for (uint32_t t = begin; t < limit; t++) {
    if (reap_mark_at(a, t) == '(') /* "treatment (2:1) with either" */
      while (t + 1 < limit && reap_mark_at(a, t) != ')') t++;
    if ((reap_mark_at(a, t) && reap_mark_at(a, t) != ')') || reap_word_is(a, t, "or")) return begin;
    if (reap_word_is(a, t, "either")) return t + 1;
  }
  return begin;
}

/* "A, B and C or D, E and F": the one "or" parts regimens, the commas their drugs. */
static bool lists_regimens(const reap_assembler *a, uint32_t begin, uint32_t last_or) {
  int depth = 0;
  bool comma = false, series = false;
  bool parted = last_or > begin && reap_mark_at(a, last_or - 1) == ','; /* "A, B, A and B, or C" */
  for (uint32_t t = begin; t < last_or; t++) {
    char mark = reap_mark_at(a, t);
    depth = reap_depth_behind(a, t, begin, depth);
    if (depth) continue;
    if (reap_word_is(a, t, "or") || reap_bits_at(a, t) & (REAP_W_VERSUS | REAP_W_GROUP | REAP_W_TREAT)) return false;
    series |= comma && reap_word_is(a, t, "and") && t + 1 < last_or && (!parted || reap_mark_at(a, t - 1) == ',');
    comma |= mark == ',' && t + 1 < last_or;
  }
  return series;
}

static member_list split(const reap_assembler *a, uint32_t begin, uint32_t end) {
  member_list list = {.count = 0};
  bool by_or;
  begin = behind_either(a, begin, end);
  end = list_end(a, begin, end, &by_or);
  const bool numbered = reap_is_numbered(a, begin, end);
  list.strong = by_or || numbered;
  int depth = 0;
  uint32_t from = begin, last_or = by_or ? last_alternative(a, begin, end) : end;
  bool regimens = by_or && lists_regimens(a, begin, last_or), or_to = by_or && parted_by_or_to(a, begin, end);
  for (uint32_t t = begin; t <= end && list.count < MEMBERS_MAX; t++) {
    char mark = t < end ? reap_mark_at(a, t) : 0;
    if (t < end) depth = reap_depth_behind(a, t, begin, depth);
    if (t < end && (depth > 0 || !separates(a, t, by_or) || (or_to && !is_or_to(a, t, end)))) continue;
    if (t < end && (reap_in_schedule(a, t, begin, end) || (numbered && !reap_opens_item(a, t, begin, end)))) continue;
    if (t < end && mark == ',' && (regimens || (t > last_or && reap_next_component(a, t, end) > t))) continue;
    if (t > from) list.members[list.count++] = (member){from, t};
    if (t > last_or) break; /* what a comma adds behind the last alternative is no alternative */
    from = t + 1;
  }
  return list;
}

/* "cycles of", "a maximum of": how much, not what. */
static bool counts_out(const reap_assembler *a, uint32_t t) {
  static const char *const words[] = {"cycle",     "cycles",     "course",      "courses",  "dose",     "doses",
                                      "injection", "injections", "session",     "sessions", "infusion", "infusions",
                                      "maximum",   "minimum",    "combination", "weeks",    "months",   "days",
                                      "years",     "group",      "groups",      "schedule", "schedules"};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (reap_word_is(a, t, words[i])) return true;
  return (reap_token_at(a, t)->flags & REAP_TOKEN_NUMBER) != 0;
}

/* "double-blind", "open-label": how it was given, not what. */
static bool is_masking(const reap_assembler *a, uint32_t t, uint32_t end) {
  static const char *const first[] = {"double", "single", "triple", "open"}, *const second[] = {"blind", "blinded",
                                                                                                "masked", "label"};
  return t + 1 < end && reap_word_in(a, t, first, sizeof first / sizeof *first) &&
         reap_word_in(a, t + 1, second, sizeof second / sizeof *second);
}

/* Skips what stands before a member's name: articles, "to receive", doses, counts. */
static uint32_t skip_lead(const reap_assembler *a, uint32_t t, uint32_t end) {
  while (t < end) {
    uint32_t bits = reap_bits_at(a, t), q = reap_quantity_of(a, t);
    bool hyphened = t + 1 < end && reap_token_at(a, t + 1)->flags & REAP_TOKEN_HYPHEN &&
                    !(q != REAP_NONE && reap_token_at(a, t + 1)->flags & REAP_TOKEN_NUMBER) && /* not "5-10 mg" */
                    (q == REAP_NONE || reap_quantity_of(a, t + 1) != q);                       /* not inside "2.5 g" */
    bool lasts = q != REAP_NONE && a->batch->quantities.at[q].kind == REAP_Q_DURATION;         /* "a 6-week course" */
    if (q != REAP_NONE && (lasts || !hyphened)) {
      uint32_t stop = a->batch->quantities.at[q].span.end;
      while (t < end && reap_token_at(a, t)->span.beg < stop) t++;
    } else if (is_masking(a, t, end)) {
      t += 2;
    } else if (t + 1 < end && reap_closes_number(a, t + 1, t)) {
      t += 2; /* "1) " */
    } else if (hyphened && !(bits & REAP_W_PREPOSITION)) {
      break;
    } else if (reap_mark_at(a, t) == '(' && t + 2 < end && reap_mark_at(a, t + 2) == ')') {
      t += 3; /* "(ii)" */
    } else if (t + 2 < end && reap_bits_at(a, t) & REAP_W_NOT && reap_word_is(a, t + 2, "than")) {
      t += 3; /* "no more than" */
    } else if (t + 1 < end && reap_bits_at(a, t + 1) & REAP_W_OF && counts_out(a, t)) {
      t += 2; /* "six courses of" */
    } else if (t + 2 < end && reap_token_at(a, t)->flags & REAP_TOKEN_NUMBER && counts_out(a, t + 1) &&
               reap_bits_at(a, t + 2) & REAP_W_OF) {
      t += 3; /* "14 cycles of" */
    } else if (bits & REAP_W_VAGUE && t + 1 < end && reap_bits_at(a, t + 1) & REAP_W_OF) {
      t += 2; /* "addition of" */
    } else if (reap_mark_at(a, t) ||
               bits & (REAP_W_DETERMINER | REAP_W_PREPOSITION | REAP_W_TREAT | REAP_W_ALLOCATE | REAP_W_ADVERB |
                       REAP_W_PEOPLE | REAP_W_SEVERAL | REAP_W_AND | REAP_W_RELATIVE)) {
      t++;
    } else {
      break;
    }
  }
  return t;
}

static bool is_link(const reap_assembler *a, uint32_t t) {
  return reap_word_is(a, t, "with") || reap_word_is(a, t, "without") || reap_word_is(a, t, "plus") ||
         reap_word_is(a, t, "and") || reap_word_is(a, t, "of") || reap_word_is(a, t, "+") || reap_word_is(a, t, "by");
}

static bool is_plus(const reap_assembler *a, uint32_t t) {
  return reap_word_is(a, t, "plus") || reap_mark_at(a, t) == '+';
}

/* The end of "A" in "A (1 mg/day)", "A 1 mg". */
static uint32_t before_dose(const reap_assembler *a, uint32_t first, uint32_t end) {
  for (uint32_t t = first + 1; t < end; t++)
    if (reap_mark_at(a, t) == '(' || reap_mark_at(a, t) == '[' || reap_quantity_of(a, t) != REAP_NONE) return t;
  return end;
}

/* "A plus B placebo", double dummy: A alone is given. */
static reap_run without_dummy(const reap_assembler *a, reap_run name) {
  uint32_t end = name.first + name.count;
  for (uint32_t t = name.first + 1; t + 2 < end; t++) {
    if (!is_plus(a, t) && !reap_word_is(a, t, "and")) continue;
    for (uint32_t k = t + 2; k < end && !(reap_bits_at(a, k) & REAP_W_AND); k++)
      if (reap_word_is(a, k, "placebo")) return (reap_run){name.first, before_dose(a, name.first, t) - name.first};
  }
  return name;
}

/* The i of "i.v.", "i.m.". */
static bool is_route(const reap_assembler *a, uint32_t t) {
  return t + 1 < a->citation->tokens.first + a->citation->tokens.count && reap_word_is(a, t, "i") &&
         reap_mark_at(a, t + 1) == '.';
}

/* The tagger knows a treatment among the tokens. */
static bool knows_treatment(const reap_assembler *a, uint32_t first, uint32_t end) {
  uint32_t m = reap_first_mention(a, reap_token_at(a, first)->span.beg);
  for (; m < a->citation->mentions.first + a->citation->mentions.count; m++) {
    const reap_mention *mention = &a->batch->mentions.at[m];
    if (mention->span.beg >= reap_token_at(a, end - 1)->span.end) return false;
    if (mention->type == REAP_INTERVENTION) return true;
  }
  return false;
}

/* "delayed (180 seconds) or early clamping": a participle that stands alone for what both members share. */
static bool is_lone_participle(const reap_assembler *a, uint32_t t, uint32_t end) {
  if (t >= end || reap_mark_at(a, t) || reap_is_nominal(a, t) || reap_bits_at(a, t)) return false;
  reap_str word = reap_word_at(a, t);
  bool participle = word.len > 5 && memcmp(word.ptr + word.len - 2, "ed", 2) == 0;
  return participle && (t + 1 == end || reap_mark_at(a, t + 1) == '(');
}

/* The name at the head of a member: nominal words, joined by "with", "plus", "of"; doses end it. */
reap_run reap_arm_phrase(const reap_assembler *a, uint32_t t, uint32_t end) {
  t = skip_lead(a, t, end);
  if (t < end && (reap_word_is(a, t, "no") || reap_word_is(a, t, "not"))) { /* "no treatment", "or not" */
    reap_run rest = reap_noun_phrase(a, t + 1, end);
    bool near = rest.count && rest.first == t + 1;
    return (reap_run){t, near ? 1 + rest.count : 1};
  }
  if (is_lone_participle(a, t, end)) return (reap_run){t, 1};
  uint32_t first = t, last = t, limit = t + NAME_TOKENS_MAX, next;
  if (end > t + REGIMEN_TOKENS_MAX) end = t + REGIMEN_TOKENS_MAX;
  while (t < end && t < limit) {
    if (t > first && (next = reap_next_component(a, t, end)) > t) {
      t = next;
      limit = t + NAME_TOKENS_MAX;
      continue;
    }
    bool held = reap_token_at(a, t)->flags & (REAP_TOKEN_HYPHEN | REAP_TOKEN_GLUED) && t > first;
    uint32_t dose = held ? REAP_NONE : reap_quantity_of(a, t);
    if (dose != REAP_NONE) { /* "propofol 2 mg/kg plus lidocaine": a dose in the middle */
      uint32_t behind = t;
      while (behind < end && reap_token_at(a, behind)->span.beg < a->batch->quantities.at[dose].span.end) behind++;
      bool strength = t > first && behind < end && reap_is_nominal(a, behind) && !knows_treatment(a, first, t);
      if (t == first || behind + 1 >= end ||
          !(strength || is_plus(a, behind) || is_plus(a, t - 1) || reap_word_is(a, t - 1, "and")))
        break;
      t = behind;
      continue;
    }
    char mark = reap_mark_at(a, t);
    if (mark == '(' || mark == '[' || mark == ':' || mark == '=') break;
    if (reap_is_nominal(a, t) || held)
      last = ++t;
    else if (t > first && is_link(a, t))
      t++;
    else if (mark && (unsigned char)mark >= 0x80)
      t++;
    else
      break;
  }
  while (last > first + 1 && (reap_bits_at(a, last - 1) & (REAP_W_GROUP | REAP_W_TIME) || is_route(a, last - 1)))
    last--;
  return without_dummy(a, (reap_run){first, last - first});
}

/* The mark inside "T/FAC", "A + B". */
static bool joins_words(const reap_assembler *a, uint32_t t, uint32_t end) {
  char mark = reap_mark_at(a, t);
  return t + 1 < end && !reap_mark_at(a, t + 1) && (mark == '/' || mark == '+' || (unsigned char)mark >= 0x80);
}

/* The words in a bracket of the member: an abbreviation or the group's label. */
static reap_run alias_after(const reap_assembler *a, uint32_t t, uint32_t end) {
  for (uint32_t i = t; i < end; i++) {
    if (reap_mark_at(a, i) != '(' && reap_mark_at(a, i) != '[') continue;
    uint32_t k = i + 1;
    while (k < end && k < i + 6 && (!reap_mark_at(a, k) || (k > i + 1 && joins_words(a, k, end))) &&
           reap_quantity_of(a, k) == REAP_NONE && !(reap_bits_at(a, k) & (REAP_W_PREPOSITION | REAP_W_RELATIVE)))
      k++;
    if (k < end && k > i + 1 && reap_mark_at(a, k) && strchr(",;:)]=", reap_mark_at(a, k)))
      return (reap_run){i + 1, k - i - 1};
  }
  return (reap_run){0, 0};
}

/* "or A, without B (ABC, n = 30)": the last member's abbreviation stands behind what a comma adds. */
static reap_run capitals_after(const reap_assembler *a, uint32_t t, uint32_t end) {
  enum { NEAR = 12 };
  reap_run alias = alias_after(a, t, end < t + NEAR ? end : t + NEAR);
  if (alias.count && !(reap_token_at(a, alias.first)->flags & REAP_TOKEN_UPPER)) alias.count = 0;
  return alias;
}

static bool trim_group(const reap_assembler *a, reap_run *run) {
  bool any = false;
  while (run->count > 1 && reap_bits_at(a, run->first + run->count - 1) & REAP_W_GROUP) run->count--, any = true;
  return any;
}

static bool is_month(const reap_assembler *a, uint32_t t) {
  static const char *const months[] = {"january", "february",  "march",   "april",    "june",    "july",
                                       "august",  "september", "october", "november", "december"};
  return reap_token_at(a, t)->flags & REAP_TOKEN_CAPITAL && reap_word_in(a, t, months, sizeof months / sizeof *months);
}

/* A name holds a word that is neither vague nor about people, time or number. */
static bool worth_naming(const reap_assembler *a, reap_run name) {
  enum { EMPTY = REAP_W_PEOPLE | REAP_W_TIME | REAP_W_ALLOCATE | REAP_W_VAGUE | REAP_W_GROUP | REAP_W_TREAT };
  if (name.count == 1 && reap_word_at(a, name.first).len < 2) return false;
  if (reap_word_is(a, name.first, "vice")) return false; /* "or vice versa" */
  if (is_month(a, name.first)) return false;             /* "to April 27" */
  if (reap_names_other(a, name)) return false;
  bool worth = reap_bits_at(a, name.first) & REAP_W_NOT; /* "no treatment" */
  for (uint32_t i = 0; i < name.count; i++) {
    const reap_token *token = reap_token_at(a, name.first + i);
    uint32_t bits = reap_bits_at(a, name.first + i);
    if (bits & REAP_W_ALLOCATE) return false;
    if (!token->hash || token->flags & REAP_TOKEN_NUMBER) continue;
    if (!(bits & EMPTY) || bits & (REAP_W_CONTROL | REAP_W_TESTED)) worth = true;
  }
  return worth;
}

static bool equal_words(const reap_assembler *a, reap_run x, reap_run y) {
  if (x.count != y.count) return false;
  for (uint32_t i = 0; i < x.count; i++)
    if (reap_token_at(a, x.first + i)->hash != reap_token_at(a, y.first + i)->hash) return false;
  return true;
}

static bool is_dose_at(const reap_assembler *a, uint32_t t) {
  uint32_t q = reap_quantity_of(a, t);
  return q != REAP_NONE && a->batch->quantities.at[q].kind == REAP_Q_DOSE;
}

/* "A (6M)", "A (3M)": the bracket tells them apart. */
static reap_run with_bracket(const reap_assembler *a, reap_run name, uint32_t end) {
  uint32_t t = name.first + name.count;
  if (t >= end || reap_mark_at(a, t) != '(') return name;
  for (uint32_t k = t + 1; k < end && k < t + 5; k++) {
    if (reap_mark_at(a, k) == ')') return (reap_run){name.first, k + 1 - name.first};
    if (reap_quantity_of(a, k) != REAP_NONE) return name;
  }
  return name;
}

/* The dose behind the name, or before it: tells two arms of one drug apart. */
static reap_run with_dose(const reap_assembler *a, reap_run name, uint32_t begin, uint32_t end) {
  uint32_t t = name.first + name.count, first = name.first;
  bool behind = t < end && reap_quantity_of(a, t) != REAP_NONE;
  while (!behind && first > begin && is_dose_at(a, first - 1)) first--; /* "8 mg |risperidone" */
  if (!behind) return (reap_run){first, t - first};
  uint32_t q = reap_quantity_of(a, t);
  uint32_t stop = a->batch->quantities.at[q].span.end;
  while (t < end && reap_token_at(a, t)->span.beg < stop) t++;
  return (reap_run){name.first, t - name.first};
}

/* The dose or the length that the member begins with: "12 months (n = 241)". */
static reap_run amount_at(const reap_assembler *a, member m) {
  uint32_t t = m.begin;
  while (t < m.end && !reap_mark_at(a, t) && reap_bits_at(a, t) & (REAP_W_DETERMINER | REAP_W_TREAT)) t++;
  uint32_t q = t < m.end ? reap_quantity_of(a, t) : REAP_NONE;
  if (q == REAP_NONE) return (reap_run){t, 0};
  uint8_t kind = a->batch->quantities.at[q].kind;
  if (kind != REAP_Q_DOSE && kind != REAP_Q_DURATION) return (reap_run){t, 0};
  uint32_t end = t;
  while (end < m.end && reap_quantity_of(a, end) == q) end++;
  return (reap_run){t, end - t > 1 ? end - t : 0}; /* the bare 20 of "20 or 30 mg" is none */
}

/* "12 months or 6 months of A", "10 mg or 20 mg of A": only the amounts differ. */
static bool amounts_differ(const reap_assembler *a, const member_list *list, reap_run *names) {
  reap_run amounts[MEMBERS_MAX];
  uint32_t named = 0;
  for (uint32_t i = 0; i < list->count; i++) {
    amounts[i] = amount_at(a, list->members[i]);
    named += names[i].count > 0;
    if (!amounts[i].count || named > 1) return false;
    for (uint32_t k = 0; k < i; k++)
      if (equal_words(a, amounts[i], amounts[k])) return false;
  }
  for (uint32_t i = 0; i < list->count; i++) names[i] = amounts[i];
  return list->count > 1;
}

/* The name is a dose or a length. */
static bool is_amount(const reap_assembler *a, reap_run name) {
  return name.count && amount_at(a, (member){name.first, name.first + name.count}).count == name.count;
}

static bool has_dose(const reap_assembler *a, member m) {
  for (uint32_t t = m.begin; t < m.end; t++)
    if (is_dose_at(a, t)) return true;
  return false;
}

/* The names of a list's members; where the same drug stands twice, with their doses. */
static uint32_t names_of(const reap_assembler *a, const member_list *list, reap_run *names) {
  bool twice = false;
  for (uint32_t i = 0; i < list->count; i++) {
    names[i] = reap_arm_phrase(a, list->members[i].begin, list->members[i].end);
    for (uint32_t k = 0; k < i; k++) twice |= names[k].count && equal_words(a, names[i], names[k]);
  }
  if (list->strong && amounts_differ(a, list, names)) return list->count;
  for (uint32_t i = 1; list->strong && names[0].count && i < list->count; i++) { /* "A 100 mg, 125 mg or placebo" */
    bool further = has_dose(a, list->members[i - 1]) || (i + 1 < list->count && has_dose(a, list->members[i + 1]));
    if (names[i].count || !is_dose_at(a, list->members[i].begin) || !further) continue; /* not "A, 50 mg, or placebo" */
    names[i] = amount_at(a, list->members[i]);
    twice |= names[i].count > 0;
  }
  for (uint32_t i = 0; twice && i < list->count; i++)
    if (names[i].count && !is_dose_at(a, names[i].first))
      names[i] = with_dose(a, names[i], list->members[i].begin, list->members[i].end);
  for (uint32_t i = 1; twice && i < list->count; i++)
    for (uint32_t k = 0; k < i; k++)
      if (names[i].count && names[k].count && equal_words(a, names[i], names[k])) {
        names[i] = with_bracket(a, names[i], list->members[i].end);
        names[k] = with_bracket(a, names[k], list->members[k].end);
      }
  return list->count;
}

/* The member says "plus" and names another member: an arm with something added. */
static bool adds_to_other(const reap_assembler *a, const member_list *list, const reap_run *names, uint32_t i) {
  bool plus = false;
  for (uint32_t t = list->members[i].begin; t < list->members[i].end; t++) {
    plus |= reap_mark_at(a, t) == '+' || reap_word_is(a, t, "plus") || reap_word_is(a, t, "with") ||
            reap_word_is(a, t, "and");
    for (uint32_t k = 0; plus && k < list->count; k++)
      if (k != i && names[k].count && reap_token_at(a, t)->hash == reap_token_at(a, names[k].first)->hash &&
          t > names[i].first)
        return true;
  }
  return false;
}

static bool has_size(const reap_assembler *a, const member *m) {
  for (uint32_t t = m->begin; t < m->end; t++) {
    uint32_t q = reap_quantity_of(a, t);
    if (q != REAP_NONE && a->batch->quantities.at[q].kind == REAP_Q_SAMPLE_SIZE) return true;
  }
  return false;
}

/* `end`: of the sentence. */
static uint32_t note_members(reap_assembler *a, const member_list *list, uint32_t end, bool allocated) {
  uint32_t noted = 0;
  reap_run names[MEMBERS_MAX];
  names_of(a, list, names);
  for (uint32_t i = 0; i < list->count; i++) {
    reap_run name = names[i];
    if (name.count == 0 || !(worth_naming(a, name) || is_dose_at(a, name.first) || is_amount(a, name))) continue;
    uint32_t before = a->arm_count;
    uint32_t arm =
        reap_arm_note(a, name, REAP_ARM_LISTED | (allocated ? REAP_ARM_ALLOCATED : 0), before == 0 || noted > 0);
    if (arm == REAP_NONE) continue;
    noted++;
    if (has_size(a, &list->members[i])) a->arms[arm].evidence |= REAP_ARM_SIZED;
    if (adds_to_other(a, list, names, i)) a->arms[arm].evidence |= REAP_ARM_ADDED;
    uint32_t behind = list->members[i].end;
    reap_run alias = alias_after(a, name.first + name.count, behind);
    if (!alias.count && i + 1 == list->count) alias = capitals_after(a, behind, end);
    trim_group(a, &alias);
    if (alias.count && worth_naming(a, alias)) reap_arm_add_name(a, arm, alias);
  }
  return noted;
}

/* "a taxane and/or an anthracycline", "A, B or both": what patients may have had, no alternatives. */
static bool may_overlap(const reap_assembler *a, const member_list *list) {
  for (uint32_t i = 0; i < list->count; i++) {
    uint32_t first = list->members[i].begin, end = list->members[i].end;
    if (end == first + 1 && reap_word_is(a, first, "both")) return true;
    if (reap_mark_at(a, end - 1) == '/' && (i + 1 < list->count)) return true;
    if (reap_mark_at(a, first) == '/') return true;
  }
  return false;
}

/* How many members would be named: a list is taken only when two are. */
static uint32_t named(const reap_assembler *a, const member_list *list) {
  uint32_t n = 0;
  reap_run names[MEMBERS_MAX];
  names_of(a, list, names);
  for (uint32_t i = 0; i < list->count; i++)
    n += names[i].count > 0 && (worth_naming(a, names[i]) || is_dose_at(a, names[i].first) || is_amount(a, names[i]));
  return n;
}

/* A list without "or" proves itself by sizes or by the word group. */
static bool convincing(const reap_assembler *a, const member_list *list, bool allocated) {
  if (list->count < 2 || may_overlap(a, list)) return false;
  if (list->strong && allocated) return named(a, list) >= 2;
  uint32_t sized = 0, grouped = 0, controls = 0, known = 0; /* "received A or placebo" */
  for (uint32_t i = 0; i < list->count; i++) {
    known += knows_treatment(a, list->members[i].begin, list->members[i].end) && has_dose(a, list->members[i]);
    sized += has_size(a, &list->members[i]);
    for (uint32_t t = list->members[i].begin; t < list->members[i].end; t++)
      grouped += (reap_bits_at(a, t) & REAP_W_GROUP) != 0, controls += (reap_bits_at(a, t) & REAP_W_CONTROL) != 0;
  }
  bool proved = sized >= 2 || (list->strong && (controls > 0 || known == list->count)) || (allocated && grouped > 0);
  return proved && named(a, list) >= 2;
}

static bool try_list(reap_assembler *a, uint32_t begin, uint32_t end, bool allocated) {
  if (begin == REAP_NONE || begin >= end) return false;
  if (end - begin > LIST_TOKENS_MAX) end = begin + LIST_TOKENS_MAX;
  member_list list = split(a, begin, end);
  uint32_t before = a->arm_count;
  if (!convincing(a, &list, allocated)) return false;
  bool taken = note_members(a, &list, end, allocated) >= 2;
  if (!taken) a->arm_count = before;
  return taken;
}

static bool list_in_sentence(reap_assembler *a, reap_range tokens) {
  uint32_t end = tokens.first + tokens.count;
  for (uint32_t t = tokens.first; t < end; t++) {
    uint32_t bits = reap_bits_at(a, t);
    bool allocated = (bits & REAP_W_ALLOCATE) != 0;
    if (!allocated && !(bits & REAP_W_TREAT)) continue;
    if (reap_word_is(a, t, "stratified")) continue; /* by what they were alike, not what they were given */
    if (!allocated && t > tokens.first + 1 && (reap_bits_at(a, t - 1) | reap_bits_at(a, t - 2)) & REAP_W_RELATIVE)
      continue; /* "who had received" */
    if (allocated && try_list(a, reap_list_behind_groups(a, t, end), end, true)) return true;
    if (try_list(a, reap_list_begin(a, t, end, allocated), end, allocated)) return true;
  }
  return false;
}

void reap_arms_from_lists(reap_assembler *a) {
  reap_range sentences = a->citation->sentences;
  for (uint32_t i = sentences.first; i < sentences.first + sentences.count; i++)
    if (reap_sentence_has(a, i, REAP_W_ALLOCATE | REAP_W_TREAT) &&
        list_in_sentence(a, a->batch->sentences.at[i].tokens))
      return;
}
