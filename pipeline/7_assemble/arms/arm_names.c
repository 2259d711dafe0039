/* SPDX-License-Identifier: MIT */
/* Finds every place where an arm is named: by one of its names, by its role ("the control group"), by its letter
 * ("groups A and B"), or all arms at once ("both groups"). */
#include "7_assemble/assembler.h"

enum { TAIL_MAX = 4 };

/* The first words of names, as bits of their hashes: most tokens are turned away without a comparison. */
typedef struct {
  uint64_t bits[4];
} name_filter;

static void filter_arm(const reap_assembler *a, uint32_t arm, name_filter *filter) {
  for (uint32_t k = 0; k < a->arms[arm].name_count; k++) {
    const uint64_t hash = reap_token_at(a, a->arms[arm].names[k].first)->hash;
    filter->bits[hash >> 62] |= (uint64_t)1 << (hash >> 56 & 63);
  }
}

static name_filter filter_of(const reap_assembler *a) {
  name_filter filter = {{0}};
  for (uint32_t i = 0; i < a->arm_count; i++) filter_arm(a, i, &filter);
  return filter;
}

static bool may_begin(const name_filter *filter, uint64_t hash) {
  return filter->bits[hash >> 62] >> (hash >> 56 & 63) & 1;
}

static bool name_stands_at(const reap_assembler *a, reap_run name, uint32_t t, uint32_t end) {
  if (t + name.count > end) return false;
  for (uint32_t i = 0; i < name.count; i++) {
    const reap_token *x = reap_token_at(a, name.first + i), *y = reap_token_at(a, t + i);
    if (x->hash != y->hash) return false;
    if (!x->hash && !reap_str_equal(reap_word_at(a, name.first + i), reap_word_at(a, t + i))) return false;
  }
  uint32_t after = t + name.count;
  return after >= end || !(reap_token_at(a, after)->flags & REAP_TOKEN_GLUED) || reap_mark_at(a, after);
}

/* The bare "not" of "X (n = 20) or not (n = 21)". */
static bool is_bare_not(const reap_assembler *a, uint32_t t, uint32_t end) {
  return t > a->citation->tokens.first && reap_word_is(a, t - 1, "or") && (t + 1 >= end || reap_mark_at(a, t + 1));
}

/* The longest name at `t`. */
static reap_arm_hit longest_name(const reap_assembler *a, uint32_t t, uint32_t end) {
  reap_arm_hit best = {t, 0, REAP_NONE};
  const uint64_t hash = reap_token_at(a, t)->hash;
  for (uint32_t i = 0; i < a->arm_count; i++)
    for (uint32_t k = 0; k < a->arms[i].name_count; k++) {
      reap_run name = a->arms[i].names[k];
      if (reap_token_at(a, name.first)->hash != hash) continue;
      if (name.count == 1 && reap_bits_at(a, name.first) & REAP_W_NOT && !is_bare_not(a, t, end)) continue;
      if (name.count > best.count && name_stands_at(a, name, t, end)) best = (reap_arm_hit){t, name.count, i};
    }
  return best;
}

/* Words that may follow a name and still mean the arm: "metformin treatment group", "MMC-treated eyes". */
static bool is_tail(const reap_assembler *a, uint32_t t) {
  static const char *const words[] = {
      "treatment",    "therapy",   "treated",  "supplementation", "administration", "alone",
      "intervention", "users",     "regimen",  "program",         "programme",      "use",
      "monotherapy",  "dose",      "controls", "condition",       "cream",          "gel",
      "ointment",     "lotion",    "patch",    "patches",         "tablet",         "tablets",
      "capsule",      "capsules",  "spray",    "drops",           "injection",      "injections",
      "infusion",     "infusions", "block"};
  if (reap_mark_at(a, t)) return false;
  return reap_bits_at(a, t) & (REAP_W_GROUP | REAP_W_PEOPLE) || reap_word_in(a, t, words, sizeof words / sizeof *words);
}

static uint32_t tail_after(const reap_assembler *a, uint32_t t, uint32_t end) {
  uint32_t n = 0;
  while (n < TAIL_MAX && t + n < end && is_tail(a, t + n)) n++;
  return n;
}

/* "plasma insulin", "serum calcium": a measurement, not a treatment. */
static bool measured_in(const reap_assembler *a, uint32_t t) {
  static const char *const words[] = {"plasma",       "serum",   "fasting",    "blood",    "urinary",     "urine",
                                      "total",        "free",    "endogenous", "salivary", "circulating", "growth",
                                      "postprandial", "ionized", "dietary",    "basal"};
  return reap_word_in(a, t, words, sizeof words / sizeof *words);
}

/* The tagger knows the word as a treatment. */
static bool is_known(const reap_assembler *a, uint32_t t) {
  reap_span span = reap_token_at(a, t)->span;
  uint32_t m = reap_first_mention(a, span.beg);
  return m < a->citation->mentions.first + a->citation->mentions.count &&
         a->batch->mentions.at[m].type == REAP_INTERVENTION && reap_span_overlap(a->batch->mentions.at[m].span, span);
}

static bool is_size(const reap_assembler *a, uint32_t t) {
  uint32_t row = reap_quantity_of(a, t);
  return row != REAP_NONE && a->batch->quantities.at[row].kind == REAP_Q_SAMPLE_SIZE;
}

/* "X in 10 ml saline solution": what the arm's drug is given in. */
static bool dissolves(const reap_assembler *a, const reap_arm_hit *hit, uint32_t begin) {
  uint32_t t = hit->token;
  while (t > begin && reap_quantity_of(a, t - 1) != REAP_NONE) t--;
  return t > begin && reap_word_is(a, t - 1, "in");
}

/* A name inside a longer noun phrase is no arm: "plasma insulin", "insulin resistance". */
static bool inside_phrase(const reap_assembler *a, const reap_arm_hit *hit, uint32_t begin, uint32_t end) {
  uint32_t after = hit->token + hit->count;
  if (tail_after(a, after, end)) return false;
  bool one = hit->count == 1 && !(reap_token_at(a, hit->token)->flags & REAP_TOKEN_UPPER);
  if (after < end && reap_token_at(a, after)->flags & (REAP_TOKEN_HYPHEN | REAP_TOKEN_GLUED) && !reap_mark_at(a, after))
    return true;
  if (after + 2 < end && reap_mark_at(a, after + 1) == '(' && is_size(a, after + 2) && !dissolves(a, hit, begin) &&
      !(reap_bits_at(a, after) & REAP_W_CONTROL))
    return false; /* "X block (n = 20)" */
  if (after < end && reap_is_nominal(a, after) && reap_quantity_of(a, after) == REAP_NONE &&
      !(reap_bits_at(a, after) & (REAP_W_TIME | REAP_W_SHIFT | REAP_W_MANNER | REAP_W_COMPARATIVE)) &&
      !reap_word_is(a, after, "first") && !reap_word_is(a, after, "second")) /* of a crossover: "A first" */
    return true;
  if (one && hit->token > begin && reap_is_nominal(a, hit->token - 1) && measured_in(a, hit->token - 1)) return true;
  if (one && hit->token > begin && reap_is_nominal(a, hit->token - 1) && !is_known(a, hit->token) &&
      reap_quantity_of(a, hit->token - 1) == REAP_NONE)
    return !(reap_bits_at(a, hit->token - 1) &
             (REAP_W_MANNER | REAP_W_SHIFT | REAP_W_COMPARATIVE | REAP_W_PEOPLE | REAP_W_GROUP));
  return false;
}

static bool is_comparator(const reap_arm_draft *arm) {
  return arm->role != REAP_ARM_EXPERIMENTAL && arm->role != REAP_ARM_SINGLE && arm->role != REAP_ARM_UNKNOWN;
}

/* The only arm on that side, REAP_NONE when there are several. */
static uint32_t only_arm(const reap_assembler *a, bool comparator) {
  uint32_t found = REAP_NONE;
  for (uint32_t i = 0; i < a->arm_count; i++) {
    if (is_comparator(&a->arms[i]) != comparator) continue;
    if (found != REAP_NONE) return REAP_NONE;
    found = i;
  }
  return found;
}

/* "controls", "the control group", "the intervention arm", "treated patients". */
/* "control and test arms": the word at `t` shares the group with the one that "and" joins it to. */
static bool shares_group(const reap_assembler *a, uint32_t t, uint32_t end) {
  enum { SIDES = REAP_W_CONTROL | REAP_W_TESTED };
  uint32_t begin = a->citation->tokens.first;
  uint32_t other = t + 2; /* "the study and the control group" */
  if (other < end && reap_bits_at(a, other) & REAP_W_DETERMINER) other++;
  bool opens = other + 1 < end && reap_bits_at(a, t + 1) & (REAP_W_AND | REAP_W_VERSUS) &&
               reap_bits_at(a, other) & SIDES && reap_bits_at(a, other + 1) & REAP_W_GROUP;
  uint32_t joint = t > begin && reap_bits_at(a, t - 1) & REAP_W_DETERMINER ? 2 : 1; /* "control and the test groups" */
  bool closes = t >= begin + joint + 1 && t + 1 < end && reap_bits_at(a, t - joint) & (REAP_W_AND | REAP_W_VERSUS) &&
                reap_bits_at(a, t - joint - 1) & SIDES && reap_bits_at(a, t + 1) & REAP_W_GROUP;
  return opens || closes;
}

static reap_arm_hit generic_at(const reap_assembler *a, uint32_t t, uint32_t end) {
  reap_arm_hit none = {t, 0, REAP_NONE};
  uint32_t bits = reap_bits_at(a, t);
  if (!(bits & (REAP_W_CONTROL | REAP_W_TESTED))) return none;
  uint32_t tail = tail_after(a, t + 1, end);
  bool grouped = false;
  bool shared = shares_group(a, t, end);
  grouped = shared;
  for (uint32_t i = 0; i < tail; i++) grouped |= (reap_bits_at(a, t + 1 + i) & (REAP_W_GROUP | REAP_W_PEOPLE)) != 0;
  if (bits & REAP_W_CONTROL && (grouped || reap_word_is(a, t, "controls"))) {
    uint32_t arm = only_arm(a, true);
    return arm == REAP_NONE ? none : (reap_arm_hit){t, 1 + tail, arm};
  }
  bool groups = reap_bits_at(a, t + tail) & REAP_W_GROUP && reap_is_plural(a, t + tail);
  if (bits & REAP_W_TESTED && grouped && (!groups || shared)) {
    uint32_t arm = only_arm(a, false);
    return arm == REAP_NONE ? none : (reap_arm_hit){t, 1 + tail, arm};
  }
  return none;
}

static bool is_remedy(const reap_assembler *a, uint32_t t) {
  static const char *const words[] = {"medications",  "drugs",      "treatments", "regimens",   "therapies",
                                      "products",     "techniques", "methods",    "procedures", "interventions",
                                      "preparations", "drug",       "treatment",  "medication"};
  return reap_word_in(a, t, words, sizeof words / sizeof *words);
}

static bool is_each(const reap_assembler *a, uint32_t t, bool several) {
  static const char *const singular[] = {"each", "either", "any", "neither", "every"};
  return several && reap_word_in(a, t, singular, sizeof singular / sizeof *singular);
}

/* "both groups", "between the two groups", "either arm", "the groups". */
static reap_arm_hit groups_at(const reap_assembler *a, uint32_t t, uint32_t end) {
  reap_arm_hit none = {t, 0, REAP_NONE};
  uint32_t k = t, several = 0;
  while (k < end && k < t + 4 && !reap_mark_at(a, k) && reap_bits_at(a, k) & REAP_W_SEVERAL) k++, several++;
  if (several && k < end && shares_group(a, k, end)) return none;
  uint32_t words = 0;
  while (k < end && words < 2 && reap_bits_at(a, k) & (REAP_W_TESTED | REAP_W_MANNER) &&
         !(reap_bits_at(a, k) & REAP_W_GROUP) && reap_is_nominal(a, k))
    k++, words++;
  if (!several && words && t > a->citation->tokens.first && reap_bits_at(a, t - 1) & REAP_W_AND)
    return none; /* "A and" */
  if (k < end && reap_bits_at(a, k) & REAP_W_GROUP && (reap_is_plural(a, k) || is_each(a, t, several))) {
    if (!several && k == t && t > 0 && reap_is_nominal(a, t) && !reap_is_plural(a, t)) return none;
    return (reap_arm_hit){t, k + 1 - t, REAP_NONE};
  }
  uint32_t of = t + 1; /* "either of the medications", "both drugs" */
  if (several && of + 2 < end && reap_bits_at(a, of) & REAP_W_OF && reap_bits_at(a, of + 1) & REAP_W_DETERMINER &&
      is_remedy(a, of + 2))
    return (reap_arm_hit){t, 4, REAP_NONE};
  if (several && !reap_word_is(a, t, "the") && !reap_word_is(a, t, "these") && !reap_word_is(a, t, "other") &&
      k < end && is_remedy(a, k))
    return (reap_arm_hit){t, k + 1 - t, REAP_NONE};
  if (several && words && reap_is_plural(a, k - 1) &&
      (reap_word_is(a, k - 1, "treatments") || reap_word_is(a, k - 1, "interventions") ||
       reap_word_is(a, k - 1, "regimens")))
    return (reap_arm_hit){t, k - t, REAP_NONE};
  return none;
}

/* "groups A and B": the second letter. */
static reap_arm_hit further_label(const reap_assembler *a, const reap_arm_hit *hit, uint32_t t, uint32_t end) {
  reap_arm_hit none = {t, 0, REAP_NONE};
  if (hit->count < 2 || !(reap_bits_at(a, hit->token) & REAP_W_GROUP)) return none;
  if (t < end && reap_quantity_of(a, t) != REAP_NONE) return none; /* "in group 2, and 2.0 in group 3" */
  for (uint32_t i = 0; t < end && i < a->arm_count; i++)
    for (uint32_t k = 0; k < a->arms[i].name_count; k++) {
      reap_run name = a->arms[i].names[k];
      if (name.count == 2 && reap_bits_at(a, name.first) & REAP_W_GROUP &&
          reap_token_at(a, name.first + 1)->hash == reap_token_at(a, t)->hash)
        return (reap_arm_hit){t, 1, i};
    }
  return none;
}

static bool is_plus(const reap_assembler *a, uint32_t t, uint32_t end) {
  return t + 1 < end && (reap_mark_at(a, t) == '+' || reap_word_is(a, t, "plus"));
}

/* Where the second of "X combined with Y", "X followed by Y", "X-Y" begins, when the joint stands at `t`; else
 * REAP_NONE. Such joints also stand between other things than treatments. */
static uint32_t behind_joint(const reap_assembler *a, uint32_t t, uint32_t end) {
  if (t + 2 >= end) return REAP_NONE;
  if (!reap_mark_at(a, t) && reap_token_at(a, t)->flags & REAP_TOKEN_HYPHEN) return t;
  if (reap_word_is(a, t, "combined") && reap_word_is(a, t + 1, "with")) return t + 2;
  if (reap_word_is(a, t, "followed") && reap_word_is(a, t + 1, "by")) return t + 2;
  return REAP_NONE;
}

/* "X plus Y" is one arm: where both are arms' names the one under test, else the arm that is not the bare X. */
static reap_arm_hit combined(const reap_assembler *a, reap_arm_hit hit, uint32_t end) {
  uint8_t role = a->arms[hit.arm].role; /* what is added to placebo leaves the arm as it is */
  bool turns = role != REAP_ARM_PLACEBO && role != REAP_ARM_NO_TREATMENT;
  for (;;) {
    uint32_t t = hit.token + hit.count;
    bool plus = is_plus(a, t, end);
    uint32_t next = plus ? t + 1 : behind_joint(a, t, end);
    if (next == REAP_NONE) return hit;
    reap_arm_hit second = longest_name(a, next, end);
    if (second.count == 0) {
      reap_run more = plus ? reap_noun_phrase(a, next, end) : (reap_run){next, 0};
      if (!more.count || more.first != next) return hit;
      if (turns && a->arm_count == 2 && is_comparator(&a->arms[hit.arm])) hit.arm = 1 - hit.arm;
      hit.count = next + more.count - hit.token;
      continue;
    }
    if (turns && second.arm != hit.arm && is_comparator(&a->arms[hit.arm])) hit.arm = second.arm;
    hit.count = next + second.count - hit.token;
  }
}

/* "without A", "not treated with A"; not "but not with A", which denies what happened. */
static bool is_denied(const reap_assembler *a, uint32_t t, uint32_t begin) {
  bool treated = false;
  for (uint32_t k = t; k > begin && t - k < 4; k--) {
    uint32_t bits = reap_bits_at(a, k - 1);
    if (bits & REAP_W_NOT) return treated || !reap_word_is(a, k - 1, "not");
    treated |= (bits & REAP_W_TREAT) != 0;
    if (!(bits & (REAP_W_TREAT | REAP_W_DETERMINER)) && !reap_word_is(a, k - 1, "with")) return false;
  }
  return false;
}

/* A minus at the end of a name: "DA-" before a mark. */
static bool is_minus(const reap_assembler *a, uint32_t t, uint32_t end) {
  return t + 1 < end && reap_mark_at(a, t) == '-' && reap_mark_at(a, t + 1) &&
         reap_token_at(a, t)->span.beg == reap_token_at(a, t - 1)->span.end;
}

/* The arm that goes without something. */
static bool is_bare(const reap_assembler *a, uint32_t arm) {
  return reap_bits_at(a, a->arms[arm].names[0].first) & REAP_W_NOT;
}

/* Whether the token may begin the words for one arm by its role, or for all arms. */
static bool may_begin_generic(const reap_assembler *a, uint32_t t) {
  enum { SIDES = REAP_W_CONTROL | REAP_W_TESTED, GROUPS = REAP_W_SEVERAL | REAP_W_GROUP };
  const uint32_t bits = reap_bits_at(a, t);
  return bits & (SIDES | GROUPS) || (bits & REAP_W_MANNER && reap_is_nominal(a, t)); /* not "of", "with" */
}

static reap_arm_hit hit_at(const reap_assembler *a, uint32_t t, uint32_t begin, uint32_t end, bool named) {
  reap_arm_hit hit = {t, 0, REAP_NONE};
  if (named) {
    hit = longest_name(a, t, end);
    if (hit.count) hit = combined(a, hit, end);
    if (hit.count && inside_phrase(a, &hit, begin, end)) hit.count = 0;
    if (hit.count && a->arm_count == 2 && a->arms[hit.arm].role == REAP_ARM_EXPERIMENTAL && is_denied(a, t, begin))
      hit.arm = 1 - hit.arm;
    if (hit.count && a->arm_count == 2 && is_minus(a, t + hit.count, end) && is_bare(a, 1 - hit.arm))
      hit.arm = 1 - hit.arm; /* "DA-: 1.0%" beside "DA+" */
    if (hit.count) hit.count += tail_after(a, t + hit.count, end);
  }
  if (!hit.count) hit = generic_at(a, t, end);
  if (!hit.count && may_begin_generic(a, t)) hit = groups_at(a, t, end);
  return hit;
}

static void hits_in(reap_assembler *a, reap_range tokens, const name_filter *filter) {
  uint32_t end = tokens.first + tokens.count;
  for (uint32_t t = tokens.first; t < end;) {
    const reap_token *token = reap_token_at(a, t);
    const bool named = may_begin(filter, token->hash), asks = named || may_begin_generic(a, t);
    reap_arm_hit hit = {t, 0, REAP_NONE};
    if (asks && !(token->flags & REAP_TOKEN_PUNCT)) hit = hit_at(a, t, tokens.first, end, named);
    if (!hit.count) {
      t++;
      continue;
    }
    *reap_push(&a->hits) = hit;
    t += hit.count;
    while (t + 1 < end && (reap_bits_at(a, t) & (REAP_W_AND | REAP_W_VERSUS) || reap_mark_at(a, t) == ',')) {
      bool both = reap_mark_at(a, t) == ',' && reap_bits_at(a, t + 1) & REAP_W_AND; /* "groups 1, 2, and 3" */
      reap_arm_hit next = further_label(a, &hit, t + 1 + both, end);
      if (!next.count) break;
      *reap_push(&a->hits) = next;
      t = next.token + 1;
    }
  }
}

void reap_arm_hits_find(reap_assembler *a) {
  reap_vec_reset(&a->hits);
  if (!a->arm_count) return;
  const name_filter filter = filter_of(a);
  reap_range sentences = a->citation->sentences;
  for (uint32_t i = sentences.first; i < sentences.first + sentences.count; i++)
    hits_in(a, a->batch->sentences.at[i].tokens, &filter);
}

/* A dose inside the name of a regimen: "A 60 mg plus B". Nobody writes it twice. */
static bool is_dosed(const reap_assembler *a, reap_run name) {
  bool dose = false;
  for (uint32_t t = name.first + 1; t + 1 < name.first + name.count; t++) {
    uint32_t q = reap_quantity_of(a, t);
    dose |= q != REAP_NONE && q != reap_quantity_of(a, name.first) && a->batch->quantities.at[q].kind == REAP_Q_DOSE;
    if (dose && is_plus(a, t, name.first + name.count)) return true;
  }
  return false;
}

uint32_t reap_arms_recurring(const reap_assembler *a) {
  uint32_t times[REAP_ARMS_MAX] = {0}, recurring = 0;
  reap_range tokens = a->citation->tokens;
  const name_filter filter = filter_of(a);
  for (uint32_t t = tokens.first; t < tokens.first + tokens.count; t++) {
    if (!may_begin(&filter, reap_token_at(a, t)->hash)) continue;
    reap_arm_hit hit = longest_name(a, t, tokens.first + tokens.count);
    if (hit.count) {
      times[hit.arm]++;
      t += hit.count - 1;
    }
  }
  for (uint32_t i = 0; i < a->arm_count; i++) {
    bool vague = a->arms[i].name_count == 1 && reap_word_is(a, a->arms[i].names[0].first, "treatment");
    bool letter =
        reap_token_at(a, a->arms[i].names[0].first)->span.end - reap_token_at(a, a->arms[i].names[0].first)->span.beg ==
        1;
    uint32_t proof = is_dosed(a, a->arms[i].names[0]) ? 1 : 2;
    recurring += times[i] >= proof && !vague && !letter;
  }
  return recurring;
}

uint32_t reap_arm_first_named(const reap_assembler *a, uint32_t arm) {
  reap_range tokens = a->citation->tokens;
  name_filter filter = {{0}};
  filter_arm(a, arm, &filter);
  for (uint32_t t = tokens.first; t < tokens.first + tokens.count; t++) {
    if (!may_begin(&filter, reap_token_at(a, t)->hash)) continue;
    for (uint32_t k = 0; k < a->arms[arm].name_count; k++)
      if (name_stands_at(a, a->arms[arm].names[k], t, tokens.first + tokens.count)) return t;
  }
  return a->arms[arm].names[0].first;
}
